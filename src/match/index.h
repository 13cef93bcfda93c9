/* The index: which texts share grams.
 *
 *   grams of all texts ─► seeds, parted by the first bits of the gram
 *                      ─► each part sorted: the texts of one gram stand together
 *                      ─► links between texts that share a gram
 *                      ─► candidates: pairs of texts with enough links
 *
 * Nothing here does input or output or takes memory: a driver holds the parts in memory
 * or on disk, and can work on them on several threads. What a part holds and gives does
 * not depend on how many there are. */
#ifndef STEMMA_MATCH_INDEX_H
#define STEMMA_MATCH_INDEX_H

#include "match/grams.h"

#include <stddef.h>

enum {
    INDEX_PART_BITS = 10,
    INDEX_PARTS = 1 << INDEX_PART_BITS,
    /* The texts of a gram are linked each with each where there are few; beyond, each
     * with the next INDEX_NEXT in their order, so that the links grow with the texts and
     * not with their square. The copies of one report share many grams, and meet the same
     * neighbours in each. */
    INDEX_NEXT = 2,
    /* In so many texts and more, a gram is common: its words say less (see weights.h). */
    INDEX_COMMON = 8,
};

/* A gram in a text. The part says the gram's first bits. */
typedef struct {
    uint32_t gram;
    uint32_t text;
} seed;

static inline uint32_t index_part(uint64_t hash)
{
    return (uint32_t)(hash >> (64 - INDEX_PART_BITS));
}

static inline seed index_seed(uint64_t hash, uint32_t which)
{
    return (seed){(uint32_t)(hash >> (32 - INDEX_PART_BITS)), which};
}

/* What the index knows of a gram: the part and the seed. Never 0. */
static inline uint64_t index_key(uint32_t part, uint32_t low_bits)
{
    return (uint64_t)1 << 63 | (uint64_t)part << 32 | low_bits;
}

/* Leaves out seeds of grams that stand there once, most of them: they are the larger part
 * of all and link nothing. The others keep their order; returns how many they are. `seen`
 * is scratch for as many. */
size_t index_sift(seed *seeds, uint64_t *seen, size_t n);

/* Sorts by gram; seeds of one gram keep their order. `scratch` is as long. */
void index_sort(seed *seeds, seed *scratch, size_t n);

/* The first gram's seeds among n sorted ones: how many, and in how many texts. Repeats in
 * one text are taken out, so that the first *n_texts are one for each. */
size_t index_group(seed *seeds, size_t n, uint32_t *n_texts);

/* Two texts that share a gram: a < b. `to` is b twice over, plus one where few texts have
 * the gram. */
typedef struct {
    uint32_t a, to;
} text_link;

/* How many links n texts of one gram make, where up to `few` are linked each with each.
 */
static inline uint64_t index_n_links(uint32_t n_texts, uint32_t few)
{
    uint64_t n = n_texts;
    if (n <= few)
        return n ? n * (n - 1) / 2 : 0;
    return n > INDEX_NEXT ? n * INDEX_NEXT - INDEX_NEXT * (INDEX_NEXT + 1) / 2 : n - 1;
}

/* Their links; `to` has room for them. */
void index_links(const seed *group, uint32_t n_texts, uint32_t few, text_link *to);

/* What sharing a gram that n_texts of n_all have says, in bits; at least 1. */
uint32_t index_bits(uint64_t n_texts, uint64_t n_all);

#endif
