#include "read/fields.h"

#include "base/utf8.h"
#include "read/parts.h"

#include <stdlib.h>
#include <string.h>

static void add_json_string(buf *to, slice text)
{
    buf_add_byte(to, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\') {
            buf_add_byte(to, '\\');
            buf_add_byte(to, (char)c);
        } else if (c == '\n') {
            buf_add_str(to, "\\n");
        } else if (c < 0x20) {
            buf_printf(to, "\\u%04x", c);
        } else {
            buf_add_byte(to, (char)c);
        }
    }
    buf_add_byte(to, '"');
}

void extra_add(buf *to, slice key, slice value)
{
    if (!value.len)
        return;
    buf_add_byte(to, to->len ? ',' : '{');
    add_json_string(to, key);
    buf_add_byte(to, ':');
    add_json_string(to, value);
}

void extra_add_str(buf *to, const char *key, slice value)
{
    // In a value every quote has a backslash before it: this is found in keys alone
    slice written = arena_format(to->a, "\"%s\":", key);
    if (slice_find(buf_slice(to), written, 0) == to->len)
        extra_add(to, slice_of_str(key), value);
}

slice extra_end(buf *to)
{
    if (!to->len)
        return slice_of("", 0);
    buf_add_byte(to, '}');
    return buf_slice(to);
}

void names_add(buf *to, slice name)
{
    if (name.len && to->len)
        buf_add_str(to, "; ");
    buf_add(to, name);
}

slice one_line_of(arena *out, slice text)
{
    char *to = arena_alloc(out, text.len + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c <= 0x20 || c == 0x7f) {
            gap = true;
            continue;
        }
        if (gap && n)
            to[n++] = ' ';
        gap = false;
        to[n++] = (char)c;
    }
    return slice_trim(slice_of(to, n));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "<p", "</p", "<!--" at text[at]? */
static bool is_tag(slice text, size_t at)
{
    char next = at + 1 < text.len ? text.ptr[at + 1] : 0;
    if (next == '/' && at + 2 < text.len)
        next = text.ptr[at + 2];
    return is_letter(next) || next == '!';
}

/* "&name;" or "&#123;" at text[at]: its length, or 0. */
static size_t reference_len(slice text, size_t at)
{
    size_t i = at + 1, first = i;
    if (i < text.len && text.ptr[i] == '#')
        i++;
    while (i < text.len && i < first + 12 &&
           (is_letter(text.ptr[i]) || is_digit(text.ptr[i])))
        i++;
    return i < text.len && i > first && text.ptr[i] == ';' ? i + 1 - at : 0;
}

bool has_markup(slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((text.ptr[i] == '<' && is_tag(text, i)) ||
            (text.ptr[i] == '&' && reference_len(text, i)))
            return true;
    return false;
}

