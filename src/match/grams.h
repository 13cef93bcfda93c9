/* Grams: the runs of words that stand for a text when copies are looked for.
 *
 *   the army said the town of Arden had fallen     words
 *       army said     town    Arden     fallen     without the function words
 *      [army said     town]                        grams of three
 *            [said     town    Arden] ...
 *
 * Two streams of words give grams: all that are no function words, and of these the ones
 * that are neither name-like nor numbers, so that a renamed town does not break the grams
 * around it. Of each stream the minimizers are kept (Roberts et al. 2004): of GRAM_WINDOW
 * grams in a row at least one, and the same one in every text that has these words. */
#ifndef STEMMA_MATCH_GRAMS_H
#define STEMMA_MATCH_GRAMS_H

#include <stdint.h>

enum {
    GRAM_WORDS = 3,
    GRAM_WINDOW = 2,
};

/* What the words are, as far as match needs it; one byte a word. */
enum {
    WORD_WEIGHT = 0x0f,   // once weighed: what a match of this word says, in bits
    WORD_FUNCTION = 0x10, // article, preposition, pronoun …
    WORD_NAME = 0x20,     // capitalised for another reason than a sentence's start
    WORD_NUMBER = 0x40,
    WORD_QUOTED = 0x80, // between quotation marks
    WORD_COMMON = 0x20, // once weighed, in the place of WORD_NAME: in a common gram
};

typedef struct {
    uint64_t hash;
    uint32_t first, last; // words (inclusive)
} gram;

/* The grams of n words, in order of their first word within a stream; `to` has room for
 * 2 * n. Returns how many. */
uint32_t grams_take(const uint32_t *keys, const uint8_t *words, uint32_t n, gram *to);

#endif
