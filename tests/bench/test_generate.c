/* The generator: the same pile from the same options, and a truth that is true. */
#include "files.h"

#include "base/mem.h"

#include <stemma/bench.h>

static void make(const place *p, stemma_bench_pile pile)
{
    stemma_error error = {0};
    pile.folder = p->folder;
    stemma_status status = stemma_bench_generate(&pile, &error);
    if (status)
        fail_msg("%s", error.message);
}

static void same_file(const place *a, const place *b, const char *name, bool same)
{
    char *x = read_text(PATH(a, name)), *y = read_text(PATH(b, name));
    assert_int_equal(strcmp(x, y) == 0, same);
    free(x);
    free(y);
}

static void test_threads(void **state)
{
    (void)state;
    place one = new_place(), many = new_place(), other = new_place();
    make(&one, (stemma_bench_pile){.n_articles = 700, .seed = 5, .n_threads = 1});
    make(&many, (stemma_bench_pile){.n_articles = 700, .seed = 5, .n_threads = 8});
    make(&other, (stemma_bench_pile){.n_articles = 700, .seed = 6, .n_threads = 8});
    same_file(&one, &many, "articles.jsonl", true);
    same_file(&one, &many, "truth.jsonl", true);
    same_file(&one, &other, "articles.jsonl", false);
    remove_place(&one);
    remove_place(&many);
    remove_place(&other);
}

/* Where code point `n` of well-formed text begins. */
static const char *point(const char *text, size_t n)
{
    for (; n; n--) {
        assert_true(*text != '\0');
        text++;
        while (((unsigned char)*text & 0xc0) == 0x80)
            text++;
    }
    return text;
}

static bool inside_word(const char *text, const char *at)
{
    return at > text && at[-1] > ' ' && *at > ' ';
}

typedef struct {
    json_t *by_id; // articles
    size_t n_articles, n_copies, n_passages;
} pile_check;

/* Copied stretches are there, begin and end between words and, where nothing was changed
 * inside, are equal. */
static void check_passages(pile_check *c, const json_t *truth, bool verbatim)
{
    const char *text = text_at(json_object_get(c->by_id, text_at(truth, "id")), "text");
    size_t i;
    json_t *p;
    json_array_foreach(json_object_get(truth, "passages"), i, p)
    {
        const json_t *parent = json_object_get(c->by_id, text_at(p, "of"));
        const char *from = point(text, number_at(p, "start"));
        const char *to = point(text, number_at(p, "end"));
        assert_true(from < to);
        assert_false(inside_word(text, from) || inside_word(text, to));
        c->n_passages++;
        if (!parent)
            continue;
        const char *source = text_at(parent, "text");
        const char *start = point(source, number_at(p, "parent_start"));
        const char *end = point(source, number_at(p, "parent_end"));
        assert_true(start < end);
        assert_false(inside_word(source, start) || inside_word(source, end));
        if (verbatim &&
            (to - from != end - start || memcmp(from, start, (size_t)(to - from))))
            fail_msg("%s: a passage is not what its parent has", text_at(truth, "id"));
    }
}

static pile_check check_pile(const place *p, bool verbatim)
{
    json_t *articles = read_lines(PATH(p, "articles.jsonl"));
    json_t *truth = read_lines(PATH(p, "truth.jsonl")), *line;
    pile_check c = {.by_id = json_object()};
    size_t i;
    json_array_foreach(articles, i, line)
    {
        assert_null(json_object_get(c.by_id, text_at(line, "id")));
        assert_true(*text_at(line, "text") != '\0');
        json_object_set(c.by_id, text_at(line, "id"), line);
    }
    assert_int_equal(json_array_size(articles), json_array_size(truth));
    json_array_foreach(truth, i, line)
    {
        assert_non_null(json_object_get(c.by_id, text_at(line, "id")));
        c.n_articles++;
        c.n_copies += json_array_size(json_object_get(line, "parents")) > 0;
        check_passages(&c, line, verbatim);
    }
    json_decref(c.by_id);
    json_decref(articles);
    json_decref(truth);
    return c;
}

static void test_verbatim_kinds(void **state)
{
    (void)state;
    static const char *const kinds[] = {"exact",  "abridged", "insertion",
                                        "splice", "moved",    "boilerplate"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        place p = new_place();
        make(&p,
             (stemma_bench_pile){
                 .n_articles = 250, .seed = k, .kinds = kinds[k], .copy_share = 500000});
        // A block that was moved a little way stays in one stretch with what it passed.
        pile_check c = check_pile(&p, strcmp(kinds[k], "moved") != 0);
        assert_int_equal(c.n_articles, 250);
        assert_in_range(c.n_copies, 90, 140);
        assert_true(c.n_passages >= c.n_copies);
        remove_place(&p);
    }
}

