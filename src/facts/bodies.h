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

#endif
