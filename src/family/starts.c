// Where the search starts.
#include "family/search.h"

#include <string.h>

/* Readings of the witnesses, pattern by pattern: state of witness w in pattern i. */
static uint8_t own_state(const cost_model *m, const pattern_group *g, uint32_t k,
                         uint32_t w)
{
    uint8_t own = SITE_UNKNOWN;
    uint32_t n = g->rooted ? 2 : g->n_states;
    for (uint32_t s = 0; s < n; s++) {
        bool other = m->other[w][g->start + s * g->n + k] != 0;
        if (other)
            continue;
        if (own != SITE_UNKNOWN)
            return SITE_UNKNOWN; // nothing is ruled out
        own = (uint8_t)s;
    }
    return own;
}

static uint8_t *witness_states(arena *tmp, const cost_model *m, uint32_t w)
{
    uint8_t *states = arena_alloc(tmp, cost_n_patterns(m) + 1);
    for (uint32_t g = 0, i = 0; g < m->n_groups; g++)
        for (uint32_t k = 0; k < m->groups[g].n; k++, i++)
            states[i] = own_state(m, &m->groups[g], k, w);
    return states;
}

int32_t start_distance(const cost_model *m, const uint8_t *a, const uint8_t *b)
{
    int64_t total = 0, known = 0, all = 0;
    for (uint32_t g = 0, i = 0; g < m->n_groups; g++) {
        const pattern_group *group = &m->groups[g];
        for (uint32_t k = 0; k < group->n; k++, i++) {
            const int32_t *into = &m->into[group->start + k];
            int32_t weight = into[0] < into[group->n] ? into[0] : into[group->n];
            all += weight;
            if (a[i] == SITE_UNKNOWN || b[i] == SITE_UNKNOWN)
                continue;
            known += weight;
            if (a[i] != b[i])
                total += (into[a[i] * group->n] + into[b[i] * group->n]) / 2;
        }
    }
    return known > 0 ? (int32_t)(total * all / known) : 0;
}

int32_t *start_distances(arena *tmp, const cost_model *m)
{
    const uint32_t n = m->n_witnesses;
    int32_t *d = arena_array(tmp, int32_t, (size_t)n * n);
    uint8_t **states = arena_array(tmp, uint8_t *, n);
    for (uint32_t w = 0; w < n; w++) {
        states[w] = witness_states(tmp, m, w);
        for (uint32_t v = 0; v < w; v++)
            d[(size_t)w * n + v] = d[(size_t)v * n + w] =
                start_distance(m, states[w], states[v]);
    }
    return d;
}

// Prim's tree over `nodes`, in order.
static void span_nodes(arena *tmp, const int32_t *d, uint32_t size, const uint32_t *nodes,
                       uint32_t n, uint32_t root, copy_tree *tree)
{
    int32_t *to = arena_array(tmp, int32_t, size);
    bool *in = arena_array(tmp, bool, size);
    tree->root = root;
    tree->parent[root] = root;
    in[root] = true;
    for (uint32_t k = 0; k < n; k++) {
        tree->parent[nodes[k]] = root;
        to[nodes[k]] = d[(size_t)root * size + nodes[k]];
    }
    for (uint32_t done = 1; done < n; done++) {
        uint32_t best = COST_NONE;
        for (uint32_t k = 0; k < n; k++)
            if (!in[nodes[k]] && (best == COST_NONE || to[nodes[k]] < to[best]))
                best = nodes[k];
        in[best] = true;
        for (uint32_t k = 0; k < n; k++) {
            int32_t here = d[(size_t)best * size + nodes[k]];
            if (in[nodes[k]] || here >= to[nodes[k]])
                continue;
            to[nodes[k]] = here;
            tree->parent[nodes[k]] = best;
        }
    }
}

void start_spanning(arena *tmp, const cost_model *m, uint32_t root, copy_tree *tree)
{
    const uint32_t n = m->n_witnesses;
    uint32_t *nodes = arena_array(tmp, uint32_t, n);
    for (uint32_t w = 0; w < n; w++)
        nodes[w] = w;
    memset(tree->parent, 0xff, m->n_nodes * sizeof *tree->parent);
    span_nodes(tmp, start_distances(tmp, m), n, nodes, n, root, tree);
}

