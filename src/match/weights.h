/* Weights: what it says that two texts have a word in common, in bits.
 *
 * A word that few texts of the pile have says more than one that all have (Sparck Jones
 * 1972). A word within a stock phrase, a standing paragraph or an outlet's template says
 * next to nothing, rare as it may be by itself: who has one word of it has them all. */
#ifndef STEMMA_MATCH_WEIGHTS_H
#define STEMMA_MATCH_WEIGHTS_H

#include "base/arena.h"
#include "match/grams.h"

enum {
    WEIGHT_FUNCTION = 1,
    WEIGHT_COMMON = 1, // within a gram that many texts have
    WEIGHT_LEAST = 2,
    WEIGHT_MOST = 12,
    WEIGHT_SLOTS = 1 << 20, // words that fall into one slot are counted together
    /* All of the first texts are counted, and then every WEIGHT_EVERY-th for that many.
     */
    WEIGHT_ALL = 1 << 16,
    WEIGHT_EVERY = 8,
    WEIGHT_SIEVE = 8, // bits of the sieve for each gram in it, at least
};

typedef struct {
    uint32_t *n_texts; // of each slot
    uint8_t *bits;     // of each slot; once all are counted
    uint64_t n_all;
} word_weights;

/* A gram that many texts have. */
typedef struct {
    uint64_t hash; // see index_key(); 0: an empty place
    uint32_t n_texts;
} common_gram;

/* Open addressing; n_places is a power of two and 0 where there are none. */
typedef struct {
    common_gram *places;
    uint64_t *sieve; // two bits of a word: what is not in it is in no place
    size_t n_places, n_sieve;
} common_grams;

/* How much text number i counts for; 0: it is not looked at. */
static inline uint32_t weights_sample(uint32_t which)
{
    if (which < WEIGHT_ALL)
        return 1;
    return which % WEIGHT_EVERY == 0 ? WEIGHT_EVERY : 0;
}

/* Counts the words of one text, each as often as it stands there. Not to be called from
 * two threads with the same `w`. */
void weights_count(word_weights *w, const uint32_t *keys, uint32_t n, uint32_t sample);
/* Fills in the bits. */
void weights_settle(word_weights *w);

/* Room for n of them. */
void common_init(common_grams *c, arena *a, uint64_t n);
void common_put(common_grams *c, uint64_t hash, uint32_t n_texts);
/* In how many texts the gram is, or 0 when it is not a common one. */
uint32_t common_get(const common_grams *c, uint64_t hash);

/* What a word says of its text alone, in quarters of a bit: what is in a common gram
 * counts for next to nothing. */
static inline uint32_t weights_own(uint8_t word)
{
    return word & WORD_COMMON ? 1 : 4 * (uint32_t)(word & WORD_WEIGHT);
}

/* What it says that a number is the same, in quarters of one; 0 where it is none: the
 * year in an outlet's imprint says next to nothing. */
static inline uint32_t weights_number(uint8_t word)
{
    return word & WORD_NUMBER ? (word & WORD_COMMON ? 1 : 4) : 0;
}

/* Sums over a text: of the weights, and of weights_own(). */
typedef struct {
    uint64_t bits, own;
} word_sums;

/* Writes each word's weight into its byte. `grams` is scratch for 2 * n. */
word_sums weights_weigh(const word_weights *w, const common_grams *common,
                        const uint32_t *keys, uint8_t *words, uint32_t n, gram *grams);

#endif
