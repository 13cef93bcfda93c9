/* Pages of HTML: what they say about themselves, and which part is the report. */
#include "check.h"

#define PARAGRAPHS                                                                   \
    "<p>The ferry <b>Mari</b>gold ran aground off Gull Bay on Tuesday, and all 214 " \
    "passengers were taken off by fishing boats, the coast guard said.</p>"          \
    "<p>&ldquo;Nobody is missing,&rdquo; harbour master Ilse Varga said in a "       \
    "<i>statement</i> read on the radio.</p>"                                        \
    "<h2>Storm</h2>"                                                                 \
    "<p>Divers will look at the hull on Friday, when the storm is expected to have " \
    "passed.</p>"

static void keeps_body(const article *a)
{
    keeps(a, "The ferry Marigold ran aground");
    keeps(a,
          "\xe2\x80\x9cNobody is missing,\xe2\x80\x9d harbour master Ilse Varga said in "
          "a statement read on the radio.");
    keeps(a, "expected to have passed.");
}

static void test_page(void **state)
{
    (void)state;
    article a = take_html(
        "<!doctype html><html lang=en-GB><head><title>Ferry runs aground - Gull Bay "
        "Times</title><meta property='og:url' "
        "content='https://gull.example/1'></head><body>"
        "<div class=skip-link><a href=#m>Skip to content</a></div>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>"
        "<main><h1>Ferry runs aground</h1><div class=byline>By <a href=/a>Ann "
        "Stell</a></div>"
        "<time datetime='2019-05-09T10:00:00+02:00'>9 May</time>"
        "<div class='share-bar'><a href=#>Share</a></div>"
        "<figure><img src=x><figcaption>The ship on the rocks. Photo: Max Foe/AFP"
        "</figcaption></figure>" PARAGRAPHS
        "<div class=related><h3>Read next</h3><ul><li><a href=/2>Ten ferries that sank "
        "in "
        "one year</a></ul></div>"
        "<div class=newsletter><p>Get our letter every morning, it is free.</p></div>"
        "<p hidden>This paragraph is not shown to anybody at all, whoever reads it.</p>"
        "<form><p>Leave your address and we will write to you about it.</p></form></main>"
        "<aside><p>The mayor has opened a new school in the old town, it was "
        "said.</p></aside>"
        "<section id=comments><h2>Comments</h2><p>I always knew that this would "
        "happen.</p>"
        "</section><footer><p>Gull Media, all rights reserved.</p></footer>"
        "<script>document.write('<p>No.</p>')</script></body></html>");
    keeps_body(&a);
    assert_int_equal(a.paragraphs.n, 4);
    keeps(&a, "\n\nStorm\n\n");
    is_slice(a.headline, "Ferry runs aground");
    is_slice(a.outlet, "Gull Bay Times");
    is_slice(a.language, "en-GB");
    is_slice(a.url, "https://gull.example/1");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Ann Stell");
    is_slice(a.published.value, "2019-05-09T10:00+02:00");
    credits(&a, "Agence France-Presse", "AFP");
    removes(&a, "Sport", "navigation");
    removes(&a, "Share", "share");
    removes(&a, "Ten ferries that sank in one year", "other articles");
    removes(&a, "This paragraph is not shown to anybody at all, whoever reads it.",
            "hidden");
    removes(&a, "I always knew that this would happen.", "comments");
    removes(&a, "Gull Media, all rights reserved.", "footer");
    removes(&a, "Leave your address and we will write to you about it.", "form");
}

static void test_json_ld(void **state)
{
    (void)state;
    article a = take_html(
        "<html><head><script type=application/ld+json>\n<!-- {\"@context\": "
        "\"https://schema.org\", \"@graph\": [{\"@type\": \"WebSite\", \"name\": "
        "\"No\"}, "
        "{\"@type\": [\"NewsArticle\"], \"headline\": \"Ferry runs aground off Gull "
        "Bay\",\n"
        "\"datePublished\": \"2019-05-09T08:00:00.000Z\", \"dateModified\": "
        "\"2019-05-10T09:00:00Z\", \"author\": [{\"@type\": \"Person\", \"name\": \"Ann "
        "Stell\"}, {\"name\": \"Max Foe\"}], \"publisher\": {\"name\": \"Gull Bay "
        "Times\"}, \"creditText\": \"Reuters\", \"inLanguage\": \"en\"}]} --></script>"
        "</head><body><article>" PARAGRAPHS "</article></body></html>");
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    is_slice(a.published.value, "2019-05-09T08:00Z");
    is_slice(a.published.candidates.v[0].where, "JSON-LD datePublished");
    assert_int_equal(a.published.candidates.n, 2);
    assert_true(a.published.candidates.v[1].why_not.len > 0);
    is_slice(a.outlet, "Gull Bay Times");
    assert_int_equal(a.bylines.n, 2);
    credits(&a, "Reuters", "Reuters");
    keeps_body(&a);
}

