#include "bench/reach.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { TOGETHER = 16 };

_Static_assert(PAIR_MISS == 1, "any other word costs one here");

/* Bytes with room for a block of zeros before and behind. */
static uint8_t *padded(arena *out, uint32_t n)
{
    return arena_array(out, uint8_t, n + 3 * (size_t)TOGETHER) + TOGETHER;
}

void reach_init(arena *out, const word_run *run, reach_text *to)
{
    uint32_t n = run->n;
    uint8_t *low = padded(out, n), *high = padded(out, n), *weights = padded(out, n),
            *back_low = padded(out, n), *back_high = padded(out, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t key = run->keys[i] ^ run->keys[i] >> 16;
        low[i] = (uint8_t)key;
        high[i] = (uint8_t)(key >> 8);
        // zeros are no word: what is before and behind a text
        high[i] = low[i] || high[i] ? high[i] : UINT8_MAX;
        weights[i] = run->words[i] & WORD_WEIGHT;
        back_low[n - 1 - i] = low[i];
        back_high[n - 1 - i] = high[i];
    }
    *to = (reach_text){n, low, high, weights, back_low, back_high};
}

/* The scores of one diagonal, by the word of a; those of word -1 are zeros. Whether one
 * of words [first, last) has `least`. `across` and `beside` are of the two diagonals
 * before, `behind` is where the first word of a stands in b read backwards. */
#ifdef __SSE2__
static inline __m128i load(const uint8_t *from)
{
    return _mm_loadu_si128((const void *)from);
}

static bool fill(const reach_text *a, const reach_text *b, ptrdiff_t behind,
                 uint32_t first, uint32_t last, const uint8_t *across,
                 const uint8_t *beside, uint8_t *to, uint8_t least)
{
    const __m128i miss = _mm_set1_epi8(1), wanted = _mm_set1_epi8((char)least);
    __m128i reached = _mm_setzero_si128();
    for (uint32_t i = first - first % TOGETHER; i < last; i += TOGETHER) {
        ptrdiff_t k = behind + (ptrdiff_t)i;
        __m128i same =
            _mm_and_si128(_mm_cmpeq_epi8(load(a->low + i), load(b->back_low + k)),
                          _mm_cmpeq_epi8(load(a->high + i), load(b->back_high + k)));
        __m128i score =
            _mm_subs_epu8(_mm_adds_epu8(load(across + i - 1),
                                        _mm_and_si128(same, load(a->weights + i))),
                          _mm_andnot_si128(same, miss));
        __m128i aside =
            _mm_subs_epu8(_mm_max_epu8(load(beside + i - 1), load(beside + i)), miss);
        score = _mm_max_epu8(score, aside);
        _mm_storeu_si128((void *)(to + i), score);
        reached =
            _mm_or_si128(reached, _mm_cmpeq_epi8(_mm_max_epu8(score, wanted), score));
    }
    return _mm_movemask_epi8(reached) != 0;
}
#else
static uint8_t less_one(uint8_t score)
{
    return (uint8_t)(score - (score > 0));
}

static bool fill(const reach_text *a, const reach_text *b, ptrdiff_t behind,
                 uint32_t first, uint32_t last, const uint8_t *across,
                 const uint8_t *beside, uint8_t *to, uint8_t least)
{
    bool reached = false;
    for (uint32_t i = first; i < last; i++) {
        ptrdiff_t k = behind + (ptrdiff_t)i, at = (ptrdiff_t)i;
        bool same = a->low[i] == b->back_low[k] && a->high[i] == b->back_high[k];
        uint8_t score =
            same ? (uint8_t)(across[at - 1] + a->weights[i]) : less_one(across[at - 1]);
        uint8_t aside =
            less_one(beside[at - 1] > beside[at] ? beside[at - 1] : beside[at]);
        to[i] = score > aside ? score : aside;
        reached |= to[i] >= least;
    }
    return reached;
}
#endif

bool reach_could(reach_scratch *x, const reach_text *a, const reach_text *b,
                 uint8_t least)
{
    size_t width = a->n + 3 * (size_t)TOGETHER;
    if (3 * width > x->cap) {
        x->cap = 6 * width;
        x->scores = arena_array(x->a, uint8_t, x->cap);
    }
    memset(x->scores, 0, 3 * width);
    uint8_t *across = x->scores + TOGETHER, *beside = across + width,
            *now = beside + width;
    if (a->n == 0 || b->n == 0)
        return false;
    for (uint32_t d = 0; d < a->n + b->n - 1; d++) {
        uint32_t first = d < b->n ? 0 : d - b->n + 1;
        uint32_t last = d < a->n ? d + 1 : a->n;
        ptrdiff_t behind = (ptrdiff_t)b->n - 1 - (ptrdiff_t)d;
        if (fill(a, b, behind, first, last, across, beside, now, least))
            return true;
        uint8_t *done = across;
        across = beside;
        beside = now;
        now = done;
    }
    return false;
}
