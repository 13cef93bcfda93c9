/* Whose text a page shows that is not its own, and who holds the rights in it. */
#ifndef STEMMA_ARTICLE_REPRINT_H
#define STEMMA_ARTICLE_REPRINT_H

#include "article/classify.h"

/* Takes the lines that name the first publisher out of the text. After classify(). */
void reprint_lines(page *p);
/* The canonical address, where it leads to an article of the same site. */
slice reprint_address(const page *p);
/* Outlet and aggregator, when all that can name them is known. */
void reprint_settle(page *p);

void rights_set(page *p, slice text, const char *why, int rank);
/* From the furniture. */
void rights_lines(page *p);

#endif
