// A profile: witnesses aligned so far, column by column.
#ifndef STEMMA_FAMILY_PROFILE_H
#define STEMMA_FAMILY_PROFILE_H

#include "family/family.h"

#define PROFILE_NONE UINT32_MAX

/* tokens[c * n_witnesses + w] is the token of witness w in column c, or PROFILE_NONE. */
typedef struct {
    const text **texts; // of each witness
    uint32_t n_witnesses;
    uint32_t *tokens;
    uint32_t n_columns;
} profile;

void profile_init(arena *out, profile *p, const text *texts, const uint32_t *articles,
                  uint32_t n_witnesses);
/* Aligns witness w, not in yet, with the columns so far; new columns where it has more.
 */
void profile_add(arena *out, profile *p, uint32_t w);
/* Takes witness w out again, and columns that it alone had. */
void profile_remove(profile *p, uint32_t w);

#endif
