/* What the parts of the terminal summary share. */
#ifndef STEMMA_REPORT_SUMMARY_H
#define STEMMA_REPORT_SUMMARY_H

#include "report/parts.h"

/* "1 article", "2 articles". */
void summary_count(writer *w, uint64_t n, const char *one, const char *many);
/* Outlet and input, and the date of publication if asked for, as far as they are known.
 */
void summary_article(writer *w, const findings *f, uint32_t number, bool dated);
/* A family: its tree, and what each witness changed. */
void summary_family(arena *tmp, const findings *f, uint32_t which, writer *w);

#endif
