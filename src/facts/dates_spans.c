/* What tells of time and is no date: durations ("the past two months", "a 16-hour trip"),
 * sets ("every day", "each Thursday"), "now", "recently", and times of the day that stand
 * by themselves. */
#include "facts/dates_look.h"

#include "base/lists.h"

#include <stdio.h>
#include <string.h>

int digits_of(slice s, int *value)
{
    int n = 0, v = 0;
    while ((size_t)n < s.len && n < 5 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        v = v * 10 + (s.ptr[n++] - '0');
    if ((size_t)n != s.len || n == 0 || n > 4)
        return 0;
    *value = v;
    return n;
}

/* Times of the day
 * -------------------------------------------------------------------------------------
 */

static bool set_clock(day_time *at, int hour, int minute, bool after_noon, bool twelve)
{
    if (hour < 0 || minute < 0 || minute > 59 || hour > (twelve ? 12 : 24))
        return false;
    if (twelve)
        hour = hour % 12 + (after_noon ? 12 : 0);
    *at = (day_time){.hour = hour, .minute = minute};
    return true;
}

/* "14.30", "14h30", "9am": letters between or behind the digits of one token. */
static bool glued_clock(slice s, const char **mark, int *hour, int *minute)
{
    static const char *const marks[] = {".", "h", "am", "pm"};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        size_t at = slice_find(s, slice_of_str(marks[k]), 0), len = strlen(marks[k]);
        if (at >= s.len || at > 2)
            continue;
        slice rest = slice_of(s.ptr + at + len, s.len - at - len);
        *minute = 0;
        if (!digits_of(slice_of(s.ptr, at), hour))
            return false;
        *mark = marks[k];
        return rest.len == 0 ? k > 0 : rest.len == 2 && digits_of(rest, minute) == 2;
    }
    return false;
}

static uint32_t zone_after(const date_reader *f, uint32_t i)
{
    if (is_kind(f, i, WORD_ZONE) && flag(f, i, TOKEN_ALL_CAPS))
        return i + 1;
    if (text_is(f->t, i, "local") && text_is(f->t, i + 1, "time"))
        return i + 2;
    return i;
}

/* "à 9 heures 30", "a las 9 de la mañana": the hour at token i, `next` behind its
 * minutes.
 */
static uint32_t clock_abroad(const date_reader *f, uint32_t i, uint32_t next,
                             day_time read, day_time *at)
{
    static const char *const ats[] = {"a", "vers", "des", "avant"};
    const text *t = f->t;
    if (i == 0)
        return 0;
    if (f->l->in == TONGUE_FR && IN_LIST(t->tokens[i - 1].folded, ats) &&
        (text_is(t, next, "heures") || text_is(t, next, "heure")) &&
        !text_is(t, next + 1, "de")) {
        int more;
        bool minutes = next + 1 < t->n_tokens &&
                       digits_of(t->tokens[next + 1].folded, &more) == 2 && more < 60;
        return set_clock(at, read.hour, minutes ? more : read.minute, false, false)
                   ? next + (minutes ? 2 : 1)
                   : 0;
    }
    if (f->l->in != TONGUE_ES || i < 2 || !text_is(t, i - 2, "a") ||
        !(text_is(t, i - 1, "las") || text_is(t, i - 1, "la")))
        return 0;
    bool part = text_is(t, next, "de") && text_is(t, next + 1, "la") &&
                is_kind(f, next + 2, WORD_PART) && read.hour <= 12;
    bool late = text_is(t, next + 2, "tarde") || text_is(t, next + 2, "noche");
    if (!set_clock(at, read.hour, read.minute, part && late, part))
        return 0;
    return part ? next + 3 : next + text_is(t, next, "horas");
}

