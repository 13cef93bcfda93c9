// The quick splitter gives the words of the slow one: for every code point between
// letters and digits, and for random texts.
#include "support.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/quick.h"
#include "text/quick_block.h"
#include "text/split.h"

typedef struct {
    arena a;
    text_rules *rules;
    quick_words words;
} fixture;

static void open_fixture(fixture *f)
{
    arena_init(&f->a);
    f->rules = text_rules_open(&f->a);
    quick_words_init(&f->words, &f->a);
}

static void show(slice bytes, const char *what, const uint32_t *starts,
                 const uint32_t *ends, uint32_t n)
{
    print_message("# %s:", what);
    for (uint32_t i = 0; i < n && i < 40; i++)
        print_message(" [%.*s]", (int)(ends[i] - starts[i]), bytes.ptr + starts[i]);
    print_message("\n");
}

static bool same_token(const token *a, const token *b)
{
    return a->start == b->start && a->end == b->end && a->kind == b->kind &&
           a->flags == b->flags && a->hash == b->hash && slice_eq(a->folded, b->folded);
}

// All tokens, the quick way and the slow one; the slow one's words go into `words`.
static uint32_t same_tokens(arena *a, text_rules *rules, slice bytes, token *words,
                            bool *same)
{
    token_vec slow = {0}, quick = {0};
    split_words_by_rules(rules, a, bytes, &slow);
    split_words(rules, a, bytes, &quick);
    uint32_t n = 0, i = 0;
    while (i < slow.n && i < quick.n && same_token(&slow.v[i], &quick.v[i]))
        i++;
    *same = i == slow.n && i == quick.n;
    if (!*same)
        print_message("# token %u of %u and %u\n", i, slow.n, quick.n);
    if (!*same && i < slow.n && i < quick.n)
        print_message(
            "# bytes %u-%u and %u-%u, kinds %u and %u, flags %x and %x, %.*s and "
            "%.*s\n",
            slow.v[i].start, slow.v[i].end, quick.v[i].start, quick.v[i].end,
            slow.v[i].kind, quick.v[i].kind, slow.v[i].flags, quick.v[i].flags,
            (int)slow.v[i].folded.len, slow.v[i].folded.ptr, (int)quick.v[i].folded.len,
            quick.v[i].folded.ptr);
    for (i = 0; i < slow.n; i++)
        if (slow.v[i].kind != TOKEN_PUNCT)
            words[n++] = slow.v[i];
    return n;
}

static bool same_words(fixture *f, slice given)
{
    arena *tmp = arena_sub(&f->a);
    // at the end of its memory, so that a byte too many is found out
    char *copy = malloc(given.len ? given.len : 1);
    assert_non_null(copy);
    if (given.len)
        memcpy(copy, given.ptr, given.len);
    slice bytes = slice_of(copy, given.len);
    token *slow = arena_array(tmp, token, given.len + 1);
    bool all;
    uint32_t n = same_tokens(tmp, f->rules, bytes, slow, &all);
    quick_split(f->rules, &f->words, bytes);
    const quick_words *w = &f->words;
    uint32_t i = 0;
    uint8_t held = TOKEN_FUNCTION | TOKEN_ALL_CAPS;
    for (; i < n && i < w->n; i++) {
        const token *t = &slow[i];
        uint8_t is = t->kind == TOKEN_NUMBER ? QUICK_NUMBER : 0;
        if (t->kind == TOKEN_WORD)
            is |= t->flags & held;
        if (t->start != w->starts[i] || t->end != w->ends[i] ||
            is != (w->flags[i] & (held | QUICK_NUMBER)) ||
            quick_key(t->folded) != w->keys[i])
            break;
    }
    bool same = i == n && n == w->n;
    all &= same;
    if (!same) {
        uint32_t *starts = arena_array(tmp, uint32_t, n),
                 *ends = arena_array(tmp, uint32_t, n);
        for (uint32_t k = 0; k < n; k++) {
            starts[k] = slow[k].start;
            ends[k] = slow[k].end;
        }
        uint32_t from = i < 3 ? 0 : i - 3;
        print_message("# word %u of %u and %u\n", i, n, w->n);
        if (i < n && i < w->n)
            print_message("# flags %x and %x, folded %.*s, keys %x and %x\n",
                          slow[i].flags, w->flags[i], (int)slow[i].folded.len,
                          slow[i].folded.ptr, quick_key(slow[i].folded), w->keys[i]);
        show(bytes, "slow", starts + from, ends + from, n - from);
        show(bytes, "quick", w->starts + from, w->ends + from,
             w->n < from ? 0 : w->n - from);
    }
    free(copy);
    arena_release(tmp);
    return all;
}

