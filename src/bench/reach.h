/* Whether the alignment of two texts could reach a score at all. Most pairs cannot, and
 * finding that out takes a tenth of the time that aligning them does.
 *
 *   b   ┌───────────────┐
 *       │╱╱╱╱           │   cells of one diagonal depend on the two before it alone, so
 *   a   │╱╱╱            │   sixteen of them are worked on at once (Wozniak 1997), in
 *       │╱╱             │   single bytes; words are compared by sixteen bits, so that
 *       └───────────────┘   two words may pass for one: the answer may be yes too often
 *
 * Scores are those of match/align_all.h. */
#ifndef STEMMA_BENCH_REACH_H
#define STEMMA_BENCH_REACH_H

#include "base/arena.h"
#include "match/pair.h"

/* A text made ready; lives in `out`. */
typedef struct {
    uint32_t n;
    const uint8_t *low, *high, *weights; // of each word
    const uint8_t *back_low, *back_high; // the same, the last word first
} reach_text;

void reach_init(arena *out, const word_run *run, reach_text *to);

/* Scratch memory of one thread. */
typedef struct {
    arena *a;
    uint8_t *scores;
    size_t cap;
} reach_scratch;

/* No alignment of the two has a score of `least` (up to 200) or more, where this is
 * false. */
bool reach_could(reach_scratch *x, const reach_text *a, const reach_text *b,
                 uint8_t least);

#endif
