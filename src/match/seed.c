#include "match/seed.h"

#include "base/buf.h"

#include <stdlib.h>

enum { MOST_NAMED = 100 }; // k-grams left out that are kept by name

static int by_hash(const void *left, const void *right)
{
    const seed *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static int by_pair(const void *left, const void *right)
{
    const anchor *a = left, *b = right;
    const uint32_t x[] = {a->a, a->b, a->a_first, a->b_first, a->a_last, a->b_last};
    const uint32_t y[] = {b->a, b->b, b->a_first, b->b_first, b->a_last, b->b_last};
    for (int i = 0; i < 6; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int by_frequency(const void *left, const void *right)
{
    const common_seed *a = left, *b = right;
    if (a->n_articles != b->n_articles)
        return a->n_articles > b->n_articles ? -1 : 1;
    return slice_cmp(a->words, b->words);
}

// The words of a k-gram, for people.
static slice words_of(arena *out, const text *t, const seed *s)
{
    buf b;
    buf_init(&b, out);
    for (uint32_t i = s->first; i <= s->last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT)
            continue;
        if (b.len)
            buf_add_byte(&b, ' ');
        buf_add(&b, t->tokens[i].folded);
    }
    return buf_slice(&b);
}

// Seeds [from, to) have one hash. Keeps the first few places in each article; gives their
// number.
static uint32_t thin_out(seed *group, uint32_t n, uint32_t *n_articles)
{
    uint32_t kept = 0, repeats = 0;
    *n_articles = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool is_new = kept == 0 || group[kept - 1].article != group[i].article;
        repeats = is_new ? 0 : repeats + 1;
        *n_articles += is_new;
        if (repeats < SEED_MOST_REPEATS)
            group[kept++] = group[i];
    }
    return kept;
}

static void pair_group(arena *out, const seed *group, uint32_t n, anchor_vec *anchors)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++)
            if (group[i].article != group[k].article)
                vec_push(out, anchors,
                         (anchor){group[i].article, group[k].article, group[i].first,
                                  group[i].last, group[k].first, group[k].last});
}

void seed_pairs(arena *out, const text *texts, seed_vec *seeds, anchor_vec *anchors,
                match_result *result)
{
    VEC(common_seed) common = {0};
    if (seeds->n)
        qsort(seeds->v, seeds->n, sizeof *seeds->v, by_hash);
    for (uint32_t from = 0, to; from < seeds->n; from = to) {
        for (to = from + 1; to < seeds->n && seeds->v[to].hash == seeds->v[from].hash;)
            to++;
        uint32_t n_articles;
        seed *group = &seeds->v[from];
        uint32_t n = thin_out(group, to - from, &n_articles);
        if (n_articles > SEED_MOST_ARTICLES)
            vec_push(
                out, &common,
                (common_seed){words_of(out, &texts[group->article], group), n_articles});
        else
            pair_group(out, group, n, anchors);
    }
    if (anchors->n)
        qsort(anchors->v, anchors->n, sizeof *anchors->v, by_pair);
    if (common.n)
        qsort(common.v, common.n, sizeof *common.v, by_frequency);
    result->common = common.v;
    result->n_common = common.n < MOST_NAMED ? common.n : MOST_NAMED;
}
