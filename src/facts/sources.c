// Noun phrases beside a cue: whose words they are.
#include "facts/attributions.h"

enum {
    MAX_SOURCE = 48,
    MAX_SEGMENTS = 6,
    LONG_QUOTE = 5,
    MAX_SHARED = 3,
    MAX_REACH = 160
};

/* Before the cue
 * -------------------------------------------------------------------------------------
 */

/* Steps left over adverbs and times: S [on Tuesday] [joyfully] | declared. */
static uint32_t skip_back(const scan *s, uint32_t end, uint32_t first)
{
    for (;;) {
        uint32_t before = end;
        while (end > first && token_has(s, end - 1, WORD_ADV) &&
               !token_has(s, end - 1, WORD_PRON | WORD_PERSON))
            end--;
        uint32_t from = time_start(s, end, first);
        // "the week" may be a subject; "on Tuesday", "last week", "yesterday" are not.
        if (from < end && !(token_has(s, from, WORD_DET) && from == first))
            end = from;
        if (end == before)
            return end;
    }
}

static bool is_relative(const scan *s, uint32_t i)
{
    return token_has(s, i, WORD_REL);
}

/* The relative word that the verb at i hangs on, with nothing but auxiliaries and a short
 * subject between; 0 when there is none (no clause has it at token 0). */
static uint32_t relative_of(const scan *s, uint32_t i, uint32_t first)
{
    for (uint32_t j = i, n = 0; j > first && n < 5; j--, n++) {
        if (is_relative(s, j - 1) || token_is(s, j - 1, "whose"))
            return j - 1;
        if (token_is(s, j - 1, "that") && j >= 2 && token_is_word(s, j - 2) &&
            !cue_of(s, j - 2))
            return j - 1;
        if (s->t->tokens[j - 1].kind == TOKEN_PUNCT)
            break;
    }
    return 0;
}

static uint32_t open_bracket(const scan *s, uint32_t close, uint32_t first)
{
    for (uint32_t i = close; i > first && close - i < 12; i--)
        if (token_is(s, i - 1, "(") || token_is(s, i - 1, "["))
            return i - 1;
    return close;
}

/* A participle behind its noun: people [displaced by], officials [briefed on]. */
static bool is_reduced(const scan *s, uint32_t i)
{
    return token_has(s, i, WORD_ED) && !token_has(s, i, WORD_AUX) &&
           (token_has(s, i + 1, WORD_PREP) || token_has(s, i + 1, WORD_TIME)) &&
           !s->words[i].verb;
}

static bool is_boundary_word(const scan *s, uint32_t i)
{
    if (token_is(s, i, "as")) // as well as, as many as
        return !(token_is(s, i + 1, "well") || token_is(s, i - (i > 0), "well") ||
                 token_is(s, i + 2, "as") || (i > 1 && token_is(s, i - 2, "as")));
    if (token_is(s, i, "that"))
        return true;
    if (token_is(s, i, "but") || token_is(s, i, "yet") || token_is(s, i, "nor"))
        return true;
    return token_has(s, i, WORD_SUBORD) && !token_is(s, i, "so") &&
           !token_is(s, i, "than");
}

typedef struct {
    uint32_t first; // of the segment
    bool comma;     // it ends (to the left) at a comma
    bool finite;    // it ends at a finite verb
} segment;

/* Steps left from `end` to where its comma segment begins. `apposition`: inside "S, who
 * led the attack, said", where verbs and relative words are no boundary. */
