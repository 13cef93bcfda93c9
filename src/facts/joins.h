/* Private to joins: what the joining of names keeps, and the forms that are shorter than
 * the name. */
#ifndef STEMMA_FACTS_JOINS_H
#define STEMMA_FACTS_JOINS_H

#include "facts/names.h"

typedef struct {
    arena *out, *tmp;
    name_set *set;
    name_joins *joins;
    uint32_t *parent; // union-find
    uint32_t *next;   // ring of the members of each group
    uint32_t *size;
    hash_table kept_apart; // pair of keys that the user keeps apart
    hash_table apart;      // pair ─► how many sentences have both as different things
    name_why *why;
} joiner;

typedef struct {
    uint64_t key;
    uint32_t spelling;
    bool to_full; // the long form's side
} short_form;

typedef VEC(short_form) short_forms;

/* joins_short.c: each adds long forms and what may be short for them, by one key. */
void joins_collect_initials(joiner *j, short_forms *forms);
void joins_collect_surnames(joiner *j, short_forms *forms);
void joins_collect_given(joiner *j, short_forms *forms);
void joins_collect_teams(joiner *j, short_forms *forms);

bool joins_is_person(const name_spelling *s);
/* Is the first name `s` short for the full name? */
bool joins_given_convinces(const joiner *j, uint32_t s, uint32_t full);
/* Are the letters `s` short for the long form, which stands in one of its articles or
 * not?
 */
bool joins_initials_convince(const joiner *j, uint32_t s, uint32_t full, bool near);

#endif
