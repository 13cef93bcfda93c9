// The search for trees: costs against a slow count, moves that keep a tree a tree.
#include "../text/support.h"

#include "base/hash.h"
#include "family/blocks.h"
#include "family/search.h"

enum { WITNESSES = 7, STATES = 4 };

typedef struct {
    random_bits r;
    arena *a;
} dice;

static site random_site(dice *d)
{
    site s = {.states = arena_alloc(d->a, WITNESSES), .n_states = 0};
    uint8_t number[STATES];
    memset(number, 255, sizeof number);
    for (uint32_t w = 0; w < WITNESSES; w++) {
        uint32_t k = draw_below(&d->r, STATES + 1);
        if (k == STATES) {
            s.states[w] = SITE_UNKNOWN;
            continue;
        }
        if (number[k] == 255)
            number[k] = (uint8_t)s.n_states++;
        s.states[w] = number[k];
    }
    for (uint32_t k = 0; k < s.n_states; k++) {
        s.event[k] = (int32_t)draw_below(&d->r, 90);
        s.choice[k] = (int32_t)draw_below(&d->r, 90);
        s.first[k] = (int32_t)draw_below(&d->r, 90);
    }
    uint32_t kind = draw_below(&d->r, 3);
    s.ordered = kind == 1;
    s.rooted = kind == 2 && s.n_states == 2;
    s.back = (int32_t)draw_below(&d->r, 90);
    s.again = (int32_t)draw_below(&d->r, 40);
    s.again_most = (int32_t)draw_below(&d->r, 90);
    return s;
}

// Readings with what the first text had, where that matters.
static uint32_t slow_states(const site *s)
{
    return s->rooted ? 4 : s->n_states;
}

static int32_t slow_again(const site *s, uint32_t steps)
{
    int32_t again = (int32_t)steps * s->again;
    return again < s->again_most ? again : s->again_most;
}

static int32_t slow_step(const site *s, uint32_t from, uint32_t to)
{
    if (from == to)
        return 0;
    if (s->ordered && to > from)
        return s->back + slow_again(s, to - from);
    if (s->rooted)
        return s->event[to % 2] + (to / 2 == to % 2 ? s->back : s->choice[to % 2]);
    return s->event[to] + s->choice[to];
}

static int32_t slow_first(const site *s, uint32_t k)
{
    if (s->ordered)
        return s->choice[k] + slow_again(s, k);
    if (s->rooted)
        return k / 2 == k % 2 ? s->choice[k % 2] + s->first[k % 2] : 1 << 24;
    return s->choice[k] + s->first[k];
}

// What the changes of one site cost below node v if it has reading k: plainly, by trying
// all.
static int32_t slow_below(const site *s, const copy_tree *t, uint32_t n_nodes, uint32_t v,
                          uint32_t k)
{
    if (v < WITNESSES && s->states[v] != SITE_UNKNOWN &&
        s->states[v] != (s->rooted ? k % 2 : k))
        return 1 << 24;
    int32_t total = 0;
    for (uint32_t c = 0; c < n_nodes; c++) {
        if (t->parent[c] != v || c == v)
            continue;
        int32_t best = 1 << 24;
        for (uint32_t x = 0; x < slow_states(s); x++) {
            int32_t here = slow_below(s, t, n_nodes, c, x) + slow_step(s, k, x);
            best = here < best ? here : best;
        }
        total += best;
    }
    return total;
}

static int32_t slow_cost(const site *s, const copy_tree *t, const cost_model *m)
{
    int32_t best = 1 << 24, lost = 0;
    for (uint32_t k = 0; k < slow_states(s); k++) {
        int32_t here = slow_below(s, t, m->n_nodes, t->root, k) + slow_first(s, k);
        best = here < best ? here : best;
    }
    for (uint32_t v = WITNESSES; v < m->n_nodes; v++)
        lost += t->parent[v] != COST_NONE ? m->lost : 0;
    return best + lost;
}

