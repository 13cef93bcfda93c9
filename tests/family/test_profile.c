/* Alignment against what is known: copies made word by word, so that it can be said which
 * words of two of them are the same word of the first text. */
#include "pile.h"

#include "family/profile.h"

enum { MOST_COPIES = 24, SENTENCE = 14, CUT = UINT32_MAX };

/* A copy: its words, and which word of the first text each is (or a number of its own).
 */
typedef struct {
    slice *words;
    uint32_t *origin;
    uint32_t n;
} word_list;

typedef struct {
    arena a;
    uint64_t random;
    uint32_t n_origins;
    word_list copies[MOST_COPIES];
    uint32_t n_copies;
} copying;

static slice random_word(copying *c)
{
    static const char *const common[] = {"the", "of", "and", "to",  "in",  "a",
                                         "on",  "at", "for", "was", "with"};
    if (random_below(&c->random, 100) < 40)
        return slice_of_str(common[random_below(&c->random, 11)]);
    uint64_t n = random_below(&c->random, 3000);
    return arena_format(&c->a, "%c%c%c%c%c", (char)('b' + n % 23), "aeiou"[n / 23 % 5],
                        (char)('c' + n / 115 % 19), "aeiou"[n / 2185 % 5],
                        (char)('d' + n % 7));
}

static void push(copying *c, word_list *to, slice word, uint32_t origin)
{
    (void)c;
    to->words[to->n] = word;
    to->origin[to->n++] = origin;
}

static word_list new_list(copying *c, uint32_t most)
{
    return (word_list){arena_array(&c->a, slice, most),
                       arena_array(&c->a, uint32_t, most), 0};
}

static void first_text(copying *c, uint32_t n_words)
{
    c->copies[0] = new_list(c, n_words + 1);
    for (uint32_t i = 0; i < n_words; i++)
        push(c, &c->copies[0], i % SENTENCE == SENTENCE - 1 ? SLICE(".") : random_word(c),
             c->n_origins++);
    c->n_copies = 1;
}

/* Words replaced, left out and put in, `percent` of each kind's share; now and then a
 * sentence cut. */
static void copy_from(copying *c, const word_list *from, uint32_t percent)
{
    word_list to = new_list(c, 2 * from->n + 1);
    bool cut = false;
    for (uint32_t i = 0; i < from->n; i++) {
        bool stop = slice_eq(from->words[i], SLICE("."));
        if (i == 0 || slice_eq(from->words[i - 1], SLICE(".")))
            cut = random_below(&c->random, 100) < percent / 2;
        if (cut)
            continue;
        uint32_t edit = stop ? 100 : random_below(&c->random, 100);
        if (edit < percent * 2 / 3)
            push(c, &to, random_word(c), c->n_origins++);
        else if (edit >= percent * 5 / 6 || edit >= percent)
            push(c, &to, from->words[i], from->origin[i]);
        if (!stop && random_below(&c->random, 600) < percent)
            push(c, &to, random_word(c), c->n_origins++);
    }
    c->copies[c->n_copies++] = to;
}

static slice text_of(copying *c, const word_list *list)
{
    buf b;
    buf_init(&b, &c->a);
    for (uint32_t i = 0; i < list->n; i++) {
        if (i > 0 && !slice_eq(list->words[i], SLICE(".")))
            buf_add_byte(&b, ' ');
        buf_add(&b, list->words[i]);
    }
    return buf_slice(&b);
}

typedef struct {
    uint64_t same, together, both; // pairs of words
} found_pairs;

/* Pairs of words of two copies that are one word of the first text; that stand in one
 * column; and both. */
static void count_pairs(const copying *c, const collation *found, uint32_t v, uint32_t w,
                        found_pairs *pairs)
{
    const word_list *a = &c->copies[v], *b = &c->copies[w];
    uint32_t *at = calloc(c->n_origins, sizeof *at); // + 1
    assert_non_null(at);
    for (uint32_t i = 0; i < a->n; i++)
        at[a->origin[i]] = i + 1;
    for (uint32_t k = 0, i = 0; k < b->n; k++) {
        while (i < a->n && found->columns[v][i] < found->columns[w][k])
            i++;
        bool together = i < a->n && found->columns[v][i] == found->columns[w][k];
        pairs->same += at[b->origin[k]] != 0;
        pairs->together += together && slice_eq(a->words[i], b->words[k]);
        pairs->both += together && at[b->origin[k]] == i + 1;
    }
    free(at);
}

static found_pairs collate_copies(uint64_t seed, uint32_t n_copies, uint32_t n_words,
                                  uint32_t percent, bool chain)
{
    static copying c;
    static pile p;
    memset(&c, 0, sizeof c);
    arena_init(&c.a);
    c.random = seed;
    first_text(&c, n_words);
    while (c.n_copies < n_copies)
        copy_from(&c, &c.copies[chain ? random_below(&c.random, c.n_copies) : 0],
                  percent);
    pile_init(&p);
    uint32_t witnesses[MOST_COPIES];
    for (uint32_t i = 0; i < n_copies; i++) {
        witnesses[i] = pile_add(&p, "", NULL, NULL, text_of(&c, &c.copies[i]));
        assert_int_equal(p.texts[i].n_tokens, c.copies[i].n);
    }
    family f = {.witnesses = witnesses, .n_witnesses = n_copies};
    family_collate(&p.a, p.texts, &f);
    check_rows(&p, &f);
    found_pairs pairs = {0};
    for (uint32_t w = 0; w < n_copies; w++)
        for (uint32_t v = 0; v < w; v++)
            count_pairs(&c, &f.collated, v, w, &pairs);
    arena_deinit(&p.a);
    arena_deinit(&c.a);
    return pairs;
}

