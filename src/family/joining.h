// An unrooted tree from characters.
#ifndef STEMMA_FAMILY_JOINING_H
#define STEMMA_FAMILY_JOINING_H

#include "family/tree.h"

/* Nodes 0 .. n_witnesses - 1 are witnesses. Neighbours of a node are in no particular
 * order, but always the same. */
typedef struct {
    VEC(uint32_t) * neighbours;
    uint32_t n_nodes, n_witnesses;
} unrooted_tree;

/* Neighbour joining (Saitou and Nei 1987) on the weighted share of differing characters;
 * then inner edges on which less than JOIN_LEAST_CHANGE changes are contracted, and a
 * lost node next to a witness that differs from it by less becomes that witness, if only
 * one does. */
void join_neighbours(arena *out, const character_set *set, const uint32_t *counts,
                     unrooted_tree *tree);

static const double JOIN_LEAST_CHANGE = 1.0;

#endif
