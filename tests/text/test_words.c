// Words and folding: cases in words.cases, and what holds for every text.
#include "support.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

static slice tokens_as_line(arena *a, const text *t, bool folded)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        if (i)
            buf_add_byte(&b, '|');
        buf_add(&b, folded ? t->tokens[i].folded : text_token(t, i));
    }
    return buf_slice(&b);
}

static int compare_lines(slice expected, slice found, int line)
{
    if (slice_eq(expected, found))
        return 0;
    print_message("# line %d: expected %.*s\n", line, (int)expected.len, expected.ptr);
    print_message("#          found    %.*s\n", (int)found.len, found.ptr);
    return 1;
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "words.cases"), line, part;
    int number = 0, wrong = 0, n = 0;
    text t = {0};
    while (next_case_line(&rest, &line, &number)) {
        if (take_mark(line, ">", &part)) {
            t = make_text(&a, part);
        } else if (take_mark(line, "=", &part)) {
            wrong += compare_lines(part, tokens_as_line(&a, &t, false), number);
            n++;
        } else if (take_mark(line, "~", &part)) {
            wrong += compare_lines(part, tokens_as_line(&a, &t, true), number);
        } else {
            fail_msg("line %d: neither >, = nor ~", number);
        }
    }
    arena_deinit(&a);
    assert_true(n >= 25);
    assert_int_equal(wrong, 0);
}

/* What ICU's dictionaries make of Chinese may change: only what has to hold is held. */
static void test_script_without_spaces(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t = make_text_str(&a, "军队进入城市。人们离开。");
    assert_true(t.n_words >= 4);
    assert_true(slice_eq_str(text_token(&t, t.n_tokens - 1), "。"));
    assert_int_equal(t.n_sentences, 2);
    for (uint32_t i = 0; i < t.n_tokens; i++)
        assert_false(t.tokens[i].flags & TOKEN_SPACE_BEFORE && i > 0);
    arena_deinit(&a);
}

/* The same word for the machine, whatever the outlet's typography. */
static void test_folding(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Café", "CAFE"},         {"Caf\x65\xcc\x81", "café"}, {"al‑Noor", "al-noor"},
        {"O’Tallan", "o'tallan"}, {"„so“", "\"SO\""},          {"ﬀ", "FF"},
        {"１２", "12"},           {"Ärger", "arger"},          {"ΟΔΟΣ", "οδοσ"},
        {"co\xc2\xadop", "COOP"}, {"naïve", "NAIVE"},          {"Istanbul", "ISTANBUL"},
    };
    arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        slice x = text_fold(&a, slice_of_str(same[i][0]));
        slice y = text_fold(&a, slice_of_str(same[i][1]));
        if (!slice_eq(x, y))
            fail_msg("%s and %s: %.*s and %.*s", same[i][0], same[i][1], (int)x.len,
                     x.ptr, (int)y.len, y.ptr);
        assert_int_equal(utf8_check(x), x.len);
        assert_true(slice_eq(text_fold(&a, x), x)); // folding twice changes nothing
    }
    assert_false(slice_eq(text_fold(&a, SLICE("coop")), text_fold(&a, SLICE("co-op"))));
    assert_int_equal(text_fold(&a, SLICE("")).len, 0);
    arena_deinit(&a);
}

/* A "word" longer than any word is kept as it is. */
static void test_long_word(void **state)
{
    (void)state;
    enum { LONG = 100000 };
    arena a;
    arena_init(&a);
    char *bytes = arena_alloc(&a, 2 * LONG);
    for (uint32_t i = 0; i < LONG; i++)
        memcpy(bytes + 2 * (size_t)i, "\xc3\xa4", 2);
    text t = make_text(&a, slice_of(bytes, 2 * LONG));
    uint32_t covered = 0;
    for (uint32_t i = 0; i < t.n_tokens; i++)
        covered += t.tokens[i].end - t.tokens[i].start;
    assert_int_equal(covered, 2 * LONG);
    arena_deinit(&a);
}

