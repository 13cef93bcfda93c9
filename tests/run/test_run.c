/* The public interface: wrong calls, the user's files, every failure, every order. */
#include "base/buf.h"
#include "base/mem.h"
#include "run/run.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
    const char *name, *text;
} input;

static const input inputs[] = {
    {"a.txt",
     "PORT ELSE, March 3 (Reuters) - The river rose by two metres on Tuesday and cut the "
     "road to the northern villages, the regional governor said.\n\n"
     "At least 40 families were taken to a school, Governor Ana Brel told reporters. "
     "\"We have food for a week,\" she said.\n\n"
     "Engineers said the bridge at Lower Vale was still standing but could not carry "
     "lorries. Work on it will begin when the water falls.\n"},
    {"b.txt",
     "The river rose by two meters on Tuesday and cut the road to the northern villages, "
     "the regional governor said.\n\n"
     "About 50 families were taken to a school, Governor Ana Brell told reporters. \"We "
     "have food for a week,\" she said.\n\n"
     "Engineers said the bridge at Lower Vale was still standing but could not carry "
     "trucks.\n"},
    {"c.txt",
     "Farmers in the hills say this year's harvest will be late. \"It rained too much in "
     "May,\" said one of them.\n"},
};
enum {
    N_INPUTS = sizeof inputs / sizeof *inputs,
    N_VIEWS = STEMMA_WRITE_STORIES_JSONL + 1
};

static const stemma_options one_thread = {.n_threads = 1};

static stemma_run *new_run(const stemma_options *options)
{
    stemma_run *run = NULL;
    assert_int_equal(stemma_run_new(&run, options, NULL), STEMMA_OK);
    return run;
}

static void add_inputs(stemma_run *run)
{
    for (size_t i = 0; i < N_INPUTS; i++)
        assert_int_equal(stemma_run_add_bytes(run, inputs[i].name, inputs[i].text,
                                              strlen(inputs[i].text), NULL),
                         STEMMA_OK);
}

typedef struct {
    char *bytes;
    size_t len, room;
    size_t left; // refuses what goes beyond this
} taken;

static bool take(void *ctx, const char *bytes, size_t len)
{
    taken *t = ctx;
    if (len > t->left)
        return false;
    t->left -= len;
    if (t->len + len > t->room) {
        t->room = (t->len + len) * 2;
        t->bytes = realloc(t->bytes, t->room);
        assert_non_null(t->bytes);
    }
    memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
    return true;
}

static taken view_of(const stemma_run *run, stemma_view view)
{
    taken t = {.left = SIZE_MAX};
    stemma_error error;
    assert_int_equal(stemma_run_write(run, view, take, &t, &error), STEMMA_OK);
    assert_true(t.len > 0);
    return t;
}