/* "9", "9:30", then what says that it is a time. */
static uint32_t clock_digits(const date_reader *f, uint32_t i, day_time *at)
{
    const text *t = f->t;
    int hour, minute = 0;
    const char *mark;
    slice s = t->tokens[i].folded;
    if (glued_clock(s, &mark, &hour, &minute)) {
        bool uhr = text_is(t, i + 1, "uhr"), letters = mark[0] != '.';
        bool half = text_is(t, i + 1, "am") || text_is(t, i + 1, "pm");
        if (!uhr && !half && !letters)
            return 0;
        bool twelve = half || mark[0] == 'a' || mark[0] == 'p';
        if (!set_clock(at, hour, minute, mark[0] == 'p' || text_is(t, i + 1, "pm"),
                       twelve))
            return 0;
        return zone_after(f, uhr || half ? i + 2 : i + 1);
    }
    int n = digits_of(s, &hour);
    if (n == 0 || n > 2)
        return 0;
    uint32_t next = i + 1;
    bool minutes = mark_at(f, next, ":") && next + 1 < t->n_tokens &&
                   digits_of(t->tokens[next + 1].folded, &minute) == 2;
    if (minutes)
        next += 2;
    if (text_is(t, next, "am") || text_is(t, next, "pm"))
        return set_clock(at, hour, minute, text_is(t, next, "pm"), true)
                   ? zone_after(f, next + 1)
                   : 0;
    if (english(f) && hour >= 1 && hour <= 12 && text_is(t, next, "in") &&
        is_kind(f, next + 1, WORD_THE) && is_kind(f, next + 2, WORD_PART))
        return set_clock(at, hour, minute, !text_is(t, next + 2, "morning"), true)
                   ? next + 3
                   : 0;
    uint32_t abroad = clock_abroad(f, i, next, (day_time){hour, minute, NULL}, at);
    if (abroad)
        return abroad;
    bool said = (text_is(t, next, "o'clock") && english(f)) ||
                (text_is(t, next, "uhr") && f->l->in == TONGUE_DE);
    if (!said && text_is(t, next, "h") && f->l->in == TONGUE_FR) {
        int more;
        said = true;
        if (next + 1 < t->n_tokens && digits_of(t->tokens[next + 1].folded, &more) == 2) {
            minute = more;
            next++;
        }
    }
    if (said)
        return set_clock(at, hour, minute, false, false) ? zone_after(f, next + 1) : 0;
    // "14:30" by itself may be a score; with two digits and "at" or a zone it is not.
    static const char *const ats[] = {"at",     "um",     "gegen", "ab",    "a",
                                      "las",    "la",     "by",    "until", "from",
                                      "around", "before", "after"};
    bool led = i > 0 && IN_LIST(t->tokens[i - 1].folded, ats);
    uint32_t end = zone_after(f, next);
    return minutes && (led || end > next) && set_clock(at, hour, minute, false, false)
               ? end
               : 0;
}

uint32_t clock_at(const date_reader *f, uint32_t i, day_time *at)
{
    if (i >= f->t->n_tokens)
        return 0;
    const token *k = &f->t->tokens[i];
    if (k->kind == TOKEN_NUMBER)
        return clock_digits(f, i, at);
    if (i > 0 && english(f) && text_is(f->t, i, "noon") && text_is(f->t, i - 1, "high"))
        return 0;
    if (english(f) && (text_is(f->t, i, "noon") || text_is(f->t, i, "midnight"))) {
        *at = (day_time){.hour = text_is(f->t, i, "noon") ? 12 : 24};
        return i + 1;
    }
    if (english(f) && text_is(f->t, i, "midday")) {
        *at = (day_time){.hour = 12};
        return i + 1;
    }
    return 0;
}

