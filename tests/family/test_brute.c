// The search against all trees there are: families so small that every rooted tree can be
// weighed, with lost nodes and with witnesses that others were copied from.
//
// A tree of k witnesses is a tree of k - 1 with one more put in, in just one way: as a
// copy of a node; beside a node, on a new lost one above both; between a node and what is
// above it; or in the place of a lost one.
#include "../text/support.h"

#include "family/search.h"

enum { MOST = 5, NODES = 2 * MOST + 2, MOST_SITES = 14 };

typedef struct {
    cost_state *s;
    copy_tree t;
    uint32_t n, n_nodes, n_trees;
    int32_t least;
} brute;

static void weigh(brute *b)
{
    b->n_trees++;
    if (!b->s)
        return;
    cost_set(b->s, &b->t);
    if (b->n_trees == 1 || b->s->cost < b->least)
        b->least = b->s->cost;
}

static void set_above(copy_tree *t, uint32_t made, uint32_t v)
{
    bool root = t->root == v;
    t->parent[made] = root ? made : t->parent[v];
    t->parent[v] = made;
    t->root = root ? made : t->root;
}

static void with_all(brute *b, uint32_t w)
{
    uint32_t old[NODES], root = b->t.root, lost = b->n;
    if (w == b->n) {
        weigh(b);
        return;
    }
    memcpy(old, b->t.parent, b->n_nodes * sizeof *old);
    while (old[lost] != COST_NONE)
        lost++;
    for (uint32_t v = 0; v < b->n_nodes; v++)
        for (int way = 0; way < 4 && old[v] != COST_NONE; way++) {
            if (way == 0) {
                b->t.parent[w] = v;
            } else if (way == 1) {
                set_above(&b->t, lost, v);
                b->t.parent[w] = lost;
            } else if (way == 2) {
                set_above(&b->t, w, v);
            } else if (v >= b->n) {
                for (uint32_t c = 0; c < b->n_nodes; c++)
                    if (old[c] == v)
                        b->t.parent[c] = w;
                b->t.parent[w] = root == v ? w : old[v];
                b->t.root = root == v ? w : root;
                b->t.parent[v] = COST_NONE;
            }
            if (way < 3 || v >= b->n)
                with_all(b, w + 1);
            memcpy(b->t.parent, old, b->n_nodes * sizeof *old);
            b->t.root = root;
        }
}

static void weigh_all(brute *b, cost_state *s, uint32_t n)
{
    *b = (brute){.s = s, .t = b->t, .n = n, .n_nodes = 2 * n + 2};
    memset(b->t.parent, 0xff, b->n_nodes * sizeof(uint32_t));
    b->t.parent[0] = b->t.root = 0;
    with_all(b, 1);
}

// As many as there are (OEIS A005264).
static void test_counts(void **state)
{
    (void)state;
    uint32_t parent[NODES], counts[] = {1, 3, 22, 262, 4336};
    brute b = {.t = {parent, 0}};
    for (uint32_t n = 1; n <= MOST; n++) {
        weigh_all(&b, NULL, n);
        assert_int_equal(b.n_trees, counts[n - 1]);
    }
}

typedef struct {
    random_bits r;
    arena *a;
    uint32_t n;
} dice;

