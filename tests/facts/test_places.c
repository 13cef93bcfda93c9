// Places: which names are places, and which of their namesakes. All places are invented.
#include "names_support.h"

#include "base/hash.h"
#include "facts/places.h"

#include <math.h>

// Two Tarvons: a city of Zedland and a small town of Yland; Velbury in Zedland only.
static const char dump[] =
    "11\tTarvon\tTarvon\t\t10.5\t-20.25\tP\tPPL\tZZ\t\t01\t7\t\t\t400000\t\t\t\t\n"
    "12\tTarvon\tTarvon\t\t50.1\t60.5\tP\tPPL\tYY\t\t02\t\t\t\t9000\t\t\t\t\n"
    "13\tVelbury\tVelbury\tВельбери\t10.6\t-20."
    "3\tP\tPPL\tZZ\t\t01\t7\t\t\t20000\t\t\t\t\n"
    "14\tOstgate\tOstgate\t\t50.2\t60.4\tP\tPPL\tYY\t\t02\t\t\t\t60000\t\t\t\t\n"
    "15\tMerrow\tMerrow\t\t50.3\t60.4\tP\tPPL\tYY\t\t02\t\t\t\t8000\t\t\t\t\n"
    "18\tKarlen\tKarlen\t\t-10\t5\tP\tPPL\tXX\t\t03\t\t\t\t700\t\t\t\t\n"
    "19\tHollin\tHollin\t\t50.5\t61\tP\tPPLA\tYY\t\t04\t\t\t\t90000\t\t\t\t\n"
    "ZZ\tZZZ\t900\tZZ\tZedland\tTarvon\t1\t4000000\tEU\t\t\t\t\t\t\t\t21\t\t\n"
    "YY\tYYY\t901\tYY\tYland\tOstgate\t1\t3000000\tEU\t\t\t\t\t\t\t\t22\t\t\n"
    "ZZ.01\tSalt Coast\tSalt Coast\t23\n"
    "YY.02\tNorth Fell\tNorth Fell\t24\n"
    "YY.04\tHollin\tHollin\t25\n"
    "ZZ.01.7\tTarvon County\tTarvon County\t26\n";

typedef struct {
    pile p;
    gazetteer g;
    places_result places;
} world;

static void world_init(world *w)
{
    const char *why = NULL;
    pile_init(&w->p);
    gazetteer_builder *b = gazetteer_builder_new(&w->p.a);
    slice rest = slice_of_str(dump), line;
    while (slice_next_line(&rest, &line))
        assert_true(gazetteer_builder_line(b, line));
    assert_true(
        gazetteer_open(&w->g, gazetteer_builder_end(b, &w->p.a, SLICE("")), &why));
    w->p.in.gazetteer = &w->g;
}

static void look(world *w)
{
    find(&w->p);
    facts_places(&w->p.a, &w->p.in, &w->p.names, &w->places);
}

static void world_of(world *w, const char *words)
{
    world_init(w);
    add(&w->p, words, 0);
    look(w);
}

// The n-th spot with this text in article 0.
static const toponym *spot_of(const world *w, const char *words, uint32_t nth)
{
    for (uint32_t i = 0; i < w->places.n_toponyms; i++) {
        const toponym *t = &w->places.toponyms[i];
        const text *in = &w->p.texts[t->at.article];
        slice s = slice_in(in->bytes, text_span(in, t->at.first, t->at.last));
        if (slice_eq_str(s, words) && nth-- == 0)
            return t;
    }
    return NULL;
}

static uint32_t id_of(const world *w, const char *words)
{
    const toponym *t = spot_of(w, words, 0);
    return t && t->place.known ? t->place.id : 0;
}

static void what_contains_it_decides(void **state)
{
    (void)state;
    world w;
    world_of(&w, "The ferry left for Tarvon, Yland, on Monday.");
    assert_int_equal(id_of(&w, "Tarvon"), 12);
    assert_int_equal(id_of(&w, "Yland"), 22);
    assert_int_equal(spot_of(&w, "Yland", 0)->place.precision, PRECISE_COUNTRY);
    done(&w.p);
    world_of(&w, "The ferry left for Tarvon, Salt Coast, on Monday.");
    assert_int_equal(id_of(&w, "Tarvon"), 11);
    assert_int_equal(spot_of(&w, "Salt Coast", 0)->place.precision, PRECISE_DISTRICT);
    done(&w.p);
}

static void the_others_decide(void **state)
{
    (void)state;
    world w;
    world_of(&w, "Roads in Ostgate and in Merrow were closed. In North Fell it snowed. "
                 "The mayor of Tarvon said that schools in Tarvon stay open.");
    assert_int_equal(id_of(&w, "Tarvon"), 12);
    done(&w.p);
    world_of(&w, "Roads in Velbury were closed. Schools in Tarvon stay open.");
    assert_int_equal(id_of(&w, "Tarvon"), 11);
    assert_int_equal(spot_of(&w, "Tarvon", 0)->place.precision, PRECISE_TOWN);
    done(&w.p);
}

static void without_a_hint_the_larger(void **state)
{
    (void)state;
    world w;
    world_of(&w, "Schools in Tarvon stay open.");
    assert_int_equal(id_of(&w, "Tarvon"), 11);
    done(&w.p);
}

