#include "article/html.h"

#include <string.h>

/* Which blocks are the article: the tightest element that holds nearly all running text,
 * without the boxes in it that say they are something else. */

enum { PARAGRAPH_BYTES = 50, LITTLE_BYTES = 300 };

static bool is_dropped(const html_page *h, uint32_t e)
{
    return e != NO_ELEMENT && h->elements.v[e].drop;
}

/* Bytes of running text in a block; links and labels do not count. */
static uint32_t block_mass(const html_page *h, uint32_t i)
{
    const block *b = &h->p->blocks.v[i];
    const block_place *place = &h->places.v[i];
    if (b->kind == BLOCK_HEADING || place->bytes < PARAGRAPH_BYTES ||
        place->link_bytes * 2 > place->bytes)
        return 0;
    if (!b->shape.ends_stop && b->shape.words < 20)
        return 0;
    return place->bytes - place->link_bytes;
}

static void weigh(html_page *h)
{
    for (uint32_t i = 0; i < h->elements.n; i++)
        h->elements.v[i].mass = 0;
    for (uint32_t i = 0; i < h->places.n; i++)
        h->elements.v[h->places.v[i].owner].mass += block_mass(h, i);
    for (uint32_t i = h->elements.n; i-- > 0;) {
        uint32_t parent = h->elements.v[i].parent;
        if (parent != NO_ELEMENT)
            h->elements.v[parent].mass += h->elements.v[i].mass;
    }
}

/* A box that holds much of all the running text is not dropped for its name alone. What
 * is dropped passes its reason on to all inside. */
static void settle_drops(html_page *h)
{
    if (h->elements.n == 0)
        return;
    uint32_t all = h->elements.v[0].mass;
    for (uint32_t i = 0; i < h->elements.n; i++) {
        element *e = &h->elements.v[i];
        const element *parent =
            e->parent == NO_ELEMENT ? NULL : &h->elements.v[e->parent];
        if (parent && parent->drop) {
            e->drop = parent->drop;
            continue;
        }
        bool heavy = e->mass * (uint64_t)10 > all * (uint64_t)3 && all > 0;
        bool talk = e->comments && all - e->mass > LITTLE_BYTES;
        if (e->drop && heavy && !talk)
            e->drop = NULL;
    }
    // What is dropped weighs nothing from here on
    for (uint32_t i = 0; i < h->elements.n; i++)
        h->elements.v[i].mass = 0;
    for (uint32_t i = 0; i < h->places.n; i++)
        if (!is_dropped(h, h->places.v[i].owner))
            h->elements.v[h->places.v[i].owner].mass += block_mass(h, i);
    for (uint32_t i = h->elements.n; i-- > 0;) {
        uint32_t parent = h->elements.v[i].parent;
        if (parent != NO_ELEMENT)
            h->elements.v[parent].mass += h->elements.v[i].mass;
    }
}

/* From here down: an element that calls itself the article and holds most of the text. */
static uint32_t pick_start(const html_page *h)
{
    uint32_t best = 0, all = h->elements.v[0].mass;
    for (uint32_t i = 0; i < h->elements.n; i++) {
        const element *e = &h->elements.v[i];
        if (!e->semantic || e->drop || e->mass * (uint64_t)10 < all * (uint64_t)4)
            continue;
        // The innermost of the heaviest; a little lighter is still the same text
        if (best == 0 ||
            e->mass * (uint64_t)100 >= h->elements.v[best].mass * (uint64_t)80)
            best = i;
    }
    return best;
}

static uint32_t descend(const html_page *h, uint32_t at)
{
    for (;;) {
        const element *e = &h->elements.v[at];
        uint32_t next = at;
        for (uint32_t child = at + 1; child < e->end; child = h->elements.v[child].end)
            if (h->elements.v[child].mass * (uint64_t)100 >= e->mass * (uint64_t)90 &&
                e->mass)
                next = child;
        if (next == at || h->elements.v[next].tag == GUMBO_TAG_P)
            return at;
        at = next;
    }
}

static bool inside(const html_page *h, uint32_t element_at, uint32_t block_at)
{
    const element *e = &h->elements.v[element_at];
    return block_at >= e->first_block && block_at < e->end_block;
}

