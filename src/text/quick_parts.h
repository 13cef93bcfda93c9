// What the files of the quick splitter share.
#ifndef STEMMA_TEXT_QUICK_PARTS_H
#define STEMMA_TEXT_QUICK_PARTS_H

#include "text/quick.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { KEY_BLOCK = 16 };

// The hash of a folded form works on blocks of 16 bytes, the last one filled with zeros:
// a folded form has no zero bytes.
static const uint64_t key_a = 0x9fb21c651e98df25u, key_b = 0xd6e8feb86659fd93u,
                      key_c = 0xff51afd7ed558ccdu;

static inline uint64_t key_load(const char *from)
{
    uint64_t v;
    memcpy(&v, from, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static inline uint64_t key_add(uint64_t so_far, uint64_t low, uint64_t high)
{
    high *= key_b;
    return (so_far + low) * key_a ^ (high >> 32 | high << 32);
}

static inline uint64_t key_next(uint64_t so_far) // between two blocks
{
    return (so_far ^ so_far >> 32) * key_c;
}

static inline uint32_t key_end(uint64_t so_far)
{
    return (uint32_t)((so_far ^ so_far >> 32) * key_c >> 32);
}

/* A set of keys, each in one of the four places that it leads to. */
enum { KEY_SET_BITS = 8, KEY_SET_WAYS = 4 };
typedef struct {
    uint32_t by;
    uint32_t keys[1 << KEY_SET_BITS][KEY_SET_WAYS];
} key_set;

static inline uint32_t key_set_place(const key_set *set, uint32_t key)
{
    return key * set->by >> (32 - KEY_SET_BITS);
}

static inline bool key_set_has(const key_set *set, uint32_t key)
{
    const uint32_t *in = set->keys[key_set_place(set, key)];
#ifdef __SSE2__
    __m128i same =
        _mm_cmpeq_epi32(_mm_loadu_si128((const void *)in), _mm_set1_epi32((int)key));
    return _mm_movemask_epi8(same) != 0;
#else
    return ((in[0] == key) | (in[1] == key)) | ((in[2] == key) | (in[3] == key));
#endif
}

/* The key's place in `keys`, or KEY_SET_NONE. */
#define KEY_SET_NONE UINT32_MAX
static inline uint32_t key_set_find(const key_set *set, uint32_t key)
{
    uint32_t place = key_set_place(set, key);
    for (uint32_t i = 0; i < KEY_SET_WAYS; i++)
        if (set->keys[place][i] == key)
            return place * KEY_SET_WAYS + i;
    return KEY_SET_NONE;
}

/* What has to be known of a code point. */
typedef enum {
    POINT_OTHER,
    POINT_LETTER,
    POINT_DIGIT,
    POINT_MARK,   // belongs to what stands before it
    POINT_JOINER, // may stand within a word
    POINT_SLOW,   // only the slow rules know
} point_kind;

enum {
    POINT_IS_ALPHA = 1,
    POINT_IS_DIGIT = 2,
    POINT_IS_LOWER = 4,
    POINT_IS_UPPER = 8,
    POINT_JOINS_LETTERS = 16,
    POINT_JOINS_DIGITS = 32,
    POINT_IS_CASELESS = 64, // a letter without case
    POINT_IS_SPACE = 128,   // white space and what is not seen
};

enum { POINT_FOLD = 9 };
typedef struct {
    uint8_t kind, is, n_fold;
    char fold[POINT_FOLD];
} point;

/* The tables of one text_rules: made when they are first asked for, code points in pages
 * of 64. */
typedef struct quick_tables quick_tables;
enum { POINT_PAGE = 64, POINTS_LOW = 0x3000, POINTS_EMOJI = 0x1f000, N_EMOJI = 0xb00 };
struct quick_tables {
    text_rules *rules;
    arena *a;
    key_set function;
    uint64_t function_hashes[1 << KEY_SET_BITS][KEY_SET_WAYS]; // hash_bytes()
    key_set before_name;
    uint8_t seen_as[256], named[256]; // by flags
    quick_words words;                // of split_words()
    point *pages[(POINTS_LOW + N_EMOJI) / POINT_PAGE];
};

/* In split.h's text_rules. */
quick_tables *rules_quick(text_rules *rules);
void quick_tables_init(quick_tables *tables, text_rules *rules, arena *a);
const point *quick_page(quick_tables *tables, uint32_t page);
/* The code point at *at, which moves behind it. */
const point *quick_point(quick_tables *tables, slice bytes, uint32_t *at);

/* quick_split() without the flags that need more than a word. */
void quick_scan(quick_tables *tables, quick_words *to, slice bytes);

/* A text being split. */
typedef struct {
    quick_tables *tables;
    quick_words *to;
    slice bytes;
    uint32_t done; // what starts before this byte has its words
} quick_splitter;

void quick_reserve(quick_words *to, uint32_t n_more);
/* The words of bytes [start, end), which has no ASCII mark at either end that could stand
 * in a word. `flags` are those of its first word. */
void quick_run(quick_splitter *s, uint32_t start, uint32_t end, uint8_t flags);
void quick_names_init(quick_tables *tables);
/* TOKEN_NAME_LIKE, from the other flags. */
void quick_names(quick_splitter *s);

#endif
