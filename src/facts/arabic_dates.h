/* Dates in Arabic as they are written, months by both ways of naming them. */
#ifndef STEMMA_FACTS_ARABIC_DATES_H
#define STEMMA_FACTS_ARABIC_DATES_H

#include "facts/arabic_script.h"
#include "facts/dates.h"

/* Adds what article number `which` says, in order, not overlapping. */
void arabic_dates_find(arena *out, uint32_t which, const text *t, date_expressions *to);

#endif
