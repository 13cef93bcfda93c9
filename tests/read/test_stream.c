/* Streams: where they are cut, where they go on, what they hold. */
#include "support.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK = 1 << 20 };

static slice records(arena *a, uint32_t n, uint32_t filler, const char *end)
{
    char *to = arena_alloc(a, n * ((size_t)filler + 80)), *at = to;
    for (uint32_t i = 0; i < n; i++) {
        at += sprintf(at, "{\"id\": %u, \"text\": \"", i);
        memset(at, 'a' + (char)(i % 26), filler);
        at += filler;
        at += sprintf(at, "\"}%s", end);
    }
    return slice_of(to, (size_t)(at - to));
}

typedef struct {
    read_place place; // behind the block
    uint64_t position, offset;
    size_t len;
} cut;

typedef VEC(cut) cuts;

static cuts cut_up(arena *a, slice bytes, const read_options *options, read_result *told)
{
    cuts found = {0};
    read_block block;
    read_stream *s = read_open_bytes(a, SLICE("in"), bytes, options, told);
    assert_non_null(s);
    while (read_next(s, a, &block))
        vec_push(a, &found,
                 (cut){read_tell(s), block.position, block.offset, block.bytes.len});
    assert_false(read_next(s, a, &block));
    return found;
}

static void test_blocks_are_whole_lines(void **state)
{
    arena *a = *state;
    slice bytes = records(a, 3000, 1000, "\n");
    read_result told = {0};
    cuts c = cut_up(a, bytes, NULL, &told);
    assert_true(c.n >= 3);
    uint64_t offset = 0, line = 1;
    for (uint32_t i = 0; i < c.n; i++) {
        assert_int_equal(c.v[i].offset, offset);
        assert_int_equal(c.v[i].position, line);
        assert_true(c.v[i].len <= BLOCK);
        assert_int_equal(bytes.ptr[offset + c.v[i].len - 1], '\n');
        for (uint64_t at = offset; at < offset + c.v[i].len; at++)
            line += bytes.ptr[at] == '\n';
        offset += c.v[i].len;
    }
    assert_int_equal(offset, bytes.len);
    assert_int_equal(told.skips.n, 0);
}

static void check_input(const read_result *r, uint32_t n)
{
    assert_int_equal(r->documents.n, n);
    for (uint32_t i = 0; i < n; i++) {
        char want[30];
        snprintf(want, sizeof want, "in:%u", i + 1);
        is_slice(r->documents.v[i].input, want);
        snprintf(want, sizeof want, "%u", i);
        is_slice(r->documents.v[i].id, want);
    }
}

static void test_all_line_ends(void **state)
{
    arena *a = *state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < 3; i++) {
        // Of every length, so that a CRLF is cut in two by a block's end at times
        for (uint32_t filler = 997; filler < 1005; filler++) {
            read_result r = read_all_of(a, records(a, 2200, filler, ends[i]));
            check_input(&r, 2200);
            assert_int_equal(r.skips.n, 0);
        }
        arena_release(a);
    }
}

static void test_going_on(void **state)
{
    arena *a = *state;
    slice plain = records(a, 4000, 1000, "\r\n");
    slice inputs[] = {plain, gzipped(a, plain), zstd_packed(a, plain)};
    for (size_t k = 0; k < 3; k++) {
        read_result told = {0};
        cuts all = cut_up(a, inputs[k], NULL, &told);
        for (uint32_t from = 0; from < all.n; from++) {
            read_block block;
            read_stream *s = read_open_bytes(a, SLICE("in"), inputs[k], NULL, &told);
            read_seek(s, a, all.v[from].place);
            for (uint32_t i = from + 1; i < all.n; i++) {
                assert_true(read_next(s, a, &block));
                assert_int_equal(block.offset, all.v[i].offset);
                assert_int_equal(block.position, all.v[i].position);
                assert_int_equal(block.bytes.len, all.v[i].len);
                assert_memory_equal(block.bytes.ptr, plain.ptr + block.offset,
                                    block.bytes.len);
            }
            assert_false(read_next(s, a, &block));
        }
        assert_int_equal(told.skips.n, 0);
    }
}

