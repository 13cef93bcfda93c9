/* Articles that stood at one address: linked in time, of one outlet. */
#include "run/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FERRY                                                                           \
    "The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers "   \
    "were taken off by fishing boats, the coast guard said. Divers will look at the "   \
    "hull on Friday, when the storm is expected to have passed, and the harbour stays " \
    "closed until then."
#define LINE(id, url, date, outlet, title, text)                                        \
    "{\"id\":\"" id "\",\"url\":\"" url "\",\"date\":\"" date "\",\"outlet\":\"" outlet \
    "\",\"title\":\"" title "\",\"text\":\"" text "\"}\n"

static stemma_run *analysed(const char *lines)
{
    stemma_run *run = NULL;
    assert_int_equal(stemma_run_new(&run, NULL, NULL), STEMMA_OK);
    assert_int_equal(stemma_run_add_bytes(run, "l.jsonl", lines, strlen(lines), NULL), 0);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, NULL), 0);
    return run;
}

static void is_version(const stemma_run *run, uint32_t i, uint32_t number, uint32_t of,
                       uint32_t earlier, uint32_t later)
{
    const article_version *v = &run->versions[i];
    assert_int_equal(v->number, number);
    assert_int_equal(v->of, of);
    if (number) {
        assert_int_equal(v->earlier, earlier);
        assert_int_equal(v->later, later);
    }
}

static void test_in_time(void **state)
{
    (void)state;
    stemma_run *run = analysed(
        LINE("late", "https://www.bay.example/n/1?utm_source=x", "2031-05-03T12:00Z", "",
             "Ferry runs aground", FERRY " Nobody was hurt.")
            LINE("early", "http://bay.example/n/1/", "2031-05-03T08:00Z", "Bay Mirror",
                 "Ferry runs aground", FERRY)
                LINE("other", "https://bay.example/n/2", "2031-05-03T08:00Z",
                     "Bay Mirror", "Ferry runs aground", FERRY));
    is_version(run, 0, 2, 2, 1, VERSION_NONE);
    is_version(run, 1, 1, 2, VERSION_NONE, 0);
    is_version(run, 2, 0, 0, 0, 0); // at another address it is a copy, no version
    assert_string_equal(run->versions[0].by, "stated");
    stemma_run_free(run);
}

/* No time: they are linked, but nobody knows which came first. */
static void test_without_time(void **state)
{
    (void)state;
    stemma_run *run =
        analysed(LINE("a", "https://bay.example/n/1", "", "Bay Mirror", "Ferry aground",
                      FERRY) LINE("b", "https://m.bay.example/n/1#top", "", "Bay Mirror",
                                  "Ferry aground", FERRY " Nobody was hurt."));
    is_version(run, 0, 1, 2, VERSION_NONE, VERSION_NONE);
    is_version(run, 1, 2, 2, VERSION_NONE, VERSION_NONE);
    assert_null(run->versions[0].by);
    stemma_run_free(run);
}

/* One address with other news each day, and a front page. */
static void test_other_texts(void **state)
{
    (void)state;
    static const char bakers[] = LINE(
        "b", "https://bay.example/today", "2031-05-04", "Bay Mirror", "Bakers strike",
        "Bakers in Castellan went on strike on Monday for higher pay, and most shops "
        "in the town had no bread by the afternoon, the union of bakers told us.");
    char lines[4096];
    snprintf(
        lines, sizeof lines, "%s%s%s%s",
        LINE("a", "https://bay.example/today", "2031-05-03", "Bay Mirror",
             "Ferry aground", FERRY),
        bakers,
        LINE("c", "https://bay.example/", "2031-05-03", "Bay Mirror", "Ferry", FERRY),
        LINE("d", "https://bay.example", "2031-05-04", "Bay Mirror", "Ferry", FERRY));
    stemma_run *run = analysed(lines);
    assert_int_equal(run->n_articles, 4);
    for (uint32_t i = 0; i < 4; i++)
        is_version(run, i, 0, 0, 0, 0);
    stemma_run_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_time),
        cmocka_unit_test(test_without_time),
        cmocka_unit_test(test_other_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
