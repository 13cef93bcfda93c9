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
#include "match/weights.h"

/* A text's words; the weights are in the bytes of `words`. */
typedef struct {
    const uint32_t *keys;
    const uint8_t *words;
    uint32_t n;
    word_sums sums;
} word_run;

/* The same stretch in both: words [a_first, a_last) and [b_first, b_last). */
typedef struct {
    uint32_t a_first, a_last, b_first, b_last;
    uint32_t n_same;  // words that are the same in both
    uint32_t bits;    // their weights
    uint32_t own;     // and what they say of their text alone
    uint32_t numbers; // that are the same: four for each, one in a common gram
    uint32_t n_other; // places where both have a number, and not the same
    bool quoted;      // a quotation in both: no copy by itself
} stretch;

typedef struct {
    stretch *stretches; // by a_first; they overlap in neither text
    uint32_t n_stretches;
    /* How much of the shorter text is in stretches that are no quotation, 0 to 1: of what
     * its words say (weights_own()), so that a name counts for more than "new" and an
     * outlet's standing lines for next to nothing. A word that was changed within a
     * stretch counts for no more than those around it: a report that very many have
     * printed, each with some words of its own, consists of common grams. */
    double share;
    uint32_t n_same;   // words of these stretches that are the same
    double coverage;   // share of the shorter text's words, each counted once
    uint64_t own_bits; // what the words outside common grams say
    uint32_t n_other;  // places with another number
    uint32_t numbers;  // that are the same, as in a stretch
    /* The words agree and the numbers do not: last week's report with this week's
     * figures, another company's results. The form is the same, the report is not. */
    bool is_form;
    /* They share a passage and not a report: little of either, and not from the top on,
     * or nothing but the lines above and below. */
    bool is_passage;
    bool from_top;
    bool looked_at; // enough was in common for that
} pair_result;

enum {
    PAIR_MISS = 1,        // cost of a word that is not the same
    PAIR_DROP = 14,       // an extension ends when it has lost so much
    PAIR_LEAST_WORDS = 8, // of a stretch
    PAIR_LEAST_BITS = 20,
    PAIR_LONG_CHAIN = 24, // words that are the same
    PAIR_CHAIN_WORDS = 3, // of a stretch of such a chain
    PAIR_NEAR = 12,       // words between two runs of one stretch
    PAIR_REPLACED = 64,   // words in a row, at most, that are replaced one by one
    PAIR_MOST_CHAINS = 16,
    PAIR_LOOKBACK = 40,
    PAIR_OWN_BITS = 40,
    PAIR_LONGEST_QUOTE = 100,  // words
    PAIR_FORM_NUMBERS = 3,     // places with other numbers that make a form
    PAIR_FORM_TIMES = 1,       // so many times as often as the same number
    PAIR_COMMON_NUMBERS = 1,   // other numbers where all is in common grams, and one more
    PAIR_NUMBERS_AS_OFTEN = 8, // for so many that are the same
    PAIR_COPY_WORDS = 36,      // words that are the same; or, in a brief,
    PAIR_BRIEF_WORDS = 16,     // so many that are most of it
    PAIR_REPORT_WORDS = 150,   // no standing lines are as long
    PAIR_LEAD_WORDS = 80,      // nor do they begin a text, when it does not end with them
    PAIR_PASSAGE = 100,        // words: what is longer is more than a passage
    PAIR_OWN_LEAD = 6,         // the same, of words in no common gram
    PAIR_FRAME_GAP = 5,        // words between lines above and below
    PAIR_BRIEF = 120,          // words of one
    PAIR_LEAD = 12,            // words before the first that the two share
};

/* The share from which on two texts are copies. Measured on generated copies and on
 * Reuters' forms (doc/results.md). */
#define PAIR_COPY_SHARE 0.30
/* And of its words, rare or not, at least so many. */
#define PAIR_LEAST_COVERAGE 0.25
#define PAIR_BRIEF_COVERAGE 0.6
/* Where next to all that the two share are common grams: so many of its words. */
#define PAIR_COPY_COVERAGE 0.75
/* Or so many, where that is more than any outlet's standing lines. */
#define PAIR_HALF_COVERAGE 0.5
/* And so much of the shorter text is more than a passage of it. */
#define PAIR_PASSAGE_SPAN 0.55
/* Or it is a passage of the other one, if it is no more of that and not all of this. */
#define PAIR_EXCERPT_SPAN 0.35
#define PAIR_WHOLE_SPAN 0.9
/* Lines above and below that all articles of an outlet have are no more than that. */
#define PAIR_FRAME_SPAN 0.85
/* So much of the shorter text's weights must stand in the other one, and then in runs,
 * for a closer look. */
#define PAIR_LOOK_SHARE 0.25

typedef struct pair_finder pair_finder;

/* For one thread; lives in `out`. Its buffers grow with the longest text it has seen. */
pair_finder *pair_finder_new(arena *out);
/* The text that others are compared with; its arrays are borrowed until the next call. */
void pair_set(pair_finder *f, const word_run *a);
/* Compares b with it. The stretches live until the next call. With `copies_only` the
 * result may be empty where the two are no copies: most pairs that share some grams are
 * found out by a look at their words, or at their runs, before anything is chained. */
void pair_compare(pair_finder *f, const word_run *b, bool copies_only,
                  pair_result *result);

/* Fills in what follows from the stretches: the shares, and whether it is a form. */
void pair_sum_up(const word_run *a, const word_run *b, pair_result *result);
/* Which 32nds of a (or of b, with n words) are in stretches that are no quotation. */
uint32_t pair_parts(const pair_result *r, bool of_b, uint32_t n);
/* How strongly the two are tied: the coverage, where they are copies; or 0. */
double pair_tie(const pair_result *r);

#endif
