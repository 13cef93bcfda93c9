// The root: the place in the unrooted tree from which copying explains most. A copyist
// loses text easily and adds it seldom, does not copy what is not yet written, and copies
// the agency.
#include "family/joining.h"

#include <math.h>
#include <string.h>

static const double COST_CUT = 0.5;       // of a character's weight
static const double COST_ADDED = 1.0;     // of a character's weight
static const double COST_BACKWARDS = 4.0; // a copy older than its parent
static const double COST_LOST = 1.2;      // one more lost node
static const double GAIN_AGENCY = 8.0;    // the agency's own page at the root
static const double LEAST_MARGIN =
    0.5; // a witness is the origin only when clearly better

static slice date_of(slice published)
{
    return published.len >= 10 ? slice_of(published.ptr, 10) : slice_of(published.ptr, 0);
}

// Minutes of the day in UTC, or -1 where no time with a zone is given.
static int minutes_of(slice published)
{
    if (published.len < 17 || published.ptr[10] != 'T' ||
        published.ptr[published.len - 1] != 'Z')
        return -1;
    const char *p = published.ptr;
    return ((p[11] - '0') * 10 + (p[12] - '0')) * 60 + (p[14] - '0') * 10 + (p[15] - '0');
}

bool tree_is_before(slice a, slice b)
{
    slice day_a = date_of(a), day_b = date_of(b);
    if (day_a.len == 0 || day_b.len == 0)
        return false;
    int order = slice_cmp(day_a, day_b);
    if (order != 0)
        return order < 0;
    return minutes_of(a) >= 0 && minutes_of(b) >= 0 && minutes_of(a) < minutes_of(b);
}

typedef struct {
    const character_set *set;
    const uint32_t *counts;
    const witness_facts *facts;
    unrooted_tree *tree;
    uint32_t *order, *parent;
    uint32_t n_order;
    arena *tmp;
} rooting;

static void walk_from(rooting *r, uint32_t root)
{
    r->n_order = 1;
    r->order[0] = root;
    r->parent[root] = root;
    for (uint32_t i = 0; i < r->n_order; i++) {
        uint32_t at = r->order[i];
        for (uint32_t k = 0; k < r->tree->neighbours[at].n; k++) {
            uint32_t to = r->tree->neighbours[at].v[k];
            if (to == r->parent[at])
                continue;
            r->parent[to] = at;
            r->order[r->n_order++] = to;
        }
    }
}

// Least cost of one presence character on the rooted tree (Sankoff 1975, two states).
static double presence_cost(const rooting *r, const uint8_t *states, double (*cost)[2])
{
    for (uint32_t i = 0; i < r->n_order; i++) {
        uint32_t v = r->order[i];
        bool known = v < r->set->n_witnesses && states[v] != STATE_UNKNOWN;
        cost[v][0] = known && states[v] == 1 ? INFINITY : 0;
        cost[v][1] = known && states[v] == 0 ? INFINITY : 0;
    }
    for (uint32_t i = r->n_order; i-- > 1;) {
        uint32_t v = r->order[i], p = r->parent[v];
        cost[p][1] += fmin(cost[v][1], cost[v][0] + COST_CUT);
        cost[p][0] += fmin(cost[v][0], cost[v][1] + COST_ADDED);
    }
    return fmin(cost[r->order[0]][0], cost[r->order[0]][1]);
}

static double root_cost(rooting *r, uint32_t root)
{
    double total = 0;
    double(*cost)[2] = arena_alloc_array(r->tmp, r->tree->n_nodes, sizeof *cost);
    walk_from(r, root);
    for (uint32_t i = 0; i < r->set->n; i++) {
        const character *c = &r->set->v[i];
        if (c->presence)
            total += presence_cost(r, c->states, cost) * c->weight *
                     (r->counts ? (double)r->counts[i] : 1.0);
    }
    for (uint32_t i = 1; i < r->n_order; i++) {
        uint32_t v = r->order[i], p = r->parent[v];
        // the nearest witness above, over lost nodes
        while (p >= r->set->n_witnesses && p != r->parent[p])
            p = r->parent[p];
        if (v < r->set->n_witnesses && p < r->set->n_witnesses &&
            tree_is_before(r->facts[v].published, r->facts[p].published))
            total += COST_BACKWARDS;
    }
    if (root < r->set->n_witnesses && r->facts[root].is_agency)
        total -= GAIN_AGENCY;
    return total;
}

