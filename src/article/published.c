#include "article/calendar.h"
#include "article/date_days.h"
#include "article/date_ranks.h"
#include "article/page.h"
#include "article/words.h"

#include <stdlib.h>
#include <string.h>

/* A page-top date may be the day of the visit; so far from the dates of the text it is.
 */
enum { FAR_DAYS = 60, LOOK_BYTES = 20000, LEAD_BYTES = 1500 };

static bool has(slice folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_find(folded, slice_of_str(words[i]), 0) < folded.len)
            return true;
    return false;
}

#define HAS(folded, words) has((folded), (words), sizeof(words) / sizeof *(words))

date_label date_label_of(arena *tmp, slice before)
{
    static const char *const other[] = {
        "today",         "printed",      "accessed",    "retrieved",  "generated",
        "heute ist",     "hoy es",       "aujourd'hui", "copyright",  "\xc2\xa9",
        "joined",        "member since", "born",        "registered", "registriert",
        "mitglied seit", "beigetreten",  "inscrit le",  "registrado", "geboren"};
    static const char *const updated[] = {
        "updat",   "modified",  "aktualisiert", "geändert", "mis à jour", "mise à jour",
        "modifié", "actualiza", "aggiorna",     "atualiza", "bijgewerkt", "обновлено",
        "stand:",  "edited",    "corrected",    "revised"};
    static const char *const published[] = {"publish",         "published",
                                            "posted",          "veröffentlicht",
                                            "erstellt",        "erschienen",
                                            "publié",          "publiée",
                                            "publicado",       "pubblicato",
                                            "issued",          "date",
                                            "gepubliceerd",    "geplaatst",
                                            "опубликовано",    "created",
                                            "first published", "datum",
                                            "fecha",           "filed",
                                            "released",        "uhr veröffentlicht"};
    slice folded = shape_fold(tmp, before, 200);
    if (HAS(folded, other))
        return LABEL_OTHER;
    if (HAS(folded, updated))
        return LABEL_UPDATED;
    return HAS(folded, published) ? LABEL_PUBLISHED : LABEL_NONE;
}

/* Words that may stand around a date without making the line anything else. */
static bool is_date_filler(slice core)
{
    return (shape_word_kinds(core) & WORD_DATE_FILLER) != 0;
}

/* The part of the text that is more than labels; empty if it is nothing else. */
static slice beyond_labels(slice text)
{
    slice word, first = {0};
    size_t start = SIZE_MAX, end = 0;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        int weekday;
        if (core.len == 0 || is_date_filler(core) || date_weekday_word(core, &weekday))
            continue;
        if (start == SIZE_MAX) {
            start = (size_t)(word.ptr - text.ptr);
            first = word;
        }
        end = at;
    }
    if (start == SIZE_MAX)
        return slice_of("", 0);
    (void)first;
    slice rest = slice_of(text.ptr + start, end - start);
    while (rest.len && strchr(" ,|-.:;", rest.ptr[rest.len - 1]))
        rest.len--;
    return rest;
}

bool date_is_label_only(arena *tmp, slice text)
{
    return text.len < 60 && slice_find(text, SLICE(":"), 0) < text.len &&
           date_label_of(tmp, text) != LABEL_NONE && beyond_labels(text).len == 0;
}

bool date_is_relative(arena *tmp, slice text)
{
    static const char *const forms[] = {
        "minutes ago", "minute ago", "hours ago", "hour ago",   "days ago",
        "day ago",     "weeks ago",  "week ago",  "months ago", "month ago",
        "years ago",   "year ago",   "hrs ago",   "mins ago"};
    enum { LOOK = 80 };
    slice head = shape_cut(text, LOOK + 4);
    if (slice_find_nocase(head, SLICE("ago"), 0) == head.len)
        return false;
    slice folded = shape_fold(tmp, text, LOOK);
    slice word;
    unsigned words = 0;
    for (size_t at = 0; shape_next_word(folded, &at, &word);)
        words++;
    return words <= 7 && HAS(folded, forms) && folded.ptr[folded.len - 1] != '.' &&
           (date_label_of(tmp, text) != LABEL_NONE || words <= 3);
}

