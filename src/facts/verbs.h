/* A cue's verb group and what follows it (private to the rules of attributions.c). */
#ifndef STEMMA_FACTS_VERBS_H
#define STEMMA_FACTS_VERBS_H

#include "facts/attributions.h"

typedef struct {
    uint32_t first, verb, last; // [has also] said [out]
    const cue_verb *cue;
    bool auxiliary, passive, participle, infinitive, negated, modal;
} verb_group;

/* What stands behind the verb group, its hearer and its adjuncts. */
typedef enum {
    NEXT_END,         // the sentence ends
    NEXT_COMMA,       // a comma, and no quotation after it
    NEXT_COMMA_QUOTE, // said, “
    NEXT_QUOTE,
    NEXT_COLON,
    NEXT_THAT, // that, whether, how
    NEXT_TO,
    NEXT_NOUN, // a noun phrase, perhaps a clause
    NEXT_OTHER
} next_kind;

typedef struct {
    next_kind kind;
    uint32_t at;       // where the content would begin
    uint32_t zone_end; // where the adjuncts end
    bool particle;     // at follows a particle of the cue
    uint32_t cue_last; // the cue with its particle
} next_part;

/* False where the token is no verb here (a noun, half of a compound, a name). */
bool verb_group_at(const scan *s, uint32_t i, uint32_t first, verb_group *g);
next_part next_after(const scan *s, const verb_group *g, uint32_t last);
/* Does what follows make a content that this verb can take? */
bool takes_content(const scan *s, const verb_group *g, const next_part *next,
                   uint32_t last);

#endif