/* Durations
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    double amount;   // below 0: not told
    bool led;        // "the past …", "the next …"
    const char *ref; // "recent weeks": what is meant instead of a length, or NULL
    int unit;        // a period_unit, or 'H', 'M', 'S'
} duration;

static void write_amount(char *to, size_t room, double n, const char *letter)
{
    if (n < 0)
        snprintf(to, room, "X%s", letter);
    else
        snprintf(to, room, "%.6g%s", n, letter);
}

static void write_duration(const duration *d, char to[24])
{
    double n = d->amount;
    bool clock = d->unit == 'H' || d->unit == 'M' || d->unit == 'S';
    const char *letter = "D", *half = NULL;
    switch (d->unit) {
    case 'H':
        letter = "H", half = "30M";
        break;
    case 'M':
        letter = "M", half = "30S";
        break;
    case 'S':
        letter = "S";
        break;
    case PERIOD_WEEK:
        letter = "W";
        break;
    case PERIOD_WEEKEND:
        letter = "WE";
        break;
    case PERIOD_MONTH:
        letter = "M";
        break;
    case PERIOD_QUARTER:
        letter = "Q";
        break;
    case PERIOD_YEAR:
        letter = "Y", half = "6M";
        break;
    case PERIOD_DECADE:
        letter = n < 0 ? "E" : "Y";
        n = n < 0 ? n : 10 * n;
        break;
    case PERIOD_CENTURY:
        letter = n < 0 ? "C" : "Y";
        n = n < 0 ? n : 100 * n;
        break;
    default:
        break;
    }
    char amount[16];
    bool with_half = half && n > 0 && n < 1e6 && n - (double)(int)n == 0.5;
    write_amount(amount, sizeof amount, with_half ? (double)(int)n : n, letter);
    snprintf(to, 24, "P%s%s%s", clock ? "T" : "", with_half && n < 1 ? "" : amount,
             with_half ? half : "");
}

static bool unit_at(const date_reader *f, uint32_t i, int *unit)
{
    const date_word *w = word(f, i, WORD_UNIT);
    if (!w)
        w = word(f, i, WORD_CLOCK_UNIT);
    if (w)
        *unit = w->value;
    return w != NULL;
}

/* How many: "two", "5 1/2", "several", "a few", "a couple of". */
static uint32_t amount_at(const date_reader *f, uint32_t i, double *amount)
{
    uint32_t at = i;
    number n;
    if (english(f) && is_kind(f, at, WORD_A) && text_is(f->t, at + 1, "couple")) {
        *amount = 2;
        return text_is(f->t, at + 2, "of") ? at + 3 : at + 2;
    }
    if (english(f) && text_is(f->t, at, "couple") && text_is(f->t, at + 1, "of")) {
        *amount = 2;
        return at + 2;
    }
    if (english(f) && is_kind(f, at, WORD_A) && text_is(f->t, at + 1, "few"))
        at++;
    if (is_kind(f, at, WORD_FEW)) {
        *amount = -1;
        return at + 1;
    }
    if (!number_read(f->numbers, at, &n) || n.suffix.len)
        return 0;
    *amount = n.vague || n.low > 1e6 || n.low < 0 ? -1 : n.low;
    at = n.last;
    int top, below; // "5 1/2"
    if (*amount >= 0 && flag(f, at, TOKEN_SPACE_BEFORE) && mark_at(f, at + 1, "/") &&
        at + 2 < f->t->n_tokens && digits_of(f->t->tokens[at].folded, &top) &&
        digits_of(f->t->tokens[at + 2].folded, &below) && top < below && below <= 8) {
        *amount += (double)top / below;
        at += 3;
    }
    return at;
}

/* "three hours later": no day is known that it could be put on. */
static uint32_t with_later(const date_reader *f, uint32_t i, int unit)
{
    bool clock = unit == 'H' || unit == 'M' || unit == 'S';
    return clock && (is_kind(f, i, WORD_AGO) || is_kind(f, i, WORD_LATER) ||
                     text_is(f->t, i, "earlier"))
               ? i + 1
               : i;
}

/* "ago", "later", "old" behind a duration make something else of it. */
static bool is_other(const date_reader *f, uint32_t i, int unit)
{
    if (with_later(f, i, unit) != i)
        return false;
    uint32_t at = mark_at(f, i, "-") ? i + 1 : i;
    return is_kind(f, at, WORD_AGO) || text_is(f->t, at, "old") ||
           text_is(f->t, at, "olds") || text_is(f->t, at, "alt") ||
           (at == i && (is_kind(f, at, WORD_LATER) || text_is(f->t, at, "earlier"))) ||
           (at > i && text_is(f->t, at, "to")); // "quarter-to-quarter"
}

static bool leads(const date_reader *f, uint32_t i)
{
    return is_kind(f, i, WORD_LAST) || is_kind(f, i, WORD_NEXT) ||
           (english(f) && (text_is(f->t, i, "first") || text_is(f->t, i, "recent") ||
                           text_is(f->t, i, "final"))) ||
           (f->l->in == TONGUE_DE && text_is(f->t, i, "ersten"));
}

