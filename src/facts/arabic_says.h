/* Who says what in Arabic: the verb comes first, then who says it, then ان or a colon.
 *
 *   وقال [المتحدث باسم الميناء] امس [ان السفن عادت]        cue, source, content
 *   [«عادت السفن»] قالت [سلمى درويش]                        content, cue, source
 *   وبحسب [مسوول محلي]، [فان السفن عادت]                    according to */
#ifndef STEMMA_FACTS_ARABIC_SAYS_H
#define STEMMA_FACTS_ARABIC_SAYS_H

#include "facts/arabic_script.h"
#include "facts/attributions.h"
#include "facts/facts.h"

/* Attributions of a text in Arabic, in order. */
void arabic_attributions_find(arena *out, const scan *s, attribution_vec *to);
/* What the cue says of it; false where it is no Arabic word. */
bool arabic_stance(const scan *s, const attribution *a, stance *to);
/* The entity of the first name within a source. */
uint32_t arabic_source_entity(const names_result *names, uint32_t of_article,
                              range source);

#endif
