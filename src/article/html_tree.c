#include "article/html.h"

#include "base/hash.h"

#include <string.h>

/* Boxes become elements, text becomes blocks. */

static const char *drop_by_tag(html_tag tag)
{
    switch (tag) {
    case TAG_nav:
    case TAG_menu:
        return "site navigation";
    case TAG_aside:
        return "box beside the article";
    case TAG_footer:
        return "page footer";
    case TAG_form:
    case TAG_button:
    case TAG_fieldset:
        return "form";
    case TAG_figcaption:
    case TAG_figure:
        return "caption of a picture or video";
    default:
        return NULL;
    }
}

static bool is(const html_token *token, const char *name, const char *value)
{
    slice got = html_attribute_get(token, name);
    return got.len && slice_eq_nocase(slice_trim(got), slice_of_str(value));
}

/* "display: none" and the like, spaces aside. */
static bool style_hides(slice style)
{
    char bare[300];
    size_t n = 0;
    for (size_t i = 0; i < style.len && n < sizeof bare; i++)
        if (style.ptr[i] != ' ')
            bare[n++] = style.ptr[i];
    slice text = slice_of(bare, n);
    return slice_find_nocase(text, SLICE("display:none"), 0) < n ||
           slice_find_nocase(text, SLICE("visibility:hidden"), 0) < n;
}

static bool is_hidden(const html_token *token)
{
    slice style = html_attribute_get(token, "style");
    return html_attribute_get(token, "hidden").ptr || is(token, "aria-hidden", "true") ||
           (style.len > 10 && style_hides(style));
}

static uint32_t hints_of(const html_page *h, const html_token *token)
{
    uint32_t hints = 0;
    for (unsigned i = 0; i < token->n_attributes; i++) {
        slice name = token->attributes[i].name;
        if (slice_eq_nocase(name, SLICE("class")) || slice_eq_nocase(name, SLICE("id")) ||
            slice_eq_nocase(name, SLICE("itemprop")) ||
            slice_eq_nocase(name, SLICE("data-component")) ||
            slice_eq_nocase(name, SLICE("data-testid")) ||
            slice_eq_nocase(name, SLICE("data-type")) ||
            slice_eq_nocase(name, SLICE("data-module")) ||
            slice_eq_nocase(name, SLICE("rel")))
            hints |= hint_names(h->hint_words, token->attributes[i].value);
    }
    return hints;
}

static void mark_date(html_page *h, uint32_t number, const element *e,
                      const html_token *token)
{
    static const char *const places[] = {"datetime", "content", "title", "data-datetime"};
    slice property = html_attribute_get(token, "itemprop");
    bool published = slice_eq_nocase(property, SLICE("datePublished")) ||
                     slice_eq_nocase(property, SLICE("dateCreated")) ||
                     html_attribute_get(token, "pubdate").ptr ||
                     e->hints & HINT_PUBLISHED;
    bool modified =
        slice_eq_nocase(property, SLICE("dateModified")) || e->hints & HINT_UPDATED;
    if (e->tag != TAG_time && !published && !modified && !(e->hints & HINT_DATE))
        return;
    date_mark mark = {.element = number, .published = published, .modified = modified};
    for (size_t i = 0; i < sizeof places / sizeof *places && !mark.when.len; i++)
        mark.when = html_attribute_get(token, places[i]);
    vec_push(h->p->tmp, &h->times, mark);
}

static void describe(element *e, const html_token *token, uint32_t hints)
{
    html_tag tag = token->tag;
    slice role = slice_trim(html_attribute_get(token, "role"));
    e->tag = tag;
    e->hints = hints;
    if (is_hidden(token))
        e->hints |= HINT_HIDDEN;
    if (slice_eq_nocase(role, SLICE("navigation")) ||
        slice_eq_nocase(role, SLICE("menu")))
        e->hints |= HINT_NAV;
    if (slice_eq_nocase(role, SLICE("complementary")) ||
        slice_eq_nocase(role, SLICE("dialog")))
        e->hints |= HINT_SIDE;
    bool wraps = tag == TAG_body || tag == TAG_html || tag == TAG_article ||
                 tag == TAG_main || tag == TAG_h1;
    e->semantic = e->hints & HINT_BODY || tag == TAG_article || tag == TAG_main ||
                  slice_eq_nocase(role, SLICE("main"));
    e->drop = drop_by_tag(tag);
    if (!e->drop && e->hints & HINT_HIDDEN)
        e->drop = "hidden on the page";
    if (!e->drop && !(e->hints & HINT_BODY) && !wraps)
        e->drop = hint_reason(e->hints);
}

