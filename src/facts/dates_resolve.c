/* What a date expression stands for, given the day it was written. */
#include "base/lists.h"
#include "facts/dates.h"

bool dates_needs_reference(const date_expression *e)
{
    return e->kind != DATE_DAY && e->kind != DATE_YEAR_MONTH && e->kind != DATE_YEAR &&
           e->kind != DATE_DECADE && e->kind != DATE_CENTURY &&
           e->kind != DATE_THE_QUARTER && e->kind != DATE_FOLLOWS &&
           e->kind != DATE_OPEN && !(e->kind == DATE_QUARTER && e->year);
}

/* The day itself, or the middle of a month or year that is all we know. */
static int32_t middle(const date_reference *ref)
{
    return ref->when.first + (ref->when.last - ref->when.first) / 2;
}

static bool day_of(int year, int month, int day, period *to)
{
    if (!civil_valid(year, month, day))
        return false;
    *to = period_of(PERIOD_DAY, day_number(year, month, day));
    return true;
}

/* 8 May, or a feast, of the year that is nearest; on the side that "last" and "next" ask
 * for. */
static bool month_day(const date_expression *e, const date_reference *ref, period *to)
{
    int32_t from = middle(ref);
    int year = civil_of(from).year;
    int64_t best = INT64_MAX;
    for (int y = year - 1; y <= year + 1; y++) {
        period p;
        if (e->kind == DATE_FEAST ? !feast_day(e->n, y, &p)
                                  : !day_of(y, e->month, e->day, &p))
            continue;
        if (e->towards == TOWARDS_THIS && y != year)
            continue;
        int64_t away = (int64_t)p.first - from;
        if ((e->towards == TOWARDS_LAST && away >= 0) ||
            (e->towards == TOWARDS_NEXT && away <= 0))
            continue;
        // News tells more of what was than of what will be.
        away = away < 0 ? -away : e->towards == TOWARDS_PAST ? 2 * away : away;
        if (away < best) {
            best = away;
            *to = p;
        }
    }
    return best != INT64_MAX;
}

enum { MONTHS_AHEAD = 3 }; // where no verb tells, a month further off is a past one

static bool month(const date_expression *e, const date_reference *ref, period *to)
{
    civil_date now = civil_of(middle(ref));
    int year = now.year;
    switch (e->towards) {
    case TOWARDS_PAST:
        year -= e->month > now.month;
        break;
    case TOWARDS_LAST:
        year -= e->month >= now.month;
        break;
    case TOWARDS_FUTURE:
        year += e->month < now.month;
        break;
    case TOWARDS_NEXT:
        year += e->month <= now.month;
        break;
    case TOWARDS_EITHER:
        year -= e->month > now.month + MONTHS_AHEAD;
        year += e->month + 12 <= now.month + MONTHS_AHEAD;
        break;
    case TOWARDS_THIS:
        break;
    }
    if (!civil_valid(year, e->month, 1))
        return false;
    *to = period_of(PERIOD_MONTH, day_number(year, e->month, 1));
    return true;
}

/* "Friday the 13th": the last one, or the next where it is still to come. */
static bool weekday_of_month(const date_expression *e, int32_t from, period *to)
{
    enum { WEEKS = 64 }; // a 13th is a Friday at least once in 14 months
    bool ahead = e->towards == TOWARDS_FUTURE || e->towards == TOWARDS_NEXT;
    int32_t day = from - (day_weekday(from) - e->weekday + 7) % 7;
    for (int n = 0; n < WEEKS; n++, day += ahead ? 7 : -7) {
        if (civil_of(day).day != e->day || (ahead && day < from))
            continue;
        *to = period_of(PERIOD_DAY, day);
        return true;
    }
    return false;
}

