// Cases in statements.cases: a text and who says what in it.
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

static const char *const stances[] = {"asserts", "denies", "hedges", "confirms"};

typedef struct {
    arena *a;
    text t;
    statements_result found;
    bool *seen;
    uint32_t line; // where the text stands in the file
} story_case;

/* The file beside this one, as the compiler saw it from the folder where tests run. */
static const char *cases_path(arena *a)
{
    slice path = SLICE(__FILE__);
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    return arena_format(a, "%.*sstatements.cases", (int)path.len, path.ptr).ptr;
}

static slice read_all(arena *a, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return (slice){0};
    char *bytes = arena_alloc(a, 1 << 20);
    size_t n = fread(bytes, 1, 1 << 20, in);
    (void)fclose(in);
    return slice_of(bytes, n);
}

static void find(arena *a, slice bytes, text *t, statements_result *found)
{
    VEC(span) paragraphs = {0};
    for (uint32_t i = 0, from = 0; i <= bytes.len; i++)
        if (i == bytes.len || bytes.ptr[i] == '\n') {
            if (i > from)
                vec_push(a, &paragraphs, (span){from, i});
            from = i + 1;
        }
    text_split(a, bytes, paragraphs.v, paragraphs.n, SLICE("en"), t);
    uint32_t none[2] = {0, 0};
    names_result names = {.first_of = none};
    dates_result dates = {.first_of = none};
    const article no_article = {0};
    facts_input in = {.articles = &no_article, .texts = t, .n_articles = 1};
    facts_statements(a, &in, &names, &dates, found);
}

/* A statement as a line of the file. */
static slice tokens_of(const text *t, uint32_t first, uint32_t last)
{
    return first < last ? slice_in(t->bytes, text_span(t, first, last)) : SLICE("-");
}

static slice as_line(arena *a, const text *t, const statement *s)
{
    slice source =
        s->own_voice ? SLICE("own") : tokens_of(t, s->source_first, s->source_last);
    slice full = {0};
    if (s->full_first != s->source_first || s->full_last != s->source_last)
        full = arena_format(a, " => %.*s",
                            (int)tokens_of(t, s->full_first, s->full_last).len,
                            tokens_of(t, s->full_first, s->full_last).ptr);
    slice cue = tokens_of(t, s->cue_first, s->cue_last);
    slice content = {0};
    for (uint32_t p = 0; p < s->n_content; p++) {
        slice piece = tokens_of(t, s->content[p].first, s->content[p].last);
        content = p == 0 ? piece
                         : arena_format(a, "%.*s / %.*s", (int)content.len, content.ptr,
                                        (int)piece.len, piece.ptr);
    }
    return arena_format(a, "%.*s%.*s | %.*s | %.*s | %s%s", (int)source.len, source.ptr,
                        (int)full.len, full.ptr, (int)cue.len, cue.ptr, (int)content.len,
                        content.ptr, stances[s->stance], s->quoted ? " quoted" : "");
}

static int look_for(story_case *c, slice line, uint32_t at)
{
    for (uint32_t i = 0; i < c->found.n_statements; i++)
        if (!c->seen[i] &&
            slice_eq(as_line(c->a, &c->t, &c->found.statements[i]), line)) {
            c->seen[i] = true;
            return 0;
        }
    print_message("line %u, not found: %.*s\n", at, (int)line.len, line.ptr);
    for (uint32_t i = 0; i < c->found.n_statements; i++) {
        slice have = as_line(c->a, &c->t, &c->found.statements[i]);
        print_message("    but there is: %.*s\n", (int)have.len, have.ptr);
    }
    return 1;
}

static int check_nothing_else(story_case *c)
{
    int wrong = 0;
    for (uint32_t i = 0; i < c->found.n_statements; i++) {
        if (c->seen[i] || c->found.statements[i].own_voice)
            continue;
        slice have = as_line(c->a, &c->t, &c->found.statements[i]);
        print_message("line %u, not expected: %.*s\n", c->line, (int)have.len, have.ptr);
        wrong++;
    }
    return wrong;
}

static void start_case(story_case *c, slice body, uint32_t line)
{
    find(c->a, arena_slice(c->a, body), &c->t, &c->found);
    c->seen = arena_array(c->a, bool, (size_t)c->found.n_statements + 1);
    c->line = line;
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    const char *path = cases_path(&a);
    slice rest = read_all(&a, path);
    if (rest.len == 0) {
        fail_msg("cannot read %s", path);
    }
    story_case c = {.a = &a};
    slice body = {0};
    int wrong = 0, cases = 0;
    uint32_t at = 0;
    bool in_text = false;
    for (slice line; slice_next_line(&rest, &line);) {
        at++;
        line = slice_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (line.ptr[0] == '>') {
            slice more = slice_trim(slice_of(line.ptr + 1, line.len - 1));
            body = in_text ? arena_format(&a, "%.*s\n%.*s", (int)body.len, body.ptr,
                                          (int)more.len, more.ptr)
                           : more;
            in_text = true;
            continue;
        }
        if (in_text) {
            start_case(&c, body, at);
            cases++;
            in_text = false;
        }
        wrong +=
            slice_eq_str(line, "!") ? check_nothing_else(&c) : look_for(&c, line, at);
    }
    print_message("%d cases\n", cases);
    arena_deinit(&a);
    assert_true(cases > 50);
    assert_int_equal(wrong, 0);
}

