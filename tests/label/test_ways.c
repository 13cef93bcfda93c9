/* Ways to choose spans, against trying all of them one after the other. */
#include "label/learn.h"
#include "label/ways.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TOKENS = 8, SPANS = 9, WORD = 2, FIRST = 4 };

static float random_score(dice *d, float most)
{
    return ((float)dice_below(d, 2001) / 1000 - 1) * most;
}

/* A small stretch with candidates, and numbers for all that counts. */
typedef struct {
    span_candidates all;
    float worth[SPANS];
    uint8_t marks[TOKENS];
    way_steps steps, powers;
} scene;

static void make_scene(arena *a, dice *d, scene *s)
{
    memset(s, 0, sizeof *s);
    for (uint32_t first = 0; first < TOKENS; first++)
        for (uint32_t n = dice_below(d, 3); n > 0 && s->all.n < SPANS; n--) {
            s->worth[s->all.n] = random_score(d, 4);
            uint32_t last = first + 1 + dice_below(d, TOKENS - first);
            label_part part = (label_part)dice_below(d, N_PARTS);
            vec_push(a, &s->all, (span_candidate){part, first, last, 0.5f});
        }
    for (uint32_t i = 0; i < TOKENS; i++)
        s->marks[i] =
            (uint8_t)(1 + dice_below(d, 2) + (dice_below(d, 4) == 0 ? FIRST : 0));
    float *steps = s->steps.of[0][0];
    for (uint32_t i = 0; i < WAY_NUMBERS; i++)
        steps[i] = random_score(d, 2);
    ways_open(&s->steps, &s->powers);
}

static bool overlap(const span_candidate *a, const span_candidate *b)
{
    return a->first < b->last && b->first < a->last;
}

static bool fits(const scene *s, uint32_t set)
{
    for (uint32_t k = 0; k < s->all.n; k++)
        for (uint32_t j = 0; j < k; j++)
            if ((set >> k & 1) && (set >> j & 1) && overlap(&s->all.v[j], &s->all.v[k]))
                return false;
    return true;
}

/* What a way is worth; its steps are added to `taken`, `by` each. */
static double walk(const scene *s, uint32_t set, double by,
                   double taken[N_PARTS + 1][WAY_GAPS][WAY_HISTORIES])
{
    double sum = 0;
    uint32_t parts[3] = {3, 3, 3}, gap = 0;
    for (uint32_t i = 0; i < TOKENS;) {
        gap = i > 0 && (s->marks[i] & FIRST) ? 3 : gap;
        uint32_t history = parts[0] * 16 + parts[1] * 4 + parts[2], took = SPANS;
        for (uint32_t k = 0; k < s->all.n; k++)
            if ((set >> k & 1) && s->all.v[k].first == i)
                took = k;
        if (took == SPANS) {
            uint32_t mark = s->marks[i++] & 3;
            gap = mark > gap ? mark : gap;
            continue;
        }
        label_part part = s->all.v[took].part;
        sum += (double)s->worth[took] + (double)s->steps.of[part][gap][history];
        taken[part][gap][history] += by;
        parts[0] = parts[1];
        parts[1] = parts[2];
        parts[2] = part;
        gap = 0;
        i = s->all.v[took].last;
    }
    uint32_t history = parts[0] * 16 + parts[1] * 4 + parts[2];
    taken[WAY_END][gap][history] += by;
    return sum + (double)s->steps.of[WAY_END][gap][history];
}

static void test_against_all(void **state)
{
    (void)state;
    dice d = {22};
    for (uint32_t round = 0; round < 200; round++) {
        arena a;
        arena_init(&a);
        scene s;
        make_scene(&a, &d, &s);
        static double taken[N_PARTS + 1][WAY_GAPS][WAY_HISTORIES];
        static double none[N_PARTS + 1][WAY_GAPS][WAY_HISTORIES];
        double *numbers = taken[0][0];
        memset(taken, 0, sizeof taken);
        double sum = 0, of[SPANS] = {0};
        uint32_t right = 0;
        for (uint32_t set = 0; set < 1u << s.all.n; set++) {
            if (!fits(&s, set))
                continue;
            double power = exp(walk(&s, set, 0, none));
            (void)walk(&s, set, power, taken);
            sum += power;
            for (uint32_t k = 0; k < s.all.n; k++)
                of[k] += set >> k & 1 ? power : 0;
            right = dice_below(&d, 5) == 0 ? set : right;
        }
        uint8_t is_right[SPANS];
        for (uint32_t k = 0; k < s.all.n; k++)
            is_right[k] = right >> k & 1;
        for (uint32_t i = 0; i < WAY_NUMBERS; i++)
            numbers[i] /= sum;
        (void)walk(&s, right, -1, taken);
        way_steps slope = {0};
        ways_likely(&a, &s.powers, &s.all, TOKENS, s.marks, s.worth, is_right, &slope);
        const float *got = slope.of[0][0];
        for (uint32_t k = 0; k < s.all.n; k++)
            assert_true(fabs((double)s.all.v[k].likely - of[k] / sum) < 1e-4);
        for (uint32_t i = 0; i < WAY_NUMBERS && s.all.n; i++)
            assert_true(fabs((double)got[i] - numbers[i]) < 1e-4);
        arena_deinit(&a);
    }
}

