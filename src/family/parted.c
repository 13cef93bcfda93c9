#include "family/parted.h"

#include <stdlib.h>
#include <string.h>

/* Nodes that hang on one and are cut off together. */
typedef struct {
    uint32_t first, weight; // the first in the list; members and tops, all together
    int64_t cost;           // of its nearest to what it hangs on
    uint32_t nearest;
} bundle;

typedef struct {
    arena *tmp;
    const nearby_graph *graph;
    const uint32_t *parent;
    const int64_t *cost;
    uint32_t n, most; // most: of members and tops
    uint32_t *child, *sibling;
    uint32_t *weight;       // of what hangs together at each node, itself included
    uint32_t *cut;          // of each node: the group that begins with it
    uint32_t *leader;       // among what hangs on one node
    uint32_t *joined;       // weight of each leader
    uint32_t *number;       // scratch: of its bundle or group
    VEC(text_group) groups; // from below
} parting;

static uint32_t find(parting *p, uint32_t v)
{
    while (p->leader[v] != v)
        v = p->leader[v] = p->leader[p->leader[v]];
    return v;
}

static int by_cost(const void *left, const void *right)
{
    const arc *a = left, *b = right;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* What is near to each other among what hangs on v comes together, up to half a group. */
static void join_near(parting *p, uint32_t v)
{
    VEC(arc) near = {0};
    arena *tmp = arena_sub(p->tmp);
    for (uint32_t c = p->child[v]; c != PARTED_NONE; c = p->sibling[c]) {
        p->leader[c] = c;
        p->joined[c] = p->weight[c];
        for (uint32_t i = p->graph->first[c]; i < p->graph->first[c + 1]; i++) {
            uint32_t to = p->graph->arcs[i].to;
            if (p->parent[to] == v && to != v)
                vec_push(tmp, &near, p->graph->arcs[i]);
        }
    }
    if (near.n)
        qsort(near.v, near.n, sizeof *near.v, by_cost);
    for (uint32_t i = 0; i < near.n; i++) {
        uint32_t a = find(p, near.v[i].from), b = find(p, near.v[i].to);
        if (a == b || 2 * (p->joined[a] + p->joined[b]) > p->most)
            continue;
        uint32_t first = a < b ? a : b, second = a < b ? b : a;
        p->leader[second] = first;
        p->joined[first] += p->joined[second];
    }
    arena_release(tmp);
}

static int by_weight(const void *left, const void *right)
{
    const bundle *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static uint32_t list_bundles(parting *p, uint32_t v, bundle *list)
{
    uint32_t *number = p->number;
    uint32_t n = 0;
    for (uint32_t c = p->child[v]; c != PARTED_NONE; c = p->sibling[c])
        number[c] = PARTED_NONE;
    for (uint32_t c = p->child[v]; c != PARTED_NONE; c = p->sibling[c]) {
        uint32_t top = find(p, c);
        if (number[top] == PARTED_NONE) {
            number[top] = n;
            list[n++] = (bundle){top, 0, INT64_MAX, PARTED_NONE};
        }
        bundle *b = &list[number[top]];
        b->weight += p->weight[c];
        if (p->cost[c] < b->cost) {
            b->cost = p->cost[c];
            b->nearest = c;
        }
    }
    qsort(list, n, sizeof *list, by_weight);
    return n;
}

/* Cuts off the heaviest that hangs on v, with lighter ones if it is light, until what is
 * left is a group at most. */
static void cut_at(parting *p, uint32_t v, uint32_t total)
{
    arena *tmp = arena_sub(p->tmp);
    uint32_t n_children = 0;
    for (uint32_t c = p->child[v]; c != PARTED_NONE; c = p->sibling[c])
        n_children++;
    bundle *list = arena_array(tmp, bundle, n_children);
    uint32_t *group_of = arena_array(tmp, uint32_t, n_children);
    join_near(p, v);
    uint32_t n = list_bundles(p, v, list);
    uint32_t low = 0, high = n, first_group = p->groups.n;
    memset(group_of, 0xff, n_children * sizeof *group_of);
    while (total > p->most && low < high) {
        text_group g = {v, list[low].nearest, PARTED_NONE, NULL, 0, NULL, 0};
        int64_t nearest = list[low].cost;
        uint32_t weight = list[low].weight;
        group_of[low++] = p->groups.n;
        while (low < high && 2 * weight < p->most) { // with the lightest ones
            const bundle *next = &list[high - 1];
            if (weight + next->weight >= p->most)
                break;
            if (next->cost < nearest) {
                nearest = next->cost;
                g.top = next->nearest;
            }
            weight += next->weight;
            group_of[--high] = p->groups.n;
        }
        vec_push(p->tmp, &p->groups, g);
        total -= weight - 1;
    }
    for (uint32_t k = first_group; k < p->groups.n && total > p->most; k++, total--)
        p->groups.v[k].top = PARTED_NONE; // too many to stand for
    for (uint32_t i = 0; i < n; i++)
        p->number[list[i].first] = group_of[i];
    for (uint32_t c = p->child[v]; c != PARTED_NONE; c = p->sibling[c])
        p->cut[c] = p->number[find(p, c)];
    p->weight[v] = total;
    arena_release(tmp);
}

static uint32_t *lay_order(parting *p)
{
    uint32_t *order = arena_array(p->tmp, uint32_t, p->n), n = 0;
    p->child = arena_array(p->tmp, uint32_t, p->n);
    p->sibling = arena_array(p->tmp, uint32_t, p->n);
    memset(p->child, 0xff, p->n * sizeof *p->child);
    for (uint32_t v = p->n; v-- > 0;) {
        if (p->parent[v] == v) {
            order[n++] = v;
            continue;
        }
        p->sibling[v] = p->child[p->parent[v]];
        p->child[p->parent[v]] = v;
    }
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t c = p->child[order[k]]; c != PARTED_NONE; c = p->sibling[c])
            order[n++] = c;
    return order;
}

/* From the first group down: each after the one it hangs on. */
static void number_groups(arena *out, parting *p, const uint32_t *order, text_groups *to)
{
    const uint32_t n_groups = p->groups.n + 1;
    uint32_t *number = arena_array(p->tmp, uint32_t, n_groups);
    memset(number, 0xff, n_groups * sizeof *number);
    to->v = arena_array(out, text_group, n_groups);
    to->group_of = arena_array(out, uint32_t, p->n);
    to->v[to->n++] =
        (text_group){PARTED_NONE, PARTED_NONE, PARTED_NONE, NULL, 0, NULL, 0};
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t v = order[k], cut = p->cut[v];
        if (cut != PARTED_NONE && number[cut] == PARTED_NONE) {
            number[cut] = to->n;
            to->v[to->n] = p->groups.v[cut];
            to->v[to->n++].above = to->group_of[p->parent[v]];
        }
        to->group_of[v] = cut != PARTED_NONE ? number[cut]
                          : k > 0            ? to->group_of[p->parent[v]]
                                             : 0;
        to->v[to->group_of[v]].n_members++;
    }
    for (uint32_t g = 0; g < to->n; g++) {
        to->v[g].members = arena_array(out, uint32_t, to->v[g].n_members + 1);
        to->v[g].n_members = 0;
        if (g > 0 && to->v[g].top != PARTED_NONE)
            to->v[to->v[g].above].n_tops++;
    }
    for (uint32_t g = 0; g < to->n; g++) {
        to->v[g].tops = arena_array(out, uint32_t, to->v[g].n_tops + 1);
        to->v[g].n_tops = 0;
    }
    for (uint32_t v = 0; v < p->n; v++) {
        text_group *g = &to->v[to->group_of[v]];
        g->members[g->n_members++] = v;
    }
    for (uint32_t g = 1; g < to->n; g++)
        if (to->v[g].top != PARTED_NONE) {
            text_group *above = &to->v[to->v[g].above];
            above->tops[above->n_tops++] = to->v[g].top;
        }
}

void parted_cut(arena *out, const nearby_graph *graph, const uint32_t *parent,
                const int64_t *cost, uint32_t n, uint32_t most, text_groups *groups)
{
    arena *tmp = arena_sub(out);
    parting p = {.tmp = tmp, .graph = graph, .parent = parent, .cost = cost, .n = n};
    p.most = most - 1; // the outer one
    uint32_t *order = lay_order(&p);
    p.weight = arena_array(tmp, uint32_t, n);
    p.cut = arena_array(tmp, uint32_t, n);
    p.leader = arena_array(tmp, uint32_t, n);
    p.joined = arena_array(tmp, uint32_t, n);
    p.number = arena_array(tmp, uint32_t, n);
    memset(p.cut, 0xff, n * sizeof *p.cut);
    for (uint32_t k = n; k-- > 0;) {
        uint32_t v = order[k], total = 1;
        for (uint32_t c = p.child[v]; c != PARTED_NONE; c = p.sibling[c])
            total += p.weight[c];
        p.weight[v] = total;
        if (total > p.most)
            cut_at(&p, v, total);
    }
    *groups = (text_groups){0};
    number_groups(out, &p, order, groups);
    arena_release(tmp);
}
