/* What two texts have in common, word by word.
 *
 *   words of a, once ─► table ─► anchors (words and word pairs that stand once in a)
 *                            ─► runs   (each anchor extended along its diagonal)
 *                            ─► chains (runs in the same order in both; moved blocks as
 *                                       further chains)
 *                            ─► stretches, and how much of the shorter text they are
 *
 * The order is that of BLAST (Altschul et al. 1990; the drop that ends an extension) and
 * minimap2 (Li 2018; the chains), with words for bases and the words' weights for scores:
 * a match earns its weight, any other word costs PAIR_MISS. */
#ifndef STEMMA_MATCH_PAIR_H
#define STEMMA_MATCH_PAIR_H

#include "base/arena.h"
#include "match/grams.h"

/* A text's words; the weights are in the bytes of `words`. */
typedef struct {
    const uint32_t *keys;
    const uint8_t *words;
    uint32_t n;
    uint64_t bits; // sum of the weights
} word_run;

/* The same stretch in both: words [a_first, a_last) and [b_first, b_last). */
typedef struct {
    uint32_t a_first, a_last, b_first, b_last;
    uint32_t n_same;    // words that are the same in both
    uint32_t bits;      // their weights
    uint32_t n_numbers; // numbers that are the same
    uint32_t n_other;   // places where both have a number, and not the same
    bool quoted;        // a quotation in both: no copy by itself
} stretch;

typedef struct {
    stretch *stretches; // by a_first; they overlap in neither text
    uint32_t n_stretches;
    uint32_t n_same; // words of all that are not quoted
    uint64_t bits;   // their weights
    /* The words agree and the numbers do not: last week's report with this week's
     * figures, another company's results. The form is the same, the report is not. */
    bool is_form;
} pair_result;

enum {
    PAIR_MISS = 2,        // cost of a word that is not the same
    PAIR_DROP = 22,       // an extension ends when it has lost so much
    PAIR_LEAST_WORDS = 8, // of a stretch
    PAIR_LEAST_BITS = 20,
    PAIR_MOST_CHAINS = 16,
    PAIR_LOOKBACK = 40,
    PAIR_LONGEST_QUOTE = 100, // words
    PAIR_FORM_NUMBERS = 4,    // places with other numbers that make a form
    PAIR_FORM_TIMES = 2,      // so many times as often as the same number
};

typedef struct pair_finder pair_finder;

/* For one thread; lives in `out`. Its buffers grow with the longest text it has seen. */
pair_finder *pair_finder_new(arena *out);
/* The text that others are compared with; its arrays are borrowed until the next call. */
void pair_set(pair_finder *f, const word_run *a);
/* Compares b with it. The stretches live until the next call. */
void pair_compare(pair_finder *f, const word_run *b, pair_result *result);

/* Share of the shorter text that is the same: of what its words say, so that a name
 * counts for more than an article, and a stock phrase for less. 0 to 1. */
double pair_share(const pair_result *r, const word_run *a, const word_run *b);

#endif
