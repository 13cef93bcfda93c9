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

static edit_class class_where(const pile *p, const char *words)
{
    const family *f = &p->families.families[0];
    for (uint32_t r = 0; r < f->collated.n_rows; r++)
        for (uint32_t w = 0; w < f->n_witnesses; w++)
            if (f->collated.rows[r].n_readings > 1 &&
                slice_find(cell_text(p, f, r, w), slice_of_str(words), 0) <
                    cell_text(p, f, r, w).len)
                return f->collated.rows[r].edit;
    fail_msg("no slot with %s", words);
    return EDIT_WORDING;
}

// The first line, before a blank one, is no sentence: what differs there is the headline.
static void test_headline(void **state)
{
    (void)state;
    static const char *const body =
        "\n\nThe council of Orlo closed the northern bridge on Monday after a ship had "
        "hit "
        "one of its pillars in the night, and nobody was hurt in the accident.";
    pile p;
    pile_init(&p);
    pile_add(&p, "", NULL, NULL, arena_format(&p.a, "Ship hits bridge in Orlo%s", body));
    pile_add(&p, "", NULL, NULL,
             arena_format(&p.a, "Bridge in Orlo closed after crash%s", body));
    pile_run(&p, true);
    assert_int_equal(class_where(&p, "crash"), EDIT_HEADLINE);
    arena_deinit(&p.a);
}

// Two texts alone: a paragraph on something else was put in, a sentence was left out.
static void test_added_or_cut(void **state)
{
    (void)state;
    static const char *const head = "The council of Orlo closed the northern bridge on "
                                    "Monday after a ship had hit one "
                                    "of its pillars in the night.";
    static const char *const cut = " The mayor said that the bridge was safe by morning.";
    static const char *const added =
        "\n\nMeanwhile farmers in distant Harvel harvested record amounts of barley, "
        "onions and turnips despite heavy autumn rain, prompting merchants to lower "
        "wholesale prices across eastern provinces.";
    pile p;
    pile_init(&p);
    pile_add(&p, "", NULL, NULL, arena_format(&p.a, "%s%s", head, added));
    pile_add(&p, "", NULL, NULL, arena_format(&p.a, "%s%s", head, cut));
    pile_run(&p, true);
    assert_int_equal(class_where(&p, "turnips"), EDIT_ADDITION);
    assert_int_equal(class_where(&p, "mayor"), EDIT_CUT);
    arena_deinit(&p.a);
}

static void test_names_of_classes(void **state)
{
    (void)state;
    assert_string_equal(edit_class_name(EDIT_NAME), "name");
    assert_string_equal(edit_class_name(EDIT_TYPOGRAPHIC), "typographic");
    for (int c = EDIT_NAME; c <= EDIT_HEADLINE; c++)
        assert_non_null(edit_class_name((edit_class)c));
    assert_string_equal(edit_class_name(EDIT_MOVED), "moved");
    assert_string_equal(edit_class_name(EDIT_HEADLINE), "headline");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_headline),
        cmocka_unit_test(test_added_or_cut),
        cmocka_unit_test(test_names_of_classes),
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
