#include "article/html.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where the parser would take too much: tags off, a block at each of those that make one.
 * Plain, but it always ends soon. */
static void split_without_tree(page *p)
{
    static const char *const inner[] = {
        "a",     "b",   "i",   "em",   "strong", "span", "font", "u", "s",
        "small", "sub", "sup", "abbr", "cite",   "code", "mark", "q", "time"};
    slice text = p->doc->bytes;
    size_t at = 0, from = 0;
    page_begin(p, BLOCK_PARAGRAPH);
    while (at < text.len) {
        const char *hit = memchr(text.ptr + at, '<', text.len - at);
        at = hit ? (size_t)(hit - text.ptr) : text.len;
        page_add(p, (uint32_t)from, (uint32_t)at);
        if (at == text.len)
            break;
        slice rest = slice_of(text.ptr + at, text.len - at);
        size_t name = rest.len > 1 && rest.ptr[1] == '/' ? 2 : 1, n = name;
        while (n < rest.len && is_letter(rest.ptr[n]))
            n++;
        slice tag = slice_of(rest.ptr + name, n - name);
        bool within = false;
        for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
            within |= slice_eq_nocase(tag, slice_of_str(inner[i]));
        size_t end = slice_find(
            rest, slice_starts(rest, SLICE("<!--")) ? SLICE("-->") : SLICE(">"), 1);
        if (slice_eq_nocase(tag, SLICE("script")) && name == 1)
            end = slice_find_nocase(rest, SLICE("</script"), 1);
        else if (slice_eq_nocase(tag, SLICE("style")) && name == 1)
            end = slice_find_nocase(rest, SLICE("</style"), 1);
        else if (end < rest.len)
            end += slice_starts(rest, SLICE("<!--")) ? 3 : 1;
        at += end;
        from = at;
        if (!within) {
            page_end(p);
            page_begin(p, BLOCK_PARAGRAPH);
        }
    }
    page_end(p);
}

void html_split(page *p)
{
    const document *doc = p->doc;
    html_page *h = arena_new(p->tmp, html_page);
    h->p = p;
    h->source = html_guard(p->tmp, doc->bytes);
    GumboOutput *tree = html_parse(p->tmp, h->source, doc->bytes.len);
    if (!tree) {
        p->html = false;
        split_without_tree(p);
        return;
    }
    html_meta(h, tree->root);
    html_walk(h, tree->root);
    html_pick(h);
}