/* Different forms have different keys, but for the luck of 32 bits. */
static void test_keys(void **state)
{
    (void)state;
    enum { FORMS = 300000 }; // some 10 pairs of n (n - 1) / 2 with one key by chance
    arena a;
    arena_init(&a);
    hash_table keys;
    hash_table_init(&keys, &a, FORMS);
    uint32_t n_same = 0, by_bit[32] = {0};
    for (uint32_t i = 0; i < FORMS; i++) {
        bool is_new;
        slice form = i % 3 == 0   ? arena_format(&a, "%u", i)
                     : i % 3 == 1 ? arena_format(&a, "extraordinarily%u", i)
                                  : arena_format(&a, "%cw%c%u", 'a' + (int)(i % 26),
                                                 'a' + (int)(i % 7), i);
        uint32_t key = quick_key(form);
        *hash_table_put(&keys, key, &is_new) = i;
        n_same += !is_new;
        for (int bit = 0; bit < 32; bit++)
            by_bit[bit] += key >> bit & 1;
    }
    assert_in_range(n_same, 0, 30);
    for (int bit = 0; bit < 32; bit++)
        assert_in_range(by_bit[bit], FORMS / 2 - FORMS / 200, FORMS / 2 + FORMS / 200);
    arena_deinit(&a);
}

static void test_blocks(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char bytes[BLOCK];
        for (int i = 0; i < BLOCK; i++)
            bytes[i] = (char)(round < 16 ? round * BLOCK + i : (int)random_next(&seed));
        block_masks fast, plain;
        block_masks_of(bytes, &fast);
        block_masks_plain(bytes, &plain);
        assert_memory_equal(&fast, &plain, sizeof fast);
        uint64_t run = random_next(&seed), seen = random_next(&seed) & random_next(&seed);
        uint64_t carry = random_below(&seed, 2), behind = 0, odd = 0, sum = 0;
        bool found = carry;
        for (int i = 0; i < BLOCK; i++) {
            if (run >> i & 1)
                found |= seen >> i & 1;
            else
                behind |= (uint64_t)found << i, found = false;
            sum ^= seen >> i & 1;
            odd |= sum << i;
        }
        assert_true(block_behind(run, seen, &carry) == behind);
        assert_int_equal(carry, found);
        assert_true(block_odd(seen) == odd);
    }
}

/* Every code point where it may matter: between letters, between digits, alone, before a
 * mark, before "'s", in an abbreviation. */
static void test_every_code_point(void **state)
{
    (void)state;
    static const char *const around[][2] = {
        {"Ab", "cd"}, {"1", "2"},         {" ", " "},       {"a.", "."},   {"é", "é"},
        {"x", "'s"},  {"x", "\u2019s Y"}, {"(", "\u0301)"}, {"U.", ".'s"}, {"a'", "s"},
        {"3", "rd"},  {"end.", "o"},      {"o", ".Two x"},  {"a.", "b"},   {"'", "'s."},
    };
    fixture f;
    open_fixture(&f);
    int wrong = 0;
    for (uint32_t c = 1; c < 0x20000 && wrong < 20; c++) {
        if (c >= 0xd800 && c < 0xe000)
            continue;
        if (c >= 0x3400 && c < 0xd7a0 && c % 64) // one script each, thousands of letters
            continue;
        buf b;
        arena *tmp = arena_sub(&f.a);
        buf_init(&b, tmp);
        char point[4];
        slice p = slice_of(point, utf8_put(c, point));
        for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
            buf_add_str(&b, around[i][0]);
            buf_add(&b, p);
            buf_add_str(&b, around[i][1]);
            buf_add_byte(&b, ' ');
        }
        if (!same_words(&f, buf_slice(&b))) {
            print_message("# U+%04X\n", c);
            wrong++;
        }
        arena_release(tmp);
    }
    arena_deinit(&f.a);
    assert_int_equal(wrong, 0);
}

