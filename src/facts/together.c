// How attributions of one sentence, and quotations of several, go together.
#include "facts/finder.h"

/* …, but T said: `*at` is then where the other half begins. */
static bool takes_over(const scan *s, const attribution *b, uint32_t *at)
{
    if (b->kind != ATTRIBUTION_FORWARD || *at < 2)
        return false;
    bool comma = token_is_comma(s, *at - 2);
    bool but = token_is(s, *at - 1, "but");
    bool joins = but || (comma && (token_has(s, *at - 1, WORD_CONJ) ||
                                   token_is(s, *at - 1, "while") ||
                                   token_is(s, *at - 1, "although")));
    if (joins)
        *at -= comma ? 2 : 1;
    return joins;
}

/* Ends the contents of forward attributions where a later one of the sentence takes over:
 * S said A, [an official added]; S said A, but [T denied it]. */
void clip_contents(finder *f)
{
    const scan *s = f->s;
    for (uint32_t k = 0; k + 1 < f->to->n; k++) {
        attribution *a = &f->to->v[k];
        for (uint32_t m = k + 1; m < f->to->n && a->n_content; m++) {
            const attribution *b = &f->to->v[m];
            range *last = &a->content[a->n_content - 1];
            if (b->verb >= last->last)
                break;
            if (b->joined > last->first && b->joined < last->last &&
                s->quote_of[b->joined] == s->quote_of[last->first]) {
                last->last = b->joined;
                continue;
            }
            // The army, which announced A, [said B]
            bool around = token_has(s, a->source.first, WORD_REL) &&
                          b->source.first < a->source.first &&
                          a->source.first < b->source.last && !range_empty(a->source);
            if (around && b->source.last > last->first && b->source.last < last->last) {
                last->last = b->source.last;
                continue;
            }
            uint32_t at = b->zone.first;
            if (at <= last->first + 1 || at >= last->last || at <= a->verb ||
                s->quote_of[at] != s->quote_of[last->first])
                continue;
            if (b->kind == ATTRIBUTION_TRAILING || takes_over(s, b, &at) ||
                (b->kind == ATTRIBUTION_PARTICIPLE && token_is_comma(s, at)))
                last->last = at;
        }
    }
}

/* The quotation that stands next with no words of its own around it: 0 when none. */
static uint32_t lone_quote(const scan *s, uint32_t unit)
{
    if (unit >= s->n_units)
        return 0;
    uint32_t i = s->units[unit].first;
    return token_opens(s, i) ? s->quote_of[i] : 0;
}

/* A few quoted words that end nothing, alone in their paragraph: a heading. */
static bool is_heading(const scan *s, range quote)
{
    enum { LONGEST_HEADING = 10 };
    uint32_t mark = quote.last - 1;
    if (quote.last - quote.first > LONGEST_HEADING || !token_closes(s, mark))
        return false;
    return !token_is_stop(s, mark - 1) && !token_is(s, mark - 1, "...") &&
           !token_is_stop(s, mark + 1);
}

/* Quotations without a cue of their own go on with what was said before them: “A,” S
 * said. “B.” and the paragraph “C.” behind. */
void continue_quotes(finder *f)
{
    const scan *s = f->s;
    arena *tmp = arena_sub(f->out);
    bool *taken = arena_array(tmp, bool, s->n_quotes + 1);
    uint32_t n = f->to->n;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t p = 0; p < f->to->v[k].n_content; p++) {
            range r = f->to->v[k].content[p];
            uint32_t own = s->quote_of[f->to->v[k].verb]; // said inside a quotation
            if (s->quote_of[r.first] && s->quote_of[r.first] != own)
                taken[s->quote_of[r.first] - 1] = true;
            if (s->quote_of[r.last - 1] && s->quote_of[r.last - 1] != own)
                taken[s->quote_of[r.last - 1] - 1] = true;
        }
    for (uint32_t k = 0; k < n; k++) {
        attribution a = f->to->v[k];
        if (a.n_content == 0 || s->quote_of[a.verb] || a.kind == ATTRIBUTION_NOUN ||
            a.kind == ATTRIBUTION_PASSIVE)
            continue;
        uint32_t end = a.content[a.n_content - 1].last;
        if (end < a.zone.last)
            end = a.zone.last;
        uint32_t unit = s->unit_of[end - 1] + 1;
        bool was_quote = s->quote_of[a.content[a.n_content - 1].last - 1] != 0;
        const text *t = s->t;
        for (uint32_t q; (q = lone_quote(s, unit)) && !taken[q - 1];) {
            range r = s->quotes[q - 1].at;
            uint32_t here = t->sentences[t->tokens[end - 1].sentence].paragraph;
            uint32_t there = t->sentences[t->tokens[r.first].sentence].paragraph;
            if (there > here + 1 || (there != here && (!was_quote || is_heading(s, r))))
                break;
            taken[q - 1] = true;
            bool more = there == here && a.n_content < MAX_PIECES;
            if (more) {
                attribution *same = &f->to->v[k];
                finder_add_piece(same, r);
                a.n_content = same->n_content;
            } else {
                attribution *own =
                    finder_add(f, ATTRIBUTION_QUOTE, a.source, a.cue, a.verb);
                finder_add_piece(own, r);
                own->zone = (range){r.first, r.first};
            }
            was_quote = true;
            end = r.last;
            unit = s->unit_of[r.last - 1] + 1;
        }
    }
    arena_release(tmp);
}
