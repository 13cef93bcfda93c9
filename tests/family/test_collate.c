// What holds for the collation of every family, and for its tree.
#include "pile.h"

#include "base/mem.h"

#include <time.h>

static void random_family(pile *p, uint64_t *random, uint32_t n_witnesses,
                          uint32_t n_words, uint32_t percent)
{
    slice base = random_prose(&p->a, random, n_words, 3000);
    for (uint32_t i = 0; i < n_witnesses; i++)
        pile_add(p, "", NULL, NULL, edited_copy(&p->a, random, base, percent));
}

/* Slots differ where rows say so; a lacuna has the same witnesses out from its first row
 * to its last. */
static void check_lacunas(const family *f)
{
    const collation *c = &f->collated;
    uint32_t last = 0;
    for (uint32_t r = 0; r < c->n_rows; r++) {
        const collation_row *row = &c->rows[r];
        bool any_out = false;
        for (uint32_t w = 0; w < c->n_witnesses; w++)
            any_out |= row->cells[w].out;
        assert_int_equal(any_out, row->lacuna > 0);
        if (row->lacuna == 0)
            continue;
        assert_true(row->lacuna == last || row->lacuna == last + 1);
        if (row->lacuna == last)
            for (uint32_t w = 0; w < c->n_witnesses; w++)
                assert_int_equal(row->cells[w].out, c->rows[r - 1].cells[w].out);
        last = row->lacuna;
    }
}

/* Share of the words of w that stand in a column with a word of v that is the same. */
static double share_aligned(const pile *p, const family *f, uint32_t v, uint32_t w)
{
    const collation *c = &f->collated;
    const text *tv = &p->texts[f->witnesses[v]], *tw = &p->texts[f->witnesses[w]];
    uint32_t k = 0, n_same = 0;
    for (uint32_t i = 0; i < tw->n_tokens; i++) {
        while (k < tv->n_tokens && c->columns[v][k] < c->columns[w][i])
            k++;
        n_same += k < tv->n_tokens && c->columns[v][k] == c->columns[w][i] &&
                  tv->tokens[k].hash == tw->tokens[i].hash;
    }
    return tw->n_tokens ? (double)n_same / tw->n_tokens : 1;
}

static void test_random_families(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {2, 3, 4, 5, 7, 9, 12, 20};
    for (uint64_t run = 1; run <= 24; run++) {
        uint64_t random = run;
        pile p;
        pile_init(&p);
        uint32_t percent = random_below(&random, 35);
        random_family(&p, &random, sizes[run % 8], 20 + random_below(&random, 200),
                      percent);
        pile_run(&p, true);
        const family *f = &p.families.families[0];
        check_family(&p, f);
        check_lacunas(f);
        arena_deinit(&p.a);
    }
}

/* Nothing to do with each other, in one family: the rows still hold them all. */
static void test_strangers(void **state)
{
    (void)state;
    uint64_t random = 2;
    pile p;
    pile_init(&p);
    for (uint32_t i = 0; i < 5; i++)
        pile_add(&p, "", NULL, NULL, random_prose(&p.a, &random, 80, 3000));
    pile_add(&p, "", NULL, NULL, SLICE(""));
    pile_add(&p, "", NULL, NULL, SLICE("One"));
    pile_add(&p, "", NULL, NULL, SLICE("  ... \n!  "));
    pile_run(&p, true);
    check_family(&p, &p.families.families[0]);
    for (uint32_t w = 0; w < 5; w++)
        for (uint32_t v = 0; v < w; v++)
            assert_true(share_aligned(&p, &p.families.families[0], v, w) < 0.2);
    arena_deinit(&p.a);
}

static void test_equal(void **state)
{
    (void)state;
    uint64_t random = 4;
    pile p;
    pile_init(&p);
    slice body = random_prose(&p.a, &random, 100, 3000);
    for (uint32_t i = 0; i < 5; i++)
        pile_add(&p, "", NULL, NULL, body);
    pile_run(&p, true);
    const family *f = &p.families.families[0];
    check_family(&p, f);
    assert_int_equal(f->collated.n_rows, 1);
    assert_int_equal(f->collated.rows[0].n_readings, 1);
    assert_int_equal(f->collated.n_columns, p.texts[0].n_tokens);
    arena_deinit(&p.a);
}

