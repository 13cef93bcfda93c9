#include "read/http.h"

#include "base/buf.h"
#include "read/packed.h"

#include <string.h>

enum { MOST_ENCODINGS = 3 };

size_t head_end(slice bytes)
{
    for (size_t at = 0; (at = slice_find(bytes, SLICE("\n"), at)) < bytes.len;) {
        slice rest = slice_of(bytes.ptr + at + 1, bytes.len - at - 1);
        if (slice_starts(rest, SLICE("\r\n")))
            return at + 3;
        if (slice_starts(rest, SLICE("\n")))
            return at + 2;
        at++;
    }
    return 0;
}

static bool is_folded(slice rest)
{
    return rest.len && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t');
}

bool head_next(arena *tmp, slice *rest, slice *name, slice *value)
{
    slice line;
    while (slice_next_line(rest, &line)) {
        size_t colon = slice_find(line, SLICE(":"), 0);
        if (colon == line.len)
            continue;
        *name = slice_trim(slice_of(line.ptr, colon));
        *value = slice_trim(slice_of(line.ptr + colon + 1, line.len - colon - 1));
        if (!is_folded(*rest))
            return true;
        buf whole;
        buf_init(&whole, tmp);
        buf_add(&whole, *value);
        while (is_folded(*rest) && slice_next_line(rest, &line)) {
            buf_add_byte(&whole, ' ');
            buf_add(&whole, slice_trim(line));
        }
        *value = slice_trim(buf_slice(&whole));
        return true;
    }
    return false;
}

static slice unquoted(slice text)
{
    text = slice_trim(text);
    if (text.len > 1 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
        text.ptr[text.len - 1] == text.ptr[0])
        text = slice_of(text.ptr + 1, text.len - 2);
    return slice_trim(text);
}

void http_media_type(slice value, slice *media_type, slice *charset)
{
    size_t end = slice_find(value, SLICE(";"), 0);
    *media_type = slice_trim(slice_of(value.ptr, end));
    *charset = slice_of("", 0);
    while (end < value.len) {
        size_t start = end + 1;
        end = slice_find(value, SLICE(";"), start);
        slice part = slice_trim(slice_of(value.ptr + start, end - start));
        if (!slice_starts_nocase(part, SLICE("charset")))
            continue;
        part = slice_trim(slice_of(part.ptr + 7, part.len - 7));
        if (part.len > 1 && part.ptr[0] == '=') {
            *charset = unquoted(slice_of(part.ptr + 1, part.len - 1));
            return;
        }
    }
}

bool http_is_text(slice type)
{
    static const char *const names[] = {"text/html",
                                        "application/xhtml+xml",
                                        "text/plain",
                                        "text/xml",
                                        "application/xml",
                                        "application/json",
                                        "text/json",
                                        "application/ld+json",
                                        "application/rss+xml",
                                        "application/atom+xml",
                                        "application/x-ndjson",
                                        "application/jsonl",
                                        "application/jsonlines",
                                        "text/csv",
                                        "text/tab-separated-values"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_nocase(type, slice_of_str(names[i])))
            return true;
    return type.len == 0;
}

/* "HTTP/1.1 200 OK" */
static unsigned status_of(slice line)
{
    size_t at = slice_find(line, SLICE(" "), 0);
    unsigned status = 0;
    if (!slice_starts_nocase(line, SLICE("HTTP/")))
        return 0;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    for (size_t end = at + 3; at < line.len && at < end; at++) {
        if (line.ptr[at] < '0' || line.ptr[at] > '9')
            return 0;
        status = status * 10 + (unsigned)(line.ptr[at] - '0');
    }
    return status;
}

http_head http_parse(arena *tmp, slice message)
{
    http_head head = {.media_type = slice_of("", 0), .charset = slice_of("", 0)};
    slice line, name, value;
    head.len = head_end(slice_of(
        message.ptr, message.len < HTTP_MOST_HEAD ? message.len : HTTP_MOST_HEAD));
    slice rest = slice_of(message.ptr, head.len);
    if (!slice_next_line(&rest, &line))
        return head;
    head.status = status_of(line);
    while (head_next(tmp, &rest, &name, &value)) {
        if (slice_eq_nocase(name, SLICE("content-type")))
            http_media_type(value, &head.media_type, &head.charset);
        else if (slice_eq_nocase(name, SLICE("content-encoding")))
            head.content_encodings = value;
        else if (slice_eq_nocase(name, SLICE("transfer-encoding")))
            head.chunked = slice_find_nocase(value, SLICE("chunked"), 0) < value.len;
    }
    return head;
}

/* ---- the body ---- */

/* "1a2f; name=value" to its number; false for what is none. */
static bool chunk_size(slice line, size_t *size)
{
    slice digits = slice_trim(slice_of(line.ptr, slice_find(line, SLICE(";"), 0)));
    *size = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        size_t digit = c >= '0' && c <= '9'   ? (size_t)(c - '0')
                       : c >= 'a' && c <= 'f' ? (size_t)(c - 'a') + 10
                       : c >= 'A' && c <= 'F' ? (size_t)(c - 'A') + 10
                                              : 16;
        if (digit == 16)
            return false;
        *size = *size * 16 + digit;
    }
    return digits.len > 0 && digits.len < 15;
}

