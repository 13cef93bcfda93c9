#include "article/html.h"
#include "article/html_hints.h"

#include <string.h>

/* Gumbo's tree, walked without recursion: boxes become elements, text becomes blocks. */

typedef struct {
    const GumboNode *node;
    unsigned next;  // child
    uint32_t outer; // element around it
    bool box, link;
} frame;

typedef struct {
    html_page *h;
    VEC(frame) stack;
    uint32_t current; // element
    unsigned links;   // open <a>
    unsigned breaks;  // <br> in a row
    bool open;        // a block is
} walker;

const char *html_attribute(const GumboNode *node, const char *name)
{
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
        return NULL;
    const GumboVector *attributes = &node->v.element.attributes;
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *a = attributes->data[i];
        if (slice_eq_nocase(slice_of_str(a->name), slice_of_str(name)))
            return a->value;
    }
    return NULL;
}

/* Elements whose content is no text for readers. */
static bool is_silent(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_NOFRAMES:
        return true;
    default:
        return false;
    }
}

/* Elements inside a line: they neither end a block nor part words. */
static bool is_inline(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
        return true;
    default:
        return false;
    }
}

static const char *drop_by_tag(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
        return "site navigation";
    case GUMBO_TAG_ASIDE:
        return "box beside the article";
    case GUMBO_TAG_FOOTER:
        return "page footer";
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FIELDSET:
        return "form";
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
        return "caption of a picture or video";
    default:
        return NULL;
    }
}

static bool says(const GumboNode *node, const char *name, const char *value)
{
    const char *is = html_attribute(node, name);
    return is && slice_eq_nocase(slice_trim(slice_of_str(is)), slice_of_str(value));
}

static bool is_hidden(arena *tmp, const GumboNode *node)
{
    const char *style = html_attribute(node, "style");
    if (html_attribute(node, "hidden") || says(node, "aria-hidden", "true"))
        return true;
    if (!style)
        return false;
    buf bare;
    buf_init(&bare, tmp);
    for (const char *c = style; *c && bare.len < 500; c++)
        if (*c != ' ')
            buf_add_byte(&bare, *c);
    slice text = buf_slice(&bare);
    return slice_find_nocase(text, SLICE("display:none"), 0) < text.len ||
           slice_find_nocase(text, SLICE("visibility:hidden"), 0) < text.len;
}

static slice names_of(arena *tmp, const GumboNode *node)
{
    static const char *const sources[] = {"class",          "id",          "itemprop",
                                          "data-component", "data-testid", "rel"};
    buf names;
    buf_init(&names, tmp);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const char *value = html_attribute(node, sources[i]);
        if (!value)
            continue;
        buf_add(&names, slice_of(value, strnlen(value, 300)));
        buf_add_byte(&names, ' ');
    }
    return buf_slice(&names);
}

static void describe(html_page *h, element *e, const GumboNode *node)
{
    arena *tmp = arena_sub(h->p->tmp);
    GumboTag tag = node->v.element.tag;
    slice given = names_of(tmp, node);
    const char *names = arena_str(tmp, given);
    e->tag = tag;
    e->drop = drop_by_tag(tag);
    if (!e->drop && is_hidden(tmp, node))
        e->drop = "hidden on the page";
    if (!e->drop && (says(node, "role", "navigation") || says(node, "role", "menu")))
        e->drop = "site navigation";
    if (!e->drop && (says(node, "role", "complementary") || says(node, "role", "dialog")))
        e->drop = "box beside the article";
    if (given.len) {
        e->semantic = hint_body(tmp, names) || says(node, "itemprop", "articleBody");
        e->byline = hint_byline(tmp, names);
        e->date = hint_date(tmp, names);
        e->standfirst = hint_standfirst(tmp, names);
        if (!e->drop && !e->semantic && tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_HTML &&
            tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_MAIN && tag != GUMBO_TAG_H1)
            e->drop = hint_drop(tmp, names);
    }
    if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN || says(node, "role", "main"))
        e->semantic = true;
    arena_release(tmp);
}