/* A copy with one word in twenty changed: nearly all the rest is aligned. */
static void test_alignment_is_found(void **state)
{
    (void)state;
    for (uint64_t run = 1; run <= 10; run++) {
        uint64_t random = run;
        pile p;
        pile_init(&p);
        slice base = random_prose(&p.a, &random, 300, 3000);
        pile_add(&p, "", NULL, NULL, base);
        for (uint32_t i = 0; i < 5; i++)
            pile_add(&p, "", NULL, NULL, edited_copy(&p.a, &random, base, 5));
        pile_run(&p, true);
        for (uint32_t w = 1; w < 6; w++)
            assert_true(share_aligned(&p, &p.families.families[0], 0, w) > 0.8);
        arena_deinit(&p.a);
    }
}

/* A paragraph that one has lost is one cut, however long; a new lead is not the old one
 * with every word changed. */
static void test_cut_and_rewritten_lead(void **state)
{
    (void)state;
    uint64_t random = 8;
    pile p;
    pile_init(&p);
    slice head = random_prose(&p.a, &random, 60, 3000),
          middle = random_prose(&p.a, &random, 200, 3000),
          tail = random_prose(&p.a, &random, 60, 3000),
          lead = random_prose(&p.a, &random, 60, 3000);
    slice whole = arena_format(&p.a, "%.*s\n%.*s\n%.*s", (int)head.len, head.ptr,
                               (int)middle.len, middle.ptr, (int)tail.len, tail.ptr);
    pile_add(&p, "", NULL, NULL, whole);
    pile_add(&p, "", NULL, NULL, whole);
    pile_add(&p, "", NULL, NULL,
             arena_format(&p.a, "%.*s\n%.*s", (int)head.len, head.ptr, (int)tail.len,
                          tail.ptr));
    pile_add(&p, "", NULL, NULL,
             arena_format(&p.a, "%.*s\n%.*s\n%.*s", (int)lead.len, lead.ptr,
                          (int)middle.len, middle.ptr, (int)tail.len, tail.ptr));
    pile_run(&p, true);
    const family *f = &p.families.families[0];
    check_family(&p, f);
    check_lacunas(f);
    uint32_t n_cut_words = 0, n_lead_shared = 0, n_head = 0;
    for (uint32_t r = 0; r < f->collated.n_rows; r++) {
        const collation_row *row = &f->collated.rows[r];
        const cell *here = row->cells;
        if (here[2].out && here[0].last - here[0].first >= 8) {
            assert_int_equal(row->edit, EDIT_CUT);
            n_cut_words += here[0].last - here[0].first;
        }
        bool in_lead = here[3].last > here[3].first &&
                       p.texts[3].tokens[here[3].first].kind != TOKEN_PUNCT &&
                       p.texts[3].tokens[here[3].first].end <= lead.len;
        n_lead_shared += in_lead && here[0].last > here[0].first;
        n_head += in_lead;
    }
    text cut = make_text(&p.a, middle);
    assert_true(n_cut_words + 6 >= cut.n_tokens && n_cut_words <= cut.n_tokens + 6);
    assert_true(n_head > 0 && n_lead_shared == 0);
    arena_deinit(&p.a);
}

/* The order of the witnesses says nothing. `at[i]` is where q's witness i is in p. */
static uint32_t n_not_alike(const pile *p, const pile *q, const uint32_t *at)
{
    const collation *c = &p->families.families[0].collated,
                    *d = &q->families.families[0].collated;
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->n_witnesses; i++)
        for (uint32_t k = 0; k < i; k++) {
            const text *ti = &q->texts[i], *tk = &q->texts[k];
            for (uint32_t x = 0, y = 0, z = 0; x < ti->n_tokens; x++) {
                while (y < tk->n_tokens && d->columns[k][y] < d->columns[i][x])
                    y++;
                while (z < tk->n_tokens && c->columns[at[k]][z] < c->columns[at[i]][x])
                    z++;
                bool in_q = y < tk->n_tokens && d->columns[k][y] == d->columns[i][x];
                bool in_p =
                    z < tk->n_tokens && c->columns[at[k]][z] == c->columns[at[i]][x];
                n += in_q != in_p || (in_q && y != z);
            }
        }
    return n;
}

