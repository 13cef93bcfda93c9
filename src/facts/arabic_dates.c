#include "facts/arabic_dates.h"

#include "base/lists.h"

/* Words as text_fold() leaves them. Hijri dates are not among them: "not established". */

// Both ways of naming the months; of two words, the second.
typedef struct {
    const char *name, *second;
    int month;
} month_name;

static const month_name months[] = {
    {"يناير", NULL, 1},     {"كانون", "الثاني", 1},  {"جانفي", NULL, 1},
    {"فبراير", NULL, 2},    {"شباط", NULL, 2},       {"فيفري", NULL, 2},
    {"مارس", NULL, 3},      {"اذار", NULL, 3},       {"ابريل", NULL, 4},
    {"نيسان", NULL, 4},     {"افريل", NULL, 4},      {"مايو", NULL, 5},
    {"ايار", NULL, 5},      {"ماي", NULL, 5},        {"يونيو", NULL, 6},
    {"حزيران", NULL, 6},    {"جوان", NULL, 6},       {"يوليو", NULL, 7},
    {"تموز", NULL, 7},      {"جويلية", NULL, 7},     {"اغسطس", NULL, 8},
    {"اب", NULL, 8},        {"اوت", NULL, 8},        {"سبتمبر", NULL, 9},
    {"ايلول", NULL, 9},     {"اكتوبر", NULL, 10},    {"تشرين", "الاول", 10},
    {"نوفمبر", NULL, 11},   {"تشرين", "الثاني", 11}, {"ديسمبر", NULL, 12},
    {"كانون", "الاول", 12},
};

static const char *const weekdays[] = {"الاثنين", "الثلاثاء", "الاربعاء", "الخميس",
                                       "الجمعة",  "السبت",    "الاحد"};

static const struct {
    const char *word;
    int days;
} days[] = {{"امس", -1}, {"اليوم", 0}, {"غدا", 1}};

static const struct {
    const char *word;
    period_unit unit;
} units[] = {{"الاسبوع", PERIOD_WEEK},
             {"الشهر", PERIOD_MONTH},
             {"العام", PERIOD_YEAR},
             {"السنة", PERIOD_YEAR}};

typedef struct {
    const text *t;
    uint32_t which;
} reader;

static slice at(const reader *r, uint32_t i)
{
    return i < r->t->n_tokens ? r->t->tokens[i].folded : SLICE("");
}

static bool number_at(const reader *r, uint32_t i, int low, int high, int *to)
{
    slice w = at(r, i);
    int n = 0;
    if (w.len == 0 || w.len > 4)
        return false;
    for (size_t k = 0; k < w.len; k++) {
        if (w.ptr[k] < '0' || w.ptr[k] > '9')
            return false;
        n = n * 10 + (w.ptr[k] - '0');
    }
    *to = n;
    return n >= low && n <= high;
}

static bool year_at(const reader *r, uint32_t i, int *year)
{
    return at(r, i).len == 4 && number_at(r, i, 1800, 2199, year);
}

// The month at i, its end; "مارس/اذار" is one. i where there is none.
static uint32_t month_at(const reader *r, uint32_t i, int *month)
{
    for (size_t m = 0; m < sizeof months / sizeof *months; m++) {
        bool two = months[m].second != NULL;
        if (!slice_eq_str(at(r, i), months[m].name) ||
            (two && !slice_eq_str(at(r, i + 1), months[m].second)))
            continue;
        uint32_t end = i + 1 + two;
        int same;
        bool slash = slice_eq(at(r, end), SLICE("/"));
        uint32_t more = slash ? month_at(r, end + 1, &same) : end + 1;
        *month = months[m].month;
        return slash && more > end + 1 && same == *month ? more : end;
    }
    return i;
}

static bool is_last(slice w)
{
    static const char *const words[] = {"الماضي", "الماضية", "الفايت", "المنصرم"};
    return IN_LIST(w, words);
}

static bool is_next(slice w)
{
    static const char *const words[] = {"المقبل", "المقبلة", "القادم", "القادمة"};
    return IN_LIST(w, words);
}

