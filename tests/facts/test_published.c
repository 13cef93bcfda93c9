/* Dates of publication: stated, told by a sibling, by the story, by nothing. */
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_ARTICLES = 8, STEP = 256 };

/* A pile of articles: the first `n_copies` are one family, all of them one story. */
typedef struct {
    arena a;
    article articles[MAX_ARTICLES];
    text texts[MAX_ARTICLES];
    uint32_t n, n_copies;
    family_result families;
    story_result stories;
    facts_input in;
    dates_result dates;
} pile;

static void add(pile *p, const char *name, const char *published, const char *words)
{
    article *a = &p->articles[p->n];
    a->input = slice_of_str(name);
    a->text = slice_of_str(words);
    a->language = SLICE("en");
    if (published)
        a->published =
            (publication){.value = slice_of_str(published), .how = PUBLISHED_STATED};
    span all = {0, (uint32_t)a->text.len};
    text_split(&p->a, a->text, &all, 1, a->language, &p->texts[p->n]);
    p->n++;
}

/* Columns by the longest common subsequence with the first witness: word t of it has
 * column STEP * (t + 1), what others have in between the columns behind that. */
static uint32_t *columns_of(arena *a, const text *first, const text *t)
{
    uint32_t n = first->n_tokens, m = t->n_tokens;
    uint32_t *length = arena_array(a, uint32_t, (n + 1) * (m + 1));
    uint32_t *columns = arena_array(a, uint32_t, m + 1);
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t k = m; k-- > 0;) {
            uint32_t *at = &length[i * (m + 1) + k];
            uint32_t down = at[m + 1], right = at[1];
            *at = slice_eq(first->tokens[i].folded, t->tokens[k].folded) ? at[m + 2] + 1
                  : down > right                                         ? down
                                                                         : right;
        }
    uint32_t i = 0, extra = 0;
    for (uint32_t k = 0; k < m;) {
        uint32_t here = length[i * (m + 1) + k];
        bool same = i < n && slice_eq(first->tokens[i].folded, t->tokens[k].folded) &&
                    here == length[(i + 1) * (m + 1) + k + 1] + 1;
        if (same) {
            columns[k++] = STEP * ++i;
            extra = 0;
        } else if (i < n && length[(i + 1) * (m + 1) + k] == here) {
            i++;
            extra = 0;
        } else {
            columns[k++] = STEP * i + ++extra;
        }
    }
    return columns;
}

static void collate(pile *p)
{
    family *f = arena_new(&p->a, family);
    uint32_t base = 0; // the same one for every order of the articles
    for (uint32_t i = 1; i < p->n_copies; i++)
        if (slice_cmp(p->articles[i].input, p->articles[base].input) < 0)
            base = i;
    f->n_witnesses = p->n_copies;
    f->witnesses = arena_array(&p->a, uint32_t, p->n_copies);
    f->collated.n_witnesses = p->n_copies;
    f->collated.columns = arena_array(&p->a, uint32_t *, p->n_copies);
    f->collated.n_columns = STEP * (p->texts[base].n_tokens + 2);
    for (uint32_t i = 0; i < p->n_copies; i++) {
        f->witnesses[i] = i;
        f->collated.columns[i] = columns_of(&p->a, &p->texts[base], &p->texts[i]);
    }
    p->families.families = f;
    p->families.n_families = p->n_copies > 1;
}

static void find(pile *p, uint32_t n_copies, bool one_story)
{
    p->n_copies = n_copies;
    if (n_copies)
        collate(p);
    story *s = arena_new(&p->a, story);
    s->articles = arena_array(&p->a, uint32_t, p->n);
    s->n_articles = p->n;
    for (uint32_t i = 0; i < p->n; i++)
        s->articles[i] = i;
    p->stories.stories = s;
    p->stories.n_stories = one_story;
    p->in = (facts_input){.articles = p->articles,
                          .texts = p->texts,
                          .n_articles = p->n,
                          .families = &p->families,
                          .stories = &p->stories};
    facts_dates(&p->a, &p->in, &p->dates);
}

static const char *published(pile *p, uint32_t i)
{
    return arena_str(&p->a, p->dates.published[i].value);
}

static const char *evidence_of(pile *p, uint32_t i)
{
    return arena_str(&p->a, p->dates.published[i].evidence);
}

