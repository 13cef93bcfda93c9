/* Private to the finding of names: bodies that go by no name of their own. */
#ifndef STEMMA_FACTS_BODIES_H
#define STEMMA_FACTS_BODIES_H

#include "facts/names.h"

/* Adds the mentions of "the army", "police" and the like, and one organisation for each
 * body that they stand for, to the names found; entities and mentions are numbered anew.
 */
void bodies_add(arena *out, const name_set *set, names_result *names);
/* The same for places that go by what they are: "the old bridge" (facilities.c). */
void facilities_add(arena *out, const name_set *set, names_result *names);

/* Entities and mentions that come to those found: entity k of them goes by the number
 * names->n_entities + k in the mentions. */
typedef struct {
    VEC(entity) entities;
    VEC(mention) mentions;
} names_more;

/* Merges them in, and brings both lists into their order. */
void names_extend(arena *out, uint32_t n_articles, names_result *names, names_more *more);

#endif
