// Groups of tied texts, on small worlds in which a text is a set of passages and all that
// grouping asks can be counted.
#include "../text/support.h"

#include "family/tied.h"

enum { MOST_TEXTS = 4000, MOST_TIES = 60000 };

static const float LEAST = 0.3f;

typedef struct {
    uint64_t passages[MOST_TEXTS];
    uint32_t n;
    text_tie ties[MOST_TIES];
    size_t n_ties;
    uint64_t n_asked; // how often grouping had two texts compared
} world;

static uint32_t count(uint64_t set)
{
    uint32_t n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static uint32_t least_of(uint32_t x, uint32_t y)
{
    return x < y ? x : y;
}

static float share_in(const world *w, uint32_t a, uint32_t b)
{
    uint64_t x = w->passages[a], y = w->passages[b];
    uint32_t shorter = least_of(count(x), count(y));
    return shorter ? (float)count(x & y) / (float)shorter : 0;
}

static float share(const void *ctx, uint32_t a, uint32_t b)
{
    world *w = (world *)(uintptr_t)ctx;
    w->n_asked++;
    assert_true(a < w->n && b < w->n && a != b);
    return share_in(w, a, b);
}

static uint64_t passages(uint32_t first, uint32_t last)
{
    uint64_t set = 0;
    for (; first < last; first++)
        set |= (uint64_t)1 << first;
    return set;
}

static uint32_t add_text(world *w, uint64_t set)
{
    assert_true(w->n < MOST_TEXTS);
    w->passages[w->n] = set;
    return w->n++;
}

/* Of n things in a row, each is in so many of the 32 parts. */
static uint32_t parts_of(uint64_t set, uint64_t both)
{
    uint32_t n = count(set), parts = 0, i = 0;
    for (uint32_t bit = 0; bit < 64; bit++) {
        if (!(set >> bit & 1))
            continue;
        for (uint32_t k = 0; k < 32 && both >> bit & 1; k++)
            parts |= (uint32_t)((2 * k + 1) * n / 64 == i) << k;
        i++;
    }
    return parts;
}

static float common(const void *ctx, uint32_t a, uint32_t parts_a, uint32_t b,
                    uint32_t parts_b)
{
    world *w = (world *)(uintptr_t)ctx;
    w->n_asked++;
    uint64_t x = w->passages[a], y = w->passages[b], both = x & y, in_both = 0;
    for (uint64_t left = both; left; left &= left - 1) {
        uint64_t one = left & (~left + 1);
        if (parts_of(x, one) & parts_a && parts_of(y, one) & parts_b)
            in_both |= one;
    }
    return both ? (float)count(in_both) / (float)count(both) : 0;
}

static void add_tie(world *w, uint32_t a, uint32_t b)
{
    assert_true(w->n_ties < MOST_TIES);
    uint64_t both = w->passages[a] & w->passages[b];
    w->ties[w->n_ties++] = (text_tie){a,
                                      b,
                                      share_in(w, a, b),
                                      parts_of(w->passages[a], both),
                                      parts_of(w->passages[b], both),
                                      false};
}

static void tie_all(world *w)
{
    w->n_ties = 0;
    for (uint32_t a = 0; a < w->n; a++)
        for (uint32_t b = a + 1; b < w->n; b++)
            if (share_in(w, a, b) >= LEAST)
                add_tie(w, a, b);
}

static tied_result group(arena *mem, world *w)
{
    tied_input in = {w->n, w->ties, w->n_ties, LEAST, share, common, w};
    w->n_asked = 0;
    tied_result r;
    tied_group(mem, &in, &r);
    return r;
}

static bool has_second(const tied_result *r, uint32_t text_number, uint32_t family)
{
    for (uint32_t i = 0; i < r->n_seconds; i++)
        if (r->seconds[i].text == text_number && r->family_of[r->seconds[i].of] == family)
            return true;
    return false;
}

/* What holds for every grouping. */
static void check(const world *w, const tied_result *r)
{
    uint32_t next = 0, n_members = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t f = r->family_of[i];
        if (f == TIED_NONE)
            continue;
        n_members++;
        assert_true(f <= next); // numbered by their first texts
        next += f == next;
    }
    assert_int_equal(next, r->n_families);
    assert_int_equal(r->first_of[r->n_families], n_members);
    for (uint32_t f = 0; f < r->n_families; f++) {
        const uint32_t *members = &r->members[r->first_of[f]];
        uint32_t n = r->sizes[f];
        assert_int_equal(r->first_of[f + 1] - r->first_of[f], n);
        assert_true(n >= 2);
        float least = 1;
        for (uint32_t i = 0; i < n; i++) {
            assert_int_equal(r->family_of[members[i]], f);
            if (i)
                assert_true(members[i] > members[i - 1]);
            for (uint32_t k = 0; k < i; k++) {
                float s = share_in(w, members[i], members[k]);
                least = s < least ? s : least;
            }
        }
        if (n <= TIED_ALL_PAIRS)
            assert_true(r->least_share[f] == least);
        assert_true(r->least_share[f] >= least && r->least_share[f] <= 1);
    }
    for (uint32_t i = 0; i < r->n_seconds; i++) {
        const second_source *s = &r->seconds[i];
        assert_true(i == 0 || r->seconds[i - 1].text <= s->text);
        uint32_t f = r->family_of[s->text];
        assert_true(f == TIED_NONE || f != r->family_of[s->of]);
        assert_true(s->share >= LEAST);
    }
}

