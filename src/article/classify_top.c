#include "article/classify.h"

#include <string.h>

void top_take_date_line(classifier *c, uint32_t i, bool before_headline)
{
    page *p = c->p;
    slice text = block_text(c, i), rest;
    bool glued;
    date_line_kind kind = date_line(text, &rest, &glued);
    if (kind == DATE_LINE_NOT)
        return;
    const char *why = "date line";
    if (kind == DATE_LINE_WITH_REST) {
        if (byline_take(p, rest, !before_headline && !outlet_has_word(rest))) {
            why = "byline and date line";
            glued = false;
        } else if (outlet_is_masthead(outlet_before_bar(rest)) && before_headline) {
            outlet_set(p, outlet_before_bar(rest), "the name at the top of the page", 40);
            why = "name of the outlet with the day's date";
            glued = true;
        } else if (date_label_of(p->tmp, text) == LABEL_NONE) {
            glued = before_headline || glued;
            why = glued ? "place and date at the top of the page" : "date line";
        }
    }
    page_furniture(&c->v[i], why);
    published_add_line(p, text, before_headline, glued);
}

bool top_is_date_line(const classifier *c, uint32_t i)
{
    slice rest;
    bool glued;
    block *b = &c->v[i];
    if (!b->date_line)
        b->date_line = b->shape.words <= 22 &&
                               date_line(block_text(c, i), &rest, &glued) != DATE_LINE_NOT
                           ? 2
                           : 1;
    return b->date_line == 2;
}

static bool is_byline_cue(const classifier *c, uint32_t i)
{
    slice folded = c->folded[i];
    return slice_starts(folded, SLICE("by ")) || slice_starts(folded, SLICE("von ")) ||
           slice_starts(folded, SLICE("par ")) || slice_starts(folded, SLICE("por "));
}

/* The first line that reads like a headline; labels above it only where nothing better
 * comes. */
void top_find_headline(classifier *c)
{
    uint32_t label = c->n, end = c->first;
    for (uint32_t i = 0; i < c->n; i++)
        if (block_open(c, i) && c->v[i].kind == BLOCK_HEADING && c->v[i].level == 1) {
            c->headline = i;
            return;
        }
    for (uint32_t i = 0; i < end; i++) {
        const block *b = &c->v[i];
        if (!block_open(c, i) || !could_be_headline(c, i) || top_is_date_line(c, i) ||
            is_byline_cue(c, i) || byline_is_credit(c->p, block_text(c, i)) ||
            masthead_is_motto(c, i, end))
            continue;
        slice text = block_text(c, i), value;
        header field = header_field(text, &value);
        if (field == HEADER_TITLE) {
            c->headline = i;
            return;
        }
        if (field != HEADER_NONE)
            continue;
        bool name = outlet_is_masthead(outlet_before_bar(text)) ||
                    (outlet_is_label(&b->shape) &&
                     (b->shape.words <= 2 || outlet_is_section(text) ||
                      outlet_named_at_end(c, i)));
        if (!name && (b->shape.words >= 4 ||
                      (b->shape.words == 3 && !outlet_is_label(&b->shape)))) {
            c->headline = i;
            return;
        }
        if (!name && label == c->n)
            label = i;
        else if (label == c->n && b->shape.words >= 2 &&
                 !outlet_is_masthead(outlet_before_bar(text)) &&
                 !outlet_is_section(text) && !outlet_named_at_end(c, i))
            label = i;
    }
    c->headline = label;
}

/* "Fwd: Re: Ferry sinks": what mail programs put before a subject. */
static slice without_reply(slice text)
{
    static const char *const marks[] = {"fwd:", "fw:", "re:", "wg:", "aw:", "tr:", "rv:"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        slice mark = slice_of_str(marks[i]);
        if (!slice_starts_nocase(text, mark) || text.len <= mark.len)
            continue;
        text = slice_trim(slice_of(text.ptr + mark.len, text.len - mark.len));
        i = (size_t)-1; // several of them
    }
    return text;
}

