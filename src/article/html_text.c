#include "article/html.h"
#include "base/utf8.h"

#include <string.h>

/* Text as it stands in the page, and the character references in it. */

enum { LONGEST_NAME = 32, LONGEST_BARE = 6 };

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What the bytes 0x80 to 0x9f of windows-1252 stand for: the standard reads the numbers
 * as browsers always did. */
static uint32_t from_windows(uint32_t c)
{
    static const uint16_t points[32] = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
        0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};
    return c >= 0x80 && c <= 0x9f ? points[c - 0x80] : c;
}

static size_t numeric(slice text, size_t at, char *to, size_t *to_len)
{
    size_t i = at + 2;
    bool hex = i < text.len && (text.ptr[i] | 0x20) == 'x';
    i += hex;
    size_t digits = i;
    uint32_t value = 0;
    for (; i < text.len; i++) {
        char c = text.ptr[i], small = (char)(c | 0x20);
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (hex && small >= 'a' && small <= 'f')
            digit = (uint32_t)(small - 'a') + 10;
        else
            break;
        if (value < 0x110000)
            value = value * (hex ? 16 : 10) + digit;
    }
    if (i == digits)
        return 0;
    value = from_windows(value);
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        value = 0xfffd;
    *to_len = utf8_put(value, to);
    return i - at + (i < text.len && text.ptr[i] == ';');
}

size_t html_reference(slice text, size_t at, bool attribute, char to[8], size_t *to_len)
{
    if (at + 1 >= text.len)
        return 0;
    if (text.ptr[at + 1] == '#')
        return numeric(text, at, to, to_len);
    size_t n = 0;
    while (at + 1 + n < text.len && n < LONGEST_NAME && is_alnum(text.ptr[at + 1 + n]))
        n++;
    if (n < 2)
        return 0;
    uint32_t points[2];
    bool bare, closed = at + 1 + n < text.len && text.ptr[at + 1 + n] == ';';
    size_t len = n;
    bool found = closed && html_entity(slice_of(text.ptr + at + 1, n), points, &bare);
    if (!found) {
        // Old names need no semicolon; in an attribute "&lt=5" is no reference
        closed = false;
        for (len = n < LONGEST_BARE ? n : LONGEST_BARE; len >= 2 && !found; len--)
            found = html_entity(slice_of(text.ptr + at + 1, len), points, &bare) && bare;
        len++;
        if (!found || (attribute && (len < n || (at + 1 + n < text.len &&
                                                 text.ptr[at + 1 + n] == '='))))
            return 0;
    }
    *to_len = utf8_put(points[0], to);
    if (points[1])
        *to_len += utf8_put(points[1], to + *to_len);
    return 1 + len + closed;
}

void html_add_text(page *p, uint32_t start, uint32_t end)
{
    slice bytes = slice_of(p->doc->bytes.ptr, end);
    size_t from = start, at = start;
    while (at < end) {
        const char *hit = memchr(bytes.ptr + at, '&', end - at);
        if (!hit)
            break;
        at = (size_t)(hit - bytes.ptr);
        char to[8];
        size_t to_len, len = html_reference(bytes, at, false, to, &to_len);
        if (!len) {
            at++;
            continue;
        }
        if (at > from)
            page_add(p, (uint32_t)from, (uint32_t)at);
        page_add_for(p, slice_of(to, to_len), (uint32_t)at, (uint32_t)(at + len));
        at += len;
        from = at;
    }
    if (end > from)
        page_add(p, (uint32_t)from, end);
}

slice html_decode(arena *out, slice text, bool attribute)
{
    buf to;
    buf_init(&to, out);
    bool space = false;
    for (size_t at = 0; at < text.len;) {
        char bytes[8];
        size_t len = 0, from = 0, used = 0;
        if (text.ptr[at] == '&' &&
            (used = html_reference(text, at, attribute, bytes, &len)))
            at += used;
        else
            len = utf8_put(utf8_next(text, &at), bytes);
        while (from < len &&
               ((unsigned char)bytes[from] <= 0x20 || bytes[from] == 0x7f)) {
            space = to.len > 0;
            from++;
        }
        if (from == len)
            continue;
        if (space)
            buf_add_byte(&to, ' ');
        space = false;
        buf_add(&to, slice_of(bytes + from, len - from));
    }
    return slice_trim(buf_slice(&to));
}
