#include "base/slice.h"

#include <string.h>

static unsigned char ascii_lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool slice_eq_nocase(slice a, slice b)
{
    return a.len == b.len && slice_starts_nocase(a, b);
}

bool slice_starts_nocase(slice text, slice with)
{
    if (text.len < with.len)
        return false;
    for (size_t i = 0; i < with.len; i++)
        if (ascii_lower(text.ptr[i]) != ascii_lower(with.ptr[i]))
            return false;
    return true;
}

int slice_cmp(slice a, slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t slice_find(slice text, slice what, size_t from)
{
    if (what.len == 0)
        return from < text.len ? from : text.len;
    // Spaces are everywhere: look for the byte behind it
    size_t sure = what.ptr[0] == ' ' && what.len > 1 ? 1 : 0, last = what.len - 1;
    while (from + what.len <= text.len) {
        const char *hit =
            memchr(text.ptr + from + sure, what.ptr[sure], text.len - last - from);
        if (!hit)
            break;
        from = (size_t)(hit - text.ptr) - sure;
        if (text.ptr[from + last] == what.ptr[last] &&
            memcmp(text.ptr + from, what.ptr, what.len) == 0)
            return from;
        from++;
    }
    return text.len;
}

size_t slice_find_nocase(slice text, slice what, size_t from)
{
    unsigned char first = what.len ? ascii_lower(what.ptr[0]) : 0;
    for (; from + what.len <= text.len; from++)
        if ((!what.len || ascii_lower(text.ptr[from]) == first) &&
            slice_starts_nocase(slice_of(text.ptr + from, text.len - from), what))
            return from;
    return text.len;
}

static bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of the white space that `text` starts with at its left or right end: 0, 1 or 2.
 */
static size_t space_left(slice text)
{
    if (text.len && is_ascii_space(text.ptr[0]))
        return 1;
    return slice_starts(text, SLICE("\xc2\xa0")) ? 2 : 0;
}

static size_t space_right(slice text)
{
    if (text.len && is_ascii_space(text.ptr[text.len - 1]))
        return 1;
    return slice_ends(text, SLICE("\xc2\xa0")) ? 2 : 0;
}

slice slice_trim(slice text)
{
    for (size_t n; (n = space_left(text)) > 0;)
        text = slice_of(text.ptr + n, text.len - n);
    for (size_t n; (n = space_right(text)) > 0;)
        text.len -= n;
    return text;
}

/* Is there an LF or a CR in eight bytes? Yes, at times, where there is none. */
static bool may_end_line(const char *at)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t lf = word ^ (ones * '\n'), cr = word ^ (ones * '\r');
    return (((lf - ones) & ~lf) | ((cr - ones) & ~cr)) & (ones << 7);
}

bool slice_next_line(slice *rest, slice *line)
{
    if (rest->len == 0)
        return false;
    size_t end = 0;
    while (rest->len - end >= 8 && !may_end_line(rest->ptr + end))
        end += 8;
    while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
        end++;
    *line = slice_of(rest->ptr, end);
    if (end + 1 < rest->len && rest->ptr[end] == '\r' && rest->ptr[end + 1] == '\n')
        end++;
    if (end < rest->len)
        end++;
    *rest = slice_of(rest->ptr + end, rest->len - end);
    return true;
}