static bool weekday(const date_expression *e, int32_t from, period *to)
{
    if (e->day)
        return weekday_of_month(e, from, to);
    int back = day_weekday(from) - e->weekday; // days since it, within this week
    int32_t day = from;
    switch (e->towards) {
    case TOWARDS_PAST:
        day -= (back + 7) % 7;
        break;
    case TOWARDS_LAST:
        day -= (back + 6) % 7 + 1;
        break;
    case TOWARDS_FUTURE:
        day += (7 - back) % 7;
        break;
    case TOWARDS_NEXT:
        day += (6 - back) % 7 + 1;
        break;
    case TOWARDS_EITHER:
    case TOWARDS_THIS:
        day -= back;
        break;
    }
    *to = period_of(PERIOD_DAY, day);
    return true;
}

static bool is_part(const period *p)
{
    return p->unit == PERIOD_QUARTER || p->unit == PERIOD_HALF;
}

/* The same quarter or half of another year. */
static bool same_part(const period *of, int years, period *to)
{
    return period_shift(*of, years * (of->unit == PERIOD_HALF ? 2 : 4), to);
}

/* Of the quarter that was spoken of, or the last one that is over. */
static bool the_quarter(const date_expression *e, const date_reference *ref,
                        const period *before, period *to)
{
    if (before) {
        int years = e->year ? e->year - civil_of(before->first).year : 0;
        return same_part(before, e->n / 4 + years, to);
    }
    if (e->year) { // "the 2030 period" of nobody knows what
        *to = period_of(PERIOD_YEAR, day_number(e->year, 1, 1));
        return true;
    }
    if (ref->kind == REFERENCE_NONE || ref->when.unit > PERIOD_MONTH)
        return false;
    return period_shift(period_of(PERIOD_QUARTER, middle(ref)), e->n - 1, to);
}

static bool quarter(const date_expression *e, const date_reference *ref, period *to)
{
    bool half = e->unit == PERIOD_HALF;
    int year = e->year, size = half ? 6 : 3;
    if (!year) {
        civil_date now = civil_of(middle(ref));
        year = now.year;
        if (e->towards == TOWARDS_LAST)
            year--;
        else if (e->towards == TOWARDS_NEXT)
            year++;
        else if (e->towards == TOWARDS_PAST)
            year -= e->n > (now.month - 1) / size + 1;
    }
    if (!civil_valid(year, 1, 1))
        return false;
    *to = period_of(half ? PERIOD_HALF : PERIOD_QUARTER,
                    day_number(year, (e->n - 1) * size + 1, 1));
    return true;
}

/* Which of the two readings of 5/8/2031 is nearer to the reference. */
static bool either(const date_expression *e, const date_reference *ref, period *to)
{
    period a, b;
    if (!day_of(e->year, e->month, e->day, &a) || !day_of(e->year, e->day, e->month, &b))
        return false;
    int64_t from = middle(ref), to_a = a.first - from, to_b = b.first - from;
    to_a = to_a < 0 ? -to_a : to_a;
    to_b = to_b < 0 ? -to_b : to_b;
    if (to_a == to_b)
        return false;
    *to = to_a < to_b ? a : b;
    return true;
}

static bool follows(const date_expression *e, const date_reference *ref,
                    const period *before, period *to)
{
    // "than a year earlier", "the week before" of what is told as of today
    if (!before && e->unit != PERIOD_DAY && e->n == -1 && ref->kind != REFERENCE_NONE &&
        (ref->when.unit == PERIOD_DAY || ref->when.unit <= e->unit))
        return period_shift(period_of(e->unit, middle(ref)), -1, to);
    if (!before || before->unit > e->unit)
        return false;
    if (e->unit == PERIOD_YEAR && is_part(before)) // "a year earlier"
        return same_part(before, e->n, to);
    return period_shift(period_of(e->unit, before->first), e->n, to);
}

/* Years and months can be told from a reference that is no more exact than they are. */
static bool exact_enough(const date_expression *e, const date_reference *ref)
{
    period_unit unit = ref->when.unit;
    switch (e->kind) {
    case DATE_WEEKDAY:
        return unit == PERIOD_DAY;
    case DATE_OFFSET:
        if (e->unit == PERIOD_DAY && ref->kind != REFERENCE_EXACT)
            return false;
        return unit <= e->unit || unit == PERIOD_DAY;
    case DATE_MONTH:
    case DATE_MONTH_OF:
    case DATE_QUARTER:
        return unit <= PERIOD_MONTH;
    default:
        return true;
    }
}

