/* Sketches at the speed of reading: the minimizers (Roberts et al. 2004) of a text's
 * words, for any length of k-gram and window.
 *
 *   words    a b c d e f g ...
 *   k-grams  abcd bcde cdef defg ...        a hash each
 *   windows  [abcd bcde cdef] [bcde cdef defg] ...
 *
 * Of each window the k-gram with the least hash is kept, the last one of equals; k-grams
 * with fewer than two words of content are not. There are no branches that depend on the
 * words, but for words a thousand at a time. */
#ifndef STEMMA_MATCH_QUICK_SKETCH_H
#define STEMMA_MATCH_QUICK_SKETCH_H

#include "match/grams.h"

enum {
    SKETCH_MOST_WORDS = 4,    // in a k-gram
    SKETCH_MOST_WINDOW = 64,  // k-grams
    SKETCH_LEAST_CONTENT = 2, // words of a k-gram that are no function words
};

typedef struct {
    uint32_t n_words; // of a k-gram: 2 to SKETCH_MOST_WORDS
    uint32_t window;  // 1 to SKETCH_MOST_WINDOW
    uint8_t without;  // words with one of these flags (WORD_…) take no part
    uint8_t salt;     // keeps the k-grams of one kind apart from those of another
} sketch_stream;

/* The k-grams of words [0, n) that are kept, in order; `to` has room for n. Returns how
 * many. A text with fewer k-grams than a window has is one window. */
uint32_t quick_sketch(const sketch_stream *s, const uint32_t *keys, const uint8_t *words,
                      uint32_t n, gram *to);

/* The hash of the k-gram of these words. */
uint64_t quick_sketch_hash(const sketch_stream *s, const uint32_t *keys);

#endif
