/* Which of a page's days is that of its publication: every day that a candidate names,
 * with what speaks for it, weighed by a linear model.
 *
 *   page.dates ─► days, each with features ─► score ─► the best one
 *
 * The weights are those of date_weights.c, trained by bench/date_train.py. */
#ifndef STEMMA_ARTICLE_DATE_DAYS_H
#define STEMMA_ARTICLE_DATE_DAYS_H

#include "article/page.h"

/* What may speak for a day, or against it. The first are kinds of places that name it;
 * the order is the model's. */
typedef enum {
    DAY_JSON,
    DAY_JSON_PAGE,
    DAY_JSON_CREATED,
    DAY_META,
    DAY_META_OTHER,
    DAY_META_VAGUE,
    DAY_MODIFIED,
    DAY_TIME_PUBLISHED,
    DAY_MARK_PUBLISHED,
    DAY_LABEL,
    DAY_TIME_NEAR,
    DAY_MARK_NEAR,
    DAY_LINE_NEAR,
    DAY_HEAD,
    DAY_UPDATED,
    DAY_TIME,
    DAY_MARK,
    DAY_LINE,
    DAY_DATELINE,
    DAY_URL,
    DAY_SCRIPT,
    DAY_WORDS,
    DAY_PICTURE,
    DAY_TOP,
    DAY_FAR,
    DAY_GLUED,
    N_DAY_PLACES,
    DAY_TWO_WAYS = N_DAY_PLACES, // said by JSON, meta, elements, lines, the address
    DAY_THREE_WAYS,
    DAY_FOUR_WAYS,
    DAY_ONE_PLACE, // of one kind alone
    DAY_ADDRESS_ONLY,
    DAY_STATED,        // how many kinds of places say that it is the day
    DAY_SHOWN,         // to readers, near the headline
    DAY_RANK,          // the highest
    DAY_FIRST_FOUND,   // the page begins with it
    DAY_NEWEST,        // where none is stated
    DAY_BEFORE_STATED, // than all that are stated
    DAY_HIDDEN,        // stated for machines while readers are shown another
    DAY_SHOWN_ONLY,    // shown, and none is stated
    DAY_RENEWED,       // modified, shown, and no stated day is
    DAY_HAS_TIME,
    DAY_UTC,        // all its times are
    DAY_UTC_BESIDE, // and readers are shown the day before or after
    DAY_BESIDE_UTC, // shown beside a day that is stated for machines
    N_DAY_FEATURES
} day_feature;

typedef struct {
    int64_t day;
    uint32_t best; // of page.dates: that of the highest rank, the first of those
    int16_t has[N_DAY_FEATURES];
    int32_t score;
} page_day;

typedef VEC(page_day) page_days;

/* In the order of time. Days of candidates that are refused, and days that are but those
 * of an update, are not among them. */
page_days date_days_of(const page *p);
/* With their scores; the place of the best one, the earliest of equals. `days` has one.
 */
uint32_t date_days_best(page_days *days);
/* The day of a candidate; NULL if it is not among them. */
const page_day *date_days_find(const page_days *days, int64_t day);
/* Why `best` and not `other`, in words. */
slice date_days_why(arena *out, const page_day *best, const page_day *other);

enum { DATE_WEIGHT_UNIT = 1024 };
extern const int16_t date_weights[N_DAY_FEATURES]; // date_weights.c

#endif