/* "the week of May 8" */
static bool in_its_week(const date_expression *e, period *to)
{
    if (e->unit == PERIOD_WEEK)
        *to = period_of(PERIOD_WEEK, to->first);
    return true;
}

bool dates_resolve(const date_expression *e, const date_reference *ref,
                   const period *before, period *to)
{
    if (dates_needs_reference(e) &&
        (ref->kind == REFERENCE_NONE || !exact_enough(e, ref)))
        return false;
    switch (e->kind) {
    case DATE_DAY:
        return day_of(e->year, e->month, e->day, to) && in_its_week(e, to);
    case DATE_EITHER:
        return either(e, ref, to);
    case DATE_MONTH_DAY:
    case DATE_FEAST:
        return month_day(e, ref, to) && in_its_week(e, to);
    case DATE_YEAR_MONTH:
        *to = period_of(PERIOD_MONTH, day_number(e->year, e->month, 1));
        return true;
    case DATE_MONTH:
        return month(e, ref, to);
    case DATE_MONTH_OF: {
        int year = civil_of(middle(ref)).year + e->n;
        if (!civil_valid(year, e->month, 1))
            return false;
        *to = period_of(PERIOD_MONTH, day_number(year, e->month, 1));
        return true;
    }
    case DATE_YEAR:
        *to = period_of(PERIOD_YEAR, day_number(e->year, 1, 1));
        return true;
    case DATE_CENTURY:
        *to = period_of(PERIOD_CENTURY, day_number(e->year, 1, 1));
        return true;
    case DATE_DECADE:
        *to = period_of(PERIOD_DECADE, day_number(e->year, 1, 1));
        return true;
    case DATE_QUARTER:
        return quarter(e, ref, to);
    case DATE_THE_QUARTER:
        return the_quarter(e, ref, before, to);
    case DATE_WEEKDAY:
        return weekday(e, ref->when.first, to);
    case DATE_OFFSET:
        if (before && is_part(before))
            return same_part(before, e->n, to);
        return period_shift(period_of(e->unit, middle(ref)), e->n, to);
    case DATE_FOLLOWS:
        return follows(e, ref, before, to);
    case DATE_OPEN:
        break;
    }
    return false;
}

/* As TimeML writes it
 * ---------------------------------------------------------------------------------- */

static slice with_time(arena *out, slice day, const day_time *t)
{
    if (t->hour != NO_HOUR)
        return arena_format(out, "%.*sT%02d:%02d", (int)day.len, day.ptr, t->hour,
                            t->minute);
    return t->part ? arena_format(out, "%.*sT%s", (int)day.len, day.ptr, t->part) : day;
}

slice dates_timex(arena *out, const date_expression *e, const period *value)
{
    if (!value)
        return e->kind == DATE_OPEN && !e->season && e->n < 0 ? SLICE("PAST_REF")
                                                              : SLICE("");
    int year = civil_of(value->first).year;
    if (e->season)
        return arena_format(out, "%04d-%s", year, e->season);
    slice week;
    switch (value->unit) {
    case PERIOD_DAY:
        return with_time(out, period_format(out, *value), &e->time);
    case PERIOD_WEEKEND:
        week = period_format(out, period_of(PERIOD_WEEK, value->first));
        return arena_format(out, "%.*s-WE", (int)week.len, week.ptr);
    case PERIOD_QUARTER:
        return arena_format(out, "%04d-Q%d", year, civil_of(value->first).month / 3 + 1);
    case PERIOD_HALF:
        return arena_format(out, "%04d-H%d", year, civil_of(value->first).month / 7 + 1);
    case PERIOD_DECADE:
        return arena_format(out, "%03d", year / 10);
    case PERIOD_CENTURY:
        return arena_format(out, "%02d", year / 100);
    default:
        return period_format(out, *value);
    }
}