static void a_hamlet_alone_is_not_established(void **state)
{
    (void)state;
    world w;
    world_of(&w, "The train stopped in Karlen for an hour.");
    assert_int_equal(id_of(&w, "Karlen"), 0);
    done(&w.p);
}

static void a_town_before_the_division_around_it(void **state)
{
    (void)state;
    world w;
    world_of(&w, "Shops in Hollin stay open.");
    assert_int_equal(id_of(&w, "Hollin"), 19);
    done(&w.p);
    world_of(&w, "Shops in Hollin province stay open.");
    assert_int_equal(id_of(&w, "Hollin"), 25);
    done(&w.p);
}

static void people_are_no_places(void **state)
{
    (void)state;
    world w;
    world_of(&w, "Anna Merrow, the harbour master, said no. Mr Merrow said that Merrow "
                 "would not speak.");
    for (uint32_t i = 0; i < w.p.names.n_entities; i++)
        assert_false(w.places.of_entity[i].known);
    done(&w.p);
}

static void an_entity_is_where_its_mentions_are(void **state)
{
    (void)state;
    world w;
    world_of(&w, "Roads in Velbury were closed. The mayor of Velbury said so in Tarvon.");
    const entity *e = entity_of(&w.p, "Velbury");
    assert_int_equal(e->kind, ENTITY_PLACE);
    const place_found *p = &w.places.of_entity[e - w.p.names.entities];
    assert_true(p->known);
    assert_true(fabs(p->lat - 10.6) < 1e-9 && fabs(p->lon + 20.3) < 1e-9);
    done(&w.p);
}

static void one_place_in_two_scripts_is_one(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    add(&w.p, "Roads in Velbury were closed. Schools in Velbury stay open.", 0);
    add(&w.p, "Дороги в город Вельбери закрыты.", 1);
    add(&w.p, "Дороги в город Вельбери и в Velbury закрыты.", 2);
    look(&w);
    assert_one(&w.p, "Velbury", "Вельбери");
    assert_true(entity_of(&w.p, "Velbury")->why.n > 0);
    for (uint32_t i = 0; i < w.p.names.n_mentions; i++)
        assert_true(w.p.names.mentions[i].entity < w.p.names.n_entities);
    done(&w.p);
    world_init(&w);
    add(&w.p, "Roads in Velbury were closed. Schools in Velbury stay open.", 0);
    add(&w.p, "Дороги в город Вельбери закрыты.", 1);
    w.p.aliases[0] = (user_alias){SLICE("Velbury"), SLICE("Вельбери"), true};
    w.p.in.n_aliases = 1;
    look(&w);
    assert_two(&w.p, "Velbury", "Вельбери");
    done(&w.p);
}

static void without_a_gazetteer_nothing_is_established(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    add(&w.p, "The ferry left for Tarvon, Yland, on Monday.", 0);
    w.p.in.gazetteer = NULL;
    look(&w);
    assert_int_equal(w.places.n_toponyms, 0);
    for (uint32_t i = 0; i < w.p.names.n_entities; i++)
        assert_false(w.places.of_entity[i].known);
    done(&w.p);
}

/* Random rows of words: spots lie in the text in order, a name is one place throughout
 * an article, and twice the same comes out. */
static void whatever_the_text(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Tarvon",   "Velbury", "in",      ",",    ".",       "Yland",
        "the",      "County",  "and",     "Mr",   "Ostgate", "Hollin",
        "province", "said",    "Zedland", "of",   "-",       "Merrow",
        "St",       "(",       ")",       "\n\n", "Salt",    "Coast"};
    uint64_t seed = 3;
    for (int round = 0; round < 300; round++) {
        char bytes[1200];
        size_t n = 0;
        for (int k = 0; k < 60; k++) {
            seed = hash_mix(seed, (uint64_t)k);
            const char *word = words[seed % (sizeof words / sizeof *words)];
            n += (size_t)snprintf(bytes + n, sizeof bytes - n, "%s ", word);
        }
        world w, again;
        world_of(&w, bytes);
        world_of(&again, bytes);
        assert_int_equal(w.places.n_toponyms, again.places.n_toponyms);
        uint32_t end = 0;
        for (uint32_t i = 0; i < w.places.n_toponyms; i++) {
            const toponym *t = &w.places.toponyms[i], *u = &again.places.toponyms[i];
            assert_true(t->at.first >= end && t->at.first < t->at.last);
            end = t->at.last;
            assert_true(end <= w.p.texts[0].n_tokens);
            assert_int_equal(t->place.id, u->place.id);
            assert_true(t->entity == FACTS_NONE || t->entity < w.p.names.n_entities);
        }
        done(&w.p);
        done(&again.p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_contains_it_decides),
        cmocka_unit_test(the_others_decide),
        cmocka_unit_test(without_a_hint_the_larger),
        cmocka_unit_test(a_hamlet_alone_is_not_established),
        cmocka_unit_test(a_town_before_the_division_around_it),
        cmocka_unit_test(people_are_no_places),
        cmocka_unit_test(an_entity_is_where_its_mentions_are),
        cmocka_unit_test(one_place_in_two_scripts_is_one),
        cmocka_unit_test(without_a_gazetteer_nothing_is_established),
        cmocka_unit_test(whatever_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
