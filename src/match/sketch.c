#include "match/sketch.h"

#include "base/hash.h"

typedef struct {
    uint32_t *tokens; // the words that take part
    uint32_t n;
    uint64_t salt; // keeps the two streams' k-grams apart
} stream;

static stream take_words(arena *tmp, const text *t, bool masked)
{
    stream s = {.tokens = arena_array(tmp, uint32_t, t->n_tokens),
                .salt = masked ? 2 : 1};
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        if (w->kind == TOKEN_PUNCT)
            continue;
        if (masked && (w->kind == TOKEN_NUMBER || (w->flags & TOKEN_NAME_LIKE)))
            continue;
        s.tokens[s.n++] = i;
    }
    return s;
}

// The k-gram that starts at word i; false when nothing in it tells texts apart.
static bool gram_at(const text *t, const stream *s, uint32_t i, uint64_t *hash)
{
    uint32_t n_content = 0;
    *hash = s->salt;
    for (uint32_t k = 0; k < SKETCH_K; k++) {
        const token *w = &t->tokens[s->tokens[i + k]];
        *hash = hash_mix(*hash, w->hash);
        n_content += !(w->flags & TOKEN_FUNCTION);
    }
    return n_content >= 2;
}

void sketch_text(arena *out, const text *t, uint32_t article, seed_vec *seeds)
{
    arena *tmp = arena_sub(out);
    for (int masked = 0; masked < 2; masked++) {
        stream s = take_words(tmp, t, masked);
        if (s.n < SKETCH_K)
            continue;
        uint32_t n_grams = s.n - SKETCH_K + 1, kept = UINT32_MAX;
        uint64_t *hashes = arena_array(tmp, uint64_t, n_grams);
        for (uint32_t i = 0; i < n_grams; i++)
            if (!gram_at(t, &s, i, &hashes[i]))
                hashes[i] = UINT64_MAX;
        for (uint32_t end = 0; end < n_grams; end++) {
            uint32_t least = end;
            for (uint32_t i = end; i + SKETCH_WINDOW > end; i--) {
                if (hashes[i] < hashes[least])
                    least = i;
                if (i == 0)
                    break;
            }
            bool full = end + 1 >= SKETCH_WINDOW || end + 1 == n_grams;
            if (!full || least == kept || hashes[least] == UINT64_MAX)
                continue;
            kept = least;
            vec_push(out, seeds,
                     (seed){hashes[least], article, s.tokens[least],
                            s.tokens[least + SKETCH_K - 1]});
        }
    }
    arena_release(tmp);
}
