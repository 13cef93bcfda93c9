/* A finished run's views. */
#include "run/run.h"

#include <stdio.h>

typedef void (*write_plain)(const findings *f, writer *w);
typedef void (*write_with_scratch)(arena *tmp, const findings *f, writer *w);

typedef struct {
    stemma_stage needs;
    bool one_family;
    write_plain plain; // one of the two
    write_with_scratch with_scratch;
} view;

static const view views[] = {
    [STEMMA_WRITE_REPORT_JSON] = {STEMMA_STAGE_REPORT, false, NULL, report_json},
    [STEMMA_WRITE_REPORT_HTML] = {STEMMA_STAGE_REPORT, false, NULL, report_html},
    [STEMMA_WRITE_SUMMARY] = {STEMMA_STAGE_REPORT, false, NULL, report_summary},
    [STEMMA_WRITE_TEXT] = {STEMMA_STAGE_ARTICLE, false, report_text, NULL},
    [STEMMA_WRITE_ARTICLES_JSONL] = {STEMMA_STAGE_ARTICLE, false, report_articles_jsonl,
                                     NULL},
    [STEMMA_WRITE_FAMILIES_JSONL] = {STEMMA_STAGE_FAMILY, false, report_families_jsonl,
                                     NULL},
    [STEMMA_WRITE_PASSAGES_JSONL] = {STEMMA_STAGE_FAMILY, false, report_passages_jsonl,
                                     NULL},
    [STEMMA_WRITE_TREE_JSON] = {STEMMA_STAGE_COLLATED, true, NULL, report_tree_json},
    [STEMMA_WRITE_TREE_DOT] = {STEMMA_STAGE_COLLATED, true, report_tree_dot, NULL},
    [STEMMA_WRITE_TREE_GRAPHML] = {STEMMA_STAGE_COLLATED, true, report_tree_graphml,
                                   NULL},
    [STEMMA_WRITE_TREE_NEWICK] = {STEMMA_STAGE_COLLATED, true, NULL, report_tree_newick},
    [STEMMA_WRITE_TREE_NEXUS] = {STEMMA_STAGE_COLLATED, true, NULL, report_tree_nexus},
    [STEMMA_WRITE_COLLATION_JSON] = {STEMMA_STAGE_ALIGNED, true, NULL,
                                     report_collation_json},
    [STEMMA_WRITE_COLLATION_CSV] = {STEMMA_STAGE_ALIGNED, true, NULL,
                                    report_collation_csv},
    [STEMMA_WRITE_COLLATION_TEI] = {STEMMA_STAGE_ALIGNED, true, NULL,
                                    report_collation_tei},
    [STEMMA_WRITE_COLLATION_HTML] = {STEMMA_STAGE_ALIGNED, true, NULL,
                                     report_collation_html},
    [STEMMA_WRITE_NAMES_JSONL] = {STEMMA_STAGE_FACTS, false, report_names_jsonl, NULL},
    [STEMMA_WRITE_PLACES_JSONL] = {STEMMA_STAGE_FACTS, false, report_places_jsonl, NULL},
    [STEMMA_WRITE_DATES_JSONL] = {STEMMA_STAGE_FACTS, false, report_dates_jsonl, NULL},
    [STEMMA_WRITE_STATEMENTS_JSONL] = {STEMMA_STAGE_FACTS, false, NULL,
                                       report_statements_jsonl},
    [STEMMA_WRITE_STORIES_JSONL] = {STEMMA_STAGE_STORY, false, report_stories_jsonl,
                                    NULL},
};

bool stemma_write_file(void *file, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, file) == len;
}

static findings findings_of(const stemma_run *run)
{
    findings f = {
        .version = STEMMA_VERSION,
        .plain = run->options.plain,
        .language = slice_of_str(run->options.language),
        .names_path = slice_of_str(run->options.names_path),
        .owners_path = slice_of_str(run->options.owners_path),
        .skips = run->skips.v,
        .n_skips = run->skips.n,
        .passed = run->read.passed,
        .articles = run->articles,
        .texts = run->texts,
        .points = run->points,
        .owners = run->article_owners,
        .versions = run->versions,
        .n_articles = run->n_articles,
    };
    if (run->up_to >= STEMMA_STAGE_FAMILY) {
        f.matched = &run->matched;
        f.families = &run->families;
    }
    if (run->up_to >= STEMMA_STAGE_STORY)
        f.stories = &run->stories;
    if (run->up_to >= STEMMA_STAGE_FACTS)
        f.facts = &run->facts;
    if (run->up_to >= STEMMA_STAGE_REPORT)
        f.compared = &run->compared;
    return f;
}

typedef struct {
    arena tmp;
    const stemma_run *run;
    const view *view;
    stemma_sink sink;
    void *ctx;
    bool taken;
} writing;

static void write_view(void *job)
{
    writing *w = job;
    findings f = findings_of(w->run);
    writer out;
    writer_init(&out, &w->tmp, w->sink, w->ctx);
    if (w->view->plain)
        w->view->plain(&f, &out);
    else
        w->view->with_scratch(&w->tmp, &f, &out);
    w->taken = writer_end(&out);
}

static stemma_status refuse(stemma_error *error, const char *why)
{
    return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "%s", why);
}

stemma_status stemma_run_write(const stemma_run *run, stemma_view which, stemma_sink sink,
                               void *ctx, stemma_error *error)
{
    if (!run || !sink)
        return refuse(error, "no run or no sink");
    if ((unsigned)which >= sizeof views / sizeof *views)
        return refuse(error, "no such view");
    const view *v = &views[which];
    if (run->state != RUN_ANALYSED || run->up_to < v->needs)
        return refuse(error, "the analysis did not go as far as this view needs");
    if (v->one_family && (!run->one_family || run->families.n_families == 0))
        return refuse(error, "this view is of one family: analyse with one_family, and "
                             "at least one article");
    writing job = {.run = run, .view = v, .sink = sink, .ctx = ctx};
    arena_init(&job.tmp);
    bool done = arena_guard(&job.tmp, write_view, &job);
    arena_deinit(&job.tmp);
    if (!done)
        return run_out_of_memory(error);
    if (!job.taken)
        return run_error(error, STEMMA_ERROR_WRITE, 0, "the output could not be written");
    return STEMMA_OK;
}