/* The first line of a chunk; false where none is whole. */
static bool chunk_line(slice *rest, size_t *size)
{
    size_t end = slice_find(*rest, SLICE("\n"), 0);
    if (end == rest->len || !chunk_size(slice_of(rest->ptr, end), size))
        return false;
    *rest = slice_of(rest->ptr + end + 1, rest->len - end - 1);
    return true;
}

/* Many archives hold bodies that are put together already and keep the head as it came:
 * then there is no chunk to begin with, and the body stays as it is. */
static slice dechunk(arena *out, slice body, slice *note)
{
    slice rest = body;
    size_t size, n = 0;
    if (!chunk_line(&rest, &size) ||
        (size < rest.len && rest.ptr[size] != '\r' && rest.ptr[size] != '\n' && size > 0))
        return body;
    char *to = arena_alloc(out, body.len);
    for (;;) {
        if (size == 0)
            break;
        size_t have = size < rest.len ? size : rest.len;
        memcpy(to + n, rest.ptr, have);
        n += have;
        rest = slice_of(rest.ptr + have, rest.len - have);
        if (slice_starts(rest, SLICE("\r\n")))
            rest = slice_of(rest.ptr + 2, rest.len - 2);
        else if (slice_starts(rest, SLICE("\n")))
            rest = slice_of(rest.ptr + 1, rest.len - 1);
        if (have < size || !chunk_line(&rest, &size)) {
            *note = SLICE("its chunks break off");
            break;
        }
    }
    return slice_of(to, n);
}

/* All of a flow; false where it is larger than it may be. */
static bool read_to_end(arena *out, flow *from, size_t hint, size_t largest, slice *to)
{
    size_t cap = hint < largest ? hint + 1 : largest + 1, len = 0;
    char *bytes = arena_alloc(out, cap);
    for (;;) {
        len += flow_read(from, bytes + len, cap - len);
        if (len < cap)
            break;
        if (cap > largest)
            return false;
        size_t wider = cap < largest / 2 ? cap * 2 : largest + 1;
        char *copy = arena_alloc(out, wider);
        memcpy(copy, bytes, len);
        bytes = copy;
        cap = wider;
    }
    *to = slice_of(bytes, len);
    return true;
}

static bool unpack(arena *out, slice name, size_t largest, slice *body, slice *note,
                   slice *why)
{
    bool gzip =
        slice_eq_nocase(name, SLICE("gzip")) || slice_eq_nocase(name, SLICE("x-gzip"));
    bool zstd = slice_eq_nocase(name, SLICE("zstd"));
    bool deflate = slice_eq_nocase(name, SLICE("deflate"));
    if (slice_eq_nocase(name, SLICE("br")) || slice_eq_nocase(name, SLICE("compress"))) {
        *why = arena_format(out, "Content-Encoding %.*s is not supported", (int)name.len,
                            name.ptr);
        return false;
    }
    // As with chunks: it may be unpacked already
    if (!deflate && !(gzip && gzip_is(*body)) && !(zstd && zstd_is(*body)))
        return true;
    arena *tmp = arena_sub(out);
    flow *from = flow_of_bytes(tmp, *body);
    flow *plain = gzip   ? flow_of_gzip(tmp, from)
                  : zstd ? flow_of_zstd(tmp, from)
                         : flow_of_deflate(tmp, from);
    slice got;
    bool fits = read_to_end(out, plain, body->len * 4, largest, &got);
    slice reason = plain->reason.len ? arena_slice(out, plain->reason) : slice_of("", 0);
    bool sound = reason.len == 0 || (plain->suspect >= got.len && got.len > 0);
    bool plain_already = deflate && got.len == 0 && reason.len;
    arena_release(tmp);
    if (!fits) {
        *why = arena_format(out, "larger than %zu bytes", largest);
        return false;
    }
    if (plain_already)
        return true;
    // What follows the end of a member is no part of the page
    if (!sound) {
        *why = reason;
        return false;
    }
    if (reason.len)
        *note = reason;
    *body = got;
    return true;
}

bool http_body(arena *out, const http_head *head, slice message, size_t largest,
               slice *body, slice *note, slice *why)
{
    *body = slice_of(message.ptr + head->len, message.len - head->len);
    if (head->chunked)
        *body = dechunk(out, *body, note);
    // The last one named was done last
    slice rest = head->content_encodings;
    for (unsigned n = 0; rest.len && n < MOST_ENCODINGS; n++) {
        size_t start = rest.len;
        while (start > 0 && rest.ptr[start - 1] != ',')
            start--;
        slice name = slice_trim(slice_of(rest.ptr + start, rest.len - start));
        rest.len = start ? start - 1 : 0;
        if (body->len && !unpack(out, name, largest, body, note, why))
            return false;
    }
    return true;
}