static uint32_t token_at(const text *t, const char *folded, uint32_t from)
{
    while (from < t->n_tokens && !text_is(t, from, folded))
        from++;
    assert_true(from < t->n_tokens);
    return from;
}

/* The date beside the cue goes before the one in the content; the entity is that of the
 * word the source turns on, found through the full source where the source is short. */
static void test_entities_and_times(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice bytes = SLICE("On Tuesday, Mira Tallow said the port had closed on Monday. "
                        "The commander in the army of President Oro Denn said it would "
                        "open on Friday. Tallow denied that.");
    span whole = {0, (uint32_t)bytes.len};
    text t;
    text_split(&a, bytes, &whole, 1, SLICE("en"), &t);
    uint32_t tallow = token_at(&t, "tallow", 0), denn = token_at(&t, "denn", 0);
    mention mentions[] = {{{0, tallow - 1, tallow + 1}, 7}, {{0, denn - 1, denn + 1}, 8}};
    entity entities[9] = {{.kind = ENTITY_PERSON}};
    uint32_t first_of[] = {0, 2};
    names_result names = {mentions, 2, first_of, entities, 9};
    uint32_t tuesday = token_at(&t, "tuesday", 0), monday = token_at(&t, "monday", 0),
             friday = token_at(&t, "friday", 0);
    date_mention days[] = {
        {.at = {0, tuesday, tuesday + 1}, .value = SLICE("2031-05-06")},
        {.at = {0, monday, monday + 1}, .value = SLICE("2031-05-05")},
        {.at = {0, friday, friday + 1}, .value = SLICE("2031-05-09")},
    };
    uint32_t days_of[] = {0, 3};
    dates_result dates = {.dates = days, .n_dates = 3, .first_of = days_of};
    const article no_article = {0};
    facts_input in = {.articles = &no_article, .texts = &t, .n_articles = 1};
    statements_result r;
    facts_statements(&a, &in, &names, &dates, &r);
    assert_int_equal(r.n_statements, 3);
    assert_int_equal(r.statements[0].source_entity, 7);
    assert_true(slice_eq_str(r.statements[0].time, "2031-05-06"));
    assert_int_equal(r.statements[1].source_entity, FACTS_NONE);
    assert_true(slice_eq_str(r.statements[1].time, "2031-05-09"));
    assert_int_equal(r.statements[2].source_entity, 7);
    assert_int_equal(r.statements[2].full_first, tallow - 1);
    assert_int_equal(r.statements[2].stance, STANCE_DENIES);
    assert_int_equal(r.statements[2].time.len, 0);
    arena_deinit(&a);
}

/* The name in apposition goes before the body that the office is of, and a surname that
 * was led back to a full name is that person, whoever else has the surname. */
static void test_entities_of_people(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice bytes = SLICE("The Hill Institute's director, Ann Marl, said that it snowed. "
                        "The baker Otto Brusk "
                        "said that it rained. Brusk said it was cold.");
    span whole = {0, (uint32_t)bytes.len};
    text t;
    text_split(&a, bytes, &whole, 1, SLICE("en"), &t);
    uint32_t hill = token_at(&t, "hill", 0), marl = token_at(&t, "marl", 0),
             brusk = token_at(&t, "brusk", 0), again = token_at(&t, "brusk", brusk + 1);
    mention mentions[] = {{{0, hill, hill + 2}, 0},
                          {{0, marl - 1, marl + 1}, 1},
                          {{0, brusk - 1, brusk + 1}, 2},
                          {{0, again, again + 1}, 3}};
    entity entities[4] = {{.kind = ENTITY_ORGANISATION},
                          {.kind = ENTITY_PERSON},
                          {.kind = ENTITY_PERSON},
                          {.kind = ENTITY_PERSON}};
    uint32_t first_of[] = {0, 4}, none[] = {0, 0};
    names_result names = {mentions, 4, first_of, entities, 4};
    dates_result dates = {.first_of = none};
    const article no_article = {0};
    facts_input in = {.articles = &no_article, .texts = &t, .n_articles = 1};
    statements_result r;
    facts_statements(&a, &in, &names, &dates, &r);
    assert_int_equal(r.n_statements, 3);
    assert_int_equal(r.statements[0].source_entity, 1);
    assert_int_equal(r.statements[1].source_entity, 2);
    assert_int_equal(r.statements[2].source_entity, 2);
    arena_deinit(&a);
}

/* A time in an aside or in a clause before the verb of the sentence is not when it
 * happened. */
