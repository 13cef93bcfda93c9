#include "read/parts.h"

#include <string.h>

enum { BLOCK_BYTES = 1 << 20 };

/* Behind the last line that is whole: lines end with LF, CRLF or CR. 0: none is. */
static size_t whole_lines(slice seen)
{
    size_t cr = 0;
    for (size_t i = seen.len; i > 0; i--) {
        if (seen.ptr[i - 1] == '\n')
            return i;
        if (seen.ptr[i - 1] == '\r' && i < seen.len && cr == 0)
            cr = i; // not the last byte: an LF may follow
    }
    return cr;
}

/* As many as slice_next_line() finds. */
static uint64_t count_lines(slice bytes)
{
    uint64_t n = 0;
    const char *end = bytes.ptr + bytes.len;
    for (const char *at = bytes.ptr; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        n++;
    for (const char *at = bytes.ptr; (at = memchr(at, '\r', (size_t)(end - at))); at++)
        n += at + 1 == end || at[1] != '\n';
    if (bytes.len && bytes.ptr[bytes.len - 1] != '\n' && bytes.ptr[bytes.len - 1] != '\r')
        n++;
    return n;
}

/* Drops the rest of a line and its end. */
static void drop_line(flow *f)
{
    for (;;) {
        slice seen = flow_peek(f, BLOCK_BYTES);
        size_t at = 0;
        while (at < seen.len && seen.ptr[at] != '\n' && seen.ptr[at] != '\r')
            at++;
        flow_take(f, at);
        if (at < seen.len || seen.len == 0)
            break;
    }
    slice end = flow_peek(f, 2);
    flow_take(f, slice_starts(end, SLICE("\r\n")) ? 2 : end.len > 0);
}

/* The bytes of the next block, still in the window; 0 at the end or before a line that is
 * too long. */
static size_t measure(read_stream *s, slice *seen)
{
    size_t most = s->largest > BLOCK_BYTES ? s->largest + 2 : BLOCK_BYTES;
    for (size_t want = BLOCK_BYTES;; want = want < most / 2 ? want * 2 : most) {
        *seen = flow_peek(s->flow, want);
        size_t n = whole_lines(*seen);
        if (n)
            return n;
        if (seen->len < want) // the last line has no end; a broken one is no line
            return s->flow->reason.len ? 0 : seen->len;
        if (want == most)
            return 0;
    }
}

bool lines_next(read_stream *s, arena *out, read_block *block)
{
    for (;;) {
        slice seen;
        size_t n = measure(s, &seen);
        if (n == 0 && s->flow->ended && s->flow->end == s->flow->start + seen.len) {
            flow_take(s->flow, seen.len);
            if (!stream_resume(s))
                return false;
            // What follows may be the rest of a line, which is told then, or a whole one
            s->position += seen.len > 0;
            continue;
        }
        if (n == 0) {
            drop_line(s->flow);
            if (s->flow->reason.len == 0 || !s->flow->ended)
                stream_skip(s, record_input(s->tmp, s->input, s->position), s->position,
                            records_too_long(s->tmp, s->position, s->largest));
            s->position++;
            continue;
        }
        *block = (read_block){.input = s->input,
                              .kind = s->kind,
                              .position = s->position,
                              .offset = s->flow->position,
                              .bytes = arena_slice(out, slice_of(seen.ptr, n)),
                              .charset = s->charset};
        s->position += count_lines(block->bytes);
        flow_take(s->flow, n);
        return true;
    }
}
