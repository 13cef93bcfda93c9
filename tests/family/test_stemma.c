// Trees whose shape is known: who copied whom, what is lost, what is not established.
#include "pile.h"

#include "family/search.h"

// One report in sentences; an outlet's copy is said by what it does to each.
static const char *const report[] = {
    "The harbour of Orlo was closed on Monday after a crane fell on two fishing boats, "
    "the "
    "port office said.",
    "Nobody was on board when the crane came down in the early morning, during the worst "
    "storm of the winter.",
    "Divers looked under the hulls for a second day, but found only nets and a broken "
    "lamp "
    "on the sea floor.",
    "Mira Oss, who runs the fish market, told reporters that prices would double within "
    "the week if boats stayed out.",
    "The port office hopes to open one of the two basins by Thursday, when a second "
    "crane "
    "arrives from Harvel by ship.",
    "Insurance will pay for both boats, though not for the days that their owners lost, "
    "a "
    "lawyer of the guild explained.",
    "A letter of last spring had warned the town about rust in the crane's foot, but "
    "nobody "
    "answered it before the storm.",
    "Until the basins open again, ferries will land at the old mole, from where buses go "
    "to "
    "the station every hour.",
};
static const char *const additions[] = {
    "Schools near the quay stayed shut, and the brass band moved its concert to the hall "
    "of "
    "the rowing club.",
    "The crane had been built by a company that has since left the country, according to "
    "files in the archive.",
    "A collection for the two crews brought in nine thousand marks on its first evening, "
    "the "
    "bakers' guild wrote.",
    "The lighthouse keeper remembers only one storm like this, in the year when the ice "
    "took "
    "the wooden bridge.",
};
enum { SENTENCES = 8 };

/* One letter for each sentence: '=' as it is, '-' left out, 'a' to 'd' that addition
 * before it, '1' with one word changed in a way of its own, '2' in another way. */
static slice copy(arena *a, const char *plan)
{
    buf b;
    buf_init(&b, a);
    uint32_t s = 0;
    for (const char *p = plan; *p; p++) {
        const char *words = *p >= 'a' && *p <= 'd' ? additions[*p - 'a'] : report[s++];
        assert_true(s <= SENTENCES);
        if (*p == '-')
            continue;
        buf_add_str(&b, b.len ? "\n" : "");
        if (*p == '1' || *p == '2') { // the fifth and sixth word make way for two others
            slice rest = slice_of_str(words);
            for (int i = 0; i < 4; i++) {
                size_t space = slice_find(rest, SLICE(" "), 0) + 1;
                buf_add(&b, slice_of(rest.ptr, space));
                rest = slice_of(rest.ptr + space, rest.len - space);
            }
            for (int i = 0; i < 2; i++) {
                size_t space = slice_find(rest, SLICE(" "), 0) + 1;
                rest = slice_of(rest.ptr + space, rest.len - space);
            }
            buf_add_str(&b, *p == '1' ? "suddenly quite " : "yesterday somehow ");
            buf_add(&b, rest);
        } else {
            buf_add_str(&b, words);
        }
    }
    return buf_slice(&b);
}

static const char *const names[] = {"Orlo Post", "Harvel News", "Tarvo Echo",
                                    "Sund Mail", "Lake Herald", "Mole Gazette"};

static void add(pile *p, const char *plan)
{
    pile_add(p, names[p->n], NULL, NULL, copy(&p->a, plan));
}

static const family *only_family(pile *p)
{
    pile_run(p, false);
    assert_int_equal(p->families.n_families, 1);
    assert_int_equal(p->families.families[0].n_witnesses, p->n);
    check_family(p, &p->families.families[0]);
    return &p->families.families[0];
}

static bool has_cue(const stemma_edge *e, const char *cue)
{
    for (uint32_t i = 0; i < e->why.n; i++)
        if (slice_eq_str(e->why.v[i].cue, cue))
            return true;
    return false;
}

