/* States that exclude each other, and words for one state.
 *
 *   axis     − pole                    + pole
 *   stands   withdrawn, pulled         stands, on the table
 *   found    missing, vanished         found, rescued
 *   bombed   not bombed                bombed, an air strike
 *
 * A word of a statement's becomes a pole: an axis with a sign, which "not" and a denial
 * turn round. An axis whose words have one sign only ("bombed") meets its opposite in a
 * negation. The words are English and few on purpose: one belongs here only when it
 * hardly ever means something else. */
#ifndef STEMMA_COMPARE_OPPOSED_H
#define STEMMA_COMPARE_OPPOSED_H

#include "base/hash.h"
#include "text/text.h"

typedef enum {
    AXIS_NONE,
    AXIS_STANDS,   // an offer, a plan, a decision
    AXIS_GOES_ON,  // the same: put off, or as before
    AXIS_AGREED,   // a deal
    AXIS_FOUND,    // people, things
    AXIS_FREE,     // prisoners
    AXIS_OFFICE,   // stays in it, resigned
    AXIS_RECEIVED, // a letter, a report
    AXIS_BOMBED,
    AXIS_FIRED, // shots
    AXIS_CALM,
    AXIS_WHOLE, // a bridge, a wall
    AXIS_LET,   // let in, turned back
    AXIS_GROWN, // figures, prices
    AXIS_WORKS, // open, running
    AXIS_AIRCRAFT,
    AXIS_ARMS,
    AXIS_LAST = AXIS_ARMS,
} axis;

enum {
    /* Near by, in one article, the opposite poles are enough; elsewhere they must be of
     * one thing. */
    AXIS_IS_LOOSE = 1,
    // What was withdrawn on Monday does not stand on Tuesday: days need not be the same.
    AXIS_LASTS = 2,
};

typedef struct {
    hash_table poles;  // stem of a word ─► its axis and sign
    hash_table things; // stem of a word ─► which group of words for one thing it is in
} opposed;

void opposed_init(arena *a, opposed *o);
/* The axis of token i of a text, and its sign before any negation. A word that is on two
 * axes has the other one by `nth` 1. AXIS_NONE: no more. */
axis opposed_at(const opposed *o, const text *t, uint32_t i, uint32_t nth, int *sign);
uint32_t opposed_flags(axis a);
/* How a reader is told of a pole: "withdrawn", "stands". */
const char *opposed_words(axis a, int sign);
/* One key for what goes by several words: offer and bid, deal and agreement. */
uint64_t opposed_thing(const opposed *o, slice folded);
/* Words for anybody: they do not tell what a pole is of. */
bool opposed_is_anybody(slice folded);

#endif
