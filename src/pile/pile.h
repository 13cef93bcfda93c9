/* Stage pile: the families of more articles than memory holds.
 *
 *   inputs ─► take    articles to words and seeds, a part of the input at a time
 *          ─► load    what is known of each text; equal texts are one from here on
 *          ─► link    seeds sorted: which texts share grams
 *          ─► weigh   what each word says in this pile
 *          ─► tie     pairs with enough links compared word by word
 *          ─► group   families
 *          ─► write   a line for each article; passages
 *
 * Each step leaves pieces in the spool (spool.h), in memory for a small pile and in a
 * folder for a large one. Pieces are whole or not there, so that a run that was killed
 * goes on behind the last one. What comes out depends on the inputs and options alone. */
#ifndef STEMMA_PILE_PILE_H
#define STEMMA_PILE_PILE_H

#include "family/tied.h"
#include "read/read.h"
#include "report/writer.h"

typedef struct {
    read_options read;
    bool plain;
    slice language;
    unsigned n_threads; // 0: one per core
    size_t memory;      // bytes that may be resident; 0: PILE_MEMORY
    slice folder;       // for the spool; empty: in memory
    slice about;        // which run this is: options and inputs
    uint64_t n_bytes;   // of all inputs together; 0: not known
    bool passages;      // will be written, too
    /* False when the caller wants to stop. `total` is 0 where it is not known. */
    bool (*progress)(void *ctx, const char *step, uint64_t done, uint64_t total);
    /* An input, or a part of one, that was left out. In order of the inputs. */
    void (*skipped)(void *ctx, slice input, uint64_t position, slice reason);
    void *ctx;
} pile_options;

typedef enum { PILE_DONE, PILE_STOPPED, PILE_DISK } pile_status;

typedef struct {
    pile_status status;
    slice message; // PILE_DISK: what went wrong
    uint32_t n_articles, n_families, n_equal;
    uint64_t n_untold; // that `skipped` was not called for: there were too many
    uint64_t passed[N_PASSED];
    bool taken_up; // went on from an earlier run's pieces
} pile_summary;

enum { PILE_MOST_LISTED = 100 }; // witnesses that a line of the output names

typedef struct pile pile;

/* Finds the families of the articles in `paths`, in that order. What `options` and
 * `summary` point to must outlive the pile, which lives in `mem`; NULL when it did not
 * come to an end, `summary` says why. */
pile *pile_analyse(arena *mem, const slice *paths, uint32_t n_paths,
                   const pile_options *options, pile_summary *summary);
/* A line for each article; a line for each passage. False when the sink refused. */
bool pile_write_families(const pile *p, writer_sink sink, void *ctx);
bool pile_write_passages(const pile *p, writer_sink sink, void *ctx);
/* Removes what is in the folder. */
void pile_clear(pile *p);

#endif
