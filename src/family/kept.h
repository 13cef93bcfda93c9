// Which lost nodes of a tree are witnesses: the ones that the others below were copied
// from.
//
//   · (lost) ─┬─ A                 A (kept) ─┬─ B
//             ├─ B          or               └─ · ─┬─ C
//             └─ · ─┬─ C                           └─ D
//                   └─ D
//
// The search lays out who is near whom; it weighs such a step by the few bits that the
// two trees differ in. What sets an ancestor apart is more than that: it has hardly
// anything of its own, was in print first, its copies came soon. A forest of decision
// trees (kept_weights.c, fitted by bench/kept_train.py on simulated families) says of how
// many of the witnesses below it will be the source; a step is taken where that makes
// more sources right than wrong.
#ifndef STEMMA_FAMILY_KEPT_H
#define STEMMA_FAMILY_KEPT_H

#include "family/search.h"

enum {
    KEPT_CHANGE = 0,                              // units by which changes get dearer …
    KEPT_CHANGE_ALL = KEPT_CHANGE + N_SITE_KINDS, // … with shape and time
    KEPT_CHANGE_SUM,
    // units of what it has and nobody below; `back`: they have what is outside, too
    KEPT_LOST_TEXT,
    KEPT_BACK_TEXT,
    KEPT_LOST,
    KEPT_BACK,
    KEPT_OWN, // units of what it alone has
    KEPT_OWN_ALL = KEPT_OWN + N_SITE_KINDS,
    KEPT_OWN_TEXT,
    KEPT_OWN_MEAN, // … of the family
    KEPT_FIRST,    // minutes until the first below; -1: no times
    KEPT_NEXT,
    KEPT_MEAN_TIME,
    KEPT_EARLIER, // thousandths of the family that are earlier
    KEPT_SINCE,   // minutes since the last of them
    KEPT_BELOW,
    KEPT_BELOW_SHARE, // thousandths
    KEPT_ROOT,
    KEPT_CHILDREN,
    KEPT_DEPTH,       // of the witness below the node
    KEPT_CLADE_SHARE, // thousandths of the samples: the same witnesses below a node
    KEPT_TOP_SHARE,   // … of those: it is this witness
    KEPT_TOP,
    KEPT_LENGTH_MOST, // thousandths of the longest below, of their mean, of the longest
    KEPT_LENGTH_MEAN,
    KEPT_LENGTH_ALL,
    KEPT_WITNESSES,
    N_KEPT_FEATURES,
    KEPT_ONE = 1 << 20, // a chance of 1
};

typedef struct {
    uint32_t node, witness;
    uint64_t set; // all witnesses below the node
    int32_t features[N_KEPT_FEATURES];
    int32_t chance; // that this is the source of one of the others
} kept_candidate;

typedef struct {
    copy_tree bare; // with lost nodes for the ancestors among the witnesses
    kept_candidate *v;
    uint32_t n;
} kept_list;

/* What a tree of at most KEPT_MOST witnesses is judged by. */
enum { KEPT_LEAST = 4, KEPT_MOST = 60 };
typedef struct {
    const site_set *sites;
    const witness_facts *facts;
    const uint32_t *n_words; // of each witness's text
    const tree_samples *samples;
} kept_input;

void kept_find(arena *out, const kept_input *in, const copy_tree *tree, kept_list *list);
/* Takes the steps. instead[v]: the witness that stands for node v now, or v. */
void kept_decide(arena *tmp, const kept_input *in, copy_tree *tree, uint32_t *instead);

/* The forest: inner nodes have a feature, a most for the left and two places; leaves
 * have feature -1 and what they add. */
typedef struct {
    int16_t feature;
    int16_t left, right;
    int32_t most;
} kept_split;
extern const kept_split kept_splits[];
extern const uint16_t kept_tree_starts[];
extern const uint32_t kept_n_trees;
extern const int32_t kept_base;

#endif
