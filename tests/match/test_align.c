// The aligner against a slow and obvious one, and its anchors.
#include "../text/support.h"

#include "match/align.h"
#include "match/words.h"

enum { MOST = 24, OPEN = 3, EXTEND = 1 };

typedef struct {
    uint32_t i[MOST], j[MOST];
    int scores[4][4]; // of every two kinds of element
} small_case;

static int score_small(const void *ctx, uint32_t i, uint32_t j)
{
    const small_case *c = ctx;
    return c->scores[c->i[i]][c->j[j]];
}

/* The best score of i0 .. i1 with j0 .. j1, every gap tried at every length (Waterman,
 * Smith and Beyer 1976). */
static int slow_score(const small_case *c, uint32_t i0, uint32_t i1, uint32_t j0,
                      uint32_t j1)
{
    int best[MOST + 1][MOST + 1];
    for (uint32_t y = 0; y <= i1 - i0; y++)
        for (uint32_t x = 0; x <= j1 - j0; x++) {
            int b = x == 0 && y == 0 ? 0 : INT32_MIN / 2;
            if (x > 0 && y > 0)
                b = best[y - 1][x - 1] + score_small(c, i0 + y - 1, j0 + x - 1);
            for (uint32_t k = 1; k <= y; k++) {
                int s = best[y - k][x] - OPEN - EXTEND * (int)k;
                b = s > b ? s : b;
            }
            for (uint32_t k = 1; k <= x; k++) {
                int s = best[y][x - k] - OPEN - EXTEND * (int)k;
                b = s > b ? s : b;
            }
            best[y][x] = b;
        }
    return best[i1 - i0][j1 - j0];
}

/* What the pairs are worth together with the best that can stand between them: the same
 * as the whole, if and only if they lie on a best path. */
static int score_through(const small_case *c, const align_pairs *pairs, uint32_t n_i,
                         uint32_t n_j)
{
    int total = 0;
    uint32_t i = 0, j = 0;
    for (uint32_t k = 0; k < pairs->n; k++) {
        align_pair p = pairs->v[k];
        assert_true(p.i >= i && p.i < n_i && p.j >= j && p.j < n_j);
        total += slow_score(c, i, p.i, j, p.j) + score_small(c, p.i, p.j);
        i = p.i + 1;
        j = p.j + 1;
    }
    return total + slow_score(c, i, n_i, j, n_j);
}

static void random_case(small_case *c, uint64_t *random, uint32_t n_i, uint32_t n_j)
{
    for (uint32_t k = 0; k < n_i; k++)
        c->i[k] = random_below(random, 4);
    for (uint32_t k = 0; k < n_j; k++)
        c->j[k] = random_below(random, 4);
    for (uint32_t x = 0; x < 4; x++)
        for (uint32_t y = 0; y < 4; y++)
            c->scores[x][y] = x == y ? 1 + (int)random_below(random, 5)
                                     : 2 - (int)random_below(random, 6);
}

static void test_against_slow(void **state)
{
    (void)state;
    static const uint64_t no_keys[MOST];
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        uint64_t random = seed;
        arena a;
        arena_init(&a);
        small_case c;
        uint32_t n_i = random_below(&random, MOST + 1),
                 n_j = random_below(&random, MOST + 1);
        random_case(&c, &random, n_i, n_j);
        align_task task = {no_keys, no_keys, n_i, n_j, score_small, &c, OPEN, EXTEND};
        align_pairs pairs = {0};
        align_sequences(&a, &task, &pairs);
        int found = score_through(&c, &pairs, n_i, n_j),
            best = slow_score(&c, 0, n_i, 0, n_j);
        if (found != best)
            fail_msg("seed %u: %d, best is %d", (unsigned)seed, found, best);
        for (uint32_t k = 0; k < pairs.n; k++)
            assert_true(score_small(&c, pairs.v[k].i, pairs.v[k].j) >= 0);
        arena_deinit(&a);
    }
}

typedef struct {
    const uint64_t *i, *j;
} keyed;

static int score_keyed(const void *ctx, uint32_t i, uint32_t j)
{
    const keyed *k = ctx;
    return k->i[i] == k->j[j] ? 4 : -1;
}

/* Sequences with blocks moved around: pairs ascend on both sides. */
static void test_anchors_never_cross(void **state)
{
    (void)state;
    enum { LONG = 120, WORDS = 60 };
    for (uint64_t seed = 1; seed <= 500; seed++) {
        uint64_t random = seed, i[LONG], j[LONG];
        arena a;
        arena_init(&a);
        for (uint32_t k = 0; k < LONG; k++)
            i[k] = align_key(2 * (1 + random_below(&random, WORDS)), k % 4 != 0);
        memcpy(j, i, sizeof i);
        for (uint32_t k = random_below(&random, 6); k-- > 0;) {
            uint32_t from = random_below(&random, LONG - 20),
                     to = random_below(&random, LONG - 20);
            memmove(&j[to], &j[from], 20 * sizeof *j);
        }
        keyed keys = {i, j};
        align_task task = {i, j, LONG, LONG, score_keyed, &keys, OPEN, EXTEND};
        align_pairs pairs = {0};
        align_sequences(&a, &task, &pairs);
        for (uint32_t k = 0; k < pairs.n; k++) {
            assert_true(i[pairs.v[k].i] == j[pairs.v[k].j]);
            if (k > 0)
                assert_true(pairs.v[k].i > pairs.v[k - 1].i &&
                            pairs.v[k].j > pairs.v[k - 1].j);
        }
        arena_deinit(&a);
    }
}

