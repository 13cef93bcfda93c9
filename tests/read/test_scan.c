/* The quick scanner of records against Jansson: whatever the lines are, documents and
 * skips must be the same. */
#include "base/buf.h"
#include "read/parts.h"

#include "support.h"

enum { N_LINES = 60000 };

/* The usual ones first. */
static const char *const keys[] = {
    "id",   "text", "html", "title", "url",  "date",       "outlet", "author",     "lang",
    "text", "tags", "x",    "",      "Text", "\\u0074ext", "a b",    "caf\xc3\xa9"};
static const char *const strings[] = {"The ferry sank.",
                                      "caf\xc3\xa9",
                                      "a\\nb\\tc",
                                      "\\\"q\\\"",
                                      "\\/\\\\",
                                      "\\u2019s",
                                      "\\ud83d\\ude00",
                                      "a string that is longer than sixteen bytes",
                                      " padded ",
                                      "{\\\"a\\\":1}",
                                      "\xe2\x80\xa8",
                                      "",
                                      " ",
                                      "12",
                                      "\\u0000",
                                      "\\u0007x",
                                      "\\ud83d",
                                      "\\ude00",
                                      "\\ud83dx",
                                      "\\u12g4",
                                      "\\x",
                                      "tab\there",
                                      "\x7f",
                                      "\\u00a0",
                                      "\\u0020",
                                      "\\",
                                      "\\u12",
                                      "]}",
                                      "\xef\xbf\xbe"};
static const char *const numbers[] = {"0",
                                      "1",
                                      "-1",
                                      "17",
                                      "1.5",
                                      "1e5",
                                      "1E+2",
                                      "0.1234567890123456789",
                                      "-0",
                                      "007",
                                      "-",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "1e400",
                                      "1e99",
                                      "+1",
                                      "0x1",
                                      "1e309",
                                      "Infinity",
                                      "-1.5e-3",
                                      "1e-400",
                                      "123456789012345678",
                                      "1234567890123456789",
                                      "9223372036854775808",
                                      "123456789012345678901234567890"};
static const char *const words[] = {"true", "false", "null", "nul",
                                    "True", "truex", "nan"};
static const char *const spaces[] = {"", "", "", "", " ", "  ", "\t", " \t "};

#define N_OF(list) (sizeof(list) / sizeof *(list))
#define PICK(list) (list)[next_random(seed) % N_OF(list)]
/* Seven times in eight of the first third. */
#define PICK_USUAL(list) \
    (list)[next_random(seed) % (next_random(seed) % 8 ? N_OF(list) / 3 : N_OF(list))]

static void put_value(buf *b, uint64_t *seed, unsigned depth)
{
    uint32_t what = next_random(seed) % 16;
    if (what < 9) {
        buf_printf(b, "\"%s\"", PICK_USUAL(strings));
    } else if (what < 11) {
        buf_add_str(b, PICK_USUAL(numbers));
    } else if (what < 12) {
        buf_add_str(b, PICK_USUAL(words));
    } else if (depth < 4) {
        bool object = what & 1;
        uint32_t n = next_random(seed) % 4;
        buf_add_byte(b, object ? '{' : '[');
        for (uint32_t i = 0; i < n; i++) {
            buf_add_str(b, PICK(spaces));
            if (object)
                buf_printf(b, "\"%s\"%s:%s", PICK(keys), PICK(spaces), PICK(spaces));
            put_value(b, seed, depth + 1);
            buf_add_str(b, PICK(spaces));
            if (i + 1 < n)
                buf_add_byte(b, ',');
        }
        buf_add_byte(b, object ? '}' : ']');
    } else {
        buf_add_str(b, "1");
    }
}

/* Mostly good; then some bytes are changed, dropped or doubled. */
static slice make_line(arena *a, uint64_t *seed)
{
    buf b;
    buf_init(&b, a);
    uint32_t n = next_random(seed) % 9;
    buf_add_str(&b, PICK(spaces));
    buf_add_byte(&b, '{');
    for (uint32_t i = 0; i < n; i++) {
        const char *key = PICK(keys);
        buf_printf(&b, "%s\"%s\"%s:%s", PICK(spaces), key, PICK(spaces), PICK(spaces));
        if (strcmp(key, "text") == 0 && next_random(seed) % 8)
            buf_printf(&b, "\"%s\"", PICK_USUAL(strings));
        else
            put_value(&b, seed, 0);
        buf_add_str(&b, PICK(spaces));
        if (i + 1 < n)
            buf_add_byte(&b, ',');
    }
    buf_add_byte(&b, '}');
    buf_add_str(&b, PICK(spaces));
    slice whole = buf_slice(&b);
    char *bytes = (char *)(uintptr_t)whole.ptr;
    uint32_t n_changes = next_random(seed) % 3 ? 0 : 1 + next_random(seed) % 3;
    for (uint32_t i = 0; i < n_changes && whole.len; i++) {
        static const char odd[] = "\"\\{}[]:,0-eEu\t \x01\x80\xc3\xff/n";
        size_t at = next_random(seed) % whole.len;
        if (next_random(seed) % 2)
            bytes[at] = odd[next_random(seed) % (sizeof odd - 1)];
        else
            memmove(bytes + at, bytes + at + 1, --whole.len - at);
    }
    return whole;
}

