// Claims: what is one claim, in whose words, with what support.
#include "compared.h"

#include "base/mem.h"

// One report as two papers have it, but for what %s stands for.
#define REPORT(fire, toll, rest)                                                         \
    "A fire destroyed the grain market of Velmar on Tuesday night after a lamp fell in " \
    "one of the storehouses near the river, " fire ".\n"                                 \
    "Fire crews from three districts fought the flames until dawn while families "       \
    "carried "                                                                           \
    "sacks of wheat into the street and boats took the sick to the other bank.\n"        \
    "The hospital director said " toll " people were treated for burns and smoke.\n"     \
    "Carts stood in rows along the embankment, and the old bell of the customs house "   \
    "rang for an hour before anybody thought of stopping it.\n" rest

#define OTHER(toll)                                                                   \
    "Nobody in the low quarter slept last night. From my roof I watched the "         \
    "storehouses "                                                                    \
    "burn one after the other, and the wind drove ash over the water.\n"              \
    "At the gate a nurse gave out wet cloths. The hospital director said " toll       \
    " people were treated for burns and smoke.\n"                                     \
    "By noon the bakers had begun to count what flour was left for the week, and an " \
    "old "                                                                            \
    "woman sold tea from a handcart as she does on any other day of the year.\n"      \
    "My neighbour, who repairs nets, had lost his boat and his brother's tools; he "  \
    "spoke "                                                                          \
    "of the winter when the ice stood as high as the pier and everybody laughed at "  \
    "it.\n"

static compared *new_compared(void)
{
    compared *c = calloc(1, sizeof *c);
    assert_non_null(c);
    pile_init(&c->p);
    return c;
}

static void free_compared(compared *c)
{
    arena_deinit(&c->p.a);
    free(c);
}

static void add(compared *c, const char *outlet, const char *date, const char *body)
{
    pile_add(&c->p, outlet, date, NULL, slice_of_str(body));
}

static void test_attribution_is_dropped(void **state)
{
    (void)state;
    compared *c = new_compared();
    add(c, "The Lantern", "2031-05-08", REPORT("the mayor said", "40", ""));
    add(c, "The Courier", "2031-05-08",
        "A fire destroyed the grain market of Velmar on Tuesday night after a lamp fell "
        "in "
        "one of the storehouses near the river.\n"
        "Fire crews from three districts fought the flames until dawn while families "
        "carried sacks of wheat into the street and boats took the sick to the other "
        "bank.\n"
        "The hospital director said 40 people were treated for burns and smoke.\n"
        "Carts stood in rows along the embankment, and the old bell of the customs house "
        "rang for an hour before anybody thought of stopping it.\n");
    compare_pile(c, NULL, 0);
    check_findings(c);
    assert_int_equal(c->p.families.n_families, 1);
    uint32_t k = claim_with(c, 0, "grain market");
    assert_int_equal(claim_with(c, 1, "grain market"), k);
    const claim *one = &c->result.claims[k];
    assert_int_equal(one->articles.n, 2);
    assert_int_equal(one->outlets.n, 2);
    assert_int_equal(one->origins.n, 1);
    assert_true(has_item(&one->origins, "f1"));
    assert_int_equal(c->result.n_disagreements, 0);
    free_compared(c);
}

static const disagreement *tolls_of(compared *c, const char *outlet_a,
                                    const char *outlet_b)
{
    add(c, outlet_a, "2031-05-08T08:00Z", REPORT("the mayor said", "40", ""));
    add(c, outlet_b, "2031-05-08T19:00Z", REPORT("the mayor said", "65", ""));
    compare_pile(c, NULL, 0);
    check_findings(c);
    uint32_t a = claim_with(c, 0, "people were treated");
    uint32_t b = claim_with(c, 1, "people were treated");
    assert_int_not_equal(a, b);
    assert_int_equal(claim_with(c, 0, "grain market"), claim_with(c, 1, "grain market"));
    const disagreement *d = between(c, a, b);
    assert_non_null(d);
    assert_int_equal(c->result.n_disagreements, 1);
    return d;
}

static void test_other_figure_in_a_slot(void **state)
{
    (void)state;
    compared *c = new_compared();
    const disagreement *d = tolls_of(c, "The Lantern", "The Courier");
    assert_int_equal(d->kind, DISAGREE_FIGURES);
    assert_true(slice_find(d->why, SLICE("40"), 0) < d->why.len);
    assert_true(slice_find(d->why, SLICE("65"), 0) < d->why.len);
    free_compared(c);
}

static void test_later_version_is_an_update(void **state)
{
    (void)state;
    compared *c = new_compared();
    assert_int_equal(tolls_of(c, "The Lantern", "The Lantern")->kind, DISAGREE_UPDATE);
    free_compared(c);
}

