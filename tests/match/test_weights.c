// Counting and weighing words against obvious versions.
#include "../text/support.h"

#include "match/index.h"
#include "match/weights.h"

enum { N_TEXTS = 300, N_WORDS = 120, VOCABULARY = 900 };

typedef struct {
    arena a;
    word_weights w;
    common_grams common;
    uint32_t keys[N_TEXTS][N_WORDS];
    uint8_t words[N_TEXTS][N_WORDS];
} counted;

static uint32_t key_of(uint32_t word)
{
    uint64_t x = word;
    return (uint32_t)(random_next(&x) >> 32);
}

/* A few words are everywhere and most are rare. */
static void make(counted *c, uint64_t rng)
{
    memset(c, 0, sizeof *c);
    arena_init(&c->a);
    c->w.n_texts = arena_array(&c->a, uint32_t, WEIGHT_SLOTS);
    c->w.bits = arena_array(&c->a, uint8_t, WEIGHT_SLOTS);
    for (uint32_t t = 0; t < N_TEXTS; t++)
        for (uint32_t i = 0; i < N_WORDS; i++) {
            uint32_t word = random_below(&rng, 1 + random_below(&rng, VOCABULARY));
            c->keys[t][i] = key_of(word);
            uint32_t kind = random_below(&rng, 10);
            c->words[t][i] = kind == 0   ? WORD_NAME
                             : kind == 1 ? WORD_NUMBER
                             : kind == 2 ? WORD_QUOTED
                             : word < 5  ? WORD_FUNCTION
                                         : 0;
        }
}

static void test_counts(void **state)
{
    (void)state;
    static counted c;
    make(&c, 1);
    for (uint32_t t = 0; t < N_TEXTS; t++)
        weights_count(&c.w, c.keys[t], N_WORDS, 1);
    assert_int_equal(c.w.n_all, N_TEXTS);
    uint32_t *slow = arena_array(&c.a, uint32_t, WEIGHT_SLOTS);
    for (uint32_t t = 0; t < N_TEXTS; t++)
        for (uint32_t i = 0; i < N_WORDS; i++)
            slow[c.keys[t][i] % WEIGHT_SLOTS]++;
    assert_memory_equal(slow, c.w.n_texts, WEIGHT_SLOTS * sizeof *slow);

    weights_settle(&c.w);
    for (uint32_t i = 0; i < WEIGHT_SLOTS; i++)
        assert_true(c.w.bits[i] >= WEIGHT_LEAST && c.w.bits[i] <= WEIGHT_MOST);
    for (uint32_t x = 0; x < VOCABULARY; x++) // the rarer the more
        for (uint32_t y = 0; y < VOCABULARY; y += 7) {
            uint32_t i = key_of(x) % WEIGHT_SLOTS, k = key_of(y) % WEIGHT_SLOTS;
            if (slow[i] <= slow[k])
                assert_true(c.w.bits[i] >= c.w.bits[k]);
        }
    arena_deinit(&c.a);
}

/* A text that is looked at stands for those that are not: the sums come out right. */
static void test_samples(void **state)
{
    (void)state;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < WEIGHT_ALL + 100 * WEIGHT_EVERY; i++) {
        sum += weights_sample(i);
        if (i < WEIGHT_ALL)
            assert_int_equal(sum, i + 1);
    }
    assert_int_equal(sum, WEIGHT_ALL + 100 * WEIGHT_EVERY);
    static counted c;
    make(&c, 2);
    weights_count(&c.w, c.keys[0], N_WORDS, WEIGHT_EVERY);
    assert_int_equal(c.w.n_all, WEIGHT_EVERY);
    for (uint32_t i = 0; i < N_WORDS; i++)
        assert_true(c.w.n_texts[c.keys[0][i] % WEIGHT_SLOTS] % WEIGHT_EVERY == 0);
    arena_deinit(&c.a);
}

