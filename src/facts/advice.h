/* What the rules think of each token: the labeller takes it as one more hint. */
#ifndef STEMMA_FACTS_ADVICE_H
#define STEMMA_FACTS_ADVICE_H

#include "facts/attributions.h"

/* A label for each token of a text (`labels` has room for n_tokens): that of the rules'
 * source, cue or content, LABEL_OUT elsewhere. ADVICE_INSIDE is added where the rules see
 * the cue of a statement inside another's content. `dateline_bytes` as in scan_init().
 */
void advice_give(arena *tmp, const lexicon *words, const text *t, uint32_t dateline_bytes,
                 uint8_t *labels);

#endif
