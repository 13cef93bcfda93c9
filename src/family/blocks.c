// A block out of another branch: a run of places in which another node's readings lead to
// the witness's with fewer changes than its source's do.
//
//   places     1  2  3  4  5  6  7  8  9
//   source     .  .  .  5  8  .  5  .  .      bits for what the witness has there
//   other      5  3  .  .  .  .  .  8  5
//                      └── block ──┘          gain 18, less the ends and the choice
//
// What a lost node had is what the rest of the tree says, without the witness and what
// was copied from it: messages up and down the tree (see cost.h), place by place.
#include "family/blocks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double BLOCK_BITS = 48.0; // bits: a second source, besides its place
static const double REST_BITS = 4.0;   // what is outside speaks for the source by so much
static const double MOST_SHARE = 0.75; // of the places of the witness
static const double MOST_BITS = 8.0;   // that one place may say
enum { LEAST_PLACES = 5 };

typedef struct {
    const site_set *sites;
    const copy_tree *tree;
    uint32_t n_nodes, n_order;
    uint32_t *order;    // nodes without those at or below the witness, parents first
    bool *out;          // at or below the witness
    bool *above;        // the witness's ancestors
    int32_t *up, *down; // messages of one site: [node * SITE_STATES + state]
    int32_t *bits; // bits[node * n_sites + site]: what the witness's reading costs there
} finding;

static bool is_at_or_below(const copy_tree *t, uint32_t v, uint32_t top)
{
    while (v != top && v != t->root)
        v = t->parent[v];
    return v == top;
}

static void lay_out(finding *f, uint32_t w)
{
    const copy_tree *t = f->tree;
    f->n_order = 0;
    memset(f->above, 0, f->n_nodes * sizeof *f->above);
    for (uint32_t v = 0; v < f->n_nodes; v++)
        f->out[v] = t->parent[v] == COST_NONE || is_at_or_below(t, v, w);
    for (uint32_t v = w; v != t->root;) {
        v = t->parent[v];
        f->above[v] = true;
    }
    if (f->out[t->root])
        return;
    f->order[f->n_order++] = t->root;
    for (uint32_t k = 0; k < f->n_order; k++)
        for (uint32_t v = 0; v < f->n_nodes; v++)
            if (!f->out[v] && v != t->root && t->parent[v] == f->order[k])
                f->order[f->n_order++] = v;
}

static int32_t step(const site *s, uint32_t from, uint32_t to)
{
    return from == to ? 0 : s->event[to] + s->choice[to];
}

static void send(const site *s, const int32_t *from, int32_t *to, bool upwards)
{
    for (uint32_t k = 0; k < s->n_states; k++) {
        int32_t best = INT32_MAX;
        for (uint32_t x = 0; x < s->n_states; x++) {
            int32_t here = from[x] + (upwards ? step(s, k, x) : step(s, x, k));
            best = here < best ? here : best;
        }
        to[k] = best;
    }
}

/* What each node's reading costs at least for all witnesses outside; then what the
 * witness's own reading costs as a copy of it. */
static void weigh_site(finding *f, uint32_t which, uint32_t w)
{
    enum { NEVER = 1 << 20 };
    const site *s = &f->sites->v[which];
    const uint32_t n = f->sites->n_witnesses, n_sites = f->sites->n;
    for (uint32_t k = 0; k < f->n_order; k++) { // own readings
        uint32_t v = f->order[k];
        for (uint32_t x = 0; x < s->n_states; x++)
            f->up[v * SITE_STATES + x] =
                v < n && s->states[v] != SITE_UNKNOWN && s->states[v] != x ? NEVER : 0;
    }
    int32_t sent[SITE_STATES], rest[SITE_STATES];
    for (uint32_t k = f->n_order; k-- > 1;) {
        uint32_t v = f->order[k], p = f->tree->parent[v];
        send(s, &f->up[v * SITE_STATES], sent, true);
        for (uint32_t x = 0; x < s->n_states; x++)
            f->up[p * SITE_STATES + x] += sent[x];
    }
    for (uint32_t x = 0; x < s->n_states; x++)
        f->down[f->tree->root * SITE_STATES + x] = s->first[x] + s->choice[x];
    for (uint32_t k = 0; k < f->n_order; k++) {
        uint32_t v = f->order[k], p = f->tree->parent[v];
        int32_t *all = &f->down[v * SITE_STATES];
        if (k > 0) {
            send(s, &f->up[v * SITE_STATES], sent, true);
            // down[p] holds all that p has by now, from above, below and itself
            for (uint32_t x = 0; x < s->n_states; x++)
                rest[x] = f->down[p * SITE_STATES + x] - sent[x];
            send(s, rest, all, false);
        }
        int32_t least = INT32_MAX, best = INT32_MAX;
        for (uint32_t x = 0; x < s->n_states; x++) {
            all[x] += f->up[v * SITE_STATES + x];
            least = all[x] < least ? all[x] : least;
            int32_t here = all[x] + step(s, x, s->states[w]);
            best = here < best ? here : best;
        }
        int32_t bits = best - least;
        int32_t most = (int32_t)(MOST_BITS * SITE_UNITS);
        f->bits[(size_t)v * n_sites + which] = bits < most ? bits : most;
    }
}

