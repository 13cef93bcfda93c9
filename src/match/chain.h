// Chains: anchors of one pair of articles that stand in the same order in both.
#ifndef STEMMA_MATCH_CHAIN_H
#define STEMMA_MATCH_CHAIN_H

#include "match/seed.h"

/* Where a chain starts and ends, in tokens (inclusive). */
typedef struct {
    uint32_t a_first, a_last, b_first, b_last;
    uint32_t n_anchors;
    float score;
} chain;

typedef VEC(chain) chain_vec;

/* The best chains of `anchors` (one pair's, sorted), best first; every anchor is in at
 * most one. A moved block is a chain of its own. Scores as minimap2 (Li 2018,
 * section 2.1) with words for bases: new words covered, less a cost that grows with the
 * gap. O(n * CHAIN_LOOKBACK). */
void chain_anchors(arena *out, const anchor *anchors, uint32_t n, chain_vec *chains);

enum { CHAIN_LOOKBACK = 64, CHAIN_MOST = 32 };

#endif
