/* What statements say about who has a place: captured, holds, lost, entered, closed,
 * reopened it.
 *
 *   [holder] verb [place]            the army captured X; the union reopened the port of
 * X [place] was verb (by [holder])   X was liberated; X is held by the army [holder]
 * withdrew from [place] [place] is in [holder]'s hands, under [holder]'s control */
#ifndef STEMMA_COMPARE_CONTROL_H
#define STEMMA_COMPARE_CONTROL_H

#include "compare/parts.h"

typedef struct {
    uint32_t place; // entity
    predicate what;
    bool denied; // "did not", or the statement denies it
    /* Who: tokens of the article (equal: not told), and whose side that is: an entity,
     * that of the source where it says "we" or "its fighters", or FACTS_NONE. */
    uint32_t holder_first, holder_last;
    uint32_t side;
    bool of_source; // the holder is a word like "we", "its fighters": the source's side
    bool partial;   // most of it, a quarter of it
    bool whole;     // every street of it, full control
    uint32_t part;  // entity: the part of the place it is said of, or FACTS_NONE
    bool goes_on;   // "still holds", "remained in the hands of"
    slice from;     // ISO date, as far as known
    uint32_t statement, verb; // token of the word that says it
} holding;

typedef VEC(holding) holding_vec;

void control_read(const compare_job *job, uint32_t statement_index, holding_vec *found);
/* What it says in a word: "taken", "reopened". */
slice control_state(const compare_job *job, const holding *h);
/* The holder as a reader should see it; empty when not told. */
slice control_holder(const compare_job *job, const holding *h);

#endif
