// Sentences: cases in sentences.cases, paragraphs, memory that runs out.
#include "support.h"

#include "base/mem.h"

// A sentence as a line of the file.
static slice on_one_line(arena *a, const text *t, uint32_t i)
{
    slice bytes = slice_in(t->bytes, (span){t->sentences[i].start, t->sentences[i].end});
    char *to = arena_str(a, bytes);
    for (size_t k = 0; k < bytes.len; k++)
        if (to[k] == '\n')
            to[k] = ' ';
    return slice_of(to, bytes.len);
}

static int check_case(arena *a, slice body, const slice *expected, uint32_t n, int line)
{
    text t = make_text(a, body);
    bool same = t.n_sentences == n;
    for (uint32_t i = 0; same && i < n; i++)
        same = slice_eq(on_one_line(a, &t, i), expected[i]);
    if (same)
        return 0;
    print_message("# case before line %d; found:\n", line);
    for (uint32_t i = 0; i < t.n_sentences; i++) {
        slice s = on_one_line(a, &t, i);
        print_message("#     = %.*s\n", (int)s.len, s.ptr);
    }
    return 1;
}

static void test_cases(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice rest = read_beside(&a, __FILE__, "sentences.cases"), line, part, body = {0};
    VEC(slice) expected = {0};
    int number = 0, wrong = 0, n = 0;
    for (bool more = true; more;) {
        more = next_case_line(&rest, &line, &number);
        bool opens = more && take_mark(line, ">", &part);
        if ((opens || !more) && expected.n) {
            wrong += check_case(&a, body, expected.v, expected.n, number);
            body = (slice){0};
            expected.n = 0;
            n++;
        }
        if (opens)
            body = add_paragraph(&a, body, part);
        else if (more && take_mark(line, "=", &part))
            vec_push(&a, &expected, part);
        else if (more)
            fail_msg("line %d: neither > nor =", number);
    }
    arena_deinit(&a);
    assert_true(n >= 20);
    assert_int_equal(wrong, 0);
}

/* A sentence that goes on in the next paragraph counts in the one it started in. */
static void test_paragraphs(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    text t = make_text_str(
        &a, "The council met in the old hall on Monday.\n"
            "It was the first time since the flood that all of its members had come\n"
            "together in one room. They voted at noon.\nNobody spoke.");
    static const uint32_t paragraphs[] = {0, 1, 2, 3};
    assert_int_equal(t.n_sentences, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(t.sentences[i].paragraph, paragraphs[i]);
    arena_deinit(&a);
}

/* Without paragraphs the whole text is one; an unknown language has English rules. */
static void test_no_paragraphs(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice bytes = SLICE("The road is closed. It will open.");
    static const char *const languages[] = {"", "en", "de-CH", "zz", "not a language"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        text t;
        text_split(&a, bytes, NULL, 0, slice_of_str(languages[i]), &t);
        assert_int_equal(t.n_sentences, 2);
    }
    arena_deinit(&a);
}

typedef struct {
    arena *a;
    uint32_t n_sentences;
} splitting;

static void split(void *job)
{
    splitting *s = job;
    text t = make_text_str(s->a, "The road is “closed”. Čelna's mayor, Gen. Orlo, said "
                                 "so.\nIt will open on Nov. 7.");
    s->n_sentences = t.n_sentences;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    bool done = false;
    long n = 0;
    for (; !done; n++) {
        arena a;
        arena_init(&a);
        splitting job = {.a = &a};
        mem_fail_after(n);
        done = arena_guard(&a, split, &job);
        mem_fail_after(-1);
        if (done)
            assert_int_equal(job.n_sentences, 3);
        arena_deinit(&a);
    }
    assert_true(n > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_no_paragraphs),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("sentences", tests, NULL, NULL);
}
