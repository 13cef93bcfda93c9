/* XML, RSS and Atom. */
#include "formats.h"
#include "read/xml.h"

/* ---- by an independent tool ---- */

static void check_feedgen(slice bytes)
{
    read_result r = read_slice(bytes);
    counts(&r, 3, 0);
    const document *d = r.documents.v;
    is_slice(d[0].input, "in:1");
    is_slice(d[0].title, "Ferry & tug collide");
    is_slice(d[0].url, "https://www.gullbaycourier.example/1");
    is_slice(d[0].outlet, "Gull Bay Courier");
    is_slice(d[0].author, "Ann Stell");
    is_slice(d[0].lang, "en-GB");
    assert_int_equal(d[0].kind, DOCUMENT_HTML);
    assert_true(slice_starts(d[0].bytes, SLICE("<p>The ferry Marigold and a tug")));
    is_slice(d[1].outlet, "Fenmark Post"); // <source>
    is_slice(d[1].author, "");
    is_slice(d[1].bytes, "Divers went down to the hull on Wednesday.");
    assert_int_equal(d[1].kind, DOCUMENT_TEXT);
    is_slice(d[2].outlet, "ridgeway.example"); // neither source nor the feed's site
    is_slice(d[2].author, "");
    assert_true(contains(d[0].extra, "\"rights\":\"Gull Bay Courier 2019\""));
}

static void test_feedgen_rss(void **state)
{
    (void)state;
    slice bytes = sample("feed-rss.xml");
    check_feedgen(bytes);
    read_result r = read_slice(bytes);
    is_slice(r.documents.v[0].date, "Tue, 07 May 2019 10:15:00 +0200");
    is_slice(r.documents.v[1].note, "the feed gives a summary only");
}

static void test_feedgen_atom(void **state)
{
    (void)state;
    slice bytes = sample("feed-atom.xml");
    check_feedgen(bytes);
    read_result r = read_slice(bytes);
    is_slice(r.documents.v[0].date, "2019-05-07T10:15:00+02:00");
    is_slice(r.documents.v[0].updated, "2019-05-07T12:15:00+02:00");
    is_slice(r.documents.v[1].updated, "");
}

/* Cut at every byte: never more than the whole, never without a word. */
static void test_truncated(void **state)
{
    (void)state;
    static const char *const names[] = {"feed-rss.xml", "feed-atom.xml"};
    for (size_t k = 0; k < 2; k++) {
        slice bytes = sample(names[k]);
        size_t end = slice_find(bytes, k ? SLICE("</feed>") : SLICE("</rss>"), 0);
        uint32_t before = 0;
        for (size_t n = slice_find(bytes, k ? SLICE("<entry") : SLICE("<item"), 0);
             n <= end; n += 7) {
            read_result r = read_slice(slice_of(bytes.ptr, n));
            assert_true(r.documents.n >= before && r.documents.n <= 3);
            assert_true(r.skips.n >= 1);
            before = r.documents.n;
        }
        read_result r = read_slice(slice_of(bytes.ptr, end));
        counts(&r, 3, 1);
    }
}

/* ---- what feeds say in their own ways ---- */

static document one_item(const char *inside)
{
    char feed[4000];
    snprintf(
        feed, sizeof feed,
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Gull Bay "
        "Courier</title><link>https://gullbaycourier.example/</link><item>%s</item>"
        "</channel></rss>",
        inside);
    read_result r = read_text(arena_str(&out, slice_of_str(feed)));
    counts(&r, 1, 0);
    return r.documents.v[0];
}

static void test_titles(void **state)
{
    (void)state;
    is_slice(one_item("<title>A &amp;amp; B</title><description>x</description>").title,
             "A & B");
    is_slice(one_item("<title><![CDATA[<b>F</b>erry<br>sinks &ndash; again]]></title>"
                      "<description>x</description>")
                 .title,
             "Ferry sinks \xe2\x80\x93 again");
    is_slice(
        one_item("<title>Less < more & so on</title><description>x</description>").title,
        "Less < more & so on");
}

