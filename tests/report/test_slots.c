/* Slots over a collation made by hand:
 *
 *   row        0       1            2 (lacuna 1)   3 (lacuna 1)   4 (lacuna 1)  5
 *   witness 0  The     river        rose two       metres         on Monday     .
 *   witness 1  The     stream       (out)          (out)          (out)         .
 *   witness 2  The     river        rose two       meters         on Monday     .
 */
#include "report/slots.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_WITNESSES = 3, N_ROWS = 6 };

static const char *const table[N_WITNESSES][N_ROWS] = {
    {"The", "river", "rose two", "metres", "on Monday", "."},
    {"The", "stream", NULL, NULL, NULL, "."},
    {"The", "river", "rose two", "meters", "on Monday", "."},
};

typedef struct {
    arena mem;
    text texts[N_WITNESSES];
    cell cells[N_ROWS][N_WITNESSES];
    collation_row rows[N_ROWS];
    uint32_t witnesses[N_WITNESSES];
    family fam;
    findings f;
} made;

static void make_text(made *m, uint32_t w)
{
    char words[200] = "";
    for (uint32_t r = 0; r < N_ROWS; r++) {
        const char *here = table[w][r];
        if (here && *words && *here != '.')
            strcat(words, " ");
        if (here)
            strcat(words, here);
    }
    slice bytes = arena_slice(&m->mem, slice_of_str(words));
    span whole = {0, (uint32_t)bytes.len};
    text_split(&m->mem, bytes, &whole, 1, SLICE("en"), &m->texts[w]);
}

static uint32_t n_tokens(const char *words)
{
    uint32_t n = words != NULL;
    for (; words && *words; words++)
        n += *words == ' ';
    return n;
}

static void fill_column(made *m, uint32_t w)
{
    uint32_t next = 0;
    for (uint32_t r = 0; r < N_ROWS; r++) {
        cell *c = &m->cells[r][w];
        c->first = next;
        next = c->last = next + n_tokens(table[w][r]);
        c->out = !table[w][r];
        c->bytes.start = c->bytes.end = c->first < m->texts[w].n_tokens
                                            ? m->texts[w].tokens[c->first].start
                                            : (uint32_t)m->texts[w].bytes.len;
    }
}

static void number_row(made *m, uint32_t r)
{
    collation_row *row = &m->rows[r];
    row->cells = m->cells[r];
    for (uint32_t w = 0; w < N_WITNESSES; w++) {
        const char *mine = table[w][r];
        uint32_t same = 0;
        while (same < w && (mine == NULL || table[same][r] == NULL
                                ? mine != table[same][r]
                                : strcmp(mine, table[same][r]) != 0))
            same++;
        row->cells[w].reading = same < w ? row->cells[same].reading : row->n_readings++;
    }
}

static int set_up(void **state)
{
    static made m;
    m = (made){0};
    arena_init(&m.mem);
    for (uint32_t w = 0; w < N_WITNESSES; w++) {
        m.witnesses[w] = w;
        make_text(&m, w);
        fill_column(&m, w);
    }
    for (uint32_t r = 0; r < N_ROWS; r++)
        number_row(&m, r);
    m.rows[1].edit = EDIT_WORDING;
    m.rows[2].edit = m.rows[4].edit = EDIT_CUT;
    m.rows[3].edit = EDIT_SPELLING;
    m.rows[2].lacuna = m.rows[3].lacuna = m.rows[4].lacuna = 1;
    m.fam.witnesses = m.witnesses;
    m.fam.n_witnesses = N_WITNESSES;
    m.fam.collated = (collation){m.rows, N_ROWS, N_WITNESSES, NULL, 0};
    m.f.texts = m.texts;
    *state = &m;
    return 0;
}

static int tear_down(void **state)
{
    made *m = *state;
    arena_deinit(&m->mem);
    return 0;
}

static void expect_at(const made *m, const slots *s, uint32_t w, const char *words)
{
    assert_true(slice_eq_str(slice_in(m->texts[w].bytes, s->at[w]), words));
}

static void test_slots(void **state)
{
    made *m = *state;
    slots s = slots_of(&m->mem, &m->f, &m->fam);

    assert_true(slots_next(&s));
    assert_int_equal(s.edit, EDIT_WORDING);
    assert_int_equal(s.n_readings, 2);
    assert_int_equal(s.readings[0], s.readings[2]);
    assert_int_equal(s.counts[s.readings[0]], 2);
    assert_int_equal(s.first[s.readings[1]], 1);
    expect_at(m, &s, 1, "stream");

    // the whole cut is one slot; the others' texts of it differ
    assert_true(slots_next(&s));
    assert_int_equal(s.edit, EDIT_CUT);
    assert_int_equal(s.n_readings, 3);
    expect_at(m, &s, 0, "rose two metres on Monday");
    expect_at(m, &s, 1, "");
    expect_at(m, &s, 2, "rose two meters on Monday");

    // what they differ in, without the one that lacks it
    assert_true(slots_next(&s));
    assert_int_equal(s.edit, EDIT_SPELLING);
    assert_int_equal(s.n_readings, 2);
    assert_int_equal(s.readings[1], SLOT_ABSENT);
    expect_at(m, &s, 0, "metres");
    expect_at(m, &s, 2, "meters");

    assert_false(slots_next(&s));
    assert_false(slots_next(&s));
}

static void test_one_stretch_may_be_of_two_kinds(void **state)
{
    made *m = *state;
    m->rows[4].edit = EDIT_MOVED;
    slots s = slots_of(&m->mem, &m->f, &m->fam);
    const edit_class expected[] = {EDIT_WORDING, EDIT_CUT, EDIT_SPELLING, EDIT_MOVED};
    for (size_t i = 0; i < 4; i++) {
        assert_true(slots_next(&s));
        assert_int_equal(s.edit, expected[i]);
    }
    expect_at(m, &s, 0, "on Monday");
    assert_false(slots_next(&s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_slots, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_stretch_may_be_of_two_kinds, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("slots", tests, NULL, NULL);
}
