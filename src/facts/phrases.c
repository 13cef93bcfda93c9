// Short phrases without a parser: times, bare noun phrases, adjuncts.
#include "facts/attributions.h"

enum { MAX_PHRASE = 24, MAX_TIME = 8 };

static bool is_core_time(const scan *s, uint32_t i)
{
    return token_has(s, i, WORD_TIME) ||
           (token_has(s, i, WORD_NUMBER) && s->t->tokens[i].kind == TOKEN_NUMBER);
}

static bool is_one_of(const scan *s, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (token_is(s, i, *words))
            return true;
    return false;
}

/* "Nov. 8", "8 May": not the count of "on Thursday 40 people". */
static bool is_day_number(const scan *s, uint32_t j, uint32_t first)
{
    static const char *const other[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",  "sunday",
        "week",   "month",   "year",      "weekend",  "today",  "yesterday", NULL};
    return j == first || !is_one_of(s, j - 1, other) || token_has(s, j + 1, WORD_TIME);
}

/* "on Tuesday", "earlier on Wednesday", "last week", "in recent weeks", "Nov. 8, 2031",
 * "two days ago". */
uint32_t time_end(const scan *s, uint32_t i, uint32_t last)
{
    uint32_t end = i, cores = 0;
    if (last > i + MAX_TIME)
        last = i + MAX_TIME;
    for (uint32_t j = i; j < last; j++) {
        if (token_has(s, j, WORD_TIME)) {
            cores++;
            end = j + 1;
        } else if (is_core_time(s, j)) {
            if (!is_day_number(s, j, i))
                break;
            if (cores > 0)
                end = j + 1;
        } else if (cores > 0 && (token_is(s, j, "ago") || token_is(s, j, "later") ||
                                 token_is(s, j, "earlier") || token_is(s, j, "before"))) {
            end = j + 1;
        } else if (token_is(s, j, ".") && j > i && token_has(s, j - 1, WORD_TIME) &&
                   !token_is_stop(s, j)) {
            end = j + 1;
        } else if (token_is_comma(s, j) && cores > 0 && is_core_time(s, j + 1)) {
            continue;
        } else if (!token_has(s, j, WORD_TIME_LEAD | WORD_NUMBER)) {
            break;
        }
    }
    // "Tuesday's strike" is no time.
    if (end > i && token_is(s, end, "'s") && !token_has(s, end, WORD_BE))
        return i;
    return end;
}

uint32_t time_start(const scan *s, uint32_t end, uint32_t first)
{
    uint32_t from = end > first + MAX_TIME ? end - MAX_TIME : first;
    for (uint32_t i = from; i < end; i++) {
        bool begins = token_has(s, i, WORD_TIME | WORD_TIME_LEAD | WORD_NUMBER);
        if (begins && time_end(s, i, end) == end)
            return i;
    }
    return end;
}

static bool joins_chunk(const scan *s, uint32_t i, uint32_t j)
{
    const token *tok = s->t->tokens;
    if (tok[j].kind == TOKEN_PUNCT) {
        bool hyphen = token_is(s, j, "-") && !(tok[j].flags & TOKEN_SPACE_BEFORE) &&
                      j + 1 < s->t->n_tokens && !(tok[j + 1].flags & TOKEN_SPACE_BEFORE);
        bool dot = token_is(s, j, ".") && !token_is_stop(s, j);
        return hyphen || dot || token_is(s, j, "$") || token_is(s, j, "/") ||
               token_is(s, j, "&");
    }
    if (j > 0 && token_is(s, j - 1, "-") && !(tok[j].flags & TOKEN_SPACE_BEFORE))
        return true;
    if (token_is(s, j, "'s"))
        return !token_has(s, j, WORD_BE);
    if (token_has(s, j, WORD_DET))
        return j > i && token_has(s, j - 1, WORD_DET) && !token_is(s, j, "that");
    if (tok[j].flags & TOKEN_NAME_LIKE)
        return !token_has(s, j, WORD_TIME | WORD_PREP | WORD_CONJ);
    if (token_has(s, j,
                  WORD_PREP | WORD_CONJ | WORD_REL | WORD_SUBORD | WORD_SUBJECT |
                      WORD_NEG))
        return false;
    if (token_has(s, j, WORD_TIME) || token_has(s, j, WORD_TIME_LEAD))
        return j > i && token_has(s, j - 1, WORD_DET | WORD_TIME_LEAD);
    if (token_has(s, j, WORD_PRON))
        return false;
    bool plural_before = j > i && slice_ends(tok[j - 1].folded, SLICE("s")) &&
                         !(tok[j - 1].flags & TOKEN_CAPITAL);
    if (plural_before && (tok[j].flags & TOKEN_CAPITAL))
        return false;
    return !token_is_finite(s, j) ||
           (token_has(s, j, WORD_ED) && token_has(s, j - (j > i), WORD_DET));
}

