// Names: forms that the pile itself shows, offices, glosses, kinds.
#include "names_support.h"

static void names_with_and_inside(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "The Institute of Salt and River Studies closed. The salt mine and the "
        "river do "
        "not need studies, he said. The ISRS staff left.",
        0);
    add(&p, "A man from the National Glacial and Volcanic Bureau came to Tarvon.", 0);
    add(&p,
        "The Guild Council of Tarvon and Belmar Ostrik agreed. Later Belmar "
        "Ostrik left.",
        0);
    find(&p);
    assert_one(&p, "Institute of Salt and River Studies", "ISRS");
    assert_name(&p, "National Glacial and Volcanic Bureau");
    assert_name(&p, "Belmar Ostrik");
    assert_no_name(&p, "Guild Council of Tarvon and Belmar Ostrik");
    done(&p);
}

static void offices_in_either_order(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "Yesterday the Ministry of Transport said no.", 0);
    add(&p, "Yesterday the Transport Ministry said no.", 0);
    add(&p,
        "Yesterday the transport ministry said no, and the ministry of culture, "
        "too.",
        0);
    add(&p, "He left the University of Tarvon for the Tarvon University.", 0);
    find(&p);
    assert_one(&p, "Ministry of Transport", "Transport Ministry");
    assert_one(&p, "transport ministry", "Transport Ministry");
    assert_true(entity_of(&p, "transport ministry")->label.ptr[0] != 't');
    assert_no_name(&p, "ministry of culture"); // nobody writes it as a name
    assert_two(&p, "University of Tarvon", "Tarvon University");
    done(&p);
}

static void glosses_of_other_shapes(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The Tarvon Hill League, which is known to its enemies as Varrak, said "
                "no. The Salt Coast Alliance – Morrek to its members – agreed. They "
                "met in Velbury, formerly Ostgate, on the river. Dolm Karst, formerly "
                "Rennick's deputy, came.");
    assert_one(&p, "Tarvon Hill League", "Varrak");
    assert_one(&p, "Salt Coast Alliance", "Morrek");
    assert_one(&p, "Velbury", "Ostgate");
    assert_two(&p, "Dolm Karst", "Rennick");
    done(&p);
}

static void glosses_that_describe(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Harlan Quist, known to most Tarvonians as the Heron, sang. The "
                    "Lorvan Harbour Trust, a body known as the Gannet, agreed. The "
                    "Dredger, as Ilse Morrane is widely known, came too.");
    assert_one(&p, "Harlan Quist", "Heron");
    assert_one(&p, "Lorvan Harbour Trust", "Gannet");
    assert_one(&p, "Ilse Morrane", "Dredger");
    done(&p);
    one_article(&p, "The men met in Velbury, a group known as the Gannet said.");
    assert_two(&p, "Velbury", "Gannet");
    done(&p);
}

static void saint_is_st(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "The ferry left Saint Vorra on Tuesday. In St Vorra nobody saw it. "
                    "St. Vorra waited.");
    assert_one(&p, "Saint Vorra", "St Vorra");
    assert_one(&p, "Saint Vorra", "St. Vorra");
    done(&p);
}

static void short_for_a_common_noun(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Doctors feared Lorvan haemorrhagic fever (LHF) in the hills. LHF "
                    "kills. The national statistics office (NSO) counted it.");
    assert_int_equal(entity_of(&p, "LHF")->kind, ENTITY_OTHER);
    assert_int_equal(entity_of(&p, "NSO")->kind, ENTITY_ORGANISATION);
    done(&p);
}

static void one_aligned_place_and_one_sound(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, "The crowd walked through Sint Vorra on Tuesday and sang songs.",
               "The crowd walked through Sint Worra yesterday and sang songs.");
    assert_one(&p, "Sint Vorra", "Sint Worra");
    done(&p);
    two_copies(&p, "The crowd walked through Sint Vorra on Tuesday and sang songs.",
               "The crowd walked through Sint Morra yesterday and sang songs.");
    assert_two(&p, "Sint Vorra", "Sint Morra");
    done(&p);
    // two towns of one article
    two_copies(&p, "The crowd walked through Sint Vorra on Tuesday. It sang.",
               "The crowd walked through Sint Worra on Tuesday. Sint Vorra sang.");
    assert_two(&p, "Sint Vorra", "Sint Worra");
    done(&p);
}

