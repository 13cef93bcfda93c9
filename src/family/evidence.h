// Why the tree is as it is, in sentences a reader can check.
#ifndef STEMMA_FAMILY_EVIDENCE_H
#define STEMMA_FAMILY_EVIDENCE_H

#include "family/tree.h"

typedef struct {
    arena *out;
    const article *articles;
    const text *texts;
    const family *f;
    const character_set *set;
    const rooted_tree *tree;
    const uint8_t *states; // tree_states()
} evidence_view;

/* What stands for an article in a sentence: its outlet, or its input without the folder.
 */
slice evidence_label(arena *out, const article *a);
/* The evidence for the edge from parent[node] to `node`. */
void evidence_edge(const evidence_view *view, uint32_t node, stemma_edge *edge);
/* Why the origin is lost, or why it is the article it is. */
slice evidence_origin(const evidence_view *view);
/* Up to `most` bytes of a text, on one line, cut at a word. */
slice evidence_excerpt(arena *out, slice text_bytes, size_t most);

#endif
