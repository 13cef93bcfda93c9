#include "label/linear.h"

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

/* The width as a constant lets the compiler use vectors. */
#define SUM_ROWS(WIDTH)                                                      \
    static void sum_##WIDTH(const int8_t *weights, const uint32_t *rows,     \
                            uint32_t n, int16_t *restrict sum)               \
    {                                                                        \
        for (uint32_t k = 0; k < WIDTH; k++)                                 \
            sum[k] = 0;                                                      \
        for (uint32_t i = 0; i < n; i++) {                                   \
            const int8_t *row = weights + (size_t)rows[i] * WIDTH;           \
            for (uint32_t k = 0; k < WIDTH; k++)                             \
                sum[k] = (int16_t)(sum[k] + row[k]);                         \
        }                                                                    \
    }

SUM_ROWS(4)
SUM_ROWS(16)
SUM_ROWS(48)

void linear_scores(const linear *m, const uint32_t *rows, uint32_t n, float *scores)
{
    if (m->live) {
        sum_live(m, rows, n, scores);
        return;
    }
    int16_t sum[LINEAR_WIDEST];
    if (m->width == 4)
        sum_4(m->rows, rows, n, sum);
    else if (m->width == 16)
        sum_16(m->rows, rows, n, sum);
    else
        sum_48(m->rows, rows, n, sum);
    for (uint32_t k = 0; k < m->n_classes; k++)
        scores[k] = (float)sum[k] * m->scale;
}
