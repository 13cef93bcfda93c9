/* The calendar behind the dates: against a slow count of days. */
#include "facts/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static void counts_every_day(void **state)
{
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t n = day_number(1, 1, 1);
    int weekday = day_weekday(n);
    assert_int_equal(weekday, 0); // 0001-01-01 was a Monday
    for (int y = 1; y <= 2400; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= days[m - 1] + (m == 2 && leap(y)); d++, n++) {
                assert_int_equal(day_number(y, m, d), n);
                civil_date c = civil_of(n);
                assert_true(c.year == y && c.month == m && c.day == d);
                assert_int_equal(day_weekday(n), weekday);
                weekday = (weekday + 1) % 7;
            }
    assert_int_equal(day_number(1970, 1, 1), 0);
}

static void knows_what_exists(void **state)
{
    (void)state;
    assert_true(civil_valid(2032, 2, 29));
    assert_false(civil_valid(2031, 2, 29));
    assert_false(civil_valid(2031, 13, 1));
    assert_false(civil_valid(2031, 4, 31));
    assert_false(civil_valid(0, 4, 1));
    assert_false(civil_valid(10000, 4, 1));
}

static void expect(arena *a, period p, const char *want)
{
    slice s = period_format(a, p);
    assert_string_equal(arena_str(a, s), want);
}

static void prints_periods(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    int32_t day = day_number(2031, 5, 8); // a Thursday
    expect(&a, period_of(PERIOD_DAY, day), "2031-05-08");
    expect(&a, period_of(PERIOD_WEEK, day), "2031-W19");
    expect(&a, period_of(PERIOD_WEEKEND, day), "2031-05-10/2031-05-11");
    expect(&a, period_of(PERIOD_MONTH, day), "2031-05");
    expect(&a, period_of(PERIOD_QUARTER, day), "2031-04/2031-06");
    expect(&a, period_of(PERIOD_YEAR, day), "2031");
    expect(&a, period_of(PERIOD_DECADE, day), "2030/2039");
    expect(&a, period_of(PERIOD_CENTURY, day), "2001/2100");
    // the week belongs to the year of its Thursday
    expect(&a, period_of(PERIOD_WEEK, day_number(2027, 1, 1)), "2026-W53");
    expect(&a, period_of(PERIOD_WEEK, day_number(2024, 12, 31)), "2025-W01");
    arena_deinit(&a);
}

static void shifts_within_the_calendar(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    period p = period_of(PERIOD_MONTH, day_number(2031, 1, 31)), to;
    assert_true(period_shift(p, -1, &to));
    expect(&a, to, "2030-12");
    assert_true(period_shift(p, 14, &to));
    expect(&a, to, "2032-03");
    assert_false(period_shift(p, 4000000, &to));
    assert_false(period_shift(p, INT32_MIN, &to));
    assert_false(period_shift(period_of(PERIOD_DAY, day_number(1, 1, 1)), -1, &to));
    assert_false(period_shift(period_of(PERIOD_WEEK, day_number(9999, 12, 25)), 1, &to));
    arena_deinit(&a);
}

static void reads_iso(void **state)
{
    (void)state;
    period p;
    assert_true(period_parse(SLICE("2031-05-08T11:57Z"), &p));
    assert_int_equal(p.unit, PERIOD_DAY);
    assert_int_equal(p.first, day_number(2031, 5, 8));
    assert_true(period_parse(SLICE("2031-05"), &p));
    assert_int_equal(p.unit, PERIOD_MONTH);
    assert_true(period_parse(SLICE("2031"), &p));
    assert_int_equal(p.unit, PERIOD_YEAR);
    static const char *const bad[] = {"",        "20",         "2031-",       "2031-5",
                                      "2031-13", "2031-02-30", "2031-05-08x", "2031T10",
                                      "--05-08", "0000-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(period_parse(slice_of_str(bad[i]), &p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_every_day), cmocka_unit_test(knows_what_exists),
        cmocka_unit_test(prints_periods),   cmocka_unit_test(shifts_within_the_calendar),
        cmocka_unit_test(reads_iso),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
