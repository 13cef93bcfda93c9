/* Web archives: samples that other programs wrote, and hostile ones. */
#include "base/buf.h"
#include "base/mem.h"
#include "read/http.h"

#include "support.h"

/* ---- samples ---- */

typedef struct {
    const char *record, *url, *encoding, *part;
    document_kind kind;
} wanted;

static const wanted articles[] = {
    {":3", "https://gullbay.example/ferry", "utf-8", "halted at Gull Bay<",
     DOCUMENT_HTML},
    {":4", "https://ashgrove.example/ferry", "utf-8", "nobody was hurt.</p>",
     DOCUMENT_HTML},
    {":5", "https://tolmin.example/ferry", "windows-1252",
     "Tolmin R\xc3\xa9"
     "ach",
     DOCUMENT_HTML},
    {":9:1", "https://vannick.example/api", "utf-8", "The ferry to Port Vannick",
     DOCUMENT_TEXT},
    {":13", "https://gullbay.example/old", "utf-8", "the old pier", DOCUMENT_HTML},
    {":14", "https://gullbay.example/wet", "utf-8", "after its rudder broke",
     DOCUMENT_TEXT},
    {":15", "https://gullbay.example/ferry", "utf-8", "Gull Bay again", DOCUMENT_HTML}};
enum { N_ARTICLES = sizeof articles / sizeof *articles };

static void check_sample(arena *a, const char *name, const char *member, uint64_t others)
{
    read_result r = read_all_of(a, sample(a, name));
    assert_int_equal(r.documents.n, N_ARTICLES);
    for (uint32_t i = 0; i < N_ARTICLES; i++) {
        const document *d = &r.documents.v[i];
        is_slice(d->input, arena_format(a, "in%s%s", member, articles[i].record).ptr);
        is_slice(d->url, articles[i].url);
        is_slice(d->encoding, articles[i].encoding);
        is_slice(d->fetched, "2031-05-09T06:30:00Z");
        is_slice(d->date, "");
        assert_int_equal(d->kind, articles[i].kind);
        has_slice(d->bytes, articles[i].part);
    }
    assert_int_equal(r.skips.n, 1);
    is_slice(r.skips.v[0].reason, "Content-Encoding br is not supported");
    is_slice(r.skips.v[0].input, arena_format(a, "in%s:8", member).ptr);
    assert_int_equal(r.passed[PASSED_RECORD_TYPE], 4);
    assert_int_equal(r.passed[PASSED_REVISIT], 1);
    assert_int_equal(r.passed[PASSED_STATUS], 1);
    assert_int_equal(r.passed[PASSED_MEDIA_TYPE], 1);
    assert_int_equal(r.passed[PASSED_MEMBER], others);
}

static void test_samples(void **state)
{
    check_sample(*state, "crawl.warc", "", 0);
    check_sample(*state, "crawl.warc.gz", "", 0);
    check_sample(*state, "crawl.warc.zst", "", 0);
    check_sample(*state, "crawl.wacz", ":3", 4);
}

static void test_going_on(void **state)
{
    static const char *const names[] = {"crawl.warc", "crawl.warc.gz", "crawl.warc.zst",
                                        "crawl.wacz"};
    arena *a = *state;
    for (size_t k = 0; k < 4; k++) {
        slice bytes = sample(a, names[k]);
        read_result told = {0};
        read_block all[20], block;
        read_place places[20];
        uint32_t n = 0;
        read_stream *s = read_open_bytes(a, SLICE("in"), bytes, NULL, &told);
        for (; read_next(s, a, &all[n]); n++)
            places[n] = read_tell(s);
        assert_int_equal(n, N_ARTICLES + 1);
        uint64_t passed = told.passed[PASSED_MEMBER];
        for (uint32_t from = 0; from < n; from++) {
            s = read_open_bytes(a, SLICE("in"), bytes, NULL, &told);
            read_seek(s, a, places[from]);
            for (uint32_t i = from + 1; i < n; i++) {
                assert_true(read_next(s, a, &block));
                assert_true(slice_eq(block.input, all[i].input));
                assert_true(slice_eq(block.bytes, all[i].bytes));
            }
            assert_false(read_next(s, a, &block));
        }
        assert_int_equal(told.skips.n, 0);
        assert_true(told.passed[PASSED_MEMBER] <= passed * (n + 1));
    }
}

static uint32_t articles_found(const read_result *r)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < r->documents.n; i++)
        for (uint32_t k = 0; k < N_ARTICLES; k++)
            if (slice_eq_str(r->documents.v[i].url, articles[k].url) &&
                slice_find(r->documents.v[i].bytes, slice_of_str(articles[k].part), 0) <
                    r->documents.v[i].bytes.len)
                found |= 1u << k;
    return found;
}