static void test_all_kinds(void **state)
{
    (void)state;
    const char *name, *about;
    for (size_t k = 1; stemma_bench_kind(k, &name, &about); k++) {
        place p = new_place();
        make(&p, (stemma_bench_pile){.n_articles = 130, .seed = 3, .kinds = name});
        assert_int_equal(check_pile(&p, false).n_articles, 130);
        remove_place(&p);
    }
    place p = new_place();
    make(&p, (stemma_bench_pile){.n_articles = 1, .seed = 3});
    assert_int_equal(check_pile(&p, false).n_articles, 1);
    remove_place(&p);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Word by word: how many of equally many words differ. */
static size_t n_other_words(const char *a, const char *b, size_t *n)
{
    size_t other = 0;
    for (*n = 0; *a && *b; ++*n) {
        size_t x = strcspn(a, " \n"), y = strcspn(b, " \n");
        other += x != y || memcmp(a, b, x) != 0;
        for (a += x; is_blank(*a);)
            a++;
        for (b += y; is_blank(*b);)
            b++;
    }
    assert_true(*a == '\0' && *b == '\0');
    return other;
}

static void test_substitution_rate(void **state)
{
    (void)state;
    place p = new_place();
    make(&p, (stemma_bench_pile){.n_articles = 300,
                                 .seed = 9,
                                 .kinds = "substitution=0.2",
                                 .copy_share = 500000,
                                 .least_words = 200,
                                 .most_words = 300});
    json_t *articles = read_lines(PATH(&p, "articles.jsonl")), *by_id = json_object();
    json_t *truth = read_lines(PATH(&p, "truth.jsonl")), *line;
    size_t i, other = 0, all = 0, n;
    json_array_foreach(articles, i, line)
        json_object_set(by_id, text_at(line, "id"), line);
    json_array_foreach(truth, i, line)
    {
        const char *parent =
            json_string_value(json_array_get(json_object_get(line, "parents"), 0));
        if (!parent)
            continue;
        other +=
            n_other_words(text_at(json_object_get(by_id, text_at(line, "id")), "text"),
                          text_at(json_object_get(by_id, parent), "text"), &n);
        all += n;
    }
    assert_true(all > 20000);
    assert_true(other * 100 > all * 19 && other * 100 < all * 21);
    json_decref(by_id);
    json_decref(articles);
    json_decref(truth);
    remove_place(&p);
}

static void test_base_file(void **state)
{
    (void)state;
    place p = new_place(), bases = new_place();
    make(&bases,
         (stemma_bench_pile){.n_articles = 200, .seed = 4, .kinds = "background"});
    const char *file = PATH(&bases, "articles.jsonl");
    make(&p, (stemma_bench_pile){
                 .n_articles = 240, .seed = 1, .base = file, .kinds = "abridged"});
    check_pile(&p, true);
    make(&p, (stemma_bench_pile){.seed = 1, .base = file, .kinds = "rename"});
    assert_true(check_pile(&p, false).n_articles >= 128);
    stemma_error error;
    stemma_bench_pile large = {
        .folder = p.folder, .n_articles = 5000, .base = file, .kinds = "exact"};
    assert_int_equal(stemma_bench_generate(&large, &error), STEMMA_ERROR_ARGUMENT);
    large.base = "/nowhere/at/all";
    assert_int_equal(stemma_bench_generate(&large, &error), STEMMA_ERROR_READ);
    remove_place(&p);
    remove_place(&bases);
}

/* Every node hangs on one before it; a second source is no ancestor. */
static void check_tree(const json_t *tree, size_t *kept, size_t *lost, size_t *above)
{
    json_t *parent_of = json_object(), *article_of = json_object(), *item;
    const json_t *edges = json_object_get(tree, "edges");
    size_t i, n_nodes = 0, n_main = 0, n_parents = 0;
    json_array_foreach(json_object_get(tree, "nodes"), i, item)
    {
        const json_t *article = json_object_get(item, "article");
        *(json_is_null(article) ? lost : kept) += 1;
        json_object_set_new(article_of, text_at(item, "id"),
                            json_boolean(!json_is_null(article)));
        n_nodes++;
    }
    json_array_foreach(edges, i, item)
    {
        assert_non_null(json_object_get(article_of, text_at(item, "from")));
        assert_non_null(json_object_get(article_of, text_at(item, "to")));
        if (strcmp(text_at(item, "kind"), "main") != 0)
            continue;
        n_main++;
        assert_null(json_object_get(parent_of, text_at(item, "to")));
        json_object_set_new(parent_of, text_at(item, "to"),
                            json_string(text_at(item, "from")));
        json_t *from = json_object_get(article_of, text_at(item, "from"));
        if (json_is_true(from)) {
            n_parents++;
            json_object_set(article_of, text_at(item, "from"), json_false());
        }
    }
    *above += n_parents;
    assert_int_equal(n_main + 1, n_nodes);
    json_array_foreach(edges, i, item)
    {
        if (strcmp(text_at(item, "kind"), "second") != 0)
            continue;
        const char *node = text_at(item, "to");
        for (; node; node = json_string_value(json_object_get(parent_of, node)))
            assert_string_not_equal(node, text_at(item, "from"));
    }
    json_decref(parent_of);
    json_decref(article_of);
}

static void test_trees(void **state)
{
    (void)state;
    place p = new_place();
    make(&p, (stemma_bench_pile){.n_articles = 900, .seed = 2, .trees = true});
    pile_check c = check_pile(&p, false);
    json_t *trees = read_lines(PATH(&p, "trees.jsonl")), *tree;
    size_t i, kept = 0, lost = 0, above = 0;
    json_array_foreach(trees, i, tree) check_tree(tree, &kept, &lost, &above);
    assert_int_equal(kept, c.n_articles);
    assert_true(lost * 100 > kept * 68 && lost * 100 < kept * 85);
    assert_true(above * 1000 > kept * 70 && above * 1000 < kept * 125);
    json_decref(trees);
    remove_place(&p);
}

static void test_wrong_options(void **state)
{
    (void)state;
    place p = new_place();
    static const struct {
        stemma_bench_pile pile;
    } wrong[] = {
        {{.n_articles = 0}},
        {{.n_articles = 5, .kinds = "no-such-kind"}},
        {{.n_articles = 5, .kinds = "noise=1.5"}},
        {{.n_articles = 5, .kinds = "noise=x"}},
        {{.n_articles = 5, .kinds = "noise", .rates = ","}},
        {{.n_articles = 5, .kinds = "noise", .rates = "0.1,2"}},
        {{.n_articles = 5, .least_words = 9, .most_words = 8}},
        {{.n_articles = 5, .copy_share = 1000001}},
        {{.n_articles = 5, .trees = true, .witnesses = "1"}},
        {{.n_articles = 5, .trees = true, .witnesses = "100000"}},
        {{.n_articles = 5, .trees = true, .seconds = "nine"}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        stemma_bench_pile pile = wrong[i].pile;
        stemma_error error = {0};
        pile.folder = p.folder;
        assert_int_equal(stemma_bench_generate(&pile, &error), STEMMA_ERROR_ARGUMENT);
        assert_true(error.message[0] != '\0');
    }
    stemma_bench_pile pile = {.folder = "/nowhere/at/all", .n_articles = 5};
    assert_int_equal(stemma_bench_generate(&pile, NULL), STEMMA_ERROR_WRITE);
    remove_place(&p);
}

/* Whatever request for memory fails: no file is left that is not whole. */
static void test_memory(void **state)
{
    (void)state;
    place p = new_place();
    stemma_bench_pile pile = {
        .folder = p.folder, .n_articles = 40, .seed = 1, .n_threads = 1};
    bool done = false;
    for (long n = 0; !done; n += n < 60 ? 1 : 37) {
        mem_fail_after(n);
        stemma_error error;
        stemma_status status = stemma_bench_generate(&pile, &error);
        mem_fail_after(-1);
        done = status == STEMMA_OK;
        if (done)
            break;
        assert_int_equal(status, STEMMA_ERROR_MEMORY);
        assert_int_equal(access(PATH(&p, "articles.jsonl"), F_OK), -1);
        assert_int_equal(access(PATH(&p, "articles.jsonl.part"), F_OK), -1);
    }
    check_pile(&p, false);
    remove_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),       cmocka_unit_test(test_verbatim_kinds),
        cmocka_unit_test(test_all_kinds),     cmocka_unit_test(test_substitution_rate),
        cmocka_unit_test(test_base_file),     cmocka_unit_test(test_trees),
        cmocka_unit_test(test_wrong_options), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
