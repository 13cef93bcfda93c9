// Passages: cases in passages.cases.
#include "../text/support.h"

#include "match/match.h"

static const char *const kinds[] = {"copy", "background", "quote"};

static slice tokens_of(const text *t, uint32_t first, uint32_t last)
{
    return slice_in(t->bytes, text_span(t, first, last));
}

// "first words … last words", or all of it.
static bool is_as_said(slice found, slice expected)
{
    slice dots = SLICE("…");
    size_t at = slice_find(expected, dots, 0);
    if (at == expected.len)
        return slice_eq(found, expected);
    slice head = slice_trim(slice_of(expected.ptr, at));
    slice tail =
        slice_trim(slice_of(expected.ptr + at + dots.len, expected.len - at - dots.len));
    return slice_starts(found, head) && slice_ends(found, tail) &&
           found.len >= head.len + tail.len;
}

static bool passage_is(const text *texts, const passage *p, slice expected)
{
    slice a = expected, kind;
    for (int k = 0; k < 3; k++) {
        char mark[16];
        (void)snprintf(mark, sizeof mark, "%s:", kinds[k]);
        if (take_mark(expected, mark, &kind)) {
            if ((int)p->kind != k)
                return false;
            a = kind;
        }
    }
    size_t bar = slice_find(a, SLICE("||"), 0);
    assert_true(bar < a.len);
    slice in_a = slice_trim(slice_of(a.ptr, bar)),
          in_b = slice_trim(slice_of(a.ptr + bar + 2, a.len - bar - 2));
    return is_as_said(tokens_of(&texts[0], p->a_first, p->a_last), in_a) &&
           is_as_said(tokens_of(&texts[1], p->b_first, p->b_last), in_b);
}

static int check_case(arena *a, const slice bodies[2], const slice *expected, uint32_t n,
                      int line)
{
    text texts[2] = {make_text(a, bodies[0]), make_text(a, bodies[1])};
    match_result found;
    match_texts(a, texts, 2, 1, &found);
    bool same = found.n_passages == n;
    for (uint32_t i = 0; same && i < n; i++)
        same = passage_is(texts, &found.passages[i], expected[i]);
    if (same)
        return 0;
    print_message("# case before line %d; found %u:\n", line, found.n_passages);
    for (uint32_t i = 0; i < found.n_passages; i++) {
        const passage *p = &found.passages[i];
        slice x = tokens_of(&texts[0], p->a_first, p->a_last),
              y = tokens_of(&texts[1], p->b_first, p->b_last);
        print_message("#     = %s: %.*s || %.*s\n", kinds[p->kind], (int)x.len, x.ptr,
                      (int)y.len, y.ptr);
    }
    return 1;
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "passages.cases"), line, part;
    slice bodies[2] = {0};
    VEC(slice) expected = {0};
    int number = 0, wrong = 0, n = 0;
    bool answered = false;
    for (bool more = true; more;) {
        more = next_case_line(&rest, &line, &number);
        bool in_a = more && take_mark(line, "A ", &part);
        bool in_b = more && !in_a && take_mark(line, "B ", &part);
        if (answered && (in_a || !more)) {
            wrong += check_case(&a, bodies, expected.v, expected.n, number);
            n++;
            bodies[0] = bodies[1] = (slice){0};
            expected.n = 0;
            answered = false;
        }
        if (in_a || in_b)
            bodies[in_b] = add_paragraph(&a, bodies[in_b], part);
        else if (more && take_mark(line, "=", &part))
            vec_push(&a, &expected, part);
        else if (more && !slice_eq_str(line, "none"))
            fail_msg("line %d: neither A, B, = nor none", number);
        answered |= more && !in_a && !in_b;
    }
    arena_deinit(&a);
    assert_true(n >= 10);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
    };
    return cmocka_run_group_tests_name("passages", tests, NULL, NULL);
}
