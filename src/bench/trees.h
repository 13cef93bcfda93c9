/* A newsroom's family: who copied whom.
 *
 *            agency (often lost)
 *           /      \
 *      update       outlet      every copy: house style, spelling of names, cuts from the
 *      /    \         |  \      end, edits of sentences, additions; some take a block
 *   outlet outlet  (lost) …     from a second copy
 */
#ifndef STEMMA_BENCH_TREES_H
#define STEMMA_BENCH_TREES_H

#include "bench/pile.h"

// There are fewer lost ones than leaves.
enum { MOST_WITNESSES = 4000, MOST_NODES = 2 * MOST_WITNESSES };

typedef struct {
    int16_t parent, second; // -1: none
    int16_t witness;        // its number in the family, -1: lost
    uint8_t generation;
    bool agency;
    uint32_t outlet;
    int64_t minute; // when it was really printed
} tree_node;

typedef struct {
    uint64_t family;
    uint32_t n, n_witnesses, second_share;
    tree_node nodes[MOST_NODES];
    int16_t node_of[MOST_WITNESSES];
} tree;

void tree_grow(const pile *p, uint64_t family, tree *t);
/* edits[node]: words that the node left out of its main source's text or put into it, a
 * changed word being both; 0 says that nothing tells their texts apart. */
void tree_edits(const pile *p, const tree *t, arena *a, uint32_t *edits);
/* The family and the place in it of an article; the number of a family's first one. */
uint64_t tree_family_of(const pile *p, uint64_t number, uint32_t *witness);
uint64_t tree_first_of(const pile *p, uint64_t family);

#endif
