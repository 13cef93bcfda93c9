/* What the labeller sees of a token: numbers made from its letters, its case and the
 * quotation marks around it. Made once for a text; tagger, parser and labeller read it.
 */
#ifndef STEMMA_LABEL_WORDS_H
#define STEMMA_LABEL_WORDS_H

#include "text/text.h"

typedef enum {
    SHAPE_LOWER,
    SHAPE_CAPITAL,
    SHAPE_FIRST, // a capital at the start of a sentence
    SHAPE_CAPITALS,
    SHAPE_NUMBER,
    SHAPE_MIXED, // letters and digits
    SHAPE_PUNCT
} word_shape;

enum {
    QUOTE_IN = 1,       // inside a quotation
    QUOTE_OPENS = 2,    // its opening mark
    QUOTE_CLOSES = 4,   // its closing mark
    QUOTE_UNCLOSED = 8, // a quotation that the paragraph does not close
};

typedef struct {
    uint32_t word; // of the folded form; numbers by their length
    uint32_t suffix2, suffix3, prefix;
    uint8_t shape; // word_shape
    uint8_t quote; // QUOTE_…
    bool space;    // white space before it
    bool first;    // first token of its sentence
} word_look;

void words_look(arena *out, const text *t, word_look **to);

/* The place of a word in features: a hash of a folded form. */
uint32_t word_of(slice folded);

#endif
