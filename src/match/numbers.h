/* Numbers in what two texts have in common: which are the same, and where one has another
 * number than the other.
 *
 *   a   raised its price by  50 cts         a barrel to  17.50 dlrs, effective March 4
 *   b   raised its price by  1.50 dlrs      a barrel to  18 dlrs, effective March 4
 *                            other                       other                    same
 *
 * Copies keep their numbers; two fillings of one form have their own. */
#ifndef STEMMA_MATCH_NUMBERS_H
#define STEMMA_MATCH_NUMBERS_H

#include "match/pair.h"

typedef struct {
    uint32_t n_same;
    uint32_t said;    // what these say: weights_number()
    uint32_t n_other; // numbers in a place where both texts have some, and not these
} number_count;

/* Over all stretches, and what is between two of them where that is little. */
number_count numbers_compare(const word_run *a, const word_run *b,
                             const stretch *stretches, uint32_t n);

#endif
