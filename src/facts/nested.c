// Statements inside statements, and in what is no sentence: found by the rules, but
// nobody's word.
#include "facts/finder.h"

/* "to pay", "not to pay": what was agreed is a deed; "agreed that", "agreed: “…”" not. */
static bool is_deed(const scan *s, const attribution *a)
{
    const cue_verb *cue = cue_of(s, a->verb);
    if (!cue || !(cue->flags & CUE_COMMITS) || a->n_content == 0)
        return false;
    uint32_t at = a->content[0].first;
    bool refuses = (cue->flags & CUE_DECLINES) != 0;
    if (refuses) { // refused to [confirm] it: neither yes nor no, as a statement has it
        uint32_t to = token_is(s, at, "to") ? at + 1 : at;
        return !cue_of(s, to) && !token_has(s, to, WORD_SPEECH);
    }
    return !token_is(s, at, "that") && !token_opens(s, at);
}

/* S denied (that) …: the content is a clause of what is not so. */
static bool denies_clause(const scan *s, const attribution *a)
{
    const cue_verb *cue = cue_of(s, a->verb);
    return cue && (cue->flags & CUE_DENIES) && !a->negated && !a->modal &&
           a->kind == ATTRIBUTION_FORWARD && a->n_content > 0 &&
           (token_is(s, a->content[0].first, "that") || has_finite(s, a->content[0]));
}

static bool lies_inside(const attribution *in, const attribution *of)
{
    for (uint32_t p = 0; p < of->n_content; p++)
        if (range_holds(of->content[p], in->verb))
            return true;
    return false;
}

/* Whose word the denied clause would be: its subject's, or that of S himself: denied
 * saying so. */
static bool is_denied_too(const attribution *in, const attribution *of)
{
    if (in->kind == ATTRIBUTION_PARTICIPLE)
        return in->cue.first == of->content[0].first;
    bool inside =
        range_empty(in->source) || range_holds(of->content[0], in->source.first);
    return inside && (in->kind == ATTRIBUTION_FORWARD || in->kind == ATTRIBUTION_PASSIVE);
}

static bool is_nested(const finder *f, uint32_t which)
{
    enum { NEAR = 8 }; // attributions on either side
    const attribution *in = &f->to->v[which];
    uint32_t from = which > NEAR ? which - NEAR : 0;
    uint32_t last = which + NEAR < f->to->n ? which + NEAR : f->to->n;
    for (uint32_t k = from; k < last; k++) {
        const attribution *of = &f->to->v[k];
        if (k == which || of->joined || !lies_inside(in, of))
            continue;
        if ((denies_clause(f->s, of) && is_denied_too(in, of)) || is_deed(f->s, in))
            return true;
    }
    return false;
}

/* Takes out those that `gone` marks. */
static void take_out(finder *f, const bool *gone)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->to->n; k++)
        if (!gone[k])
            f->to->v[n++] = f->to->v[k];
    f->to->n = n;
}

void drop_nested(finder *f)
{
    bool *gone = arena_array(f->out, bool, f->to->n + 1);
    for (uint32_t k = 0; k < f->to->n; k++)
        gone[k] = is_nested(f, k);
    take_out(f, gone);
}

bool unit_is_heading(const scan *s, range unit)
{
    enum { LONGEST = 12 };
    const text *t = s->t;
    if (range_empty(unit) || unit.last - unit.first > 2 * LONGEST)
        return false;
    uint32_t first = t->tokens[unit.first].sentence,
             last = t->tokens[unit.last - 1].sentence;
    uint32_t which = t->sentences[first].paragraph;
    bool begins = first == 0 || t->sentences[first - 1].paragraph != which;
    bool ends = last + 1 >= t->n_sentences || t->sentences[last + 1].paragraph != which;
    bool only = which == 0 && (last + 1 >= t->n_sentences); // a text of one line
    if (!begins || !ends || only || s->dateline > unit.first)
        return false;
    uint32_t words = 0;
    for (uint32_t i = unit.first; i < unit.last; i++) {
        words += token_is_word(s, i);
        if (token_is(s, i, ".") || token_is(s, i, "!") || token_is(s, i, "?") ||
            token_is(s, i, "...") || token_is(s, i, ":") || token_is(s, i, ";"))
            if (i + 3 >= unit.last) // with closing marks behind it
                return false;
    }
    return words <= LONGEST;
}

void drop_headings(finder *f)
{
    bool *gone = arena_array(f->out, bool, f->to->n + 1);
    for (uint32_t k = 0; k < f->to->n; k++) {
        const attribution *a = &f->to->v[k];
        uint32_t at = a->n_content ? a->content[0].first : a->verb;
        gone[k] = unit_is_heading(f->s, unit_at(f->s, at)) ||
                  unit_is_heading(f->s, unit_at(f->s, a->verb));
    }
    take_out(f, gone);
}
