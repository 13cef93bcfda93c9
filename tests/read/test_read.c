/* Files, folders, kinds and records. */
#include "base/mem.h"
#include "base/utf8.h"
#include "read/read.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static read_result read_text(const char *text)
{
    read_result result = {0};
    read_bytes(&out, SLICE("in"), slice_of_str(text), NULL, &result);
    return result;
}

static void is_slice(slice got, const char *want)
{
    if (!slice_eq_str(got, want))
        fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

static void one_skip(const read_result *result, const char *reason)
{
    assert_int_equal(result->documents.n, 0);
    assert_int_equal(result->skips.n, 1);
    is_slice(result->skips.v[0].reason, reason);
}

/* ---- kinds ---- */

static void kind_is(const char *text, document_kind kind)
{
    read_result result = read_text(text);
    assert_int_equal(result.documents.n, 1);
    assert_int_equal(result.documents.v[0].kind, kind);
}

static void test_kinds(void **state)
{
    (void)state;
    kind_is("The ferry sank at noon.\n", DOCUMENT_TEXT);
    kind_is("Prices < 5 and > 3 were seen.", DOCUMENT_TEXT);
    kind_is("  <!DOCTYPE HTML><p>x", DOCUMENT_HTML);
    kind_is("<?xml version='1.0'?><!-- page --><html xmlns='x'><p>x", DOCUMENT_HTML);
    kind_is("<div><p>The ferry sank.</p></div>", DOCUMENT_HTML);
    kind_is("The ferry <a href='#'>sank</a>.<p>It was noon.</p><p>Nobody died.</p>",
            DOCUMENT_HTML);
    kind_is("{ this is not JSON }\nThe ferry sank.", DOCUMENT_TEXT);
    kind_is("\n\n{\"text\": \"The ferry sank.\"}", DOCUMENT_TEXT);
}

static void test_unusable(void **state)
{
    (void)state;
    read_result result = read_text("");
    one_skip(&result, "empty");
    result = read_text(" \n\t \n");
    one_skip(&result, "empty: nothing but white space");
    result = read_text("%PDF-1.7 and so on");
    one_skip(&result, "a PDF document, not text");
    result = read_text("\x1f\x8b\x08 and so on");
    one_skip(&result, "gzip of a kind that is not read; unpack it first");
    result = read_text("<?xml version=\"1.0\"?>\n<stock><item/></stock>");
    one_skip(&result, "XML with root element <stock>, not an article");

    read_result binary = {0};
    read_bytes(&out, SLICE("in"), slice_of("abc\0\1\2\3\0\0d", 10), NULL, &binary);
    one_skip(&binary, "binary: byte 0x00 at byte 3");
    assert_int_equal(binary.skips.v[0].position, 3);
}

static void test_size_cap(void **state)
{
    (void)state;
    read_result result = {0};
    read_options options = {.largest_bytes = 10};
    read_bytes(&out, SLICE("in"), SLICE("0123456789x"), &options, &result);
    one_skip(&result, "larger than 10 bytes");
    read_bytes(&out, SLICE("in"), SLICE("0123456789"), &options, &result);
    assert_int_equal(result.documents.n, 1);
}

/* ---- records ---- */

static void test_record_fields(void **state)
{
    (void)state;
    read_result result = read_text(
        "{\"id\": 17, \"title\": \"Ferry\\tsinks\", \"text\": \"One.\\n\\nTwo.\", "
        "\"url\": "
        "\"https://gullbay.example/1\", \"date\": \"2019-05-03\", \"outlet\": \"Gull Bay "
        "Courier\", \"author\": [\"Ann Stell\", {\"name\": \"Max Foe\"}], \"lang\": "
        "\"en\", \"price\": 1.50, \"big\": 123456789012345678901234, \"tags\": [ \"a, "
        "b\", "
        "{ \"x\": \"}\" } ]}");
    assert_int_equal(result.documents.n, 1);
    const document *d = &result.documents.v[0];
    is_slice(d->input, "in:1");
    is_slice(d->id, "17");
    is_slice(d->title, "Ferry sinks");
    is_slice(d->bytes, "One.\n\nTwo.");
    is_slice(d->url, "https://gullbay.example/1");
    is_slice(d->date, "2019-05-03");
    is_slice(d->outlet, "Gull Bay Courier");
    is_slice(d->author, "Ann Stell; Max Foe");
    is_slice(d->lang, "en");
    // As written: no number is rounded
    is_slice(d->extra, "{\"price\":1.50,\"big\":123456789012345678901234,\"tags\":[\"a, "
                       "b\",{\"x\":\"}\"}]}");
}

static void test_record_lines(void **state)
{
    (void)state;
    read_result result = read_text("{\"text\": \"One.\"}\n"
                                   "\n"
                                   "{\"text\": \"Two.\",}\n"
                                   "[1, 2]\n"
                                   "{\"title\": \"no text\"}\n"
                                   "{\"html\": \"<p>Three.</p>\", \"text\": \" \"}\n"
                                   "{\"text\": \"a\\u0000b\\u0007c\"}\n");
    assert_int_equal(result.documents.n, 3);
    is_slice(result.documents.v[0].bytes, "One.");
    is_slice(result.documents.v[1].bytes, "<p>Three.</p>");
    assert_int_equal(result.documents.v[1].kind, DOCUMENT_HTML);
    is_slice(result.documents.v[2].bytes, "a b c");
    assert_int_equal(result.skips.n, 3);
    assert_int_equal(result.skips.v[0].position, 3);
    assert_true(slice_starts(result.skips.v[0].reason, SLICE("line 3, column ")));
    is_slice(result.skips.v[1].reason, "line 4: not an object");
    is_slice(result.skips.v[2].reason, "line 5: neither text nor html in the record");
}

static void test_deep_record(void **state)
{
    (void)state;
    size_t n = 200000;
    char *text = arena_alloc(&out, n * 2 + 100);
    strcpy(text, "{\"text\": \"One.\"}\n{\"text\": ");
    size_t at = strlen(text);
    memset(text + at, '[', n);
    read_result result = read_text(text);
    assert_int_equal(result.documents.n, 1);
    assert_int_equal(result.skips.n, 1);
}

/* ---- files ---- */

static char folder[] = "stemma-test-read-XXXXXX";

static void path_to(char *to, size_t size, const char *name)
{
    snprintf(to, size, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
    char path[300];
    path_to(path, sizeof path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static read_result read_name(const char *name)
{
    char path[300];
    read_result result = {0};
    path_to(path, sizeof path, name);
    read_path(&out, slice_of_str(path), NULL, &result);
    return result;
}

static void remove_all(const char *const *names, size_t n)
{
    char path[300];
    for (size_t i = 0; i < n; i++) {
        path_to(path, sizeof path, names[i]);
        if (unlink(path) != 0)
            rmdir(path);
    }
    rmdir(folder);
}

static void make(const char *name, char kind)
{
    char path[300];
    path_to(path, sizeof path, name);
    if (kind == 'd')
        assert_int_equal(mkdir(path, 0700), 0);
    else if (kind == 'p')
        assert_int_equal(mkfifo(path, 0600), 0);
    else
        assert_int_equal(symlink("..", path), 0);
}

static void test_files(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    make("b", 'd');
    make("none", 'd');
    write_file("b/two.txt", "Two.");
    write_file("a.txt", "One.");
    write_file("c.txt", "Three.");
    write_file("Z.txt", "Zero.");
    write_file(".hidden.txt", "No.");
    make("b/loop", 'l');
    make("pipe", 'p');

    read_result result = {0};
    read_path(&out, slice_of_str(folder), NULL, &result);
    assert_int_equal(result.documents.n, 4);
    is_slice(result.documents.v[0].bytes, "Zero.");
    is_slice(result.documents.v[1].bytes, "One.");
    is_slice(result.documents.v[2].bytes, "Two.");
    is_slice(result.documents.v[3].bytes, "Three.");
    assert_true(slice_ends(result.documents.v[2].input, SLICE("/b/two.txt")));
    assert_int_equal(result.skips.n, 3);
    is_slice(result.skips.v[0].reason, "this folder is already read: a link leads back");
    is_slice(result.skips.v[1].reason, "no articles in this folder");
    is_slice(result.skips.v[2].reason, "not a regular file");

    result = read_name("none");
    one_skip(&result, "no articles in this folder");
    result = read_name("missing.txt");
    one_skip(&result, "cannot open: No such file or directory");
    result = read_name("pipe");
    one_skip(&result, "not a regular file");
    result = read_name("a.txt/");
    one_skip(&result, "cannot open: Not a directory");
    read_result device = {0};
    read_path(&out, SLICE("/dev/null"), NULL, &device);
    one_skip(&device, "not a regular file");

    static const char *const names[] = {"b/loop", "b/two.txt",   "b",
                                        "none",   "a.txt",       "c.txt",
                                        "Z.txt",  ".hidden.txt", "pipe"};
    remove_all(names, sizeof names / sizeof *names);
}

static void test_standard_input(void **state)
{
    (void)state;
    int ends[2], old = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "The ferry sank.", 15), 15);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    read_result result = {0};
    read_path(&out, SLICE("-"), NULL, &result);
    dup2(old, STDIN_FILENO);
    close(old);
    close(ends[0]);
    assert_int_equal(result.documents.n, 1);
    is_slice(result.documents.v[0].bytes, "The ferry sank.");
    is_slice(result.documents.v[0].input, "-");
}

/* ---- memory ---- */

typedef struct {
    arena a;
    uint32_t n_documents;
} memory_job;

static void read_some(void *what)
{
    memory_job *job = what;
    read_result result = {0};
    read_bytes(&job->a, SLICE("one"), SLICE("{\"text\": \"One.\"}\n{bad\n"), NULL,
               &result);
    read_bytes(&job->a, SLICE("two"), SLICE("Caf\xe9 and more of the same kind."), NULL,
               &result);
    read_path(&job->a, SLICE("/nowhere/at/all"), NULL, &result);
    job->n_documents = result.documents.n;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    bool done = false;
    long n = 0;
    for (; !done && n < 10000; n++) {
        memory_job job = {.n_documents = 0};
        arena_init(&job.a);
        mem_fail_after(n);
        done = arena_guard(&job.a, read_some, &job);
        mem_fail_after(-1);
        arena_deinit(&job.a);
        if (done)
            assert_int_equal(job.n_documents, 2);
    }
    assert_true(done);
    assert_true(n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unusable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_size_cap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_record_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_record_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deep_record, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_standard_input, set_up, tear_down),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
