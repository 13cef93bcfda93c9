#include "report/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void before_value(js *j)
{
    if (j->comma)
        writer_byte(j->w, ',');
    j->comma = true;
}

void js_open(js *j, char bracket)
{
    before_value(j);
    writer_byte(j->w, bracket);
    j->comma = false;
}

void js_close(js *j, char bracket)
{
    writer_byte(j->w, bracket);
    j->comma = true;
}

static bool is_plain(const js *j, unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && !(c == '<' && j->in_html);
}

static void write_special(js *j, uint32_t c)
{
    const char *escapes = "b\bf\fn\nr\rt\t\"\"\\\\";
    for (const char *e = escapes; *e; e += 2)
        if ((unsigned char)e[1] == c) {
            writer_byte(j->w, '\\');
            writer_byte(j->w, e[0]);
            return;
        }
    if (c < 0x20 || c == 0x7f || c == '<' || c == 0x2028 || c == 0x2029) {
        writer_printf(j->w, "\\u%04x", c);
        return;
    }
    char bytes[4];
    writer_add(j->w, slice_of(bytes, utf8_put(c, bytes)));
}

static void write_string(js *j, slice text)
{
    writer_byte(j->w, '"');
    for (size_t at = 0; at < text.len;) {
        size_t run = at;
        while (run < text.len && is_plain(j, (unsigned char)text.ptr[run]))
            run++;
        writer_add(j->w, slice_of(text.ptr + at, run - at));
        at = run;
        if (at < text.len)
            write_special(j, utf8_next(text, &at));
    }
    writer_byte(j->w, '"');
}

void js_key(js *j, const char *key)
{
    before_value(j);
    write_string(j, slice_of_str(key));
    writer_byte(j->w, ':');
    j->comma = false;
}

void js_text(js *j, slice text)
{
    before_value(j);
    write_string(j, text);
}

void js_uint(js *j, uint64_t value)
{
    before_value(j);
    writer_printf(j->w, "%" PRIu64, value);
}

void js_real(js *j, double value)
{
    before_value(j);
    if (!isfinite(value)) {
        writer_str(j->w, "null");
        return;
    }
    // Shortest form that reads back as the same number; the locale must not show.
    char text[32];
    for (int digits = 4; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    for (char *c = text; *c; c++)
        if (!strchr("0123456789+-e", *c))
            *c = '.';
    writer_str(j->w, text);
}

void js_bool(js *j, bool value)
{
    before_value(j);
    writer_str(j->w, value ? "true" : "false");
}

void js_null(js *j)
{
    before_value(j);
    writer_str(j->w, "null");
}

void js_raw(js *j, slice value)
{
    before_value(j);
    for (size_t at = 0; at < value.len;) {
        size_t before = at;
        uint32_t c = utf8_next(value, &at);
        if (j->in_html && (c == '<' || c == 0x2028 || c == 0x2029))
            writer_printf(j->w, "\\u%04x", c);
        else
            writer_add(j->w, slice_of(value.ptr + before, at - before));
    }
}

void js_id(js *j, const char *prefix, uint64_t number)
{
    before_value(j);
    writer_printf(j->w, "\"%s%" PRIu64 "\"", prefix, number);
}

void js_line(js *j)
{
    writer_byte(j->w, '\n');
    j->comma = false;
}

void js_key_text(js *j, const char *key, slice text)
{
    js_key(j, key);
    js_text(j, text);
}

void js_key_text_or_null(js *j, const char *key, slice text)
{
    js_key(j, key);
    if (text.len)
        js_text(j, text);
    else
        js_null(j);
}

void js_key_str(js *j, const char *key, const char *str)
{
    js_key(j, key);
    if (str)
        js_text(j, slice_of_str(str));
    else
        js_null(j);
}

void js_key_uint(js *j, const char *key, uint64_t value)
{
    js_key(j, key);
    js_uint(j, value);
}

void js_key_real(js *j, const char *key, double value)
{
    js_key(j, key);
    js_real(j, value);
}

void js_key_bool(js *j, const char *key, bool value)
{
    js_key(j, key);
    js_bool(j, value);
}

void js_key_null(js *j, const char *key)
{
    js_key(j, key);
    js_null(j);
}

void js_key_open(js *j, const char *key, char bracket)
{
    js_key(j, key);
    js_open(j, bracket);
}
