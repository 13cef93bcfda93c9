// What is said: how far the content of an attribution goes.
#include "facts/attributions.h"

bool is_reaction(const scan *s, uint32_t i, uint32_t last)
{
    static const char *const verbs[] = {
        "drawing", "prompting", "sparking", "provoking", "triggering", "fuelling",
        "fueling", "stirring",  "inviting", "raising",   "earning",    "attracting"};
    static const char *const nouns[] = {
        "criticism", "condemnation", "anger",      "outrage",     "outcry",   "protests",
        "protest",   "praise",       "ire",        "fire",        "backlash", "questions",
        "rebuke",    "rebukes",      "scorn",      "applause",    "boos",     "jeers",
        "calls",     "denials",      "complaints", "speculation", "concern",  "fury",
        "ridicule",  "reaction",     "reactions"};
    enum { REACH = 6 };
    bool verb = false;
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        verb = verb || token_is(s, i + 1, verbs[k]);
    for (uint32_t j = i + 2; verb && j < last && j - i < REACH; j++)
        for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
            if (token_is(s, j, nouns[k]))
                return true;
    return false;
}

/* ", adding that", ", according to": another attribution takes over. */
static bool hands_over(const scan *s, uint32_t i, uint32_t last)
{
    if (!token_is_comma(s, i) || i + 1 >= last)
        return false;
    uint32_t j = i + 1;
    if (token_is(s, j, "according") || token_is(s, j, "citing") ||
        is_reaction(s, i, last))
        return true;
    const cue_verb *cue = cue_of(s, j);
    return cue && (s->words[j].forms & FORM_ING) && !(cue->flags & CUE_EVIDENCE) &&
           (cue->flags & (CUE_CLAUSE | CUE_THAT)) &&
           (token_is(s, j + 1, "that") || token_opens(s, j + 1) ||
            token_is(s, j + 1, ":") || token_begins_noun(s, j + 1));
}

/* Without the comma or full stop that ends it, unless a quotation holds them. */
static range trim(const scan *s, range r)
{
    while (r.first < r.last && s->t->tokens[r.first].kind == TOKEN_PUNCT &&
           !s->quote_of[r.first] && !token_is(s, r.first, "$") &&
           !token_is(s, r.first, "("))
        r.first++;
    while (r.last > r.first && !s->quote_of[r.last - 1] &&
           s->t->tokens[r.last - 1].kind == TOKEN_PUNCT &&
           !token_is(s, r.last - 1, ")") && !token_is(s, r.last - 1, "%"))
        r.last--;
    return r;
}

range content_forward(const scan *s, uint32_t first, uint32_t last)
{
    uint32_t i = first;
    while (i < last) {
        if (token_opens(s, i) && (i == 0 || s->quote_of[i] != s->quote_of[i - 1])) {
            uint32_t end = s->quotes[s->quote_of[i] - 1].at.last;
            if (end >= last) { // it may go on over the next sentences
                i = end;
                break;
            }
            // “A,” … and “A.” are complete; “a” failure goes on.
            bool complete = i == first && end >= 2 &&
                            (token_is_comma(s, end - 2) || token_is_stop(s, end - 2));
            i = end;
            if (complete)
                break;
            continue;
        }
        if (hands_over(s, i, last))
            break;
        i++;
    }
    return trim(s, (range){first, i});
}

/* "(Port Else) The ferry …": where the sentence itself begins. */
static uint32_t after_label(const scan *s, range r)
{
    enum { LONGEST_LABEL = 6 };
    if (!token_is(s, r.first, "("))
        return r.first;
    for (uint32_t i = r.first + 1; i + 1 < r.last && i - r.first <= LONGEST_LABEL; i++)
        if (token_is(s, i, ")"))
            return token_is_capital(s, i + 1) ? i + 1 : r.first;
    return r.first;
}

range content_backward(const scan *s, uint32_t end)
{
    if (end == 0)
        return (range){0, 0};
    uint32_t p = end - 1;
    if (token_is_comma(s, p) && p > 0 && token_closes(s, p - 1))
        p--;
    if (!token_closes(s, p)) {
        range r = {unit_at(s, p).first, p + 1};
        r.first = after_label(s, r);
        uint32_t q = s->quote_of[r.first];
        if (q && s->quotes[q - 1].at.last <= r.last &&
            s->quotes[q - 1].at.first < r.first)
            r.first = s->quotes[q - 1].at.first;
        if (token_has(s, r.first, WORD_CONJ) && r.first + 1 < r.last)
            r.first++;
        return trim(s, r);
    }
    range quote = s->quotes[s->quote_of[p] - 1].at;
    range unit = unit_at(s, quote.first);
    bool alone = quote.first <= unit.first + 1 ||
                 s->t->tokens[quote.first - 1].kind == TOKEN_PUNCT;
    return trim(s, (range){alone ? quote.first : unit.first, quote.last});
}
