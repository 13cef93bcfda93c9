// The spool: in memory and in a folder the same; pieces are whole or not there.
#include "../text/support.h"

#include "pile/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    arena a;
    char folder[64];
    slice path; // within `folder`, not there yet
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    arena_init(&p->a);
    strcpy(p->folder, "/tmp/stemma-spool-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    p->path = arena_format(&p->a, "%s/work", p->folder);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    slice line = arena_format(&p->a, "rm -rf %s", p->folder);
    assert_int_equal(system(line.ptr), 0);
    arena_deinit(&p->a);
    free(p);
    return 0;
}

static spool *open_in(arena *a, slice path, const char *about, bool *kept)
{
    slice why = {0};
    spool *s = spool_open(a, path, slice_of_str(about), kept, &why);
    if (!s)
        fail_msg("%.*s", (int)why.len, why.ptr);
    return s;
}

static void put_str(spool *s, arena *a, piece which, const char *str)
{
    spool_writer *w = spool_write(s, a, which);
    spool_put(w, str, strlen(str));
    assert_true(spool_done(w));
}

static void assert_holds(spool *s, arena *a, piece which, const char *str)
{
    const spool_piece *p = spool_find(s, which);
    assert_non_null(p);
    assert_int_equal(spool_size(p), strlen(str));
    const char *got = spool_read(p, a, 0, strlen(str), NULL);
    assert_non_null(got);
    assert_memory_equal(got, str, strlen(str));
}

static bool exists(place *p, const char *name)
{
    struct stat st;
    return stat(arena_format(&p->a, "%s/%s", p->path.ptr, name).ptr, &st) == 0;
}

