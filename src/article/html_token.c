#include "article/html_token.h"

#include <string.h>

#define HTML_TAG_FLAGS(name, flags) [TAG_##name] = (flags),
const uint16_t html_tag_flags[N_TAGS] = {HTML_TAGS(HTML_TAG_FLAGS)};

#define HTML_TAG_TEXT(name, flags) [TAG_##name] = #name,
static const char tag_names[N_TAGS][12] = {HTML_TAGS(HTML_TAG_TEXT)};

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
    c = lower(c);
    return c >= 'a' && c <= 'z';
}

static uint32_t name_hash(slice name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)lower(name.ptr[i])) * 16777619u;
    return hash ^ (hash >> 15);
}

void html_tokens_init(html_tokens *t, slice page)
{
    memset(t, 0, sizeof *t);
    t->page = page;
    for (unsigned tag = 1; tag < N_TAGS; tag++) {
        uint32_t slot = name_hash(slice_of_str(tag_names[tag])) % TAG_SLOTS;
        while (t->tags[slot])
            slot = (slot + 1) % TAG_SLOTS;
        t->tags[slot] = (uint8_t)tag;
    }
}

static html_tag tag_of(const html_tokens *t, slice name, uint32_t hash)
{
    for (uint32_t slot = hash % TAG_SLOTS; t->tags[slot]; slot = (slot + 1) % TAG_SLOTS)
        if (slice_eq_nocase(name, slice_of_str(tag_names[t->tags[slot]])))
            return (html_tag)t->tags[slot];
    return TAG_other;
}

slice html_attribute_get(const html_token *token, const char *name)
{
    size_t len = strlen(name);
    for (unsigned i = 0; i < token->n_attributes; i++) {
        slice is = token->attributes[i].name;
        if (is.len == len && lower(is.ptr[0]) == name[0] &&
            slice_eq_nocase(is, slice_of(name, len)))
            return token->attributes[i].value;
    }
    return (slice){NULL, 0};
}

/* The attributes from t->at on, to behind the ">". */
static void take_attributes(html_tokens *t, html_token *to)
{
    const char *p = t->page.ptr;
    size_t at = t->at, len = t->page.len;
    to->n_attributes = 0;
    to->empty = false;
    while (at < len && p[at] != '>') {
        if (is_space(p[at]) || p[at] == '/') {
            to->empty = p[at] == '/';
            at++;
            continue;
        }
        to->empty = false;
        size_t start = at++; // a name may begin with "="
        while (at < len && !is_space(p[at]) && p[at] != '=' && p[at] != '>' &&
               p[at] != '/')
            at++;
        html_attribute a = {slice_of(p + start, at - start), slice_of(p + at, 0)};
        size_t value = at;
        while (value < len && is_space(p[value]))
            value++;
        if (value < len && p[value] == '=') {
            at = value + 1;
            while (at < len && is_space(p[at]))
                at++;
            if (at < len && (p[at] == '"' || p[at] == '\'')) {
                const char *end = memchr(p + at + 1, p[at], len - at - 1);
                size_t stop = end ? (size_t)(end - p) : len;
                a.value = slice_of(p + at + 1, stop - at - 1);
                at = end ? stop + 1 : len;
            } else {
                start = at;
                while (at < len && !is_space(p[at]) && p[at] != '>')
                    at++;
                a.value = slice_of(p + start, at - start);
            }
        }
        if (to->n_attributes < MOST_ATTRIBUTES)
            to->attributes[to->n_attributes++] = a;
    }
    t->at = at < len ? at + 1 : len;
}

static bool ends_name(char c)
{
    return is_space(c) || c == '>' || c == '/';
}

/* "</script" or, where `closing` is false, "<script" at `at`. */
static bool tag_at(slice page, size_t at, slice name, bool closing)
{
    size_t from = at + 1 + closing;
    return from + name.len < page.len && (!closing || page.ptr[at + 1] == '/') &&
           slice_eq_nocase(slice_of(page.ptr + from, name.len), name) &&
           ends_name(page.ptr[from + name.len]);
}

/* Where the end tag of a raw element starts, or the page's end. In a script "<!--" opens
 * a stretch in which "<script" takes an end tag for itself, up to "-->" (13.2.5.15 and
 * the states behind it). */
