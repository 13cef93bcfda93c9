/* Inputs made to hurt: too deep, too long, too many; and no memory. */
#include "base/buf.h"
#include "base/mem.h"
#include "check.h"

#include <time.h>

static double seconds(void)
{
    struct timespec now; // of this program alone: others may be busy
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static slice repeat(const char *start, const char *piece, size_t n, const char *end)
{
    buf b;
    buf_init(&b, &out);
    buf_add_str(&b, start);
    for (size_t i = 0; i < n; i++)
        buf_add_str(&b, piece);
    buf_add_str(&b, end);
    return buf_slice(&b);
}

static slice numbered(const char *format, size_t n, const char *end)
{
    buf b;
    buf_init(&b, &out);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, format, (unsigned)i, (unsigned)i);
    buf_add_str(&b, end);
    return buf_slice(&b);
}

/* Twice the input may take twice the time, and some: not four times. */
static void grows_evenly(document_kind kind, slice (*make)(size_t n), size_t n)
{
    double took[2];
    for (int i = 0; i < 2; i++) {
        document doc = {.input = SLICE("in"), .kind = kind, .bytes = make(n << (2 * i))};
        article a;
        double start = seconds();
        article_extract(&out, &doc, false, slice_of("", 0), &a);
        took[i] = seconds() - start;
        check_map(&doc, &a);
    }
    // Four times the input; sixteen times the time would be quadratic
    if (took[1] > 10 * took[0] + 0.3)
        fail_msg("%.3f s, then %.3f s for four times as much", took[0], took[1]);
}

static slice deep(size_t n)
{
    return repeat("<p>The ferry sank.</p>", "<div><span><em>", n, "in the bay");
}

static slice formatting(size_t n)
{
    return numbered("<b id=%u><i id=%u>x<p>", n, "");
}

static slice attributes(size_t n)
{
    return repeat("<p ", "a1=2 b c=\"d\" ", n, ">The ferry sank.</p>");
}

static slice many_attributes(size_t n)
{
    slice middle = numbered("a%u=x b%u ", n, ">The ferry sank.</p>");
    return repeat("<p ", arena_str(&out, middle), 1, "");
}

static slice misnested(size_t n)
{
    return repeat("", "<a><p></b><table><td><i></a>x", n, "");
}

static slice adoption(size_t n)
{
    return repeat("", "<b><p>x</b>y", n, "");
}

static slice foster(size_t n)
{
    return repeat("<table>", "<b>x</b><i>", n, "</table>");
}

static slice open_tags(size_t n)
{
    return repeat("", "<a href=\"<p <!-- ", n, "");
}

static slice breaks(size_t n)
{
    return repeat("<p>", "word <br> ", n, "");
}

static slice references(size_t n)
{
    return repeat("<p>", "&amp;&nbsp;&eacute;&copy", n, "");
}

static slice one_line(size_t n)
{
    return repeat("", "The ferry sank off the bay, the captain told Reuters. ", n, "");
}

static slice equal_lines(size_t n)
{
    return repeat("", "The ferry sank off the bay\n", n, "");
}

static slice dates(size_t n)
{
    return repeat("", "Published: 3 May 2019 11:57 GMT | ", n, "");
}

static slice signs(size_t n)
{
    return repeat("", "((((////----||||    ", n, "");
}

static slice short_lines(size_t n)
{
    return repeat("", "Ann Stell\n\nBy Max Foe\n3 May 2019\n", n, "");
}

static slice digits(size_t n)
{
    return repeat("", "1234567890", n, "");
}

static slice date_lines(size_t n)
{
    return repeat("", "3 May 2019 4 June 2019 11:50 GMT\n", n, "");
}

static slice carriage_returns(size_t n)
{
    return repeat("", "word\r", n, "");
}

static slice wide_signs(size_t n)
{
    return repeat("", "\xe2\x80\x9c a ", n, "");
}

static slice credit_words(size_t n)
{
    return repeat("", "told this Ann Stell report contributed to this ", n, "");
}

static slice quoted_lines(size_t n)
{
    return repeat("", "> The ferry\n", n, "");
}

static slice many_days(size_t n)
{
    return numbered("<meta name=date content=15%05u000><meta name=pubdate "
                    "content=1%05u0000><p>",
                    n, "The ferry sank.");
}

static void test_html_grows_evenly(void **state)
{
    (void)state;
    slice (*const makers[])(size_t) = {deep,      formatting, attributes, many_attributes,
                                       misnested, adoption,   foster,     open_tags,
                                       breaks,    references, many_days};
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        grows_evenly(DOCUMENT_HTML, makers[i], 4000);
}

static void test_text_grows_evenly(void **state)
{
    (void)state;
    slice (*const makers[])(size_t) = {
        one_line,   equal_lines,      dates,      signs,        short_lines, digits,
        date_lines, carriage_returns, wide_signs, credit_words, quoted_lines};
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        grows_evenly(DOCUMENT_TEXT, makers[i], 4000);
}

static void test_large_line(void **state)
{
    (void)state;
    document doc = {.input = SLICE("in"), .bytes = one_line(200000)};
    article a;
    double start = seconds();
    article_extract(&out, &doc, false, slice_of("", 0), &a);
    assert_true(seconds() - start < 20);
    assert_true(a.text.len > 10000000);
    assert_int_equal(a.paragraphs.n, 1);
}

static void test_too_deep_keeps_text(void **state)
{
    (void)state;
    article a =
        take((document){.input = SLICE("in"),
                        .kind = DOCUMENT_HTML,
                        .bytes = repeat("<p>The ferry sank off the bay.</p>", "<div>",
                                        100000, "<p>Nobody died in it.</p>")});
    keeps(&a, "The ferry sank off the bay.");
    keeps(&a, "Nobody died in it.");
}

/* ---- memory ---- */

typedef struct {
    arena a;
    const document *doc;
    article got;
} memory_job;

static void extract(void *what)
{
    memory_job *job = what;
    article_extract(&job->a, job->doc, false, slice_of("", 0), &job->got);
}

static void runs_out_cleanly(const document *doc)
{
    bool done = false;
    long n = 0;
    for (; !done && n < 100000; n++) {
        memory_job job = {.doc = doc};
        arena_init(&job.a);
        mem_fail_after(n);
        done = arena_guard(&job.a, extract, &job);
        mem_fail_after(-1);
        if (done)
            check_map(doc, &job.got);
        arena_deinit(&job.a);
    }
    assert_true(done);
    assert_true(n > 2);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    document text = {
        .input = SLICE("in"),
        .bytes = slice_of_str("Gull Bay Times\n\nFerry runs aground in the bay\n\n"
                              "By Ann Stell\n9 May 2019\n\n" BODY "\nShare\n(AP)\n")};
    runs_out_cleanly(&text);
    document html = {
        .input = SLICE("in"),
        .kind = DOCUMENT_HTML,
        .bytes = slice_of_str(
            "<title>Ferry | Gull Bay Times</title><script "
            "type=application/ld+json>{\"@type\": \"NewsArticle\", "
            "\"datePublished\": \"2019-05-09\"}</script><nav>x</nav><h1>Ferry "
            "runs aground</h1><p>The ferry sank &amp; nobody died in it.</p>")};
    runs_out_cleanly(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_html_grows_evenly), TEST(test_text_grows_evenly),
        TEST(test_large_line),        TEST(test_too_deep_keeps_text),
        TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
