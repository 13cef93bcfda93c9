#include "base/buf.h"
#include "base/utf8.h"
#include "read/parts.h"

#include <jansson.h>
#include <string.h>

static void drop_json(void *what)
{
    json_decref(what);
}

static json_t *load(arena *tmp, slice line, json_error_t *error)
{
    json_t *got = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, error);
    // A whole number that does not fit 64 bits is still a number
    if (!got && json_error_code(error) == json_error_numeric_overflow)
        got = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL,
                         error);
    if (!got && json_error_code(error) == json_error_out_of_memory)
        arena_fail(tmp);
    if (got)
        arena_defer(tmp, drop_json, got);
    return got;
}

static bool is_object(slice line)
{
    json_error_t error;
    json_t *got = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &error);
    bool is = json_is_object(got) ||
              (!got && json_error_code(&error) == json_error_numeric_overflow);
    json_decref(got);
    return is;
}

/* The string, or a number as its digits; empty for anything else. */
static slice scalar(arena *out, const json_t *value)
{
    if (json_is_integer(value))
        return arena_format(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_real(value)) // a whole number, too, in a record with a huge one
        return arena_format(out, "%.17g", json_real_value(value));
    if (!json_is_string(value))
        return slice_of("", 0);
    return slice_of(json_string_value(value), json_string_length(value));
}

/* One line of words: no controls, line ends and tabs become spaces. */
static slice one_line(arena *out, slice text)
{
    char *bytes = arena_str(out, text);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == 0x7f)
            bytes[i] = ' ';
    }
    return slice_trim(slice_of(bytes, text.len));
}

static slice person(arena *out, const json_t *value)
{
    return scalar(out, json_is_object(value) ? json_object_get(value, "name") : value);
}

/* "Jane Roe", ["Jane Roe", "Max Foe"], {"name": …} or a list of those; names parted by
 * "; ". */
static slice authors(arena *out, const json_t *value)
{
    if (!json_is_array(value))
        return person(out, value);
    buf names;
    buf_init(&names, out);
    for (size_t i = 0; i < json_array_size(value); i++) {
        slice name = one_line(out, person(out, json_array_get(value, i)));
        if (name.len && names.len)
            buf_add_str(&names, "; ");
        buf_add(&names, name);
    }
    return buf_slice(&names);
}

static size_t string_end(slice text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        if (text.ptr[at] == '\\')
            at++;
    return at < text.len ? at + 1 : text.len;
}

/* Everything else that the record says, in its own words: the members are copied as they
 * are written, so that no number is rounded on the way. `line` is known to be an
 * object. */
static slice extra_of(arena *out, slice line)
{
    buf to;
    buf_init(&to, out);
    size_t depth = 0, at = 0;
    bool copy = false;
    while (at < line.len) {
        char c = line.ptr[at];
        if (c == '"') {
            size_t end = string_end(line, at);
            size_t next = end;
            while (next < line.len && strchr(" \t\r\n", line.ptr[next]) && line.ptr[next])
                next++;
            bool key = depth == 1 && next < line.len && line.ptr[next] == ':';
            if (key) {
                copy = !record_knows(slice_of(line.ptr + at + 1, end - at - 2));
                if (copy)
                    buf_add_byte(&to, to.len ? ',' : '{');
            }
            if (copy)
                buf_add(&to, slice_of(line.ptr + at, end - at));
            at = end;
            continue;
        }
        if (c == '}' || c == ']')
            depth--;
        bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (copy && !space && !(depth == 1 && c == ',') && depth > 0)
            buf_add_byte(&to, c);
        if (c == '{' || c == '[')
            depth++;
        at++;
    }
    if (to.len)
        buf_add_byte(&to, '}');
    return buf_slice(&to);
}

static record_string member(arena *tmp, const json_t *object, const char *key)
{
    return (record_string){scalar(tmp, json_object_get(object, key)), false};
}

/* The way for everything that is unusual, and for broken lines. */
static bool ask_jansson(arena *tmp, slice line, uint64_t number, bool without_extra,
                        record *to, slice *why)
{
    json_error_t error;
    json_t *object = load(tmp, line, &error);
    if (!object) {
        slice text = slice_of_str(error.text);
        text.len = slice_find(text, SLICE(" near "), 0);
        *why = arena_format(tmp, "line %llu, column %d: %.*s", (unsigned long long)number,
                            error.column, (int)text.len, text.ptr);
        return false;
    }
    if (!json_is_object(object)) {
        *why = arena_format(tmp, "line %llu: not an object", (unsigned long long)number);
        return false;
    }
    *to = (record){.id = member(tmp, object, "id"),
                   .text = member(tmp, object, "text"),
                   .html = member(tmp, object, "html"),
                   .title = member(tmp, object, "title"),
                   .url = member(tmp, object, "url"),
                   .date = member(tmp, object, "date"),
                   .outlet = member(tmp, object, "outlet"),
                   .lang = member(tmp, object, "lang")};
    to->author.bytes = authors(tmp, json_object_get(object, "author"));
    if (!without_extra)
        to->extra = extra_of(tmp, line);
    return true;
}

typedef struct {
    const read_block *block;
    const read_options *options;
    arena *tmp;      // of a line
    bool by_jansson; // all lines
    decoded line;
    uint64_t number;
} line_job;

