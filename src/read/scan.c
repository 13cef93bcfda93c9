/* Most records are flat and plain. This reads those, at the speed at which memory is
 * read; whatever it does not know well it leaves to Jansson, so that both give the same
 * documents (tests/read/test_scan.c) and all faults are told in one voice. */
#include "base/utf8.h"
#include "read/parts.h"

#include <stddef.h>
#include <string.h>

enum { DEEPEST = 32, MOST_DIGITS = 18, LONGEST_NUMBER = 40 };

/* Of eight bytes: may one be a quote, a backslash or a control? */
static bool may_be_special(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    return (((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
            ((word - ones * 0x20) & ~word)) &
           tops;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits; -1 for others. */
static int32_t hex4(const char *at)
{
    int32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_value(at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The code point of "\uXXXX", or of two that are a pair, at `at`; *len is how long that
 * is. -1: none. */
static int32_t unicode_escape(const char *at, const char *end, size_t *len)
{
    int32_t high = end - at >= 6 ? hex4(at + 2) : -1;
    *len = 6;
    if (high < 0xd800 || high > 0xdfff)
        return high;
    if (high > 0xdbff || end - at < 12 || at[6] != '\\' || at[7] != 'u')
        return -1;
    int32_t low = hex4(at + 8);
    *len = 12;
    return low >= 0xdc00 && low <= 0xdfff
               ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
               : -1;
}

static char simple_escape(char c)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *hit = c ? strchr(from, c) : NULL;
    return hit ? to[hit - from] : 0;
}

slice scan_unescape(arena *out, slice raw)
{
    char *to = arena_alloc(out, raw.len + 1);
    const char *at = raw.ptr, *end = raw.ptr + raw.len;
    size_t n = 0;
    while (at < end) {
        const char *slash = memchr(at, '\\', (size_t)(end - at));
        size_t plain = (size_t)((slash ? slash : end) - at), len = 2;
        memcpy(to + n, at, plain);
        n += plain;
        at += plain;
        if (!slash)
            break;
        if (at[1] == 'u')
            n += utf8_put((uint32_t)unicode_escape(at, end, &len), to + n);
        else
            to[n++] = simple_escape(at[1]);
        at += len;
    }
    return slice_of(to, n);
}

/* ---- passing over values; NULL: unusual or broken ---- */

static const char *pass_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at;
}

/* From behind the opening quote to behind the closing one. */
static const char *pass_string(const char *at, const char *end, bool *escaped)
{
    size_t len;
    for (;;) {
        while (end - at >= 8 && !may_be_special(at))
            at += 8;
        if (at == end || (unsigned char)*at < 0x20)
            return NULL;
        if (*at == '"')
            return at + 1;
        if (*at != '\\') {
            at++;
            continue;
        }
        *escaped = true;
        if (end - at < 2)
            return NULL;
        if (at[1] == 'u' ? unicode_escape(at, end, &len) < 0
                         : (len = 2, simple_escape(at[1]) == 0))
            return NULL;
        at += len;
    }
}

static const char *pass_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* Numbers that fit every kind of variable. */
static const char *pass_number(const char *at, const char *end, bool *whole)
{
    const char *start = at, *digits = at + (*at == '-');
    at = pass_digits(digits, end);
    *whole = true;
    if (at == digits || at - digits > MOST_DIGITS || (*digits == '0' && at - digits > 1))
        return NULL;
    if (at < end && *at == '.') {
        *whole = false;
        digits = at + 1;
        at = pass_digits(digits, end);
        if (at == digits)
            return NULL;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        *whole = false;
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        digits = at;
        at = pass_digits(digits, end);
        if (at == digits || at - digits > 2)
            return NULL;
    }
    return at - start > LONGEST_NUMBER ? NULL : at;
}

static const char *pass_word(const char *at, const char *end)
{
    static const char *const words[] = {"true", "false", "null"};
    slice rest = slice_of(at, (size_t)(end - at));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_starts(rest, slice_of_str(words[i])))
            return at + strlen(words[i]);
    return NULL;
}

static const char *pass_value(const char *at, const char *end, unsigned depth);

/* The key and the colon; the value is next. */
static const char *pass_key(const char *at, const char *end, slice *key)
{
    bool escaped = false;
    if (at == end || *at != '"')
        return NULL;
    const char *start = at + 1;
    at = pass_string(start, end, &escaped);
    if (!at || escaped)
        return NULL;
    *key = slice_of(start, (size_t)(at - 1 - start));
    at = pass_space(at, end);
    return at < end && *at == ':' ? pass_space(at + 1, end) : NULL;
}

static const char *pass_nested(const char *at, const char *end, unsigned depth)
{
    bool object = *at == '{';
    char close = object ? '}' : ']';
    slice key;
    at = pass_space(at + 1, end);
    if (at < end && *at == close)
        return at + 1;
    for (;;) {
        if (object && !(at = pass_key(at, end, &key)))
            return NULL;
        at = pass_value(at, end, depth);
        if (!at)
            return NULL;
        at = pass_space(at, end);
        if (at == end || (*at != ',' && *at != close))
            return NULL;
        if (*at == close)
            return at + 1;
        at = pass_space(at + 1, end);
    }
}

static const char *pass_value(const char *at, const char *end, unsigned depth)
{
    bool unused;
    if (at == end || depth > DEEPEST)
        return NULL;
    switch (*at) {
    case '"':
        return pass_string(at + 1, end, &unused);
    case '{':
    case '[':
        return pass_nested(at, end, depth + 1);
    case 't':
    case 'f':
    case 'n':
        return pass_word(at, end);
    default:
        return pass_number(at, end, &unused);
    }
}

/* ---- records ---- */

static record_string *place_of(record *r, slice key)
{
    static const struct {
        const char *name;
        size_t offset;
    } places[] = {
        {"id", offsetof(record, id)},         {"text", offsetof(record, text)},
        {"html", offsetof(record, html)},     {"title", offsetof(record, title)},
        {"url", offsetof(record, url)},       {"date", offsetof(record, date)},
        {"outlet", offsetof(record, outlet)}, {"author", offsetof(record, author)},
        {"lang", offsetof(record, lang)}};
    for (size_t i = 0; key.len && i < sizeof places / sizeof *places; i++)
        if (key.ptr[0] == places[i].name[0] && slice_eq_str(key, places[i].name))
            return (record_string *)((char *)r + places[i].offset);
    return NULL;
}

bool record_knows(slice key)
{
    record unused;
    return place_of(&unused, key) != NULL;
}

static const char *take_value(const char *at, const char *end, record_string *to)
{
    const char *start = at;
    bool whole;
    *to = (record_string){slice_of("", 0), false};
    if (at == end)
        return NULL;
    if (*at == '"') {
        at = pass_string(start + 1, end, &to->escaped);
        if (at)
            to->bytes = slice_of(start + 1, (size_t)(at - start) - 2);
        return at;
    }
    if (*at == 't' || *at == 'f' || *at == 'n')
        return pass_word(at, end);
    if (*at != '-' && (*at < '0' || *at > '9'))
        return NULL;
    at = pass_number(at, end, &whole);
    if (!at || !whole || (start[0] == '-' && start[1] == '0'))
        return NULL;
    to->bytes = slice_of(start, (size_t)(at - start));
    return at;
}

/* A member that is carried through as it is written. */
typedef struct {
    slice key, value; // the key with its quotes
} other_member;

enum { MOST_OTHERS = 64 };

/* `value` without the white space between its parts. */
static size_t put_dense(char *to, slice value)
{
    size_t n = 0;
    if (value.ptr[0] != '{' && value.ptr[0] != '[') {
        memcpy(to, value.ptr, value.len);
        return value.len;
    }
    bool unused;
    const char *end = value.ptr + value.len;
    for (const char *at = value.ptr; at < end;) {
        const char *start = at;
        if (*at == '"') {
            at = pass_string(at + 1, end, &unused);
            memcpy(to + n, start, (size_t)(at - start));
            n += (size_t)(at - start);
        } else {
            if (*at != ' ' && *at != '\t' && *at != '\n' && *at != '\r')
                to[n++] = *at;
            at++;
        }
    }
    return n;
}

static slice extra_of(arena *out, const other_member *others, size_t n_others)
{
    size_t room = 2, n = 0;
    for (size_t i = 0; i < n_others; i++)
        room += others[i].key.len + others[i].value.len + 2;
    if (n_others == 0)
        return slice_of("", 0);
    char *to = arena_alloc(out, room);
    for (size_t i = 0; i < n_others; i++) {
        to[n++] = i ? ',' : '{';
        memcpy(to + n, others[i].key.ptr, others[i].key.len);
        n += others[i].key.len;
        to[n++] = ':';
        n += put_dense(to + n, others[i].value);
    }
    to[n++] = '}';
    return slice_of(to, n);
}

bool scan_record(arena *out, slice line, bool without_extra, record *to)
{
    other_member others[MOST_OTHERS];
    size_t n_others = 0;
    const char *end = line.ptr + line.len, *at = line.ptr;
    *to = (record){0};
    if (line.len < 2 || *at != '{')
        return false;
    at = pass_space(at + 1, end);
    if (at + 1 == end && *at == '}')
        return true;
    while (at < end) {
        slice key;
        const char *value = pass_key(at, end, &key);
        if (!value)
            return false;
        record_string *place = place_of(to, key);
        at = place ? take_value(value, end, place) : pass_value(value, end, 1);
        if (!at)
            return false;
        if (!place && !without_extra) {
            if (n_others == MOST_OTHERS)
                return false;
            others[n_others++] = (other_member){slice_of(key.ptr - 1, key.len + 2),
                                                slice_of(value, (size_t)(at - value))};
        }
        at = pass_space(at, end);
        if (at == end || (*at != ',' && *at != '}'))
            return false;
        if (*at++ == '}')
            break;
        at = pass_space(at, end);
        if (at == end)
            return false;
    }
    if (at != end || end[-1] != '}')
        return false;
    to->extra = extra_of(out, others, n_others);
    return true;
}

bool scan_is_beginning(slice line)
{
    slice key;
    const char *end = line.ptr + line.len;
    return line.len > 1 && line.ptr[0] == '{' &&
           pass_key(pass_space(line.ptr + 1, end), end, &key);
}
