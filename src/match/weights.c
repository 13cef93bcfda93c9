#include "match/weights.h"

#include "match/index.h"

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
    for (uint32_t i = 0; i < WEIGHT_SLOTS; i++)
        w->bits[i] = bits_of(w->n_texts[i], w->n_all);
}

// The first bits chose the part and the last ones are not known of a seed.
static size_t place_of(const common_grams *c, uint64_t hash)
{
    size_t at = (size_t)(hash * 0x9e3779b97f4a7c15u >> 20) & (c->n_places - 1);
    while (c->places[at].hash && c->places[at].hash != hash)
        at = (at + 1) & (c->n_places - 1);
    return at;
}

static uint32_t bit_of(uint64_t hash)
{
    return (uint32_t)(hash * 0xbf58476d1ce4e5b9u >> 41) & (WEIGHT_SIEVE * 64 - 1);
}

void common_init(common_grams *c, arena *a, uint64_t n)
{
    for (c->n_places = 64; c->n_places < 2 * n;)
        c->n_places *= 2;
    c->places = arena_array(a, common_gram, c->n_places);
    c->sieve = arena_array(a, uint64_t, WEIGHT_SIEVE);
}

void common_put(common_grams *c, uint64_t hash, uint32_t n_texts)
{
    c->sieve[bit_of(hash) / 64] |= (uint64_t)1 << bit_of(hash) % 64;
    c->places[place_of(c, hash)] = (common_gram){hash, n_texts};
}

uint32_t common_get(const common_grams *c, uint64_t hash)
{
    if (!c->n_places || !(c->sieve[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1))
        return 0;
    return c->places[place_of(c, hash)].n_texts;
}

static void weigh_phrases(const common_grams *common, uint8_t *words, const gram *grams,
                          uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint64_t hash = grams[i].hash;
        if (common_get(common, index_key(index_part(hash), index_seed(hash, 0).gram)) ==
            0)
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
        uint8_t bits =
            words[i] & WORD_FUNCTION ? WEIGHT_FUNCTION : w->bits[slot_of(keys[i])];
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
