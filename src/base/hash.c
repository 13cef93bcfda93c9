#include "base/hash.h"

#include <xxhash.h>

uint64_t hash_bytes(slice bytes)
{
    return XXH3_64bits(bytes.ptr, bytes.len);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
    // splitmix64's finisher over a sum in which the order of a and b shows
    uint64_t x = a * 0x9e3779b97f4a7c15u + b + 0x632be59bd9b4e019u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

void hash_table_init(hash_table *t, arena *a, uint32_t expected)
{
    uint32_t cap = 16;
    while (cap < UINT32_MAX / 4 && cap / 2 < expected)
        cap *= 2;
    *t = (hash_table){.a = a, .cap = cap};
    t->keys = arena_array(a, uint64_t, cap);
    t->values = arena_array(a, uint32_t, cap);
    t->used = arena_array(a, uint8_t, cap);
}

static inline uint32_t place_of(const hash_table *t, uint64_t key)
{
    // most keys are hashes already; those that pack two numbers are mixed well enough
    uint64_t mixed = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
    uint32_t at = (uint32_t)(mixed >> 32) & (t->cap - 1);
    // a key that is not 0 is there by itself: mostly one look at memory
    while (t->keys[at] != key && (t->keys[at] || t->used[at]))
        at = (at + 1) & (t->cap - 1);
    return at;
}

uint32_t *hash_table_get(const hash_table *t, uint64_t key)
{
    uint32_t at = place_of(t, key);
    return t->keys[at] == key && (key || t->used[at]) ? &t->values[at] : NULL;
}

static void grow(hash_table *t)
{
    hash_table wider;
    hash_table_init(&wider, t->a, t->cap);
    for (uint32_t i = 0; i < t->cap; i++)
        if (t->used[i])
            *hash_table_put(&wider, t->keys[i], NULL) = t->values[i];
    *t = wider;
}

uint32_t *hash_table_put(hash_table *t, uint64_t key, bool *is_new)
{
    if (t->n >= t->cap / 2)
        grow(t);
    uint32_t at = place_of(t, key);
    if (is_new)
        *is_new = !t->used[at];
    if (!t->used[at]) {
        t->used[at] = 1;
        t->keys[at] = key;
        t->n++;
    }
    return &t->values[at];
}
