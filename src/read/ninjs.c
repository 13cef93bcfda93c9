/* ninjs 1.x and 2.x (IPTC's news in JSON): an object, an array of objects, or objects one
 * after the other, over any number of lines.
 *
 * Each object is found by its brackets and parsed alone, and one that would become a huge
 * tree is left out before it is built. */
#include "read/fields.h"
#include "read/formats.h"

#include <jansson.h>
#include <string.h>

enum {
    LARGEST_OBJECT = 32 << 20,
    MOST_TREE = 64 << 20 // bytes, estimated
};

/* ---- finding objects ---- */

/* What jansson takes for a value of each kind, roughly. */
enum { COST_OBJECT = 300, COST_ARRAY = 120, COST_VALUE = 80 };

typedef struct {
    size_t end; // behind its last bracket; the text's length where it is never closed
    uint64_t cost;
    bool closed;
} extent;

static size_t string_end(slice text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        if (text.ptr[at] == '\\')
            at++;
    return at < text.len ? at + 1 : text.len;
}

static extent object_extent(slice text, size_t at)
{
    extent e = {.end = text.len};
    size_t depth = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        if (c == '"') {
            at = string_end(text, at);
            continue;
        }
        e.cost += c == '{'   ? COST_OBJECT
                  : c == '[' ? COST_ARRAY
                  : c == ',' ? COST_VALUE
                             : 0;
        if (c == '{' || c == '[')
            depth++;
        at++;
        if ((c == '}' || c == ']') && --depth == 0) {
            e.end = at;
            e.closed = true;
            break;
        }
    }
    return e;
}

static size_t skip_spaces(slice text, size_t at)
{
    while (at < text.len && text.ptr[at] && strchr(" \t\r\n", text.ptr[at]))
        at++;
    return at;
}

/* `key` with its quotes, a colon behind it. */
static bool has_key(slice text, slice key)
{
    for (size_t at = 0; (at = slice_find(text, key, at)) < text.len; at += key.len) {
        size_t next = skip_spaces(text, at + key.len);
        if (next < text.len && text.ptr[next] == ':')
            return true;
    }
    return false;
}

/* Keys that ninjs has and records of other make have not, all near the front. */
bool ninjs_is(slice utf8, bool whole)
{
    static const char *const keys[] = {
        "\"versioncreated\"",     "\"pubstatus\"",  "\"body_text\"",
        "\"body_html\"",          "\"body_xhtml\"", "\"bodies\"",
        "\"copyrightholder\"",    "\"usageterms\"", "\"firstcreated\"",
        "\"representationtype\"", "\"headlines\"",  "\"infosources\"",
        "\"infosource\""};
    (void)whole;
    size_t at = skip_spaces(utf8, 0);
    if (at < utf8.len && utf8.ptr[at] == '[')
        at = skip_spaces(utf8, at + 1);
    if (at >= utf8.len || utf8.ptr[at] != '{')
        return false;
    slice head = kind_head(slice_of(utf8.ptr + at, utf8.len - at));
    head.len = object_extent(head, 0).end;
    if (has_key(head, SLICE("\"text\"")) || has_key(head, SLICE("\"html\"")))
        return false; // a record of the usual kind, whatever else it says
    unsigned n = has_key(head, SLICE("\"uri\""));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        n += has_key(head, slice_of_str(keys[i]));
    return n >= 2;
}

/* ---- values ---- */

static slice text_of(const json_t *value)
{
    return json_is_string(value)
               ? slice_of(json_string_value(value), json_string_length(value))
               : slice_of("", 0);
}

static slice line_of(arena *out, const json_t *value)
{
    return one_line_of(out, text_of(value));
}

static slice get_line(arena *out, const json_t *object, const char *key)
{
    return line_of(out, json_object_get(object, key));
}

/* The one with the role "main", or the first: headlines, bodies of ninjs 2. */
static const json_t *main_of(const json_t *list)
{
    const json_t *first = NULL;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        if (!first && json_is_object(one))
            first = one;
        slice role = text_of(json_object_get(one, "role"));
        if (slice_eq_str(role, "main") || slice_ends(role, SLICE(":main")))
            return one;
    }
    return first;
}

static slice names_of(arena *out, arena *tmp, const json_t *value)
{
    buf names;
    buf_init(&names, out);
    if (json_is_object(value))
        names_add(&names, get_line(tmp, value, "name"));
    for (size_t i = 0; i < json_array_size(value); i++)
        names_add(&names, get_line(tmp, json_array_get(value, i), "name"));
    if (json_is_string(value))
        names_add(&names, line_of(tmp, value));
    return names.len ? buf_slice(&names) : slice_of("", 0);
}

