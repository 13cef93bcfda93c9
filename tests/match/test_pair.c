// Comparing two texts word by word: what must hold for every pair, and pairs that are
// made to take long.
#include "../text/support.h"

#include "match/align_all.h"
#include "match/pair.h"

#include <time.h>

enum { MOST_WORDS = 1200 };

typedef struct {
    uint32_t words[MOST_WORDS]; // numbers of words
    uint32_t n;
    uint32_t keys[MOST_WORDS];
    uint8_t bytes[MOST_WORDS];
    word_run run;
} made;

static uint32_t key_of(uint32_t word)
{
    uint64_t x = word;
    return (uint32_t)(random_next(&x) >> 32);
}

/* All that a word is follows from its number, but for the quotation it stands in. */
static uint8_t byte_of(uint32_t word)
{
    uint32_t kind = key_of(word + 1) % 64;
    if (word < 20)
        return WORD_FUNCTION | WEIGHT_FUNCTION;
    if (kind == 0)
        return WORD_COMMON | WEIGHT_COMMON;
    uint8_t weight = (uint8_t)(WEIGHT_LEAST + kind % (WEIGHT_MOST - WEIGHT_LEAST + 1));
    return weight | (kind % 8 == 1 ? WORD_NUMBER : 0);
}

static void settle(made *t)
{
    word_sums sums = {0};
    for (uint32_t i = 0; i < t->n; i++) {
        t->keys[i] = key_of(t->words[i]);
        t->bytes[i] = byte_of(t->words[i]) | (t->bytes[i] & WORD_QUOTED);
        sums.bits += t->bytes[i] & WORD_WEIGHT;
        sums.own += weights_own(t->bytes[i]);
    }
    t->run = (word_run){t->keys, t->bytes, t->n, sums};
}

static uint32_t random_word(uint64_t *rng, uint32_t vocabulary)
{
    return random_below(rng, 3) == 0 ? random_below(rng, 20)
                                     : random_below(rng, vocabulary);
}

static void make_text_of(made *t, uint64_t *rng, uint32_t n, uint32_t vocabulary)
{
    t->n = n;
    uint32_t quote = 0;
    for (uint32_t i = 0; i < n; i++) {
        t->words[i] = random_word(rng, vocabulary);
        quote = quote ? quote - 1 : random_below(rng, 50) ? 0 : random_below(rng, 40);
        t->bytes[i] = quote ? WORD_QUOTED : 0;
    }
    settle(t);
}

static void put(made *t, uint32_t word, uint8_t byte)
{
    if (t->n == MOST_WORDS)
        return;
    t->words[t->n] = word;
    t->bytes[t->n++] = byte & WORD_QUOTED;
}

/* A copy: words changed, left out and added, blocks moved, the end cut off. */
static void make_copy(made *to, const made *from, uint64_t *rng, uint32_t percent,
                      uint32_t vocabulary)
{
    to->n = 0;
    uint32_t blocks = 1 + random_below(rng, 2) * random_below(rng, 4);
    uint32_t turn = random_below(rng, blocks);
    for (uint32_t k = 0; k < blocks; k++) {
        uint32_t which = (k + turn) % blocks;
        for (uint32_t i = from->n * which / blocks; i < from->n * (which + 1) / blocks;
             i++) {
            uint32_t what = random_below(rng, 100) < percent ? random_below(rng, 4) : 4;
            if (what == 0)
                continue;
            if (what == 1)
                put(to, random_word(rng, vocabulary), from->bytes[i]);
            put(to, what == 2 ? random_word(rng, vocabulary) : from->words[i],
                from->bytes[i]);
        }
    }
    if (random_below(rng, 3) == 0)
        to->n -= to->n * random_below(rng, 80) / 100;
    settle(to);
}

static void make_pair(made *a, made *b, uint64_t seed)
{
    uint64_t rng = seed;
    uint32_t vocabulary = 21 + random_below(&rng, random_below(&rng, 4) ? 20000 : 60);
    make_text_of(a, &rng, random_below(&rng, random_below(&rng, 5) ? 700 : 12),
                 vocabulary);
    if (random_below(&rng, 5) == 0)
        make_text_of(b, &rng, random_below(&rng, 700), vocabulary);
    else
        make_copy(b, a, &rng, random_below(&rng, 60), vocabulary);
}

