#include "article/classify.h"

#include <string.h>

static bool has_word(slice text, slice word)
{
    slice other;
    for (size_t at = 0; shape_next_word(text, &at, &other);)
        if (slice_eq(shape_core(other), word))
            return true;
    return false;
}

/* How many in ten of a line's content words come in the paragraph below it: a subhead
 * announces what follows, a link does not. */
static unsigned echo(const classifier *c, uint32_t line, uint32_t next)
{
    slice below = block_folded(c, next, 3000), word;
    unsigned words = 0, hits = 0;
    for (size_t at = 0; shape_next_word(c->folded[line], &at, &word);) {
        slice core = shape_core(word);
        if (core.len < 4 || shape_is_function(core))
            continue;
        words++;
        hits += has_word(below, core);
    }
    return words ? hits * 10 / words : 10;
}

static uint32_t next_open(const classifier *c, uint32_t i)
{
    do
        i++;
    while (i < c->n && !block_open(c, i));
    return i;
}

static uint32_t open_before(const classifier *c, uint32_t i)
{
    while (i > 0)
        if (block_open(c, --i))
            return i;
    return c->n;
}

/* An unfinished line between paragraphs: headline of another article, or a subhead? */
static bool is_inner_link(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    uint32_t next = next_open(c, i), before = open_before(c, i);
    if (s->ends_stop || s->ends_colon || s->ends_open || s->starts_lower ||
        s->starts_bullet || s->words < 5 || s->words > LINK_WORDS)
        return false;
    if (next >= c->n || before >= c->n || c->v[next].shape.starts_lower)
        return false;
    const shape *b = &c->v[before].shape;
    if (b->ends_colon || (b->starts_bullet && !c->v[i].after_blank) ||
        (!b->ends_stop && b->words > LINK_WORDS))
        return false;
    slice text = block_text(c, i);
    if (text.ptr[0] == '"' || slice_starts(text, SLICE("\xe2\x80\x9c")))
        return false; // a quotation set apart
    // A subhead names what comes next; a link is mostly about something else. Lists of
    // links have more of them below each other
    if (!c->v[i].link && c->v[next].shape.ends_stop && s->words <= 12 && !s->digits &&
        topic_names_common(c, i, next))
        return false;
    return echo(c, i, next) < 5;
}

void rest_mark_inside(classifier *c)
{
    for (uint32_t i = c->first; i < c->n && i <= c->last; i++) {
        block *b = &c->v[i];
        if (!block_open(c, i))
            continue;
        uint32_t other;
        const char *why =
            cue_caption(block_text(c, i), c->folded[i], &b->shape, b->hints.kinds, false);
        if (why) {
            mark_caption(c, i, why);
        } else if (repeats_near(c, i, &other) && other == i + 1 && b->shape.words >= 4) {
            mark_twins(c, i);
        } else if (b->shape.words <= 22 && !b->shape.ends_stop &&
                   top_is_date_line(c, i)) {
            top_take_date_line(c, i, false);
        } else if (b->shape.words <= 14 && !b->shape.ends_stop &&
                   byline_take(c->p, block_text(c, i), false)) {
            page_furniture(b, "byline");
        } else if (c->p->html ? b->link && is_inner_link(c, i) : is_inner_link(c, i)) {
            page_furniture(b, "headline of another article");
        }
    }
}

void rest_mark_tail(classifier *c)
{
    if (c->first == c->n)
        return;
    bool goes_on = c->v[c->last].shape.ends_colon;
    for (uint32_t i = c->last + 1; i < c->n; i++) {
        if (!block_open(c, i))
            continue;
        slice text = block_text(c, i);
        const shape *s = &c->v[i].shape;
        if (agency_is_sign_off(c->p, text, c->v[i].hints.kinds)) {
            agency_in_line(c->p, text, "furniture");
            page_furniture(&c->v[i], "credit at the end");
        } else if (top_is_date_line(c, i)) {
            top_take_date_line(c, i, false);
        } else if (byline_take(c->p, text, false) || top_is_loose_byline(c, i, false)) {
            page_furniture(&c->v[i], "byline");
        } else if (cue_caption(text, c->folded[i], s, c->v[i].hints.kinds, false)) {
            mark_caption(c, i, "caption of a picture or video");
        } else if (!goes_on && !s->starts_bullet && !s->starts_lower && !s->ends_stop) {
            page_furniture(&c->v[i], "line after the end of the report");
        }
    }
    // A credit may close the text as a sentence: "Agencies contributed to this report."
    for (uint32_t i = c->first + 1; i <= c->last && i < c->n; i++)
        if (block_open(c, i) && c->v[i].shape.words <= 40 &&
            agency_is_sign_off(c->p, block_text(c, i), c->v[i].hints.kinds)) {
            agency_in_line(c->p, block_text(c, i), "furniture");
            page_furniture(&c->v[i], "credit at the end");
        }
}
