/* The days of a page against what can be seen by looking at every candidate. */
#include "check.h"

#include "article/date_days.h"
#include "article/date_ranks.h"
#include "article/page.h"

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static const int ranks[] = {RANK_JSON,           RANK_META,         RANK_URL,
                            RANK_TIME_PUBLISHED, RANK_META_OTHER,   RANK_MARK_PUBLISHED,
                            RANK_LABEL,          RANK_JSON_PAGE,    RANK_TIME_NEAR,
                            RANK_MARK_NEAR,      RANK_META_VAGUE,   RANK_LINE_NEAR,
                            RANK_NEAR,           RANK_JSON_CREATED, RANK_JSON_MODIFIED,
                            RANK_META_MODIFIED,  RANK_UPDATED,      RANK_LINE_UPDATED,
                            RANK_DATELINE,       RANK_TIME,         RANK_MARK,
                            RANK_LINE,           RANK_SCRIPT,       RANK_WORDS,
                            RANK_PICTURE,        RANK_TOP,          RANK_SCRIPT_DATE,
                            RANK_LONG_LINE,      RANK_FAR,          RANK_GLUED};

static page random_page(uint64_t *seed, uint32_t most)
{
    static const char *const values[] = {"2019-05-09", "2019-05-09T08:00",
                                         "2019-05-09T08:00Z"};
    enum { N_RANKS = sizeof ranks / sizeof *ranks };
    page p = {.out = &out, .tmp = &out, .html = true};
    uint32_t n = next_random(seed) % most, days = 1 + next_random(seed) % 9;
    // Some pages have few kinds of places
    uint32_t from = next_random(seed) % N_RANKS,
             kinds = 1 + next_random(seed) % (N_RANKS - from);
    for (uint32_t i = 0; i < n; i++)
        published_add(
            &p, slice_of_str(values[next_random(seed) % 3]),
            next_random(seed) % 12 == 0 ? INT64_MIN
                                        : 18000 + (int64_t)(next_random(seed) % days),
            SLICE("where"), SLICE("what"), ranks[from + next_random(seed) % kinds],
            next_random(seed) % 6 == 0 ? "refused" : NULL);
    return p;
}

static bool is_one_of(int rank, const int *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (of[i] == rank)
            return true;
    return false;
}

static const int stated[] = {RANK_JSON,       RANK_META,           RANK_TIME_PUBLISHED,
                             RANK_META_OTHER, RANK_MARK_PUBLISHED, RANK_LABEL,
                             RANK_JSON_PAGE};
static const int update[] = {RANK_JSON_MODIFIED, RANK_META_MODIFIED, RANK_UPDATED,
                             RANK_LINE_UPDATED};
static const int bare[] = {RANK_LINE_NEAR, RANK_NEAR,      RANK_LINE, RANK_TOP,
                           RANK_FAR,       RANK_LONG_LINE, RANK_GLUED};
static const int unlabelled[] = {RANK_LINE_NEAR, RANK_NEAR,      RANK_LINE,     RANK_TOP,
                                 RANK_FAR,       RANK_LONG_LINE, RANK_GLUED,    RANK_TIME,
                                 RANK_TIME_NEAR, RANK_MARK,      RANK_MARK_NEAR};
#define ONE_OF(rank, list) is_one_of(rank, list, sizeof(list) / sizeof *(list))

static bool counts(const stated_date *d)
{
    return !d->refuse && d->day != INT64_MIN;
}

/* The last day that is stated, or else that of the address. */
static int64_t last_stated(const page *p)
{
    int64_t last = INT64_MIN, address = INT64_MIN;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (counts(d) && ONE_OF(d->rank, stated) && d->day > last)
            last = d->day;
        if (counts(d) && d->rank == RANK_URL && d->day > address)
            address = d->day;
    }
    return last != INT64_MIN ? last : address;
}