static void test_wrong_calls(void **state)
{
    (void)state;
    stemma_error error;
    taken t = {.left = SIZE_MAX};
    assert_int_equal(stemma_run_new(NULL, NULL, &error), STEMMA_ERROR_ARGUMENT);
    stemma_run_free(NULL);
    stemma_run *run = new_run(NULL);
    assert_int_equal(stemma_run_add(run, NULL, &error), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_add_bytes(run, "x", NULL, 3, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_write(run, STEMMA_WRITE_TEXT, take, &t, &error),
                     STEMMA_ERROR_ARGUMENT);
    add_inputs(run);
    assert_int_equal(stemma_run_analyse(run, (stemma_stage)99, false, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, &error),
                     STEMMA_OK);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_add(run, "more.txt", &error), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_write(run, STEMMA_WRITE_TEXT, NULL, NULL, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_write(run, (stemma_view)99, take, &t, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_run_write(run, STEMMA_WRITE_REPORT_JSON, take, &t, &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_true(strlen(error.message) > 10);
    assert_int_equal(t.len, 0);
    stemma_run_free(run);
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    for (int one_family = 0; one_family < 2; one_family++) {
        stemma_run *run = new_run(NULL);
        assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_REPORT, one_family, NULL),
                         STEMMA_OK);
        assert_int_equal(stemma_run_n_articles(run), 0);
        taken t = view_of(run, STEMMA_WRITE_REPORT_JSON);
        free(t.bytes);
        t = view_of(run, STEMMA_WRITE_SUMMARY);
        free(t.bytes);
        stemma_run_free(run);
    }
}

static void test_skips(void **state)
{
    (void)state;
    stemma_run *run = new_run(NULL);
    add_inputs(run);
    add_inputs(run); // the same again
    assert_int_equal(stemma_run_add(run, "/no/such/file", NULL), STEMMA_OK);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, NULL),
                     STEMMA_OK);
    assert_int_equal(stemma_run_n_articles(run), N_INPUTS);
    assert_int_equal(stemma_run_n_skipped(run), N_INPUTS + 1);
    const char *name, *reason;
    uint64_t position;
    stemma_run_skipped(run, 0, &name, &position, &reason);
    assert_string_equal(name, "/no/such/file");
    assert_true(strlen(reason) > 0);
    stemma_run_skipped(run, 1, &name, NULL, NULL);
    assert_string_equal(name, "a.txt");
    stemma_run_skipped(run, 99, &name, &position, &reason);
    assert_string_equal(name, "");
    stemma_run_free(run);
}

static void test_ids_are_unique(void **state)
{
    (void)state;
    static const char lines[] = "{\"id\":\"x\",\"text\":\"The first of them.\"}\n"
                                "{\"id\":\"x\",\"text\":\"The second of them.\"}\n"
                                "{\"id\":\"x-2\",\"text\":\"One with a number.\"}\n"
                                "{\"id\":\"x\",\"text\":\"The third of them.\"}\n";
    stemma_run *run = new_run(NULL);
    assert_int_equal(stemma_run_add_bytes(run, "l.jsonl", lines, sizeof lines - 1, NULL),
                     STEMMA_OK);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, NULL),
                     STEMMA_OK);
    const char *const expected[] = {"x", "x-3", "x-2", "x-4"};
    assert_int_equal(run->n_articles, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(slice_eq_str(run->articles[i].id, expected[i]));
    stemma_run_free(run);
}

/* In the order in which people sort names, so that line 10 comes after line 9. */
static void test_order_of_lines(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    buf lines;
    buf_init(&lines, &a);
    for (int i = 1; i <= 12; i++)
        buf_printf(&lines, "{\"id\":\"r%d\",\"text\":\"Record number %d.\"}\n", i, i);
    stemma_run *run = new_run(NULL);
    slice all = buf_slice(&lines);
    assert_int_equal(stemma_run_add_bytes(run, "l.jsonl", all.ptr, all.len, NULL), 0);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, NULL), 0);
    assert_int_equal(run->n_articles, 12);
    for (uint32_t i = 0; i < 12; i++)
        assert_true(slice_eq(run->articles[i].id, arena_format(&a, "r%u", i + 1)));
    stemma_run_free(run);
    arena_deinit(&a);
}

/* The user's files: what is good, and where and why something is not. */

static char file_path[] = "/tmp/stemma-test-XXXXXX";

