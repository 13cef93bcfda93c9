#include "article/html.h"
#include "article/html_model.h"

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

/* From the blocks' own elements to all around them. */
static void add_up(html_page *h)
{
    for (uint32_t i = h->elements.n; i-- > 0;) {
        uint32_t parent = h->elements.v[i].parent;
        if (parent != NO_ELEMENT)
            h->elements.v[parent].mass += h->elements.v[i].mass;
    }
}

static void weigh(html_page *h)
{
    for (uint32_t i = 0; i < h->places.n; i++)
        h->elements.v[h->places.v[i].owner].mass += block_mass(h, i);
    add_up(h);
}

/* A reason, and how much running text goes with it over the whole page. */
typedef struct {
    const char *why;
    uint64_t mass;
} toll;

enum { MOST_REASONS = 32 };

static toll *toll_of(toll *tolls, const char *why)
{
    for (unsigned i = 0; i < MOST_REASONS; i++) {
        if (!tolls[i].why)
            tolls[i].why = why;
        if (strcmp(tolls[i].why, why) == 0)
            return &tolls[i];
    }
    return NULL;
}

static bool is_within_drop(const html_page *h, const element *e)
{
    return e->parent != NO_ELEMENT && h->elements.v[e->parent].drop;
}

/* Comments may be longer than what they are about. */
static bool is_too_much(const toll *t, uint64_t all)
{
    bool talk = strcmp(t->why, "readers' comments") == 0;
    return t->mass * 10 > all * 3 && !(talk && all - t->mass > LITTLE_BYTES);
}

static unsigned count_word(slice text, slice word, unsigned most)
{
    unsigned n = 0;
    for (size_t at = 0; n < most && (at = slice_find_nocase(text, word, at)) < text.len;
         at += word.len)
        n++;
    return n;
}

/* A box that calls itself a notice of privacy and speaks of cookies again and again is
 * one, though it may be longer than the article: nothing outweighs that. The outermost
 * such box is looked at, so that each text is read once. Gives how much they weigh. */
static uint64_t settle_consent(html_page *h)
{
    enum { MENTIONS = 3 };
    uint64_t mass = 0;
    const page *p = h->p;
    uint32_t heading = html_pick_heading(h);
    for (uint32_t i = 0; i < h->elements.n; i++) {
        element *e = &h->elements.v[i];
        if (!(e->hints & HINT_COOKIES) || !e->drop || e->in_line ||
            (heading >= e->first_block && heading < e->end_block))
            continue;
        slice text = slice_of(p->text.ptr + e->text_start, e->text_end - e->text_start);
        e->sure = count_word(text, SLICE("cookie"), MENTIONS) == MENTIONS;
        mass += e->sure ? e->mass : 0;
        i = e->end > i + 1 ? e->end - 1 : i;
    }
    return mass;
}

/* Names are only hints: a box that holds much of all the running text is not dropped for
 * its own; and where hardly any text is left, the reason that took most of it was wrong.
 */
static void forgive(html_page *h)
{
    toll tolls[MOST_REASONS] = {0};
    uint64_t all = h->elements.v[0].mass - settle_consent(h);
    for (uint32_t i = 0; i < h->elements.n; i++) {
        element *e = &h->elements.v[i];
        if (!e->drop)
            continue;
        if (e->sure) {
            i = e->end > i + 1 ? e->end - 1 : i;
            continue;
        }
        toll one = {e->drop, e->mass}, *sum;
        if (is_too_much(&one, all))
            e->drop = NULL;
        else if ((sum = toll_of(tolls, e->drop)) != NULL)
            sum->mass += e->mass;
        // Boxes in boxes are not counted twice
        i = e->drop && e->end > i + 1 ? e->end - 1 : i;
    }
    const toll *heaviest = &tolls[0];
    uint64_t dropped = 0;
    for (unsigned i = 0; i < MOST_REASONS && tolls[i].why; i++) {
        dropped += tolls[i].mass;
        if (tolls[i].mass > heaviest->mass)
            heaviest = &tolls[i];
    }
    if (dropped * 5 <= all * 4 || !heaviest->why)
        return;
    for (uint32_t i = 0; i < h->elements.n; i++) {
        element *e = &h->elements.v[i];
        if (e->drop && !e->sure && strcmp(e->drop, heaviest->why) == 0)
            e->drop = NULL;
    }
}

/* What is dropped passes its reason on to all inside, and weighs nothing any more. */
static void settle_drops(html_page *h)
{
    forgive(h);
    for (uint32_t i = 0; i < h->elements.n; i++) {
        element *e = &h->elements.v[i];
        if (is_within_drop(h, e)) {
            e->drop = h->elements.v[e->parent].drop;
            e->sure = h->elements.v[e->parent].sure;
        }
        e->mass = 0;
    }
    for (uint32_t i = 0; i < h->places.n; i++)
        if (!is_dropped(h, h->places.v[i].owner))
            h->elements.v[h->places.v[i].owner].mass += block_mass(h, i);
    add_up(h);
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
            if (!h->elements.v[child].in_line &&
                h->elements.v[child].mass * (uint64_t)100 >= e->mass * (uint64_t)90 &&
                e->mass)
                next = child;
        if (next == at || h->elements.v[next].tag == TAG_p)
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
        if (e->hints & (byline ? HINT_BYLINE | HINT_DATE | HINT_PUBLISHED | HINT_UPDATED
                               : HINT_STANDFIRST))
            return true;
    }
    return false;
}

uint32_t html_pick_heading(const html_page *h)
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