/* "Army enters town | Harbour Courier": the name behind the bar is the outlet's. */
void top_take_headline(classifier *c)
{
    page *p = c->p;
    if (c->headline == c->n)
        return;
    block *b = &c->v[c->headline];
    slice text = block_text(c, c->headline), value;
    if (header_field(text, &value) == HEADER_TITLE)
        text = without_reply(value);
    slice site = outlet_behind_bar(text);
    b->role = ROLE_HEADLINE;
    if (site.len && outlet_is_masthead(site)) {
        outlet_set(p, site, "the name behind the headline", 35);
        slice bare = slice_of(text.ptr, (size_t)(site.ptr - text.ptr));
        while (bare.len && !(bare.ptr[bare.len - 1] == ' '))
            bare.len--;
        bare = slice_trim(bare);
        while (bare.len && strchr(" |-", bare.ptr[bare.len - 1]))
            bare.len--;
        if (slice_ends(bare, SLICE("\xe2\x80\x93")) ||
            slice_ends(bare, SLICE("\xe2\x80\x94")))
            bare.len -= 3;
        text = slice_trim(bare);
    }
    if (p->headline.len == 0)
        p->headline = arena_slice(p->out, text);
}

/* False where keys need not be asked for: something other than a mark comes first, and it
 * is not the same. */
static bool could_read_same(slice a, slice b)
{
    return !a.len || !b.len || a.ptr[0] == b.ptr[0] || strchr(".,;:|!- ", a.ptr[0]) ||
           strchr(".,;:|!- ", b.ptr[0]);
}

void top_drop_again(classifier *c)
{
    if (c->p->headline.len == 0)
        return;
    bool is_new = c->headline == c->n;
    slice folded = shape_fold(c->p->tmp, c->p->headline, SIZE_MAX);
    uint64_t key = shape_folded_key(folded);
    for (uint32_t i = 0; i < c->n; i++) {
        if (!block_open(c, i) || c->v[i].shape.words > HEADLINE_WORDS + 6)
            continue;
        bool same = (could_read_same(c->folded[i], folded) && block_key(c, i) == key) ||
                    (c->headline < c->n &&
                     could_read_same(c->folded[i], c->folded[c->headline]) &&
                     block_key(c, i) == block_key(c, c->headline));
        if (same && is_new)
            c->v[i].role = ROLE_HEADLINE;
        else if (same)
            page_furniture(&c->v[i], "headline repeated");
        is_new &= !same;
    }
}

/* A field of an archive's header, above or below the headline. */
static bool take_header(classifier *c, uint32_t i)
{
    slice value, agency;
    page *p = c->p;
    header field = header_field(block_text(c, i), &value);
    if (field == HEADER_NONE || (field == HEADER_TITLE && c->headline < c->n))
        return false;
    if (field == HEADER_OUTLET && value.len < 80) {
        if (agency_any_at(value, &agency) == value.len && value.len)
            agency_add(p, agency, block_text(c, i), "furniture");
        outlet_set(p, value, "a field above the text", 60);
    }
    if (field == HEADER_URL && !p->url.len)
        p->url = arena_slice(p->out, value);
    page_furniture(&c->v[i], "field above the text");
    return true;
}

/* Lines above the headline: outlet, section, date, whatever the page shows there. */
void top_mark_above(classifier *c)
{
    uint32_t end = c->headline < c->n ? c->headline : c->first;
    for (uint32_t i = 0; i < end; i++) {
        if (!block_open(c, i))
            continue;
        slice text = block_text(c, i), name = outlet_before_bar(text);
        const shape *s = &c->v[i].shape;
        if (take_header(c, i))
            continue;
        if (top_is_date_line(c, i)) {
            top_take_date_line(c, i, true);
        } else if (byline_take(c->p, text, false) || byline_is_credit(c->p, text)) {
            page_furniture(&c->v[i], "byline");
        } else if (c->headline < c->n && masthead_is_motto(c, i, end + 1)) {
            page_furniture(&c->v[i], "motto of the outlet");
        } else if (outlet_is_masthead(name)) {
            outlet_set(c->p, name, "the name at the top of the page", 40);
            page_furniture(&c->v[i], "name of the outlet");
        } else if (outlet_is_label(s) && !outlet_is_section(text) &&
                   outlet_named_at_end(c, i)) {
            outlet_set(c->p, text, "a name at the top and at the end of the page", 30);
            page_furniture(&c->v[i], "name of the outlet");
        } else if (s->words <= 4 && !s->ends_stop && c->headline < c->n) {
            page_furniture(&c->v[i], "label above the headline");
        }
    }
}

