#include "base/utf8.h"
#include "read/packed.h"
#include "read/parts.h"

#include <string.h>

/* A damaged archive may have a skip every few bytes; they are kept as long as the
 * stream. */
enum { MOST_SKIPS = 10000, ARCHIVE_HEAD = 64 };

void stream_skip(read_stream *s, slice input, uint64_t position, slice reason)
{
    if (++s->n_skips < MOST_SKIPS)
        add_skip(s->told, input, position, arena_slice(s->told, reason), s->result);
    else if (s->n_skips == MOST_SKIPS)
        add_skip(s->told, input, position,
                 SLICE("so many faults before this one that others are not told"),
                 s->result);
}

bool stream_resume(read_stream *s)
{
    if (s->flow->reason.len == 0)
        return false;
    slice reason = s->flow->reason;
    uint64_t at = s->flow->position;
    bool more = flow_resume(s->flow);
    stream_skip(s, s->input, at, reason);
    return more;
}

/* Reads a whole input into `out`. False where it is too large. */
static bool read_whole(read_stream *s, arena *out, slice *bytes)
{
    size_t room = s->largest + 1, cap = KIND_BYTES, len = 0;
    if (s->size > cap)
        cap = s->size + 1 < room ? (size_t)s->size + 1 : room;
    else if (s->size)
        cap = (size_t)s->size + 1;
    if (cap > room)
        cap = room;
    char *to = arena_alloc(out, cap);
    for (;;) {
        len += flow_read(s->flow, to + len, cap - len);
        if (len < cap || cap == room)
            break;
        size_t wider = cap < room / 2 ? cap * 2 : room;
        char *copy = arena_alloc(out, wider);
        memcpy(copy, to, len);
        to = copy;
        cap = wider;
    }
    *bytes = slice_of(to, len);
    return len <= s->largest;
}

static bool whole_next(read_stream *s, arena *out, read_block *block)
{
    if (s->position)
        return false;
    s->position = 1;
    slice bytes;
    if (s->size > s->largest || !read_whole(s, out, &bytes)) {
        stream_skip(s, s->input, 0,
                    arena_format(s->tmp, "larger than %zu bytes", s->largest));
        return false;
    }
    slice note = slice_of("", 0);
    if (s->flow->reason.len) {
        // Of a page that breaks off the beginning can be read; broken text cannot be told
        // from good
        stream_skip(s, s->input, s->flow->position, s->flow->reason);
        if (s->flow->suspect < bytes.len || bytes.len == 0)
            return false;
        note = arena_slice(s->mem, s->flow->reason);
    }
    *block = (read_block){.input = s->input,
                          .kind = s->kind,
                          .bytes = bytes,
                          .charset = s->charset,
                          .note = note};
    return true;
}

/* What the beginning is, as text of which the kind can be told. */
static bool find_kind(read_stream *s)
{
    slice head = flow_peek(s->flow, KIND_BYTES), reason;
    bool whole = s->flow->ended && s->flow->reason.len == 0 &&
                 head.len == s->flow->end - s->flow->start;
    uint64_t position = 0;
    size_t mark = 0;
    if (!kind_is_text(s->mem, head, &position, &reason)) {
        stream_skip(s, s->input, position, reason);
        return false;
    }
    const char *wide = kind_wide_encoding(head, &mark);
    slice text = head;
    if (wide) {
        slice some = kind_head(head);
        text = decode_bytes(s->tmp, some, slice_of("", 0)).bytes;
        whole = whole && some.len == head.len;
    } else if (slice_starts(head, SLICE("\xef\xbb\xbf"))) {
        text = slice_of(head.ptr + 3, head.len - 3);
    }
    s->kind = kind_of(text, whole);
    if (s->kind == READ_TEXT && whole && s->named && source_lists_files(s->tmp, text)) {
        stream_skip(s, s->input, 0,
                    arena_format(s->tmp, "a list of files; @%.*s has them read",
                                 (int)s->input.len, s->input.ptr));
        return false;
    }
    kind_cut cut = kind_readers[s->kind].cut;
    if (cut != CUT_WHOLE) {
        s->next = cut == CUT_ROWS        ? table_next
                  : cut == CUT_ADDRESSES ? addresses_next
                                         : lines_next;
        s->position = 1;
        if (wide)
            s->flow = flow_of_wide(s->mem, s->flow, wide, mark);
        else
            s->charset = decode_charset(s->mem, head);
        if ((cut == CUT_ROWS && !table_begin(s)) ||
            (cut == CUT_ADDRESSES && !addresses_begin(s)))
            return false;
    } else {
        s->next = whole_next;
    }
    return true;
}

