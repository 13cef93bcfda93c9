/* Ids: each text's own, made unique. */
#include "base/hash.h"
#include "pile/parts.h"

slice pile_id(const pile *p, uint32_t which)
{
    return slice_of(p->ids + p->texts[which].id,
                    p->texts[which + 1].id - p->texts[which].id);
}

/* The second and later texts of one id get "-2", "-3" …, in order: here their numbers;
 * 0: the id as it is. */
void pile_number_ids(pile *p)
{
    uint32_t *numbers = arena_array(p->mem, uint32_t, p->n_texts + 1);
    p->id_numbers = numbers;
    arena *tmp = arena_sub(p->mem);
    hash_table seen, next;
    hash_table_init(&seen, tmp, p->n_texts);
    hash_table_init(&next, tmp, 64);
    bool repeated = false;
    for (uint32_t i = 0; i < p->n_texts; i++) {
        uint32_t *n = hash_table_put(&seen, hash_bytes(pile_id(p, i)), NULL);
        repeated |= ++*n > 1;
    }
    for (uint32_t i = 0; i < p->n_texts && repeated; i++) {
        slice id = pile_id(p, i);
        uint64_t key = hash_bytes(id);
        const uint32_t *n = hash_table_get(&seen, key);
        if (!n || *n < 2)
            continue;
        uint32_t number = ++*hash_table_put(&next, key, NULL);
        if (number == 1)
            continue;
        arena *own = arena_sub(tmp);
        slice candidate;
        do {
            candidate = arena_format(own, "%.*s-%u", (int)id.len, id.ptr, number++);
        } while (hash_table_get(&seen, hash_bytes(candidate)));
        numbers[i] = number - 1;
        *hash_table_put(&next, key, NULL) = number - 1;
        *hash_table_put(&seen, hash_bytes(candidate), NULL) = 1;
        arena_release(own);
    }
    arena_release(tmp);
}