typedef struct {
    uint32_t from, to; // sites [from, to)
    int32_t gain, total;
    uint32_t n_for;
} run;

// The run of sites with the largest sum (Bentley 1984).
static run best_run(const finding *f, const bool *told, uint32_t source, uint32_t other)
{
    const uint32_t n = f->sites->n;
    const int32_t *here = &f->bits[(size_t)source * n];
    const int32_t *there = &f->bits[(size_t)other * n];
    run best = {0}, now = {0};
    int32_t total = 0;
    for (uint32_t k = 0; k < n; k++) {
        if (!told[k])
            continue;
        int32_t gain = here[k] - there[k];
        total += gain;
        if (now.gain <= 0)
            now = (run){.from = k};
        now.gain += gain;
        now.n_for += gain > 0;
        now.to = k + 1;
        if (now.gain > best.gain)
            best = now;
    }
    best.total = total;
    return best;
}

static void find_one(finding *f, const witness_facts *facts, uint32_t w, bool *told,
                     second_block *to)
{
    const uint32_t n = f->sites->n_witnesses, source = f->tree->parent[w];
    uint32_t n_told = 0;
    lay_out(f, w);
    for (uint32_t k = 0; k < f->sites->n; k++) {
        const site *s = &f->sites->v[k];
        told[k] = s->states[w] != SITE_UNKNOWN &&
                  !(f->sites->end && s->column >= f->sites->end[w]);
        n_told += told[k];
        if (told[k])
            weigh_site(f, k, w);
    }
    double say = BLOCK_BITS + 2 * log2(n_told + 1.0) + log2(f->n_order + 1.0);
    for (uint32_t k = 0; k < f->n_order; k++) {
        uint32_t v = f->order[k];
        if (v == source || f->above[v] ||
            (v < n && tree_is_before(facts[w].published, facts[v].published, false)))
            continue;
        run r = best_run(f, told, source, v);
        double gain = (double)r.gain / SITE_UNITS - say;
        double rest = (double)(r.gain - r.total) / SITE_UNITS;
        if (gain <= to->gain || r.n_for < LEAST_PLACES || rest < REST_BITS)
            continue;
        uint32_t inside = 0;
        for (uint32_t i = r.from; i < r.to; i++)
            inside += told[i];
        if (inside > MOST_SHARE * n_told)
            continue;
        *to = (second_block){f->sites->v[r.from].column, f->sites->v[r.to - 1].column + 1,
                             v, gain, r.n_for};
    }
}

typedef struct {
    uint32_t column, index;
} placed;

static int by_column(const void *left, const void *right)
{
    const placed *a = left, *b = right;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void sort_sites(arena *tmp, site_set *sorted, const site_set *sites)
{
    placed *list = arena_array(tmp, placed, sites->n + 1);
    for (uint32_t k = 0; k < sites->n; k++)
        list[k] = (placed){sites->v[k].column, k};
    qsort(list, sites->n, sizeof *list, by_column);
    *sorted = *sites;
    sorted->v = arena_array(tmp, site, sites->n + 1);
    for (uint32_t k = 0; k < sites->n; k++)
        sorted->v[k] = sites->v[list[k].index];
}

void blocks_find(arena *out, const site_set *sites, const witness_facts *facts,
                 const copy_tree *tree, uint32_t n_nodes, second_block *blocks)
{
    arena *tmp = arena_sub(out);
    site_set sorted;
    sort_sites(tmp, &sorted, sites);
    finding f = {.sites = &sorted, .tree = tree, .n_nodes = n_nodes};
    f.order = arena_array(tmp, uint32_t, n_nodes);
    f.out = arena_array(tmp, bool, n_nodes);
    f.above = arena_array(tmp, bool, n_nodes);
    f.up = arena_array(tmp, int32_t, (size_t)n_nodes * SITE_STATES);
    f.down = arena_array(tmp, int32_t, (size_t)n_nodes * SITE_STATES);
    f.bits = arena_array(tmp, int32_t, (size_t)n_nodes * (sites->n + 1));
    bool *told = arena_array(tmp, bool, sites->n + 1);
    for (uint32_t w = 0; w < sites->n_witnesses; w++) {
        blocks[w] = (second_block){0};
        if (w != tree->root && sites->n > 0)
            find_one(&f, facts, w, told, &blocks[w]);
    }
    arena_release(tmp);
}
