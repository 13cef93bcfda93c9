// The tree nearest to many: of three witnesses it says as the samples do which two are
// nearer, and of each witness what it was copied from.
#include "family/search.h"

#include <stdlib.h>
#include <string.h>

static const double PARENT_SHARE =
    0.5; // of the agreement on parents, beside that on distances

static const double LEAST_BETTER = 1e-12; // sums of the same numbers in another order

enum { CLIMBING = 150 }; // moves tried for each witness

typedef struct {
    uint32_t n, n_nodes, n_samples;
    // worth[((a * n + b) * n + c) * 3 + s]: for the sign s - 1 of d(a,b) - d(a,c), b < c
    uint32_t *worth;
    uint32_t *above; // above[w * (n + 1) + u]: samples in which u is the nearest witness
                     // above w
    uint32_t *distance; // scratch: of two witnesses
    uint32_t *depth_of;
} agreement;

static uint32_t nearest_above(const copy_tree *t, uint32_t w, uint32_t n)
{
    uint32_t v = w;
    while (t->root != v) {
        v = t->parent[v];
        if (v < n)
            return v;
    }
    return n;
}

static uint32_t depth(const copy_tree *t, uint32_t v)
{
    uint32_t d = 0;
    for (; v != t->root; v = t->parent[v])
        d++;
    return d;
}

static void measure(agreement *g, const copy_tree *t)
{
    const uint32_t n = g->n;
    for (uint32_t v = 0; v < g->n_nodes; v++)
        g->depth_of[v] = t->parent[v] == COST_NONE ? 0 : depth(t, v);
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < a; b++) {
            uint32_t x = a, y = b, d = 0;
            while (x != y) {
                if (g->depth_of[x] >= g->depth_of[y])
                    x = t->parent[x];
                else
                    y = t->parent[y];
                d++;
            }
            g->distance[a * n + b] = g->distance[b * n + a] = d;
        }
}

static uint32_t sign_of(const agreement *g, uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t x = g->distance[a * g->n + b], y = g->distance[a * g->n + c];
    return x < y ? 0 : x == y ? 1 : 2;
}

static void count(agreement *g, const tree_samples *samples)
{
    const uint32_t n = g->n;
    for (uint32_t k = 0; k < samples->n; k++) {
        const copy_tree *t = &samples->v[k];
        measure(g, t);
        for (uint32_t w = 0; w < n; w++)
            g->above[w * (n + 1) + nearest_above(t, w, n)]++;
        for (uint32_t a = 0; a < n; a++)
            for (uint32_t b = 0; b < n; b++)
                for (uint32_t c = b + 1; c < n && b != a; c++)
                    g->worth[(((size_t)a * n + b) * n + c) * 3 + sign_of(g, a, b, c)] +=
                        2;
    }
    for (uint32_t a = 0; a < n; a++) // a tie is half right where there is none
        for (uint32_t b = 0; b < n; b++)
            for (uint32_t c = b + 1; c < n; c++) {
                uint32_t *w = &g->worth[(((size_t)a * n + b) * n + c) * 3];
                uint32_t less = w[0], same = w[1], more = w[2];
                w[0] = less + same / 2;
                w[1] = same + (less + more) / 2;
                w[2] = more + same / 2;
            }
}

static double agreement_of(agreement *g, const copy_tree *t)
{
    const uint32_t n = g->n;
    uint64_t signs = 0, parents = 0;
    measure(g, t);
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < n; b++)
            for (uint32_t c = b + 1; c < n && b != a; c++)
                if (c != a)
                    signs +=
                        g->worth[(((size_t)a * n + b) * n + c) * 3 + sign_of(g, a, b, c)];
    for (uint32_t w = 0; w < n; w++)
        parents += g->above[w * (n + 1) + nearest_above(t, w, n)];
    double triples = n * (n - 1.0) * (n - 2.0) / 2;
    double total = PARENT_SHARE * (double)parents / ((double)n * g->n_samples);
    if (triples > 0)
        total += (double)signs / (2 * triples * g->n_samples);
    return total;
}

static void set_up(arena *tmp, agreement *g, const tree_samples *samples)
{
    const uint32_t n = samples->n_witnesses;
    *g = (agreement){.n = n, .n_nodes = samples->n_nodes, .n_samples = samples->n};
    g->worth = arena_array(tmp, uint32_t, (size_t)n * n * n * 3);
    g->above = arena_array(tmp, uint32_t, (size_t)n * (n + 1));
    g->distance = arena_array(tmp, uint32_t, (size_t)n * n);
    g->depth_of = arena_array(tmp, uint32_t, samples->n_nodes);
    count(g, samples);
}

// The first of the samples that agree most with all.
static const copy_tree *best_sample(agreement *g, const tree_samples *samples,
                                    double *best_score)
{
    uint32_t best = 0;
    *best_score = -1;
    for (uint32_t k = 0; k < samples->n; k++) {
        double score = agreement_of(g, &samples->v[k]);
        if (score > *best_score + LEAST_BETTER) {
            *best_score = score;
            best = k;
        }
    }
    return &samples->v[best];
}

// Moves from there, as long as one agrees more.
static void climb(arena *tmp, agreement *g, cost_state *s, double score)
{
    const uint32_t n = g->n;
    random_bits r = {7};
    uint32_t *near = arena_array(tmp, uint32_t, (size_t)n * n); // in no special order
    for (uint32_t w = 0; w < n; w++)
        for (uint32_t k = 0; k + 1 < n; k++)
            near[w * n + k] = (w + 1 + k) % n;
    for (uint32_t k = 0; k < CLIMBING * n; k++) {
        if (!move_random(&r, s, near))
            continue;
        double here = agreement_of(g, &s->next);
        if (here <= score + LEAST_BETTER)
            continue;
        score = here;
        memcpy(s->tree.parent, s->next.parent, g->n_nodes * sizeof(uint32_t));
        s->tree.root = s->next.root;
    }
}

void search_agreed(arena *out, const tree_samples *samples, copy_tree *agreed)
{
    arena *tmp = arena_sub(out);
    const uint32_t n_nodes = samples->n_nodes;
    agreement g;
    double score;
    set_up(tmp, &g, samples);
    const copy_tree *start = best_sample(&g, samples, &score);
    cost_model shape = {.n_witnesses = samples->n_witnesses, .n_nodes = n_nodes};
    cost_state s = {.m = &shape}; // for its trees alone
    s.tree.parent = arena_copy(tmp, start->parent, n_nodes * sizeof(uint32_t));
    s.tree.root = start->root;
    s.next.parent = arena_array(tmp, uint32_t, n_nodes);
    climb(tmp, &g, &s, score);
    agreed->parent = arena_copy(out, s.tree.parent, n_nodes * sizeof(uint32_t));
    agreed->root = s.tree.root;
    arena_release(tmp);
}
