// What sites.c, habits.c and stretches.c share while the sites are taken.
#ifndef STEMMA_FAMILY_TAKING_H
#define STEMMA_FAMILY_TAKING_H

#include "base/hash.h"
#include "family/sites.h"

typedef struct {
    const text *const *texts; // of each number of the set
    const collation *c;
    const uint32_t *order;
    uint32_t n;        // witnesses
    uint32_t *tokens;  // tokens[column * n + i], UINT32_MAX where there is none
    uint32_t *places;  // the same for the places of one row
    hash_table counts; // of each word's hash in all witnesses
    uint64_t n_tokens;
    uint32_t *words_before;  // words_before[column * n + i]
    hash_table *trigrams;    // of the words of each witness
    hash_table told;         // trigrams of the stretches so far
    hash_table orders;       // how moves part the witnesses, so far
    hash_table habits;       // how often each was seen
    bool news, apart;        // as in site_options, like …
    const span *masked;      // … this
    uint32_t **unit_of;      // of each number's sentences (units.c); NULL: not known
    const uint8_t *has_unit; // has_unit[unit * n + i]
    uint8_t *twice;          // the same; apart alone
    uint32_t n_units;
    uint32_t *end;    // of each number: the column where its text ends
    hash_table rules; // what stands for what: the site of each
    hash_table pairs; // sets of words that stood for each other before
    VEC(site) found;
    arena *out, *tmp;
} taking;

/* What the witnesses have in one place. */
typedef struct {
    const token *words[SITE_STATES]; // NULL: nothing
    uint32_t n_with[SITE_STATES];
    uint32_t column; // set once the site is taken apart
    site *s;
} readings;

static const double ECHO = 0.3; // of the cost, beside a change of the same witnesses

/* What number i has in a column, or NULL. */
const token *taking_token(const taking *t, uint32_t column, uint32_t i);
/* As it is written, in the place of the row that is looked at. */
slice taking_written(const taking *t, uint32_t place, uint32_t i);
/* One more, of which nothing is known yet; the last of t->found. */
site *taking_site(taking *t, uint32_t column);
int32_t taking_units(double bits);
bool taking_masked(const taking *t, uint32_t column, uint32_t i);
void taking_scale(site *s, double by);

/* Takes the place's site apart where it is how houses write; false: it is not. */
void rules_init(taking *t);
bool numbers_take(taking *t, const readings *r);
bool letters_take(taking *t, readings *r);
bool letters_is_percent(const readings *r);
void letters_as_style(site *s);
/* Numbers in digits here and in letters there. */
bool habit_of_numbers(const readings *r);
/* Lowers the cost of what was seen before in this text. */
void habits_damp(taking *t, uint32_t place, const readings *r, bool as_written);
/* Adds the sites of stretches. */
void stretches_take(taking *t);
/* The same where articles are the witnesses: by whole sentences. */
void units_take(taking *t);

#endif
