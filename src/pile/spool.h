/* The spool: what a stage of a pile leaves for the next one, in pieces.
 *
 * A piece is written from its start to its end and then read at any place. It is kept in
 * memory, or as a file in a folder, under its own name only when all of it is there: a
 * run that was killed finds the pieces that are whole and goes on behind them. Errors of
 * the disk stick: after the first one everything fails, and spool_error() says why. */
#ifndef STEMMA_PILE_SPOOL_H
#define STEMMA_PILE_SPOOL_H

#include "base/arena.h"

typedef struct spool spool;

/* In the folder, which is made where it is not there; in memory where `folder` is empty.
 * The folder is for one run: `about` says which, and pieces that another run left there
 * are thrown away. `*kept` says whether there are pieces of this run. Closed with the
 * arena. NULL, with the reason in `why`, when the folder cannot be used. */
spool *spool_open(arena *a, slice folder, slice about, bool *kept, slice *why);
/* Removes all pieces and the folder. */
void spool_clear(spool *s);
/* The first error, as a message, or empty. */
slice spool_error(const spool *s);

/* What to write, or where to read: one kind of piece, numbered. */
typedef struct {
    const char *kind; // "texts": letters only
    uint32_t number;
} piece;

/* Writing: a piece is written by one thread at a time, and one thread does all that is
 * said of pieces that are not yet whole. Memory runs out under the guard of `a`. */
typedef struct spool_writer spool_writer;
spool_writer *spool_write(spool *s, arena *a, piece which);
void spool_put(spool_writer *w, const void *bytes, size_t len);
uint64_t spool_written(const spool_writer *w); // bytes so far
/* The piece is whole, and there for another run. */
bool spool_done(spool_writer *w);

/* Reading: a piece that is whole, or NULL. Looking one up and writing are for one thread;
 * reading is for any number. */
typedef struct spool_piece spool_piece;
const spool_piece *spool_find(spool *s, piece which);
uint64_t spool_size(const spool_piece *p);
/* Bytes [at, at + len): in place when the piece is in memory, else read into `buffer`,
 * which is taken from `a` when it is NULL. NULL when that failed. */
const void *spool_read(const spool_piece *p, arena *a, uint64_t at, size_t len,
                       void *buffer);

/* All of it into memory, if there is room for it, so that it is read in place: for what
 * is read again and again. Not while others read it. */
void spool_hold(const spool_piece *p);

/* No longer needed: it goes, if it is there, and its place is free. Not while others read
 * it, or others of its spool. */
void spool_drop(spool *s, piece which);

/* Not read for now: it need not be kept open. NULL will do. Not while others read it. */
void spool_rest(const spool_piece *p);

#endif