static segment segment_before(const scan *s, uint32_t end, uint32_t first,
                              bool apposition)
{
    uint32_t i = end;
    while (i > first && end - i < MAX_SOURCE) {
        uint32_t j = i - 1;
        if (token_is_comma(s, j))
            return (segment){i, true, false};
        if (token_is(s, j, ")") || token_is(s, j, "]")) {
            uint32_t open = open_bracket(s, j, first);
            if (open == j)
                break;
            i = open;
            continue;
        }
        if (token_closes(s, j)) {
            range q = s->quotes[s->quote_of[j] - 1].at;
            bool name = q.last - q.first <= LONG_QUOTE && q.first >= first &&
                        !token_is_comma(s, j - 1) && !token_is_stop(s, j - 1);
            if (!name || i == end)
                break;
            i = q.first;
            continue;
        }
        bool hyphen =
            token_is(s, j, "-") && !(s->t->tokens[j].flags & TOKEN_SPACE_BEFORE);
        bool dot = token_is(s, j, ".") && !token_is_stop(s, j);
        bool owner = token_is(s, j, "'") && !s->quote_of[j]; // the bakers' union
        if (s->t->tokens[j].kind == TOKEN_PUNCT && !hyphen && !dot && !owner &&
            !token_is(s, j, "&") && !token_is(s, j, "/") && !token_is(s, j, "$"))
            break;
        if (!apposition && token_is_finite(s, j) && !is_reduced(s, j)) {
            uint32_t rel = relative_of(s, j, first);
            if (!rel || rel <= first)
                return (segment){i, false, true};
            i = rel;
            continue;
        }
        if (!apposition && (is_boundary_word(s, j) || (is_relative(s, j) && i < end)))
            break;
        i = j;
    }
    return (segment){i, false, false};
}

/* Takes off what leads a clause but is no part of its subject: But, On Tuesday, In a
 * statement. */
static range strip_lead(const scan *s, range r)
{
    while (r.first < r.last) {
        uint32_t end = time_end(s, r.first, r.last);
        if (end > r.first && end < r.last && !token_is(s, end, "of")) {
            r.first = end;
        } else if (token_has(s, r.first, WORD_CONJ | WORD_ADV) &&
                   !token_has(s, r.first, WORD_DET)) {
            r.first++;
        } else if (token_has(s, r.first, WORD_PREP | WORD_SUBORD) &&
                   !token_has(s, r.first, WORD_DET) &&
                   !(s->t->tokens[r.first].flags & TOKEN_NAME_LIKE)) {
            end = chunk_end(s, r.first + 1, r.last);
            if (end >= r.last) // "In" with all the rest: the whole is no noun phrase
                return (range){r.last, r.last};
            r.first = end > r.first + 1 ? end : r.first + 1;
        } else if (s->t->tokens[r.first].kind == TOKEN_PUNCT &&
                   !token_opens(s, r.first)) {
            r.first++;
        } else {
            break;
        }
    }
    return r;
}

/* Can a segment be the head of "S, ROLE," ? */
static bool is_head(const scan *s, range r)
{
    r = strip_lead(s, r);
    return !range_empty(r) && token_begins_noun(s, r.first) &&
           !token_has(s, r.first, WORD_ING) &&
           !(token_has(s, r.first, WORD_NUMBER) && r.last - r.first == 1);
}

/* An official in Port Else, [the capital], speaking by telephone, | said: the capital
 * says nothing. Where the person begins; where `r` does when it is no such thing. */
static uint32_t person_before(const scan *s, uint32_t first, range r)
{
    segment seg = segment_before(s, r.first - 1, first, false);
    range before = strip_lead(s, (range){seg.first, r.first - 1});
    bool the = token_is(s, r.first, "the") || token_is(s, r.first, "a") ||
               token_is(s, r.first, "an");
    uint32_t end = chunk_end(s, before.first, before.last);
    bool place = the && !range_empty(before) && !seg.finite && !seg.comma &&
                 is_head(s, before) && end > before.first && end < before.last &&
                 token_has(s, end - 1, WORD_PERSON) && token_has(s, end, WORD_PREP) &&
                 token_is_capital(s, r.first - 2);
    for (uint32_t i = r.first; place && i < r.last; i++)
        place = !token_has(s, i, WORD_PERSON | WORD_GROUP);
    return place ? before.first : r.first;
}