static void write_file(const char *lines)
{
    strcpy(file_path + sizeof file_path - 7, "XXXXXX");
    int fd = mkstemp(file_path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(fd);
}

static void expect_file_error(bool names, const char *lines, const char *message)
{
    write_file(lines);
    stemma_options options = {.names_path = names ? file_path : NULL,
                              .owners_path = names ? NULL : file_path};
    stemma_run *run = NULL;
    stemma_error error = {0};
    stemma_status status = stemma_run_new(&run, &options, &error);
    unlink(file_path);
    if (!message) {
        assert_int_equal(status, STEMMA_OK);
        stemma_run_free(run);
        return;
    }
    assert_int_equal(status, STEMMA_ERROR_INPUT);
    assert_null(run);
    char expected[256];
    snprintf(expected, sizeof expected, "%s:%s", file_path, message);
    assert_string_equal(error.message, expected);
}

static void test_users_files(void **state)
{
    (void)state;
    expect_file_error(true, "", NULL);
    expect_file_error(true, "# notes\n\n Ana Brel = A. Brell = Brel \r\nX=Y", NULL);
    expect_file_error(true, "\xef\xbb\xbf# marked\nX = Y\n", NULL);
    expect_file_error(true, "X = Y\nalone\n", "2: expected NAME = NAME");
    expect_file_error(true, "X = \n", "1: an empty name");
    expect_file_error(true, "\n= X\n", "2: an empty name");
    expect_file_error(true, "X = \xff\n", "1: not UTF-8");
    expect_file_error(false, "The Courier = Big House\nTHE COURIER = Big House\n", NULL);
    expect_file_error(false, "A = B\nA = C\n",
                      "2: this outlet has another owner on a line before");
    expect_file_error(false, "A = B = C\n", "1: expected OUTLET = OWNER");
    expect_file_error(false, "A\n", "1: expected OUTLET = OWNER");
    expect_file_error(false, "A =\n", "1: an empty owner");
    expect_file_error(false, " = B\n", "1: an empty outlet");

    stemma_options options = {.names_path = "/no/such/file"};
    stemma_run *run = NULL;
    stemma_error error;
    assert_int_equal(stemma_run_new(&run, &options, &error), STEMMA_ERROR_READ);
    assert_true(strncmp(error.message, "/no/such/file: ", 15) == 0);
    assert_int_equal(stemma_run_new(&run, &options, NULL), STEMMA_ERROR_READ);
}

static void test_owner_is_found(void **state)
{
    (void)state;
    write_file("The Courier = Big House\n");
    stemma_options options = {.owners_path = file_path};
    stemma_run *run = new_run(&options);
    unlink(file_path);
    arena a;
    arena_init(&a);
    assert_true(slice_eq_str(run_owner(run, &a, SLICE("THE COURIER")), "Big House"));
    assert_int_equal(run_owner(run, &a, SLICE("Other")).len, 0);
    assert_int_equal(run_owner(run, &a, SLICE("")).len, 0);
    arena_deinit(&a);
    stemma_run_free(run);
}

static void test_messages_are_one_line(void **state)
{
    (void)state;
    stemma_error error;
    run_error(&error, STEMMA_ERROR_READ, 0, "%s: no", "a\nb\xff\x1b[31m");
    assert_string_equal(error.message, "a?b??[31m: no");
    char name[1000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    memcpy(name + 509, "\xe2\x82\xac", 3); // cut in the middle
    run_error(&error, STEMMA_ERROR_READ, 0, "%s", name);
    assert_int_equal(utf8_check(slice_of_str(error.message)), strlen(error.message));
    assert_int_equal(run_error(NULL, STEMMA_ERROR_READ, 0, "x"), STEMMA_ERROR_READ);
}

/* Stopping */

static bool stop_at(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    assert_true(done <= total);
    int *left = ctx;
    return (*left)-- > 0;
}

static void test_stopping_anywhere(void **state)
{
    (void)state;
    stemma_status status = STEMMA_ERROR_ARGUMENT;
    int n = 0;
    for (; status; n++) {
        int left = n;
        stemma_options options = {.progress = stop_at, .progress_ctx = &left};
        stemma_run *run = new_run(&options);
        add_inputs(run);
        stemma_error error;
        status = stemma_run_analyse(run, STEMMA_STAGE_REPORT, false, &error);
        if (status) {
            assert_int_equal(status, STEMMA_ERROR_ARGUMENT);
            assert_string_equal(error.message, "stopped by the caller");
        }
        stemma_run_free(run);
    }
    assert_true(n > 8);
}

/* The n-th request for memory fails, from the first call to the last view. */

static stemma_status do_everything(const stemma_options *options, stemma_error *error)
{
    stemma_run *run = NULL;
    stemma_status status = stemma_run_new(&run, options, error);
    for (size_t i = 0; i < N_INPUTS && !status; i++)
        status = stemma_run_add_bytes(run, inputs[i].name, inputs[i].text,
                                      strlen(inputs[i].text), error);
    if (!status)
        status = stemma_run_analyse(run, STEMMA_STAGE_REPORT, true, error);
    for (int view = 0; view < N_VIEWS && !status; view++) {
        taken t = {.left = SIZE_MAX};
        status = stemma_run_write(run, (stemma_view)view, take, &t, error);
        free(t.bytes);
    }
    stemma_run_free(run);
    return status;
}

static void test_memory_fails_anywhere(void **state)
{
    (void)state;
    stemma_status status = STEMMA_ERROR_MEMORY;
    long n = 0;
    for (; status; n++) {
        stemma_error error = {0};
        mem_fail_after(n);
        status = do_everything(&one_thread, &error);
        mem_fail_after(-1);
        if (status)
            assert_int_equal(status, STEMMA_ERROR_MEMORY);
        assert_int_equal(error.status, status);
    }
    assert_true(n > 30);
}

static void test_the_sink_refuses_anywhere(void **state)
{
    (void)state;
    stemma_run *run = new_run(&one_thread);
    add_inputs(run);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_REPORT, true, NULL), STEMMA_OK);
    for (int view = 0; view < N_VIEWS; view++) {
        taken whole = view_of(run, (stemma_view)view);
        size_t step = whole.len / 7 + 1;
        for (size_t left = 0; left < whole.len; left += step) {
            taken t = {.left = left};
            stemma_error error;
            assert_int_equal(stemma_run_write(run, (stemma_view)view, take, &t, &error),
                             STEMMA_ERROR_WRITE);
            // what was taken before is the beginning of the whole
            assert_true(t.len == 0 || memcmp(t.bytes, whole.bytes, t.len) == 0);
            free(t.bytes);
        }
        free(whole.bytes);
    }
    stemma_run_free(run);
}

