// Piles through the public calls: the same bytes however they come about.
#include "../text/support.h"

#include "stemma/stemma.h"

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    arena a;
    char folder[64];
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    arena_init(&p->a);
    strcpy(p->folder, "/tmp/stemma-pile-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    assert_int_equal(system(arena_format(&p->a, "rm -rf %s", p->folder).ptr), 0);
    arena_deinit(&p->a);
    free(p);
    return 0;
}

static const char *path_of(place *p, const char *name)
{
    return arena_format(&p->a, "%s/%s", p->folder, name).ptr;
}

static bool take_bytes(void *ctx, const char *bytes, size_t len)
{
    buf_add(ctx, slice_of(bytes, len));
    return true;
}

/* Stops at call `stop_at`; counts the calls. */
typedef struct {
    uint32_t n, stop_at;
} clock_work;

static bool tick(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    clock_work *c = ctx;
    assert_true(stage && *stage);
    assert_true(total == 0 || done <= total);
    return ++c->n != c->stop_at;
}

typedef struct {
    slice families, passages;
    stemma_pile_summary summary;
    stemma_status status;
    uint32_t n_ticks;
} outcome;

typedef struct {
    const char *paths[8];
    uint32_t stop_at;
    bool clear;
    stemma_pile_options o;
} job;

static outcome run_job(place *p, const job *j)
{
    outcome out = {0};
    clock_work ticks = {.stop_at = j->stop_at};
    stemma_error error = {0};
    stemma_pile *pile = NULL;
    stemma_pile_options o = j->o;
    o.base.plain = true;
    o.base.progress = tick;
    o.base.progress_ctx = &ticks;
    if (stemma_pile_new(&pile, &o, &error))
        fail_msg("%s", error.message);
    for (int i = 0; i < 8 && j->paths[i]; i++)
        assert_int_equal(stemma_pile_add(pile, j->paths[i], &error), STEMMA_OK);
    out.status = stemma_pile_analyse(pile, &error);
    out.n_ticks = ticks.n;
    stemma_pile_summarise(pile, &out.summary);
    buf b;
    buf_init(&b, &p->a);
    stemma_status written =
        stemma_pile_write(pile, STEMMA_WRITE_FAMILIES_JSONL, take_bytes, &b, &error);
    assert_int_equal(written, out.status ? STEMMA_ERROR_ARGUMENT : STEMMA_OK);
    out.families = buf_slice(&b);
    buf_init(&b, &p->a);
    if (!out.status && o.passages) {
        assert_int_equal(
            stemma_pile_write(pile, STEMMA_WRITE_PASSAGES_JSONL, take_bytes, &b, &error),
            STEMMA_OK);
        out.passages = buf_slice(&b);
    }
    if (j->clear)
        stemma_pile_clear(pile);
    stemma_pile_free(pile);
    return out;
}

static void assert_same(const char *what, slice got, slice wanted)
{
    if (!slice_eq(got, wanted))
        fail_msg("%s: %u bytes, should be %u, or others", what, (unsigned)got.len,
                 (unsigned)wanted.len);
}

static slice copy_of(arena *a, slice from, uint64_t *rng, uint32_t percent)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t at = 0; at < from.len;) {
        uint32_t end = at;
        while (end < from.len && from.ptr[end] != ' ' && from.ptr[end] != '\n')
            end++;
        if (random_below(rng, 100) < percent)
            add_invented_word(&b, random_below(rng, 20000));
        else
            buf_add(&b, slice_of(from.ptr + at, end - at));
        if (end < from.len)
            buf_add_byte(&b, from.ptr[end]);
        at = end + 1;
    }
    return buf_slice(&b);
}

static void write_line(FILE *f, const char *id, slice text_of)
{
    (void)fprintf(f, "{\"id\":\"%s\",\"text\":\"", id);
    for (uint32_t i = 0; i < text_of.len; i++)
        if (text_of.ptr[i] == '\n')
            (void)fputs("\\n", f);
        else
            (void)fputc(text_of.ptr[i], f);
    (void)fputs("\"}\n", f);
}

