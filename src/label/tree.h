/* What the labeller asks of the trees of a text, made once for each token. */
#ifndef STEMMA_LABEL_TREE_H
#define STEMMA_LABEL_TREE_H

#include "label/parse.h"

typedef struct {
    uint32_t head;      // token, or TREE_NONE at the root
    uint32_t low, high; // tokens [low, high) of the subtree
    uint32_t clause;    // nearest token at or above it that is a clause of its governor
    uint32_t subject;   // nearest at or above it that is a subject
    uint32_t verb;      // nearest verb above it
    uint16_t children;  // a bit for each arc_kind below it
    uint8_t depth;      // up to 255
    uint32_t subject_child; // TREE_NONE: it has none
} tree_node;

enum { TREE_NONE = UINT32_MAX };

/* `heads` and `arcs` as the parser gives them; sentences longer than it takes, and
 * those that are not kept, have no arcs. */
void tree_nodes(arena *out, const text *t, const uint16_t *heads, const uint8_t *arcs,
                const uint8_t *is_verb, const uint8_t *tags, const uint8_t *keep,
                tree_node **to);

#endif
