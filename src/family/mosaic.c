#include "family/mosaic.h"

#include <math.h>
#include <string.h>

static const double MOST_WORD = 8.0;  // bits that one word may say, …
static const double MOST_TEXT = 27.0; // … or a sentence
static const double SPEAKS = 2.0;     // a place that speaks for a block
enum {
    MAIN_SOURCES =
        5,         // tried for the rest: the one in the tree and the best by themselves
    CUT_SHARE = 4, // what is not there is taken from nowhere: a cut says so much less
    SOFT = 16 * SITE_UNITS, // beyond that one of two costs is nothing
    NEVER = 1 << 20,
};

typedef struct {
    uint32_t node; // this one, or one on the edge above it
    bool possible; // as far as time tells
    int64_t total;
    int16_t *bits; // of each place told, what the witness's reading costs as a copy of it
} source;

struct mosaic_maker {
    const site_set *sites;
    const witness_facts *facts;
    uint32_t n_nodes;
    const copy_tree *tree;
    uint32_t *order, n_order; // nodes that are not at or below the witness, parents first
    uint32_t *child, *sibling;
    bool *above;                       // the witness's ancestors
    int32_t *up, *sent, *down, *total; // messages of one place: [node * SITE_STATES + x]
    source *sources;                   // of order[k]: 2 k, and 2 k + 1 for the edge above
    uint32_t n_sources;
    int16_t *bits;
    uint32_t *told, n_told; // places that say something of the witness
    int32_t soft[SOFT];     // log2(1 + 2^-d) for each difference d
};

mosaic_maker *mosaic_maker_new(arena *a, const site_set *sites,
                               const witness_facts *facts, uint32_t n_nodes)
{
    mosaic_maker *m = arena_new(a, mosaic_maker);
    *m = (mosaic_maker){.sites = sites, .facts = facts, .n_nodes = n_nodes};
    m->order = arena_array(a, uint32_t, n_nodes);
    m->child = arena_array(a, uint32_t, n_nodes);
    m->sibling = arena_array(a, uint32_t, n_nodes);
    m->above = arena_array(a, bool, n_nodes);
    m->up = arena_array(a, int32_t, (size_t)n_nodes * SITE_STATES);
    m->sent = arena_array(a, int32_t, (size_t)n_nodes * SITE_STATES);
    m->down = arena_array(a, int32_t, (size_t)n_nodes * SITE_STATES);
    m->total = arena_array(a, int32_t, (size_t)n_nodes * SITE_STATES);
    m->sources = arena_array(a, source, 2 * (size_t)n_nodes);
    m->bits = arena_array(a, int16_t, 2 * (size_t)n_nodes * (sites->n + 1));
    m->told = arena_array(a, uint32_t, sites->n + 1);
    for (int32_t d = 0; d < SOFT; d++)
        m->soft[d] =
            (int32_t)lround(SITE_UNITS * log2(1 + exp2(-(double)d / SITE_UNITS)));
    return m;
}

/* The tree without the witness
 * ---------------------------------------------------------------------------- */

static void lay_out(mosaic_maker *m, uint32_t w)
{
    const copy_tree *t = m->tree;
    memset(m->child, 0xff, m->n_nodes * sizeof *m->child);
    memset(m->above, 0, m->n_nodes * sizeof *m->above);
    for (uint32_t v = m->n_nodes; v-- > 0;) {
        if (t->parent[v] == COST_NONE || v == t->root || v == w)
            continue;
        m->sibling[v] = m->child[t->parent[v]];
        m->child[t->parent[v]] = v;
    }
    for (uint32_t v = w; v != t->root;) {
        v = t->parent[v];
        m->above[v] = true;
    }
    m->n_order = 0;
    if (w == t->root)
        return;
    m->order[m->n_order++] = t->root;
    for (uint32_t k = 0; k < m->n_order; k++)
        for (uint32_t c = m->child[m->order[k]]; c != COST_NONE; c = m->sibling[c])
            m->order[m->n_order++] = c;
}

/* Printed before w, as far as is known. */
static bool may_be_source(const mosaic_maker *m, uint32_t v, uint32_t w)
{
    return v >= m->sites->n_witnesses ||
           !tree_is_before(m->facts[w].published, m->facts[v].published, false);
}