/* All of a family hangs together by ties. */
static void check_connected(const world *w, const tied_result *r)
{
    static uint32_t root[MOST_TEXTS];
    for (uint32_t i = 0; i < w->n; i++)
        root[i] = i;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < w->n_ties; i++) {
            uint32_t a = w->ties[i].a, b = w->ties[i].b;
            if (r->family_of[a] != r->family_of[b] || root[a] == root[b])
                continue;
            root[a] = root[b] = least_of(root[a], root[b]);
            changed = true;
        }
    }
    for (uint32_t i = 0; i < w->n; i++)
        if (r->family_of[i] != TIED_NONE)
            assert_int_equal(root[i], r->members[r->first_of[r->family_of[i]]]);
}

/* Copies of one report, each without some of it. */
static void add_family(world *w, uint32_t n, uint32_t first, uint32_t last, uint64_t *rng)
{
    for (uint32_t i = 0; i < n; i++) {
        uint64_t set = passages(first, last);
        for (uint32_t k = 0; k < 3; k++)
            set &= ~((uint64_t)1 << (first + random_below(rng, last - first)));
        add_text(w, set);
    }
}

static void test_splice(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 200; seed++) {
        uint64_t rng = seed;
        arena mem;
        arena_init(&mem);
        memset(&w, 0, sizeof w);
        uint32_t n_before = random_below(&rng, 6);
        add_family(&w, 2 + n_before, 0, 20, &rng);
        add_text(&w, passages(0, 10 + random_below(&rng, 4)) | passages(20, 28));
        uint32_t splice = w.n - 1;
        add_family(&w, 3, 20, 40, &rng);
        tie_all(&w);
        tied_result r = group(&mem, &w);
        check(&w, &r);
        check_connected(&w, &r);
        assert_int_equal(r.n_families, 2);
        assert_int_equal(r.family_of[splice], 0); // of which it has more
        assert_int_equal(r.family_of[splice + 1], 1);
        assert_true(has_second(&r, splice, 1));
        for (uint32_t i = 0; i < r.n_seconds; i++) // the others have one source
            assert_int_equal(r.seconds[i].text, splice);
        arena_deinit(&mem);
    }
}

