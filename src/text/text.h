/* Stage text: an article's text as tokens and sentences.
 *
 *   bytes   The army said it was "ready".
 *   tokens  The|army|said|it|was|"|ready|"|.      offsets in bytes of the text, in order
 *   folded  the army said it was " ready " .      what two outlets' words are compared by
 *
 * Words follow Unicode's default word boundaries (UAX 29), except that a dotted
 * abbreviation
 * ("U.N.") is one token with its last dot, that a possessive ending ("'s") is a token of
 * its own, and that a stop without space behind it ("town.It") is one, too. A hyphen is a
 * token between two words. Folding is NFKD without marks, case folded, quotes and dashes
 * made one kind, dots taken out of abbreviations. White space is no token. */
#ifndef STEMMA_TEXT_TEXT_H
#define STEMMA_TEXT_TEXT_H

#include "base/vec.h"

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT } token_kind;

enum {
    TOKEN_CAPITAL = 1,  // first letter is upper case (or the script has no case)
    TOKEN_ALL_CAPS = 2, // two letters or more, all upper case
    TOKEN_SENTENCE_START =
        4, // first word of its sentence (quotes and brackets before it ignored)
    TOKEN_IN_QUOTES = 8, // between an opening and a closing double quote of its paragraph
    TOKEN_FUNCTION =
        16, // article, preposition, pronoun, auxiliary … of a language we list
    TOKEN_NAME_LIKE = 32, // capitalised for another reason than the start of a sentence
    TOKEN_SPACE_BEFORE = 64, // white space stands before it
};

typedef struct {
    uint32_t start, end; // bytes of the text
    uint32_t sentence;   // index
    uint8_t kind;        // token_kind
    uint8_t flags;
    uint64_t hash; // of the folded form
    slice folded;  // lower case; UTF-8
} token;

typedef struct {
    uint32_t first, last; // tokens [first, last)
    uint32_t paragraph;
    uint32_t start, end; // bytes, without white space at the ends
} sentence;

typedef struct {
    slice bytes;
    token *tokens;
    uint32_t n_tokens;
    sentence *sentences;
    uint32_t n_sentences;
    uint32_t n_words; // tokens that are words or numbers
} text;

/* The break rules that splitting needs. They take a while to open (as long as splitting a
 * short article), so a loop over many texts opens them once. They live in the arena and
 * serve one thread. */
typedef struct text_rules text_rules;
text_rules *text_rules_open(arena *a);

/* Splits `bytes` (UTF-8, less than 4 GiB). `paragraphs` are spans of it in order; a
 * sentence goes across two of them only where the first ends in the middle of one.
 * `language` is a BCP 47 tag or empty (then English rules for abbreviations). The slices
 * of `to` point into `bytes` and `out`. */
void text_split(arena *out, slice bytes, const span *paragraphs, uint32_t n_paragraphs,
                slice language, text *to);
/* The same with rules that are open already. */
void text_split_with(text_rules *rules, arena *out, slice bytes, const span *paragraphs,
                     uint32_t n_paragraphs, slice language, text *to);

/* The tokens alone, for names and other short pieces: no sentences, and no flags that
 * need them. Opens the rules only for what needs them. */
void text_tokens(text_rules *rules, arena *out, slice bytes, text *to);

/* The folded form of one piece of text, as tokens carry it. */
slice text_fold(arena *out, slice bytes);

/* Token whose end is the first one after byte `at` (n_tokens when none). */
uint32_t text_token_at(const text *t, uint32_t at);
/* Byte span of tokens [first, last); last > first. */
span text_span(const text *t, uint32_t first, uint32_t last);
slice text_token(const text *t, uint32_t i); // as written
/* Whether token i is `folded`; false beyond the end. Here, so that the length of a
 * literal is known where it is asked for. */
static inline bool text_is(const text *t, uint32_t i, const char *folded)
{
    if (i >= t->n_tokens)
        return false;
    slice s = t->tokens[i].folded;
    return s.len && s.ptr[0] == folded[0] && s.len == strlen(folded) &&
           memcmp(s.ptr, folded, s.len) == 0;
}

/* True for the function words of the languages listed in text/stopwords.c; takes a folded
 * form. */
bool text_is_function_word(slice folded);

#endif
