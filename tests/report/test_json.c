/* The streams that reports are written to. */
#include "report/json.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>
#include <math.h>

typedef struct {
    char bytes[300000];
    size_t len;
    int n_calls, refuse_at; // -1: never
} taken;

static taken got;

static bool take(void *ctx, const char *bytes, size_t len)
{
    taken *t = ctx;
    if (t->n_calls++ == t->refuse_at)
        return false;
    assert_true(t->len + len < sizeof t->bytes);
    memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
    t->bytes[t->len] = '\0';
    return true;
}

static arena mem;
static writer w;

static int set_up(void **state)
{
    (void)state;
    got = (taken){.refuse_at = -1};
    arena_init(&mem);
    writer_init(&w, &mem, take, &got);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&mem);
    return 0;
}

static void expect(const char *text)
{
    assert_true(writer_end(&w));
    assert_string_equal(got.bytes, text);
}

static void test_shapes(void **state)
{
    (void)state;
    js j = {.w = &w};
    js_open(&j, '{');
    js_key_open(&j, "a", '[');
    js_close(&j, ']');
    js_key_open(&j, "b", '[');
    js_uint(&j, UINT64_MAX);
    js_bool(&j, true);
    js_null(&j);
    js_open(&j, '{');
    js_close(&j, '}');
    js_raw(&j, SLICE("{\"x\": 1}"));
    js_close(&j, ']');
    js_key_text(&j, "c", SLICE(""));
    js_key_text_or_null(&j, "d", SLICE(""));
    js_key_str(&j, "e", NULL);
    js_key(&j, "f");
    js_id(&j, "s", 7);
    js_key_bool(&j, "g", false);
    js_close(&j, '}');
    js_line(&j);
    js_uint(&j, 1);
    js_line(&j);
    expect("{\"a\":[],\"b\":[18446744073709551615,true,null,{},{\"x\": 1}],\"c\":\"\","
           "\"d\":null,\"e\":null,\"f\":\"s7\",\"g\":false}\n1\n");
}

static void test_escapes(void **state)
{
    (void)state;
    js j = {.w = &w};
    js_text(&j, SLICE("\"\\/\b\f\n\r\t\x01\x7f<\xe2\x80\xa8\xc3\xa9\xf0\x9f\x98\x80"));
    expect("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f<\\u2028\xc3\xa9\xf0\x9f\x98\x80\"");
}

static void test_in_html(void **state)
{
    (void)state;
    js j = {.w = &w, .in_html = true};
    js_open(&j, '[');
    js_text(&j, SLICE("</script>"));
    js_raw(&j, SLICE("{\"<!--\":\"\xe2\x80\xa9<\"}"));
    js_close(&j, ']');
    expect("[\"\\u003c/script>\",{\"\\u003c!--\":\"\\u2029\\u003c\"}]");
}

static void test_broken_utf8(void **state)
{
    (void)state;
    js j = {.w = &w};
    js_text(&j, SLICE("a\xff\xe2\x82z"));
    assert_true(writer_end(&w));
    slice text = slice_of(got.bytes, got.len);
    assert_int_equal(utf8_check(text), text.len);
    assert_true(slice_starts(text, SLICE("\"a\xef\xbf\xbd")));
    assert_true(slice_ends(text, SLICE("z\"")));
}

static void test_reals(void **state)
{
    (void)state;
    const double values[] = {
        0, 1, 0.1, 2500, 1e21, -3.25, 1.0 / 3, 1e-7, 1e300, 0.95, 12345678901234567.0};
    js j = {.w = &w};
    js_open(&j, '[');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        js_real(&j, values[i]);
    js_real(&j, INFINITY);
    js_real(&j, NAN);
    js_close(&j, ']');
    assert_true(writer_end(&w));
    assert_true(strncmp(got.bytes, "[0,1,0.1,2500,1e+21,-3.25,0.333", 30) == 0);
    json_t *read = json_loads(got.bytes, JSON_DECODE_ANY, NULL);
    assert_non_null(read);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(json_number_value(json_array_get(read, i)) == values[i]);
    assert_true(json_is_null(json_array_get(read, 11)));
    assert_true(json_is_null(json_array_get(read, 12)));
    json_decref(read);
}

static void test_pieces(void **state)
{
    (void)state;
    static char text[200001];
    memset(text, 'x', sizeof text - 1);
    writer_str(&w, "<");
    writer_str(&w, text);
    for (int i = 0; i < 66000; i++)
        writer_byte(&w, 'y');
    assert_true(writer_end(&w));
    assert_int_equal(got.len, 266001);
    assert_true(got.n_calls < 10);
    assert_int_equal(got.bytes[200000], 'x');
    assert_int_equal(got.bytes[200001], 'y');
}

static void test_refusal_is_final(void **state)
{
    (void)state;
    got.refuse_at = 1;
    for (int i = 0; i < 250000; i++)
        writer_byte(&w, 'y');
    assert_false(writer_end(&w));
    assert_int_equal(got.n_calls, 2); // nothing was offered after the refusal
    writer_str(&w, "more");
    assert_false(writer_end(&w));
    assert_int_equal(got.n_calls, 2);
}

static void expect_shown(const char *text, size_t most, const char *shown)
{
    set_up(NULL);
    writer_shown(&w, slice_of_str(text), most);
    expect(shown);
    tear_down(NULL);
}

static void test_shown(void **state)
{
    (void)state;
    expect_shown("  a \n\t b\xc2\xa0\xe2\x80\xa8 c ", 99, "a b c");
    expect_shown("abc", 3, "abc");
    expect_shown("abcd", 3, "ab\xe2\x80\xa6");
    expect_shown("abc  ", 3, "abc");
    expect_shown("", 3, "");
    // an escape sequence, a bell, CSI as one character, a right-to-left override, a tag
    expect_shown("x\x1b[2J\x07", 99, "x\xef\xbf\xbd[2J\xef\xbf\xbd");
    expect_shown("x\xc2\x9b\x32J", 99, "x\xef\xbf\xbd\x32J");
    expect_shown("x\xe2\x80\xaey", 99, "x\xef\xbf\xbdy");
    expect_shown("x\xf3\xa0\x81\x81y", 99, "x\xef\xbf\xbdy");
    expect_shown("x\xff", 99, "x\xef\xbf\xbd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_escapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_in_html, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_broken_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pieces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refusal_is_final, set_up, tear_down),
        cmocka_unit_test(test_shown),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