/* The most words that two stretches have in common in one order. */
static uint32_t slow_common(const made *a, const made *b, const stretch *s)
{
    uint32_t row[MOST_WORDS + 1] = {0};
    for (uint32_t i = s->a_first; i < s->a_last; i++)
        for (uint32_t j = s->b_first, before = 0; j < s->b_last; j++) {
            uint32_t *here = &row[j - s->b_first + 1], up = *here;
            if (a->keys[i] == b->keys[j])
                *here = before + 1;
            else if (here[-1] > up)
                *here = here[-1];
            before = up;
        }
    return row[s->b_last - s->b_first];
}

static void check_stretch(const made *a, const made *b, const stretch *s)
{
    assert_true(s->a_first < s->a_last && s->a_last <= a->n);
    assert_true(s->b_first < s->b_last && s->b_last <= b->n);
    assert_int_equal(a->keys[s->a_first], b->keys[s->b_first]);
    assert_int_equal(a->keys[s->a_last - 1], b->keys[s->b_last - 1]);
    bool alone = s->n_same >= PAIR_LEAST_WORDS && s->bits >= PAIR_LEAST_BITS;
    assert_true(alone || s->n_same >= PAIR_CHAIN_WORDS); // then in a long chain
    assert_true(s->bits >= s->n_same && s->own >= s->n_same);
    assert_true(s->n_same <= slow_common(a, b, s));
    uint32_t bits = 0, own = 0;
    for (uint32_t i = s->a_first; i < s->a_last; i++) {
        bits += a->bytes[i] & WORD_WEIGHT;
        own += weights_own(a->bytes[i]);
    }
    assert_true(s->bits <= bits && s->own <= own);
}

static void check_result(const made *a, const made *b, const pair_result *r)
{
    bool in_a[MOST_WORDS] = {false}, in_b[MOST_WORDS] = {false};
    uint32_t n_same = 0;
    for (uint32_t i = 0; i < r->n_stretches; i++) {
        const stretch *s = &r->stretches[i];
        check_stretch(a, b, s);
        if (i)
            assert_true(s->a_first >= r->stretches[i - 1].a_last);
        for (uint32_t k = s->a_first; k < s->a_last; k++) {
            assert_false(in_a[k]);
            in_a[k] = true;
        }
        for (uint32_t k = s->b_first; k < s->b_last; k++) {
            assert_false(in_b[k]);
            in_b[k] = true;
        }
        n_same += s->quoted ? 0 : s->n_same;
    }
    assert_true(r->share >= 0 && r->share <= 1);
    assert_true(r->coverage >= 0 && r->coverage <= 1);
    uint32_t shorter = a->n < b->n ? a->n : b->n;
    double coverage = shorter ? (double)n_same / shorter : 0;
    assert_true(r->coverage - coverage < 1e-9 && coverage - r->coverage < 1e-9);
    double tie = pair_tie(r);
    assert_true(tie >= 0 && tie <= 1);
    assert_true(tie == 0 || r->n_stretches > 0);
}

static bool same_result(const pair_result *r, const pair_result *t)
{
    return r->n_stretches == t->n_stretches && r->share == t->share &&
           r->coverage == t->coverage && r->is_form == t->is_form &&
           r->looked_at == t->looked_at &&
           (r->n_stretches == 0 || memcmp(r->stretches, t->stretches,
                                          r->n_stretches * sizeof *r->stretches) == 0);
}

/* One finder for all pairs, so that nothing of an earlier one may be left in it. */
static void test_stretches(void **state)
{
    (void)state;
    static made a, b;
    arena mem, other;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    uint32_t n_stretches = 0, n_tied = 0;
    for (uint64_t seed = 0; seed < 4000; seed++) {
        make_pair(&a, &b, seed);
        pair_result r, fresh, quick;
        pair_set(f, &a.run);
        pair_compare(f, &b.run, false, &r);
        check_result(&a, &b, &r);
        n_stretches += r.n_stretches;
        n_tied += pair_tie(&r) > 0;

        arena_init(&other);
        pair_finder *g = pair_finder_new(&other);
        pair_set(g, &a.run);
        pair_compare(g, &b.run, false, &fresh);
        if (!same_result(&r, &fresh))
            fail_msg("seed %u: another result with a new finder", (unsigned)seed);
        pair_compare(g, &b.run, true, &quick);
        if (pair_tie(&quick) != pair_tie(&r))
            fail_msg("seed %u: another tie with copies_only", (unsigned)seed);
        if (pair_tie(&r) > 0 && !same_result(&r, &quick))
            fail_msg("seed %u: another result with copies_only", (unsigned)seed);
        arena_deinit(&other);
    }
    assert_true(n_stretches > 2000 && n_tied > 500);
    arena_deinit(&mem);
}

