/* One loop over many items on several threads.
 *
 * Item i is handed to whichever thread is free, so work must write only to item i's own
 * place: then the result is the same for every number of threads. */
#ifndef STEMMA_BASE_PARALLEL_H
#define STEMMA_BASE_PARALLEL_H

#include <stddef.h>

typedef void (*parallel_work)(void *job, size_t item, unsigned worker);

/* Runs work(job, i, worker) for i in [0, n), worker in [0, n_threads). Returns when all
 * are done. Where threads cannot be started the calling one does their share. */
void parallel_each(size_t n, unsigned n_threads, parallel_work work, void *job);
unsigned parallel_cores(void); // at least 1

#endif