/* Articles in groups of copies; `prefix` keeps the ids of files apart. */
static void write_articles(place *p, const char *name, const char *prefix, uint32_t n,
                           uint64_t seed)
{
    FILE *f = fopen(path_of(p, name), "wb");
    assert_non_null(f);
    slice report = {0};
    for (uint32_t i = 0; i < n; i++) {
        arena *tmp = arena_sub(&p->a);
        uint32_t what = random_below(&seed, 5);
        if (!report.len || what < 2)
            report = random_prose(&p->a, &seed, 80 + random_below(&seed, 250), 20000);
        slice body = what == 2 ? report : copy_of(tmp, report, &seed, 5 * (what % 4));
        char id[32];
        (void)snprintf(id, sizeof id, "%s%u", prefix, i);
        write_line(f, id, body);
        arena_release(tmp);
    }
    assert_int_equal(fclose(f), 0);
}

static uint32_t count_of(slice in, const char *what)
{
    uint32_t n = 0;
    size_t len = strlen(what);
    for (uint32_t i = 0; i + len <= in.len; i++)
        n += memcmp(in.ptr + i, what, len) == 0;
    return n;
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

/* However it is done
 * ----------------------------------------------------------------------------------- */

static void test_same_bytes(void **state)
{
    place *p = *state;
    write_articles(p, "a.jsonl", "a", 400, 1);
    write_articles(p, "b.jsonl", "b", 300, 1); // many of the same reports
    write_articles(p, "c.jsonl", "c", 100, 3);
    const char *a = path_of(p, "a.jsonl"), *b = path_of(p, "b.jsonl"),
               *c = path_of(p, "c.jsonl"), *work = path_of(p, "work");
    job j = {.paths = {a, b, c}, .o = {.passages = true}};
    outcome first = run_job(p, &j);
    assert_int_equal(first.status, STEMMA_OK);
    assert_int_equal(first.summary.n_articles, 800);
    assert_true(first.summary.n_families > 100 && first.summary.n_equal > 100);
    assert_true(count_of(first.passages, "\n") > 500);
    assert_null(first.summary.folder);
    static const unsigned threads[] = {1, 3, 8};
    static const size_t memories[] = {0, (size_t)128 << 20, (size_t)8 << 30};
    for (uint32_t k = 0; k < 18; k++) {
        job other = {.paths = {c, a, b}, .clear = true};
        other.o.base.n_threads = threads[k % 3];
        other.o.memory = memories[k / 3 % 3];
        other.o.folder = k / 9 ? work : NULL;
        other.o.passages = k % 2;
        outcome o = run_job(p, &other);
        assert_int_equal(o.status, STEMMA_OK);
        assert_same("families", o.families, first.families);
        if (other.o.passages)
            assert_same("passages", o.passages, first.passages);
        assert_false(o.summary.taken_up);
        assert_false(is_there(work)); // cleared
    }
    // a folder's files, and one that is named twice
    job folder = {.paths = {p->folder, a}};
    outcome o = run_job(p, &folder);
    assert_int_equal(o.summary.n_skipped, 1);
    assert_same("families", o.families, first.families);
}

/* More than one part of the input, and more than one bucket of texts. */
static void test_parts(void **state)
{
    place *p = *state;
    FILE *f = fopen(path_of(p, "many.jsonl"), "wb");
    assert_non_null(f);
    uint64_t rng = 9;
    for (uint32_t i = 0; i < 17000; i++) {
        arena *tmp = arena_sub(&p->a);
        char id[32];
        (void)snprintf(id, sizeof id, "m%u", i);
        uint64_t report = 1 + i / 3; // three copies, the last one elsewhere in the file
        if (i % 3 == 2)
            report = 1 + (16999 - i) / 3;
        slice body = random_prose(tmp, &report, 160, 20000);
        write_line(f, id, copy_of(tmp, body, &rng, 8));
        arena_release(tmp);
    }
    long size = ftell(f);
    assert_int_equal(fclose(f), 0);
    assert_true(size > 17 << 20); // a part is 16 MiB with the least memory
    job j = {.paths = {path_of(p, "many.jsonl")}, .o = {.base = {.n_threads = 2}}};
    outcome whole = run_job(p, &j);
    assert_int_equal(whole.status, STEMMA_OK);
    assert_true(whole.summary.n_families > 5000);
    j.o.memory = (size_t)128 << 20;
    j.o.folder = path_of(p, "work");
    job stopped = j;
    stopped.stop_at = 4; // in the second part
    assert_int_equal(run_job(p, &stopped).status, STEMMA_ERROR_ARGUMENT);
    assert_true(is_there(path_of(p, "work/texts-00000000")));
    assert_false(is_there(path_of(p, "work/texts-00000001")));
    outcome parts = run_job(p, &j);
    assert_true(parts.summary.taken_up);
    assert_same("in parts", parts.families, whole.families);
    assert_true(is_there(path_of(p, "work/texts-00000001")));
    assert_true(is_there(path_of(p, "work/ties-00000001")));
    // what is done with is gone
    assert_false(is_there(path_of(p, "work/seeds-00000000")));
    assert_false(is_there(path_of(p, "work/words-00000001")));
    // as if it had been stopped while texts were compared
    assert_int_equal(
        system(arena_format(&p->a, "rm %s/work/ties-00000001", p->folder).ptr), 0);
    outcome again = run_job(p, &j);
    assert_true(again.summary.taken_up);
    assert_same("taken up", again.families, whole.families);
}

enum { MOST_PIECES = 200 };

typedef struct {
    char names[MOST_PIECES][80];
    ino_t files[MOST_PIECES];
    uint32_t n;
} pieces_left;

/* What an earlier run has left is not made again: the same files, and perhaps more. */
static void check_left(pieces_left *left, const char *folder)
{
    DIR *d = opendir(folder);
    assert_non_null(d);
    pieces_left now = {0};
    for (struct dirent *e; (e = readdir(d));) {
        struct stat st;
        if (e->d_name[0] == '.' || strstr(e->d_name, ".unfinished"))
            continue;
        assert_true(now.n < MOST_PIECES);
        assert_int_equal(fstatat(dirfd(d), e->d_name, &st, 0), 0);
        (void)snprintf(now.names[now.n], sizeof now.names[0], "%.79s", e->d_name);
        now.files[now.n++] = st.st_ino;
    }
    assert_int_equal(closedir(d), 0);
    for (uint32_t i = 0; i < left->n; i++) {
        bool same = false;
        for (uint32_t k = 0; k < now.n && !same; k++)
            same =
                !strcmp(left->names[i], now.names[k]) && left->files[i] == now.files[k];
        bool again = false, goes = !strncmp(left->names[i], "seeds-", 6) ||
                                   !strncmp(left->names[i], "words-", 6);
        for (uint32_t k = 0; k < now.n; k++)
            again |= !strcmp(left->names[i], now.names[k]);
        if (!same && (again || !goes))
            fail_msg("%s was made again", left->names[i]);
    }
    *left = now;
}

/* Stopped at calls of the progress callback in turn, and run again. */
static void test_taken_up(void **state)
{
    place *p = *state;
    write_articles(p, "a.jsonl", "a", 120, 4);
    write_articles(p, "b.jsonl", "b", 120, 5);
    FILE *f = fopen(path_of(p, "b.jsonl"), "ab");
    assert_non_null(f);
    (void)fputs("{\"id\":\"broken\",\n", f);
    assert_int_equal(fclose(f), 0);
    job j = {.paths = {path_of(p, "a.jsonl"), path_of(p, "b.jsonl")},
             .o = {.passages = true, .base = {.n_threads = 2}}};
    outcome whole = run_job(p, &j);
    assert_int_equal(whole.status, STEMMA_OK);
    assert_int_equal(whole.summary.n_skipped, 1);
    j.o.folder = path_of(p, "work");
    uint32_t n_ticks = whole.n_ticks;
    assert_true(n_ticks > 6);
    for (uint32_t at = 1; at <= n_ticks; at += at > 6 && at + 12 < n_ticks ? 9 : 1) {
        job stopped = j;
        stopped.stop_at = at;
        outcome o = run_job(p, &stopped);
        assert_int_equal(o.status, STEMMA_ERROR_ARGUMENT);
        assert_int_equal(o.n_ticks, at);
        assert_true(is_there(j.o.folder));
        job rest = j;
        rest.clear = true;
        o = run_job(p, &rest);
        assert_int_equal(o.status, STEMMA_OK);
        assert_true(o.summary.taken_up);
        assert_int_equal(o.summary.n_skipped, 1); // said again, once
        assert_same("families", o.families, whole.families);
        assert_same("passages", o.passages, whole.passages);
    }
    pieces_left before = {0};
    for (uint32_t at = 1; at <= n_ticks; at++) { // stopped again and again
        job stopped = j;
        stopped.stop_at = at;
        (void)run_job(p, &stopped);
        check_left(&before, j.o.folder);
    }
    assert_true(before.n > 10);
    outcome o = run_job(p, &j);
    check_left(&before, j.o.folder);
    assert_same("families", o.families, whole.families);
    o = run_job(p, &j); // and all of it is there
    assert_true(o.summary.taken_up);
    assert_same("families", o.families, whole.families);
    // another input, other options: from the start
    job other = j;
    other.paths[1] = NULL;
    o = run_job(p, &other);
    assert_false(o.summary.taken_up);
    assert_int_equal(o.summary.n_articles, 120);
    j.o.passages = false;
    o = run_job(p, &j);
    assert_false(o.summary.taken_up);
    assert_same("families", o.families, whole.families);
}

/* A file that has changed since is read anew. */
static void test_changed_input(void **state)
{
    place *p = *state;
    write_articles(p, "a.jsonl", "a", 60, 6);
    job j = {.paths = {path_of(p, "a.jsonl")}, .o = {.folder = path_of(p, "work")}};
    outcome first = run_job(p, &j);
    write_articles(p, "a.jsonl", "a", 61, 6);
    outcome second = run_job(p, &j);
    assert_false(second.summary.taken_up);
    assert_int_equal(first.summary.n_articles, 60);
    assert_int_equal(second.summary.n_articles, 61);
}

/* What stands in the inputs
 * ----------------------------------------------------------------------------------- */

static void test_ids(void **state)
{
    place *p = *state;
    static const char *const ids[] = {"x", "x-2", "x", "y", "x", "x-2", "y", "x-3"};
    static const char *const wanted[] = {"x",   "x-2",   "x-4", "y",
                                         "x-5", "x-2-2", "y-2", "x-3"};
    enum { N = sizeof ids / sizeof *ids };
    FILE *f = fopen(path_of(p, "a.jsonl"), "wb");
    assert_non_null(f);
    uint64_t rng = 1;
    for (uint32_t i = 0; i < N; i++)
        write_line(f, ids[i], random_prose(&p->a, &rng, 50, 20000));
    assert_int_equal(fclose(f), 0);
    job j = {.paths = {path_of(p, "a.jsonl")}};
    outcome o = run_job(p, &j);
    slice rest = o.families, line;
    for (uint32_t i = 0; i < N; i++) {
        assert_true(slice_next_line(&rest, &line));
        slice start = arena_format(&p->a, "{\"id\":\"%s\",", wanted[i]);
        if (!slice_starts(line, start))
            fail_msg("%.*s, should be %s", (int)line.len, line.ptr, wanted[i]);
    }
}

static void test_equal_texts(void **state)
{
    place *p = *state;
    FILE *f = fopen(path_of(p, "a.jsonl"), "wb");
    assert_non_null(f);
    uint64_t rng = 1;
    slice body = random_prose(&p->a, &rng, 90, 20000);
    slice other = random_prose(&p->a, &rng, 90, 20000);
    write_line(f, "a", body);
    write_line(f, "other", other);
    write_line(f, "b", body);
    write_line(f, "c", arena_format(&p->a, "%.*s  ", (int)body.len, body.ptr));
    write_line(f, "short", SLICE("Rain today."));
    write_line(f, "short2", SLICE("Rain today."));
    assert_int_equal(fclose(f), 0);
    job j = {.paths = {path_of(p, "a.jsonl")}, .o = {.passages = true}};
    outcome o = run_job(p, &j);
    assert_int_equal(o.summary.n_families, 1);
    assert_int_equal(o.summary.n_equal, 2);
    assert_int_equal(count_of(o.families, "\"witnesses\":[\"a\",\"b\",\"c\"],\"size\":3,"
                                          "\"overlap\":1}"),
                     3);
    assert_int_equal(count_of(o.families, "\"family\":null,\"witnesses\":[]"), 3);
    assert_int_equal(count_of(o.passages, "\"a\":\"a\",\"a_start\":0,"), 2);
    assert_int_equal(count_of(o.passages, "\n"), 2);
}

static void test_skips(void **state)
{
    place *p = *state;
    FILE *f = fopen(path_of(p, "a.jsonl"), "wb");
    assert_non_null(f);
    uint64_t rng = 1;
    for (int i = 0; i < 20; i++) {
        write_line(f, "good", random_prose(&p->a, &rng, 40, 20000));
        (void)fputs(i % 4 == 0   ? "{\"id\":\"x\",\"text\":\"\n"
                    : i % 4 == 1 ? "{\"id\":\"empty\",\"text\":\"  \"}\n"
                    : i % 4 == 2 ? "{\"id\":\"none\"}\n"
                                 : "]]]]\n",
                    f);
    }
    assert_int_equal(fclose(f), 0);
    stemma_pile *pile = NULL;
    stemma_error error;
    assert_int_equal(stemma_pile_new(&pile, NULL, &error), STEMMA_OK);
    assert_int_equal(stemma_pile_add(pile, path_of(p, "a.jsonl"), &error), STEMMA_OK);
    assert_int_equal(stemma_pile_add(pile, path_of(p, "nowhere"), &error), STEMMA_OK);
    assert_int_equal(stemma_pile_analyse(pile, &error), STEMMA_OK);
    stemma_pile_summary s;
    stemma_pile_summarise(pile, &s);
    assert_int_equal(s.n_articles, 20);
    assert_int_equal(s.n_skipped, 21);
    uint32_t n_nowhere = 0;
    for (size_t i = 0; i < s.n_skipped + 1; i++) {
        const char *input, *reason;
        uint64_t position;
        stemma_pile_skipped(pile, i, &input, &position, &reason);
        assert_int_equal(*reason != 0, i < s.n_skipped);
        n_nowhere += strstr(input, "nowhere") != NULL;
    }
    assert_int_equal(n_nowhere, 1);
    stemma_pile_free(pile);
}

static bool refuse(void *ctx, const char *bytes, size_t len)
{
    (void)ctx, (void)bytes, (void)len;
    return false;
}

static void test_wrong_calls(void **state)
{
    place *p = *state;
    write_articles(p, "a.jsonl", "a", 20, 7);
    stemma_pile *pile = NULL;
    stemma_error error = {0};
    stemma_pile_options small = {.memory = 1000};
    assert_int_equal(stemma_pile_new(&pile, &small, &error), STEMMA_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "MiB"));
    assert_null(pile);
    assert_int_equal(stemma_pile_new(NULL, NULL, &error), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_pile_new(&pile, NULL, NULL), STEMMA_OK);
    assert_int_equal(stemma_pile_add(pile, NULL, &error), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_pile_add(pile, path_of(p, "a.jsonl"), &error), STEMMA_OK);
    buf b;
    buf_init(&b, &p->a);
    assert_int_equal(
        stemma_pile_write(pile, STEMMA_WRITE_FAMILIES_JSONL, take_bytes, &b, &error),
        STEMMA_ERROR_ARGUMENT); // too early
    assert_int_equal(stemma_pile_analyse(pile, &error), STEMMA_OK);
    assert_int_equal(stemma_pile_analyse(pile, &error), STEMMA_ERROR_ARGUMENT);
    assert_int_equal(stemma_pile_add(pile, path_of(p, "a.jsonl"), &error),
                     STEMMA_ERROR_ARGUMENT);
    assert_int_equal(
        stemma_pile_write(pile, STEMMA_WRITE_PASSAGES_JSONL, take_bytes, &b, &error),
        STEMMA_ERROR_ARGUMENT);
    assert_int_equal(
        stemma_pile_write(pile, STEMMA_WRITE_TREE_JSON, take_bytes, &b, &error),
        STEMMA_ERROR_ARGUMENT);
    assert_int_equal(b.len, 0);
    assert_int_equal(
        stemma_pile_write(pile, STEMMA_WRITE_FAMILIES_JSONL, refuse, NULL, &error),
        STEMMA_ERROR_WRITE);
    stemma_pile_clear(pile); // nothing is kept anywhere
    stemma_pile_free(pile);
    stemma_pile_free(NULL);
    stemma_pile_clear(NULL);
    // the folder cannot be
    stemma_pile_options o = {.folder = path_of(p, "a.jsonl")};
    assert_int_equal(stemma_pile_new(&pile, &o, &error), STEMMA_OK);
    assert_int_equal(stemma_pile_add(pile, path_of(p, "a.jsonl"), &error), STEMMA_OK);
    assert_int_equal(stemma_pile_analyse(pile, &error), STEMMA_ERROR_WRITE);
    assert_non_null(strstr(error.message, "a.jsonl"));
    stemma_pile_free(pile);
    // no article at all
    assert_int_equal(stemma_pile_new(&pile, NULL, &error), STEMMA_OK);
    assert_int_equal(stemma_pile_analyse(pile, &error), STEMMA_OK);
    stemma_pile_free(pile);
}