static void test_order(void **state)
{
    (void)state;
    enum { N = 6 };
    uint32_t n_differ = 0;
    for (uint64_t run = 1; run <= 30; run++) {
        uint64_t random = run;
        pile p, q;
        pile_init(&p);
        pile_init(&q);
        uint32_t at[N];
        random_family(&p, &random, N, 150, 8);
        for (uint32_t i = 0; i < N; i++) {
            at[i] = (i * 5 + (uint32_t)run) % N;
            pile_add(&q, "", NULL, NULL, p.articles[at[i]].text);
        }
        pile_run(&p, true);
        pile_run(&q, true);
        uint32_t n = n_not_alike(&p, &q, at);
        if (n)
            print_message("# run %u: %u tokens stand elsewhere\n", (unsigned)run, n);
        n_differ += n > 0;
        arena_deinit(&p.a);
        arena_deinit(&q.a);
    }
    assert_int_equal(n_differ, 0);
}

/* The most that is worked on with the full method. */
static void test_sixty_witnesses(void **state)
{
    (void)state;
    uint64_t random = 6;
    pile p;
    pile_init(&p);
    random_family(&p, &random, 60, 400, 4);
    clock_t start = clock();
    pile_run(&p, true);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    print_message("# 60 witnesses of 400 words: %.2f s\n", took);
    assert_true(took < 60);
    check_family(&p, &p.families.families[0]);
    arena_deinit(&p.a);
}

/* One word for ever, and words in no order: nothing anchors, nothing may take for ever.
 */
static void test_crafted(void **state)
{
    (void)state;
    uint64_t random = 10;
    pile p;
    pile_init(&p);
    buf b;
    buf_init(&b, &p.a);
    for (uint32_t i = 0; i < 20000; i++)
        buf_add_str(&b, "soldier ");
    slice few = random_prose(&p.a, &random, 3000, 4);
    for (uint32_t i = 0; i < 3; i++)
        pile_add(&p, "", NULL, NULL, buf_slice(&b));
    pile_add(&p, "", NULL, NULL, few);
    pile_add(&p, "", NULL, NULL, random_prose(&p.a, &random, 3000, 4));
    clock_t start = clock();
    pile_run(&p, true);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    print_message("# crafted: %.2f s\n", took);
    assert_true(took < 60);
    check_family(&p, &p.families.families[0]);
    arena_deinit(&p.a);
}

typedef struct {
    arena *a;
    const pile *from;
    pile with;
} attempt;

static void run_again(void *job)
{
    attempt *t = job;
    const pile *p = t->from;
    match_texts(t->a, p->texts, p->n, 1, &t->with.matched);
    family_group(t->a, p->n, &t->with.matched, false, &t->with.families);
    for (uint32_t f = 0; f < t->with.families.n_families; f++) {
        family_collate(t->a, p->texts, &t->with.families.families[f]);
        family_stemma(t->a, p->articles, p->texts, &t->with.matched, &t->with.families,
                      f);
    }
}

/* Whatever request fails, the guard comes back; the sanitizers see leaks. */
static void test_out_of_memory(void **state)
{
    (void)state;
    uint64_t random = 12;
    static pile p;
    static attempt job;
    pile_init(&p);
    slice base = random_prose(&p.a, &random, 60, 3000);
    for (uint32_t i = 0; i < 3; i++)
        pile_add(&p, i ? "Orlo Post" : "Harvel News", i ? "2031-05-06" : NULL,
                 i ? "Reuters" : NULL, edited_copy(&p.a, &random, base, 5 * i));
    bool done = false;
    long n = 0;
    for (; !done; n += n < 200 ? 1 : 17) {
        arena a;
        arena_init(&a);
        job = (attempt){.a = &a, .from = &p};
        mem_fail_after(n);
        done = arena_guard(&a, run_again, &job);
        mem_fail_after(-1);
        if (done)
            assert_int_equal(job.with.families.n_families, 1);
        arena_deinit(&a);
    }
    assert_true(n > 50);
    arena_deinit(&p.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_families),
        cmocka_unit_test(test_strangers),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_alignment_is_found),
        cmocka_unit_test(test_cut_and_rewritten_lead),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_sixty_witnesses),
        cmocka_unit_test(test_crafted),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("collate", tests, NULL, NULL);
}