uint32_t chunk_end(const scan *s, uint32_t i, uint32_t last)
{
    if (i >= last)
        return i;
    if (token_has(s, i, WORD_SUBJECT) ||
        (token_has(s, i, WORD_PRON) && !token_has(s, i, WORD_DET)))
        return i + 1;
    if (last > i + MAX_PHRASE)
        last = i + MAX_PHRASE;
    uint32_t j = i;
    if (token_has(s, i, WORD_DET | WORD_NUMBER))
        j++;
    while (j < last && joins_chunk(s, i, j))
        j++;
    return j;
}

bool count_begins(const scan *s, uint32_t i, uint32_t last)
{
    static const char *const alone[] = {
        "between",       "over",   "under",  "above", "below", "around",  "about",
        "nearly",        "almost", "some",   "only",  "just",  "exactly", "roughly",
        "approximately", "hardly", "barely", "not",   NULL};
    static const char *const leads[] = {"more",  "fewer", "less", "up", "at",
                                        "close", "well",  "as",   NULL};
    static const char *const behind[] = {"than", "to", "least", "most", "many", "few",
                                         "as",   "a",  "half",  "$",    NULL};
    enum { MAX_LEADS = 5 };
    bool tells = is_one_of(s, i, alone);
    if ((!tells && !is_one_of(s, i, leads)) || time_end(s, i, last) > i)
        return false;
    uint32_t n = i + 1;
    for (; n < last && n - i < MAX_LEADS && !token_has(s, n, WORD_NUMBER); n++)
        if (!is_one_of(s, n, alone) && !is_one_of(s, n, leads) &&
            !is_one_of(s, n, behind))
            return false;
    // "at 15", "as one": a lone "at" tells no size
    return (tells || n > i + 1) && n < last && token_has(s, n, WORD_NUMBER) &&
           time_end(s, n, last) == n;
}

/* One adjunct of a cue: a time, an adverb, "in a televised statement", "from the road to
 * the town". */
uint32_t adjunct_end(const scan *s, uint32_t i, uint32_t last)
{
    uint32_t end = time_end(s, i, last);
    if (end > i)
        return end;
    if (token_is(s, i, "as") && token_is(s, i + 1, "of")) { // as of Monday
        end = time_end(s, i + 2, last);
        return end > i + 2 ? end : i;
    }
    if (count_begins(s, i, last))
        return i; // said [nearly 60] bridges were closed
    if (token_has(s, i, WORD_ADV) && !token_has(s, i, WORD_SUBORD | WORD_DET | WORD_NEG))
        return i + 1;
    if (!token_has(s, i, WORD_PREP) || token_is(s, i, "than") || token_is(s, i, "as"))
        return i;
    end = chunk_end(s, i + 1, last);
    if (end == i + 1)
        return i;
    // "to reporters" is an adjunct, "to retake" is none.
    if (token_is(s, i, "to") && !token_has(s, i + 1, WORD_DET | WORD_PRON) &&
        !token_is_capital(s, i + 1) && !token_has(s, end - 1, WORD_SPEECH))
        return i;
    while (end < last && (token_is(s, end, "of") || token_is(s, end, "for") ||
                          token_is(s, end, "in"))) {
        uint32_t more = chunk_end(s, end + 1, last);
        if (more == end + 1)
            break;
        end = more;
    }
    return end;
}

/* The verb at i belongs to a relative clause: who left, which has now left. */
static bool in_relative(const scan *s, uint32_t i, uint32_t first)
{
    for (uint32_t j = i; j > first; j--) {
        if (token_has(s, j - 1, WORD_REL) || token_is(s, j - 1, "that") ||
            token_is(s, j - 1, "whose"))
            return true;
        if (!token_has(s, j - 1, WORD_AUX | WORD_ADV | WORD_NEG))
            return false;
    }
    return false;
}

bool has_finite(const scan *s, range r)
{
    for (uint32_t i = r.first; i < r.last; i++) {
        if (!token_is_finite(s, i) || in_relative(s, i, r.first))
            continue;
        bool participle = token_has(s, i, WORD_ED) &&
                          token_has(s, i + 1, WORD_PREP | WORD_CONJ) &&
                          !token_has(s, i, WORD_AUX);
        if (!participle || i + 1 >= r.last)
            return true;
    }
    return false;
}
