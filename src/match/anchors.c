#include "match/anchors.h"

#include <string.h>

enum {
    LEAST_SLOTS = 64,
    WORD_SLOTS = 4, // for each word of the text: few look further than one slot
    PAIR_SLOTS = 2,
};

static inline uint32_t slot_of(uint32_t key, uint32_t n_slots)
{
    return (key * 0x9e3779b1u) >> 7 & (n_slots - 1);
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

static void enter(anchor_slot *table, uint32_t n_slots, uint32_t key, uint32_t place)
{
    anchor_slot *s = find(table, n_slots, key);
    *s = (anchor_slot){key, s->place ? ANCHOR_MANY : place + 1};
}

static uint32_t slots_for(uint32_t n_words, uint32_t each)
{
    uint32_t n = LEAST_SLOTS;
    while (n / each < n_words && n < 1u << 31)
        n *= 2;
    return n;
}

static void enter_words(anchors *t)
{
    const word_run *text = &t->text;
    uint32_t n = 0, n_many = 0, *some = t->some;
    for (uint32_t i = 0; i < text->n; i++) {
        some[n] = i;
        n += !(text->words[i] & WORD_FUNCTION);
    }
    t->n_content = n;
    for (uint32_t k = 0; k < n; k++)
        enter(t->words, t->n_word_slots, text->keys[some[k]], some[k]);
    // a word that stands there once is an anchor without its neighbour
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = some[k];
        const anchor_slot *s = find(t->words, t->n_word_slots, text->keys[i]);
        some[n_many] = i;
        n_many += s->place == ANCHOR_MANY && i + 1 < text->n;
    }
    for (uint32_t k = 0; k < n_many; k++) {
        uint32_t i = some[k];
        enter(t->pairs, t->n_pair_slots, pair_key(text->keys[i], text->keys[i + 1]), i);
    }
}

void anchors_set(anchors *t, const word_run *text)
{
    t->text = *text;
    t->n_word_slots = slots_for(text->n, WORD_SLOTS);
    t->n_pair_slots = slots_for(text->n, PAIR_SLOTS);
    if (t->n_word_slots > t->cap) {
        t->cap = t->n_word_slots;
        t->words = arena_array(t->out, anchor_slot, t->cap);
        t->pairs = arena_array(t->out, anchor_slot, t->cap);
    } else {
        memset(t->words, 0, t->n_word_slots * sizeof *t->words);
        memset(t->pairs, 0, t->n_pair_slots * sizeof *t->pairs);
    }
    if (text->n > t->cap_some) {
        t->cap_some = 2 * text->n;
        t->some = arena_array(t->out, uint32_t, t->cap_some);
    }
    enter_words(t);
}

anchor_bound anchors_look_up(const anchors *t, const word_run *b, anchor *found)
{
    const anchor_slot *words = t->words;
    uint32_t n_slots = t->n_word_slots, n = 0, n_function = 0;
    uint64_t bits = 0;
    for (uint32_t j = 0; j < b->n; j++) {
        uint32_t key = b->keys[j], word = b->words[j];
        const anchor_slot *s = &words[slot_of(key, n_slots)];
        if (__builtin_expect(s->place && s->key != key, 0))
            s = find(t->words, n_slots, key);
        // no branches on what the word is: nothing could guess them
        uint32_t function = word / WORD_FUNCTION & 1;
        uint32_t place = s->place & (function - 1);
        found[n] = (anchor){j, place};
        n += place != 0;
        n_function += function;
        bits += word & WORD_WEIGHT & -(uint32_t)((place != 0) | function);
    }
    uint32_t n_content = b->n - n_function;
    return (anchor_bound){bits, n, n_content < t->n_content ? n_content : t->n_content};
}

uint32_t anchors_pair(const anchors *t, uint32_t first, uint32_t second)
{
    uint32_t place = find(t->pairs, t->n_pair_slots, pair_key(first, second))->place;
    return place && place != ANCHOR_MANY && t->text.keys[place - 1] == first ? place : 0;
}
