// Who holds which place: entries of a place's timeline.
#include "compared.h"

static compared *compare_three(const char *a, const char *b, const char *third)
{
    compared *c = calloc(1, sizeof *c);
    assert_non_null(c);
    pile_init(&c->p);
    pile_add(&c->p, "The Lantern", "2031-05-08", NULL, slice_of_str(a));
    pile_add(&c->p, "The Courier", "2031-05-08", NULL, slice_of_str(b));
    if (third)
        pile_add(&c->p, "Hill Radio", "2031-05-08", NULL, slice_of_str(third));
    compare_pile(c, NULL, 0);
    check_findings(c);
    return c;
}

static void free_compared(compared *c)
{
    arena_deinit(&c->p.a);
    free(c);
}

static const place_view *view_of(const compared *c, const char *place)
{
    for (uint32_t i = 0; i < c->result.n_places; i++)
        if (slice_eq_str(c->facts.names.entities[c->result.places[i].entity].label,
                         place))
            return &c->result.places[i];
    return NULL;
}

static const place_state *state_in(const compared *c, const char *place,
                                   const char *state)
{
    const place_view *v = view_of(c, place);
    for (uint32_t i = 0; v && i < v->timeline.n; i++)
        if (slice_eq_str(v->timeline.v[i].state, state))
            return &v->timeline.v[i];
    fail_msg("%s is not %s", place, state);
    return NULL;
}

static bool comes_from(const compared *c, const uint32_t *list, uint32_t n,
                       uint32_t article_index)
{
    for (uint32_t i = 0; i < n; i++)
        if (c->facts.statements.statements[list[i]].article == article_index)
            return true;
    return false;
}

static void test_an_entry(void **state)
{
    (void)state;
    compared *c = compare_three(
        "The Tarvian army captured the town of Velmar on Monday, the governor said.\n",
        "The Red Union denied that the Tarvian army had captured the town of Velmar.\n",
        NULL);
    const place_state *s = state_in(c, "Velmar", "taken");
    assert_true(slice_eq_str(s->from, "2031-05-05"));
    assert_true(slice_find(s->holder, SLICE("army"), 0) < s->holder.len);
    assert_true(comes_from(c, s->according_to.v, s->according_to.n, 0));
    assert_false(comes_from(c, s->according_to.v, s->according_to.n, 1));
    assert_true(comes_from(c, s->disputed_by.v, s->disputed_by.n, 1));
    free_compared(c);
}

static void test_the_town_is_the_one_named_before(void **state)
{
    (void)state;
    compared *c = compare_three(
        "Shells fell on Velmar, a town on the river, all night.\n"
        "The army said it had captured the town on Tuesday.\n",
        "The village of Ostrin was quiet. Nobody was hurt in the village of Ostrin.\n",
        NULL);
    const place_state *s = state_in(c, "Velmar", "taken");
    assert_true(comes_from(c, s->according_to.v, s->according_to.n, 0));
    assert_null(view_of(c, "Ostrin"));
    free_compared(c);
}

static void test_another_town_is_not_meant(void **state)
{
    (void)state;
    compared *c = compare_three(
        "Shells fell on Velmar, a town on the river, all night.\n"
        "The army said it had captured a town in the hills.\n",
        "The army said it had captured a town near the town of Velmar.\n", NULL);
    assert_null(view_of(c, "Velmar"));
    free_compared(c);
}

static void test_what_is_not_said_to_be(void **state)
{
    (void)state;
    compared *c = compare_three(
        "The army said it would capture the town of Velmar on Monday.\n",
        "It was not clear whether the army had captured the town of Velmar, the mayor "
        "said.\n",
        "The army said it was fighting to capture the town of Velmar.\n");
    assert_null(view_of(c, "Velmar"));
    free_compared(c);
}

// Parts of a town, and what goes on, against those who say that they have it.
static void test_parts_and_what_goes_on(void **state)
{
    (void)state;
    compared *c = compare_three(
        "The army said its troops had entered the town of Velmar on Wednesday.\n"
        "The army said the town was calm and under the full control of the government.\n",
        "The army said its troops had entered the town of Velmar on Wednesday.\n"
        "Tarsin, a rebel commander, said his fighters still held the old market.\n",
        "The Red Union claimed to have captured the town of Velmar on Tuesday.\n");
    const place_state *held = NULL;
    const place_view *v = view_of(c, "Velmar");
    assert_non_null(v);
    bool by_fighters = false, by_government = false, by_union = false;
    for (uint32_t i = 0; i < v->timeline.n; i++) {
        held = &v->timeline.v[i];
        bool is_held = slice_starts(held->state, SLICE("held"));
        by_fighters |=
            is_held && comes_from(c, held->according_to.v, held->according_to.n, 1);
        by_government |= is_held && slice_find(held->holder, SLICE("government"), 0) <
                                        held->holder.len;
        by_union |= slice_eq_str(held->state, "taken") &&
                    slice_find(held->holder, SLICE("Union"), 0) < held->holder.len;
    }
    assert_true(by_fighters);
    assert_true(by_government);
    assert_true(by_union);
    free_compared(c);
}

// What a party says and what "its spokesman" adds are no disagreement.
static void test_its_spokesman_is_no_rival(void **state)
{
    (void)state;
    static const char *const words =
        "Fighting went on in the town of Velmar.\n"
        "The valley committee denied that it had lost the town of Velmar.\n"
        "Its spokesman, Ilan Dost, said his men still held the town of Velmar.\n";
    compared *c = compare_three(words, words, NULL);
    for (uint32_t i = 0; i < c->result.n_disagreements; i++)
        assert_int_not_equal(c->result.disagreements[i].kind, DISAGREE_HOLDER);
    free_compared(c);
}

