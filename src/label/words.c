#include "label/words.h"

#include "base/hash.h"

uint32_t word_of(slice folded)
{
    return (uint32_t)(hash_bytes(folded) >> 32);
}

static bool has_letter(slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (unsigned char)s.ptr[i] >= 0x80)
            return true;
    return false;
}

static bool has_digit(slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    return false;
}

/* Up to four bytes in one number: no hash needed. */
static uint32_t bytes_of(const char *at, size_t n)
{
    uint32_t v = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        v = v * 257 + (unsigned char)at[i];
    return v;
}

static void look_at(const token *tok, word_look *w)
{
    slice f = tok->folded;
    *w = (word_look){.space = (tok->flags & TOKEN_SPACE_BEFORE) != 0};
    if (tok->kind == TOKEN_NUMBER && !has_letter(f)) {
        w->word = (uint32_t)(f.len < 6 ? f.len : 6) + 1; // "2016" is another than "12"
        w->shape = SHAPE_NUMBER;
        return;
    }
    w->word = (uint32_t)(tok->hash >> 32);
    w->suffix2 = f.len > 2 ? bytes_of(f.ptr + f.len - 2, 2) : 0;
    w->suffix3 = f.len > 3 ? bytes_of(f.ptr + f.len - 3, 3) : 0;
    w->prefix = f.len > 3 ? bytes_of(f.ptr, 3) : 0;
    if (tok->kind == TOKEN_PUNCT)
        w->shape = SHAPE_PUNCT;
    else if (has_digit(f))
        w->shape = SHAPE_MIXED;
    else if (tok->flags & TOKEN_ALL_CAPS)
        w->shape = SHAPE_CAPITALS;
    else if (tok->flags & TOKEN_CAPITAL)
        w->shape = tok->flags & TOKEN_SENTENCE_START ? SHAPE_FIRST : SHAPE_CAPITAL;
    else
        w->shape = SHAPE_LOWER;
}

/* Quotations
 * -------------------------------------------------------------------------------------
 */

typedef enum { MARK_NONE, MARK_EITHER, MARK_OPENS, MARK_CLOSES } mark_side;

/* A double quotation mark: “ ” „ « » " and the two halves of ''. */
static mark_side mark_at(const text *t, const word_look *looks, uint32_t i, uint32_t end)
{
    if (looks[i].shape != SHAPE_PUNCT)
        return MARK_NONE;
    slice w = text_token(t, i), f = t->tokens[i].folded;
    bool pair = slice_eq_str(f, "'") && i + 1 < end && text_is(t, i + 1, "'") &&
                !looks[i + 1].space;
    if (!slice_eq_str(f, "\"") && !pair)
        return MARK_NONE;
    if (slice_eq_str(w, "“") || slice_eq_str(w, "„") || slice_eq_str(w, "«") ||
        slice_eq_str(w, "`"))
        return MARK_OPENS;
    if (slice_eq_str(w, "”") || slice_eq_str(w, "»"))
        return MARK_CLOSES;
    return MARK_EITHER;
}

static void mark_quotes(const text *t, word_look *looks, uint32_t first, uint32_t last)
{
    uint32_t open = last; // where a quotation opened; last: none is open
    for (uint32_t i = first; i < last; i++) {
        mark_side side = mark_at(t, looks, i, last);
        uint32_t len =
            side != MARK_NONE && slice_eq_str(t->tokens[i].folded, "'") ? 2 : 1;
        if (side == MARK_EITHER)
            side = open < last ? MARK_CLOSES : MARK_OPENS;
        if (side == MARK_OPENS) {
            looks[i].quote = QUOTE_OPENS;
            open = i;
        } else if (side == MARK_CLOSES) {
            for (uint32_t k = open; k < i; k++)
                looks[k].quote |= QUOTE_IN;
            looks[i].quote = QUOTE_CLOSES | (open < last ? QUOTE_IN : 0);
            open = last;
        }
        if (len == 2)
            looks[i + 1].quote = looks[i].quote;
        i += len - 1;
    }
    for (uint32_t k = open; k < last; k++)
        looks[k].quote |= QUOTE_IN | QUOTE_UNCLOSED;
}

void words_look(arena *out, const text *t, word_look **to)
{
    word_look *looks = arena_array(out, word_look, (size_t)t->n_tokens + 1);
    for (uint32_t i = 0; i < t->n_tokens; i++)
        look_at(&t->tokens[i], &looks[i]);
    for (uint32_t s = 0; s < t->n_sentences;) {
        uint32_t paragraph = t->sentences[s].paragraph, first = t->sentences[s].first;
        looks[first].first = t->n_tokens > 0;
        while (s + 1 < t->n_sentences && t->sentences[s + 1].paragraph == paragraph)
            looks[t->sentences[++s].first].first = true;
        mark_quotes(t, looks, first, t->sentences[s].last);
        s++;
    }
    *to = looks;
}