static void add_three(compared *c, const char *toll_of_other)
{
    add(c, "The Lantern", "2031-05-08", REPORT("the mayor said", "40", ""));
    add(c, "The Courier", "2031-05-08", REPORT("the mayor said", "40", ""));
    add(c, "Hill Radio", "2031-05-08", toll_of_other);
}

static void test_one_source_behind_two_reports(void **state)
{
    (void)state;
    compared *c = new_compared();
    add_three(c, OTHER("40"));
    compare_pile(c, NULL, 0);
    check_findings(c);
    assert_int_equal(c->p.families.n_families, 1);
    assert_int_equal(c->p.families.of_article[2], FAMILY_NONE);
    uint32_t k = claim_with(c, 0, "people were treated");
    assert_int_equal(claim_with(c, 2, "people were treated"), k);
    const claim *one = &c->result.claims[k];
    assert_int_equal(one->articles.n, 3);
    assert_int_equal(one->origins.n, 1);
    assert_true(has_item(&one->origins, "The hospital director"));
    // it reached us through the report that two have and through the third
    assert_int_equal(one->seen_only_through.n, 2);
    free_compared(c);
}

static void test_own_voices_are_two_origins(void **state)
{
    (void)state;
    compared *c = new_compared();
    add(c, "The Lantern", "2031-05-08",
        REPORT("the mayor said", "40",
               "Seven barges sank beside the burning customs pier on Tuesday night.\n"));
    add(c, "The Courier", "2031-05-08",
        REPORT("the mayor said", "40",
               "Seven barges sank beside the burning customs pier on Tuesday night.\n"));
    add(c, "Hill Radio", "2031-05-08",
        OTHER("40") "Seven barges sank beside the burning customs pier on Tuesday "
                    "night.\n");
    compare_pile(c, NULL, 0);
    check_findings(c);
    uint32_t k = claim_with(c, 0, "Seven barges");
    assert_int_equal(claim_with(c, 2, "Seven barges"), k);
    const claim *one = &c->result.claims[k];
    assert_int_equal(one->origins.n, 2);
    assert_true(has_item(&one->origins, "f1") && has_item(&one->origins, "a2"));
    free_compared(c);
}

static void test_owners(void **state)
{
    (void)state;
    static const char lantern[] = "The Lantern", courier[] = "THE COURIER";
    const outlet_owner owners[] = {
        {SLICE("the lantern"), SLICE("Big House")},
        {slice_of(courier, sizeof courier - 1), SLICE("Big House")},
        {slice_of(lantern, sizeof lantern - 1), SLICE("Too late")},
    };
    compared *c = new_compared();
    add_three(c, OTHER("40"));
    compare_pile(c, owners, 3);
    check_findings(c);
    const claim *one = &c->result.claims[claim_with(c, 0, "people were treated")];
    assert_int_equal(one->outlets.n, 3);
    assert_int_equal(one->owners.n, 2);
    assert_true(has_item(&one->owners, "Big House"));
    assert_true(has_item(&one->owners, "Hill Radio")); // stands for itself
    free_compared(c);
}

/* Not in the words that only one has. */
static void test_label_is_what_most_have(void **state)
{
    (void)state;
    compared *c = new_compared();
    add(c, "The Lantern", "2031-05-08",
        REPORT("the provincial mayor said", "about forty", ""));
    add(c, "The Courier", "2031-05-08", REPORT("the mayor said", "40", ""));
    add(c, "Hill Radio", "2031-05-08", REPORT("the mayor said", "40", ""));
    compare_pile(c, NULL, 0);
    check_findings(c);
    uint32_t k = claim_with(c, 1, "people were treated");
    slice label = c->result.claims[k].label;
    assert_true(slice_find(label, SLICE("40 people were treated"), 0) < label.len);
    free_compared(c);
}

static void test_label_of_a_bare_denial(void **state)
{
    (void)state;
    compared *c = new_compared();
    add(c, "The Lantern", "2031-05-08",
        "The governor said the teachers had burned the town hall of Velmar.\n"
        "The teachers' union said this was untrue.\n");
    compare_pile(c, NULL, 0);
    check_findings(c);
    slice label = c->result.claims[claim_with(c, 0, "this was untrue")].label;
    assert_true(slice_eq_str(label, "The teachers' union said this was untrue."));
    free_compared(c);
}