/* Value of the n-th date of article i. */
static const char *date(pile *p, uint32_t i, uint32_t n)
{
    assert_true(p->dates.first_of[i] + n < p->dates.first_of[i + 1]);
    return arena_str(&p->a, p->dates.dates[p->dates.first_of[i] + n].value);
}

static date_how how(pile *p, uint32_t i, uint32_t n)
{
    return p->dates.dates[p->dates.first_of[i] + n].how;
}

static int setup(void **state)
{
    static pile p;
    memset(&p, 0, sizeof p);
    arena_init(&p.a);
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    arena_deinit(&((pile *)*state)->a);
    return 0;
}

// 2031-05-08 is a Thursday.
#define THURSDAY "Rebels left the port on Thursday after a long siege, the navy said."
#define YESTERDAY "Rebels left the port yesterday after a long siege, the navy said."

static void a_siblings_weekday_dates_yesterday(void **state)
{
    pile *p = *state;
    add(p, "pile/evening.txt", "2031-05-08", THURSDAY);
    add(p, "morning.txt", NULL, YESTERDAY " The siege began late Wednesday.");
    find(p, 2, false);
    assert_string_equal(published(p, 1), "2031-05-09");
    assert_int_equal(p->dates.published[1].how, PUBLISHED_INFERRED);
    assert_string_equal(evidence_of(p, 1), "its 'yesterday' stands where evening.txt has "
                                           "'on Thursday' (2031-05-08)");
    assert_string_equal(date(p, 1, 0), "2031-05-08");
    assert_int_equal(how(p, 1, 0), DATE_BY_SIBLING);
    assert_string_equal(date(p, 1, 1), "2031-05-07");
    assert_int_equal(how(p, 0, 0), DATE_BY_PUBLICATION);
}

static void an_outlet_names_the_sibling(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-08", THURSDAY);
    add(p, "b.txt", NULL, YESTERDAY);
    p->articles[0].outlet = SLICE("The Evening Gull");
    find(p, 2, false);
    assert_non_null(strstr(evidence_of(p, 1), "where The Evening Gull has"));
}

/* The date stands elsewhere in the text: not in one place, so no evidence of that kind.
 */
static void another_place_is_no_evidence(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-08",
        "Rebels left the port after a long siege. The mayor spoke on Monday of hunger.");
    add(p, "b.txt", NULL,
        "Rebels left the port yesterday after a long siege. The mayor spoke of hunger.");
    find(p, 2, false);
    assert_string_equal(published(p, 1), "");
    assert_int_equal(p->dates.published[1].how, PUBLISHED_UNKNOWN);
    assert_string_equal(date(p, 1, 0), "");
    assert_int_equal(how(p, 1, 0), DATE_UNRESOLVED);
}

static void most_places_win_and_the_rest_is_told(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-09",
        "Rebels left the port on Thursday. Boats sank on Thursday. Rain fell on "
        "Tuesday.");
    add(p, "b.txt", NULL,
        "Rebels left the port yesterday. Boats sank yesterday. Rain fell yesterday.");
    find(p, 2, false);
    assert_string_equal(published(p, 1), "2031-05-09");
    assert_int_equal(p->dates.published[1].candidates.n, 1);
    date_candidate c = p->dates.published[1].candidates.v[0];
    assert_true(slice_eq_str(c.value, "2031-05-07"));
    assert_true(c.why_not.len > 0);
}

static void siblings_give_the_year(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-08", THURSDAY);
    add(p, "b.txt", NULL,
        "The navy said on May 8 that rebels left the port. A day later, it was calm.");
    find(p, 2, false);
    assert_string_equal(published(p, 1), "2031-05-08");
    assert_non_null(strstr(evidence_of(p, 1), "on or soon after"));
    assert_string_equal(date(p, 1, 0), "2031-05-08");
    assert_int_equal(how(p, 1, 0), DATE_BY_SIBLING);
    assert_string_equal(date(p, 1, 1), "2031-05-09");
}

static void a_chain_of_siblings(void **state)
{
    pile *p = *state;
    add(p, "a.txt", NULL, YESTERDAY " Boats sank on Wednesday near the pier.");
    add(p, "b.txt", "2031-05-08", THURSDAY);
    add(p, "c.txt", NULL, "Boats sank two days ago near the pier.");
    find(p, 3, false);
    assert_string_equal(published(p, 0), "2031-05-09");
    assert_string_equal(published(p, 2), "2031-05-09");
}

