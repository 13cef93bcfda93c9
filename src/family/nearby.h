// Which texts are nearest to which, and what it costs in bits to have come from one to
// the other: by their runs of words, in a time that grows with the number of texts.
//
//   runs of three words ─► those that few texts have, texts with like fingerprints, the
//                          texts that are most like all: some dozens for each text
//                       ─► for each of these pairs both ways: words changed, text cut,
//                          text put in, times of print
#ifndef STEMMA_FAMILY_NEARBY_H
#define STEMMA_FAMILY_NEARBY_H

#include "family/arborescence.h"
#include "family/sites.h"

typedef struct {
    arc *arcs; // by `from`, then `to`; costs in SITE_UNITS
    uint32_t n_arcs;
    uint32_t *first; // arcs of `from`: [first[from], first[from + 1])
} nearby_graph;

/* The texts should all be different. Depends on their order in ties alone. */
void nearby_find(arena *out, const text *const *texts, const witness_facts *facts,
                 uint32_t n, nearby_graph *graph);

/* The arc between two texts, or n_arcs. */
uint32_t nearby_arc(const nearby_graph *graph, uint32_t from, uint32_t to);

/* The same for two texts that have the same words in the same order. */
uint64_t nearby_words(const text *t);

#endif