static uint32_t add_element(html_tree *t, const html_token *token, uint32_t hints,
                            bool in_line)
{
    html_page *h = t->h;
    uint32_t number = h->elements.n;
    element *e = vec_add(h->p->tmp, &h->elements);
    e->parent = t->current;
    e->first_block = h->p->blocks.n - t->open;
    e->text_start = (uint32_t)h->p->text.len;
    e->in_line = in_line;
    e->end = number + 1;
    for (unsigned i = 0; i < token->n_attributes; i++)
        if (slice_eq_nocase(token->attributes[i].name, SLICE("class")))
            e->looks = (uint32_t)hash_bytes(token->attributes[i].value);
    e->looks = e->looks * 31 + (uint32_t)token->tag;
    describe(e, token, hints);
    mark_date(h, number, e, token);
    return number;
}

html_opened html_open(html_tree *t, const html_token *token)
{
    html_page *h = t->h;
    uint16_t flags = html_tag_flags[token->tag];
    html_opened o = {.element = NO_ELEMENT, .outer = t->current};
    o.silent = flags & TAG_SILENT;
    t->silent += o.silent;
    if (t->silent) {
        if (!(flags & TAG_INLINE) && token->tag != TAG_head)
            html_end_block(t);
        return o;
    }
    bool in_line = flags & TAG_INLINE;
    uint32_t hints = token->n_attributes ? hints_of(h, token) : 0;
    if (!in_line || is_hidden(token) || hints & HINT_HIDDEN) {
        html_end_block(t);
        t->hints = 0;
        o.element = add_element(t, token, hints, false);
        o.box = true;
        t->current = o.element;
    } else if (token->tag == TAG_time || hints) {
        o.element = add_element(t, token, hints, true);
        t->hints |= hints;
        if (t->open)
            vec_last(&h->places)->hints |= hints;
    }
    return o;
}

void html_close(html_tree *t, html_opened o)
{
    html_page *h = t->h;
    t->silent -= o.silent;
    if (o.element == NO_ELEMENT)
        return;
    if (o.box)
        html_end_block(t);
    element *e = &h->elements.v[o.element];
    e->text_end = (uint32_t)h->p->text.len;
    e->end_block = h->p->blocks.n;
    if (!o.box)
        return;
    e->end = h->elements.n;
    t->current = o.outer;
}

static block_kind kind_of(const html_tree *t, uint8_t *level)
{
    const html_page *h = t->h;
    for (uint32_t at = t->current; at != NO_ELEMENT; at = h->elements.v[at].parent) {
        html_tag tag = h->elements.v[at].tag;
        if (tag >= TAG_h1 && tag <= TAG_h6) {
            *level = (uint8_t)(tag - TAG_h1 + 1);
            return BLOCK_HEADING;
        }
        if (tag == TAG_li)
            return BLOCK_ITEM;
        if (tag == TAG_p || tag == TAG_div || tag == TAG_td || tag == TAG_body)
            break;
    }
    return BLOCK_PARAGRAPH;
}

void html_end_block(html_tree *t)
{
    html_page *h = t->h;
    if (!t->open)
        return;
    t->open = false;
    t->breaks = 0;
    t->hints = 0;
    block *b = page_end(h->p);
    if (!b) {
        h->places.n--;
        return;
    }
    block_place *place = vec_last(&h->places);
    place->bytes = b->text.end - b->text.start;
    b->link = place->link_bytes * 10 > place->bytes * 8;
    b->after_blank = true;
}

static void begin_block(html_tree *t)
{
    html_page *h = t->h;
    uint8_t level = 0;
    block_kind kind = kind_of(t, &level);
    page_begin(h->p, kind);
    vec_last(&h->p->blocks)->level = level;
    *vec_add(h->p->tmp, &h->places) =
        (block_place){.owner = t->current, .hints = t->hints};
    t->open = true;
}

static bool is_blank(slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && (text.ptr[i] < 9 || text.ptr[i] > 13))
            return false;
    return true;
}

void html_text(html_tree *t, uint32_t start, uint32_t end)
{
    html_page *h = t->h;
    if (t->silent)
        return;
    bool blank = is_blank(slice_of(h->p->doc->bytes.ptr + start, end - start));
    if (!t->open) {
        if (blank)
            return;
        begin_block(t);
    }
    if (!blank)
        t->breaks = 0;
    size_t before = h->p->text.len;
    html_add_text(h->p, start, end);
    uint32_t added = (uint32_t)(h->p->text.len - before);
    block_place *place = vec_last(&h->places);
    if (t->link && !blank) {
        place->link_bytes += added;
        place->n_links++;
    }
    if (t->bold)
        place->bold_bytes += added;
}

void html_break(html_tree *t, uint32_t at)
{
    if (!t->open || t->silent)
        return;
    vec_last(&t->h->places)->n_breaks++;
    if (++t->breaks >= 2)
        html_end_block(t);
    else
        page_space(t->h->p, at, at);
}
