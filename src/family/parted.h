// A large tree cut into groups that the full method can take whole.
//
//              o                    group 1: o and what hangs on it up to the cuts, …
//           /  |  \                          … with t, which stands for group 2
//          .   .   t ······         group 2: t and what hangs on it, with o outside
//         / \     / \     2
//        .   .   .   .
//
// Where more hangs on one node than a group takes, what is nearest to each other there
// is a group, with that node outside.
#ifndef STEMMA_FAMILY_PARTED_H
#define STEMMA_FAMILY_PARTED_H

#include "family/nearby.h"

enum { PARTED_NONE = UINT32_MAX };

typedef struct {
    uint32_t outer; // the node of another group that this one hangs on; NONE: the first
    uint32_t top;   // its node that stands for it there; NONE: none does
    uint32_t above; // that group
    uint32_t *members, n_members;
    uint32_t *tops, n_tops; // of the groups that hang here and are stood for
} text_group;

typedef struct {
    text_group *v; // each after the one it hangs on
    uint32_t n;
    uint32_t *group_of;
} text_groups;

/* parent: an arborescence; cost[v]: of the arc into v. Members and tops of a group, and
 * its outer one, are at most `most` together. */
void parted_cut(arena *out, const nearby_graph *graph, const uint32_t *parent,
                const int64_t *cost, uint32_t n, uint32_t most, text_groups *groups);

#endif
