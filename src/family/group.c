// Families: the groups of tied texts (tied.h), and how much their texts have in common.
#include "family/comparer.h"
#include "family/family.h"

#include "match/runs.h"

#include <stdlib.h>

typedef struct {
    const match_result *matched;
    comparer *compared;
} ties;

static bool words_of(void *ctx, uint32_t which, int place, word_run *run)
{
    (void)place; // all are in memory
    *run = ((const match_result *)ctx)->runs->of[which];
    return true;
}

static int by_pair(const void *left, const void *right)
{
    const copy_tie *p = left, *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static float overlap_of(const void *ctx, uint32_t a, uint32_t b)
{
    const ties *t = ctx;
    uint32_t x = t->matched->same_as[a], y = t->matched->same_as[b];
    if (x == y)
        return 1;
    copy_tie key = {.a = x < y ? x : y, .b = x < y ? y : x};
    const copy_tie *found = NULL;
    if (t->matched->n_ties)
        found = bsearch(&key, t->matched->ties, t->matched->n_ties, sizeof key, by_pair);
    return found ? found->share : comparer_overlap(t->compared, x, y);
}

static float common_of(const void *ctx, uint32_t a, uint32_t parts_a, uint32_t b,
                       uint32_t parts_b)
{
    const ties *t = ctx;
    return comparer_common(t->compared, a, parts_a, b, parts_b);
}

/* The ties that the index led to: with these alone the families are those of a pile that
 * is too large for memory. */
static text_tie *take_ties(arena *tmp, const match_result *matched, size_t *n)
{
    text_tie *all = arena_array(tmp, text_tie, (size_t)matched->n_ties + 1);
    *n = 0;
    for (uint32_t i = 0; i < matched->n_ties; i++) {
        const copy_tie *t = &matched->ties[i];
        if (t->linked)
            all[(*n)++] = (text_tie){t->a, t->b, t->share, t->in_a, t->in_b, t->passage};
    }
    return all;
}

static int by_value(const void *left, const void *right)
{
    float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

typedef struct {
    double least, median;
} shares;

/* Of all pairs; in a large family of each text and the two behind it. */
static shares measure(arena *out, const ties *t, const uint32_t *members, uint32_t n)
{
    if (n < 2)
        return (shares){0};
    arena *tmp = arena_sub(out);
    uint32_t reach = n <= TIED_ALL_PAIRS ? n : 2, n_pairs = 0;
    float *all = arena_array(tmp, float, (size_t)n *reach);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && k - i <= reach; k++)
            all[n_pairs++] = overlap_of(t, members[i], members[k]);
    qsort(all, n_pairs, sizeof *all, by_value);
    shares found = {all[0], (all[n_pairs / 2] + all[(n_pairs - 1) / 2]) / 2.0};
    arena_release(tmp);
    return found;
}

static void put_all_in_one(arena *out, const ties *t, uint32_t n, family_result *result)
{
    result->n_families = n > 0;
    result->families = arena_array(out, family, 1);
    family *f = result->families;
    f->witnesses = arena_array(out, uint32_t, n + 1);
    f->n_witnesses = n;
    for (uint32_t i = 0; i < n; i++)
        f->witnesses[i] = i;
    shares s = measure(out, t, f->witnesses, n);
    f->overlap_min = s.least;
    f->overlap_median = s.median;
}

static void put_families(arena *out, const ties *t, const tied_result *found,
                         family_result *result)
{
    result->n_families = found->n_families;
    result->families = arena_array(out, family, found->n_families + 1);
    for (uint32_t i = 0; i < found->n_families; i++) {
        family *f = &result->families[i];
        f->n_witnesses = found->sizes[i];
        f->witnesses = arena_copy(out, &found->members[found->first_of[i]],
                                  f->n_witnesses * sizeof *f->witnesses);
        f->overlap_min = found->least_share[i];
        f->overlap_median = measure(out, t, f->witnesses, f->n_witnesses).median;
    }
    result->seconds = found->seconds;
    result->n_seconds = found->n_seconds;
}

void family_group(arena *out, uint32_t n, const match_result *matched, bool one_family,
                  family_result *result)
{
    *result = (family_result){.of_article = arena_array(out, uint32_t, n + 1)};
    arena *tmp = arena_sub(out);
    compare_source source = {words_of, (void *)(uintptr_t)matched};
    ties t = {matched, comparer_new(tmp, source)};
    if (one_family) {
        put_all_in_one(out, &t, n, result);
    } else {
        tied_input in = {.n_texts = n,
                         .least = (float)PAIR_COPY_SHARE,
                         .overlap = overlap_of,
                         .common = common_of,
                         .ctx = &t};
        in.ties = take_ties(tmp, matched, &in.n_ties);
        tied_result found;
        tied_group(out, &in, &found);
        for (uint32_t i = 0; i < n; i++)
            result->of_article[i] = found.family_of[i];
        put_families(out, &t, &found, result);
    }
    arena_release(tmp);
}

uint32_t family_witness(const family *f, uint32_t article_index)
{
    uint32_t low = 0, high = f->n_witnesses;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (f->witnesses[mid] < article_index)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->n_witnesses && f->witnesses[low] == article_index ? low : FAMILY_NONE;
}