static size_t find_raw_end(html_tokens *t, slice name, bool script)
{
    slice page = t->page;
    bool escaped = false, doubled = false;
    for (size_t at = t->at; at < page.len; at++) {
        const char *hit;
        if (escaped) {
            // Only here do dashes matter
            while (at < page.len && page.ptr[at] != '<' && page.ptr[at] != '>')
                at++;
            if (at == page.len)
                break;
            if (page.ptr[at] == '>') {
                if (at >= 2 && page.ptr[at - 1] == '-' && page.ptr[at - 2] == '-')
                    escaped = doubled = false;
                continue;
            }
        } else {
            hit = memchr(page.ptr + at, '<', page.len - at);
            if (!hit)
                break;
            at = (size_t)(hit - page.ptr);
        }
        if (tag_at(page, at, name, true)) {
            if (!doubled)
                return at;
            doubled = false;
        } else if (escaped && tag_at(page, at, name, false)) {
            doubled = true;
        } else if (script &&
                   slice_starts(slice_of(page.ptr + at, page.len - at), SLICE("<!--"))) {
            escaped = true;
            at += 3;
        }
    }
    return page.len;
}

/* An element of raw text whose end tag never comes would swallow the page: then there is
 * none in it. The search is made once for each name. */
static void take_raw(html_tokens *t, html_token *to, slice name)
{
    bool high = to->tag >= 64;
    uint64_t bit = (uint64_t)1 << (to->tag % 64),
             *seen = high ? &t->no_end_high : &t->no_end;
    size_t end = *seen & bit ? t->page.len : find_raw_end(t, name, to->tag == TAG_script);
    to->raw = slice_of(t->page.ptr + t->at, 0);
    if (end == t->page.len) {
        *seen |= bit;
        if (to->tag != TAG_script && to->tag != TAG_style)
            return;
        // A comment that never ends: better the first end tag than the page's end
        end = to->tag == TAG_script ? find_raw_end(t, name, false) : end;
    }
    to->raw.len = end - t->at;
    const char *close = memchr(t->page.ptr + end, '>', t->page.len - end);
    t->at = close ? (size_t)(close - t->page.ptr) + 1 : t->page.len;
}

/* The tag at t->at, where "<" and a letter or "</" and a letter stand. */
static void take_tag(html_tokens *t, html_token *to)
{
    const char *p = t->page.ptr;
    size_t at = t->at + 1;
    bool closing = p[at] == '/';
    at += closing;
    size_t from = at;
    while (at < t->page.len && !is_space(p[at]) && p[at] != '>' && p[at] != '/')
        at++;
    slice name = slice_of(p + from, at - from);
    to->kind = closing ? TOKEN_CLOSE : TOKEN_START;
    to->name = name_hash(name);
    to->tag = tag_of(t, name, to->name);
    to->start = (uint32_t)t->at;
    t->at = at;
    take_attributes(t, to);
    to->raw = slice_of("", 0);
    if (!closing && html_tag_flags[to->tag] & TAG_RAW)
        take_raw(t, to, name);
    to->end = (uint32_t)t->at;
}

static bool opens_tag(slice page, size_t at)
{
    if (at + 1 >= page.len)
        return false;
    char c = page.ptr[at + 1];
    return is_letter(c) || (c == '/' && at + 2 < page.len && is_letter(page.ptr[at + 2]));
}

/* A comment, a declaration or what browsers take for one: its bytes, or 0. */
static size_t comment_len(slice page, size_t at)
{
    slice rest = slice_of(page.ptr + at, page.len - at);
    if (rest.len < 2 || (rest.ptr[1] != '!' && rest.ptr[1] != '?' && rest.ptr[1] != '/'))
        return 0;
    if (slice_starts(rest, SLICE("<!--"))) {
        if (slice_starts(rest, SLICE("<!-->")))
            return 5;
        size_t end = slice_find(rest, SLICE("-->"), 4);
        return end < rest.len ? end + 3 : rest.len;
    }
    const char *end = memchr(rest.ptr, '>', rest.len);
    return end ? (size_t)(end - rest.ptr) + 1 : rest.len;
}

void html_tokens_next(html_tokens *t, html_token *to)
{
    slice page = t->page;
    for (;;) {
        if (t->at >= page.len) {
            to->kind = TOKEN_END_OF_PAGE;
            return;
        }
        if (page.ptr[t->at] != '<')
            break;
        if (opens_tag(page, t->at)) {
            take_tag(t, to);
            return;
        }
        size_t comment = comment_len(page, t->at);
        if (!comment)
            break; // a "<" like any other
        t->at += comment;
    }
    size_t start = t->at, at = start + 1;
    for (;;) {
        const char *hit =
            at < page.len ? memchr(page.ptr + at, '<', page.len - at) : NULL;
        at = hit ? (size_t)(hit - page.ptr) : page.len;
        if (at == page.len || opens_tag(page, at) || comment_len(page, at))
            break;
        at++;
    }
    to->kind = TOKEN_TEXT;
    to->start = (uint32_t)start;
    to->end = (uint32_t)at;
    t->at = at;
}