static void list_sources(mosaic_maker *m, uint32_t w)
{
    m->n_sources = 2 * m->n_order;
    for (uint32_t k = 0; k < m->n_order; k++) {
        uint32_t v = m->order[k];
        for (uint32_t e = 0; e < 2; e++) {
            source *s = &m->sources[2 * k + e];
            *s = (source){.node = v};
            s->possible = e || v == m->tree->parent[w] || may_be_source(m, v, w);
            s->bits = &m->bits[(size_t)(2 * k + e) * (m->sites->n + 1)];
        }
    }
}

/* The node that a block from here is from: on the edge above a later witness there was a
 * lost copy, and the node above stands for it. None: the witness's own source does. */
static uint32_t stands_for(const mosaic_maker *m, const source *s, uint32_t w)
{
    uint32_t v = s->node, parent = m->tree->parent[v];
    if (!may_be_source(m, v, w))
        v = v == m->tree->root ? COST_NONE : parent;
    if (v == COST_NONE || v == m->tree->parent[w])
        return COST_NONE;
    return may_be_source(m, v, w) ? v : COST_NONE;
}

/* One place
 * ------------------------------------------------------------------------------------ */

static int32_t step(const site *s, uint32_t from, uint32_t to)
{
    return from == to ? 0 : s->event[to] + s->choice[to];
}

static void send(const site *s, const int32_t *from, int32_t *to, bool upwards)
{
    for (uint32_t k = 0; k < s->n_states; k++) {
        int32_t best = from[k];
        for (uint32_t x = 0; x < s->n_states; x++) {
            int32_t here = from[x] + (upwards ? step(s, k, x) : step(s, x, k));
            best = here < best ? here : best;
        }
        to[k] = best;
    }
}

// The cost of one of two that cost a and b.
static int32_t either(const mosaic_maker *m, int32_t a, int32_t b)
{
    int32_t least = a < b ? a : b, apart = a < b ? b - a : a - b;
    return apart < SOFT ? least - m->soft[apart] : least;
}

/* What the witness's reading costs as a copy of one whose readings cost so much. */
static int16_t copy_bits(const mosaic_maker *m, const site *s, const int32_t *costs,
                         uint8_t own)
{
    int32_t all = costs[0], with = costs[0] + step(s, 0, own);
    for (uint32_t x = 1; x < s->n_states; x++) {
        all = either(m, all, costs[x]);
        with = either(m, with, costs[x] + step(s, x, own));
    }
    int32_t bits = with - all;
    int32_t most = (int32_t)((s->kind == SITE_UNIT ? MOST_TEXT : MOST_WORD) * SITE_UNITS);
    bits = bits < 0 ? 0 : bits < most ? bits : most;
    if (s->kind == SITE_UNIT && own == 0)
        bits /= CUT_SHARE;
    return (int16_t)bits;
}

static void send_up(mosaic_maker *m, const site *s)
{
    const uint32_t n = m->sites->n_witnesses;
    for (uint32_t k = 0; k < m->n_order; k++) { // own readings
        uint32_t v = m->order[k];
        for (uint32_t x = 0; x < s->n_states; x++)
            m->up[v * SITE_STATES + x] =
                v < n && s->states[v] != SITE_UNKNOWN && s->states[v] != x ? NEVER : 0;
    }
    for (uint32_t k = m->n_order; k-- > 0;) {
        uint32_t v = m->order[k], p = m->tree->parent[v];
        int32_t *sent = &m->sent[v * SITE_STATES];
        send(s, &m->up[v * SITE_STATES], sent, true);
        for (uint32_t x = 0; x < s->n_states && k > 0; x++)
            m->up[p * SITE_STATES + x] += sent[x];
    }
}

// Beyond the end of a text nothing is known of what was there; it cannot be from there.
static bool has_ended(const mosaic_maker *m, const site *s, uint32_t v)
{
    return s->kind == SITE_UNIT && v < m->sites->n_witnesses &&
           s->states[v] == SITE_UNKNOWN && m->sites->end && s->column >= m->sites->end[v];
}

