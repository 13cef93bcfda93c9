#include "match/sides.h"

#include <stdlib.h>
#include <string.h>

bool sides_in_order(const word_run *x, const word_run *y)
{
    if (x->n != y->n)
        return x->n < y->n;
    return x->n == 0 || memcmp(x->keys, y->keys, x->n * sizeof *x->keys) <= 0;
}

static int by_first(const void *left, const void *right)
{
    const stretch *s = left, *t = right;
    return (s->a_first > t->a_first) - (s->a_first < t->a_first);
}

void sides_turn(pair_result *r)
{
    for (uint32_t i = 0; i < r->n_stretches; i++) {
        stretch *s = &r->stretches[i], before = *s;
        s->a_first = before.b_first;
        s->a_last = before.b_last;
        s->b_first = before.a_first;
        s->b_last = before.a_last;
    }
    if (r->n_stretches > 1)
        qsort(r->stretches, r->n_stretches, sizeof *r->stretches, by_first);
}
