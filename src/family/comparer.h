/* What tied_group() asks of two texts, answered by comparing them word by word. */
#ifndef STEMMA_FAMILY_COMPARER_H
#define STEMMA_FAMILY_COMPARER_H

#include "match/pair.h"

/* Where the words are. */
typedef struct {
    /* The words of a text; they stay until another one is asked for in the same place,
     * 0 or 1. False where they cannot be read. */
    bool (*words)(void *ctx, uint32_t which, int place, word_run *run);
    void *ctx;
} compare_source;

typedef struct comparer comparer;

/* For one thread; lives in `out`. */
comparer *comparer_new(arena *out, compare_source source);
/* Share of the shorter text's words that the two have in common, copies or not: a short
 * update of a report may be tied to it by others alone. Which of them is named first says
 * nothing. */
float comparer_overlap(comparer *c, uint32_t a, uint32_t b);
/* How much of what a and b have in common stands in these 32nds of both. */
float comparer_common(comparer *c, uint32_t a, uint32_t parts_a, uint32_t b,
                      uint32_t parts_b);

#endif