/* Is the day to be weighed? Its best candidate goes to *best. */
static bool is_weighed(const page *p, int64_t day, uint32_t *best)
{
    int64_t last = last_stated(p);
    bool found = false, more_than_update = false, more_than_visit = false;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (!counts(d) || d->day != day)
            continue;
        if (!found || d->rank > p->dates.v[*best].rank)
            *best = i;
        found = true;
        more_than_update |= !ONE_OF(d->rank, update);
        more_than_visit |=
            day > last ? !ONE_OF(d->rank, unlabelled) : !ONE_OF(d->rank, bare);
    }
    return found && (last == INT64_MIN || (more_than_update && more_than_visit));
}

static void check_page(const page *p)
{
    page_days days = date_days_of(p);
    uint32_t n = 0;
    for (int64_t day = 17998; day < 18012; day++) {
        uint32_t best = 0;
        const page_day *found = date_days_find(&days, day);
        if (!is_weighed(p, day, &best)) {
            assert_null(found);
            continue;
        }
        assert_ptr_equal(found, &days.v[n]);
        assert_int_equal(found->day, day);
        assert_int_equal(found->best, best);
        assert_int_equal(found->has[DAY_RANK], p->dates.v[best].rank);
        n++;
    }
    assert_int_equal(days.n, n);
    if (n == 0)
        return;
    const page_day *best = &days.v[date_days_best(&days)];
    for (uint32_t i = 0; i < n; i++) {
        const page_day *other = &days.v[i];
        int32_t score = 0;
        for (unsigned k = 0; k < N_DAY_FEATURES; k++)
            score += date_weights[k] * other->has[k];
        assert_int_equal(score, other->score);
        assert_true(score < best->score || other >= best);
        assert_true(score <= best->score);
        if (score < best->score) {
            slice why = date_days_why(&out, best, other);
            assert_true(contains(why, "for that day: ") ||
                        contains(why, "against this one: "));
        }
    }
}

static void test_random_pages(void **state)
{
    (void)state;
    uint64_t seed = 20190509;
    for (unsigned round = 0; round < 4000; round++) {
        page p = random_page(&seed, round % 2 ? 6 : 40);
        check_page(&p);
    }
}

/* Whatever the order of the candidates, but for the first of them, the day is the same.
 */
static void test_order_does_not_matter(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (unsigned round = 0; round < 1000; round++) {
        page p = random_page(&seed, 20);
        if (p.dates.n < 3)
            continue;
        page_days days = date_days_of(&p);
        int64_t day = days.n ? days.v[date_days_best(&days)].day : 0;
        for (uint32_t i = p.dates.n - 1; i > 1; i--) {
            uint32_t with = 1 + next_random(&seed) % i;
            stated_date d = p.dates.v[i];
            p.dates.v[i] = p.dates.v[with];
            p.dates.v[with] = d;
        }
        if (p.dates.v[0].refuse || p.dates.v[0].day == INT64_MIN ||
            !date_days_find(&days, p.dates.v[0].day))
            continue;
        page_days again = date_days_of(&p);
        assert_int_equal(again.n, days.n);
        assert_int_equal(again.v[date_days_best(&again)].day, day);
    }
}

/* What only the day of the visit or of an update has never goes before a day that is
 * stated, and nothing that says so little speaks for a day. */
static void test_the_visit_never_wins(void **state)
{
    (void)state;
    static const day_feature never[] = {DAY_TOP, DAY_GLUED, DAY_FAR, DAY_UPDATED,
                                        DAY_ADDRESS_ONLY};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_true(date_weights[never[i]] <= 0);
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
        for (size_t k = 0; k < sizeof unlabelled / sizeof *unlabelled; k++) {
            page p = {.out = &out, .tmp = &out, .html = true};
            published_add(&p, SLICE("2019-05-09"), 18025, SLICE("a"), SLICE("a"),
                          stated[i], NULL);
            published_add(&p, SLICE("2019-06-09"), 18056, SLICE("b"), SLICE("b"),
                          unlabelled[k], NULL);
            published_add(&p, SLICE("2019-06-09"), 18056, SLICE("b"), SLICE("b"),
                          RANK_LINE_NEAR, NULL);
            page_days days = date_days_of(&p);
            assert_int_equal(days.n, 1);
            assert_int_equal(days.v[0].day, 18025);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_random_pages),
        TEST(test_order_does_not_matter),
        TEST(test_the_visit_never_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
