// A rooted tree and what its edges changed.
//
//   rows ─► characters (who has which reading, what it weighs)
//        ─► states of all nodes of a tree ─► evidence
#ifndef STEMMA_FAMILY_TREE_H
#define STEMMA_FAMILY_TREE_H

#include "family/family.h"

enum { STATE_UNKNOWN = 255 };

/* One place where the witnesses differ. */
typedef struct {
    uint8_t *states; // of each witness; presence: 1 has the text, 0 lacks it
    double weight;
    uint32_t row;      // first row
    uint32_t n_states; // states are less than that
    bool presence;
} character;

typedef struct {
    character *v;
    uint32_t n;
    uint32_t n_witnesses;
} character_set;

void characters_take(arena *out, const collation *c, character_set *set);

/* Nodes 0 .. n_witnesses - 1 are the witnesses, the rest is lost. parent[root] is the
 * root. */
typedef struct {
    uint32_t *parent;
    bool *used; // lost nodes may have been contracted away
    uint32_t n_nodes, n_witnesses;
    uint32_t root;
} rooted_tree;

/* What is known of a witness besides its words. */
typedef struct {
    slice published; // ISO, stated; or empty
    bool is_agency;  // printed by the agency that others credit
    slice outlet;
} witness_facts;

/* The characters' states at every node: states[i * n_nodes + node]. The fewest changes,
 * what is undecided as in the parent. */
uint8_t *tree_states(arena *out, const character_set *set, const rooted_tree *tree);

/* Before in time, where both are known so far that it can be told. Times of a day without
 * a zone compare only by one clock: the same outlet's. */
bool tree_is_before(slice a, slice b, bool same_clock);

/* When that was, in minutes since some time long ago, where day, time and zone are told.
 */
bool tree_minute(slice iso, int64_t *minute);

#endif
