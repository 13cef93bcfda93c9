/* Groups texts that are tied, however many there are.
 *
 * Texts that hang together by ties are a group, but for ties that are of another piece of
 * a text than the main one (pieces.h), so that neither a chain of weak links nor one
 * article spliced from two reports makes one family out of two. An article that was
 * spliced from two reports goes with the one of which it has more, and the other one is
 * its second source. */
#ifndef STEMMA_FAMILY_TIED_H
#define STEMMA_FAMILY_TIED_H

#include "base/arena.h"

#define TIED_NONE UINT32_MAX

/* Two texts and how much of them is the same. */
typedef struct {
    uint32_t a, b;       // a < b
    float share;         // of the shorter one
    uint32_t in_a, in_b; // which parts: bit k is the k-th 32nd of the text
    bool passage;        // a passage and no report: it joins nothing
} text_tie;

typedef struct {
    uint32_t n_texts;
    text_tie *ties; // sorted here
    size_t n_ties;
    float least; // share from which on two texts are copies
    /* What two texts without a tie have in common: they may never have been compared, or
     * were found to be no copies of one another. */
    float (*overlap)(const void *ctx, uint32_t a, uint32_t b);
    /* How much of what a and b have in common stands in these parts of both. */
    float (*common)(const void *ctx, uint32_t a, uint32_t parts_a, uint32_t b,
                    uint32_t parts_b);
    const void *ctx;
} tied_input;

/* Text `text` has passages of `of`, too, which is in another family or in none. */
typedef struct {
    uint32_t text, of;
    float share;
} second_source;

typedef struct {
    uint32_t *family_of; // of each text; families are numbered by their first text
    uint32_t n_families; // of two texts or more
    uint32_t *sizes;     // of each family
    uint32_t *first_of;  // members by family: members[first_of[f] .. first_of[f + 1])
    uint32_t *members;   // ascending
    float *least_share; // of each family: the smallest of any two texts in it, or, in one
                        // of more than TIED_ALL_PAIRS, of any text and the centre
    second_source *seconds; // by text, the strongest first
    uint32_t n_seconds;
} tied_result;

enum { TIED_ALL_PAIRS = 48 };

void tied_group(arena *out, const tied_input *in, tied_result *result);

#endif