/* Many splices of the same two reports: still two families. */
static void test_many_splices(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 100; seed++) {
        uint64_t rng = seed;
        arena mem;
        arena_init(&mem);
        memset(&w, 0, sizeof w);
        add_family(&w, 6, 0, 20, &rng);
        add_family(&w, 6, 20, 40, &rng);
        uint32_t first = w.n;
        for (uint32_t i = 0; i < 3; i++)
            add_text(&w, passages(0, 14 - i) | passages(20, 28));
        tie_all(&w);
        tied_result r = group(&mem, &w);
        check(&w, &r);
        assert_int_equal(r.n_families, 2);
        for (uint32_t i = 0; i < 3; i++) {
            assert_int_equal(r.family_of[first + i], 0);
            assert_true(has_second(&r, first + i, 1));
        }
        arena_deinit(&mem);
    }
}

/* Each text has half of itself in common with the next and nothing with the one behind.
 */
static void test_chain(void **state)
{
    (void)state;
    static world w;
    for (uint32_t n = 3; n <= 6; n++) {
        arena mem;
        arena_init(&mem);
        memset(&w, 0, sizeof w);
        for (uint32_t i = 0; i < n; i++)
            add_text(&w, passages(8 * i, 8 * i + 16));
        tie_all(&w);
        assert_int_equal(w.n_ties, n - 1);
        tied_result r = group(&mem, &w);
        check(&w, &r);
        for (uint32_t f = 0; f < r.n_families; f++) {
            assert_int_equal(r.sizes[f], 2);
            assert_true(r.least_share[f] >= LEAST);
        }
        assert_int_equal(r.n_families, n / 2);
        arena_deinit(&mem);
    }
}

static void make_world(world *w, uint64_t seed)
{
    uint64_t rng = seed;
    memset(w, 0, sizeof *w);
    uint32_t n_reports = 1 + random_below(&rng, 5), last = 64 / n_reports;
    uint32_t n = 2 + random_below(&rng, 90);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t set = 0;
        uint32_t n_sources = 1 + (random_below(&rng, 6) == 0);
        for (uint32_t k = 0; k < n_sources; k++) {
            uint32_t from = last * random_below(&rng, n_reports),
                     at = random_below(&rng, last);
            uint32_t to = at + 1 + random_below(&rng, last - at);
            set |= random_below(&rng, 2) ? passages(from, from + last)
                                         : passages(from + at, from + to);
        }
        add_text(w,
                 set & (random_next(&rng) | random_next(&rng) | random_next(&rng) | 1));
        if (w->passages[w->n - 1] == 0)
            w->passages[w->n - 1] = 1;
    }
    tie_all(w);
}

static void test_random(void **state)
{
    (void)state;
    static world w;
    uint32_t n_families = 0, n_seconds = 0;
    for (uint64_t seed = 0; seed < 1500; seed++) {
        arena mem;
        arena_init(&mem);
        make_world(&w, seed);
        tied_result r = group(&mem, &w);
        check(&w, &r);
        check_connected(&w, &r);
        n_families += r.n_families;
        n_seconds += r.n_seconds;
        arena_deinit(&mem);
    }
    assert_true(n_families > 1500 && n_seconds > 500);
}

static void assert_same(const world *w, const tied_result *r, const tied_result *s)
{
    assert_int_equal(r->n_families, s->n_families);
    assert_memory_equal(r->family_of, s->family_of, w->n * sizeof *r->family_of);
    assert_int_equal(r->n_seconds, s->n_seconds);
    for (uint32_t i = 0; i < r->n_seconds; i++) {
        assert_int_equal(r->seconds[i].text, s->seconds[i].text);
        assert_int_equal(r->seconds[i].of, s->seconds[i].of);
    }
    for (uint32_t f = 0; f < r->n_families; f++)
        assert_true(r->least_share[f] == s->least_share[f]);
}

