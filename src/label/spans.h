/* Sources, cues and contents: a label for each token of a paragraph.
 *
 * Two passes over the same features: the first finds out where cues are likely; the
 * second knows that, and how each token stands to them in the tree. */
#ifndef STEMMA_LABEL_SPANS_H
#define STEMMA_LABEL_SPANS_H

#include "label/chain.h"
#include "label/tree.h"

typedef struct {
    linear weights;
    chain_steps steps;
    float lean[N_LABELS]; // added to every score: finds as much as it invents
} span_model;

/* What pass one says of a token. */
typedef struct {
    uint8_t label;   // the best chain's
    uint8_t sure[N_PARTS]; // how likely it is of that part: 0 … 7
} span_hint;

typedef struct {
    const text *t;
    const word_look *looks;
    const uint8_t *tags;
    const uint8_t *arcs;
    const tree_node *nodes;
    const span_hint *hints; // NULL in pass one
    /* Of each token: the nearest likely cue of the sentence before and behind it, token +
     * 1 or 0. Pass two. */
    const uint32_t *cue_before, *cue_behind;
} span_view;

/* Tokens [first, last) of the paragraph that begins with this sentence; the sentence
 * behind it. */
uint32_t paragraph_of(const text *t, uint32_t from, uint32_t *first, uint32_t *last);

enum { SPAN_FEATURES = 128 };
uint32_t span_features(const linear *m, const span_view *v, uint32_t first, uint32_t last,
                       uint32_t i, uint32_t *rows);
/* Scores of [first, last): rows of CHAIN_WIDTH. */
void span_scores(const span_model *m, const span_view *v, uint32_t first, uint32_t last,
                 float *scores);
/* Labels of a whole text; `likely` (n_tokens rows of CHAIN_WIDTH) where asked. */
void span_labels(arena *tmp, const span_model *m, const span_view *v, uint8_t *labels,
                 float *likely);
/* From pass one to what pass two sees. */
void span_hints(arena *out, const text *t, const uint8_t *labels, const float *likely,
                span_view *v);

#endif
