#include "base/buf.h"
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

bool records_is_object(slice line)
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
    char *text =
        arena_str(out, slice_of(json_string_value(value), json_string_length(value)));
    decode_blank_controls(text, json_string_length(value));
    return slice_of(text, json_string_length(value));
}

/* One line of words: line ends and tabs become spaces. */
static slice one_line(arena *out, const json_t *value)
{
    slice text = scalar(out, value);
    char *bytes = (char *)(uintptr_t)text.ptr;
    for (size_t i = 0; i < text.len; i++)
        if (bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')
            bytes[i] = ' ';
    return slice_trim(text);
}

static slice person(arena *out, const json_t *value)
{
    return one_line(out, json_is_object(value) ? json_object_get(value, "name") : value);
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
        slice name = person(out, json_array_get(value, i));
        if (name.len && names.len)
            buf_add_str(&names, "; ");
        buf_add(&names, name);
    }
    return buf_slice(&names);
}

static const char *const known[] = {"id",   "text",   "html",   "title", "url",
                                    "date", "outlet", "author", "lang"};

static bool is_known(slice key)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_eq_str(key, known[i]))
            return true;
    return false;
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
                copy = !is_known(slice_of(line.ptr + at + 1, end - at - 2));
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

static void add_skip(arena *out, slice input, uint64_t position, slice reason,
                     read_result *result)
{
    vec_push(out, &result->skips, (read_skip){input, position, reason});
}

static void read_record(arena *out, arena *tmp, slice input, slice line, uint64_t number,
                        const decoded *from, read_result *result)
{
    json_error_t error;
    json_t *object = load(tmp, line, &error);
    if (!object) {
        slice why = slice_of_str(error.text);
        why.len = slice_find(why, SLICE(" near "), 0);
        add_skip(out, input, number,
                 arena_format(out, "line %llu, column %d: %.*s",
                              (unsigned long long)number, error.column, (int)why.len,
                              why.ptr),
                 result);
        return;
    }
    if (!json_is_object(object)) {
        add_skip(
            out, input, number,
            arena_format(out, "line %llu: not an object", (unsigned long long)number),
            result);
        return;
    }
    slice text = scalar(out, json_object_get(object, "text"));
    slice html = scalar(out, json_object_get(object, "html"));
    bool has_text = slice_trim(text).len > 0;
    if (!has_text && slice_trim(html).len == 0) {
        add_skip(out, input, number,
                 arena_format(out, "line %llu: neither text nor html in the record",
                              (unsigned long long)number),
                 result);
        return;
    }
    document *doc = vec_add(out, &result->documents);
    *doc = (document){
        .input = input,
        .kind = has_text ? DOCUMENT_TEXT : DOCUMENT_HTML,
        .bytes = has_text ? text : html,
        .encoding = from->encoding,
        .note = from->note,
        .id = one_line(out, json_object_get(object, "id")),
        .url = one_line(out, json_object_get(object, "url")),
        .title = one_line(out, json_object_get(object, "title")),
        .date = one_line(out, json_object_get(object, "date")),
        .outlet = one_line(out, json_object_get(object, "outlet")),
        .author = authors(out, json_object_get(object, "author")),
        .lang = one_line(out, json_object_get(object, "lang")),
        .extra = extra_of(out, line),
    };
}

void records_read(arena *out, slice name, const decoded *from, read_result *result)
{
    slice rest = from->bytes, line;
    uint64_t number = 0;
    arena *tmp = arena_sub(out);
    while (slice_next_line(&rest, &line)) {
        number++;
        line = slice_trim(line);
        if (line.len == 0)
            continue;
        slice input = arena_format(out, "%.*s:%llu", (int)name.len, name.ptr,
                                   (unsigned long long)number);
        read_record(out, tmp, input, line, number, from, result);
        arena_release(tmp);
    }
}
