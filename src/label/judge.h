/* Candidate spans judged anew: what only a whole span shows, such as whether it is one
 * subtree, whether the quotation marks in it are whole, whether a likely cue governs it.
 * A log-linear model of the ways to choose spans that do not overlap (ways.h), a column
 * of weights for each part. */
#ifndef STEMMA_LABEL_JUDGE_H
#define STEMMA_LABEL_JUDGE_H

#include "label/spans.h"
#include "label/ways.h"

typedef struct {
    linear weights;
    float trust[N_PARTS]; // in the log-odds of the chain
    float least[N_PARTS]; // what must be gained by a span to be worth having it
    float share;          // candidates_share()
    way_steps steps;
    way_steps powers; // of e, of the steps
} span_judge;

enum { JUDGE_FEATURES = 80 };

/* The chain of a stretch, as candidates_of_chain() leaves it. */
typedef struct {
    const span_view *v;
    uint32_t first, last; // tokens of the text
    const four *likely;   // for each of them: out, then each part
    const span_candidates *all;
} judge_view;

/* Features of all candidates: JUDGE_FEATURES rows each, *n_rows of them. */
void judge_features(arena *tmp, const linear *m, const judge_view *v, uint32_t *rows,
                    uint8_t *n_rows);
/* Log-odds of what the chain says. */
float judge_odds(float likely);
/* Puts what the judge thinks in the place of what the chain thinks; leaves out what it
 * does not think of. */
void judge_candidates(arena *tmp, const span_judge *m, const judge_view *v,
                      span_candidates *all);

#endif
