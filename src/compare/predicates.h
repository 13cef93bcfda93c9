/* Stems, and verbs that mean the same for our purpose: whether a town was captured,
 * seized or liberated depends on who speaks. */
#ifndef STEMMA_COMPARE_PREDICATES_H
#define STEMMA_COMPARE_PREDICATES_H

#include "text/text.h"

typedef enum {
    PREDICATE_NONE,
    PREDICATE_TAKEN, // captured, seized, liberated …
    PREDICATE_HELD,
    PREDICATE_LEFT, // withdrew from, lost …
    PREDICATE_ENTERED,
    PREDICATE_CLOSED,
    PREDICATE_OPENED,
    PREDICATE_EVACUATED,
    PREDICATE_SURROUNDED,
    PREDICATE_KILLED,
    PREDICATE_LAST = PREDICATE_KILLED,
} predicate;

/* The stem of an English word: what inflection puts on taken off, irregular verbs
 * levelled. A hash. */
uint64_t stem_of(slice folded);
predicate predicate_of(slice folded);
/* Is the word a verb by its form: inflected, or irregular? "hold", "control" may be
 * nouns. */
bool may_be_verb(slice folded);
bool predicate_is_verb(slice folded); // the same for a word with a predicate
/* Too common to tell events apart: be, have, make … */
bool is_light_verb(slice folded);
bool is_negation(slice folded);
/* may, would, to …: what follows is not said to have happened. */
bool is_unreal(slice folded);
/* town, village, port …: "the town" stands for a place. */
/* What kind of place "the town", "the port" … is: a bit for words that one place may be
 * called by; 0: no such word. */
uint32_t town_kind(slice folded);
enum { TOWN_KINDS = 6 }; // bits
bool is_town_word(slice folded);
/* clear, known, certain: "it is not clear whether" denies nothing. */
bool is_knowing(slice folded);
/* lie, false, untrue, charge, accusation …: what a bare denial consists of. */
bool is_untruth(slice folded);
/* kilometre, mile, acre …: the same length in another unit is no other figure. */
bool is_measure(slice folded);

#endif
