#include "match/extend.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { TOGETHER = 16 };

/* Of up to 16 words, a bit for each that is the same in both texts; the first one that is
 * looked at in bit 0. */
static inline uint32_t plain_block(const word_run *x, const word_run *y, uint32_t a,
                                   uint32_t b, uint32_t n)
{
    uint32_t same = 0;
    for (uint32_t k = 0; k < n; k++)
        same |= (uint32_t)(x->keys[a + k] == y->keys[b + k]) << k;
    return same;
}

#ifdef __SSE2__
static inline __m128i same_four(const uint32_t *x, const uint32_t *y)
{
    return _mm_cmpeq_epi32(_mm_loadu_si128((const void *)x),
                           _mm_loadu_si128((const void *)y));
}

static inline uint32_t full_block(const word_run *x, const word_run *y, uint32_t a,
                                  uint32_t b)
{
    const uint32_t *p = x->keys + a, *q = y->keys + b;
    __m128i low = _mm_packs_epi32(same_four(p, q), same_four(p + 4, q + 4));
    __m128i high = _mm_packs_epi32(same_four(p + 8, q + 8), same_four(p + 12, q + 12));
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}
#else
static inline uint32_t full_block(const word_run *x, const word_run *y, uint32_t a,
                                  uint32_t b)
{
    return plain_block(x, y, a, b, TOGETHER);
}
#endif

static inline uint32_t block_at(const word_run *x, const word_run *y, uint32_t a,
                                uint32_t b, uint32_t n)
{
    return n == TOGETHER ? full_block(x, y, a, b) : plain_block(x, y, a, b, n);
}

// The first n bits, the last one first.
static inline uint32_t turned(uint32_t bits, uint32_t n)
{
    bits = (bits & 0x5555) << 1 | (bits >> 1 & 0x5555);
    bits = (bits & 0x3333) << 2 | (bits >> 2 & 0x3333);
    bits = (bits & 0x0f0f) << 4 | (bits >> 4 & 0x0f0f);
    bits = (bits & 0x00ff) << 8 | (bits >> 8 & 0x00ff);
    return bits >> (TOGETHER - n);
}

void run_add_counts(run *to, const run *from)
{
    to->n_same += from->n_same;
    to->bits += from->bits;
    to->own += from->own;
}

static inline uint32_t extend(const word_run *x, const word_run *y, uint32_t a,
                              uint32_t b, uint32_t n, bool back, run *r)
{
    int32_t score = 0, best = 0;
    uint32_t n_best = 0, k = 0;
    run since = {0}; // since the best place
    while (k < n) {
        uint32_t m = n - k < TOGETHER ? n - k : TOGETHER, at = 0;
        uint32_t same = back ? block_at(x, y, a - k - (m - 1), b - k - (m - 1), m)
                             : block_at(x, y, a + k, b + k, m);
        if (back && same)
            same = turned(same, m);
        for (;;) {
            uint32_t next = same ? (uint32_t)__builtin_ctz(same) : m;
            // so many words that are not the same, and it has fallen far enough
            uint32_t left = (uint32_t)(PAIR_DROP - (best - score));
            if (next - at >= left) {
                r->n_steps += k + at + left;
                r->score += best;
                return n_best;
            }
            score -= (int32_t)(next - at) * PAIR_MISS;
            if (next == m)
                break;
            same &= same - 1;
            at = next + 1;
            uint8_t word = x->words[back ? a - k - next : a + k + next];
            uint32_t weight = word & WORD_WEIGHT;
            score += (int32_t)weight;
            since.n_same++;
            since.bits += weight;
            since.own += weights_own(word);
            if (score > best) {
                best = score;
                n_best = k + at;
                run_add_counts(r, &since);
                since = (run){0};
            }
        }
        k += m;
    }
    r->n_steps += k;
    r->score += best;
    return n_best;
}

_Static_assert(PAIR_MISS == 1, "extend() counts words for it");

uint32_t extend_forward(const word_run *x, const word_run *y, uint32_t a, uint32_t b,
                        uint32_t n, run *r)
{
    return extend(x, y, a, b, n, false, r);
}

uint32_t extend_back(const word_run *x, const word_run *y, uint32_t a, uint32_t b,
                     uint32_t n, run *r)
{
    return extend(x, y, a, b, n, true, r);
}
