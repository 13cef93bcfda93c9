// Cases in disagreements.cases: short articles, and where they disagree.
#include "compared.h"

static const char *const kinds[] = {"figures", "denial", "polarity",
                                    "holder",  "date",   "update"};

static void check_case(compared *c, slice expected, int line)
{
    compare_pile(c, NULL, 0);
    check_findings(c);
    const compare_result *r = &c->result;
    for (uint32_t i = 0; i < r->n_disagreements; i++) {
        const char *kind = kinds[r->disagreements[i].kind];
        slice why = r->disagreements[i].why;
        if (!slice_eq_str(expected, kind))
            fail_msg("disagreements.cases:%d: %s: %.*s", line, kind, (int)why.len,
                     why.ptr);
    }
    if (r->n_disagreements == 0 && !slice_eq_str(expected, "none"))
        fail_msg("disagreements.cases:%d: no %.*s", line, (int)expected.len,
                 expected.ptr);
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "disagreements.cases"), line, behind;
    slice outlet = {0}, date = {0};
    buf body;
    buf_init(&body, &a);
    compared *c = calloc(1, sizeof *c);
    assert_non_null(c);
    pile_init(&c->p);
    int number = 0, n_cases = 0;
    while (next_case_line(&rest, &line, &number)) {
        bool ends = take_mark(line, "=", &behind);
        if (take_mark(line, ">", &behind)) {
            buf_printf(&body, "%.*s\n", (int)behind.len, behind.ptr);
            continue;
        }
        if (body.len)
            pile_add(&c->p, arena_str(&c->p.a, outlet),
                     date.len ? arena_str(&c->p.a, date) : NULL, NULL, buf_slice(&body));
        body.len = 0;
        if (ends) {
            (void)take_mark(line, "=", &behind);
            check_case(c, behind, number);
            n_cases++;
            arena_deinit(&c->p.a);
            memset(c, 0, sizeof *c);
            pile_init(&c->p);
        } else if (take_mark(line, "@", &behind)) {
            size_t comma = slice_find(behind, SLICE(","), 0);
            outlet = slice_of(behind.ptr, comma);
            date =
                comma < behind.len
                    ? slice_trim(slice_of(behind.ptr + comma + 1, behind.len - comma - 1))
                    : SLICE("");
        } else {
            fail_msg("disagreements.cases:%d: neither @, > nor =", number);
        }
    }
    assert_int_equal(c->p.n, 0); // the last case ends, too
    assert_true(n_cases > 10);
    arena_deinit(&c->p.a);
    free(c);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