static slice one_of(slice first, slice second)
{
    return first.len ? first : second;
}

/* ---- the document ---- */

static bool body_from(arena *out, document *doc, const json_t *value, bool html)
{
    slice text = text_of(value);
    if (!slice_trim(text).len)
        return false;
    set_body(out, doc, text, html);
    return slice_trim(doc->bytes).len > 0;
}

/* A text of ninjs 1: "body_text", "body_xhtml", "body_html" … */
static bool plain_body(arena *out, const json_t *object, document *doc)
{
    static const char *const html[] = {"body_html", "body_html5", "body_xhtml",
                                       "body_nitf"};
    for (size_t i = 0; i < sizeof html / sizeof *html; i++)
        if (body_from(out, doc, json_object_get(object, html[i]), true))
            return true;
    if (body_from(out, doc, json_object_get(object, "body_text"), false))
        return true;
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key,
                        value) if (strncmp(key, "body_", 5) == 0 &&
                                   body_from(out, doc, value, true)) return true;
    return false;
}

/* The same of ninjs 2: "bodies": [{"role", "contenttype", "value"}]. */
static bool listed_body(arena *out, const json_t *object, document *doc)
{
    const json_t *list = json_object_get(object, "bodies");
    const json_t *first = main_of(list);
    for (size_t i = 0; i <= json_array_size(list); i++) {
        const json_t *one = i ? json_array_get(list, i - 1) : first;
        slice type = text_of(json_object_get(one, "contenttype"));
        bool html = !type.len || slice_find(type, SLICE("ml"), 0) < type.len;
        if (body_from(out, doc, json_object_get(one, "value"), html))
            return true;
    }
    return false;
}

static bool description(arena *out, const json_t *object, document *doc)
{
    const json_t *listed = main_of(json_object_get(object, "descriptions"));
    if (!body_from(out, doc, json_object_get(object, "description_text"), false) &&
        !body_from(out, doc, json_object_get(object, "description_html"), true) &&
        !body_from(out, doc, json_object_get(listed, "value"), true))
        return false;
    add_note(out, doc, SLICE("a description only"));
    return true;
}

static void take_fields(arena *out, arena *tmp, const json_t *object, document *doc)
{
    const json_t *title = main_of(json_object_get(object, "headlines"));
    slice from = names_of(tmp, tmp, json_object_get(object, "infosource"));
    from = one_of(from, names_of(tmp, tmp, json_object_get(object, "infosources")));
    slice holder = get_line(tmp, object, "copyrightholder");
    slice credit = one_of(get_line(tmp, object, "creditline"), from);
    slice first = get_line(out, object, "firstcreated");
    slice version = get_line(out, object, "versioncreated");
    doc->id = get_line(out, object, "uri");
    slice url = one_of(get_line(out, object, "url"), doc->id);
    if (slice_starts_nocase(url, SLICE("http")))
        doc->url = url;
    doc->title = title_of(out, one_of(text_of(json_object_get(object, "headline")),
                                      text_of(json_object_get(title, "value"))));
    doc->title = one_of(doc->title, get_line(out, object, "title"));
    doc->author = one_of(names_of(out, tmp, json_object_get(object, "byline")),
                         names_of(out, tmp, json_object_get(object, "by")));
    doc->lang = get_line(out, object, "language");
    doc->date = one_of(first, one_of(get_line(out, object, "contentcreated"), version));
    doc->updated = slice_eq(version, doc->date) ? slice_of("", 0) : version;
    doc->dateline = get_line(out, object, "located");
    doc->outlet = arena_slice(out, one_of(from, holder));
    doc->credit = arena_slice(out, one_of(credit, holder));
}

static void take_extra(arena *out, arena *tmp, const json_t *object, document *doc)
{
    static const char *const kept[] = {"version",         "embargoed",  "slugline",
                                       "copyrightholder", "usageterms", "ednote"};
    slice embargo = get_line(tmp, object, "embargoed");
    if (embargo.len)
        add_note(
            out, doc,
            arena_format(tmp, "embargoed until %.*s", (int)embargo.len, embargo.ptr));
    buf extra;
    buf_init(&extra, out);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        extra_add_str(&extra, kept[i], get_line(tmp, object, kept[i]));
    extra_add_str(&extra, "copyright", get_line(tmp, object, "copyrightnotice"));
    doc->rights = arena_slice(out, one_of(get_line(tmp, object, "copyrightnotice"),
                                          one_of(get_line(tmp, object, "copyrightholder"),
                                                 get_line(tmp, object, "usageterms"))));
    doc->extra = extra_end(&extra);
}

