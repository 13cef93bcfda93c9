/* Which text of a page stands where: the tree rules of the HTML standard. The slow and
 * obviously right version is Gumbo, which keeps the whole tree. */
#include "article/html.h"
#include "check.h"

#include <ctype.h>
#include <gumbo.h>

static html_page *read_page(const document *doc)
{
    page *p = arena_new(&out, page);
    html_page *h = arena_new(&out, html_page);
    *p = (page){.out = &out, .tmp = &out, .doc = doc, .html = true};
    buf_init(&p->text, &out);
    h->p = p;
    html_read(h);
    return h;
}

/* Its blocks, a bar between two. */
static slice blocks_of(const char *html)
{
    document *doc = arena_new(&out, document);
    *doc = (document){
        .input = SLICE("in"), .kind = DOCUMENT_HTML, .bytes = slice_of_str(html)};
    html_page *h = read_page(doc);
    buf text;
    buf_init(&text, &out);
    for (uint32_t i = 0; i < h->p->blocks.n; i++) {
        if (i)
            buf_add_byte(&text, '|');
        buf_add(&text, page_slice(h->p, &h->p->blocks.v[i]));
    }
    return buf_slice(&text);
}

static void test_end_tags_left_out(void **state)
{
    (void)state;
    is_slice(blocks_of("<p>a<p>b<div>c<ul><li>d<li>e<ul><li>f</ul>g</ul>h"),
             "a|b|c|d|e|f|g|h");
    is_slice(blocks_of("<dl><dt>a<dd>b<p>c<dt>d</dl>e"), "a|b|c|d|e");
    is_slice(blocks_of("<table><tr><td>a<td>b<tr><th>c<tbody><tr><td>d</table>e"),
             "a|b|c|d|e");
    is_slice(blocks_of("<h2>a<h3>b</h2>c"), "a|b|c");
    is_slice(blocks_of("<p>a<span>b</p>c</span>d"), "ab|cd");
    is_slice(blocks_of("<head><title>no</title><p>a</head>b"), "ab");
}

static void test_what_is_no_text(void **state)
{
    (void)state;
    is_slice(blocks_of("a<!-- <p>b</p> --><!b><?b?></ b>c"), "ac");
    is_slice(blocks_of("a<script>'<p>b</p>'</script>c"), "ac");
    is_slice(blocks_of("a<script><!-- x <script> y </script> b --></script>c"), "ac");
    is_slice(blocks_of("a<script><!-- never closed </script>c"), "ac");
    is_slice(blocks_of("a<style>b</style><noscript><p>b</p></noscript>c"), "ac");
    is_slice(blocks_of("a<svg><title>b</title><path/><text>b</text></svg>c"), "a|c");
    is_slice(blocks_of("a<select><option>b<option>b</select>c"), "a|c");
    is_slice(blocks_of("a<textarea>b</p></textarea>c"), "a|c");
    is_slice(blocks_of("a<textarea>b is kept where no end tag comes"),
             "a|b is kept where no end tag comes");
    is_slice(blocks_of("a <3 b < c <p title='>' lang=\"<p>\">d"), "a <3 b < c|d");
}

static void test_tables_hold_their_cells(void **state)
{
    (void)state;
    is_slice(blocks_of("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>"),
             "a|b|c|d");
    is_slice(blocks_of("<table><tr><td><div>a</td><td>b</div>c</table>d"), "a|bc|d");
    is_slice(blocks_of("<div><table><tr><td>a</div>b</table>c"), "ab|c");
}

