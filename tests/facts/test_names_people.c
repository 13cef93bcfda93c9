// Names: people, offices and places that share a word.
#include "names_support.h"

static void a_senator_and_a_town(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "The town of Darvin fell. People fled from shops in Darvin to the hills.", 0);
    add(&p, "On Monday Sen. Paul Darvin spoke. Later Sen. Darvin left.", 0);
    find(&p);
    assert_one(&p, "Paul Darvin", "Sen. Darvin");
    assert_two(&p, "Paul Darvin", "Darvin");
    done(&p);
}

static void titles_tell_people_apart(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "In the morning General Abdo Farrak and Speaker Hoda Farrak met. Gen. "
                "Farrak vowed revenge. Speaker Farrak did not.");
    assert_one(&p, "Abdo Farrak", "Gen. Farrak");
    assert_one(&p, "Hoda Farrak", "Speaker Farrak");
    assert_two(&p, "Abdo Farrak", "Hoda Farrak");
    done(&p);
    pile_init(&p);
    add(&p, "In the north President Ivo Galdi ruled. Then President Galdi left.", 0);
    add(&p, "The analyst Rashid Galdi, no relative, said that President Galdi was ill.",
        0);
    find(&p);
    assert_two(&p, "Rashid Galdi", "President Galdi");
    assert_one(&p, "Ivo Galdi", "President Galdi");
    done(&p);
}

static void ministries_of_two_states(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "On Monday Ruritania's Foreign Ministry said no.", 0);
    add(&p,
        "On Monday Graustark's Foreign Ministry said yes. The Foreign Ministry smiled.",
        0);
    find(&p);
    uint32_t n = 0;
    for (uint32_t i = 0; i < p.names.n_entities; i++)
        n += has_name(&p.names.entities[i], "Foreign Ministry");
    assert_int_equal(n, 2);
    done(&p);
    pile_init(&p);
    add(&p, "On Monday Ruritania's Foreign Ministry said no.", 0);
    add(&p, "On Monday the Foreign Ministry said yes.", 0);
    find(&p);
    assert_int_equal(entity_of(&p, "Foreign Ministry")->names.v[0].count, 2);
    done(&p);
}

static void a_river_and_its_region(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "Fighting spread in the Marok region, which has its name from the Marok "
                "River. They crossed the Marok River at night.");
    assert_two(&p, "Marok", "Marok River");
    done(&p);
}

static void first_names_behind_full_ones(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "In May her daughter, Kathra Velm, was ill. They carried Kathra home. "
                "People stood around Kathra and wept.");
    assert_one(&p, "Kathra Velm", "Kathra");
    assert_int_equal(entity_of(&p, "Kathra")->kind, ENTITY_PERSON);
    done(&p);
    one_article(&p,
                "The town of Kathra is old. In Kathra people fish. They met Kathra Velm, "
                "a lawyer.");
    assert_two(&p, "Kathra Velm", "Kathra");
    done(&p);
}

static void titles_of_several_words(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "In court Tarvon County District Attorney Ilse Maar spoke. On Monday "
                    "Velm Fire Chief Otto Brusk agreed. Then the Tarvon County District "
                    "Attorney left with Secretary of State Linda Park.");
    assert_name(&p, "Tarvon County");
    assert_name(&p, "Ilse Maar");
    assert_name(&p, "Otto Brusk");
    assert_name(&p, "Linda Park");
    assert_no_name(&p, "Tarvon County District");
    assert_no_name(&p, "Velm Fire Chief Otto Brusk");
    done(&p);
}

static void small_words_with_a_capital(void **state)
{
    (void)state;
    pile p;
    one_article(
        &p, "Doctors Without Borders left. They thanked the Friends Of Velm Society.");
    assert_name(&p, "Doctors Without Borders");
    done(&p);
}

static void short_forms_of_another_language(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "On Monday the Tarvonian Workers' Party (PLT) marched. The PLT said no.");
    assert_name(&p, "PLT");
    const entity *e = entity_of(&p, "PLT");
    assert_true(e->names.n > 1);
    done(&p);
    one_article(&p, "On Monday Velm University (SEC) lost. Nobody saw it.");
    assert_two(&p, "Velm University", "SEC");
    done(&p);
}

static void one_office_two_spellings(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "On Monday President Murad Velikhan spoke.", 0);
    add(&p, "On Monday President Murad Velihan was silent.", 0);
    add(&p, "On Monday Murad Velimir, a baker, slept.", 0);
    find(&p);
    assert_one(&p, "Murad Velikhan", "Murad Velihan");
    assert_two(&p, "Murad Velikhan", "Murad Velimir");
    done(&p);
}

static void people_and_teams_are_no_places(void **state)
{
    (void)state;
    pile p;
    one_article(
        &p, "He took a pass from Ansel Garrat and ran. The prosecutor Kelda Hill spoke. "
            "They watched the Velm Miners, and the Velm Miners won. Ilse Grandi, who "
            "will visit the camp, was late.");
    assert_true(entity_of(&p, "Ansel Garrat")->kind != ENTITY_PLACE);
    assert_int_equal(entity_of(&p, "Kelda Hill")->kind, ENTITY_PERSON);
    assert_int_equal(entity_of(&p, "Velm Miners")->kind, ENTITY_ORGANISATION);
    assert_true(entity_of(&p, "Ilse Grandi")->kind != ENTITY_PLACE);
    done(&p);
}