static void same(slice line, slice a, slice b, const char *what)
{
    if (!slice_eq(a, b))
        fail_msg("%s: \"%.*s\" and \"%.*s\" of %.*s", what, (int)a.len, a.ptr, (int)b.len,
                 b.ptr, (int)line.len, line.ptr);
}

static void compare(slice line, const read_result *a, const read_result *b)
{
    if (a->documents.n != b->documents.n || a->skips.n != b->skips.n)
        fail_msg("%u and %u documents, %u and %u skips of %.*s", a->documents.n,
                 b->documents.n, a->skips.n, b->skips.n, (int)line.len, line.ptr);
    for (uint32_t i = 0; i < a->skips.n; i++) {
        same(line, a->skips.v[i].reason, b->skips.v[i].reason, "reason");
        same(line, a->skips.v[i].input, b->skips.v[i].input, "input");
        assert_int_equal(a->skips.v[i].position, b->skips.v[i].position);
    }
    for (uint32_t i = 0; i < a->documents.n; i++) {
        const document *x = &a->documents.v[i], *y = &b->documents.v[i];
        assert_int_equal(x->kind, y->kind);
        same(line, x->input, y->input, "input");
        same(line, x->bytes, y->bytes, "bytes");
        same(line, x->encoding, y->encoding, "encoding");
        same(line, x->note, y->note, "note");
        same(line, x->id, y->id, "id");
        same(line, x->url, y->url, "url");
        same(line, x->title, y->title, "title");
        same(line, x->date, y->date, "date");
        same(line, x->outlet, y->outlet, "outlet");
        same(line, x->author, y->author, "author");
        same(line, x->lang, y->lang, "lang");
        same(line, x->extra, y->extra, "extra");
    }
}

static void compare_ways(arena *a, slice bytes, bool without_extra, uint32_t *n_documents)
{
    read_result quick = {0}, slow = {0};
    read_options options = {.without_extra = without_extra};
    read_block block = {.input = SLICE("in"),
                        .kind = READ_RECORDS,
                        .position = 7,
                        .offset = 100,
                        .bytes = bytes};
    records_read(a, &block, &options, false, &quick);
    records_read(a, &block, &options, true, &slow);
    compare(bytes, &quick, &slow);
    *n_documents += quick.documents.n;
}

static void test_against_jansson(void **state)
{
    uint64_t seed = 20310509;
    uint32_t n_documents = 0;
    print_message("# seed %llu\n", (unsigned long long)seed);
    arena *a = arena_sub(*state);
    for (uint32_t i = 0; i < N_LINES; i++) {
        slice line = make_line(a, &seed);
        compare_ways(a, line, i % 4 == 0, &n_documents);
        arena_release(a);
    }
    // Neither all good nor all bad, or nothing was tested
    assert_in_range(n_documents, N_LINES / 5, N_LINES * 4 / 5);
}

static void test_blocks_of_lines(void **state)
{
    uint64_t seed = 4;
    uint32_t n_documents = 0;
    for (uint32_t i = 0; i < 300; i++) {
        arena *a = arena_sub(*state);
        buf b;
        buf_init(&b, a);
        for (uint32_t j = 0; j < 20; j++) {
            static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
            buf_add(&b, make_line(a, &seed));
            buf_add_str(&b, ends[next_random(&seed) % 4]);
        }
        compare_ways(a, buf_slice(&b), false, &n_documents);
        arena_release(a);
    }
    assert_true(n_documents > 300);
}

/* Usual records must not fall through to the slow way. */
static void test_usual_records_are_scanned(void **state)
{
    static const char *const lines[] = {
        "{\"id\": 17, \"text\": \"The \\u201cferry\\u201d sank.\\n\\nCaf\xc3\xa9.\"}",
        "{\"text\":\"x\",\"tags\":[\"a\",{\"b\":[1,2.5,-1e3]}],\"ok\":true,\"n\":null}",
        "{ \"url\" : \"https://gullbay.example/1\" , \"html\" : \"<p>x</p>\" }", "{}"};
    record r;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(scan_record(*state, slice_of_str(lines[i]), false, &r));
    assert_true(scan_record(*state, slice_of_str(lines[1]), false, &r));
    is_slice(r.extra, "{\"tags\":[\"a\",{\"b\":[1,2.5,-1e3]}],\"ok\":true,\"n\":null}");
    assert_false(scan_record(*state, SLICE("{\"id\": 1.5, \"text\": \"x\"}"), false, &r));
    assert_false(scan_record(*state, SLICE("{\"text\": \"x\"} x"), false, &r));
    assert_false(scan_record(*state, SLICE("{\"text\": \"x\""), false, &r));
    assert_false(scan_record(*state, SLICE("{\"text\": \"x\",}"), false, &r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {READ_TEST(test_against_jansson),
                                       READ_TEST(test_blocks_of_lines),
                                       READ_TEST(test_usual_records_are_scanned)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
