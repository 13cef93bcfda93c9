/* Parts of speech, the way of the Penn treebank: greedy from left to right. Words that
 * nearly always have one tag are looked up. */
#ifndef STEMMA_LABEL_TAG_H
#define STEMMA_LABEL_TAG_H

#include "label/linear.h"
#include "label/words.h"

enum { MAX_TAGS = 48, TAG_NAME = 8, TAG_FEATURES = 24 };

typedef struct {
    uint32_t n;
    char names[MAX_TAGS][TAG_NAME];
} tag_names;

typedef struct {
    const uint32_t *words; // a table with open places: 0 is free
    const uint8_t *tags;
    uint32_t bits;
} tag_words;

typedef struct {
    linear weights;
    tag_words known;
} tagger;

/* Tags tokens [first, last), a sentence. */
void tag_sentence(const tagger *m, const word_look *looks, uint32_t first, uint32_t last,
                  uint8_t *tags);
/* Rows of the features of token i with the tags before it; gives their number. */
uint32_t tag_features(const linear *m, const word_look *looks, uint32_t first,
                      uint32_t last, uint32_t i, const uint8_t *tags, uint32_t *rows);
/* Tag of a word that is looked up, or MAX_TAGS. */
uint32_t tag_known(const tag_words *known, uint32_t word);

#endif