/* So many that the stretch is done in blocks: with steps of no weight each span that
 * stands alone is as likely as it is worth. */
static void test_long_stretch(void **state)
{
    (void)state;
    enum { MANY = 6000 };
    arena a;
    arena_init(&a);
    static way_steps powers;
    way_steps steps = {0};
    ways_open(&steps, &powers);
    span_candidates all = {0};
    uint8_t *marks = arena_array(&a, uint8_t, 3 * MANY);
    float *worth = arena_array(&a, float, MANY);
    dice d = {23};
    for (uint32_t k = 0; k < MANY; k++) {
        worth[k] = random_score(&d, 8);
        vec_push(&a, &all, (span_candidate){PART_CUE, 3 * k, 3 * k + 2, 0.5f});
    }
    memset(marks, WORD, 3 * MANY);
    ways_likely(&a, &powers, &all, 3 * MANY, marks, worth, NULL, NULL);
    for (uint32_t k = 0; k < MANY; k++)
        assert_true(fabs((double)all.v[k].likely - 1 / (1 + exp(-(double)worth[k]))) <
                    1e-3);
    arena_deinit(&a);
}

/* Spans that reach over one another for ever, and numbers that are much too large. */
static void test_never_ending(void **state)
{
    (void)state;
    enum { MANY = 12000, REACH = 300 };
    arena a;
    arena_init(&a);
    way_steps steps = {0};
    static way_steps powers;
    dice d = {24};
    float *numbers = steps.of[0][0];
    for (uint32_t i = 0; i < WAY_NUMBERS; i++)
        numbers[i] = random_score(&d, 20);
    ways_open(&steps, &powers);
    span_candidates all = {0};
    uint8_t *marks = arena_array(&a, uint8_t, MANY + REACH);
    float *worth = arena_array(&a, float, MANY);
    memset(marks, WORD, MANY + REACH);
    for (uint32_t k = 0; k < MANY; k++) {
        worth[k] = random_score(&d, k % 7 == 0 ? 1e6f : 30);
        vec_push(&a, &all,
                 (span_candidate){(label_part)dice_below(&d, N_PARTS), k,
                                  k + 1 + dice_below(&d, REACH), 0.5f});
    }
    ways_likely(&a, &powers, &all, MANY + REACH, marks, worth, NULL, NULL);
    for (uint32_t k = 0; k < MANY; k++)
        assert_true(all.v[k].likely >= 0 && all.v[k].likely <= 1);
    arena_deinit(&a);
}

/* What is gained, against looking at every pair. */
static void test_shares(void **state)
{
    (void)state;
    dice d = {25};
    for (uint32_t round = 0; round < 100; round++) {
        arena a;
        arena_init(&a);
        scene s;
        make_scene(&a, &d, &s);
        float gains[SPANS];
        for (uint32_t k = 0; k < s.all.n; k++)
            s.all.v[k].likely = (float)dice_below(&d, 1001) / 1000;
        candidates_share(&s.all, 0.4f, gains);
        for (uint32_t k = 0; k < s.all.n; k++) {
            const span_candidate *c = &s.all.v[k];
            double sum = (double)c->likely;
            for (uint32_t j = 0; j < s.all.n; j++) {
                const span_candidate *o = &s.all.v[j];
                uint32_t shared = 0, either = 0;
                for (uint32_t i = 0; i < TOKENS; i++) {
                    bool x = c->first <= i && i < c->last,
                         y = o->first <= i && i < o->last;
                    shared += x && y;
                    either += x || y;
                }
                if (j != k && o->part == c->part)
                    sum += 0.4 * (double)o->likely * shared / either;
            }
            assert_true(fabs((double)gains[k] - sum) < 1e-5);
        }
        arena_deinit(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_all),
        cmocka_unit_test(test_long_stretch),
        cmocka_unit_test(test_never_ending),
        cmocka_unit_test(test_shares),
    };
    return cmocka_run_group_tests_name("ways", tests, NULL, NULL);
}
