/* Whole pages of invented papers: the article among its furniture, its title, its day. */
#include "check.h"

#define REPORT                                                                  \
    "<p>The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 "   \
    "passengers "                                                               \
    "were taken off by fishing boats, the coast guard said in the evening.</p>" \
    "<p>Nobody is missing, harbour master Ilse Varga said in a statement read " \
    "on the "                                                                   \
    "radio, and the crews of the boats were thanked by the mayor of the "       \
    "town.</p>"                                                                 \
    "<p>Divers will look at the hull on Friday, when the storm is expected to " \
    "have "                                                                     \
    "passed, and a tug from Port Else will try to pull the ship free after "    \
    "that.</p>"                                                                 \
    "<p>The line has run two ferries across the bay since the bridge was "      \
    "closed for "                                                               \
    "repairs last spring, and the other one will sail more often from now "     \
    "on.</p>"

#define LINKS(word)                                                                  \
    "<li><a href=/1>" word " one that is read by many</a></li><li><a href=/2>" word  \
    " two about the town hall</a></li><li><a href=/3>" word " three of the harbour " \
    "fair</a></li><li><a href=/4>" word " four from the hills</a></li>"

#define AROUND_TOP                                                               \
    "<header class=site-header><nav><ul>" LINKS("Menu")                          \
        LINKS("Section") "</ul></nav><form><p>Search the paper and its archive " \
                         "here</p></form></header>"

#define AROUND_BOTTOM                                                                  \
    "<div class=newsletter-box><h3>Our letter</h3><p>Get the news of the bay "         \
    "each "                                                                            \
    "morning in your mail box, it costs nothing and can be ended at any "              \
    "time.</p></div>"                                                                  \
    "<section class=related-stories><h3>More</h3><ul>" LINKS("Story")                  \
        LINKS("Report") "</ul></section><div id=comments><h3>Comments</h3><p>I have "  \
                        "sailed on that ferry "                                        \
                        "for twenty years and never once felt safe on it, to tell "    \
                        "the "                                                         \
                        "truth.</p><span "                                             \
                        "class=date>11 May 2019</span></div><footer><ul>" LINKS(       \
                            "Service") "</ul><p>Published by Gull Media on 2 January " \
                                       "2001, all rights reserved.</p>"                \
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
    day_is("<script type=application/ld+json>{\"@type\": \"NewsArticle\", "
           "\"headline\": "
           "\"A \"ferry\"\", \"datePublished\": "
           "\"2019-05-09T08:00:00+01:00\"}</script>",
           H1, "2019-05-09");
    // What the page's scripts know, when nothing else does
    day_is("<script>var page = {\"publishedAt\":\"2019-05-09T08:00\"};</script>", H1,
           "2019-05-09");
    day_is("<script>var page = {\"expires\":\"2019-05-09T08:00\"};</script>", H1, "");
    // But not the day of a comment, and no day that a sentence speaks of
    day_is("<script>var page = {\"date\":\"2019-05-11T08:00\"};</script>", H1, "");
    day_is("<meta name=description content='The ferry of 9 May 2019 sails again'>", H1,
           "");
    day_is("<meta name=description content='The ferry sails again, 9 May 2019'>", H1,
           "2019-05-09");
    day_is("", H1 "<span class=date title='9 May 2007'>Joined May 2007</span>", "");
#undef H1
}

/* What readers are shown beside the headline against what machines are told. */
static void test_days_shown(void **state)
{
    (void)state;
#define H1 "<h1>Ferry runs aground off the bay</h1>"
    const char *utc =
        "<meta property=article:published_time content=2019-05-10T02:10:00Z>";
    day_is(utc, H1 "<time class=date>9 May</time>", "2019-05-09");
    day_is(utc, H1 "<time class=date>10 May</time>", "2019-05-10");
    day_is(utc, H1 "<time class=date>7 May</time>", "2019-05-10");
    // The same moment without its zone says nothing about the town
    day_is("<meta name=datepublished content=2019-05-10T02:10:00Z><meta "
           "property=article:published_time content=2019-05-10T02:10:00>",
           H1 "<div class=date>9 May 2019, 22:10</div>", "2019-05-09");
    // Where it is Central European Time, the day after has begun
    day_is("<meta property=article:published_time content=2019-05-09T22:10:30Z>", H1,
           "2019-05-09");
    is_slice(take_html("<html lang=de-DE><head><meta property=article:published_time "
                       "content=2019-05-09T22:10:30Z></head><body>" H1 REPORT)
                 .published.value,
             "2019-05-10T00:10:30+02:00");
    is_slice(take_html("<html lang=de><head><meta property=article:published_time "
                       "content=2019-12-09T22:10Z></head><body>" H1 REPORT)
                 .published.value,
             "2019-12-09T22:10Z");
    // An old text shown as new, and one that was only updated
    const char *anew =
        "<meta property=article:published_time content=2017-03-02T08:00:00Z>"
        "<meta property=article:modified_time content=2019-05-09T08:00:00Z>";
    day_is(anew, H1 "<div class=date>9 May 2019</div>", "2019-05-09");
    day_is(anew, H1 "<div>Updated: 9 May 2019</div>", "2017-03-02");
    day_is(anew, H1 "<div>2 March 2017</div><div>9 May 2019</div>", "2017-03-02");
    // The day of the visit at the top of the page is neither
    day_is(anew, "<div class=date>Monday, 13 May 2019</div>" H1, "2017-03-02");
    // The address has the day of the office, the line that of the readers
    const char *address =
        "<link rel=canonical href=https://gull.example/2019/05/10/ferry>";
    day_is(address, H1 "<div>posted on 9 May 2019 23:30 EST</div>", "2019-05-09");
    // A later day without a label may be that of the visit
    day_is(address, H1 "<div>9 June 2019, 23:30 EST</div>", "2019-05-10");
    day_is(address, H1 "<div class=date>9 June 2019</div>", "2019-05-10");
    // A box that calls itself a teaser, with and without what it leads to
    day_is("", H1 "<div class=teaser-meta><b class=date>9 May 2019</b></div>",
           "2019-05-09");
    day_is("",
           H1 "<div class=teaser-meta><a href=/5>The bridge is open again</a><b "
              "class=date>8 May 2019</b></div>",
           "");
#undef H1
}