static void test_forms(void **state)
{
    (void)state;
    static const struct {
        const char *sentence, *state, *holder;
    } forms[] = {
        {"The mayor said the town of Velmar was captured by the Hill League.\n", "taken",
         "Hill League"},
        {"The mayor said the town of Velmar is in the hands of the Hill League.\n",
         "held", "Hill League"},
        {"The mayor said the Hill League had withdrawn from Velmar.\n", "left",
         "Hill League"},
        {"The mayor said the Hill League had entered the town of Velmar.\n", "entered",
         "Hill League"},
        {"The mayor said the union had closed the port of Velmar.\n", "closed", "union"},
        {"The mayor said the port of Velmar was open again.\n", "open", ""},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        compared *c = compare_three(forms[i].sentence,
                                    "Velmar is a town on the river, and a port.\n", NULL);
        const place_state *s = state_in(c, "Velmar", forms[i].state);
        slice holder = slice_of_str(forms[i].holder);
        if (holder.len && slice_find(s->holder, holder, 0) == s->holder.len)
            fail_msg("%s: %.*s", forms[i].sentence, (int)s->holder.len, s->holder.ptr);
        free_compared(c);
    }
}

/* Rivals of one place do not dispute who has another. */
static void test_disputes_stay_with_their_place(void **state)
{
    (void)state;
    compared *c = compare_three(
        "The army said it held the town of Velmar on Tuesday.\n",
        "The Red Union said its fighters still held the town of Velmar on Tuesday.\n",
        "The Hill League said its men held the town of Ostrin on Tuesday.\n");
    const place_view *velmar = view_of(c, "Velmar"), *ostrin = view_of(c, "Ostrin");
    assert_non_null(velmar);
    assert_non_null(ostrin);
    assert_int_equal(velmar->timeline.n, 2);
    for (uint32_t i = 0; i < 2; i++) {
        const place_state *s = &velmar->timeline.v[i];
        assert_int_equal(s->disputed_by.n, 1);
        assert_false(comes_from(c, s->disputed_by.v, s->disputed_by.n, 2));
    }
    assert_int_equal(ostrin->timeline.n, 1);
    assert_int_equal(ostrin->timeline.v[0].disputed_by.n, 0);
    free_compared(c);
}

static void show(const place_view *v)
{
    for (uint32_t i = 0; v && i < v->timeline.n; i++)
        print_message("  %.*s %.*s by %.*s\n", (int)v->timeline.v[i].from.len,
                      v->timeline.v[i].from.ptr, (int)v->timeline.v[i].state.len,
                      v->timeline.v[i].state.ptr, (int)v->timeline.v[i].holder.len,
                      v->timeline.v[i].holder.ptr);
}

static const place_state *state_at(const place_view *v, const char *state)
{
    for (uint32_t i = 0; v && i < v->timeline.n; i++)
        if (slice_eq_str(v->timeline.v[i].state, state))
            return &v->timeline.v[i];
    show(v);
    return NULL;
}

// "The old bridge" is a place of its own; that a part is held is told of its town, too.
static void test_facilities(void **state)
{
    (void)state;
    compared *c = compare_three(
        "The army said it had entered the town of Velmar on Wednesday.\n"
        "Tarsin, a rebel commander, said his fighters still held the northern quarter "
        "and "
        "the old bridge.\n",
        "Rescuers said on Wednesday that Velmar station was closed.\n"
        "The road to Velmar, a market town, was cleared, but the grain bridge there "
        "reopened on Thursday.\n",
        NULL);
    assert_non_null(state_at(view_of(c, "the old bridge"), "held"));
    assert_non_null(state_at(view_of(c, "the northern quarter"), "held"));
    assert_non_null(state_at(view_of(c, "Velmar"), "held: the northern quarter"));
    assert_non_null(state_at(view_of(c, "Velmar station"), "closed"));
    assert_non_null(state_at(view_of(c, "the grain bridge"), "reopened"));
    free_compared(c);
}

// "X, a town that has been under the control of Y": the town, and who has it.
static void test_relative_clauses(void **state)
{
    (void)state;
    compared *c = compare_three(
        "Rain fell on Velmar, a town of mills that has been under the control of the Red "
        "Union since Saturday.\n",
        "Troops fired at the port of Ostrin, which the Blue Front has held since "
        "March.\n",
        "Ostrin, a port of 9,000 people, was evacuated on Tuesday and remained closed to "
        "ships.\n");
    const place_state *held = state_at(view_of(c, "Velmar"), "held");
    assert_non_null(held);
    assert_true(slice_eq_str(held->holder, "the Red Union"));
    held = state_at(view_of(c, "Ostrin"), "held");
    assert_non_null(held);
    assert_true(slice_eq_str(held->holder, "the Blue Front"));
    assert_non_null(state_at(view_of(c, "Ostrin"), "evacuated"));
    assert_non_null(state_at(view_of(c, "Ostrin"), "closed"));
    free_compared(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_entry),
        cmocka_unit_test(test_the_town_is_the_one_named_before),
        cmocka_unit_test(test_another_town_is_not_meant),
        cmocka_unit_test(test_what_is_not_said_to_be),
        cmocka_unit_test(test_parts_and_what_goes_on),
        cmocka_unit_test(test_facilities),
        cmocka_unit_test(test_relative_clauses),
        cmocka_unit_test(test_its_spokesman_is_no_rival),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_disputes_stay_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
