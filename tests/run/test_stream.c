/* Articles written as they are read: the same as a run writes, in bounded memory.
 * Versions of one address are linked by runs alone. */
#include "base/buf.h"
#include "base/mem.h"
#include "run/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
    arena mem;
    char folder[64], lines[96], table[96], page[96];
} setting;

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void add_text(buf *to, unsigned seed)
{
    static const char *const words[] = {
        "harbour", "council", "storm",  "school", "price", "market", "road", "winter",
        "report",  "member",  "street", "house",  "water", "power",  "train"};
    for (unsigned i = 0; i < 60; i++)
        buf_printf(to, "%s%s", i ? " " : "The ",
                   words[next_random(&seed) % (sizeof words / sizeof *words)]);
    buf_printf(to, ", %u of them in town %u. ", seed % 1000, seed % 37);
}

static int set_up(void **state)
{
    setting *s = calloc(1, sizeof *s);
    assert_non_null(s);
    arena_init(&s->mem);
    strcpy(s->folder, "/tmp/stemma-stream-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->lines, sizeof s->lines, "%s/a.jsonl", s->folder);
    snprintf(s->table, sizeof s->table, "%s/b.csv", s->folder);
    snprintf(s->page, sizeof s->page, "%s/c.html", s->folder);
    buf lines, table;
    buf_init(&lines, &s->mem);
    buf_init(&table, &s->mem);
    buf_printf(&table, "id,outlet,text\n");
    for (unsigned i = 0; i < 700; i++) {
        // Ids that come again, one that looks like the second of another, faults
        buf_printf(&lines, "{\"id\":\"r%u%s\",\"outlet\":\"Paper %u\",\"text\":\"",
                   i % 650, i == 3 ? "-2" : "", i % 5);
        add_text(&lines, i + 1);
        buf_printf(&lines, "\\n\\n");
        add_text(&lines, i + 5000);
        buf_printf(&lines, "\\n\\nBrought to you at dawn by the islanders.\"}\n%s",
                   i % 97 ? "" : "no record\n");
        buf_printf(&table, "t%u,Paper 1,\"", i);
        add_text(&table, i + 9000);
        buf_printf(&table, "\"\n");
    }
    write_file(s->lines, lines.ptr, lines.len);
    write_file(s->table, table.ptr, table.len);
    static const char page[] =
        "<html><head><title>Ferry aground</title></head><body><h1>Ferry "
        "aground</h1><p>The "
        "ferry ran aground off Gull Bay on Tuesday, the coast guard said, and nobody was "
        "hurt.</p></body></html>";
    write_file(s->page, page, sizeof page - 1);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    setting *s = *state;
    unlink(s->lines);
    unlink(s->table);
    unlink(s->page);
    rmdir(s->folder);
    arena_deinit(&s->mem);
    free(s);
    return 0;
}

static bool collect(void *ctx, const char *bytes, size_t len)
{
    buf_add(ctx, slice_of(bytes, len));
    return true;
}

static bool ignore(void *ctx, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)ctx += len;
    return true;
}

static bool refuse(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    (void)bytes;
    (void)len;
    return false;
}

static slice run_view(setting *s, stemma_view view, size_t *n_skipped)
{
    buf out;
    buf_init(&out, &s->mem);
    stemma_run *run = NULL;
    assert_int_equal(stemma_run_new(&run, NULL, NULL), STEMMA_OK);
    assert_int_equal(stemma_run_add(run, s->folder, NULL), STEMMA_OK);
    assert_int_equal(stemma_run_analyse(run, STEMMA_STAGE_ARTICLE, false, NULL),
                     STEMMA_OK);
    assert_int_equal(stemma_run_write(run, view, collect, &out, NULL), STEMMA_OK);
    *n_skipped = stemma_run_n_skipped(run);
    stemma_run_free(run);
    return buf_slice(&out);
}

static slice stream_view(setting *s, stemma_view view, unsigned n_threads,
                         stemma_stream_summary *summary)
{
    buf out;
    buf_init(&out, &s->mem);
    const char *inputs[] = {s->page, s->lines, s->table};
    const stemma_stream how = {.options = {.n_threads = n_threads},
                               .inputs = inputs,
                               .n_inputs = 3,
                               .view = view,
                               .sink = collect,
                               .sink_ctx = &out};
    assert_int_equal(stemma_stream_write(&how, summary, NULL), STEMMA_OK);
    return buf_slice(&out);
}

