/* Scores of made-up findings, worked out by hand. */
#include "files.h"

#include <stemma/bench.h>

#include <math.h>

typedef struct {
    char text[16384];
    size_t len;
} page;

static bool to_page(void *ctx, const char *bytes, size_t len)
{
    page *p = ctx;
    if (p->len + len >= sizeof p->text)
        return false;
    memcpy(p->text + p->len, bytes, len);
    p->len += len;
    p->text[p->len] = '\0';
    return true;
}

static json_t *score(const place *p)
{
    page out = {0};
    stemma_error error;
    if (stemma_bench_score(p->folder, PATH(p, "a"), PATH(p, "b"), true, to_page, &out,
                           &error))
        fail_msg("%s", error.message);
    json_t *got = json_loads(out.text, 0, NULL);
    assert_non_null(got);
    return got;
}

static const json_t *row_of(const json_t *got, const char *kind)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(got, "rows"), i,
                       row) if (strcmp(text_at(row, "kind"), kind) == 0) return row;
    fail_msg("no row %s", kind);
    return NULL;
}

/* Two families of two, a splice of both, a single article and a hard negative. p and q
 * are ten words of 30 characters; the splice has ten characters of one, twenty of the
 * other. */
static const char articles[] =
    "{\"id\":\"p1\",\"text\":\"aa bb cc dd ee ff gg hh ii jj\"}\n"
    "{\"id\":\"p2\",\"text\":\"aa bb cc dd ee ff gg hh ii jj\"}\n"
    "{\"id\":\"q1\",\"text\":\"kk ll mm nn oo pp qq rr ss tt\"}\n"
    "{\"id\":\"q2\",\"text\":\"kk ll mm nn oo pp qq rr ss\"}\n"
    "{\"id\":\"s\",\"text\":\"aa bb cc dd oo pp qq rr ss tt\"}\n"
    "{\"id\":\"x\",\"text\":\"uu vv ww xx\"}\n"
    "{\"id\":\"n\",\"text\":\"yy zz\"}\n";
static const char truth[] =
    "{\"id\":\"s\",\"family\":\"P\",\"parents\":[\"p1\",\"q1\"],\"kind\":\"splice\","
    "\"edits\":"
    "[{\"kind\":\"splice\",\"rate\":0.5}],\"passages\":[{\"of\":\"p1\",\"start\":0,"
    "\"end\":11,"
    "\"parent_start\":0,\"parent_end\":11},{\"of\":\"q1\",\"start\":12,\"end\":29,"
    "\"parent_start\":12,\"parent_end\":29}]}\n"
    "{\"id\":\"p1\",\"family\":\"P\",\"parents\":[],\"kind\":\"base\",\"passages\":[]}\n"
    "{\"id\":\"p2\",\"family\":\"P\",\"parents\":[\"p1\"],\"kind\":\"exact\","
    "\"passages\":[{"
    "\"of\":\"p1\",\"start\":0,\"end\":29,\"parent_start\":0,\"parent_end\":29}]}\n"
    "{\"id\":\"q1\",\"family\":\"Q\",\"parents\":[],\"kind\":\"base\",\"passages\":[]}\n"
    "{\"id\":\"q2\",\"family\":\"Q\",\"parents\":[\"q1\"],\"kind\":\"exact\","
    "\"passages\":[{"
    "\"of\":\"q1\",\"start\":0,\"end\":26,\"parent_start\":0,\"parent_end\":26}]}\n"
    "{\"id\":\"x\",\"family\":null,\"parents\":[],\"kind\":\"base\",\"passages\":[]}\n"
    "{\"id\":\"n\",\"family\":null,\"parents\":[],\"kind\":\"negative-list\","
    "\"passages\":[]}\n";

static void close_to(const json_t *row, const char *name, double wanted)
{
    double got = json_number_value(json_object_get(row, name));
    if (fabs(got - wanted) > 1e-6)
        fail_msg("%s: %f, not %f", name, got, wanted);
}