/* "a two day rally": the unit of a number stands before a noun. */
static bool modifies(const date_reader *f, uint32_t i)
{
    return i + 1 < f->t->n_tokens && f->t->tokens[i + 1].kind == TOKEN_WORD &&
           !flag(f, i + 1, TOKEN_FUNCTION | TOKEN_CAPITAL) &&
           !is_kind(f, i + 1, WORD_AGO) && !is_kind(f, i + 1, WORD_LATER) &&
           !is_kind(f, i + 1, WORD_EARLIER) && !text_is(f->t, i + 1, "old");
}

/* "24 hours a day" is no stretch of 24 hours. */
static bool is_rate(const date_reader *f, uint32_t i)
{
    int unit;
    return english(f) && is_kind(f, i, WORD_A) && unit_at(f, i + 1, &unit) &&
           !is_plural(f, i + 1) && !is_kind(f, i + 2, WORD_AGO) &&
           !is_kind(f, i + 2, WORD_EARLIER);
}

/* "He hopes to follow them one day." */
static bool is_some_day(const date_reader *f, uint32_t i, uint32_t unit)
{
    static const char *const before[] = {"for",  "in",    "within", "after", "of",
                                         "than", "least", "only",   "just",  "last"};
    static const char *const behind[] = {"after",   "before", "later",
                                         "earlier", "-",      "of"};
    return text_is(f->t, i, "one") && text_is(f->t, unit, "day") && i + 1 == unit &&
           !(i > 0 && IN_LIST(f->t->tokens[i - 1].folded, before)) &&
           !(unit + 1 < f->t->n_tokens && IN_LIST(f->t->tokens[unit + 1].folded, behind));
}

/* "the past two months", "the first nine months", "two weeks", "16-hour", "recent days"
 */
static uint32_t counted_span(const date_reader *f, uint32_t i, duration *d)
{
    uint32_t at = i;
    bool the = is_kind(f, at, WORD_THE) || text_is(f->t, at, "these") ||
               text_is(f->t, at, "those");
    at += the;
    bool led = leads(f, at);
    at += led;
    if (!led && english(f) &&
        (text_is(f->t, at, "another") || text_is(f->t, at, "additional")))
        at++;
    double amount = -1;
    uint32_t number_end = amount_at(f, at, &amount);
    if (number_end && at > 0 && mark_at(f, at - 1, "/")) // "1986/87 months"
        return 0;
    bool counted = number_end != 0;
    if (counted)
        at = number_end;
    else if (!led)
        return 0;
    if (counted && !led && (f->l->in == TONGUE_FR || f->l->in == TONGUE_ES) &&
        leads(f, at))
        at++; // "les deux dernières années"
    if (counted && is_kind(f, at, WORD_MORE))
        at++;
    bool joined = counted && mark_at(f, at, "-");
    at += joined;
    if (joined && at > 0 && !same_sentence(f, i, at))
        return 0;
    if (!unit_at(f, at, &d->unit) || !same_sentence(f, i, at))
        return 0;
    bool plural = is_plural(f, at);
    if (i > 0 && text_is(f->t, i - 1, "as") && text_is(f->t, i, "many"))
        return 0; // "the second in as many years"
    int as_year;  // "the 1985 year"
    if (counted && english(f) && !plural && look_year(f, number_end - 1, &as_year))
        return 0;
    // "the past decade" is ten years long, no calendar's decade
    bool past = !counted && the && text_is(f->t, at - 1, "past") &&
                (d->unit == PERIOD_DECADE || d->unit == PERIOD_YEAR);
    if (english(f) && !past &&
        (joined ? plural : !plural && amount != 1 && !modifies(f, at)))
        return 0;
    if (!counted && !plural && !past)
        return 0;
    if (is_other(f, at + 1, d->unit) || (counted && is_rate(f, at + 1)))
        return 0;
    if (counted && !joined && amount == 1 && english(f) && is_some_day(f, i, at))
        return 0;
    // “60 Minutes” is a programme
    if (english(f) && f->t->tokens[i].kind == TOKEN_NUMBER && i + 1 == at &&
        is_kind(f, at, WORD_CLOCK_UNIT) && flag(f, at, TOKEN_CAPITAL) &&
        !flag(f, at, TOKEN_ALL_CAPS))
        return 0;
    if (!counted && english(f))
        d->ref = text_is(f->t, at - 1, "recent")           ? "PAST_REF"
                 : !the && text_is(f->t, at - 1, "coming") ? "FUTURE_REF"
                                                           : NULL;
    d->amount = past ? 1 : amount;
    d->led = led;
    if (english(f) && text_is(f->t, at + 1, "and") && text_is(f->t, at + 2, "a") &&
        text_is(f->t, at + 3, "half") && amount >= 0) {
        d->amount += 0.5;
        return at + 4;
    }
    if (joined && mark_at(f, at + 1, "-") && text_is(f->t, at + 2, "long"))
        return at + 3; // "a two-week-long trip"
    return with_later(f, at + 1, d->unit);
}

