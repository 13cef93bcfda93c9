/* The steps of facts_dates, private to the stage.
 *
 *   tokens ─► expressions (dates_find: what is written, nothing resolved)
 *          ─► periods     (dates_resolve: with a reference day and the dates before)
 *          ─► publication (published: stated, by siblings, by the story)              */
#ifndef STEMMA_FACTS_DATES_H
#define STEMMA_FACTS_DATES_H

#include "base/hash.h"
#include "facts/facts.h"
#include "facts/numbers.h"
#include "facts/period.h"

/* Word lists (dates_words.c) */

typedef enum {
    WORD_MONTH,   // value 1 to 12
    WORD_WEEKDAY, // 0 is Monday
    WORD_UNIT,    // period_unit
    WORD_DAY,     // days from today: "yesterday" -1
    WORD_PART,    // part of a day: "morning"
    WORD_LAST,    // "last", "past", "previous"
    WORD_NEXT,    // "next", "coming"
    WORD_THIS,
    WORD_AGO,       // behind what it counts: "ago"
    WORD_AGO_FIRST, // before it: "vor", "hace", "il y a"
    WORD_LATER,     // "two days later"
    WORD_EARLIER,   // "two days earlier"
    WORD_ORDINAL,   // "first" to "fourth"
    WORD_STAGE,     // "early", "late", "mid"
    WORD_SEASON,
    WORD_THE,
    WORD_A,
    WORD_OF,
    WORD_IN,         // may stand before a bare year: "in", "since"
    WORD_CLOCK_UNIT, // value: 'H', 'M' or 'S' of a duration
    WORD_OFTEN,      // "daily"; value as of WORD_UNIT, or 'H'
    WORD_WEEKDAYS,   // "Mondays"
    WORD_EVERY,      // "each"
    WORD_ALL,        // "alle", "tous": before a number or "les" and a unit
    WORD_REF,        // "now" 0, "recently" -1, "bald" 1
    WORD_FUTURE,     // "future", a noun
    WORD_FEW,        // "several"
    WORD_MORE,       // "two more weeks"
    WORD_ZONE,       // "GMT"
    WORD_LEAD,       // "recent", "twice": may open an expression
} date_word_kind;

enum {
    WORD_SHORT = 1,  // an abbreviation that may carry a dot
    WORD_COMMON = 2, // also an everyday word: needs more around it
    WORD_STRONG = 4, // WORD_IN: says by itself that a year follows
};

typedef struct {
    const char *word; // folded
    unsigned tongues;
    date_word_kind kind;
    int value;
    unsigned flags;
} date_word;

/* The table for one language. Entries are numbers from 1; 0 is no entry. */
typedef struct {
    tongue in;
    hash_table at;   // hash of a word -> its first entry
    uint32_t *next;  // the word's next entry
    uint32_t *kinds; // of a first entry: the bits of all its word's kinds
} date_lexicon;

#define DATE_WORD_BIT(kind) ((uint32_t)1 << (kind))

void date_lexicon_init(date_lexicon *l, tongue in, arena *a);
uint32_t date_lexicon_find(const date_lexicon *l, const token *k);
/* The word's meaning of that kind, or NULL; `entry` is what date_lexicon_find gave. */
const date_word *date_lexicon_word(const date_lexicon *l, uint32_t entry,
                                   date_word_kind kind);

/* May an expression begin with the word? "in" and "of" only stand before or within. */
static inline bool date_lexicon_opens(const date_lexicon *l, uint32_t entry)
{
    return (l->kinds[entry] & ~(DATE_WORD_BIT(WORD_IN) | DATE_WORD_BIT(WORD_OF))) != 0;
}

/* What is written (dates_find.c) */

typedef enum {
    DATE_DAY,        // year, month, day
    DATE_EITHER,     // 8/5/2031: month and day in one order or the other
    DATE_MONTH_DAY,  // the year that puts it nearest
    DATE_YEAR_MONTH, // year, month
    DATE_MONTH,
    DATE_MONTH_OF, // of the year n years from the reference's: "July last year"
    DATE_YEAR,
    DATE_DECADE,      // year: its first
    DATE_CENTURY,     // year: one of its middle
    DATE_FEAST,       // feast n, of the year that puts it nearest
    DATE_THE_QUARTER, // n quarters from the one that was spoken of last
    DATE_QUARTER,     // quarter n of `year`, or of the nearest year where 0; or half
    DATE_WEEKDAY,
    DATE_OFFSET,  // n units from the reference: "yesterday", "last week"
    DATE_FOLLOWS, // n units from the date before: "a day later"
    DATE_OPEN,    // a date expression without a clear value: "recent days"
} date_kind;

