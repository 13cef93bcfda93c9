/* Stage facts: who says what, when and where.
 *
 *   mentions  names as written ─► entities   what several names stand for
 *   places    names ─► where they are, by a gazetteer and by each other
 *   dates     "on Thursday"    ─► 2031-05-08 by dateline, publication or aligned siblings
 *   figures   "at least 40"    ─► [40, ∞)    with what is counted
 *   statements  source, cue, content, stance
 *
 * Spans are token ranges [first, last) of one article's text. Each step takes what the
 * ones before it found; facts_find() runs them in order. */
#ifndef STEMMA_FACTS_FACTS_H
#define STEMMA_FACTS_FACTS_H

#include "gazetteer/gazetteer.h"
#include "label/label.h"
#include "story/story.h"

#define FACTS_NONE UINT32_MAX

typedef struct {
    uint32_t article;
    uint32_t first, last; // tokens
} token_span;

/* Names
 * -------------------------------------------------------------------------------------
 */

typedef enum {
    ENTITY_PLACE,
    ENTITY_PERSON,
    ENTITY_ORGANISATION,
    ENTITY_OTHER
} entity_kind;

typedef struct {
    token_span at;
    uint32_t entity; // index into names_result.entities
} mention;

typedef struct {
    slice name; // as written, white space folded, quotes made straight
    uint32_t count, n_articles;
    uint32_t *articles; // the n_articles that have it, ascending
} entity_name;

typedef struct {
    entity_kind kind;
    slice label;            // its most common full form
    VEC(entity_name) names; // most common first
    VEC(slice) why; // one line for each merge: what was joined to what, by which evidence
} entity;

typedef struct {
    mention *mentions; // by article, then first; never overlapping
    uint32_t n_mentions;
    uint32_t *first_of; // n_articles + 1: mentions of article i are [first_of[i],
                        // first_of[i + 1])
    entity *entities;   // by label, then first mention
    uint32_t n_entities;
} names_result;

typedef struct {
    slice a, b; // two names that the user says are one …
    bool apart; // … or two, whatever speaks for one
} user_alias;

/* Places
 * -------------------------------------------------------------------------------------
 */

typedef enum { PRECISE_TOWN, PRECISE_DISTRICT, PRECISE_COUNTRY } place_precision;

typedef struct {
    bool known;  // otherwise not established, and nothing below says anything
    uint32_t id; // GeoNames; 0: it has none
    double lat, lon;
    place_precision precision;
    slice name;      // in the gazetteer
    char country[3]; // ISO 3166; may be empty
} place_found;

typedef struct {
    token_span at;
    uint32_t entity; // that it is a name of, or FACTS_NONE: "Ruritanian"
    place_found place;
} toponym;

typedef struct {
    toponym *toponyms; // by article, then first
    uint32_t n_toponyms;
    uint32_t *first_of;     // n_articles + 1
    place_found *of_entity; // of each entity; where it is, if it is a place
} places_result;

/* Dates
 * --------------------------------------------------------------------------------------
 */

typedef enum {
    DATE_STATED,
    DATE_BY_PUBLICATION,
    DATE_BY_SIBLING,
    DATE_BY_STORY,
    DATE_UNRESOLVED
} date_how;

typedef struct {
    token_span at; // "on" before it is no part of it; "late" right before it is
    slice value; // ISO 8601: "2031-05-08", "2031-05", "2031", "2031-W19", interval "A/B";
                 // empty when unresolved
    date_how how;
    bool relative; // needs another date to be read ("Thursday", "last week", "May 8")
    bool clock;    // a time of the day is part of it
    slice timex;   // as TimeML writes it: "2031-05-08TMO", "2031-Q2", "2030-SU", or empty
} date_mention;

/* What tells of time and is no date. */
typedef enum { TIME_CLOCK, TIME_DURATION, TIME_SET, TIME_REF } time_kind;

typedef struct {
    token_span at;
    time_kind kind;
    bool stretch; // up to or from the day: "the past two years"
    slice timex;  // "P3D", "PT16H", "XXXX-WXX-4", "PRESENT_REF", "2031-05-08T09:00"
} time_mention;

typedef struct {
    date_mention *dates; // by article, then first
    uint32_t n_dates;
    uint32_t *first_of;     // n_articles + 1
    publication *published; // of each article: stated, or inferred with its evidence
    time_mention *times;    // by article, then first; none overlaps a date
    uint32_t n_times;
} dates_result;

/* Figures
 * ------------------------------------------------------------------------------------ */

typedef enum {
    FIGURE_EXACT,
    FIGURE_ABOUT,
    FIGURE_AT_LEAST,
    FIGURE_AT_MOST,
    FIGURE_RANGE
} figure_relation;

typedef struct {
    token_span at;    // with "between", "at least", "about" and the unit
    double low, high; // closed; INFINITY where open
    figure_relation relation;
    slice of; // what is counted or the unit: "militants", "suspected rebels detained",
              // "percent", "dollars"; may be empty
    token_span of_at; // where that stands; first == last when nowhere
} figure;

typedef struct {
    figure *figures; // by article, then first
    uint32_t n_figures;
    uint32_t *first_of; // n_articles + 1
} figures_result;

/* Statements
 * --------------------------------------------------------------------------------- */

typedef enum { STANCE_ASSERTS, STANCE_DENIES, STANCE_HEDGES, STANCE_CONFIRMS } stance;

typedef struct {
    uint32_t article;
    bool own_voice;                     // the outlet's own: no source, no cue
    uint32_t source_first, source_last; // tokens; equal when own voice or not established
    uint32_t source_entity;             // index or FACTS_NONE
    /* Where the source is a pronoun or short form: the full source's tokens; else the
     * same. */
    uint32_t full_first, full_last;
    uint32_t cue_first, cue_last;
    token_span content[4]; // pieces in order
    uint32_t n_content;
    stance stance;
    bool quoted; // the content is a direct quotation
    slice time;  // ISO value of the date that says when it was said or happened; may be
                 // empty
} statement;

typedef struct {
    statement *statements; // by article, then content
    uint32_t n_statements;
    uint32_t *first_of; // n_articles + 1
} statements_result;

/* All of it
 * ---------------------------------------------------------------------------------- */

typedef struct {
    const article *articles;
    const text *texts;
    uint32_t n_articles;
    const family_result *families; // collated
    const story_result *stories;
    const user_alias *aliases;
    uint32_t n_aliases;
    const gazetteer *gazetteer; // NULL: no place is established
    /* What the trained model found in each article; NULL: rules alone. */
    const label_attributions *labels;
} facts_input;

typedef struct {
    names_result names;
    places_result places;
    dates_result dates;
    figures_result figures;
    statements_result statements;
} facts_result;

void facts_names(arena *out, const facts_input *in, names_result *names); // names.c …
/* places.c …: entities that are one place by the gazetteer become one in `names`. */
void facts_places(arena *out, const facts_input *in, names_result *names,
                  places_result *places);
void facts_dates(arena *out, const facts_input *in, dates_result *dates); // dates.c …
void facts_figures(arena *out, const facts_input *in, const dates_result *dates,
                   figures_result *figures); // figures.c
void facts_statements(arena *out, const facts_input *in, const names_result *names,
                      const dates_result *dates,
                      statements_result *statements); // statements.c …

/* Which tokens of two articles of one family are aligned: the token of `to` in the same
 * column as token t of `from`, or FACTS_NONE. */
uint32_t facts_aligned(const facts_input *in, uint32_t from, uint32_t t, uint32_t to);

#endif