static void test_pile(void **state)
{
    (void)state;
    place p = new_place();
    write_text(PATH(&p, "articles.jsonl"), articles);
    write_text(PATH(&p, "truth.jsonl"), truth);
    // Found: {p1, p2, n}, {q1, q2, s}.
    write_text(
        PATH(&p, "a"),
        "{\"id\":\"p1\",\"family\":\"f1\"}\n{\"id\":\"p2\",\"family\":\"f1\"}\n"
        "{\"id\":\"n\",\"family\":\"f1\"}\n{\"id\":\"q1\",\"family\":\"f2\"}\n"
        "{\"id\":\"q2\",\"family\":\"f2\"}\n{\"id\":\"s\",\"family\":\"f2\"}\n"
        "{\"id\":\"x\",\"family\":null}\n{\"id\":\"stranger\",\"family\":\"f9\"}\n");
    // Right but short; right; one that is wrong and cuts a word; a background one.
    write_text(PATH(&p, "b"),
               "{\"a\":\"p1\",\"b\":\"p2\",\"a_start\":0,\"a_end\":14,\"b_start\":0,"
               "\"b_end\":14,\"kind\":\"copy\"}\n"
               "{\"a\":\"q2\",\"b\":\"s\",\"a_start\":12,\"a_end\":26,\"b_start\":12,"
               "\"b_end\":26,\"kind\":\"copy\"}\n"
               "{\"a\":\"s\",\"b\":\"x\",\"a_start\":0,\"a_end\":5,\"b_start\":1,"
               "\"b_end\":5,\"kind\":\"copy\"}\n"
               "{\"a\":\"q1\",\"b\":\"x\",\"a_start\":0,\"a_end\":5,\"b_start\":0,"
               "\"b_end\":5,\"kind\":\"background\"}\n");
    json_t *got = score(&p);
    const json_t *all = row_of(got, "all");
    // Pairs of P: 3 (p1 p2, p1 s, p2 s); of Q: 1. Tied: 6; of them right: p1 p2, q1 q2,
    // and s with q1 and q2, whose text it has.
    assert_int_equal(number_at(all, "pairs"), 4);
    assert_int_equal(number_at(all, "pairs_reached"), 2);
    assert_int_equal(number_at(all, "pairs_tied"), 6);
    assert_int_equal(number_at(all, "pairs_right"), 4);
    // 21 pairs in all: chance = 4 * 6 / 21; (2 - 24/21) / (5 - 24/21)
    close_to(all, "adjusted_rand", (2 - 24.0 / 21) / (5 - 24.0 / 21));
    assert_int_equal(number_at(all, "singles"), 2);
    assert_int_equal(number_at(all, "singles_tied"), 1);
    assert_int_equal(number_at(row_of(got, "negative-list"), "singles_tied"), 1);
    // Copied characters: p1 29, p2 29, q1 29 (s has its end), q2 26, s 28. Found rightly:
    // 14 and 14 of p; 14 of q2 and 14 of s. Found at all: those, 5 of s, 4 of x.
    assert_int_equal(number_at(all, "characters_copied"), 29 + 29 + 29 + 26 + 28);
    assert_int_equal(number_at(all, "characters_reached"), 4 * 14);
    assert_int_equal(number_at(all, "characters_found"), 4 * 14 + 5 + 4);
    assert_int_equal(number_at(all, "characters_right"), 4 * 14);
    assert_int_equal(number_at(all, "passage_ends"), 12);
    assert_int_equal(number_at(all, "passage_ends_in_words"), 1);
    // s was tied to q2 by a passage, to nobody of P.
    assert_int_equal(number_at(all, "splices"), 1);
    assert_int_equal(number_at(all, "splices_both_found"), 0);
    assert_int_equal(number_at(got, "unknown"), 1);
    assert_int_equal(number_at(got, "unlisted"), 0);
    json_decref(got);
    remove_place(&p);
}

static double rand_of(const place *p, const char *truth_text, const char *found_text,
                      const char *ids_text)
{
    write_text(PATH(p, "a"), truth_text);
    write_text(PATH(p, "b"), found_text);
    if (ids_text)
        write_text(PATH(p, "c"), ids_text);
    page out = {0};
    stemma_error error;
    if (stemma_bench_rand(PATH(p, "a"), PATH(p, "b"), ids_text ? PATH(p, "c") : NULL,
                          true, to_page, &out, &error))
        fail_msg("%s", error.message);
    json_t *got = json_loads(out.text, 0, NULL);
    double index = json_number_value(json_object_get(got, "adjusted_rand"));
    json_decref(got);
    return index;
}

