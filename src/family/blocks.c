// Which witnesses are mosaics (mosaic.h), in one tree and in others as good.
//
//   each witness in each tree ─► gain ─► mean of the logarithms, less what chance gives
//                                        the more, the more places there are
//   sentences twice in one text, as two others have them ─► speak for it, too
//   the surest ones are taken, their blocks no longer read ─► all others once more
//
// A witness that took a block makes its neighbours look as if they had: that is why
// blocks that are found are left out before the others are judged.
#include "family/blocks.h"

#include "base/hash.h"
#include "family/mosaic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 3,
    MOST_TREES = 10,
    TREES_BY = 200, // divided by the witnesses: so many trees
    LEAST_TREES = 4,
    MOST_TWICE = 3,
};
static const double STYLES = 2.0; // places that a habit of a house counts for, in all

// Fitted on simulated families, see doc/results.md.
static const double ODDS = -3.57, ODDS_GAIN = 2.38, ODDS_PLACES = -0.96,
                    ODDS_TWICE = 2.86;
// What is told has to be surer, the more witnesses there are to be wrong about.
static const double LEAST_SURE = 0.45, SURE_BY_SIZE = 1.75;

/* Places
 * -------------------------------------------------------------------------------------
 */

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

// The sites in order, with states of their own.
static void sort_sites(arena *tmp, site_set *sorted, const site_set *sites)
{
    placed *list = arena_array(tmp, placed, sites->n + 1);
    for (uint32_t k = 0; k < sites->n; k++)
        list[k] = (placed){sites->v[k].column, k};
    qsort(list, sites->n, sizeof *list, by_column);
    *sorted = *sites;
    sorted->v = arena_array(tmp, site, sites->n + 1);
    for (uint32_t k = 0; k < sites->n; k++) {
        sorted->v[k] = sites->v[list[k].index];
        sorted->v[k].states = arena_copy(tmp, sorted->v[k].states, sites->n_witnesses);
    }
}

static bool is_style(const site *s)
{
    return s->kind == SITE_NAME || s->kind == SITE_STYLE || s->kind == SITE_MARK ||
           s->kind == SITE_SPELLED;
}

// The same for two sites that part the witnesses alike.
static uint64_t partition_key(const site *s, uint32_t n)
{
    uint8_t to[SITE_UNKNOWN + 1], next = 0;
    uint64_t key = 1;
    memset(to, SITE_UNKNOWN, sizeof to);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t x = s->states[i];
        if (x == SITE_UNKNOWN)
            continue;
        if (to[x] == SITE_UNKNOWN)
            to[x] = next++;
        key = hash_mix(key, (uint64_t)i << 8 | to[x]);
    }
    return key;
}

/* What a house does to all of a text is one change, wherever it shows. */
static void damp_styles(arena *tmp, site_set *sites)
{
    hash_table seen;
    hash_table_init(&seen, tmp, sites->n);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t k = 0; k < sites->n; k++) {
            site *s = &sites->v[k];
            if (!is_style(s))
                continue;
            uint32_t *n =
                hash_table_put(&seen, partition_key(s, sites->n_witnesses), NULL);
            if (pass == 0)
                ++*n;
            for (uint32_t x = 0; x < s->n_states && pass == 1; x++) {
                double by = fmin(1, STYLES / *n);
                s->event[x] = (int32_t)(s->event[x] * by);
                s->choice[x] = (int32_t)(s->choice[x] * by);
                s->first[x] = (int32_t)(s->first[x] * by);
            }
        }
}

/* Trees
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    arena *tmp;
    site_set sites;
    const witness_facts *facts;
    const copy_tree *trees[MOST_TREES + 1]; // the one that is told first
    uint32_t n_trees, n_nodes;
    mosaic_maker *maker;
    mosaic *found; // of each witness, in the first tree
    double *sure;
    bool *taken;
} finding;

static void choose_trees(finding *f, const copy_tree *tree, const tree_samples *samples)
{
    uint32_t n = TREES_BY / f->sites.n_witnesses;
    n = n < LEAST_TREES ? LEAST_TREES : n < MOST_TREES ? n : MOST_TREES;
    n = n < samples->n ? n : samples->n;
    f->trees[f->n_trees++] = tree;
    for (uint32_t k = 0; k < n; k++) // the last of each part
        f->trees[f->n_trees++] = &samples->v[(k + 1) * samples->n / n - 1];
}

static bool is_at_or_below(const copy_tree *t, uint32_t v, uint32_t top)
{
    while (v != top && v != t->root)
        v = t->parent[v];
    return v == top;
}

/* Sentences that the witness has twice and no other but its copies. */
static uint32_t count_twice(const finding *f, uint32_t w)
{
    const site_set *s = &f->sites;
    uint32_t n = 0;
    for (uint32_t u = 0; u < s->n_units && n < MOST_TWICE; u++) {
        bool own = s->twice[(size_t)u * s->n_witnesses + w];
        for (uint32_t v = 0; v < s->n_witnesses && own; v++)
            own = !s->twice[(size_t)u * s->n_witnesses + v] ||
                  is_at_or_below(f->trees[0], v, w);
        n += own;
    }
    return n;
}

