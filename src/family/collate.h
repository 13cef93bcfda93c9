// What the steps of collation share.
#ifndef STEMMA_FAMILY_COLLATE_H
#define STEMMA_FAMILY_COLLATE_H

#include "family/profile.h"

/* Cuts the columns into rows: where all agree, and slots where they do not. `texts` are
 * the witnesses'. */
void collate_rows(arena *out, const profile *p, const text *const *texts, collation *c);
/* The kind of difference in a row with more than one reading. */
edit_class collate_class(arena *out, const text *const *texts, const collation_row *row,
                         uint32_t n_witnesses);
/* Marks slots whose text stands elsewhere in the witness that lacks it. */
void collate_moved(arena *out, const text *const *texts, collation *c);

/* Tells what was put in from what was left out, where as many have it as lack it. */
void collate_added(arena *out, const text *const *texts, collation *c);

#endif
