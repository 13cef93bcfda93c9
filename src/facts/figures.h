/* The steps of facts_figures, private to the stage.
 *
 *   number ─► no label, date, time or score? ─► range, unit, relation ─► what is counted
 */
#ifndef STEMMA_FACTS_FIGURES_H
#define STEMMA_FACTS_FIGURES_H

#include "facts/facts.h"
#include "facts/numbers.h"

typedef struct {
    const text *t;
    tongue in;
    const bool *dated; // tokens that belong to a date
    number_text numbers;
} figure_text;

/* What is counted (figures_of.c) */

typedef struct {
    uint32_t first, last; // noun phrase behind the number; equal: none
    slice fate;           // "killed", "detained", as a participle; empty: nothing said
    bool fate_first;      // it is all that follows: "and 60 wounded"
    bool joined;          // the fate stands right behind the nouns
} counted;

/* The nouns that begin at `at`, and what befell them. `before` is the first token of the
 * figure, with its relation; `one`: a singular is expected. */
counted figure_counted(const figure_text *f, uint32_t before, uint32_t at, bool one);
/* "km", "tonnes", "dollars": something measured, which nobody kills. */
bool figure_is_unit(slice folded);
bool figure_is_plural(slice folded);

/* Numbers that count nothing (figures_not.c) */
bool figure_is_label(const figure_text *f, const number *n);

#endif
