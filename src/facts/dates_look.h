/* How the patterns of dates look at a text: tokens, and what the word list of their
 * language says of them. Private to dates_find.c and dates_spans.c. */
#ifndef STEMMA_FACTS_DATES_LOOK_H
#define STEMMA_FACTS_DATES_LOOK_H

#include "facts/dates.h"

typedef struct {
    const date_lexicon *l;
    const text *t;
    const uint32_t *entries; // of each token, in the lexicon
    const number_text *numbers;
    bool american;
} date_reader;

static inline bool is_kind(const date_reader *f, uint32_t i, date_word_kind kind)
{
    return i < f->t->n_tokens && (f->l->kinds[f->entries[i]] & DATE_WORD_BIT(kind));
}

static inline const date_word *word(const date_reader *f, uint32_t i, date_word_kind kind)
{
    return is_kind(f, i, kind) ? date_lexicon_word(f->l, f->entries[i], kind) : NULL;
}

static inline bool english(const date_reader *f)
{
    return f->l->in == TONGUE_EN;
}

static inline bool flag(const date_reader *f, uint32_t i, unsigned flags)
{
    return i < f->t->n_tokens && (f->t->tokens[i].flags & flags);
}

static inline bool same_sentence(const date_reader *f, uint32_t a, uint32_t b)
{
    return b < f->t->n_tokens && f->t->tokens[a].sentence == f->t->tokens[b].sentence;
}

/* A mark glued to both sides, as in 8/5/2031. */
static inline bool mark_at(const date_reader *f, uint32_t i, const char *mark)
{
    return text_is(f->t, i, mark) && !flag(f, i, TOKEN_SPACE_BEFORE) &&
           !flag(f, i + 1, TOKEN_SPACE_BEFORE);
}

/* Past the dot of an abbreviation, or of a German ordinal. */
static inline uint32_t after_dot(const date_reader *f, uint32_t i)
{
    return text_is(f->t, i, ".") && !flag(f, i, TOKEN_SPACE_BEFORE) ? i + 1 : i;
}

/* Does the unit at i stand in the plural? French "mois" tells it by the word before. */
static inline bool is_plural(const date_reader *f, uint32_t i)
{
    slice s = f->t->tokens[i].folded;
    if (f->l->in == TONGUE_DE)
        return (slice_ends(s, SLICE("n")) || slice_ends(s, SLICE("e"))) &&
               !text_is(f->t, i, "woche") && !text_is(f->t, i, "wochenende") &&
               !text_is(f->t, i, "stunde") && !text_is(f->t, i, "minute");
    if (text_is(f->t, i, "mes"))
        return false;
    if (text_is(f->t, i, "mois"))
        return i > 0 && slice_ends(f->t->tokens[i - 1].folded, SLICE("s"));
    return slice_ends(s, SLICE("s"));
}

/* A number of up to 4 digits; gives how many digits, or 0. */
int digits_of(slice folded, int *value);

/* A year of four digits, a month by its name; what stands behind it. */
bool look_year(const date_reader *f, uint32_t i, int *year);
bool look_month(const date_reader *f, uint32_t i, int *month, uint32_t *last);
/* A year that may follow a month or a day: ", 2031", " 2031", " of 2031". */
uint32_t look_year_after(const date_reader *f, uint32_t i, int *year);
/* In words: "nineteen ninety-four", "two thousand"; "eighth", "twenty-first". */
uint32_t look_spelled_year(const date_reader *f, uint32_t i, int *year);
uint32_t look_spelled_day(const date_reader *f, uint32_t i, int *day);
/* How many months the business was told of last: "nine months", nearer than a quarter;
 * 0 when none are. */
int look_months_before(const date_reader *f, uint32_t i);
const char *season_of(const date_reader *f, uint32_t i);

/* Patterns: each gives the token behind what begins at i, 0 when nothing does. Those of
 * dates_named.c, then those of dates_quarter.c. */
uint32_t feast_at(const date_reader *f, uint32_t i, date_expression *e);
uint32_t spelled_year(const date_reader *f, uint32_t i, date_expression *e);
uint32_t century(const date_reader *f, uint32_t i, date_expression *e);
uint32_t quarter(const date_reader *f, uint32_t i, date_expression *e);
uint32_t the_quarter(const date_reader *f, uint32_t i, date_expression *e);
uint32_t year_quarter(const date_reader *f, uint32_t i, date_expression *e);
uint32_t year_end(const date_reader *f, uint32_t i, date_expression *e);
uint32_t fiscal_year(const date_reader *f, uint32_t i, date_expression *e);
uint32_t the_unit(const date_reader *f, uint32_t i, date_expression *e);
uint32_t single(const date_reader *f, uint32_t i, date_expression *e);

/* Those of German, French and Spanish alone (dates_abroad.c). */
uint32_t abroad(const date_reader *f, uint32_t i, date_expression *e);
/* "Ende", "fin", "finales de" before what begins at i: where it begins then. */
uint32_t stage_before(const date_reader *f, uint32_t i, uint32_t floor);
/* Behind a part of the day at i ("soir", "por la noche"), or i. */
uint32_t look_part_after(const date_reader *f, uint32_t i);
/* "mornings": its part of the day, or NULL. */
const char *look_plural_part(const date_reader *f, uint32_t i);
/* The part of the day that the words of the expression tell, as TimeML has it, or NULL.
 */
const char *look_part(const date_reader *f, const date_expression *e);

/* A time of the day that begins at token i ("9 a.m. EST", "14.30 Uhr", "noon"): the token
 * behind it, 0 when there is none. */
uint32_t clock_at(const date_reader *f, uint32_t i, day_time *at);

#endif
