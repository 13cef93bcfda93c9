/* Lines after a first record, so that they are read as records. */
#include "fuzz_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char start[] = "{\"text\": \"The ferry sank at noon.\"}\n";
    arena a;
    arena_init(&a);
    char *lines = arena_alloc(&a, size + sizeof start);
    memcpy(lines, start, sizeof start - 1);
    if (size)
        memcpy(lines + sizeof start - 1, data, size);
    check_bytes(slice_of(lines, size + sizeof start - 1), false);
    arena_deinit(&a);
    return 0;
}
