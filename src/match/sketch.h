// Sketches: the word k-grams of a text that stand for it when copies are looked for.
#ifndef STEMMA_MATCH_SKETCH_H
#define STEMMA_MATCH_SKETCH_H

#include "text/text.h"

enum {
    SKETCH_K = 4,      // words in a k-gram
    SKETCH_WINDOW = 3, // of so many k-grams in a row at least one is kept
};

/* One k-gram: tokens first .. last (inclusive) of `article`, punctuation between them
 * ignored. */
typedef struct {
    uint64_t hash;
    uint32_t article;
    uint32_t first, last;
} seed;

typedef VEC(seed) seed_vec;

/* Appends the text's sketch: the minimizers (Roberts et al. 2004) of its words, and those
 * of its words without the name-like ones and numbers, so that a renamed town does not
 * break the k-grams around it. K-grams of function words alone are left out. */
void sketch_text(arena *out, const text *t, uint32_t article, seed_vec *seeds);

#endif
