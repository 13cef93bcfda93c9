/* Many statements that share a verb, a place and what they count: the work must grow with
 * their number, not with its square. */
#include "compared.h"

#include <time.h>

static const char *const sides[] = {
    "The army", "The Red Union",   "Governor Ana Brel", "The mayor",
    "The navy", "The Hill League", "The ministry",      "The harbour union"};
static const char *const deeds[] = {
    "it held the town of Velmar", "it had not lost the town of Velmar",
    "Velmar was closed",          "the port of Velmar was open",
    "it had captured Velmar",     "nobody had entered Velmar",
};
enum {
    N_SIDES = sizeof sides / sizeof *sides,
    N_DEEDS = sizeof deeds / sizeof *deeds,
};

static slice many_statements(arena *a, uint32_t n, uint32_t seed)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < n; i++)
        buf_printf(&b, "%s %s %s on Monday and that %u fighters were killed.\n",
                   sides[(i + seed) % N_SIDES], i % 5 ? "said that" : "denied that",
                   deeds[(i / N_SIDES + seed) % N_DEEDS], i + 1);
    return buf_slice(&b);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Seconds that stage compare alone takes for two articles of so many statements.
static double time_of(uint32_t n)
{
    compared *c = calloc(1, sizeof *c);
    assert_non_null(c);
    pile_init(&c->p);
    pile *p = &c->p;
    for (uint32_t i = 0; i < 2; i++)
        pile_add(p, i ? "The Courier" : "The Lantern", "2031-05-08", NULL,
                 many_statements(&p->a, n / 2, i));
    // each article by itself: what other stages make of it is not measured
    uint32_t *of_article = arena_array(&p->a, uint32_t, p->n);
    story one = {.articles = arena_array(&p->a, uint32_t, p->n), .n_articles = p->n};
    for (uint32_t i = 0; i < p->n; i++) {
        p->articles[i].id = arena_format(&p->a, "a%u", i);
        of_article[i] = FAMILY_NONE;
        one.articles[i] = i;
    }
    p->families.of_article = of_article;
    c->stories = (story_result){&one, 1, arena_array(&p->a, uint32_t, p->n)};
    c->in = (facts_input){.articles = p->articles,
                          .texts = p->texts,
                          .n_articles = p->n,
                          .families = &p->families,
                          .stories = &c->stories};
    facts_names(&p->a, &c->in, &c->facts.names);
    facts_dates(&p->a, &c->in, &c->facts.dates);
    facts_figures(&p->a, &c->in, &c->facts.dates, &c->facts.figures);
    facts_statements(&p->a, &c->in, &c->facts.names, &c->facts.dates,
                     &c->facts.statements);
    assert_true(c->facts.statements.n_statements >= n);
    double start = seconds();
    compare_statements(&p->a, &c->in, &c->facts, NULL, 0, &c->result);
    double taken = seconds() - start;
    assert_true(c->result.n_claims > 0 && c->result.n_disagreements > 0);
    check_claims(c);
    check_places(c);
    arena_deinit(&p->a);
    free(c);
    return taken;
}

/* Eight times the statements take eight times as long; 64 times would be the square. Both
 * are run on the same machine a moment apart, and the least of a few tries counts. */
static void test_time_grows_with_the_number(void **state)
{
    (void)state;
    double few = time_of(4000), many = time_of(32000);
    for (int i = 0; i < 3 && many > 24 * few; i++) {
        few = time_of(4000);
        many = time_of(32000);
    }
    print_message("# 4000 statements %.3f s, 32000 %.3f s\n", few, many);
    assert_true(many <= 24 * few);
}

static void test_one_huge_statement(void **state)
{
    (void)state;
    compared *c = calloc(1, sizeof *c);
    assert_non_null(c);
    pile_init(&c->p);
    buf b;
    buf_init(&b, &c->p.a);
    buf_add_str(&b, "The army said that it held Velmar");
    for (uint32_t i = 0; i < 20000; i++)
        buf_printf(&b, " and captured %u towns of Velmar%u", i + 2, i);
    buf_add_str(&b, " on Monday.\n");
    pile_add(&c->p, "The Lantern", "2031-05-08", NULL, buf_slice(&b));
    pile_add(&c->p, "The Courier", "2031-05-08", NULL,
             SLICE("The Red Union denied that the army held Velmar on Monday.\n"));
    compare_pile(c, NULL, 0);
    check_findings(c);
    arena_deinit(&c->p.a);
    free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time_grows_with_the_number),
        cmocka_unit_test(test_one_huge_statement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
