#include "report/writer.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { PIECE = 64 << 10, SHORT = 256 };

void writer_init(writer *w, arena *a, writer_sink sink, void *ctx)
{
    *w = (writer){.sink = sink, .ctx = ctx, .piece = arena_array(a, char, PIECE)};
}

static void flush(writer *w)
{
    if (w->len && !w->refused)
        w->refused = !w->sink(w->ctx, w->piece, w->len);
    w->len = 0;
}

void writer_add(writer *w, slice text)
{
    while (text.len > 0 && !w->refused) {
        size_t n = PIECE - w->len < text.len ? PIECE - w->len : text.len;
        memcpy(w->piece + w->len, text.ptr, n);
        w->len += n;
        text = slice_of(text.ptr + n, text.len - n);
        if (w->len == PIECE)
            flush(w);
    }
}

void writer_byte(writer *w, char c)
{
    w->piece[w->len++] = c;
    if (w->len == PIECE)
        flush(w);
}

void writer_str(writer *w, const char *str)
{
    writer_add(w, slice_of_str(str));
}

void writer_printf(writer *w, const char *format, ...)
{
    char text[SHORT];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len > 0)
        writer_add(w, slice_of(text, (size_t)len < SHORT ? (size_t)len : SHORT - 1));
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x3000;
}

static bool steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xe0000 && c <= 0xe007f) || c == 0x61c;
}

/* Next code point as it is shown: a run of white space is one space, and none at the end.
 */
static bool next_shown(slice text, size_t *at, uint32_t *c)
{
    if (*at >= text.len)
        return false;
    *c = utf8_next(text, at);
    if (!is_space(*c)) {
        if (steers(*c))
            *c = 0xfffd;
        return true;
    }
    *c = ' ';
    for (size_t next = *at; next < text.len; *at = next)
        if (!is_space(utf8_next(text, &next)))
            return true;
    return false;
}

size_t writer_shown(writer *w, slice text, size_t most)
{
    text = slice_trim(text);
    size_t at = 0, n = 0;
    uint32_t c;
    while (next_shown(text, &at, &c)) {
        size_t ahead = at;
        uint32_t more;
        if (n + 1 == most && next_shown(text, &ahead, &more))
            c = 0x2026;
        char bytes[4];
        writer_add(w, slice_of(bytes, utf8_put(c, bytes)));
        if (++n == most)
            break;
    }
    return n;
}

bool writer_end(writer *w)
{
    flush(w);
    return !w->refused;
}
