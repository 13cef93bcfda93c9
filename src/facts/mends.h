/* Private to the mending of attributions: mends.c takes out and adds, mends_source.c
 * mends whose words one is. */
#ifndef STEMMA_FACTS_MENDS_H
#define STEMMA_FACTS_MENDS_H

#include "facts/finder.h"

static inline bool ranges_overlap(range a, range b)
{
    return a.first < b.last && b.first < a.last;
}

/* Leaves out of the content what lies in `r`. */
void mends_leave_out(attribution *a, range r);
/* Is there a comma at `comma`, and a clause of the unit before it? */
bool mends_clause_before(const scan *s, range unit, uint32_t comma);
/* The source of one attribution; `before` is the one before it, or NULL. */
void mend_source(const scan *s, attribution *a, const attribution *before);

#endif
