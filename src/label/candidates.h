/* Spans that the chains of labels hold likely, and how likely each is.
 *
 *   scores ─► every span that at least LIKELY_LEAST of all chains have
 *          ─► judged anew by what only a whole span shows (judge.h)
 *          ─► those that do not overlap and are worth most
 *
 * A chain of the best labels is one guess at everything; what counts is each span. */
#ifndef STEMMA_LABEL_CANDIDATES_H
#define STEMMA_LABEL_CANDIDATES_H

#include "base/vec.h"
#include "label/chain.h"

typedef struct {
    label_part part;
    uint32_t first, last; // tokens of the chain: [first, last)
    float likely;         // 0 to 1
} span_candidate;

typedef VEC(span_candidate) span_candidates;

extern const float likely_least;

/* Adds the spans of one chain, by their first token, then by their last. Where asked,
 * `likely` gets for each of n tokens how likely it is outside of all spans and in one of
 * each part. Takes time in
 * proportion to n: at no token can more than 1 / likely_least spans be under way. */
void candidates_of_chain(arena *out, const chain_steps *steps, const float *scores,
                         uint32_t n, four *likely, span_candidates *to);

/* What is gained by choosing each: how likely it is, and a share of what others of its
 * part that it overlaps are, as far as it is like them. With a share of 0 the choice
 * below is for exact spans alone, with 1 for being alike. */
void candidates_share(span_candidates *all, float share, float *gains);

/* The spans, none overlapping, with the greatest sum of gain - least[part]: with least at
 * half of the F1 that comes out, the choice with the greatest F1. `n_tokens` is the
 * length of the chain. Labels are those of the choice. */
void candidates_choose(arena *tmp, const span_candidates *from, uint32_t n_tokens,
                       const float *gains, const float least[N_PARTS], uint8_t *labels);

#endif
