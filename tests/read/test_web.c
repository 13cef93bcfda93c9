/* What decides which pages are fetched: robots.txt, addresses, the parts of a URL. */
#include "formats.h"
#include "read/address.h"
#include "read/robots.h"
#include "read/url.h"

#include <arpa/inet.h>

static bool may(const char *file, const char *target)
{
    robots r = robots_parse(&out, slice_of_str(file), "stemma");
    return robots_allow(&out, &r, slice_of_str(target));
}

static void test_robots_groups(void **state)
{
    (void)state;
    const char *file =
        "User-agent: other\nDisallow: /\n\nuser-agent: *\nDisallow: /all\n\n"
        "User-Agent: STEMMA/1.0\nUser-agent: third\nDisallow: /one # why\n"
        "Sitemap: x\nDisallow: /two\n\nUser-agent: stemma\nAllow: /two/yes\n";
    assert_true(may(file, "/"));
    assert_true(may(file, "/all"));
    assert_false(may(file, "/one"));
    assert_false(may(file, "/two/no"));
    assert_true(may(file, "/two/yes"));
    assert_false(may("User-agent: *\nDisallow: /all", "/all/x"));
    assert_true(may("User-agent: stemmata\nDisallow: /", "/x"));
    assert_true(may("User-agent: *\nDisallow:\n", "/x"));
    assert_true(may("Disallow: /\n", "/x")); // of no group
    assert_true(may("", "/x"));
    assert_true(may("User-agent: *\nDisallow: /\n", "/robots.txt"));
    assert_false(may("User-agent: *\r\nDisallow: /\r\n", "/"));
}

