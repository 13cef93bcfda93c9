#include "article/html.h"
#include "base/hash.h"

#include <string.h>

/* The parser keeps a stack of open elements and looks through it again and again; each
 * attribute is compared with all before it. Both are bounded here, by blanking the tags
 * and attributes beyond the bounds with spaces: every offset stays. */
enum {
    DEEPEST = 300,        // open elements
    MOST_FORMATTING = 24, // open <b>, <a>, <font> …: each new block opens them all again
    MOST_ATTRIBUTES = 64,
    MOST_FORMATTING_TAGS = 100000, // in all: where they overlap, boxes are moved about
    N_NAMES = 1024
};

typedef struct {
    char *bytes;
    size_t len, at;
    uint32_t names[DEEPEST]; // hashes of the open elements' names
    bool formatting[DEEPEST];
    uint16_t open[N_NAMES];
    uint32_t depth, n_formatting, n_formatting_tags;
} guard;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool name_in(slice name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_eq_nocase(name, slice_of_str(list[i])))
            return true;
    return false;
}

static uint32_t name_hash(slice name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)lower(name.ptr[i])) * 16777619u;
    return hash;
}

/* Never closed, or closed by the next of their kind: they do not pile up. */
static bool is_flat(slice name)
{
    static const char *const names[] = {
        "area",   "base",     "br",    "col",    "embed", "hr",       "img",    "input",
        "link",   "meta",     "param", "source", "track", "wbr",      "p",      "li",
        "dd",     "dt",       "tr",    "td",     "th",    "tbody",    "thead",  "tfoot",
        "option", "optgroup", "html",  "head",   "body",  "colgroup", "caption"};
    return name_in(name, names, sizeof names / sizeof *names);
}

static bool is_formatting(slice name)
{
    static const char *const names[] = {"a",      "b",      "big",  "code", "em",
                                        "font",   "i",      "nobr", "s",    "small",
                                        "strike", "strong", "tt",   "u"};
    return name_in(name, names, sizeof names / sizeof *names);
}

static bool is_raw(slice name)
{
    static const char *const names[] = {"script", "style",  "textarea", "title",
                                        "xmp",    "iframe", "noembed",  "noframes"};
    return name_in(name, names, sizeof names / sizeof *names);
}

static void blank(guard *g, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (g->bytes[i] != '\n')
            g->bytes[i] = ' ';
}

/* The end of the tag that starts at `at` (behind its ">"); attributes beyond the bound
 * are blanked. */
static size_t pass_attributes(guard *g, size_t at)
{
    unsigned n = 0;
    size_t excess = 0;
    while (at < g->len && g->bytes[at] != '>') {
        if (is_space(g->bytes[at]) || g->bytes[at] == '/') {
            at++;
            continue;
        }
        if (++n == MOST_ATTRIBUTES)
            excess = at;
        at++; // an attribute's name may begin with "="
        while (at < g->len && !is_space(g->bytes[at]) && !strchr("=>/", g->bytes[at]))
            at++;
        size_t value = at;
        while (value < g->len && is_space(g->bytes[value]))
            value++;
        if (value >= g->len || g->bytes[value] != '=')
            continue;
        at = value + 1;
        while (at < g->len && is_space(g->bytes[at]))
            at++;
        if (at < g->len && (g->bytes[at] == '"' || g->bytes[at] == '\'')) {
            const char *end = memchr(g->bytes + at + 1, g->bytes[at], g->len - at - 1);
            at = end ? (size_t)(end - g->bytes) + 1 : g->len;
        } else {
            while (at < g->len && !is_space(g->bytes[at]) && g->bytes[at] != '>')
                at++;
        }
    }
    if (excess)
        blank(g, excess, at);
    return at < g->len ? at + 1 : at;
}

static void open_element(guard *g, slice name, size_t start, size_t end)
{
    if (is_flat(name))
        return;
    bool formatting = is_formatting(name);
    if (g->depth == DEEPEST || (formatting && g->n_formatting == MOST_FORMATTING)) {
        blank(g, start, end);
        return;
    }
    uint32_t hash = name_hash(name);
    g->names[g->depth] = hash;
    g->formatting[g->depth++] = formatting;
    g->n_formatting += formatting;
    g->open[hash % N_NAMES]++;
}

static void close_element(guard *g, slice name)
{
    uint32_t hash = name_hash(name);
    if (g->open[hash % N_NAMES] == 0)
        return;
    uint32_t at = g->depth;
    while (at > 0 && g->names[at - 1] != hash)
        at--;
    if (at == 0)
        return;
    // Formatting elements stay open in the parser when a box around them is closed
    while (g->depth >= at) {
        g->depth--;
        g->open[g->names[g->depth] % N_NAMES]--;
        g->n_formatting -= g->formatting[g->depth];
    }
}

/* Behind the end tag of <script> and the like: what is inside is no markup. */
static size_t pass_raw(const guard *g, slice name, size_t at)
{
    char end[16] = "</";
    memcpy(end + 2, name.ptr, name.len);
    slice text = slice_of(g->bytes, g->len), what = slice_of(end, name.len + 2);
    while (at < g->len) {
        const char *hit = memchr(g->bytes + at, '<', g->len - at);
        if (!hit)
            return g->len;
        at = (size_t)(hit - g->bytes);
        if (slice_starts_nocase(slice_of(hit, text.len - at), what))
            return at;
        at++;
    }
    return at;
}

static void pass_tag(guard *g)
{
    size_t start = g->at, at = start + 1;
    bool closing = at < g->len && g->bytes[at] == '/';
    at += closing;
    size_t from = at;
    while (at < g->len && !is_space(g->bytes[at]) && g->bytes[at] != '>' &&
           g->bytes[at] != '/')
        at++;
    slice name = slice_of(g->bytes + from, at - from);
    at = pass_attributes(g, at);
    g->at = at;
    if (is_formatting(name) && ++g->n_formatting_tags > MOST_FORMATTING_TAGS) {
        blank(g, start, at);
        return;
    }
    if (closing) {
        close_element(g, name);
        return;
    }
    // The name's bytes go when the tag is blanked
    bool raw = name.len < 12 && is_raw(name);
    if (raw)
        g->at = pass_raw(g, name, at);
    else
        open_element(g, name, start, at);
}

char *html_guard(arena *tmp, slice html)
{
    guard *g = arena_new(tmp, guard);
    g->bytes = arena_str(tmp, html);
    g->len = html.len;
    while (g->at < g->len) {
        const char *hit = memchr(g->bytes + g->at, '<', g->len - g->at);
        if (!hit)
            break;
        g->at = (size_t)(hit - g->bytes);
        slice rest = slice_of(hit, g->len - g->at);
        if (slice_starts(rest, SLICE("<!--"))) {
            size_t end = slice_find(rest, SLICE("-->"), 2);
            g->at += end < rest.len ? end + 3 : end;
        } else if (rest.len > 1 &&
                   (is_letter(rest.ptr[1]) ||
                    (rest.ptr[1] == '/' && rest.len > 2 && is_letter(rest.ptr[2])))) {
            pass_tag(g);
        } else {
            g->at++;
        }
    }
    return g->bytes;
}