static void judge(finding *f, uint32_t w)
{
    double gain = 0;
    for (uint32_t k = 0; k < f->n_trees; k++) {
        const copy_tree *t = f->trees[k];
        mosaic here = mosaic_find(f->maker, t, w);
        gain += log(fmax(1, here.gain)) / f->n_trees;
        if (k == 0)
            f->found[w] = here;
    }
    const mosaic *m = &f->found[w];
    double odds = ODDS + ODDS_GAIN * gain + ODDS_PLACES * log(m->n_places + 1.0) +
                  ODDS_TWICE * count_twice(f, w);
    f->sure[w] = m->last > m->first ? 1 / (1 + exp(-odds)) : 0;
}

// A block that is taken is no longer read.
static void take(finding *f, uint32_t w)
{
    f->taken[w] = true;
    for (uint32_t k = 0; k < f->sites.n; k++) {
        const site *s = &f->sites.v[k];
        if (s->column >= f->found[w].first && s->column < f->found[w].last)
            s->states[w] = SITE_UNKNOWN;
    }
}

typedef struct {
    double sure;
    uint32_t w;
} candidate;

static int by_sure(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->sure != b->sure)
        return a->sure > b->sure ? -1 : 1;
    return (a->w > b->w) - (a->w < b->w);
}

/* The surest ones; of two of which one is the other's source, the surer one. */
static bool take_surest(finding *f)
{
    const uint32_t n = f->sites.n_witnesses;
    const double least = fmax(LEAST_SURE, 1 - SURE_BY_SIZE / sqrt(n));
    candidate *list = arena_array(f->tmp, candidate, n);
    bool *now = arena_array(f->tmp, bool, f->n_nodes), any = false;
    uint32_t n_list = 0;
    for (uint32_t w = 0; w < n; w++)
        if (!f->taken[w] && f->sure[w] >= least)
            list[n_list++] = (candidate){f->sure[w], w};
    qsort(list, n_list, sizeof *list, by_sure);
    for (uint32_t k = 0; k < n_list; k++) {
        uint32_t w = list[k].w, from = f->found[w].from;
        bool free_now = !now[w] && !now[from];
        now[w] = now[from] = true;
        if (!free_now)
            continue;
        take(f, w);
        any = true;
    }
    return any;
}

void blocks_find(arena *out, const site_set *sites, const witness_facts *facts,
                 const copy_tree *tree, const tree_samples *samples, second_block *blocks)
{
    const uint32_t n = sites->n_witnesses;
    memset(blocks, 0, n * sizeof *blocks);
    if (sites->n == 0 || n < 3)
        return;
    finding f = {.tmp = arena_sub(out), .facts = facts, .n_nodes = samples->n_nodes};
    sort_sites(f.tmp, &f.sites, sites);
    damp_styles(f.tmp, &f.sites);
    choose_trees(&f, tree, samples);
    f.maker = mosaic_maker_new(f.tmp, &f.sites, facts, f.n_nodes);
    f.found = arena_array(f.tmp, mosaic, n);
    f.sure = arena_array(f.tmp, double, n);
    f.taken = arena_array(f.tmp, bool, n);
    bool any = true;
    for (uint32_t round = 0; round < ROUNDS && any; round++) {
        for (uint32_t w = 0; w < n; w++)
            if (!f.taken[w])
                judge(&f, w);
        any = take_surest(&f);
    }
    for (uint32_t w = 0; w < n; w++)
        if (f.taken[w])
            blocks[w] = (second_block){f.found[w].first, f.found[w].last, f.found[w].from,
                                       f.sure[w], f.found[w].n_for};
    arena_release(f.tmp);
}
