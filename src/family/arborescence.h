// The least spanning arborescence: of all ways to hang each node on another, so that all
// hang on one root, the one whose edges cost least (Edmonds 1967; with heaps that melt
// into one where nodes on a circle become one: Tarjan 1977). O(edges log edges).
#ifndef STEMMA_FAMILY_ARBORESCENCE_H
#define STEMMA_FAMILY_ARBORESCENCE_H

#include "base/arena.h"

typedef struct {
    uint32_t from, to;
    int64_t cost;
} arc;

/* parent[v] for nodes [0, n); `root` is its own. Every node has to be reachable from the
 * root. Of arcs that cost the same the first counts. */
void arborescence(arena *out, const arc *arcs, uint32_t n_arcs, uint32_t n, uint32_t root,
                  uint32_t *parent);

#endif