/* Lines that are hard to take apart, and dates that a report begins with. */
static void test_forms_of_lines(void **state)
{
    (void)state;
#define H1 "<h1>Ferry runs aground off the bay</h1>"
    day_is("", H1 "<p><span>Ann Stell</span><span>Oct 17, 2019</span></p>", "2019-10-17");
    day_is("", H1 "<p><span>Oct 17, 2019</span><span>5 min read</span></p>",
           "2019-10-17");
    day_is("", H1 "<ul><li><span>Date:</span>17 October 2019</li></ul>", "2019-10-17");
    day_is("", H1 "<p>Published on<b>17.10.2019</b></p>", "2019-10-17");
    day_is("", H1 "<p>Registered<b>17.10.2019</b></p>", "");
    day_is("", H1 "<p>Ann Stell, 17.10.19</p>", "2019-10-17");
    day_is("", H1 "<aside class=data><dl><dt>Date<dd>17 October 2019</dl></aside>",
           "2019-10-17");
    day_is("",
           H1 "<aside><a href=/5>The bridge is open again</a><p>17 October 2019</aside>",
           "");
#define LEAD \
    "the crew of a tug has left the harbour for the ferry, owners said at noon.</p>"
    day_is("", H1 "<p>17.10.2019 - Early in the morning " LEAD, "2019-10-17");
    day_is("", H1 "<p>GULL BAY, 17 October 2019 (Agency) â Today " LEAD,
           "2019-10-17");
    day_is("", H1 "<p>Press release of 17 October 2019 | Gull Bay - Today " LEAD,
           "2019-10-17");
    day_is("",
           H1 "<p>On 17 October 2019 and on the day after it the wind blew from the "
              "north, the harbour office said, and none of the smaller boats "
              "went out; " LEAD,
           "");
    // A day without its year, in the month that the address has
    const char *address = "<link rel=canonical href=https://gull.example/2019/10/ferry>";
    day_is(address, H1 "<time class=date>17 October</time>", "2019-10-17");
    day_is(address, H1 "<time class=date>17 May</time>", "2019-10");
    // JSON in an attribute, and JSON-LD of the page
    day_is("",
           H1 "<div data-page='{&quot;datePublished&quot;:&quot;2019-10-17T05:56"
              "&quot;}'></div>",
           "2019-10-17");
    day_is("<script type=application/ld+json>{\"@graph\": [{\"@type\": \"WebPage\", "
           "\"datePublished\": \"2019-10-17\"}]}</script>",
           H1, "2019-10-17");
#undef LEAD
#undef H1
}

/* The reason that another day was not taken says what decided. */
static void test_reasons_say_what_decided(void **state)
{
    (void)state;
    article a = take_html(PAGE(
        "<meta name=date content=2019-05-20>"
        "<meta property=article:modified_time content=2019-06-01>"
        "<link rel=canonical href=https://gull.example/2019/05/09/ferry>",
        "<h1>Ferry runs aground</h1><time class=date datetime=2019-05-09T08:00>9 May "
        "2019</time>"));
    assert_true(contains(a.published.value, "2019-05-09"));
    bool vague = false;
    for (uint32_t i = 0; i < a.published.candidates.n; i++) {
        date_candidate c = a.published.candidates.v[i];
        if (contains(c.value, "2019-05-20"))
            vague = contains(c.why_not, "says 2019-05-09T08:00; for that day: ");
        else if (!contains(c.value, "2019-05-09"))
            assert_true(c.why_not.len > 0);
    }
    assert_true(vague);
}

static slice day_of_page(const char *page_text)
{
    article a = take_html(page_text);
    slice day = a.published.value;
    day.len = day.len > 10 ? 10 : day.len;
    return day;
}