/* "a week", "an hour", where it is no rate: behind a preposition. */
static uint32_t one_span(const date_reader *f, uint32_t i, duration *d)
{
    static const char *const before[] = {
        "for",   "in",      "within", "after",     "about",  "over",
        "than",  "of",      "least",  "nearly",    "almost", "around",
        "once",  "half",    "seit",   "innerhalb", "nach",   "binnen",
        "fur",   "pendant", "depuis", "dans",      "durant", "durante",
        "desde", "tras",    "only",   "just",      "take",   "takes",
        "took",  "lasted",  "barely", "lasting",   "spent",  "every"};
    if (!is_kind(f, i, WORD_A))
        return 0;
    bool led = i > 0 && IN_LIST(f->t->tokens[i - 1].folded, before);
    led = led || (i > 2 && text_is(f->t, i - 1, "as") && text_is(f->t, i - 2, "long"));
    uint32_t at = i + 1;
    if (is_kind(f, at, WORD_MORE))
        at++;
    if (!unit_at(f, at, &d->unit) || (english(f) && is_plural(f, at)) ||
        d->unit == PERIOD_QUARTER || is_other(f, at + 1, d->unit))
        return 0;
    bool half = english(f) && i > 0 && text_is(f->t, i - 1, "half") && at == i + 1;
    d->amount = half ? 0.5 : 1;
    if (half && (d->unit == PERIOD_DECADE || d->unit == PERIOD_CENTURY)) {
        d->amount = d->unit == PERIOD_DECADE ? 5 : 50;
        d->unit = PERIOD_YEAR;
    }
    if (text_is(f->t, at + 1, "and") && text_is(f->t, at + 2, "a") &&
        text_is(f->t, at + 3, "half")) {
        d->amount = 1.5;
        return at + 4;
    }
    uint32_t end = with_later(f, at + 1, d->unit);
    return led || end > at + 1 ? end : 0;
}

/* "decades-long", "a day-long meeting", "yearlong" */
static uint32_t long_span(const date_reader *f, uint32_t i, duration *d)
{
    static const struct {
        const char *word;
        int unit;
    } whole[] = {{"hourlong", 'H'},
                 {"daylong", PERIOD_DAY},
                 {"weeklong", PERIOD_WEEK},
                 {"monthlong", PERIOD_MONTH},
                 {"yearlong", PERIOD_YEAR}};
    if (!english(f))
        return 0;
    d->amount = 1;
    for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
        if (text_is(f->t, i, whole[k].word)) {
            d->unit = whole[k].unit;
            return i + 1;
        }
    if (!unit_at(f, i, &d->unit) || !mark_at(f, i + 1, "-") ||
        !text_is(f->t, i + 2, "long"))
        return 0;
    if (is_plural(f, i))
        d->amount = -1;
    return i + 3;
}

/* "years", "for decades": so long that nobody counts. */
static uint32_t bare_span(const date_reader *f, uint32_t i, duration *d)
{
    static const char *const before[] = {"for",  "in",   "within", "after", "of",
                                         "over", "took", "takes",  "the",   "many"};
    if (!english(f) || !unit_at(f, i, &d->unit) || !is_plural(f, i) || i == 0 ||
        is_other(f, i + 1, d->unit) ||
        (i > 1 && text_is(f->t, i - 1, "many") && text_is(f->t, i - 2, "as")))
        return 0;
    uint32_t end = with_later(f, i + 1, d->unit);
    bool event = text_is(f->t, end, "before") || text_is(f->t, end, "after");
    if (end == i + 1 && !event && !IN_LIST(f->t->tokens[i - 1].folded, before))
        return 0;
    d->amount = -1;
    return end;
}

