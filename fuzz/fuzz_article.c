/* A record whose fields are the fuzzer's: the first byte chooses the kind, lines are
 * title, date, author and outlet, the rest is the text. */
#include "fuzz_check.h"

#include "article/repeat.h"

#include <stdlib.h>

static slice field(slice *rest)
{
    slice line = {0};
    slice_next_line(rest, &line);
    return line;
}

static int by_key(const void *x, const void *y)
{
    const repeat_found *a = x, *b = y;
    return (a->key > b->key) - (a->key < b->key);
}

/* As if all its lines stood in every article of the outlet. */
static void check_again(arena *a, const document *doc, const article *first)
{
    repeat_note note;
    repeat_found lines[REPEAT_LINES];
    article second, third;
    repeat_note_take(a, doc, first, &note);
    for (uint32_t i = 0; i < note.n_lines; i++)
        lines[i] = (repeat_found){note.lines[i].key, 9};
    qsort(lines, note.n_lines, sizeof *lines, by_key);
    const repeat_set all = {.outlet = note.top ? note.top : note.outlet,
                            .lines = lines,
                            .n_lines = note.n_lines,
                            .of = 9,
                            .all = true,
                            .no_outlet = note.no_outlet};
    article_extract_again(a, doc, slice_of("", 0), &all, &second);
    article_extract_again(a, doc, slice_of("", 0), &all, &third);
    check_article(doc, &second);
    check_same(&second, &third);
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
    if (!(data[0] & 2))
        check_again(&a, &doc, &first);
    arena_deinit(&a);
    return 0;
}
