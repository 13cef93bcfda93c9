/* Lines of records by the quick scanner and by Jansson: both must say the same. */
#include "read_check.h"

#include "read/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a;
    read_result quick = {0}, slow = {0};
    read_options options = {.largest_bytes = FUZZ_LARGEST};
    read_block block = {.input = SLICE("fuzz"),
                        .kind = READ_RECORDS,
                        .position = 1,
                        .offset = size % 2,
                        .bytes = slice_of((const char *)data, size)};
    arena_init(&a);
    records_read(&a, &block, &options, false, &quick);
    records_read(&a, &block, &options, true, &slow);
    check_documents(&quick);
    check_equal(&quick, &slow);
    arena_deinit(&a);
    return 0;
}