static void make_file(place *p, const char *name, const char *content)
{
    FILE *f = fopen(arena_format(&p->a, "%s/%s", p->path.ptr, name).ptr, "wb");
    assert_non_null(f);
    assert_true(fputs(content, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* What a random run writes is what it reads, at any place, in both. */
static void check_random(arena *mem, slice path, uint64_t seed)
{
    enum { PIECES = 6, MOST = 3 << 20 };
    bool kept;
    arena *a = arena_sub(mem);
    spool *s = open_in(a, path, "random", &kept);
    char *bytes[PIECES];
    size_t n[PIECES];
    for (uint32_t k = 0; k < PIECES; k++) {
        n[k] = random_below(&seed, k % 2 ? MOST : 100);
        bytes[k] = arena_alloc(a, n[k] + 1);
        for (size_t i = 0; i < n[k]; i++)
            bytes[k][i] = (char)random_below(&seed, 256);
        spool_writer *w = spool_write(s, a, (piece){"random", k});
        assert_null(spool_find(s, (piece){"random", k}));
        for (size_t at = 0, step; at < n[k]; at += step) {
            uint32_t most = random_below(&seed, 20) ? 70000 : 2 << 20;
            step = random_below(&seed, most);
            step = step < n[k] - at ? step : n[k] - at;
            spool_put(w, bytes[k] + at, step);
            assert_int_equal(spool_written(w), at + step);
        }
        assert_true(spool_done(w));
    }
    for (int again = 0; again < 2; again++) { // and in the next run, from a folder
        for (uint32_t i = 0; i < 200; i++) {
            uint32_t k = random_below(&seed, PIECES);
            const spool_piece *p = spool_find(s, (piece){"random", k});
            assert_non_null(p);
            assert_int_equal(spool_size(p), n[k]);
            size_t at = random_below(&seed, (uint32_t)n[k] + 1);
            size_t len = random_below(&seed, (uint32_t)(n[k] - at) + 1);
            arena *tmp = arena_sub(a);
            char *room = i % 2 ? arena_alloc(tmp, len + 1) : NULL;
            const char *got = spool_read(p, tmp, at, len, room);
            assert_non_null(got);
            assert_memory_equal(got, bytes[k] + at, len);
            arena_release(tmp);
        }
        assert_null(spool_find(s, (piece){"random", PIECES}));
        assert_null(spool_find(s, (piece){"other", 0}));
        assert_int_equal(spool_error(s).len, 0);
        if (!path.len)
            break;
    }
    arena_release(a);
}

static void test_random(void **state)
{
    place *p = *state;
    for (uint64_t seed = 0; seed < 3; seed++) {
        check_random(&p->a, slice_of("", 0), seed);
        check_random(&p->a, p->path, seed);
        assert_int_equal(system(arena_format(&p->a, "rm -r %s", p->path.ptr).ptr), 0);
    }
}

static void test_taken_up(void **state)
{
    place *p = *state;
    bool kept = true;
    arena *a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "one", &kept);
    assert_false(kept);
    put_str(s, a, (piece){"texts", 0}, "first");
    spool_writer *w = spool_write(s, a, (piece){"texts", 1});
    spool_put(w, "half of it", 10); // and never done
    arena_release(a);

    a = arena_sub(&p->a);
    s = open_in(a, p->path, "one", &kept);
    assert_true(kept);
    assert_holds(s, a, (piece){"texts", 0}, "first");
    assert_null(spool_find(s, (piece){"texts", 1}));
    put_str(s, a, (piece){"texts", 1}, "all");
    assert_holds(s, a, (piece){"texts", 1}, "all");
    arena_release(a);
    assert_false(exists(p, "texts-00000001.unfinished"));

    a = arena_sub(&p->a);
    s = open_in(a, p->path, "on", &kept); // another run, if only by a letter
    assert_false(kept);
    assert_null(spool_find(s, (piece){"texts", 0}));
    arena_release(a);
    a = arena_sub(&p->a);
    s = open_in(a, p->path, "one", &kept); // what it was is gone
    assert_false(kept);
    arena_release(a);
}

/* A process that is killed in the middle of a piece. */
static void test_killed(void **state)
{
    place *p = *state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        arena a;
        arena_init(&a);
        bool kept;
        slice why;
        spool *s = spool_open(&a, p->path, SLICE("run"), &kept, &why);
        spool_writer *w = spool_write(s, &a, (piece){"keys", 0});
        spool_put(w, "whole", 5);
        spool_done(w);
        static char much[3 << 20];
        w = spool_write(s, &a, (piece){"keys", 1});
        spool_put(w, much, sizeof much);
        raise(SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_true(exists(p, "keys-00000001.unfinished"));
    bool kept;
    arena *a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "run", &kept);
    assert_true(kept);
    assert_holds(s, a, (piece){"keys", 0}, "whole");
    assert_null(spool_find(s, (piece){"keys", 1}));
    arena_release(a);
}

/* A folder that the user has something in: only what a spool makes goes. */
static void test_users_files(void **state)
{
    place *p = *state;
    static const char *const theirs[] = {
        "letter.txt",         "texts",          "texts-1",
        "texts-000000001",    "texts-0000000x", "Texts-00000001",
        "texts-00000001.bak", "about.txt",      "about.unfinished2",
        "-00000001",          "abc_00000001",
    };
    static const char *const ours[] = {"texts-00000000", "keys-00000007",
                                       "keys-00000008.unfinished"};
    bool kept;
    arena *a = arena_sub(&p->a);
    open_in(a, p->path, "first", &kept);
    arena_release(a);
    for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
        make_file(p, theirs[i], "mine");
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        make_file(p, ours[i], "");
    for (int round = 0; round < 2; round++) { // another run; the end of a run
        a = arena_sub(&p->a);
        spool *s = open_in(a, p->path, "second", &kept);
        if (round)
            spool_clear(s);
        arena_release(a);
        for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
            assert_true(exists(p, theirs[i]));
        for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
            assert_false(exists(p, ours[i]));
    }
    assert_false(exists(p, "about"));
    assert_int_equal(system(arena_format(&p->a, "rm -r %s", p->path.ptr).ptr), 0);
    a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "third", &kept);
    put_str(s, a, (piece){"texts", 0}, "x");
    spool_clear(s);
    arena_release(a);
    assert_false(exists(p, "")); // where nothing else is in it, the folder goes, too
}

static void test_lock(void **state)
{
    place *p = *state;
    bool kept;
    arena *a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "run", &kept);
    put_str(s, a, (piece){"texts", 0}, "x");
    pid_t child = fork(); // a process does not lock itself out
    assert_true(child >= 0);
    if (child == 0) {
        arena b;
        arena_init(&b);
        slice why = {0};
        spool *t = spool_open(&b, p->path, SLICE("other"), &kept, &why);
        bool said = why.len && strstr(why.ptr, "another run is at work");
        _exit(!t && said ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_holds(s, a, (piece){"texts", 0}, "x"); // and it has not touched anything
    assert_true(exists(p, "texts-00000000"));
    arena_release(a);
}

static void test_no_folder(void **state)
{
    place *p = *state;
    bool kept;
    slice why = {0};
    slice deep = arena_format(&p->a, "%s/not/there", p->folder);
    assert_null(spool_open(&p->a, deep, SLICE("x"), &kept, &why));
    assert_non_null(strstr(why.ptr, "No such file or directory"));
    assert_non_null(strstr(why.ptr, deep.ptr));
    slice file = arena_format(&p->a, "%s/file", p->folder);
    fclose(fopen(file.ptr, "wb"));
    why = (slice){0};
    assert_null(spool_open(&p->a, file, SLICE("x"), &kept, &why));
    assert_true(why.len > 0);
}

/* The disk is full after `most` bytes of a file. */
static void limit_files(rlim_t most)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void test_full_disk(void **state)
{
    place *p = *state;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    static char much[5 << 20];
    static const size_t chunks[] = {1000, 300 << 10, 5 << 20}; // buffered, and not
    for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++)
        for (rlim_t most = 100; most < sizeof much; most = most * 7 + 1) {
            bool kept;
            arena *a = arena_sub(&p->a);
            spool *s = open_in(a, p->path, "run", &kept);
            put_str(s, a, (piece){"texts", 0}, "good");
            limit_files(most);
            spool_writer *w = spool_write(s, a, (piece){"texts", 1});
            for (size_t at = 0; at < sizeof much; at += chunks[c])
                spool_put(w, much,
                          chunks[c] < sizeof much - at ? chunks[c] : sizeof much - at);
            bool done = spool_done(w);
            limit_files(RLIM_INFINITY);
            assert_false(done);
            slice error = spool_error(s);
            assert_non_null(strstr(error.ptr, "texts-00000001"));
            assert_non_null(strstr(error.ptr, strerror(EFBIG)));
            assert_null(spool_find(s, (piece){"texts", 1}));
            // the first error sticks
            w = spool_write(s, a, (piece){"texts", 2});
            spool_put(w, "x", 1);
            assert_false(spool_done(w));
            assert_true(spool_error(s).ptr == error.ptr);
            arena_release(a);

            a = arena_sub(&p->a);
            s = open_in(a, p->path, "run", &kept);
            assert_true(kept);
            assert_holds(s, a, (piece){"texts", 0}, "good");
            assert_null(spool_find(s, (piece){"texts", 1}));
            assert_null(spool_find(s, (piece){"texts", 2}));
            spool_clear(s);
            arena_release(a);
        }
}

/* What the run is could not be written down whole: the next one does not take it for its
 * own. */
static void test_full_disk_at_start(void **state)
{
    place *p = *state;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    const char *about = "a long description of the run";
    bool kept;
    slice why = {0};
    arena *a = arena_sub(&p->a);
    limit_files(10);
    assert_null(spool_open(a, p->path, slice_of_str(about), &kept, &why));
    limit_files(RLIM_INFINITY);
    assert_non_null(strstr(why.ptr, "about"));
    arena_release(a);
    a = arena_sub(&p->a);
    open_in(a, p->path, about, &kept);
    assert_false(kept);
    arena_release(a);
}

/* A piece that was cut short later on: an error, no bytes from nowhere. */
static void test_cut_short(void **state)
{
    place *p = *state;
    bool kept;
    arena *a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "run", &kept);
    put_str(s, a, (piece){"texts", 0}, "0123456789");
    const spool_piece *from = spool_find(s, (piece){"texts", 0});
    assert_null(spool_read(from, a, 5, 6, NULL));
    assert_null(spool_read(from, a, 11, 0, NULL));
    assert_null(spool_read(from, a, UINT64_MAX, 1, NULL));
    assert_non_null(strstr(spool_error(s).ptr, "texts-00000000"));
    arena_release(a);
    a = arena_sub(&p->a);
    s = open_in(a, p->path, "run", &kept);
    from = spool_find(s, (piece){"texts", 0});
    slice path = arena_format(a, "%s/texts-00000000", p->path.ptr);
    assert_int_equal(truncate(path.ptr, 4), 0);
    assert_null(spool_read(from, a, 0, 10, NULL));
    assert_true(spool_error(s).len > 0);
    arena_release(a);
}

