/* Which sentences may hold anything of an attribution: a linear look at their words,
 * quotation marks and what the rules found. What is left out is neither tagged nor
 * parsed nor labelled, and that is a good part of any article. */
#ifndef STEMMA_LABEL_SIFT_H
#define STEMMA_LABEL_SIFT_H

#include "label/linear.h"
#include "label/words.h"

typedef struct {
    linear weights; // one column
    float least;    // a sentence with less is left out
} sifter;

/* What a sentence comes to. `reads`: called with its rows, some at a time. */
typedef void (*sift_reader)(void *ctx, const uint32_t *rows, uint32_t n);
void sift_rows(const linear *m, const text *t, const word_look *looks,
               const uint8_t *advice, uint32_t s, sift_reader reads, void *ctx);
float sift_sentence(const linear *m, const text *t, const word_look *looks,
                    const uint8_t *advice, uint32_t s);

#endif
