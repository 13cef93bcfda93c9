#include "article/calendar.h"
#include "article/page.h"
#include "article/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    RANK_LABEL = 70,
    RANK_NEAR = 60,
    RANK_UPDATED = 50,
    RANK_TAIL = 40,
    RANK_TOP = 30,
    RANK_GLUED = 10
};

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
        "today",  "printed",     "accessed",  "retrieved", "generated", "heute ist",
        "hoy es", "aujourd'hui", "copyright", "\xc2\xa9",  "joined",    "member since"};
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
    if (slice_eq_nocase(lang, SLICE("en-US")) && date->value.len >= 10) {
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

/* What kind of place a page's date stands in, as one bit. */
static unsigned source_of(slice where)
{
    static const char *const kinds[] = {"JSON-LD", "meta",    "time",
                                        "line",    "address", "element"};
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_starts(where, slice_of_str(kinds[i])))
            return 1u << i;
    return 0;
}

/* The rank, raised where other kinds of places say the same day. */
static int agreed_rank(const page *p, const stated_date *d)
{
    enum { MOST_LOOKED_AT = 64, GAIN = 6, MOST_GAINS = 2 };
    unsigned sources = source_of(d->where);
    int gains = 0;
    if (d->rank < RANK_NEAR || d->rank >= 100 || d->day == INT64_MIN || !sources)
        return d->rank;
    for (uint32_t i = 0; i < p->dates.n && i < MOST_LOOKED_AT; i++) {
        const stated_date *other = &p->dates.v[i];
        unsigned source = source_of(other->where);
        if (other->refuse || other->rank < RANK_NEAR || other->day != d->day ||
            sources & source)
            continue;
        sources |= source;
        gains += gains < MOST_GAINS;
    }
    return d->rank + gains * GAIN;
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
        return best;
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

static bool says_updated(const page *p, int64_t day)
{
    for (uint32_t i = 0; i < p->dates.n; i++)
        if (p->dates.v[i].day == day && p->dates.v[i].rank < RANK_NEAR &&
            p->dates.v[i].rank >= RANK_UPDATED - 1 &&
            slice_starts(p->dates.v[i].where, SLICE("line")))
            return true;
    return false;
}

static bool is_modified_day(const page *p, int64_t day)
{
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (!d->refuse && d->day != INT64_MIN && distance(d->day, day) <= 1 &&
            d->rank >= RANK_UPDATED && d->rank < RANK_NEAR &&
            !slice_starts(d->where, SLICE("line")))
            return true;
    }
    return false;
}

/* A text published anew: only machines are told of its first day, and readers are shown
 * that of the newest version, without a word of an update, as the day of publication. */
static const stated_date *as_shown(const page *p, const stated_date *best)
{
    if (!best || best->day == INT64_MIN || best->rank >= 100 || is_shown(best) ||
        (!slice_starts(best->where, SLICE("JSON-LD")) &&
         !slice_starts(best->where, SLICE("meta"))))
        return best;
    const stated_date *found = NULL;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (shown_without_year(d, best->day) != INT64_MIN)
            return best;
        if (d->refuse || d->day == INT64_MIN || !is_shown(d))
            continue;
        if (d->day == best->day)
            return best;
        if (d->day > best->day && (!found || d->rank > found->rank))
            found = d;
    }
    return found && is_modified_day(p, found->day) && !says_updated(p, found->day) ? found
                                                                                   : best;
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

void published_choose(page *p, slice body, article *to)
{
    refuse_later(p);
    const stated_date *best = NULL;
    int best_rank = 0;
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        if (d->refuse)
            continue;
        int rank = agreed_rank(p, d);
        if (!best || rank > best_rank) {
            best = d;
            best_rank = rank;
        }
    }
    best = over_address(p, as_shown(p, with_local_day(p, best)));
    if (best && best->rank <= RANK_TOP) {
        best = NULL;
        text_days text = find_days(p->tmp, body);
        for (uint32_t i = 0; i < p->dates.n; i++) {
            stated_date *d = &p->dates.v[i];
            if (!d->refuse)
                d->refuse = refuse_top(d, &text);
            if (!d->refuse && (!best || d->rank > best->rank))
                best = d;
        }
    }
    best = with_time(p, best);
    for (uint32_t i = 0; i < p->dates.n; i++) {
        const stated_date *d = &p->dates.v[i];
        slice why = slice_of_str(d->refuse);
        if (d != best && !d->refuse && d->rank <= RANK_TOP && d->day != best->day)
            why =
                arena_format(p->out,
                             "stands at the top of the page like the day it was opened; "
                             "%.*s says %.*s",
                             (int)best->where.len, best->where.ptr, (int)best->value.len,
                             best->value.ptr);
        else if (d != best && !d->refuse)
            why = arena_format(p->out, "%.*s is closer to the article",
                               (int)best->where.len, best->where.ptr);
        vec_push(p->out, &to->published.candidates,
                 (date_candidate){d->value, d->where, why});
    }
    if (best) {
        to->published.value = best->value;
        to->published.how = PUBLISHED_STATED;
        to->published.evidence = arena_slice(p->out, best->evidence);
    }
}
