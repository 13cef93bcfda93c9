// What the steps of stage text share.
#ifndef STEMMA_TEXT_SPLIT_H
#define STEMMA_TEXT_SPLIT_H

#include "text/text.h"

typedef VEC(token) token_vec;

/* The folded form of a word; dots are dropped from abbreviations. */
slice fold_word(arena *out, slice bytes, bool abbreviation);
/* The tokens of the whole text, without sentences and the flags that need them. */
void split_words(arena *out, slice bytes, token_vec *tokens);
/* Puts the tokens into sentences. */
void split_sentences(arena *out, slice bytes, const span *paragraphs,
                     uint32_t n_paragraphs, slice language, text *to);
/* TOKEN_SENTENCE_START, TOKEN_IN_QUOTES, TOKEN_NAME_LIKE. */
void mark_tokens(arena *out, text *t);

#endif
