// What holds for the passages of every pile, and piles made to do harm.
#include "../text/support.h"

#include "base/mem.h"
#include "match/match.h"

#include <time.h>

typedef struct {
    arena a;
    text *texts;
    uint32_t n;
    match_result found;
} pile;

static void match_pile(pile *p, const slice *bodies, uint32_t n, unsigned n_threads)
{
    arena_init(&p->a);
    p->n = n;
    p->texts = arena_array(&p->a, text, n + 1);
    for (uint32_t i = 0; i < n; i++)
        p->texts[i] = make_text(&p->a, bodies[i]);
    match_texts(&p->a, p->texts, n, n_threads, &p->found);
}

/* Inside the texts, in order, not overlapping on either side, and as many words the same
 * as they say at most. */
static void check_passages(const pile *p)
{
    for (uint32_t i = 0; i < p->found.n_passages; i++) {
        const passage *x = &p->found.passages[i];
        assert_true(x->a < x->b && x->b < p->n);
        assert_true(x->a_first < x->a_last && x->a_last <= p->texts[x->a].n_tokens);
        assert_true(x->b_first < x->b_last && x->b_last <= p->texts[x->b].n_tokens);
        assert_true(x->n_same > 0 && x->n_same <= x->n_words);
        for (uint32_t k = 0; k < i; k++) {
            const passage *y = &p->found.passages[k];
            if (y->a != x->a || y->b != x->b)
                continue;
            assert_true(y->a_first < x->a_first && y->a_last <= x->a_first);
            assert_false(span_overlaps((span){x->b_first, x->b_last},
                                       (span){y->b_first, y->b_last}));
        }
    }
}

/* Three reports and their copies, edited ever more. */
enum { REPORTS = 3, COPIES = 4, PILE = REPORTS * COPIES };

static void random_pile(arena *a, uint64_t *random, slice bodies[PILE])
{
    for (uint32_t r = 0; r < REPORTS; r++) {
        slice base = random_prose(a, random, 150, 2000);
        bodies[r] = base;
        for (uint32_t c = 1; c < COPIES; c++)
            bodies[c * REPORTS + r] = edited_copy(a, random, base, 6 * c);
    }
}

static void test_finds_copies(void **state)
{
    (void)state;
    for (uint64_t run = 1; run <= 10; run++) {
        uint64_t random = run;
        arena a;
        arena_init(&a);
        slice bodies[PILE];
        random_pile(&a, &random, bodies);
        pile p;
        match_pile(&p, bodies, PILE, 1);
        check_passages(&p);
        uint32_t n_same[PILE][PILE] = {{0}};
        for (uint32_t i = 0; i < p.found.n_passages; i++)
            n_same[p.found.passages[i].a][p.found.passages[i].b] +=
                p.found.passages[i].n_same;
        for (uint32_t x = 0; x < PILE; x++)
            for (uint32_t y = x + 1; y < PILE; y++) {
                uint32_t shorter = p.texts[x].n_words < p.texts[y].n_words
                                       ? p.texts[x].n_words
                                       : p.texts[y].n_words;
                if (x % REPORTS != y % REPORTS)
                    assert_int_equal(n_same[x][y], 0);
                else if (x < REPORTS && y < 2 * REPORTS) // few edits: nearly all of it
                    assert_true(n_same[x][y] * 10 >= shorter * 7);
            }
        arena_deinit(&p.a);
        arena_deinit(&a);
    }
}

