/* WARC 1.0 and 1.1 (ISO 28500): records one after the other,
 *
 *   WARC/1.0 CRLF  Name: value CRLF …  CRLF  Content-Length bytes  CRLF CRLF
 *
 * A record is believed when another one, or the end, follows where its length says. One
 * that is not costs itself alone: reading goes on at the next "WARC/1." behind its
 * beginning. */
#include "read/http.h"
#include "read/parts.h"

#include <string.h>

enum {
    MOST_HEAD = 64 << 10,
    LOOK_AHEAD = 16 << 20, // longer records are not held before they are believed
    CHUNK = 256 << 10,
    BEHIND = 24, // line ends and "WARC/1."
    MOST_ENDS = 8,
    MARK = 20 // "WARC/1.0" CRLF "WARC-"
};

typedef struct {
    slice type, uri, date, content_type;
    bool truncated;
    uint64_t length;
    const char *fault;
} warc_head;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_record(slice seen)
{
    return seen.len >= 8 && slice_starts(seen, SLICE("WARC/")) && is_digit(seen.ptr[5]) &&
           seen.ptr[6] == '.' && is_digit(seen.ptr[7]);
}

/* The same, and a field behind it: nothing else looks like this. */
static bool surely_starts_record(slice seen)
{
    return seen.len >= MARK && starts_record(seen) &&
           slice_starts_nocase(slice_of(seen.ptr + 8, seen.len - 8), SLICE("\r\nwarc-"));
}

bool warc_is(slice head, bool whole)
{
    (void)whole;
    return starts_record(slice_trim(head));
}

/* ---- heads ---- */

