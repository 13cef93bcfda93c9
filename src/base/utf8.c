#include "base/utf8.h"

#include <string.h>
#include <unicode/utf8.h>

size_t utf8_check(slice text)
{
    size_t at = 0;
    while (at < text.len) {
        uint64_t word;
        while (text.len - at >= sizeof word && (memcpy(&word, text.ptr + at, sizeof word),
                                                (word & 0x8080808080808080u) == 0))
            at += sizeof word;
        if (at == text.len)
            break;
        if (!((unsigned char)text.ptr[at] & 0x80)) {
            at++;
            continue;
        }
        // ICU's macros count in int32_t, a text may be longer: look at four bytes at a
        // time
        const uint8_t *here = (const uint8_t *)text.ptr + at;
        int32_t i = 0, left = text.len - at < 4 ? (int32_t)(text.len - at) : 4;
        UChar32 c;
        U8_NEXT(here, i, left, c);
        if (c < 0)
            return at;
        at += (size_t)i;
    }
    return at;
}

size_t utf8_count(slice text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t n = text.len, i = 0;
    // Bytes 10xxxxxx go on with a character: eight at a time, the top bit of each byte
    // that has it and not the next
    for (; i + 8 <= text.len; i += 8) {
        uint64_t eight;
        memcpy(&eight, text.ptr + i, 8);
        if (eight & ones << 7)
            n -= (size_t)((((eight >> 7) & ~(eight >> 6)) & ones) * ones >> 56);
    }
    for (; i < text.len; i++)
        n -= ((unsigned char)text.ptr[i] & 0xc0) == 0x80;
    return n;
}

uint32_t utf8_next(slice text, size_t *at)
{
    const uint8_t *here = (const uint8_t *)text.ptr + *at;
    int32_t i = 0, left = text.len - *at < 4 ? (int32_t)(text.len - *at) : 4;
    UChar32 c;
    U8_NEXT(here, i, left, c);
    *at += (size_t)i;
    return c < 0 ? 0xfffd : (uint32_t)c;
}

uint32_t utf8_prev(slice text, size_t *at)
{
    size_t start = *at - 1;
    while (start > 0 && *at - start < 4 &&
           ((unsigned char)text.ptr[start] & 0xc0) == 0x80)
        start--;
    size_t end = start;
    uint32_t c = utf8_next(text, &end);
    if (end != *at) {
        start = *at - 1;
        c = 0xfffd;
    }
    *at = start;
    return c;
}

size_t utf8_put(uint32_t code_point, char *to)
{
    uint8_t bytes[4];
    int32_t n = 0;
    U8_APPEND_UNSAFE(bytes, n, code_point);
    for (int32_t i = 0; i < n; i++)
        to[i] = (char)bytes[i];
    return (size_t)n;
}

void utf8_index_init(utf8_index *index, slice text, arena *out)
{
    size_t n_marks = text.len / UTF8_MARK + 1;
    index->text = text;
    index->marks = arena_array(out, uint32_t, n_marks);
    for (size_t i = 1; i < n_marks; i++)
        index->marks[i] =
            index->marks[i - 1] +
            (uint32_t)utf8_count(slice_of(text.ptr + (i - 1) * UTF8_MARK, UTF8_MARK));
}

uint32_t utf8_index_point(const utf8_index *index, uint32_t byte)
{
    size_t start = byte / UTF8_MARK * UTF8_MARK;
    return index->marks[byte / UTF8_MARK] +
           (uint32_t)utf8_count(slice_of(index->text.ptr + start, byte - start));
}
