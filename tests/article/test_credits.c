/* Whose report is it? Agencies that sign, and those that are only quoted. */
#include "check.h"

static article with_lead(const char *lead)
{
    slice text =
        arena_format(&out, "Ferry runs aground off Gull Bay\n\n%s\n\n" BODY, lead);
    return take_text(text.ptr);
}

static void test_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *lead, *agency, *evidence, *dateline, *place, *date;
    } cases[] = {
        {"LONDON (Reuters) - A ferry sank off the coast, the harbour master said.",
         "Reuters", "(Reuters)", "LONDON (Reuters) -", "LONDON", ""},
        {"PORT ELSE, March 3 (Reuters) - A ferry sank off the coast, police said.",
         "Reuters", "(Reuters)", "PORT ELSE, March 3 (Reuters) -", "PORT ELSE",
         "--03-03"},
        {"VELMORA, Kharvelia (Halyard) \xe2\x80\x94 A ferry sank off the coast, police "
         "said.",
         "Halyard", "(Halyard)", "VELMORA, Kharvelia (Halyard) \xe2\x80\x94",
         "VELMORA, Kharvelia", ""},
        {"Berlin (dpa) - A ferry sank off the coast, the harbour master said.",
         "Deutsche Presse-Agentur", "(dpa)", "Berlin (dpa) -", "Berlin", ""},
        {"(AP) \xe2\x80\x94 A ferry sank off the coast, the harbour master said.",
         "Associated Press", "(AP)", "(AP) \xe2\x80\x94", "", ""},
        {"BAYFORD, November 9. /TASS/. A ferry sank off the coast, police said.", "TASS",
         "/TASS/", "BAYFORD, November 9. /TASS/.", "BAYFORD", "--11-09"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = with_lead(cases[i].lead);
        keeps(&a, cases[i].lead);
        credits(&a, cases[i].agency, cases[i].evidence);
        is_slice(slice_in(a.text, a.dateline), cases[i].dateline);
        is_slice(a.dateline_place, cases[i].place);
        is_slice(a.dateline_date, cases[i].date);
    }
    article a =
        with_lead("BAYFORD \xe2\x80\x94 A ferry sank off the coast, police said.");
    is_slice(a.dateline_place, "BAYFORD");
    assert_int_equal(a.credits.n, 0);
}

static void test_no_dateline(void **state)
{
    (void)state;
    static const char *const leads[] = {
        ("Peace \xe2\x80\x94 at last \xe2\x80\x94 has come to the valley, the elders "
         "said."),
        "The ferry - a rusty ship - sank off the coast, the harbour master said.",
        "Nobody knows: a ferry sank off the coast, and no one was watching it."};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        article a = with_lead(leads[i]);
        assert_int_equal(a.dateline.end, 0);
        assert_int_equal(a.credits.n, 0);
    }
}

static void test_told(void **state)
{
    (void)state;
    article a =
        with_lead("The captain told The Associated Press that the light was out.");
    credits(&a, "Associated Press", "told The Associated Press");
    assert_true(a.credits.v[0].in_text);
    is_slice(slice_in(a.text, a.credits.v[0].at), "told The Associated Press");
    is_slice(a.credits.v[0].where, "text");
    a = with_lead("The captain told Halyard News Agency by telephone that it was dark.");
    credits(&a, "Halyard News Agency", "told Halyard News Agency");
    a = with_lead("The captain told the Gull news agency that the light was out.");
    credits(&a, "Gull", "told the Gull news agency");
    a = with_lead("The captain told the news agency Gull that the light was out.");
    credits(&a, "Gull", "told the news agency Gull");
    a = with_lead("The captain told AFP that the light was out.");
    credits(&a, "Agence France-Presse", "told AFP");
}

