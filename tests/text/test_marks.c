// Quotations and names: cases in marks.cases.
#include "support.h"

static slice flagged(arena *a, const text *t, uint8_t flag)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT || !(t->tokens[i].flags & flag))
            continue;
        if (b.len)
            buf_add_byte(&b, ' ');
        buf_add(&b, text_token(t, i));
    }
    return b.len ? buf_slice(&b) : SLICE("-");
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "marks.cases"), line, part, body = {0};
    int number = 0, wrong = 0, n = 0;
    bool in_text = false;
    text t = {0};
    while (next_case_line(&rest, &line, &number)) {
        if (take_mark(line, ">", &part)) {
            body = in_text ? add_paragraph(&a, body, part) : part;
            in_text = true;
            continue;
        }
        uint8_t flag = line.ptr[0] == 'q' ? TOKEN_IN_QUOTES : TOKEN_NAME_LIKE;
        if (!take_mark(line, "q ", &part) && !take_mark(line, "n ", &part))
            fail_msg("line %d: neither >, q nor n", number);
        t = make_text(&a, body);
        in_text = false;
        slice found = flagged(&a, &t, flag);
        n++;
        if (slice_eq(found, part))
            continue;
        print_message("# line %d: found %.*s\n", number, (int)found.len, found.ptr);
        wrong++;
    }
    arena_deinit(&a);
    assert_true(n >= 15);
    assert_int_equal(wrong, 0);
}

/* One first word in each sentence that has one, and in each quotation. */
static void test_starts(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t = make_text_str(&a, "(The) mayor said: \"Now we stay.\" He left. ...");
    static const char *const starts[] = {"The", "Now", "He"};
    uint32_t n = 0;
    for (uint32_t i = 0; i < t.n_tokens; i++)
        if (t.tokens[i].flags & TOKEN_SENTENCE_START) {
            assert_true(n < 3);
            assert_true(slice_eq_str(text_token(&t, i), starts[n++]));
        }
    assert_int_equal(n, 3);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_starts),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