/* Where each word stands once and words are only replaced, all is on one diagonal and can
 * be counted. */
static void test_counts(void **state)
{
    (void)state;
    static made a, b;
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    for (uint64_t seed = 0; seed < 1000; seed++) {
        uint64_t rng = seed + 50000;
        a.n = b.n = 30 + random_below(&rng, 400);
        uint32_t percent = random_below(&rng, 50);
        for (uint32_t i = 0; i < a.n; i++) {
            a.words[i] = b.words[i] = 100 + i;
            if (random_below(&rng, 100) < percent)
                b.words[i] += 10000;
            a.bytes[i] = b.bytes[i] = 0;
        }
        settle(&a);
        settle(&b);
        pair_result r;
        pair_set(f, &a.run);
        pair_compare(f, &b.run, false, &r);
        check_result(&a, &b, &r);
        for (uint32_t k = 0; k < r.n_stretches; k++) {
            stretch s = r.stretches[k], slow = {0};
            assert_int_equal(s.a_first, s.b_first);
            assert_int_equal(s.a_last, s.b_last);
            for (uint32_t i = s.a_first; i < s.a_last; i++) {
                if (a.keys[i] != b.keys[i])
                    continue;
                slow.n_same++;
                slow.bits += a.bytes[i] & WORD_WEIGHT;
                slow.own += weights_own(a.bytes[i]);
            }
            assert_int_equal(s.n_same, slow.n_same);
            assert_int_equal(s.bits, slow.bits);
            assert_int_equal(s.own, slow.own);
        }
    }
    arena_deinit(&mem);
}

/* A text and itself are one stretch and a tie; two that share no word are nothing. */
static void test_extremes(void **state)
{
    (void)state;
    static made a, b;
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    for (uint64_t seed = 0; seed < 200; seed++) {
        uint64_t rng = seed;
        make_text_of(&a, &rng, 60 + random_below(&rng, 500), 20000);
        for (uint32_t i = 0; i < a.n; i++) {
            a.bytes[i] = 0; // no quotations
            a.words[i] += 40;
        }
        settle(&a);
        pair_result r;
        pair_set(f, &a.run);
        pair_compare(f, &a.run, false, &r);
        assert_int_equal(r.n_stretches, 1);
        assert_int_equal(r.stretches[0].n_same, a.n);
        assert_true(pair_tie(&r) > 0.999);
        b = a;
        for (uint32_t i = 0; i < b.n; i++)
            b.words[i] += 1000000;
        settle(&b);
        pair_compare(f, &b.run, false, &r);
        assert_int_equal(r.n_stretches, 0);
        assert_true(pair_tie(&r) == 0);
        b.n = 0;
        settle(&b);
        pair_compare(f, &b.run, false, &r);
        assert_int_equal(r.n_stretches, 0);
        pair_set(f, &b.run);
        pair_compare(f, &a.run, false, &r);
        assert_int_equal(r.n_stretches, 0);
        pair_compare(f, &b.run, false, &r);
        assert_true(pair_tie(&r) == 0);
    }
    arena_deinit(&mem);
}

/* Which of the two was set first decides next to nothing: 1 pair in 200 at most. */
static void test_swapped(void **state)
{
    (void)state;
    static made a, b;
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    uint32_t n_other = 0, n = 4000;
    for (uint64_t seed = 0; seed < n; seed++) {
        uint64_t rng = seed + 70000;
        make_text_of(&a, &rng, 60 + random_below(&rng, 600), 20000);
        make_copy(&b, &a, &rng, random_below(&rng, 50), 20000);
        pair_result r, s;
        pair_set(f, &a.run);
        pair_compare(f, &b.run, true, &r);
        pair_set(f, &b.run);
        pair_compare(f, &a.run, true, &s);
        n_other += (pair_tie(&r) > 0) != (pair_tie(&s) > 0);
    }
    if (n_other > n / 200)
        fail_msg("%u of %u pairs are tied one way only", n_other, n);
    arena_deinit(&mem);
}