/* Piles made to take long
 * ----------------------------------------------------------------------------------- */

static double cpu_seconds(void)
{
    struct timespec t;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The n-th article of a pile of n_all. */
typedef slice (*make_article)(arena *a, uint32_t number);

static slice one_article(arena *a, uint32_t number)
{
    (void)number;
    uint64_t same = 3;
    return random_prose(a, &same, 120, 20000);
}

/* Some words of its own around a paragraph that all have. */
static slice one_paragraph(arena *a, uint32_t number)
{
    uint64_t own = 1000 + number;
    return add_paragraph(a, random_prose(a, &own, 60, 20000), one_article(a, 0));
}

/* One report with a word changed here and there: no two are equal. */
static slice one_report(arena *a, uint32_t number)
{
    uint64_t own = 1000 + number;
    return copy_of(a, one_article(a, 0), &own, 10);
}

static slice equal_words(arena *a, uint32_t number)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < 80 + number % 50; i++)
        buf_add_str(&b, "talvin ");
    add_invented_word(&b, number); // else they would be one
    return buf_slice(&b);
}

static double time_pile(place *p, make_article make, uint32_t n, outcome *o)
{
    FILE *f = fopen(path_of(p, "many.jsonl"), "wb");
    assert_non_null(f);
    for (uint32_t i = 0; i < n; i++) {
        arena *tmp = arena_sub(&p->a);
        write_line(f, "same", make(tmp, i)); // the ids, too, are all the same
        arena_release(tmp);
    }
    assert_int_equal(fclose(f), 0);
    job j = {.paths = {path_of(p, "many.jsonl")}, .o = {.base = {.n_threads = 1}}};
    double start = cpu_seconds();
    *o = run_job(p, &j);
    double took = cpu_seconds() - start;
    assert_int_equal(o->status, STEMMA_OK);
    assert_int_equal(o->summary.n_articles, n);
    assert_int_equal(count_of(o->families, "\n"), n);
    return took;
}

