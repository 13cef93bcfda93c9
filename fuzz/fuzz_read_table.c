/* Rows below a header, as they come; and the same bytes as fields that are quoted by the
 * standard, which must come back as they went in, however the stream cuts the table. */
#include "base/buf.h"
#include "fuzz_check.h"

static void add_quoted(buf *to, slice field)
{
    buf_add_byte(to, '"');
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"')
            buf_add_byte(to, '"');
        buf_add_byte(to, field.ptr[i]);
    }
    buf_add_byte(to, '"');
}

/* The bytes in pieces that end with a zero byte are the texts of the rows. */
static void check_round_trip(slice bytes)
{
    arena a;
    buf table;
    VEC(slice) texts = {0};
    read_result result = {0};
    arena_init(&a);
    buf_init(&table, &a);
    buf_add_str(&table, "text,title\r\n");
    while (bytes.len) {
        size_t end = slice_find(bytes, slice_of("", 1), 0);
        slice text = slice_of(bytes.ptr, end);
        bytes = slice_of(bytes.ptr + end, bytes.len - end);
        if (bytes.len)
            bytes = slice_of(bytes.ptr + 1, bytes.len - 1);
        for (size_t i = 0; i < text.len; i++)
            if ((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\n') {
                arena_deinit(&a);
                return;
            }
        if (utf8_check(text) < text.len || memchr(text.ptr, 0x7f, text.len)) {
            arena_deinit(&a);
            return;
        }
        if (slice_trim(text).len == 0)
            continue;
        vec_push(&a, &texts, text);
        add_quoted(&table, text);
        buf_add_str(&table, ",end\r\n");
    }
    if (texts.n) {
        read_bytes(&a, SLICE("fuzz"), buf_slice(&table), NULL, &result);
        HOLDS(result.skips.n == 0 && result.documents.n == texts.n);
        for (uint32_t i = 0; i < texts.n; i++)
            HOLDS(slice_eq(result.documents.v[i].bytes, texts.v[i]) &&
                  slice_eq_str(result.documents.v[i].title, "end"));
    }
    arena_deinit(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const headers[] = {"id,text,title,x\n", "text;html\r\n",
                                          "title\ttext\tid\r"};
    slice bytes = slice_of((const char *)data, size);
    if (size == 0)
        return 0;
    arena a;
    arena_init(&a);
    buf table;
    buf_init(&table, &a);
    buf_add_str(&table, headers[data[0] % 3]);
    buf_add(&table, slice_of(bytes.ptr + 1, size - 1));
    check_bytes(buf_slice(&table), true);
    check_bytes(bytes, false);
    check_round_trip(bytes);
    arena_deinit(&a);
    return 0;
}
