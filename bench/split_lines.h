/* A plain text as tokens and sentences, each line a paragraph. */
#ifndef STEMMA_BENCH_SPLIT_LINES_H
#define STEMMA_BENCH_SPLIT_LINES_H

#include "text/text.h"

static inline void split_lines(arena *a, slice bytes, text *to)
{
    VEC(span) paragraphs = {0};
    for (uint32_t i = 0, from = 0; i <= bytes.len; i++)
        if (i == bytes.len || bytes.ptr[i] == '\n') {
            if (i > from)
                vec_push(a, &paragraphs, (span){from, i});
            from = i + 1;
        }
    text_split(a, bytes, paragraphs.v, paragraphs.n, SLICE("en"), to);
}

#endif
