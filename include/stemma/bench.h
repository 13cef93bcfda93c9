/* Piles of articles whose copies are known, and how well they were found.
 *
 *   stemma_bench_pile pile = {.folder = "pile", .n_articles = 10000, .seed = 1};
 *   stemma_error error;
 *   if (stemma_bench_generate(&pile, &error))
 *       fprintf(stderr, "%s\n", error.message);
 *
 * The same pile comes from the same options on every machine, whatever the number of
 * threads. Functions give a status as those of stemma.h do, and fill in `error` (may be
 * NULL) on failure only. Shares and rates are in parts of a million. */
#ifndef STEMMA_BENCH_H
#define STEMMA_BENCH_H

#include <stemma/stemma.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { STEMMA_BENCH_ONE = 1000000 };

typedef struct {
    const char *folder;  // made where it is missing; gets articles.jsonl and truth.jsonl
    uint64_t n_articles; // with `trees`: at least so many, whole families; 0 and `base`:
                         // as many as the base gives
    uint64_t seed;
    const char *base; // JSON Lines file of articles with a `text`, or NULL: made up
    /* Kinds parted by commas, each may have a rate behind '=' ("substitution=0.3"), or
     * NULL for a mixture as in news. stemma_bench_kinds() names them. */
    const char *kinds;
    const char *rates;   // "0.1,0.2": taken in turn by kinds without one; or NULL
    uint32_t copy_share; // share of articles that are copies; 0: 300,000
    uint32_t least_words, most_words; // both 0: as in news, median 350
    const char *prefix;               // of every id, or NULL
    unsigned n_threads;               // 0: one per core

    bool trees;                 // families of known descent, told in trees.jsonl as well
    const char *witnesses;      // "5,10,20,40": sizes taken in turn; NULL: those
    const char *seconds;        // "0,0.1,0.25": shares of witnesses with a second source;
                                // NULL: those
    uint32_t lost;              // lost copies for one kept; 0: 786,000
    uint32_t ancestors;         // share of witnesses others were copied from; 0: 96,000
    uint32_t undated, misdated; // shares of witnesses without or with a wrong time
} stemma_bench_pile;

/* Writes the pile: all of it or, when that fails, none. */
STEMMA_API STEMMA_CHECKED stemma_status
stemma_bench_generate(const stemma_bench_pile *pile, stemma_error *error);

/* What `stemma families` found in a pile: pair recall and precision, adjusted Rand index,
 * singles tied, splices and passages, a row for each kind and rate and one for all; as a
 * table or JSON. `families` has lines {"id", "family"} and may have "second", ids of
 * articles that a splice has passages of, too; `passages` has lines as `stemma families
 * --plain --passages` writes them, or is NULL. Pairs are counted from tables: a million
 * articles are no trouble. */
STEMMA_API STEMMA_CHECKED stemma_status
stemma_bench_score(const char *folder, const char *families, const char *passages,
                   bool json, stemma_sink sink, void *ctx, stemma_error *error);

/* The adjusted Rand index of two clusterings in files: a JSON object {id: cluster} or
 * {cluster: [ids]}, a JSON array of pairs [id, id], JSON Lines with `id` and `cluster` or
 * `family`, or CSV with a column of that name or else two columns of ids that are one
 * pair. `ids` names a file whose ids are all articles there are (an object with ids as
 * keys, an array, lines or CSV), or is NULL: those that either file names. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_bench_rand(const char *truth,
                                                          const char *found,
                                                          const char *ids, bool json,
                                                          stemma_sink sink, void *ctx,
                                                          stemma_error *error);

/* Every pair of `sample` articles (0: of all) in JSON Lines files aligned in full,
 * without an index: which share so much that they are copies. Writes these pairs as JSON
 * Lines or, with the output of `stemma families --plain` for the same inputs in
 * `families`, how many of them it has in one family. A pair is left out only when the
 * words that both have cannot come to the share of a copy, however they stand. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_bench_oracle(
    const char *const *inputs, size_t n_inputs, const char *families, uint32_t sample,
    unsigned n_threads, bool json, stemma_sink sink, void *ctx, stemma_error *error);

/* The i-th kind's name and what it is, in one line; false behind the last. */
STEMMA_API bool stemma_bench_kind(size_t i, const char **name, const char **about);

#ifdef __cplusplus
}
#endif

#endif
