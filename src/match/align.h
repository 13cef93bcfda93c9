// Alignment of two sequences, by anchors and affine-gap dynamic programming between them.
#ifndef STEMMA_MATCH_ALIGN_H
#define STEMMA_MATCH_ALIGN_H

#include "base/vec.h"

/* Element i of the one sequence stands with element j of the other. */
typedef struct {
    uint32_t i, j;
} align_pair;

typedef VEC(align_pair) align_pairs;

/* What is aligned: `keys` are equal for equal elements (anchors are found by them; 0:
 * never an anchor), `score` says what it is worth to put i and j together (negative: not
 * together). */
typedef struct {
    const uint64_t *keys_i, *keys_j;
    uint32_t n_i, n_j;
    int (*score)(const void *ctx, uint32_t i, uint32_t j);
    const void *ctx;
    int gap_open, gap_extend; // costs, positive
} align_task;

static inline uint64_t align_key(uint64_t hash, bool carries)
{
    return (hash & ~(uint64_t)1) | carries;
}

/* Aligns all of both: appends the pairs, ascending in i and j. Anchors are runs of keys
 * unique in both sequences, in the longest order they share (patience, as in Cohen's
 * diff); what lies between two anchors is aligned by Gotoh's method (1982), where it is
 * not larger than ALIGN_MOST_CELLS, and otherwise left unaligned. Runs in time linear in
 * the lengths plus the cells between anchors. */
void align_sequences(arena *out, const align_task *task, align_pairs *pairs);

enum { ALIGN_MOST_CELLS = 1 << 24 };

#endif
