// Chains against all subsets of the anchors.
#include "../text/support.h"

#include "match/chain.h"

#include <math.h>

enum { MOST = 11 };

// What `i` adds behind `j`, as chain.h says: new words, less a cost for the gap.
static double slow_gain(const anchor *j, const anchor *i)
{
    if (i->a_first <= j->a_first || i->b_first <= j->b_first || i->a_last <= j->a_last ||
        i->b_last <= j->b_last)
        return -INFINITY;
    double step_a = i->a_last - j->a_last, step_b = i->b_last - j->b_last;
    double step = fmin(step_a, step_b), length = i->a_last - i->a_first + 1;
    double slant = fabs(step_a - step_b);
    return fmin(step, length) - 0.5 * log2(slant + 1) - 0.01 * fmax(0, step - length);
}

static double slow_best(const anchor *anchors, uint32_t n)
{
    double best = 0;
    for (uint32_t set = 1; set < 1u << n; set++) {
        const anchor *last = NULL;
        double score = 0;
        for (uint32_t i = 0; i < n; i++) {
            if (!(set >> i & 1))
                continue;
            score += last ? slow_gain(last, &anchors[i])
                          : anchors[i].a_last - anchors[i].a_first + 1;
            last = &anchors[i];
        }
        best = fmax(best, score);
    }
    return best;
}

static int by_place(const void *left, const void *right)
{
    const anchor *p = left, *q = right;
    if (p->a_first != q->a_first)
        return p->a_first < q->a_first ? -1 : 1;
    return (p->b_first > q->b_first) - (p->b_first < q->b_first);
}

static uint32_t random_anchors(uint64_t *random, anchor *anchors)
{
    uint32_t n = 1 + random_below(random, MOST);
    uint32_t reach = 8 + random_below(random, 200);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t a = random_below(random, reach), b = random_below(random, reach);
        if (random_below(random, 2)) // on one diagonal, as copies are
            b = a + reach / 4;
        anchors[i] = (anchor){0, 1, a, a + 3, b, b + 3};
    }
    qsort(anchors, n, sizeof *anchors, by_place);
    return n;
}

static void test_against_all_subsets(void **state)
{
    (void)state;
    for (uint64_t run = 1; run <= 1500; run++) {
        uint64_t random = run;
        anchor anchors[MOST];
        uint32_t n = random_anchors(&random, anchors), n_in = 0;
        arena a;
        arena_init(&a);
        chain_vec chains = {0};
        chain_anchors(&a, anchors, n, &chains);
        assert_true(chains.n >= 1 && chains.n <= n);
        double best = slow_best(anchors, n);
        if (fabs((double)chains.v[0].score - best) > 1e-3)
            fail_msg("seed %u: %f, best is %f", (unsigned)run, (double)chains.v[0].score,
                     best);
        for (uint32_t k = 0; k < chains.n; k++) {
            const chain *c = &chains.v[k];
            assert_true(c->a_first <= c->a_last && c->b_first <= c->b_last);
            assert_true(c->n_anchors >= 1);
            if (k > 0)
                assert_true(c->score <= chains.v[k - 1].score);
            n_in += c->n_anchors;
        }
        assert_int_equal(n_in, n); // each anchor is in one chain
        arena_deinit(&a);
    }
}

/* A block that moved is a chain of its own, behind the longer one. */
static void test_moved_block(void **state)
{
    (void)state;
    anchor anchors[30];
    for (uint32_t i = 0; i < 20; i++)
        anchors[i] = (anchor){0, 1, 4 * i, 4 * i + 3, 40 + 4 * i, 40 + 4 * i + 3};
    for (uint32_t i = 0; i < 10; i++)
        anchors[20 + i] = (anchor){0, 1, 80 + 4 * i, 80 + 4 * i + 3, 4 * i, 4 * i + 3};
    arena a;
    arena_init(&a);
    chain_vec chains = {0};
    chain_anchors(&a, anchors, 30, &chains);
    assert_int_equal(chains.n, 2);
    assert_int_equal(chains.v[0].a_first, 0);
    assert_int_equal(chains.v[0].a_last, 79);
    assert_int_equal(chains.v[0].n_anchors, 20);
    assert_int_equal(chains.v[1].b_first, 0);
    assert_int_equal(chains.v[1].b_last, 39);
    arena_deinit(&a);
}

/* Anchors without any order: no more chains than are asked for, in no time. */
static void test_many_anchors(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    arena a;
    arena_init(&a);
    anchor *anchors = arena_array(&a, anchor, MANY);
    uint64_t random = 3;
    for (uint32_t i = 0; i < MANY; i++) {
        uint32_t x = i / 4, y = random_below(&random, MANY / 4);
        anchors[i] = (anchor){0, 1, x, x + 3, y, y + 3};
    }
    qsort(anchors, MANY, sizeof *anchors, by_place);
    chain_vec chains = {0};
    chain_anchors(&a, anchors, MANY, &chains);
    assert_int_equal(chains.n, CHAIN_MOST);
    chains.n = 0;
    chain_anchors(&a, anchors, 0, &chains);
    assert_int_equal(chains.n, 0);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_all_subsets),
        cmocka_unit_test(test_moved_block),
        cmocka_unit_test(test_many_anchors),
    };
    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
