/* Sources, cues and contents: a label for each token of a paragraph, from words, tags,
 * quotation marks, the trees and what the rules of stage facts advise. */
#ifndef STEMMA_LABEL_SPANS_H
#define STEMMA_LABEL_SPANS_H

#include "label/chain.h"
#include "label/tree.h"

typedef struct {
    linear weights;
    chain_steps steps;
} span_model;

/* Advice is a label, with this added where the rules see a cue inside a content. */
enum { ADVICE_INSIDE = 16 };

typedef struct {
    const text *t;
    const word_look *looks;
    const uint8_t *tags;
    const uint8_t *arcs;
    const tree_node *nodes;
    const uint8_t *advice; // of each token: what the rules of stage facts take it for
} span_view;

/* Tokens [first, last) of the paragraph that begins with this sentence; the sentence
 * behind it. */
uint32_t label_paragraph(const text *t, uint32_t from, uint32_t *first, uint32_t *last);

/* Kept sentences of a paragraph that stand in a row: what one chain of labels is for. */
typedef struct {
    uint32_t first, last; // of the paragraph
    uint32_t from, to;    // of the chain
    uint32_t next, end;   // sentences: the next one, and the one behind the paragraph
} label_stretch;

/* The next one; `s` begins as all zeros. `keep`: of each sentence. */
bool label_next_stretch(const text *t, const uint8_t *keep, label_stretch *s);

enum { SPAN_FEATURES = 128 };
uint32_t span_features(const linear *m, const span_view *v, uint32_t first, uint32_t last,
                       uint32_t i, uint32_t *rows);
/* Scores of the chain: rows of CHAIN_WIDTH. */
void span_scores(const span_model *m, const span_view *v, const label_stretch *s,
                 float *scores);

#endif
