// Which families and single articles are about one event.
#include "../family/pile.h"

#include "story/common_words.h"
#include "story/story.h"

typedef struct {
    const char *published, *body;
} report;

// One fire in a spice market, told by an agency, by a local paper and by a witness.
static const report fire[] = {
    {"2031-05-06",
     "KELMARA — A fire destroyed the covered spice market of Kelmara on Tuesday night, "
     "killing four traders, Governor Tova Oss said.\n"
     "The flames started in a lamp shop near the Gate of Ropes and reached the roof "
     "within minutes, according to Oss.\n"
     "Some two hundred stalls burned down. The Guild of Saddlers opened its hall for "
     "families from the lanes behind the market."},
    {"2031-05-06",
     "Four traders were killed when a fire destroyed the covered spice market of Kelmara "
     "on Tuesday night, Governor Tova Oss said.\n"
     "The flames started in a lamp shop near the Gate of Ropes and reached the roof "
     "within minutes, according to Oss.\n"
     "Some two hundred stalls burned down."},
    {"2031-05-07",
     "Nothing is left of the lamp shop of the Brothers Denn at the Gate of Ropes but a "
     "black wall.\n"
     "Kelmara buried its dead on Wednesday: four traders who had slept between their "
     "sacks "
     "in the spice market when the roof came down.\n"
     "Many blame Governor Oss, who closed the fire station of the market quarter last "
     "year. The Guild of Saddlers feeds sixty families in its hall."},
    {"2031-05-08",
     "I sold cumin in Kelmara for thirty years. On Tuesday I ran out by the Gate of "
     "Ropes "
     "with my scales and my daughter.\n"
     "Behind us the market fell in. Denn's lamps went off like shots. Old Marrek did not "
     "come out, nor did the two brothers from the pepper lane.\n"
     "Tova Oss came with a camera crew. The saddlers came with bread."},
};
// Another fire in another market: other place, other people, other month.
static const report other_fire[] = {
    {"2031-09-19",
     "SUND — A fire in the wooden fish market of Sund hurt nine porters on Friday "
     "morning, "
     "Mayor Pell Harvik said.\n"
     "It broke out in a smokehouse on Herring Quay; an hour later the roof was burning, "
     "too.\n"
     "Some forty boats were towed out to the roads. The Rowing Club opened its boathouse "
     "for crews from the quay."},
    {"2031-09-20",
     "Nobody died on Herring Quay, and Sund calls it luck.\n"
     "Porters carried nine of their own from the smoke on Friday; the fish market, built "
     "of "
     "larch by Harvik's grandfather, was gone before the tide turned.\n"
     "The Rowing Club counts its oars. Mayor Harvik wants to build in stone."},
};
static const report stranger = {"2031-05-07",
                                "The National Library has bought the letters of the poet "
                                "Ansa Virtan from a shop in the "
                                "capital, where they lay in a hat box for sixty years.\n"
                                "Readers may see them from autumn on. Most are to her "
                                "sister and complain about shoes."};

static uint32_t add(pile *p, const report *r, bool dated)
{
    return pile_add(p, "", dated ? r->published : NULL, NULL, slice_of_str(r->body));
}

static story_result stories_of(pile *p)
{
    pile_group(p, false);
    story_result r;
    story_group(&p->a, p->articles, p->texts, p->n, &p->families, &r);
    return r;
}

/* Every article is in one story, stories are in order of their first article, families
 * stay together. */
static void check_stories(const pile *p, const story_result *r)
{
    uint32_t n_in = 0;
    for (uint32_t s = 0; s < r->n_stories; s++) {
        const story *one = &r->stories[s];
        assert_true(one->n_articles > 0);
        for (uint32_t i = 0; i < one->n_articles; i++) {
            assert_int_equal(r->of_article[one->articles[i]], s);
            assert_true(i == 0 || one->articles[i] > one->articles[i - 1]);
        }
        assert_true(s == 0 || one->articles[0] > r->stories[s - 1].articles[0]);
        n_in += one->n_articles;
    }
    assert_int_equal(n_in, p->n);
    for (uint32_t f = 0; f < p->families.n_families; f++) {
        const family *one = &p->families.families[f];
        for (uint32_t w = 1; w < one->n_witnesses; w++)
            assert_int_equal(r->of_article[one->witnesses[w]],
                             r->of_article[one->witnesses[0]]);
    }
}

