/* Finding who-says-what in one article: tokens in, spans out.
 *
 *   “We left,” said the mayor, adding that …      The army has reported a surge.
 *    content   cue  source     cue    content      source   cue         content
 *
 * Where there is a trained model (stage label) its spans come first and the rules fill in
 * what it leaves. This part knows nothing of names, dates or other articles. What the
 * spans mean (whose words, denied or not, when) is decided from them in statements.c,
 * people.c and stance.c.
 *
 *   scan_init()          classes, quotations and units of one text
 *   attributions_find()  rules over them, joined with the model's spans
 */
#ifndef STEMMA_FACTS_ATTRIBUTIONS_H
#define STEMMA_FACTS_ATTRIBUTIONS_H

#include "facts/wordclass.h"
#include "label/label.h"

typedef struct {
    uint32_t first, last; // tokens [first, last); empty when equal
} range;

static inline bool range_empty(range r)
{
    return r.first >= r.last;
}

static inline bool range_holds(range r, uint32_t t)
{
    return r.first <= t && t < r.last;
}

typedef struct {
    range at;       // with its marks
    bool continues; // opens where the paragraph before left its quotation open
} quotation;

/* A unit is what the rules take for a sentence: sentences, put together again where a
 * question or exclamation mark inside a quotation parted “Is it over?” from said X. */
typedef struct {
    const text *t;
    word_entry *words;  // of each token
    uint32_t *quote_of; // of each token: quotation + 1, or 0
    quotation *quotes;
    uint32_t n_quotes;
    uint32_t *unit_of; // of each token
    range *units;
    uint32_t n_units;
    uint32_t dateline;       // tokens of the dateline at the start; 0: none
    uint32_t dateline_bytes; // where the article says its dateline ends; 0: it does not
} scan;

typedef enum {
    ATTRIBUTION_FORWARD,    // source, cue, content
    ATTRIBUTION_TRAILING,   // content, then who said it
    ATTRIBUTION_PASSIVE,    // was reported to: no source
    ATTRIBUTION_PARTICIPLE, // adding that …
    ATTRIBUTION_NOUN,       // reports that …
    ATTRIBUTION_QUOTE       // a quotation that continues the one before, or has no source
} attribution_kind;

enum { MAX_PIECES = 4 };

typedef struct {
    attribution_kind kind;
    range source; // empty: none
    range cue;
    range content[MAX_PIECES];
    uint32_t n_content;
    range zone;      // all of the clause that does the attributing, with its commas
    uint32_t verb;   // token of the cue's verb (or noun)
    uint32_t joined; // S denied A [but] said B: where B's half begins; 0: not so
    bool negated, modal;
} attribution;

typedef VEC(attribution) attribution_vec;

/* `dateline_bytes`: the end of the dateline in bytes, or 0 when it is to be looked for.
 */
void scan_init(scan *s, arena *out, const lexicon *words, const text *t,
               uint32_t dateline_bytes);
/* Attributions of one text in the order of their verbs. `labels` is what the trained
 * model found in it, NULL where there is none. */
void attributions_find(arena *out, const scan *s, const label_attributions *labels,
                       attribution_vec *to);
/* Mends what rules and model together leave wrong (mends.c). */
void mend_attributions(arena *out, const scan *s, attribution_vec *to);

/* Small questions about tokens (scan.c)
 * -------------------------------------------------------------------------------------
 */

static inline bool token_has(const scan *s, uint32_t i, uint32_t classes)
{
    return i < s->t->n_tokens && (s->words[i].classes & classes) != 0;
}

static inline bool token_is(const scan *s, uint32_t i, const char *folded)
{
    return text_is(s->t, i, folded);
}

bool token_is_word(const scan *s, uint32_t i); // word or number
bool token_is_comma(const scan *s, uint32_t i);
bool token_is_stop(const scan *s, uint32_t i); // . ! ? … that ends a sentence
bool token_is_capital(const scan *s, uint32_t i);
bool token_opens(const scan *s, uint32_t i);  // first mark of a quotation
bool token_closes(const scan *s, uint32_t i); // last mark of a quotation
bool token_is_finite(const scan *s, uint32_t i);
bool token_begins_noun(const scan *s, uint32_t i); // a noun phrase can begin here
bool token_is_claim(const scan *s, uint32_t i);    // charge, report: what was said
range unit_at(const scan *s, uint32_t i);
/* A short paragraph without a full stop: a subhead, a credit, a teaser. */
bool unit_is_heading(const scan *s, range unit);
const cue_verb *cue_of(const scan *s, uint32_t i); // NULL: none

/* Phrases (phrases.c): where a phrase that begins at i ends, i when there is none.
 * -------------------------------------------------------------------------------------
 */

uint32_t time_end(const scan *s, uint32_t i, uint32_t last);
uint32_t time_start(const scan *s, uint32_t end, uint32_t first); // that ends at `end`
uint32_t chunk_end(const scan *s, uint32_t i, uint32_t last);     // a bare noun phrase
uint32_t adjunct_end(const scan *s, uint32_t i, uint32_t last);   // "in a statement"
/* "up to 300", "between 40 and 60", "not one": a count that says how sure it is. */
bool count_begins(const scan *s, uint32_t i, uint32_t last);
bool has_finite(const scan *s, range r); // a main verb, not only one of a relative clause

/* Sources (sources.c)
 * -------------------------------------------------------------------------------------
 */

/* The subject of the verb group that begins at `verb`, within [first, verb). */
range source_before(const scan *s, uint32_t first, uint32_t verb);
/* The noun phrase at `i`: “…,” said HERE. */
range source_after(const scan *s, uint32_t i, uint32_t last);

/* Is the token at i, within r, in a clause that only says more about a noun: ", which
 * fell on Monday,", ", shut on Monday,", "the port that was shut on Monday opened"? */
bool in_aside(const scan *s, range r, uint32_t i); // asides.c

/* Contents (clauses.c)
 * -------------------------------------------------------------------------------------
 */

/* From `first` to the end of the clause, with the rest of a quotation that it enters. */
range content_forward(const scan *s, uint32_t first, uint32_t last);
/* ", drawing criticism": what came of saying it, no part of it; i is at the comma. */
bool is_reaction(const scan *s, uint32_t i, uint32_t last);
/* What stands before a trailing attribution whose zone begins at `end`. */
range content_backward(const scan *s, uint32_t end);

#endif
