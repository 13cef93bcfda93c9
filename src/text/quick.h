/* The words of a text for matching, in one pass.
 *
 *   bytes   "The army's men," said 12 U.N. envoys.
 *   words    The army 's men  said 12 U.N. envoys       starts, ends: bytes of the text
 *   keys     the army 's men  said 12 un   envoys       hashes of the folded forms
 *
 * These are text_split()'s tokens that are no punctuation, start for start and end for
 * end, and two words have the same key where they have the same folded form (and else
 * by the luck of 32 bits only). Blocks of 64 bytes become bit masks of what may stand in
 * a word; runs of plain letters or digits are hashed at once, other runs go through a
 * table of code points, and what the table does not hold (scripts that need a dictionary,
 * joined emoji, malformed bytes) goes through the slow rules from one white space to the
 * next. Sentences are guessed from the marks before a word, so TOKEN_NAME_LIKE,
 * TOKEN_SENTENCE_START and TOKEN_IN_QUOTES are close to what text_split() says, not the
 * same. */
#ifndef STEMMA_TEXT_QUICK_H
#define STEMMA_TEXT_QUICK_H

#include "text/text.h"

/* In the place of TOKEN_SPACE_BEFORE, which these words do not have. */
enum { QUICK_NUMBER = 64 };

/* A text's words, as arrays of one length. They live in the arena that the value was
 * opened with and are used again for the next text. */
typedef struct {
    arena *a;
    uint32_t *keys;
    uint32_t *starts, *ends;
    uint8_t *flags; // TOKEN_… as far as they are said above, QUICK_NUMBER
    uint32_t n, cap;
    uint8_t *seen; // scratch
    uint32_t n_seen;
} quick_words;

/* Empty, with room to come from `a`. */
void quick_words_init(quick_words *words, arena *a);

/* Puts the words of `bytes` (less than 4 GiB; UTF-8, but any bytes will do) in the place
 * of those that `to` had. */
void quick_split(text_rules *rules, quick_words *to, slice bytes);

/* The key of a folded form. */
uint32_t quick_key(slice folded);

#endif