static const stemma_edge *edge_to(const family *f, uint32_t node, edge_kind kind)
{
    for (uint32_t i = 0; i < f->n_edges; i++)
        if (f->edges[i].to == node && f->edges[i].kind == kind)
            return &f->edges[i];
    return NULL;
}

/* Each has something that another has cut and lacks something that others have: none of
 * them can be the source. */
static void test_star_from_lost_origin(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "-=======");
    add(&p, "=-a======");
    add(&p, "===-====");
    add(&p, "=====-b==");
    add(&p, "====-===");
    const family *f = only_family(&p);
    assert_int_equal(f->nodes[0].witness, FAMILY_NONE);
    assert_int_equal(f->n_nodes, 6);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(parent_of(f, i), 0);
    assert_true(slice_find(f->origin_why, SLICE("Orlo Post lacks"), 0) <
                f->origin_why.len);
    const stemma_edge *e = edge_to(f, node_of(f, 2), EDGE_MAIN);
    assert_true(e && has_cue(e, "cut"));
    arena_deinit(&p.a);
}

/* The whole text, one that cut it, one that cut the cut one. */
static void test_copy_of_a_copy(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "=1--=-1-");
    add(&p, "========");
    add(&p, "=1====1-");
    const family *f = only_family(&p);
    assert_int_equal(f->nodes[0].witness, family_witness(f, 1));
    assert_int_equal(parent_of(f, 2), node_of(f, 1));
    assert_int_equal(parent_of(f, 0), node_of(f, 2));
    assert_int_equal(f->nodes[node_of(f, 0)].generation, 2);
    assert_true(slice_starts(f->origin_why, SLICE("Harvel News")));
    assert_true(has_cue(edge_to(f, node_of(f, 0), EDGE_MAIN), "cut"));
    arena_deinit(&p.a);
}

// Without sentences [from, to).
static slice without(arena *a, slice body, uint32_t from, uint32_t to)
{
    text t = make_text(a, body);
    slice head = slice_of(body.ptr, t.sentences[from].start);
    uint32_t start = t.sentences[to].start;
    return arena_format(a, "%.*s%.*s", (int)head.len, head.ptr, (int)(body.len - start),
                        body.ptr + start);
}

/* Two that share many changes which the others lack go back to one copy that is lost. */
static void test_shared_lost_copy(void **state)
{
    (void)state;
    uint64_t random = 1;
    pile p;
    pile_init(&p);
    slice origin = random_prose(&p.a, &random, 400, 3000);
    slice lost = without(&p.a, edited_copy(&p.a, &random, origin, 12), 7, 8);
    for (uint32_t i = 0; i < 6; i++) // each lacks something of its own
        pile_add(&p, names[i], NULL, NULL,
                 without(&p.a, i % 3 ? origin : lost, 1 + 4 * i, 4 + 4 * i));
    const family *f = only_family(&p);
    uint32_t above = parent_of(f, 0);
    assert_int_equal(f->nodes[0].witness, FAMILY_NONE);
    assert_int_equal(above, parent_of(f, 3));
    assert_int_not_equal(above, 0);
    assert_int_equal(f->nodes[above].witness, FAMILY_NONE);
    assert_true(has_cue(edge_to(f, above, EDGE_MAIN), "shared reading"));
    for (uint32_t i = 1; i < 6; i += i == 2 ? 2 : 1)
        assert_int_not_equal(parent_of(f, i), above);
    arena_deinit(&p.a);
}

/* The agency's own page is where its report comes from. */
static void test_agency_page(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    pile_add(&p, "Orlo Post", NULL, "Halyard", copy(&p.a, "=1====-="));
    pile_add(&p, "Halyard", NULL, NULL, copy(&p.a, "========"));
    pile_add(&p, "Sund Mail", NULL, "Halyard", copy(&p.a, "==-==1=="));
    const family *f = only_family(&p);
    assert_true(slice_eq_str(f->agency, "Halyard"));
    assert_int_equal(f->nodes[0].witness, family_witness(f, 1));
    assert_true(slice_find(f->origin_why, SLICE("own page"), 0) < f->origin_why.len);
    assert_true(has_cue(edge_to(f, node_of(f, 0), EDGE_MAIN), "agency credit"));
    arena_deinit(&p.a);
}