/* The weather stands beside the day of the visit. */
static bool is_weather(slice text)
{
    return text.len < 60 && slice_find(text, SLICE("\xc2\xb0"), 0) < text.len;
}

date_line_kind date_line(slice text, slice *rest, bool *glued)
{
    *rest = slice_of("", 0);
    *glued = false;
    date_line_kind kind = DATE_LINE_NOT;
    size_t from = 0;
    date_found date;
    bool to_the_day = false;
    while (text.len <= 240 && date_find(text, from, &date)) {
        slice between = slice_of(text.ptr + from, date.at.start - from);
        slice more = beyond_labels(between);
        if (more.len && rest->len)
            return DATE_LINE_NOT;
        if (more.len) {
            *rest = more;
            *glued = more.ptr + more.len == text.ptr + date.at.start;
        }
        to_the_day |= date.day != INT64_MIN;
        kind = DATE_LINE_ALONE;
        from = date.at.end;
    }
    if (kind == DATE_LINE_NOT)
        return kind;
    slice tail = beyond_labels(slice_of(text.ptr + from, text.len - from));
    if (is_weather(tail)) // "41 degrees, cloudy"
        tail.len = 0;
    if (tail.len && rest->len)
        return DATE_LINE_NOT;
    if (tail.len)
        *rest = tail;
    if (!rest->len)
        return kind;
    shape s = shape_of(*rest);
    bool names = s.words <= 8 && s.lower == 0 && s.digits == 0 && s.capital > 0 &&
                 !s.ends_open && !s.ends_stop;
    return names && to_the_day ? DATE_LINE_WITH_REST : DATE_LINE_NOT;
}

void published_add(page *p, slice value, int64_t day, slice where, slice evidence,
                   int rank, const char *refuse)
{
    vec_push(p->tmp, &p->dates,
             (stated_date){.value = value,
                           .where = where,
                           .evidence = evidence,
                           .rank = rank,
                           .day = day,
                           .refuse = refuse});
}

/* "2017-09-11T11:57" for "2017-11-09T11:57". */
static void swap_order(arena *out, date_found *date)
{
    slice v = date->value;
    int month = (v.ptr[8] - '0') * 10 + v.ptr[9] - '0';
    int day = (v.ptr[5] - '0') * 10 + v.ptr[6] - '0';
    int year = 0;
    for (int i = 0; i < 4; i++)
        year = year * 10 + v.ptr[i] - '0';
    date->value = arena_format(out, "%04d-%02d-%02d%.*s", year, month, day,
                               (int)v.len - 10, v.ptr + 10);
    date->day = date_day(year, month, day);
    date->ambiguous = false;
}

/* Is the page of a country that writes English and the day first, by its address? */
static bool is_day_first_host(slice url)
{
    static const char *const ends[] = {".uk", ".ie", ".au", ".nz", ".in", ".za"};
    size_t from = slice_find(url, SLICE("://"), 0) + 3;
    if (from >= url.len)
        return false;
    slice host = slice_of(url.ptr + from, url.len - from);
    host.len = slice_find(host, SLICE("/"), 0);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends(host, slice_of_str(ends[i])))
            return true;
    return false;
}

/* "-05:00": from New York to Los Angeles the month comes first. */
static bool is_american_zone(slice value)
{
    enum { ZONE_BYTES = 6, TIME_BYTES = 16 }; // "2019-05-09T08:30"
    if (value.len < TIME_BYTES + ZONE_BYTES)
        return false;
    const char *zone = value.ptr + value.len - ZONE_BYTES;
    return zone[0] == '-' && zone[1] == '0' && zone[2] >= '4' && zone[2] <= '8';
}