static void test_unrelated(void **state)
{
    (void)state;
    uint64_t random = 11;
    arena a;
    arena_init(&a);
    slice bodies[20];
    for (uint32_t i = 0; i < 20; i++)
        bodies[i] = random_prose(&a, &random, 400, 3000);
    pile p;
    match_pile(&p, bodies, 20, 1);
    assert_int_equal(p.found.n_passages, 0);
    assert_int_equal(p.found.n_common, 0);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

static bool same_passage(const passage *x, const passage *y)
{
    return x->a == y->a && x->b == y->b && x->a_first == y->a_first &&
           x->a_last == y->a_last && x->b_first == y->b_first && x->b_last == y->b_last &&
           x->n_same == y->n_same && x->n_words == y->n_words && x->kind == y->kind;
}

static void test_threads(void **state)
{
    (void)state;
    uint64_t random = 5;
    arena a;
    arena_init(&a);
    slice bodies[PILE];
    random_pile(&a, &random, bodies);
    pile one, eight;
    match_pile(&one, bodies, PILE, 1);
    match_pile(&eight, bodies, PILE, 8);
    assert_int_equal(one.found.n_passages, eight.found.n_passages);
    assert_true(one.found.n_passages > 10);
    for (uint32_t i = 0; i < one.found.n_passages; i++)
        assert_true(same_passage(&one.found.passages[i], &eight.found.passages[i]));
    assert_int_equal(one.found.n_ties, eight.found.n_ties);
    assert_true(one.found.n_ties > 10);
    for (uint32_t i = 0; i < one.found.n_ties; i++) {
        const copy_tie *x = &one.found.ties[i], *y = &eight.found.ties[i];
        assert_true(x->a == y->a && x->b == y->b && x->in_a == y->in_a &&
                    x->in_b == y->in_b && x->passage == y->passage &&
                    x->linked == y->linked);
        assert_memory_equal(&x->share, &y->share, sizeof x->share);
    }
    arena_deinit(&one.a);
    arena_deinit(&eight.a);
    arena_deinit(&a);
}

/* Every pair of words, one by one
 * --------------------------------------------------------------------------- */

enum { SLOW_RUN = 16 }; // words in a row that are the same

typedef struct {
    uint32_t *tokens;
    uint32_t n;
} word_list;

static word_list list_words(arena *a, const text *t)
{
    word_list w = {arena_array(a, uint32_t, t->n_tokens + 1), 0};
    for (uint32_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind != TOKEN_PUNCT)
            w.tokens[w.n++] = i;
    return w;
}

static bool in_passage(const pile *p, uint32_t a, uint32_t b, span in_a, span in_b)
{
    for (uint32_t i = 0; i < p->found.n_passages; i++) {
        const passage *x = &p->found.passages[i];
        if (x->a == a && x->b == b && span_holds((span){x->a_first, x->a_last}, in_a) &&
            span_holds((span){x->b_first, x->b_last}, in_b))
            return true;
    }
    return false;
}

/* All runs of SLOW_RUN words and more that two texts have in common. */
static uint32_t check_runs(const pile *p, arena *tmp, uint32_t a, uint32_t b)
{
    const text *x = &p->texts[a], *y = &p->texts[b];
    word_list in_a = list_words(tmp, x), in_b = list_words(tmp, y);
    uint32_t n_runs = 0;
    for (uint32_t i = 0; i < in_a.n; i++)
        for (uint32_t j = 0; j < in_b.n; j++) {
            uint32_t n = 0;
            if (i && j &&
                x->tokens[in_a.tokens[i - 1]].hash == y->tokens[in_b.tokens[j - 1]].hash)
                continue; // within a run
            while (i + n < in_a.n && j + n < in_b.n &&
                   x->tokens[in_a.tokens[i + n]].hash ==
                       y->tokens[in_b.tokens[j + n]].hash)
                n++;
            if (n < SLOW_RUN)
                continue;
            n_runs++;
            if (!in_passage(p, a, b, (span){in_a.tokens[i], in_a.tokens[i + n - 1] + 1},
                            (span){in_b.tokens[j], in_b.tokens[j + n - 1] + 1}))
                fail_msg("texts %u and %u: %u words from %u and %u in no passage", a, b,
                         n, i, j);
        }
    return n_runs;
}

static void test_against_slow(void **state)
{
    (void)state;
    uint32_t n_runs = 0;
    for (uint64_t run = 1; run <= 12; run++) {
        uint64_t random = 100 + run;
        arena a;
        arena_init(&a);
        slice bodies[PILE];
        random_pile(&a, &random, bodies);
        pile p;
        match_pile(&p, bodies, PILE, 1);
        for (uint32_t x = 0; x < PILE; x++)
            for (uint32_t y = x + 1; y < PILE; y++)
                n_runs += check_runs(&p, &a, x, y);
        arena_deinit(&p.a);
        arena_deinit(&a);
    }
    assert_true(n_runs > 200);
}

static int by_place(const void *left, const void *right)
{
    const passage *p = left, *q = right;
    const uint32_t x[] = {p->a, p->b, p->a_first, p->b_first};
    const uint32_t y[] = {q->a, q->b, q->a_first, q->b_first};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

// As if the texts stood in the order that `at` was taken from.
static void map_back(pile *p, const uint32_t *at)
{
    for (uint32_t i = 0; i < p->found.n_passages; i++) {
        passage *x = &p->found.passages[i];
        passage y = *x;
        y.a = at[x->a];
        y.b = at[x->b];
        if (y.a > y.b)
            y = (passage){y.b,       y.a,       x->b_first, x->b_last, x->a_first,
                          x->a_last, x->n_same, x->n_words, x->kind};
        *x = y;
    }
    if (p->found.n_passages)
        qsort(p->found.passages, p->found.n_passages, sizeof(passage), by_place);
}

static void shuffle(uint64_t *random, uint32_t *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        at[i] = i;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(random, i), swap = at[i - 1];
        at[i - 1] = at[k];
        at[k] = swap;
    }
}

/* The order of the texts says nothing; with it, which of two is A and which B. */
static void test_order(void **state)
{
    (void)state;
    for (uint64_t run = 1; run <= 20; run++) {
        uint64_t random = run;
        arena a;
        arena_init(&a);
        slice bodies[PILE], shuffled[PILE];
        uint32_t at[PILE];
        random_pile(&a, &random, bodies);
        shuffle(&random, at, PILE);
        for (uint32_t i = 0; i < PILE; i++)
            shuffled[i] = bodies[at[i]];
        pile p, q;
        match_pile(&p, bodies, PILE, 1);
        match_pile(&q, shuffled, PILE, 1);
        map_back(&q, at);
        assert_int_equal(p.found.n_passages, q.found.n_passages);
        for (uint32_t i = 0; i < p.found.n_passages; i++)
            if (!same_passage(&p.found.passages[i], &q.found.passages[i]))
                fail_msg("run %u: passage %u differs", (unsigned)run, i);
        arena_deinit(&p.a);
        arena_deinit(&q.a);
        arena_deinit(&a);
    }
}

/* Piles made to do harm
 * --------------------------------------------------------------------------- */

/* Far more than any of them takes, far less than what grows with the square. */
static const double MOST_SECONDS = 30;

static double seconds_since(clock_t start)
{
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void check_harmless(const slice *bodies, uint32_t n, pile *p)
{
    clock_t start = clock();
    match_pile(p, bodies, n, 1);
    double took = seconds_since(start);
    if (took > MOST_SECONDS)
        fail_msg("%f seconds", took);
}

static slice repeat(arena *a, const char *what, uint32_t n)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < n; i++)
        buf_add_str(&b, what);
    return buf_slice(&b);
}

