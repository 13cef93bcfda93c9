// What a tree costs: the bits for every change on its edges, for its lost nodes, for
// copies older than what they are copied from. The least tree is the best.
//
// Each node sends its parent a message: what the changes below cost at least, for every
// reading that the parent may have (Sankoff 1975). Sites that part the witnesses alike
// are one pattern. A message is a row of whole numbers, so that sums come out the same in
// any order; after a move only the messages between it and the root are made anew.
#ifndef STEMMA_FAMILY_COST_H
#define STEMMA_FAMILY_COST_H

#include "family/sites.h"

enum { COST_NONE = UINT32_MAX };
#define COST_UNDATED INT64_MAX

/* A rooted tree: nodes 0 .. n_witnesses - 1 are witnesses, the rest lost ones or free.
 * parent[root] is the root, parent[free] COST_NONE. */
typedef struct {
    uint32_t *parent;
    uint32_t root;
} copy_tree;

typedef struct {
    uint32_t n_states, n; // patterns of so many states
    uint32_t start;       // value of state s of pattern i: start + s * n + i
    const site *ordered;  // one pattern of readings in order, or NULL
    int32_t times;
    bool rooted; // state 2 r + x: the reading is x, the first text's r
} pattern_group;

typedef struct {
    uint32_t n_witnesses, n_nodes;
    pattern_group *groups;
    uint32_t n_groups;
    uint32_t n_values;
    int32_t *into;   // of each value: a change into this reading
    int32_t *first;  // of each value: the first text has this reading
    int32_t **other; // of each witness and value: 0 for its own reading, else much
    const witness_facts *facts;
    int64_t *minute; // of each witness, or COST_UNDATED
    double bits_of_minute;
    int32_t *leaf; // of each witness: nobody copied it
    bool *before;  // before[a * n_witnesses + b]: a is older than b
    // one more lost node; a copy older than what it was copied from; the first text is
    // the agency's own, or another witness
    int32_t lost, backwards, agency, witness_root;
} cost_model;

/* Is anything known of the witnesses besides their words? */
bool cost_is_news(const witness_facts *facts, uint32_t n);

/* `counts`: how often each site is taken, NULL: once. */
void cost_model_make(arena *out, const site_set *sites, const uint32_t *counts,
                     const witness_facts *facts, cost_model *m);

/* A tree with its messages. */
typedef struct {
    const cost_model *m;
    copy_tree tree, next;      // as it is; a move that is tried
    uint32_t *slot, *new_slot; // where each node's message is
    int32_t *messages;
    uint32_t *free_slots, n_free;
    uint32_t *taken, n_taken; // slots of the move that is tried
    uint32_t *order, *child, *sibling;
    int64_t *minute; // scratch: of each node
    bool *dirty;
    int32_t *sum; // scratch
    int32_t cost;
} cost_state;

void cost_state_init(arena *out, const cost_model *m, cost_state *s);
/* Takes over a tree (copied) whole. */
void cost_set(cost_state *s, const copy_tree *tree);
/* The cost of s->next, which differs from s->tree by a move. Then one of: */
int32_t cost_try(cost_state *s);
void cost_accept(cost_state *s, int32_t cost);
void cost_reject(cost_state *s);

/* The readings that cost least, patterns in order of the groups:
 * states[pattern * n_nodes + node]. */
void cost_states(arena *tmp, const cost_state *s, uint8_t *states);
uint32_t cost_n_patterns(const cost_model *m);

#endif
