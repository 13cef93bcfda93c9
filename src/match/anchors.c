#include "match/anchors.h"

#include <string.h>

enum {
    LEAST_SLOTS = 64,
    SLOTS = 4,            // for each word or pair: few look further than one slot
    LEAST_SIEVE_BITS = 9, // the sieve has so many times two places,
    SIEVE_PLACES = 12,    // and for each word at least so many
};

static inline uint32_t mixed(uint32_t key)
{
    return key * 0x9e3779b1u;
}

static inline uint32_t slot_of(uint32_t key, uint32_t n_slots)
{
    return mixed(key) >> 7 & (n_slots - 1);
}

static inline uint32_t pair_key(uint32_t first, uint32_t second)
{
    return (first * 0x85ebca6bu ^ (first >> 15)) + second * 0xc2b2ae35u + 1;
}

static anchor_slot *find(anchor_slot *table, uint32_t n_slots, uint32_t key)
{
    uint32_t at = slot_of(key, n_slots);
    while (table[at].place && table[at].key != key)
        at = (at + 1) & (n_slots - 1);
    return &table[at];
}

// Gives the slot's number.
static uint32_t enter(anchor_slot *table, uint32_t n_slots, uint32_t key, uint32_t place)
{
    anchor_slot *s = find(table, n_slots, key);
    *s = (anchor_slot){key, s->place ? ANCHOR_MANY : place + 1};
    return (uint32_t)(s - table);
}

static uint32_t slots_for(uint32_t n)
{
    uint32_t n_slots = LEAST_SLOTS;
    while (n_slots / SLOTS < n && n_slots < 1u << 31)
        n_slots *= 2;
    return n_slots;
}

/* Zeroes; the array that was there, if it is long enough. */
static void *blank(arena *out, void *have, uint32_t *cap, uint32_t n, size_t size)
{
    if (n > *cap) {
        *cap = n;
        return arena_alloc_array(out, n, size);
    }
    memset(have, 0, n * size);
    return have;
}

static void enter_pairs(anchors *t, uint32_t n)
{
    const word_run *text = &t->text;
    t->n_pair_slots = slots_for(n);
    t->pairs = blank(t->out, t->pairs, &t->cap_pairs, t->n_pair_slots, sizeof *t->pairs);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = t->some[k];
        enter(t->pairs, t->n_pair_slots, pair_key(text->keys[i], text->keys[i + 1]), i);
    }
}

static void enter_words(anchors *t)
{
    const word_run *text = &t->text;
    uint32_t n = t->n_content, n_many = 0, *some = t->some;
    t->n_word_slots = slots_for(n);
    t->words = blank(t->out, t->words, &t->cap_words, t->n_word_slots, sizeof *t->words);
    t->sieve_bits = LEAST_SIEVE_BITS;
    while (t->sieve_bits < 31 && 1u << t->sieve_bits < SIEVE_PLACES * (uint64_t)n)
        t->sieve_bits++;
    t->sieve = blank(t->out, t->sieve, &t->cap_sieve, 1u << t->sieve_bits >> 6,
                     sizeof *t->sieve);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t key = text->keys[some[k]], place = mixed(key) >> (32 - t->sieve_bits);
        t->sieve[place / 64] |= (uint64_t)1 << place % 64;
        t->slots[k] = enter(t->words, t->n_word_slots, key, some[k]);
    }
    // a word that stands there once is an anchor without its neighbour
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = some[k];
        some[n_many] = i;
        n_many += (t->words[t->slots[k]].place == ANCHOR_MANY) & (i + 1 < text->n);
    }
    enter_pairs(t, n_many);
}

void anchors_set(anchors *t, const word_run *text)
{
    t->text = *text;
    if (text->n >= t->cap_some) {
        t->cap_some = 2 * text->n + 1;
        t->some = arena_array(t->out, uint32_t, t->cap_some);
        t->slots = arena_array(t->out, uint32_t, t->cap_some);
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < text->n; i++) {
        t->some[n] = i;
        n += !(text->words[i] & WORD_FUNCTION);
    }
    t->n_content = n;
    enter_words(t);
}

// The words that may be in the text, function words apart; gives how many.
static uint32_t sift(const anchors *t, const word_run *b, anchor *found)
{
    const uint64_t *sieve = t->sieve;
    uint32_t n = 0, shift = 32 - t->sieve_bits;
    for (uint32_t j = 0; j < b->n; j++) {
        // no branches on what the word is: nothing could guess them
        uint32_t place = mixed(b->keys[j]) >> shift;
        uint32_t content = (b->words[j] & WORD_FUNCTION) == 0;
        found[n].j = j;
        n += (uint32_t)(sieve[place / 64] >> place % 64) & content;
    }
    return n;
}

anchor_bound anchors_look_up(const anchors *t, const word_run *b, anchor *found)
{
    uint32_t n_sifted = sift(t, b, found), n = 0, n_function = 0;
    uint64_t bits = 0;
    for (uint32_t j = 0; j < b->n; j++) {
        uint32_t function = b->words[j] / WORD_FUNCTION & 1;
        n_function += function;
        bits += b->words[j] & WORD_WEIGHT & -function;
    }
    for (uint32_t k = 0; k < n_sifted; k++) {
        uint32_t j = found[k].j;
        uint32_t place = find(t->words, t->n_word_slots, b->keys[j])->place;
        found[n] = (anchor){j, place};
        n += place != 0;
        bits += b->words[j] & WORD_WEIGHT & -(uint32_t)(place != 0);
    }
    uint32_t n_content = b->n - n_function;
    return (anchor_bound){bits, n, n_content < t->n_content ? n_content : t->n_content};
}

uint32_t anchors_pair(const anchors *t, uint32_t first, uint32_t second)
{
    uint32_t place = find(t->pairs, t->n_pair_slots, pair_key(first, second))->place;
    return place && place != ANCHOR_MANY && t->text.keys[place - 1] == first ? place : 0;
}