static const char *const paragraph =
    "The ministry said on Monday that its soldiers had entered the town from three sides "
    "and that fighting went on near the northern gate.\n";

/* A paragraph that very many articles have leads to a few of them each, says next to
 * nothing, and is named: where it is found it is background. */
static void test_boilerplate(void **state)
{
    (void)state;
    enum { MANY = 300 };
    uint64_t random = 9;
    arena a;
    arena_init(&a);
    slice bodies[MANY];
    for (uint32_t i = 0; i < MANY; i++) {
        slice own = random_prose(&a, &random, 120, 5000);
        bodies[i] = arena_format(&a, "%.*s\n%s", (int)own.len, own.ptr, paragraph);
    }
    pile p;
    check_harmless(bodies, MANY, &p);
    assert_true(p.found.n_passages <= 3 * MANY); // each with the next ones, not with all
    assert_int_equal(p.found.n_ties, 0);
    for (uint32_t i = 0; i < p.found.n_passages; i++)
        assert_int_equal(p.found.passages[i].kind, PASSAGE_BACKGROUND);
    assert_true(p.found.n_common > 0);
    assert_int_equal(p.found.common[0].n_articles, MANY);
    // what is named stands in the paragraph
    text t = make_text_str(&a, paragraph);
    buf folded;
    buf_init(&folded, &a);
    for (uint32_t k = 0; k < t.n_tokens; k++) {
        buf_add(&folded, t.tokens[k].folded);
        buf_add_byte(&folded, ' ');
    }
    slice named = p.found.common[0].words;
    assert_true(slice_find(buf_slice(&folded), named, 0) < folded.len);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

static void test_equal_texts(void **state)
{
    (void)state;
    enum { EQUAL = 60 };
    uint64_t random = 13;
    arena a;
    arena_init(&a);
    slice body = random_prose(&a, &random, 300, 2000), bodies[EQUAL];
    for (uint32_t i = 0; i < EQUAL; i++)
        bodies[i] = body;
    pile p;
    check_harmless(bodies, EQUAL, &p);
    assert_int_equal(p.found.n_passages, EQUAL * (EQUAL - 1) / 2);
    for (uint32_t i = 0; i < p.found.n_passages; i++) {
        const passage *x = &p.found.passages[i];
        assert_int_equal(x->n_same, p.texts[0].n_words);
        assert_true(x->a_first == 0 && x->a_last == p.texts[0].n_tokens);
        assert_int_equal(x->kind, PASSAGE_COPY);
    }
    arena_deinit(&p.a);
    arena_deinit(&a);
}

/* More than have passages of their own: one is compared with others, each of the rest is
 * tied to it. */
static void test_too_many_equal_texts(void **state)
{
    (void)state;
    enum { EQUAL = 300 };
    uint64_t random = 23;
    arena a;
    arena_init(&a);
    slice body = random_prose(&a, &random, 100, 2000), bodies[EQUAL + 1];
    for (uint32_t i = 0; i < EQUAL; i++)
        bodies[i] = body;
    bodies[EQUAL] =
        arena_format(&a, "%.*s One more sentence stands here.", (int)body.len, body.ptr);
    pile p;
    check_harmless(bodies, EQUAL + 1, &p);
    assert_int_equal(p.found.n_common, 0);
    assert_int_equal(p.found.n_passages, EQUAL);
    for (uint32_t i = 0; i < p.found.n_passages; i++) {
        const passage *x = &p.found.passages[i];
        assert_int_equal(x->a, 0);
        assert_int_equal(x->n_same, p.texts[0].n_words);
    }
    for (uint32_t i = 0; i < EQUAL; i++)
        assert_int_equal(p.found.same_as[i], 0);
    assert_int_equal(p.found.same_as[EQUAL], EQUAL);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

/* Copies beyond number, each with a word of its own: each is compared with a few. */
static void test_many_copies(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    uint64_t random = 29;
    arena a;
    arena_init(&a);
    slice body = random_prose(&a, &random, 100, 2000);
    slice *bodies = arena_array(&a, slice, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        bodies[i] = arena_format(&a, "%.*s Number w%u.", (int)body.len, body.ptr, i);
    pile p;
    check_harmless(bodies, MANY, &p);
    assert_true(p.found.n_ties >= MANY - 1);
    assert_true(p.found.n_ties <= 4 * MANY);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

static void test_repetition(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice words = repeat(&a, "soldier ", 200000), lines = repeat(&a, paragraph, 300);
    slice bodies[] = {words, words, lines, lines, lines};
    pile p;
    check_harmless(bodies, 5, &p);
    check_passages(&p);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

/* Few words in any order: seeds everywhere, and nothing that is unique. */
static void test_few_words(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice bodies[4];
    uint64_t random = 17;
    for (uint32_t i = 0; i < 4; i++)
        bodies[i] = random_prose(&a, &random, 20000, 5);
    pile p;
    check_harmless(bodies, 4, &p);
    check_passages(&p);
    arena_deinit(&p.a);
    arena_deinit(&a);
}

static void test_nothing(void **state)
{
    (void)state;
    pile p;
    match_pile(&p, NULL, 0, 1);
    assert_int_equal(p.found.n_passages, 0);
    arena_deinit(&p.a);
    slice bodies[] = {SLICE(""), SLICE("..."), SLICE("One"), SLICE("")};
    match_pile(&p, bodies, 4, 0);
    assert_int_equal(p.found.n_passages, 0);
    arena_deinit(&p.a);
}

typedef struct {
    arena *a;
    const text *texts;
    match_result found;
} matching;

static void match_job(void *job)
{
    matching *m = job;
    match_texts(m->a, m->texts, 3, 1, &m->found);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    arena kept;
    arena_init(&kept);
    uint64_t random = 19;
    slice base = random_prose(&kept, &random, 120, 2000);
    text texts[3] = {make_text(&kept, base),
                     make_text(&kept, edited_copy(&kept, &random, base, 8)),
                     make_text(&kept, edited_copy(&kept, &random, base, 8))};
    bool done = false;
    long n = 0;
    for (; !done; n++) {
        arena a;
        arena_init(&a);
        matching job = {.a = &a, .texts = texts};
        mem_fail_after(n);
        done = arena_guard(&a, match_job, &job);
        mem_fail_after(-1);
        if (done)
            assert_true(job.found.n_passages >= 3);
        arena_deinit(&a);
    }
    assert_true(n > 10);
    arena_deinit(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_copies),  cmocka_unit_test(test_unrelated),
        cmocka_unit_test(test_against_slow),  cmocka_unit_test(test_threads),
        cmocka_unit_test(test_order),         cmocka_unit_test(test_boilerplate),
        cmocka_unit_test(test_equal_texts),   cmocka_unit_test(test_too_many_equal_texts),
        cmocka_unit_test(test_many_copies),   cmocka_unit_test(test_repetition),
        cmocka_unit_test(test_few_words),     cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