static void test_bodies(void **state)
{
    (void)state;
    document d =
        one_item("<description>Short</description><content:encoded><![CDATA[<p>It "
                 "sank &amp; rose.</p>]]></content:encoded>");
    is_slice(d.bytes, "<p>It sank &amp; rose.</p>");
    is_slice(d.note, "");
    d = one_item("<description>It <b>sank</b>.<br/>Twice &lt; thrice.</description>");
    is_slice(d.bytes, "It <b>sank</b>.<br>Twice &lt; thrice.");
    d = one_item("<description>Caf&eacute; &#233;&#x2013;</description>");
    is_slice(d.bytes, "Caf&eacute; \xc3\xa9\xe2\x80\x93");
    assert_int_equal(d.kind, DOCUMENT_HTML);
}

static void test_links(void **state)
{
    (void)state;
    is_slice(
        one_item("<link>/2019/ferry?a=1&amp;b=2</link><description>x</description>").url,
        "https://gullbaycourier.example/2019/ferry?a=1&b=2");
    is_slice(one_item("<guid>https://gullbaycourier.example/7</guid><description>x"
                      "</description>")
                 .url,
             "https://gullbaycourier.example/7");
    is_slice(
        one_item("<link>https://p.example/r/1</link><feedburner:origLink>"
                 "https://gullbaycourier.example/7</feedburner:origLink><description>x"
                 "</description>")
            .url,
        "https://gullbaycourier.example/7");
    is_slice(one_item("<link>javascript:alert(1)</link><description>x</description>").url,
             "");
}

static void test_rdf(void **state)
{
    (void)state;
    read_result r = read_text(
        "<?xml version=\"1.0\"?>\n<rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
        "xmlns=\"http://purl.org/rss/1.0/\" "
        "xmlns:d=\"http://purl.org/dc/elements/1.1/\"><channel "
        "rdf:about=\"x\"><title>Ridgeway Review</title>"
        "<link>https://ridgeway.example/</link><d:language>en</d:language></channel>"
        "<item "
        "rdf:about=\"y\"><title>Storm</title><link>https://ridgeway.example/3</link>"
        "<description>The storm has "
        "passed.</description><d:date>2019-05-09T10:00Z</d:date>"
        "<d:creator>Max Foe</d:creator><d:creator>Ann "
        "Stell</d:creator></item></rdf:RDF>");
    counts(&r, 1, 0);
    const document *d = r.documents.v;
    is_slice(d->outlet, "Ridgeway Review");
    is_slice(d->date, "2019-05-09T10:00Z");
    is_slice(d->author, "Max Foe; Ann Stell");
    is_slice(d->lang, "en");
}

static void test_atom_forms(void **state)
{
    (void)state;
    read_result r = read_text(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://planet.example/'>"
        "<title>Planet Harbour</title><entry><title type='html'>A "
        "&lt;i&gt;B&lt;/i&gt;</title>"
        "<link rel='alternate' "
        "href='https://gullbaycourier.example/1'/><source><title>Gull "
        "Bay Courier</title></source><content type='xhtml'><x:div "
        "xmlns:x='http://www.w3.org/1999/xhtml'><x:p title='a&quot;b'>It &amp; she "
        "sank.</x:p></x:div></content></entry>"
        "<entry xml:base='/sub/'><title>Plain &lt;b></title><link href='two'/><content>1 "
        "&lt; "
        "2</content></entry><entry><title>Sound</title><content type='audio/mpeg' "
        "src='x.mp3'/></entry></feed>");
    counts(&r, 2, 1);
    is_slice(r.documents.v[0].title, "A B");
    is_slice(r.documents.v[0].outlet, "Gull Bay Courier");
    is_slice(r.documents.v[0].bytes,
             "<div><p title=\"a&quot;b\">It &amp; she sank.</p></div>");
    is_slice(r.documents.v[1].title, "Plain <b>");
    is_slice(r.documents.v[1].bytes, "1 < 2");
    assert_int_equal(r.documents.v[1].kind, DOCUMENT_TEXT);
    is_slice(r.skips.v[0].reason, "item 3, line 1: neither content nor description");
}