static void test_meta(void **state)
{
    (void)state;
    article a = take_html(
        "<head><meta property=og:title content='Ferry runs aground | Gull Bay Times'>"
        "<meta property=og:site_name content='Gull Bay Times'>"
        "<meta property=article:published_time content=2019-05-09>"
        "<meta name=author content='By Ann Stell'><meta property=og:locale content=en_GB>"
        "<link rel=canonical "
        "href=https://gull.example/2019/05/ferry></head>" PARAGRAPHS);
    is_slice(a.headline, "Ferry runs aground");
    is_slice(a.outlet, "Gull Bay Times");
    is_slice(a.outlet_why, "og:site_name");
    is_slice(a.published.value, "2019-05-09");
    is_slice(a.bylines.v[0], "Ann Stell");
    is_slice(a.language, "en-GB");
    is_slice(a.url, "https://gull.example/2019/05/ferry");
    keeps_body(&a);
}

static void test_old_page(void **state)
{
    (void)state;
    article a = take_html(
        "<html><title>Ferry runs aground</title><body><table><tr><td colspan=2><a "
        "href=/>GULL BAY TIMES</a> | <a href=/n>News</a> | <a href=/s>Sport</a><tr><td>"
        "<font size=5><b>Ferry runs aground</b></font><br><br>The ferry Marigold ran "
        "aground "
        "off Gull Bay on Tuesday, and all 214 passengers were taken off by fishing boats."
        "<br><br>Nobody is missing, harbour master Ilse Varga said on the radio, and the "
        "crews were thanked.<br>\n<br>Divers will look at the hull on "
        "Friday.<td><b>Latest"
        "</b><ul><li><a href=/1>Mayor opens school</a><li><a href=/2>Two held after "
        "theft</a>"
        "</ul></table>");
    is_slice(a.headline, "Ferry runs aground");
    assert_int_equal(a.paragraphs.n, 3);
    keeps(&a, "on Tuesday, and all 214");
    keeps(&a, "Divers will look at the hull on Friday.");
    loses(&a, "Sport");
    loses(&a, "Two held after theft");
}

static void test_references(void **state)
{
    (void)state;
    article a = take_html("<p>Caf&eacute; owners &amp; sailors&#8217; wives said "
                          "&quot;no&#x201d; to 5 &lt; 6 "
                          "&amp;amp; 7 &unknown; AT&T &copy 2019 &nGg; "
                          "x\r\ny&shy;z&nbsp;end of the line.</p>");
    is_slice(a.text,
             "Caf\xc3\xa9 owners & sailors\xe2\x80\x99 wives said \"no\xe2\x80\x9d to "
             "5 < 6 &amp; 7 &unknown; AT&T \xc2\xa9 2019 \xe2\x8b\x99\xcc\xb8 x yz "
             "end of the line.");
}

/* Numbers that are no characters must not make the text ill-formed. */
static void test_bad_references(void **state)
{
    (void)state;
    article a = take_html(
        "<title>A&#xd800;B &#1; &#x11000BBBBBBBBBBBBBBBB0;</title><p>The ferry "
        "&#xd800;&#x110000;&#1;&#0; sank at &#x11000BBBBBBBBBBBBBBBB0; noon.</p>");
    assert_int_equal(utf8_check(a.headline), a.headline.len);
    keeps(&a, "The ferry ");
    keeps(&a, "noon.");
}

static void test_words_stay_whole(void **state)
{
    (void)state;
    article a = take_html(
        "<title>Ferry</title><div>The <span>har</span><em>bour</em> ma<wbr>ster<!-- x "
        "--> "
        "spoke<br>twice<div>on Friday.</div>And then<p>once again.</p> he did so.</div>");
    is_slice(a.text, "The harbour master spoke twice\n\non Friday.\n\nAnd then\n\n"
                     "once again.\n\nhe did so.");
}

static void test_unclosed(void **state)
{
    (void)state;
    article a =
        take_html("<p>The ferry sank at noon off the bay.<p>Nobody died in it, she "
                  "said.<ul><li>One boat is lost.<li>Two are safe.</ul><blockquote>A "
                  "bad day for us all.");
    assert_int_equal(a.paragraphs.n, 5);
    keeps(&a, "Two are safe.");
    keeps(&a, "A bad day for us all.");
}

/* A page whose class names are unlucky keeps its text. */
static void test_unlucky_names(void **state)
{
    (void)state;
    article a = take_html("<body class='has-sidebar share'><form id=aspnet><div "
                          "class='promo-wrapper'>" PARAGRAPHS "</div></form></body>");
    keeps_body(&a);
}

/* A title that is markup, not text. */
static void test_script_in_title(void **state)
{
    (void)state;
    article a =
        take_html("<title><script>alert(1)</script></title><h1>Ferry &lt;script&gt; "
                  "runs aground</h1>" PARAGRAPHS);
    is_slice(a.headline, "Ferry <script> runs aground");
    keeps_body(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_page),
        TEST(test_json_ld),
        TEST(test_meta),
        TEST(test_old_page),
        TEST(test_references),
        TEST(test_bad_references),
        TEST(test_words_stay_whole),
        TEST(test_unclosed),
        TEST(test_unlucky_names),
        TEST(test_script_in_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