/* Every order of the inputs and any number of threads: the same bytes. */

static void test_order_and_threads_do_not_show(void **state)
{
    (void)state;
    static const int orders[][N_INPUTS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                           {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    taken first[N_VIEWS] = {{0}};
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++) {
        stemma_options options = {.n_threads = k % 2 ? 8 : 1};
        stemma_run *run = new_run(&options);
        for (size_t i = 0; i < N_INPUTS; i++) {
            const input *in = &inputs[orders[k][i]];
            assert_int_equal(
                stemma_run_add_bytes(run, in->name, in->text, strlen(in->text), NULL), 0);
        }
        assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_REPORT, true, NULL), 0);
        for (int view = 0; view < N_VIEWS; view++) {
            taken t = view_of(run, (stemma_view)view);
            if (k > 0) {
                assert_int_equal(t.len, first[view].len);
                assert_memory_equal(t.bytes, first[view].bytes, t.len);
                free(t.bytes);
            } else {
                first[view] = t;
            }
        }
        stemma_run_free(run);
    }
    for (int view = 0; view < N_VIEWS; view++)
        free(first[view].bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_calls),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_skips),
        cmocka_unit_test(test_ids_are_unique),
        cmocka_unit_test(test_order_of_lines),
        cmocka_unit_test(test_users_files),
        cmocka_unit_test(test_owner_is_found),
        cmocka_unit_test(test_messages_are_one_line),
        cmocka_unit_test(test_stopping_anywhere),
        cmocka_unit_test(test_memory_fails_anywhere),
        cmocka_unit_test(test_the_sink_refuses_anywhere),
        cmocka_unit_test(test_order_and_threads_do_not_show),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
