/* Stage run: the public interface (stemma/stemma.h) over all the stages before it.
 *
 *   documents ─► sorted, repeats out ─► articles ─► texts ─► … ─► findings ─► a view
 *
 * Everything a run holds lives in its one arena; whatever can run out of memory runs
 * under that arena's guard. */
#ifndef STEMMA_RUN_RUN_H
#define STEMMA_RUN_RUN_H

#include "base/hash.h"
#include "facts/wordclass.h"
#include "gazetteer/gazetteer.h"
#include "report/report.h"
#include "stemma/stemma.h"

typedef VEC(user_alias) alias_list;
typedef VEC(outlet_owner) owner_list;

typedef enum { RUN_ADDING, RUN_ANALYSED, RUN_FAILED } run_state;

struct stemma_run {
    arena mem;
    run_state state;
    stemma_options options;
    alias_list aliases;
    owner_list owners;
    hash_table owner_of; // folded outlet to index in owners

    read_result read;
    struct fetcher *fetch; // opened with the first input
    VEC(read_skip) skips;  // NUL-terminated texts; in order after the analysis

    stemma_stage up_to; // how far the analysis went
    bool one_family;
    uint32_t n_articles;
    article *articles;
    text *texts;
    utf8_index *points;
    slice *article_owners;
    article_version *versions;
    match_result matched;
    family_result families;
    story_result stories;
    label_model model;
    bool has_model;
    lexicon words;              // of the rules that advise the model
    label_attributions *labels; // of each article; NULL without a model
    gazetteer gazetteer;
    bool has_gazetteer;
    facts_result facts;
    compare_result compared;
};

/* The order in which people sort names: runs of digits by their value. */
int run_compare_names(slice a, slice b);

/* Fills in `error`, if there is one, and gives `status` back. */
stemma_status run_error(stemma_error *error, stemma_status status, uint64_t position,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));
stemma_status run_out_of_memory(stemma_error *error);

/* NULL where nothing may be fetched. Closed with `mem`. */
struct fetcher *run_fetcher(arena *mem, const stemma_options *options);

void run_skip(stemma_run *run, slice input, uint64_t position, slice reason);

/* The user's own files; they run under the guard of `run`. */
stemma_status run_read_names(stemma_run *run, const char *path, stemma_error *error);
stemma_status run_read_owners(stemma_run *run, const char *path, stemma_error *error);
/* The labeller's weights: the file's, or those built in when `path` is NULL. */
stemma_status run_open_model(stemma_run *run, const char *path, stemma_error *error);
/* Where places are looked up. */
stemma_status run_open_gazetteer(stemma_run *run, const char *path, stemma_error *error);
/* What the model finds in each article; false when the caller wants to stop. */
bool run_label(stemma_run *run);
/* Who owns an outlet, or empty. */
slice run_owner(const stemma_run *run, arena *tmp, slice outlet);

/* False when the caller wants to stop. */
bool run_progress(const stemma_run *run, const char *stage, uint64_t done,
                  uint64_t total);
/* workers_each() with progress. */
bool run_each(stemma_run *run, const char *stage, uint32_t n,
              void (*work)(void *job, size_t item, arena *own), void *job);

/* versions.c: the articles that stood at one address. */
void run_versions(stemma_run *run);

/* How many words a text has, and no words: for views of articles alone. */
void run_count_words(text_rules *rules, arena *mem, slice bytes, text *to);
/* From documents to articles with their texts; false when the caller wants to stop. */
bool run_articles(stemma_run *run);

#endif
