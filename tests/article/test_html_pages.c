/* Whole pages of invented papers: the article among its furniture, its title, its day. */
#include "check.h"

#define REPORT                                                                           \
    "<p>The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers " \
    "were taken off by fishing boats, the coast guard said in the evening.</p>"          \
    "<p>Nobody is missing, harbour master Ilse Varga said in a statement read on the "   \
    "radio, and the crews of the boats were thanked by the mayor of the town.</p>"       \
    "<p>Divers will look at the hull on Friday, when the storm is expected to have "     \
    "passed, and a tug from Port Else will try to pull the ship free after that.</p>"    \
    "<p>The line has run two ferries across the bay since the bridge was closed for "    \
    "repairs last spring, and the other one will sail more often from now on.</p>"

#define LINKS(word)                                                                  \
    "<li><a href=/1>" word " one that is read by many</a></li><li><a href=/2>" word  \
    " two about the town hall</a></li><li><a href=/3>" word " three of the harbour " \
    "fair</a></li><li><a href=/4>" word " four from the hills</a></li>"

#define AROUND_TOP                                                               \
    "<header class=site-header><nav><ul>" LINKS("Menu")                          \
        LINKS("Section") "</ul></nav><form><p>Search the paper and its archive " \
                         "here</p></form></header>"

#define AROUND_BOTTOM                                                                    \
    "<div class=newsletter-box><h3>Our letter</h3><p>Get the news of the bay each "      \
    "morning in your mail box, it costs nothing and can be ended at any time.</p></div>" \
    "<section class=related-stories><h3>More</h3><ul>" LINKS("Story")                    \
        LINKS("Report") "</ul></section><div id=comments><h3>Comments</h3><p>I have "    \
                        "sailed on that ferry "                                          \
                        "for twenty years and never once felt safe on it, to tell the "  \
                        "truth.</p><span "                                               \
                        "class=date>11 May 2019</span></div><footer><ul>" LINKS(         \
                            "Service") "</ul><p>Published by Gull Media on 2 January "   \
                                       "2001, all rights reserved.</p>"                  \
                                       "</footer>"

#define PAGE(head, top)                                                    \
    "<html lang=en-GB><head>" head "</head><body>" AROUND_TOP "<main>" top \
    "<div class=article-body>" REPORT "</div></main>" AROUND_BOTTOM "</body></html>"

static void test_article_among_furniture(void **state)
{
    (void)state;
    article a = take_html(PAGE("<title>Ferry runs aground off the bay</title>",
                               "<h1>Ferry runs aground off the bay</h1>"
                               "<p class=byline>By Ann Stell</p>"));
    assert_int_equal(a.paragraphs.n, 4);
    keeps(&a, "The ferry Marigold ran aground");
    keeps(&a, "will sail more often from now on.");
    loses(&a, "Our letter");
    loses(&a, "each morning in your mail box");
    loses(&a, "never once felt safe");
    loses(&a, "Story two");
    is_slice(a.headline, "Ferry runs aground off the bay");
    assert_int_equal(a.bylines.n, 1);
}

static article with(const char *head, const char *top)
{
    slice text = arena_format(&out,
                              "<html lang=en-GB><head>%s</head><body>" AROUND_TOP
                              "<main>%s<div class=article-body>" REPORT
                              "</div></main>" AROUND_BOTTOM "</body></html>",
                              head, top);
    return take_html(arena_str(&out, text));
}

static void title_is(const char *head, const char *h1, const char *want)
{
    slice top = arena_format(&out, "<h1>%s</h1>", h1);
    article a = with(head, arena_str(&out, top));
    is_slice(a.headline, want);
}

static void test_titles(void **state)
{
    (void)state;
    const char *want = "Ferry runs aground off the bay";
    title_is("<title>Ferry runs aground off the bay | Gull Bay Times</title>",
             "<span>Opinion</span> Ferry runs aground off the bay", want);
    title_is("", "Opinion | Ferry runs aground off the bay", want);
    title_is("", "Ferry runs aground off the bay | Editorial", want);
    title_is("<meta property=og:site_name content='Gull Bay Times'>",
             "Gull Bay Times - Ferry runs aground off the bay", want);
    title_is("<meta property=og:site_name content='Gull Bay Times'>",
             "Ferry - runs aground off the bay", "Ferry - runs aground off the bay");
}

