// The index's sorting, grouping and linking against obvious ones.
#include "../text/support.h"

#include "match/index.h"

static int by_gram(const void *left, const void *right)
{
    const seed *p = left, *q = right;
    return (p->gram > q->gram) - (p->gram < q->gram);
}

/* Insertion keeps equals in their order. */
static void slow_sort(seed *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        seed s = v[i];
        size_t k = i;
        for (; k > 0 && by_gram(&v[k - 1], &s) > 0; k--)
            v[k] = v[k - 1];
        v[k] = s;
    }
}

static void test_sort(void **state)
{
    (void)state;
    enum { MOST = 600 };
    static seed quick[MOST], slow[MOST], scratch[MOST];
    for (uint64_t round = 0; round < 400; round++) {
        uint64_t rng = round;
        size_t n = random_below(&rng, round % 2 ? MOST + 1 : 5);
        uint32_t shift =
            random_below(&rng, 32); // equal ones, and all orders of magnitude
        for (size_t i = 0; i < n; i++)
            quick[i] = (seed){(uint32_t)random_next(&rng) >> shift, (uint32_t)i};
        memcpy(slow, quick, sizeof slow);
        index_sort(quick, scratch, n);
        slow_sort(slow, n);
        assert_memory_equal(quick, slow, sizeof slow);
    }
}

static void test_sort_many(void **state)
{
    (void)state;
    enum { N = 200000 };
    seed *v = calloc(3 * (size_t)N, sizeof *v);
    assert_non_null(v);
    seed *sorted = v + N, *scratch = v + 2 * (size_t)N;
    uint64_t rng = 7;
    for (uint32_t i = 0; i < N; i++)
        v[i] = (seed){(uint32_t)random_next(&rng), i};
    memcpy(sorted, v, N * sizeof *v);
    index_sort(sorted, scratch, N);
    qsort(v, N, sizeof *v, by_gram);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(v[i].gram, sorted[i].gram);
    for (uint32_t i = 1; i < N; i++)
        assert_true(sorted[i - 1].gram < sorted[i].gram ||
                    sorted[i - 1].text < sorted[i].text);
    free(v);
}

static void test_sift(void **state)
{
    (void)state;
    enum { MOST = 3000 };
    static seed v[MOST], was[MOST];
    static uint64_t seen[MOST];
    size_t n_single = 0, n_left = 0;
    for (uint64_t round = 0; round < 300; round++) {
        uint64_t rng = round;
        size_t n = random_below(&rng, round % 3 ? 40 : MOST);
        uint32_t n_grams = 1 + random_below(&rng, round % 2 ? 20000 : 30);
        for (size_t i = 0; i < n; i++)
            v[i] = (seed){random_below(&rng, n_grams) * 0x9e3779b1u, (uint32_t)i};
        memcpy(was, v, sizeof v);
        size_t kept = index_sift(v, seen, n), at = 0;
        for (size_t i = 0; i < n; i++) {
            size_t n_same = 0;
            for (size_t k = 0; k < n && n_same < 2; k++)
                n_same += was[k].gram == was[i].gram;
            bool is_kept = at < kept && v[at].text == was[i].text;
            if (n_same > 1)
                assert_true(is_kept);
            if (is_kept)
                assert_int_equal(v[at++].gram, was[i].gram);
            n_single += n_same == 1;
            n_left += n_same == 1 && is_kept;
        }
        assert_int_equal(at, kept);
    }
    assert_true(n_left < n_single / 4);
}

static void test_group(void **state)
{
    (void)state;
    enum { MOST = 300 };
    for (uint64_t round = 0; round < 500; round++) {
        uint64_t rng = round;
        seed v[MOST], was[MOST], scratch[MOST];
        size_t n = random_below(&rng, MOST);
        uint32_t n_grams = 1 + random_below(&rng, 40);
        uint32_t number = 0;
        for (size_t i = 0; i < n; i++) {
            number += random_below(&rng, 2);
            v[i] = (seed){random_below(&rng, n_grams), number};
        }
        index_sort(v, scratch, n);
        memcpy(was, v, sizeof v);
        size_t n_seen = 0;
        for (size_t at = 0, step; at < n; at += step) {
            uint32_t n_texts, n_wanted = 0;
            step = index_group(&v[at], n - at, &n_texts);
            assert_true(step > 0 && step <= n - at);
            for (size_t i = at; i < at + step; i++) {
                assert_int_equal(was[i].gram, was[at].gram);
                if (i == at || was[i].text != was[i - 1].text)
                    assert_int_equal(v[at + n_wanted++].text, was[i].text);
            }
            assert_true(at + step == n || was[at + step].gram != was[at].gram);
            assert_int_equal(n_texts, n_wanted);
            n_seen += step;
        }
        assert_int_equal(n_seen, n);
    }
}

static void test_links(void **state)
{
    (void)state;
    enum { MOST = 60, ROOM = MOST * MOST };
    static text_link links[ROOM];
    seed group[MOST];
    for (uint32_t i = 0; i < MOST; i++)
        group[i] = (seed){1, 3 * i + 1};
    for (uint32_t few = 0; few < 20; few++)
        for (uint32_t n = 0; n <= MOST; n++) {
            memset(links, 0, sizeof links);
            index_links(group, n, few, links);
            uint32_t n_links = 0;
            for (uint32_t i = 0; i < n; i++)
                for (uint32_t k = i + 1; k < n; k++)
                    if (n <= few || k - i <= INDEX_NEXT) {
                        assert_int_equal(links[n_links].a, group[i].text);
                        assert_int_equal(links[n_links].to / 2, group[k].text);
                        assert_int_equal(links[n_links].to % 2, n <= few);
                        n_links++;
                    }
            assert_int_equal(index_n_links(n, few), n_links);
            assert_int_equal(links[n_links].to, 0); // and nothing behind them
        }
    // a gram that all have makes no more links than a few for each text
    assert_true(index_n_links(4000000000u, 12) < (uint64_t)INDEX_NEXT * 4000000000u);
}

/* What is left of a gram in the index still tells grams apart, and never is 0. */
static void test_keys(void **state)
{
    (void)state;
    uint64_t rng = 3;
    for (int i = 0; i < 100000; i++) {
        uint64_t hash = random_next(&rng);
        uint32_t part = index_part(hash), low = index_seed(hash, 5).gram;
        assert_true(part < INDEX_PARTS);
        assert_int_equal(index_seed(hash, 5).text, 5);
        assert_int_equal((uint64_t)part << 32 | low, hash >> (32 - INDEX_PART_BITS));
        assert_true(index_key(part, low) != 0);
        assert_int_equal(index_key(part, low) << 1 >> 1, (uint64_t)part << 32 | low);
    }
}

static void test_bits(void **state)
{
    (void)state;
    for (uint64_t n_all = 1; n_all < 1000000; n_all = n_all * 3 + 1)
        for (uint64_t n = 1; n <= n_all; n = n * 2 + 1) {
            uint32_t bits = index_bits(n, n_all);
            assert_true(bits >= 1 && bits < 64);
            assert_true(bits >= index_bits(n + 1, n_all)); // rarer says more
            assert_true(bits <= index_bits(n, n_all * 2));
        }
    assert_true(index_bits(1, 1000000) > 15);
    assert_int_equal(index_bits(1000000, 1000000), 1);
    assert_true(index_bits(0, 0) >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sort),  cmocka_unit_test(test_sort_many),
        cmocka_unit_test(test_sift),  cmocka_unit_test(test_group),
        cmocka_unit_test(test_links), cmocka_unit_test(test_keys),
        cmocka_unit_test(test_bits),
    };
    return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
