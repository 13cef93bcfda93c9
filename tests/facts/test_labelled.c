/* What the model finds and what the rules find, joined. */
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static label_range at(const text *t, const char *words)
{
    size_t start = slice_find(t->bytes, slice_of_str(words), 0);
    assert_true(start < t->bytes.len);
    label_range r = {text_token_at(t, (uint32_t)start), 0};
    r.last = text_token_at(t, (uint32_t)(start + strlen(words) - 1)) + 1;
    return r;
}

static void find(arena *a, const char *words, text *t, const label_attributions *labels,
                 statements_result *found)
{
    slice bytes = slice_of_str(words);
    span whole = {0, (uint32_t)bytes.len};
    text_split(a, bytes, &whole, 1, SLICE("en"), t);
    uint32_t none[2] = {0, 0};
    names_result names = {.first_of = none};
    dates_result dates = {.first_of = none};
    const article no_article = {0};
    facts_input in = {
        .articles = &no_article, .texts = t, .n_articles = 1, .labels = labels};
    facts_statements(a, &in, &names, &dates, found);
}

static const statement *attributed(const statements_result *r, uint32_t nth)
{
    for (uint32_t i = 0; i < r->n_statements; i++)
        if (!r->statements[i].own_voice && nth-- == 0)
            return &r->statements[i];
    return NULL;
}

static void check_span(label_range wanted, uint32_t first, uint32_t last)
{
    assert_int_equal(first, wanted.first);
    assert_int_equal(last, wanted.last);
}

static const char words_of_two[] =
    "In the eyes of Tallow, the tolls had doubled. "
    "The clerk denied that the tolls were raised, as of May.";

static void test_model_adds_and_rules_stay(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t;
    statements_result rules, both;
    find(&a, words_of_two, &t, NULL, &rules);
    const statement *clerk = attributed(&rules, 0);
    assert_non_null(clerk);
    assert_null(attributed(&rules, 1));
    label_attributions labels = {0};
    label_attribution *tallow = vec_add(&a, &labels);
    tallow->cue = at(&t, "In the eyes of");
    tallow->source = at(&t, "Tallow");
    tallow->content[tallow->n_content++] = at(&t, "the tolls had doubled");
    find(&a, words_of_two, &t, &labels, &both);
    const statement *first = attributed(&both, 0), *second = attributed(&both, 1);
    assert_non_null(first);
    assert_non_null(second);
    check_span(tallow->cue, first->cue_first, first->cue_last);
    check_span(tallow->source, first->source_first, first->source_last);
    check_span(tallow->content[0], first->content[0].first, first->content[0].last);
    assert_int_equal(second->cue_first, clerk->cue_first);
    assert_int_equal(second->content[0].last, clerk->content[0].last);
    assert_int_equal(second->stance, STANCE_DENIES);
    arena_deinit(&a);
}

/* At one cue the spans are the model's, and what the verb means the rules'. A source that
 * the model does not see is the rules', too, and so is the end of a clause that it breaks
 * off. */
static void test_model_at_a_rules_cue(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t;
    statements_result r;
    find(&a, words_of_two, &t, NULL, &r);
    uint32_t end = attributed(&r, 0)->content[0].last;
    label_attributions labels = {0};
    label_attribution *clerk = vec_add(&a, &labels);
    clerk->cue = at(&t, "denied");
    clerk->content[clerk->n_content++] = at(&t, "the tolls were");
    find(&a, words_of_two, &t, &labels, &r);
    const statement *s = attributed(&r, 0);
    assert_non_null(s);
    assert_null(attributed(&r, 1));
    assert_int_equal(s->content[0].first, clerk->content[0].first);
    assert_int_equal(s->content[0].last, end);
    check_span(at(&t, "The clerk"), s->source_first, s->source_last);
    assert_int_equal(s->stance, STANCE_DENIES);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model_adds_and_rules_stay),
        cmocka_unit_test(test_model_at_a_rules_cue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
