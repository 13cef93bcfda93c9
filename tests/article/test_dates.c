/* Which day the article was published, and why not another. */
#include "check.h"

#include "article/calendar.h"
#include "article/page.h"

static article with_line(const char *line)
{
    slice text =
        arena_format(&out, "Ferry runs aground off Gull Bay\n\n%s\n\n" BODY, line);
    return take_text(text.ptr);
}

static void test_formats(void **state)
{
    (void)state;
    static const struct {
        const char *line, *value;
    } cases[] = {
        {"Thursday 09 November 2017 11:57 GMT", "2017-11-09T11:57Z"},
        {"Updated: November 9, 2017 05:18 PM", "2017-11-09T17:18"},
        {"Published 9 November 2017", "2017-11-09"},
        {"Nov. 9, 2017", "2017-11-09"},
        {"Thu, Nov 9th, 2017 at 9pm", "2017-11-09T21:00"},
        {"9th of November, 2017", "2017-11-09"},
        {"2017-11-09T11:57:00Z", "2017-11-09T11:57Z"},
        {"2017-11-09 11:57:30 +0100", "2017-11-09T11:57:30+01:00"},
        {"09-Nov-2017", "2017-11-09"},
        {"9.11.2017, 21.10 Uhr", "2017-11-09T21:10"},
        {"Ver\xc3\xb6"
         "ffentlicht am 9. November 2017",
         "2017-11-09"},
        {"Publi\xc3\xa9 le 9 novembre 2017 \xc3\xa0 12h30", "2017-11-09T12:30"},
        {"9 de noviembre de 2017", "2017-11-09"},
        {"25/12/2017", "2017-12-25"},
        {"12/25/2017 3:05 a.m. EST", "2017-12-25T03:05-05:00"},
        {"Thursday, 11/9/2017", "2017-11-09"}, // the weekday settles the order
        {"5:18 PM EST, Thu November 9, 2017", "2017-11-09T17:18-05:00"},
        {"Posted on November 9, 2017 | Updated on November 10, 2017", "2017-11-09"},
        {"Last modified: 9 November 2017, 18:05 BST", "2017-11-09T18:05+01:00"},
        {"9 listopada 2017", "2017-11-09"},
        {"9. \xc5\x99\xc3\xadjna 2017", "2017-10-09"},
        {"9 Aral\xc4\xb1k 2017", "2017-12-09"},
        {"9 augusti 2017", "2017-08-09"},
        {"9 noiembrie 2017", "2017-11-09"},
        {"9. marraskuuta 2017", "2017-11-09"},
        {"9 \xce\x9c\xce\xb1\xce\x90\xce\xbf\xcf\x85 2017", "2017-05-09"},
        {"9 \xd0\xbb\xd1\x8e\xd1\x82\xd0\xbe\xd0\xb3\xd0\xbe 2017", "2017-02-09"},
        {"9 \xd9\x85\xd8\xa7\xd9\x8a\xd9\x88 2017", "2017-05-09"},
        {"2017\xe5\xb9\xb4"
         "11\xe6\x9c\x88"
         "9\xe6\x97\xa5",
         "2017-11-09"},
        {"2017\xeb\x85\x84 11\xec\x9b\x94 9\xec\x9d\xbc", "2017-11-09"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = with_line(cases[i].line);
        if (!slice_eq_str(a.published.value, cases[i].value))
            fail_msg("\"%s\" gives \"%.*s\"", cases[i].line, (int)a.published.value.len,
                     a.published.value.ptr ? a.published.value.ptr : "");
        assert_int_equal(a.published.how, PUBLISHED_STATED);
        assert_true(a.published.evidence.len > 0);
        loses(&a, cases[i].line);
    }
}

static void no_date(const article *a, const char *why)
{
    is_slice(a->published.value, "");
    assert_int_equal(a->published.how, PUBLISHED_UNKNOWN);
    assert_int_equal(a->published.candidates.n, 1);
    if (!contains(a->published.candidates.v[0].why_not, why))
        fail_msg("why_not: %.*s", (int)a->published.candidates.v[0].why_not.len,
                 a->published.candidates.v[0].why_not.ptr);
}

static void test_refused(void **state)
{
    (void)state;
    article a = with_line("04/05/2017");
    no_date(&a, "the other way round");
    a = with_line("9 November");
    no_date(&a, "without a year");
    a = with_line("Today is Sunday 2 August 2020");
    no_date(&a, "made or opened");
}

static void test_ambiguous_by_language(void **state)
{
    (void)state;
    document doc = {
        .input = SLICE("in"),
        .bytes = slice_of_str("Ferry runs aground off the bay\n\n04/05/2017\n\n" BODY),
        .lang = SLICE("en-GB")};
    article a = take(doc);
    is_slice(a.published.value, "2017-05-04");
}

static void test_never_from_running_text(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                          "The last such accident was on May 3, 2016, when a freighter "
                          "sank off Bayford.\n");
    is_slice(a.published.value, "");
    assert_int_equal(a.published.candidates.n, 0);
    a = take_text("Crew remembers the storm of 3 May 2016 on Gull Bay\n\n" BODY);
    is_slice(a.published.value, "");
    is_slice(a.headline, "Crew remembers the storm of 3 May 2016 on Gull Bay");
}

