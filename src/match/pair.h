/* What two texts have in common, word by word.
 *
 *   words of a, once ─► table ─► anchors (words and word pairs that stand once in a)
 *                            ─► runs   (each anchor extended along its diagonal)
 *                            ─► chains (runs in the same order in both; moved blocks as
 *                                       further chains)
 *                            ─► stretches, and how much of the shorter text they are
 *                            ─► copies, a form or a passage; where it is a near thing,
 *                               the two are aligned in full (align_all.h) and judged by
 *                               that
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
    uint32_t n_same; // words that are the same in both
    uint32_t bits;   // their weights
    uint32_t own;    // and what they say of their text alone
    bool quoted;     // a quotation in both: no copy by itself
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
    uint32_t n_same;    // words of these stretches that are the same
    uint32_t n_spanned; // all words of these, where they are longer
    double coverage;    // share of the shorter text's words, each counted once
    uint64_t own_bits;  // what the words outside common grams say
    uint32_t n_other;   // other numbers in the same place; see numbers.h
    uint32_t n_numbers; // the same ones
    uint32_t numbers;   // what these say: four for each, one in a common gram
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
    PAIR_FORM_WORDS = 100,     // that are the same: in so many, if many are misread,
    PAIR_FORM_TIMES = 3,       // it takes more than so many times as many as are the same
    PAIR_SOME_NUMBERS = 2,     // that make one where less of the words is the same, if
    PAIR_SOME_TIMES = 4,       // no more than so many times as many are the same,
    PAIR_FORM_BRIEF = 60,      // and in so few words a single one does
    PAIR_NUMBERS_AS_OFTEN = 8, // of what the same ones say, for another number in a form
    PAIR_COPY_WORDS = 38,      // words that are the same,
    PAIR_USUAL_WORDS = 50,     // or, if they are usual ones, so many; or, in a brief,
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
/* Less of a stretch's words are the same where many are misread. */
#define PAIR_LEGIBLE 0.65
/* Where less of the shorter text is the same, it is a form by fewer other numbers. */
#define PAIR_FORM_COVERAGE 0.8
/* Bits of a word that is the same, where the words are usual ones. */
#define PAIR_USUAL_BITS 2.5
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

/* So many of a stretch's words are the same where it was copied word by word. */
#define PAIR_UNBROKEN 0.85
/* Pairs that would be copies if only so much were asked for are aligned in full, where
 * the product of their words is no more than PAIR_FULL_CELLS. */
#define PAIR_EASE 0.7
enum { PAIR_FULL_CELLS = 1 << 18 };

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
/* No copies, or no more than a passage; but it is a near thing. */
bool pair_is_near(const pair_result *r);

#endif