/* Past or future
 * ---------------------------------------------------------------------------------- */

typedef enum { CUE_NONE, CUE_PAST, CUE_FUTURE, CUE_PLAN, CUE_ASK } cue;

/* "mainly due to rain", "due to the rain", not "due to arrive". */
static bool is_cause(const text *t, uint32_t i)
{
    static const char *const before[] = {"mainly", "partly",  "largely",
                                         "mostly", "chiefly", "primarily"};
    static const char *const behind[] = {"the", "a",   "an",    "its",
                                         "his", "her", "their", "this"};
    if (i > 0 && IN_LIST(t->tokens[i - 1].folded, before))
        return true;
    return text_is(t, i + 1, "to") && i + 2 < t->n_tokens &&
           (IN_LIST(t->tokens[i + 2].folded, behind) ||
            (t->tokens[i + 2].flags & TOKEN_CAPITAL));
}

/* What a word says about the time of its clause. Plans need an infinitive behind them. */
static cue cue_of(const text *t, uint32_t i)
{
    // What is on somebody's calendar: "the talks begin on Monday".
    static const char *const calendar[] = {
        "begins",  "starts",  "opens",  "begin",    "start",   "meets",   "meet",
        "leaves",  "arrives", "arrive", "convenes", "convene", "travels", "visits",
        "departs", "expires", "expire", "votes",    "debuts",  "airs"};
    static const char *const future[] = {
        "will",     "shall",     "'ll",    "won't", "wo",          "tomorrow",
        "upcoming", "would",     "might",  "wird",  "werden",      "sera",
        "seront",   "scheduled", "slated", "due",   "tentatively", "deadline"};
    static const char *const plan[] = {
        "expected", "expects",   "expect",   "set",   "agreed",  "likely", "ready",
        "hopes",    "hope",      "promised", "vowed", "intends", "intend", "going",
        "prepares", "preparing", "is",       "are",   "aims",    "wants",  "want",
        "urged",    "called",    "prepared", "open"};
    // These look ahead by themselves: "planned a march on Saturday".
    static const char *const ahead[] = {"plans",     "plan",  "planned", "planning",
                                        "postponed", "until", "till",    "forecast"};
    // Asked to come on Monday; but asked on Monday whether it had come.
    static const char *const asks[] = {"asked",    "asks",     "told",    "tells",
                                       "ordered",  "orders",   "invited", "invites",
                                       "required", "summoned", "advised", "warned"};
    static const char *const past[] = {
        "was",      "were",   "had",     "did",     "said",   "told",   "took",
        "came",     "went",   "made",    "gave",    "got",    "left",   "met",
        "held",     "fell",   "rose",    "sent",    "began",  "broke",  "won",
        "lost",     "found",  "led",     "saw",     "shot",   "hit",    "cut",
        "put",      "flew",   "wrote",   "spoke",   "became", "drove",  "stood",
        "ran",      "sold",   "bought",  "brought", "kept",   "struck", "fought",
        "withdrew", "caught", "thought", "knew",    "paid",   "felt",   "closed"};
    const token *k = &t->tokens[i];
    if (k->kind != TOKEN_WORD || !k->folded.len)
        return CUE_NONE;
    slice s = k->folded;
    if (text_is(t, i, "due") && is_cause(t, i))
        return CUE_NONE;
    // "would not say on Tuesday whether"
    if (text_is(t, i, "would") &&
        (text_is(t, i + 1, "n't") || text_is(t, i + 1, "not")) &&
        (text_is(t, i + 2, "say") || text_is(t, i + 2, "comment") ||
         text_is(t, i + 2, "confirm") || text_is(t, i + 2, "discuss")))
        return CUE_PAST;
    if (text_is(t, i, "wouldn't"))
        return text_is(t, i + 1, "say") || text_is(t, i + 1, "comment") ? CUE_PAST
                                                                        : CUE_FUTURE;
    if (IN_LIST(s, future) || slice_ends(s, SLICE("'ll")))
        return i > 0 && text_is(t, i - 1, "been") ? CUE_PAST : CUE_FUTURE;
    bool can = text_is(t, i, "can") || text_is(t, i, "should");
    if (can && text_is(t, i + 1, "be")) // "so that it can be passed in May"
        return CUE_FUTURE;
    if (text_is(t, i, "plans") || text_is(t, i, "plan")) { // "set aside her plans, …"
        static const char *const nouns[] = {"was", "were", "had", "has", "have", "of"};
        if (i + 1 < t->n_tokens && (t->tokens[i + 1].kind == TOKEN_PUNCT ||
                                    IN_LIST(t->tokens[i + 1].folded, nouns)))
            return CUE_NONE;
    }
    bool soon = i > 1 && text_is(t, i, "as") && text_is(t, i - 2, "as") &&
                (text_is(t, i - 1, "soon") || text_is(t, i - 1, "early"));
    if (soon || IN_LIST(s, ahead)) // but "as planned", "had been planned"
        return i > 0 && !soon &&
                       (text_is(t, i - 1, "as") || text_is(t, i - 1, "previously") ||
                        text_is(t, i - 1, "been"))
                   ? CUE_PAST
                   : CUE_FUTURE;
    if (IN_LIST(s, calendar)) {
        bool not_so = i > 0 && (text_is(t, i - 1, "not") || text_is(t, i - 1, "did") ||
                                text_is(t, i - 1, "n't") || text_is(t, i - 1, "to"));
        return not_so ? CUE_PLAN : CUE_FUTURE;
    }
    if (IN_LIST(s, plan))
        return CUE_PLAN;
    if (IN_LIST(s, asks))
        return CUE_ASK;
    if (i > 0 && text_is(t, i - 1, "be")) // "will be named"
        return CUE_NONE;
    if (IN_LIST(s, past) ||
        (s.len > 3 && slice_ends(s, SLICE("ed")) && !(k->flags & TOKEN_CAPITAL)))
        return CUE_PAST;
    return CUE_NONE;
}