/* A lost node in the middle of the edge a - b. */
static uint32_t split_edge(rooting *r, uint32_t a, uint32_t b)
{
    unrooted_tree *t = r->tree;
    uint32_t made = t->n_nodes++;
    for (int side = 0; side < 2; side++) {
        uint32_t from = side ? b : a, to = side ? a : b;
        for (uint32_t k = 0; k < t->neighbours[from].n; k++)
            if (t->neighbours[from].v[k] == to)
                t->neighbours[from].v[k] = made;
        vec_push(r->tmp, &t->neighbours[made], from);
    }
    return made;
}

static void unsplit_edge(rooting *r, uint32_t made)
{
    unrooted_tree *t = r->tree;
    uint32_t a = t->neighbours[made].v[0], b = t->neighbours[made].v[1];
    for (int side = 0; side < 2; side++) {
        uint32_t from = side ? b : a, to = side ? a : b;
        for (uint32_t k = 0; k < t->neighbours[from].n; k++)
            if (t->neighbours[from].v[k] == made)
                t->neighbours[from].v[k] = to;
    }
    t->neighbours[made].n = 0;
    t->n_nodes--;
}

typedef struct {
    double cost;
    uint32_t a, b; // the node, or the edge's two ends
} candidate;

static void consider(candidate c, candidate *best, double *second)
{
    if (c.cost < best->cost) {
        *second = best->cost;
        *best = c;
    } else if (c.cost < *second) {
        *second = c.cost;
    }
}

static bool in_tree(const unrooted_tree *t, uint32_t v)
{
    return v < t->n_witnesses || t->neighbours[v].n > 0;
}

static candidate find_root(rooting *r, double *margin)
{
    candidate best = {INFINITY, 0, 0};
    double second = INFINITY;
    const uint32_t n = r->tree->n_nodes;
    for (uint32_t v = 0; v < n; v++) {
        if (!in_tree(r->tree, v))
            continue;
        // a witness has to earn it: saying that the origin is lost claims less
        double doubt = v < r->set->n_witnesses ? LEAST_MARGIN : 0;
        consider((candidate){root_cost(r, v) + doubt, v, v}, &best, &second);
    }
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t k = 0; k < r->tree->neighbours[a].n; k++) {
            uint32_t b = r->tree->neighbours[a].v[k];
            if (b <= a)
                continue;
            uint32_t made = split_edge(r, a, b);
            candidate c = {root_cost(r, made) + COST_LOST, a, b};
            unsplit_edge(r, made);
            consider(c, &best, &second);
        }
    *margin = second - best.cost;
    return best;
}

void tree_build(arena *out, const character_set *set, const uint32_t *counts,
                const witness_facts *facts, rooted_tree *tree)
{
    arena *tmp = arena_sub(out);
    unrooted_tree unrooted;
    join_neighbours(tmp, set, counts, &unrooted);
    const uint32_t room = unrooted.n_nodes + 1;
    rooting r = {set, counts, facts, &unrooted, .tmp = tmp};
    r.order = arena_array(tmp, uint32_t, room);
    r.parent = arena_array(tmp, uint32_t, room);
    *tree = (rooted_tree){.n_witnesses = set->n_witnesses};
    candidate best = find_root(&r, &tree->root_margin);
    tree->root = best.a == best.b ? best.a : split_edge(&r, best.a, best.b);
    walk_from(&r, tree->root);
    tree->n_nodes = unrooted.n_nodes;
    tree->parent = arena_copy(out, r.parent, tree->n_nodes * sizeof *r.parent);
    tree->used = arena_array(out, bool, tree->n_nodes);
    for (uint32_t i = 0; i < r.n_order; i++)
        tree->used[r.order[i]] = true;
    arena_release(tmp);
}
