/* NewsML-G2, NITF and ninjs; samples written from the standards' text. */
#include "base/mem.h"
#include "formats.h"

static void test_message(void **state)
{
    (void)state;
    read_result r = read_slice(sample("newsmessage.xml"));
    counts(&r, 1, 3);
    const document *d = r.documents.v;
    is_slice(d->input, "in:2");
    is_slice(d->id, "urn:newsml:fenmark.example:20190507:ferry");
    is_slice(d->title, "Ferry & tug collide off Gull Bay");
    is_slice(d->author, "By Ann Stell");
    is_slice(d->date, "2019-05-07T08:30:00Z");
    is_slice(d->updated, "2019-05-07T11:45:00Z");
    is_slice(d->outlet, "Fenmark Newswire");
    is_slice(d->credit, "Ann Stell/Fenmark Newswire");
    is_slice(d->dateline, "Gull Bay");
    is_slice(d->lang, "en-GB");
    is_slice(d->note, "embargoed until 2019-05-07T12:00:00Z");
    is_slice(d->extra,
             "{\"version\":\"3\",\"embargoed\":\"2019-05-07T12:00:00Z\",\"slugline\":"
             "\"FERRY-COLLISION/\",\"copyright\":\"(c) Fenmark Newswire 2019\","
             "\"usageterms\":\"Not for archives\"}");
    assert_true(contains(d->bytes, "<p>The ferry Marigold and a tug"));
    assert_true(contains(d->bytes, "<b>fishing boats</b>"));
    assert_false(contains(d->bytes, "title"));
    is_slice(r.skips.v[0].reason,
             "packageItem, line 8: points to other items, has no text of its own");
    is_slice(r.skips.v[1].reason, "newsItem, line 48: withdrawn by its provider");
    is_slice(r.skips.v[2].reason,
             "newsItem, line 52: a picture, recording or the like, kept elsewhere");
}

static void test_news_item(void **state)
{
    (void)state;
    read_result r = read_text(
        "<newsItem guid='x'><itemMeta><provider qcode='nprov:FNW'/><versionCreated>"
        "2019-05-07T11:45:00Z</versionCreated></itemMeta><contentMeta><creator "
        "literal='Ann Stell'/><infoSource literal='Gull Bay Courier'/></contentMeta>"
        "<contentSet><inlineData contenttype='text/plain'>One &lt; two.\n\nThree."
        "</inlineData></contentSet></newsItem>");
    counts(&r, 1, 0);
    const document *d = r.documents.v;
    is_slice(d->input, "in");
    is_slice(d->bytes, "One < two.\n\nThree.");
    assert_int_equal(d->kind, DOCUMENT_TEXT);
    is_slice(d->outlet, "FNW");
    is_slice(d->credit, "Gull Bay Courier");
    is_slice(d->author, "Ann Stell");
    is_slice(d->date, "2019-05-07T11:45:00Z");
}

static void check_nitf(const document *d)
{
    is_slice(d->title, "Divers look at the hull");
    is_slice(d->date, "2019-05-08T09:30:00+02:00");
    is_slice(d->outlet, "Gull Bay Courier");
    is_slice(d->credit, "Fenmark Newswire");
    is_slice(d->dateline, "Gull Bay");
    assert_true(slice_starts(d->author, SLICE("By Max Foe")));
    assert_true(
        contains(d->bytes, "hull of the Marigold on Wednesday, harbour master Ilse"));
    assert_true(contains(d->bytes, "<figcaption>The hull</figcaption>"));
    assert_true(contains(d->bytes, "three metres &amp; no oil.</p>"));
    assert_true(contains(d->bytes, "<p>(Fenmark Newswire)</p>"));
    assert_false(contains(d->bytes, "hull.jpg"));
    assert_true(contains(d->extra, "\"subtitle\":\"Storm has passed\""));
}

static void test_nitf(void **state)
{
    (void)state;
    slice text = sample("nitf.xml");
    read_result r = read_slice(text);
    counts(&r, 1, 0);
    check_nitf(r.documents.v);
    is_slice(r.documents.v->id, "FNW.20190508.hull");
    // The same inside a news item
    size_t start = slice_find(text, SLICE("<nitf "), 0);
    slice whole =
        arena_format(&out,
                     "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>"
                     "<contentSet><inlineXML>%.*s</inlineXML></contentSet></newsItem>",
                     (int)(text.len - start), text.ptr + start);
    r = read_slice(whole);
    counts(&r, 1, 0);
    check_nitf(r.documents.v);
}

static void test_cut_news(void **state)
{
    (void)state;
    static const char *const names[] = {"newsmessage.xml", "nitf.xml", "ninjs-1.json",
                                        "ninjs-2.json"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        slice bytes = sample(names[k]);
        bytes = slice_trim(bytes);
        for (size_t n = k < 2 ? 150 : 330; n < bytes.len - 2; n += 11) {
            read_result r = read_slice(slice_of(bytes.ptr, n));
            assert_true(r.documents.n <= 1 && r.skips.n >= 1);
        }
    }
}

