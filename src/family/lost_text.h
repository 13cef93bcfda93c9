// The text of a lost original.
#ifndef STEMMA_FAMILY_LOST_TEXT_H
#define STEMMA_FAMILY_LOST_TEXT_H

#include "family/family.h"

/* What the original of a family with collation and tree said, put together from its
 * copies; empty where it is not lost, where the family is larger than the full method
 * takes, or where more than half would be doubtful. */
lost_text lost_text_of(arena *out, const text *texts, const family *f);

#endif