/* {a b c} {d e f} against {a b} {c d} {e f}: 2 pairs in both, 6 and 3, 15 in all:
 * (2 - 1.2) / (4.5 - 1.2). */
static void test_rand_formats(void **state)
{
    (void)state;
    static const char *const same_truth[] = {
        "{\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 2, \"e\": 2, \"f\": 2}",
        "{\"x\": [\"a\", \"b\", \"c\"], \"y\": [\"d\", \"e\", \"f\"]}",
        "[[\"a\", \"b\"], [\"c\", \"b\"], [\"a\", \"c\"], [\"e\", \"d\"], [\"e\", "
        "\"f\"]]",
        "{\"id\": \"a\", \"cluster\": 1}\n{\"id\": \"b\", \"cluster\": 1}\n"
        "{\"id\": \"c\", \"cluster\": 1}\n{\"id\": \"d\", \"cluster\": 2}\n"
        "{\"id\": \"e\", \"cluster\": 2}\n{\"id\": \"f\", \"cluster\": 2}\n",
        "id,headline,cluster\na,\"x, \"\"y\"\"\",1\nb,,1\nc,z,1\nd,,2\ne,,2\nf,,2\n",
        "a,b\nb,c\nd,e\nf,d\n",
        "{\"a\": {\"article\": \"t\", \"cluster\": 7}, \"b\": {\"cluster\": 7}, \"c\": "
        "{\"cluster\": 7}, \"d\": {\"cluster\": 8}, \"e\": {\"cluster\": 8}, \"f\": "
        "{\"cluster\": 8}}",
    };
    static const char found[] = "[[\"a\", \"b\"], [\"c\", \"d\"], [\"e\", \"f\"]]";
    place p = new_place();
    for (size_t i = 0; i < sizeof same_truth / sizeof *same_truth; i++)
        if (fabs(rand_of(&p, same_truth[i], found, NULL) - 0.8 / 3.3) > 1e-6)
            fail_msg("format %zu", i);
    // Six more articles that are alone in both: 66 pairs in all.
    double wider = rand_of(&p, same_truth[0], found,
                           "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\","
                           "\"k\",\"l\"]");
    assert_true(fabs(wider - (2 - 18.0 / 66) / (4.5 - 18.0 / 66)) < 1e-6);
    // The same with the corpus as an object by id, and noise in clusters of its own.
    wider = rand_of(&p, "{\"a\": 1, \"b\": 1, \"c\": -1, \"d\": -1, \"e\": null}",
                    "{\"a\": 5, \"b\": 5, \"c\": 6, \"d\": 7, \"e\": 8}",
                    "{\"a\": {}, \"b\": {}, \"c\": {}, \"d\": {}, \"e\": {}}");
    assert_true(fabs(wider - 1) < 1e-6);
    remove_place(&p);
}

static void test_bad_files(void **state)
{
    (void)state;
    place p = new_place();
    stemma_error error;
    page out = {0};
    static const char *const bad[] = {"", "one column\nonly\n", "[[\"a\"]]", "[1, 2]",
                                      "{\"id\": \"a\", \"family\": 1}\nnot json\n"};
    write_text(PATH(&p, "b"), "[[\"a\", \"b\"]]");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_text(PATH(&p, "a"), bad[i]);
        if (!stemma_bench_rand(PATH(&p, "a"), PATH(&p, "b"), NULL, false, to_page, &out,
                               &error))
            fail_msg("file %zu was taken", i);
        assert_true(error.message[0] != '\0');
    }
    assert_int_equal(
        stemma_bench_rand("/nowhere", PATH(&p, "b"), NULL, false, to_page, &out, &error),
        STEMMA_ERROR_READ);
    // An id that the list of all ids lacks is a mistake somewhere.
    write_text(PATH(&p, "a"), "[[\"a\", \"b\"]]");
    write_text(PATH(&p, "c"), "[\"a\"]");
    assert_int_equal(stemma_bench_rand(PATH(&p, "a"), PATH(&p, "b"), PATH(&p, "c"), false,
                                       to_page, &out, &error),
                     STEMMA_ERROR_INPUT);
    assert_int_equal(
        stemma_bench_score(p.folder, PATH(&p, "a"), NULL, false, to_page, &out, &error),
        STEMMA_ERROR_READ);
    remove_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pile),
        cmocka_unit_test(test_rand_formats),
        cmocka_unit_test(test_bad_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
