/* Linear models over hashed features: a row of weights a feature, a column a class.
 *
 *   features of a token ─► rows ─► their sum ─► the class with the highest score
 *
 * Shipped rows are 8-bit and lie in the weights file as it is mapped; while learning,
 * `live` holds them as floats. Two features may share a row: that costs little and spares
 * a dictionary. Sums are whole numbers, so that they are the same on every machine. */
#ifndef STEMMA_LABEL_LINEAR_H
#define STEMMA_LABEL_LINEAR_H

#include "base/arena.h"

typedef struct {
    uint32_t n_rows;
    uint32_t n_classes;
    uint32_t width; // of a live row, and what is added up at once: 1, 4, 16 or 48
    float scale;    // what one step of a shipped weight is worth
    const int8_t
        *rows;   // shipped, n_classes each, LINEAR_WIDEST bytes more behind the last
    float *live; // learning, or NULL
} linear;

enum { LINEAR_WIDEST = 48, LINEAR_TEMPLATES = 128 };

/* Bytes of the shipped rows. */
static inline size_t linear_size(const linear *m)
{
    return (size_t)m->n_classes * m->n_rows + LINEAR_WIDEST;
}

/* An odd number for each template: what is multiplied by different ones falls together
 * for different features. */
extern const uint64_t linear_keys[LINEAR_TEMPLATES];

/* The row of a feature: what is seen (`a`, `b`) through which template. */
static inline uint32_t feature_row(const linear *m, uint32_t template, uint32_t a,
                                   uint32_t b)
{
    uint64_t x = ((uint64_t)a << 32 | b) * linear_keys[template];
    uint32_t row = (uint32_t)(((x >> 32) * m->n_rows) >> 32);
    if (m->rows) // on its way while the other features are made
        __builtin_prefetch(m->rows + (size_t)row * m->n_classes);
    return row;
}

/* Sums the rows: scores[0 .. n_classes). */
void linear_scores(const linear *m, const uint32_t *rows, uint32_t n, float *scores);

/* The first class with the highest score; n > 0. */
uint32_t linear_best(const float *scores, uint32_t n);

/* The sum of one column. */
float linear_score(const linear *m, const uint32_t *rows, uint32_t n, uint32_t class);

#endif
