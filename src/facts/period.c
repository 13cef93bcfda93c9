#include "facts/period.h"

enum { YEAR_MAX = 9999 };

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool civil_valid(int year, int month, int day)
{
    return year >= 1 && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in(year, month);
}

/* Counted in years that begin in March, so that the leap day is a year's last. */
int32_t day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

civil_date civil_of(int32_t number)
{
    int z = number + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    int day = of_year - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    return (civil_date){year + era * 400 + (month <= 2), month, day};
}

int day_weekday(int32_t day)
{
    int w = (day + 3) % 7; // 1970-01-01 was a Thursday
    return w < 0 ? w + 7 : w;
}

/* Months from `first` (counted from year 0) on, `n` of them. */
static period months(period_unit unit, int first, int n)
{
    int end = first + n;
    return (period){unit, day_number(first / 12, first % 12 + 1, 1),
                    day_number(end / 12, end % 12 + 1, 1) - 1};
}

static int months_of(period_unit unit)
{
    switch (unit) {
    case PERIOD_MONTH:
        return 1;
    case PERIOD_QUARTER:
        return 3;
    case PERIOD_HALF:
        return 6;
    case PERIOD_YEAR:
        return 12;
    case PERIOD_DECADE:
        return 120;
    case PERIOD_CENTURY:
        return 1200;
    default:
        return 0;
    }
}

period period_of(period_unit unit, int32_t day)
{
    int32_t monday = day - day_weekday(day);
    switch (unit) {
    case PERIOD_DAY:
        return (period){unit, day, day};
    case PERIOD_WEEK:
        return (period){unit, monday, monday + 6};
    case PERIOD_WEEKEND:
        return (period){unit, monday + 5, monday + 6};
    default: {
        civil_date d = civil_of(day);
        int size = months_of(unit);
        int at = d.year * 12 + d.month - 1;
        if (unit == PERIOD_CENTURY)
            at -= 12; // centuries begin with their year 1
        at -= at % size;
        return months(unit, unit == PERIOD_CENTURY ? at + 12 : at, size);
    }
    }
}

bool period_shift(period p, int n, period *to)
{
    if (n < -4000000 || n > 4000000)
        return false;
    int size = months_of(p.unit);
    if (size) {
        civil_date d = civil_of(p.first);
        int64_t first = (int64_t)d.year * 12 + d.month - 1 + (int64_t)n * size;
        if (first < 12 || first + size > (int64_t)12 * YEAR_MAX)
            return false;
        *to = months(p.unit, (int)first, size);
        return true;
    }
    int64_t days = (int64_t)n * (p.unit == PERIOD_DAY ? 1 : 7);
    if (p.first + days < day_number(1, 1, 1) ||
        p.last + days > day_number(YEAR_MAX, 12, 31))
        return false;
    *to = (period){p.unit, (int32_t)(p.first + days), (int32_t)(p.last + days)};
    return true;
}

static slice format_week(arena *out, int32_t monday)
{
    int year = civil_of(monday + 3).year; // a week is its Thursday's year's
    int32_t first = day_number(year, 1, 4);
    first -= day_weekday(first);
    return arena_format(out, "%04d-W%02d", year, (int)(monday - first) / 7 + 1);
}

slice period_format(arena *out, period p)
{
    civil_date a = civil_of(p.first), b = civil_of(p.last);
    switch (p.unit) {
    case PERIOD_DAY:
        return arena_format(out, "%04d-%02d-%02d", a.year, a.month, a.day);
    case PERIOD_WEEK:
        return format_week(out, p.first);
    case PERIOD_MONTH:
        return arena_format(out, "%04d-%02d", a.year, a.month);
    case PERIOD_QUARTER:
    case PERIOD_HALF:
        return arena_format(out, "%04d-%02d/%04d-%02d", a.year, a.month, b.year, b.month);
    case PERIOD_YEAR:
        return arena_format(out, "%04d", a.year);
    case PERIOD_DECADE:
    case PERIOD_CENTURY:
        return arena_format(out, "%04d/%04d", a.year, b.year);
    default:
        return arena_format(out, "%04d-%02d-%02d/%04d-%02d-%02d", a.year, a.month, a.day,
                            b.year, b.month, b.day);
    }
}

/* Exactly `digits` digits at *at. */
static bool take_number(slice s, size_t *at, size_t digits, int *to)
{
    if (*at + digits > s.len)
        return false;
    int n = 0;
    for (size_t i = *at; i < *at + digits; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        n = n * 10 + (s.ptr[i] - '0');
    }
    *at += digits;
    *to = n;
    return true;
}

bool period_parse(slice iso, period *to)
{
    size_t at = 0;
    int year, month = 1, day = 1;
    period_unit unit = PERIOD_YEAR;
    if (!take_number(iso, &at, 4, &year))
        return false;
    if (at < iso.len && iso.ptr[at] == '-') {
        at++;
        if (!take_number(iso, &at, 2, &month))
            return false;
        unit = PERIOD_MONTH;
        if (at < iso.len && iso.ptr[at] == '-') {
            at++;
            if (!take_number(iso, &at, 2, &day))
                return false;
            unit = PERIOD_DAY;
        }
    }
    bool rest = at < iso.len;
    if (rest && !(unit == PERIOD_DAY && (iso.ptr[at] == 'T' || iso.ptr[at] == ' ')))
        return false;
    if (!civil_valid(year, month, day))
        return false;
    *to = period_of(unit, day_number(year, month, day));
    return true;
}
