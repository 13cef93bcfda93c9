/* How a call of bench ends: a status with its message, and numbers as text that no locale
 * changes. */
#ifndef STEMMA_BENCH_OUTCOME_H
#define STEMMA_BENCH_OUTCOME_H

#include "base/arena.h"
#include "bench/grammar.h"

#include <stemma/stemma.h>

typedef struct {
    stemma_status status;
    slice message;
} outcome;

/* Always false, for `return outcome_fail(...)`. */
bool outcome_fail(outcome *o, stemma_status status, slice message);
/* The caller's error, filled in when there is one. */
stemma_status outcome_tell(const outcome *o, stemma_error *error);

void pen_json(pen *to, slice text); // in quotes
/* part / all with `digits` digits (at most 9), rounded half up; "-" where all is 0. */
void pen_ratio(pen *to, uint64_t part, uint64_t all, int digits);
/* A number of at most 1 in size. */
void pen_real(pen *to, double x, int digits);

#endif
