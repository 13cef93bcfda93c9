#include "article/words.h"

#include "article/made_words.h"

uint64_t word_kinds(slice word)
{
    if (word.len == 0 || word.len > WORD_LONGEST)
        return 0;
    word_key key = word_key_of(word);
    uint64_t hash = word_hash(&key);
    uint8_t tag = word_tag(hash);
    for (uint32_t slot = word_slot(hash); word_tags[slot];
         slot = (slot + 1) % WORD_SLOTS) {
        const word_entry *e = &word_entries[word_numbers[slot]];
        if (word_tags[slot] == tag && e->key.part[0] == key.part[0] &&
            e->key.part[1] == key.part[1] && e->key.part[2] == key.part[2] &&
            e->key.len == key.len)
            return e->kinds;
    }
    return 0;
}
