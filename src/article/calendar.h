/* Months, weekdays and days, for dates.c. */
#ifndef STEMMA_ARTICLE_CALENDAR_H
#define STEMMA_ARTICLE_CALENDAR_H

#include "base/slice.h"

int calendar_month(slice word);   // 1 … 12, or -1
int calendar_weekday(slice word); // 0 Monday … 6, or -1
/* Year 0 stands for any year. */
bool calendar_exists(int year, int month, int day);

#endif