/* "the year-earlier period" of nine months, "the year-earlier nine months": as long. */
static uint32_t earlier_span(const date_reader *f, uint32_t i, duration *d)
{
    uint32_t at = is_kind(f, i, WORD_THE) ? i + 1 : i;
    if (!english(f) || !text_is(f->t, at, "year") || !mark_at(f, at + 1, "-") ||
        !(is_kind(f, at + 2, WORD_EARLIER) || is_kind(f, at + 2, WORD_AGO)))
        return 0;
    uint32_t end = amount_at(f, at + 3, &d->amount);
    d->unit = PERIOD_MONTH;
    if (end && text_is(f->t, end, "months"))
        return end + 1;
    d->amount = look_months_before(f, i);
    return d->amount > 0 && text_is(f->t, at + 3, "period") ? at + 4 : 0;
}

/* "the year ended March 31" */
static uint32_t the_year(const date_reader *f, uint32_t i, duration *d)
{
    if (!english(f) || !is_kind(f, i, WORD_THE) || !text_is(f->t, i + 1, "year") ||
        !(text_is(f->t, i + 2, "ended") || text_is(f->t, i + 2, "ending")))
        return 0;
    *d = (duration){.amount = 1, .unit = PERIOD_YEAR};
    return i + 2;
}

/* "at least", "more than", "less than", "nearly" right before a number belong to it. */
static uint32_t about_before(const date_reader *f, uint32_t i, uint32_t floor)
{
    const text *t = f->t;
    if (!english(f) || i <= floor)
        return i;
    if (i >= floor + 2 && ((text_is(t, i - 1, "least") && text_is(t, i - 2, "at")) ||
                           (text_is(t, i - 1, "than") &&
                            (text_is(t, i - 2, "more") || text_is(t, i - 2, "less")))))
        return i - 2;
    return text_is(t, i - 1, "nearly") || text_is(t, i - 1, "half") ? i - 1 : i;
}

/* Sets
 * -------------------------------------------------------------------------------------
 */

/* "every day", "each Thursday", "every two weeks", "tous les jours", "alle zwei Tage" */
static uint32_t every(const date_reader *f, uint32_t i, char timex[24])
{
    bool all = is_kind(f, i, WORD_ALL);
    if (!all && !is_kind(f, i, WORD_EVERY))
        return 0;
    uint32_t at = i + 1;
    if (all && f->l->in != TONGUE_DE) {
        if (!is_kind(f, at, WORD_THE))
            return 0;
        at++;
    }
    if (text_is(f->t, at, "other") || text_is(f->t, at, "single"))
        at++;
    double amount = 1;
    uint32_t end = amount_at(f, at, &amount);
    if (end)
        at = end;
    else if (all && f->l->in == TONGUE_DE)
        return 0;
    const date_word *weekday = word(f, at, WORD_WEEKDAY);
    if (weekday && !end) {
        snprintf(timex, 24, "XXXX-WXX-%d", weekday->value + 1);
        return at + 1;
    }
    duration d = {.amount = amount};
    if (is_kind(f, at, WORD_PART) && !end) {
        d.unit = PERIOD_DAY;
        write_duration(&d, timex);
        return at + 1;
    }
    if (!unit_at(f, at, &d.unit))
        return 0;
    write_duration(&d, timex);
    return at + 1;
}

