/* The stages in order, each over what the ones before it left. */
#include "run/run.h"

#include "base/workers.h"

bool run_progress(const stemma_run *run, const char *stage, uint64_t done, uint64_t total)
{
    const stemma_options *o = &run->options;
    return !o->progress || o->progress(o->progress_ctx, stage, done, total);
}

typedef struct {
    size_t first;
    void (*work)(void *job, size_t item, arena *own);
    void *job;
} share;

static void do_one(void *job, size_t item, arena *own)
{
    share *s = job;
    s->work(s->job, s->first + item, own);
}

bool run_each(stemma_run *run, const char *stage, uint32_t n,
              void (*work)(void *job, size_t item, arena *own), void *job)
{
    // In shares of one per cent: between two the caller hears how far it is and may stop.
    uint32_t step = n / 100 < 256 ? 256 : n / 100;
    for (uint32_t done = 0; done < n;) {
        if (!run_progress(run, stage, done, n))
            return false;
        uint32_t now = n - done < step ? n - done : step;
        share s = {done, work, job};
        workers_each(&run->mem, now, run->options.n_threads, do_one, &s);
        done += now;
    }
    return run_progress(run, stage, n, n);
}

static void collate_family(void *job, size_t i, arena *own)
{
    stemma_run *run = job;
    family_collate(own, run->texts, &run->families.families[i]);
}

static void draw_stemma(void *job, size_t i, arena *own)
{
    stemma_run *run = job;
    family_stemma(own, run->articles, run->texts, &run->matched, &run->families,
                  (uint32_t)i);
}

static bool do_families(stemma_run *run)
{
    if (run->one_family && run->up_to == STEMMA_STAGE_ALIGNED) {
        family_of_all(&run->mem, run->n_articles, &run->families);
        return true;
    }
    if (!run_progress(run, "passages", 0, run->n_articles))
        return false;
    match_texts(&run->mem, run->texts, run->n_articles, run->options.n_threads,
                &run->matched);
    if (!run_progress(run, "families", 0, run->n_articles))
        return false;
    family_group(&run->mem, run->n_articles, &run->matched, run->one_family,
                 &run->families);
    run->families.n_threads = run->options.n_threads;
    return true;
}

static bool do_collations(stemma_run *run)
{
    return run_each(run, "collations", run->families.n_families, collate_family, run);
}

static bool do_trees(stemma_run *run)
{
    return run_each(run, "trees", run->families.n_families, draw_stemma, run);
}

static bool do_stories(stemma_run *run)
{
    if (!run_progress(run, "stories", 0, run->n_articles))
        return false;
    story_group(&run->mem, run->articles, run->texts, run->n_articles, &run->families,
                &run->stories);
    return true;
}

static facts_input facts_of(const stemma_run *run)
{
    return (facts_input){
        .articles = run->articles,
        .texts = run->texts,
        .n_articles = run->n_articles,
        .families = &run->families,
        .stories = &run->stories,
        .aliases = run->aliases.v,
        .n_aliases = run->aliases.n,
        .gazetteer = run->has_gazetteer ? &run->gazetteer : NULL,
        .labels = run->labels,
    };
}

static bool do_facts(stemma_run *run)
{
    if (!run_label(run))
        return false;
    facts_input in = facts_of(run);
    facts_result *facts = &run->facts;
    uint32_t n = run->n_articles;
    if (!run_progress(run, "names", 0, n))
        return false;
    facts_names(&run->mem, &in, &facts->names);
    if (!run_progress(run, "places", 0, n))
        return false;
    facts_places(&run->mem, &in, &facts->names, &facts->places);
    if (!run_progress(run, "dates", 0, n))
        return false;
    facts_dates(&run->mem, &in, &facts->dates);
    if (!run_progress(run, "figures", 0, n))
        return false;
    facts_figures(&run->mem, &in, &facts->dates, &facts->figures);
    if (!run_progress(run, "statements", 0, n))
        return false;
    facts_statements(&run->mem, &in, &facts->names, &facts->dates, &facts->statements);
    return true;
}

static bool do_compare(stemma_run *run)
{
    facts_input in = facts_of(run);
    if (!run_progress(run, "claims", 0, run->facts.statements.n_statements))
        return false;
    compare_statements(&run->mem, &in, &run->facts, run->owners.v, run->owners.n,
                       &run->compared);
    return true;
}

typedef struct {
    stemma_run *run;
    bool stopped;
} analysis;

static void analyse(void *job)
{
    analysis *a = job;
    static bool (*const steps[])(stemma_run *) = {
        [STEMMA_STAGE_ARTICLE] = run_articles,  [STEMMA_STAGE_FAMILY] = do_families,
        [STEMMA_STAGE_ALIGNED] = do_collations, [STEMMA_STAGE_COLLATED] = do_trees,
        [STEMMA_STAGE_STORY] = do_stories,      [STEMMA_STAGE_FACTS] = do_facts,
        [STEMMA_STAGE_REPORT] = do_compare,
    };
    for (unsigned stage = 0; stage <= (unsigned)a->run->up_to && !a->stopped; stage++)
        a->stopped = !steps[stage](a->run);
}

stemma_status stemma_run_analyse(stemma_run *run, stemma_stage up_to, bool one_family,
                                 stemma_error *error)
{
    if (!run)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no run");
    if (run->state != RUN_ADDING)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "a run is analysed once");
    if ((unsigned)up_to > STEMMA_STAGE_REPORT)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no such stage: %u",
                         (unsigned)up_to);
    // Its many pages are only read where they are needed
    if (up_to >= STEMMA_STAGE_FACTS && !run->options.model_path) {
        stemma_status status = run_open_model(run, NULL, error);
        if (status)
            return status;
    }
    run->up_to = up_to;
    run->one_family = one_family;
    run->state = RUN_FAILED; // until it went well
    analysis job = {run, false};
    if (!arena_guard(&run->mem, analyse, &job))
        return run_out_of_memory(error);
    if (job.stopped)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "stopped by the caller");
    run->state = RUN_ANALYSED;
    return STEMMA_OK;
}