typedef enum {
    TOWARDS_PAST,
    TOWARDS_FUTURE, // on or after the reference
    TOWARDS_LAST,   // before it: "last Thursday"
    TOWARDS_NEXT,   // after it
    TOWARDS_THIS,   // in its week or year
    TOWARDS_EITHER, // nothing tells
} date_towards;

/* A time of the day: hour and minute, or a part of it as TimeML writes it. */
typedef struct {
    int hour, minute; // hour -1: not told
    const char *part; // "MO", "AF", "EV", "NI", "MI"; NULL: not told
} day_time;

enum { NO_HOUR = -1 };

typedef struct {
    token_span at;
    uint32_t core; // the token that carries the date, for alignment
    date_kind kind;
    date_towards towards;
    period_unit unit;
    int n;
    int year, month, day, weekday;
    day_time time;
    const char *season; // "SP", "SU", "FA", "WI" of what the rest says; NULL: none
} date_expression;

typedef VEC(date_expression) date_expressions;

/* Entries of all tokens in the lexicon, for both of the finders below. */
uint32_t *date_lexicon_entries(arena *out, const date_lexicon *l, const text *t);
/* Adds what article number `which` says, in order, not overlapping. `american`: month
 * before day in 5/8/2031 where the language tag says so. */
void dates_find(arena *out, const date_lexicon *l, uint32_t which, const text *t,
                slice language, const uint32_t *entries, const number_text *numbers,
                date_expressions *to);
/* What is no date but tells of time: durations, sets, "now", times of the day. */
typedef struct {
    token_span at;
    time_kind kind;
    bool stretch;
    char timex[24]; // of TIME_CLOCK: what stands behind the day
} time_expression;

typedef VEC(time_expression) time_expressions;

/* Adds those of article `which` that do not overlap its dates [dates, dates + n). */
void times_find(arena *out, const date_lexicon *l, uint32_t which, const text *t,
                const uint32_t *entries, const number_text *numbers,
                const date_expression *dates, uint32_t n, time_expressions *to);
/* The day of feast number `which` in that year. */
bool feast_day(int which, int year, period *to);
/* The date as TimeML writes it; empty when it has no value. `value` may be NULL. */
slice dates_timex(arena *out, const date_expression *e, const period *value);
/* Where a date at tokens [first, last) looks: what the verbs around it say. */
date_towards dates_towards(const text *t, uint32_t first, uint32_t last, date_kind kind);

/* What it stands for (dates_resolve.c) */

typedef enum {
    REFERENCE_NONE,
    REFERENCE_ABOUT, // the article appeared on or soon after that day
    REFERENCE_EXACT,
} reference_kind;

typedef struct {
    reference_kind kind;
    period when; // as precise as known
} date_reference;

bool dates_needs_reference(const date_expression *e); // "Thursday", "May 8"
/* The period of e; `before` is the value of the date it follows, or NULL. False: not
 * established. */
bool dates_resolve(const date_expression *e, const date_reference *ref,
                   const period *before, period *to);

/* All articles' dates on their way (dates.c, published.c) */

typedef struct {
    bool known;
    bool pinned; // by a sibling's aligned expression: not resolved again
    period value;
    date_how how;
} date_state;

typedef struct {
    date_reference ref;
    date_how how; // of what is resolved by ref
} article_state;

typedef struct {
    arena *out, *tmp;
    const facts_input *in;
    const date_expression *expressions;
    const uint32_t *first_of;
    date_state *dates;
    article_state *articles;
    publication *published;
} dates_work;

/* Resolves what article i's reference allows; pinned dates stay. */
void dates_resolve_article(dates_work *w, uint32_t i);
/* Stated dates, with a stated one that its siblings contradict replaced. */
void published_stated(dates_work *w);
/* Dates the rest from siblings and story, and resolves them. */
void published_infer(dates_work *w);

#endif
