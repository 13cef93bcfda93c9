/* 64 bytes of text as bit masks, bit i for byte i; and sums that carry what is known of a
 * run of bits to the bit behind it.
 *
 *   run       0 1 1 1 0 0 1 1 0     (bit 0 at the left)
 *   seen      0 0 1 0 0 0 0 0 0     something in the first run
 *   run+seen  0 1 0 0 1 0 1 1 0     the bit behind that run is set, behind the other not
 */
#ifndef STEMMA_TEXT_QUICK_BLOCK_H
#define STEMMA_TEXT_QUICK_BLOCK_H

#include <stdint.h>

enum { BLOCK = 64 };

typedef struct {
    uint64_t letters, digits; // ASCII
    uint64_t high;            // bytes of code points beyond ASCII
    uint64_t joiners;         // may stand between two letters or two digits of a word
    uint64_t ties;            // _ and @, which the rules take for letters of a kind
    uint64_t stops;           // marks that end a sentence
    uint64_t quotes;          // "
    uint64_t lines;           // line ends
} block_masks;

enum {
    BYTE_LETTER = 1,
    BYTE_DIGIT = 2,
    BYTE_HIGH = 4,
    BYTE_JOINER = 8,
    BYTE_TIE = 16,
    BYTE_STOP = 32,
    BYTE_QUOTE = 64,
    BYTE_LINE = 128,
};

static inline uint8_t byte_class(uint8_t c)
{
    uint8_t folded = c | 0x20;
    if (c >= 0x80)
        return BYTE_HIGH;
    if (folded >= 'a' && folded <= 'z')
        return BYTE_LETTER;
    if (c >= '0' && c <= '9')
        return BYTE_DIGIT;
    switch (c) {
    case '.':
        return BYTE_JOINER | BYTE_STOP;
    case '\'':
    case ',':
    case ':':
    case ';':
        return BYTE_JOINER;
    case '!':
    case '?':
        return BYTE_STOP;
    case '"':
        return BYTE_QUOTE;
    case '\n':
        return BYTE_LINE;
    case '_':
    case '@':
        return BYTE_TIE;
    default:
        return 0;
    }
}

static inline void block_masks_plain(const char *bytes, block_masks *m)
{
    *m = (block_masks){0};
    for (int i = 0; i < BLOCK; i++) {
        uint64_t c = byte_class((uint8_t)bytes[i]);
        m->letters |= (c & 1) << i;
        m->digits |= (c >> 1 & 1) << i;
        m->high |= (c >> 2 & 1) << i;
        m->joiners |= (c >> 3 & 1) << i;
        m->ties |= (c >> 4 & 1) << i;
        m->stops |= (c >> 5 & 1) << i;
        m->quotes |= (c >> 6 & 1) << i;
        m->lines |= (c >> 7 & 1) << i;
    }
}

#ifdef __SSE2__
#include <emmintrin.h>

static inline uint64_t block_bits(__m128i v, int at)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(v) << at;
}

static inline __m128i block_is(__m128i v, char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

// Bytes from..to, by one signed comparison after moving `from` to the least value.
static inline __m128i block_between(__m128i v, char from, char to)
{
    __m128i moved = _mm_sub_epi8(v, _mm_set1_epi8((char)(from + 128)));
    return _mm_cmpgt_epi8(_mm_set1_epi8((char)(to - from - 127)), moved);
}

static inline void block_masks_of(const char *bytes, block_masks *m)
{
    *m = (block_masks){0};
    for (int i = 0; i < BLOCK; i += 16) {
        __m128i v = _mm_loadu_si128((const void *)(bytes + i));
        __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
        __m128i dot = block_is(v, '.');
        __m128i joiner = _mm_or_si128(_mm_or_si128(block_is(v, '\''), block_is(v, ',')),
                                      _mm_or_si128(block_between(v, ':', ';'), dot));
        __m128i stop =
            _mm_or_si128(_mm_or_si128(block_is(v, '!'), block_is(v, '?')), dot);
        m->letters |= block_bits(block_between(folded, 'a', 'z'), i);
        m->digits |= block_bits(block_between(v, '0', '9'), i);
        m->high |= block_bits(v, i);
        m->joiners |= block_bits(joiner, i);
        m->ties |= block_bits(_mm_or_si128(block_is(v, '_'), block_is(v, '@')), i);
        m->stops |= block_bits(stop, i);
        m->quotes |= block_bits(block_is(v, '"'), i);
        m->lines |= block_bits(block_is(v, '\n'), i);
    }
}
#else
static inline void block_masks_of(const char *bytes, block_masks *m)
{
    block_masks_plain(bytes, m);
}
#endif

/* Bits behind those runs of `run` that have a bit of `seen` in them; *carry is the same
 * for the run that goes on from one block into the next. */
static inline uint64_t block_behind(uint64_t run, uint64_t seen, uint64_t *carry)
{
    uint64_t sum = run + (run & seen);
    uint64_t over = sum < run;
    sum += *carry;
    over |= sum < *carry;
    *carry = over;
    return sum & ~run;
}

/* Bit i: the number of bits up to and with i is odd. */
static inline uint64_t block_odd(uint64_t bits)
{
    for (int by = 1; by < BLOCK; by *= 2)
        bits ^= bits << by;
    return bits;
}

static inline uint32_t block_count(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (uint32_t)(bits * 0x0101010101010101u >> 56);
}

static inline uint32_t block_first(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits);
}

#endif
