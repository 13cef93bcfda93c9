// Large families: the arborescence against all there are, groups, and the whole tree in
// any order of the witnesses and with any number of threads.
#include "../text/support.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "family/large.h"
#include "family/parted.h"
#include "family/search.h"

/* Arborescences
 * ------------------------------------------------------------------------------ */

enum { NODES = 6 };

static bool hangs_on(const uint32_t *parent, uint32_t v, uint32_t root)
{
    for (int steps = 0; steps < NODES && v != root; steps++)
        v = parent[v];
    return v == root;
}

static int64_t cost_into(const arc *arcs, uint32_t n, uint32_t from, uint32_t to)
{
    int64_t least = INT64_MAX;
    for (uint32_t k = 0; k < n; k++)
        if (arcs[k].from == from && arcs[k].to == to && arcs[k].cost < least)
            least = arcs[k].cost;
    return least;
}

// The least of all, node 0 the root: each way to give each node a parent.
static int64_t slow_cost(const arc *arcs, uint32_t n)
{
    uint32_t parent[NODES] = {0}, ways = 1;
    int64_t least = INT64_MAX;
    for (uint32_t v = 1; v < NODES; v++)
        ways *= NODES;
    for (uint32_t way = 0; way < ways; way++) {
        int64_t total = 0;
        bool all = true;
        for (uint32_t v = 1, rest = way; v < NODES; v++, rest /= NODES) {
            parent[v] = rest % NODES;
            int64_t cost = cost_into(arcs, n, parent[v], v);
            all &= parent[v] != v && cost < INT64_MAX;
            total += all ? cost : 0;
        }
        for (uint32_t v = 1; v < NODES && all; v++)
            all &= hangs_on(parent, v, 0);
        least = all && total < least ? total : least;
    }
    return least;
}

static void test_arborescence(void **state)
{
    (void)state;
    random_bits r = {3};
    for (uint32_t round = 0; round < 150; round++) {
        arena a;
        arena_init(&a);
        arc arcs[40];
        uint32_t n = 0, parent[NODES], range = round % 2 ? 5 : 1000;
        for (uint32_t v = 1; v < NODES; v++)
            arcs[n++] = (arc){0, v, 10 + draw_below(&r, range)};
        while (n < 30)
            arcs[n++] = (arc){draw_below(&r, NODES), draw_below(&r, NODES),
                              draw_below(&r, range)};
        arborescence(&a, arcs, n, NODES, 0, parent);
        int64_t total = 0;
        for (uint32_t v = 1; v < NODES; v++) {
            assert_true(hangs_on(parent, v, 0));
            total += cost_into(arcs, n, parent[v], v);
        }
        assert_int_equal(total, slow_cost(arcs, n));
        arena_deinit(&a);
    }
}

/* Groups
 * -------------------------------------------------------------------------------------
 */

static void check_groups(const text_groups *g, const uint32_t *parent, uint32_t n,
                         uint32_t most)
{
    uint32_t n_members = 0;
    for (uint32_t k = 0; k < g->n; k++) {
        const text_group *one = &g->v[k];
        bool outer = one->outer != PARTED_NONE;
        assert_true(one->n_members > 0);
        assert_true(one->n_members + one->n_tops + outer <= most);
        assert_int_equal(outer, k > 0);
        if (k > 0) {
            assert_true(one->above < k);
            assert_int_equal(g->group_of[one->outer], one->above);
        }
        for (uint32_t i = 0; i < one->n_members; i++) {
            uint32_t v = one->members[i];
            assert_int_equal(g->group_of[v], k);
            assert_true(parent[v] == v || g->group_of[parent[v]] == k ||
                        parent[v] == one->outer); // all hangs together
        }
        for (uint32_t i = 0; i < one->n_tops; i++)
            assert_int_equal(g->v[g->group_of[one->tops[i]]].above, k);
        n_members += one->n_members;
    }
    assert_int_equal(n_members, n);
}

static void test_groups(void **state)
{
    (void)state;
    random_bits r = {8};
    for (uint32_t round = 0; round < 60; round++) {
        arena a;
        arena_init(&a);
        const uint32_t n = 1 + draw_below(&r, 400), most = 8 + draw_below(&r, 20);
        const uint32_t reach = round % 3 == 0   ? 1
                               : round % 3 == 1 ? 4
                                                : n; // hubs, chains
        uint32_t *parent = arena_array(&a, uint32_t, n);
        int64_t *cost = arena_array(&a, int64_t, n);
        for (uint32_t v = 1; v < n; v++) {
            parent[v] = reach == 1 ? draw_below(&r, v < 3 ? v : 3)
                        : draw_below(&r, 5)
                            ? v - 1 - draw_below(&r, v < reach ? v : reach)
                            : draw_below(&r, v);
            cost[v] = draw_below(&r, 100);
        }
        nearby_graph graph = {.first = arena_array(&a, uint32_t, (size_t)n + 2)};
        text_groups groups;
        parted_cut(&a, &graph, parent, cost, n, most, &groups);
        check_groups(&groups, parent, n, most);
        arena_deinit(&a);
    }
}

/* Trees
 * --------------------------------------------------------------------------------------
 */

enum { TEXTS = 90, SENTENCES = 14, WORDS = 9, SAME = 12 };

typedef struct {
    uint32_t words[SENTENCES][WORDS];
    bool cut[SENTENCES];
} draft;