static void the_story_gives_weekdays_their_week(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-09", "The harbour was quiet on Friday.");
    add(p, "b.txt", NULL,
        "Fishermen saw the fleet go on Wednesday. On Tuesday, it had fired. It left "
        "yesterday, some say.");
    find(p, 0, true);
    assert_string_equal(published(p, 1), "2031-05-07");
    assert_non_null(strstr(evidence_of(p, 1), "on or soon after 2031-05-07"));
    assert_non_null(strstr(evidence_of(p, 1), "a.txt"));
    assert_string_equal(date(p, 1, 0), "2031-05-07");
    assert_int_equal(how(p, 1, 0), DATE_BY_STORY);
    assert_string_equal(date(p, 1, 1), "2031-05-06");
    // the day of publication is known roughly only
    assert_string_equal(date(p, 1, 2), "");
}

static void a_long_story_gives_no_week(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-09", "The harbour was quiet.");
    add(p, "b.txt", "2031-04-09", "The harbour was loud.");
    add(p, "c.txt", NULL, "Fishermen saw the fleet go on Wednesday.");
    find(p, 0, true);
    assert_string_equal(published(p, 2), "");
    assert_int_equal(how(p, 2, 0), DATE_UNRESOLVED);
}

static void nothing_known_stays_unknown(void **state)
{
    pile *p = *state;
    add(p, "a.txt", NULL, YESTERDAY);
    add(p, "b.txt", NULL, THURSDAY);
    find(p, 2, true);
    for (uint32_t i = 0; i < 2; i++) {
        assert_string_equal(published(p, i), "");
        assert_int_equal(p->dates.published[i].how, PUBLISHED_UNKNOWN);
        assert_int_equal(how(p, i, 0), DATE_UNRESOLVED);
    }
}

static void a_full_date_in_the_lead_dates_alone(void **state)
{
    pile *p = *state;
    add(p, "a.txt", NULL, "The navy left on May 8, 2031. It had come on Tuesday.");
    find(p, 0, false);
    assert_string_equal(published(p, 0), "2031-05-08");
    assert_int_equal(p->dates.published[0].how, PUBLISHED_INFERRED);
    assert_string_equal(date(p, 0, 1), "2031-05-06");
}

static void an_anniversary_does_not(void **state)
{
    pile *p = *state;
    add(p, "a.txt", NULL,
        "Since the flood of May 8, 2011, nobody lives there. Since 2020 it is a park.");
    find(p, 0, false);
    assert_string_equal(published(p, 0), "");
}

static void a_crawl_date_gives_way(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2034-12-16", THURSDAY);
    add(p, "b.txt", "2031-05-08", THURSDAY);
    date_candidate crawl = {SLICE("2034-12-16"),
                            SLICE("line 'Saturday 16 December 2034'"), SLICE("")};
    date_candidate own = {SLICE("2031-05-08"), SLICE("line 'Updated: May 8, 2031'"),
                          SLICE("an update")};
    vec_push(&p->a, &p->articles[0].published.candidates, crawl);
    vec_push(&p->a, &p->articles[0].published.candidates, own);
    find(p, 2, true);
    const publication *got = &p->dates.published[0];
    assert_string_equal(published(p, 0), "2031-05-08");
    assert_int_equal(got->how, PUBLISHED_STATED);
    assert_int_equal(got->candidates.n, 2);
    assert_true(got->candidates.v[0].why_not.len > 0);
    assert_int_equal(got->candidates.v[1].why_not.len, 0);
    assert_string_equal(date(p, 0, 0), "2031-05-08");
    // what the article stage found is left as it was
    assert_int_equal(p->articles[0].published.candidates.v[0].why_not.len, 0);
}

/* A wrong year that nothing in its own article corrects is outvoted. */
static void an_outlier_does_not_lead_the_others(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2034-12-16", THURSDAY);
    add(p, "b.txt", "2031-05-08", THURSDAY);
    add(p, "c.txt", "2031-05-09", THURSDAY);
    add(p, "d.txt", NULL, YESTERDAY);
    add(p, "e.txt", NULL, "The pier was calm on May 8, the mayor said.");
    find(p, 4, true);
    assert_string_equal(published(p, 3), "2031-05-09");
    assert_string_equal(published(p, 4), "2031-05-08");
}