static unsigned count_bits(uint32_t bits)
{
    unsigned n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

static void test_breaking_off_anywhere(void **state)
{
    static const char *const names[] = {"crawl.warc", "crawl.warc.gz", "crawl.warc.zst",
                                        "crawl.wacz"};
    for (size_t k = 0; k < 4; k++) {
        slice whole = sample(*state, names[k]);
        unsigned before = 0;
        for (size_t len = 0; len < whole.len; len += k == 0 ? 7 : 3) {
            arena *a = arena_sub(*state);
            read_result r = read_all_of(a, slice_of(whole.ptr, len));
            unsigned n = count_bits(articles_found(&r));
            assert_true(n >= before);
            assert_true(r.skips.n <= 4);
            before = n;
            arena_release(a);
        }
        assert_true(before >= N_ARTICLES - 1);
    }
}

/* Whatever is wrong with one byte, one record pays for it. */
static void test_damage_anywhere(void **state)
{
    static const char *const names[] = {"crawl.warc", "crawl.warc.gz", "crawl.warc.zst"};
    for (size_t k = 0; k < 3; k++) {
        slice whole = sample(*state, names[k]);
        // The dictionary is all the others' business
        size_t start = 12;
        if (k == 2)
            start = 8 + (unsigned char)whole.ptr[4] + 256u * (unsigned char)whole.ptr[5];
        for (size_t at = start; at < whole.len; at++) {
            arena *a = arena_sub(*state);
            char *bytes = arena_str(a, whole);
            bytes[at] ^= (char)(1 << at % 8);
            read_result r = read_all_of(a, slice_of(bytes, whole.len));
            if (count_bits(articles_found(&r)) < N_ARTICLES - 1)
                fail_msg("%s, byte %zu: %x are left", names[k], at, articles_found(&r));
            if (r.skips.n > 4)
                fail_msg("%s, byte %zu: %u skips", names[k], at, r.skips.n);
            arena_release(a);
        }
    }
}

/* In a ZIP file the members' own heads may be hit: nothing is promised but an end. */
static void test_damage_in_a_zip(void **state)
{
    slice whole = sample(*state, "crawl.wacz");
    unsigned n_whole = 0;
    for (size_t at = 0; at < whole.len; at += 3) {
        arena *a = arena_sub(*state);
        char *bytes = arena_str(a, whole);
        bytes[at] ^= (char)(1 << at % 8);
        read_result r = read_all_of(a, slice_of(bytes, whole.len));
        n_whole += count_bits(articles_found(&r)) >= N_ARTICLES - 1;
        arena_release(a);
    }
    assert_true(n_whole * 3 > whole.len * 9 / 10);
}

/* ---- hostile ones ---- */

static void put_record(buf *b, const char *head, const char *url, const char *page)
{
    size_t len = strlen(page) + 44;
    buf_printf(b,
               "WARC/1.0\r\n%sWARC-Type: response\r\nWARC-Target-URI: %s\r\n"
               "Content-Type: application/http\r\n",
               head, url);
    if (!strstr(head, "Content-Length"))
        buf_printf(b, "Content-Length: %zu\r\n", len);
    buf_printf(b, "\r\nHTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n%s\r\n\r\n",
               page);
}

/* A record with this in its head, and the text that is told of it, between two good
 * ones. */
static void check_head(arena *a, const char *head, const char *reason)
{
    buf b;
    buf_init(&b, a);
    put_record(&b, "", "https://a.example/1", "<p>One.</p>");
    put_record(&b, head, "https://a.example/2", "<p>Two.</p>");
    put_record(&b, "", "https://a.example/3", "<p>Three.</p>");
    slice bytes = buf_slice(&b);
    read_result r = read_all_of(a, bytes);
    if (r.documents.n != 2 || r.skips.n != 1)
        fail_msg("%s: %u documents, %u skips", head, r.documents.n, r.skips.n);
    is_slice(r.documents.v[0].bytes, "<p>One.</p>");
    is_slice(r.documents.v[1].bytes, "<p>Three.</p>");
    is_slice(r.documents.v[1].input, "in:3");
    has_slice(r.skips.v[0].reason, reason);
    is_slice(r.skips.v[0].input, "in:2");
    assert_int_equal(r.skips.v[0].position, 2);
}

static void test_bad_heads(void **state)
{
    arena *a = *state;
    check_head(a, "Content-Length: -5\r\n", "its Content-Length is negative");
    check_head(a, "Content-Length: many\r\n", "its Content-Length is no number");
    check_head(a, "Content-Length: 99999999999999999999\r\n", "is no number");
    check_head(a, "Content-Length: \r\n", "its Content-Length is no number");
    check_head(a, "Content-Length: 3\r\n", "its Content-Length is wrong");
    check_head(a, "Content-Length: 60\r\n", "its Content-Length is wrong");
    check_head(a, "Content-Length: 1000\r\n", "or its Content-Length is wrong");
    check_head(a, "Content-Length: 999999999\r\n",
               "another record begins before its end");
    check_head(a, "Content-Length: 999999999999999\r\n", "another record begins before");
    check_head(a, "Content-Length: 55\r\nContent-Length: 56\r\n", "two Content-Lengths");
    buf huge;
    buf_init(&huge, a);
    for (int i = 0; i < 9000; i++)
        buf_printf(&huge, "X-Field-%d: x\r\n", i);
    check_head(a, huge.ptr, "its head is longer than 64 KiB");
}

static void test_missing_fields(void **state)
{
    arena *a = *state;
    slice bytes = SLICE("WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n\r\n"
                        "WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
                        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\nabc"
                        "\r\n\r\nWARC/1.0\r\nbroken");
    read_result r = read_all_of(a, bytes);
    assert_int_equal(r.documents.n, 0);
    assert_int_equal(r.skips.n, 3);
    has_slice(r.skips.v[0].reason, "it has no Content-Length");
    has_slice(r.skips.v[1].reason, "it has no WARC-Type");
    has_slice(r.skips.v[2].reason, "it breaks off in its head");
    assert_int_equal(r.passed[PASSED_RECORD_TYPE], 1);
}

static void test_rubbish_between(void **state)
{
    arena *a = *state;
    buf b;
    buf_init(&b, a);
    put_record(&b, "", "https://a.example/1", "<p>One.</p>");
    for (int i = 0; i < 100000; i++)
        buf_add_str(&b, "no record at all, WARC/1.0 is only said\n");
    put_record(&b, "", "https://a.example/2", "<p>Two.</p>");
    read_result r = read_all_of(a, buf_slice(&b));
    assert_int_equal(r.documents.n, 2);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.skips.v[0].reason, "no WARC record begins where one should");
}

