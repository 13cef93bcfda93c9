#include "bench/edit.h"

#include "base/utf8.h"

#include <string.h>

/* Fewer copied words than this are no passage. */
enum { LEAST_WORDS = 8, WIDEST_GAP = 12 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A line end and what else is blank around it: an empty line or an indented one begins a
 * paragraph. */
static gap read_gap(slice text, size_t *at)
{
    unsigned lines = 0;
    bool indented = false, any = false;
    while (*at < text.len && is_blank(text.ptr[*at])) {
        any = true;
        if (text.ptr[*at] == '\n') {
            lines++;
            indented = false;
        } else if (lines) {
            indented = true;
        }
        ++*at;
    }
    if (lines > 1 || (lines && indented))
        return GAP_PARAGRAPH;
    return lines ? GAP_LINE : any ? GAP_SPACE : GAP_NONE;
}

void draft_of(arena *a, slice text, uint16_t source, draft *to)
{
    size_t at = 0;
    read_gap(text, &at);
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && !is_blank(text.ptr[at]))
            at++;
        word w = {.ptr = text.ptr + start,
                  .len = (uint32_t)(at - start),
                  .source = source,
                  .at = to->n};
        w.gap = (uint8_t)read_gap(text, &at);
        vec_push(a, to, w);
    }
    if (to->n)
        vec_last(to)->gap = GAP_PARAGRAPH;
}

static void put_gap(pen *to, uint8_t which)
{
    static const char *const gaps[] = {"", " ", "\n", "\n\n"};
    pen_str(to, gaps[which]);
}

slice draft_text(const draft *d, pen *to)
{
    size_t start = to->len;
    for (uint32_t i = 0; i < d->n; i++) {
        pen_add(to, d->v[i].ptr, d->v[i].len);
        if (i + 1 < d->n)
            put_gap(to, d->v[i].gap);
    }
    return slice_of(to->ptr + start, to->len - start);
}

void draft_as_source(draft *d, uint16_t source)
{
    for (uint32_t i = 0; i < d->n; i++) {
        d->v[i].source = source;
        d->v[i].at = i;
    }
}

static bool is_core(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of U+2000 to U+203F: dashes and quotes. */
static bool is_mark(const char *ptr, size_t left)
{
    return left >= 3 && (unsigned char)ptr[0] == 0xe2 && (unsigned char)ptr[1] == 0x80;
}

slice word_core(const word *w)
{
    size_t from = 0, to = w->len;
    while (from < to && !is_core(w->ptr[from])) {
        if (is_mark(w->ptr + from, to - from))
            from += 3;
        else if ((unsigned char)w->ptr[from] < 0x80)
            from++;
        else
            break;
    }
    while (to > from && !is_core(w->ptr[to - 1])) {
        if (to - from >= 3 && is_mark(w->ptr + to - 3, 3))
            to -= 3;
        else if ((unsigned char)w->ptr[to - 1] < 0x80)
            to--;
        else
            break;
    }
    return slice_of(w->ptr + from, to - from);
}

void word_replace(arena *a, word *w, slice core)
{
    slice old = word_core(w);
    size_t before = (size_t)(old.ptr - w->ptr), after = w->len - before - old.len;
    char *to = arena_alloc(a, before + core.len + after + 1);
    memcpy(to, w->ptr, before);
    memcpy(to + before, core.ptr, core.len);
    memcpy(to + before + core.len, old.ptr + old.len, after);
    w->ptr = to;
    w->len = (uint32_t)(before + core.len + after);
    w->marks |= WORD_CHANGED;
}

bool word_ends_sentence(const word *w)
{
    if (w->gap == GAP_PARAGRAPH)
        return true;
    uint32_t n = w->len;
    while (n && (w->ptr[n - 1] == '"' || w->ptr[n - 1] == '\'' || w->ptr[n - 1] == ')'))
        n--;
    while (n >= 3 && is_mark(w->ptr + n - 3, 3))
        n -= 3;
    if (n < 2 || !memchr(".!?", w->ptr[n - 1], 3))
        return false;
    // "J." and "Mr." end nothing.
    return n > 3 || w->ptr[n - 1] != '.' || (w->ptr[0] >= 'a' && w->ptr[0] <= 'z');
}

static bool follows(const word *last, uint32_t last_index, const word *w, uint32_t index)
{
    return w->source == last->source && w->at > last->at &&
           w->at - last->at <= WIDEST_GAP && index - last_index <= WIDEST_GAP;
}

static void close_stretch(arena *a, const draft *d, uint32_t start, uint32_t end,
                          uint32_t n_same, stretches *to)
{
    if (n_same < LEAST_WORDS)
        return;
    const word *first = &d->v[start], *last = &d->v[end];
    vec_push(a, to, (stretch){start, end + 1, first->source, first->at, last->at + 1});
}

void draft_stretches(arena *a, const draft *d, stretches *to)
{
    uint32_t start = 0, last = 0, n_same = 0;
    for (uint32_t i = 0; i < d->n; i++) {
        const word *w = &d->v[i];
        if (w->source == NO_SOURCE || w->marks & WORD_CHANGED)
            continue;
        if (n_same && !follows(&d->v[last], last, w, i)) {
            close_stretch(a, d, start, last, n_same, to);
            n_same = 0;
        }
        if (n_same++ == 0)
            start = i;
        last = i;
    }
    if (n_same)
        close_stretch(a, d, start, last, n_same, to);
}
