/* Pairs of articles counted from tables, never one by one.
 *
 * Where a family has n articles, C(n, 2) pairs are tied; where a true family and a found
 * one share n, C(n, 2) of them are right. All counts are whole numbers, so that nothing
 * is lost at a million articles. */
#ifndef STEMMA_BENCH_PAIRS_H
#define STEMMA_BENCH_PAIRS_H

#include "base/arena.h"

/* Labels of one article; 0 is "in none". `second` is a second true family, for an article
 * made of two. */
typedef struct {
    uint32_t family, second, found;
    uint32_t of_class;
} pair_item;

typedef struct {
    uint64_t required, reached; // pairs of one true family; those tied as well
    uint64_t tied, right;       // pairs that were tied; those that share a true family
} pair_counts;

/* Counts for all items, and for each class the pairs with at least one article of it.
 * Sorts the items. `classes` has room for n_classes. */
void pairs_count(arena *a, pair_item *items, size_t n, uint32_t n_classes,
                 pair_counts *all, pair_counts *classes);

/* The adjusted Rand index (Hubert and Arabie) of the two partitions; an article in no
 * family is a part of its own. 1 where both are trivial in the same way. Only items whose
 * `of_class` is `only` count, unless that is UINT32_MAX. */
double pairs_adjusted_rand(arena *a, const pair_item *items, size_t n, uint32_t only);

#endif
