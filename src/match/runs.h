/* The words of matched texts, for comparing more pairs of them. */
#ifndef STEMMA_MATCH_RUNS_H
#define STEMMA_MATCH_RUNS_H

#include "match/match.h"
#include "match/pair.h"

/* What match_result.runs is. */
struct match_runs {
    word_run *of; // each text
};

static inline passage_kind passage_class(const stretch *s, bool copies)
{
    return copies ? PASSAGE_COPY : s->quoted ? PASSAGE_QUOTE : PASSAGE_BACKGROUND;
}

#endif
