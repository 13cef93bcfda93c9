#include "article/calendar.h"
#include "article/page.h"
#include "article/words.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

enum { LONGEST_NAME = 32 };

/* Small letters of a word; false if it is longer than any name. */
static bool fold_name(slice word, char to[LONGEST_NAME + 4], size_t *len)
{
    size_t n = 0;
    if (word.len > LONGEST_NAME)
        return false;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = (uint32_t)u_tolower((UChar32)utf8_next(word, &at));
        if (n + 4 > LONGEST_NAME)
            return false;
        n += utf8_put(c, to + n);
    }
    *len = n;
    return n > 0;
}

/* The kinds of a word whose letters may be of any case. */
static uint64_t look_up(slice word)
{
    char folded[LONGEST_NAME + 4];
    size_t len;
    bool ascii = true;
    for (size_t i = 0; i < word.len; i++)
        ascii &= !(word.ptr[i] & '\x80');
    if (ascii)
        return word_kinds(word);
    return fold_name(word, folded, &len) ? word_kinds(slice_of(folded, len)) : 0;
}

int calendar_month(slice word)
{
    unsigned month = WORD_MONTH(look_up(word));
    return month ? (int)month : -1;
}

int calendar_weekday(slice word)
{
    return (int)WORD_WEEKDAY(look_up(word)) - 1;
}

bool date_weekday_word(slice word, int *weekday)
{
    word = shape_core(word);
    // Short ones are words of their own: "sun", "mar", "sat"
    *weekday = word.len > 4 ? calendar_weekday(word) : -1;
    return *weekday >= 0;
}

int64_t date_day(int year, int month, int day)
{
    // Days from 1970-01-01 in the Gregorian calendar, months counted from March
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void calendar_split(int64_t day, int *year, int *month, int *of_month)
{
    int64_t from = day + 719468, era = (from >= 0 ? from : from - 146096) / 146097;
    int64_t of_era = from - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *of_month = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

int date_weekday(int64_t day)
{
    int64_t w = (day + 3) % 7;
    return (int)(w < 0 ? w + 7 : w);
}

bool calendar_exists(int year, int month, int day)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month != 2 || day < 29 || leap || year == 0;
}