static const char *const pieces[] = {
    "a",
    "b",
    "the",
    "The",
    "THE",
    "of",
    "word",
    "Lorvan",
    "LORVAN",
    "x",
    "I",
    "U",
    "N",
    "s",
    "S",
    "1",
    "23",
    "456",
    "7th",
    "extraordinarily",
    "internationalisation",
    "Antidisestablishmentarianism",
    ".",
    ".",
    ".",
    ",",
    ",",
    ":",
    ";",
    "'",
    "'",
    "'s",
    "'S",
    "\u2019s",
    "\u2019",
    "\u2018",
    "\u201c",
    "\u201d",
    "\u201e",
    "\u00ab",
    "\u00bb",
    "-",
    "\u2013",
    "\u2014",
    "\"",
    "!",
    "?",
    "(",
    ")",
    "[",
    "]",
    "/",
    "@",
    "#",
    "$",
    "%",
    "&",
    "*",
    "+",
    "=",
    "_",
    "__",
    "`",
    "~",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "  ",
    "\u00a0",
    "\u2003",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u0301",
    "\u0308",
    "\u0345",
    "\u00e9",
    "\u00c9",
    "\u00e4",
    "\u00df",
    "\u0130",
    "\u0131",
    "\u01c5",
    "\u1ea0",
    "\u1e9e",
    "\ufb01",
    "\uff21",
    "\uff07",
    "\u00bd",
    "\u00b2",
    "\u00aa",
    "\u00b7",
    "\u2024",
    "\u2027",
    "\u02bc",
    "\u02bb",
    "\u0391",
    "\u03c3",
    "\u03c2",
    "\u0416",
    "\u043c\u0438\u0440",
    "\u0627\u0644",
    "\u0646\u0648\u0631",
    "\u064e",
    "\u0640",
    "\u0663\u0664",
    "\u066b",
    "\u066c",
    "\u05d0",
    "\u05d1\u05d2",
    "\u05f4",
    "\u05f3",
    "\u0915\u094d",
    "\u0937",
    "\u0e01\u0e32\u0e23",
    "\u0e44\u0e17\u0e22",
    "\u519b\u961f",
    "\u57ce",
    "\u3002",
    "\u3042\u308b",
    "\u30ab\u30bf",
    "\u30fc",
    "\ud55c\uad6d",
    "\u1112\u1161",
    "\U0001f600",
    "\U0001f468\u200d\U0001f469",
    "\U0001f1e9\U0001f1ea",
    "\u2764\ufe0f",
    "\U0001d400",
    "\U00010400",
    "\U0001f3fb",
    "\x80",
    "\xc3",
    "\xe2\x80",
    "\xf0\x9f",
    "\xff",
    "\xed\xa0\x80",
    "\xc0\xaf",
    "\u2028",
    "\xc2\x85",
    "\x01",
    "\x7f",
    "U.N.",
    "U.S.'s",
    "a.m.",
    "town.It",
    "Node.js",
    "1,000.50",
    "3.5",
    "10:30",
    "don't",
    "d\u2019Oreve",
    "e.g.",
    "\u00c9.\u00c0.",
    "\u1ea0.",
    "Gen.",
    "No.",
};

static slice random_text(arena *a, uint64_t *seed, uint32_t n, uint32_t kinds,
                         uint32_t spaces)
{
    static const uint32_t n_pieces = sizeof pieces / sizeof *pieces;
    uint32_t from = random_below(seed, n_pieces);
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t which = random_below(seed, 3) ? random_below(seed, 50)
                                               : from + random_below(seed, kinds);
        buf_add_str(&b, pieces[which % n_pieces]);
        if (random_below(seed, 100) < spaces)
            buf_add_byte(&b, ' ');
    }
    return buf_slice(&b);
}

static void test_random_texts(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    for (uint64_t round = 0; round < 20000; round++) {
        uint64_t seed = round;
        arena *tmp = arena_sub(&f.a);
        uint32_t n = random_below(&seed, 60),
                 kinds = random_below(&seed, 3)
                             ? 6
                             : (uint32_t)(sizeof pieces / sizeof *pieces);
        slice bytes = random_text(tmp, &seed, n, kinds, random_below(&seed, 60));
        if (!same_words(&f, bytes))
            fail_msg("seed %u: %.*s", (unsigned)round, (int)bytes.len, bytes.ptr);
        arena_release(tmp);
    }
    arena_deinit(&f.a);
}

/* Long words and runs, over the edges of blocks and batches. */
static void test_long_runs(void **state)
{
    (void)state;
    static const char *const of[] = {
        "a", "A",  "1",      "\u00e9", "a.",     "a'",   "1,",  "_",
        "-", " a", "\u4e00", "\u0e01", "\u0301", "\xc3", "a's", "\u2019"};
    fixture f;
    open_fixture(&f);
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        for (uint32_t n = 1; n < 5000; n = n < 300 ? n + 1 : n * 2 + 1) {
            arena *tmp = arena_sub(&f.a);
            buf b;
            buf_init(&b, tmp);
            for (uint32_t k = 0; k < n; k++)
                buf_add_str(&b, of[i]);
            if (n % 2)
                buf_add_str(&b, ".'s end.");
            if (!same_words(&f, buf_slice(&b)))
                fail_msg("%u times %s", n, of[i]);
            arena_release(tmp);
        }
    arena_deinit(&f.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_long_runs),
    };
    return cmocka_run_group_tests_name("quick", tests, NULL, NULL);
}
