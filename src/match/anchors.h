/* Anchors: the words, and pairs of neighbours, by which one text finds its place in
 * another. The words of one text are put into tables once, and other texts' words are
 * looked up there. Function words are no anchors, and begin none. */
#ifndef STEMMA_MATCH_ANCHORS_H
#define STEMMA_MATCH_ANCHORS_H

#include "match/pair.h"

typedef struct {
    uint32_t key;
    uint32_t place; // in the text, plus one; 0: empty, ANCHOR_MANY: more than once
} anchor_slot;

#define ANCHOR_MANY UINT32_MAX

/* Lives in `out`; the tables grow with the longest text they have held. */
typedef struct {
    arena *out;
    word_run text;
    anchor_slot *words, *pairs;
    /* A bit for each word of the text, by its hash: what is not in it is in no
     * slot. Small enough for the first cache, where most words of another text
     * end. */
    uint64_t *sieve;
    uint32_t n_word_slots, n_pair_slots, sieve_bits; // powers of two, and which
    uint32_t cap_words, cap_pairs, cap_sieve;        // slots, slots, words of 64 bits
    uint32_t *some;                                  // words of the text, scratch
    uint32_t *slots;                                 // and their slots
    uint32_t cap_some;
    uint32_t n_content; // words of the text that are no function words
} anchors;

/* The text's arrays are borrowed until the next call. */
void anchors_set(anchors *t, const word_run *text);

/* Word j of another text: where it stands here. */
typedef struct {
    uint32_t j;
    uint32_t place; // plus one; ANCHOR_MANY
} anchor;

/* What two texts have in common at most: no alignment can say more, or have more of the
 * shorter one's words. */
typedef struct {
    uint64_t bits;
    uint32_t n_same, n_least;
} anchor_bound;

/* Looks up each word of b; those that stand in the text, function words apart, are put
 * into `found`, which has room for all and one, in their order. All function words of b
 * count for the bits, and none for the words. */
anchor_bound anchors_look_up(const anchors *t, const word_run *b, anchor *found);

/* Where the pair of these two stands once, plus one, if the first one stands there more
 * than once; or 0. */
uint32_t anchors_pair(const anchors *t, uint32_t first, uint32_t second);

#endif
