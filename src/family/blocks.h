// Second sources inside a family: a block that a witness has out of another branch.
#ifndef STEMMA_FAMILY_BLOCKS_H
#define STEMMA_FAMILY_BLOCKS_H

#include "family/search.h"

typedef struct {
    uint32_t first, last; // columns [first, last); none: first == last
    uint32_t from;        // node of the tree
    double gain;          // bits, what a second source costs taken off
    uint32_t n_for;       // places that are better explained
} second_block;

/* For each witness of the tree the block that another node than its source explains
 * better, if one does so by more than it costs to say. `sites` are the places one by one
 * (site_options.apart). */
void blocks_find(arena *out, const site_set *sites, const witness_facts *facts,
                 const copy_tree *tree, uint32_t n_nodes, second_block *blocks);

#endif