/* Two equal texts: which came first is not established, unless time tells. */
static void test_equal_texts(void **state)
{
    (void)state;
    static const char *const dates[][2] = {
        {NULL, NULL},
        {"2031-05-06", "2031-05-06"},
        {"2031-05-07", "2031-05-06"},
        {"2031-05-06T12:00Z", "2031-05-06T09:30Z"},
        {"2031-05-06T12:00", "2031-05-06T09:30"}, // no zone: nobody knows
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        pile p;
        pile_init(&p);
        for (int k = 0; k < 2; k++)
            pile_add(&p, names[k], dates[i][k], NULL, copy(&p.a, "========"));
        const family *f = only_family(&p);
        bool told = i == 2 || i == 3;
        // that the first one is the second's source would be a guess
        if (!told)
            assert_int_equal(f->nodes[0].witness, FAMILY_NONE);
        else if (f->nodes[0].witness != FAMILY_NONE)
            assert_int_equal(f->nodes[0].witness, family_witness(f, 1));
        arena_deinit(&p.a);
    }
}

/* A copy is not older than its source, however complete it is. */
static void test_time_order(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    pile_add(&p, names[0], "2031-05-08", NULL, copy(&p.a, "a=1===1=="));
    pile_add(&p, names[1], "2031-05-06", NULL, copy(&p.a, "========"));
    pile_add(&p, names[2], "2031-05-07", NULL, copy(&p.a, "===b==-=="));
    const family *f = only_family(&p);
    for (uint32_t i = 0; i < f->n_edges; i++) {
        uint32_t from = f->nodes[f->edges[i].from].witness,
                 to = f->nodes[f->edges[i].to].witness;
        if (from == FAMILY_NONE || to == FAMILY_NONE)
            continue;
        slice a = p.articles[f->witnesses[from]].published.value,
              b = p.articles[f->witnesses[to]].published.value;
        assert_true(slice_cmp(a, b) <= 0);
        assert_true(has_cue(&f->edges[i], "time"));
    }
    arena_deinit(&p.a);
}

/* Half of one copy comes from another family: a second source, with its blocks. */
static void test_second_source(void **state)
{
    (void)state;
    uint64_t random = 5;
    pile p;
    pile_init(&p);
    slice other = random_prose(&p.a, &random, 160, 3000);
    slice half = slice_of(other.ptr, slice_find(other, SLICE("\n"), other.len / 3));
    slice own = copy(&p.a, "=====-==");
    add(&p, "========");
    add(&p, "=-======");
    pile_add(
        &p, names[2], NULL, NULL,
        arena_format(&p.a, "%.*s\n%.*s", (int)own.len, own.ptr, (int)half.len, half.ptr));
    pile_add(&p, names[3], NULL, NULL, other);
    pile_add(&p, names[4], NULL, NULL, other);
    pile_add(&p, names[5], NULL, NULL, other);
    pile_run(&p, false);
    assert_int_equal(p.families.n_families, 2);
    for (uint32_t i = 0; i < 2; i++)
        check_family(&p, &p.families.families[i]);
    const family *f = &p.families.families[0];
    assert_int_equal(f->n_witnesses, 3);
    const stemma_edge *e = edge_to(f, node_of(f, 2), EDGE_SECOND);
    assert_non_null(e);
    assert_int_equal(f->nodes[e->from].family, 1);
    assert_true(has_cue(e, "second source"));
    uint32_t n_second = 0;
    for (uint32_t i = 0; i < f->n_edges; i++)
        n_second += f->edges[i].kind == EDGE_SECOND;
    assert_int_equal(n_second, 1);
    // the blocks lie behind what comes from the first source
    for (uint32_t i = 0; i < e->n_blocks; i++)
        assert_true(p.texts[2].tokens[e->blocks[i].start].start >= own.len);
    // nothing was taken by the others from the spliced one
    const family *g = &p.families.families[1];
    for (uint32_t i = 0; i < g->n_edges; i++)
        assert_int_equal(g->edges[i].kind, EDGE_MAIN);
    arena_deinit(&p.a);
}

