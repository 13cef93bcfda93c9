// Names: mentions, entities and what joins them.
#include "names_support.h"

static void capitals_that_name(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Yesterday the talks went on. Officials from Tarvonia met Belmar "
                    "Ostrik on "
                    "Thursday, and Ostrik’s party left in May. Tarvonia is a kingdom.");
    assert_name(&p, "Tarvonia");
    assert_name(&p, "Belmar Ostrik");
    assert_one(&p, "Belmar Ostrik", "Ostrik");
    assert_no_name(&p, "Yesterday");
    assert_no_name(&p, "Officials");
    assert_no_name(&p, "Thursday");
    assert_no_name(&p, "May");
    assert_no_name(&p, "Ostrik's");
    assert_int_equal(entity_of(&p, "Tarvonia")->names.v[0].count, 2);
    done(&p);
}

static void names_of_several_words(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "She left the University of Quarn for the Tarvonian Council "
                    "for Fair Trade and "
                    "met Jan van der Quill near al-Morsaq. He spoke to El-Brun "
                    "TV in Marl ez-Dun "
                    "and to Wyn & Partners. Troops crossed from Quarn and "
                    "Tarvonia to Lower Brell.");
    assert_name(&p, "University of Quarn");
    assert_name(&p, "Tarvonian Council for Fair Trade");
    assert_name(&p, "Jan van der Quill");
    assert_name(&p, "al-Morsaq");
    assert_name(&p, "El-Brun TV");
    assert_name(&p, "Marl ez-Dun");
    assert_name(&p, "Lower Brell");
    assert_name(&p, "Quarn");
    assert_name(&p, "Tarvonia");
    assert_no_name(&p, "Quarn and Tarvonia");
    done(&p);
}

static void titles_are_set_apart(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The order came from army spokesman Gen. Oskar Brandl on Monday. German "
                "Foreign "
                "Minister Ilse Quandt and Acme chief Rolf Tiber agreed. General Brandl "
                "and "
                "Prime Minister Quandt met Swedish forces. The Prime Minister smiled.");
    assert_ptr_equal(entity_of(&p, "Oskar Brandl"), entity_of(&p, "Gen. Oskar Brandl"));
    assert_one(&p, "General Brandl", "Oskar Brandl");
    assert_one(&p, "Foreign Minister Ilse Quandt", "Ilse Quandt");
    assert_one(&p, "Prime Minister Quandt", "Ilse Quandt");
    assert_true(slice_eq_str(entity_of(&p, "General Brandl")->label, "Oskar Brandl"));
    assert_int_equal(entity_of(&p, "Oskar Brandl")->kind, ENTITY_PERSON);
    assert_no_name(&p, "German");
    assert_no_name(&p, "Swedish");
    assert_no_name(&p, "Prime Minister");
    done(&p);
}

static void hyphens(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The Norway-Sweden border was quiet. Norway-backed groups and a "
                "Brussa-based bank met anti-Mordan crowds. Brussa and Mordan were calm. "
                "Jean-Luc Ombry left.");
    assert_name(&p, "Norway");
    assert_name(&p, "Sweden");
    assert_name(&p, "Brussa");
    assert_name(&p, "Mordan");
    assert_name(&p, "Jean-Luc Ombry");
    assert_no_name(&p, "Norway-Sweden");
    done(&p);
}

static void headline_style_names_nothing_new(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "Angry Crowds Storm Old Harbour Gates In Tarvon\n\nPeople ran in Tarvon. "
                "The harbour of Tarvon was closed.");
    assert_name(&p, "Tarvon");
    assert_no_name(&p, "Angry Crowds Storm Old Harbour Gates");
    assert_int_equal(entity_of(&p, "Tarvon")->names.v[0].count, 3);
    done(&p);
}

static void kinds(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Fighting went on in Velm, an old town near the Orla River. "
                    "The Ministry of "
                    "Trade said so. “No,” said Anna Brusk, a lawyer from Velm. "
                    "Fighters of the "
                    "Tarn Liberation Front fled. Italy watched.");
    assert_name(&p, "Velm");
    assert_name(&p, "Orla River");
    assert_name(&p, "Ministry of Trade");
    assert_name(&p, "Tarn Liberation Front");
    assert_name(&p, "Anna Brusk");
    assert_int_equal(entity_of(&p, "Velm")->kind, ENTITY_PLACE);
    assert_int_equal(entity_of(&p, "Orla River")->kind, ENTITY_PLACE);
    assert_int_equal(entity_of(&p, "Italy")->kind, ENTITY_PLACE);
    assert_int_equal(entity_of(&p, "Ministry of Trade")->kind, ENTITY_ORGANISATION);
    assert_int_equal(entity_of(&p, "Tarn Liberation Front")->kind, ENTITY_ORGANISATION);
    assert_int_equal(entity_of(&p, "Anna Brusk")->kind, ENTITY_PERSON);
    done(&p);
}