static void kunyas_have_surnames(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "A spokesman, Abu Yusir al-Karmad, denied it. Then al-Karmad left.");
    assert_one(&p, "Abu Yusir al-Karmad", "al-Karmad");
    done(&p);
}

static void who_called_whom(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The adviser Dov Plaff, who called Tarvon “a fool”, left. Later Tarvon "
                "laughed. The Northern Hill Army, which is called the Varrak, fled.");
    assert_two(&p, "Dov Plaff", "Tarvon");
    assert_one(&p, "Northern Hill Army", "Varrak");
    done(&p);
}

static void one_acronym_of_two_bodies(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "On Monday the Velm National Committee (VNC) met. The VNC said no.", 0);
    add(&p, "On Monday the Velm National Convention (VNC) met. The VNC said yes.", 1);
    find(&p);
    assert_two(&p, "Velm National Committee", "Velm National Convention");
    done(&p);
}

static void assert_kind(const pile *p, const char *name, entity_kind kind)
{
    assert_int_equal(entity_of(p, name)->kind, kind);
}

static void people_by_what_stands_beside_them(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "On Monday Oska Tarvoni, the Rasma governor's spokesman, smiled. Two men "
                "were held, identified as Velo Marrik and Tesk Ulani. Hanra Beritt, a "
                "ticket seller, told the paper that she had run. The mayor of Rasma, "
                "Pello Iskari, has left. Later Ganno Feritt told reporters of it.");
    assert_kind(&p, "Oska Tarvoni", ENTITY_PERSON);
    assert_kind(&p, "Velo Marrik", ENTITY_PERSON);
    assert_kind(&p, "Tesk Ulani", ENTITY_PERSON);
    assert_kind(&p, "Hanra Beritt", ENTITY_PERSON);
    assert_kind(&p, "Pello Iskari", ENTITY_PERSON);
    assert_kind(&p, "Ganno Feritt", ENTITY_PERSON);
    done(&p);
    one_article(&p, "On Monday one of the survivors, Olsa Tarvoni, told the paper of it. "
                    "The NATO Secretary-General Janko Solvani listened.");
    assert_kind(&p, "Olsa Tarvoni", ENTITY_PERSON);
    assert_kind(&p, "Janko Solvani", ENTITY_PERSON);
    done(&p);
    one_article(&p, "On Monday Tarvon Hill, a militia, told nobody. The town of Rasma, "
                    "Sorvan Vale, has left.");
    assert_int_not_equal(entity_of(&p, "Tarvon Hill")->kind, ENTITY_PERSON);
    done(&p);
}

static void the_head_of_a_report_is_a_place(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "TARVON: Farmers blocked the road on Monday, police said.");
    assert_kind(&p, "TARVON", ENTITY_PLACE);
    done(&p);
}

static void a_body_and_one_of_its_people(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "The envoy to the UN Martin Tarvoni left, and so did the head of the "
                    "Observatory Rami Faroni. In the evening Martin Tarvoni came back.");
    assert_non_null(entity_of(&p, "Martin Tarvoni"));
    assert_non_null(entity_of(&p, "Rami Faroni"));
    done(&p);
    one_article(&p, "In May the USS Martin Tarvoni sailed for the north.");
    assert_non_null(entity_of(&p, "USS Martin Tarvoni"));
    done(&p);
}

static void two_teams_of_one_plural(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "They saw Ivo Marr lead the Miners, who won ten games. They watched "
                    "the Velm Miners, and the Velm Miners lost.");
    assert_two(&p, "Velm Miners", "Miners");
    done(&p);
}

static void ranks_inside_names(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "On Monday President Hassan Sheikh Tarvoni spoke of peace. \"We "
                    "held the town,\" Fares al-Tarvi said.");
    assert_non_null(entity_of(&p, "Hassan Sheikh Tarvoni"));
    assert_non_null(entity_of(&p, "Fares al-Tarvi"));
    done(&p);
    one_article(&p, "On Monday the envoy, Ahmed Al-Tarvoni, left. Al-Tarvoni was ill.");
    assert_one(&p, "Ahmed Al-Tarvoni", "Al-Tarvoni");
    done(&p);
}

static void a_group_is_not_the_land_it_is_in(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "A band based in Tarvonia, known as the FDX, crossed the river. Then "
                    "the FDX left Tarvonia.");
    assert_two(&p, "Tarvonia", "FDX");
    done(&p);
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(a_senator_and_a_town),
        cmocka_unit_test(titles_tell_people_apart),
        cmocka_unit_test(ministries_of_two_states),
        cmocka_unit_test(a_river_and_its_region),
        cmocka_unit_test(first_names_behind_full_ones),
        cmocka_unit_test(titles_of_several_words),
        cmocka_unit_test(small_words_with_a_capital),
        cmocka_unit_test(short_forms_of_another_language),
        cmocka_unit_test(one_office_two_spellings),
        cmocka_unit_test(people_and_teams_are_no_places),
        cmocka_unit_test(kunyas_have_surnames),
        cmocka_unit_test(who_called_whom),
        cmocka_unit_test(one_acronym_of_two_bodies),
        cmocka_unit_test(people_by_what_stands_beside_them),
        cmocka_unit_test(the_head_of_a_report_is_a_place),
        cmocka_unit_test(a_body_and_one_of_its_people),
        cmocka_unit_test(two_teams_of_one_plural),
        cmocka_unit_test(ranks_inside_names),
        cmocka_unit_test(a_group_is_not_the_land_it_is_in),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
