#include "family/comparer.h"

#include "match/sides.h"

struct comparer {
    arena *out;
    compare_source source;
    pair_finder *finder;
};

comparer *comparer_new(arena *out, compare_source source)
{
    comparer *c = arena_new(out, comparer);
    *c = (comparer){out, source, pair_finder_new(out)};
    return c;
}

static bool words_of(comparer *c, uint32_t which, int place, word_run *run)
{
    return c->source.words(c->source.ctx, which, place, run);
}

float comparer_overlap(comparer *c, uint32_t a, uint32_t b)
{
    word_run x, y;
    if (!words_of(c, a, 0, &x) || !words_of(c, b, 1, &y))
        return 0;
    bool in_order = sides_in_order(&x, &y);
    pair_result r;
    pair_set(c->finder, in_order ? &x : &y);
    pair_compare(c->finder, in_order ? &y : &x, false, &r);
    return (float)r.coverage;
}

// Of n words, number i is in these parts.
static bool is_in(uint32_t parts, uint32_t i, uint32_t n)
{
    return parts >> (uint32_t)((uint64_t)i * 32 / n) & 1;
}

float comparer_common(comparer *c, uint32_t a, uint32_t parts_a, uint32_t b,
                      uint32_t parts_b)
{
    word_run x, y;
    if (!words_of(c, a, 0, &x) || !words_of(c, b, 1, &y))
        return 0;
    pair_result r;
    pair_set(c->finder, &x);
    pair_compare(c->finder, &y, false, &r);
    uint32_t n = 0, n_both = 0;
    for (uint32_t i = 0; i < r.n_stretches; i++) {
        const stretch *s = &r.stretches[i];
        uint32_t len_a = s->a_last - s->a_first, len_b = s->b_last - s->b_first;
        n += len_a;
        for (uint32_t k = 0; k < len_a; k++) {
            uint32_t there = s->b_first + (uint32_t)((uint64_t)k * len_b / len_a);
            n_both += is_in(parts_a, s->a_first + k, x.n) && is_in(parts_b, there, y.n);
        }
    }
    return n ? (float)n_both / (float)n : 0;
}
