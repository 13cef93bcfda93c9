/* Names in Arabic script, which has no capitals: what a title, the head word of a body or
 * a word for a place stands before, and what the gazetteer or ICU's countries have. A
 * name that only its place in the sentence would show is left out. */
#ifndef STEMMA_FACTS_ARABIC_H
#define STEMMA_FACTS_ARABIC_H

#include "facts/arabic_script.h"
#include "facts/mentions.h"

/* "وبموسكو": the name without "and", "in", "to" before it; the word itself where the
 * gazetteer and the countries do not have it so. */
slice arabic_bare(const gazetteer *g, const name_words *words, slice folded);

/* Counts what an article has, before names are looked for. */
void arabic_look(finder *f);
/* The name at token i, if there is one: emits it and returns its end; else i. */
uint32_t arabic_at(finder *f, uint32_t i);

/* In Latin letters, as far as the script tells. */
slice arabic_latin(arena *out, slice folded);

#endif