/* Copied down a tree at random with a slip here and there, some texts ending early. */
static uint32_t take_sites(dice *d, site *sites)
{
    uint32_t parent[NODES], n_nodes = d->n + draw_below(&d->r, d->n), n_sites = 0;
    for (uint32_t v = 1; v < n_nodes; v++)
        parent[v] = draw_below(&d->r, v);
    while (n_sites < MOST_SITES) {
        uint8_t at[NODES] = {0}, to[3] = {255, 255, 255};
        site s = {.states = arena_alloc(d->a, d->n), .column = 9 * n_sites};
        for (uint32_t v = 1; v < n_nodes; v++)
            at[v] = draw_below(&d->r, 4) ? at[parent[v]] : (uint8_t)draw_below(&d->r, 3);
        for (uint32_t w = 0; w < d->n; w++) {
            uint8_t own = at[n_nodes - 1 - w];
            if (to[own] == 255)
                to[own] = (uint8_t)s.n_states++;
            s.states[w] = draw_below(&d->r, 12) ? to[own] : SITE_UNKNOWN;
        }
        s.ordered = draw_below(&d->r, 6) == 0;
        for (uint32_t k = 0; k < s.n_states; k++) {
            s.event[k] = (int32_t)(draw_below(&d->r, 7 * SITE_UNITS));
            s.choice[k] = (int32_t)(draw_below(&d->r, 7 * SITE_UNITS));
        }
        s.back = 7 * SITE_UNITS;
        s.again = s.again_most = 20 * SITE_UNITS;
        if (s.n_states > 1)
            sites[n_sites++] = s;
    }
    return n_sites;
}

static witness_facts *take_facts(dice *d)
{
    witness_facts *facts = arena_array(d->a, witness_facts, d->n);
    for (uint32_t w = 0; w < d->n; w++) {
        facts[w].outlet = arena_format(d->a, "Outlet %u", w);
        if (draw_below(&d->r, 4))
            facts[w].published =
                arena_format(d->a, "2031-05-%02uT%02u:10Z", 10 + draw_below(&d->r, 3),
                             draw_below(&d->r, 24));
    }
    return facts;
}

// Down from there by the search's own moves, by all sites.
static int32_t descend(dice *d, cost_state *s, const copy_tree *from)
{
    enum { MOVES = 400 };
    uint32_t near[MOST * MOST];
    for (uint32_t w = 0; w < d->n; w++)
        for (uint32_t k = 0; k + 1 < d->n; k++)
            near[w * d->n + k] = (w + 1 + k) % d->n;
    cost_set(s, from);
    for (uint32_t k = 0; k < MOVES; k++) {
        if (!move_random(&d->r, s, near))
            continue;
        int32_t cost = cost_try(s);
        if (cost <= s->cost)
            cost_accept(s, cost);
        else
            cost_reject(s);
    }
    return s->cost;
}

/* No sample costs less than the least of all trees. Samples are drawn warm, by sites
 * drawn anew, so that the least is among them nearly always; where it is not, it is at
 * the foot of one of them. */
static void check_family(dice *d, const witness_facts *facts, uint32_t *n_missed)
{
    site sites[MOST_SITES];
    uint32_t parent[NODES];
    site_set set = {.v = sites, .n = take_sites(d, sites), .n_witnesses = d->n};
    cost_model m;
    cost_state s;
    tree_samples samples;
    brute b = {.t = {parent, 0}};
    cost_model_make(d->a, &set, NULL, facts, &m);
    cost_state_init(d->a, &m, &s);
    weigh_all(&b, &s, d->n);
    search_trees(d->a, &set, facts, &samples);
    int32_t least = INT32_MAX;
    for (uint32_t k = 0; k < samples.n; k++) {
        cost_set(&s, &samples.v[k]);
        assert_int_equal(s.cost, samples.costs[k]);
        assert_true(s.cost >= b.least);
        least = s.cost < least ? s.cost : least;
    }
    *n_missed += least != b.least;
    for (uint32_t k = 0; k < samples.n && least != b.least; k++) {
        int32_t foot = descend(d, &s, &samples.v[k]);
        assert_true(foot >= b.least);
        least = foot < least ? foot : least;
    }
    assert_int_equal(least, b.least);
}

static void test_least(void **state)
{
    (void)state;
    enum { FAMILIES = 600 };
    uint32_t n_missed = 0;
    for (uint32_t k = 0; k < FAMILIES; k++) {
        arena a;
        arena_init(&a);
        dice d = {{k + 1}, &a, 4 + k % 2};
        check_family(&d, k % 4 < 2 ? NULL : take_facts(&d), &n_missed);
        arena_deinit(&a);
    }
    print_message("%u of %d families: not among the samples\n", n_missed, FAMILIES);
    assert_true(50 * n_missed <= FAMILIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
