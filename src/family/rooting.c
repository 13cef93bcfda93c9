// The root: the place in the unrooted tree from which copying explains most. A copyist
// loses text easily and adds it seldom, does not copy what is not yet written, and copies
// the agency.
#include "family/joining.h"

#include <math.h>
#include <string.h>

static const double COST_CUT = 0.5;       // of a character's weight
static const double ALONE_SHARE = 0.5;    // of the weight of what only one witness has
static const double COST_ADDED = 1.0;     // of a character's weight
static const double COST_BACKWARDS = 4.0; // a copy older than its parent
static const double COST_LOST = 1.2;      // one more lost node
static const double GAIN_AGENCY = 3.0;    // the agency's own page at the root
static const double LEAST_MARGIN =
    0.5; // a witness is the origin only when clearly better

static slice date_of(slice published)
{
    return published.len >= 10 ? slice_of(published.ptr, 10) : slice_of(published.ptr, 0);
}

static bool two_digits(slice iso, size_t at, int *value)
{
    if (at + 2 > iso.len || iso.ptr[at] < '0' || iso.ptr[at] > '9' ||
        iso.ptr[at + 1] < '0' || iso.ptr[at + 1] > '9')
        return false;
    *value = (iso.ptr[at] - '0') * 10 + iso.ptr[at + 1] - '0';
    return true;
}

/* "…T19:05", "…T19:05:30Z", "…T19:05+01:00": minutes of the day, in UTC where a zone is
 * given. False where there is no time. */
static bool minutes_of(slice iso, int *minutes, bool *zoned)
{
    int hour, minute, zone_hour = 0, zone_minute = 0;
    if (iso.len < 16 || iso.ptr[10] != 'T' || !two_digits(iso, 11, &hour) ||
        !two_digits(iso, 14, &minute))
        return false;
    size_t at = 16;
    if (at < iso.len && iso.ptr[at] == ':')
        at += 3;
    *minutes = hour * 60 + minute;
    *zoned = at < iso.len;
    if (*zoned && iso.ptr[at] != 'Z') {
        if (!two_digits(iso, at + 1, &zone_hour))
            return false;
        two_digits(iso, at + (at + 3 < iso.len && iso.ptr[at + 3] == ':' ? 4 : 3),
                   &zone_minute);
        int offset = zone_hour * 60 + zone_minute;
        *minutes -= iso.ptr[at] == '-' ? -offset : offset;
    }
    return true;
}

