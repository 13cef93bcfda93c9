/* Pages that were fetched, kept in a WARC file: a run that was stopped, or that could not
 * fetch some of its pages, need not ask for the others again. A page is there when all of
 * it is; what a killed run left half-written is cut off. The file is an input like any
 * other archive. */
#ifndef STEMMA_READ_KEPT_H
#define STEMMA_READ_KEPT_H

#include "read/fetch.h"

typedef struct kept_pages kept_pages;

/* Opens the file, which is made where there is none. Closed with `a`. NULL, and *why: it
 * cannot be used; a file that this did not write is left as it is. */
kept_pages *kept_open(arena *a, slice path, slice *why);
/* The page that was fetched for this address; false: none. */
bool kept_get(const kept_pages *k, arena *out, slice asked, fetched_page *page);
/* False: it could not be written, *why. */
bool kept_add(kept_pages *k, arena *tmp, slice asked, const fetched_page *page,
              slice *why);

#endif
