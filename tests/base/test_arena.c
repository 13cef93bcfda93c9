/* Arenas: guards, cleanups, and running out of memory at every request. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_zeroed_and_aligned(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    for (size_t size = 0; size < 5000; size = size * 2 + 1) {
        unsigned char *got = arena_alloc(&a, size);
        assert_int_equal((uintptr_t)got % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(got[i], 0);
        if (size)
            memset(got, 0xff, size); // a later one must not get this
    }
    arena_deinit(&a);
    assert_int_equal(a.used, 0);
}

static void test_copies(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice copy = arena_slice(&a, SLICE("report"));
    assert_true(slice_eq_str(copy, "report"));
    assert_int_equal(copy.ptr[copy.len], '\0');
    assert_string_equal(arena_str(&a, slice_of("abc", 2)), "ab");
    assert_true(slice_eq_str(arena_format(&a, "%s-%d", "x", 17), "x-17"));
    assert_int_equal(arena_format(&a, "%s", "").len, 0);
    arena_deinit(&a);
}

typedef struct {
    arena *a;
    char order[8];
    int n;
} log;

static log *current;

static void note(void *what)
{
    current->order[current->n++] = *(const char *)what;
}

static void test_cleanups_run_newest_first(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    log l = {.a = &a};
    current = &l;
    static char names[] = "abc";
    arena_defer(&a, note, &names[0]);
    arena *sub = arena_sub(&a);
    arena_defer(sub, note, &names[1]);
    arena_defer(&a, note, &names[2]);
    arena_release(sub);
    assert_string_equal(l.order, "b");
    arena_deinit(&a);
    assert_string_equal(l.order, "bca");
}

static void fail_in_guard(void *job)
{
    arena_fail(job);
}

static void fail_in_inner_guard(void *job)
{
    arena *a = job;
    assert_false(arena_guard(a, fail_in_guard, a));
    arena_alloc(a, 10); // the outer guard is in force again
    arena_fail(a);
}

static void test_guards_nest(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    assert_false(arena_guard(&a, fail_in_inner_guard, &a));
    assert_null(a.on_failure);
    arena_deinit(&a);
}

static void take_too_much(void *job)
{
    arena_alloc_array(job, SIZE_MAX / 2, 16);
}

static void test_overflow_is_out_of_memory(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    assert_false(arena_guard(&a, take_too_much, &a));
    arena_deinit(&a);
}

typedef struct {
    arena *a;
    int opened, closed;
} handles;

static void close_handle(void *what)
{
    ++*(int *)what;
}

/* Opens things, grows things, goes down into an arena of its own. */
static void work_hard(void *job)
{
    handles *h = job;
    VEC(uint64_t) numbers = {0};
    buf text;
    buf_init(&text, h->a);
    for (uint32_t i = 0; i < 2000; i++) {
        arena *sub = arena_sub(h->a);
        h->opened++;
        arena_defer(sub, close_handle, &h->closed);
        arena_alloc(sub, 600);
        vec_push(h->a, &numbers, i);
        buf_printf(&text, "%u ", i);
        if (i % 3)
            arena_release(sub);
    }
    assert_int_equal(numbers.n, 2000);
    assert_int_equal(numbers.v[1999], 1999);
    assert_true(slice_ends(buf_slice(&text), SLICE("1998 1999 ")));
}

/* Whatever request fails, the guard comes back and everything opened is closed. The
 * sanitizers see leaks. */
static void test_every_failure(void **state)
{
    (void)state;
    bool done = false;
    long n = 0;
    for (; !done; n += n < 50 ? 1 : 37) {
        arena a;
        arena_init(&a);
        handles h = {.a = &a};
        mem_fail_after(n);
        done = arena_guard(&a, work_hard, &h);
        mem_fail_after(-1);
        arena_deinit(&a);
        assert_int_equal(h.opened, h.closed);
    }
    assert_true(n > 50);
}

/* Emptied again and again: what comes out is zeroed, the memory is the same one. */
static void test_reset(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    int closed = 0;
    size_t used = 0;
    for (int round = 0; round < 40; round++) {
        for (size_t i = 0; i < 200; i++) {
            size_t size = i % 50 == 7 ? 300000 : i * 37 % 5000;
            char *raw = arena_raw(&a, char, size), *zeroed = arena_alloc(&a, size);
            for (size_t k = 0; k < size; k++)
                assert_int_equal(zeroed[k], 0);
            memset(raw, 0xff, size);
            memset(zeroed, 0xff, size);
        }
        arena_defer(&a, close_handle, &closed);
        assert_true(round < 2 || a.used <= used);
        used = a.used > used ? a.used : used;
        arena_reset(&a);
        assert_int_equal(closed, round + 1);
        assert_int_equal(a.used, 0);
    }
    mem_fail_after(0); // there is enough
    assert_non_null(arena_alloc(&a, 100000));
    mem_fail_after(-1);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zeroed_and_aligned),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_cleanups_run_newest_first),
        cmocka_unit_test(test_guards_nest),
        cmocka_unit_test(test_overflow_is_out_of_memory),
        cmocka_unit_test(test_every_failure),
        cmocka_unit_test(test_reset),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