static void test_flags(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t = make_text_str(&a, "The RDF and Lorvan sent 12 of its men, but X stayed.");
    static const uint8_t flags[] = {
        TOKEN_CAPITAL | TOKEN_FUNCTION, // The
        TOKEN_CAPITAL | TOKEN_ALL_CAPS, // RDF
        TOKEN_FUNCTION,                 // and
        TOKEN_CAPITAL,                  // Lorvan
        0,
        0,
        TOKEN_FUNCTION, // sent 12 of
        TOKEN_FUNCTION,
        0,
        0,
        TOKEN_FUNCTION, // its men , but
        TOKEN_CAPITAL,
        0,
        0, // X stayed .
    };
    assert_int_equal(t.n_tokens, sizeof flags);
    assert_int_equal(t.n_words, sizeof flags - 2);
    for (uint32_t i = 0; i < t.n_tokens; i++)
        assert_int_equal(t.tokens[i].flags &
                             (TOKEN_CAPITAL | TOKEN_ALL_CAPS | TOKEN_FUNCTION),
                         flags[i]);
    assert_int_equal(t.tokens[5].kind, TOKEN_NUMBER);
    assert_int_equal(t.tokens[8].kind, TOKEN_WORD);
    assert_int_equal(t.tokens[9].kind, TOKEN_PUNCT);
    // "us" is a function word, the "U.S." is not
    text us = make_text_str(&a, "Tell us about the U.S. army.");
    assert_true(us.tokens[1].flags & TOKEN_FUNCTION);
    assert_true(slice_eq_str(us.tokens[4].folded, "us"));
    assert_false(us.tokens[4].flags & TOKEN_FUNCTION);
    arena_deinit(&a);
}

static void test_lookups(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t = make_text_str(&a, "One (two)  three");
    assert_int_equal(text_token_at(&t, 0), 0);
    assert_int_equal(text_token_at(&t, 2), 0);
    assert_int_equal(text_token_at(&t, 3), 1); // the space: what comes behind it
    assert_int_equal(text_token_at(&t, 4), 1);
    assert_int_equal(text_token_at(&t, 10), 4);
    assert_int_equal(text_token_at(&t, 16), t.n_tokens);
    span s = text_span(&t, 1, 4);
    assert_true(slice_eq_str(slice_in(t.bytes, s), "(two)"));
    assert_true(text_is(&t, 0, "one"));
    assert_false(text_is(&t, 0, "One"));
    assert_false(text_is(&t, t.n_tokens, "three"));
    arena_deinit(&a);
}

/* Function words are found by bisection: each has to be there after all its neighbours
 * were moved around, and a word beside one is none. */
static void test_function_words(void **state)
{
    (void)state;
    static const char *const in[] = {
        "'d", "'ve", "a",   "themselves", "zur",   "und", "the",  "avec", "however",
        "o",  "y",   "qu'", "d'",         "don't", "le",  "ello", "est",  "per"};
    static const char *const out[] = {"",      "The",  "army", "zzz", "themselvesx",
                                      "thems", "said", "said", "'",   "\xff"};
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        if (!text_is_function_word(slice_of_str(in[i])))
            fail_msg("%s", in[i]);
    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        assert_false(text_is_function_word(slice_of_str(out[i])));
}

/* The list itself, from the source: sorted by bytes, every word found, none too long. */
static void test_function_word_list(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice source = read_beside(&a, __FILE__, "../../src/text/stopwords.c");
    size_t at = slice_find(source, SLICE("function_words[] = {"), 0);
    size_t end = slice_find(source, SLICE("};"), at);
    assert_true(end < source.len);
    slice last = {0};
    uint32_t n = 0;
    for (;;) {
        size_t open = slice_find(source, SLICE("\""), at);
        if (open >= end)
            break;
        size_t close = slice_find(source, SLICE("\""), open + 1);
        slice word = slice_of(source.ptr + open + 1, close - open - 1);
        if (last.ptr && slice_cmp(last, word) >= 0)
            fail_msg("%.*s stands before %.*s", (int)last.len, last.ptr, (int)word.len,
                     word.ptr);
        if (!text_is_function_word(word))
            fail_msg("%.*s is not found", (int)word.len, word.ptr);
        assert_true(slice_eq(text_fold(&a, word), word));
        last = word;
        at = close + 1;
        n++;
    }
    assert_true(n > 200);
    arena_deinit(&a);
}

