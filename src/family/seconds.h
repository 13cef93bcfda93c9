// Second sources: what a witness has from another report, as edges of the stemma.
#ifndef STEMMA_FAMILY_SECONDS_H
#define STEMMA_FAMILY_SECONDS_H

#include "family/family.h"

/* Adds a node for each other family, or article in no family, from which witnesses of
 * family number `which` have passages (family_result.seconds), and an edge to each of
 * these. The family's tree is there already. */
void seconds_add(arena *out, const article *articles, const text *texts,
                 const match_result *matched, family_result *result, uint32_t which);

#endif