enum { BODY_BYTES = 64 << 10, MOST_ASKED = 200 };

/* Is the line a thing that the report speaks about? Then it is nobody's byline. */
static bool occurs_in_text(classifier *c, uint32_t line)
{
    if (!c->body) {
        size_t len = 0;
        c->body = arena_array(c->p->tmp, slice, c->last + 2 - c->first);
        for (uint32_t i = c->first; i < c->n && i <= c->last && len < BODY_BYTES; i++)
            if (block_open(c, i)) {
                slice folded = block_folded(c, i, 4000);
                c->body[c->n_body++] = folded;
                len += folded.len + 1;
            }
    }
    // Names by the hundred are a list of names
    if (++c->n_asked > MOST_ASKED)
        return true;
    slice name = c->folded[line];
    for (uint32_t i = 0; i < c->n_body; i++)
        if (slice_find(c->body[i], name, 0) < c->body[i].len)
            return true;
    return false;
}

/* A name alone on its line, where bylines stand. */
bool top_is_loose_byline(classifier *c, uint32_t i, bool date_near)
{
    const shape *s = &c->v[i].shape;
    slice text = block_text(c, i);
    if (s->words > 8 || s->ends_stop || outlet_is_section(text) || occurs_in_text(c, i))
        return false;
    if (!date_near && s->words > 4 && !slice_find(c->folded[i], SLICE(" in "), 0))
        return false;
    return byline_take(c->p, text, true);
}

/* Between the headline and the first paragraph: standfirst (text), byline, date, caption.
 */
void top_mark_below(classifier *c)
{
    bool standfirst = false, signed_or_dated = false;
    uint32_t start = c->headline < c->n ? c->headline + 1 : 0;
    for (uint32_t i = start; i < c->first; i++) {
        if (!block_open(c, i))
            continue;
        const shape *s = &c->v[i].shape;
        slice text = block_text(c, i);
        bool date_near =
            (i + 1 < c->n && block_open(c, i + 1) && top_is_date_line(c, i + 1)) ||
            (i > start && signed_or_dated);
        if (take_header(c, i))
            continue;
        if (top_is_date_line(c, i)) {
            top_take_date_line(c, i, c->headline == c->n);
            signed_or_dated = true;
        } else if (byline_take(c->p, text, false) || byline_is_credit(c->p, text)) {
            page_furniture(&c->v[i], "byline");
            signed_or_dated = true;
        } else if (outlet_is_masthead(text) && !occurs_in_text(c, i)) {
            outlet_set(c->p, text, "a name below the headline", 28);
            page_furniture(&c->v[i], "name of the outlet");
        } else if (agency_is_sign_off(c->p, text, c->v[i].hints.kinds)) {
            agency_in_line(c->p, text, "byline");
            page_furniture(&c->v[i], "credit of the agency");
            signed_or_dated = true;
        } else if (c->headline < c->n && top_is_loose_byline(c, i, date_near)) {
            page_furniture(&c->v[i], "byline");
            signed_or_dated = true;
        } else if (outlet_is_label(s) &&
                   (outlet_is_section(text) || outlet_is_masthead(text))) {
            if (outlet_is_masthead(text))
                outlet_set(c->p, text, "a name below the headline", 28);
            page_furniture(&c->v[i], "label of the section or the outlet");
        } else if (signed_or_dated && standfirst && !s->ends_stop && s->words <= 30 &&
                   c->v[i].kind != BLOCK_HEADING && !s->starts_bullet &&
                   !(i > 0 && slice_eq_str(c->v[i - 1].why, "time of an entry"))) {
            mark_caption(c, i, "caption below byline and date");
        } else {
            standfirst = c->headline < c->n;
        }
    }
}
