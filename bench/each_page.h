// One JSON line for each HTML page of the files named: {"input", NAME: what is said of
// it}.
#ifndef STEMMA_BENCH_EACH_PAGE_H
#define STEMMA_BENCH_EACH_PAGE_H

#include "article/html.h"

#include <jansson.h>

/* What is said of a page: `p` has its document and an empty text. */
typedef json_t *say_of_page(page *p);

void each_page(int n_paths, char **paths, const char *name, say_of_page *say);

#endif