/* Copies, another report and a witness of one fire; and the other fire; with and without
 * dates. */
static void test_two_events_of_one_kind(void **state)
{
    (void)state;
    for (int dated = 0; dated < 2; dated++) {
        pile p;
        pile_init(&p);
        add(&p, &fire[0], dated);
        add(&p, &other_fire[0], dated);
        add(&p, &fire[1], dated);
        add(&p, &fire[2], dated);
        add(&p, &stranger, dated);
        add(&p, &other_fire[1], dated);
        add(&p, &fire[3], dated);
        story_result r = stories_of(&p);
        check_stories(&p, &r);
        assert_int_equal(p.families.n_families, 1);
        static const uint32_t expected[] = {0, 1, 0, 0, 2, 1, 0};
        for (uint32_t i = 0; i < 7; i++)
            if (r.of_article[i] != expected[i])
                fail_msg("article %u is in story %u, not %u (%s)", i, r.of_article[i],
                         expected[i], dated ? "dated" : "not dated");
        arena_deinit(&p.a);
    }
}

// A long report that shares little but the names is placed with the only ones it is like.
static void test_a_single_is_placed(void **state)
{
    (void)state;
    static const report walk = {
        "2031-05-08",
        "The ferry was late, the sky low, and the driver talked of his knees. Past the "
        "customs shed a woman dried peppers on a wall, and a dog slept in a boat.\n"
        "A tailor measured me for a coat that nobody needed. Swifts were back under the "
        "eaves, a boy sold eels, and somebody practised one scale on a horn from noon to "
        "dusk. The baker had shut; his cousin had a wedding in the hills.\n"
        "In Kelmara, at the Gate of Ropes, they asked me of the market. I drank tea, "
        "counted "
        "barges, and wrote a postcard to aunt Mirel in Tavas, who collects stamps with "
        "birds.\n"
        "The Hotel Orlan had one towel, two keys and a parrot. Captain Brannic of the "
        "Vessa Line waited for the tide. Beyond Lake Sorrin the lights of Obry and Tull "
        "went out; Sergeant Wick slept."};
    pile p;
    pile_init(&p);
    for (int i = 0; i < 4; i++)
        add(&p, &fire[i], true);
    add(&p, &walk, true);
    add(&p, &other_fire[0], true);
    add(&p, &other_fire[1], true);
    story_result r = stories_of(&p);
    check_stories(&p, &r);
    assert_int_equal(r.of_article[4], r.of_article[0]);
    assert_int_not_equal(r.of_article[5], r.of_article[0]);
    arena_deinit(&p.a);
}

static void test_common_words(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    common_words all;
    common_words_init(&all, &a);
    double said = common_words_share(&all, hash_bytes(SLICE("said")));
    double friday = common_words_share(&all, hash_bytes(SLICE("friday")));
    assert_true(said > friday && friday > 0 && said <= 1);
    assert_true(common_words_share(&all, hash_bytes(SLICE("kelmara"))) == 0);
    assert_true(common_words_share(&all, hash_bytes(SLICE(""))) == 0);
    arena_deinit(&a);
}

static void test_two_families_on_one_event(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    for (uint32_t i = 0; i < 2; i++) {
        add(&p, &fire[0], true);
        add(&p, &fire[2], true);
    }
    story_result r = stories_of(&p);
    check_stories(&p, &r);
    assert_int_equal(p.families.n_families, 2);
    assert_int_equal(r.n_stories, 1);
    arena_deinit(&p.a);
}

