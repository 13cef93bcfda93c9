// The search for the trees that cost least, and what many good trees agree on.
//
//   20 starts (neighbour joining, spanning trees, structural EM), each on slots drawn
//   anew
//     ─► moves that cool down: subtrees hung elsewhere, witnesses made inner nodes, lost
//        nodes put in and taken out, the root moved
//     ─► samples: trees nearly as good as the best
//     ─► the tree that agrees most with all of them; support: the share that has an edge
#ifndef STEMMA_FAMILY_SEARCH_H
#define STEMMA_FAMILY_SEARCH_H

#include "family/cost.h"

typedef struct {
    copy_tree *v;
    int32_t *costs; // by all sites
    uint32_t n;
    uint32_t n_witnesses, n_nodes;
} tree_samples;

/* Good trees for these sites. Depends on nothing but the sites and facts. */
void search_trees(arena *out, const site_set *sites, const witness_facts *facts,
                  tree_samples *samples);

/* The tree nearest to all samples on average. */
void search_agreed(arena *out, const tree_samples *samples, copy_tree *agreed);

/* The root at the place where the tree costs least by all sites: samples that were drawn
 * without the few that tell say nothing about it. */
void search_root(arena *out, const site_set *sites, const witness_facts *facts,
                 copy_tree *tree);

/* How often an edge is right that so large a share of the samples has. */
typedef enum { TREE_PLAIN, TREE_UNDATED, TREE_DATED } tree_kind; // what is known
double search_calibrated(double share, tree_kind kind, bool to_witness,
                         uint32_t n_witnesses);

/* A start: neighbour joining with lost nodes next to witnesses that hardly differ made
 * these, or the least spanning tree of the witnesses. */
void start_joined(arena *tmp, const cost_model *m, copy_tree *tree);
void start_spanning(arena *tmp, const cost_model *m, uint32_t root, copy_tree *tree);
/* Structural EM (Friedman and others 2002): the readings of lost nodes as they cost
 * least, the least spanning tree of all nodes for these readings, and again while that
 * is better. */
void start_expect(arena *tmp, cost_state *s);

/* Changes between two rows of states: what it costs to come from a to b and from b to a,
 * on average. */
int32_t start_distance(const cost_model *m, const uint8_t *a, const uint8_t *b);

/* Of all witnesses, by their own readings: d[a * n_witnesses + b]. */
int32_t *start_distances(arena *tmp, const cost_model *m);

/* Moves on a tree's parent array. */
typedef struct {
    uint64_t state;
} random_bits;
uint32_t draw_below(random_bits *r, uint32_t n);
/* One random move from s->tree into s->next; false if it came to nothing. */
bool move_random(random_bits *r, cost_state *s, const uint32_t *near);
void move_reroot(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t root);
/* Witness w, that others were copied from, becomes a copy of a lost one like it; or takes
 * the place of the lost node v above it, and of the only one below that, if that is lost,
 * too. */
void move_demote(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t w);
void move_promote(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t v,
                  uint32_t w);

#endif
