/* A piece of text by value: where it starts and how long it is.
 *
 * A slice owns nothing; the arena or buffer behind it does. It is not NUL-terminated and
 * is not UTF-8 until utf8_check() said so. Positions kept for longer than a call are
 * `span`s: 32-bit offsets into a text, which survive storage and sorting. */
#ifndef STEMMA_BASE_SLICE_H
#define STEMMA_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *ptr;
    size_t len; // bytes
} slice;

/* Bytes [start, end) of a text that the context names. */
typedef struct {
    uint32_t start, end;
} span;

#define SLICE(literal) ((slice){(literal), sizeof(literal) - 1})

static inline slice slice_of(const char *ptr, size_t len)
{
    return (slice){ptr, len};
}

static inline slice slice_in(slice text, span s)
{
    return (slice){text.ptr + s.start, s.end - s.start};
}

static inline bool span_overlaps(span a, span b)
{
    return a.start < b.end && b.start < a.end;
}

static inline bool span_holds(span outer, span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* Borrowed; NULL gives the empty slice. The length of a literal costs nothing. */
static inline slice slice_of_str(const char *str)
{
    return (slice){str ? str : "", str ? strlen(str) : 0};
}

static inline bool slice_eq(slice a, slice b)
{
    return a.len == b.len && (a.len == 0 || (a.ptr[0] == b.ptr[0] && // mostly enough
                                             memcmp(a.ptr, b.ptr, a.len) == 0));
}

static inline bool slice_eq_str(slice a, const char *b)
{
    if (a.len && b && a.ptr[0] != b[0])
        return false; // without asking how long it is
    return slice_eq(a, slice_of_str(b));
}

/* Equal when ASCII letters are taken without case; other bytes must be the same. */
bool slice_eq_nocase(slice a, slice b);
static inline bool slice_starts(slice text, slice with)
{
    return text.len >= with.len &&
           (with.len == 0 ||
            (text.ptr[0] == with.ptr[0] && memcmp(text.ptr, with.ptr, with.len) == 0));
}

static inline bool slice_ends(slice text, slice with)
{
    return text.len >= with.len &&
           (with.len == 0 ||
            (text.ptr[text.len - 1] == with.ptr[with.len - 1] &&
             memcmp(text.ptr + text.len - with.len, with.ptr, with.len) == 0));
}

bool slice_starts_nocase(slice text, slice with);
/* Byte order, shorter first: a total order for sorting. */
int slice_cmp(slice a, slice b);
/* Offset of the first `what` at or after `from`, or text.len when there is none. */
size_t slice_find(slice text, slice what, size_t from);
size_t slice_find_nocase(slice text, slice what, size_t from);
/* Without ASCII white space and no-break spaces (U+00A0) at either end. */
slice slice_trim(slice text);
/* Takes the next line off `rest` (without LF, CRLF or CR); false when nothing is left. */
bool slice_next_line(slice *rest, slice *line);

#endif