static slice write_draft(arena *a, const draft *d)
{
    static const char *const parts[] = {"ba",  "lo", "ri",  "ten",
                                        "mur", "ka", "sil", "do"};
    buf b;
    buf_init(&b, a);
    for (uint32_t s = 0; s < SENTENCES; s++)
        for (uint32_t w = 0; w < WORDS && !d->cut[s]; w++) {
            uint32_t x = d->words[s][w];
            for (int k = 0; k < 4; k++, x /= 8)
                buf_add_str(&b, parts[x % 8]);
            buf_add_str(&b, w + 1 < WORDS ? " " : ".\n");
        }
    return buf_slice(&b);
}

typedef struct {
    arena a;
    article articles[TEXTS + SAME];
    text texts[TEXTS + SAME];
    witness_facts facts[TEXTS + SAME];
    uint32_t witnesses[TEXTS + SAME];
    uint32_t n;
} newsroom;

static void add(newsroom *r, slice body, uint32_t outlet)
{
    article *one = &r->articles[r->n];
    one->text = body;
    one->outlet = arena_format(&r->a, "Outlet %u", outlet);
    r->texts[r->n] = make_text(&r->a, body);
    r->facts[r->n].outlet = one->outlet;
    r->witnesses[r->n] = r->n;
    r->n++;
}

/* Copies of copies; each changes some words, some leave sentences out. */
static void fill(newsroom *r, const uint32_t *order)
{
    random_bits dice = {21};
    static draft all[TEXTS];
    for (uint32_t s = 0; s < SENTENCES; s++)
        for (uint32_t w = 0; w < WORDS; w++)
            all[0].words[s][w] = draw_below(&dice, 4096);
    for (uint32_t v = 1; v < TEXTS; v++) {
        all[v] = all[draw_below(&dice, v)];
        for (uint32_t k = 0; k < 4; k++)
            all[v].words[draw_below(&dice, SENTENCES)][draw_below(&dice, WORDS)] =
                draw_below(&dice, 4096);
        if (draw_below(&dice, 4) == 0)
            all[v].cut[draw_below(&dice, SENTENCES)] = true;
    }
    arena_init(&r->a);
    r->n = 0;
    for (uint32_t i = 0; i < TEXTS + SAME; i++) {
        uint32_t v = order[i] < TEXTS ? order[i] : (order[i] - TEXTS) % 5 * 7;
        add(r, write_draft(&r->a, &all[v]), order[i]);
    }
}

static void grow(newsroom *r, unsigned n_threads, large_tree *t)
{
    family f = {.witnesses = r->witnesses, .n_witnesses = r->n};
    memset(t, 0, sizeof *t);
    large_search(&r->a, r->articles, r->texts, &f, r->facts, n_threads, t);
}

static void check_tree(const large_tree *t)
{
    const rooted_tree *tree = &t->tree;
    uint32_t *n_below = calloc(tree->n_nodes, sizeof *n_below);
    for (uint32_t v = 0; v < tree->n_nodes; v++) {
        uint32_t at = v, steps = 0;
        assert_true(tree->used[v] || v >= tree->n_witnesses);
        if (!tree->used[v])
            continue;
        for (; at != tree->root; at = tree->parent[at]) {
            assert_true(tree->used[at] && ++steps < tree->n_nodes);
        }
        n_below[tree->parent[v]] += v != tree->root;
        assert_true(t->support[v] >= 0 && t->support[v] <= 1);
        assert_true(v == tree->root || t->edges[v].why.n > 0);
    }
    for (uint32_t v = tree->n_witnesses; v < tree->n_nodes; v++)
        assert_true(!tree->used[v] || n_below[v] >= 2);
    assert_true(t->origin_why.len > 0);
    free(n_below);
}

/* The least name of a node that does not depend on the order: its own or, of a lost one,
 * those below it, added up. */
static void name_nodes(const large_tree *t, const uint32_t *order, uint64_t *names)
{
    for (uint32_t w = 0; w < t->tree.n_witnesses; w++)
        for (uint32_t v = w;; v = t->tree.parent[v]) {
            names[v] += hash_mix(99, order[w]);
            if (v == t->tree.root)
                break;
        }
    for (uint32_t w = 0; w < t->tree.n_witnesses; w++)
        names[w] = order[w];
}

static uint64_t sum_of(const large_tree *t, const uint32_t *order)
{
    uint64_t *names = calloc(t->tree.n_nodes, sizeof *names), sum = 0;
    name_nodes(t, order, names);
    for (uint32_t v = 0; v < t->tree.n_nodes; v++)
        if (t->tree.used[v])
            sum += hash_mix(hash_mix(names[t->tree.parent[v]], names[v]),
                            (uint64_t)(t->support[v] * 1e6));
    free(names);
    return sum;
}

static void test_trees(void **state)
{
    (void)state;
    uint32_t order[TEXTS + SAME];
    random_bits r = {5};
    uint64_t first = 0;
    newsroom *news = calloc(1, sizeof *news);
    for (uint32_t i = 0; i < TEXTS + SAME; i++)
        order[i] = i;
    for (uint32_t round = 0; round < 3; round++) {
        large_tree t;
        fill(news, order);
        grow(news, round + 1, &t);
        check_tree(&t);
        uint64_t sum = sum_of(&t, order);
        first = round == 0 ? sum : first;
        assert_true(sum == first);
        for (uint32_t i = 0; i < TEXTS + SAME; i++) { // another order for the next round
            uint32_t k = draw_below(&r, TEXTS + SAME), swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        arena_deinit(&news->a);
        memset(news, 0, sizeof *news);
    }
    free(news);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arborescence),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
