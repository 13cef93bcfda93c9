/* The pages' files, web/dist/report.html and collation.html of this folder, each cut in
 * two where the data goes; embed.c in tools/ makes the source of them when the library is
 * built. */
#ifndef STEMMA_REPORT_PAGE_H
#define STEMMA_REPORT_PAGE_H

#include <stddef.h>

extern const unsigned char page_head[], page_tail[];
extern const size_t page_head_len, page_tail_len;
extern const unsigned char collation_page_head[], collation_page_tail[];
extern const size_t collation_page_head_len, collation_page_tail_len;

#endif