/* By hand: an article of one family with a block from another. */
static void test_spliced_passage_counts_for_its_own_report(void **state)
{
    (void)state;
    compared *c = new_compared();
    add_three(c, OTHER("40"));
    compare_pile(c, NULL, 0);
    family *f = &c->p.families.families[0];
    uint32_t n_first = c->facts.statements.first_of[1];
    uint32_t at = 0;
    while (at < n_first &&
           slice_find(statement_words(c, at), SLICE("people were treated"), 0) ==
               statement_words(c, at).len)
        at++;
    assert_true(at < n_first);
    const statement *s = &c->facts.statements.statements[at];
    stemma_node *nodes = arena_array(&c->p.a, stemma_node, f->n_nodes + 1);
    memcpy(nodes, f->nodes, f->n_nodes * sizeof *nodes);
    nodes[f->n_nodes] = (stemma_node){
        .witness = FAMILY_NONE, .family = FAMILY_NONE, .generation = 0, .outside = 2};
    span block = {s->content[0].first, s->content[s->n_content - 1].last};
    stemma_edge edge = {.from = f->n_nodes,
                        .to = node_of(f, 0),
                        .kind = EDGE_SECOND,
                        .blocks = &block,
                        .n_blocks = 1};
    f->nodes = nodes;
    f->n_nodes++;
    f->edges = &edge;
    f->n_edges = 1;
    // two copies only, one of which has it from elsewhere: two texts relay one source
    compare_statements(&c->p.a, &c->in, &c->facts, NULL, 0, &c->result);
    check_findings(c);
    const claim *one = &c->result.claims[claim_with(c, 0, "people were treated")];
    assert_true(has_item(&one->origins, "The hospital director"));
    // what stands in no block goes back to the family
    one = &c->result.claims[claim_with(c, 0, "grain market")];
    assert_true(has_item(&one->origins, "f1"));
    // most of the words must be in the block
    block.end = block.start + 2;
    compare_statements(&c->p.a, &c->in, &c->facts, NULL, 0, &c->result);
    check_findings(c);
    free_compared(c);
}

static bool same_result(const compare_result *a, const compare_result *b)
{
    bool same = a->n_claims == b->n_claims && a->n_disagreements == b->n_disagreements &&
                a->n_places == b->n_places;
    for (uint32_t i = 0; same && i < a->n_claims; i++) {
        const claim *x = &a->claims[i], *y = &b->claims[i];
        same = slice_eq(x->label, y->label) && x->statements.n == y->statements.n &&
               memcmp(x->statements.v, y->statements.v,
                      x->statements.n * sizeof *x->statements.v) == 0 &&
               x->origins.n == y->origins.n;
        for (uint32_t k = 0; same && k < x->origins.n; k++)
            same = slice_eq(x->origins.v[k], y->origins.v[k]);
    }
    for (uint32_t i = 0; same && i < a->n_disagreements; i++)
        same = a->disagreements[i].a == b->disagreements[i].a &&
               a->disagreements[i].b == b->disagreements[i].b &&
               a->disagreements[i].kind == b->disagreements[i].kind &&
               slice_eq(a->disagreements[i].why, b->disagreements[i].why);
    return same;
}

typedef struct {
    compared *c;
    arena out;
    compare_result result;
} again;

static void compare_again(void *job)
{
    again *x = job;
    compare_statements(&x->out, &x->c->in, &x->c->facts, NULL, 0, &x->result);
}

/* The n-th request for memory fails; what comes out in the end is the same as ever. */
static void test_memory_fails_anywhere(void **state)
{
    (void)state;
    compared *c = new_compared();
    add_three(c, OTHER("55"));
    add(c, "The Bell", "2031-05-09", "The harbour union said Velmar was closed.\n");
    add(c, "The Mast", "2031-05-09", "The ministry denied that Velmar was closed.\n");
    compare_pile(c, NULL, 0);
    check_findings(c);
    assert_true(c->result.n_disagreements > 0);
    bool done = false;
    long n = 0;
    for (; !done; n++) {
        again job = {.c = c};
        arena_init(&job.out);
        mem_fail_after(n);
        done = arena_guard(&job.out, compare_again, &job);
        mem_fail_after(-1);
        if (done)
            assert_true(same_result(&job.result, &c->result));
        arena_deinit(&job.out);
    }
    assert_true(n > 3);
    free_compared(c);
}

static void test_nothing(void **state)
{
    (void)state;
    compared *c = new_compared();
    compare_pile(c, NULL, 0);
    check_findings(c);
    assert_int_equal(c->result.n_claims, 0);
    free_compared(c);
    c = new_compared();
    add(c, "", NULL, "Rain.");
    compare_pile(c, NULL, 0);
    check_findings(c);
    free_compared(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attribution_is_dropped),
        cmocka_unit_test(test_other_figure_in_a_slot),
        cmocka_unit_test(test_later_version_is_an_update),
        cmocka_unit_test(test_one_source_behind_two_reports),
        cmocka_unit_test(test_own_voices_are_two_origins),
        cmocka_unit_test(test_owners),
        cmocka_unit_test(test_label_is_what_most_have),
        cmocka_unit_test(test_label_of_a_bare_denial),
        cmocka_unit_test(test_spliced_passage_counts_for_its_own_report),
        cmocka_unit_test(test_memory_fails_anywhere),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
