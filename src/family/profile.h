/* A profile: the witnesses aligned so far, column by column.
 *
 *   members   the different texts, in the order of their bytes, so that neither the order
 *             of the witnesses nor a text that many have says anything
 *   columns   what stands together: each has its variants (the different words there) and
 *             how many members have one. A column keeps its id; `order` says where it is.
 *   grams     runs of three words and where they stand, for anchors
 *
 * All of it grows with the words there are, not with columns times members. */
#ifndef STEMMA_FAMILY_PROFILE_H
#define STEMMA_FAMILY_PROFILE_H

#include "family/family.h"

#include "base/hash.h"

#define PROFILE_NONE UINT32_MAX

enum { PROFILE_GRAM = 3, PROFILE_CARRIERS = 2 }; // so many of them content words

/* One word of a column, as often as members have it. */
typedef struct {
    const token *word;
    uint32_t n, next; // next variant of the column or free one, or PROFILE_NONE
} column_variant;

typedef struct {
    uint32_t first;     // variant; of a free column: the next free one
    uint32_t n_members; // that have a token here
    uint32_t
        beside; // the first column of this place, if it is another: see profile_head()
} profile_column;

/* A run of words: `n` members have it in these columns, `n_other` times it is elsewhere.
 */
typedef struct {
    uint32_t columns[PROFILE_GRAM];
    uint32_t n, n_other;
} profile_gram;

typedef struct {
    arena *out;
    const text **texts; // of each member
    uint32_t n_members, n_in;
    uint32_t *member_of; // of each witness
    uint32_t n_witnesses;
    uint32_t *nearest;  // of each member: the one it was most like when it came in
    uint32_t **columns; // columns[m][t]: id of token t's column
    profile_column *all;
    uint32_t n_all, free_columns;
    column_variant *variants;
    uint32_t n_variants, free_variants;
    uint32_t *order; // ids, as they stand
    uint32_t *place; // of each id in `order`
    uint32_t n_columns;
    hash_table gram_of; // index by key
    VEC(profile_gram) grams;
    uint64_t cells_left; // that tables may still have, all together
} profile;

/* Pair of a place and a token. Not `same`: they only stand at the same height. */
typedef struct {
    uint32_t i, j;
    bool same;
} profile_pair;

typedef VEC(profile_pair) profile_pairs;

void profile_init(arena *out, profile *p, const text *texts, const uint32_t *articles,
                  uint32_t n_witnesses);
/* The members in the order in which they are to be aligned: first the one that shares
 * most words with all, then always the one that shares most with one that is in. Fills
 * in `nearest`. */
uint32_t *profile_guide(arena *tmp, profile *p);
/* Aligns member m, not in yet, with the columns so far; new columns where it has more. */
void profile_add(profile *p, uint32_t m);
/* The place of the first of the columns that stand for one place with this one: a town
 * that each member calls otherwise has a column for each of its names. */
uint32_t profile_head(const profile *p, uint32_t place);
/* Takes member m out again, and columns that it alone had. */
void profile_remove(profile *p, uint32_t m);

/* The steps of profile_add()
 * -------------------------- */

/* The first different words in the column at a place; gives how many. */
enum { PROFILE_WORDS = 16 };
uint32_t profile_words(const profile *p, uint32_t place, const token **words);
/* What it is worth to put a token into a column with these words, or into that at a
 * place: as much as with the word there that it is most like. */
int profile_score_words(const token *const *words, uint32_t n, const token *t);
int profile_score(const profile *p, uint32_t place, const token *t);
/* What leaving the column at a place alone costs, in WEIGHT_ONE: its share of members. */
enum { WEIGHT_ONE = 64 };
uint32_t profile_weight(const profile *p, uint32_t place);

/* Runs of words that stand in one place only, in the longest order they have in common:
 * ascending pairs of places and tokens. */
void profile_anchors(arena *tmp, const profile *p, uint32_t m, profile_pairs *anchors);
/* Notes the runs of words of member m, which is in (or forgets them). */
void profile_note_grams(profile *p, uint32_t m);
void profile_forget_grams(profile *p, uint32_t m);
/* The longest ascent in i of pairs that ascend in j. */
void profile_ascent(arena *tmp, profile_pairs *pairs);

/* Places [i0, i1) and tokens [j0, j1). */
typedef struct {
    uint32_t i0, i1, j0, j1;
} profile_gap;
/* Aligns what lies between two anchors; appends the pairs. */
void profile_fill(arena *tmp, profile *p, uint32_t m, profile_gap gap,
                  profile_pairs *pairs);
/* Takes out what came together by chance, and puts marks where a reader would. */
void profile_tidy(arena *tmp, const profile *p, uint32_t m, profile_pairs *pairs);

#endif