static bool near_kind(const html_page *h, uint32_t i, bool byline)
{
    unsigned up = 0;
    for (uint32_t at = h->places.v[i].owner; at != NO_ELEMENT && up < 3;
         at = h->elements.v[at].parent, up++) {
        const element *e = &h->elements.v[at];
        if (e->end_block - e->first_block > 6)
            break;
        if (byline ? e->byline || e->date : e->standfirst)
            return true;
    }
    return false;
}

static uint32_t first_heading(const html_page *h)
{
    const page *p = h->p;
    uint32_t found = p->blocks.n;
    for (uint32_t i = 0; i < p->blocks.n && i < h->places.n; i++) {
        const block *b = &p->blocks.v[i];
        if (b->kind != BLOCK_HEADING || b->level != 1)
            continue;
        if (p->headline.len && slice_eq(shape_fold(p->tmp, page_slice(p, b), 600),
                                        shape_fold(p->tmp, p->headline, 600)))
            return i;
        if (found == p->blocks.n && b->shape.words >= 3)
            found = i;
    }
    return found;
}

/* Outside the article's element, but about it: headline, byline, date, standfirst. */
static bool belongs_above(const html_page *h, uint32_t i, uint32_t heading,
                          uint32_t start)
{
    const page *p = h->p;
    if (is_dropped(h, h->places.v[i].owner) && i != heading)
        return false;
    if (i == heading)
        return true;
    if (heading == p->blocks.n || i < heading || i >= start || i > heading + 25)
        return false;
    const block *b = &p->blocks.v[i];
    if (b->link && !near_kind(h, i, true))
        return false;
    return near_kind(h, i, true) || near_kind(h, i, false) ||
           (b->shape.ends_stop && b->shape.words >= 8);
}

/* A list of links, a link on a line of its own: not what the report says. */
static bool is_link_block(const html_page *h, uint32_t i)
{
    const block *b = &h->p->blocks.v[i];
    const block_place *place = &h->places.v[i];
    if (place->link_bytes == 0)
        return false;
    if (place->link_bytes * 10 > place->bytes * 8)
        return b->shape.words < 25;
    return place->link_bytes * 2 > place->bytes && !b->shape.ends_stop;
}

static void drop_link_lists(html_page *h, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        block *b = &h->p->blocks.v[i];
        if (b->role == ROLE_OPEN && b->kind != BLOCK_HEADING && is_link_block(h, i))
            page_furniture(b,
                           near_kind(h, i, true) ? "byline" : "link to other articles");
    }
}

/* A heading with nothing of the report below it. */
static void drop_empty_headings(html_page *h, uint32_t from, uint32_t to)
{
    bool text = false;
    for (uint32_t i = to; i-- > from;) {
        block *b = &h->p->blocks.v[i];
        if (b->role != ROLE_OPEN)
            continue;
        if (b->kind != BLOCK_HEADING)
            text = true;
        else if (b->level == 1)
            continue;
        else if (!text)
            page_furniture(b, "heading without text");
    }
}

static void take_byline(html_page *h, uint32_t i)
{
    page *p = h->p;
    block *b = &p->blocks.v[i];
    slice text = page_slice(p, b);
    if (b->role == ROLE_FURNITURE && text.len < 160 && near_kind(h, i, true) &&
        p->bylines.n == 0)
        byline_take(p, text, true);
}

void html_pick(html_page *h)
{
    page *p = h->p;
    if (h->elements.n == 0)
        return;
    weigh(h);
    settle_drops(h);
    uint32_t body = descend(h, pick_start(h)), heading = first_heading(h);
    uint32_t from = h->elements.v[body].first_block, to = h->elements.v[body].end_block;
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        uint32_t owner = h->places.v[i].owner;
        block *b = &p->blocks.v[i];
        if (inside(h, body, i) ? !is_dropped(h, owner) || i == heading
                               : belongs_above(h, i, heading, from))
            continue;
        page_furniture(b, is_dropped(h, owner) ? h->elements.v[owner].drop
                                               : "outside the article");
        slice text = page_slice(p, b);
        if (strcmp(b->why.ptr, "caption of a picture or video") == 0)
            agency_in_line(p, text, "furniture");
    }
    drop_link_lists(h, from, to);
    drop_empty_headings(h, from, to);
    for (uint32_t i = 0; i < p->blocks.n; i++)
        take_byline(h, i);
}