/* What the runs say of a pair is what the full alignment says of it, but for a few. */
static void test_full(void **state)
{
    (void)state;
    static made a, b;
    static word_place in_a[MOST_WORDS], in_b[MOST_WORDS];
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    aligner full = {.a = &mem};
    uint32_t n_tied = 0, n_other = 0;
    for (uint64_t seed = 0; seed < 3000; seed++) {
        uint64_t rng = seed + 110000;
        make_text_of(&a, &rng, 60 + random_below(&rng, 400), 20000);
        make_copy(&b, &a, &rng, 20 + random_below(&rng, 70), 20000);
        pair_result r, all;
        pair_set(f, &a.run);
        pair_compare(f, &b.run, true, &r);
        word_places(&a.run, in_a);
        word_places(&b.run, in_b);
        align_all(&full, &a.run, &b.run, in_a, in_b, &all);
        check_result(&a, &b, &all);
        n_tied += pair_tie(&all) > 0;
        n_other += (pair_tie(&all) > 0) != (pair_tie(&r) > 0);
    }
    assert_true(n_tied > 1000);
    if (n_other > n_tied / 50)
        fail_msg("%u of %u pairs are judged in another way", n_other, n_tied);
    arena_deinit(&mem);
}

/* Words of a form stand in both texts, and in some places each has a word or a number of
 * its own; as many numbers as are asked for are the same. */
static void make_form(made *a, made *b, uint64_t *rng, uint32_t n, uint32_t n_same)
{
    a->n = b->n = n;
    for (uint32_t i = 0, n_numbers = 0; i < n; i++) {
        uint32_t word = 1000 + i;
        while (byte_of(word) & (WORD_NUMBER | WORD_COMMON))
            word += 1000;
        a->words[i] = b->words[i] = word;
        a->bytes[i] = b->bytes[i] = 0;
        if (i % 8 != 4)
            continue;
        for (word = 500000 + random_below(rng, 1 << 20); !(byte_of(word) & WORD_NUMBER);)
            word++;
        a->words[i] = word;
        for (word += 1 << 21; !(byte_of(word) & WORD_NUMBER);)
            word++;
        b->words[i] = n_numbers++ < n_same ? a->words[i] : word;
    }
    settle(a);
    settle(b);
}

static void test_forms(void **state)
{
    (void)state;
    static made a, b;
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    for (uint64_t seed = 0; seed < 300; seed++) {
        uint64_t rng = seed + 120000;
        uint32_t n_numbers = 10 + random_below(&rng, 40), n = 8 * n_numbers;
        pair_result r;
        for (uint32_t n_same = 0; n_same <= n_numbers; n_same++) {
            make_form(&a, &b, &rng, n, n_same);
            pair_set(f, &a.run);
            pair_compare(f, &b.run, false, &r);
            assert_int_equal(r.n_numbers, n_same);
            assert_int_equal(r.n_other, n_numbers - n_same);
            assert_int_equal(r.is_form, n_numbers - n_same > n_same &&
                                            n_numbers - n_same >= PAIR_FORM_NUMBERS);
            assert_true(r.is_form == (pair_tie(&r) == 0));
        }
    }
    arena_deinit(&mem);
}

/* A quotation in both is no copy by itself. */
static void test_quotation(void **state)
{
    (void)state;
    static made a, b;
    arena mem;
    arena_init(&mem);
    pair_finder *f = pair_finder_new(&mem);
    uint64_t rng = 5;
    make_text_of(&a, &rng, 100, 20000);
    make_text_of(&b, &rng, 100, 20000);
    for (uint32_t i = 0; i < 60; i++) {
        b.words[i + 20] = a.words[i] = 5000 + i;
        b.bytes[i + 20] = a.bytes[i] = WORD_QUOTED;
    }
    settle(&a);
    settle(&b);
    pair_result r;
    pair_set(f, &a.run);
    pair_compare(f, &b.run, false, &r);
    assert_int_equal(r.n_stretches, 1);
    assert_true(r.stretches[0].quoted);
    assert_true(pair_tie(&r) == 0);
    arena_deinit(&mem);
}

