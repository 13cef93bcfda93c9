// From the chains of one pair to its passages.
#ifndef STEMMA_MATCH_PASSAGES_H
#define STEMMA_MATCH_PASSAGES_H

#include "match/chain.h"

typedef VEC(passage) passage_vec;

/* Aligns around each chain and cuts the alignment where the texts part. Appends passages
 * that do not share a word on either side, in no particular order. */
void passages_of_pair(arena *out, const text *texts, uint32_t a, uint32_t b,
                      const chain_vec *chains, passage_vec *passages);

enum {
    PASSAGE_LEAST_WORDS = 8, // words that are the same
    PASSAGE_LEAST_SCORE =
        6,              // of a chain: more than one k-gram that came together by chance
    PASSAGE_REACH = 48, // tokens looked at beyond the ends of a chain
};

#endif
