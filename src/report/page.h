/* The page's file, web/dist/report.html, cut in two where the data goes; embed.c in
 * tools/ makes the source of it when the library is built. */
#ifndef STEMMA_REPORT_PAGE_H
#define STEMMA_REPORT_PAGE_H

#include <stddef.h>

extern const unsigned char page_head[], page_tail[];
extern const size_t page_head_len, page_tail_len;

#endif