/* An order of day and month that only the outlet knows. */
const char *published_order(const page *p, date_found *date)
{
    if (!date->ambiguous)
        return NULL;
    slice lang = p->language;
    if (lang.len >= 2 && !slice_starts_nocase(lang, SLICE("en")))
        return NULL; // day first, as written
    if (slice_eq_nocase(lang, SLICE("en-GB")) || slice_eq_nocase(lang, SLICE("en-AU")) ||
        slice_eq_nocase(lang, SLICE("en-IN")) || slice_eq_nocase(lang, SLICE("en-IE")) ||
        slice_eq_nocase(lang, SLICE("en-NZ")) || slice_eq_nocase(lang, SLICE("en-ZA")))
        return NULL;
    if (lang.len <= 2 && is_day_first_host(p->url))
        return NULL;
    if (date->value.len >= 10 &&
        (slice_eq_nocase(lang, SLICE("en-US")) || is_american_zone(date->value))) {
        swap_order(p->out, date);
        return NULL;
    }
    return "day and month may be meant the other way round";
}

void published_add_line(page *p, slice line, bool before_headline, bool glued)
{
    size_t from = 0;
    date_found date;
    slice shown = shape_cut(line, 120);
    slice where = arena_format(p->out, "line \xe2\x80\x9c%.*s\xe2\x80\x9d",
                               (int)shown.len, shown.ptr);
    while (date_next(p->out, line, from, &date)) {
        slice before = slice_of(line.ptr + from, date.at.start - from);
        from = date.at.end;
        date_label label = date_label_of(p->tmp, before);
        const char *refuse = published_order(p, &date);
        int rank = glued ? RANK_GLUED : before_headline ? RANK_TOP : RANK_NEAR;
        if (label == LABEL_PUBLISHED)
            rank = RANK_LABEL;
        else if (label == LABEL_UPDATED)
            rank = RANK_UPDATED;
        else if (label == LABEL_OTHER)
            refuse = "the day on which the page was made or opened";
        if (is_weather(slice_of(line.ptr + from, line.len - from)))
            refuse = "beside the weather: the day on which the page was opened";
        if (!date.has_year)
            refuse = published_no_year;
        published_add(p, date.value, date.day, where, line, rank, refuse);
    }
}

const char published_no_year[] = "without a year";

typedef enum { AGREES, SILENT, CONTRADICTS } agreement;

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* The days that the text names, looked for once. */
typedef struct {
    VEC(int64_t) days; // sorted
    int weekday;       // the first that is named at its beginning, -1 if none
} text_days;

