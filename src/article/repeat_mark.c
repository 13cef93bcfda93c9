#include "article/classify.h"
#include "article/repeat.h"

#include <string.h>

/* Takes out the lines that stand in many of the outlet's articles: at the edges of the
 * report, and between its paragraphs what is no sentence. A sentence stays where the
 * report speaks of the same names: that is background, which outlets print again, too. */

static const repeat_found *found_at(const classifier *c, uint32_t i)
{
    const block *b = &c->v[i];
    if (!block_open(c, i) || b->shape.words > REPEAT_WORDS || !c->folded[i].len)
        return NULL;
    return repeat_set_get(c->p->again, block_key(c, i));
}

/* Does another paragraph, not itself one of these lines, have the word? */
static bool others_have(const classifier *c, uint32_t i, slice word)
{
    enum { MOST_BLOCKS = 60 };
    unsigned looked = 0;
    for (uint32_t k = 0; k < c->n && looked < MOST_BLOCKS; k++) {
        if (k == i || !block_open(c, k) || found_at(c, k) ||
            !block_full(&c->v[k].shape, c->v[k].kind == BLOCK_PARAGRAPH))
            continue;
        looked++;
        slice text = block_text(c, k);
        for (size_t at = 0; (at = slice_find(text, word, at)) < text.len; at += word.len)
            if (at == 0 || strchr(" \"'([-\n", text.ptr[at - 1]))
                return true;
    }
    return false;
}

/* A name in it, the outlet's own left aside, that the rest of the report has as well. */
static bool is_of_the_report(const classifier *c, uint32_t i)
{
    enum { MOST_NAMES = 12 };
    slice text = block_text(c, i), word;
    unsigned names = 0, nth = 0;
    for (size_t at = 0; names < MOST_NAMES && shape_next_word(text, &at, &word); nth++) {
        slice core = shape_core(word);
        // The first word has a capital whatever it is
        if (nth == 0 || core.len < 3 || !shape_is_capital(core) ||
            shape_is_function(core) || cue_is_newspaper_word(core))
            continue;
        if (slice_find_nocase(c->p->outlet, core, 0) < c->p->outlet.len)
            continue;
        names++;
        if (others_have(c, i, core))
            return true;
    }
    return false;
}

static bool is_sentence(const shape *s)
{
    return s->ends_stop || s->ends_colon || s->words > REPEAT_LABEL;
}

/* Speaks to the reader, of the site, or of the rights in it: whatever its names. */
static bool is_frame(const classifier *c, uint32_t i)
{
    const block *b = &c->v[i];
    bool opens;
    slice folded = c->folded[i];
    return cue_furniture(folded, &b->shape, b->counts.kinds, &b->hints, &opens) ||
           appeal_is(folded, &b->shape, b->counts.kinds) ||
           slice_find(folded, SLICE("\xc2\xa9"), 0) < folded.len ||
           slice_find(folded, SLICE("www."), 0) < folded.len ||
           slice_find(folded, SLICE("http"), 0) < folded.len ||
           slice_find(folded, SLICE("@"), 0) < folded.len;
}

static void take_out(classifier *c, uint32_t i, const repeat_found *found)
{
    const repeat_set *set = c->p->again;
    block *b = &c->v[i];
    page_furniture(b, "stands in many articles of this outlet");
    b->why = arena_format(
        c->p->out, "stands in %u of %u articles %s%s", found->articles, set->of,
        set->no_outlet ? "of which the outlet is not known" : "of this outlet",
        set->all ? "" : " that were compared");
    agency_in_line(c->p, block_text(c, i), "furniture");
}

/* Looks at block i from the report's edge; false where the report begins. */
static bool mark_edge(classifier *c, uint32_t i, unsigned *passed_by)
{
    enum { MOST_SHORT = 3 };
    const repeat_found *found = found_at(c, i);
    if (!block_open(c, i))
        return true;
    if (found &&
        (is_frame(c, i) || !is_sentence(&c->v[i].shape) || !is_of_the_report(c, i))) {
        take_out(c, i, found);
        return true;
    }
    // A headline, a byline, a credit may stand before it
    return !block_full(&c->v[i].shape, c->v[i].kind == BLOCK_PARAGRAPH) &&
           ++*passed_by <= MOST_SHORT;
}

/* The name that other articles have as their outlet. */
static void take_name(classifier *c)
{
    enum { TOP_BLOCKS = 6 };
    for (uint32_t i = 0; i < c->n && i < TOP_BLOCKS; i++) {
        slice text = block_text(c, i);
        if (!block_open(c, i) || c->v[i].shape.words > REPEAT_LABEL ||
            repeat_outlet_key(text) != c->p->again->outlet)
            continue;
        outlet_set(c->p, text, "a name at the top that other articles are known by", 33);
        page_furniture(&c->v[i], "name of the outlet");
        return;
    }
}

void repeat_mark(classifier *c)
{
    if (!c->p->html && !c->p->again->no_outlet)
        take_name(c);
    unsigned above = 0, below = 0;
    uint32_t first = 0, last = c->n;
    while (first < c->n && mark_edge(c, first, &above))
        first++;
    while (last > first && mark_edge(c, last - 1, &below))
        last--;
    for (uint32_t i = first; i < last; i++) {
        const repeat_found *found = found_at(c, i);
        if (found && c->v[i].kind != BLOCK_HEADING && !is_sentence(&c->v[i].shape))
            take_out(c, i, found);
    }
}
