/* News items as they come; and bytes that are words: escaped into a headline and a
 * paragraph, they must come out as they went in. */
#include "base/buf.h"
#include "fuzz_check.h"
#include "read/xml.h"

static void check_inside(const char *before, slice bytes, const char *after)
{
    arena a;
    buf text;
    arena_init(&a);
    buf_init(&text, &a);
    buf_add_str(&text, before);
    buf_add(&text, bytes);
    buf_add_str(&text, after);
    check_bytes(buf_slice(&text), false);
    arena_deinit(&a);
}

static void check_words(slice words)
{
    arena a;
    buf text;
    read_result result = {0};
    for (size_t i = 0; i < words.len; i++)
        if ((unsigned char)words.ptr[i] < 0x20 || words.ptr[i] == 0x7f ||
            (words.ptr[i] == ' ' && i && words.ptr[i - 1] == ' '))
            return;
    if (utf8_check(words) < words.len || !words.len || slice_trim(words).len < words.len)
        return;
    arena_init(&a);
    buf_init(&text, &a);
    buf_add_str(&text, "<nitf><body><body.head><hedline><hl1>");
    xml_escape(&text, words);
    buf_add_str(&text, "</hl1></hedline></body.head><body.content>It said: ");
    xml_escape(&text, words);
    buf_add_str(&text, ".</body.content></body></nitf>");
    read_bytes(&a, SLICE("fuzz"), buf_slice(&text), NULL, &result);
    HOLDS(result.documents.n == 1 && result.skips.n == 0);
    HOLDS(slice_eq(result.documents.v[0].title, words));
    // The body is HTML where it has references; without them it is the words themselves
    slice body = result.documents.v[0].bytes;
    if (result.documents.v[0].kind == DOCUMENT_TEXT)
        HOLDS(body.len == words.len + 10 &&
              slice_eq(slice_of(body.ptr + 9, words.len), words));
    arena_deinit(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    // The size chooses what is around the bytes: a seed is tried as it is
    if (size % 3 == 0)
        check_inside("<newsItem guid='x' xmlns='http://iptc.org/std/nar/2006-10-01/'>",
                     bytes, "</newsItem>");
    else if (size % 3 == 1)
        check_inside("<newsMessage><itemSet>", bytes, "</itemSet></newsMessage>");
    else
        check_inside("<nitf><body>", bytes, "</body></nitf>");
    check_words(bytes);
    return 0;
}
