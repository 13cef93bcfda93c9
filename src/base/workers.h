/* A parallel loop whose workers have memory of their own. */
#ifndef STEMMA_BASE_WORKERS_H
#define STEMMA_BASE_WORKERS_H

#include "base/arena.h"

/* `own` is the worker's arena: what is allocated in it lives as long as the `out` of
 * workers_each(). work() writes to item's own place alone. */
typedef void (*workers_work)(void *job, size_t item, arena *own);

/* Runs work(job, i, own) for i in [0, n) on up to n_threads threads (0: one per core).
 * When memory runs out in any of them, leaves the guard around `out` after all have
 * stopped. */
void workers_each(arena *out, size_t n, unsigned n_threads, workers_work work, void *job);

#endif
