/* The templates of grammar.c: see there for the codes. Lists end with NULL; what comes
 * first in a list comes most. */
#ifndef STEMMA_BENCH_FRAMES_H
#define STEMMA_BENCH_FRAMES_H

#include "bench/words.h"

extern const char *const frames_thing[];    // a noun phrase
extern const char *const frames_does[];     // a predicate
extern const char *const frames_sentence[]; // without the full stop
extern const char *const frames_time[];
extern const char *const frames_where[];
extern const char *const frames_says[];   // "the minister said"
extern const char *const frames_quote[];  // a whole quotation
extern const char *const frames_opener[]; // before a comma
extern const char *const frames_title[];
extern const char *const frames_role[];
extern const char *const frames_amount[];

enum { N_LEADS = 8, N_FACTS = 12 };
extern const char *const frames_lead[N_BEATS][N_LEADS];
extern const char *const frames_fact[N_BEATS][N_FACTS];

#endif
