// Which articles are one family.
#include "pile.h"

static const char *const harbour[] = {
    "The harbour of Orlo was closed on Monday after a crane fell on two fishing boats, "
    "the port office said.",
    "Nobody was on board when the crane came down in the early morning, during the worst "
    "storm of the winter.",
    "Divers looked under the hulls for a second day, but found only nets and a broken "
    "lamp on the sea floor.",
    "Mira Oss, who runs the fish market, told reporters that prices would double within "
    "the week if boats stayed out.",
    "The port office hopes to open one of the two basins by Thursday, when a second "
    "crane arrives from Harvel by ship.",
    "Insurance will pay for both boats, though not for the days that their owners lost, "
    "a lawyer of the guild explained.",
};
static const char *const harbour_other[] = {
    "Two trawlers lie crushed under forty tons of steel since the gale, and Orlo has no "
    "port until somebody lifts it.",
    "A night watchman heard a noise like thunder, then saw lights go out along the whole "
    "western quay.",
    "Traders have begun to buy from the lake villages instead, where a box of perch cost "
    "six marks yesterday.",
    "According to the owners, a letter of last spring had warned the town about rust in "
    "the crane's foot.",
    "The mayor does not recall any letter and has asked an engineer from the capital to "
    "look at what is left.",
    "Until the basins open again, ferries will land at the old mole, from where buses go "
    "to the station.",
};
enum { SENTENCES = 6 };

// Sentences [from, to) of a report, each a paragraph.
static slice part(arena *a, const char *const *report, uint32_t from, uint32_t to)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = from; i < to; i++)
        buf_printf(&b, "%s%s", i > from ? "\n" : "", report[i]);
    return buf_slice(&b);
}

static slice two_parts(arena *a, slice x, slice y)
{
    return arena_format(a, "%.*s\n%.*s", (int)x.len, x.ptr, (int)y.len, y.ptr);
}

static void add(pile *p, slice body)
{
    pile_add(p, "", NULL, NULL, body);
}

static void test_two_reports(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    add(&p, part(a, harbour, 0, 6));
    add(&p, part(a, harbour_other, 0, 6));
    add(&p, part(a, harbour, 0, 5));
    add(&p,
        SLICE("A theatre has opened in the cellar of the customs house, with forty seats "
              "and one lamp."));
    add(&p, part(a, harbour_other, 1, 6));
    pile_group(&p, false);
    static const uint32_t family_of[] = {0, 1, 0, FAMILY_NONE, 1};
    assert_int_equal(p.families.n_families, 2);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(p.families.of_article[i], family_of[i]);
    const family *f = &p.families.families[0];
    assert_int_equal(f->n_witnesses, 2);
    assert_int_equal(family_witness(f, 2), 1);
    assert_int_equal(family_witness(f, 1), FAMILY_NONE);
    assert_true(f->overlap_min > 0.99 && f->overlap_min <= 1);
    assert_true(f->overlap_median > 0.99 && f->overlap_median <= 1);
    arena_deinit(&p.a);
}

/* One outlet put two reports together: the reports stay two. */
static void test_splice(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    for (uint32_t i = 0; i < 3; i++)
        add(&p, part(a, harbour, 0, 6 - i));
    add(&p, two_parts(a, part(a, harbour, 0, 4), part(a, harbour_other, 2, 6)));
    for (uint32_t i = 0; i < 3; i++)
        add(&p, part(a, harbour_other, 0, 6 - i));
    pile_group(&p, false);
    assert_int_equal(p.families.n_families, 2);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(p.families.of_article[i], p.families.of_article[0]);
        assert_int_equal(p.families.of_article[4 + i], p.families.of_article[4]);
    }
    assert_int_not_equal(p.families.of_article[0], p.families.of_article[4]);
    assert_int_not_equal(p.families.of_article[3], FAMILY_NONE);
    arena_deinit(&p.a);
}

/* A short excerpt belongs to the family, even to the part of it that some have cut. */
static void test_excerpt(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    add(&p, part(a, harbour, 0, 6));
    add(&p, part(a, harbour, 0, 3));
    add(&p, part(a, harbour, 0, 3));
    add(&p, part(a, harbour, 4, 6));
    pile_group(&p, false);
    assert_int_equal(p.families.n_families, 1);
    assert_int_equal(p.families.families[0].n_witnesses, 4);
    assert_true(p.families.families[0].overlap_min < 0.01); // 1 and 3 share nothing
    arena_deinit(&p.a);
}

/* Other figures in every place make two texts no copies of one another, but both are of
 * the one that has no figures; and words they have in common all the same. */
