#include "match/weights.h"

#include "match/index.h"

#include <stdbool.h>

enum { AHEAD = 12 }; // grams, so far that their places are there when they are needed

static inline uint32_t slot_of(uint32_t key)
{
    return key & (WEIGHT_SLOTS - 1);
}

void weights_count(word_weights *w, const uint32_t *keys, uint32_t n, uint32_t sample)
{
    for (uint32_t i = 0; i < n; i++)
        w->n_texts[slot_of(keys[i])] += sample;
    w->n_all += sample;
}

static uint8_t bits_of(uint64_t n_texts, uint64_t n_all)
{
    uint32_t bits = index_bits(n_texts, n_all);
    bits = bits < WEIGHT_LEAST ? WEIGHT_LEAST : bits;
    return (uint8_t)(bits > WEIGHT_MOST ? WEIGHT_MOST : bits);
}

void weights_settle(word_weights *w)
{
    uint8_t none = bits_of(0, w->n_all); // most are empty in a small pile
    for (uint32_t i = 0; i < WEIGHT_SLOTS; i++)
        w->bits[i] = w->n_texts[i] ? bits_of(w->n_texts[i], w->n_all) : none;
}

// The first bits chose the part and the last ones are not known of a seed.
static inline uint64_t mixed(uint64_t hash)
{
    return hash * 0x9e3779b97f4a7c15u;
}

static inline size_t first_place(const common_grams *c, uint64_t hash)
{
    return (size_t)(mixed(hash) >> 20) & (c->n_places - 1);
}

static size_t place_of(const common_grams *c, uint64_t hash)
{
    size_t at = first_place(c, hash);
    while (c->places[at].hash && c->places[at].hash != hash)
        at = (at + 1) & (c->n_places - 1);
    return at;
}

// The bits of a gram in its word of the sieve (a Bloom filter, Bloom 1970).
static inline uint64_t bits_in_sieve(uint64_t hash)
{
    uint64_t x = mixed(hash);
    return (uint64_t)1 << (x >> 58) | (uint64_t)1 << (x >> 52 & 63);
}

static inline uint64_t *word_of_sieve(const common_grams *c, uint64_t hash)
{
    return &c->sieve[hash * 0xbf58476d1ce4e5b9u >> 32 & (c->n_sieve - 1)];
}

static inline bool in_sieve(const common_grams *c, uint64_t hash)
{
    return (bits_in_sieve(hash) & ~*word_of_sieve(c, hash)) == 0;
}

void common_init(common_grams *c, arena *a, uint64_t n)
{
    for (c->n_places = 64; c->n_places < 2 * n;)
        c->n_places *= 2;
    for (c->n_sieve = 64; c->n_sieve * 64 < WEIGHT_SIEVE * n;)
        c->n_sieve *= 2;
    c->places = arena_array(a, common_gram, c->n_places);
    c->sieve = arena_array(a, uint64_t, c->n_sieve);
}

void common_put(common_grams *c, uint64_t hash, uint32_t n_texts)
{
    *word_of_sieve(c, hash) |= bits_in_sieve(hash);
    c->places[place_of(c, hash)] = (common_gram){hash, n_texts};
}

uint32_t common_get(const common_grams *c, uint64_t hash)
{
    return c->n_places && in_sieve(c, hash) ? c->places[place_of(c, hash)].n_texts : 0;
}

/* Those of the grams that are in the sieve, with what the index knows of them for their
 * hashes: most are not, and which ones nothing could guess. */
static uint32_t sift(const common_grams *common, gram *grams, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t hash = grams[i].hash,
                 key = index_key(index_part(hash), index_seed(hash, 0).gram);
        grams[kept] = (gram){key, grams[i].first, grams[i].last};
        kept += in_sieve(common, key);
    }
    return kept;
}

static void weigh_phrases(const common_grams *common, uint8_t *words, gram *grams,
                          uint32_t n)
{
    n = n ? sift(common, grams, n) : 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t ahead = grams[i + AHEAD < n ? i + AHEAD : n - 1].hash;
        __builtin_prefetch(&common->places[first_place(common, ahead)]);
        if (!common->places[place_of(common, grams[i].hash)].hash)
            continue;
        for (uint32_t k = grams[i].first; k <= grams[i].last; k++)
            words[k] = (uint8_t)((words[k] & (0xff ^ WORD_WEIGHT)) | WORD_COMMON |
                                 WEIGHT_COMMON);
    }
}

word_sums weights_weigh(const word_weights *w, const common_grams *common,
                        const uint32_t *keys, uint8_t *words, uint32_t n, gram *grams)
{
    uint32_t n_grams = common->n_places ? grams_take(keys, words, n, grams) : 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t bits = w->bits[slot_of(keys[i])];
        bits = words[i] & WORD_FUNCTION ? WEIGHT_FUNCTION : bits;
        words[i] = (uint8_t)((words[i] & (0xff ^ WORD_WEIGHT ^ WORD_NAME)) | bits);
    }
    weigh_phrases(common, words, grams, n_grams);
    word_sums sums = {0};
    for (uint32_t i = 0; i < n; i++) {
        sums.bits += words[i] & WORD_WEIGHT;
        sums.own += weights_own(words[i]);
    }
    return sums;
}
