/* One thread or eight: each item once, the same result, a failure that is not lost. */
#include "base/mem.h"
#include "base/parallel.h"
#include "base/workers.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_ITEMS = 10007 };

typedef struct {
    uint8_t done[N_ITEMS];
    uint64_t result[N_ITEMS];
    unsigned n_threads;
} job;

static void square(void *arg, size_t item, unsigned worker)
{
    job *j = arg;
    assert_true(worker < j->n_threads);
    j->done[item]++;
    j->result[item] = (uint64_t)item * item;
}

static void test_each_item_once(void **state)
{
    (void)state;
    static job one, eight;
    one.n_threads = 1;
    eight.n_threads = 8;
    parallel_each(N_ITEMS, 1, square, &one);
    parallel_each(N_ITEMS, 8, square, &eight);
    for (size_t i = 0; i < N_ITEMS; i++) {
        assert_int_equal(one.done[i], 1);
        assert_int_equal(eight.done[i], 1);
    }
    assert_memory_equal(one.result, eight.result, sizeof one.result);
}

static void test_few_items(void **state)
{
    (void)state;
    static job j;
    j.n_threads = 300;
    parallel_each(0, 300, square, &j);
    assert_int_equal(j.done[0], 0);
    parallel_each(3, 300, square, &j);
    assert_int_equal(j.done[0] + j.done[1] + j.done[2], 3);
    assert_true(parallel_cores() >= 1);
}

typedef struct {
    arena *out;
    unsigned n_threads;
    char **words;
} naming;

static void name_item(void *arg, size_t item, arena *own)
{
    naming *n = arg;
    n->words[item] = (char *)arena_format(own, "item %zu", item).ptr;
}

static void name_all(void *arg)
{
    naming *n = arg;
    n->words = arena_array(n->out, char *, N_ITEMS);
    workers_each(n->out, N_ITEMS, n->n_threads, name_item, n);
}

static void test_workers_memory_lives_on(void **state)
{
    (void)state;
    const unsigned counts[] = {0, 1, 8};
    for (size_t k = 0; k < 3; k++) {
        arena a;
        arena_init(&a);
        naming n = {.out = &a, .n_threads = counts[k]};
        assert_true(arena_guard(&a, name_all, &n));
        assert_string_equal(n.words[0], "item 0");
        assert_string_equal(n.words[N_ITEMS - 1], "item 10006");
        arena_deinit(&a);
    }
}

static void test_workers_failure_is_told(void **state)
{
    (void)state;
    bool done = false;
    long n = 0;
    for (; !done; n++) {
        arena a;
        arena_init(&a);
        naming names = {.out = &a, .n_threads = 4};
        mem_fail_after(n);
        done = arena_guard(&a, name_all, &names);
        mem_fail_after(-1);
        if (done)
            assert_string_equal(names.words[N_ITEMS - 1], "item 10006");
        arena_deinit(&a);
    }
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_item_once),
        cmocka_unit_test(test_few_items),
        cmocka_unit_test(test_workers_memory_lives_on),
        cmocka_unit_test(test_workers_failure_is_told),
    };
    return cmocka_run_group_tests_name("parallel", tests, NULL, NULL);
}
