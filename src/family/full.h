// The full method, for up to FULL_MOST witnesses: sites, the search for the trees that
// cost least, what they agree on, blocks out of other branches, support.
#ifndef STEMMA_FAMILY_FULL_H
#define STEMMA_FAMILY_FULL_H

#include "family/blocks.h"
#include "family/kept.h"

enum { FULL_MOST = KEPT_MOST };

typedef struct {
    rooted_tree tree;     // nodes below n_witnesses: the family's witnesses
    rooted_tree *samples; // trees nearly as good
    uint32_t n_samples;
    second_block *blocks; // of each witness; from: node of the tree
    tree_kind kind;
} full_tree;

/* The tree of a family of at least two witnesses; needs its collation. Depends on the
 * texts and facts alone, not on the order of the witnesses. */
void full_search(arena *out, const text *texts, const family *f,
                 const witness_facts *facts, full_tree *found);

/* The witnesses that others may be copies of, numbered as in the family: what the forest
 * of kept.h is fitted on. At most FULL_MOST witnesses. */
void full_kept(arena *out, const text *texts, const family *f, const witness_facts *facts,
               kept_list *list);

/* support[v]: how often the edge above node v of the tree is right, by how many of the
 * samples have it. `tree` has the witnesses of `found`. */
void full_support(arena *tmp, const full_tree *found, const rooted_tree *tree,
                  double *support);

#endif