static void test_encoding(void **state)
{
    (void)state;
    read_result r = read_text(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>"
        "\xcf\xe0\xf0\xee\xec</title><description>\xcf\xe0\xf0\xee\xec.</description>"
        "</item></channel></rss>");
    counts(&r, 1, 0);
    is_slice(r.documents.v[0].title, "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc");
    is_slice(r.documents.v[0].encoding, "windows-1251");
}

static void test_not_articles(void **state)
{
    (void)state;
    read_result r =
        read_text("<?xml version='1.0'?><urlset "
                  "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
                  "https://a.example/</loc></url><url/></urlset>");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason, "a sitemap: 2 addresses without text");
    r = read_text("<rss><channel><title>x</title></channel></rss>");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason, "a feed without items");
}

/* ---- hostile ---- */

static void test_laughs(void **state)
{
    (void)state;
    read_result r = read_text(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [\n <!ENTITY a \"ha\">\n <!ENTITY b "
        "\"&a;&a;&a;\">\n]>\n<rss><channel><item><description>&b;</description></item>"
        "</channel></rss>");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason,
             "line 3: declares entities of its own, which are not read");
    r = read_text("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 "
                  "'&lol;&lol;'>]><lolz>&lol2;</lolz>");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason, "XML with root element <lolz>, not an article");
    // One of somebody else's making, as RSS 0.91 has it, is passed over
    r = read_text("<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"http://x/rss.dtd\">"
                  "<rss version='0.91'><channel><item><description>It sank.</description>"
                  "</item></channel></rss>");
    counts(&r, 1, 0);
}

static void test_deep(void **state)
{
    (void)state;
    read_result r = read_slice(repeated(
        "<rss><channel><item><description>One.</description></item><item><description>",
        "<b>", 100000, ""));
    counts(&r, 1, 1);
    is_slice(r.skips.v[0].reason, "item 2, line 1: nested deeper than 256 elements");
}

/* What would take hours if any of it were quadratic. */
static void test_many(void **state)
{
    (void)state;
    read_result r =
        read_slice(repeated("<rss><channel><item ", "a='1' xmlns:b='c' ", 300000,
                            "><description>x</description></item></channel></rss>"));
    counts(&r, 1, 0);
    r = read_slice(repeated("<rss><channel><title>x</title>", "<a/>", 500000,
                            "<item><description>x</description></item></channel></rss>"));
    counts(&r, 1, 0);
    r = read_slice(
        repeated("<rss><channel><item><description>", "<a/>", 500000,
                 "</description></item><item><description>y</description></item>"
                 "</channel></rss>"));
    counts(&r, 1, 1);
    r = read_slice(
        repeated("<rss><channel><title>", "a - ", 300000,
                 "</title><item><description>x</description></item></channel>"));
    counts(&r, 1, 1);
    r = read_slice(repeated("<rss><channel>", "</x><y></z>", 300000, "<item/>"));
    counts(&r, 0, 1);
}

/* A name that a message cuts: between characters. */
static void test_long_name(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        char start[] = "<rss><xxxx";
        start[7 + i] = 0;
        read_result r = read_slice(repeated(start, "\xd1\x8f", 60, ">"));
        counts(&r, 0, 1);
        slice reason = r.skips.v[0].reason;
        assert_int_equal(utf8_check(reason), reason.len);
        assert_true(contains(reason, "\xd1\x8f> is closed"));
    }
}

static void test_wrong_tags(void **state)
{
    (void)state;
    read_result r = read_text("<rss><channel><item><title>A<description>B</item>"
                              "</nothing><item><description>C</channel></rss>");
    counts(&r, 1, 1); // what is in the title is no description
    is_slice(r.documents.v[0].bytes, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_feedgen_rss), TEST(test_feedgen_atom), TEST(test_truncated),
        TEST(test_titles),      TEST(test_bodies),       TEST(test_links),
        TEST(test_rdf),         TEST(test_atom_forms),   TEST(test_not_articles),
        TEST(test_encoding),    TEST(test_laughs),       TEST(test_deep),
        TEST(test_many),        TEST(test_wrong_tags),   TEST(test_long_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