// Days since some day long ago.
static int64_t day_number(int year, int month, int day)
{
    int y = month < 3 ? year - 1 : year, m = month < 3 ? month + 9 : month - 3;
    return 365 * (int64_t)y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

bool tree_minute(slice iso, int64_t *minute)
{
    int century, rest, month, day, minutes;
    bool zoned;
    if (date_of(iso).len == 0 || !two_digits(iso, 0, &century) ||
        !two_digits(iso, 2, &rest) || !two_digits(iso, 5, &month) ||
        !two_digits(iso, 8, &day) || !minutes_of(iso, &minutes, &zoned) || !zoned)
        return false;
    *minute = day_number(century * 100 + rest, month, day) * 1440 + minutes;
    return true;
}

bool tree_is_before(slice a, slice b, bool same_clock)
{
    slice day_a = date_of(a), day_b = date_of(b);
    if (day_a.len == 0 || day_b.len == 0)
        return false;
    int order = slice_cmp(day_a, day_b), minutes_a, minutes_b;
    bool zoned_a, zoned_b;
    if (order != 0)
        return order < 0;
    if (!minutes_of(a, &minutes_a, &zoned_a) || !minutes_of(b, &minutes_b, &zoned_b))
        return false;
    bool comparable = (zoned_a && zoned_b) || (same_clock && zoned_a == zoned_b);
    return comparable && minutes_a < minutes_b;
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

/* What presence characters cost for every root at once. A message goes over each edge in
 * both directions: the least cost of all that lies behind `from`, if `to` is its parent
 * and has the text (1) or lacks it (0) (Sankoff 1975 for two states, rerooted). The costs
 * of one character are multiples of a half, so that the sums are exact. */
typedef struct {
    double v[2];
} message;

typedef struct {
    message *up;   // from each node to its parent, seen from node 0
    message *down; // from the parent to each node
    message *all;  // what comes in at each node, with what it has itself
} messages;

static message message_from(message below)
{
    return (message){{fmin(below.v[0], below.v[1] + COST_ADDED),
                      fmin(below.v[1], below.v[0] + COST_CUT)}};
}

static void send_messages(const rooting *r, const uint8_t *states, messages *m)
{
    for (uint32_t i = 0; i < r->n_order; i++) {
        uint32_t v = r->order[i];
        bool known = v < r->set->n_witnesses && states[v] != STATE_UNKNOWN;
        m->all[v].v[0] = known && states[v] == 1 ? INFINITY : 0;
        m->all[v].v[1] = known && states[v] == 0 ? INFINITY : 0;
    }
    for (uint32_t i = r->n_order; i-- > 1;) {
        uint32_t v = r->order[i], p = r->parent[v];
        m->up[v] = message_from(m->all[v]);
        for (int s = 0; s < 2; s++)
            m->all[p].v[s] += m->up[v].v[s];
    }
    for (uint32_t i = 1; i < r->n_order; i++) {
        uint32_t v = r->order[i], p = r->parent[v];
        message rest; // what comes in at the parent, without what came from here
        for (int s = 0; s < 2; s++)
            rest.v[s] = m->all[p].v[s] - m->up[v].v[s];
        m->down[v] = message_from(rest);
        for (int s = 0; s < 2; s++)
            m->all[v].v[s] += m->down[v].v[s];
    }
}

// One witness of several has the text: it may as well have been added there as cut before
// all the others.
static bool is_alone(const character *c, uint32_t n_witnesses)
{
    uint32_t n = 0;
    for (uint32_t w = 0; w < n_witnesses; w++)
        n += c->states[w] == 1;
    return n == 1 && n_witnesses > 2;
}

/* Adds up, for each node as the root and for a root in the middle of the edge above each
 * node (seen from node 0). */
static void presence_costs(rooting *r, double *at_node, double *at_edge)
{
    const uint32_t n = r->tree->n_nodes;
    messages m = {arena_array(r->tmp, message, n), arena_array(r->tmp, message, n),
                  arena_array(r->tmp, message, n)};
    walk_from(r, 0);
    for (uint32_t i = 0; i < r->set->n; i++) {
        const character *c = &r->set->v[i];
        double weight = c->weight * (r->counts ? (double)r->counts[i] : 1.0);
        if (!c->presence || weight == 0)
            continue;
        if (is_alone(c, r->set->n_witnesses))
            weight *= ALONE_SHARE;
        send_messages(r, c->states, &m);
        for (uint32_t k = 0; k < r->n_order; k++) {
            uint32_t v = r->order[k];
            at_node[v] += fmin(m.all[v].v[0], m.all[v].v[1]) * weight;
            at_edge[v] +=
                fmin(m.up[v].v[0] + m.down[v].v[0], m.up[v].v[1] + m.down[v].v[1]) *
                weight;
        }
    }
}

// What else speaks against a root: copies older than their parents; for it: the agency.
static double cost_besides(rooting *r, uint32_t root)
{
    double total = 0;
    walk_from(r, root);
    for (uint32_t i = 1; i < r->n_order; i++) {
        uint32_t v = r->order[i], p = r->parent[v];
        // the nearest witness above, over lost nodes
        while (p >= r->set->n_witnesses && p != r->parent[p])
            p = r->parent[p];
        if (v < r->set->n_witnesses && p < r->set->n_witnesses &&
            tree_is_before(r->facts[v].published, r->facts[p].published,
                           slice_eq(r->facts[v].outlet, r->facts[p].outlet)))
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

// Keeps the cheapest; *second is the cost of the next, where it is asked for.
static void consider(candidate c, candidate *best, double *second)
{
    double beaten = c.cost < best->cost ? best->cost : c.cost;
    if (c.cost < best->cost)
        *best = c;
    if (second && beaten < *second)
        *second = beaten;
}

static bool in_tree(const unrooted_tree *t, uint32_t v)
{
    return v < t->n_witnesses || t->neighbours[v].n > 0;
}

/* A witness has to earn the root: saying that the origin is lost claims less. And it has
 * to be clearly better than every other witness, or which one it was is not
 * established. */
static candidate choose_root(candidate witness, double other_witness, candidate lost)
{
    bool earned = witness.cost + LEAST_MARGIN < lost.cost &&
                  witness.cost + LEAST_MARGIN <= other_witness;
    return earned ? witness : lost;
}

static candidate find_root(rooting *r)
{
    candidate witness = {INFINITY, 0, 0}, lost = {INFINITY, 0, 0};
    double other_witness = INFINITY;
    const uint32_t n = r->tree->n_nodes;
    double *at_node = arena_array(r->tmp, double, n),
           *at_edge = arena_array(r->tmp, double, n);
    presence_costs(r, at_node, at_edge);
    uint32_t *above = arena_copy(r->tmp, r->parent, n * sizeof *above);
    for (uint32_t v = 0; v < n; v++) {
        candidate c = {0, v, v};
        if (!in_tree(r->tree, v))
            continue;
        c.cost = at_node[v] + cost_besides(r, v);
        if (v < r->set->n_witnesses)
            consider(c, &witness, &other_witness);
        else
            consider(c, &lost, NULL);
    }
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t k = 0; k < r->tree->neighbours[a].n; k++) {
            uint32_t b = r->tree->neighbours[a].v[k];
            if (b <= a)
                continue;
            uint32_t made = split_edge(r, a, b);
            double presence = at_edge[above[b] == a ? b : a];
            candidate c = {presence + cost_besides(r, made) + COST_LOST, a, b};
            unsplit_edge(r, made);
            consider(c, &lost, NULL);
        }
    return choose_root(witness, other_witness, lost);
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
    candidate best = find_root(&r);
    tree->root = best.a == best.b ? best.a : split_edge(&r, best.a, best.b);
    walk_from(&r, tree->root);
    tree->n_nodes = unrooted.n_nodes;
    tree->parent = arena_copy(out, r.parent, tree->n_nodes * sizeof *r.parent);
    tree->used = arena_array(out, bool, tree->n_nodes);
    for (uint32_t i = 0; i < r.n_order; i++)
        tree->used[r.order[i]] = true;
    arena_release(tmp);
}
