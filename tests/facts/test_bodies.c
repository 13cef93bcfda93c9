// Bodies and places without a name of their own: "the army", "the old bridge".
#include "names_support.h"

static void one_country_one_army(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "The Ruritanian army fired on Velmar. The military said so. In the "
                    "night the army general command spoke, and a statement from the "
                    "general command followed.");
    assert_one(&p, "Ruritanian army", "military");
    assert_one(&p, "military", "general command");
    assert_one(&p, "army general command", "general command");
    done(&p);
}

static void possessive_and_demonym(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "In the port of Ruritania people slept. Ruritania's army said it had won.",
        0);
    add(&p, "The Ruritanian military said it had won.", 0);
    find(&p);
    assert_one(&p, "Ruritania's army", "Ruritanian military");
    done(&p);
}

static void armies_of_two_countries(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The Turkish army fired on the hills. The Syrian army fired back. The "
                "military said that nobody was hurt.");
    assert_two(&p, "Turkish army", "Syrian army");
    assert_two(&p, "Turkish army", "military");
    assert_two(&p, "Syrian army", "military");
    done(&p);
    pile_init(&p); // neither by way of a third article
    add(&p, "The Turkish army said it had won.", 0);
    add(&p, "The Syrian military said it had won.", 0);
    add(&p, "The army said it had won.", 0);
    find(&p);
    assert_two(&p, "Turkish army", "Syrian military");
    assert_two(&p, "Turkish army", "army");
    assert_two(&p, "Syrian military", "army");
    done(&p);
    one_article(&p, "The Niger army said so. The Nigerian army said no.");
    assert_two(&p, "Niger army", "Nigerian army");
    done(&p);
}

static void police_of_two_towns(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "In the town of Darvin the Darvin police said that three men were held.", 0);
    add(&p, "In the town of Ostrin the Ostrin police said that two men were held.", 0);
    find(&p);
    assert_two(&p, "Darvin police", "Ostrin police");
    done(&p);
}

static void no_bodies(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "A rebel army of two hundred came. The military hospital burned. Their "
                "army fled. \"We obey the armed forces,\" said Ana Brel. The general "
                "command of the Red Front spoke.");
    assert_no_name(&p, "army");
    assert_no_name(&p, "military");
    assert_no_name(&p, "armed forces"); // whose, only she could say
    assert_no_name(&p, "general command");
    done(&p);
}

static void in_order(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "Ana Brel fled Velmar. The army took the old bridge in Velmar, and the "
                "Ruritanian army held it. Ana Brel wept at Velmar station, which the "
                "army closed.");
    for (uint32_t i = 1; i < p.names.n_mentions; i++)
        assert_true(p.names.mentions[i - 1].at.last <= p.names.mentions[i].at.first);
    for (uint32_t e = 1; e < p.names.n_entities; e++)
        assert_true(slice_cmp(p.names.entities[e - 1].label, p.names.entities[e].label) <=
                    0);
    assert_int_equal(p.names.first_of[1], p.names.n_mentions);
    done(&p);
}

static void facilities(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Rain fell on the town of Velmar. Rebels seized the old bridge. The "
                    "bridge was closed on Monday. The rebel square held a market. Trains "
                    "left Velmar station, which was shut at noon.");
    assert_one(&p, "the old bridge", "the bridge");
    assert_name(&p, "Velmar station");
    assert_two(&p, "the old bridge", "Velmar station");
    done(&p);
    one_article(&p, "The old bridge is red. They sold the bridge master a boat.");
    assert_no_name(&p, "the old bridge"); // nothing is said of who has it
    done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_country_one_army),
        cmocka_unit_test(possessive_and_demonym),
        cmocka_unit_test(armies_of_two_countries),
        cmocka_unit_test(police_of_two_towns),
        cmocka_unit_test(no_bodies),
        cmocka_unit_test(in_order),
        cmocka_unit_test(facilities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
