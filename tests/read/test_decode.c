/* Encodings: every way in must come out as clean UTF-8. */
#include "base/utf8.h"
#include "read/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static arena out;

static int set_up(void **state)
{
    (void)state;
    arena_init(&out);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&out);
    return 0;
}

static document read_one(slice bytes)
{
    read_result result = {0};
    read_bytes(&out, SLICE("in"), bytes, NULL, &result);
    assert_int_equal(result.documents.n, 1);
    assert_int_equal(utf8_check(result.documents.v[0].bytes),
                     result.documents.v[0].bytes.len);
    return result.documents.v[0];
}

static void is_slice(slice got, const char *want)
{
    if (!slice_eq_str(got, want))
        fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

static void test_utf8(void **state)
{
    (void)state;
    document d = read_one(SLICE("\xef\xbb\xbf"
                                "Caf\xc3\xa9 \xe2\x80\x93 ferry"));
    is_slice(d.bytes, "Caf\xc3\xa9 \xe2\x80\x93 ferry");
    is_slice(d.encoding, "utf-8");
    is_slice(d.note, "");
}

static void test_broken_utf8(void **state)
{
    (void)state;
    document d = read_one(SLICE("Caf\xc3\xa9, na\xc3\xafve, and a broken \xe2\x80 dash"));
    is_slice(d.bytes, "Caf\xc3\xa9, na\xc3\xafve, and a broken \xef\xbf\xbd dash");
    is_slice(d.note, "invalid UTF-8 at byte 28 replaced");
    d = read_one(SLICE("\xef\xbb\xbf"
                       "abc\xff"));
    is_slice(d.note, "invalid UTF-8 at byte 6 replaced");
}

static void test_utf16(void **state)
{
    (void)state;
    document d = read_one(slice_of("\xff\xfe"
                                   "F\0e\0r\0r\0y\0 \0\xe9\0",
                                   16));
    is_slice(d.bytes, "Ferry \xc3\xa9");
    is_slice(d.encoding, "utf-16le");
    d = read_one(slice_of("\xfe\xff\0F\0e\xd8\x3d\xde\x00", 10));
    is_slice(d.bytes, "Fe\xf0\x9f\x98\x80");
    // Without a mark, by where the zeros are
    d = read_one(slice_of("T\0h\0e\0 \0f\0e\0r\0r\0y\0 \0s\0a\0n\0k\0", 28));
    is_slice(d.bytes, "The ferry sank");
    // A lone surrogate is no character
    d = read_one(slice_of("\xfe\xff\0F\xd8\x3d\0e", 8));
    is_slice(d.bytes, "F\xef\xbf\xbd"
                      "e");
}

static void test_utf32(void **state)
{
    (void)state;
    document d = read_one(slice_of("\xff\xfe\0\0F\0\0\0\xe9\0\0\0", 12));
    is_slice(d.bytes, "F\xc3\xa9");
    is_slice(d.encoding, "utf-32le");
}

static void test_meta_charset(void **state)
{
    (void)state;
    document d = read_one(SLICE("<html><head><meta charset=\"ISO-8859-1\"></head>"
                                "<p>\x93"
                                "Caf\xe9\x94</p>"));
    // What calls itself Latin-1 is windows-1252, as browsers take it
    is_slice(d.encoding, "windows-1252");
    assert_true(slice_find(d.bytes,
                           SLICE("\xe2\x80\x9c"
                                 "Caf\xc3\xa9\xe2\x80\x9d"),
                           0) < d.bytes.len);
    d = read_one(SLICE("<meta http-equiv=Content-Type content='text/html; "
                       "charset=windows-1251'><p>\xcf\xe0\xf0\xee\xec</p>"));
    is_slice(d.encoding, "windows-1251");
    assert_true(slice_find(d.bytes, SLICE("\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc"),
                           0) < d.bytes.len);
    // Good UTF-8 wins over what the page says
    d = read_one(SLICE("<meta charset=iso-8859-1><p>Caf\xc3\xa9</p>"));
    is_slice(d.encoding, "utf-8");
}

static void test_xml_declaration(void **state)
{
    (void)state;
    document d = read_one(SLICE("<?xml version='1.0' encoding='windows-1251'?>"
                                "<html><p>\xcf\xe0\xf0\xee\xec</p></html>"));
    is_slice(d.encoding, "windows-1251");
    d = read_one(SLICE("<?xml version='1.0' encoding='no-such-thing'?>"
                       "<html><p>Caf\xe9</p></html>"));
    assert_true(d.note.len > 0);
    d = read_one(SLICE("<?xml encoding=\"><html><p>Caf\xe9</p></html>"));
    assert_true(d.note.len > 0);
}

static void test_guess(void **state)
{
    (void)state;
    document d = read_one(SLICE("Le caf\xe9 \xe0 c\xf4t\xe9 du port a \xe9t\xe9 ferm\xe9 "
                                "apr\xe8s le naufrage, a d\xe9"
                                "clar\xe9 le maire."));
    is_slice(slice_of(d.bytes.ptr, 8), "Le caf\xc3\xa9");
    assert_true(d.note.len > 0);
    assert_true(slice_find(d.bytes, SLICE("\xef\xbf\xbd"), 0) == d.bytes.len);
}

static void test_controls(void **state)
{
    (void)state;
    document d = read_one(SLICE("The ferry sank at noon off the old harbour wall in the "
                                "bay,\tthey said.\n\0 All passengers were saved.\r\n"));
    is_slice(d.bytes, "The ferry sank at noon off the old harbour wall in the "
                      "bay,\tthey said.\n  All passengers were saved.\r\n");
}

/* Against the plain definition: bytes of all kinds, at all places in a word. */
static void test_next_control(void **state)
{
    (void)state;
    static const unsigned char often[] = {'a',  ' ',  '\t', '\n', '\r', 0x7f,
                                          0x80, 0xff, 0x1f, 0x20, 0,    0x7e};
    unsigned seed = 7;
    for (unsigned round = 0; round < 20000; round++) {
        char bytes[40];
        size_t len = round % sizeof bytes, at = 0;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1103515245u + 12345u;
            unsigned pick = seed >> 16;
            bytes[i] = (char)(pick % 4    ? 'e'
                              : pick % 32 ? (int)often[pick / 32 % sizeof often]
                                          : (int)(pick / 32 % 256));
        }
        for (size_t i = 0; i < len; i++) {
            unsigned char c = (unsigned char)bytes[i];
            if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0x7f)
                continue;
            at = decode_next_control(bytes, len, at);
            assert_int_equal(at, i);
            at++;
        }
        assert_int_equal(decode_next_control(bytes, len, at), len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_broken_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_utf16, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_utf32, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_meta_charset, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_xml_declaration, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_guess, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_controls, set_up, tear_down),
        cmocka_unit_test(test_next_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