static void day_is(const char *head, const char *top, const char *want)
{
    article a = with(head, top);
    slice day = a.published.value;
    if (day.len > 10)
        day.len = 10;
    is_slice(day, want);
}

static void test_dates(void **state)
{
    (void)state;
#define H1 "<h1>Ferry runs aground off the bay</h1>"
    // A line below the headline, whatever the comments and the footer say
    day_is("", H1 "<div>9 May 2019</div>", "2019-05-09");
    day_is("", H1 "<div class=date>Sport, 09.05.19</div>", "2019-05-09");
    day_is("", H1 "<span class=post-date title=2019-05-09>Thursday</span>", "2019-05-09");
    day_is("", "<div class=date>9 May 2019</div>" H1, "2019-05-09");
    day_is("", H1, "");
    // Published goes before updated
    day_is("", H1 "<p>Updated: 12 May 2019</p><p>Published: 9 May 2019</p>",
           "2019-05-09");
    // The address
    day_is("<link rel=canonical href=https://gull.example/2019/may/9/ferry>", H1,
           "2019-05-09");
    day_is("<link rel=canonical href=https://gull.example/ferry-09052019>", H1,
           "2019-05-09");
    day_is("<link rel=canonical href=https://gull.example/n/12345678901/>", H1, "");
    // In UTC it is the day after
    day_is("<meta property=article:published_time content=2019-05-10T02:10:00Z>",
           H1 "<div>9 May 2019</div>", "2019-05-09");
    day_is("<meta property=article:published_time content=2019-05-10T15:10:00Z>",
           H1 "<div>9 May 2019</div>", "2019-05-10");
    // A vague field against what readers see
    day_is("<meta name=date content=2019-05-20>", H1 "<div class=date>9 May 2019</div>",
           "2019-05-09");
    // JSON that is none
    day_is("<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": "
           "\"A \"ferry\"\", \"datePublished\": \"2019-05-09T08:00:00+01:00\"}</script>",
           H1, "2019-05-09");
    // What the page's scripts know, when nothing else does
    day_is("<script>var page = {\"publishedAt\":\"2019-05-09T08:00\"};</script>", H1,
           "2019-05-09");
    day_is("<script>var page = {\"expires\":\"2019-05-09T08:00\"};</script>", H1, "");
#undef H1
}

static void test_reasons_of_dates(void **state)
{
    (void)state;
    article a = with("", "<h1>Ferry runs aground off the bay</h1>");
    bool comments = false, footer = false;
    for (uint32_t i = 0; i < a.published.candidates.n; i++) {
        date_candidate c = a.published.candidates.v[i];
        comments |= contains(c.value, "2019-05-11") && contains(c.why_not, "comments");
        footer |= contains(c.value, "2001-01-02") && contains(c.why_not, "footer");
    }
    assert_true(comments);
    assert_true(footer);
}

static void test_not_after_the_fetch(void **state)
{
    (void)state;
    document doc = {.input = SLICE("in"),
                    .kind = DOCUMENT_HTML,
                    .fetched = SLICE("2019-05-10T10:00:00Z"),
                    .bytes = SLICE(PAGE(
                        "<meta property=article:published_time content=2019-06-09>",
                        "<h1>Ferry runs aground</h1><div class=date>9 May 2019</div>"))};
    article a = take(doc);
    is_slice(a.published.value, "2019-05-09");
}

int main(void)
{
    const struct CMUnitTest cases[] = {
        TEST(test_article_among_furniture), TEST(test_titles), TEST(test_dates),
        TEST(test_reasons_of_dates), TEST(test_not_after_the_fetch)};
    return cmocka_run_group_tests(cases, NULL, NULL);
}