uint32_t html_pick_body(html_page *h)
{
    weigh(h);
    settle_drops(h);
    return descend(h, pick_start(h));
}

static void take_out(html_page *h, uint32_t i, const char *why)
{
    page *p = h->p;
    block *b = &p->blocks.v[i];
    const char *drop = h->elements.v[h->places.v[i].owner].drop;
    page_furniture(b, drop ? drop : why);
    if (strcmp(b->why.ptr, "caption of a picture or video") == 0)
        agency_in_line(p, page_slice(p, b), "furniture");
}

/* What the rules alone say: all in the body's element but the boxes that are dropped. */
static void pick_by_rules(html_page *h, uint32_t body, uint32_t heading)
{
    page *p = h->p;
    uint32_t from = h->elements.v[body].first_block, to = h->elements.v[body].end_block;
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        uint32_t owner = h->places.v[i].owner;
        if (!(inside(h, body, i) ? !is_dropped(h, owner) || i == heading
                                 : belongs_above(h, i, heading, from)))
            take_out(h, i, "outside the article");
    }
    drop_link_lists(h, from, to);
}

/* The lines below the headline that the page gives as its description, too: the report's
 * own first words, wherever the page keeps them. */
static bool is_standfirst(const html_page *h, uint32_t i, uint32_t heading,
                          slice description)
{
    enum { NEAR = 12, FEW_WORDS = 6, MANY_WORDS = 80, SHORT_BYTES = 40 };
    page *p = h->p;
    const block *b = &p->blocks.v[i];
    const block_place *place = &h->places.v[i];
    const char *drop = h->elements.v[place->owner].drop;
    if (i <= heading || i > heading + NEAR || description.len < SHORT_BYTES ||
        b->shape.words < FEW_WORDS || b->shape.words > MANY_WORDS || place->link_bytes ||
        h->elements.v[place->owner].hints & (HINT_CAPTION | HINT_HIDDEN) ||
        (drop && strcmp(drop, "page header") != 0 &&
         strcmp(drop, "share or reading control") != 0))
        return false;
    slice text = shape_fold(p->tmp, page_slice(p, b), 2 * MANY_WORDS * 8);
    if (text.len >= SHORT_BYTES && slice_find(description, text, 0) < description.len)
        return true;
    // Cut short, as descriptions are
    while (description.len &&
           strchr(". \x80\xa6\xe2", description.ptr[description.len - 1]))
        description.len--;
    return description.len >= SHORT_BYTES && slice_starts(text, description);
}

/* Log odds, in HTML_MODEL_UNIT, from which on a block is the article's. */
enum {
    CUT = -HTML_MODEL_UNIT / 5,
    LITTLE_TEXT = 250,
    FEW_BLOCKS = 24,
    MANY_BLOCKS = 50000
};

static bool pick_by_model(html_page *h, uint32_t body, uint32_t heading)
{
    page *p = h->p;
    arena *tmp = arena_sub(p->tmp);
    bool *in = arena_array(tmp, bool, p->blocks.n);
    html_features *f = html_features_new(h, body, heading);
    slice description = shape_fold(tmp, h->description, 1200);
    uint64_t bytes = 0, by_rules = 0;
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        int16_t values[N_FEATURES];
        if (!html_features_worth(h, i))
            continue;
        html_features_get(f, i, values);
        in[i] = (html_model_score(values) > CUT &&
                 !h->elements.v[h->places.v[i].owner].sure) ||
                is_standfirst(h, i, heading, description);
        bytes += in[i] ? h->places.v[i].bytes : 0;
        by_rules += inside(h, body, i) ? block_mass(h, i) : 0;
    }
    bool enough = bytes > LITTLE_TEXT || bytes * 4 > by_rules;
    uint32_t from = h->elements.v[body].first_block;
    for (uint32_t i = 0; enough && i < p->blocks.n; i++) {
        if (in[i] && i != heading) {
            p->blocks.v[i].sure = true;
            continue;
        }
        if (belongs_above(h, i, heading, from) ||
            (near_kind(h, i, true) && inside(h, body, i)))
            p->blocks.v[i].doubt = i != heading;
        else
            take_out(h, i, "reads like the page around the article");
    }
    arena_release(tmp);
    return enough;
}

void html_pick(html_page *h)
{
    page *p = h->p;
    if (h->elements.n == 0)
        return;
    uint32_t body = html_pick_body(h), heading = html_pick_heading(h);
    html_dates_settle(h, body, heading);
    // The model knows articles among much else; of small pages the rules know more, and
    // pages that no browser would show are not worth its time
    if (p->blocks.n < FEW_BLOCKS || p->blocks.n > MANY_BLOCKS ||
        !pick_by_model(h, body, heading))
        pick_by_rules(h, body, heading);
    drop_empty_headings(h, 0, p->blocks.n);
    for (uint32_t i = 0; i < p->blocks.n; i++)
        take_byline(h, i);
}

/* What the lines' own shapes say counts less than what the whole page does. */
static bool is_weak(slice why)
{
    static const char *const reasons[] = {"line after the end of the report",
                                          "headline of another article",
                                          "caption with a photo credit"};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (slice_eq_str(why, reasons[i]))
            return true;
    return false;
}

void html_settle(page *p)
{
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        block *b = &p->blocks.v[i];
        if (b->doubt && b->role == ROLE_OPEN)
            page_furniture(b, "reads like the page around the article");
        else if (b->sure && b->role == ROLE_FURNITURE && is_weak(b->why))
            b->role = ROLE_OPEN;
    }
}
