// A witness as a mosaic: most of it from one source, a block of it from another.
//
//   places     1  2  3  4  5  6  7  8  9
//   one        .  .  .  5  8  .  5  .  .      bits for what the witness has there
//   other      5  3  .  .  .  .  .  8  5
//                      └── block ──┘          13 bits better than `other` alone,
//                                             18 better than `one` alone: gain 13
//
// What a node of the tree had is what all other witnesses say, without this one and what
// was copied from it: messages up and down the tree (see cost.h), place by place. Where
// they leave it open the witness pays for what it chose, so that a node of which little
// is known explains nothing. Sources are nodes and places on the edges above them.
#ifndef STEMMA_FAMILY_MOSAIC_H
#define STEMMA_FAMILY_MOSAIC_H

#include "family/search.h"

typedef struct {
    uint32_t first, last; // columns [first, last); none: first == last
    uint32_t from;        // node of the tree that the block is from, or near to
    double gain;          // bits by which no single source explains the witness as well
    uint32_t n_for;       // places in the block that speak for it
    uint32_t n_places;    // that say anything about the witness
} mosaic;

typedef struct mosaic_maker mosaic_maker;

/* `sites`: the places one by one (site_options.apart), in the order of their columns.
 * They may change between calls. */
mosaic_maker *mosaic_maker_new(arena *a, const site_set *sites,
                               const witness_facts *facts, uint32_t n_nodes);
/* The best mosaic of witness w in this tree. */
mosaic mosaic_find(mosaic_maker *m, const copy_tree *tree, uint32_t w);

#endif