static void weigh_place(mosaic_maker *m, const site *s, uint32_t place, uint8_t own)
{
    static const int32_t lacks[2] = {0, NEVER};
    int32_t rest[SITE_STATES], edge[SITE_STATES];
    send_up(m, s);
    for (uint32_t k = 0; k < m->n_order; k++) {
        uint32_t v = m->order[k], p = m->tree->parent[v];
        int32_t *down = &m->down[v * SITE_STATES], *all = &m->total[v * SITE_STATES];
        for (uint32_t x = 0; x < s->n_states; x++)
            if (k == 0)
                down[x] = s->first[x] + s->choice[x];
            else
                rest[x] = m->total[p * SITE_STATES + x] - m->sent[v * SITE_STATES + x];
        if (k > 0)
            send(s, rest, down, false);
        for (uint32_t x = 0; x < s->n_states; x++) {
            all[x] = down[x] + m->up[v * SITE_STATES + x];
            edge[x] = down[x] + m->sent[v * SITE_STATES + x];
        }
        const int32_t *costs = has_ended(m, s, v) ? lacks : all;
        m->sources[2 * k].bits[place] = copy_bits(m, s, costs, own);
        m->sources[2 * k + 1].bits[place] = copy_bits(m, s, edge, own);
    }
}

static void weigh(mosaic_maker *m, uint32_t w)
{
    m->n_told = 0;
    for (uint32_t k = 0; k < m->sites->n; k++) {
        const site *s = &m->sites->v[k];
        if (s->states[w] == SITE_UNKNOWN ||
            (m->sites->end && s->column >= m->sites->end[w]))
            continue;
        weigh_place(m, s, m->n_told, s->states[w]);
        m->told[m->n_told++] = k;
    }
    for (uint32_t k = 0; k < m->n_sources; k++)
        for (uint32_t i = 0; i < m->n_told; i++)
            m->sources[k].total += m->sources[k].bits[i];
}

/* Blocks
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t from, to; // places told [from, to)
    int32_t gain;
} run;

// The run of places with the largest sum (Bentley 1984).
static run best_run(const source *one, const source *other, uint32_t n)
{
    run best = {0};
    int32_t sum = 0;
    uint32_t from = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (sum <= 0) {
            sum = 0;
            from = i;
        }
        sum += one->bits[i] - other->bits[i];
        if (sum > best.gain)
            best = (run){from, i + 1, sum};
    }
    return best;
}

// The tree's own source of w, then the best ones by themselves.
static uint32_t choose_main(const mosaic_maker *m, uint32_t w, uint32_t *chosen)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < m->n_sources; k += 2)
        if (m->sources[k].node == m->tree->parent[w])
            chosen[n++] = k;
    while (n < MAIN_SOURCES) {
        uint32_t best = UINT32_MAX;
        for (uint32_t k = 0; k < m->n_sources; k++) {
            bool in = !m->sources[k].possible;
            for (uint32_t j = 0; j < n; j++)
                in |= chosen[j] == k;
            if (!in &&
                (best == UINT32_MAX || m->sources[k].total < m->sources[best].total))
                best = k;
        }
        if (best == UINT32_MAX)
            break;
        chosen[n++] = best;
    }
    return n;
}

static mosaic describe(const mosaic_maker *m, const source *one, const source *other,
                       run r, uint32_t from)
{
    const site *v = m->sites->v;
    mosaic found = {v[m->told[r.from]].column,
                    v[m->told[r.to - 1]].column + 1,
                    from,
                    0,
                    0,
                    m->n_told};
    for (uint32_t i = r.from; i < r.to; i++)
        found.n_for += one->bits[i] - other->bits[i] >= SPEAKS * SITE_UNITS;
    return found;
}

mosaic mosaic_find(mosaic_maker *m, const copy_tree *tree, uint32_t w)
{
    mosaic found = {0};
    m->tree = tree;
    lay_out(m, w);
    if (m->n_order < 2)
        return found;
    list_sources(m, w);
    weigh(m, w);
    uint32_t chosen[MAIN_SOURCES], n = choose_main(m, w, chosen);
    int64_t least = INT64_MAX, most = 0;
    for (uint32_t j = 0; j < n; j++)
        least = m->sources[chosen[j]].total < least ? m->sources[chosen[j]].total : least;
    for (uint32_t j = 0; j < n; j++)
        for (uint32_t k = 0; k < m->n_sources; k++) {
            const source *one = &m->sources[chosen[j]], *other = &m->sources[k];
            if (one == other || !other->possible || m->above[other->node])
                continue;
            run r = best_run(one, other, m->n_told);
            int64_t gain = r.gain - (one->total - least);
            uint32_t from = gain > most ? stands_for(m, other, w) : COST_NONE;
            if (from == COST_NONE)
                continue;
            most = gain;
            found = describe(m, one, other, r, from);
            found.gain = (double)gain / SITE_UNITS;
        }
    found.n_places = m->n_told;
    return found;
}
