// The sites: a stretch is told by its words, wherever they stand; habits count for less.
#include "pile.h"

#include "family/sites.h"

static const char opening[] =
    "Two barges were tied up at the grain quay when the fire began on Tuesday night. ";
static const char closing[] =
    "The crews had gone ashore an hour before, and nobody was hurt in the end. "
    "The owner of the quay wants to pay for new planks before the harvest comes in. ";

static site_set take(pile *p)
{
    site_set set;
    pile_run(p, true);
    const family *f = &p->families.families[0];
    uint32_t order[PILE_MOST];
    for (uint32_t w = 0; w < p->n; w++)
        order[w] = w;
    site_options options = {order, true, false, NULL};
    sites_take(&p->a, p->texts, f, &options, &set);
    return set;
}

static void add(pile *p, const char *outlet, const char *first, const char *middle)
{
    pile_add(p, outlet, NULL, NULL,
             arena_format(&p->a, "%s%s%s", first, middle, closing));
}

// The same stretch put in once more is dearer than anything else.
static bool is_stretch(const site *s)
{
    return s->n_states == 2 && s->choice[1] > 2 * s->choice[0] && s->n_words >= 8;
}

static uint32_t count_stretches(const site_set *set)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < set->n; i++)
        n += is_stretch(&set->v[i]);
    return n;
}

// Half of a sentence that comes first here and last there is neither cut nor put in.
static void test_moved(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    const char *plain =
        "Firemen pumped water from the basin until the morning came, though "
        "the wind kept feeding the flames along the old wooden sheds. ";
    const char *turned = "Though the wind kept feeding the flames along the old wooden "
                         "sheds, firemen pumped water from the basin until the morning "
                         "came. ";
    add(&p, "Orlo Post", opening, plain);
    add(&p, "Harvel News", opening, turned);
    add(&p, "Tarvo Echo", opening, plain);
    site_set set = take(&p);
    assert_true(set.n > 0);
    assert_int_equal(count_stretches(&set), 0);
    arena_deinit(&p.a);
}

// Three leads written in the same place are three readings of one opening.
static void test_versions(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    const char *middle = "Firemen pumped water from the basin until the morning came. ";
    add(&p, "Orlo Post", opening, middle);
    add(&p, "Harvel News",
        "Sparks flew over half of the old town while sailors carried out their bedding. ",
        middle);
    add(&p, "Tarvo Echo",
        "Insurance will cover most losses after flames took three sheds beside our "
        "river. ",
        middle);
    add(&p, "Sund Mail", "", middle);
    site_set set = take(&p);
    assert_int_equal(count_stretches(&set), 0);
    assert_true(set.v[0].n_states == 4);
    for (uint32_t w = 0; w < p.n; w++)
        for (uint32_t v = 0; v < w; v++)
            assert_int_not_equal(set.v[0].states[w], set.v[0].states[v]);
    arena_deinit(&p.a);
}

// A cut in one is a stretch that it lacks and the others have.
static void test_cut(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    const char *middle = "Firemen pumped water from the basin until the morning came. ";
    add(&p, "Orlo Post", opening, middle);
    add(&p, "Harvel News", opening, "");
    add(&p, "Tarvo Echo", opening, middle);
    site_set set = take(&p);
    assert_int_equal(count_stretches(&set), 1);
    for (uint32_t i = 0; i < set.n; i++)
        if (is_stretch(&set.v[i]))
            for (uint32_t w = 0; w < 3; w++)
                assert_int_equal(set.v[i].states[w],
                                 p.families.families[0].witnesses[w] != 1);
    arena_deinit(&p.a);
}

// A house that spells out numbers does so all through the text: that is one change.
static void test_habit(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "Orlo Post", opening,
        "Some 8 pumps and 12 boats came in from 3 towns nearby. ");
    add(&p, "Harvel News", opening,
        "Some eight pumps and twelve boats came in from three towns nearby. ");
    add(&p, "Tarvo Echo", opening,
        "Some 8 pumps and 12 boats came in from 3 towns nearby. ");
    site_set set = take(&p);
    assert_int_equal(set.n, 1);
    assert_true(set.v[0].scattered);
    arena_deinit(&p.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_habit),
    };
    return cmocka_run_group_tests_name("sites", tests, NULL, NULL);
}
