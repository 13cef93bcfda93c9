/* libstemma: which news articles are edited copies of one report, and what each outlet
 * changed.
 *
 *   stemma_run *run = NULL;
 *   stemma_error error;
 *   if (stemma_run_new(&run, NULL, &error) ||
 *       stemma_run_add(run, "articles/", &error) ||
 *       stemma_run_analyse(run, STEMMA_STAGE_REPORT, false, &error) ||
 *       stemma_run_write(run, STEMMA_WRITE_SUMMARY, stemma_write_file, stdout, &error))
 *       fprintf(stderr, "%s\n", error.message);
 *   stemma_run_free(run);
 *
 * A run takes inputs, is analysed once, and then writes any number of views of what was
 * found. The library never prints, never exits and keeps no global state. A run is used
 * by one thread at a time; different runs are independent. Every function that can fail
 * gives a status, 0 when it went well; the last parameter is an error struct of the
 * caller's (or NULL) that is filled in only on failure. Paths are byte strings as the
 * system takes them, text is UTF-8. */
#ifndef STEMMA_STEMMA_H
#define STEMMA_STEMMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define STEMMA_CHECKED __attribute__((warn_unused_result))
#define STEMMA_API __attribute__((visibility("default")))
#else
#define STEMMA_CHECKED
#define STEMMA_API
#endif

typedef enum {
    STEMMA_OK = 0,
    STEMMA_ERROR_MEMORY,   // memory ran out; the run can only be freed
    STEMMA_ERROR_READ,     // an input could not be opened or read
    STEMMA_ERROR_WRITE,    // the sink refused what was written
    STEMMA_ERROR_INPUT,    // what was read is not what it should be
    STEMMA_ERROR_ARGUMENT, // the call was wrong: see the message
} stemma_status;

typedef struct {
    stemma_status status;
    uint64_t position; // byte or line in the input the message speaks of; 0 when none
    char message[512]; // one line, UTF-8, names what and where
} stemma_error;

typedef struct {
    unsigned n_threads;   // 0: one per core
    bool plain;           // texts are clean already: nothing is taken out as furniture
    const char *language; // BCP 47 tag taken for every article, or NULL: told from each
    size_t largest_bytes; // an input longer than this is skipped; 0: 256 MiB
    /* Fetch the pages of inputs that are lists of web addresses, obeying each site's
     * robots.txt; otherwise such a list is skipped. Nothing else uses the network. */
    bool fetch;
    bool fetch_private;       // also from private and loopback addresses
    unsigned fetch_timeout_s; // for a page; 0: 30
    /* A WARC file in which fetched pages are kept (`--fetched`); those that are in it are
     * taken from there and not fetched again. Path or NULL. */
    const char *fetched_path;
    /* Alias lines of the user's own (`--names`): each line "NAME = NAME = …" is one
     * entity. Path or NULL. They win over what the library finds. */
    const char *names_path;
    /* Who owns which outlet (`--owners`): each line "OUTLET = OWNER". Path or NULL. */
    const char *owners_path;
    /* Weights of the labeller (`--model`), as stemma_train() of stemma/train.h makes
     * them. Path or NULL: those that are built in. */
    const char *model_path;
    /* Where places are looked up (`--gazetteer`): a file that stemma_gazetteer_import()
     * of stemma/gazetteer.h made. Path or NULL: no place gets coordinates. */
    const char *gazetteer_path;
    /* Called now and then from the analysing thread: stage's name, items done and in all.
     * Return false to stop; the analysis then fails with STEMMA_ERROR_ARGUMENT. May be
     * NULL. */
    bool (*progress)(void *ctx, const char *stage, uint64_t done, uint64_t total);
    void *progress_ctx;
} stemma_options;

typedef struct stemma_run stemma_run;

/* "0.1.0"; static storage. */
STEMMA_API const char *stemma_version(void);

/* A new run. `options` may be NULL and is copied (its strings too). */
STEMMA_API STEMMA_CHECKED stemma_status stemma_run_new(stemma_run **run,
                                                       const stemma_options *options,
                                                       stemma_error *error);
/* NULL is fine. */
STEMMA_API void stemma_run_free(stemma_run *run);

/* Adds an input: a file, a folder (its files, in the order of their names, hidden ones
 * left out) or "-" for standard input. Plain text, HTML, JSON Lines, CSV, feeds,
 * NewsML-G2, NITF, ninjs, WARC and lists of web addresses, told from the content. What
 * cannot be used is kept as a skip with its reason and does not fail the call. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_run_add(stemma_run *run, const char *path,
                                                       stemma_error *error);
/* The same for bytes in memory; `name` stands for the input's path in all output. Copied.
 */
