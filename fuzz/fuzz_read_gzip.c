/* Bytes that claim to be packed; and bytes that are packed here, in one piece or in two,
 * which must read as they do when they are plain. */
#include "read_check.h"

#include <zlib.h>

static size_t pack(char *to, size_t cap, slice plain)
{
    z_stream z = {0};
    HOLDS(deflateInit2(&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    z.next_in = (z_const Bytef *)(uintptr_t)plain.ptr;
    z.avail_in = (uInt)plain.len;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)cap;
    HOLDS(deflate(&z, Z_FINISH) == Z_STREAM_END);
    deflateEnd(&z);
    return cap - z.avail_out;
}

static void check_packed(slice plain, size_t cut)
{
    arena a;
    read_options options = {.largest_bytes = FUZZ_LARGEST};
    read_result want = {0}, got = {0};
    arena_init(&a);
    size_t cap = plain.len * 2 + 1000;
    char *to = arena_alloc(&a, cap);
    size_t len = pack(to, cap, slice_of(plain.ptr, cut));
    len += pack(to + len, cap - len, slice_of(plain.ptr + cut, plain.len - cut));
    read_bytes(&a, SLICE("fuzz"), plain, &options, &want);
    read_bytes(&a, SLICE("fuzz"), slice_of(to, len), &options, &got);
    check_equal(&want, &got);
    arena_deinit(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    check_reading(bytes);
    // A web archive in pieces that are packed is given more patience than a plain one
    bool archive = slice_find(bytes, SLICE("WARC/"), 0) < size;
    if (size > 1 && !archive && data[0] != 0x1f && data[0] != 0x28 &&
        (data[0] & 0xf0) != 0x50)
        check_packed(bytes, (size_t)data[1] * size / 256);
    return 0;
}
