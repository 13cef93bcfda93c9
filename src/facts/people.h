/* Whose words: a source that is a pronoun or a short form led back to the fuller one. */
#ifndef STEMMA_FACTS_PEOPLE_H
#define STEMMA_FACTS_PEOPLE_H

#include "facts/attributions.h"
#include "facts/facts.h"

typedef enum { GENDER_NONE, GENDER_HE, GENDER_SHE } gender;

/* One who spoke: the source as it stood there, and what it stood for. */
typedef struct {
    range at, full;
    gender gender; // as a pronoun for them or a word of theirs showed it
} speaker;

typedef struct {
    const scan *s;
    const names_result *names; // may be empty
    uint32_t first_mention, last_mention;
    VEC(speaker) said;  // so far, in the order of their verbs
    hash_table surname; // folded word -> token where it first stood behind another name
} people;

void people_init(people *p, arena *out, const scan *s, const names_result *names,
                 uint32_t index);
/* The full source of an attribution whose verb is at `verb`; the source itself where
 * nothing fuller is known. Remembers it for those that follow. */
range people_resolve(people *p, arena *out, range source, uint32_t verb);
/* The entity that heads a source, or FACTS_NONE. */
uint32_t people_entity(const people *p, range source);
/* The same of a source and the fuller one that it was led back to. */
uint32_t people_entity_of(const people *p, range source, range full);

#endif
