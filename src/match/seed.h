// Seeds that two texts share.
#ifndef STEMMA_MATCH_SEED_H
#define STEMMA_MATCH_SEED_H

#include "match/match.h"
#include "match/sketch.h"

enum {
    SEED_MOST_ARTICLES =
        256,               // a k-gram in more articles than that is left out, and named
    SEED_MOST_REPEATS = 4, // places of one k-gram in one article that are used
};

/* One k-gram in both: tokens first .. last (inclusive). */
typedef struct {
    uint32_t a, b; // articles, a < b
    uint32_t a_first, a_last;
    uint32_t b_first, b_last;
} anchor;

typedef VEC(anchor) anchor_vec;

/* Anchors of all pairs, sorted by a, b, a_first, b_first; the k-grams left out go into
 * `result`. Sorts `seeds`. */
void seed_pairs(arena *out, const text *texts, seed_vec *seeds, anchor_vec *anchors,
                match_result *result);

#endif
