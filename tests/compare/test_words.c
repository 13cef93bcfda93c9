// Stems, what verbs mean, kinds of places.
#include "compare/predicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect_one_stem(const char *a, const char *b)
{
    if (stem_of(slice_of_str(a)) != stem_of(slice_of_str(b)))
        fail_msg("%s and %s have two stems", a, b);
}

static void test_stems(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"captured", "capture"},   {"captures", "capturing"}, {"stopped", "stop"},
        {"took", "taken"},         {"takes", "taking"},       {"withdrew", "withdraw"},
        {"withdrawn", "withdraw"}, {"fell", "falling"},       {"died", "dead"},
        {"occupied", "occupies"},  {"held", "holding"},       {"killed", "killing"},
        {"closed", "closing"},     {"retook", "retake"},      {"lost", "losing"},
        {"bridges", "bridge"},     {"marches", "march"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        expect_one_stem(same[i][0], same[i][1]);
    assert_true(stem_of(SLICE("bus")) != stem_of(SLICE("bu")));
    assert_true(stem_of(SLICE("press")) != stem_of(SLICE("pres")));
    assert_true(stem_of(SLICE("red")) != stem_of(SLICE("r")));
    assert_true(stem_of(SLICE("sing")) != stem_of(SLICE("s")));
    // nothing to take off, and longer than any word
    assert_true(stem_of(SLICE("")) != stem_of(SLICE("a")));
    char longer[200];
    for (size_t i = 0; i < sizeof longer; i++)
        longer[i] = 'e';
    assert_true(stem_of(slice_of(longer, 200)) != stem_of(slice_of(longer, 199)));
}

/* Searched by halving: a word out of order would not be found, so each is looked up in
 * one of its forms. */
static void test_predicates(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        predicate meaning;
    } words[] = {
        {"abandoned", PREDICATE_LEFT},   {"captured", PREDICATE_TAKEN},
        {"clears", PREDICATE_TAKEN},     {"closed", PREDICATE_CLOSED},
        {"conquered", PREDICATE_TAKEN},  {"controls", PREDICATE_HELD},
        {"died", PREDICATE_KILLED},      {"entered", PREDICATE_ENTERED},
        {"entrenched", PREDICATE_HELD},  {"fell", PREDICATE_TAKEN},
        {"freed", PREDICATE_TAKEN},      {"held", PREDICATE_HELD},
        {"killed", PREDICATE_KILLED},    {"left", PREDICATE_LEFT},
        {"liberated", PREDICATE_TAKEN},  {"lost", PREDICATE_LEFT},
        {"occupied", PREDICATE_TAKEN},   {"opened", PREDICATE_OPENED},
        {"overran", PREDICATE_NONE},     {"overrun", PREDICATE_TAKEN},
        {"recaptured", PREDICATE_TAKEN}, {"regained", PREDICATE_TAKEN},
        {"reopened", PREDICATE_OPENED},  {"retained", PREDICATE_HELD},
        {"retook", PREDICATE_TAKEN},     {"retreated", PREDICATE_LEFT},
        {"seized", PREDICATE_TAKEN},     {"shut", PREDICATE_CLOSED},
        {"took", PREDICATE_TAKEN},       {"withdrew", PREDICATE_LEFT},
        {"walked", PREDICATE_NONE},      {"", PREDICATE_NONE},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (predicate_of(slice_of_str(words[i].word)) != words[i].meaning)
            fail_msg("%s means %d", words[i].word,
                     predicate_of(slice_of_str(words[i].word)));
}

static void test_lists(void **state)
{
    (void)state;
    static const char *const light[] = {"added", "called", "kept", "said", "wanted"};
    for (size_t i = 0; i < sizeof light / sizeof *light; i++)
        assert_true(is_light_verb(slice_of_str(light[i])));
    assert_false(is_light_verb(SLICE("bombed")));
    static const char *const no[] = {"cannot", "didn't", "never", "no", "not", "without"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_true(is_negation(slice_of_str(no[i])));
    assert_false(is_negation(SLICE("now")));
    assert_true(is_unreal(SLICE("could")) && is_unreal(SLICE("would")) &&
                is_unreal(SLICE("if")) && !is_unreal(SLICE("did")));
    assert_true(is_knowing(SLICE("clear")) && is_knowing(SLICE("verified")) &&
                !is_knowing(SLICE("open")));
    assert_true(is_untruth(SLICE("lie")) && is_untruth(SLICE("absurd")) &&
                is_untruth(SLICE("wrong")) && !is_untruth(SLICE("bridge")));
    assert_true(is_measure(SLICE("acres")) && is_measure(SLICE("yards")) &&
                !is_measure(SLICE("people")));
    assert_true(may_be_verb(SLICE("bombed")) && may_be_verb(SLICE("struck")) &&
                !may_be_verb(SLICE("town")) && !may_be_verb(SLICE("cut")));
    // as often nouns
    assert_false(predicate_is_verb(SLICE("control")) ||
                 predicate_is_verb(SLICE("hold")) || predicate_is_verb(SLICE("retreat")));
    assert_true(predicate_is_verb(SLICE("held")));
}

static void test_kinds_of_towns(void **state)
{
    (void)state;
    assert_true(town_kind(SLICE("town")) == town_kind(SLICE("village")));
    assert_true(town_kind(SLICE("town")) != town_kind(SLICE("port")));
    assert_true(town_kind(SLICE("port")) == town_kind(SLICE("harbour")));
    assert_true(town_kind(SLICE("island")) >> (TOWN_KINDS - 1) == 1);
    assert_true(is_town_word(SLICE("base")) && is_town_word(SLICE("township")));
    assert_false(is_town_word(SLICE("tower")) || is_town_word(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stems),
        cmocka_unit_test(test_predicates),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_kinds_of_towns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
