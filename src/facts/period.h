/* The Gregorian calendar: days as numbers, and the periods that news text speaks of.
 *
 * A day is the number of days since 1970-01-01. A period is a run of days with the unit
 * it was written in, which says how it is printed: a month as "2031-05", a week as
 * "2031-W19", a weekend as "2031-05-10/2031-05-11". */
#ifndef STEMMA_FACTS_PERIOD_H
#define STEMMA_FACTS_PERIOD_H

#include "base/arena.h"

typedef enum {
    PERIOD_DAY,
    PERIOD_WEEK, // Monday to Sunday
    PERIOD_WEEKEND,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF, // of a year
    PERIOD_YEAR,
    PERIOD_DECADE,
    PERIOD_CENTURY,
} period_unit;

typedef struct {
    period_unit unit;
    int32_t first, last; // days, both inside
} period;

typedef struct {
    int year, month, day; // month and day from 1
} civil_date;

bool civil_valid(int year, int month, int day); // years 1 to 9999
int32_t day_number(int year, int month, int day);
civil_date civil_of(int32_t day);
int day_weekday(int32_t day); // 0 is Monday

/* The period of that unit that holds the day; for a weekend, the one that ends its week.
 */
period period_of(period_unit unit, int32_t day);
/* n periods later (earlier when negative); false when that leaves the years 1 to 9999. */
bool period_shift(period p, int n, period *to);

slice period_format(arena *out, period p);
/* "2031", "2031-05", "2031-05-08" and what may follow a day ("T11:57Z"). */
bool period_parse(slice iso, period *to);

#endif