static void test_ninjs_1(void **state)
{
    (void)state;
    read_result r = read_slice(sample("ninjs-1.json"));
    counts(&r, 1, 0);
    const document *d = r.documents.v;
    is_slice(d->input, "in");
    is_slice(d->id, "urn:newsml:fenmark.example:20190507:ferry");
    is_slice(d->url, "");
    is_slice(d->title, "Ferry & tug collide");
    is_slice(d->author, "By Ann Stell");
    is_slice(d->date, "2019-05-07T08:30:00Z");
    is_slice(d->updated, "2019-05-07T11:45:00Z");
    is_slice(d->outlet, "Gull Bay Courier");
    is_slice(d->dateline, "Gull Bay");
    assert_int_equal(d->kind, DOCUMENT_HTML);
    assert_true(contains(d->extra, "\"usageterms\":\"Not for archives\""));
}

static void test_ninjs_2(void **state)
{
    (void)state;
    read_result r = read_slice(sample("ninjs-2.json"));
    counts(&r, 1, 2);
    const document *d = r.documents.v;
    is_slice(d->input, "in:1");
    is_slice(d->title, "Divers look at the hull");
    is_slice(d->url, "https://www.gullbaycourier.example/hull");
    is_slice(d->bytes,
             "Divers went down to the hull on Wednesday.\n\nThey found a tear of "
             "three metres.");
    is_slice(d->author, "Max Foe");
    is_slice(r.skips.v[0].reason, "object 2, line 18: withdrawn by its provider");
    is_slice(r.skips.v[1].reason, "object 3, line 19: no text in it");
}

static void test_ninjs_broken(void **state)
{
    (void)state;
    read_result r =
        read_text("{\"uri\": \"a\", \"pubstatus\": \"usable\", \"body_text\": \"One.\"}"
                  "{\"uri\": \"b\" \"body_text\": 1}\n{\"uri\": \"c\", "
                  "\"body_text\": \"Three.\"} 7");
    counts(&r, 2, 2);
    is_slice(r.documents.v[1].bytes, "Three.");
    is_slice(r.skips.v[1].reason, "line 2: expected an object");
    // A record of the usual kind stays one
    r = read_text("{\"uri\": \"a\", \"pubstatus\": \"x\", \"headline\": \"h\", \"text\": "
                  "\"One.\"}");
    counts(&r, 1, 0);
    is_slice(r.documents.v[0].input, "in:1");
}

/* Objects that would take gigabytes as trees. */
static void test_ninjs_large(void **state)
{
    (void)state;
    slice bytes =
        repeated("[{\"uri\": \"a\", \"pubstatus\": \"usable\", \"bodies\": [", "{},",
                 400000, "{}]}, {\"uri\": \"b\", \"body_text\": \"Two.\"}]");
    read_result r = read_slice(bytes);
    counts(&r, 1, 1);
    is_slice(r.skips.v[0].reason, "object 1, line 1: too large for one object");
    is_slice(r.documents.v[0].bytes, "Two.");
    r = read_slice(repeated(
        "{\"uri\": \"a\", \"pubstatus\": \"usable\", \"bodies\": ", "[", 300000, ""));
    counts(&r, 0, 1);
}

/* The n-th request for memory fails, for every n: no crash, nothing lost outside of the
 * arena, the same answer once it goes well. */
typedef struct {
    arena a;
    slice bytes;
    uint32_t n_documents;
} memory_job;

static void read_some(void *what)
{
    memory_job *job = what;
    read_result result = {0};
    read_bytes(&job->a, SLICE("in"), job->bytes, NULL, &result);
    job->n_documents = result.documents.n;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    const slice inputs[] = {sample("feed-rss.xml"),
                            sample("newsmessage.xml"),
                            sample("nitf.xml"),
                            sample("ninjs-1.json"),
                            sample("ninjs-2.json"),
                            SLICE("id,text,x\n1,\"One \"\"a\"\".\",y\n"),
                            SLICE("id;text\n1;\"open\n2;Two.\n")};
    static const uint32_t documents[] = {3, 1, 1, 1, 1, 1, 1};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        bool done = false;
        long n = 0;
        for (; !done && n < 10000; n++) {
            memory_job job = {.bytes = inputs[i]};
            arena_init(&job.a);
            mem_fail_after(n);
            done = arena_guard(&job.a, read_some, &job);
            mem_fail_after(-1);
            arena_deinit(&job.a);
            if (done)
                assert_int_equal(job.n_documents, documents[i]);
        }
        assert_true(done && n > 1);
    }
}

/* A file of nothing but faults: the first are told, the others counted. */
static void test_many_faults(void **state)
{
    (void)state;
    read_result r =
        read_slice(repeated("<rss><channel>", "<item/>", 5000, "</channel></rss>"));
    counts(&r, 0, 1001);
    is_slice(r.skips.v[1000].reason,
             "4000 more faults like these are not told one by one");
    r = read_slice(repeated("<newsMessage>", "<newsItem/>", 1500, "</newsMessage>"));
    counts(&r, 0, 1001);
    r = read_slice(repeated("[{\"uri\": 1, \"pubstatus\": 2}", ",{}", 2000, "]"));
    counts(&r, 0, 1001);
    r = read_slice(repeated("id,text\n", "1,\n", 1500, ""));
    counts(&r, 0, 1001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_message),      TEST(test_news_item),   TEST(test_nitf),
        TEST(test_cut_news),     TEST(test_ninjs_1),     TEST(test_ninjs_2),
        TEST(test_ninjs_broken), TEST(test_ninjs_large), TEST(test_out_of_memory),
        TEST(test_many_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
