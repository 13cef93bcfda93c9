/* From the stretches of compared texts to passages: words become tokens, and texts with
 * the same words get the passages of the one that was compared. */
#ifndef STEMMA_MATCH_PASSAGES_H
#define STEMMA_MATCH_PASSAGES_H

#include "match/runs.h"

/* A stretch of two texts that were compared. */
typedef struct {
    uint32_t a, b; // in whatever order
    stretch where;
    passage_kind kind;
} found_stretch;

typedef struct {
    const text *texts;
    uint32_t n_texts;
    const uint32_t *same_as;       // see match_result
    const uint32_t *const *tokens; // of each text: the token of each word
} passage_texts;

/* Fills in result->passages. */
void passages_take(arena *out, const passage_texts *in, const found_stretch *found,
                   size_t n, match_result *result);

#endif
