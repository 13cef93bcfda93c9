#include "family/joining.h"

#include <string.h>

typedef struct {
    const character_set *set;
    const uint32_t *counts;
    unrooted_tree *tree;
    arena *out;
} joining;

static double count_of(const joining *j, uint32_t i)
{
    return j->counts ? (double)j->counts[i] : 1.0;
}

/* Distances
 * --------------------------------------------------------------------------------- */

static double distance(const joining *j, uint32_t a, uint32_t b)
{
    double known = 0, differ = 0, total = 0;
    for (uint32_t i = 0; i < j->set->n; i++) {
        const character *c = &j->set->v[i];
        double weight = c->weight * count_of(j, i);
        total += weight;
        if (c->states[a] == STATE_UNKNOWN || c->states[b] == STATE_UNKNOWN)
            continue;
        known += weight;
        differ += c->states[a] != c->states[b] ? weight : 0;
    }
    return known > 0 ? differ / known * total : 0;
}

/* Joining
 * ----------------------------------------------------------------------------------- */

static void connect(joining *j, uint32_t a, uint32_t b)
{
    vec_push(j->out, &j->tree->neighbours[a], b);
    vec_push(j->out, &j->tree->neighbours[b], a);
}

static void disconnect(unrooted_tree *t, uint32_t a, uint32_t b)
{
    for (int side = 0; side < 2; side++) {
        uint32_t from = side ? b : a, to = side ? a : b, n = 0;
        for (uint32_t k = 0; k < t->neighbours[from].n; k++)
            if (t->neighbours[from].v[k] != to)
                t->neighbours[from].v[n++] = t->neighbours[from].v[k];
        t->neighbours[from].n = n;
    }
}

// The two active nodes to be joined next; the first of equals.
static void closest(const double *d, uint32_t size, const uint32_t *active, uint32_t n,
                    const double *sums, uint32_t *x, uint32_t *y)
{
    double best = 0;
    *x = *y = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            double q = (n - 2.0) * d[(size_t)active[i] * size + active[k]] -
                       sums[active[i]] - sums[active[k]];
            if (*x == *y || q < best - 1e-9) {
                best = q;
                *x = i;
                *y = k;
            }
        }
}

static void join_all(joining *j, arena *tmp)
{
    uint32_t n = j->set->n_witnesses, size = 2 * n;
    double *d = arena_array(tmp, double, (size_t)size *size);
    double *sums = arena_array(tmp, double, size);
    uint32_t *active = arena_array(tmp, uint32_t, size);
    for (uint32_t a = 0; a < n; a++) {
        active[a] = a;
        for (uint32_t b = 0; b < a; b++)
            d[(size_t)a * size + b] = d[(size_t)b * size + a] = distance(j, a, b);
    }
    while (n > 3) {
        for (uint32_t i = 0; i < n; i++) {
            sums[active[i]] = 0;
            for (uint32_t k = 0; k < n; k++)
                sums[active[i]] += d[(size_t)active[i] * size + active[k]];
        }
        uint32_t x, y, made = j->tree->n_nodes++;
        closest(d, size, active, n, sums, &x, &y);
        for (uint32_t k = 0; k < n; k++) {
            double to = (d[(size_t)active[x] * size + active[k]] +
                         d[(size_t)active[y] * size + active[k]] -
                         d[(size_t)active[x] * size + active[y]]) /
                        2;
            d[(size_t)made * size + active[k]] = d[(size_t)active[k] * size + made] =
                to > 0 ? to : 0;
        }
        connect(j, made, active[x]);
        connect(j, made, active[y]);
        active[x] = made;
        active[y] = active[--n];
    }
    if (n == 2)
        connect(j, active[0], active[1]);
    if (n == 3) {
        uint32_t made = j->tree->n_nodes++;
        for (uint32_t k = 0; k < 3; k++)
            connect(j, made, active[k]);
    }
}

/* Contraction
 * ------------------------------------------------------------------------------- */