/* S, ROLE, | said: `end` is at the comma before the cue. */
static range source_with_apposition(const scan *s, uint32_t first, uint32_t end)
{
    uint32_t at = end;
    range best = {end, end};
    for (int n = 0; n < MAX_SEGMENTS; n++) {
        segment seg = segment_before(s, at, first, n == 0);
        range r = {seg.first, at};
        bool head = is_head(s, r) && !is_relative(s, strip_lead(s, r).first);
        if (n > 0 && head && !seg.finite) {
            r = strip_lead(s, r);
            uint32_t wider = seg.comma ? person_before(s, first, r) : r.first;
            return (range){wider, end};
        }
        if (n > 0 && seg.finite) {
            r = strip_lead(s, r);
            return range_empty(r) ? best : (range){r.first, end};
        }
        if (n == 0 && head)
            best = (range){strip_lead(s, r).first, end};
        if (!seg.comma || seg.first <= first + 1)
            break;
        at = seg.first - 1;
    }
    return best;
}

static bool has_word(const scan *s, range r, const char *word)
{
    for (uint32_t i = r.first; i < r.last; i++)
        if (token_is(s, i, word))
            return true;
    return false;
}

/* A, B and C | said: takes in the parts before the last comma. */
static range with_list(const scan *s, range r, uint32_t first)
{
    if (!has_word(s, r, "and"))
        return r;
    range grown = r;
    while (grown.first > first + 1 && token_is_comma(s, grown.first - 1)) {
        uint32_t at = grown.first - 1;
        segment seg = segment_before(s, at, first, false);
        range part = {seg.first, at};
        range lead = strip_lead(s, part);
        bool list = at - seg.first <= 6 && lead.first == part.first && is_head(s, part) &&
                    !has_finite(s, part);
        if (!list || seg.finite)
            return r;
        grown.first = seg.first;
        if (!seg.comma)
            return grown;
    }
    return r;
}

/* X closed the road and | said: the subject of the verb before. */
static range subject_of(const scan *s, uint32_t first, uint32_t verb, int depth);

static range shared_subject(const scan *s, uint32_t first, uint32_t conj, int depth)
{
    for (uint32_t i = conj; i > first && conj - i < MAX_SOURCE; i--) {
        uint32_t v = i - 1;
        if (!token_is_finite(s, v) || token_has(s, v, WORD_NEG))
            continue;
        while (v > first && token_has(s, v - 1, WORD_AUX | WORD_ADV | WORD_NEG))
            v--;
        return depth < MAX_SHARED ? subject_of(s, first, v, depth + 1)
                                  : (range){conj, conj};
    }
    return (range){conj, conj};
}

static range subject_of(const scan *s, uint32_t first, uint32_t verb, int depth)
{
    if (verb - first > MAX_REACH)
        first = verb - MAX_REACH;
    uint32_t end = skip_back(s, verb, first);
    range none = {end, end};
    if (end <= first)
        return none;
    if (is_relative(s, end - 1) || (token_is(s, end - 1, "that") && end - 1 > first &&
                                    token_is_word(s, end - 2) && !cue_of(s, end - 2)))
        return (range){end - 1, end};
    if (token_has(s, end - 1, WORD_SUBJECT)) // he, they've
        return (range){end - 1, end};
    if (token_is(s, end - 1, "and") || token_is(s, end - 1, "but"))
        return end - 1 > first ? shared_subject(s, first, end - 1, depth) : none;
    if (token_is_comma(s, end - 1)) {
        if (end - 1 <= first || token_closes(s, end - 2))
            return none;
        // The time may stand between commas too: S, on Tuesday, said.
        uint32_t inner = skip_back(s, end - 1, first);
        if (inner < end - 1 && inner > first && token_is_comma(s, inner - 1))
            end = inner;
        return source_with_apposition(s, first, end - 1);
    }
    segment seg = segment_before(s, end, first, false);
    range r = {seg.first, end};
    // A verb on the left: "closed the road and police" begins behind its "and".
    if (seg.finite) {
        for (uint32_t i = end; i > r.first; i--)
            if (token_is(s, i - 1, "and") && i < end) {
                r.first = i;
                break;
            }
    }
    r = strip_lead(s, r);
    if (range_empty(r) || r.last - r.first >= MAX_SOURCE)
        return none;
    return seg.comma ? with_list(s, r, first) : r;
}

