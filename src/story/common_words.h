/* How common a word is in news of any kind. */
#ifndef STEMMA_STORY_COMMON_WORDS_H
#define STEMMA_STORY_COMMON_WORDS_H

#include "base/hash.h"
#include "base/slice.h"

typedef struct {
    hash_table classes; // hash of a folded word -> its class
} common_words;

void common_words_init(common_words *all, arena *a);
/* Share of all articles that have the word; 0 for one that is not known to be common. */
double common_words_share(const common_words *all, uint64_t hash);

#endif
