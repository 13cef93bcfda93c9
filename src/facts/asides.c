// Clauses inside a sentence that only say more about one of its nouns.
#include "facts/attributions.h"

enum { FURTHEST = 60 }; // tokens back from where one is looked for

/* The clause that began before `i` is over at the second verb: the port that [was] shut
 * on Monday | [opened]. */
static bool main_verb_follows(const scan *s, uint32_t rel, uint32_t i, uint32_t last)
{
    uint32_t verbs = 0;
    if (last > rel + FURTHEST)
        last = rel + FURTHEST;
    for (uint32_t k = rel + 1; k < last; k++) {
        if (token_is_comma(s, k) || token_is_stop(s, k))
            return false;
        if (!token_is_finite(s, k) || token_has(s, k - 1, WORD_AUX | WORD_NEG | WORD_ADV))
            continue;
        verbs++;
        if (verbs > 1 && k < i)
            return false; // it is over already
        if (verbs > 1)
            return !token_has(s, k - 1, WORD_CONJ);
    }
    return false;
}

/* ", shut on Monday, was": a participle between commas, then the verb of the sentence. */
static bool is_participle_aside(const scan *s, uint32_t comma, uint32_t i, range r)
{
    uint32_t j = comma + 1;
    bool irregular = token_is(s, j, "shut") || token_is(s, j, "built") ||
                     token_is(s, j, "held") || token_is(s, j, "made") ||
                     token_is(s, j, "begun") || token_is(s, j, "found") ||
                     token_is(s, j, "hit") || token_is(s, j, "lost") ||
                     token_is(s, j, "sunk") || token_is(s, j, "written");
    if (!irregular && !token_has(s, j, WORD_ED))
        return false;
    uint32_t end = i;
    while (end < r.last && !token_is_comma(s, end))
        end++;
    return end + 1 < r.last && token_is_finite(s, end + 1) &&
           !has_finite(s, (range){r.first, comma});
}

bool in_aside(const scan *s, range r, uint32_t i)
{
    range unit = unit_at(s, i);
    if (r.first < unit.first)
        r.first = unit.first;
    if (r.last > unit.last)
        r.last = unit.last;
    // Back to the comma before; "who", "that" on the way begin a clause without one.
    bool looked = false;
    for (uint32_t k = i; k > r.first && i - k < FURTHEST; k--) {
        uint32_t at = k - 1;
        bool rel = token_has(s, at, WORD_REL) || token_is(s, at, "whose");
        bool comma = at > r.first && token_is_comma(s, at - 1);
        if (rel && comma)
            return true;
        bool that = token_is(s, at, "that") && at > r.first && token_is_word(s, at - 1) &&
                    !cue_of(s, at - 1) && !s->words[at - 1].noun;
        if ((rel || that) && at > r.first && !looked) {
            looked = true; // the nearest only
            if (main_verb_follows(s, at, i, r.last))
                return true;
        }
        if (token_is_comma(s, at))
            return is_participle_aside(s, at, i, r);
    }
    return false;
}