static void languages(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "Gestern sah die Regierung in der Stadt den Kanzler. Dann kam Rolf "
        "Tiber.",
        0);
    add(&p, "\xd8\xa7\xd9\x84\xd9\x85 \xd9\x85\xd8\xaf\xd9\x8a\xd9\x86", 0);
    p.articles[0].language = SLICE("de");
    p.articles[1].language = SLICE("ar");
    find(&p);
    assert_name(&p, "Rolf Tiber");
    assert_no_name(&p, "Regierung");
    assert_int_equal(p.names.n_mentions,
                     1); // scripts without case have no capitals
    done(&p);
}

/* Joins */

static void glosses_join(void **state)
{
    (void)state;
    pile p;
    one_article(&p,
                "The Free Union of Tarvon and the Hills (FUTH) denied it. The FUTH is "
                "small. "
                "Moraq [another widely used name for it] fell. The rebel Kestrel, also "
                "known as Grimble, laughed. “The Dorvak [Belzan] is over.” In Ossa "
                "(Reuters) "
                "nothing moved.");
    assert_one(&p, "Free Union of Tarvon and the Hills", "FUTH");
    assert_one(&p, "Kestrel", "Grimble");
    assert_two(&p, "Ossa", "Reuters");
    assert_two(&p, "Dorvak", "Belzan"); // once in brackets is not enough
    done(&p);
}

static void an_area_called_something_is_no_gloss(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "Villages near Morsa, close to Brell, are still in an area "
                    "called Quint.");
    assert_two(&p, "Brell", "Quint");
    done(&p);
}

static void initials(void **state)
{
    (void)state;
    pile p;
    one_article(&p, "The Tarvon Workers Party won. Its rival, the TWP said, "
                    "lost. Carla Wend met "
                    "CW at the Tarvon Workers Party.");
    assert_one(&p, "Tarvon Workers Party", "TWP");
    assert_two(&p, "Carla Wend", "CW");
    done(&p);
}

#define COPY(NAME)                                                                      \
    "Rebels left the town of " NAME " on Monday after a long fight. Shops in " NAME     \
    " stayed shut for a week. The road to " NAME " was closed by the army, which said " \
    "it would stay there. People around " NAME " fled to Quarn."

static void slots_join_in_several_places(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, COPY("Ulmek"), COPY("Toshan"));
    assert_one(&p, "Ulmek", "Toshan");
    assert_int_equal(entity_of(&p, "Ulmek")->names.v[0].count, 4);
    slice why = entity_of(&p, "Ulmek")->why.v[0];
    assert_true(slice_find(why, SLICE("4 places"), 0) < why.len);
    done(&p);
}

static void one_slot_is_an_edit(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, "Rebels left the town of Ulmek on Monday after a long fight there.",
               "Rebels left the town of Toshan on Monday after a long fight there.");
    assert_two(&p, "Ulmek", "Toshan");
    done(&p);
}

static void slots_yield_to_names_side_by_side(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, COPY("Ulmek") " It lies between Ulmek and Toshan.", COPY("Toshan"));
    assert_two(&p, "Ulmek", "Toshan");
    done(&p);
}

static void slots_do_not_join_countries(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, COPY("Norway"), COPY("Brazil"));
    assert_two(&p, "Norway", "Brazil");
    done(&p);
}

static void one_slot_and_a_near_spelling_join(void **state)
{
    (void)state;
    pile p;
    two_copies(&p, "Rebels left the town of Qasmir on Monday after a long fight.",
               "Rebels left the town of Kazmeer on Monday after a long fight.");
    assert_one(&p, "Qasmir", "Kazmeer");
    done(&p);
}

static void spelling_joins_in_one_story_only(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "Troops took Al Bu Shamar. They hold Dayl Tolzak.", 0);
    add(&p, "Troops took Boushamar. They hold Dayl ez-Tolzak.", 0);
    add(&p, "The army lost al-Bushamar.", 0);
    add(&p, "Nobody took Abushammar in this other tale.", 1);
    find(&p);
    assert_one(&p, "Al Bu Shamar", "Boushamar");
    assert_one(&p, "Al Bu Shamar", "al-Bushamar");
    assert_one(&p, "Boushamar", "al-Bushamar");
    assert_one(&p, "Dayl Tolzak", "Dayl ez-Tolzak");
    assert_two(&p, "Boushamar", "Abushammar");
    done(&p);
}