/* A piece that is not kept open is read all the same; one that is gone is an error. */
static void test_rest(void **state)
{
    place *p = *state;
    bool kept;
    arena *a = arena_sub(&p->a);
    spool *s = open_in(a, p->path, "run", &kept);
    put_str(s, a, (piece){"texts", 0}, "0123456789");
    const spool_piece *from = spool_find(s, (piece){"texts", 0});
    spool_rest(from);
    spool_rest(from);
    spool_rest(NULL);
    for (int i = 0; i < 3; i++) {
        const char *got = spool_read(from, a, 2, 5, NULL);
        assert_non_null(got);
        assert_memory_equal(got, "23456", 5);
    }
    slice path = arena_format(a, "%s/texts-00000000", p->path.ptr);
    assert_int_equal(unlink(path.ptr), 0);
    assert_null(spool_read(from, a, 2, 5, NULL));
    assert_true(spool_error(s).len > 0);
    arena_release(a);
    // in memory there is nothing to open
    a = arena_sub(&p->a);
    s = open_in(a, SLICE(""), "run", &kept);
    put_str(s, a, (piece){"texts", 0}, "0123456789");
    spool_rest(spool_find(s, (piece){"texts", 0}));
    assert_memory_equal(spool_read(spool_find(s, (piece){"texts", 0}), a, 2, 5, NULL),
                        "23456", 5);
    arena_release(a);
}

