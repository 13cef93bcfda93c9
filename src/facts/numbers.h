/* Numbers as text writes them: "2,500", "1.5 million", "forty-two", "two dozen",
 * "hundreds of thousands". What is counted, and whether it is counted at all, is for the
 * caller. */
#ifndef STEMMA_FACTS_NUMBERS_H
#define STEMMA_FACTS_NUMBERS_H

#include "base/arena.h"
#include "text/text.h"

/* Languages that the word lists of dates and numbers know, as bits. */
typedef enum { TONGUE_EN = 1, TONGUE_DE = 2, TONGUE_FR = 4, TONGUE_ES = 8 } tongue;
/* English where the tag is empty or the language has no list. */
tongue tongue_of(slice bcp47);

typedef struct {
    uint32_t first, last; // tokens
    double low, high;     // equal unless vague; INFINITY where open
    double scale;         // 1e6 for "million", already multiplied in; 1 where none
    bool digits;          // begins with a digit
    bool plain;           // nothing but digits: may as well be a year or a label
    bool vague;           // "dozens", "several"
    slice suffix;         // letters that are glued on: "km", "th"; no magnitude
} number;

/* A text whose words of numbers are known: each token is looked up once. */
typedef struct {
    const text *t;
    tongue in;
    const uint8_t *words; // of each token: which number word it is; 0: none
} number_text;

number_text number_text_of(arena *out, const text *t, tongue in);

/* Could a number begin at token i? Quick: most tokens are told at once. */
bool number_may_begin(const number_text *t, uint32_t i);
/* The number that begins at token i, as long as it goes. */
bool number_read(const number_text *t, uint32_t i, number *to);
/* A fraction of something that begins at i ("a third", "two-thirds", "three quarters"):
 * low and high are its share of 1. "half" is not among them. */
bool number_fraction(const number_text *t, uint32_t i, number *to);

#endif
