#include "match/words.h"

#include <string.h>

enum { STEM_LETTERS = 4, MOST_DIGITS = 32 };

_Static_assert((int)WORD_FUNCTION == (int)TOKEN_FUNCTION &&
                   (int)WORD_NAME == (int)TOKEN_NAME_LIKE &&
                   (int)WORD_NUMBER == (int)QUICK_NUMBER,
               "words_take() copies these bits");

/* "6,680" in one house is "6680" in the next. */
static uint32_t number_key(slice number, uint32_t key)
{
    char digits[MOST_DIGITS];
    uint32_t n = 0;
    if (number.len > sizeof digits || !memchr(number.ptr, ',', number.len))
        return key;
    for (size_t i = 0; i < number.len; i++)
        if (number.ptr[i] != ',')
            digits[n++] = number.ptr[i];
    return quick_key(slice_of(digits, n));
}

void words_take(const quick_words *split, slice bytes, uint32_t *keys, uint8_t *words)
{
    for (uint32_t i = 0; i < split->n; i++) {
        uint8_t flags = split->flags[i];
        keys[i] = split->keys[i];
        if (flags & QUICK_NUMBER)
            keys[i] = number_key(
                slice_in(bytes, (span){split->starts[i], split->ends[i]}), keys[i]);
        words[i] = (uint8_t)((flags & (WORD_FUNCTION | WORD_NAME | WORD_NUMBER)) |
                             (flags & TOKEN_IN_QUOTES ? WORD_QUOTED : 0));
    }
}

static bool same_stem(const token *a, const token *b)
{
    return a->folded.len >= STEM_LETTERS && b->folded.len >= STEM_LETTERS &&
           slice_starts(a->folded, slice_of(b->folded.ptr, STEM_LETTERS));
}

int words_score(const token *a, const token *b)
{
    if (a->hash == b->hash)
        return a->flags & TOKEN_FUNCTION ? 2 : 4;
    if ((a->flags & TOKEN_FUNCTION) || (b->flags & TOKEN_FUNCTION))
        return (a->flags & b->flags & TOKEN_FUNCTION) ? 0 : -2;
    if (same_stem(a, b))
        return 3;
    if ((a->flags & TOKEN_NAME_LIKE) && (b->flags & TOKEN_NAME_LIKE))
        return 2;
    if (a->kind == TOKEN_NUMBER && b->kind == TOKEN_NUMBER)
        return 2;
    return -1;
}