/* Many records that all claim megabytes: the time must stay in proportion. */
static void test_many_wrong_lengths(void **state)
{
    arena *a = *state;
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < 20000; i++)
        buf_printf(
            &b,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example\r\n"
            "Content-Length: %u\r\n\r\nHTTP/1.0 200 OK\r\n\r\nx\r\n\r\n",
            i % 2 ? 1000001 : 100000001);
    put_record(&b, "", "https://a.example/2", "<p>Two.</p>");
    read_result r = read_all_of(a, buf_slice(&b));
    assert_int_equal(r.documents.n, 1);
    assert_true(r.skips.n >= 9999);
}

/* Beginnings without a head: each must be looked at once. */
static void test_many_beginnings(void **state)
{
    arena *a = *state;
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < 300000; i++)
        buf_add_str(&b, "WARC/1.0\n");
    put_record(&b, "", "https://a.example/2", "<p>Two.</p>");
    read_result r = read_all_of(a, buf_slice(&b));
    assert_int_equal(r.documents.n, 1);
    is_slice(r.documents.v[0].input, "in:300001");
    has_slice(r.skips.v[0].reason, "another record begins in its head");
    assert_true(r.skips.n <= 10000); // the others are not told
}

static void test_large_records(void **state)
{
    arena *a = *state;
    size_t len = 20 << 20;
    char *body = arena_alloc(a, len + 1);
    memset(body, 'x', len);
    memcpy(body, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", 47);
    buf b;
    buf_init(&b, a);
    buf_printf(&b,
               "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example\r\n"
               "Content-Length: %zu\r\n\r\n",
               len);
    buf_add(&b, slice_of(body, len));
    buf_add_str(&b, "\r\n\r\n");
    put_record(&b, "", "https://a.example/2", "<p>Two.</p>");
    read_result r = read_all_of(a, buf_slice(&b)); // at most 8 MiB
    assert_int_equal(r.documents.n, 1);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.skips.v[0].reason, "larger than 8388608 bytes");
    r = (read_result){0};
    read_bytes(a, SLICE("in"), buf_slice(&b), NULL, &r);
    assert_int_equal(r.documents.n, 2);
    assert_int_equal(r.documents.v[0].bytes.len, len - 44);
    assert_int_equal(r.skips.n, 0);
}

/* ---- memory ---- */

typedef struct {
    arena a;
    slice inputs[4];
    uint32_t n_documents;
} memory_job;

static void read_inputs(void *what)
{
    memory_job *job = what;
    read_result r = {0};
    for (size_t i = 0; i < 4; i++)
        read_bytes(&job->a, SLICE("in"), job->inputs[i], NULL, &r);
    job->n_documents = r.documents.n;
}