/* The same words a month later are about something else; copies stay together even so. */
static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        uint32_t n_stories;
    } cases[] = {
        {"2031-05-06", "2031-05-08", 1},
        {"2031-05-06", "2031-05-13T08:00Z", 1},
        {"2031-05-06", "2031-06-20", 2},
        {"2031-12-30", "2032-01-02", 1},
        {"2032-02-27", "2032-03-05", 1},
        {"2031-05-06", "2030-05-06", 2},
        {"2031-05-06", NULL, 1},
        {"2031-05", "2031-09-01", 1},
        {"not a date at all", "2031-09-01", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pile p;
        pile_init(&p);
        pile_add(&p, "", cases[i].first, NULL, slice_of_str(fire[0].body));
        pile_add(&p, "", cases[i].second, NULL, slice_of_str(fire[2].body));
        story_result r = stories_of(&p);
        check_stories(&p, &r);
        if (r.n_stories != cases[i].n_stories)
            fail_msg("case %zu: %u stories", i, r.n_stories);
        arena_deinit(&p.a);
    }
    pile p;
    pile_init(&p);
    pile_add(&p, "", "2031-05-06", NULL, slice_of_str(fire[0].body));
    pile_add(&p, "", "2033-05-06", NULL, slice_of_str(fire[0].body));
    story_result r = stories_of(&p);
    assert_int_equal(r.n_stories, 1);
    arena_deinit(&p.a);
}

static void test_single_articles(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    story_result r = stories_of(&p);
    assert_int_equal(r.n_stories, 0);
    add(&p, &stranger, true);
    r = stories_of(&p);
    assert_int_equal(r.n_stories, 1);
    static const char *const odd[] = {"", "...", "The of and", "Kelmara", "12 34"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        pile_add(&p, "", NULL, NULL, slice_of_str(odd[i]));
    r = stories_of(&p);
    check_stories(&p, &r);
    assert_int_equal(r.n_stories, 6);
    arena_deinit(&p.a);
}

/* The same stories, whatever the order: events of a vocabulary of their own each, in
 * words that all share. */
static void test_order(void **state)
{
    (void)state;
    enum { N = 24, EVENTS = 6 };
    for (uint64_t run = 1; run <= 12; run++) {
        uint64_t random = run;
        pile p, q;
        pile_init(&p);
        pile_init(&q);
        slice bodies[N];
        for (uint32_t i = 0; i < N; i++) {
            buf b;
            buf_init(&b, &p.a);
            for (uint32_t k = 0; k < 40; k++) {
                buf_add_str(&b, k ? " " : "");
                add_invented_word(&b, random_below(&random, 2)
                                          ? 5000 + 40 * (i % EVENTS) +
                                                random_below(&random, 40)
                                          : random_below(&random, 400));
            }
            bodies[i] = buf_slice(&b);
        }
        uint32_t at[N];
        for (uint32_t i = 0; i < N; i++) {
            at[i] = (i * 5 + (uint32_t)run) % N;
            pile_add(&p, "", NULL, NULL, bodies[i]);
            pile_add(&q, "", NULL, NULL, bodies[at[i]]);
        }
        story_result r = stories_of(&p), s = stories_of(&q);
        check_stories(&p, &r);
        assert_int_equal(r.n_stories, s.n_stories);
        for (uint32_t i = 0; i < N; i++)
            for (uint32_t k = 0; k < i; k++)
                assert_int_equal(r.of_article[at[i]] == r.of_article[at[k]],
                                 s.of_article[i] == s.of_article[k]);
        arena_deinit(&p.a);
        arena_deinit(&q.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_events_of_one_kind),
        cmocka_unit_test(test_a_single_is_placed),
        cmocka_unit_test(test_common_words),
        cmocka_unit_test(test_two_families_on_one_event),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_single_articles),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests_name("story", tests, NULL, NULL);
}