typedef struct {
    arena *out;
    const decoded *from;
    read_result *result;
    part_skips skips;
} job;

/* NULL for an object that became a document; otherwise why it did not. */
static const char *take_object(const job *j, arena *tmp, slice input,
                               const json_t *object)
{
    document doc = {.input = arena_slice(j->out, input),
                    .encoding = j->from->encoding,
                    .note = j->from->note,
                    .said_by = SLICE("ninjs")};
    slice status = text_of(json_object_get(object, "pubstatus"));
    if (!json_is_object(object))
        return "not an object";
    if (slice_eq_str(status, "canceled") || slice_ends(status, SLICE(":canceled")))
        return "withdrawn by its provider";
    if (!plain_body(j->out, object, &doc) && !listed_body(j->out, object, &doc) &&
        !description(j->out, object, &doc))
        return "no text in it";
    take_fields(j->out, tmp, object, &doc);
    take_extra(j->out, tmp, object, &doc);
    vec_push(j->out, &j->result->documents, doc);
    return NULL;
}

static void drop_json(void *what)
{
    json_decref(what);
}

static void read_object(job *j, arena *tmp, slice input, slice text, extent e,
                        uint64_t line, uint64_t number)
{
    json_error_t error;
    slice why = slice_of("", 0);
    uint64_t at = line;
    if (!e.closed)
        why = SLICE("the file ends inside it");
    else if (text.len > LARGEST_OBJECT || e.cost > MOST_TREE)
        why = SLICE("too large for one object");
    json_t *object =
        why.len ? NULL : json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, &error);
    if (!why.len && !object) {
        if (json_error_code(&error) == json_error_out_of_memory)
            arena_fail(tmp);
        slice message = slice_of_str(error.text);
        message.len = slice_find(message, SLICE(" near "), 0);
        // The message may quote a broken piece of a character
        why = one_line_of(tmp, decode_line(tmp, message, 0, slice_of("", 0)).bytes);
        at += (uint64_t)(error.line > 0 ? error.line - 1 : 0);
    }
    if (object) {
        arena_defer(tmp, drop_json, object);
        why = slice_of_str(take_object(j, tmp, input, object));
    }
    if (why.len && part_skip_begin(&j->skips))
        add_skip(j->out, input, at,
                 arena_format(j->out, "object %llu, line %llu: %.*s",
                              (unsigned long long)number, (unsigned long long)at,
                              (int)why.len, why.ptr),
                 j->result);
}

static uint64_t count_lines(slice text, size_t from, size_t to)
{
    uint64_t n = 0;
    for (const char *p = text.ptr + from, *end = text.ptr + to;
         p < end && (p = memchr(p, '\n', (size_t)(end - p)));)
        p++, n++;
    return n;
}

void ninjs_read(arena *out, const read_block *block, const decoded *from,
                read_result *result)
{
    const slice name = arena_slice(out, block->input);
    job j = {out, from, result, {out, name, result, 0}};
    arena *tmp = arena_sub(out);
    slice text = from->bytes;
    uint64_t line = 1, number = 0;
    size_t counted = 0;
    bool array = false;
    for (size_t at = 0; (at = skip_spaces(text, at)) < text.len;) {
        char c = text.ptr[at];
        if (c == '[' && !number && !array) {
            array = true;
            at++;
            continue;
        }
        if (c == ',' || c == ']') {
            at++;
            continue;
        }
        line += count_lines(text, counted, at);
        counted = at;
        if (c != '{') {
            add_skip(out, name, line,
                     arena_format(out, "line %llu: expected an object",
                                  (unsigned long long)line),
                     result);
            break;
        }
        extent e = object_extent(text, at);
        bool alone = !array && !number && skip_spaces(text, e.end) == text.len;
        slice input = alone ? name : record_input(tmp, name, number + 1);
        read_object(&j, tmp, input, slice_of(text.ptr + at, e.end - at), e, line,
                    ++number);
        arena_release(tmp);
        at = e.end;
    }
    part_skips_end(&j.skips);
    if (!number && array)
        add_skip(out, name, 0, SLICE("no object in it"), result);
    arena_release(tmp);
}
