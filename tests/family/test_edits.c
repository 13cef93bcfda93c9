// Slots and their classes: cases in edits.cases.
#include "pile.h"

enum { MOST_WITNESSES = 6 };

static bool is_as_said(slice found, slice expected)
{
    slice dots = SLICE("…");
    size_t at = slice_find(expected, dots, 0);
    if (slice_eq(expected, SLICE("_")))
        return found.len == 0;
    if (at == expected.len)
        return slice_eq(found, expected);
    slice head = slice_trim(slice_of(expected.ptr, at));
    slice tail =
        slice_trim(slice_of(expected.ptr + at + dots.len, expected.len - at - dots.len));
    return slice_starts(found, head) && slice_ends(found, tail) &&
           found.len >= head.len + tail.len;
}

static bool slot_is(const pile *p, const family *f, uint32_t row, slice expected)
{
    size_t colon = slice_find(expected, SLICE(":"), 0);
    const collation_row *slot = &f->collated.rows[row];
    if (!slice_eq_str(slice_of(expected.ptr, colon), edit_class_name(slot->edit)))
        return false;
    slice rest = slice_of(expected.ptr + colon + 1, expected.len - colon - 1);
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        size_t bar = slice_find(rest, SLICE("||"), 0);
        if (!is_as_said(cell_text(p, f, row, w), slice_trim(slice_of(rest.ptr, bar))))
            return false;
        size_t next = bar + 2 < rest.len ? bar + 2 : rest.len;
        rest = slice_of(rest.ptr + next, rest.len - next);
    }
    return rest.len == 0;
}

static void show_slots(const pile *p, const family *f)
{
    for (uint32_t r = 0; r < f->collated.n_rows; r++) {
        if (f->collated.rows[r].n_readings < 2)
            continue;
        print_message("#     = %s:", edit_class_name(f->collated.rows[r].edit));
        for (uint32_t w = 0; w < f->n_witnesses; w++) {
            slice s = cell_text(p, f, r, w);
            print_message("%s %.*s", w ? " ||" : "", s.len ? (int)s.len : 1,
                          s.len ? s.ptr : "_");
        }
        print_message("\n");
    }
}

static int check_case(const slice *bodies, uint32_t n_bodies, const slice *expected,
                      uint32_t n, int line)
{
    pile p;
    pile_init(&p);
    for (uint32_t i = 0; i < n_bodies; i++)
        pile_add(&p, "", NULL, NULL, bodies[i]);
    pile_run(&p, true);
    const family *f = &p.families.families[0];
    check_family(&p, f);
    uint32_t at = 0;
    bool same = true;
    for (uint32_t r = 0; r < f->collated.n_rows; r++)
        if (f->collated.rows[r].n_readings > 1) {
            same &= at < n && slot_is(&p, f, r, expected[at]);
            at++;
        }
    same &= at == n;
    if (!same) {
        print_message("# case before line %d; found:\n", line);
        show_slots(&p, f);
    }
    arena_deinit(&p.a);
    return !same;
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "edits.cases"), line, part;
    slice bodies[MOST_WITNESSES] = {0};
    VEC(slice) expected = {0};
    uint32_t n_bodies = 0;
    int number = 0, wrong = 0, n = 0;
    bool answered = false;
    for (bool more = true; more;) {
        more = next_case_line(&rest, &line, &number);
        bool is_text = more && line.len > 2 && line.ptr[1] == ' ' && line.ptr[0] >= 'A' &&
                       line.ptr[0] < 'A' + MOST_WITNESSES;
        if (answered && (is_text || !more)) {
            wrong += check_case(bodies, n_bodies, expected.v, expected.n, number);
            n++;
            memset(bodies, 0, sizeof bodies);
            expected.n = n_bodies = 0;
            answered = false;
        }
        if (is_text) {
            uint32_t w = (uint32_t)(line.ptr[0] - 'A');
            bodies[w] =
                add_paragraph(&a, bodies[w], slice_of(line.ptr + 2, line.len - 2));
            n_bodies = w + 1 > n_bodies ? w + 1 : n_bodies;
        } else if (more && take_mark(line, "=", &part)) {
            vec_push(&a, &expected, part);
        } else if (more && !slice_eq_str(line, "same")) {
            fail_msg("line %d: neither a witness, = nor same", number);
        }
        answered |= more && !is_text;
    }
    arena_deinit(&a);
    assert_true(n >= 25);
    assert_int_equal(wrong, 0);
}

static void test_names_of_classes(void **state)
{
    (void)state;
    assert_string_equal(edit_class_name(EDIT_NAME), "name");
    assert_string_equal(edit_class_name(EDIT_TYPOGRAPHIC), "typographic");
    for (int c = EDIT_NAME; c <= EDIT_MOVED; c++)
        assert_non_null(edit_class_name((edit_class)c));
    assert_string_equal(edit_class_name(EDIT_MOVED), "moved");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_names_of_classes),
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
