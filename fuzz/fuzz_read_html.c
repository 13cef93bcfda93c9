/* Bytes inside a page: the doctype makes sure that they are read as HTML. */
#include "fuzz_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char start[] = "<!doctype html>";
    arena a;
    arena_init(&a);
    char *page = arena_alloc(&a, size + sizeof start);
    memcpy(page, start, sizeof start - 1);
    if (size)
        memcpy(page + sizeof start - 1, data, size);
    check_bytes(slice_of(page, size + sizeof start - 1), false);
    arena_deinit(&a);
    return 0;
}
