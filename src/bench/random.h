/* Numbers as if by chance, the same on every machine: splitmix64 over whole numbers. */
#ifndef STEMMA_BENCH_RANDOM_H
#define STEMMA_BENCH_RANDOM_H

#include "base/hash.h"

typedef struct {
    uint64_t state;
} dice;

/* Chances are given in parts of a million. */
enum { MILLION = 1000000 };

static inline dice dice_of(uint64_t seed, uint64_t what, uint64_t which)
{
    return (dice){hash_mix(hash_mix(seed, what), which)};
}

static inline uint64_t dice_bits(dice *d)
{
    uint64_t x = d->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* In [0, n); n must not be 0. */
static inline uint32_t dice_below(dice *d, uint32_t n)
{
    return (uint32_t)(((dice_bits(d) >> 32) * n) >> 32);
}

/* In [low, high]. */
static inline uint32_t dice_between(dice *d, uint32_t low, uint32_t high)
{
    return low + dice_below(d, high - low + 1);
}

static inline bool dice_chance(dice *d, uint32_t of_a_million)
{
    return dice_below(d, MILLION) < of_a_million;
}

#endif