static void test_a_page_is_one_block(void **state)
{
    arena *a = *state;
    read_result told = {0};
    slice page = SLICE("<!doctype html><p>The ferry sank.</p>");
    cuts c = cut_up(a, page, NULL, &told);
    assert_int_equal(c.n, 1);
    assert_int_equal(c.v[0].len, page.len);
    read_block block;
    read_stream *s = read_open_bytes(a, SLICE("in"), page, NULL, &told);
    read_seek(s, a, c.v[0].place);
    assert_false(read_next(s, a, &block));
    assert_int_equal(told.skips.n, 0);
}

/* ---- lines that are too long ---- */

static void test_long_lines(void **state)
{
    arena *a = *state;
    slice bytes = records(a, 3, 3000000, "\n");
    read_options options = {.largest_bytes = 2 << 20};
    slice small = SLICE("{\"text\": \"One.\"}\n");
    slice whole = joined(a, joined(a, small, bytes), small);
    read_result r = {0};
    read_bytes(a, SLICE("in"), whole, &options, &r);
    assert_int_equal(r.documents.n, 2);
    is_slice(r.documents.v[1].input, "in:5");
    assert_int_equal(r.skips.n, 3);
    is_slice(r.skips.v[1].reason, "line 3: longer than 2097152 bytes");
    is_slice(r.skips.v[1].input, "in:3");
    assert_int_equal(r.skips.v[1].position, 3);
    // The same where the line fits a block
    options.largest_bytes = 1000;
    r = (read_result){0};
    read_bytes(a, SLICE("in"), joined(a, small, records(a, 3, 2000, "\n")), &options, &r);
    assert_int_equal(r.documents.n, 1);
    assert_int_equal(r.skips.n, 3);
    is_slice(r.skips.v[2].reason, "line 4: longer than 1000 bytes");
    // Long ones that may be are read
    options.largest_bytes = 4 << 20;
    r = (read_result){0};
    read_bytes(a, SLICE("in"), whole, &options, &r);
    assert_int_equal(r.documents.n, 5);
    assert_int_equal(r.skips.n, 0);
}

static void write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done <= 0)
            _exit(1);
        bytes += done;
        n -= (size_t)done;
    }
}

/* A line of a gigabyte comes through a pipe; memory stays small. */
static void test_a_gigabyte_without_an_end(void **state)
{
    arena *a = *state;
    int ends[2], old = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        static char many[1 << 20];
        memset(many, 'a', sizeof many);
        write_all(ends[1], "{\"text\": \"", 10);
        for (int i = 0; i < 1024; i++)
            write_all(ends[1], many, sizeof many);
        write_all(ends[1], "\"}\n{\"text\": \"One.\"}\n", 20);
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    read_options options = {.largest_bytes = 16 << 20};
    read_result r = {0};
    read_path(a, SLICE("-"), &options, &r);
    getrusage(RUSAGE_SELF, &after);
    dup2(old, STDIN_FILENO);
    close(old);
    close(ends[0]);
    int status = 1;
    waitpid(writer, &status, 0);
    assert_int_equal(status, 0);
    assert_int_equal(r.documents.n, 1);
    is_slice(r.documents.v[0].input, "-:2");
    assert_int_equal(r.skips.n, 1);
    is_slice(r.skips.v[0].reason, "line 1: longer than 16777216 bytes");
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
    assert_true(after.ru_maxrss - before.ru_maxrss < 100 << 10); // KiB
#endif
}

/* ---- encodings of lines ---- */

static void test_wide_lines(void **state)
{
    arena *a = *state;
    slice plain = records(a, 3000, 400, "\n");
    for (int big = 0; big < 2; big++) {
        char *wide = arena_alloc(a, plain.len * 2 + 2);
        wide[big] = '\xff';
        wide[!big] = '\xfe';
        for (size_t i = 0; i < plain.len; i++)
            wide[2 + 2 * i + (size_t)big] = plain.ptr[i];
        read_result r = {0};
        read_bytes(a, SLICE("in"), slice_of(wide, plain.len * 2 + 2), NULL, &r);
        check_input(&r, 3000);
        assert_int_equal(r.skips.n, 0);
    }
}

