/* Asserted, denied, hedged or confirmed. */
#ifndef STEMMA_FACTS_STANCE_H
#define STEMMA_FACTS_STANCE_H

#include "facts/attributions.h"
#include "facts/facts.h"

stance stance_of(const scan *s, const attribution *a);
stance stance_in_own_voice(const scan *s, range content);

#endif