static void take_length(warc_head *h, slice value)
{
    uint64_t n = 0;
    if (value.len && value.ptr[0] == '-')
        h->fault = "its Content-Length is negative";
    for (size_t i = 0; !h->fault && i < value.len; i++) {
        if (!is_digit(value.ptr[i]))
            h->fault = "its Content-Length is no number";
        n = n * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    if (!h->fault && (value.len == 0 || value.len > 18))
        h->fault = "its Content-Length is no number";
    if (!h->fault && h->length != UINT64_MAX && h->length != n)
        h->fault = "it has two Content-Lengths";
    h->length = n;
}

static warc_head parse_head(arena *tmp, slice head)
{
    warc_head h = {.length = UINT64_MAX};
    slice rest = head, line, name, value;
    slice_next_line(&rest, &line);
    while (head_next(tmp, &rest, &name, &value)) {
        if (slice_eq_nocase(name, SLICE("content-length")))
            take_length(&h, value);
        else if (slice_eq_nocase(name, SLICE("content-type")))
            h.content_type = value;
        else if (slice_eq_nocase(name, SLICE("warc-type")))
            h.type = value;
        else if (slice_eq_nocase(name, SLICE("warc-target-uri")))
            h.uri = value;
        else if (slice_eq_nocase(name, SLICE("warc-date")))
            h.date = value;
        else if (slice_eq_nocase(name, SLICE("warc-truncated")))
            h.truncated = true;
    }
    // Some writers put it in brackets, as the grammar of WARC 1.0 had it
    if (h.uri.len > 2 && h.uri.ptr[0] == '<' && h.uri.ptr[h.uri.len - 1] == '>')
        h.uri = slice_of(h.uri.ptr + 1, h.uri.len - 2);
    if (!h.fault && h.length == UINT64_MAX)
        h.fault = "it has no Content-Length";
    if (!h.fault && h.type.len == 0)
        h.fault = "it has no WARC-Type";
    return h;
}

static bool is_web(slice uri)
{
    return slice_starts_nocase(uri, SLICE("http://")) ||
           slice_starts_nocase(uri, SLICE("https://")) ||
           slice_starts_nocase(uri, SLICE("ftp://")) ||
           slice_starts_nocase(uri, SLICE("file://"));
}

/* N_PASSED: there may be an article in it. `body`: its beginning. */
static read_passed judge(arena *tmp, const warc_head *h, slice body, bool *http)
{
    slice type = slice_of("", 0), charset;
    bool response = slice_eq_nocase(h->type, SLICE("response"));
    *http = false;
    if (slice_eq_nocase(h->type, SLICE("revisit")))
        return PASSED_REVISIT;
    if (!response && !slice_eq_nocase(h->type, SLICE("resource")) &&
        !slice_eq_nocase(h->type, SLICE("conversion")))
        return PASSED_RECORD_TYPE;
    if (!is_web(h->uri))
        return PASSED_RECORD_TYPE;
    http_media_type(h->content_type, &type, &charset);
    *http = slice_eq_nocase(type, SLICE("application/http")) ||
            (response && slice_starts(body, SLICE("HTTP/")));
    if (*http) {
        http_head head = http_parse(tmp, body);
        type = head.media_type;
        if (head.status != 200)
            return PASSED_STATUS;
    }
    return http_is_text(type) && h->length > 0 ? N_PASSED : PASSED_MEDIA_TYPE;
}

/* ---- the way through the stream ---- */

/* To the next line that begins like a record, or to the end. */
static void find_record(flow *f)
{
    for (;;) {
        slice seen = flow_peek(f, CHUNK);
        size_t at = 0;
        while ((at = slice_find(seen, SLICE("WARC/"), at)) < seen.len) {
            slice rest = slice_of(seen.ptr + at, seen.len - at);
            bool line = at == 0 || seen.ptr[at - 1] == '\n' || seen.ptr[at - 1] == '\r';
            if (surely_starts_record(rest) || (line && starts_record(rest))) {
                flow_take(f, at);
                return;
            }
            at++;
        }
        bool last = seen.len < CHUNK;
        flow_take(f, last ? seen.len : seen.len - BEHIND);
        if (last)
            return;
    }
}

/* The record cannot be used. `cut`: it ends too early; then damage of what it is packed
 * in, if there is some, is the reason. False. */
static bool lose(read_stream *s, slice why, bool cut)
{
    flow *f = s->flow;
    bool below = cut && f->ended && f->reason.len > 0;
    slice reason = below ? f->reason : why;
    stream_skip(s, record_input(s->tmp, s->input, s->position), s->position,
                arena_format(s->tmp, "WARC record %llu: %.*s",
                             (unsigned long long)s->position, (int)reason.len,
                             reason.ptr));
    s->lost = true;
    find_record(f);
    if (below && flow_peek(f, 1).len == 0 && !flow_resume(f))
        f->reason = slice_of("", 0); // told
    return false;
}

static bool lose_at_start(read_stream *s, const char *why, bool cut)
{
    flow_take(s->flow, 5); // behind "WARC/"
    return lose(s, slice_of_str(why), cut);
}

static const char breaks_off[] = "it breaks off, or its Content-Length is wrong";

/* Does a record end before these bytes? Its own end stands there, or another record, or
 * nothing. */
static bool is_followed(slice behind)
{
    if (slice_starts(behind, SLICE("\r\n\r\n")))
        return true;
    for (size_t at = 0; at < behind.len && at < MOST_ENDS; at++)
        if (starts_record(slice_of(behind.ptr + at, behind.len - at)))
            return true;
    slice rest = slice_trim(behind); // the archive may break off
    return rest.len < 5 && slice_starts(SLICE("WARC/"), rest);
}

/* A field's text: a line of UTF-8. */
static slice field(arena *out, slice value)
{
    slice text = decode_line(out, value, 0, slice_of("", 0)).bytes;
    char *bytes = (char *)(uintptr_t)text.ptr; // our own copy
    for (size_t i = 0; i < text.len; i++)
        if (bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')
            bytes[i] = ' ';
    return text;
}

static void fill(const read_stream *s, arena *out, const warc_head *h, bool http,
                 read_block *block)
{
    slice type, charset = slice_of("", 0);
    if (!http)
        http_media_type(h->content_type, &type, &charset);
    *block = (read_block){.input = record_input(out, s->input, s->position),
                          .kind = READ_WARC,
                          .position = s->position,
                          .offset = s->flow->position,
                          .charset = field(out, charset),
                          .url = field(out, h->uri),
                          .fetched = field(out, h->date),
                          .http = http};
    if (h->truncated)
        block->note = SLICE("the archive holds only its beginning");
}

static bool small_record(read_stream *s, arena *out, const warc_head *h, size_t len,
                         read_block *block)
{
    size_t total = len + (size_t)h->length;
    slice seen = flow_peek(s->flow, total + BEHIND);
    bool http;
    if (seen.len < total)
        return lose_at_start(s, breaks_off, true);
    if (!is_followed(slice_of(seen.ptr + total, seen.len - total)))
        return lose_at_start(s, "its Content-Length is wrong", false);
    if (s->flow->ended && s->flow->reason.len &&
        s->flow->suspect < s->flow->position + total)
        return lose_at_start(s, "", true);
    slice body = slice_of(seen.ptr + len, (size_t)h->length);
    read_passed passed = judge(s->tmp, h, body, &http);
    bool large = h->length > s->largest;
    if (passed != N_PASSED)
        s->result->passed[passed]++;
    else if (large)
        stream_skip(s, record_input(s->tmp, s->input, s->position), s->position,
                    arena_format(s->tmp, "larger than %zu bytes", s->largest));
    bool good = passed == N_PASSED && !large;
    if (good) {
        fill(s, out, h, http, block);
        block->bytes = arena_slice(out, body);
    }
    flow_take(s->flow, total);
    return good;
}

/* Where in `seen` a record begins that a wrong length has swallowed, or its end. */
static size_t swallowed(slice seen)
{
    for (size_t at = 0; (at = slice_find(seen, SLICE("WARC/"), at)) < seen.len; at++) {
        slice rest = slice_of(seen.ptr + at, seen.len - at);
        if ((at == 0 || seen.ptr[at - 1] == '\n') && surely_starts_record(rest))
            return at;
    }
    return seen.len;
}

bool warc_in(slice head)
{
    return swallowed(head) < head.len;
}

/* The body of a record too long to be held beforehand, to `to` or to nowhere. */
static bool pass_body(read_stream *s, uint64_t length, char *to)
{
    for (uint64_t done = 0; done < length;) {
        slice seen = flow_peek(s->flow, CHUNK);
        size_t n = seen.len < CHUNK ? seen.len : CHUNK - MARK;
        size_t hit = swallowed(seen);
        if (n > length - done)
            n = (size_t)(length - done);
        if (seen.len == 0)
            return lose(s, slice_of_str(breaks_off), true);
        if (hit < n) {
            flow_take(s->flow, hit);
            return lose(s,
                        SLICE("its Content-Length is wrong: another record begins "
                              "before its end"),
                        false);
        }
        if (to)
            memcpy(to + done, seen.ptr, n);
        flow_take(s->flow, n);
        done += n;
    }
    if (is_followed(flow_peek(s->flow, BEHIND)))
        return true;
    return lose(s, SLICE("its Content-Length is wrong"), false);
}

static bool large_record(read_stream *s, arena *out, const warc_head *h, size_t len,
                         read_block *block)
{
    slice seen = flow_peek(s->flow, len + HTTP_MOST_HEAD);
    bool http;
    read_passed passed =
        judge(s->tmp, h, slice_of(seen.ptr + len, seen.len - len), &http);
    bool good = passed == N_PASSED && h->length <= s->largest;
    char *to = NULL;
    if (good) {
        fill(s, out, h, http, block);
        to = arena_alloc(out, (size_t)h->length);
        block->bytes = slice_of(to, (size_t)h->length);
    }
    uint64_t start = s->flow->position + len;
    flow_take(s->flow, len);
    if (!pass_body(s, h->length, to))
        return false;
    if (s->flow->ended && s->flow->reason.len && s->flow->suspect < start + h->length)
        return lose(s, slice_of("", 0), true);
    if (passed != N_PASSED)
        s->result->passed[passed]++;
    else if (!good)
        stream_skip(s, record_input(s->tmp, s->input, s->position), s->position,
                    arena_format(s->tmp, "larger than %zu bytes", s->largest));
    return good;
}

/* Where the next line begins like a record, or the end. */
static size_t next_start(slice head)
{
    for (size_t at = 0; (at = slice_find(head, SLICE("\nWARC/"), at)) < head.len; at++)
        if (starts_record(slice_of(head.ptr + at + 1, head.len - at - 1)))
            return at + 1;
    return head.len;
}

static bool read_record(read_stream *s, arena *out, slice head, read_block *block)
{
    // A head that has another record in it is not searched behind that: the time stays in
    // proportion to the input
    slice own = slice_of(head.ptr, next_start(head));
    size_t len = head_end(own);
    if (len == 0 && own.len < head.len)
        return lose_at_start(s, "another record begins in its head", false);
    if (len == 0 && head.len < MOST_HEAD)
        return lose_at_start(s, "it breaks off in its head", true);
    if (len == 0)
        return lose_at_start(s, "its head is longer than 64 KiB", false);
    // The head is kept: the window moves
    warc_head h = parse_head(s->tmp, arena_slice(s->tmp, slice_of(head.ptr, len)));
    if (h.fault)
        return lose_at_start(s, h.fault, false);
    return h.length <= LOOK_AHEAD ? small_record(s, out, &h, len, block)
                                  : large_record(s, out, &h, len, block);
}

static void drop_ends(flow *f)
{
    for (;;) {
        slice seen = flow_peek(f, MOST_HEAD);
        size_t at = 0;
        while (at < seen.len && (seen.ptr[at] == '\r' || seen.ptr[at] == '\n'))
            at++;
        flow_take(f, at);
        if (at == 0 || at < seen.len)
            return;
    }
}

bool warc_next(read_stream *s, arena *out, read_block *block)
{
    for (;; arena_release(s->tmp)) {
        drop_ends(s->flow);
        slice head = flow_peek(s->flow, MOST_HEAD);
        if (head.len == 0) {
            s->lost = true;
            if (!stream_resume(s))
                return false;
        } else if (!starts_record(head)) {
            if (!s->lost)
                stream_skip(s, s->input, s->flow->position,
                            arena_format(s->tmp,
                                         "byte %llu: no WARC record begins where one "
                                         "should",
                                         (unsigned long long)s->flow->position));
            s->lost = true;
            find_record(s->flow);
        } else {
            s->lost = false;
            s->position++;
            if (read_record(s, out, head, block))
                return true;
        }
    }
}