/* Held: read in place. Dropped: gone, and the others are there. */
static void test_hold_and_drop(void **state)
{
    place *p = *state;
    bool kept;
    const slice paths[] = {slice_of("", 0), p->path};
    for (int i = 0; i < 2; i++) {
        arena *a = arena_sub(&p->a);
        spool *s = open_in(a, paths[i], "these", &kept);
        put_str(s, a, (piece){"keys", 0}, "first");
        put_str(s, a, (piece){"keys", 1}, "second");
        put_str(s, a, (piece){"words", 0}, "third");
        const spool_piece *held = spool_find(s, (piece){"keys", 1});
        spool_hold(held);
        spool_hold(held);
        char buffer[8];
        assert_ptr_not_equal(spool_read(held, NULL, 1, 3, buffer), buffer);
        assert_holds(s, a, (piece){"keys", 1}, "second");
        assert_null(spool_read(held, NULL, 4, 3, buffer)); // behind its end
        arena_release(a);

        a = arena_sub(&p->a);
        s = open_in(a, paths[i], "these", &kept);
        if (i == 0) {
            put_str(s, a, (piece){"keys", 0}, "first");
            put_str(s, a, (piece){"keys", 1}, "second");
            put_str(s, a, (piece){"words", 0}, "third");
        }
        spool_drop(s, (piece){"keys", 0});
        spool_drop(s, (piece){"keys", 7}); // is not there
        assert_null(spool_find(s, (piece){"keys", 0}));
        assert_holds(s, a, (piece){"keys", 1}, "second");
        assert_holds(s, a, (piece){"words", 0}, "third");
        put_str(s, a, (piece){"keys", 0}, "again");
        assert_holds(s, a, (piece){"keys", 0}, "again");
        arena_release(a);
    }
    assert_true(exists(p, "keys-00000000"));
}

int main(void)
{
#define HERE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        HERE(test_random),        HERE(test_taken_up),
        HERE(test_killed),        HERE(test_users_files),
        HERE(test_lock),          HERE(test_no_folder),
        HERE(test_full_disk),     HERE(test_full_disk_at_start),
        HERE(test_cut_short),     HERE(test_rest),
        HERE(test_hold_and_drop),
    };
    return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