// Neighbour joining (Saitou and Nei 1987); the root is the last node made.
void start_joined(arena *tmp, const cost_model *m, copy_tree *tree)
{
    const uint32_t size = m->n_nodes;
    uint32_t n = m->n_witnesses, next = n;
    double *d = arena_array(tmp, double, (size_t)size *size);
    double *sums = arena_array(tmp, double, size);
    uint32_t *active = arena_array(tmp, uint32_t, size);
    const int32_t *own = start_distances(tmp, m);
    memset(tree->parent, 0xff, size * sizeof *tree->parent);
    for (uint32_t a = 0; a < n; a++) {
        active[a] = a;
        for (uint32_t b = 0; b < n; b++)
            d[(size_t)a * size + b] = own[(size_t)a * m->n_witnesses + b];
    }
    while (n > 3) {
        for (uint32_t i = 0; i < n; i++) {
            sums[active[i]] = 0;
            for (uint32_t k = 0; k < n; k++)
                sums[active[i]] += d[(size_t)active[i] * size + active[k]];
        }
        uint32_t x = 0, y = 1;
        double best = 0;
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t k = i + 1; k < n; k++) {
                double q = (n - 2.0) * d[(size_t)active[i] * size + active[k]] -
                           sums[active[i]] - sums[active[k]];
                if ((i == 0 && k == 1) || q < best - 1e-9) {
                    best = q;
                    x = i;
                    y = k;
                }
            }
        uint32_t made = next++;
        for (uint32_t k = 0; k < n; k++)
            d[(size_t)made * size + active[k]] = d[(size_t)active[k] * size + made] =
                (d[(size_t)active[x] * size + active[k]] +
                 d[(size_t)active[y] * size + active[k]] -
                 d[(size_t)active[x] * size + active[y]]) /
                2;
        tree->parent[active[x]] = tree->parent[active[y]] = made;
        active[x] = made;
        active[y] = active[--n];
    }
    tree->root = next;
    for (uint32_t k = 0; k < n; k++)
        tree->parent[active[k]] = next;
    tree->parent[next] = next;
}

// Takes out lost nodes with fewer than two children.
static void tidy(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes)
{
    bool again = true;
    while (again) {
        again = false;
        for (uint32_t v = n_witnesses; v < n_nodes; v++) {
            uint32_t n = 0, child = 0;
            if (t->parent[v] == COST_NONE)
                continue;
            for (uint32_t c = 0; c < n_nodes; c++)
                if (c != v && t->parent[c] == v) {
                    n++;
                    child = c;
                }
            if (n >= 2)
                continue;
            if (n == 1) {
                t->parent[child] = t->root == v ? child : t->parent[v];
                t->root = t->root == v ? child : t->root;
            }
            t->parent[v] = COST_NONE;
            again = true;
        }
    }
}

void start_expect(arena *tmp, cost_state *s)
{
    enum { MOST_ROUNDS = 8 };
    const cost_model *m = s->m;
    const uint32_t n = m->n_nodes, n_patterns = cost_n_patterns(m);
    uint8_t *states = arena_alloc(tmp, (size_t)n_patterns * n + 1);
    uint8_t *rows = arena_alloc(tmp, (size_t)n_patterns * n + 1);
    int32_t *d = arena_array(tmp, int32_t, (size_t)n * n);
    uint32_t *nodes = arena_array(tmp, uint32_t, n);
    copy_tree before = {arena_array(tmp, uint32_t, n), 0};
    for (int round = 0; round < MOST_ROUNDS; round++) {
        arena *own = arena_sub(tmp);
        uint32_t n_used = 0;
        cost_states(own, s, states);
        for (uint32_t v = 0; v < n; v++)
            if (s->tree.parent[v] != COST_NONE)
                nodes[n_used++] = v;
        for (uint32_t v = 0; v < n; v++)
            for (uint32_t i = 0; i < n_patterns; i++)
                rows[(size_t)v * n_patterns + i] = states[(size_t)i * n + v];
        for (uint32_t a = 0; a < n_used; a++)
            for (uint32_t b = 0; b < a; b++)
                d[(size_t)nodes[a] * n + nodes[b]] = d[(size_t)nodes[b] * n + nodes[a]] =
                    start_distance(m, &rows[(size_t)nodes[a] * n_patterns],
                                   &rows[(size_t)nodes[b] * n_patterns]);
        memcpy(before.parent, s->tree.parent, n * sizeof *before.parent);
        before.root = s->tree.root;
        int32_t cost = s->cost;
        copy_tree next = {arena_array(own, uint32_t, n), 0};
        memset(next.parent, 0xff, n * sizeof *next.parent);
        span_nodes(own, d, n, nodes, n_used, s->tree.root, &next);
        tidy(&next, m->n_witnesses, n);
        cost_set(s, &next);
        arena_release(own);
        if (s->cost < cost)
            continue;
        cost_set(s, &before);
        return;
    }
}
