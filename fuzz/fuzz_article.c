/* A record whose fields are the fuzzer's: the first byte chooses the kind, lines are
 * title, date, author and outlet, the rest is the text. */
#include "fuzz_check.h"

static slice field(slice *rest)
{
    slice line = {0};
    slice_next_line(rest, &line);
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice rest = slice_of((const char *)data + 1, size ? size - 1 : 0);
    if (size == 0 || utf8_check(rest) != rest.len || memchr(rest.ptr, 0, rest.len))
        return 0;
    document doc = {.input = SLICE("fuzz"),
                    .kind = data[0] & 1 ? DOCUMENT_HTML : DOCUMENT_TEXT,
                    .encoding = SLICE("utf-8")};
    doc.title = field(&rest);
    doc.date = field(&rest);
    doc.author = field(&rest);
    doc.outlet = field(&rest);
    doc.bytes = rest;
    arena a;
    article first, second;
    arena_init(&a);
    article_extract(&a, &doc, data[0] & 2, slice_of("", 0), &first);
    article_extract(&a, &doc, data[0] & 2, slice_of("", 0), &second);
    check_article(&doc, &first);
    check_same(&first, &second);
    arena_deinit(&a);
    return 0;
}