/* Pieces that are put together at random, so that every repair meets every other. */
static const char *const pieces[] = {
    "The",
    "army",
    " ",
    " ",
    " ",
    " ",
    ".",
    ".",
    ",",
    "'s",
    "’s",
    "U.N",
    "U",
    ".It",
    "\n",
    "-",
    "—",
    "\"",
    "“",
    "”",
    "'",
    "2,500",
    "12.",
    "12.5",
    "(",
    ")",
    "Č",
    "город",
    "中文字",
    "القوات",
    "👍",
    "\xe2\x80\x8d",
    "\t",
    "\r\n",
    "\xc2\xa0",
    "\xe2\x80\x8b",
    "\xef\xbb\xbf",
    "\xef\xbf\xbd",
    "Inc",
    "Gen",
    "a",
    "\x01",
    "ß",
    "n't",
    "a\xcc\x81",
    "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
    "?",
    "!",
};

static bool is_blank(slice gap)
{
    for (size_t at = 0; at < gap.len;) {
        uint32_t c = utf8_next(gap, &at);
        if (!u_isUWhiteSpace((UChar32)c) && !u_iscntrl((UChar32)c) && c != 0x200b &&
            c != 0xfeff)
            return false;
    }
    return true;
}

static void check_tokens(const text *t)
{
    uint32_t last = 0, n_words = 0;
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        assert_true(w->start >= last && w->start < w->end && w->end <= t->bytes.len);
        assert_true(is_blank(slice_in(t->bytes, (span){last, w->start})));
        assert_int_equal((w->flags & TOKEN_SPACE_BEFORE) != 0, i == 0 || w->start > last);
        assert_int_equal(utf8_check(text_token(t, i)), w->end - w->start);
        assert_int_equal(w->hash, hash_bytes(w->folded));
        n_words += w->kind != TOKEN_PUNCT;
        last = w->end;
    }
    assert_true(is_blank(slice_in(t->bytes, (span){last, (uint32_t)t->bytes.len})));
    assert_int_equal(n_words, t->n_words);
}

static void check_sentences(const text *t)
{
    uint32_t next = 0, paragraph = 0;
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        const sentence *s = &t->sentences[i];
        assert_int_equal(s->first, next);
        assert_true(s->last > s->first);
        assert_true(s->paragraph >= paragraph);
        assert_int_equal(s->start, t->tokens[s->first].start);
        assert_int_equal(s->end, t->tokens[s->last - 1].end);
        for (uint32_t k = s->first; k < s->last; k++)
            assert_int_equal(t->tokens[k].sentence, i);
        next = s->last;
        paragraph = s->paragraph;
    }
    assert_int_equal(next, t->n_tokens);
}

static void test_properties(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        uint64_t random = seed;
        arena a;
        arena_init(&a);
        buf b;
        buf_init(&b, &a);
        for (uint32_t k = random_below(&random, 40); k-- > 0;)
            buf_add_str(&b,
                        pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        text t = make_text(&a, buf_slice(&b));
        check_tokens(&t);
        check_sentences(&t);
        text again = make_text(&a, buf_slice(&b));
        assert_int_equal(again.n_tokens, t.n_tokens);
        arena_deinit(&a);
    }
}

static void test_nothing(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    static const char *const empty[] = {"", " ", "\n\n", "\xc2\xa0\t"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        text t = make_text_str(&a, empty[i]);
        assert_int_equal(t.n_tokens, 0);
        assert_int_equal(t.n_sentences, 0);
        assert_int_equal(text_token_at(&t, 0), 0);
    }
    text t = make_text_str(&a, "...");
    assert_int_equal(t.n_words, 0);
    assert_int_equal(t.n_sentences, 1);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_script_without_spaces),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_long_word),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_lookups),
        cmocka_unit_test(test_function_words),
        cmocka_unit_test(test_function_word_list),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
