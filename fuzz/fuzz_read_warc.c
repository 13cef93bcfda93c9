/* A web archive: WARC, packed or not, or WACZ. */
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(slice_of((const char *)data, size));
    return 0;
}
