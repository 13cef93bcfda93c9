/* What a number counts where the words around it are Arabic. */
#ifndef STEMMA_FACTS_ARABIC_FIGURES_H
#define STEMMA_FACTS_ARABIC_FIGURES_H

#include "facts/arabic_script.h"
#include "facts/figures.h"

/* The noun behind the number, which ends at `at`, and what befell those counted, which
 * stands before it, at `before`. False: the words are not Arabic. */
bool arabic_counted(const figure_text *f, uint32_t before, uint32_t at, counted *to);

#endif