/* The examples of RFC 9309, 5.1 and 5.2, and of its 2.2.2 and 2.2.3. */
static void test_robots_rules(void **state)
{
    (void)state;
    const char *file = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: "
                       "/publications/\n";
    assert_false(may(file, "/a/b.gif"));
    assert_true(may(file, "/a/b.gif?x"));
    assert_false(may(file, "/example/page.html"));
    assert_true(may(file, "/publications/x"));
    file =
        "User-Agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
    assert_false(may(file, "/example/page/disallowed.gif"));
    assert_true(may(file, "/example/page/other.gif"));
    assert_true(may("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    assert_false(
        may("User-agent: *\nDisallow: /foo/bar/\xe3\x83\x84\n", "/foo/bar/%E3%83%84/x"));
    assert_false(may("User-agent: *\nDisallow: /foo/bar/%62%61%7A\n", "/foo/bar/baz"));
    assert_true(may("User-agent: *\nDisallow: /a%2fb\n", "/a/b"));
    assert_false(may("User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb"));
    assert_false(may("User-agent: *\nDisallow: /*/x*y$\n", "/a/b/xzy"));
    assert_true(may("User-agent: *\nDisallow: /*/x*y$\n", "/a/b/xzyz"));
    assert_false(may("User-agent: *\nDisallow: /$\n", "/"));
    assert_true(may("User-agent: *\nDisallow: /$\n", "/a"));
    assert_false(may("User-agent: *\nDisallow: private\n", "/private/x"));
}

static void test_robots_size(void **state)
{
    (void)state;
    robots r = robots_parse(
        &out, repeated("User-agent: *\n", "Disallow: /a*a*a*a*a*b\n", 200000, ""),
        "stemma");
    assert_true(r.rules.n < 30000);
    slice target = repeated("/", "a", 4000, "");
    assert_true(robots_allow(&out, &r, target));
    r = robots_parse(&out, SLICE("User-agent: *\nCrawl-delay: 99999999999\n"), "stemma");
    assert_int_equal(r.delay_ms, 30000);
    r = robots_parse(&out, SLICE("User-agent: *\nCrawl-delay: 3\n"), "stemma");
    assert_int_equal(r.delay_ms, 3000);
}

static bool is_public(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return address_is_public((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return address_is_public((struct sockaddr *)&v6);
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const closed[] = {
        "0.0.0.0",         "10.1.2.3",         "100.64.0.1",   "127.0.0.1",
        "127.255.255.255", "169.254.169.254",  "172.16.0.1",   "172.31.255.255",
        "192.0.0.1",       "192.0.2.1",        "192.168.1.1",  "198.18.0.1",
        "198.51.100.1",    "203.0.113.9",      "224.0.0.1",    "239.1.1.1",
        "240.0.0.1",       "255.255.255.255",  "::",           "::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1",  "64:ff9b::127.0.0.1",
        "fe80::1",         "fec0::1",          "fc00::1",      "fd12:3456::1",
        "ff02::1",         "2001:db8::1",      "2001::1",      "2002:7f00:1::",
        "2002:a00:1::",    "100::1",           "64:ff9b:1::1", "3fff::1",
    };
    static const char *const open[] = {
        "8.8.8.8",        "9.255.255.255",   "11.0.0.0",         "100.63.255.255",
        "100.128.0.1",    "128.0.0.1",       "172.15.255.255",   "172.32.0.1",
        "192.167.1.1",    "223.255.255.255", "2a00:1450::1",     "2600::1",
        "2002:808:808::", "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8", "2001:4860:4860::8888"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_public(closed[i]))
            fail_msg("%s is not public", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i]))
            fail_msg("%s is public", open[i]);
    struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(address_is_public(&other));
}

/* RFC 3986, 5.4. */
static void test_resolve(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"g", "http://a/b/c/g"},
                                           {"./g", "http://a/b/c/g"},
                                           {"g/", "http://a/b/c/g/"},
                                           {"/g", "http://a/g"},
                                           {"//g", "http://g"},
                                           {"?y", "http://a/b/c/d;p?y"},
                                           {"g?y", "http://a/b/c/g?y"},
                                           {"g#s", "http://a/b/c/g#s"},
                                           {";x", "http://a/b/c/;x"},
                                           {"", "http://a/b/c/d;p?q"},
                                           {".", "http://a/b/c/"},
                                           {"./", "http://a/b/c/"},
                                           {"..", "http://a/b/"},
                                           {"../g", "http://a/b/g"},
                                           {"../..", "http://a/"},
                                           {"../../g", "http://a/g"},
                                           {"../../../g", "http://a/g"},
                                           {"/./g", "http://a/g"},
                                           {"/../g", "http://a/g"},
                                           {"g.", "http://a/b/c/g."},
                                           {"..g", "http://a/b/c/..g"},
                                           {"./g/.", "http://a/b/c/g/"},
                                           {"g/../h", "http://a/b/c/h"},
                                           {"g;x=1/../y", "http://a/b/c/y"},
                                           {"g?y/../x", "http://a/b/c/g?y/../x"},
                                           {"https://h/i", "https://h/i"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is_slice(
            url_resolve(&out, SLICE("http://a/b/c/d;p?q"), slice_of_str(cases[i][0])),
            cases[i][1]);
    is_slice(url_resolve(&out, SLICE("http://u@a:8/b"), SLICE("/c")), "http://u@a:8/c");
    is_slice(url_resolve(&out, SLICE("not one"), SLICE("c")), "c");
}

static void test_split(void **state)
{
    (void)state;
    url_parts p;
    assert_true(url_split(SLICE("HTTPS://u:p@[::1]:8080/a/b?c=d#e"), &p));
    is_slice(p.scheme, "https");
    is_slice(p.host, "[::1]");
    is_slice(p.port, "8080");
    is_slice(p.path, "/a/b");
    is_slice(p.query, "c=d");
    assert_true(url_split(SLICE("http://gullbay.example"), &p));
    is_slice(p.path, "/");
    static const char *const wrong[] = {"ftp://a/",    "file:///etc/passwd", "http://",
                                        "http:///a",   "http://a b/",        "//a/b",
                                        "http://a/\n", "http://a/\\b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(url_split(slice_of_str(wrong[i]), &p));
    is_slice(url_host(&out, SLICE("https://WWW.Gullbay.example:80/x")),
             "gullbay.example");
    assert_true(url_same_site(SLICE("rss.gullbay.example"), SLICE("gullbay.example")));
    assert_true(url_same_site(SLICE("news.gullbay.co.uk"), SLICE("www.gullbay.co.uk")));
    assert_false(url_same_site(SLICE("gullbay.co.uk"), SLICE("fenmark.co.uk")));
    assert_false(url_same_site(slice_of("", 0), slice_of("", 0)));
}

/* Without leave nothing is fetched, and that is said. */
static void test_no_leave(void **state)
{
    (void)state;
    read_result r =
        read_text("# pages\nhttps://gullbay.example/1\n\nhttp://b.example/\n");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason,
             "a list of web addresses; they are fetched only with --fetch");
    r = read_text("https://gullbay.example/1 says it sank.\n");
    counts(&r, 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_robots_groups), TEST(test_robots_rules), TEST(test_robots_size),
        TEST(test_addresses),     TEST(test_resolve),      TEST(test_split),
        TEST(test_no_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