static void test_times_in_asides(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Tallow said the bridge, shut on Monday, was opened again on Friday.",
        "Tallow said the port, which had closed on Monday, opened again on Friday.",
        "Tallow said the port that was shut on Monday opened again on Friday.",
        "The ministry, which had counted 23 on Monday, said on Friday 40 had died.",
    };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        arena a;
        arena_init(&a);
        slice bytes = slice_of_str(texts[k]);
        span whole = {0, (uint32_t)bytes.len};
        text t;
        text_split(&a, bytes, &whole, 1, SLICE("en"), &t);
        uint32_t none[2] = {0, 0}, days_of[] = {0, 2};
        names_result names = {.first_of = none};
        uint32_t monday = token_at(&t, "monday", 0), friday = token_at(&t, "friday", 0);
        date_mention days[] = {
            {.at = {0, monday, monday + 1}, .value = SLICE("2031-05-05")},
            {.at = {0, friday, friday + 1}, .value = SLICE("2031-05-09")},
        };
        dates_result dates = {.dates = days, .n_dates = 2, .first_of = days_of};
        const article no_article = {0};
        facts_input in = {.articles = &no_article, .texts = &t, .n_articles = 1};
        statements_result r;
        facts_statements(&a, &in, &names, &dates, &r);
        assert_int_equal(r.n_statements, 1);
        assert_true(slice_eq_str(r.statements[0].time, "2031-05-09"));
        arena_deinit(&a);
    }
}

/* Spans stay inside the text and in order whatever the text is. */
static void check_spans(const text *t, const statements_result *r)
{
    assert_int_equal(r->first_of[1], r->n_statements);
    for (uint32_t i = 0; i < r->n_statements; i++) {
        const statement *s = &r->statements[i];
        assert_true(s->source_first <= s->source_last && s->source_last <= t->n_tokens);
        assert_true(s->full_first <= s->full_last && s->full_last <= t->n_tokens);
        assert_true(s->cue_first <= s->cue_last && s->cue_last <= t->n_tokens);
        assert_true(s->n_content >= 1 && s->n_content <= 4);
        for (uint32_t p = 0; p < s->n_content; p++) {
            assert_true(s->content[p].first < s->content[p].last);
            assert_true(s->content[p].last <= t->n_tokens);
            assert_true(p == 0 || s->content[p - 1].first <= s->content[p].first);
        }
        assert_true(i == 0 ||
                    r->statements[i - 1].content[0].first <= s->content[0].first);
    }
}

static void test_word_salad(void **state)
{
    (void)state;
    static const char *const words[] = {
        "said",   "\"",      "“",   "”",        "'",      ",",     ".",         "The",
        "army",   "that",    "and", "who",      "denied", "told",  "according", "to",
        "it",     "was",     "not", "not",      "by",     "added", "adding",    ":",
        "(",      ")",       "-",   "\n",       "Roe",    "he",    "quoted",    "as",
        "saying", "reports", "is",  "believed", "Monday", "on",    "in",        "after"};
    uint32_t seed = 20311;
    for (int round = 0; round < 400; round++) {
        arena a;
        arena_init(&a);
        slice body = SLICE("");
        uint32_t start = seed;
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *w = words[(seed >> 12) % (sizeof words / sizeof *words)];
            body = arena_format(&a, "%.*s%s%s", (int)body.len, body.ptr, w,
                                (seed >> 5) % 4 ? " " : "");
        }
        text t;
        statements_result found;
        find(&a, body, &t, &found);
        if (found.n_statements > 0 && found.first_of[1] != found.n_statements)
            print_message("seed %u\n", start);
        check_spans(&t, &found);
        arena_deinit(&a);
    }
}

/* Crafted lines without any sentence end are read in time that grows with their length.
 */
static void test_endless_lines(void **state)
{
    (void)state;
    static const char *const units[] = {"said ",        "and said ",  "he said, ", "'a ",
                                        "\"a ",         "“",          ", who ",    "( ",
                                        "S said that ", "said S, he "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        arena a;
        arena_init(&a);
        size_t len = slice_of_str(units[u]).len, n = 400000 / len;
        char *bytes = arena_alloc(&a, n * len);
        for (size_t i = 0; i < n * len; i++)
            bytes[i] = units[u][i % len];
        text t;
        statements_result found;
        find(&a, slice_of(bytes, n * len), &t, &found);
        check_spans(&t, &found);
        arena_deinit(&a);
    }
}

static void test_empty(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t;
    statements_result found;
    find(&a, SLICE(""), &t, &found);
    assert_int_equal(found.n_statements, 0);
    find(&a, SLICE("Word"), &t, &found);
    check_spans(&t, &found);
    find(&a, SLICE("\""), &t, &found);
    check_spans(&t, &found);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_entities_and_times),
        cmocka_unit_test(test_entities_of_people),
        cmocka_unit_test(test_times_in_asides),
        cmocka_unit_test(test_word_salad),
        cmocka_unit_test(test_endless_lines),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