/* Four times the articles take four times as long, eight at the very most: quadratic work
 * takes sixteen times. */
static void check_growth(place *p, const char *name, make_article make, bool family)
{
    enum { FEW = 5000, MANY = 4 * FEW };
    outcome few, many;
    double took = time_pile(p, make, FEW, &few), more = time_pile(p, make, MANY, &many);
    if (more > 8 * took + 0.5)
        fail_msg("%s: %u articles take %.2f s, %u take %.2f s", name, (unsigned)FEW, took,
                 (unsigned)MANY, more);
    slice size = arena_format(&p->a, "\"size\":%u,", (unsigned)MANY);
    if (family)
        assert_int_equal(count_of(many.families, size.ptr), MANY);
}

static void test_one_article(void **state)
{
    check_growth(*state, "one article", one_article, true);
}

static void test_one_paragraph(void **state)
{
    check_growth(*state, "one paragraph", one_paragraph, false);
}

static void test_one_report(void **state)
{
    check_growth(*state, "one report", one_report, false);
}

static void test_equal_words(void **state)
{
    check_growth(*state, "equal words", equal_words, false);
}

int main(void)
{
#define HERE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        HERE(test_same_bytes),    HERE(test_parts),       HERE(test_taken_up),
        HERE(test_changed_input), HERE(test_ids),         HERE(test_equal_texts),
        HERE(test_skips),         HERE(test_wrong_calls), HERE(test_one_article),
        HERE(test_one_paragraph), HERE(test_one_report),  HERE(test_equal_words),
    };
    return cmocka_run_group_tests_name("pile", tests, NULL, NULL);
}
