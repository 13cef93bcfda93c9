#include "read/robots.h"

#include "base/buf.h"

#include <string.h>

enum { LONGEST_PATTERN = 2048, MOST_DELAY_MS = 30000 };

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

static unsigned hex_value(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
}

static bool is_unreserved(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("-._~", c));
}

/* Percent-encoding made alike, so that patterns and paths can be compared byte by byte:
 * what needs none has none, the rest is in capitals. */
static slice alike(arena *out, slice text)
{
    static const char digits[] = "0123456789ABCDEF";
    buf to;
    buf_init(&to, out);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool encoded = c == '%' && i + 2 < text.len && is_hex(text.ptr[i + 1]) &&
                       is_hex(text.ptr[i + 2]);
        if (encoded) {
            c = (unsigned char)(hex_value(text.ptr[i + 1]) * 16 +
                                hex_value(text.ptr[i + 2]));
            i += 2;
        }
        if (encoded ? is_unreserved(c) : c > 0x20 && c < 0x7f) {
            buf_add_byte(&to, (char)c);
        } else {
            buf_add_byte(&to, '%');
            buf_add_byte(&to, digits[c >> 4]);
            buf_add_byte(&to, digits[c & 15]);
        }
    }
    return buf_slice(&to);
}

typedef enum { LINE_OTHER, LINE_AGENT, LINE_ALLOW, LINE_DISALLOW, LINE_DELAY } line_kind;

static line_kind take_line(slice line, slice *value)
{
    static const struct {
        const char *key;
        line_kind kind;
    } keys[] = {{"user-agent", LINE_AGENT},
                {"allow", LINE_ALLOW},
                {"disallow", LINE_DISALLOW},
                {"crawl-delay", LINE_DELAY}};
    line.len = slice_find(line, SLICE("#"), 0);
    size_t colon = slice_find(line, SLICE(":"), 0);
    if (colon == line.len)
        return LINE_OTHER;
    slice key = slice_trim(slice_of(line.ptr, colon));
    *value = slice_trim(slice_of(line.ptr + colon + 1, line.len - colon - 1));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (slice_eq_nocase(key, slice_of_str(keys[i].key)))
            return keys[i].kind;
    return LINE_OTHER;
}

/* "stemma/1.0" names stemma. */
static bool names_agent(slice value, slice name)
{
    size_t n = 0;
    while (n < value.len && (((value.ptr[n] | 32) >= 'a' && (value.ptr[n] | 32) <= 'z') ||
                             value.ptr[n] == '-' || value.ptr[n] == '_'))
        n++;
    return slice_eq_nocase(slice_of(value.ptr, n), name);
}

static unsigned delay_of(slice value)
{
    unsigned ms = 0;
    for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        ms = ms >= MOST_DELAY_MS ? ms : ms * 10 + (unsigned)(value.ptr[i] - '0') * 1000;
    return ms < MOST_DELAY_MS ? ms : MOST_DELAY_MS;
}

static void add_rule(arena *out, robots *to, slice pattern, bool allow)
{
    if (!pattern.len || pattern.len > LONGEST_PATTERN)
        return;
    if (pattern.ptr[0] != '/' && pattern.ptr[0] != '*')
        pattern = arena_format(out, "/%.*s", (int)pattern.len, pattern.ptr);
    vec_push(out, &to->rules, (robots_rule){alike(out, pattern), allow});
}

robots robots_parse(arena *out, slice text, const char *name)
{
    robots own = {0}, any = {0};
    bool in_own = false, in_any = false, named = false, in_agents = false;
    slice rest = slice_of(text.ptr, text.len < ROBOTS_BYTES ? text.len : ROBOTS_BYTES);
    slice line;
    if (slice_starts(rest, SLICE("\xef\xbb\xbf")))
        rest = slice_of(rest.ptr + 3, rest.len - 3);
    while (slice_next_line(&rest, &line)) {
        slice value = slice_of("", 0);
        line_kind kind = take_line(line, &value);
        if (kind == LINE_OTHER)
            continue;
        if (kind == LINE_AGENT) {
            if (!in_agents) // a group begins
                in_own = in_any = false;
            in_agents = true;
            in_any |= slice_eq_str(value, "*");
            in_own |= names_agent(value, slice_of_str(name));
            named |= in_own;
            continue;
        }
        in_agents = false;
        robots *const groups[] = {in_own ? &own : NULL, in_any ? &any : NULL};
        for (size_t i = 0; i < 2; i++)
            if (groups[i] && kind == LINE_DELAY)
                groups[i]->delay_ms = delay_of(value);
            else if (groups[i])
                add_rule(out, groups[i], value, kind == LINE_ALLOW);
    }
    return named ? own : any;
}

/* '*' is any run of characters, '$' at the end is the end. Each piece between stars is
 * sought once, from where the one before it ended. */
static bool matches(slice pattern, slice target)
{
    bool anchored = pattern.len && pattern.ptr[pattern.len - 1] == '$';
    if (anchored)
        pattern.len--;
    size_t at = 0;
    bool first = true;
    for (;;) {
        size_t star = slice_find(pattern, SLICE("*"), 0);
        slice piece = slice_of(pattern.ptr, star);
        bool last = star == pattern.len;
        if (last && anchored) {
            slice left = slice_of(target.ptr + at, target.len - at);
            return first ? slice_eq(left, piece) : slice_ends(left, piece);
        }
        size_t hit = slice_find(target, piece, at);
        if ((first && hit != 0) || (piece.len && hit == target.len))
            return false;
        if (last)
            return true;
        at = hit + piece.len;
        pattern = slice_of(pattern.ptr + star + 1, pattern.len - star - 1);
        first = false;
    }
}

bool robots_allow(arena *tmp, const robots *r, slice target)
{
    size_t longest = 0;
    bool allow = true;
    target = alike(tmp, target);
    if (slice_eq_str(target, "/robots.txt"))
        return true;
    for (uint32_t i = 0; i < r->rules.n; i++) {
        const robots_rule *rule = &r->rules.v[i];
        size_t len = rule->pattern.len;
        if (len < longest || (len == longest && !rule->allow) ||
            !matches(rule->pattern, target))
            continue;
        longest = len;
        allow = rule->allow;
    }
    return allow;
}