/* An agency that said something, and words that only look like one. */
static void test_only_quoted(void **state)
{
    (void)state;
    static const char *const leads[] = {
        "The Xinhua agency said some of the passengers were students.",
        "According to Reuters, the ferry was built in 1974 and repaired twice.",
        "The captain told reporters that the light was out all night.",
        "The captain told the Detroit Free Press that the light was out.",
        "The captain told the Central Intelligence Agency about the light.",
        "The captain told PASSENGERS to keep calm and wait for the boats.",
        "He retold reuters of old, in small letters, to his passengers."};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        article a = with_lead(leads[i]);
        if (a.credits.n)
            fail_msg("%.*s credited by \"%s\"", (int)a.credits.v[0].name.len,
                     a.credits.v[0].name.ptr, leads[i]);
    }
}

static void test_bylines(void **state)
{
    (void)state;
    static const struct {
        const char *line, *agency;
        unsigned names;
    } cases[] = {
        {"By Reuters", "Reuters", 0},
        {"By The Associated Press", "Associated Press", 0},
        {"By Ann Stell, Associated Press", "Associated Press", 1},
        {"Ann Stell, AP", "Associated Press", 1},
        {"AFP", "Agence France-Presse", 0},
        {"By Gull News Agency", "Gull News Agency", 0},
        {"Compiled from Gull and Castellan Press reports", "Castellan Press", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = with_lead(cases[i].line);
        bool found = false;
        for (uint32_t k = 0; k < a.credits.n; k++)
            found |= slice_eq_str(a.credits.v[k].name, cases[i].agency);
        if (!found || a.bylines.n != cases[i].names)
            fail_msg("\"%s\": %u credits, %u names", cases[i].line, a.credits.n,
                     a.bylines.n);
        loses(&a, cases[i].line);
    }
}

static void test_sign_offs(void **state)
{
    (void)state;
    static const struct {
        const char *line, *agency;
    } cases[] = {{"(AP)", "Associated Press"},
                 {"\xe2\x80\x94 Agence France-Presse", "Agence France-Presse"},
                 {"Source: AFP", "Agence France-Presse"},
                 {"AFP/Reuters", "Reuters"},
                 {"(With inputs from PTI)", "Press Trust of India"},
                 {"The Associated Press contributed to this report.", "Associated Press"},
                 {"Bay staff contributed to this Halyard report.", "Halyard"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slice text = arena_format(
            &out, "Ferry runs aground off Gull Bay\n\n" BODY "\n%s\n", cases[i].line);
        article a = take_text(text.ptr);
        bool found = false;
        for (uint32_t k = 0; k < a.credits.n; k++)
            found |= slice_eq_str(a.credits.v[k].name, cases[i].agency);
        if (!found)
            fail_msg("no credit by \"%s\"", cases[i].line);
        removes(&a, cases[i].line, "credit");
    }
    // Inside a sentence nothing is cut off
    article a = take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                          "The inquiry will take weeks, the ministry said. (AFP)\n");
    keeps(&a, "The inquiry will take weeks, the ministry said. (AFP)");
    credits(&a, "Agence France-Presse", "(AFP)");
}

static void test_short_and_long(void **state)
{
    (void)state;
    article a =
        with_lead("BAYFORD (Halyard) \xe2\x80\x94 A ferry sank, and its captain told "
                  "Halyard News Agency that the light was out.");
    assert_int_equal(a.credits.n, 2);
    is_slice(a.credits.v[0].name, "Halyard News Agency");
    is_slice(a.credits.v[1].name, "Halyard News Agency");
}

static void test_author_is_agency(void **state)
{
    (void)state;
    article a = take((document){
        .input = SLICE("in:1"),
        .bytes = slice_of_str("The captain told Halyard News Agency that it was dark."),
        .title = SLICE("Ferry runs aground"),
        .author = SLICE("Halyard")});
    assert_int_equal(a.bylines.n, 0);
    credits(&a, "Halyard News Agency", "Halyard");
    a = take((document){.input = SLICE("in:1"),
                        .bytes = slice_of_str("The captain said that it was dark."),
                        .author = SLICE("Reuters")});
    assert_int_equal(a.bylines.n, 0);
    credits(&a, "Reuters", "Reuters");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_datelines),      TEST(test_no_dateline),      TEST(test_told),
        TEST(test_only_quoted),    TEST(test_bylines),          TEST(test_sign_offs),
        TEST(test_short_and_long), TEST(test_author_is_agency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
