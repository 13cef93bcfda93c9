/* Months, weekdays and days, for dates.c. */
#ifndef STEMMA_ARTICLE_CALENDAR_H
#define STEMMA_ARTICLE_CALENDAR_H

#include "base/slice.h"

int calendar_month(slice word);   // 1 … 12, or -1
int calendar_weekday(slice word); // 0 Monday … 6, or -1
/* Year 0 stands for any year. */
bool calendar_exists(int year, int month, int day);
/* The date of a day since 1970-01-01, the other way round of date_day(). */
void calendar_split(int64_t day, int *year, int *month, int *of_month);

#endif
