#include "label/linear.h"

#include <string.h>

static void sum_live(const linear *m, const uint32_t *rows, uint32_t n, float *scores)
{
    for (uint32_t k = 0; k < m->n_classes; k++)
        scores[k] = 0;
    for (uint32_t i = 0; i < n; i++) {
        const float *row = m->live + (size_t)rows[i] * m->width;
        for (uint32_t k = 0; k < m->n_classes; k++)
            scores[k] += row[k];
    }
}

/* Vectors of the compiler's own (gcc and clang), eight weights at once. What is added
 * beyond n_classes belongs to the next row and is not looked at. */
typedef int8_t steps_8 __attribute__((vector_size(8)));
typedef int16_t sums_8 __attribute__((vector_size(16)));

static inline sums_8 load_8(const int8_t *row)
{
    steps_8 steps;
    memcpy(&steps, row, sizeof steps);
    return __builtin_convertvector(steps, sums_8);
}

static void sum_16(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums_8 low = {0}, high = {0};
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = m->rows + (size_t)rows[i] * m->n_classes;
        low += load_8(row);
        high += load_8(row + 8);
    }
    memcpy(to, &low, sizeof low);
    memcpy(to + 8, &high, sizeof high);
}

static void sum_48(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums_8 sum[6] = {{0}, {0}, {0}, {0}, {0}, {0}};
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = m->rows + (size_t)rows[i] * m->n_classes;
        for (uint32_t k = 0; k < 6; k++)
            sum[k] += load_8(row + 8 * k);
    }
    memcpy(to, sum, sizeof sum);
}

typedef int8_t steps_4 __attribute__((vector_size(4)));
typedef int16_t sums_4 __attribute__((vector_size(8)));

static void sum_4(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums_4 sum = {0};
    for (uint32_t i = 0; i < n; i++) {
        steps_4 steps;
        memcpy(&steps, m->rows + (size_t)rows[i] * m->n_classes, sizeof steps);
        sum += __builtin_convertvector(steps, sums_4);
    }
    memcpy(to, &sum, sizeof sum);
}

void linear_scores(const linear *m, const uint32_t *rows, uint32_t n, float *scores)
{
    if (m->live) {
        sum_live(m, rows, n, scores);
        return;
    }
    int16_t sum[LINEAR_WIDEST];
    if (m->width == 4)
        sum_4(m, rows, n, sum);
    else if (m->width == 16)
        sum_16(m, rows, n, sum);
    else
        sum_48(m, rows, n, sum);
    for (uint32_t k = 0; k < m->n_classes; k++)
        scores[k] = (float)sum[k] * m->scale;
}
