// Sites: the places where the witnesses differ, as the search for the tree reads them.
//
//   slot      | the small | harbour  |      a row of the collation, as a reader sees it
//   columns   the  small   harbour
//   sites          ^       ^               each column by itself: two changes side by
//   side
//             are two; columns in which the same witnesses differ are one
//
// A change into a reading costs bits: `event` for making a change here at all, `choice`
// for making just this one. Every reading has to come in once, in the first text or on an
// edge, so only coming in again pays for its choice: that is what sets apart a slip that
// everybody makes from a word that nobody finds twice. Cut text cannot come back, so the
// choice of it is dear; a slip that is no word is mended easily, so the choice of the
// word that the others have is cheap.
#ifndef STEMMA_FAMILY_SITES_H
#define STEMMA_FAMILY_SITES_H

#include "family/tree.h"

enum {
    SITE_STATES = 20, // at most; rarer readings are one
    SITE_UNITS = 16,  // of a cost in one bit
    SITE_UNKNOWN = 255,
};

typedef enum {
    SITE_WORD,
    SITE_END, // of the text
    SITE_OPENING,
    SITE_UNIT, // sentences cut or put in
    SITE_MOVED,
    SITE_NAME,  // letters of names
    SITE_STYLE, // how a house writes
    SITE_VALUE, // a number
    SITE_MARK,
    SITE_SPELLED,
    N_SITE_KINDS,
} site_kind;

typedef struct {
    uint8_t *states; // of each witness, or SITE_UNKNOWN
    uint32_t n_states;
    site_kind kind;
    uint32_t column;            // the first
    uint32_t n_words;           // of the longest reading
    int32_t event[SITE_STATES]; // in units
    int32_t choice[SITE_STATES];
    int32_t first[SITE_STATES]; // besides the choice: the first text has it
    /* Readings in order: from one to a lower one as above; to a higher one `back`, and
     * `again` for each step, in all at most `again_most`. */
    bool ordered;
    /* Two readings, one of them the first text's: that one comes again at `back` only, by
     * whoever knows what was written at first. */
    bool rooted;
    bool scattered; // it stands in many columns, this is the first
    int32_t back, again, again_most;
} site;

typedef struct {
    site *v;
    uint32_t n;
    uint32_t n_witnesses;
    // apart, news: of each witness, the column where its text ends; who has which
    // sentence twice: twice[unit * n_witnesses + w]; or NULL
    const uint32_t *end;
    const uint8_t *twice;
    uint32_t n_units;
} site_set;

typedef struct {
    const uint32_t *order; // order[i]: the witness of the family that is number i
    bool news;             // more is known of the witnesses than their words
    /* Each place by itself: a habit of a house is not one change, and texts that are cut
     * say so at every place. */
    bool apart;
    const span *masked; // of each number: columns that are not read; or NULL
} site_options;

void sites_take(arena *out, const text *texts, const family *f,
                const site_options *options, site_set *set);

#endif