static int by_day(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

static text_days find_days(arena *tmp, slice body)
{
    text_days text = {.weekday = -1};
    slice look = shape_cut(body, LOOK_BYTES), word;
    date_found date;
    for (size_t at = 0; date_find(look, at, &date); at = date.at.end)
        if (date.day != INT64_MIN)
            vec_push(tmp, &text.days, date.day);
    if (text.days.n)
        qsort(text.days.v, text.days.n, sizeof *text.days.v, by_day);
    slice lead = slice_of(body.ptr, body.len < LEAD_BYTES ? body.len : LEAD_BYTES);
    for (size_t at = 0; text.weekday < 0 && shape_next_word(lead, &at, &word);)
        date_weekday_word(word, &text.weekday);
    return text;
}

/* The first day in the text from `day` on. */
static uint32_t first_from(const text_days *text, int64_t day)
{
    uint32_t low = 0, high = text->days.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (text->days.v[mid] < day)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* What dates and weekdays in the text say about a report written on `day`. */
static agreement ask_text(const text_days *text, int64_t day, const char **why)
{
    enum { NEAR_DAYS = 8 };
    uint32_t n = text->days.n, near = first_from(text, day - NEAR_DAYS);
    if (near < n && text->days.v[near] <= day + NEAR_DAYS)
        return AGREES;
    if (n && (distance(day, text->days.v[0]) > FAR_DAYS ||
              distance(day, text->days.v[n - 1]) > FAR_DAYS)) {
        *why = "far from every date in the text";
        return CONTRADICTS;
    }
    if (text->weekday < 0)
        return SILENT;
    int back = (date_weekday(day) - text->weekday + 7) % 7;
    if (back <= 1)
        return AGREES;
    if (back < 3 || back > 5)
        return SILENT;
    *why = "the weekdays in the text do not go with it";
    return CONTRADICTS;
}

static const char *refuse_top(const stated_date *d, const text_days *text)
{
    const char *why = NULL;
    if (d->rank > RANK_TOP || d->day == INT64_MIN)
        return NULL;
    agreement said = ask_text(text, d->day, &why);
    if (said == CONTRADICTS)
        return why;
    if (d->rank == RANK_GLUED && said != AGREES)
        return "joined to another word at the top of the page: it may be the day the "
               "page was opened";
    return NULL;
}

/* The same day with its hour, from a place as good as a line beside the headline. */
static const stated_date *with_time(const page *p, const stated_date *best)
{
    enum { DAY_BYTES = 10 }; // "2019-05-09"
    if (!best || best->value.len != DAY_BYTES || best->rank == RANK_UPDATED)
        return best;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (!d->refuse && d->rank > RANK_UPDATED && d->value.len > DAY_BYTES &&
            slice_starts(d->value, best->value))
            return d;
    }
    return best;
}

static bool is_utc(const stated_date *d)
{
    return d->value.len > 16 && d->value.ptr[d->value.len - 1] == 'Z';
}

/* Read by people beside the headline, not only by machines. */
static bool is_shown(const stated_date *d)
{
    return d->rank >= RANK_NEAR && (slice_starts(d->where, SLICE("time")) ||
                                    slice_starts(d->where, SLICE("line")) ||
                                    slice_starts(d->where, SLICE("element")));
}

/* "--08-24" beside the headline, in the year that puts it next to `day`; INT64_MIN if it
 * is not beside it. */
static int64_t shown_without_year(const stated_date *d, int64_t day)
{
    if (d->refuse != published_no_year || d->rank < RANK_NEAR || d->value.len < 7)
        return INT64_MIN;
    for (int64_t near = day - 1; near <= day + 1; near++) {
        int year, month, of_month;
        calendar_split(near, &year, &month, &of_month);
        if ((d->value.ptr[2] - '0') * 10 + d->value.ptr[3] - '0' == month &&
            (d->value.ptr[5] - '0') * 10 + d->value.ptr[6] - '0' == of_month)
            return near;
    }
    return INT64_MIN;
}

/* The candidate on the day before or after `best` that says best which day it was where
 * the paper is: one that readers are shown, or any other. `same`: one says best's own
 * day. */
static const stated_date *local_day(const page *p, const stated_date *best, bool shown,
                                    int64_t *its_day, bool *same)
{
    enum { CLOCK_BYTES = 16, NOON = 12, EAST = 10 }; // "2019-05-09T11:57"
    int hour = (best->value.ptr[11] - '0') * 10 + best->value.ptr[12] - '0';
    slice clock = slice_of(best->value.ptr, CLOCK_BYTES);
    const stated_date *found = NULL;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        bool no_year = d->refuse == published_no_year;
        int64_t day = no_year ? shown_without_year(d, best->day) : d->day;
        if ((d->refuse && !no_year) || day == INT64_MIN || d->rank < RANK_NEAR ||
            is_utc(d) || (no_year || is_shown(d)) != shown)
            continue;
        // For machines the same clock without a zone is the same moment, no more
        if (!shown && slice_starts(d->value, clock))
            continue;
        *same |= day == best->day;
        bool west = day == best->day - 1 && hour < NOON;
        bool east = day == best->day + 1 && hour >= EAST;
        if ((west || east) && (!found || d->rank > found->rank)) {
            found = d;
            *its_day = day;
        }
    }
    return found;
}

/* A day and a month with the year that is known now, as a candidate of its own. */
static const stated_date *with_year(page *p, const stated_date *d, int64_t day)
{
    int year, month, of_month;
    calendar_split(day, &year, &month, &of_month);
    slice value = arena_format(p->out, "%04d-%02d-%02d", year, month, of_month);
    published_add(p, value, day, d->where, d->evidence, d->rank, NULL);
    return vec_last(&p->dates);
}

/* Is the moment, on `day` at `hour` in UTC, in the summer time of the European Union:
 * from the last Sunday of March to that of October, both at one o'clock. */
