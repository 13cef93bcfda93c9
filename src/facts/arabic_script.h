/* Is a word, is a text in Arabic script? */
#ifndef STEMMA_FACTS_ARABIC_SCRIPT_H
#define STEMMA_FACTS_ARABIC_SCRIPT_H

#include "text/text.h"

static inline bool arabic_is(slice folded)
{
    return folded.len > 1 && (unsigned char)folded.ptr[0] >= 0xd8 &&
           (unsigned char)folded.ptr[0] <= 0xdb;
}

/* Is most of it (arabic_says.c)? */
bool arabic_is_text(const text *t);

#endif
