// The sifter's lessons: whether a sentence holds anything that people marked.
#include "label/learn.h"

#include <math.h>
#include <stdlib.h>

enum { SIFT_ROWS = 1 << 16, SIFT_ROUNDS = 6, SIFT_DROP = 80 };

typedef VEC(uint32_t) row_list;

typedef struct {
    arena *out;
    row_list rows;
} gatherer;

static void gather(void *ctx, const uint32_t *rows, uint32_t n)
{
    gatherer *g = ctx;
    for (uint32_t i = 0; i < n; i++)
        vec_push(g->out, &g->rows, rows[i]);
}

static bool holds_any(const text *t, const uint8_t *gold, uint32_t s)
{
    for (uint32_t i = t->sentences[s].first; i < t->sentences[s].last; i++)
        if (gold[i] != LABEL_OUT)
            return true;
    return false;
}

typedef struct {
    const uint32_t *rows;
    uint32_t n_rows;
    bool right;
} sift_case;

typedef VEC(sift_case) sift_cases;

static void cases_of(arena *out, const linear *m, const lesson *l, sift_cases *to)
{
    arena *tmp = arena_sub(out);
    uint8_t *gold = arena_array(tmp, uint8_t, (size_t)l->t.n_tokens + 1);
    gold_labels(l, gold);
    gatherer g = {.out = tmp};
    for (uint32_t s = 0; s < l->t.n_sentences; s++) {
        g.rows.n = 0;
        sift_rows(m, &l->t, l->work.looks, l->work.advice, s, gather, &g);
        sift_case one = {.n_rows = g.rows.n, .right = holds_any(&l->t, gold, s)};
        one.rows = arena_copy(out, g.rows.v, g.rows.n * sizeof *g.rows.v);
        vec_push(out, to, one);
    }
    arena_release(tmp);
}

static void learn_case(const linear *m, float *squares, dice *d, const sift_case *c,
                       float rate, uint32_t *rows)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_rows; i++)
        if (dice_below(d, 256) >= SIFT_DROP)
            rows[kept++] = c->rows[i];
    float scale = kept ? (float)c->n_rows / (float)kept : 1;
    float sum = linear_score(m, rows, kept, 0) * scale;
    float g = 1 / (1 + power_of_e(-sum)) - (float)c->right;
    for (uint32_t i = 0; i < kept; i++) {
        squares[rows[i]] += g * g;
        m->live[rows[i]] -= rate * g / sqrtf(squares[rows[i]] + 0.1f);
    }
}

void learn_sift(arena *out, lesson_list from, linear *to)
{
    arena *tmp = arena_sub(out);
    linear_open(to, out, SIFT_ROWS, 1, 1);
    float *sums = arena_array(tmp, float, SIFT_ROWS);
    float *squares = arena_array(tmp, float, SIFT_ROWS);
    sift_cases cases = {0};
    for (uint32_t i = 0; i < from.n; i++)
        cases_of(tmp, to, from.lessons[i], &cases);
    uint32_t most = 0;
    for (uint32_t k = 0; k < cases.n; k++)
        most = cases.v[k].n_rows > most ? cases.v[k].n_rows : most;
    uint32_t *rows = arena_array(tmp, uint32_t, (size_t)most + 1);
    uint32_t *order = first_order(tmp, cases.n);
    float rate = 0.1f;
    dice d = {6};
    for (uint32_t r = 0; r < SIFT_ROUNDS; r++, rate *= 0.8f) {
        dice_shuffle(&d, order, cases.n);
        for (uint32_t k = 0; k < cases.n; k++)
            learn_case(to, squares, &d, &cases.v[order[k]], rate, rows);
        for (uint32_t i = 0; r >= SIFT_ROUNDS / 2 && i < SIFT_ROWS; i++)
            sums[i] += to->live[i] / (SIFT_ROUNDS - SIFT_ROUNDS / 2);
    }
    for (uint32_t i = 0; i < SIFT_ROWS; i++)
        to->live[i] = sums[i];
    arena_release(tmp);
}

static int by_worth(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

float sift_least(arena *tmp, lesson_list from, float *const *worth, float found)
{
    arena *own = arena_sub(tmp);
    VEC(float) right = {0};
    for (uint32_t i = 0; i < from.n; i++) {
        const lesson *l = from.lessons[i];
        uint8_t *gold = arena_array(own, uint8_t, (size_t)l->t.n_tokens + 1);
        gold_labels(l, gold);
        for (uint32_t s = 0; s < l->t.n_sentences; s++)
            if (holds_any(&l->t, gold, s))
                vec_push(own, &right, worth[i][s]);
    }
    float least = 0;
    if (right.n) {
        qsort(right.v, right.n, sizeof *right.v, by_worth);
        uint32_t lost = (uint32_t)((float)right.n * (1 - found));
        least = right.v[lost < right.n ? lost : right.n - 1];
    }
    arena_release(own);
    return least;
}