static void check_tree(const copy_tree *t, uint32_t n_nodes)
{
    assert_int_equal(t->parent[t->root], t->root);
    for (uint32_t v = 0; v < n_nodes; v++) {
        uint32_t n_children = 0, steps = 0;
        if (t->parent[v] == COST_NONE) {
            assert_true(v >= WITNESSES);
            continue;
        }
        for (uint32_t c = 0; c < n_nodes; c++)
            n_children += c != v && t->parent[c] == v;
        assert_true(v < WITNESSES || n_children >= 2);
        for (uint32_t at = v; at != t->root; at = t->parent[at]) {
            assert_true(t->parent[at] != COST_NONE);
            assert_true(++steps <= n_nodes);
        }
    }
}

static void star(copy_tree *t, uint32_t n_nodes)
{
    memset(t->parent, 0xff, n_nodes * sizeof *t->parent);
    t->root = WITNESSES;
    for (uint32_t v = 0; v <= WITNESSES; v++)
        t->parent[v] = t->root;
}

static uint32_t *any_near(arena *a)
{
    uint32_t *near = arena_array(a, uint32_t, WITNESSES * WITNESSES);
    for (uint32_t w = 0; w < WITNESSES; w++)
        for (uint32_t k = 0; k + 1 < WITNESSES; k++)
            near[w * WITNESSES + k] = (w + 1 + k) % WITNESSES;
    return near;
}

static void walk(dice *d, const site_set *set, uint32_t moves, bool slow)
{
    cost_model m;
    cost_state s, fresh;
    cost_model_make(d->a, set, NULL, NULL, &m);
    cost_state_init(d->a, &m, &s);
    cost_state_init(d->a, &m, &fresh);
    copy_tree t = {arena_array(d->a, uint32_t, m.n_nodes), 0};
    uint32_t *near = any_near(d->a);
    star(&t, m.n_nodes);
    cost_set(&s, &t);
    for (uint32_t k = 0; k < moves; k++) {
        if (!move_random(&d->r, &s, near))
            continue;
        check_tree(&s.next, m.n_nodes);
        int32_t cost = cost_try(&s);
        cost_set(&fresh, &s.next);
        assert_int_equal(cost, fresh.cost);
        if (slow)
            assert_int_equal(cost, slow_cost(&set->v[0], &s.next, &m));
        if (draw_below(&d->r, 2))
            cost_accept(&s, cost);
        else
            cost_reject(&s);
    }
}

static void test_costs(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    dice d = {{11}, &a};
    for (int round = 0; round < 60; round++) {
        site one = random_site(&d);
        site_set set = {.v = &one, .n = 1, .n_witnesses = WITNESSES};
        if (one.n_states > 1)
            walk(&d, &set, 60, true);
    }
    arena_deinit(&a);
}

// Only the messages that a move touches are made anew: as if all were.
static void test_moves(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    dice d = {{5}, &a};
    site sites[40];
    uint32_t n = 0;
    while (n < 40) {
        sites[n] = random_site(&d);
        n += sites[n].n_states > 1;
    }
    walk(&d, &(site_set){.v = sites, .n = n, .n_witnesses = WITNESSES}, 3000, false);
    arena_deinit(&a);
}

/* A chain of copies, each with a few changes more than the one before: every witness but
 * the ends lies between two others. */
static void test_chain(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    enum { CHANGES = 6 };
    site sites[CHANGES * (WITNESSES - 1)];
    uint32_t n = 0;
    for (uint32_t w = 1; w < WITNESSES; w++)
        for (uint32_t k = 0; k < CHANGES; k++) {
            site s = {.states = arena_alloc(&a, WITNESSES), .n_states = 2};
            for (uint32_t v = 0; v < WITNESSES; v++)
                s.states[v] = v >= w;
            for (uint32_t x = 0; x < 2; x++) {
                s.event[x] = 5 * SITE_UNITS;
                s.choice[x] = 6 * SITE_UNITS;
            }
            sites[n++] = s;
        }
    tree_samples samples;
    copy_tree agreed;
    search_trees(&a, &(site_set){.v = sites, .n = n, .n_witnesses = WITNESSES}, NULL,
                 &samples);
    search_agreed(&a, &samples, &agreed);
    for (uint32_t w = 0; w < WITNESSES; w++) {
        uint32_t p = agreed.parent[w];
        assert_true(p < WITNESSES);
        if (p != w)
            assert_true(p + 1 == w || w + 1 == p);
    }
    arena_deinit(&a);
}

