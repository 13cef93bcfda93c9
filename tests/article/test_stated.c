/* What a feed or a news format states about an article. */
#include "check.h"

static document stated(void)
{
    return (document){.input = SLICE("in"),
                      .kind = DOCUMENT_TEXT,
                      .bytes = SLICE(BODY),
                      .said_by = SLICE("NewsML-G2"),
                      .title = SLICE("Ferry aground"),
                      .date = SLICE("2019-05-07T08:30:00Z"),
                      .updated = SLICE("2019-05-07T11:45:00Z"),
                      .outlet = SLICE("Gull Bay Courier"),
                      .author = SLICE("By Ann Stell"),
                      .credit = SLICE("Fenmark Newswire"),
                      .dateline = SLICE("Gull Bay"),
                      .lang = SLICE("en-GB")};
}

static void test_all(void **state)
{
    (void)state;
    article a = take(stated());
    is_slice(a.headline, "Ferry aground");
    is_slice(a.outlet, "Gull Bay Courier");
    is_slice(a.outlet_why, "NewsML-G2: outlet");
    is_slice(a.language, "en-GB");
    is_slice(a.dateline_place, "Gull Bay");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Ann Stell");
    credits(&a, "Fenmark Newswire", "Fenmark Newswire");
    is_slice(a.published.value, "2019-05-07T08:30Z");
    assert_int_equal(a.published.candidates.n, 2);
    is_slice(a.published.candidates.v[1].where, "NewsML-G2: updated");
    assert_true(a.published.candidates.v[1].why_not.len > 0);
    keeps(&a, "Nobody is missing");
}

static void test_credits(void **state)
{
    (void)state;
    document doc = stated();
    doc.credit = SLICE("Reuters");
    article a = take(doc);
    credits(&a, "Reuters", "Reuters");
    // A publisher is not his own agency, unless he is one
    doc.credit = SLICE("gull bay courier");
    a = take(doc);
    assert_int_equal(a.credits.n, 0);
    doc.credit = doc.outlet = SLICE("Reuters");
    a = take(doc);
    credits(&a, "Reuters", "Reuters");
    // Not a name, whatever field it stands in
    char words[200];
    memset(words, 'x', sizeof words);
    doc.credit = slice_of(words, sizeof words);
    a = take(doc);
    assert_int_equal(a.credits.n, 0);
}

/* The text's own dateline goes before the field. */
static void test_dateline(void **state)
{
    (void)state;
    document doc = stated();
    doc.bytes = SLICE("PORT ELSE, May 7 (Reuters) - " BODY);
    article a = take(doc);
    assert_true(contains(a.dateline_place, "PORT ELSE") ||
                contains(a.dateline_place, "Port Else"));
}

/* The change alone is better than no date; a date that none can read says so. */
static void test_dates(void **state)
{
    (void)state;
    document doc = stated();
    doc.date = slice_of("", 0);
    article a = take(doc);
    is_slice(a.published.value, "2019-05-07T11:45Z");
    doc.date = SLICE("soon");
    a = take(doc);
    is_slice(a.published.value, "2019-05-07T11:45Z");
    bool said = false;
    for (uint32_t i = 0; i < a.published.candidates.n; i++)
        said |= slice_eq_str(a.published.candidates.v[i].why_not,
                             "not a date that can be read");
    assert_true(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_all), TEST(test_credits),
                                       TEST(test_dateline), TEST(test_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
