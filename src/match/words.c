#include "match/words.h"

#include "match/align.h"

enum { STEM_LETTERS = 4 };

void words_take(arena *out, const text *t, uint32_t first, uint32_t last,
                word_sequence *to)
{
    *to = (word_sequence){.t = t};
    to->tokens = arena_array(out, uint32_t, last - first + 1);
    to->keys = arena_array(out, uint64_t, last - first + 1);
    for (uint32_t i = first; i < last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT)
            continue;
        to->tokens[to->n] = i;
        to->keys[to->n++] =
            align_key(t->tokens[i].hash, !(t->tokens[i].flags & TOKEN_FUNCTION));
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
