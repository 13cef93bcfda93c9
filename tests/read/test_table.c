/* CSV, TSV and the like. */
#include "base/buf.h"
#include "formats.h"

static void test_columns(void **state)
{
    (void)state;
    read_result r =
        read_text("ID,Title,text,url,date,outlet,author,lang,price,,price\r\n"
                  "7,\"Ferry, sunk\",\"One.\r\n\r\n\"\"Two\"\".\",https://g.example/1,"
                  "2019-05-07,Gull Bay Courier,Ann Stell,en,1.50,\"a\"\"b\",2\r\n");
    counts(&r, 1, 0);
    const document *d = r.documents.v;
    is_slice(d->input, "in:2");
    is_slice(d->id, "7");
    is_slice(d->title, "Ferry, sunk");
    is_slice(d->bytes, "One.\r\n\r\n\"Two\".");
    is_slice(d->url, "https://g.example/1");
    is_slice(d->date, "2019-05-07");
    is_slice(d->outlet, "Gull Bay Courier");
    is_slice(d->author, "Ann Stell");
    is_slice(d->lang, "en");
    is_slice(d->extra,
             "{\"price\":\"1.50\",\"column 10\":\"a\\\"b\",\"price, column 11\":\"2\"}");
}

static void test_separators(void **state)
{
    (void)state;
    static const char *const texts[] = {"id;text\n1;One, two.\n",
                                        "id\ttext\n1\tOne, two.\n",
                                        "id|text\n1|One, two.\n",
                                        "sep=;\r\nid;text\r\n1;\"One, two.\"\r\n",
                                        "\xef\xbb\xbfid,text\n1,\"One, two.\"",
                                        "id,text\r1,\"One, two.\"\r"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_result r = read_text(texts[i]);
        counts(&r, 1, 0);
        is_slice(r.documents.v[0].bytes, "One, two.");
        is_slice(r.documents.v[0].id, "1");
        assert_true(
            slice_ends(r.documents.v[0].input, i == 3 ? SLICE(":3") : SLICE(":2")));
    }
}

static void test_kinds(void **state)
{
    (void)state;
    read_result r = read_text("title,content,url\nx,y,z\n");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason,
             "a table without a column text or html; it has title, content, url");
    r = read_text("id,text\n");
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason, "a table without rows");
    r = read_text("id,html\n1,<p>The ferry</p><p>sank</p><p>at noon</p>\n");
    counts(&r, 1, 0);
    assert_int_equal(r.documents.v[0].kind, DOCUMENT_HTML);
    r = read_text("text,said\nOne.,who\n");
    counts(&r, 1, 0);
    is_slice(r.documents.v[0].input, "in:2");
    // Prose is no table
    r = read_text("Text, title and date were missing, he said.\n");
    counts(&r, 1, 0);
    is_slice(r.documents.v[0].input, "in");
}

static void test_counts(void **state)
{
    (void)state;
    read_result r =
        read_text("id,text,date,lang\n1,One.\n2,Two.,2019,en,,\n3,Three.,2019,en,x\n"
                  "\n4,,2019,en\n5,Five.,2019,en");
    counts(&r, 3, 2);
    is_slice(r.documents.v[0].note, "2 of 4 fields in the row");
    is_slice(r.documents.v[1].note, "");
    is_slice(r.documents.v[2].bytes, "Five.");
    is_slice(r.skips.v[0].reason, "line 4: 5 fields, the header has 4");
    is_slice(r.skips.v[1].reason, "line 6: neither text nor html in the row");
    assert_int_equal(r.skips.v[1].position, 6);
}

/* One record is lost, or none, never those behind it. */
static void test_open_quotes(void **state)
{
    (void)state;
    read_result r = read_text("id,text,date\n1,One.,2019\n2,\"Two goes on\nand on.,2019\n"
                              "3,\"Three, \"\"said\"\".\",2019\n4,Four.,2019\n");
    counts(&r, 3, 1);
    is_slice(r.skips.v[0].reason, "line 3: a quote that never closes; read on at line 5");
    is_slice(r.documents.v[1].bytes, "Three, \"said\".");
    is_slice(r.documents.v[2].input, "in:6");
    // In the last field the swallowed rows add up
    r = read_text("id,date,text\n1,2019,\"One\n2,2019,\"Two\"\n3,2019,\"Three\"\n");
    counts(&r, 2, 1);
    // A quote that is a letter
    r = read_text("id\ttext\n1\t\"Nobody is missing,\" he said.\n2\tTwo.\n");
    counts(&r, 2, 0);
    is_slice(r.documents.v[0].bytes, "\"Nobody is missing,\" he said.");
    // Quotes inside that nobody doubled
    r = read_text("id,text\n1,\"He said \"no\" and left.\"\n2,Two.\n");
    counts(&r, 2, 0);
    is_slice(r.documents.v[0].bytes, "He said \"no\" and left.");
    r = read_text("id,text\n1,One.\n2,\"Two goes on\nto the end.\n");
    counts(&r, 1, 1);
    is_slice(r.skips.v[0].reason,
             "line 3: a quote that never closes; nothing can be read behind it");
}

