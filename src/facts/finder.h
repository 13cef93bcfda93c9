/* What the rules of attributions.c share with those that look back and that put together
 * (private). */
#ifndef STEMMA_FACTS_FINDER_H
#define STEMMA_FACTS_FINDER_H

#include "facts/verbs.h"

typedef struct {
    const scan *s;
    arena *out;
    attribution_vec *to;
    uint32_t skip_to; // cues before this token belong to one that was found already
} finder;

attribution *finder_add(finder *f, attribution_kind kind, range source, range cue,
                        uint32_t verb);
void finder_add_piece(attribution *a, range piece);

static inline bool is_trailing_end(next_kind kind)
{
    return kind == NEXT_END || kind == NEXT_COMMA || kind == NEXT_COMMA_QUOTE;
}

/* Claims looked back on (lookback.c)
 * -------------------------------------------------------------------------------------
 */

/* A, a charge that S rejected; A, which S denies. */
bool try_looking_back(finder *f, const verb_group *g, const next_part *next, range source,
                      range bounds);
/* A, a charge rejected by S. */
bool try_reduced(finder *f, const verb_group *g, range bounds);
/* Is "that" behind a claim the object of a verb: a charge that the ministry [rejected]?
 */
bool is_looked_back_on(const scan *s, uint32_t that, uint32_t last);

/* What the trained model finds (labelled.c)
 * -------------------------------------------------------------------------------------
 */

/* The model's attributions take the place of the rules' at the same cue; the rules' stay
 * where the model sees nothing. */
void join_labels(finder *f, const label_attributions *labels);

/* When all are found (together.c)
 * -------------------------------------------------------------------------------------
 */

/* Ends the contents of forward attributions where a later one of the sentence takes over:
 * S said A, [an official added]; S said A, but [T denied it]. */
void clip_contents(finder *f);
/* Quotations without a cue of their own go on with what was said before them: “A,” S
 * said. “B.” and the paragraph “C.” behind. */
void continue_quotes(finder *f);

/* What is no statement after all (nested.c)
 * -------------------------------------------------------------------------------------
 */

/* S denied that [the government had agreed]: S denies it, and nobody has said it. S said
 * that [the firm had agreed to pay]: a deed that S tells of. */
void drop_nested(finder *f);
/* Subheads, credits and teasers say nothing, quoted or not. */
void drop_headings(finder *f);

#endif
