// Second sources inside a family: a block that a witness has out of another branch.
#ifndef STEMMA_FAMILY_BLOCKS_H
#define STEMMA_FAMILY_BLOCKS_H

#include "family/search.h"

typedef struct {
    uint32_t first, last; // columns [first, last); none: first == last
    uint32_t from;        // node of the tree
    double sure;          // how often such a block is one, 0 to 1
    uint32_t n_for;       // places that are better explained
} second_block;

/* For each witness of the tree the block that another node than its source explains
 * better, if one does so by more than chance would. `sites` are the places one by one
 * (site_options.apart); `samples` are trees as good as this one, or nearly: what holds in
 * this tree alone may be the tree's mistake. */
void blocks_find(arena *out, const site_set *sites, const witness_facts *facts,
                 const copy_tree *tree, const tree_samples *samples,
                 second_block *blocks);

#endif
