// The quick sketch against one that follows its words.
#include "../text/support.h"

#include "match/quick_sketch.h"

typedef struct {
    uint32_t keys[5000];
    uint8_t words[5000];
    uint32_t n;
} word_list;

static void random_words(word_list *w, uint64_t *seed)
{
    w->n = random_below(seed, 10) ? random_below(seed, 60) : random_below(seed, 5000);
    uint32_t vocabulary = 1 + random_below(seed, random_below(seed, 2) ? 6 : 5000);
    uint32_t function = random_below(seed, 101), names = random_below(seed, 101);
    for (uint32_t i = 0; i < w->n; i++) {
        uint64_t which = random_below(seed, vocabulary);
        w->keys[i] = (uint32_t)(random_next(&which) >> 32);
        w->words[i] = random_below(seed, 100) < function ? WORD_FUNCTION : 0;
        if (random_below(seed, 100) < names)
            w->words[i] |= random_below(seed, 2) ? WORD_NAME : WORD_NUMBER;
        if (random_below(seed, 4) == 0)
            w->words[i] |= WORD_QUOTED;
    }
}

static uint32_t slow_sketch(const sketch_stream *s, const word_list *w, gram *to)
{
    static gram grams[5000];
    static uint32_t taking[5000];
    uint32_t n = 0, n_grams = 0, n_kept = 0;
    for (uint32_t i = 0; i < w->n; i++)
        if (!(w->words[i] & s->without))
            taking[n++] = i;
    for (uint32_t i = 0; i + s->n_words <= n; i++) {
        uint32_t keys[SKETCH_MOST_WORDS], content = 0;
        for (uint32_t k = 0; k < s->n_words; k++) {
            keys[k] = w->keys[taking[i + k]];
            content += !(w->words[taking[i + k]] & WORD_FUNCTION);
        }
        uint64_t hash = quick_sketch_hash(s, keys);
        if (content < SKETCH_LEAST_CONTENT)
            hash = INT64_MAX;
        grams[n_grams++] = (gram){hash, taking[i], taking[i + s->n_words - 1]};
    }
    uint32_t window = s->window < n_grams ? s->window : n_grams, before = UINT32_MAX;
    for (uint32_t i = 0; n_grams && i + window <= n_grams; i++) {
        uint32_t best = i;
        for (uint32_t k = i; k < i + window; k++) // by the bits that the order looks at
            if ((int64_t)grams[k].hash >> 42 <= (int64_t)grams[best].hash >> 42)
                best = k;
        if (best != before && grams[best].hash != INT64_MAX)
            to[n_kept++] = grams[best];
        before = best;
    }
    return n_kept;
}

static void test_random(void **state)
{
    (void)state;
    static const uint8_t without[] = {0, WORD_NAME | WORD_NUMBER, WORD_FUNCTION,
                                      WORD_FUNCTION | WORD_NAME | WORD_NUMBER};
    static word_list w;
    static gram quick[5000], slow[5000];
    for (uint64_t round = 0; round < 20000; round++) {
        uint64_t seed = round;
        random_words(&w, &seed);
        sketch_stream s = {
            .n_words = 2 + random_below(&seed, 3),
            .window =
                1 + random_below(&seed, random_below(&seed, 2) ? 4 : SKETCH_MOST_WINDOW),
            .without = without[random_below(&seed, 4)],
            .salt = (uint8_t)random_below(&seed, 3)};
        uint32_t n = quick_sketch(&s, w.keys, w.words, w.n, quick);
        uint32_t n_slow = slow_sketch(&s, &w, slow);
        bool same = n == n_slow;
        for (uint32_t i = 0; same && i < n; i++)
            same = quick[i].hash == slow[i].hash && quick[i].first == slow[i].first &&
                   quick[i].last == slow[i].last;
        if (!same)
            fail_msg("seed %u: %u words, %u kept, should be %u", (unsigned)round, w.n, n,
                     n_slow);
    }
}

/* What minimizers are for: two texts with window + k - 1 words in a row in common, all of
 * content, share a seed of them. */
static void test_common_words(void **state)
{
    (void)state;
    static word_list a, b;
    static gram of_a[5000], of_b[5000];
    for (uint64_t round = 0; round < 2000; round++) {
        uint64_t seed = round + 1000000;
        sketch_stream s = {
            .n_words = 4, .window = 1 + random_below(&seed, 16), .salt = 1};
        uint32_t n_same = s.window + s.n_words - 1;
        a.n = b.n = 2 * n_same + 40;
        for (uint32_t i = 0; i < a.n; i++) {
            a.keys[i] = (uint32_t)random_next(&seed);
            b.keys[i] = (uint32_t)random_next(&seed);
        }
        uint32_t at = random_below(&seed, 20), in = random_below(&seed, 20);
        memcpy(b.keys + in, a.keys + at, n_same * sizeof *a.keys);
        uint32_t n_a = quick_sketch(&s, a.keys, a.words, a.n, of_a);
        uint32_t n_b = quick_sketch(&s, b.keys, b.words, b.n, of_b);
        bool found = false;
        for (uint32_t i = 0; i < n_a; i++)
            for (uint32_t k = 0; k < n_b; k++)
                found |= of_a[i].hash == of_b[k].hash &&
                         of_a[i].first + in == of_b[k].first + at;
        assert_true(found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_common_words),
    };
    return cmocka_run_group_tests_name("quick sketch", tests, NULL, NULL);
}
