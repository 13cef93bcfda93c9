#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 256 };

typedef struct {
    atomic_size_t next;
    size_t n;
    parallel_work work;
    void *job;
} loop;

typedef struct {
    loop *shared;
    unsigned worker;
} thread_arg;

static void *run(void *arg)
{
    thread_arg *t = arg;
    for (;;) {
        size_t i = atomic_fetch_add(&t->shared->next, 1);
        if (i >= t->shared->n)
            return NULL;
        t->shared->work(t->shared->job, i, t->worker);
    }
}

void parallel_each(size_t n, unsigned n_threads, parallel_work work, void *job)
{
    loop shared = {.n = n, .work = work, .job = job};
    pthread_t threads[MOST_THREADS];
    thread_arg args[MOST_THREADS];
    unsigned started = 0;
    if (n_threads > MOST_THREADS)
        n_threads = MOST_THREADS;
    if (n_threads > n)
        n_threads = (unsigned)n;
    for (unsigned i = 1; i < n_threads; i++) {
        args[i] = (thread_arg){&shared, i};
        if (pthread_create(&threads[i], NULL, run, &args[i]))
            break;
        started = i;
    }
    args[0] = (thread_arg){&shared, 0};
    run(&args[0]);
    for (unsigned i = 1; i <= started; i++)
        pthread_join(threads[i], NULL);
}

unsigned parallel_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}