/* Two branches of three copies each; the last witness hangs on the first branch and has
 * places [from, to) out of the second. */
static void take_branches(arena *a, uint32_t from, uint32_t to, site *sites, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        site s = {.states = arena_alloc(a, WITNESSES), .n_states = 2, .column = 3 * k};
        for (uint32_t w = 0; w < WITNESSES; w++)
            s.states[w] = w + 1 == WITNESSES ? k >= from && k < to : w >= 3;
        for (uint32_t x = 0; x < 2; x++) {
            s.event[x] = 5 * SITE_UNITS;
            s.choice[x] = 3 * SITE_UNITS;
        }
        sites[k] = s;
    }
}

static void test_blocks(void **state)
{
    (void)state;
    enum { PLACES = 40, NODES = 2 * WITNESSES + 2, ROOT = WITNESSES, LEFT, RIGHT };
    arena a;
    arena_init(&a);
    site sites[PLACES];
    witness_facts *facts = arena_array(&a, witness_facts, WITNESSES);
    second_block blocks[WITNESSES];
    uint32_t parent[NODES];
    memset(parent, 0xff, sizeof parent);
    for (uint32_t w = 0; w < WITNESSES; w++)
        parent[w] = w < 3 || w + 1 == WITNESSES ? LEFT : RIGHT;
    parent[ROOT] = parent[LEFT] = parent[RIGHT] = ROOT;
    copy_tree t = {parent, ROOT};
    site_set set = {.v = sites, .n = PLACES, .n_witnesses = WITNESSES};
    tree_samples samples = {&t, NULL, 1, WITNESSES, NODES};
    for (uint32_t from = 0; from < PLACES; from += 5)
        for (uint32_t to = from; to <= PLACES; to += 5) {
            take_branches(&a, from, to, sites, PLACES);
            blocks_find(&a, &set, facts, &t, &samples, blocks);
            for (uint32_t w = 0; w + 1 < WITNESSES; w++)
                assert_int_equal(blocks[w].last, 0);
            const second_block *b = &blocks[WITNESSES - 1];
            if (to - from < 5 || to - from > 35) { // of one source all through
                assert_int_equal(b->last, 0);
                continue;
            }
            assert_true(b->sure > 0.5);
            assert_int_equal(b->first, 3 * from);
            assert_int_equal(b->last, 3 * (to - 1) + 1);
            assert_int_equal(b->from, RIGHT);
            assert_int_equal(b->n_for, to - from);
        }
    arena_deinit(&a);
}

// A larger share of the samples never means less.
static void test_calibrated(void **state)
{
    (void)state;
    for (uint32_t kind = 0; kind < 12; kind++) {
        tree_kind what = (tree_kind)(kind % 3);
        uint32_t n = kind >= 6 ? 40 : 10;
        bool to_witness = kind / 3 % 2;
        double before = 0, first = search_calibrated(0, what, to_witness, n);
        for (uint32_t k = 0; k <= 200; k++) {
            double here = search_calibrated(k / 200.0, what, to_witness, n);
            assert_true(here >= before && here <= 1);
            before = here;
        }
        assert_true(before > first);
    }
}

/* Minutes are told only where day, time and zone are. */
static void test_minutes(void **state)
{
    (void)state;
    int64_t a, b;
    assert_true(tree_minute(SLICE("2024-02-28T23:30Z"), &a));
    assert_true(tree_minute(SLICE("2024-03-01T01:30:10+01:00"), &b));
    assert_int_equal(b - a, 1440 + 60);
    assert_true(tree_minute(SLICE("2023-12-31T00:00:00Z"), &a));
    assert_true(tree_minute(SLICE("2024-01-01T00:00:00Z"), &b));
    assert_int_equal(b - a, 1440);
    assert_false(tree_minute(SLICE("2024-02-28"), &a));
    assert_false(tree_minute(SLICE("2024-02-28T23:30"), &a));
    assert_false(tree_minute(SLICE("2024-xx-28T23:30Z"), &a));
    assert_false(tree_minute(SLICE(""), &a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_costs),   cmocka_unit_test(test_moves),
        cmocka_unit_test(test_chain),   cmocka_unit_test(test_calibrated),
        cmocka_unit_test(test_minutes), cmocka_unit_test(test_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
