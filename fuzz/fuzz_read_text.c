/* Bytes that claim nothing: any encoding, any lines. */
#include "fuzz_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    check_bytes(bytes, false);
    check_bytes(bytes, true);
    return 0;
}
