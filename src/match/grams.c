#include "match/grams.h"

#include <stdbool.h>
#include <string.h>

enum { TILE = 1024 }; // words that are worked on at once

/* One stream: its last words, and what came before them. */
typedef struct {
    uint64_t salt;
    uint64_t before; // the hash of the gram before the first one here
    bool begun;      // there is one
    uint32_t n;
    uint32_t keys[TILE];
    uint32_t places[TILE];
} stream;

_Static_assert(GRAM_WORDS == 3 && GRAM_WINDOW == 2,
               "take_tile() and hash_gram() are for these");

static inline uint64_t hash_gram(uint64_t salt, const uint32_t *keys)
{
    uint64_t x = salt + keys[0] * 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 29)) + keys[1] * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 32)) * 0x94d049bb133111ebu + keys[2] * 0xd6e8feb86659fd93u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 31);
}

/* A gram is kept where it is less than the one before it, or no more than the one behind
 * it; of the last one here that is not yet known. No branches: nothing could guess them.
 */
static gram *take_tile(stream *s, bool last, gram *to)
{
    uint64_t hashes[TILE], before = s->before;
    if (s->n < GRAM_WORDS)
        return to;
    uint32_t n = s->n - (GRAM_WORDS - 1);
    for (uint32_t i = 0; i < n; i++)
        hashes[i] = hash_gram(s->salt, s->keys + i);
    for (uint32_t i = 0; i + 1 < n; i++) {
        *to = (gram){hashes[i], s->places[i], s->places[i + GRAM_WORDS - 1]};
        to += (hashes[i] < before) | (hashes[i] <= hashes[i + 1]);
        before = hashes[i];
    }
    s->begun |= n > 1;
    if (last && (hashes[n - 1] < before || !s->begun)) // one gram alone has no window
        *to++ =
            (gram){hashes[n - 1], s->places[n - 1], s->places[n - 1 + GRAM_WORDS - 1]};
    s->before = before;
    memmove(s->keys, s->keys + n - 1, GRAM_WORDS * sizeof *s->keys);
    memmove(s->places, s->places + n - 1, GRAM_WORDS * sizeof *s->places);
    s->n = GRAM_WORDS;
    return to;
}

static inline void add_word(stream *s, uint32_t key, uint32_t place, bool takes_part)
{
    s->keys[s->n] = key;
    s->places[s->n] = place;
    s->n += takes_part;
}

uint32_t grams_take(const uint32_t *keys, const uint8_t *words, uint32_t n, gram *to)
{
    gram *start = to;
    stream all, unnamed;
    all.salt = 1;
    unnamed.salt = 2;
    all.n = unnamed.n = 0;
    all.begun = unnamed.begun = false;
    all.before = unnamed.before = 0;
    for (uint32_t i = 0, end; i < n; i = end) {
        uint32_t most = TILE - (all.n > unnamed.n ? all.n : unnamed.n);
        end = n - i < most ? n : i + most;
        for (uint32_t k = i; k < end; k++) {
            add_word(&all, keys[k], k, !(words[k] & WORD_FUNCTION));
            add_word(&unnamed, keys[k], k,
                     !(words[k] & (WORD_FUNCTION | WORD_NAME | WORD_NUMBER)));
        }
        to = take_tile(&all, end == n, to);
        to = take_tile(&unnamed, end == n, to);
    }
    return (uint32_t)(to - start);
}
