/* What the tests of the readers of news formats share. */
#ifndef STEMMA_TESTS_READ_FORMATS_H
#define STEMMA_TESTS_READ_FORMATS_H

#include "../base/fixture.h"

#include "base/utf8.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline read_result read_slice(slice bytes)
{
    read_result result = {0};
    read_bytes(&out, SLICE("in"), bytes, NULL, &result);
    for (uint32_t i = 0; i < result.documents.n; i++)
        assert_int_equal(utf8_check(result.documents.v[i].bytes),
                         result.documents.v[i].bytes.len);
    return result;
}

static inline read_result read_text(const char *text)
{
    return read_slice(slice_of_str(text));
}

/* A file under tests/read/samples. */
static inline slice sample(const char *name)
{
    const char *root = getenv("STEMMA_SOURCE");
    char path[1000];
    snprintf(path, sizeof path, "%s/tests/read/samples/%s", root ? root : ".", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("no file %s", path);
    char *bytes = arena_alloc(&out, 1 << 20);
    size_t n = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return slice_of(bytes, n);
}

static inline void counts(const read_result *result, uint32_t documents, uint32_t skips)
{
    for (uint32_t i = 0; i < result->skips.n && result->skips.n != skips; i++)
        print_message("%.*s\n", (int)result->skips.v[i].reason.len,
                      result->skips.v[i].reason.ptr);
    assert_int_equal(result->documents.n, documents);
    assert_int_equal(result->skips.n, skips);
}

/* `text` n times, with `before` and `after` around all of it. */
static inline slice repeated(const char *before, const char *text, size_t n,
                             const char *after)
{
    size_t len = strlen(text), a = strlen(before), b = strlen(after);
    char *to = arena_alloc(&out, a + len * n + b + 1);
    memcpy(to, before, a);
    for (size_t i = 0; i < n; i++)
        memcpy(to + a + i * len, text, len);
    memcpy(to + a + n * len, after, b);
    return slice_of(to, a + n * len + b);
}

#endif
