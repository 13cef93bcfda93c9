#include "match/quick_sketch.h"

#include <stdbool.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    TILE_BITS = 10,
    TILE = 1 << TILE_BITS, // words that are worked on at once
};

/* What takes part: the last few words of the tile before, then new ones. */
typedef struct {
    uint64_t parts[TILE]; // what each word gives to the hashes
    uint32_t places[TILE];
    uint8_t content[TILE + SKETCH_MOST_WORDS]; // 0 or 1
    uint32_t n;
} tile_words;

typedef struct {
    uint64_t hashes[TILE];
    /* The first bits of the hash, then the k-gram's place in the tile, counted down. 32
     * bits are compared four at a time, and k-grams of a window with the same 22 bits are
     * rare and the same in every text. */
    int32_t order[TILE];
    uint16_t kept[TILE];
    uint32_t last_kept; // first word of the k-gram kept last; UINT32_MAX: none
} tile_grams;

static inline uint64_t part_of(uint32_t key)
{
    return key * 0x9e3779b97f4a7c15u;
}

static inline uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

// The parts are hashes, so that a sum will do in which each place shows; the last step
// makes the first bits depend on all.
static inline uint64_t hash_parts(const uint64_t *parts, uint32_t n_words, uint64_t salt)
{
    uint64_t x = salt + parts[0] + rotate(parts[1], 17);
    if (n_words > 2)
        x += rotate(parts[2], 31);
    if (n_words > 3)
        x += rotate(parts[3], 47);
    return (x ^ x >> 32) * 0xd6e8feb86659fd93u;
}

static uint64_t salt_of(const sketch_stream *s)
{
    return (s->salt * 8u + s->n_words) * 0xa0761d6478bd642fu;
}

uint64_t quick_sketch_hash(const sketch_stream *s, const uint32_t *keys)
{
    uint64_t parts[SKETCH_MOST_WORDS] = {0};
    for (uint32_t i = 0; i < s->n_words; i++)
        parts[i] = part_of(keys[i]);
    return hash_parts(parts, s->n_words, salt_of(s));
}

// Fills the tile with words from `at` on; gives the first one that is still to come.
static uint32_t fill(tile_words *t, const uint32_t *keys, const uint8_t *words,
                     uint32_t at, uint32_t n, uint8_t without)
{
    uint32_t m = t->n;
    while (at < n && m < TILE) {
        uint32_t to = n - at < TILE - m ? n : at + (TILE - m);
        for (; !without && at < to; at++, m++) { // all
            t->parts[m] = part_of(keys[at]);
            t->places[m] = at;
            t->content[m] = !(words[at] & WORD_FUNCTION);
        }
        for (; at < to; at++) {
            t->parts[m] = part_of(keys[at]);
            t->places[m] = at;
            t->content[m] = !(words[at] & WORD_FUNCTION);
            m += !(words[at] & without);
        }
    }
    t->n = m;
    return at;
}

// K-grams with too little content have the greatest hash there is; hashes are put in
// order as signed numbers.
#define DROPPED ((uint64_t)INT64_MAX)

static inline void hash_tile(const tile_words *t, uint32_t n_grams, uint32_t n_words,
                             uint64_t salt, tile_grams *g)
{
    static const uint8_t ones[SKETCH_MOST_WORDS] = {1, 1, 1, 1};
    uint32_t mine = 0;
    memcpy(&mine, ones, n_words);
    for (uint32_t i = 0; i < n_grams; i++) {
        uint64_t hash = hash_parts(&t->parts[i], n_words, salt);
        uint32_t content; // a bit for each word
        memcpy(&content, &t->content[i], sizeof content);
        content &= mine;
        hash = content & (content - 1) ? hash : DROPPED;
        g->hashes[i] = hash;
        g->order[i] = (int32_t)(((uint32_t)(hash >> 32) | (TILE - 1)) ^ i);
    }
}

// order[i] becomes the lesser of order[i] and order[i + by].
static void slide_by(int32_t *order, uint32_t n, uint32_t by)
{
    uint32_t i = 0;
#ifdef __SSE2__
    for (; i + by + 4 <= n; i += 4) {
        __m128i a = _mm_loadu_si128((const void *)(order + i));
        __m128i b = _mm_loadu_si128((const void *)(order + i + by));
        __m128i greater = _mm_cmpgt_epi32(a, b);
        _mm_storeu_si128((void *)(order + i), _mm_or_si128(_mm_and_si128(greater, b),
                                                           _mm_andnot_si128(greater, a)));
    }
#endif
    for (; i + by < n; i++)
        order[i] = order[i + by] < order[i] ? order[i + by] : order[i];
}

// order[i] becomes the least of order[i .. i + window), as long as the window is full.
static void slide(int32_t *order, uint32_t n, uint32_t window)
{
    uint32_t width = 1;
    for (; width * 2 <= window; width *= 2)
        slide_by(order, n, width);
    if (window > width)
        slide_by(order, n, window - width);
}

static gram *keep(const tile_words *t, tile_grams *g, uint32_t n_windows,
                  uint32_t n_words, gram *to)
{
    uint32_t n_kept = 0;
    int32_t before = g->order[0];
    g->kept[n_kept++] = (uint16_t)~before & (TILE - 1);
    for (uint32_t i = 1; i < n_windows; i++) {
        int32_t now = g->order[i];
        g->kept[n_kept] = (uint16_t)~now & (TILE - 1);
        n_kept += now != before;
        before = now;
    }
    for (uint32_t i = 0; i < n_kept; i++) {
        uint32_t at = g->kept[i], first = t->places[at];
        uint64_t hash = g->hashes[at];
        *to = (gram){hash, first, t->places[at + n_words - 1]};
        to += (first != g->last_kept) & (hash != DROPPED);
    }
    g->last_kept = t->places[g->kept[n_kept - 1]];
    return to;
}

uint32_t quick_sketch(const sketch_stream *s, const uint32_t *keys, const uint8_t *words,
                      uint32_t n, gram *to)
{
    tile_words t;
    tile_grams g;
    gram *start = to;
    uint64_t salt = salt_of(s);
    t.n = 0;
    g.last_kept = UINT32_MAX;
    uint32_t again = s->window + s->n_words - 2; // words that the next tile needs, too
    for (uint32_t at = 0; at < n;) {
        at = fill(&t, keys, words, at, n, s->without);
        if (t.n < s->n_words)
            break;
        uint32_t n_grams = t.n - s->n_words + 1;
        uint32_t window = s->window < n_grams ? s->window : n_grams;
        if (window < s->window && g.last_kept != UINT32_MAX)
            break; // the tile before had these
        if (s->n_words == 4)
            hash_tile(&t, n_grams, 4, salt, &g);
        else if (s->n_words == 3)
            hash_tile(&t, n_grams, 3, salt, &g);
        else
            hash_tile(&t, n_grams, 2, salt, &g);
        slide(g.order, n_grams, window);
        to = keep(&t, &g, n_grams - window + 1, s->n_words, to);
        if (t.n < TILE)
            break;
        uint32_t from = t.n - again;
        memmove(t.parts, t.parts + from, again * sizeof *t.parts);
        memmove(t.places, t.places + from, again * sizeof *t.places);
        memmove(t.content, t.content + from, again);
        t.n = again;
    }
    return (uint32_t)(to - start);
}
