// Times of print: which of two is before the other, as far as it can be told.
#include "family/tree.h"

static slice date_of(slice published)
{
    return published.len >= 10 ? slice_of(published.ptr, 10) : slice_of(published.ptr, 0);
}

static bool two_digits(slice iso, size_t at, int *value)
{
    if (at + 2 > iso.len || iso.ptr[at] < '0' || iso.ptr[at] > '9' ||
        iso.ptr[at + 1] < '0' || iso.ptr[at + 1] > '9')
        return false;
    *value = (iso.ptr[at] - '0') * 10 + iso.ptr[at + 1] - '0';
    return true;
}

/* "…T19:05", "…T19:05:30Z", "…T19:05+01:00": minutes of the day, in UTC where a zone is
 * given. False where there is no time. */
static bool minutes_of(slice iso, int *minutes, bool *zoned)
{
    int hour, minute, zone_hour = 0, zone_minute = 0;
    if (iso.len < 16 || iso.ptr[10] != 'T' || !two_digits(iso, 11, &hour) ||
        !two_digits(iso, 14, &minute))
        return false;
    size_t at = 16;
    if (at < iso.len && iso.ptr[at] == ':')
        at += 3;
    *minutes = hour * 60 + minute;
    *zoned = at < iso.len;
    if (*zoned && iso.ptr[at] != 'Z') {
        if (!two_digits(iso, at + 1, &zone_hour))
            return false;
        two_digits(iso, at + (at + 3 < iso.len && iso.ptr[at + 3] == ':' ? 4 : 3),
                   &zone_minute);
        int offset = zone_hour * 60 + zone_minute;
        *minutes -= iso.ptr[at] == '-' ? -offset : offset;
    }
    return true;
}

// Days since some day long ago.
static int64_t day_number(int year, int month, int day)
{
    int y = month < 3 ? year - 1 : year, m = month < 3 ? month + 9 : month - 3;
    return 365 * (int64_t)y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

bool tree_minute(slice iso, int64_t *minute)
{
    int century, rest, month, day, minutes;
    bool zoned;
    if (date_of(iso).len == 0 || !two_digits(iso, 0, &century) ||
        !two_digits(iso, 2, &rest) || !two_digits(iso, 5, &month) ||
        !two_digits(iso, 8, &day) || !minutes_of(iso, &minutes, &zoned) || !zoned)
        return false;
    *minute = day_number(century * 100 + rest, month, day) * 1440 + minutes;
    return true;
}

bool tree_is_before(slice a, slice b, bool same_clock)
{
    slice day_a = date_of(a), day_b = date_of(b);
    if (day_a.len == 0 || day_b.len == 0)
        return false;
    int order = slice_cmp(day_a, day_b), minutes_a, minutes_b;
    bool zoned_a, zoned_b;
    if (order != 0)
        return order < 0;
    if (!minutes_of(a, &minutes_a, &zoned_a) || !minutes_of(b, &minutes_b, &zoned_b))
        return false;
    bool comparable = (zoned_a && zoned_b) || (same_clock && zoned_a == zoned_b);
    return comparable && minutes_a < minutes_b;
}
