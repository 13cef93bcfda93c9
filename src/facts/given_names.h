/* Who goes by "he" and who by "she", as far as a first name tells (private). */
#ifndef STEMMA_FACTS_GIVEN_NAMES_H
#define STEMMA_FACTS_GIVEN_NAMES_H

#include "base/slice.h"

/* Folded. 'm', 'f', or 0 where a name tells nothing or is borne by both. */
char given_name_sex(slice name);

#endif