/* What a reference stands for; 0 for those that titles do not use. */
static uint32_t referred(slice name)
{
    static const struct {
        const char *name;
        uint32_t c;
    } usual[] = {
        {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
        {"apos", '\''},     {"nbsp", ' '},     {"ndash", 0x2013}, {"mdash", 0x2014},
        {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201c}, {"rdquo", 0x201d},
        {"sbquo", 0x201a},  {"bdquo", 0x201e}, {"laquo", 0xab},   {"raquo", 0xbb},
        {"hellip", 0x2026}, {"euro", 0x20ac},  {"pound", 0xa3},   {"auml", 0xe4},
        {"ouml", 0xf6},     {"uuml", 0xfc},    {"Auml", 0xc4},    {"Ouml", 0xd6},
        {"Uuml", 0xdc},     {"szlig", 0xdf},   {"eacute", 0xe9},  {"egrave", 0xe8},
        {"ecirc", 0xea},    {"agrave", 0xe0},  {"aacute", 0xe1},  {"acirc", 0xe2},
        {"ccedil", 0xe7},   {"iacute", 0xed},  {"icirc", 0xee},   {"oacute", 0xf3},
        {"ocirc", 0xf4},    {"uacute", 0xfa},  {"ntilde", 0xf1},  {"atilde", 0xe3},
        {"otilde", 0xf5},   {"Eacute", 0xc9}};
    if (name.len && name.ptr[0] == '#') {
        bool hex = name.len > 1 && (name.ptr[1] | 32) == 'x';
        char digits[16] = "";
        slice d = slice_of(name.ptr + 1 + hex, name.len - 1 - hex);
        if (!d.len || d.len >= sizeof digits)
            return 0;
        memcpy(digits, d.ptr, d.len);
        char *end;
        unsigned long c = strtoul(digits, &end, hex ? 16 : 10);
        bool good = !*end && c >= 0x20 && c != 0x7f && c <= 0x10ffff &&
                    !(c >= 0xd800 && c <= 0xdfff);
        return good ? (c == 0xa0 ? ' ' : (uint32_t)c) : 0;
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (slice_eq_str(name, usual[i].name))
            return usual[i].c;
    return 0;
}

slice title_of(arena *out, slice text)
{
    buf to;
    buf_init(&to, out);
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t len = c == '&' ? reference_len(text, at) : 0;
        uint32_t point = len ? referred(slice_of(text.ptr + at + 1, len - 2)) : 0;
        if (point) {
            char bytes[4];
            buf_add(&to, slice_of(bytes, utf8_put(point, bytes)));
            at += len;
        } else if (c == '<' && is_tag(text, at)) {
            size_t end = slice_find(text, SLICE(">"), at);
            if (end == text.len) {
                buf_add(&to, slice_of(text.ptr + at, text.len - at));
                break;
            }
            // "Line<br>line" is two words, "<b>F</b>erry" is one
            if (slice_starts_nocase(slice_of(text.ptr + at, text.len - at), SLICE("<br")))
                buf_add_byte(&to, ' ');
            at = end + 1;
        } else {
            buf_add_byte(&to, c);
            at++;
        }
    }
    return one_line_of(out, buf_slice(&to));
}

static bool all_digits(slice text, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        if (i >= text.len || !is_digit(text.ptr[i]))
            return false;
    return true;
}

slice iso_date(arena *out, slice text)
{
    text = slice_trim(text);
    if (!all_digits(text, 0, 8))
        return text;
    const char *t = text.ptr;
    slice day = arena_format(out, "%.4s-%.2s-%.2s", t, t + 4, t + 6);
    if (text.len == 8)
        return day;
    if (t[8] != 'T' || !all_digits(text, 9, 4))
        return text;
    size_t at = 13;
    slice seconds = slice_of("", 0);
    if (all_digits(text, 13, 2)) {
        seconds = arena_format(out, ":%.2s", t + 13);
        at = 15;
    }
    slice zone = slice_of(t + at, text.len - at);
    if (zone.len == 5 && (zone.ptr[0] == '+' || zone.ptr[0] == '-') &&
        all_digits(zone, 1, 4))
        zone = arena_format(out, "%.3s:%.2s", zone.ptr, zone.ptr + 3);
    return arena_format(out, "%.*sT%.2s:%.2s%.*s%.*s", (int)day.len, day.ptr, t + 9,
                        t + 11, (int)seconds.len, seconds.ptr, (int)zone.len, zone.ptr);
}

void set_body(arena *out, document *doc, slice text, bool html)
{
    char *copy = arena_str(out, text);
    decode_blank_controls(copy, text.len);
    doc->bytes = slice_of(copy, text.len);
    doc->kind = html && has_markup(text) ? DOCUMENT_HTML : DOCUMENT_TEXT;
}

void add_note(arena *out, document *doc, slice note)
{
    doc->note = doc->note.len ? arena_format(out, "%.*s; %.*s", (int)doc->note.len,
                                             doc->note.ptr, (int)note.len, note.ptr)
                              : arena_slice(out, note);
}

enum { MOST_TOLD = 1000 };

bool part_skip_begin(part_skips *s)
{
    return s->n++ < MOST_TOLD;
}

void part_skips_end(part_skips *s)
{
    if (s->n > MOST_TOLD)
        add_skip(s->out, s->name, 0,
                 arena_format(s->out,
                              "%llu more faults like these are not told one by one",
                              (unsigned long long)(s->n - MOST_TOLD)),
                 s->result);
}