enum { RANDOM_TREE = 7 };

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

// Edges between two articles, up to where the ways to the top meet.
static int distance(const uint32_t *parent, uint32_t a, uint32_t b)
{
    for (int up = 0;; up++, a = parent[a]) {
        uint32_t at = b;
        for (int down = 0;; down++, at = parent[at]) {
            if (at == a)
                return up + down;
            if (parent[at] == at)
                break;
        }
    }
}

/* The average sign distance (Roos and Heikkila 2009): over all triples, whether B or C is
 * nearer to A; 1: always as in the truth. `node[i]` stands for article i. */
static double sign_distance(const uint32_t *truth, const uint32_t *found,
                            const uint32_t *node)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t a = 0; a < RANDOM_TREE; a++)
        for (uint32_t b = 0; b < RANDOM_TREE; b++)
            for (uint32_t c = 0; c < RANDOM_TREE; c++) {
                if (a == b || b == c || a == c)
                    continue;
                int x = sign(distance(truth, a, b) - distance(truth, a, c));
                int y = sign(distance(found, node[a], node[b]) -
                             distance(found, node[a], node[c]));
                sum += 1 - abs(x - y) / 2.0;
                n++;
            }
    return sum / n;
}

/* Random trees of copies: nearer in the truth is nearer in the tree, more than by
 * chance (0.5 to 0.6). */
static void test_random_trees(void **state)
{
    (void)state;
    enum { RUNS = 24 };
    double sum = 0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        uint64_t random = run;
        pile p;
        pile_init(&p);
        uint32_t source[RANDOM_TREE] = {0};
        pile_add(&p, "", NULL, NULL, random_prose(&p.a, &random, 250, 3000));
        for (uint32_t i = 1; i < RANDOM_TREE; i++) {
            source[i] = random_below(&random, i);
            pile_add(&p, "", NULL, NULL,
                     edited_copy(&p.a, &random, p.articles[source[i]].text, 5));
        }
        pile_run(&p, true);
        const family *f = &p.families.families[0];
        check_family(&p, f);
        uint32_t parent[2 * RANDOM_TREE] = {0}, node[RANDOM_TREE];
        assert_true(f->n_nodes <= 2 * RANDOM_TREE);
        for (uint32_t i = 0; i < f->n_edges; i++)
            parent[f->edges[i].to] = f->edges[i].from;
        for (uint32_t i = 0; i < RANDOM_TREE; i++)
            node[i] = node_of(f, i);
        sum += sign_distance(source, parent, node);
        arena_deinit(&p.a);
    }
    print_message("# average sign distance of random trees: %.3f\n", sum / RUNS);
    assert_true(sum / RUNS > 0.7);
}

/* The same tree, whatever the order of the articles. */
static void test_order(void **state)
{
    (void)state;
    static const char *const plans[] = {"=1--=-1-", "========", "=1====1-",
                                        "==2=b--==", "-=2=b-==="};
    enum { N = 5 };
    for (uint32_t shift = 1; shift < N; shift++) {
        pile p, q;
        pile_init(&p);
        pile_init(&q);
        for (uint32_t i = 0; i < N; i++) {
            pile_add(&p, names[i], NULL, NULL, copy(&p.a, plans[i]));
            uint32_t k = (i * 2 + shift) % N;
            pile_add(&q, names[k], NULL, NULL, copy(&q.a, plans[k]));
        }
        const family *f = only_family(&p), *g = only_family(&q);
        assert_int_equal(f->n_nodes, g->n_nodes);
        for (uint32_t i = 0; i < N; i++) {
            uint32_t k = (i * 2 + shift) % N;
            uint32_t above = parent_of(g, i), other = parent_of(f, k);
            assert_int_equal(g->nodes[node_of(g, i)].generation,
                             f->nodes[node_of(f, k)].generation);
            assert_int_equal(above == FAMILY_NONE, other == FAMILY_NONE);
            if (above == FAMILY_NONE)
                continue;
            uint32_t w = g->nodes[above].witness, v = f->nodes[other].witness;
            assert_int_equal(w == FAMILY_NONE, v == FAMILY_NONE);
            if (w != FAMILY_NONE)
                assert_int_equal((w * 2 + shift) % N, v);
        }
        arena_deinit(&p.a);
        arena_deinit(&q.a);
    }
}

