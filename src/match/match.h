/* Stage match: passages, pairs of spans in two articles that are the same text, edited or
 * not.
 *
 *   text ─► sketch (hashed word k-grams, exact and with names left out)
 *        ─► seed  (k-grams that two articles share, common ones left out by name)
 *        ─► chain (seeds in the same order, moved blocks as second chains)
 *        ─► align (word by word between and around the anchors, affine gaps)
 *        ─► passages
 *
 * The order follows minimap2 (Li 2018), with words for bases. */
#ifndef STEMMA_MATCH_MATCH_H
#define STEMMA_MATCH_MATCH_H

#include "text/text.h"

typedef enum { PASSAGE_COPY, PASSAGE_BACKGROUND, PASSAGE_QUOTE } passage_kind;

typedef struct {
    uint32_t a, b;            // articles, a < b
    uint32_t a_first, a_last; // tokens [first, last) of a
    uint32_t b_first, b_last;
    uint32_t n_same;  // words (not punctuation) that are the same in both
    uint32_t n_words; // words of the longer side
    passage_kind kind;
} passage;

typedef struct {
    slice words;         // the run of words, folded, one space between two
    uint32_t n_articles; // how many articles have it
} common_seed;

typedef struct {
    passage *passages; // sorted by a, b, a_first, b_first
    uint32_t n_passages;
    /* Of each text: the first one with the same bytes where more than MATCH_MOST_EQUAL
     * have them (then only that one is compared with others, and a passage ties each of
     * the rest to it); itself otherwise. */
    uint32_t *same_as;
    common_seed *common; // left out as too common, most common first
    uint32_t n_common;
} match_result;

/* Copied words / words of the shorter article from which on two articles are copies.
 * Measured on real pairs: edited copies of one report share 0.4 to 0.9, other reports on
 * the same event less than 0.1. */
#define MATCH_COPY_SHARE 0.25

enum { MATCH_MOST_EQUAL = 64 };

/* Passages of all pairs. `n_threads` 0: one per core; the result does not depend on it.
 */
void match_texts(arena *out, const text *texts, uint32_t n_texts, unsigned n_threads,
                 match_result *result);

#endif
