/* Stage match: passages, pairs of spans in two articles that are the same text, edited or
 * not.
 *
 *   text ─► words   (a key and a byte each)
 *        ─► grams   (runs of words, exact and with names left out)
 *        ─► index   (texts that share grams are linked; links.h)
 *        ─► weights (what each word says in this pile)
 *        ─► pair    (linked texts compared word by word)
 *        ─► passages and ties
 *
 * match_texts() does it for texts in memory. Stage pile does the same with the same steps
 * for more than memory holds, and comes to the same ties. */
#ifndef STEMMA_MATCH_MATCH_H
#define STEMMA_MATCH_MATCH_H

#include "text/text.h"

/* A quotation that two texts share is no copy of one by the other, nor is a standing
 * paragraph that two otherwise different texts have; in copies of one report both are
 * taken along with the text around them. */
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
} common_run;

/* Two texts that are copies of one report. */
typedef struct {
    uint32_t a, b;       // a < b
    float share;         // see pair_tie()
    uint32_t in_a, in_b; // see pair_parts()
    bool passage;        // see pair_result.is_passage
    bool linked;         // else they were compared because both are tied to others
} copy_tie;

typedef struct {
    passage *passages; // sorted by a, b, a_first, b_first
    uint32_t n_passages;
    copy_tie
        *ties; // sorted by a, b; a text with an earlier one's words to that one alone
    uint32_t n_ties;
    struct match_runs *runs; // the texts' words, weighed: see runs.h
    /* Of each text: the first one with the same words; itself. Only that one is compared.
     * Where up to MATCH_MOST_EQUAL pairs of articles have the words of one pair, its
     * passages are there for all of them, and else for the first of each side; and in a
     * group of more than MATCH_MOST_EQUAL equal texts all are tied to the first alone. */
    uint32_t *same_as;
    common_run *common; // said next to nothing, as very many have it; most common first
    uint32_t n_common;
} match_result;

enum {
    MATCH_MOST_EQUAL = 64,
    /* In groups of tied texts that are no larger, all are compared with all. */
    MATCH_ALL_PAIRS = 48,
};

/* Passages of all pairs that the index leads to. `n_threads` 0: one per core; the result
 * does not depend on it. The passages do not depend on the order of the texts, as long as
 * no gram is in more than LINKS_FEW_TEXTS of them. */
void match_texts(arena *out, const text *texts, uint32_t n_texts, unsigned n_threads,
                 match_result *result);

#endif