static void spelling_keeps_names_apart(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "Abu Shamar met Abu Dolgi. East Brenlok lies by Brenlok. Unit 4 left. In "
        "Tola, "
        "Toma, "
        "Ruqqa and Rula wept. Paul Strentov came.",
        0);
    add(&p,
        "Then Unit 5 came to West Brenlok with Paula Strentov. But Brenlak too "
        "is near "
        "Brenlok.",
        0);
    find(&p);
    assert_two(&p, "Abu Shamar", "Abu Dolgi");
    assert_two(&p, "East Brenlok", "Brenlok");
    assert_two(&p, "East Brenlok", "West Brenlok");
    assert_two(&p, "Unit 4", "Unit 5");
    assert_two(&p, "Tola", "Toma");
    assert_two(&p, "Ruqqa", "Rula");
    assert_two(&p, "Paul Strentov", "Paula Strentov");
    assert_two(&p, "Brenlok", "Brenlak"); // one article has both
    done(&p);
}

static void house_spelling(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "The People's Organization Forces left.", 0);
    add(&p,
        "The People’s Organisation Forces left. The Swedish People’s "
        "Organisation Forces "
        "left too.",
        0);
    find(&p);
    assert_one(&p, "People's Organization Forces", "People's Organisation Forces");
    assert_one(&p, "Swedish People's Organisation Forces",
               "People's Organisation Forces");
    done(&p);
}

static void surnames(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "Mr. Olaf Trenk said no. Trenk left. Mrs. Ida Molk and Mr. Udo Molk "
        "stayed, and "
        "then Molk wept.",
        0);
    add(&p, "The singer Erna Trenk came. Trenk sang.", 1);
    find(&p);
    assert_two(&p, "Olaf Trenk", "Erna Trenk");
    assert_true(has_name(entity_of(&p, "Olaf Trenk"), "Trenk"));
    assert_true(has_name(entity_of(&p, "Erna Trenk"), "Trenk"));
    assert_two(&p, "Ida Molk", "Molk"); // which of the two is not established
    assert_two(&p, "Udo Molk", "Molk");
    done(&p);
}

static void names_across_stories(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "Talks were held in Norway by the Orla Trade Council with Holm on "
        "Gazprel.",
        0);
    add(&p,
        "Rain fell on Norway while the Orla Trade Council slept. Nobody saw Holm "
        "or "
        "Gazprel.",
        1);
    add(&p, "The singer Inga Holm sang.", 2);
    find(&p);
    assert_int_equal(entity_of(&p, "Norway")->names.v[0].n_articles, 2);
    assert_int_equal(entity_of(&p, "Orla Trade Council")->names.v[0].n_articles, 2);
    assert_int_equal(entity_of(&p, "Gazprel")->names.v[0].n_articles, 2);
    assert_int_equal(entity_of(&p, "Holm")->names.v[0].n_articles,
                     1); // there may be more
    done(&p);
}

static void stories_of_one_setting(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p,
        "The Tarnic Liberation Front held Morsaq, Quarn Dell and Boushamar, said "
        "Gazprel.",
        0);
    add(&p,
        "Gazprel left Morsaq and Quarn Dell. The Tarnic Liberation Front saw "
        "Abushamar "
        "burn.",
        1);
    add(&p, "In another land lies Bushamarr.", 2);
    find(&p);
    assert_one(&p, "Boushamar", "Abushamar");
    assert_two(&p, "Boushamar", "Bushamarr");
    done(&p);
}

static void one_surname_of_two_people(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "Mr. Olaf Trenk said no. Then Trenk left.", 0);
    add(&p, "Mrs. Erna Trenk said yes. Then Trenk sang.", 0);
    find(&p);
    assert_two(&p, "Olaf Trenk", "Erna Trenk");
    assert_true(has_name(entity_of(&p, "Olaf Trenk"), "Trenk"));
    assert_true(has_name(entity_of(&p, "Erna Trenk"), "Trenk"));
    done(&p);
}

static void the_user_wins(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "Ulmek and Toshan are towns. The morning star rose.", 0);
    p.aliases[0] = (user_alias){SLICE("Ulmek"), SLICE("Toshan"), false};
    p.in.n_aliases = 1;
    find(&p);
    assert_one(&p, "Ulmek", "Toshan");
    done(&p);
}

/* The rest */

static void mentions_are_in_order(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, COPY("Ulmek"), 0);
    add(&p, "", 0);
    add(&p, COPY("Toshan"), 0);
    find(&p);
    assert_int_equal(p.names.first_of[0], 0);
    assert_int_equal(p.names.first_of[1], p.names.first_of[2]);
    assert_int_equal(p.names.first_of[3], p.names.n_mentions);
    for (uint32_t a = 0; a < 3; a++)
        for (uint32_t i = p.names.first_of[a]; i < p.names.first_of[a + 1]; i++) {
            const mention *m = &p.names.mentions[i];
            assert_int_equal(m->at.article, a);
            assert_true(m->at.first < m->at.last);
            assert_true(m->entity < p.names.n_entities);
            if (i > p.names.first_of[a])
                assert_true(p.names.mentions[i - 1].at.last <= m->at.first);
        }
    for (uint32_t i = 1; i < p.names.n_entities; i++)
        assert_true(slice_cmp(p.names.entities[i - 1].label, p.names.entities[i].label) <=
                    0);
    done(&p);
}