static void check_copies(uint32_t n_copies, uint32_t n_words, uint32_t percent,
                         bool chain, double least_recall, double least_precision)
{
    found_pairs sum = {0};
    for (uint64_t seed = 1; seed <= 6; seed++) {
        found_pairs one = collate_copies(seed, n_copies, n_words, percent, chain);
        sum.same += one.same;
        sum.together += one.together;
        sum.both += one.both;
    }
    double recall = (double)sum.both / (double)sum.same,
           precision = (double)sum.both / (double)sum.together;
    print_message("# %u copies of %u words, %u %% edited%s: of the words that are the "
                  "same %.4f found, of those found %.4f right\n",
                  n_copies, n_words, percent, chain ? ", copies of copies" : "", recall,
                  precision);
    assert_true(recall >= least_recall);
    assert_true(precision >= least_precision);
}

static void test_known_copies(void **state)
{
    (void)state;
    check_copies(2, 400, 5, false, .98, .99);
    check_copies(2, 400, 20, false, .9, .97);
    check_copies(5, 400, 10, true, .97, .98);
    check_copies(10, 400, 10, true, .97, .98);
    check_copies(20, 400, 5, false, .97, .98);
    check_copies(20, 400, 20, false, .85, .95);
}

/* The slow, obviously right way: one table over all of both texts, no anchors. */
static uint32_t n_by_table(arena *a, profile *p, profile_pairs *pairs)
{
    profile_gap all = {0, p->n_columns, 0, p->texts[1]->n_tokens};
    profile_fill(a, p, 1, all, pairs);
    profile_tidy(a, p, 1, pairs);
    uint32_t n = 0;
    for (uint32_t k = 0; k < pairs->n; k++)
        n += pairs->v[k].same;
    return n;
}

static void test_against_table(void **state)
{
    (void)state;
    uint32_t n_table = 0, n_alike = 0, n_ours = 0;
    for (uint64_t run = 1; run <= 20; run++) {
        static copying c;
        static pile p;
        memset(&c, 0, sizeof c);
        arena_init(&c.a);
        pile_init(&p);
        c.random = run;
        first_text(&c, 300);
        copy_from(&c, &c.copies[0], (uint32_t)run + 3);
        uint32_t witnesses[2];
        for (uint32_t i = 0; i < 2; i++)
            witnesses[i] = pile_add(&p, "", NULL, NULL, text_of(&c, &c.copies[i]));
        profile ours, table;
        profile_init(&p.a, &ours, p.texts, witnesses, 2);
        (void)profile_guide(&p.a, &ours);
        profile_add(&ours, 0);
        profile_add(&ours, 1);
        profile_init(&p.a, &table, p.texts, witnesses, 2);
        (void)profile_guide(&p.a, &table);
        profile_add(&table, 0);
        profile_pairs pairs = {0};
        n_table += n_by_table(&p.a, &table, &pairs);
        for (uint32_t k = 0; k < pairs.n; k++)
            n_alike += pairs.v[k].same &&
                       ours.columns[0][pairs.v[k].i] == ours.columns[1][pairs.v[k].j];
        for (uint32_t i = 0; i < ours.n_columns; i++)
            n_ours += ours.all[ours.order[i]].n_members == 2;
        arena_deinit(&p.a);
        arena_deinit(&c.a);
    }
    print_message("# of %u pairs by one table %u found, %u in all\n", n_table, n_alike,
                  n_ours);
    assert_true(n_alike * 1000.0 >= n_table * 990.0);
    assert_true(n_alike * 1000.0 >= n_ours * 990.0);
}

/* Taken out and put in again, a member leaves nothing behind. */
static void test_in_and_out(void **state)
{
    (void)state;
    static copying c;
    static pile p;
    memset(&c, 0, sizeof c);
    arena_init(&c.a);
    pile_init(&p);
    c.random = 3;
    first_text(&c, 200);
    uint32_t witnesses[6];
    while (c.n_copies < 6)
        copy_from(&c, &c.copies[c.n_copies - 1], 15);
    for (uint32_t i = 0; i < 6; i++)
        witnesses[i] = pile_add(&p, "", NULL, NULL, text_of(&c, &c.copies[i]));
    profile q;
    profile_init(&p.a, &q, p.texts, witnesses, 6);
    uint32_t *order = profile_guide(&p.a, &q);
    for (uint32_t k = 0; k < 6; k++)
        profile_add(&q, order[k]);
    for (uint32_t k = 0; k < 60; k++) {
        uint32_t m = random_below(&c.random, 6);
        profile_remove(&q, m);
        profile_add(&q, m);
        uint32_t n = 0;
        for (uint32_t i = 0; i < q.n_columns; i++) {
            const profile_column *here = &q.all[q.order[i]];
            uint32_t n_words = 0;
            for (uint32_t v = here->first; v != PROFILE_NONE; v = q.variants[v].next)
                n_words += q.variants[v].n;
            assert_int_equal(n_words, here->n_members);
            assert_true(here->n_members > 0 && here->n_members <= 6);
            assert_int_equal(q.place[q.order[i]], i);
            n += n_words;
        }
        for (uint32_t i = 0; i < 6; i++)
            n -= q.texts[i]->n_tokens;
        assert_int_equal(n, 0);
    }
    for (uint32_t m = 0; m < 6; m++)
        profile_remove(&q, m);
    assert_int_equal(q.n_columns, 0);
    for (uint32_t i = 0; i < q.grams.n; i++)
        assert_true(q.grams.v[i].n == 0 && q.grams.v[i].n_other == 0);
    arena_deinit(&p.a);
    arena_deinit(&c.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_copies),

        cmocka_unit_test(test_against_table),
        cmocka_unit_test(test_in_and_out),
    };
    return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
