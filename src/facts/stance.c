#include "facts/stance.h"

#include "facts/arabic_says.h"

enum { OPENING = 14 }; // tokens of a content in which "it is not true that" has to begin

/* The thing said to be untrue: it, this, the report. */
static bool is_claim(const scan *s, uint32_t i)
{
    return token_is(s, i, "it") || token_is(s, i, "this") || token_is(s, i, "that") ||
           token_is(s, i, "these") || token_is(s, i, "they") || s->words[i].noun ||
           token_is(s, i, "account") || token_is(s, i, "accounts") ||
           token_is(s, i, "story") || token_is(s, i, "news");
}

/* "it was not true that", "the reports are false", "there is no truth". */
static bool says_untrue(const scan *s, range r)
{
    uint32_t last = r.last - r.first > OPENING ? r.first + OPENING : r.last;
    bool claim = false;
    for (uint32_t i = r.first; i < last; i++) {
        claim = claim || is_claim(s, i);
        if (token_is(s, i, "no") && token_is(s, i + 1, "truth"))
            return true;
        if (!claim || !token_has(s, i, WORD_BE))
            continue;
        uint32_t j = i + 1;
        bool negated = token_has(s, i, WORD_NEG);
        while (j < last &&
               (token_has(s, j, WORD_ADV | WORD_NEG) || token_is(s, j, "a"))) {
            negated = negated || token_has(s, j, WORD_NEG);
            j++;
        }
        bool true_word = token_is(s, j, "true") || token_is(s, j, "correct") ||
                         token_is(s, j, "accurate") || token_is(s, j, "right");
        if ((negated && true_word) || (!negated && token_has(s, j, WORD_UNTRUE)))
            return true;
    }
    return false;
}

stance stance_of(const scan *s, const attribution *a)
{
    stance told;
    if (arabic_stance(s, a, &told))
        return told;
    const cue_verb *cue = cue_of(s, a->verb);
    uint32_t flags = a->kind == ATTRIBUTION_NOUN || !cue ? 0 : cue->flags;
    if (token_is(s, a->verb, "denial"))
        flags = CUE_DENIES;
    bool nobody = range_empty(a->source);
    if (a->modal || a->negated || (flags & CUE_DECLINES))
        return STANCE_HEDGES;
    if (flags & CUE_DENIES)
        return STANCE_DENIES;
    if ((a->kind == ATTRIBUTION_PASSIVE || a->kind == ATTRIBUTION_NOUN) && nobody &&
        !(flags & CUE_CONFIRMS))
        return STANCE_HEDGES;
    if (flags & CUE_CONFIRMS)
        return STANCE_CONFIRMS;
    if (flags & CUE_HEDGES)
        return STANCE_HEDGES;
    for (uint32_t p = 0; p < a->n_content; p++)
        if (says_untrue(s, a->content[p]))
            return STANCE_DENIES;
    return STANCE_ASSERTS;
}

/* "not clear", "could not be verified". */
static bool is_unsure(const scan *s, uint32_t i, uint32_t last)
{
    if (!token_has(s, i, WORD_NEG))
        return false;
    for (uint32_t j = i + 1; j < last && j < i + 5; j++)
        if (token_is(s, j, "clear") || token_is(s, j, "known") ||
            token_is(s, j, "verified") || token_is(s, j, "verify") ||
            token_is(s, j, "confirmed") || token_is(s, j, "certain"))
            return true;
    return false;
}

stance stance_in_own_voice(const scan *s, range content)
{
    if (says_untrue(s, content))
        return STANCE_DENIES;
    for (uint32_t i = content.first; i < content.last; i++) {
        if (is_unsure(s, i, content.last))
            return STANCE_HEDGES;
        bool could_not = token_is(s, i, "could") && token_has(s, i + 1, WORD_NEG);
        bool name = (s->t->tokens[i].flags & TOKEN_NAME_LIKE) != 0;
        if (token_has(s, i, WORD_HEDGE) && !could_not && !name)
            return STANCE_HEDGES;
    }
    return STANCE_ASSERTS;
}
