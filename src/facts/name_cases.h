/* Case endings of names: "Путину" is "Путин", "в Харькове" is in "Харьков", "Galaids" in
 * a German text is of "Galaid". A rule says what a form may come from; that it does is
 * believed where the pile has that form as a name, in either script, or the gazetteer
 * has it as a place. */
#ifndef STEMMA_FACTS_NAME_CASES_H
#define STEMMA_FACTS_NAME_CASES_H

#include "text/text.h"

typedef struct name_cases name_cases;

enum { CASE_BASES = 16 }; // of one form, at most

/* What a folded Cyrillic word may be a form of; how many. */
uint32_t name_case_bases(arena *out, slice folded, slice bases[CASE_BASES]);

/* The base of token i of the name [first, last), folded; empty where it is a base itself
 * or nobody can tell. `cases` may be NULL. */
slice name_case_of(const name_cases *cases, const text *t, uint32_t first, uint32_t last,
                   uint32_t i, bool german);

/* "Ankara'da": where the ending of a Turkish name starts; its length where there is none.
 */
size_t name_turkish_end(slice folded);

#endif