/* "daily", not the newspaper; "twice a week", "three times a day" */
static uint32_t often(const date_reader *f, uint32_t i, char timex[24])
{
    const date_word *days = word(f, i, WORD_WEEKDAYS);
    if (days && (flag(f, i, TOKEN_CAPITAL) || f->l->in == TONGUE_DE)) {
        snprintf(timex, 24, "XXXX-WXX-%d", days->value + 1);
        return i + 1;
    }
    const date_word *on = word(f, i + 1, WORD_WEEKDAY);
    if (on && f->l->in == TONGUE_ES && text_is(f->t, i, "los")) {
        snprintf(timex, 24, "XXXX-WXX-%d", on->value + 1);
        return i + 2;
    }
    const date_word *day = word(f, i, WORD_WEEKDAY);
    const char *part = day && english(f) ? look_plural_part(f, i + 1) : NULL;
    if (part) {
        snprintf(timex, 24, "XXXX-WXX-%dT%s", day->value + 1, part);
        return i + 2;
    }
    const date_word *w = word(f, i, WORD_OFTEN);
    if (w) {
        bool paper = i > 0 &&
                     (flag(f, i - 1, TOKEN_CAPITAL) || is_kind(f, i - 1, WORD_THE)) &&
                     !flag(f, i - 1, TOKEN_SENTENCE_START);
        if (flag(f, i, TOKEN_NAME_LIKE) || paper)
            return 0;
        duration d = {.amount = 1, .unit = w->value};
        write_duration(&d, timex);
        return i + 1;
    }
    if (!english(f))
        return 0;
    uint32_t at = 0;
    number n;
    if (text_is(f->t, i, "once") || text_is(f->t, i, "twice"))
        at = i + 1;
    else if (number_read(f->numbers, i, &n) && text_is(f->t, n.last, "times"))
        at = n.last + 1;
    duration d = {.amount = 1};
    if (!at || !(is_kind(f, at, WORD_A) || text_is(f->t, at, "per")) ||
        !unit_at(f, at + 1, &d.unit) || is_plural(f, at + 1))
        return 0;
    write_duration(&d, timex);
    return at + 2;
}

/* References that name no date
 * -------------------------------------------------------------------------------------
 */

/* "in the past", "these days", "long ago", "at the moment" */
static uint32_t ref_phrase(const date_reader *f, uint32_t i, int *which)
{
    if (!english(f))
        return 0;
    *which = 1;
    if (text_is(f->t, i, "these") && text_is(f->t, i + 1, "days"))
        return i + 2;
    if (i > 0 && text_is(f->t, i - 1, "at") &&
        ((is_kind(f, i, WORD_THE) && text_is(f->t, i + 1, "moment") &&
          !is_kind(f, i + 2, WORD_OF) && !text_is(f->t, i + 2, "when")) ||
         (text_is(f->t, i, "this") && text_is(f->t, i + 1, "time"))))
        return i + 2;
    *which = 0;
    if (text_is(f->t, i, "long") && text_is(f->t, i + 1, "ago"))
        return i + 2;
    static const char *const terms[] = {"near", "short", "medium", "long", "longer"};
    if (is_kind(f, i, WORD_THE) && i + 1 < f->t->n_tokens &&
        IN_LIST(f->t->tokens[i + 1].folded, terms) &&
        (text_is(f->t, i + 2, "term") || text_is(f->t, i + 2, "run")) &&
        (i + 3 >= f->t->n_tokens || f->t->tokens[i + 3].kind == TOKEN_PUNCT ||
         flag(f, i + 3, TOKEN_FUNCTION))) {
        *which = 2;
        return i + 3;
    }
    bool past = is_kind(f, i, WORD_THE) && text_is(f->t, i + 1, "past") && i > 0 &&
                (text_is(f->t, i - 1, "in") || text_is(f->t, i - 1, "from"));
    bool alone = i + 2 >= f->t->n_tokens || f->t->tokens[i + 2].kind == TOKEN_PUNCT ||
                 (flag(f, i + 2, TOKEN_FUNCTION) && !number_may_begin(f->numbers, i + 2));
    return past && alone ? i + 2 : 0;
}

