/* Stage compare: what several articles say on one matter.
 *
 *   statements ─► claims        statements of the same thing by the same source
 *              ─► support       articles, outlets, owners, independent origins
 *              ─► disagreements claims that cannot all hold, with the reason
 *              ─► places        who holds which place, from when, according to whom
 */
#ifndef STEMMA_COMPARE_COMPARE_H
#define STEMMA_COMPARE_COMPARE_H

#include "facts/facts.h"

typedef VEC(slice) slice_vec;

typedef struct {
    slice label; // the content in the words of one of them
    VEC(uint32_t) statements;
    VEC(uint32_t) articles;
    slice_vec outlets; // those that are established
    slice_vec owners;
    /* Independent origins: a family counts once, an article outside families once, and
     * all that only relay one outside source (a ministry's statement, a quotation) once
     * for it. */
    slice_vec origins;
    slice_vec seen_only_through; // agencies and families that it reached us through
} claim;

typedef enum {
    DISAGREE_FIGURES,
    DISAGREE_DENIAL,
    DISAGREE_POLARITY,
    DISAGREE_HOLDER,
    DISAGREE_DATE,
    DISAGREE_UPDATE, // a later value, not a disagreement
} disagreement_kind;

typedef struct {
    uint32_t a, b; // claims, a < b
    slice about, why;
    disagreement_kind kind;
} disagreement;

typedef struct {
    slice from, to;                          // ISO dates or empty
    slice state;                             // "taken", "held", "lost", "closed", …
    slice holder;                            // in the words of the text
    VEC(uint32_t) according_to, disputed_by; // statements
} place_state;

typedef struct {
    uint32_t entity;
    VEC(place_state) timeline; // by date
} place_view;

typedef struct {
    claim *claims;
    uint32_t n_claims;
    disagreement *disagreements;
    uint32_t n_disagreements;
    place_view *places;
    uint32_t n_places;
} compare_result;

typedef struct {
    slice outlet, owner;
} outlet_owner;

void compare_statements(arena *out, const facts_input *in, const facts_result *facts,
                        const outlet_owner *owners, uint32_t n_owners,
                        compare_result *result);

#endif
