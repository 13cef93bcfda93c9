// Tokens with their word classes, quotations and units.
#include "facts/attributions.h"

#include <string.h>

bool token_is_word(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens && s->t->tokens[i].kind != TOKEN_PUNCT;
}

bool token_is_comma(const scan *s, uint32_t i)
{
    return token_is(s, i, ",");
}

bool token_is_capital(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens && s->t->tokens[i].kind == TOKEN_WORD &&
           (s->t->tokens[i].flags & TOKEN_CAPITAL);
}

range unit_at(const scan *s, uint32_t i)
{
    return s->units[s->unit_of[i]];
}

/* A full stop after an abbreviation does not end anything. */
bool token_is_stop(const scan *s, uint32_t i)
{
    if (token_is(s, i, "!") || token_is(s, i, "?") || token_is(s, i, ";"))
        return true;
    if (!token_is(s, i, ".") && !token_is(s, i, "..."))
        return false;
    range unit = unit_at(s, i);
    uint32_t next = i + 1;
    return next >= unit.last || token_closes(s, next) ||
           s->t->tokens[next].sentence != s->t->tokens[i].sentence;
}

bool token_opens(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens && s->quote_of[i] &&
           s->quotes[s->quote_of[i] - 1].at.first == i;
}

bool token_closes(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens && s->quote_of[i] &&
           s->quotes[s->quote_of[i] - 1].at.last == i + 1 &&
           s->quotes[s->quote_of[i] - 1].at.first != i &&
           s->t->tokens[i].kind == TOKEN_PUNCT;
}

const cue_verb *cue_of(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens && s->words[i].verb ? &cue_verbs[s->words[i].verb - 1]
                                                  : NULL;
}

/* Two halves of a compound: the "declared" of "self-declared". */
static bool in_compound(const scan *s, uint32_t i)
{
    const token *tok = s->t->tokens;
    bool left = i > 0 && token_is(s, i - 1, "-") &&
                !(tok[i].flags & TOKEN_SPACE_BEFORE) &&
                !(tok[i - 1].flags & TOKEN_SPACE_BEFORE);
    bool right = i + 2 < s->t->n_tokens && token_is(s, i + 1, "-") &&
                 !(tok[i + 1].flags & TOKEN_SPACE_BEFORE) &&
                 !(tok[i + 2].flags & TOKEN_SPACE_BEFORE);
    return left || right;
}

bool token_is_finite(const scan *s, uint32_t i)
{
    if (i >= s->t->n_tokens)
        return false;
    const word_entry *w = &s->words[i];
    if (w->classes & WORD_AUX)
        return !token_is(s, i, "being") && !token_is(s, i, "been") &&
               !token_is(s, i, "be") && !token_is(s, i, "having");
    if (s->t->tokens[i].flags & TOKEN_NAME_LIKE)
        return false;
    bool after_article =
        i > 0 && token_has(s, i - 1, WORD_DET) && !token_has(s, i - 1, WORD_PRON);
    if (after_article || token_is(s, i - (i > 0), "to"))
        return false;
    if (w->classes & WORD_FINITE)
        return true;
    // After he, they, who a plain word is the verb, listed or not.
    bool plain = !(w->classes & ~(unsigned)(WORD_ADJ | WORD_ED)) &&
                 s->t->tokens[i].kind == TOKEN_WORD && !token_is(s, i, "'s");
    if (plain && i > 0 && token_has(s, i - 1, WORD_SUBJECT | WORD_REL) &&
        !token_is(s, i - 1, "it"))
        return true;
    if (w->forms & FORM_PAST)
        return true;
    if ((w->forms & (FORM_S | FORM_BASE)) && !(cue_of(s, i)->flags & CUE_NOUN_TOO))
        return true;
    return (w->classes & WORD_ED) && !token_has(s, i, WORD_ADJ);
}

bool token_begins_noun(const scan *s, uint32_t i)
{
    if (!token_is_word(s, i))
        return false;
    uint32_t c = s->words[i].classes;
    if (c & (WORD_DET | WORD_NUMBER | WORD_SUBJECT | WORD_PERSON | WORD_GROUP))
        return true;
    if (c & (WORD_PREP | WORD_REL | WORD_CONJ | WORD_SUBORD | WORD_AUX | WORD_ADV |
             WORD_TIME | WORD_TIME_LEAD | WORD_NEG))
        return false;
    if (c & WORD_PRON)
        return true;
    return token_is_capital(s, i) || !(c & (WORD_FINITE | WORD_ED | WORD_ING));
}

bool token_is_claim(const scan *s, uint32_t i)
{
    static const char *const more[] = {
        "charge",  "charges", "account", "accounts", "version",  "story",    "demand",
        "demands", "reading", "figure",  "figures",  "proposal", "decision", "offer"};
    if (i >= s->t->n_tokens)
        return false;
    for (size_t k = 0; k < sizeof more / sizeof *more; k++)
        if (token_is(s, i, more[k]))
            return true;
    return s->words[i].noun != 0;
}

/* Quotations
 * -------------------------------------------------------------------------------------
 */

typedef enum { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } mark_side;

