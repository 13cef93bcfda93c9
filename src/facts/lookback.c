// Claims that the sentence looks back on: A, a charge that S rejected; A, which S denies.
#include "facts/finder.h"

/* "a charge" or "which" before the source of the verb at `verb`, right behind a comma:
 * the comma, 0 when there is none. `*source` loses what does not belong to it. */
static uint32_t claim_before(const scan *s, range *source, range bounds)
{
    enum { REACH = 5 };
    uint32_t at = source->first;
    if (token_is_comma(s, at - 1)) { // A, a claim S denied: one phrase to source_before()
        for (uint32_t i = at; i + 1 < source->last && i < at + REACH; i++)
            if (token_is_claim(s, i) && token_begins_noun(s, i + 1) &&
                (token_is_capital(s, i + 1) ||
                 token_has(s, i + 1, WORD_DET | WORD_SUBJECT))) {
                source->first = i + 1;
                return at - 1;
            }
        return 0;
    }
    if (token_is(s, at - 1, "which") && token_is_comma(s, at - 2))
        return at - 2;
    if (!token_is(s, at - 1, "that") && !token_is(s, at - 1, "which"))
        return 0;
    if (at < bounds.first + 4 || !token_is_claim(s, at - 2))
        return 0;
    for (uint32_t i = at - 2; i > bounds.first + 1 && at - i < REACH + 2; i--)
        if (token_is_comma(s, i - 1))
            return i - 1;
    return 0;
}

/* What stands before the comma: the end of a content, which then stops there, or the
 * outlet's own clause. */
static range clause_before(finder *f, uint32_t comma, range bounds)
{
    const scan *s = f->s;
    for (uint32_t k = f->to->n; k > 0; k--) {
        attribution *a = &f->to->v[k - 1];
        if (a->verb < bounds.first)
            break;
        range *last = a->n_content ? &a->content[a->n_content - 1] : NULL;
        if (!last || a->kind != ATTRIBUTION_FORWARD || last->first + 1 >= comma ||
            last->last <= comma || s->quote_of[last->first] != s->quote_of[comma])
            continue;
        last->last = comma;
        return *last;
    }
    return content_backward(s, comma + 1);
}

bool try_looking_back(finder *f, const verb_group *g, const next_part *next, range source,
                      range bounds)
{
    const scan *s = f->s;
    if (source.first < bounds.first + 3 || !(g->cue->flags & CUE_OBJECT) ||
        !(g->cue->flags & (CUE_DENIES | CUE_CONFIRMS)) || next->particle ||
        !(is_trailing_end(next->kind) || token_has(s, g->last, WORD_CONJ | WORD_PREP)))
        return false;
    uint32_t comma = claim_before(s, &source, bounds);
    if (!comma)
        return false;
    range content = clause_before(f, comma, bounds);
    if (range_empty(content))
        return false;
    attribution *a =
        finder_add(f, ATTRIBUTION_TRAILING, source, (range){g->first, g->last}, g->verb);
    a->zone = (range){comma, g->last};
    a->negated = g->negated;
    a->modal = g->modal;
    finder_add_piece(a, content);
    return true;
}

/* A, a charge rejected by S */
bool try_reduced(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    uint32_t v = g->verb;
    if (g->first != v || !(g->cue->flags & (CUE_DENIES | CUE_CONFIRMS)) ||
        !(s->words[v].forms & FORM_PARTICIPLE) || !token_is(s, v + 1, "by") ||
        v < bounds.first + 4 || !token_is_claim(s, v - 1))
        return false;
    range source = source_after(s, v + 2, bounds.last);
    uint32_t comma = v - 1;
    while (comma > bounds.first + 1 && v - comma < 5 && !token_is_comma(s, comma))
        comma--;
    if (range_empty(source) || !token_is_comma(s, comma))
        return false;
    range content = clause_before(f, comma, bounds);
    if (range_empty(content))
        return false;
    attribution *a =
        finder_add(f, ATTRIBUTION_TRAILING, source, (range){v, source.first}, v);
    a->zone = (range){comma, source.last};
    finder_add_piece(a, content);
    return true;
}

bool is_looked_back_on(const scan *s, uint32_t that, uint32_t last)
{
    enum { REACH = 12 };
    for (uint32_t v = that + 2; v < last && v - that < REACH; v++) {
        const cue_verb *cue = cue_of(s, v);
        if (token_is_comma(s, v) || token_is_stop(s, v))
            return false;
        if (cue && (cue->flags & CUE_OBJECT) && token_is_finite(s, v))
            return v + 1 >= last ||
                   !(token_begins_noun(s, v + 1) || token_is(s, v + 1, "that"));
    }
    return false;
}