static void test_memory_fails_anywhere(void **state)
{
    memory_job job = {
        .inputs = {sample(*state, "crawl.warc"), sample(*state, "crawl.warc.gz"),
                   sample(*state, "crawl.warc.zst"), sample(*state, "crawl.wacz")}};
    bool done = false;
    for (long n = 0; !done; n++) {
        arena_init(&job.a);
        mem_fail_after(n);
        done = arena_guard(&job.a, read_inputs, &job);
        mem_fail_after(-1);
        arena_deinit(&job.a);
        assert_true(done || n < 100000);
    }
    assert_int_equal(job.n_documents, 4 * N_ARTICLES);
}

/* ---- HTTP ---- */

static slice body_of(arena *a, const char *head, slice body, slice *note, slice *why)
{
    slice message = joined(a, arena_format(a, "HTTP/1.1 200 OK\r\n%s\r\n", head), body);
    http_head h = http_parse(a, message);
    slice got = slice_of("?", 1);
    *note = *why = slice_of("", 0);
    assert_int_equal(h.status, 200);
    if (!http_body(a, &h, message, 1 << 20, &got, note, why))
        return slice_of("failed", 6);
    return got;
}

static void test_http_bodies(void **state)
{
    arena *a = *state;
    slice note, why, page = SLICE("<p>One.</p>");
    const char *chunked = "Transfer-Encoding: chunked\r\n";
    is_slice(body_of(a, "", page, &note, &why), "<p>One.</p>");
    is_slice(body_of(a, chunked, SLICE("3;x=y\r\n<p>\r\n8\r\nOne.</p>\r\n0\r\n\r\n"),
                     &note, &why),
             "<p>One.</p>");
    is_slice(note, "");
    // Put together already
    is_slice(body_of(a, chunked, page, &note, &why), "<p>One.</p>");
    is_slice(body_of(a, chunked, SLICE("add a line"), &note, &why), "add a line");
    is_slice(body_of(a, chunked, SLICE("3\r\n<p>\r\n8\r\nOne"), &note, &why), "<p>One");
    is_slice(note, "its chunks break off");
    is_slice(body_of(a, chunked, SLICE("3\r\n<p>\r\nffffffffffffff\r\nOne"), &note, &why),
             "<p>One");
    is_slice(body_of(a, "Content-Encoding: gzip\r\n", gzipped(a, page), &note, &why),
             "<p>One.</p>");
    is_slice(body_of(a, "Content-Encoding: gzip\r\n", page, &note, &why), "<p>One.</p>");
    is_slice(body_of(a, "Content-Encoding: zstd, gzip\r\n",
                     gzipped(a, zstd_packed(a, page)), &note, &why),
             "<p>One.</p>");
    is_slice(body_of(a, "Content-Encoding: deflate\r\n", page, &note, &why),
             "<p>One.</p>");
    is_slice(body_of(a, "Content-Encoding: br\r\n", page, &note, &why), "failed");
    is_slice(why, "Content-Encoding br is not supported");
    char *many = arena_alloc(a, 3 << 20);
    slice trap = gzipped(a, slice_of(many, 3 << 20));
    is_slice(body_of(a, "Content-Encoding: gzip\r\n", trap, &note, &why), "failed");
    is_slice(why, "larger than 1048576 bytes");
}

static void test_media_types(void **state)
{
    (void)state;
    slice type, charset;
    http_media_type(SLICE("text/html; x=y; Charset = \"ISO-8859-5\" ; z"), &type,
                    &charset);
    is_slice(type, "text/html");
    is_slice(charset, "ISO-8859-5");
    http_media_type(SLICE("text/html;charset"), &type, &charset);
    is_slice(charset, "");
    assert_true(http_is_text(SLICE("Text/HTML")));
    assert_false(http_is_text(SLICE("image/svg+xml")));
}

static void test_the_servers_charset(void **state)
{
    arena *a = *state;
    slice bytes =
        SLICE("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
              "http://a.example/\r\nContent-Length: 73\r\n\r\nHTTP/1.0 200 OK\r\n"
              "Content-Type: text/html;charset=windows-1251\r\n\r\n<p>\xcf\xe0\xf0"
              "\xee\xec\r\n\r\n");
    read_result r = read_all_of(a, bytes);
    assert_int_equal(r.documents.n, 1);
    is_slice(r.documents.v[0].encoding, "windows-1251");
    is_slice(r.documents.v[0].bytes, "<p>\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READ_TEST(test_samples),
        READ_TEST(test_going_on),
        READ_TEST(test_breaking_off_anywhere),
        READ_TEST(test_damage_anywhere),
        READ_TEST(test_damage_in_a_zip),
        READ_TEST(test_bad_heads),
        READ_TEST(test_missing_fields),
        READ_TEST(test_rubbish_between),
        READ_TEST(test_many_wrong_lengths),
        READ_TEST(test_many_beginnings),
        READ_TEST(test_large_records),
        READ_TEST(test_memory_fails_anywhere),
        READ_TEST(test_http_bodies),
        READ_TEST(test_media_types),
        READ_TEST(test_the_servers_charset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