typedef struct {
    uint32_t at, len; // tokens: '' is two
    bool twin;        // a double mark
    mark_side side;
} quote_mark;

static bool space_before(const text *t, uint32_t i)
{
    return i == 0 || (t->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static bool space_after(const text *t, uint32_t i)
{
    return i + 1 >= t->n_tokens || (t->tokens[i + 1].flags & TOKEN_SPACE_BEFORE);
}

static mark_side side_by_space(const text *t, uint32_t first, uint32_t last)
{
    bool before = space_before(t, first), after = space_after(t, last);
    if (before != after)
        return before ? MARK_OPEN : MARK_CLOSE;
    if (!before && first > 0 && t->tokens[first - 1].kind == TOKEN_PUNCT)
        return text_is(t, first - 1, "(") || text_is(t, first - 1, "-") ||
                       text_is(t, first - 1, "[")
                   ? MARK_OPEN
                   : MARK_CLOSE;
    if (!before && last + 1 < t->n_tokens && t->tokens[last + 1].kind == TOKEN_PUNCT)
        return MARK_CLOSE;
    return MARK_EITHER;
}

static quote_mark mark_at(const text *t, uint32_t i)
{
    quote_mark m = {.at = i, .len = 1};
    slice w = text_token(t, i), folded = t->tokens[i].folded;
    bool twin = slice_eq_str(folded, "\""), single = slice_eq_str(folded, "'");
    if (t->tokens[i].kind != TOKEN_PUNCT || (!twin && !single))
        return m;
    if (single && i + 1 < t->n_tokens && text_is(t, i + 1, "'") &&
        !space_before(t, i + 1)) {
        twin = true;
        m.len = 2;
    }
    m.twin = twin;
    if (slice_eq_str(w, "“") || slice_eq_str(w, "„") || slice_eq_str(w, "«") ||
        slice_eq_str(w, "‘") || slice_eq_str(w, "`"))
        m.side = MARK_OPEN;
    else if (slice_eq_str(w, "”") || slice_eq_str(w, "»"))
        m.side = MARK_CLOSE;
    else
        m.side = side_by_space(t, i, i + m.len - 1);
    if (single && !twin && m.side == MARK_EITHER)
        m.side = MARK_NONE;
    return m;
}

enum { MAX_SINGLE_QUOTE = 400 }; // tokens; beyond, a lone ' is no quotation

/* A closing single mark looks like the apostrophe of "the rebels' camp". */
static bool is_apostrophe(const text *t, uint32_t i)
{
    slice before = i > 0 ? t->tokens[i - 1].folded : (slice){0};
    return i > 0 && t->tokens[i - 1].kind == TOKEN_WORD && slice_ends(before, SLICE("s"));
}

typedef VEC(quotation) quotation_vec;

static uint32_t paragraph_of(const text *t, uint32_t i)
{
    return t->sentences[t->tokens[i].sentence].paragraph;
}

static uint32_t paragraph_end(const text *t, uint32_t i)
{
    uint32_t s = t->tokens[i].sentence, p = t->sentences[s].paragraph;
    while (s + 1 < t->n_sentences && t->sentences[s + 1].paragraph == p)
        s++;
    return t->sentences[s].last;
}

/* Where the quotation that opens at `open` ends: after its closing mark, or at the end of
 * the paragraph (then *open_ended). 0: it is none (a lone single mark). Before *no_single
 * no single mark closes: what one search has seen, the next need not look at. */
static uint32_t quote_end(const text *t, quote_mark open, uint32_t end,
                          uint32_t *no_single, bool *open_ended)
{
    *open_ended = false;
    uint32_t maybe = 0;
    if (!open.twin && end - open.at > MAX_SINGLE_QUOTE)
        end = open.at + MAX_SINGLE_QUOTE;
    uint32_t from = open.at + open.len;
    if (!open.twin && from < *no_single)
        from = *no_single;
    for (uint32_t i = from; i < end;) {
        quote_mark m = mark_at(t, i);
        if (m.side != MARK_NONE && m.twin == open.twin && m.side != MARK_OPEN) {
            if (open.twin || !is_apostrophe(t, i))
                return i + m.len;
            maybe = i + m.len;
        }
        // A second opening mark: the first one was never closed.
        if (open.twin && m.twin && m.side == MARK_OPEN)
            return i;
        i += m.len;
    }
    if (!open.twin && !maybe)
        *no_single = end;
    if (maybe || !open.twin)
        return maybe;
    *open_ended = true;
    return end;
}

static void find_quotes(arena *out, const text *t, quotation_vec *quotes)
{
    bool carried = false; // the paragraph before ended inside a quotation
    uint32_t end = 0;     // of the paragraph
    uint32_t no_single = 0;
    for (uint32_t i = 0; i < t->n_tokens;) {
        quote_mark m = mark_at(t, i);
        bool starts = i == 0 || paragraph_of(t, i) != paragraph_of(t, i - 1);
        if (i >= end)
            end = paragraph_end(t, i);
        if (m.side != MARK_OPEN && m.side != MARK_EITHER) {
            carried = carried && !starts;
            i += m.len;
            continue;
        }
        bool open_ended;
        uint32_t last = quote_end(t, m, end, &no_single, &open_ended);
        if (last <= i + m.len) {
            i += m.len;
            continue;
        }
        vec_push(out, quotes,
                 (quotation){.at = {i, last}, .continues = starts && carried});
        carried = open_ended;
        i = last;
    }
}

/* Units
 * -------------------------------------------------------------------------------------
 */

/* Sentence k goes on where the one before ended in a quotation: “Over?” said the man. */
static bool goes_on(const scan *s, uint32_t k)
{
    const text *t = s->t;
    uint32_t first = t->sentences[k].first;
    if (k == 0 || first == 0 || first >= t->sentences[k].last ||
        t->sentences[k].paragraph != t->sentences[k - 1].paragraph)
        return false;
    if (!token_closes(s, first - 1))
        return false;
    return t->tokens[first].kind == TOKEN_WORD &&
           !(t->tokens[first].flags & TOKEN_CAPITAL);
}

/* "PORT ELSE, March 3 (Reuters) - The …": where the story itself begins. */
static uint32_t dateline_end(const scan *s)
{
    enum { LONGEST = 18 };
    const text *t = s->t;
    range unit = s->units[0];
    if (s->dateline_bytes) // the article knows where it ends
        return text_token_at(t, s->dateline_bytes);
    bool capitals = (t->tokens[unit.first].flags & TOKEN_ALL_CAPS) != 0;
    for (uint32_t i = unit.first + 1; i + 1 < unit.last && i < LONGEST; i++) {
        bool dash = token_is(s, i, "-") && ((t->tokens[i].flags & TOKEN_SPACE_BEFORE) ||
                                            token_is(s, i - 1, ")"));
        if (dash && (capitals || token_is(s, i - 1, ")")))
            return i + 1;
        if (token_is_finite(s, i) || s->quote_of[i])
            break;
    }
    return 0;
}

/* The dateline becomes a unit of its own. */
static void part_dateline(scan *s)
{
    if (s->n_units == 0)
        return;
    s->dateline = dateline_end(s);
    if (s->dateline == 0 || s->dateline >= s->units[0].last)
        return;
    for (uint32_t u = s->n_units; u > 0; u--)
        s->units[u] = s->units[u - 1];
    s->n_units++;
    s->units[0].last = s->units[1].first = s->dateline;
}

/* No sentence is that long: without a bound one line of millions of words would make
 * every look at "the sentence" slow. */
enum { MAX_UNIT = 400 };

static void find_units(arena *out, scan *s)
{
    const text *t = s->t;
    s->units = arena_array(out, range, t->n_sentences + t->n_tokens / MAX_UNIT + 2);
    for (uint32_t k = 0; k < t->n_sentences; k++) {
        range r = {t->sentences[k].first, t->sentences[k].last};
        if (range_empty(r))
            continue;
        range *before = s->n_units > 0 ? &s->units[s->n_units - 1] : NULL;
        if (before && goes_on(s, k) && r.last - before->first <= MAX_UNIT) {
            before->last = r.last;
            continue;
        }
        for (; r.last - r.first > MAX_UNIT; r.first += MAX_UNIT)
            s->units[s->n_units++] = (range){r.first, r.first + MAX_UNIT};
        s->units[s->n_units++] = r;
    }
    part_dateline(s);
    s->unit_of = arena_array(out, uint32_t, t->n_tokens);
    for (uint32_t u = 0; u < s->n_units; u++)
        for (uint32_t i = s->units[u].first; i < s->units[u].last; i++)
            s->unit_of[i] = u;
}

/* Word classes that need a look at the neighbours. */
static void mend_classes(scan *s)
{
    for (uint32_t i = 0; i < s->t->n_tokens; i++) {
        word_entry *w = &s->words[i];
        if (token_is(s, i, "'s") && i > 0 &&
            (token_has(s, i - 1, WORD_SUBJECT | WORD_REL) || token_is(s, i - 1, "that") ||
             token_is(s, i - 1, "there")))
            w->classes |= WORD_BE;
        if (in_compound(s, i)) {
            w->verb = 0;
            w->forms = 0;
            w->noun = 0;
            w->classes &= WORD_NUMBER | WORD_PERSON | WORD_GROUP | WORD_PLURAL;
        }
    }
}

void scan_init(scan *s, arena *out, const lexicon *words, const text *t,
               uint32_t dateline_bytes)
{
    *s = (scan){.t = t, .dateline_bytes = dateline_bytes};
    s->words = arena_array(out, word_entry, t->n_tokens);
    s->quote_of = arena_array(out, uint32_t, t->n_tokens);
    for (uint32_t i = 0; i < t->n_tokens; i++)
        s->words[i] = lexicon_get(words, &t->tokens[i], text_token(t, i));
    mend_classes(s);
    quotation_vec quotes = {0};
    find_quotes(out, t, &quotes);
    s->quotes = quotes.v;
    s->n_quotes = quotes.n;
    for (uint32_t q = 0; q < quotes.n; q++)
        for (uint32_t i = quotes.v[q].at.first; i < quotes.v[q].at.last; i++)
            s->quote_of[i] = q + 1;
    find_units(out, s);
}