static void test_order_of_ties(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 300; seed++) {
        arena mem;
        arena_init(&mem);
        make_world(&w, seed);
        tied_result r = group(&mem, &w);
        uint64_t rng = seed;
        for (int k = 0; k < 3; k++) {
            for (size_t i = w.n_ties; i > 1; i--) {
                uint32_t other = random_below(&rng, (uint32_t)i);
                text_tie swap = w.ties[other];
                w.ties[other] = w.ties[i - 1];
                w.ties[i - 1] = swap;
            }
            tied_result s = group(&mem, &w);
            assert_same(&w, &r, &s);
        }
        arena_deinit(&mem);
    }
}

/* Of a large family each copy may be tied to the next few alone: the others were never
 * compared. It is one family all the same. */
static void test_missing_ties(void **state)
{
    (void)state;
    static world w;
    arena mem;
    arena_init(&mem);
    memset(&w, 0, sizeof w);
    uint64_t rng = 1;
    add_family(&w, 300, 0, 40, &rng);
    for (uint32_t i = 0; i < w.n; i++)
        for (uint32_t k = i + 1; k < w.n && k <= i + 2; k++)
            add_tie(&w, i, k);
    tied_result r = group(&mem, &w);
    check(&w, &r);
    assert_int_equal(r.n_families, 1);
    assert_int_equal(r.sizes[0], 300);
    assert_int_equal(r.n_seconds, 0);
    arena_deinit(&mem);
}

static void test_nothing(void **state)
{
    (void)state;
    static world w;
    arena mem;
    arena_init(&mem);
    memset(&w, 0, sizeof w);
    tied_result r = group(&mem, &w);
    check(&w, &r);
    assert_int_equal(r.n_families, 0);
    for (uint32_t i = 0; i < 5; i++)
        add_text(&w, passages(i, i + 1));
    r = group(&mem, &w);
    check(&w, &r);
    assert_int_equal(r.n_families, 0);
    arena_deinit(&mem);
}

/* The work grows with the ties: each asks for a few comparisons at most, whatever the
 * graph is made to look like. */
static void test_work(void **state)
{
    (void)state;
    static world w;
    for (uint32_t kind = 0; kind < 3; kind++) {
        arena mem;
        arena_init(&mem);
        memset(&w, 0, sizeof w);
        uint64_t rng = kind;
        uint32_t half = MOST_TEXTS / 2;
        for (uint32_t i = 0; i < MOST_TEXTS; i++)
            if (kind == 0) // two reports and very many splices of them
                add_text(&w, i % 3 == 0   ? passages(0, 20)
                             : i % 3 == 1 ? passages(20, 40)
                                          : passages(0, 12) | passages(20, 30));
            else if (kind == 1) // chains of weak links
                add_text(&w, passages(i % 6 * 8, i % 6 * 8 + 16));
            else // no rhyme or reason
                add_text(&w, random_next(&rng) | 1);
        for (uint32_t i = 0; i < MOST_TEXTS; i++)
            for (uint32_t k = 0; k < 12; k++) {
                uint32_t other = k < 6 ? i + 1 + k : (i + half + k) % MOST_TEXTS;
                if (other > i && other < MOST_TEXTS && share_in(&w, i, other) >= LEAST)
                    add_tie(&w, i, other);
            }
        tied_result r = group(&mem, &w);
        assert_true(w.n_ties > MOST_TEXTS / 2);
        if (w.n_asked > 12 * (uint64_t)w.n_ties)
            fail_msg("kind %u: %u ties ask for %u comparisons", kind, (unsigned)w.n_ties,
                     (unsigned)w.n_asked);
        assert_true(r.n_families > 0);
        arena_deinit(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splice),        cmocka_unit_test(test_many_splices),
        cmocka_unit_test(test_chain),         cmocka_unit_test(test_random),
        cmocka_unit_test(test_order_of_ties), cmocka_unit_test(test_missing_ties),
        cmocka_unit_test(test_nothing),       cmocka_unit_test(test_work),
    };
    return cmocka_run_group_tests_name("tied", tests, NULL, NULL);
}