/* The stream's own arenas run under the guard of whoever asks now. */
static void run_under(read_stream *s, const arena *caller)
{
    s->mem->on_failure = s->tmp->on_failure = s->told->on_failure = caller->on_failure;
}

static read_stream *new_stream(arena *a, slice name, const read_options *options,
                               read_result *result)
{
    read_stream *s = arena_new(a, read_stream);
    *s = (read_stream){.mem = arena_sub(a),
                       .tmp = arena_sub(a),
                       .told = arena_sub(a),
                       .input = arena_slice(a, name),
                       .largest = largest_of(options),
                       .fetch = options ? options->fetch : NULL,
                       .result = result};
    return s;
}

/* Is the first thing that is packed damaged, so that what it is cannot be told? What
 * comes behind it may say it. */
static bool is_damaged(read_stream *s)
{
    slice head = flow_peek(s->flow, KIND_BYTES), reason;
    uint64_t position;
    flow *f = s->flow;
    return f->ended && f->reason.len && f->suspect == 0 &&
           (!kind_is_text(s->tmp, head, &position, &reason) ||
            kind_of(head, false) == READ_TEXT);
}

/* Takes the packing off and tells the kind. */
static bool look(read_stream *s)
{
    flow *plain = flow_unpacked(s->mem, s->flow);
    if (!plain) {
        stream_skip(s, s->input, 0,
                    arena_format(s->tmp, "packed more than %d times over", PACKED_DEPTH));
        return false;
    }
    bool was_packed = plain != s->flow;
    if (was_packed)
        s->size = 0; // of what is in it nothing is known
    s->flow = plain;
    for (;;) {
        slice head = flow_peek(s->flow, ARCHIVE_HEAD);
        if (head.len == 0 && !stream_resume(s))
            break;
        if (head.len && (zip_is(head) || warc_is(head, false) ||
                         (was_packed && warc_in(flow_peek(s->flow, KIND_HEAD_BYTES))))) {
            s->kind = READ_WARC;
            bool zip = zip_is(flow_peek(s->flow, ARCHIVE_HEAD));
            s->next = zip ? zip_next : warc_next;
            if (zip)
                zip_begin(s);
            return true;
        }
        if (head.len && !is_damaged(s))
            return find_kind(s);
        flow_take(s->flow, s->flow->end - s->flow->start);
    }
    if (s->n_skips == 0)
        stream_skip(s, s->input, 0, SLICE("empty"));
    return false;
}

static read_stream *start(read_stream *s)
{
    bool good = look(s);
    arena_release(s->tmp);
    if (!good)
        arena_release(s->mem); // the file and the buffers
    return good ? s : NULL;
}

read_stream *read_open(arena *a, slice path, const read_options *options,
                       read_result *result)
{
    read_stream *s = new_stream(a, path, options, result);
    source from = source_open(s->mem, path);
    if (from.fd < 0) {
        stream_skip(s, path, 0, from.reason);
        arena_release(s->mem);
        return NULL;
    }
    s->named = true;
    s->flow = flow_of_file(s->mem, from.fd, from.regular);
    s->size = from.size;
    return start(s);
}

read_stream *read_open_bytes(arena *a, slice name, slice bytes,
                             const read_options *options, read_result *result)
{
    read_stream *s = new_stream(a, name, options, result);
    s->flow = flow_of_bytes(s->mem, bytes);
    s->size = bytes.len;
    return start(s);
}

bool read_next(read_stream *s, arena *out, read_block *block)
{
    run_under(s, out);
    bool more = s->next(s, out, block);
    arena_release(s->tmp);
    return more;
}

read_place read_tell(const read_stream *s)
{
    if (s->inner && s->inner->stream) // in the midst of a page
        return s->inner->line;
    return (read_place){s->member, s->flow->position, s->position};
}

void read_seek(read_stream *s, arena *out, read_place place)
{
    // What is passed on the way was told by the earlier run
    read_result unused = {0}, *result = s->result;
    run_under(s, out);
    s->result = &unused;
    if (s->zip)
        zip_seek(s, place);
    else
        s->member = place.member;
    flow_seek(s->flow, place.offset);
    s->position = place.position;
    s->result = result;
    arena_release(s->tmp);
}