static bool is_this(slice w)
{
    static const char *const words[] = {"الجاري", "الجارية", "الحالي", "الحالية"};
    return IN_LIST(w, words);
}

static int weekday_of(slice w)
{
    for (int d = 0; d < 7; d++)
        if (slice_eq_str(w, weekdays[d]))
            return d;
    return -1;
}

// 14 مارس 2019, مارس 2019, 14/3/2019: the end, or i.
static uint32_t calendar_at(const reader *r, uint32_t i, date_expression *e)
{
    int day, month, year;
    if (number_at(r, i, 1, 31, &day)) {
        uint32_t end = month_at(r, i + 1, &month);
        e->day = day;
        if (end > i + 1) {
            e->month = month;
            e->kind = year_at(r, end, &year) ? DATE_DAY : DATE_MONTH_DAY;
            e->year = e->kind == DATE_DAY ? year : 0;
            return end + (e->kind == DATE_DAY);
        }
        if (slice_eq(at(r, i + 1), SLICE("/")) && number_at(r, i + 2, 1, 12, &month) &&
            slice_eq(at(r, i + 3), SLICE("/")) && year_at(r, i + 4, &year)) {
            e->kind = DATE_DAY;
            e->month = month;
            e->year = year;
            return i + 5;
        }
        return i;
    }
    uint32_t end = month_at(r, i, &month);
    if (end > i && year_at(r, end, &year)) {
        e->kind = DATE_YEAR_MONTH;
        e->month = month;
        e->year = year;
        return end + 1;
    }
    bool of_year = slice_eq(at(r, i), SLICE("عام")) || slice_eq(at(r, i), SLICE("سنة"));
    if (of_year && year_at(r, i + 1, &year)) {
        e->kind = DATE_YEAR;
        e->year = year;
        return i + 2;
    }
    return i;
}

// امس, اليوم الخميس, الخميس الماضي, الاسبوع المقبل: the end, or i.
static uint32_t relative_at(const reader *r, uint32_t i, date_expression *e)
{
    for (size_t d = 0; d < sizeof days / sizeof *days; d++)
        if (slice_eq_str(at(r, i), days[d].word)) {
            e->kind = DATE_OFFSET;
            e->unit = PERIOD_DAY;
            e->n = days[d].days;
            return i + 1 + (weekday_of(at(r, i + 1)) >= 0);
        }
    int weekday = weekday_of(at(r, i));
    if (weekday >= 0) {
        int day, month; // "الخميس 14 مارس": the calendar says it
        if (number_at(r, i + 1, 1, 31, &day) && month_at(r, i + 2, &month) > i + 2)
            return i;
        e->kind = DATE_WEEKDAY;
        e->weekday = weekday;
        e->towards = is_last(at(r, i + 1))   ? TOWARDS_LAST
                     : is_next(at(r, i + 1)) ? TOWARDS_NEXT
                                             : TOWARDS_PAST;
        return i + 1 + (e->towards != TOWARDS_PAST);
    }
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        slice next = at(r, i + 1);
        if (!slice_eq_str(at(r, i), units[u].word) ||
            !(is_last(next) || is_next(next) || is_this(next)))
            continue;
        e->kind = DATE_OFFSET;
        e->unit = units[u].unit;
        e->n = is_last(next) ? -1 : is_next(next) ? 1 : 0;
        return i + 2;
    }
    return i;
}

void arabic_dates_find(arena *out, uint32_t which, const text *t, date_expressions *to)
{
    reader r = {t, which};
    for (uint32_t i = 0; i < t->n_tokens;) {
        date_expression e = {.time = {.hour = NO_HOUR}};
        uint32_t last = calendar_at(&r, i, &e);
        if (last == i) {
            e = (date_expression){.time = {.hour = NO_HOUR}};
            last = relative_at(&r, i, &e);
        }
        if (last == i) {
            i++;
            continue;
        }
        e.at = (token_span){which, i, last};
        e.core = i;
        vec_push(out, to, e);
        i = last;
    }
}
