#include "match/index.h"

#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 3 };

void index_sort(seed *seeds, seed *scratch, size_t n)
{
    size_t counts[PASSES][DIGITS];
    memset(counts, 0, sizeof counts);
    for (size_t i = 0; i < n; i++)
        for (int p = 0; p < PASSES; p++)
            counts[p][seeds[i].gram >> (p * DIGIT_BITS) & (DIGITS - 1)]++;
    seed *from = seeds, *to = scratch;
    for (int p = 0; p < PASSES; p++) {
        size_t at = 0;
        if (n && counts[p][from->gram >> (p * DIGIT_BITS) & (DIGITS - 1)] == n)
            continue; // the same digit in all
        for (int d = 0; d < DIGITS; d++) {
            size_t here = counts[p][d];
            counts[p][d] = at;
            at += here;
        }
        for (size_t i = 0; i < n; i++)
            to[counts[p][from[i].gram >> (p * DIGIT_BITS) & (DIGITS - 1)]++] = from[i];
        seed *swap = from;
        from = to;
        to = swap;
    }
    if (from != seeds)
        memcpy(seeds, from, n * sizeof *seeds);
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
