// Candidates by their links, counted in a table, against each text's links looked for.
#include "../text/support.h"

#include "match/links.h"

enum { MOST_LINKS = 1500 };

typedef struct {
    uint32_t links[MOST_LINKS];
    size_t n;
    const uint32_t *lengths; // of texts, over and over again
    uint32_t n_lengths;
} pile;

static uint32_t length_of(const void *ctx, uint32_t which)
{
    const pile *p = ctx;
    return p->lengths[which % p->n_lengths];
}

static int by_points(const void *left, const void *right)
{
    const linked_text *c = left, *d = right;
    if (c->points != d->points)
        return c->points > d->points ? -1 : 1;
    return (c->text > d->text) - (c->text < d->text);
}

static int by_text(const void *left, const void *right)
{
    const linked_text *c = left, *d = right;
    return (c->text > d->text) - (c->text < d->text);
}

static uint32_t slow_choose(const pile *p, uint32_t n_words, linked_text *found)
{
    uint32_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        uint32_t which = p->links[i] / 2, points = 0;
        bool seen = false;
        for (size_t k = 0; k < p->n; k++) {
            seen |= k < i && p->links[k] / 2 == which;
            points += p->links[k] / 2 == which ? 1 + p->links[k] % 2 : 0;
        }
        uint32_t least = length_of(p, which);
        least = least < n_words ? least : n_words;
        if (!seen && points >= LINKS_LEAST_POINTS && points * LINKS_POINT_WORDS >= least)
            found[n++] = (linked_text){which, points};
    }
    qsort(found, n, sizeof *found, by_points);
    n = n < LINKS_MOST_COMPARED ? n : LINKS_MOST_COMPARED;
    qsort(found, n, sizeof *found, by_text);
    return n;
}

static void check(links_chooser *c, const pile *p, uint32_t n_words, uint64_t round)
{
    static linked_text slow[MOST_LINKS];
    uint32_t n = slow_choose(p, n_words, slow);
    links_choose(c, n_words, p->links, p->n, length_of, p);
    if (c->found.n != n)
        fail_msg("round %u: %u texts chosen, not %u", (unsigned)round, c->found.n, n);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(c->found.v[i].text, slow[i].text);
        assert_int_equal(c->found.v[i].points, slow[i].points);
    }
}

static void test_choose(void **state)
{
    (void)state;
    static pile p;
    static const uint32_t lengths[] = {0, 30, 200, 450, 2000, 100000, 60};
    p.lengths = lengths;
    p.n_lengths = sizeof lengths / sizeof *lengths;
    arena a;
    arena_init(&a);
    links_chooser c;
    links_chooser_init(&c, &a);
    for (uint64_t round = 1; round < 400; round++) {
        uint64_t rng = round;
        p.n = random_below(&rng, round % 20 ? 300 : MOST_LINKS);
        uint32_t n_texts = 1 + random_below(&rng, round % 3 ? 60 : 5000);
        uint32_t first = random_below(&rng, 2) ? 0 : UINT32_MAX / 2 - n_texts;
        for (size_t i = 0; i < p.n; i++)
            p.links[i] = 2 * (first + random_below(&rng, n_texts)) +
                         (uint32_t)(random_below(&rng, 3) == 0);
        check(&c, &p, random_below(&rng, 900), round);
    }
    arena_deinit(&a);
}

/* Texts that all want one place of the table, so far as it is known how it is made: what
 * is chosen must not depend on it, nor the time that it takes. */
static void test_choose_of_crowd(void **state)
{
    (void)state;
    static pile p;
    static const uint32_t lengths[] = {100};
    p.lengths = lengths;
    p.n_lengths = 1;
    arena a;
    arena_init(&a);
    links_chooser c;
    links_chooser_init(&c, &a);
    // multiples of the inverse of the multiplier: products that are small numbers
    uint32_t inverse = 1;
    while (inverse * 0x9e3779b1u != 1)
        inverse *= 2 - inverse * 0x9e3779b1u;
    for (uint32_t i = 0; p.n + 3 < MOST_LINKS; i++) {
        uint32_t key = inverse * i;
        if (key == 0 || key > UINT32_MAX / 2)
            continue;
        for (uint32_t k = 0; k < 1 + i % 3; k++)
            p.links[p.n++] = 2 * (key - 1) + 1;
    }
    check(&c, &p, 100, 0);
    assert_non_null(c.sorted);
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choose),
        cmocka_unit_test(test_choose_of_crowd),
    };
    return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