static void test_update(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    slice rest = part(a, harbour, 0, 6);
    add(&p, two_parts(a, rest,
                      SLICE("Some 31 boats, 12 lorries and 407 crates were counted.")));
    add(&p, rest);
    add(&p, two_parts(a, rest,
                      SLICE("Some 58 boats, 19 lorries and 633 crates were counted.")));
    pile_group(&p, false);
    assert_int_equal(p.families.n_families, 1);
    assert_int_equal(p.families.families[0].n_witnesses, 3);
    for (uint32_t i = 0; i < p.matched.n_ties; i++)
        assert_false(p.matched.ties[i].a == 0 && p.matched.ties[i].b == 2);
    assert_true(p.families.families[0].overlap_min > 0.9);
    arena_deinit(&p.a);
}

/* Each shares a third with the next: the first and the last have nothing in common. */
static void test_chain_of_weak_ties(void **state)
{
    (void)state;
    enum { LINKS = 8 };
    uint64_t random = 3;
    pile p;
    pile_init(&p);
    slice blocks[LINKS + 1][2];
    for (uint32_t i = 0; i <= LINKS; i++)
        for (uint32_t k = 0; k < 2; k++)
            blocks[i][k] = random_prose(&p.a, &random, 60, 5000);
    for (uint32_t i = 0; i < LINKS; i++) // the end of this one opens the next
        add(&p, two_parts(&p.a, two_parts(&p.a, blocks[i][0], blocks[i][1]),
                          blocks[i + 1][0]));
    pile_group(&p, false);
    for (uint32_t i = 0; i < p.families.n_families; i++)
        assert_true(p.families.families[i].n_witnesses <= 2);
    arena_deinit(&p.a);
}

/* A standing paragraph is background, no tie. */
static void test_background(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    slice standing =
        SLICE("The dispute between the guild and the port office began eight years "
              "ago, when the old basin was sold.");
    add(&p, two_parts(a, part(a, harbour, 0, 6), standing));
    add(&p, two_parts(a, part(a, harbour_other, 0, 6), standing));
    pile_group(&p, false);
    assert_int_equal(p.matched.n_passages, 1);
    assert_int_equal(p.matched.passages[0].kind, PASSAGE_BACKGROUND);
    assert_int_equal(p.families.n_families, 0);
    arena_deinit(&p.a);
}

static void test_one_family(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    arena *a = &p.a;
    add(&p, part(a, harbour, 0, 6));
    add(&p, part(a, harbour_other, 0, 6));
    add(&p, SLICE(""));
    pile_run(&p, true);
    assert_int_equal(p.families.n_families, 1);
    assert_int_equal(p.families.families[0].n_witnesses, 3);
    check_family(&p, &p.families.families[0]);
    arena_deinit(&p.a);
}

/* The same families, whatever the order: two reports, their copies, splices of both. */
static void test_order(void **state)
{
    (void)state;
    enum { N = 14 };
    for (uint64_t run = 1; run <= 12; run++) {
        uint64_t random = run;
        pile p, q;
        pile_init(&p);
        pile_init(&q);
        slice base[2], bodies[N];
        for (uint32_t k = 0; k < 2; k++)
            base[k] = random_prose(&p.a, &random, 200, 3000);
        for (uint32_t i = 0; i < N; i++) {
            bodies[i] = edited_copy(&p.a, &random, base[i % 2], 2 + i);
            if (i % 7 == 6)
                bodies[i] = two_parts(&p.a, slice_of(base[0].ptr, base[0].len / 2),
                                      slice_of(base[1].ptr, base[1].len / 2));
        }
        uint32_t at[N];
        for (uint32_t i = 0; i < N; i++)
            at[i] = (i * 5 + (uint32_t)run) % N;
        for (uint32_t i = 0; i < N; i++) {
            add(&p, bodies[i]);
            add(&q, bodies[at[i]]);
        }
        pile_group(&p, false);
        pile_group(&q, false);
        assert_int_equal(p.families.n_families, q.families.n_families);
        for (uint32_t i = 0; i < N; i++)
            for (uint32_t k = 0; k < i; k++) {
                uint32_t x = p.families.of_article[at[i]],
                         y = p.families.of_article[at[k]];
                bool together = x != FAMILY_NONE && x == y;
                x = q.families.of_article[i];
                y = q.families.of_article[k];
                assert_int_equal(together, x != FAMILY_NONE && x == y);
            }
        arena_deinit(&p.a);
        arena_deinit(&q.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_reports),
        cmocka_unit_test(test_splice),
        cmocka_unit_test(test_excerpt),
        cmocka_unit_test(test_update),
        cmocka_unit_test(test_chain_of_weak_ties),
        cmocka_unit_test(test_background),
        cmocka_unit_test(test_one_family),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests_name("group", tests, NULL, NULL);
}
