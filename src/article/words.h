/* What kinds of words a word is of, in one look: function words, words of newspapers, of
 * jobs, of dates, of buttons … (word_lists.h). The table is made when the program is
 * built (tools/tables.c). */
#ifndef STEMMA_ARTICLE_WORDS_H
#define STEMMA_ARTICLE_WORDS_H

#include "base/slice.h"

#include <string.h>

#define WORD_KIND(n) (UINT64_C(1) << (n))
#define WORD_FUNCTION WORD_KIND(0)
#define WORD_EN WORD_KIND(1)
#define WORD_DE WORD_KIND(2)
#define WORD_FR WORD_KIND(3)
#define WORD_ES WORD_KIND(4)
#define WORD_IT WORD_KIND(5)
#define WORD_PT WORD_KIND(6)
#define WORD_NL WORD_KIND(7)
#define WORD_NEWSPAPER WORD_KIND(8)
#define WORD_SECTION WORD_KIND(9)
#define WORD_KICKER WORD_KIND(10)
#define WORD_ROLE WORD_KIND(11)
#define WORD_WEAK_ROLE WORD_KIND(12)
#define WORD_PARTICLE WORD_KIND(13)
#define WORD_JOB WORD_KIND(14)
#define WORD_DATE_FILLER WORD_KIND(15)
#define WORD_AGENCY WORD_KIND(16)
#define WORD_GENERIC WORD_KIND(17)
#define WORD_BUTTON WORD_KIND(18)
#define WORD_READER WORD_KIND(19)
#define WORD_OFFER WORD_KIND(20)
#define WORD_SITE WORD_KIND(21)
#define WORD_GAME WORD_KIND(22)
#define WORD_ORDER WORD_KIND(23)

/* Numbers among the kinds: 0 for no month and no weekday. */
enum { WORD_MONTH_AT = 56, WORD_WEEKDAY_AT = 60 };
#define WORD_MONTH(kinds) ((unsigned)((kinds) >> WORD_MONTH_AT) & 15u)
#define WORD_WEEKDAY(kinds) ((unsigned)((kinds) >> WORD_WEEKDAY_AT) & 7u)

enum { WORD_LONGEST = 24, WORD_SLOTS = 4096 };

/* A word as the table compares it: its bytes, ASCII letters made small, zeros behind. */
typedef struct {
    uint64_t part[3];
    uint32_t len;
} word_key;

/* All kinds of the word, ASCII letters without case; 0 for most words. */
uint64_t word_kinds(slice word);
/* The same where `room` bytes from word.ptr on can be read, those of the word and behind:
 * with WORD_LONGEST of them it is faster. */
uint64_t word_kinds_in(slice word, size_t room);

/* ---- what the table and its maker share ---- */

static inline uint64_t word_load(const char *at, size_t len)
{
    const unsigned char *b = (const unsigned char *)at;
    uint64_t low, high;
    if (len >= 8)
        return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
               (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
               (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
    if (len >= 4) {
        const unsigned char *e = b + len - 4; // overlaps the first four
        low = (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
              (uint64_t)b[3] << 24;
        high = (uint64_t)e[0] | (uint64_t)e[1] << 8 | (uint64_t)e[2] << 16 |
               (uint64_t)e[3] << 24;
        return low | high << (len - 4) * 8;
    }
    low = 0;
    for (size_t i = 0; i < len; i++)
        low |= (uint64_t)b[i] << i * 8;
    return low;
}

static inline uint64_t word_small(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = bytes & ones * 0x7f;
    uint64_t from_a = low + ones * (0x80 - 'A'), past_z = low + ones * (0x7f - 'Z');
    return bytes | ((from_a ^ past_z) & ~bytes & ones * 0x80) >> 2;
}

/* `word` has 1 to WORD_LONGEST bytes. */
static inline word_key word_key_of(slice word)
{
    word_key key = {.len = (uint32_t)word.len};
    for (size_t i = 0, at = 0; at < word.len; i++, at += 8)
        key.part[i] = word_small(word_load(word.ptr + at, word.len - at));
    return key;
}

/* The same where WORD_LONGEST bytes can be read. */
static inline word_key word_key_in(slice word)
{
    word_key key = {.len = (uint32_t)word.len};
    size_t last = (word.len - 1) / 8; // the part with the word's end
    for (size_t i = 0; i <= last; i++)
        key.part[i] = word_small(word_load(word.ptr + i * 8, 8));
    key.part[last] &= UINT64_MAX >> (64 - (word.len - last * 8) * 8);
    return key;
}

static inline uint64_t word_hash_short(uint64_t part, uint32_t len)
{
    uint64_t h = part ^ (uint64_t)len << 40;
    h ^= h >> 29;
    return h * UINT64_C(0xbf58476d1ce4e5b9);
}

static inline uint64_t word_hash(const word_key *key)
{
    return word_hash_short(key->part[0] ^ key->part[1] * UINT64_C(0x9e3779b97f4a7c15) ^
                               key->part[2] * UINT64_C(0xc2b2ae3d27d4eb4f),
                           key->len);
}

static inline uint32_t word_slot(uint64_t hash)
{
    return (uint32_t)(hash >> 52);
}

/* Kept beside the slots, so that a word of no list is seldom compared; never 0. */
static inline uint8_t word_tag(uint64_t hash)
{
    return (uint8_t)((hash >> 40 & 0xff) | 1);
}

#endif
