#include "family/search.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STARTS = 20,
    COOLING = 100, // moves tried for each witness while it cools
    SAMPLING = 60, // and afterwards
    SAMPLES = 10,  // trees kept of each start
};

static const double HOT = 6.0;  // times the last temperature
static const double WARM = 2.5; // bits: sites are not all independent of each other

static const double ROOT_MARGIN = 3.0; // bits: by so much better

static double fraction(random_bits *r)
{
    return (double)draw_below(r, 1u << 30) / (double)(1u << 30);
}

static copy_tree new_tree(arena *a, uint32_t n_nodes)
{
    copy_tree t = {arena_array(a, uint32_t, n_nodes), 0};
    memset(t.parent, 0xff, n_nodes * sizeof *t.parent);
    return t;
}

static void copy_to(copy_tree *to, const copy_tree *from, uint32_t n_nodes)
{
    memcpy(to->parent, from->parent, n_nodes * sizeof *to->parent);
    to->root = from->root;
}

// `moves` random moves, from temperature `from` to `to` (bits).
static void walk(random_bits *r, cost_state *s, const uint32_t *near, uint32_t moves,
                 double from, double to)
{
    double temperature = from, step = pow(to / from, 1.0 / (moves + 1));
    for (uint32_t k = 0; k < moves; k++, temperature *= step) {
        if (!move_random(r, s, near))
            continue;
        int32_t cost = cost_try(s);
        double worse = (double)(cost - s->cost) / (SITE_UNITS * temperature);
        if (worse <= 0 || fraction(r) < exp2(-worse))
            cost_accept(s, cost);
        else
            cost_reject(s);
    }
}

static void draw_sites(random_bits *r, uint32_t *counts, uint32_t n)
{
    memset(counts, 0, n * sizeof *counts);
    for (uint32_t i = 0; i < n; i++)
        counts[draw_below(r, n)]++;
}

/* The other witnesses of each witness, nearest first. */
typedef struct {
    int32_t distance;
    uint32_t w;
} neighbour;

static int by_distance(const void *left, const void *right)
{
    const neighbour *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return (a->w > b->w) - (a->w < b->w);
}

static uint32_t *order_neighbours(arena *out, const cost_model *m)
{
    const uint32_t n = m->n_witnesses;
    uint32_t *near = arena_array(out, uint32_t, (size_t)n * n);
    arena *tmp = arena_sub(out);
    int32_t *d = start_distances(tmp, m);
    neighbour *list = arena_array(tmp, neighbour, n);
    for (uint32_t w = 0; w < n; w++) {
        uint32_t k = 0;
        for (uint32_t v = 0; v < n; v++)
            if (v != w)
                list[k++] = (neighbour){d[(size_t)w * n + v], v};
        qsort(list, k, sizeof *list, by_distance);
        for (uint32_t i = 0; i < k; i++)
            near[(size_t)w * n + i] = list[i].w;
    }
    arena_release(tmp);
    return near;
}

static void begin(arena *tmp, random_bits *r, uint32_t number, cost_state *s)
{
    copy_tree t = new_tree(tmp, s->m->n_nodes);
    if (number % 2)
        start_spanning(tmp, s->m, draw_below(r, s->m->n_witnesses), &t);
    else
        start_joined(tmp, s->m, &t);
    cost_set(s, &t);
    start_expect(tmp, s);
}

static void run_start(arena *out, const site_set *sites, const witness_facts *facts,
                      uint32_t number, cost_state *all, tree_samples *samples)
{
    arena *tmp = arena_sub(out);
    random_bits r = {hash_mix(2026, number)};
    uint32_t *counts = arena_array(tmp, uint32_t, sites->n + 1);
    const uint32_t n = sites->n_witnesses;
    draw_sites(&r, counts, sites->n);
    cost_model m;
    cost_state s;
    cost_model_make(tmp, sites, counts, facts, &m);
    cost_state_init(tmp, &m, &s);
    uint32_t *near = order_neighbours(tmp, &m);
    begin(tmp, &r, number, &s);
    walk(&r, &s, near, COOLING * n, WARM * HOT, WARM);
    for (uint32_t k = 0; k < SAMPLES; k++) {
        walk(&r, &s, near, SAMPLING * n / SAMPLES, WARM, WARM);
        copy_tree *kept = &samples->v[samples->n];
        *kept = new_tree(out, m.n_nodes);
        copy_to(kept, &s.tree, m.n_nodes);
        cost_set(all, kept);
        samples->costs[samples->n++] = all->cost;
    }
    arena_release(tmp);
}

void search_trees(arena *out, const site_set *sites, const witness_facts *facts,
                  tree_samples *samples)
{
    arena *tmp = arena_sub(out);
    cost_model m;
    cost_state all;
    cost_model_make(tmp, sites, NULL, facts, &m);
    cost_state_init(tmp, &m, &all);
    *samples = (tree_samples){.n_witnesses = m.n_witnesses, .n_nodes = m.n_nodes};
    samples->v = arena_array(out, copy_tree, STARTS * SAMPLES);
    samples->costs = arena_array(out, int32_t, STARTS * SAMPLES);
    for (uint32_t k = 0; k < STARTS; k++)
        run_start(out, sites, facts, k, &all, samples);
    arena_release(tmp);
}

// A root at node v, or at a lost node above it.
static bool try_root(cost_state *s, const copy_tree *t, uint32_t v, bool above)
{
    const uint32_t n = s->m->n_nodes;
    uint32_t made = s->m->n_witnesses;
    copy_to(&s->next, t, n);
    if (v == t->root)
        return false;
    if (above) {
        while (made < n && t->parent[made] != COST_NONE)
            made++;
        if (made == n)
            return false;
        s->next.parent[made] = t->parent[v];
        s->next.parent[v] = made;
        v = made;
    }
    move_reroot(&s->next, s->m->n_witnesses, n, v);
    return true;
}

void search_root(arena *out, const site_set *sites, const witness_facts *facts,
                 copy_tree *tree)
{
    arena *tmp = arena_sub(out);
    cost_model m;
    cost_state s;
    cost_model_make(tmp, sites, NULL, facts, &m);
    // Two texts do not tell whether the first is kept, and of outlets too little is
    // known.
    bool same_kind = cost_is_news(facts, m.n_witnesses) || m.n_witnesses < 3;
    cost_state_init(tmp, &m, &s);
    copy_tree first = new_tree(tmp, m.n_nodes), best = new_tree(tmp, m.n_nodes);
    copy_to(&first, tree, m.n_nodes);
    copy_to(&best, tree, m.n_nodes);
    cost_set(&s, &first);
    int32_t least = s.cost - (int32_t)(ROOT_MARGIN * SITE_UNITS);
    for (uint32_t v = 0; v < m.n_nodes && sites->n > 0; v++)
        for (int above = 0; above < 2 && first.parent[v] != COST_NONE; above++) {
            if (!try_root(&s, &first, v, above))
                continue;
            bool was_kept = first.root < m.n_witnesses;
            if (same_kind && was_kept != (s.next.root < m.n_witnesses))
                continue;
            copy_tree here = new_tree(tmp, m.n_nodes);
            copy_to(&here, &s.next, m.n_nodes);
            cost_set(&s, &here);
            if (s.cost < least) {
                least = s.cost;
                copy_to(&best, &here, m.n_nodes);
            }
        }
    copy_to(tree, &best, m.n_nodes);
    arena_release(tmp);
}