range source_before(const scan *s, uint32_t first, uint32_t verb)
{
    return subject_of(s, first, verb, 0);
}

/* After the cue
 * -------------------------------------------------------------------------------------
 */

/* "in a televised statement", "on state television", "to reporters". */
static bool is_speech_adjunct(const scan *s, uint32_t i, uint32_t last)
{
    if (!token_has(s, i, WORD_PREP) || token_is(s, i, "of") || token_is(s, i, "for"))
        return false;
    uint32_t end = chunk_end(s, i + 1, last);
    return end > i + 1 && token_has(s, end - 1, WORD_SPEECH);
}

static bool ends_source(const scan *s, uint32_t i, uint32_t last)
{
    if (token_opens(s, i))
        return s->quotes[s->quote_of[i] - 1].at.last - i > LONG_QUOTE;
    if (token_is_stop(s, i) || token_is(s, i, ":"))
        return true;
    if (s->t->tokens[i].kind == TOKEN_PUNCT) {
        bool spaced = token_is(s, i, "-") && (s->t->tokens[i].flags & TOKEN_SPACE_BEFORE);
        return spaced || token_closes(s, i);
    }
    if (time_end(s, i, last) > i && !token_has(s, i, WORD_DET))
        return true;
    if (token_has(s, i, WORD_SUBORD) && !token_is(s, i, "that") &&
        !token_is(s, i, "so") && !token_is(s, i, "than"))
        return true;
    if (token_is(s, i, "but") || token_is(s, i, "about") || token_is(s, i, "as"))
        return true;
    const cue_verb *cue = cue_of(s, i);
    if (cue && (s->words[i].forms & FORM_ING) && (cue->flags & (CUE_CLAUSE | CUE_THAT)))
        return true;
    return is_speech_adjunct(s, i, last);
}

/* Does what follows the comma at i still say who S is? */
static bool goes_on_with_role(const scan *s, uint32_t i, uint32_t last)
{
    uint32_t j = i + 1;
    if (j >= last || token_opens(s, j))
        return false;
    if (token_has(s, j, WORD_REL) || token_is(s, j, "whose"))
        return true;
    if (token_has(s, j,
                  WORD_CONJ | WORD_SUBORD | WORD_ADV | WORD_ING | WORD_PREP |
                      WORD_SUBJECT) &&
        !token_is(s, j, "of") && !token_is(s, j, "a") && !token_is(s, j, "the"))
        return false;
    if (!token_begins_noun(s, j) || time_end(s, j, last) > j)
        return false;
    // The part up to the next comma is no clause of its own.
    uint32_t end = j;
    while (end < last && !token_is_comma(s, end) && !ends_source(s, end, last) &&
           end - j < MAX_SOURCE)
        end++;
    return !has_finite(s, (range){j, end});
}

range source_after(const scan *s, uint32_t i, uint32_t last)
{
    range none = {i, i};
    if (i >= last || !token_begins_noun(s, i) || token_is(s, i, "that") ||
        time_end(s, i, last) > i)
        return none;
    if (token_has(s, i, WORD_SUBJECT))
        return (range){i, i + 1};
    bool relative = false;
    uint32_t j = i;
    for (; j < last && j - i < MAX_SOURCE; j++) {
        if (token_is_comma(s, j)) {
            if (!goes_on_with_role(s, j, last))
                break;
            relative = token_has(s, j + 1, WORD_REL);
            continue;
        }
        if (token_has(s, j, WORD_REL) || token_is(s, j, "that"))
            relative = true;
        if (j > i && ends_source(s, j, last))
            break;
        if (j > i && !relative && token_is_finite(s, j) && !is_reduced(s, j) &&
            !token_has(s, j, WORD_ED))
            break;
    }
    if (j > i && token_is_comma(s, j - 1))
        j--;
    // a pilot for 20 years, who sold fish for thirty: the time goes with it
    if (j > i + 1 && token_has(s, j - 1, WORD_PREP) && !s->quote_of[j - 1]) {
        uint32_t end = time_end(s, j, last);
        j = end > j ? end : j - 1;
    }
    return (range){i, j};
}
