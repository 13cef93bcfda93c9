/* Counts of pairs and the adjusted Rand index, beside every pair looked at. */
#include "files.h"

#include "bench/pairs.h"
#include "bench/random.h"

#include <math.h>

enum { MOST = 40, CLASSES = 3 };

static void slow_counts(const pair_item *v, size_t n, uint32_t of_class, pair_counts *to)
{
    *to = (pair_counts){0};
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const pair_item *a = &v[i], *b = &v[j];
            if (of_class < CLASSES && a->of_class != of_class && b->of_class != of_class)
                continue;
            bool same = a->family && a->family == b->family;
            bool tied = a->found && a->found == b->found;
            bool shares = same || (a->second && a->second == b->second) ||
                          (a->second && a->second == b->family) ||
                          (b->second && b->second == a->family);
            to->required += same;
            to->reached += same && tied;
            to->tied += tied;
            to->right += tied && shares;
        }
}

static bool together(uint32_t a, uint32_t b)
{
    return a && a == b;
}

static double slow_rand(const pair_item *v, size_t n)
{
    double both = 0, x = 0, y = 0, all = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            bool s = together(v[i].family, v[j].family);
            bool t = together(v[i].found, v[j].found);
            both += s && t;
            x += s;
            y += t;
            all++;
        }
    double chance = all > 0 ? x * y / all : 0;
    double under = (x + y) / 2 - chance;
    return fabs(under) < 1e-12 ? 1 : (both - chance) / under;
}

static bool equal(const pair_counts *a, const pair_counts *b)
{
    return a->required == b->required && a->reached == b->reached && a->tied == b->tied &&
           a->right == b->right;
}

static void test_against_all_pairs(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    for (uint64_t seed = 0; seed < 2000; seed++) {
        dice d = dice_of(seed, 1, 2);
        pair_item v[MOST];
        size_t n = dice_below(&d, MOST + 1);
        uint32_t n_labels = dice_between(&d, 1, 12);
        for (size_t i = 0; i < n; i++) {
            v[i] = (pair_item){dice_below(&d, n_labels), 0, dice_below(&d, n_labels),
                               dice_below(&d, CLASSES)};
            // A second family is another one, and stands beside a first.
            uint32_t second = dice_below(&d, n_labels);
            if (v[i].family && second != v[i].family && dice_below(&d, 3) == 0)
                v[i].second = second;
        }
        pair_counts all, classes[CLASSES], slow;
        double index = pairs_adjusted_rand(&a, v, n, UINT32_MAX);
        if (fabs(index - slow_rand(v, n)) > 1e-9)
            fail_msg("seed %llu: index", (unsigned long long)seed);
        pairs_count(&a, v, n, CLASSES, &all, classes);
        slow_counts(v, n, CLASSES, &slow);
        if (!equal(&all, &slow))
            fail_msg("seed %llu: all", (unsigned long long)seed);
        for (uint32_t c = 0; c < CLASSES; c++) {
            slow_counts(v, n, c, &slow);
            if (!equal(&classes[c], &slow))
                fail_msg("seed %llu: class %u", (unsigned long long)seed, c);
        }
    }
    arena_deinit(&a);
}

/* A million articles in pairs, and found as one pile: products of 2^77. */
static void test_large(void **state)
{
    (void)state;
    enum { N = 1000000 };
    arena a;
    arena_init(&a);
    pair_item *v = arena_array(&a, pair_item, N);
    for (uint32_t i = 0; i < N; i++)
        v[i] = (pair_item){.family = i / 2 + 1, .found = 1};
    assert_true(fabs(pairs_adjusted_rand(&a, v, N, UINT32_MAX)) < 1e-12);
    pair_counts all, one;
    pairs_count(&a, v, N, 1, &all, &one);
    assert_true(all.required == N / 2 && all.reached == N / 2);
    assert_true(all.tied == (uint64_t)N * (N - 1) / 2 && all.right == N / 2);
    for (uint32_t i = 0; i < N; i++)
        v[i].found = v[i].family;
    assert_true(fabs(pairs_adjusted_rand(&a, v, N, UINT32_MAX) - 1) < 1e-15);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_all_pairs),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
