/* Names of other scripts in Latin letters, by ICU's transliteration: what comparing
 * spellings needs. */
#ifndef STEMMA_FACTS_NAME_LATIN_H
#define STEMMA_FACTS_NAME_LATIN_H

#include "base/arena.h"

/* Opened when first needed; lives in the arena and serves one thread. */
typedef struct name_latin name_latin;
name_latin *name_latin_new(arena *a);

/* A folded word in lower-case ASCII letters; the word itself where it is that already or
 * cannot be had so. */
slice name_latin_of(name_latin *l, arena *out, slice folded);

/* In Cyrillic, Arabic or another script that is not Latin? */
bool name_latin_is_other(slice name);

#endif
