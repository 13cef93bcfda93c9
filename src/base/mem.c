#include "base/mem.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

// A test's switch, off (-1) in every real run.
static atomic_long fail_after = -1;

static bool must_fail(void)
{
    long left = atomic_load_explicit(&fail_after, memory_order_relaxed);
    if (left < 0)
        return false;
    if (left == 0)
        return true;
    atomic_fetch_sub(&fail_after, 1);
    return false;
}

void *mem_get(size_t size)
{
    return must_fail() ? NULL : calloc(1, size ? size : 1);
}

void *mem_resize(void *old, size_t size)
{
    return must_fail() ? NULL : realloc(old, size ? size : 1);
}

void mem_free(void *ptr)
{
    free(ptr);
}

void mem_fail_after(long n)
{
    atomic_store(&fail_after, n);
}
