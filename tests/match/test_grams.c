// The grams of a text against slow ones: all grams of a stream, and of each window the
// least.
#include "../text/support.h"

#include "match/grams.h"

enum { MOST_WORDS = 400 };

typedef struct {
    uint32_t keys[MOST_WORDS];
    uint8_t words[MOST_WORDS];
    uint32_t n;
} word_list;

static void random_words(word_list *w, uint64_t *seed)
{
    w->n = random_below(seed, random_below(seed, 2) ? 12 : MOST_WORDS);
    uint32_t vocabulary = 1 + random_below(seed, random_below(seed, 2) ? 4 : 100000);
    uint32_t function = random_below(seed, 101), names = random_below(seed, 101);
    for (uint32_t i = 0; i < w->n; i++) {
        w->keys[i] = random_below(seed, vocabulary) * 0x9e3779b1u;
        w->words[i] = random_below(seed, 100) < function ? WORD_FUNCTION : 0;
        if (random_below(seed, 100) < names)
            w->words[i] |= random_below(seed, 2) ? WORD_NAME : WORD_NUMBER;
        if (random_below(seed, 4) == 0)
            w->words[i] |= WORD_QUOTED;
    }
}

/* The words of one stream. */
static uint32_t slow_stream(const word_list *w, uint8_t without, uint32_t *places)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->n; i++)
        if (!(w->words[i] & without))
            places[n++] = i;
    return n;
}

/* The hash of three words of content, taken from a text that has these alone: what a gram
 * hashes to must not depend on anything else. With three words there is one gram in each
 * stream, that of all words first. */
static uint64_t hash_of(const word_list *w, const uint32_t *places, bool unnamed)
{
    uint32_t keys[GRAM_WORDS];
    uint8_t words[GRAM_WORDS] = {0};
    for (int i = 0; i < GRAM_WORDS; i++)
        keys[i] = w->keys[places[i]];
    gram got[2 * GRAM_WORDS];
    assert_int_equal(grams_take(keys, words, GRAM_WORDS, got), 2);
    return got[unnamed].hash;
}

static uint32_t slow_grams(const word_list *w, bool unnamed, gram *to)
{
    uint32_t places[MOST_WORDS], n_kept = 0;
    uint8_t without = WORD_FUNCTION | (unnamed ? WORD_NAME | WORD_NUMBER : 0);
    uint32_t n = slow_stream(w, without, places);
    uint32_t n_grams = n < GRAM_WORDS ? 0 : n - GRAM_WORDS + 1;
    gram all[MOST_WORDS];
    bool keep[MOST_WORDS] = {false};
    for (uint32_t i = 0; i < n_grams; i++)
        all[i] = (gram){hash_of(w, places + i, unnamed), places[i],
                        places[i + GRAM_WORDS - 1]};
    uint32_t window = n_grams < GRAM_WINDOW ? n_grams : GRAM_WINDOW;
    for (uint32_t i = 0; n_grams && i + window <= n_grams; i++) {
        uint32_t best = i;
        for (uint32_t k = i; k < i + window; k++)
            if (all[k].hash < all[best].hash) // of equals the first one
                best = k;
        keep[best] = true;
    }
    for (uint32_t i = 0; i < n_grams; i++)
        if (keep[i])
            to[n_kept++] = all[i];
    return n_kept;
}

static int by_all(const void *left, const void *right)
{
    const gram *p = left, *q = right;
    if (p->first != q->first)
        return p->first < q->first ? -1 : 1;
    if (p->last != q->last)
        return p->last < q->last ? -1 : 1;
    return (p->hash > q->hash) - (p->hash < q->hash);
}

static void test_minimizers(void **state)
{
    (void)state;
    static word_list w;
    static gram quick[2 * MOST_WORDS], slow[2 * MOST_WORDS];
    for (uint64_t round = 0; round < 5000; round++) {
        uint64_t seed = round;
        random_words(&w, &seed);
        uint32_t n = grams_take(w.keys, w.words, w.n, quick);
        assert_true(n <= 2 * w.n);
        uint32_t n_slow = slow_grams(&w, false, slow);
        n_slow += slow_grams(&w, true, slow + n_slow);
        if (n > 1)
            qsort(quick, n, sizeof *quick, by_all);
        if (n_slow > 1)
            qsort(slow, n_slow, sizeof *slow, by_all);
        bool same = n == n_slow;
        for (uint32_t i = 0; same && i < n; i++)
            same = by_all(&quick[i], &slow[i]) == 0;
        if (!same)
            fail_msg("seed %u: %u words, %u grams, should be %u", (unsigned)round, w.n, n,
                     n_slow);
    }
}

/* What they are for: two texts that have as many words of content in a row in common as a
 * window of grams has, have a gram in common. */
static void test_common_words(void **state)
{
    (void)state;
    enum { SAME = GRAM_WORDS + GRAM_WINDOW - 1, N = 60 };
    for (uint64_t round = 0; round < 3000; round++) {
        uint64_t seed = round + 100000;
        uint32_t keys[2][N];
        uint8_t words[2][N] = {{0}};
        gram grams[2][2 * N];
        for (int t = 0; t < 2; t++)
            for (uint32_t i = 0; i < N; i++)
                keys[t][i] = (uint32_t)random_next(&seed);
        uint32_t at[2] = {random_below(&seed, N - SAME), random_below(&seed, N - SAME)};
        memcpy(keys[1] + at[1], keys[0] + at[0], SAME * sizeof **keys);
        uint32_t n[2];
        for (int t = 0; t < 2; t++)
            n[t] = grams_take(keys[t], words[t], N, grams[t]);
        bool found = false;
        for (uint32_t i = 0; i < n[0]; i++)
            for (uint32_t k = 0; k < n[1]; k++)
                found |= grams[0][i].hash == grams[1][k].hash &&
                         grams[0][i].first + at[1] == grams[1][k].first + at[0];
        assert_true(found);
    }
}

/* A town's other name does not break the grams of the words around it. */
static void test_renaming(void **state)
{
    (void)state;
    uint32_t keys[] = {11, 12, 13, 14, 15, 16}, other[] = {11, 12, 99, 14, 15, 16};
    uint8_t words[] = {0, 0, WORD_NAME, 0, 0, 0};
    gram a[12], b[12];
    uint32_t n_a = grams_take(keys, words, 6, a), n_b = grams_take(other, words, 6, b);
    uint32_t n_same = 0;
    for (uint32_t i = 0; i < n_a; i++)
        for (uint32_t k = 0; k < n_b; k++)
            n_same += a[i].hash == b[k].hash;
    assert_true(n_same > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minimizers),
        cmocka_unit_test(test_common_words),
        cmocka_unit_test(test_renaming),
    };
    return cmocka_run_group_tests_name("grams", tests, NULL, NULL);
}
