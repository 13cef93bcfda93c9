#include "label/linear.h"

#include <string.h>

/* Splitmix64 of the template's number, made odd. */
#define MIX_1(x) ((uint64_t)(x)*0x9e3779b97f4a7c15u)
#define MIX_2(x) (((x) ^ ((x) >> 30)) * 0xbf58476d1ce4e5b9u)
#define MIX_3(x) (((x) ^ ((x) >> 27)) * 0x94d049bb133111ebu)
#define MIX_4(x) (((x) ^ ((x) >> 31)) | 1)
#define KEY(n) MIX_4(MIX_3(MIX_2(MIX_1((n) + 1))))
#define KEYS_4(n) KEY(n), KEY((n) + 1), KEY((n) + 2), KEY((n) + 3)
#define KEYS_16(n) KEYS_4(n), KEYS_4((n) + 4), KEYS_4((n) + 8), KEYS_4((n) + 12)
#define KEYS_64(n) KEYS_16(n), KEYS_16((n) + 16), KEYS_16((n) + 32), KEYS_16((n) + 48)

const uint64_t linear_keys[LINEAR_TEMPLATES] = {KEYS_64(0), KEYS_64(64)};

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

/* Vectors of the compiler's own (gcc and clang): 16 weights at once, those at even places
 * and those at odd ones apart. What is added beyond n_classes belongs to the next row and
 * is not looked at. */
typedef int16_t lanes __attribute__((vector_size(16)));
typedef uint16_t bits __attribute__((vector_size(16)));
typedef uint32_t words __attribute__((vector_size(16)));
typedef int32_t ints __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));

typedef struct {
    lanes even, odd;
} sums;

static inline void add_16(sums *to, const void *from)
{
    bits row;
    memcpy(&row, from, sizeof row);
    to->even += (lanes)(row << 8) >> 8;
    to->odd += (lanes)row >> 8;
}

static inline void spread(const sums *from, int16_t *to)
{
    for (uint32_t k = 0; k < 8; k++) {
        to[2 * k] = from->even[k];
        to[2 * k + 1] = from->odd[k];
    }
}

static void sum_16(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums all = {{0}, {0}};
    for (uint32_t i = 0; i < n; i++)
        add_16(&all, m->rows + (size_t)rows[i] * m->n_classes);
    spread(&all, to);
}

static void sum_48(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums a = {{0}, {0}}, b = {{0}, {0}}, c = {{0}, {0}};
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *row = m->rows + (size_t)rows[i] * m->n_classes;
        add_16(&a, row);
        add_16(&b, row + 16);
        add_16(&c, row + 32);
    }
    spread(&a, to);
    spread(&b, to + 16);
    spread(&c, to + 32);
}

static inline uint32_t word_of_row(const linear *m, uint32_t row)
{
    uint32_t word;
    memcpy(&word, m->rows + (size_t)row * m->n_classes, sizeof word);
    return word;
}

/* Four rows at once. */
static void sum_4(const linear *m, const uint32_t *rows, uint32_t n, int16_t *to)
{
    sums all = {{0}, {0}};
    uint32_t i = 0;
    for (; i + 4 <= n; i += 4) {
        words four = {word_of_row(m, rows[i]), word_of_row(m, rows[i + 1]),
                      word_of_row(m, rows[i + 2]), word_of_row(m, rows[i + 3])};
        add_16(&all, &four);
    }
    words rest = {0};
    for (uint32_t k = 0; i + k < n; k++)
        rest[k] = word_of_row(m, rows[i + k]);
    add_16(&all, &rest);
    int16_t columns[16];
    spread(&all, columns);
    for (uint32_t k = 0; k < 4; k++)
        to[k] = (int16_t)(columns[k] + columns[4 + k] + columns[8 + k] + columns[12 + k]);
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

/* The highest score four at a time, then the first that has it: no guess of a branch is
 * wrong more than once. */
uint32_t linear_best(const float *scores, uint32_t n)
{
    float top = scores[0];
    uint32_t k = 0;
    if (n >= 4) {
        floats high;
        memcpy(&high, scores, sizeof high);
        for (k = 4; k + 4 <= n; k += 4) {
            floats next;
            memcpy(&next, scores + k, sizeof next);
            ints more = next > high;
            high = (floats)((more & (ints)next) | (~more & (ints)high));
        }
        for (uint32_t lane = 0; lane < 4; lane++)
            top = high[lane] > top ? high[lane] : top;
    }
    for (; k < n; k++)
        top = scores[k] > top ? scores[k] : top;
    uint32_t best = 0;
    while (scores[best] < top)
        best++;
    return best;
}

float linear_score(const linear *m, const uint32_t *rows, uint32_t n, uint32_t class)
{
    if (m->live) {
        float sum = 0;
        for (uint32_t i = 0; i < n; i++)
            sum += m->live[(size_t)rows[i] * m->width + class];
        return sum;
    }
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += m->rows[(size_t)rows[i] * m->n_classes + class];
    return (float)sum * m->scale;
}