static uint32_t reference(const date_reader *f, uint32_t i, uint32_t *first,
                          uint32_t floor, char timex[24])
{
    static const char *const names[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    const date_word *w = word(f, i, WORD_REF);
    int which = 1;
    if (w) {
        if (flag(f, i, TOKEN_NAME_LIKE)) // an organisation's name
            return 0;
        // "Now, as to the weather": tells of no time
        if (english(f) && text_is(f->t, i, "now") && flag(f, i, TOKEN_SENTENCE_START))
            return 0;
        which = w->value + 1;
    } else if (is_kind(f, i, WORD_FUTURE)) {
        bool near = i > 0 &&
                    (text_is(f->t, i - 1, "near") || text_is(f->t, i - 1, "foreseeable"));
        uint32_t the = near ? i - 1 : i;
        bool own =
            slice_starts(f->t->tokens[i].folded, SLICE("l'")) || f->l->in == TONGUE_DE;
        if (!own && (the <= floor || !is_kind(f, the - 1, WORD_THE)))
            return 0;
        if (!own && i + 1 < f->t->n_tokens && f->t->tokens[i + 1].kind == TOKEN_WORD &&
            !flag(f, i + 1, TOKEN_FUNCTION))
            return 0; // "the future president"
        *first = own ? i : the - 1;
        which = 2;
    } else {
        uint32_t end = ref_phrase(f, i, &which);
        if (end)
            snprintf(timex, 24, "%s", names[which]);
        return end;
    }
    snprintf(timex, 24, "%s", names[which]);
    return i + 1;
}

/* All of them
 * -------------------------------------------------------------------------------------
 */

/* "in the morning", "during the afternoon": a part of the day told of. */
static uint32_t part_of_day(const date_reader *f, uint32_t i, char timex[24])
{
    static const char *const before[] = {"in", "during"};
    if (!english(f))
        return 0;
    uint32_t at = i + 1;
    bool led = is_kind(f, i, WORD_THE) && i > 0 && at < f->t->n_tokens &&
               IN_LIST(f->t->tokens[i - 1].folded, before);
    const char *part = text_is(f->t, at, "morning")     ? "TMO"
                       : text_is(f->t, at, "afternoon") ? "TAF"
                       : text_is(f->t, at, "evening")   ? "TEV"
                                                        : NULL;
    if (!led || !part || text_is(f->t, at + 1, "of") || text_is(f->t, at + 1, "'s"))
        return 0;
    snprintf(timex, 24, "%s", part);
    return at + 1;
}

static uint32_t time_at(const date_reader *f, uint32_t i, uint32_t floor, uint32_t *first,
                        time_expression *e)
{
    uint32_t end;
    day_time at;
    duration d = {0};
    *first = i;
    if ((end = clock_at(f, i, &at))) {
        e->kind = TIME_CLOCK;
        snprintf(e->timex, sizeof e->timex, "T%02d:%02d", at.hour, at.minute);
        return end;
    }
    if ((end = part_of_day(f, i, e->timex)))
        return end;
    e->kind = TIME_SET;
    if ((end = every(f, i, e->timex)) || (end = often(f, i, e->timex)))
        return end;
    e->kind = TIME_REF;
    if ((end = reference(f, i, first, floor, e->timex)))
        return end;
    e->kind = TIME_DURATION;
    if ((end = counted_span(f, i, &d)) || (end = one_span(f, i, &d))) {
        write_duration(&d, e->timex);
        if (d.ref)
            snprintf(e->timex, sizeof e->timex, "%s", d.ref);
        e->stretch = d.led;
        *first = about_before(f, i, floor);
        return end;
    }
    if ((end = earlier_span(f, i, &d)) || (end = the_year(f, i, &d)) ||
        (end = long_span(f, i, &d)) || (end = bare_span(f, i, &d))) {
        write_duration(&d, e->timex);
        return end;
    }
    return 0;
}

void times_find(arena *out, const date_lexicon *l, uint32_t which, const text *t,
                const uint32_t *entries, const number_text *numbers,
                const date_expression *dates, uint32_t n, time_expressions *to)
{
    date_reader f = {.l = l, .t = t, .entries = entries, .numbers = numbers};
    uint32_t floor = 0, d = 0;
    for (uint32_t i = 0; i < t->n_tokens;) {
        while (d < n && dates[d].at.last <= i)
            floor = dates[d++].at.last;
        if (d < n && dates[d].at.first <= i) {
            i = dates[d].at.last;
            continue;
        }
        time_expression e = {0};
        bool may = date_lexicon_opens(l, entries[i]) || number_may_begin(numbers, i);
        uint32_t first = i, last = may ? time_at(&f, i, floor, &first, &e) : 0;
        if (!last || (d < n && last > dates[d].at.first)) {
            i++;
            continue;
        }
        e.at = (token_span){which, first, last};
        vec_push(out, to, e);
        i = floor = last;
    }
}
