/* A list of web addresses: each is fetched, and what comes is read like a file. Without
 * leave to fetch, the list is told and left. */
#include "read/fetch.h"
#include "read/parts.h"
#include "read/url.h"

#include <string.h>

enum { LARGEST_PAGE = 32 << 20 };

/* Nothing, or a remark. */
static bool is_idle(slice line)
{
    return !line.len || line.ptr[0] == '#';
}

bool addresses_is(slice head, bool whole)
{
    slice rest = head, line;
    url_parts parts;
    unsigned n = 0;
    while (slice_next_line(&rest, &line)) {
        if (!rest.len && !whole && n) // it may be cut
            break;
        line = slice_trim(line);
        if (is_idle(line))
            continue;
        if (line.len > URL_LONGEST || !url_split(line, &parts))
            return false;
        n++;
    }
    return n > 0;
}

bool addresses_begin(read_stream *s)
{
    if (s->fetch && !fetch_refusal(s->fetch).len)
        return true;
    if (s->fetch) {
        stream_skip(s, s->input, 0, fetch_refusal(s->fetch));
        return false;
    }
    stream_skip(s, s->input, 0,
                SLICE("a list of web addresses; they are fetched only with --fetch"));
    return false;
}

/* The next line; false at the end. */
static bool next_line(read_stream *s, slice *line)
{
    slice seen = flow_peek(s->flow, 2 * URL_LONGEST);
    if (!seen.len)
        return false;
    size_t end = 0;
    while (end < seen.len && seen.ptr[end] != '\n' && seen.ptr[end] != '\r')
        end++;
    *line = arena_slice(s->tmp, slice_of(seen.ptr, end));
    flow_take(s->flow, end);
    seen = flow_peek(s->flow, 2);
    if (slice_starts(seen, SLICE("\r\n")))
        flow_take(s->flow, 2);
    else if (seen.len && (seen.ptr[0] == '\n' || seen.ptr[0] == '\r'))
        flow_take(s->flow, 1);
    return true;
}

/* Skips of the page that is read are told as the list's own. */
static void tell(read_stream *s)
{
    read_result *from = &s->inner->result;
    for (; s->inner->n_told < from->skips.n; s->inner->n_told++) {
        const read_skip *skip = &from->skips.v[s->inner->n_told];
        stream_skip(s, skip->input, skip->position, skip->reason);
    }
    for (size_t i = 0; i < N_PASSED; i++) {
        s->result->passed[i] += from->passed[i];
        from->passed[i] = 0;
    }
}

/* Fetches what the line at `offset` names and opens it as a stream inside this one. */
static void open_page(read_stream *s, slice line, uint64_t offset)
{
    slice input = record_input(s->tmp, s->input, s->position);
    size_t largest = s->largest < LARGEST_PAGE ? s->largest : LARGEST_PAGE;
    if (!s->inner) {
        s->inner = arena_new(s->mem, inner_stream);
        s->inner->mem = arena_sub(s->mem);
    }
    arena *mem = s->inner->mem;
    mem->on_failure = s->tmp->on_failure;
    fetched_page page = fetch_page(s->fetch, mem, line, largest);
    if (page.reason.len) {
        stream_skip(s, input, s->position,
                    arena_format(s->tmp, "%.*s: %.*s", (int)line.len, line.ptr,
                                 (int)page.reason.len, page.reason.ptr));
        arena_release(mem);
        return;
    }
    const read_options options = {.largest_bytes = s->largest}; // no fetching from a page
    *s->inner = (inner_stream){.mem = mem,
                               .url = page.url,
                               .charset = page.charset,
                               .fetched = page.fetched,
                               .line = {.offset = offset, .position = s->position}};
    if (page.not_kept.len)
        stream_skip(s, input, s->position, page.not_kept);
    s->inner->stream =
        read_open_bytes(mem, input, page.bytes, &options, &s->inner->result);
    tell(s);
}

/* The next block of the page that is read; false at its end. */
static bool inner_next(read_stream *s, arena *out, read_block *block)
{
    inner_stream *inner = s->inner;
    if (!inner || !inner->stream)
        return false;
    bool more = read_next(inner->stream, out, block);
    // One document is all of a page: nobody need come back to it
    bool done = !more || kind_readers[inner->stream->kind].cut == CUT_WHOLE;
    tell(s);
    if (more) { // the block stays when the page goes
        block->input = arena_slice(out, block->input);
        block->note = arena_slice(out, block->note);
        block->charset =
            arena_slice(out, inner->charset.len ? inner->charset : block->charset);
        block->url = arena_slice(out, inner->url);
        block->fetched = arena_slice(out, inner->fetched);
        inner->line.member++;
    }
    if (done) {
        inner->stream = NULL;
        arena_release(inner->mem);
    }
    return more;
}

/* Of a page that is taken up again: what an earlier run had of it, and told of it. */
static void pass_blocks(read_stream *s)
{
    read_result unused = {0}, *result = s->result;
    read_block block;
    uint32_t n = s->member;
    s->member = 0;
    s->result = &unused;
    while (n-- && inner_next(s, s->tmp, &block))
        ;
    s->result = result;
}

bool addresses_next(read_stream *s, arena *out, read_block *block)
{
    slice line;
    url_parts parts;
    for (;;) {
        if (inner_next(s, out, block))
            return true;
        uint64_t offset = s->flow->position;
        if (!next_line(s, &line))
            return stream_resume(s) && addresses_next(s, out, block);
        line = slice_trim(line);
        if (!is_idle(line) && url_split(line, &parts))
            open_page(s, line, offset);
        else if (!is_idle(line))
            stream_skip(s, record_input(s->tmp, s->input, s->position), s->position,
                        SLICE("not a web address"));
        s->position++;
        pass_blocks(s);
        arena_release(s->tmp);
    }
}

void addresses_documents(arena *out, const read_block *block, const read_options *options,
                         read_result *result)
{
    (void)options;
    add_skip(out, block->input, 0,
             SLICE("a list of web addresses, which are not followed"), result);
}
