/* The words of a text, as match compares them, and what putting two together is worth. */
#ifndef STEMMA_MATCH_WORDS_H
#define STEMMA_MATCH_WORDS_H

#include "match/grams.h"
#include "text/quick.h"

/* Writes the key and the byte (WORD_…, see grams.h) of each of the n words of `split`,
 * which are those of `bytes`. */
void words_take(const quick_words *split, slice bytes, uint32_t *keys, uint8_t *words);

/* Positive where the two can stand for each other: the same word, the same stem, two
 * names. */
int words_score(const token *a, const token *b);

enum { WORDS_GAP_OPEN = 3, WORDS_GAP_EXTEND = 1 };

#endif
