// The tree of a family that is too large for the full method as a whole.
//
//   texts ─► different ones ─► who is nearest to whom ─► least arborescence
//         ─► groups of at most LARGE_GROUP ─► the full method in each, all at once
//         ─► one tree: groups are joined where they have texts in common
//         ─► support and evidence, group by group
#ifndef STEMMA_FAMILY_LARGE_H
#define STEMMA_FAMILY_LARGE_H

#include "family/full.h"

/* A block that a witness has out of another branch. */
typedef struct {
    uint32_t to, from; // a witness; a node of the tree
    span tokens;       // of the witness
    double sure;       // as in second_block
    uint32_t n_for;    // places that speak for it
} taken_block;

typedef struct {
    rooted_tree tree;
    double *support;    // of the edge above each node
    stemma_edge *edges; // of each node: what speaks for the edge above it (`why` alone)
    slice origin_why;
    taken_block *blocks;
    uint32_t n_blocks;
} large_tree;

/* f->agency is known; its collation is not asked for. n_threads: 0 for one per core; the
 * tree is the same for any number, and for any order of the witnesses. */
void large_search(arena *out, const article *articles, const text *texts, const family *f,
                  const witness_facts *facts, unsigned n_threads, large_tree *found);

/* Tokens of witness w of f that stand in the columns of a block. */
span block_tokens(const family *f, const text *t, uint32_t w, const second_block *b);

#endif