/* "9/5" is the fifth of September in one country alone; elsewhere in English nobody
 * knows. */
static void test_order_of_day_and_month(void **state)
{
    (void)state;
#define IN(lang)                                                                   \
    "<html lang=" lang "><body><main><h1>Ferry runs aground off the bay</h1><div " \
    "class=date>9/5/2019 11:40 PM</div><div class=article-body>" REPORT            \
    "</div></main></body></html>"
    is_slice(day_of_page(IN("en-US")), "2019-09-05");
    is_slice(day_of_page(IN("en-GB")), "2019-05-09");
    is_slice(day_of_page(IN("fr")), "2019-05-09");
    is_slice(day_of_page(IN("en")), "");
    // Where the page is from, or the hour is of
    is_slice(
        day_of_page("<link rel=canonical href=https://gullbay.example.uk/1>" IN("en")),
        "2019-05-09");
    is_slice(
        day_of_page("<link rel=canonical href=https://gullbay.example/.uk>" IN("en")),
        "");
    is_slice(day_of_page("<html lang=en><body><main><h1>Ferry runs aground off the bay"
                         "</h1><div class=date>9/5/2019 11:40 PM EDT</div><div "
                         "class=article-body>" REPORT "</div></main></body></html>"),
             "2019-09-05");
#undef IN
}

/* An article may have a footer of its own; the page's says nothing about it. */
static void test_footers(void **state)
{
    (void)state;
    is_slice(day_of_page("<html lang=en><body><article><h1>Ferry runs aground off the "
                         "bay</h1><div class=article-body>" REPORT
                         "</div><footer class=entry-meta>Posted on 9 May 2019 by "
                         "Ann</footer></article></body></html>"),
             "2019-05-09");
    is_slice(
        day_of_page("<html lang=en><body><article><h1>Ferry runs aground off the "
                    "bay</h1><div class=article-body>" REPORT
                    "</div></article><footer class=entry-meta>Posted on 9 May 2019 by "
                    "Ann</footer></body></html>"),
        "");
}

#define COOKIES(word)                                                                 \
    "<p>" word " cookies are small files that our pages keep on your machine, and a " \
    "cookie of ours is deleted after a year, unless you visit the pages again "       \
    "and a new "                                                                      \
    "cookie takes its place, which you may refuse at any time in your "               \
    "settings.</p>"                                                                   \
    "<p>" word                                                                        \
    " partners set a cookie as well, which lets them count how often you saw "        \
    "what they sell, and you may object to that in the list that is found "           \
    "below.</p>"

/* A notice about cookies is longer than many a report. */
static void test_consent_outweighs_nothing(void **state)
{
    (void)state;
    article a = take_html("<html lang=en><body>" AROUND_TOP
                          "<main><h1>Ferry runs aground off the bay</h1><div "
                          "class=article-body>" REPORT "</div></main>" AROUND_BOTTOM
                          "<div class=privacy-modal><div class=box>" COOKIES("Needed")
                              COOKIES("Other") COOKIES("Some") COOKIES("Further")
                                  COOKIES("Most") "</div></div></body></html>");
    keeps(&a, "The ferry Marigold ran aground");
    loses(&a, "partners set a cookie");
    loses(&a, "small files");
}

static void test_words_of_the_shop(void **state)
{
    (void)state;
    article a = take_html(PAGE("", "<h1>Ferry runs aground off the bay</h1><div "
                                   "class=article-body><p>When you "
                                   "order a ticket by way of this page, we may "
                                   "earn a commission from the line, "
                                   "which does not change what we write about "
                                   "its ships or its fares.</p></div>"));
    keeps(&a, "The ferry Marigold ran aground");
    loses(&a, "does not change what we write");
}

/* The lede in the page's header, told by the description. */
static void test_standfirst_in_header(void **state)
{
    (void)state;
#define LEDE "Passengers of the Marigold were taken off by fishing boats in the night"
    article a = take_html(PAGE("<meta name=description content='" LEDE "'>",
                               "<header class=page-header><h1>Ferry runs aground off the "
                               "bay</h1><p>" LEDE "</p></header>"));
    keeps(&a, LEDE);
    keeps(&a, "The ferry Marigold ran aground");
#undef LEDE
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
    const struct CMUnitTest cases[] = {TEST(test_article_among_furniture),
                                       TEST(test_titles),
                                       TEST(test_dates),
                                       TEST(test_days_shown),
                                       TEST(test_forms_of_lines),
                                       TEST(test_reasons_say_what_decided),
                                       TEST(test_order_of_day_and_month),
                                       TEST(test_footers),
                                       TEST(test_reasons_of_dates),
                                       TEST(test_not_after_the_fetch),
                                       TEST(test_consent_outweighs_nothing),
                                       TEST(test_words_of_the_shop),
                                       TEST(test_standfirst_in_header)};
    return cmocka_run_group_tests(cases, NULL, NULL);
}
