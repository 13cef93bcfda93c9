/* An arena for each test, and looking for things in what it holds. */
#ifndef STEMMA_TESTS_BASE_FIXTURE_H
#define STEMMA_TESTS_BASE_FIXTURE_H

#include "base/arena.h"
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static arena out;

static inline int set_up(void **state)
{
    (void)state;
    arena_init(&out);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_deinit(&out);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static inline bool contains(slice text, const char *what)
{
    return slice_find(text, slice_of_str(what), 0) < text.len;
}

static inline void is_slice(slice got, const char *want)
{
    if (!slice_eq_str(got, want))
        fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

#endif
