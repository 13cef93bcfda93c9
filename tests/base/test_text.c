/* Slices, buffers and UTF-8; the latter against a slow and obvious reader. */
#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_slices(void **state)
{
    (void)state;
    assert_true(slice_eq(SLICE(""), slice_of_str(NULL)));
    assert_true(slice_eq_nocase(SLICE("ToWn"), SLICE("tOwN")));
    assert_false(slice_eq_nocase(SLICE("town"), SLICE("towns")));
    assert_true(slice_starts(SLICE("report"), SLICE("re")));
    assert_false(slice_starts(SLICE("re"), SLICE("report")));
    assert_true(slice_ends(SLICE("report"), SLICE("port")));
    assert_true(slice_cmp(SLICE("a"), SLICE("ab")) < 0);
    assert_true(slice_cmp(SLICE("b"), SLICE("ab")) > 0);
    assert_int_equal(slice_cmp(SLICE("ab"), SLICE("ab")), 0);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("ab"), 0), 1);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("ba"), 0), 3);
    assert_int_equal(slice_find(SLICE("aab"), SLICE("a"), 2), 3);
    assert_int_equal(slice_find_nocase(SLICE("xAB"), SLICE("ab"), 0), 1);
    assert_true(slice_eq_str(slice_trim(SLICE(" \t\xc2\xa0 a b \n\xc2\xa0")), "a b"));
    assert_int_equal(slice_trim(SLICE(" \xc2\xa0")).len, 0);
}

static void test_lines(void **state)
{
    (void)state;
    slice rest = SLICE("one\r\ntwo\rthree\n\nfive"), line;
    const char *const expected[] = {"one", "two", "three", "", "five"};
    for (size_t i = 0; i < 5; i++) {
        assert_true(slice_next_line(&rest, &line));
        assert_true(slice_eq_str(line, expected[i]));
    }
    assert_false(slice_next_line(&rest, &line));
}

static void test_spans(void **state)
{
    (void)state;
    assert_true(span_overlaps((span){0, 2}, (span){1, 3}));
    assert_false(span_overlaps((span){0, 2}, (span){2, 3}));
    assert_true(span_holds((span){1, 4}, (span){1, 4}));
    assert_false(span_holds((span){1, 4}, (span){0, 4}));
    assert_true(slice_eq_str(slice_in(SLICE("abcdef"), (span){2, 4}), "cd"));
}

static void test_buffers(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    buf b;
    buf_init(&b, &a);
    assert_int_equal(buf_slice(&b).len, 0);
    for (int i = 0; i < 1000; i++) {
        buf_add_str(&b, "x");
        buf_add_byte(&b, ',');
        buf_printf(&b, "%d;", i);
    }
    assert_true(slice_starts(buf_slice(&b), SLICE("x,0;x,1;")));
    assert_true(slice_ends(buf_slice(&b), SLICE("x,999;")));
    arena_deinit(&a);
}

/* Table 3-7 of the Unicode standard, written out. Gives the length, 0 when malformed. */
static size_t slow_length(const unsigned char *at, size_t left)
{
    static const struct {
        unsigned char first_low, first_high, second_low, second_high;
        size_t len;
    } rows[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2},
        {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
        {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (at[0] < rows[i].first_low || at[0] > rows[i].first_high)
            continue;
        if (left < rows[i].len)
            return 0;
        for (size_t k = 1; k < rows[i].len; k++) {
            unsigned char low = k == 1 ? rows[i].second_low : 0x80;
            unsigned char high = k == 1 ? rows[i].second_high : 0xbf;
            if (at[k] < low || at[k] > high)
                return 0;
        }
        return rows[i].len;
    }
    return 0;
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void test_check_against_the_table(void **state)
{
    (void)state;
    uint64_t seed = 17;
    print_message("# seed %llu\n", (unsigned long long)seed);
    static const unsigned char likely[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
                                           0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed,
                                           0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff};
    for (int round = 0; round < 200000; round++) {
        unsigned char bytes[6];
        size_t len = next_random(&seed) % 7;
        for (size_t i = 0; i < len; i++)
            bytes[i] = likely[next_random(&seed) % sizeof likely];
        size_t at = 0;
        for (size_t n; at < len && (n = slow_length(bytes + at, len - at)) > 0;)
            at += n;
        assert_int_equal(utf8_check(slice_of((char *)bytes, len)), at);
    }
}

static void test_there_and_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xd800 && c < 0xe000)
            continue;
        char bytes[4];
        size_t len = utf8_put(c, bytes), at = 0;
        slice text = slice_of(bytes, len);
        assert_int_equal(utf8_check(text), len);
        assert_int_equal(utf8_count(text), 1);
        assert_int_equal(utf8_next(text, &at), c);
        assert_int_equal(at, len);
        assert_int_equal(utf8_prev(text, &at), c);
        assert_int_equal(at, 0);
    }
}

static void test_malformed_goes_on(void **state)
{
    (void)state;
    slice text = SLICE("a\xff\xe2\x82z");
    size_t at = 0;
    assert_int_equal(utf8_next(text, &at), 'a');
    assert_int_equal(utf8_next(text, &at), 0xfffd);
    assert_int_equal(at, 2);
    while (at < text.len)
        utf8_next(text, &at);
    assert_int_equal(at, text.len);
    while (at > 0)
        utf8_prev(text, &at);
}

static void test_index(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    buf b;
    buf_init(&b, &a);
    for (uint32_t i = 0; i < 3000; i++) {
        static const uint32_t some[] = {'a', 0xe9, 0x4e2d, 0x1f600};
        char bytes[4];
        buf_add(&b, slice_of(bytes, utf8_put(some[(i * 7 + i / 5) % 4], bytes)));
        slice text = buf_slice(&b);
        if (i % 100 > 3)
            continue;
        utf8_index index;
        utf8_index_init(&index, text, &a);
        uint32_t points = 0;
        for (size_t at = 0; at < text.len; points++) {
            assert_int_equal(utf8_index_point(&index, (uint32_t)at), points);
            utf8_next(text, &at);
        }
        assert_int_equal(utf8_index_point(&index, (uint32_t)text.len), i + 1);
    }
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slices),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_buffers),
        cmocka_unit_test(test_check_against_the_table),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_malformed_goes_on),
        cmocka_unit_test(test_index),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
