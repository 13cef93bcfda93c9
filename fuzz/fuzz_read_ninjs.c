/* Objects as they come; and bytes that are words: written by a JSON library into an
 * object, they must come out as they went in. */
#include "base/buf.h"
#include "fuzz_check.h"

#include <jansson.h>

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
    for (size_t i = 0; i < words.len; i++)
        if ((unsigned char)words.ptr[i] < 0x20 || words.ptr[i] == 0x7f)
            return;
    if (utf8_check(words) < words.len || !words.len || slice_trim(words).len < words.len)
        return;
    json_t *object =
        json_pack("{s:s, s:s, s:s%, s:s%}", "uri", "urn:gullbay:1", "pubstatus", "usable",
                  "body_text", words.ptr, words.len, "located", "Gull Bay", (size_t)8);
    char *text = json_dumps(object, words.len % 2 ? JSON_INDENT(2) : JSON_ENSURE_ASCII);
    arena a;
    read_result result = {0};
    arena_init(&a);
    HOLDS(text);
    read_bytes(&a, SLICE("fuzz"), slice_of_str(text), NULL, &result);
    HOLDS(result.documents.n == 1 && result.skips.n == 0);
    HOLDS(slice_eq(result.documents.v[0].bytes, words));
    HOLDS(slice_eq_str(result.documents.v[0].dateline, "Gull Bay"));
    arena_deinit(&a);
    free(text);
    json_decref(object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    // The size chooses what is around the bytes: a seed is tried as it is
    if (size % 3 == 0)
        check_inside("{\"uri\": \"urn:x\", \"pubstatus\": \"usable\", ", bytes, "}");
    else if (size % 3 == 1)
        check_inside("[{\"uri\": \"urn:x\", \"versioncreated\": \"2019\", \"bodies\": [",
                     bytes, "]}]");
    else
        check_inside("", bytes, "");
    check_words(bytes);
    return 0;
}