static void parts_of_longer_names(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "A bid by Marlow-Tandy Shipping failed. A week later Marlow-Tandy tried "
        "again.",
        0);
    add(&p,
        "The Tarvon Hill Guard left the town. An old man said the Hill Guard was "
        "gone.",
        0);
    add(&p,
        "They talked to the People's Reform Front and the Reform Front. In the "
        "end the "
        "Reform Front left.",
        0);
    add(&p,
        "The Ilse Marn Foundation gave money. Here Ilse Marn, a singer, was "
        "born, and "
        "Ilse Marn died here.",
        0);
    find(&p);
    assert_one(&p, "Marlow-Tandy Shipping", "Marlow-Tandy");
    assert_int_equal(entity_of(&p, "Marlow-Tandy")->kind, ENTITY_ORGANISATION);
    assert_one(&p, "Tarvon Hill Guard", "Hill Guard");
    assert_two(&p, "People's Reform Front", "Reform Front");
    assert_two(&p, "Ilse Marn Foundation", "Ilse Marn");
    done(&p);
}

static void words_that_are_no_names(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "REPORTAGE\n\nHome | Shipping | Sport\n\nIn Tarvon, Salt River Works "
        "closed.",
        0);
    add(&p, "TARVON, May 6 (AP) - Farmers went home.", 0);
    add(&p, "Farmers outside the hall. Salt workers went home.", 0);
    find(&p);
    assert_no_name(&p, "REPORTAGE");
    assert_no_name(&p, "Shipping");
    assert_no_name(&p, "Farmers");
    assert_no_name(&p, "Salt");
    assert_name(&p, "Salt River Works");
    done(&p);
}

static void a_name_that_only_starts_a_sentence(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, "He came from Dzharin. Dzharin fell on Tuesday after a long fight.",
               "He came from home. Jarin fell on Tuesday after a long fight.");
    assert_name(&p, "Jarin");
    done(&p);
    two_copies(&p, "He came from Dzharin. Dzharin fell on Tuesday after a long fight.",
               "He came from home. Snow fell on Tuesday after a long fight.");
    assert_no_name(&p, "Snow");
    done(&p);
}

static void kinds_by_context(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "Velm Coast Cooperative said no. Two men from Skarrow, who walked, said "
                "yes. The baker, Ilse Tarvon, said no. Rusk Marr, the union's leader, "
                "agreed. The Varrak, a militia that holds the hills, did not.");
    assert_int_equal(entity_of(&p, "Velm Coast Cooperative")->kind, ENTITY_ORGANISATION);
    assert_int_equal(entity_of(&p, "Skarrow")->kind, ENTITY_PLACE);
    assert_int_equal(entity_of(&p, "Ilse Tarvon")->kind, ENTITY_PERSON);
    assert_int_equal(entity_of(&p, "Rusk Marr")->kind, ENTITY_PERSON);
    assert_int_equal(entity_of(&p, "Varrak")->kind, ENTITY_ORGANISATION);
    done(&p);
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(names_with_and_inside),
        cmocka_unit_test(offices_in_either_order),
        cmocka_unit_test(glosses_of_other_shapes),
        cmocka_unit_test(glosses_that_describe),
        cmocka_unit_test(saint_is_st),
        cmocka_unit_test(short_for_a_common_noun),
        cmocka_unit_test(one_aligned_place_and_one_sound),
        cmocka_unit_test(parts_of_longer_names),
        cmocka_unit_test(words_that_are_no_names),
        cmocka_unit_test(a_name_that_only_starts_a_sentence),
        cmocka_unit_test(kinds_by_context),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
