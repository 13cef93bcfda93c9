#include "article/words.h"

#include "article/made_words.h"

static uint64_t look_up(const word_key *key)
{
    uint64_t hash = word_hash(key);
    uint8_t tag = word_tag(hash);
    for (uint32_t slot = word_slot(hash); word_tags[slot];
         slot = (slot + 1) % WORD_SLOTS) {
        const word_entry *e = &word_entries[word_numbers[slot]];
        if (word_tags[slot] == tag && e->key.part[0] == key->part[0] &&
            e->key.part[1] == key->part[1] && e->key.part[2] == key->part[2] &&
            e->key.len == key->len)
            return e->kinds;
    }
    return 0;
}

uint64_t word_kinds(slice word)
{
    if (word.len == 0 || word.len > WORD_LONGEST)
        return 0;
    word_key key = word_key_of(word);
    return look_up(&key);
}

uint64_t word_kinds_in(slice word, size_t room)
{
    if (word.len == 0 || word.len > WORD_LONGEST)
        return 0;
    if (room < WORD_LONGEST)
        return word_kinds(word);
    if (word.len <= 8) { // most words; the same in fewer steps
        uint64_t part =
            word_small(word_load(word.ptr, 8)) & UINT64_MAX >> (64 - word.len * 8);
        uint64_t hash = word_hash_short(part, (uint32_t)word.len);
        uint8_t tag = word_tag(hash);
        for (uint32_t slot = word_slot(hash); word_tags[slot];
             slot = (slot + 1) % WORD_SLOTS) {
            const word_entry *e = &word_entries[word_numbers[slot]];
            if (word_tags[slot] == tag && e->key.part[0] == part &&
                e->key.len == word.len)
                return e->kinds;
        }
        return 0;
    }
    word_key key = word_key_in(word);
    return look_up(&key);
}