static void test_same_as_a_run(void **state)
{
    setting *s = *state;
    static const stemma_view views[] = {STEMMA_WRITE_ARTICLES_JSONL, STEMMA_WRITE_TEXT};
    for (size_t i = 0; i < 2; i++) {
        size_t n_skipped;
        slice want = run_view(s, views[i], &n_skipped);
        for (unsigned n_threads = 1; n_threads <= 4; n_threads += 3) {
            stemma_stream_summary found;
            slice got = stream_view(s, views[i], n_threads, &found);
            assert_int_equal(found.n_articles, 1401);
            assert_int_equal(found.n_skipped, n_skipped);
            assert_int_equal(got.len, want.len);
            assert_memory_equal(got.ptr, want.ptr, want.len);
        }
        // What all of an outlet's articles end with is gone
        slice line =
            SLICE("stands in 64 of 64 articles of this outlet that were compared");
        assert_true(views[i] == STEMMA_WRITE_TEXT ||
                    slice_find(want, line, 0) < want.len);
    }
}

/* What a first look found is not all kept: the rest is read and made again. */
static void test_more_than_is_kept(void **state)
{
    setting *s = *state;
    enum { MANY = 30000 };
    buf lines;
    buf_init(&lines, &s->mem);
    for (unsigned i = 0; i < MANY; i++)
        buf_printf(&lines,
                   "{\"id\":\"m%u\",\"outlet\":\"Paper %u\",\"text\":\"Ferry %u "
                   "sank off bay %u, guards said.\\n\\nBrought to you by the "
                   "islanders.\"}\n%s",
                   i % (MANY - 9), i % 3, i, i * 7 % 1000, i % 997 ? "" : "no record\n");
    write_file(s->lines, lines.ptr, lines.len);
    size_t n_skipped;
    slice want = run_view(s, STEMMA_WRITE_ARTICLES_JSONL, &n_skipped);
    stemma_stream_summary found;
    slice got = stream_view(s, STEMMA_WRITE_ARTICLES_JSONL, 2, &found);
    assert_int_equal(found.n_articles, MANY + 701);
    assert_int_equal(found.n_skipped, n_skipped);
    assert_int_equal(got.len, want.len);
    assert_memory_equal(got.ptr, want.ptr, want.len);
}

static void test_wrong_calls(void **state)
{
    setting *s = *state;
    const char *inputs[] = {s->lines};
    stemma_stream how = {.inputs = inputs, .n_inputs = 1, .view = STEMMA_WRITE_TEXT};
    assert_int_equal(stemma_stream_write(NULL, NULL, NULL), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_stream_write(&how, NULL, NULL), STEMMA_ERROR_ARGUMENT);
    how.sink = refuse;
    assert_int_equal(stemma_stream_write(&how, NULL, NULL), STEMMA_ERROR_WRITE);
    how.view = STEMMA_WRITE_SUMMARY;
    assert_int_equal(stemma_stream_write(&how, NULL, NULL), STEMMA_ERROR_ARGUMENT);
}

/* The n-th request for memory fails. */
static void test_no_memory(void **state)
{
    setting *s = *state;
    const char *inputs[] = {s->page};
    size_t written = 0;
    const stemma_stream how = {.options = {.n_threads = 1},
                               .inputs = inputs,
                               .n_inputs = 1,
                               .view = STEMMA_WRITE_ARTICLES_JSONL,
                               .sink = ignore,
                               .sink_ctx = &written};
    stemma_status status = STEMMA_ERROR_MEMORY;
    for (long n = 0; status == STEMMA_ERROR_MEMORY && n < 2000; n++) {
        mem_fail_after(n);
        status = stemma_stream_write(&how, NULL, NULL);
        mem_fail_after(-1);
        assert_true(status == STEMMA_OK || status == STEMMA_ERROR_MEMORY);
    }
    assert_int_equal(status, STEMMA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_as_a_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_more_than_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_calls, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