/* Pairs made to take long
 * ----------------------------------------------------------------------------------- */

typedef uint32_t (*word_at)(uint32_t i, uint32_t n, bool second);

static uint32_t equal_words(uint32_t i, uint32_t n, bool second)
{
    (void)i, (void)n, (void)second;
    return 21;
}

static uint32_t all_the_same_text(uint32_t i, uint32_t n, bool second)
{
    (void)n, (void)second;
    return 100 + i;
}

static uint32_t backwards(uint32_t i, uint32_t n, bool second)
{
    return 100 + (second ? n - i : i);
}

/* Each word once in the first, and all of them far from each other in the second. */
static uint32_t shuffled(uint32_t i, uint32_t n, bool second)
{
    return 100 + (second ? (uint32_t)(i * 7919ull % n) : i);
}

/* Every second word is the same one, so that a run through any of the others goes on to
 * the end of the text. */
static uint32_t ladder(uint32_t i, uint32_t n, bool second)
{
    if (i % 2)
        return 22;
    return 100 + (second ? (uint32_t)(i / 2 * 7919ull % (n / 2)) : i / 2);
}

/* The same with words that all texts have. */
static uint32_t function_ladder(uint32_t i, uint32_t n, bool second)
{
    uint32_t word = ladder(i, n, second);
    return word == 22 ? 1 : word;
}

/* The pairs of two words each stand once. */
static uint32_t many_pairs(uint32_t i, uint32_t n, bool second)
{
    uint32_t at = second ? (uint32_t)(i / 2 * 7919ull % (n / 2)) : i / 2, side = 1000;
    return 100 + (i % 2 ? at % side : side + at / side);
}

static double cpu_seconds(void)
{
    struct timespec t;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double time_pair(word_at word, uint32_t n)
{
    arena mem;
    arena_init(&mem);
    word_run runs[2];
    for (int k = 0; k < 2; k++) {
        uint32_t *keys = arena_array(&mem, uint32_t, n);
        uint8_t *bytes = arena_array(&mem, uint8_t, n);
        word_sums sums = {0};
        for (uint32_t i = 0; i < n; i++) {
            uint32_t which = word(i, n, k);
            keys[i] = key_of(which);
            bytes[i] = byte_of(which) & (0xff ^ WORD_NUMBER);
            sums.bits += bytes[i] & WORD_WEIGHT;
            sums.own += weights_own(bytes[i]);
        }
        runs[k] = (word_run){keys, bytes, n, sums};
    }
    pair_finder *f = pair_finder_new(&mem);
    double start = cpu_seconds();
    pair_result r;
    pair_set(f, &runs[0]);
    pair_compare(f, &runs[1], false, &r);
    double took = cpu_seconds() - start;
    for (uint32_t i = 1; i < r.n_stretches; i++)
        assert_true(r.stretches[i].a_first >= r.stretches[i - 1].a_last);
    arena_deinit(&mem);
    return took;
}

/* Four times the words may take eight times as long, which 16 times would not pass. Times
 * too short to tell are let go. */
static void check_growth(const char *name, word_at word, uint32_t n)
{
    double best = 1e9;
    for (int k = 0; k < 3; k++) {
        double took = time_pair(word, n);
        best = took < best ? took : best;
    }
    double more = time_pair(word, 4 * n);
    if (more > 8 * best + 0.2)
        fail_msg("%s: %u words take %.3f s, %u take %.3f s", name, n, best, 4 * n, more);
}

static void test_hostile(void **state)
{
    (void)state;
    check_growth("equal words", equal_words, 250000);
    check_growth("the same text", all_the_same_text, 25000);
    check_growth("backwards", backwards, 25000);
    check_growth("shuffled", shuffled, 25000);
    check_growth("ladder", ladder, 10000);
    check_growth("function ladder", function_ladder, 10000);
    check_growth("pairs", many_pairs, 25000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stretches), cmocka_unit_test(test_counts),
        cmocka_unit_test(test_extremes),  cmocka_unit_test(test_swapped),
        cmocka_unit_test(test_full),      cmocka_unit_test(test_forms),
        cmocka_unit_test(test_quotation), cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests_name("pair", tests, NULL, NULL);
}