static bool ends_clause(const text *t, uint32_t i)
{
    return text_is(t, i, ";") || text_is(t, i, "\"") || text_is(t, i, ":");
}

/* The comma of "to admit Velmora, Rasma and the islands in March". */
static bool between_names(const text *t, uint32_t comma)
{
    return comma > 0 && comma + 1 < t->n_tokens &&
           (t->tokens[comma - 1].flags & TOKEN_NAME_LIKE) &&
           (t->tokens[comma + 1].flags & TOKEN_NAME_LIKE);
}

/* "called a meeting of the cabinet for Wednesday", "called for a strike on Monday": what
 * is called is still to come. "for Monday's attack" is not. */
static bool is_called(const text *t, uint32_t first, uint32_t last)
{
    static const char *const calls[] = {
        "called",     "calls", "call",     "calling", "announced", "announces",
        "announcing", "set",   "convened", "fixed",   "summoned",  "proposed"};
    static const char *const events[] = {
        "meeting",   "talks",   "vote",          "strike",         "election",
        "elections", "hearing", "rally",         "march",          "protest",
        "protests",  "summit",  "session",       "conference",     "referendum",
        "debate",    "ballot",  "demonstration", "demonstrations", "ceremony",
        "funeral",   "walkout", "stoppage",      "rallies",        "strikes",
        "marches",   "prayers"};
    enum { REACH = 14 };
    if (first == 0 || text_is(t, last, "'s"))
        return false;
    bool for_day = text_is(t, first - 1, "for"), event = false;
    uint32_t own = t->tokens[first].sentence;
    for (uint32_t i = first, n = 0; i-- > 0 && n < REACH; n++) {
        if (t->tokens[i].sentence != own || ends_clause(t, i) || text_is(t, i, ","))
            return false;
        event = event || IN_LIST(t->tokens[i].folded, events);
        if (!event || !IN_LIST(t->tokens[i].folded, calls))
            continue;
        return for_day || text_is(t, i + 1, "for") || text_is(t, i + 1, "a") ||
               text_is(t, i + 1, "an");
    }
    return false;
}

