/* Ways to choose spans that do not overlap, each span depending on those before it.
 *
 * A way through a stretch is worth the sum of its spans' worth and of its steps: from
 * what was chosen last, and how far back that is, to the next span. So a cue without a
 * content, or a content that nobody says, is worth less, however good it looks alone.
 *
 *   history: parts of the last three   gap: what lies behind the last one
 *   spans, such as S Q C               0 nothing, 1 marks, 2 words, 3 a sentence's start
 */
#ifndef STEMMA_LABEL_WAYS_H
#define STEMMA_LABEL_WAYS_H

#include "label/candidates.h"
#include "label/words.h"

enum { WAY_GAPS = 4, WAY_HISTORIES = 64 }; // two bits a part, the newest lowest
enum { WAY_START = WAY_HISTORIES - 1 };    // nothing was chosen yet

/* Logarithms, or e to the power of them: of the step to a span of each part and, as
 * WAY_END, to the end of the stretch. */
enum { WAY_END = N_PARTS };
typedef struct {
    float of[N_PARTS + 1][WAY_GAPS][WAY_HISTORIES];
} way_steps;

enum { WAY_NUMBERS = sizeof(way_steps) / sizeof(float) };

/* e to the power of each. */
void ways_open(const way_steps *steps, way_steps *powers);

/* What each of n tokens is for the gap. */
void ways_marks(const word_look *looks, uint32_t n, uint8_t *marks);

/* How likely each candidate is among all ways; a span's `worth` is like a log-odds.
 * `right`, where known, says of each whether people marked it: `slope` then gets what
 * each step was taken too often, more than zero, or too seldom. */
void ways_likely(arena *tmp, const way_steps *powers, span_candidates *all,
                 uint32_t n_tokens, const uint8_t *marks, const float *worth,
                 const uint8_t *right, way_steps *slope);

#endif