// The nodes in an order in which every node comes after its parent, seen from node 0.
static void walk_order(const unrooted_tree *t, uint32_t *order, uint32_t *parent,
                       uint32_t *n)
{
    *n = 1;
    order[0] = parent[0] = 0;
    for (uint32_t i = 0; i < *n; i++)
        for (uint32_t k = 0; k < t->neighbours[order[i]].n; k++) {
            uint32_t to = t->neighbours[order[i]].v[k];
            if (to == parent[order[i]])
                continue;
            parent[to] = order[i];
            order[(*n)++] = to;
        }
}

// change[node]: weight of the characters that change on the edge from node to its parent.
static void count_changes(const joining *j, arena *tmp, const uint32_t *parent,
                          double *change)
{
    rooted_tree seen = {.parent = (uint32_t *)parent,
                        .n_nodes = j->tree->n_nodes,
                        .n_witnesses = j->set->n_witnesses};
    seen.used = arena_array(tmp, bool, seen.n_nodes);
    for (uint32_t v = 0; v < seen.n_nodes; v++)
        seen.used[v] = v < seen.n_witnesses || j->tree->neighbours[v].n > 0;
    uint8_t *states = tree_states(tmp, j->set, &seen);
    for (uint32_t i = 0; i < j->set->n; i++)
        for (uint32_t v = 0; v < seen.n_nodes; v++)
            if (seen.used[v] && states[(size_t)i * seen.n_nodes + v] !=
                                    states[(size_t)i * seen.n_nodes + parent[v]])
                change[v] += j->set->v[i].weight * count_of(j, i);
}

// Moves what hangs on `gone` over to `kept`.
static void merge(joining *j, uint32_t gone, uint32_t kept)
{
    unrooted_tree *t = j->tree;
    disconnect(t, gone, kept);
    while (t->neighbours[gone].n) {
        uint32_t other = t->neighbours[gone].v[0];
        disconnect(t, gone, other);
        connect(j, kept, other);
    }
}

/* Takes out what no change supports: first edges between lost nodes; then a lost node
 * that only one witness equals becomes it (where two do, which one it was is not
 * established). */
static bool contract(joining *j)
{
    unrooted_tree *t = j->tree;
    const uint32_t n_w = t->n_witnesses;
    arena *tmp = arena_sub(j->out);
    uint32_t *order = arena_array(tmp, uint32_t, t->n_nodes);
    uint32_t *parent = arena_array(tmp, uint32_t, t->n_nodes);
    uint32_t *n_equal = arena_array(tmp, uint32_t, t->n_nodes);
    bool *gone = arena_array(tmp, bool, t->n_nodes);
    double *change = arena_array(tmp, double, t->n_nodes);
    uint32_t n, n_gone = 0;
    walk_order(t, order, parent, &n);
    count_changes(j, tmp, parent, change);
    for (uint32_t k = n; k-- > 1;) { // deepest first: what is merged may be merged again
        uint32_t a = order[k], b = parent[a];
        bool weak = change[a] < JOIN_LEAST_CHANGE, lost_a = a >= n_w, lost_b = b >= n_w;
        if (weak && lost_a != lost_b)
            n_equal[lost_a ? a : b]++;
        if (!weak || !lost_a || !lost_b)
            continue;
        merge(j, a, b);
        n_gone++;
    }
    bool edges_left = n_gone == 0;
    for (uint32_t k = 1; k < n && edges_left; k++) {
        uint32_t a = order[k], b = parent[a];
        uint32_t lost = a >= n_w ? a : b, other = a >= n_w ? b : a;
        if ((a >= n_w) == (b >= n_w) || change[a] >= JOIN_LEAST_CHANGE ||
            n_equal[lost] != 1)
            continue;
        if (gone[lost])
            continue; // the edge is looked at again in the new tree
        gone[lost] = true;
        merge(j, lost, other);
        n_gone++;
    }
    arena_release(tmp);
    return n_gone > 0;
}

void join_neighbours(arena *out, const character_set *set, const uint32_t *counts,
                     unrooted_tree *tree)
{
    const uint32_t n = set->n_witnesses;
    *tree = (unrooted_tree){.n_nodes = n, .n_witnesses = n};
    tree->neighbours =
        arena_alloc_array(out, 2 * (size_t)n + 1, sizeof *tree->neighbours);
    joining j = {set, counts, tree, out};
    arena *tmp = arena_sub(out);
    join_all(&j, tmp);
    arena_release(tmp);
    while (contract(&j))
        ;
}
