#include "match/grams.h"

#include <stdbool.h>

/* One stream: its last two words, and the least gram among the last GRAM_WINDOW. */
typedef struct {
    uint64_t salt; // keeps the two streams' grams apart
    uint32_t keys[GRAM_WORDS];
    uint32_t places[GRAM_WORDS];
    gram before; // the gram that ended one word earlier
    uint32_t n_words;
    bool kept; // `before` was kept
} stream;

_Static_assert(GRAM_WORDS == 3 && GRAM_WINDOW == 2,
               "push() and hash_gram() are for these");

static uint64_t hash_gram(const stream *s)
{
    uint64_t x = s->salt + s->keys[0] * 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 29)) + s->keys[1] * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 32)) * 0x94d049bb133111ebu + s->keys[2] * 0xd6e8feb86659fd93u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 31);
}

static inline gram *push(stream *s, uint32_t key, uint32_t place, gram *to)
{
    s->keys[0] = s->keys[1];
    s->keys[1] = s->keys[2];
    s->keys[2] = key;
    s->places[0] = s->places[1];
    s->places[1] = s->places[2];
    s->places[2] = place;
    if (++s->n_words < GRAM_WORDS)
        return to;
    gram now = {hash_gram(s), s->places[0], place};
    if (s->n_words == GRAM_WORDS) {
        s->before = now;
        return to;
    }
    bool later = now.hash < s->before.hash;
    if (later)
        *to++ = now;
    else if (!s->kept)
        *to++ = s->before;
    s->before = now;
    s->kept = later;
    return to;
}

uint32_t grams_take(const uint32_t *keys, const uint8_t *words, uint32_t n, gram *to)
{
    gram *start = to;
    stream all = {.salt = 1}, unnamed = {.salt = 2};
    for (uint32_t i = 0; i < n; i++) {
        if (words[i] & WORD_FUNCTION)
            continue;
        to = push(&all, keys[i], i, to);
        if (!(words[i] & (WORD_NAME | WORD_NUMBER)))
            to = push(&unnamed, keys[i], i, to);
    }
    stream *both[] = {&all, &unnamed};
    for (int s = 0; s < 2; s++) // a text with one gram has no window
        if (both[s]->n_words == GRAM_WORDS)
            *to++ = both[s]->before;
    return (uint32_t)(to - start);
}
