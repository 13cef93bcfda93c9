/* Numbers that are the same, and others in their places, in texts of which it is known.
 */
#include "../text/support.h"

#include "match/numbers.h"

enum { MOST_WORDS = 1200 };

typedef struct {
    uint32_t keys[MOST_WORDS];
    uint8_t words[MOST_WORDS];
    word_run run;
} made;

static void add(made *t, uint32_t key, uint32_t word)
{
    t->keys[t->run.n] = key;
    t->words[t->run.n++] = (uint8_t)word;
}

static void begin(made *t)
{
    t->run = (word_run){.keys = t->keys, .words = t->words};
}

static number_count compare_all(const made *a, const made *b)
{
    stretch s = {.a_last = a->run.n, .b_last = b->run.n};
    return numbers_compare(&a->run, &b->run, &s, 1);
}

/* What stands in a text alone before a word that is in both: nothing, a word, two, or a
 * number. Whether it is one. */
static bool add_own(made *t, uint64_t *rng, uint32_t *next)
{
    uint32_t what = random_below(rng, 6);
    bool is_number = what == 2;
    if (what < 3)
        add(t, (*next)++, 5u | (is_number ? WORD_NUMBER : 0));
    if (what == 1)
        add(t, (*next)++, 5);
    return is_number;
}

/* No word stands twice in a text. */
static void test_counts(void **state)
{
    (void)state;
    static made a, b;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        uint64_t rng = seed;
        uint32_t next = 1;
        number_count real = {0};
        begin(&a);
        begin(&b);
        for (uint32_t n = 1 + random_below(&rng, 250); n > 0; n--) {
            uint32_t number = random_below(&rng, 4) ? 0 : WORD_NUMBER,
                     common = random_below(&rng, 5) ? 0 : WORD_COMMON,
                     word = 5 | number | common;
            if (a.run.n) {
                bool in_a = add_own(&a, &rng, &next), in_b = add_own(&b, &rng, &next);
                real.n_other += in_a && in_b;
            }
            add(&a, next, word);
            add(&b, next++, word);
            real.n_same += number != 0;
            real.said += weights_number((uint8_t)word);
        }
        number_count found = compare_all(&a, &b), back = compare_all(&b, &a);
        if (memcmp(&found, &real, sizeof real) != 0)
            fail_msg("seed %u: %u, %u and %u; should be %u, %u and %u", (unsigned)seed,
                     found.n_same, found.said, found.n_other, real.n_same, real.said,
                     real.n_other);
        assert_memory_equal(&found, &back, sizeof found);
    }
}

/* What is between two stretches counts where it is little, and in one order. */
static void test_between(void **state)
{
    (void)state;
    static made a, b;
    begin(&a);
    begin(&b);
    for (uint32_t i = 0; i < 40; i++) {
        bool within = i >= 18 && i < 22;
        add(&a, within ? 100 + i : i, within ? 5 | WORD_NUMBER : 5);
        add(&b, within ? 200 + i : i, within ? 5 | WORD_NUMBER : 5);
    }
    stretch s[] = {{.a_first = 0, .a_last = 18, .b_first = 0, .b_last = 18},
                   {.a_first = 22, .a_last = 40, .b_first = 22, .b_last = 40}};
    assert_int_equal(numbers_compare(&a.run, &b.run, s, 2).n_other, 4);
    stretch moved[] = {{.a_first = 0, .a_last = 18, .b_first = 22, .b_last = 40},
                       {.a_first = 22, .a_last = 40, .b_first = 0, .b_last = 18}};
    assert_int_equal(numbers_compare(&a.run, &b.run, moved, 2).n_other, 0);
    assert_int_equal(numbers_compare(&a.run, &b.run, s, 0).n_same, 0);
}

/* Whatever the words: no more of them than there are. */
static void test_any(void **state)
{
    (void)state;
    static made a, b;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        uint64_t rng = seed + 7000;
        uint32_t vocabulary = 1 + random_below(&rng, 60);
        uint32_t numbers[2] = {0};
        made *texts[] = {&a, &b};
        for (int side = 0; side < 2; side++) {
            begin(texts[side]);
            for (uint32_t n = 1 + random_below(&rng, 300); n > 0; n--) {
                uint32_t key = random_below(&rng, vocabulary);
                add(texts[side], key,
                    (1 + key % 12) | (key % 3 ? 0 : WORD_NUMBER) |
                        (key % 7 ? 0 : WORD_FUNCTION));
                numbers[side] += key % 3 == 0;
            }
        }
        number_count found = compare_all(&a, &b);
        uint32_t least = numbers[0] < numbers[1] ? numbers[0] : numbers[1];
        assert_true(found.n_same + found.n_other <= least);
        assert_int_equal(found.said, 4 * found.n_same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
