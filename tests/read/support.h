/* What the tests of stage read share. */
#ifndef STEMMA_TESTS_READ_SUPPORT_H
#define STEMMA_TESTS_READ_SUPPORT_H

#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

static inline int set_up(void **state)
{
    arena *a = malloc(sizeof *a);
    assert_non_null(a);
    arena_init(a);
    *state = a;
    return 0;
}

static inline int tear_down(void **state)
{
    arena_deinit(*state);
    free(*state);
    return 0;
}

#define READ_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static inline void is_slice(slice got, const char *want)
{
    if (!slice_eq_str(got, want))
        fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

static inline void has_slice(slice got, const char *part)
{
    if (slice_find(got, slice_of_str(part), 0) == got.len)
        fail_msg("\"%s\" is not in \"%.*s\"", part, (int)got.len, got.ptr);
}

static inline read_result read_all_of(arena *a, slice bytes)
{
    read_result result = {0};
    read_options options = {.largest_bytes = 8 << 20};
    read_bytes(a, SLICE("in"), bytes, &options, &result);
    return result;
}

static inline slice file_bytes(arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    fseek(file, 0, SEEK_END);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(a, len + 1);
    assert_int_equal(fread(bytes, 1, len, file), len);
    fclose(file);
    return slice_of(bytes, len);
}

/* A file of tests/read/samples. */
static inline slice sample(arena *a, const char *name)
{
    const char *root = getenv("STEMMA_SOURCE");
    slice path = arena_format(a, "%s/tests/read/samples/%s", root ? root : ".", name);
    return file_bytes(a, path.ptr);
}

static inline slice gzipped(arena *a, slice plain)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t cap = deflateBound(&z, plain.len) + 64;
    char *to = arena_alloc(a, cap);
    z.next_in = (z_const Bytef *)(uintptr_t)plain.ptr;
    z.avail_in = (uInt)plain.len;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)cap;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t len = cap - z.avail_out;
    deflateEnd(&z);
    return slice_of(to, len);
}

static inline slice zstd_packed(arena *a, slice plain)
{
    size_t cap = ZSTD_compressBound(plain.len);
    char *to = arena_alloc(a, cap);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t len = ZSTD_compress2(context, to, cap, plain.ptr, plain.len);
    ZSTD_freeCCtx(context);
    assert_false(ZSTD_isError(len));
    return slice_of(to, len);
}

static inline slice joined(arena *a, slice one, slice two)
{
    char *to = arena_alloc(a, one.len + two.len + 1);
    memcpy(to, one.ptr, one.len);
    memcpy(to + one.len, two.ptr, two.len);
    return slice_of(to, one.len + two.len);
}

static inline uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

#endif
