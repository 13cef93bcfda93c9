#include "base/workers.h"

#include "base/parallel.h"

#include <stdatomic.h>

typedef struct {
    arena **arenas; // one for each worker
    workers_work work;
    void *job;
    atomic_bool failed;
} crew;

typedef struct {
    crew *all;
    size_t item;
    arena *own;
} task;

static void do_task(void *arg)
{
    task *t = arg;
    t->all->work(t->all->job, t->item, t->own);
}

static void do_item(void *arg, size_t item, unsigned worker)
{
    crew *all = arg;
    if (atomic_load(&all->failed))
        return;
    task t = {all, item, all->arenas[worker]};
    if (!arena_guard(t.own, do_task, &t))
        atomic_store(&all->failed, true);
}

void workers_each(arena *out, size_t n, unsigned n_threads, workers_work work, void *job)
{
    if (n_threads == 0)
        n_threads = parallel_cores();
    if (n_threads > n)
        n_threads = n ? (unsigned)n : 1;
    crew all = {.work = work, .job = job};
    all.arenas = arena_array(out, arena *, n_threads);
    for (unsigned i = 0; i < n_threads; i++)
        all.arenas[i] = arena_sub(out);
    parallel_each(n, n_threads, do_item, &all);
    if (atomic_load(&all.failed))
        arena_fail(out);
}

struct scratch {
    arena *a;
    atomic_flag busy;
};

void scratch_init(scratch_pool *pool, arena *a, unsigned n_threads)
{
    pool->n = n_threads;
    pool->v = arena_array(a, struct scratch, n_threads);
    for (unsigned i = 0; i < n_threads; i++) {
        pool->v[i].a = arena_sub(a);
        atomic_flag_clear(&pool->v[i].busy);
    }
}

arena *scratch_take(const scratch_pool *pool, const arena *own)
{
    for (unsigned i = 0;; i = (i + 1) % pool->n)
        if (!atomic_flag_test_and_set(&pool->v[i].busy)) {
            pool->v[i].a->on_failure = own->on_failure;
            return pool->v[i].a;
        }
}

void scratch_give(const scratch_pool *pool, arena *scratch)
{
    arena_reset(scratch);
    for (unsigned i = 0; i < pool->n; i++)
        if (pool->v[i].a == scratch)
            atomic_flag_clear(&pool->v[i].busy);
}
