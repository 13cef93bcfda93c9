/* Which of two texts is set (pair_set()) and which is compared with it shows at the edges
 * of what is found; so it is their words that decide it, and not their numbers. */
#ifndef STEMMA_MATCH_SIDES_H
#define STEMMA_MATCH_SIDES_H

#include "match/pair.h"

/* Whether x is the one to be set, and y the one compared with it. */
bool sides_in_order(const word_run *x, const word_run *y);
/* As if the two had been compared the other way round. */
void sides_turn(pair_result *r);

#endif
