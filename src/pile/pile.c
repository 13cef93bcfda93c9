#include "pile/parts.h"

#include "base/parallel.h"

static const size_t USUAL_MEMORY = (size_t)2 << 30;

bool pile_goes_on(pile *p, const char *step, uint64_t done, uint64_t total)
{
    slice error = spool_error(p->spool);
    if (error.len) {
        p->summary->status = PILE_DISK;
        p->summary->message = arena_slice(p->mem, error);
        return false;
    }
    if (!p->o->progress || p->o->progress(p->o->ctx, step, done, total))
        return true;
    p->summary->status = PILE_STOPPED;
    return false;
}

pile *pile_analyse(arena *mem, const slice *paths, uint32_t n_paths,
                   const pile_options *options, pile_summary *summary)
{
    *summary = (pile_summary){0};
    pile *p = arena_new(mem, pile);
    pile_options *o = arena_copy(mem, options, sizeof *o);
    o->read.without_extra = true;
    if (o->memory == 0)
        o->memory = USUAL_MEMORY;
    *p = (pile){
        .mem = mem, .o = o, .paths = paths, .n_paths = n_paths, .summary = summary};
    p->n_bytes = o->n_bytes;
    p->n_threads = o->n_threads ? o->n_threads : parallel_cores();
    p->spool =
        spool_open(mem, o->folder, o->about, &summary->taken_up, &summary->message);
    if (!p->spool) {
        summary->status = PILE_DISK;
        return NULL;
    }
    static bool (*const steps[])(pile *) = {pile_take,  pile_load, pile_link,
                                            pile_weigh, pile_tie,  pile_group};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!steps[i](p)) {
            if (summary->status == PILE_DONE) // it could not read what it had written
                pile_goes_on(p, "reading", 0, 0);
            return NULL;
        }
    pile_number_ids(p);
    return p;
}

void pile_clear(pile *p)
{
    spool_clear(p->spool);
}