/* Two runs that both sides have, in another order: the shorter one would be worth more
 * with what stands around it, the anchor decides where it has two words that carry it. */
static void test_anchor_holds(void **state)
{
    (void)state;
    enum { N = 10 };
    // 1 2 3 stands once on each side; the tens are worth more, but stand twice
    static const uint32_t words_i[N] = {1, 2, 3, 10, 11, 12, 13, 10, 11, 12};
    static const uint32_t words_j[N] = {10, 11, 12, 13, 10, 11, 12, 1, 2, 3};
    for (int carries = 0; carries < 2; carries++) {
        arena a;
        arena_init(&a);
        uint64_t i[N], j[N];
        for (uint32_t k = 0; k < N; k++) {
            i[k] = align_key(2 * (uint64_t)words_i[k], carries && words_i[k] < 10);
            j[k] = align_key(2 * (uint64_t)words_j[k], carries && words_j[k] < 10);
        }
        keyed keys = {i, j};
        align_task task = {i, j, N, N, score_keyed, &keys, OPEN, EXTEND};
        align_pairs pairs = {0};
        align_sequences(&a, &task, &pairs);
        assert_int_equal(pairs.n, carries ? 3 : 7);
        assert_int_equal(pairs.v[0].i, carries ? 0 : 3);
        assert_int_equal(pairs.v[0].j, carries ? 7 : 0);
        arena_deinit(&a);
    }
}

static void test_equal_and_empty(void **state)
{
    (void)state;
    enum { LONG = 30000 };
    arena a;
    arena_init(&a);
    uint64_t *keys = arena_array(&a, uint64_t, LONG), random = 7;
    for (uint32_t k = 0; k < LONG; k++)
        keys[k] = align_key(random_next(&random), k % 3 != 0);
    keyed both = {keys, keys};
    align_task task = {keys, keys, LONG, LONG, score_keyed, &both, OPEN, EXTEND};
    align_pairs pairs = {0};
    align_sequences(&a, &task, &pairs); // by its anchors: the cells would be too many
    assert_int_equal(pairs.n, LONG);
    for (uint32_t k = 0; k < LONG; k++)
        assert_true(pairs.v[k].i == k && pairs.v[k].j == k);
    pairs.n = task.n_j = 0;
    align_sequences(&a, &task, &pairs);
    assert_int_equal(pairs.n, 0);
    arena_deinit(&a);
}

/* More cells than are looked at, and nothing to anchor them: left unaligned. */
static void test_too_large(void **state)
{
    (void)state;
    enum { LONG = 6000 };
    arena a;
    arena_init(&a);
    uint64_t *keys = arena_array(&a, uint64_t, LONG);
    for (uint32_t k = 0; k < LONG; k++)
        keys[k] = align_key(2, true);
    keyed both = {keys, keys};
    align_task task = {keys, keys, LONG, LONG, score_keyed, &both, OPEN, EXTEND};
    align_pairs pairs = {0};
    align_sequences(&a, &task, &pairs);
    assert_int_equal(pairs.n, 0);
    arena_deinit(&a);
}

static int worth(arena *a, const char *x, const char *y)
{
    // in the middle of a sentence, so that a capital says something
    text tx = make_text(a, arena_format(a, "Then a %s b.", x)),
         ty = make_text(a, arena_format(a, "Then a %s b.", y));
    int score = words_score(&tx.tokens[2], &ty.tokens[2]);
    assert_int_equal(score, words_score(&ty.tokens[2], &tx.tokens[2]));
    return score;
}

/* What may stand for what: the same word before the same stem before a name for a name;
 * a content word never for a function word. */
static void test_worth_of_words(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    int same = worth(&a, "soldiers", "soldiers"), function = worth(&a, "the", "the"),
        stem = worth(&a, "soldiers", "soldier"), names = worth(&a, "Lorvan", "Orlo"),
        numbers = worth(&a, "2,500", "40"), other = worth(&a, "soldiers", "bread"),
        mixed = worth(&a, "soldiers", "the"), changed = worth(&a, "the", "a");
    assert_true(same > stem && stem > names && names > 0);
    assert_true(same > function && function > 0);
    assert_int_equal(names, numbers);
    assert_true(changed >= 0 && changed < function);
    assert_true(other < 0 && mixed < other);
    assert_true(worth(&a, "Lorvan", "bread") < 0);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_slow), cmocka_unit_test(test_anchors_never_cross),
        cmocka_unit_test(test_anchor_holds), cmocka_unit_test(test_equal_and_empty),
        cmocka_unit_test(test_too_large),    cmocka_unit_test(test_worth_of_words),
    };
    return cmocka_run_group_tests_name("align", tests, NULL, NULL);
}
