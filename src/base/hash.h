/* Hashes (XXH3) and a table from 64-bit keys to 32-bit values. */
#ifndef STEMMA_BASE_HASH_H
#define STEMMA_BASE_HASH_H

#include "base/arena.h"

uint64_t hash_bytes(slice bytes);
uint64_t hash_mix(uint64_t a, uint64_t b); // order matters

typedef struct {
    arena *a;
    uint64_t *keys;
    uint32_t *values;
    uint8_t *used;
    uint32_t n, cap; // cap is a power of two
} hash_table;

void hash_table_init(hash_table *t, arena *a, uint32_t expected);
/* Where the key's value is; NULL when the key is not there. Valid until the next put. */
uint32_t *hash_table_get(const hash_table *t, uint64_t key);
/* The same, adding the key with value 0 when it is new (then *is_new, if asked for). */
uint32_t *hash_table_put(hash_table *t, uint64_t key, bool *is_new);

#endif