STEMMA_API STEMMA_CHECKED stemma_status stemma_run_add_bytes(stemma_run *run,
                                                             const char *name,
                                                             const void *bytes,
                                                             size_t len,
                                                             stemma_error *error);

/* How far an analysis goes: each stage does those before it. */
typedef enum {
    STEMMA_STAGE_ARTICLE, // each input's article: own text and metadata
    STEMMA_STAGE_FAMILY,  // passages and families
    STEMMA_STAGE_ALIGNED, // families' witnesses word by word; with one_family no passages
    STEMMA_STAGE_COLLATED, // and their trees
    STEMMA_STAGE_STORY,    // stories
    STEMMA_STAGE_FACTS,    // names, dates, figures, statements
    STEMMA_STAGE_REPORT,   // claims, support, disagreements, places
} stemma_stage;

/* Analyses all that was added, once; nothing can be added afterwards. `one_family` ties
 * all articles into one family whatever they share (`stemma tree`, `stemma collate`). */
STEMMA_API STEMMA_CHECKED stemma_status stemma_run_analyse(stemma_run *run,
                                                           stemma_stage up_to,
                                                           bool one_family,
                                                           stemma_error *error);

/* Takes `len` bytes; false when it could not. */
typedef bool (*stemma_sink)(void *ctx, const char *bytes, size_t len);
/* A sink that writes to the FILE * given as ctx. */
STEMMA_API bool stemma_write_file(void *file, const char *bytes, size_t len);

typedef enum {
    STEMMA_WRITE_REPORT_JSON,      // one object: doc/report.schema.json
    STEMMA_WRITE_REPORT_HTML,      // one self-contained page
    STEMMA_WRITE_SUMMARY,          // for a terminal, plain text
    STEMMA_WRITE_TEXT,             // the articles' own text
    STEMMA_WRITE_ARTICLES_JSONL,   // one article object a line
    STEMMA_WRITE_FAMILIES_JSONL,   // {"id","family","witnesses"} a line
    STEMMA_WRITE_PASSAGES_JSONL,   // one passage a line
    STEMMA_WRITE_TREE_JSON,        // {"articles","family"}: needs one_family
    STEMMA_WRITE_TREE_DOT,         // the same for Graphviz
    STEMMA_WRITE_COLLATION_JSON,   // {"articles","slots","rows"}: needs one_family
    STEMMA_WRITE_COLLATION_CSV,    // a row a slot, a column a witness: needs one_family
    STEMMA_WRITE_NAMES_JSONL,      // one entity a line
    STEMMA_WRITE_DATES_JSONL,      // one date expression a line
    STEMMA_WRITE_STATEMENTS_JSONL, // one statement a line
    STEMMA_WRITE_STORIES_JSONL,    // {"id","story"} a line
    STEMMA_WRITE_TREE_GRAPHML,     // the tree for Gephi and the like
    STEMMA_WRITE_TREE_NEWICK,      // and for programs for phylogenies:
    STEMMA_WRITE_TREE_NEXUS,       // second sources are left out there
    STEMMA_WRITE_PLACES_JSONL,     // one place found in a text a line, with where it is
    STEMMA_WRITE_COLLATION_TEI,    // TEI P5, parallel segmentation: needs one_family
    STEMMA_WRITE_COLLATION_HTML,   // a page, witnesses side by side: needs one_family
} stemma_view;

/* Writes a view. Fails with STEMMA_ERROR_ARGUMENT when the analysis did not go that far.
 * The bytes depend on the inputs and options alone, not on threads or the order of the
 * inputs. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_run_write(const stemma_run *run,
                                                         stemma_view view,
                                                         stemma_sink sink, void *ctx,
                                                         stemma_error *error);

/* Inputs that were left out, each with its reason. */
STEMMA_API size_t stemma_run_n_skipped(const stemma_run *run);
/* The i-th: borrowed strings, valid as long as the run. `position` is a byte offset or
 * line. */
STEMMA_API void stemma_run_skipped(const stemma_run *run, size_t i, const char **input,
                                   uint64_t *position, const char **reason);
/* What archives hold beside articles, such as pictures and redirects: the i-th kind, in
 * words, and how many there were; NULL behind the last kind. Static storage. */
STEMMA_API const char *stemma_run_passed(const stemma_run *run, size_t i, uint64_t *n);
STEMMA_API size_t stemma_run_n_articles(const stemma_run *run);

/* Articles of inputs of any size, written as they are read: what is held does not grow
 * with the inputs. Files are read twice, since what stands on many pages of an outlet is
 * only known after a first look at them; standard input once, and the look is at its
 * first 48 MiB. What a run finds by comparing articles with each other (which are
 * versions of one another) is not told. */
