// A text as the sequence of its words, and what putting two words together is worth.
#ifndef STEMMA_MATCH_WORDS_H
#define STEMMA_MATCH_WORDS_H

#include "text/text.h"

typedef struct {
    const text *t;
    uint32_t *tokens; // token of each word or number, ascending
    uint64_t *keys;   // its folded form's hash
    uint32_t n;
} word_sequence;

/* The words among tokens [first, last). */
void words_take(arena *out, const text *t, uint32_t first, uint32_t last,
                word_sequence *to);

/* Positive where the two can stand for each other: the same word, the same stem, two
 * names. */
int words_score(const token *a, const token *b);

enum { WORDS_GAP_OPEN = 3, WORDS_GAP_EXTEND = 1 };

#endif
