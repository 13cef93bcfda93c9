// What the steps of stage text share.
#ifndef STEMMA_TEXT_SPLIT_H
#define STEMMA_TEXT_SPLIT_H

#include "text/text.h"

#include <unicode/ubrk.h>

typedef VEC(token) token_vec;

/* ICU's word rules, and its sentence rules for a language; borrowed. */
UBreakIterator *rules_words(text_rules *rules);
UBreakIterator *rules_sentences(text_rules *rules, slice language);

/* The folded form of a word; dots are dropped from abbreviations. */
slice fold_word(arena *out, slice bytes, bool abbreviation);
/* TOKEN_CAPITAL, TOKEN_ALL_CAPS. */
uint8_t word_case(slice word);
/* White space, control characters, what has no width. */
bool is_unseen(uint32_t code_point);
/* The tokens of the whole text, without sentences and the flags that need them; the
 * second way is the slow one, which says what is right. */
void split_words(text_rules *rules, arena *out, slice bytes, token_vec *tokens);
void split_words_by_rules(text_rules *rules, arena *out, slice bytes, token_vec *tokens);
/* Puts the tokens into sentences. */
void split_sentences(text_rules *rules, arena *out, slice bytes, const span *paragraphs,
                     uint32_t n_paragraphs, slice language, text *to);
/* False where the rules of no language can find a boundary within the paragraph: most
 * have a stop at their end alone, and the rules are slow. */
bool sentences_may_break(slice paragraph);
/* TOKEN_SENTENCE_START, TOKEN_IN_QUOTES, TOKEN_NAME_LIKE. */
void mark_tokens(arena *out, text *t);

/* The lists that these rules work with: function words, and words that a dot stands
 * behind and a name follows ("Gen."). */
const char *const *text_function_words(uint32_t *n);
const char *const *words_before_name(uint32_t *n);

#endif