enum { STEMMA_N_PASSED = 5 };

typedef struct {
    stemma_options options;
    const char *const *inputs;
    size_t n_inputs;
    stemma_view view; // STEMMA_WRITE_TEXT or STEMMA_WRITE_ARTICLES_JSONL
    stemma_sink sink;
    void *sink_ctx;
    /* Called for inputs and records that are left out, the first 10,000 of them; may be
     * NULL. */
    void (*skipped)(void *ctx, const char *input, uint64_t position, const char *reason);
    void *ctx;
} stemma_stream;

typedef struct {
    uint64_t n_articles, n_skipped;
    uint64_t passed[STEMMA_N_PASSED]; // as stemma_run_passed() tells them
} stemma_stream_summary;

/* `summary` may be NULL. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_stream_write(
    const stemma_stream *how, stemma_stream_summary *summary, stemma_error *error);
/* What stemma_stream_summary.passed[i] counts, in words. */
STEMMA_API const char *stemma_passed_what(size_t i);

/* A pile: the families of any number of articles, in bounded memory.
 *
 *   stemma_pile_new(&pile, &options, &error);
 *   stemma_pile_add(pile, "articles.jsonl", &error);
 *   stemma_pile_analyse(pile, &error);
 *   stemma_pile_write(pile, STEMMA_WRITE_FAMILIES_JSONL, stemma_write_file, stdout,
 * &error); stemma_pile_clear(pile); stemma_pile_free(pile);
 *
 * What the steps leave for each other is kept in memory where the inputs are small, and
 * in a folder where they are large. An analysis that was killed is taken up again by
 * another one with the same inputs and options: it finds the folder, and does again only
 * the part that it was at. */
typedef struct stemma_pile stemma_pile;

typedef struct {
    stemma_options base;
    size_t memory; // bytes that may be resident; 0: 2 GiB
    bool passages; // will be written, too
    /* For what the steps leave. NULL: for inputs of more than 64 MiB in all, a folder of
     * this analysis' own in $XDG_CACHE_HOME/stemma (or ~/.cache/stemma). It takes about
     * twice the room of the inputs. */
    const char *folder;
} stemma_pile_options;

typedef struct {
    uint64_t n_articles, n_families;
    uint64_t n_equal;   // articles whose words are the same as an earlier one's
    uint64_t n_skipped; // inputs and records that were left out
    bool taken_up;      // went on from what an earlier run had left
    const char *folder; // what is kept where, or NULL; valid as long as the pile
    uint64_t n_told;    // of those left out: the first 10,000, see stemma_pile_skipped()
    uint64_t passed[STEMMA_N_PASSED]; // as stemma_run_passed() tells them
} stemma_pile_summary;

/* A new pile. `options` may be NULL and is copied (its strings too). */
STEMMA_API STEMMA_CHECKED stemma_status stemma_pile_new(
    stemma_pile **pile, const stemma_pile_options *options, stemma_error *error);
/* NULL is fine. What is in the folder stays there, unless it was cleared. */
STEMMA_API void stemma_pile_free(stemma_pile *pile);
/* Names an input, as stemma_run_add() takes it; it is read by the analysis. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_pile_add(stemma_pile *pile,
                                                        const char *path,
                                                        stemma_error *error);
/* Finds the families, once. STEMMA_ERROR_WRITE: the folder's disk is full or failed. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_pile_analyse(stemma_pile *pile,
                                                            stemma_error *error);
/* STEMMA_WRITE_FAMILIES_JSONL, one line for each article in the order of the inputs:
 *   {"id","input"}               "FILE:17" for a record, as stemma_run_write() has it
 *   {…,"family","witnesses"}     the ids of the family, at most 100 of them
 *   {…,"size","overlap"}         how many there are; the smallest share of the shorter
 *                                article's words that any two of them have in common
 *   {…,"second"}                 ids of articles outside the family that passages of this
 *                                one are copied from, where there are any
 * STEMMA_WRITE_PASSAGES_JSONL, if the options say so. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_pile_write(const stemma_pile *pile,
                                                          stemma_view view,
                                                          stemma_sink sink, void *ctx,
                                                          stemma_error *error);
STEMMA_API void stemma_pile_summarise(const stemma_pile *pile,
                                      stemma_pile_summary *summary);
/* What was left out, up to n_told; see stemma_run_skipped(). */
STEMMA_API void stemma_pile_skipped(const stemma_pile *pile, size_t i, const char **input,
                                    uint64_t *position, const char **reason);
/* Removes what is kept in the folder: all that was wanted is written. */
STEMMA_API void stemma_pile_clear(stemma_pile *pile);

#ifdef __cplusplus
}
#endif

#endif