static block_kind kind_of(const walker *w, uint8_t *level)
{
    const html_page *h = w->h;
    for (uint32_t at = w->current; at != NO_ELEMENT; at = h->elements.v[at].parent) {
        GumboTag tag = h->elements.v[at].tag;
        if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
            *level = (uint8_t)(tag - GUMBO_TAG_H1 + 1);
            return BLOCK_HEADING;
        }
        if (tag == GUMBO_TAG_LI)
            return BLOCK_ITEM;
        if (tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_TD ||
            tag == GUMBO_TAG_BODY)
            break;
    }
    return BLOCK_PARAGRAPH;
}

static void end_block(walker *w)
{
    html_page *h = w->h;
    if (!w->open)
        return;
    w->open = false;
    w->breaks = 0;
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

static void begin_block(walker *w)
{
    html_page *h = w->h;
    uint8_t level = 0;
    block_kind kind = kind_of(w, &level);
    page_begin(h->p, kind);
    vec_last(&h->p->blocks)->level = level;
    *vec_add(h->p->tmp, &h->places) = (block_place){.owner = w->current};
    w->open = true;
}

static void add_text(walker *w, const GumboNode *node)
{
    html_page *h = w->h;
    if (node->type == GUMBO_NODE_WHITESPACE) {
        if (w->open)
            html_add_text(h, &node->v.text);
        return;
    }
    if (!w->open)
        begin_block(w);
    w->breaks = 0;
    size_t before = h->p->text.len;
    html_add_text(h, &node->v.text);
    if (w->links)
        vec_last(&h->places)->link_bytes += (uint32_t)(h->p->text.len - before);
}

static void add_break(walker *w, const GumboNode *node)
{
    html_page *h = w->h;
    if (!w->open)
        return;
    if (++w->breaks >= 2) {
        end_block(w);
        return;
    }
    const char *at = node->v.element.original_tag.data;
    uint32_t place = 0;
    if (at && at >= h->source && at <= h->source + h->p->doc->bytes.len)
        place = (uint32_t)(at - h->source);
    page_space(h->p, place, place);
}

/* An inline element that readers do not see is a box of its own, to be dropped. */
static bool is_hidden_inline(arena *tmp, const GumboNode *node)
{
    if (is_hidden(tmp, node))
        return true;
    const char *class = html_attribute(node, "class");
    const char *why = class ? hint_drop(tmp, class) : NULL;
    return why && strcmp(why, "hidden on the page") == 0;
}

static void enter(walker *w, const GumboNode *node)
{
    html_page *h = w->h;
    GumboTag tag = node->v.element.tag;
    if (is_silent(tag) || node->type == GUMBO_NODE_TEMPLATE)
        return;
    if (tag == GUMBO_TAG_BR) {
        add_break(w, node);
        return;
    }
    frame f = {.node = node,
               .outer = w->current,
               .box = !is_inline(tag) || is_hidden_inline(h->p->tmp, node)};
    f.link = tag == GUMBO_TAG_A;
    w->links += f.link;
    if (f.box) {
        end_block(w);
        uint32_t number = h->elements.n;
        element *e = vec_add(h->p->tmp, &h->elements);
        e->parent = w->current;
        e->first_block = h->p->blocks.n;
        describe(h, e, node);
        w->current = number;
    }
    vec_push(h->p->tmp, &w->stack, f);
}

static void leave(walker *w)
{
    html_page *h = w->h;
    frame f = w->stack.v[--w->stack.n];
    w->links -= f.link;
    if (!f.box)
        return;
    end_block(w);
    element *e = &h->elements.v[w->current];
    e->end = h->elements.n;
    e->end_block = h->p->blocks.n;
    w->current = f.outer;
}

void html_walk(html_page *h, const GumboNode *root)
{
    walker w = {.h = h, .current = NO_ELEMENT};
    enter(&w, root);
    while (w.stack.n) {
        frame *top = vec_last(&w.stack);
        const GumboVector *children = &top->node->v.element.children;
        if (top->next == children->length) {
            leave(&w);
            continue;
        }
        const GumboNode *child = children->data[top->next++];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
            child->type == GUMBO_NODE_CDATA)
            add_text(&w, child);
        else if (child->type == GUMBO_NODE_ELEMENT)
            enter(&w, child);
    }
}
