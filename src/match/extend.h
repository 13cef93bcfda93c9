/* Runs: what two texts have in common along one diagonal.
 *
 *   a   the army said on Monday that the town of Arden had fallen
 *   b   the army said on Sunday that the city of Arden had fallen
 *       |   |    |   |         |    |         |  |     |   |        a run of 11 words
 *
 * An anchor is extended to both sides as in BLAST (Altschul et al. 1990): a word that is
 * the same earns its weight, any other one costs PAIR_MISS, and the end is where the sum
 * was largest when it has fallen by PAIR_DROP since. Sixteen words are compared at a
 * time; what comes out is what comes out word by word. */
#ifndef STEMMA_MATCH_EXTEND_H
#define STEMMA_MATCH_EXTEND_H

#include "match/pair.h"

/* Words [a, a + n) against [b, b + n). */
typedef struct {
    uint32_t a, b, n;
    uint32_t n_same, bits, own; // as in a stretch
    int32_t score;
    uint32_t n_steps; // words that were looked at for it
} run;

void run_add_counts(run *to, const run *from);

/* Goes on from words a and b, up to n words: from these on, or from these back. Returns
 * the words up to the best place, and adds to the run what stands there. */
uint32_t extend_forward(const word_run *x, const word_run *y, uint32_t a, uint32_t b,
                        uint32_t n, run *r);
uint32_t extend_back(const word_run *x, const word_run *y, uint32_t a, uint32_t b,
                     uint32_t n, run *r);

#endif
