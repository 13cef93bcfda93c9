// Runs along a diagonal, sixteen words at a time, against word by word; and anchors
// against a look at every word.
#include "../text/support.h"

#include "match/anchors.h"
#include "match/extend.h"

enum { MOST_WORDS = 200 };

typedef struct {
    uint32_t keys[MOST_WORDS];
    uint8_t words[MOST_WORDS];
    word_run run;
} made;

static void make(made *t, uint64_t *rng, uint32_t n, uint32_t vocabulary)
{
    for (uint32_t i = 0; i < n; i++) {
        t->keys[i] = random_below(rng, vocabulary) * 0x9e3779b1u;
        t->words[i] = (uint8_t)random_below(rng, 256);
    }
    t->run = (word_run){t->keys, t->words, n, {0, 0}};
}

/* Some of a's words in the places where they stand there. */
static void make_alike(made *to, const made *from, uint64_t *rng, uint32_t percent)
{
    for (uint32_t i = 0; i < to->run.n && i < from->run.n; i++)
        if (random_below(rng, 100) < percent) {
            to->keys[i] = from->keys[i];
            to->words[i] = from->words[i];
        }
}

static uint32_t slow_extend(const word_run *x, const word_run *y, uint32_t a, uint32_t b,
                            uint32_t n, int by, run *r)
{
    int32_t score = 0, best = 0;
    uint32_t n_best = 0, k = 0;
    run since = {0};
    for (; k < n && score > best - PAIR_DROP; k++) {
        uint32_t i = by > 0 ? a + k : a - k, j = by > 0 ? b + k : b - k;
        uint8_t word = x->words[i];
        if (x->keys[i] != y->keys[j]) {
            score -= PAIR_MISS;
            continue;
        }
        score += word & WORD_WEIGHT;
        since.n_same++;
        since.bits += word & WORD_WEIGHT;
        since.own += weights_own(word);
        if (score > best) {
            best = score;
            n_best = k + 1;
            run_add_counts(r, &since);
            since = (run){0};
        }
    }
    r->n_steps += k;
    r->score += best;
    return n_best;
}

static void assert_same_run(uint64_t seed, const run *quick, const run *slow)
{
    if (memcmp(quick, slow, sizeof *quick) != 0)
        fail_msg("seed %u: %u words, %u bits, score %d, %u steps; should be %u, %u, %d, "
                 "%u",
                 (unsigned)seed, quick->n_same, quick->bits, quick->score, quick->n_steps,
                 slow->n_same, slow->bits, slow->score, slow->n_steps);
}

static void test_extend(void **state)
{
    (void)state;
    static made x, y;
    for (uint64_t seed = 1; seed < 20000; seed++) {
        uint64_t rng = seed;
        uint32_t n_x = 1 + random_below(&rng, MOST_WORDS),
                 n_y = 1 + random_below(&rng, MOST_WORDS);
        uint32_t vocabulary = 1 + random_below(&rng, random_below(&rng, 2) ? 6 : 5000);
        make(&x, &rng, n_x, vocabulary);
        make(&y, &rng, n_y, vocabulary);
        make_alike(&y, &x, &rng, random_below(&rng, 101));
        uint32_t a = random_below(&rng, n_x), b = random_below(&rng, n_y);
        if (random_below(&rng, 2))
            a = b = a < n_y ? a : b < n_x ? b : 0;
        uint32_t ahead = n_x - a < n_y - b ? n_x - a : n_y - b,
                 behind = (a < b ? a : b) + 1;
        if (random_below(&rng, 2)) {
            ahead = random_below(&rng, ahead + 1);
            behind = random_below(&rng, behind + 1);
        }
        run quick = {0}, slow = {0};
        quick.n = extend_forward(&x.run, &y.run, a, b, ahead, &quick);
        slow.n = slow_extend(&x.run, &y.run, a, b, ahead, 1, &slow);
        assert_same_run(seed, &quick, &slow);
        quick.n = extend_back(&x.run, &y.run, a, b, behind, &quick);
        slow.n = slow_extend(&x.run, &y.run, a, b, behind, -1, &slow);
        assert_same_run(seed, &quick, &slow);
    }
}

/* Where key stands in the text, plus one; ANCHOR_MANY; 0. */
static uint32_t slow_place(const word_run *of, uint32_t key)
{
    uint32_t place = 0;
    for (uint32_t i = 0; i < of->n; i++)
        if (of->keys[i] == key && !(of->words[i] & WORD_FUNCTION))
            place = place ? ANCHOR_MANY : i + 1;
    return place;
}

static uint32_t slow_pair(const word_run *of, uint32_t first, uint32_t second)
{
    uint32_t place = 0, n = 0;
    for (uint32_t i = 0; i + 1 < of->n; i++)
        if (of->keys[i] == first && of->keys[i + 1] == second &&
            !(of->words[i] & WORD_FUNCTION)) {
            place = i + 1;
            n++;
        }
    return n == 1 ? place : 0;
}

static void check_anchors(uint64_t seed, const anchors *t, const word_run *b)
{
    anchor found[MOST_WORDS + 1];
    anchor_bound bound = anchors_look_up(t, b, found);
    uint64_t bits = 0;
    uint32_t n = 0;
    for (uint32_t j = 0; j < b->n; j++) {
        bool function = b->words[j] & WORD_FUNCTION;
        uint32_t place = function ? 0 : slow_place(&t->text, b->keys[j]);
        if (function || place)
            bits += b->words[j] & WORD_WEIGHT;
        if (!place)
            continue;
        if (n == bound.n_same || found[n].j != j || found[n].place != place)
            fail_msg("seed %u: word %u stands at %u", (unsigned)seed, j, place);
        n++;
        if (place == ANCHOR_MANY && j + 1 < b->n)
            assert_int_equal(anchors_pair(t, b->keys[j], b->keys[j + 1]),
                             slow_pair(&t->text, b->keys[j], b->keys[j + 1]));
    }
    assert_int_equal(bound.n_same, n);
    assert_int_equal(bound.bits, bits);
}

static void test_anchors(void **state)
{
    (void)state;
    static made x, y;
    arena a;
    arena_init(&a);
    anchors t = {.out = &a};
    for (uint64_t seed = 1; seed < 5000; seed++) {
        uint64_t rng = seed;
        uint32_t vocabulary = 1 + random_below(&rng, random_below(&rng, 2) ? 30 : 5000);
        make(&x, &rng, random_below(&rng, MOST_WORDS), vocabulary);
        make(&y, &rng, random_below(&rng, MOST_WORDS), vocabulary);
        anchors_set(&t, &x.run);
        check_anchors(seed, &t, &y.run);
    }
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extend),
        cmocka_unit_test(test_anchors),
    };
    return cmocka_run_group_tests_name("extend", tests, NULL, NULL);
}