/* "had been parked there until Monday", "Until Monday, they had not": over by then. */
static bool was_until(const text *t, uint32_t first, uint32_t last)
{
    enum { REACH = 12 };
    bool by = first > 0 && text_is(t, first - 1, "by");
    if (first == 0 ||
        !(by || text_is(t, first - 1, "until") || text_is(t, first - 1, "till")))
        return false;
    uint32_t own = t->tokens[first].sentence;
    bool opens = first == 1 || (t->tokens[first - 1].flags & TOKEN_SENTENCE_START);
    for (uint32_t i = last, n = 0; opens && i < t->n_tokens && n < REACH; i++, n++) {
        if (t->tokens[i].sentence != own || ends_clause(t, i))
            break;
        if (text_is(t, i, "had") || text_is(t, i, "was") || text_is(t, i, "were"))
            return true;
    }
    for (uint32_t i = by ? 0 : first - 1, n = 0; i-- > 0 && n < REACH; n++) {
        if (t->tokens[i].sentence != own || ends_clause(t, i) || text_is(t, i, ","))
            return false;
        if (text_is(t, i, "had"))
            return true;
    }
    return false;
}

/* The nearest verb-like word decides, first before the date, then behind it when the date
 * opens its clause. */
static date_towards towards_told(const text *t, uint32_t first, uint32_t last)
{
    enum { REACH = 14 };
    uint32_t own = t->tokens[first].sentence;
    bool infinitive = false;
    if (is_called(t, first, last))
        return TOWARDS_FUTURE;
    if (was_until(t, first, last))
        return TOWARDS_PAST;
    // "Wednesday's ruling" has been made; "before Wednesday's vote" it has not.
    if (text_is(t, last, "'s") &&
        !(first > 0 && (text_is(t, first - 1, "before") || text_is(t, first - 1, "of") ||
                        text_is(t, first - 1, "for") || text_is(t, first - 1, "until"))))
        return TOWARDS_PAST;
    for (uint32_t i = first, n = 0; i-- > 0 && n < REACH; n++) {
        if (t->tokens[i].sentence != own || ends_clause(t, i))
            break;
        if (text_is(t, i, ",") && !between_names(t, i))
            break;
        cue c = cue_of(t, i);
        if (c == CUE_FUTURE || ((c == CUE_PLAN || c == CUE_ASK) && infinitive))
            return TOWARDS_FUTURE;
        if (c == CUE_PLAN)
            continue;
        if ((c == CUE_PAST || c == CUE_ASK) && !infinitive)
            return TOWARDS_PAST;
        bool cause = i > 0 && text_is(t, i - 1, "due") && is_cause(t, i - 1);
        if (text_is(t, i, "to") && !cause && i + 1 < first &&
            (text_is(t, i + 1, "be") ||
             !(t->tokens[i + 1].flags & (TOKEN_FUNCTION | TOKEN_CAPITAL))))
            infinitive = true;
    }
    for (uint32_t i = last, n = 0; i < t->n_tokens && n < REACH; i++, n++) {
        if (t->tokens[i].sentence != own || ends_clause(t, i) ||
            (n > 0 && text_is(t, i, ",")))
            break;
        cue c = cue_of(t, i);
        if (c == CUE_FUTURE)
            return TOWARDS_FUTURE;
        if (c == CUE_PAST || c == CUE_ASK)
            return TOWARDS_PAST;
    }
    // "by February", "through January" look ahead where nothing else is said.
    bool by =
        first > 0 && (text_is(t, first - 1, "by") || text_is(t, first - 1, "through"));
    return by ? TOWARDS_FUTURE : TOWARDS_EITHER;
}

date_towards dates_towards(const text *t, uint32_t first, uint32_t last, date_kind kind)
{
    date_towards told = towards_told(t, first, last);
    // News tells more of what was; months stand for plans and for the past alike.
    return told == TOWARDS_EITHER && kind != DATE_MONTH ? TOWARDS_PAST : told;
}