static void two_siblings_years_apart_settle_nothing(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2034-12-16", THURSDAY);
    add(p, "b.txt", "2031-05-08", THURSDAY);
    add(p, "c.txt", NULL, YESTERDAY);
    find(p, 3, true);
    assert_string_equal(published(p, 2), "");
    assert_int_equal(how(p, 2, 0), DATE_UNRESOLVED);
}

static void two_years_against_each_other_settle_nothing(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2034-12-16", "The harbour was quiet.");
    add(p, "b.txt", "2031-05-08", "The harbour was loud.");
    add(p, "c.txt", NULL, "The pier was calm on May 8, the mayor said on Thursday.");
    find(p, 0, true);
    assert_string_equal(published(p, 2), "");
    assert_int_equal(how(p, 2, 0), DATE_UNRESOLVED);
}

static void two_stated_dates_a_day_apart_stay(void **state)
{
    pile *p = *state;
    add(p, "a.txt", "2031-05-09", YESTERDAY);
    add(p, "b.txt", "2031-05-08", THURSDAY);
    find(p, 2, true);
    assert_string_equal(published(p, 0), "2031-05-09");
    assert_int_equal(p->dates.published[0].how, PUBLISHED_STATED);
}

static void a_dateline_dates(void **state)
{
    pile *p = *state;
    add(p, "a.txt", NULL, THURSDAY);
    p->articles[0].dateline_date = SLICE("2031-05-08");
    add(p, "b.txt", NULL, THURSDAY);
    p->articles[1].dateline_date = SLICE("--05-09");
    find(p, 0, true);
    assert_string_equal(published(p, 0), "2031-05-08");
    assert_string_equal(published(p, 1), "2031-05-09");
    assert_string_equal(date(p, 1, 0), "2031-05-08");
}

/* The same pile in every order gives the same values. */
static void order_does_not_matter(void **state)
{
    pile *p = *state;
    static const struct {
        const char *name, *published, *words;
    } list[4] = {{"a.txt", "2031-05-08", THURSDAY},
                 {"b.txt", NULL, YESTERDAY},
                 {"c.txt", NULL, "The navy said on May 8 that rebels left the port."},
                 {"d.txt", "2031-05-09", YESTERDAY}};
    static const char *const want[4] = {"2031-05-08", "2031-05-09", "2031-05-08",
                                        "2031-05-09"};
    char first_evidence[4][300] = {{0}};
    for (uint32_t turn = 0; turn < 4; turn++) {
        arena_deinit(&p->a);
        memset(p, 0, sizeof *p);
        arena_init(&p->a);
        for (uint32_t k = 0; k < 4; k++) {
            uint32_t i = (k + turn) % 4;
            add(p, list[i].name, list[i].published, list[i].words);
        }
        find(p, 4, true);
        for (uint32_t k = 0; k < 4; k++) {
            uint32_t i = (k + turn) % 4;
            assert_string_equal(published(p, k), want[i]);
            if (turn == 0)
                snprintf(first_evidence[i], sizeof first_evidence[i], "%s",
                         evidence_of(p, k));
            assert_string_equal(evidence_of(p, k), first_evidence[i]);
        }
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_siblings_weekday_dates_yesterday),
        TEST(an_outlet_names_the_sibling),
        TEST(another_place_is_no_evidence),
        TEST(most_places_win_and_the_rest_is_told),
        TEST(siblings_give_the_year),
        TEST(a_chain_of_siblings),
        TEST(the_story_gives_weekdays_their_week),
        TEST(a_long_story_gives_no_week),
        TEST(nothing_known_stays_unknown),
        TEST(a_full_date_in_the_lead_dates_alone),
        TEST(an_anniversary_does_not),
        TEST(a_crawl_date_gives_way),
        TEST(an_outlier_does_not_lead_the_others),
        TEST(two_siblings_years_apart_settle_nothing),
        TEST(two_years_against_each_other_settle_nothing),
        TEST(two_stated_dates_a_day_apart_stay),
        TEST(a_dateline_dates),
        TEST(order_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
