/* Full alignment: the two ways to the best score agree, and the stretches are there. */
#include "files.h"

#include "bench/random.h"
#include "bench/reach.h"
#include "match/align_all.h"

enum { LONGEST = 60 };

typedef struct {
    uint32_t keys[LONGEST];
    uint8_t words[LONGEST];
    word_place places[LONGEST];
    word_run run;
} made_text;

static uint8_t weight_of(uint32_t key)
{
    return (uint8_t)(1 + key % 12);
}

/* Random words, or another text's with some of them changed, dropped and added. */
static void make_text(made_text *t, const made_text *like, dice *d)
{
    uint32_t n = 0, n_words = dice_below(d, LONGEST + 1), n_keys = dice_between(d, 1, 80);
    for (uint32_t i = 0; n < n_words; i++) {
        uint32_t how = dice_below(d, 10);
        if (like && i < like->run.n && how == 0)
            continue;
        bool same = like && i < like->run.n && how < 8;
        t->keys[n++] = same ? like->keys[i] : dice_below(d, n_keys);
    }
    t->run = (word_run){.keys = t->keys, .words = t->words, .n = n};
    for (uint32_t i = 0; i < n; i++) {
        t->words[i] = weight_of(t->keys[i]);
        t->run.sums.bits += t->words[i];
        t->run.sums.own += weights_own(t->words[i]);
    }
    word_places(&t->run, t->places);
}

/* What the equal words of the way earn less what lies between them. */
static int32_t score_of(const aligner *x, const made_text *a, uint32_t n)
{
    int32_t score = 0;
    for (uint32_t k = 0; k < n; k++) {
        const same_cell *c = &x->cells[x->way[k]];
        score += a->words[c->i];
        if (k == 0)
            continue;
        const same_cell *next = &x->cells[x->way[k - 1]];
        assert_true(c->i < next->i && c->j < next->j);
        uint32_t rows = next->i - c->i - 1, columns = next->j - c->j - 1;
        score -= PAIR_MISS * (int32_t)(rows > columns ? rows : columns);
    }
    return score;
}

static void test_both_ways(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem);
    uint32_t n_cells_way = 0;
    for (uint64_t seed = 0; seed < 3000; seed++) {
        dice d = dice_of(seed, 7, 7);
        made_text a = {0}, b = {0};
        make_text(&a, NULL, &d);
        make_text(&b, seed % 3 ? &a : NULL, &d);
        arena *tmp = arena_sub(&mem);
        aligner x = {.a = tmp};
        x.taken_a = arena_alloc(tmp, LONGEST);
        x.taken_b = arena_alloc(tmp, LONGEST);
        for (uint32_t i = 0; i < LONGEST / 6; i++)
            x.taken_a[dice_below(&d, LONGEST)] = x.taken_b[dice_below(&d, LONGEST)] = 1;
        uint32_t n_way, n_cells = 0;
        int32_t table = align_by_table(&x, &a.run, &b.run, &n_way);
        assert_int_equal(score_of(&x, &a, n_way), table);
        x.n_cells = 0;
        x.cells = arena_array(tmp, same_cell, LONGEST * LONGEST + 1);
        x.n_cells = LONGEST * LONGEST;
        for (uint32_t i = 0; i < a.run.n; i++)
            for (uint32_t j = 0; j < b.run.n; j++)
                if (a.keys[i] == b.keys[j] && !x.taken_a[i] && !x.taken_b[j])
                    x.cells[n_cells++] = (same_cell){i, j, 0, UINT32_MAX};
        int32_t cells = align_by_cells(&x, &a.run, &b.run, n_cells, &n_way);
        if (cells >= 0 && cells != table)
            fail_msg("seed %llu: %d by cells, %d by table", (unsigned long long)seed,
                     cells, table);
        if (cells >= 0)
            assert_int_equal(score_of(&x, &a, n_way), table);
        n_cells_way += cells >= 0;
        arena_release(tmp);
    }
    assert_true(n_cells_way > 1000);
    arena_deinit(&mem);
}

static void test_stretches(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem);
    aligner x = {.a = &mem};
    for (uint64_t seed = 0; seed < 1000; seed++) {
        dice d = dice_of(seed, 8, 8);
        made_text a = {0}, b = {0};
        make_text(&a, NULL, &d);
        make_text(&b, &a, &d);
        pair_result r;
        align_all(&x, &a.run, &b.run, a.places, b.places, &r);
        for (uint32_t i = 0; i < r.n_stretches; i++) {
            const stretch *s = &r.stretches[i];
            assert_true(s->a_last <= a.run.n && s->b_last <= b.run.n);
            assert_true(s->n_same >= PAIR_LEAST_WORDS && s->bits >= PAIR_LEAST_BITS);
            assert_true(s->n_same <= s->a_last - s->a_first);
            assert_int_equal(a.keys[s->a_first], b.keys[s->b_first]);
            assert_int_equal(a.keys[s->a_last - 1], b.keys[s->b_last - 1]);
        }
        // A text is all of itself.
        align_all(&x, &a.run, &a.run, a.places, a.places, &r);
        if (a.run.n >= PAIR_LEAST_WORDS && a.run.sums.bits >= PAIR_LEAST_BITS)
            assert_true(r.share > 0.999);
    }
    arena_deinit(&mem);
}

/* Keys as small as these do not pass for each other: the bound is the score. Scratch from
 * one pair is there in the next. */
static void test_reach(void **state)
{
    (void)state;
    arena mem;
    arena_init(&mem);
    aligner x = {.a = &mem};
    reach_scratch scratch = {.a = &mem};
    x.taken_a = arena_alloc(&mem, LONGEST);
    x.taken_b = arena_alloc(&mem, LONGEST);
    uint32_t n_reached = 0;
    for (uint64_t seed = 0; seed < 3000; seed++) {
        dice d = dice_of(seed, 9, 9);
        made_text a = {0}, b = {0};
        make_text(&a, NULL, &d);
        make_text(&b, seed % 3 ? &a : NULL, &d);
        reach_text ready[2];
        reach_init(&mem, &a.run, &ready[0]);
        reach_init(&mem, &b.run, &ready[1]);
        uint32_t n_way;
        int32_t score = align_by_table(&x, &a.run, &b.run, &n_way);
        for (uint8_t least = 1; least <= 200; least = (uint8_t)(least + 7)) {
            bool could = reach_could(&scratch, &ready[0], &ready[1], least);
            if (could != (score >= least))
                fail_msg("seed %llu: the score is %d, not %u", (unsigned long long)seed,
                         score, least);
            n_reached += could;
        }
    }
    assert_true(n_reached > 1000);
    arena_deinit(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_ways),
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_stretches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