/* Seeking must not become quadratic, memory not grow with the file. */
static void test_hostile(void **state)
{
    (void)state;
    slice bytes = repeated("id,text\n1,One.\n", "\"a\n", 4000000, "");
    read_result r = read_slice(bytes);
    assert_true(r.documents.n >= 1 && r.skips.n >= 1 && r.skips.n < 100);
    r = read_slice(repeated("id,text\n1,One.\n2,\"", "x, y\n", 8000000, "\n3,Three.\n"));
    assert_true(r.documents.n >= 1);
    is_slice(r.documents.v[0].bytes, "One.");
    r = read_slice(repeated("text", ",a", 500000, "\nOne.\n"));
    counts(&r, 0, 1);
    is_slice(r.skips.v[0].reason, "a table of more than 1000 columns");
}

/* The next of a row of numbers that only looks random. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Many blocks: each row comes once, in order, with its line. */
static void test_blocks(void **state)
{
    (void)state;
    enum { ROWS = 40000 };
    static const char *const pieces[] = {"One, two. ", "\"said\" ", "\n",       "\r\n",
                                         "word ",      "; ",        "\xc3\xa9 "};
    uint32_t seed = 1;
    buf table;
    VEC(slice) texts = {0};
    buf_init(&table, &out);
    buf_add_str(&table, "id,text,x\n");
    for (uint32_t i = 0; i < ROWS; i++) {
        buf text;
        buf_init(&text, &out);
        buf_printf(&text, "%u ", i);
        for (uint32_t n = next_number(&seed) % 40; n > 0; n--)
            buf_add_str(&text, pieces[next_number(&seed) % 7]);
        vec_push(&out, &texts, buf_slice(&text));
        buf_printf(&table, "%u,\"", i);
        for (size_t k = 0; k < text.len; k++) {
            if (text.ptr[k] == '"')
                buf_add_byte(&table, '"');
            buf_add_byte(&table, text.ptr[k]);
        }
        buf_add_str(&table, "\",y\n");
    }
    read_result r = read_slice(buf_slice(&table));
    assert_true(table.len > 3 << 20);
    counts(&r, ROWS, 0);
    for (uint32_t i = 0; i < ROWS; i++)
        assert_true(slice_eq(r.documents.v[i].bytes, texts.v[i]));
    uint64_t line = 2;
    for (uint32_t i = 0; i < ROWS; i++) {
        is_slice(r.documents.v[i].input,
                 arena_format(&out, "in:%llu", (unsigned long long)line).ptr);
        for (size_t k = 0; k < texts.v[i].len; k++)
            line += texts.v[i].ptr[k] == '\n';
        line++;
    }
}

static void test_encoding(void **state)
{
    (void)state;
    read_result r =
        read_text("id,text\n1,\"Le caf\xe9 du port a \xe9t\xe9 ferm\xe9 apr\xe8s le "
                  "naufrage, a d\xe9"
                  "clar\xe9 le maire.\"\n");
    counts(&r, 1, 0);
    assert_true(slice_starts(r.documents.v[0].bytes, SLICE("Le caf\xc3\xa9 du")));
    r = read_slice(slice_of("\xff\xfei\0d\0,\0t\0e\0x\0t\0\n\0"
                            "1\0,\0O\0n\0e\0.\0",
                            30));
    counts(&r, 1, 0);
    is_slice(r.documents.v[0].bytes, "One.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_columns), TEST(test_separators),  TEST(test_kinds),
        TEST(test_counts),  TEST(test_open_quotes), TEST(test_hostile),
        TEST(test_blocks),  TEST(test_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