/* The day a page was opened is printed at its top as well. */
static void test_crawl_date(void **state)
{
    (void)state;
    article a = take_text("Bayford, QXMonday 16 December 2019\n\n"
                          "Ferry runs aground off Gull Bay\n\n" BODY "\n"
                          "Updated: November 9, 2017 05:18 PM");
    is_slice(a.published.value, "2017-11-09T17:18");
    assert_int_equal(a.published.candidates.n, 2);
    is_slice(a.published.candidates.v[0].value, "2019-12-16");
    assert_true(contains(a.published.candidates.v[0].why_not, "top of the page"));
    is_slice(a.outlet, "");
    removes(&a, "Bayford, QXMonday 16 December 2019", "place and date");

    // Nothing else speaks, and the weekdays in the text speak against it
    a = take_text(
        "Bayford, QXMonday 16 December 2019\n\n"
        "Ferry runs aground off Gull Bay\n\n"
        "The ferry Marigold ran aground off Gull Bay on Thursday, and all of the "
        "passengers were saved, the coast guard said.\n");
    no_date(&a, "weekdays");

    // Dates in the text are years away
    a = take_text(
        "Monday 16 December 2019\n\n"
        "Ferry runs aground off Gull Bay\n\n" BODY "\n"
        "The storm began on November 8, 2017, and has not let up since then.\n");
    no_date(&a, "far from every date");
}

static void test_top_date(void **state)
{
    (void)state;
    article a =
        take_text("The Gull Bay Post\nThursday, 14 March 2019\n\n"
                  "Ferry runs aground off Gull Bay\n\n"
                  "The ferry Marigold ran aground off Gull Bay on Wednesday, and all "
                  "of the passengers were saved, the coast guard said.\n");
    is_slice(a.published.value, "2019-03-14");
    a = take_text("The Gull Bay PostThursday, 14 March 2019\n\n"
                  "Ferry runs aground off Gull Bay\n\n"
                  "The ferry Marigold ran aground off Gull Bay on Wednesday, and all "
                  "of the passengers were saved, the coast guard said.\n");
    is_slice(a.outlet, "The Gull Bay Post");
    is_slice(a.published.value, "2019-03-14"); // the text agrees
}

static void test_record_dates(void **state)
{
    (void)state;
    static const struct {
        const char *date, *value;
    } cases[] = {{"2019-05-09T08:30:00.000+02:00", "2019-05-09T08:30+02:00"},
                 {"1557390600", "2019-05-09T08:30Z"},
                 {"1557390600000", "2019-05-09T08:30Z"},
                 {"20190509", "2019-05-09"},
                 {"Thu, 09 May 2019 08:30:00 GMT", "2019-05-09T08:30Z"},
                 {"2019-05", "2019-05"},
                 {"some day", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = take((document){.input = SLICE("in:1"),
                                    .bytes = slice_of_str(BODY),
                                    .date = slice_of_str(cases[i].date)});
        is_slice(a.published.value, cases[i].value);
        assert_int_equal(a.published.candidates.n, 1);
    }
}

/* Every day splits into the date that makes it, and dates follow one another. */
static void test_days_split(void **state)
{
    (void)state;
    int last = 0;
    for (int64_t day = -110000; day < 110000; day++) {
        int year, month, of_month;
        calendar_split(day, &year, &month, &of_month);
        assert_true(calendar_exists(year, month, of_month));
        assert_int_equal(date_day(year, month, of_month), day);
        int place = (year * 12 + month) * 31 + of_month;
        assert_true(place > last);
        last = place;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_days_split),
        TEST(test_formats),
        TEST(test_refused),
        TEST(test_ambiguous_by_language),
        TEST(test_never_from_running_text),
        TEST(test_crawl_date),
        TEST(test_top_date),
        TEST(test_record_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
