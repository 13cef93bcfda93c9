#include "match/index.h"

#include <string.h>

/* Of 32 places of a table, in 64 bits: the low half says which a gram was seen
 * for, the high half for which two were. */
static inline uint64_t place_in_word(uint32_t low_bits)
{
    return (uint64_t)1 << (low_bits & 31);
}

size_t index_sift(seed *seeds, uint64_t *seen, size_t n)
{
    size_t n_words = 1; // of 32 places: four to eight for each seed
    while (8 * n_words < n)
        n_words *= 2;
    if (n == 0)
        return 0;
    memset(seen, 0, n_words * sizeof *seen);
    for (size_t i = 0; i < n; i++) {
        uint64_t *word = &seen[seeds[i].gram >> 5 & (n_words - 1)];
        uint64_t place = place_in_word(seeds[i].gram);
        *word |= (*word & place) << 32 | place;
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t word = seen[seeds[i].gram >> 5 & (n_words - 1)];
        seeds[kept] = seeds[i];
        kept += (word >> 32 & place_in_word(seeds[i].gram)) != 0;
    }
    return kept;
}

enum { MOST_BITS = 11, MOST_DIGITS = 1 << MOST_BITS, FEW_BITS = 8, FEW = 4096 };

// By digits of so many bits, the last one first.
static inline void sort_by_digits(seed *seeds, seed *scratch, size_t n, uint32_t bits)
{
    uint32_t counts[4][MOST_DIGITS], n_digits = 1u << bits, n_passes = (31 + bits) / bits;
    for (uint32_t p = 0; p < n_passes; p++)
        memset(counts[p], 0, n_digits * sizeof *counts[p]);
    for (size_t i = 0; i < n; i++)
        for (uint32_t p = 0; p < n_passes; p++)
            counts[p][seeds[i].gram >> (p * bits) & (n_digits - 1)]++;
    seed *from = seeds, *to = scratch;
    for (uint32_t p = 0; p < n_passes; p++) {
        uint32_t at = 0;
        if (n && counts[p][from->gram >> (p * bits) & (n_digits - 1)] == n)
            continue; // the same digit in all
        for (uint32_t d = 0; d < n_digits; d++) {
            uint32_t here = counts[p][d];
            counts[p][d] = at;
            at += here;
        }
        for (size_t i = 0; i < n; i++)
            to[counts[p][from[i].gram >> (p * bits) & (n_digits - 1)]++] = from[i];
        seed *swap = from;
        from = to;
        to = swap;
    }
    if (from != seeds)
        memcpy(seeds, from, n * sizeof *seeds);
}

void index_sort(seed *seeds, seed *scratch, size_t n)
{
    // few seeds are not worth a long table
    if (n < FEW)
        sort_by_digits(seeds, scratch, n, FEW_BITS);
    else
        sort_by_digits(seeds, scratch, n, MOST_BITS);
}

size_t index_group(seed *seeds, size_t n, uint32_t *n_texts)
{
    size_t end = 0;
    uint32_t kept = 0;
    for (; end < n && seeds[end].gram == seeds[0].gram; end++)
        if (kept == 0 || seeds[kept - 1].text != seeds[end].text)
            seeds[kept++].text = seeds[end].text;
    *n_texts = kept;
    return end;
}

void index_links(const seed *group, uint32_t n_texts, uint32_t few, text_link *to)
{
    uint32_t is_few = n_texts <= few, reach = is_few ? n_texts : INDEX_NEXT;
    for (uint32_t i = 0; i < n_texts; i++)
        for (uint32_t k = i + 1; k < n_texts && k - i <= reach; k++)
            *to++ = (text_link){group[i].text, 2 * group[k].text + is_few};
}

uint32_t index_bits(uint64_t n_texts, uint64_t n_all)
{
    // few texts say little about how rare a gram is: as if there were some more without
    // it
    uint64_t ratio = (n_all + 32) / (n_texts ? n_texts : 1);
    uint32_t bits = 0;
    for (; ratio > 1; ratio >>= 1)
        bits++;
    return bits ? bits : 1;
}