static void test_eight_bit_lines(void **state)
{
    arena *a = *state;
    // One line is UTF-8 among many that are not
    slice r1 =
        SLICE("{\"text\": \"Le caf\xe9 \xe0 c\xf4t\xe9 du port a \xe9t\xe9 ferm\xe9 "
              "apr\xe8s le naufrage, a d\xe9"
              "clar\xe9 le maire.\"}\n"
              "{\"text\": \"Le caf\xc3\xa9 ferm\xc3\xa9.\"}\n"
              "{\"text\": \"D\xe9j\xe0 vu.\"}\n");
    read_result r = read_all_of(a, r1);
    assert_int_equal(r.documents.n, 3);
    is_slice(slice_of(r.documents.v[0].bytes.ptr, 10), "Le caf\xc3\xa9 \xc3");
    is_slice(r.documents.v[1].bytes, "Le caf\xc3\xa9 ferm\xc3\xa9.");
    is_slice(r.documents.v[2].bytes, "D\xc3\xa9j\xc3\xa0 vu.");
    is_slice(r.documents.v[1].encoding, "utf-8");
    assert_false(slice_eq_str(r.documents.v[2].encoding, "utf-8"));
}

static void test_broken_line(void **state)
{
    arena *a = *state;
    read_result r =
        read_all_of(a, SLICE("\xef\xbb\xbf{\"text\": \"Caf\xc3\xa9 one.\"}\n"
                             "{\"text\": \"Caf\xc3\xa9 t\xffwo \xc3\xa9.\"}\n"));
    assert_int_equal(r.documents.n, 2);
    is_slice(r.documents.v[0].note, "");
    is_slice(r.documents.v[1].bytes, "Caf\xc3\xa9 t\xef\xbf\xbdwo \xc3\xa9.");
    is_slice(r.documents.v[1].note, "invalid UTF-8 at byte 43 replaced");
}

/* ---- lists ---- */

static void test_lists(void **state)
{
    arena *a = *state;
    static char folder[] = "stemma-test-list-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"b.txt", ".hidden", "a.txt"};
    for (size_t i = 0; i < 3; i++) {
        slice path = arena_format(a, "%s/%s", folder, names[i]);
        close(open(path.ptr, O_CREAT | O_WRONLY, 0600));
    }
    read_files files = {0};
    read_result r = {0};
    read_list(a, slice_of_str(folder), &files, &r);
    read_list(a, SLICE("-"), &files, &r);
    read_list(a, SLICE("no such file"), &files, &r);
    for (size_t i = 0; i < 3; i++)
        unlink(arena_format(a, "%s/%s", folder, names[i]).ptr);
    read_list(a, slice_of_str(folder), &files, &r);
    rmdir(folder);
    assert_int_equal(files.n, 4);
    assert_true(slice_ends(files.v[0], SLICE("/a.txt")));
    assert_true(slice_ends(files.v[1], SLICE("/b.txt")));
    is_slice(files.v[2], "-");
    is_slice(files.v[3], "no such file"); // read_open() says what is wrong with it
    assert_int_equal(r.skips.n, 1);
    is_slice(r.skips.v[0].reason, "no articles in this folder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {READ_TEST(test_blocks_are_whole_lines),
                                       READ_TEST(test_all_line_ends),
                                       READ_TEST(test_going_on),
                                       READ_TEST(test_a_page_is_one_block),
                                       READ_TEST(test_long_lines),
                                       READ_TEST(test_a_gigabyte_without_an_end),
                                       READ_TEST(test_wide_lines),
                                       READ_TEST(test_eight_bit_lines),
                                       READ_TEST(test_broken_line),
                                       READ_TEST(test_lists)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
