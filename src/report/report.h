/* Stage report: what was found, in the forms that people and programs read.
 *
 *   findings ─► JSON (one object, or objects a line)     json_*.c
 *            ─► the page, the same JSON inside           html.c
 *            ─► a summary for a terminal                 summary*.c
 *            ─► Graphviz, CSV                            tables.c
 *
 * Inside, places are bytes and tokens; here they become code points of the article's
 * text. Everything is written as it is made, so that a report needs no more memory than
 * its largest piece. */
#ifndef STEMMA_REPORT_REPORT_H
#define STEMMA_REPORT_REPORT_H

#include "base/utf8.h"
#include "compare/compare.h"
#include "report/writer.h"

/* One of several articles that stood at one address. */
typedef struct {
    uint32_t number, of;     // from 1, in time if that is known; 0: the only one
    uint32_t earlier, later; // articles; VERSION_NONE: none, or not known
    const char *by;          // what tells their order; NULL: nothing does
} article_version;
#define VERSION_NONE UINT32_MAX

/* Everything that can be reported. What the analysis did not come to is NULL. */
typedef struct {
    const char *version;
    bool plain; // the options that change what comes out
    slice language, names_path, owners_path;
    const read_skip *skips;
    uint32_t n_skips;
    const uint64_t *passed; // by read_passed; NULL: not counted

    const article *articles;
    const text *texts;
    const utf8_index *points;        // of each text
    const slice *owners;             // of each article's outlet; may be empty
    const article_version *versions; // of each article; NULL: not looked for
    uint32_t n_articles;

    const match_result *matched;
    const family_result *families;
    const story_result *stories;
    const facts_result *facts;
    const compare_result *compared;
} findings;

/* Each writes one view to `w`; the caller ends the writer. `tmp` is scratch. */
void report_json(arena *tmp, const findings *f, writer *w);
void report_html(arena *tmp, const findings *f, writer *w);
void report_summary(arena *tmp, const findings *f, writer *w);
void report_text(const findings *f, writer *w);
void report_articles_jsonl(const findings *f, writer *w);
void report_families_jsonl(const findings *f, writer *w);
void report_passages_jsonl(const findings *f, writer *w);
void report_names_jsonl(const findings *f, writer *w);
void report_places_jsonl(const findings *f, writer *w);
void report_dates_jsonl(const findings *f, writer *w);
void report_statements_jsonl(arena *tmp, const findings *f, writer *w);
void report_stories_jsonl(const findings *f, writer *w);
/* These show families[0]. */
void report_tree_json(arena *tmp, const findings *f, writer *w);
void report_tree_dot(const findings *f, writer *w);
void report_tree_graphml(const findings *f, writer *w);
void report_tree_newick(arena *tmp, const findings *f, writer *w);
void report_tree_nexus(arena *tmp, const findings *f, writer *w);
void report_collation_json(arena *tmp, const findings *f, writer *w);
void report_collation_csv(arena *tmp, const findings *f, writer *w);
void report_collation_tei(arena *tmp, const findings *f, writer *w);
void report_collation_html(arena *tmp, const findings *f, writer *w);

#endif