/* A member's text without control characters other than tabs and line ends. */
static slice body_of(arena *out, record_string from)
{
    slice text =
        from.escaped ? scan_unescape(out, from.bytes) : arena_slice(out, from.bytes);
    decode_blank_controls((char *)(uintptr_t)text.ptr, text.len);
    return text;
}

static slice words_of(arena *out, record_string from)
{
    if (from.bytes.len == 0)
        return slice_of("", 0);
    if (!from.escaped)
        return one_line(out, from.bytes);
    slice text = scan_unescape(out, from.bytes);
    return one_line(out, text);
}

slice records_too_long(arena *out, uint64_t number, size_t largest)
{
    return arena_format(out, "line %llu: longer than %zu bytes",
                        (unsigned long long)number, largest);
}

slice record_input(arena *out, slice input, uint64_t number)
{
    enum { MOST_DIGITS = 20 };
    char *to = arena_alloc_raw(out, input.len + MOST_DIGITS + 2, 1);
    size_t n_digits = 1, len = input.len + 1;
    for (uint64_t rest = number; rest > 9; rest /= 10)
        n_digits++;
    if (input.len)
        memcpy(to, input.ptr, input.len);
    to[input.len] = ':';
    to[len + n_digits] = 0;
    for (size_t i = n_digits; i-- > 0; number /= 10)
        to[len + i] = (char)('0' + number % 10);
    return slice_of(to, len + n_digits);
}

static void add_document(arena *out, const line_job *job, const record *r,
                         read_result *result)
{
    document_kind kind = DOCUMENT_TEXT;
    slice body = body_of(out, r->text);
    if (slice_trim(body).len == 0) {
        kind = DOCUMENT_HTML;
        body = body_of(out, r->html);
    }
    if (slice_trim(body).len == 0 && skips_enough(result))
        return;
    slice input = record_input(out, job->block->input, job->number);
    if (slice_trim(body).len == 0) {
        add_skip(out, input, job->number,
                 arena_format(out, "line %llu: neither text nor html in the record",
                              (unsigned long long)job->number),
                 result);
        return;
    }
    vec_push(out, &result->documents,
             (document){.input = input,
                        .kind = kind,
                        .bytes = body,
                        .encoding = arena_slice(out, job->line.encoding),
                        .note = arena_slice(out, job->line.note),
                        .id = words_of(out, r->id),
                        .url = words_of(out, r->url),
                        .title = words_of(out, r->title),
                        .date = words_of(out, r->date),
                        .outlet = words_of(out, r->outlet),
                        .author = words_of(out, r->author),
                        .lang = words_of(out, r->lang),
                        .extra = arena_slice(out, r->extra)});
}

static void read_line(arena *out, line_job *job, read_result *result)
{
    const read_block *block = job->block;
    bool without_extra = job->options && job->options->without_extra;
    slice line = slice_trim(job->line.bytes), why;
    record r;
    if (line.len == 0)
        return;
    if ((!job->by_jansson && scan_record(job->tmp, line, without_extra, &r)) ||
        ask_jansson(job->tmp, line, job->number, without_extra, &r, &why)) {
        add_document(out, job, &r, result);
        return;
    }
    if (skips_enough(result))
        return;
    add_skip(out, record_input(out, block->input, job->number), job->number,
             arena_slice(out, why), result);
}

void records_read(arena *out, const read_block *block, const read_options *options,
                  bool by_jansson, read_result *result)
{
    arena *tmp = arena_sub(out);
    line_job job = {.block = block,
                    .options = options,
                    .tmp = arena_sub(tmp),
                    .by_jansson = by_jansson,
                    .line = {.encoding = SLICE("utf-8")},
                    .number = block->position};
    slice rest = block->bytes, line;
    if (block->offset == 0 && slice_starts(rest, SLICE("\xef\xbb\xbf")))
        rest = slice_of(rest.ptr + 3, rest.len - 3);
    bool good = utf8_check(rest) == rest.len;
    slice charset = block->charset;
    if (!good && charset.len == 0) // the stream began as UTF-8
        charset = decode_charset(tmp, rest);
    if (good && decode_next_control(rest.ptr, rest.len, 0) < rest.len) {
        char *clean = arena_str(tmp, rest);
        decode_blank_controls(clean, rest.len);
        rest.ptr = clean;
    }
    for (; slice_next_line(&rest, &line); job.number++) {
        if (line.len > largest_of(options)) {
            add_skip(out, record_input(out, block->input, job.number), job.number,
                     records_too_long(out, job.number, largest_of(options)), result);
            continue;
        }
        if (good)
            job.line.bytes = line;
        else
            job.line = decode_line(
                job.tmp, line, block->offset + (uint64_t)(line.ptr - block->bytes.ptr),
                charset);
        read_line(out, &job, result);
        arena_release(job.tmp);
    }
    arena_release(tmp);
}

void records_documents(arena *out, const read_block *block, const read_options *options,
                       read_result *result)
{
    records_read(out, block, options, false, result);
}

bool records_is(slice head, bool whole)
{
    slice rest = head, line;
    while (slice_next_line(&rest, &line)) {
        line = slice_trim(line);
        if (line.len == 0)
            continue;
        if (line.ptr[0] != '{')
            return false;
        if ((whole || rest.len) && utf8_check(line) == line.len)
            return is_object(line);
        // A line of which the end or the letters are not known: it must begin like one
        return scan_is_beginning(line);
    }
    return false;
}
