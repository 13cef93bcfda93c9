#include "article/html.h"
#include "base/utf8.h"

#include <string.h>

/* The parser gives a text node's characters and the source it came from, in which
 * references ("&eacute;") stand for characters. Both are walked side by side; what cannot
 * be matched stands for the rest of the source as a whole. */

typedef struct {
    html_page *h;
    slice text, source;
    size_t t, s;
    uint32_t base; // of source in the document
} pairing;

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t point_len(slice text, size_t at)
{
    size_t next = at;
    if (at < text.len)
        utf8_next(text, &next);
    return next - at;
}

static bool is_inner_byte(slice text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
}

static void stand_for(pairing *p, size_t text_len, size_t source_len)
{
    page_add_for(p->h->p, slice_of(p->text.ptr + p->t, text_len),
                 p->base + (uint32_t)p->s, p->base + (uint32_t)(p->s + source_len));
    p->t += text_len;
    p->s += source_len;
}

/* Do a few bytes at these places look alike? */
static bool agree(const pairing *p, size_t t, size_t s)
{
    for (int i = 0; i < 6; i++, t++, s++) {
        if (t == p->text.len || s == p->source.len)
            return t == p->text.len && s == p->source.len;
        if (p->source.ptr[s] == '&' || p->source.ptr[s] == '<' ||
            p->source.ptr[s] == '\r')
            return true;
        if (p->text.ptr[t] != p->source.ptr[s])
            return false;
    }
    return true;
}

/* At "&" in the source: how many of its bytes are the reference, and how many bytes of
 * the text it stands for; false if it is an ampersand like any other. */
static bool match_reference(const pairing *p, size_t *text_len, size_t *source_len)
{
    slice rest = slice_of(p->source.ptr + p->s, p->source.len - p->s);
    slice text = slice_of(p->text.ptr + p->t, p->text.len - p->t);
    size_t n = 1;
    if (n < rest.len && rest.ptr[n] == '#') {
        n++;
        if (n < rest.len && (rest.ptr[n] | 0x20) == 'x')
            n++;
        size_t digits = n;
        while (n < rest.len && is_alnum(rest.ptr[n]))
            n++;
        if (n == digits || slice_starts(text, slice_of(rest.ptr, n)))
            return false;
        n += n < rest.len && rest.ptr[n] == ';';
        *text_len = point_len(p->text, p->t);
        *source_len = n;
        return true;
    }
    while (n < rest.len && n < 40 && is_alnum(rest.ptr[n]))
        n++;
    bool closed = n < rest.len && rest.ptr[n] == ';';
    if (n == 1)
        return false;
    bool amp = closed && n == 4 && slice_starts_nocase(rest, SLICE("&amp;"));
    if (!amp && slice_starts(text, slice_of(rest.ptr, n + closed)))
        return false; // no name of a character
    size_t one = point_len(p->text, p->t), two = one + point_len(p->text, p->t + one);
    if (closed) {
        *source_len = n + 1;
        *text_len = !amp && !agree(p, p->t + one, p->s + n + 1) &&
                            agree(p, p->t + two, p->s + n + 1)
                        ? two
                        : one;
        return true;
    }
    // Old names need no semicolon: the longest that leaves the rest in step
    for (; n > 1; n--)
        if (agree(p, p->t + one, p->s + n)) {
            *source_len = n;
            *text_len = one;
            return true;
        }
    return false;
}

static void step(pairing *p)
{
    slice bytes = p->h->p->doc->bytes;
    size_t n = 0;
    while (p->t + n < p->text.len && p->s + n < p->source.len) {
        char c = p->source.ptr[p->s + n];
        // The guard's copy may have blanked what the document has
        if (c != p->text.ptr[p->t + n] || c == '&' || c == '\r' ||
            c != bytes.ptr[p->base + p->s + n])
            break;
        n++;
    }
    // Whole characters only
    while (n > 0 &&
           (is_inner_byte(p->text, p->t + n) || is_inner_byte(p->source, p->s + n)))
        n--;
    if (n) {
        page_add(p->h->p, p->base + (uint32_t)p->s, p->base + (uint32_t)(p->s + n));
        p->t += n;
        p->s += n;
        return;
    }
    char c = p->source.ptr[p->s];
    size_t text_len, source_len;
    if (c == '&' && match_reference(p, &text_len, &source_len)) {
        stand_for(p, text_len, source_len);
    } else if (c == '&' && p->text.ptr[p->t] == '&') {
        page_add(p->h->p, p->base + (uint32_t)p->s, p->base + (uint32_t)p->s + 1);
        p->t++;
        p->s++;
    } else if (c == '\r') {
        size_t pair = p->s + 1 < p->source.len && p->source.ptr[p->s + 1] == '\n';
        if (p->text.ptr[p->t] == '\n')
            stand_for(p, 1, 1 + pair);
        else
            p->s++;
    } else if (c == '<') {
        // Tags between two parts of a text that the parser put together
        size_t end = slice_find(p->source, SLICE(">"), p->s);
        p->s = end < p->source.len ? end + 1 : end;
    } else {
        stand_for(p, p->text.len - p->t, p->source.len - p->s);
    }
}

void html_add_text(html_page *h, const GumboText *node)
{
    slice text = slice_of_str(node->text);
    size_t len = h->p->doc->bytes.len;
    const char *start = node->original_text.data;
    if (!start || start < h->source || start > h->source + len) {
        page_add_for(h->p, text, 0, 0);
        return;
    }
    size_t base = (size_t)(start - h->source), left = len - base;
    size_t n = node->original_text.length < left ? node->original_text.length : left;
    pairing p = {h, text, slice_of(start, n), 0, 0, (uint32_t)base};
    while (p.t < p.text.len) {
        if (p.s < p.source.len)
            step(&p);
        else
            stand_for(&p, p.text.len - p.t, 0);
    }
}