static bool is_summer(int64_t day, int hour)
{
    enum { SUNDAY = 6 };
    int year, month, of_month;
    calendar_split(day, &year, &month, &of_month);
    int64_t start = date_day(year, 3, 31), end = date_day(year, 10, 31);
    start -= (date_weekday(start) - SUNDAY + 7) % 7;
    end -= (date_weekday(end) - SUNDAY + 7) % 7;
    return (day > start || (day == start && hour >= 1)) &&
           (day < end || (day == end && hour < 1));
}

/* Languages whose papers are nearly all written where it is Central European Time. */
static bool is_central_europe(slice language)
{
    static const char *const languages[] = {"de", "it", "nl", "pl", "cs", "sk", "hu",
                                            "sl", "hr", "sv", "da", "nb", "nn", "no"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (slice_starts_nocase(language, slice_of(languages[i], 2)) &&
            (language.len == 2 || language.ptr[2] == '-'))
            return true;
    return false;
}

/* The moment by the clocks of Central Europe, as a candidate of its own, if it falls on
 * the next day there. */
static const stated_date *in_central_europe(page *p, const stated_date *best)
{
    int hour = (best->value.ptr[11] - '0') * 10 + best->value.ptr[12] - '0';
    int east = is_summer(best->day, hour) ? 2 : 1, year, month, of_month;
    if (!is_central_europe(p->language) || hour + east < 24)
        return best;
    calendar_split(best->day + 1, &year, &month, &of_month);
    slice clock = slice_of(best->value.ptr + 13, best->value.len - 14); // ":57:12"
    slice value =
        arena_format(p->out, "%04d-%02d-%02dT%02d%.*s+%02d:00", year, month, of_month,
                     hour + east - 24, (int)clock.len, clock.ptr, east);
    published_add(p, value, best->day + 1,
                  arena_format(p->out, "%.*s, by the clocks of Central Europe",
                               (int)best->where.len, best->where.ptr),
                  best->evidence, best->rank, NULL);
    return vec_last(&p->dates);
}

/* A moment in UTC may fall on the day before or after in the paper's own town: then the
 * day that its readers were shown is the one. */
static const stated_date *with_local_day(page *p, const stated_date *best)
{
    if (!best || !is_utc(best) || best->day == INT64_MIN || best->rank >= 100)
        return best;
    const stated_date *found = NULL;
    int64_t day = INT64_MIN;
    for (int shown = 1; shown >= 0 && !found; shown--) {
        bool same = false;
        found = local_day(p, best, shown, &day, &same);
        if (same)
            return best;
    }
    if (!found)
        return in_central_europe(p, best);
    return found->refuse ? with_year(p, found, day) : found;
}

/* An address gives the day of the office that keeps the page; a line with an hour, the
 * day that its readers saw. */
static const stated_date *over_address(const page *p, const stated_date *best)
{
    enum { DAY_BYTES = 10 };
    if (!best || !slice_starts(best->where, SLICE("address")) || best->day == INT64_MIN)
        return best;
    const stated_date *found = NULL;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (d->refuse || d->day == INT64_MIN || !is_shown(d))
            continue;
        if (d->day == best->day)
            return best;
        if (distance(d->day, best->day) == 1 && d->value.len > DAY_BYTES &&
            (!found || d->rank > found->rank))
            found = d;
    }
    return found ? found : best;
}

/* "--01-04" beside the headline of a page that has "/2022/01/" in its address. */
static const stated_date *with_month_of_address(page *p, const stated_date *best)
{
    enum { MONTH_BYTES = 7 }; // "2022-01"
    if (!best || best->value.len != MONTH_BYTES || best->day != INT64_MIN ||
        !slice_starts(best->where, SLICE("address")))
        return best;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (d->refuse != published_no_year || d->rank < RANK_NEAR || d->value.len < 7 ||
            memcmp(d->value.ptr + 2, best->value.ptr + 5, 2) != 0)
            continue;
        int year = atoi(arena_str(p->tmp, slice_of(best->value.ptr, 4)));
        int month = (d->value.ptr[2] - '0') * 10 + d->value.ptr[3] - '0';
        int of_month = (d->value.ptr[5] - '0') * 10 + d->value.ptr[6] - '0';
        if (calendar_exists(year, month, of_month))
            return with_year(p, d, date_day(year, month, of_month));
    }
    return best;
}