/* A report that came from a lost one, and what three houses made of it: it was in print
 * before them and has nothing of its own. */
static void test_kept_ancestor(void **state)
{
    (void)state;
    enum { RUNS = 6, COPIES = 3 };
    static const char *const times[] = {"2031-05-06T10:40:00Z", "2031-05-06T11:55:00Z",
                                        "2031-05-06T12:10:00Z", "2031-05-06T12:30:00Z",
                                        "2031-05-06T09:20:00Z", "2031-05-06T13:15:00Z"};
    uint32_t n_right = 0;
    for (uint64_t run = 1; run <= RUNS; run++) {
        uint64_t random = run;
        pile p;
        pile_init(&p);
        slice lost = random_prose(&p.a, &random, 250, 3000);
        slice kept = edited_copy(&p.a, &random, lost, 12);
        pile_add(&p, names[0], times[0], NULL, kept);
        for (uint32_t i = 1; i <= COPIES; i++)
            pile_add(&p, names[i], times[i], NULL, edited_copy(&p.a, &random, kept, 12));
        for (uint32_t i = COPIES + 1; i < 6; i++)
            pile_add(&p, names[i], times[i], NULL, edited_copy(&p.a, &random, lost, 12));
        pile_run(&p, true);
        const family *f = &p.families.families[0];
        check_family(&p, f);
        for (uint32_t i = 1; i <= COPIES; i++)
            n_right += parent_of(f, i) == node_of(f, 0);
        arena_deinit(&p.a);
    }
    print_message("# copies of a kept text with the right source: %u of %u\n", n_right,
                  RUNS * COPIES);
    assert_true(3 * n_right >= 2 * RUNS * COPIES);
}

/* A witness that is made a leaf and put back is where it was. */
static void test_promote(void **state)
{
    (void)state;
    enum { W = 6, N = 2 * W + 2 };
    for (uint64_t run = 1; run <= 200; run++) {
        uint64_t random = run;
        uint32_t parent[N], before[N], n_children[W] = {0};
        memset(parent, 0xff, sizeof parent);
        parent[0] = 0;
        for (uint32_t w = 1; w < W; w++) {
            parent[w] = random_below(&random, w);
            n_children[parent[w]]++;
        }
        memcpy(before, parent, sizeof before);
        copy_tree t = {parent, 0};
        for (uint32_t w = 0; w < W; w++) {
            if (n_children[w] == 0)
                continue;
            move_demote(&t, W, N, w);
            uint32_t lost = t.parent[w];
            assert_true(lost >= W && lost < N);
            assert_int_equal(t.root, before[w] == w ? lost : 0);
            for (uint32_t c = 0; c < W; c++)
                assert_true(t.parent[c] != w);
            move_promote(&t, W, N, lost, w);
            assert_memory_equal(parent, before, sizeof before);
            assert_int_equal(t.root, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_ancestor),
        cmocka_unit_test(test_promote),
        cmocka_unit_test(test_star_from_lost_origin),
        cmocka_unit_test(test_copy_of_a_copy),
        cmocka_unit_test(test_shared_lost_copy),
        cmocka_unit_test(test_agency_page),
        cmocka_unit_test(test_equal_texts),
        cmocka_unit_test(test_time_order),
        cmocka_unit_test(test_second_source),
        cmocka_unit_test(test_random_trees),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests_name("stemma", tests, NULL, NULL);
}