static void test_common_table(void **state)
{
    (void)state;
    enum { PLACES = 512, N = PLACES / 2 };
    arena a;
    arena_init(&a);
    common_grams c, none = {0};
    common_init(&c, &a, PLACES / 2);
    for (uint32_t i = 0; i < N; i++) // many of one part, many with the same last bits
        common_put(&c, index_key(i % 4, i << 20), i + 1);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(common_get(&c, index_key(i % 4, i << 20)), i + 1);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(common_get(&c, index_key(i % 4, (i << 20) + 1)), 0);
    assert_int_equal(common_get(&none, index_key(0, 0)), 0);
    common_put(&c, index_key(0, 0), 77); // again
    assert_int_equal(common_get(&c, index_key(0, 0)), 77);
    arena_deinit(&a);
}

static bool is_common(const common_grams *c, const gram *g)
{
    return common_get(c, index_key(index_part(g->hash), index_seed(g->hash, 0).gram));
}

static void check_weighed(const counted *c, uint32_t t, const uint8_t *was, gram *grams)
{
    uint32_t n_grams = grams_take(c->keys[t], was, N_WORDS, grams);
    uint64_t bits = 0, own = 0;
    for (uint32_t i = 0; i < N_WORDS; i++) {
        bool common = false;
        for (uint32_t g = 0; g < n_grams; g++)
            common |= grams[g].first <= i && i <= grams[g].last &&
                      is_common(&c->common, &grams[g]);
        uint32_t weight = common ? WEIGHT_COMMON
                          : was[i] & WORD_FUNCTION
                              ? WEIGHT_FUNCTION
                              : c->w.bits[c->keys[t][i] % WEIGHT_SLOTS];
        uint8_t now = c->words[t][i];
        uint8_t kept = WORD_FUNCTION | WORD_NUMBER | WORD_QUOTED;
        assert_int_equal(now & WORD_WEIGHT, weight);
        assert_int_equal(now & kept, was[i] & kept);
        assert_int_equal((now & WORD_COMMON) != 0, common);
        bits += weight;
        own += weights_own(now);
    }
    assert_true(bits >= N_WORDS && own >= N_WORDS);
}

static void test_weighing(void **state)
{
    (void)state;
    static counted c;
    gram grams[2 * N_WORDS];
    for (uint64_t rng = 10; rng < 20; rng++) {
        make(&c, rng);
        for (uint32_t t = 0; t < N_TEXTS; t++)
            weights_count(&c.w, c.keys[t], N_WORDS, 1);
        weights_settle(&c.w);
        common_init(&c.common, &c.a, 2048);
        for (uint32_t t = 0; t < N_TEXTS / 20 && rng % 2; t++) {
            uint32_t n = grams_take(c.keys[t], c.words[t], N_WORDS, grams);
            for (uint32_t g = 0; g < n; g += 3) {
                uint64_t h = grams[g].hash;
                common_put(&c.common, index_key(index_part(h), index_seed(h, 0).gram), 9);
            }
        }
        uint32_t n_common = 0;
        for (uint32_t t = 0; t < N_TEXTS; t++) {
            uint8_t was[N_WORDS];
            memcpy(was, c.words[t], sizeof was);
            word_sums got =
                weights_weigh(&c.w, &c.common, c.keys[t], c.words[t], N_WORDS, grams);
            word_sums slow = {0};
            for (uint32_t i = 0; i < N_WORDS; i++) {
                slow.bits += c.words[t][i] & WORD_WEIGHT;
                slow.own += weights_own(c.words[t][i]);
                n_common += (c.words[t][i] & WORD_COMMON) != 0;
            }
            assert_int_equal(got.bits, slow.bits);
            assert_int_equal(got.own, slow.own);
            check_weighed(&c, t, was, grams);
        }
        assert_int_equal(n_common > 0, rng % 2);
        arena_deinit(&c.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_common_table),
        cmocka_unit_test(test_weighing),
    };
    return cmocka_run_group_tests_name("weights", tests, NULL, NULL);
}