static void test_links_go_on(void **state)
{
    (void)state;
    document doc = {.input = SLICE("in"),
                    .kind = DOCUMENT_HTML,
                    .bytes = SLICE("<div><a href=x>one</div><p>two</a> three<p>four"
                                   "<table><tr><td><a href=y>five</table>six")};
    html_page *h = read_page(&doc);
    static const bool links[] = {true, false, false, true, false};
    assert_int_equal(h->p->blocks.n, 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(h->p->blocks.v[i].link, links[i]);
    assert_int_equal(h->places.v[1].link_bytes, 3);
}

static bool is_silent(GumboTag tag)
{
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_TEXTAREA ||
           tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_HEAD;
}

static void add_gumbo(buf *to, const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        for (const char *c = node->v.text.text; *c; c++)
            if (isalnum((unsigned char)*c))
                buf_add_byte(to, *c);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_silent(node->v.element.tag))
        return;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        add_gumbo(to, node->v.element.children.data[i]);
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* Tags in any order, opened and closed as chance has it: the same letters come out as
 * from Gumbo, in the same order. Tables are left out, since text beside their cells is
 * moved before them there. */
static void test_same_text_as_gumbo(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<p>",        "</p>",       "<div>",
                                         "</div>",     "<b>",        "</b>",
                                         "<a href>",   "</a>",       "<ul>",
                                         "</ul>",      "<li>",       "</li>",
                                         "<h2>",       "</h2>",      "<span>",
                                         "</span>",    "<br>",       "<hr>",
                                         "<form>",     "</form>",    "<dl>",
                                         "<dt>",       "<dd>",       "</dl>",
                                         "<button>",   "</button>",  "<article>",
                                         "</article>", "<section>",  "<i x='>'>",
                                         "</i>",       "<!-- x -->", "<script>x</script>",
                                         "&amp;",      "&eacute",    "<img alt=z>",
                                         "<em>",       "</em>",      "<address>",
                                         "<center>",   "</center>",  "<pre>",
                                         "</pre>",     "<nobr>",     "<option>",
                                         "</x>",       "<x>",        "<"};
    for (unsigned round = 0; round < 400; round++) {
        uint64_t seed = round;
        buf html, want, got;
        buf_init(&html, &out);
        buf_init(&want, &out);
        buf_init(&got, &out);
        for (unsigned i = 0; i < 60; i++) {
            buf_add_str(&html,
                        pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)]);
            buf_printf(&html, " w%u ", i);
        }
        const char *source = arena_str(&out, buf_slice(&html));
        GumboOutput *tree = gumbo_parse(source);
        add_gumbo(&want, tree->root);
        gumbo_destroy_output(&kGumboDefaultOptions, tree);
        slice blocks = blocks_of(source);
        for (size_t i = 0; i < blocks.len; i++)
            if (isalnum((unsigned char)blocks.ptr[i]))
                buf_add_byte(&got, blocks.ptr[i]);
        if (!slice_eq(buf_slice(&got), buf_slice(&want)))
            fail_msg("round %u: %s", round, source);
    }
}

static void test_names_of_characters(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } cases[] = {{"&AElig;", "\xc3\x86"},
                 {"&zwnj;", "\xe2\x80\x8c"},
                 {"&NotEqualTilde;", "\xe2\x89\x82\xcc\xb8"},
                 {"&notit;", "\xc2\xac"
                             "it;"},
                 {"&nbspx", " x"},
                 {"&#150;", "\xe2\x80\x93"},
                 {"&#x0;", "\xef\xbf\xbd"},
                 {"&;", "&;"},
                 {"&nosuchname;", "&nosuchname;"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        snprintf(text, sizeof text, "<p>-%s-", cases[i].name);
        char want[64];
        snprintf(want, sizeof want, "-%s-", cases[i].text);
        is_slice(blocks_of(text), want);
    }
    is_slice(html_decode(&out, SLICE("a&lt=b &ltb &lt; &amp;c"), true),
             "a&lt=b &ltb < &c");
}

static void test_hints(void **state)
{
    (void)state;
    const hint_table *t = hint_table_new(&out);
    assert_true(hint_names(t, SLICE("relatedLinks")) & HINT_RELATED);
    assert_true(hint_names(t, SLICE("c-share_bar")) & HINT_SHARE);
    assert_true(hint_names(t, SLICE("x article-body y")) & HINT_BODY);
    assert_false(hint_names(t, SLICE("read threads")) & HINT_ADS);
    assert_true(hint_names(t, SLICE("box ad")) & HINT_ADS);
    assert_false(hint_names(t, SLICE("unrelated")) & HINT_RELATED);
    assert_int_equal(hint_names(t, SLICE("")), 0);
}

int main(void)
{
    const struct CMUnitTest cases[] = {TEST(test_end_tags_left_out),
                                       TEST(test_what_is_no_text),
                                       TEST(test_tables_hold_their_cells),
                                       TEST(test_links_go_on),
                                       TEST(test_same_text_as_gumbo),
                                       TEST(test_names_of_characters),
                                       TEST(test_hints)};
    return cmocka_run_group_tests(cases, NULL, NULL);
}