/* Nothing was published after it was fetched; a day is left to clocks and zones. */
static void refuse_later(page *p)
{
    date_found fetched;
    if (!p->doc->fetched.len || !date_value(p->tmp, p->doc->fetched, &fetched) ||
        fetched.day == INT64_MIN)
        return;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        stated_date *d = &p->dates.v[i];
        if (!d->refuse && d->day != INT64_MIN && d->day > fetched.day + 1)
            d->refuse = "later than the page was fetched";
    }
}

/* The candidate in the place that is trusted most, the first of those. */
static const stated_date *highest(const page *p)
{
    const stated_date *best = NULL;
    for (uint32_t i = 0; i < p->dates.n; i++)
        if (!p->dates.v[i].refuse && (!best || p->dates.v[i].rank > best->rank))
            best = &p->dates.v[i];
    return best;
}

/* The days of a page that tells none beside its text, and the one that was chosen. */
typedef struct {
    page_days days;
    const page_day *best; // NULL where nothing was weighed
} weighed;

static const stated_date *weigh(const page *p, weighed *w)
{
    const stated_date *best = highest(p);
    if (!p->html || !best || best->rank >= RANK_RECORD)
        return best;
    w->days = date_days_of(p);
    if (!w->days.n)
        return best;
    w->best = &w->days.v[date_days_best(&w->days)];
    return &p->dates.v[w->best->best];
}

/* A day that may be that of the visit is asked whether the text goes with it. */
static const stated_date *ask_about_top(page *p, slice body)
{
    const stated_date *best = NULL;
    text_days text = find_days(p->tmp, body);
    for (uint32_t i = 0; i < p->dates.n; i++) {
        stated_date *d = &p->dates.v[i];
        if (!d->refuse)
            d->refuse = refuse_top(d, &text);
        if (!d->refuse && (!best || d->rank > best->rank))
            best = d;
    }
    return best;
}

static slice why_not(const page *p, const stated_date *d, const stated_date *best,
                     const weighed *w)
{
    if (d->refuse)
        return slice_of_str(d->refuse);
    if (d->day == best->day || d->day == INT64_MIN || best->day == INT64_MIN)
        return arena_format(p->out, "%.*s is closer to the article", (int)best->where.len,
                            best->where.ptr);
    slice says = arena_format(p->out, "%.*s says %.*s", (int)best->where.len,
                              best->where.ptr, (int)best->value.len, best->value.ptr);
    const page_day *day = w->best ? date_days_find(&w->days, d->day) : NULL;
    if (w->best && !day)
        return arena_format(p->out, "%s; %.*s",
                            d->rank >= RANK_LINE_UPDATED && d->rank < RANK_JSON_CREATED
                                ? "the day of an update"
                                : "without a label, like the day the page was opened",
                            (int)says.len, says.ptr);
    if (day && day != w->best) {
        slice why = date_days_why(p->out, w->best, day);
        return arena_format(p->out, "%.*s; %.*s", (int)says.len, says.ptr, (int)why.len,
                            why.ptr);
    }
    if (d->rank <= RANK_TOP)
        return arena_format(p->out,
                            "stands at the top of the page like the day it was opened; "
                            "%.*s",
                            (int)says.len, says.ptr);
    return arena_format(p->out, "%.*s is closer to the article", (int)best->where.len,
                        best->where.ptr);
}

void published_choose(page *p, slice body, article *to)
{
    weighed w = {0};
    refuse_later(p);
    const stated_date *best = over_address(p, with_local_day(p, weigh(p, &w)));
    if (best && best->rank <= RANK_TOP) {
        w.best = NULL;
        best = ask_about_top(p, body);
    }
    best = with_time(p, with_month_of_address(p, best));
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        slice why = d == best ? slice_of("", 0) : why_not(p, d, best, &w);
        vec_push(p->out, &to->published.candidates,
                 (date_candidate){d->value, d->where, why});
    }
    if (best) {
        to->published.value = best->value;
        to->published.how = PUBLISHED_STATED;
        to->published.evidence = arena_slice(p->out, best->evidence);
    }
}