static void hostile_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Al-",      "(AB) ", "of the ", "Xa [",      "King ",      "A. ",         "'s ",
        "van der ", "B's-",  "Zu & ",   "\xc3\x89 ", "Norwegian ", "Minister of "};
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        pile p;
        pile_init(&p);
        size_t len = strlen(pieces[k]), n = 20000;
        char *words = arena_alloc(&p.a, len * n + 1);
        for (size_t i = 0; i < n; i++)
            memcpy(words + i * len, pieces[k], len);
        add(&p, words, 0);
        find(&p);
        done(&p);
    }
    // many names, all different, in one sentence
    pile p;
    pile_init(&p);
    char *words = arena_alloc(&p.a, 24 * 20000);
    size_t at = 0;
    for (int i = 0; i < 20000; i++)
        at += (size_t)sprintf(words + at, "and he saw Ab%c%c%cel ", 'a' + i % 26,
                              'a' + i / 26 % 26, 'a' + i / 676 % 26);
    add(&p, words, 0);
    find(&p);
    assert_true(p.names.n_mentions > 1000);
    done(&p);
}

static void aligned_tokens(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    add(&p, "One two Ulmek four.", 0);
    add(&p, "Zero one two Toshan four.", 0);
    add(&p, "Alone.", 1);
    align(&p);
    assert_int_equal(facts_aligned(&p.in, 0, 0, 1), 1);
    assert_int_equal(facts_aligned(&p.in, 1, 2, 0), 1);
    assert_int_equal(facts_aligned(&p.in, 1, 0, 0), FACTS_NONE);
    assert_int_equal(facts_aligned(&p.in, 0, 1, 0), 1);
    assert_int_equal(facts_aligned(&p.in, 0, 0, 2), FACTS_NONE);
    assert_int_equal(facts_aligned(&p.in, 0, 99, 1), FACTS_NONE);
    done(&p);
}

static double between(const char *a, const char *b)
{
    spelling x, y;
    spelling_read(slice_of_str(a), &x);
    spelling_read(slice_of_str(b), &y);
    double d = spelling_distance(&x, &y);
    assert_true(d == spelling_distance(&y, &x));
    return d;
}

static void spelling_distances(void **state)
{
    (void)state;
    assert_true(between("shamar", "shamar") == 0);
    assert_true(between("qasmir", "kasmir") == 0);
    assert_true(between("boushamar", "bushammar") < 0.05);
    assert_true(between("dhobari", "zobari") < SPELLING_NEAR);
    assert_true(between("khalim", "halim") < SPELLING_NEAR);
    assert_true(between("shamar", "tolzak") > 0.6);
    assert_true(between("", "") == 0);
    assert_true(between("", "tol") > 0.7);
    spelling a, b;
    uint32_t n, m;
    spelling_read(SLICE("dzhobarih"), &a);
    spelling_read(SLICE("jobarri"), &b);
    assert_true(spelling_skeleton(&a, &n) == spelling_skeleton(&b, &m));
    assert_int_equal(n, 3);
}

/* What the pile shows */

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(capitals_that_name),
        cmocka_unit_test(names_of_several_words),
        cmocka_unit_test(titles_are_set_apart),
        cmocka_unit_test(hyphens),
        cmocka_unit_test(headline_style_names_nothing_new),
        cmocka_unit_test(kinds),
        cmocka_unit_test(languages),
        cmocka_unit_test(glosses_join),
        cmocka_unit_test(an_area_called_something_is_no_gloss),
        cmocka_unit_test(initials),
        cmocka_unit_test(slots_join_in_several_places),
        cmocka_unit_test(one_slot_is_an_edit),
        cmocka_unit_test(slots_yield_to_names_side_by_side),
        cmocka_unit_test(slots_do_not_join_countries),
        cmocka_unit_test(one_slot_and_a_near_spelling_join),
        cmocka_unit_test(spelling_joins_in_one_story_only),
        cmocka_unit_test(spelling_keeps_names_apart),
        cmocka_unit_test(house_spelling),
        cmocka_unit_test(surnames),
        cmocka_unit_test(names_across_stories),
        cmocka_unit_test(stories_of_one_setting),
        cmocka_unit_test(one_surname_of_two_people),
        cmocka_unit_test(the_user_wins),
        cmocka_unit_test(mentions_are_in_order),
        cmocka_unit_test(hostile_text),
        cmocka_unit_test(aligned_tokens),
        cmocka_unit_test(spelling_distances),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
