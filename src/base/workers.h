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

/* Scratch memory for work that is done again and again: an arena for each thread, which
 * keeps its memory from one item to the next, and from one loop to the next. */
typedef struct {
    struct scratch *v;
    unsigned n;
} scratch_pool;

/* Lives in `a`. At most n_threads items are worked on at a time. */
void scratch_init(scratch_pool *pool, arena *a, unsigned n_threads);
/* An empty one; memory runs out under the guard of `own`. Given back when it is done
 * with: what is in it goes. */
arena *scratch_take(const scratch_pool *pool, const arena *own);
void scratch_give(const scratch_pool *pool, arena *scratch);

#endif
