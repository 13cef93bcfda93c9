/* Whose text it is: aggregators, reprints, rights. */
#include "check.h"

#define PAGE(head, tail)                                                                \
    "<html><head><title>Ferry runs aground off Gull Bay</title>" head "</head><body>"   \
    "<h1>Ferry runs aground off Gull Bay</h1><article><p>The ferry Marigold ran "       \
    "aground off Gull Bay on Tuesday, and all 214 passengers were taken off by "        \
    "fishing boats, the coast guard said.</p><p>\"Nobody is missing,\" harbour master " \
    "Ilse Varga said in a statement read on the radio. \"We are grateful to the "       \
    "crews.\"</p><p>Divers will look at the hull on Friday, when the storm is "         \
    "expected to have passed.</p>" tail "</article></body></html>"

static article take_page(const char *html, const char *url)
{
    return take((document){.input = SLICE("in"),
                           .kind = DOCUMENT_HTML,
                           .url = slice_of_str(url),
                           .bytes = slice_of_str(html)});
}

static void is_shown(const article *a, const char *outlet, const char *via)
{
    is_slice(a->outlet, outlet);
    is_slice(a->via, via);
    assert_true(a->via.len == 0 || a->via_why.len > 0);
}

static void test_aggregators(void **state)
{
    (void)state;
    article a = take_page(PAGE("<meta property=og:site_name content=MSN>",
                               "<p>Story provided by The Bay Mirror.</p>"),
                          "https://www.msn.com/en-gb/news/ferry/ar-AA1");
    is_shown(&a, "The Bay Mirror", "MSN");
    loses(&a, "Story provided by");
    a = take_page(PAGE("<meta property=og:site_name content=\"Yahoo News\">"
                       "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
                       "\"publisher\":{\"name\":\"Yahoo News\"},"
                       "\"provider\":{\"@type\":\"Organization\","
                       "\"name\":\"Gull Bay Courier\"}}</script>",
                       ""),
                  "https://news.yahoo.com/ferry-runs-aground-1.html");
    is_shown(&a, "Gull Bay Courier", "Yahoo News");
    is_slice(a.outlet_why, "JSON-LD provider");
    // Its own, as far as anything says
    a = take_page(PAGE("<meta property=og:site_name content=\"Yahoo News\">", ""),
                  "https://news.yahoo.com/ferry-runs-aground-2.html");
    is_shown(&a, "Yahoo News", "");
    // One that never writes is not the outlet, even if no other is named
    a = take_page(PAGE("<meta property=og:site_name content=MSN>", ""),
                  "https://www.msn.com/en-gb/news/ferry/ar-AA2");
    is_shown(&a, "", "MSN");
    // The name that the page has is the outlet's already
    a = take_page(PAGE("<meta property=og:site_name content=\"The Bay Mirror\">", ""),
                  "https://web.archive.org/web/2019/https://baymirror.example/ferry");
    is_shown(&a, "The Bay Mirror", "Internet Archive");
}

static void test_reprints(void **state)
{
    (void)state;
    static const struct {
        const char *line, *name;
    } lines[] = {
        {"This article was originally published by The Hill Ledger.", "The Hill Ledger"},
        {"This story first appeared on hillledger.example and is republished here under "
         "a "
         "Creative Commons licence.",
         "hillledger.example"},
        {"Read the original article on The Hill Ledger.", "The Hill Ledger"},
        {"Dieser Text ist zuerst erschienen in Hügelbote.", "Hügelbote"},
        {"Article initialement publié par Le Phare.", "Le Phare"},
        {"Publicado originalmente en El Faro de la Costa.", "El Faro de la Costa"},
        {"Apareció originalmente en El Faro.", "El Faro"},
        {"Впервые опубликовано в Береговой Вестник.", "Береговой Вестник"},
        {"Source: The Hill Ledger", "The Hill Ledger"},
        {"Quelle: hillledger.example", "hillledger.example"},
        {"المصدر: جريدة الميناء", "جريدة الميناء"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char html[4096];
        snprintf(html, sizeof html, "%s<p>%s</p></article></body></html>",
                 PAGE("<meta property=og:site_name content=\"The Bay Mirror\">", ""),
                 lines[i].line);
        char *end = strstr(html, "</article>");
        memset(end, ' ', strlen("</article></body></html>"));
        article a = take_page(html, "https://baymirror.example/ferry");
        is_shown(&a, lines[i].name, "The Bay Mirror");
        loses(&a, lines[i].line);
        keeps(&a, "Divers will look at the hull");
    }
}

/* Sources of other things, and agencies, which are no outlets. */
static void test_no_reprints(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Source: Statistics Office", "Source: Reuters",
        "The report was first published on Monday.",
        "The novel, first published in London in 1931, is about a ferry.",
        "The list first appeared in a notebook that police found."};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char html[4096];
        snprintf(html, sizeof html, "%s<p>%s</p></article></body></html>",
                 PAGE("<meta property=og:site_name content=\"The Bay Mirror\">", ""),
                 lines[i]);
        char *end = strstr(html, "</article>");
        memset(end, ' ', strlen("</article></body></html>"));
        article a = take_page(html, "https://baymirror.example/ferry");
        is_shown(&a, "The Bay Mirror", "");
    }
}

static void test_canonical(void **state)
{
    (void)state;
    static const char html[] =
        PAGE("<meta property=og:site_name content=\"The Bay Mirror\">"
             "<link rel=canonical href=\"https://www.hillledger.example/a/ferry\">",
             "");
    article a = take_page(html, "https://baymirror.example/ferry");
    is_shown(&a, "hillledger.example", "The Bay Mirror");
    a = take_page(html, "https://m.hillledger.example/a/ferry?amp");
    is_shown(&a, "The Bay Mirror", "");
}

static void test_rights(void **state)
{
    (void)state;
    article a =
        take_page(PAGE("<link rel=license href=\"https://licences.example/by/4\">",
                       "<p>© 2031 The Bay Mirror. All rights reserved.</p>"),
                  "");
    is_slice(a.rights, "https://licences.example/by/4");
    is_slice(a.rights_why, "link rel=license");
    a = take_page(PAGE("", "<p>© 2031 The Bay Mirror. All rights reserved.</p>"), "");
    is_slice(a.rights, "© 2031 The Bay Mirror. All rights reserved.");
    a = take_text("Ferry runs aground\n\n" BODY
                  "\nCopyright 2031 The Bay Mirror. All rights reserved.\n");
    is_slice(a.rights, "Copyright 2031 The Bay Mirror. All rights reserved.");
    a = take_text("Ferry runs aground\n\n" BODY);
    is_slice(a.rights, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_aggregators), TEST(test_reprints), TEST(test_no_reprints),
        TEST(test_canonical),   TEST(test_rights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
