/* Date expressions as they are written.
 *
 * Each pattern is a function that looks at one token and the ones behind it and gives how
 * far it reaches; they are tried longest first. A modifier that stands right before
 * ("late Wednesday", "the past week") is then taken in, as TimeML has it. */
#include "facts/dates_look.h"

#include "base/lists.h"

/* A number of up to 4 digits, with "st", "th" … behind it where asked for. Gives how many
 * digits, or 0. */
static int digits_at(const date_reader *f, uint32_t i, bool ordinal, int *value)
{
    if (i >= f->t->n_tokens)
        return 0;
    slice s = f->t->tokens[i].folded;
    int n = 0, v = 0;
    while ((size_t)n < s.len && n < 5 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        v = v * 10 + (s.ptr[n++] - '0');
    slice rest = slice_of(s.ptr + n, s.len - (size_t)n);
    static const char *const ends[] = {"st", "nd", "rd", "th", "er", "º", "o", "'s"};
    bool ok = rest.len == 0;
    for (size_t k = 0; !ok && ordinal && k < sizeof ends / sizeof ends[0]; k++)
        ok = slice_eq_str(rest, ends[k]);
    if (!ok || n == 0 || n > 4)
        return 0;
    *value = v;
    return n;
}

static bool day_at(const date_reader *f, uint32_t i, int *day)
{
    int n = digits_at(f, i, true, day);
    return n >= 1 && n <= 2 && *day >= 1 && *day <= 31;
}

bool look_year(const date_reader *f, uint32_t i, int *year)
{
    return digits_at(f, i, false, year) == 4 && *year >= 1000 && *year <= 2199;
}

bool look_month(const date_reader *f, uint32_t i, int *month, uint32_t *last)
{
    const date_word *w = word(f, i, WORD_MONTH);
    if (!w)
        return false;
    if ((f->l->in == TONGUE_EN || f->l->in == TONGUE_DE) && !flag(f, i, TOKEN_CAPITAL))
        return false;
    *month = w->value;
    *last = (w->flags & WORD_SHORT) ? after_dot(f, i + 1) : i + 1;
    return true;
}

static bool weekday_at(const date_reader *f, uint32_t i, int *weekday, uint32_t *last)
{
    const date_word *w = word(f, i, WORD_WEEKDAY);
    if (!w)
        return false;
    if ((f->l->in == TONGUE_EN || f->l->in == TONGUE_DE) && !flag(f, i, TOKEN_CAPITAL))
        return false;
    *weekday = w->value;
    *last = (w->flags & WORD_SHORT) ? after_dot(f, i + 1) : i + 1;
    return true;
}

/* A year that may follow a month or a day: ", 2031", " 2031", " of 2031". */
uint32_t look_year_after(const date_reader *f, uint32_t i, int *year)
{
    uint32_t at = i;
    if (text_is(f->t, at, ",") || is_kind(f, at, WORD_OF))
        at++;
    if (at > i && is_kind(f, at, WORD_OF)) // "el 8 de mayo de 2031" has one only
        return 0;
    return look_year(f, at, year) ? at + 1 : at == i ? look_spelled_year(f, at, year) : 0;
}

/* 2031-05-08, 8/5/2031, 8.5.2031 */
static uint32_t numeric(const date_reader *f, uint32_t i, date_expression *e)
{
    int a, b, c;
    int na = digits_at(f, i, false, &a);
    if (!na) { // "8.5.2031" is one token
        slice s = i < f->t->n_tokens ? f->t->tokens[i].folded : SLICE("");
        int v[3] = {0, 0, 0}, n = 0;
        size_t length[3] = {0, 0, 0};
        for (size_t k = 0; k < s.len; k++) {
            if (s.ptr[k] == '.' && length[n] && n < 2)
                n++;
            else if (s.ptr[k] >= '0' && s.ptr[k] <= '9' && ++length[n] <= 4)
                v[n] = v[n] * 10 + (s.ptr[k] - '0');
            else
                return 0;
        }
        if (n != 2 || length[2] != 4 || !civil_valid(v[2], v[1], v[0]))
            return 0;
        *e =
            (date_expression){.kind = DATE_DAY, .year = v[2], .month = v[1], .day = v[0]};
        return i + 1;
    }
    const char *mark = mark_at(f, i + 1, "-") ? "-" : mark_at(f, i + 1, "/") ? "/" : NULL;
    if (!mark || !mark_at(f, i + 3, mark))
        return 0;
    int nb = digits_at(f, i + 2, false, &b), nc = digits_at(f, i + 4, false, &c);
    if (!nb || !nc || nb > 2)
        return 0;
    if (na == 4 && nc <= 2 && civil_valid(a, b, c)) {
        *e = (date_expression){.kind = DATE_DAY, .year = a, .month = b, .day = c};
        return i + 5;
    }
    if (na > 2 || (nc != 4 && !(nc == 2 && mark[0] == '/')))
        return 0;
    if (nc == 2)
        c += c < 70 ? 2000 : 1900;
    bool day_first = civil_valid(c, b, a), month_first = civil_valid(c, a, b);
    if (!day_first && !month_first)
        return 0;
    *e = (date_expression){.kind = DATE_DAY, .year = c, .month = b, .day = a};
    if (!day_first || (month_first && f->american)) {
        e->month = a;
        e->day = b;
    } else if (month_first && a != b && english(f)) {
        e->kind = DATE_EITHER;
    }
    return i + 5;
}

/* "8 May 2031", "8th of May", "8. Mai", "1er mai", "8 de mayo de 2031" */
static uint32_t day_month(const date_reader *f, uint32_t i, date_expression *e)
{
    int day, month, year;
    bool digits = day_at(f, i, &day);
    uint32_t at = digits ? i + 1 : look_spelled_day(f, i, &day);
    if (!at || (!digits && !is_kind(f, at, WORD_OF))) // "the third of May"
        return 0;
    at = f->l->in == TONGUE_DE ? after_dot(f, at) : at;
    if (is_kind(f, at, WORD_OF))
        at++;
    else if (mark_at(f, at, "-"))
        at++;
    uint32_t last;
    // "8. Mai" may look like the end of a sentence
    if (!look_month(f, at, &month, &last) ||
        (f->l->in != TONGUE_DE && !same_sentence(f, i, at)))
        return 0;
    *e = (date_expression){.kind = DATE_MONTH_DAY, .month = month, .day = day, .core = i};
    uint32_t end = look_year_after(f, last, &year);
    if (!end && mark_at(f, last, "-") && look_year(f, last + 1, &year))
        end = last + 2;
    if (end && civil_valid(year, month, day)) {
        e->kind = DATE_DAY;
        e->year = year;
        last = end;
    }
    return civil_valid(2000, month, day) ? last : 0;
}

/* Something that is counted behind a number: then the number is no day. */
static bool counts(const date_reader *f, uint32_t i)
{
    return text_is(f->t, i, "%") || text_is(f->t, i, "percent") ||
           text_is(f->t, i, "million") || text_is(f->t, i, "people");
}

/* The day of "on April six", as one agency writes it; not of "in April six men". */
static uint32_t day_in_words(const date_reader *f, uint32_t month, uint32_t i, int *day)
{
    number n;
    if (!english(f) || month == 0 || text_is(f->t, month - 1, "in") ||
        !number_read(f->numbers, i, &n) || n.digits || n.vague || n.low < 1 || n.low > 31)
        return 0;
    bool ends = n.last >= f->t->n_tokens || f->t->tokens[n.last].kind == TOKEN_PUNCT ||
                flag(f, n.last, TOKEN_CAPITAL | TOKEN_FUNCTION);
    if (!ends || mark_at(f, n.last, "-"))
        return 0;
    *day = (int)n.low;
    return n.last;
}

/* "May 8, 2031", "Nov. 9", "May 2031", "mid-May" */
static uint32_t month_day(const date_reader *f, uint32_t i, date_expression *e)
{
    int month, day, year;
    uint32_t last, end, day_end;
    if (!look_month(f, i, &month, &last))
        return 0;
    const date_word *w = word(f, i, WORD_MONTH);
    day_end = day_at(f, last, &day) ? last + 1 : look_spelled_day(f, last, &day);
    if (!day_end)
        day_end = day_in_words(f, i, last, &day);
    if (day_end && !counts(f, day_end) && civil_valid(2000, month, day)) {
        *e = (date_expression){.kind = DATE_MONTH_DAY, .month = month, .day = day};
        last = day_end;
        if ((end = look_year_after(f, last, &year)) && civil_valid(year, month, day)) {
            e->kind = DATE_DAY;
            e->year = year;
            last = end;
        }
        return last;
    }
    if ((end = look_year_after(f, last, &year))) {
        *e = (date_expression){.kind = DATE_YEAR_MONTH, .year = year, .month = month};
        return end;
    }
    const date_word *of_year = word(f, last + 1, WORD_UNIT);
    if (english(f) && of_year && of_year->value == PERIOD_YEAR &&
        (text_is(f->t, last, "last") || text_is(f->t, last, "this") ||
         text_is(f->t, last, "next"))) {
        *e = (date_expression){.kind = DATE_MONTH_OF, .month = month};
        e->n = text_is(f->t, last, "last") ? -1 : text_is(f->t, last, "next") ? 1 : 0;
        return last + 2;
    }
    uint32_t before = i > 0 ? i - 1 : UINT32_MAX;
    bool led = before != UINT32_MAX && same_sentence(f, before, i) &&
               (is_kind(f, before, WORD_IN) || is_kind(f, before, WORD_LAST) ||
                is_kind(f, before, WORD_NEXT) || is_kind(f, before, WORD_THIS) ||
                is_kind(f, before, WORD_OF));
    bool named = flag(f, last, TOKEN_CAPITAL) || flag(f, before, TOKEN_NAME_LIKE);
    if ((w->flags & (WORD_COMMON | WORD_SHORT)) || !english(f) || named ||
        flag(f, i, TOKEN_SENTENCE_START)) {
        if (!led)
            return 0;
    }
    *e = (date_expression){.kind = DATE_MONTH, .month = month};
    return last;
}

/* "the week of March 6" */
static uint32_t week_of(const date_reader *f, uint32_t i, date_expression *e)
{
    uint32_t at = is_kind(f, i, WORD_THE) ? i + 1 : i;
    if (!english(f) || !text_is(f->t, at, "week") || !text_is(f->t, at + 1, "of"))
        return 0;
    uint32_t end = month_day(f, at + 2, e);
    if (!end || (e->kind != DATE_DAY && e->kind != DATE_MONTH_DAY))
        return 0;
    e->unit = PERIOD_WEEK;
    e->core = at + 2;
    return end;
}

/* Newspapers and events that are called by a weekday. */
static bool weekday_is_name(const date_reader *f, uint32_t i, uint32_t last)
{
    static const char *const before[] = {"black", "bloody", "good",
                                         "super", "ash",    "cyber"};
    static const char *const after[] = {
        "times", "mail",   "telegraph", "mirror", "express", "herald",      "star",
        "post",  "people", "tribune",   "review", "world",   "independent", "mercury"};
    if (i > 0 && flag(f, i - 1, TOKEN_CAPITAL))
        for (size_t k = 0; k < sizeof before / sizeof before[0]; k++)
            if (text_is(f->t, i - 1, before[k]))
                return true;
    if (flag(f, last, TOKEN_CAPITAL))
        for (size_t k = 0; k < sizeof after / sizeof after[0]; k++)
            if (text_is(f->t, last, after[k]))
                return true;
    return false;
}

/* "Thursday", "Thursday night", "Thursday, May 8, 2031" */
static uint32_t weekday(const date_reader *f, uint32_t i, date_expression *e)
{
    int day;
    uint32_t last;
    if (!weekday_at(f, i, &day, &last))
        return 0;
    uint32_t at = text_is(f->t, last, ",") ? last + 1 : last;
    if (is_kind(f, at, WORD_THE))
        at++;
    date_expression of_month;
    uint32_t end = day_month(f, at, &of_month);
    if (!end)
        end = month_day(f, at, &of_month);
    if (end && (of_month.kind == DATE_DAY || of_month.kind == DATE_MONTH_DAY)) {
        *e = of_month;
        return end;
    }
    if (word(f, i, WORD_WEEKDAY)->flags & WORD_COMMON) {
        bool dotted = last > i + 1;
        if (!dotted)
            return 0;
    }
    if (weekday_is_name(f, i, last) || (i > 0 && is_kind(f, i - 1, WORD_EVERY)) ||
        (f->l->in == TONGUE_ES && i > 0 && text_is(f->t, i - 1, "los")) ||
        (english(f) && look_plural_part(f, last)))
        return 0;
    *e = (date_expression){.kind = DATE_WEEKDAY, .weekday = day};
    if (english(f) && is_kind(f, last, WORD_THE) && // "Friday the 13th"
        !flag(f, last + 2, TOKEN_CAPITAL) && digits_at(f, last + 1, true, &e->day) &&
        !digits_at(f, last + 1, false, &day) && e->day >= 1 && e->day <= 31)
        return last + 2;
    e->day = 0;
    if (!flag(f, last, TOKEN_CAPITAL) || f->l->in == TONGUE_DE)
        last = look_part_after(f, last);
    return last;
}

/* "morgen" and "mañana" are mornings, too: "am Morgen", "por la mañana". */
static bool is_tomorrow(const date_reader *f, uint32_t i)
{
    if (f->l->in == TONGUE_DE)
        return !flag(f, i, TOKEN_CAPITAL) || flag(f, i, TOKEN_SENTENCE_START);
    return i == 0 || !(is_kind(f, i - 1, WORD_THE) || is_kind(f, i - 1, WORD_THIS) ||
                       text_is(f->t, i - 1, "una"));
}

/* "yesterday", "tomorrow night", "the day before yesterday", "this morning", "tonight" */
static uint32_t day_word(const date_reader *f, uint32_t i, date_expression *e)
{
    const date_word *w = word(f, i, WORD_DAY);
    *e = (date_expression){.kind = DATE_OFFSET, .unit = PERIOD_DAY};
    if (w) {
        if (english(f) && flag(f, i, TOKEN_NAME_LIKE)) // a newspaper or programme
            return 0;
        if (w->value == 1 && is_kind(f, i, WORD_PART) && !is_tomorrow(f, i))
            return 0;
        e->n = w->value;
        return look_part_after(f, i + 1);
    }
    if (is_kind(f, i, WORD_UNIT) && english(f) && text_is(f->t, i, "day")) {
        bool before = text_is(f->t, i + 1, "before"),
             after = text_is(f->t, i + 1, "after");
        w = word(f, i + 2, WORD_DAY);
        if (w && ((before && w->value == -1) || (after && w->value == 1))) {
            e->n = 2 * w->value;
            e->core = i + 2;
            return i + 3;
        }
        return 0;
    }
    bool last = is_kind(f, i, WORD_LAST), this = is_kind(f, i, WORD_THIS);
    bool next = text_is(f->t, i, "next") || text_is(f->t, i, "following");
    if (next && is_kind(f, i + 1, WORD_PART)) { // "the next morning"
        e->kind = DATE_FOLLOWS;
        e->n = 1;
        e->core = i + 1;
        return i + 2;
    }
    if ((last || this) && is_kind(f, i + 1, WORD_PART)) {
        bool night = text_is(f->t, i + 1, "night") || text_is(f->t, i + 1, "evening");
        if (last && !night && english(f))
            return 0;
        if (text_is(f->t, i, "that")) {
            e->kind = DATE_FOLLOWS;
            e->n = 0;
            return i + 2;
        }
        if (text_is(f->t, i, "past") || text_is(f->t, i, "previous") ||
            text_is(f->t, i, "same"))
            return 0;
        e->n = last ? -1 : 0;
        e->core = i + 1;
        return i + 2;
    }
    return 0;
}

/* "last week", "this year", "next month", "the following day", "jeudi dernier" */
static uint32_t directed(const date_reader *f, uint32_t i, date_expression *e)
{
    int towards = is_kind(f, i, WORD_LAST)   ? -1
                  : is_kind(f, i, WORD_NEXT) ? 1
                  : is_kind(f, i, WORD_THIS) ? 0
                                             : 2;
    if (towards == 2)
        return 0;
    uint32_t at = i + 1;
    if (text_is(f->t, i, "that") && text_is(f->t, at, "same"))
        at++;
    if (is_kind(f, i, WORD_THIS) &&
        (text_is(f->t, at, "past") || text_is(f->t, at, "coming"))) {
        towards = text_is(f->t, at, "past") ? -1 : 1;
        at++;
    }
    static const date_towards ways[] = {TOWARDS_LAST, TOWARDS_THIS, TOWARDS_NEXT};
    int value;
    uint32_t last;
    // “This Week” is a programme
    if (flag(f, i, TOKEN_CAPITAL) && flag(f, at, TOKEN_CAPITAL) && i > 0 &&
        text_is(f->t, i - 1, "\"") && is_kind(f, at, WORD_UNIT))
        return 0;
    // "said that Monday's vote", "said that March was wet"
    if (text_is(f->t, i, "that") && flag(f, at, TOKEN_CAPITAL) &&
        !is_kind(f, at + 1, WORD_PART))
        return 0;
    if (weekday_at(f, at, &value, &last)) {
        uint32_t day = text_is(f->t, last, ",") ? last + 1 : last;
        uint32_t end = month_day(f, day, e);
        if (end && (e->kind == DATE_DAY || e->kind == DATE_MONTH_DAY)) {
            e->core = day; // "this coming Sunday, March 8"
            return end;
        }
        *e = (date_expression){.kind = DATE_WEEKDAY, .weekday = value};
    } else if (look_month(f, at, &value, &last)) {
        uint32_t end = month_day(f, at, e); // "last Oct. 23"
        if (end && e->kind == DATE_MONTH_DAY) {
            e->core = at;
            e->towards = ways[towards + 1];
            return end;
        }
        *e = (date_expression){.kind = DATE_MONTH, .month = value};
    } else if (is_kind(f, at, WORD_SEASON)) {
        *e = (date_expression){.kind = DATE_OPEN};
        e->season = season_of(f, at);
        last = at + 1;
    } else {
        const date_word *unit = word(f, at, WORD_UNIT);
        if (!unit || is_plural(f, at))
            return 0;
        if (text_is(f->t, i, "past") && i > 0 && is_kind(f, i - 1, WORD_THE) &&
            (unit->value == PERIOD_DECADE || unit->value == PERIOD_YEAR))
            return 0; // as long as that, not the calendar's
        bool follows = text_is(f->t, i, "previous") || text_is(f->t, i, "following") ||
                       text_is(f->t, i, "preceding") || text_is(f->t, i, "same") ||
                       text_is(f->t, i, "that") ||
                       (unit->value == PERIOD_DAY && english(f));
        if (unit->value == PERIOD_DAY && english(f) && !text_is(f->t, i, "next") &&
            !text_is(f->t, i, "same") && !text_is(f->t, i, "that") &&
            !text_is(f->t, i, "previous") && !text_is(f->t, i, "following"))
            return 0;
        *e = (date_expression){.kind = follows ? DATE_FOLLOWS : DATE_OFFSET,
                               .unit = (period_unit)unit->value,
                               .n = towards};
        last = at + 1;
    }
    e->core = at;
    e->towards = ways[towards + 1];
    if (e->kind == DATE_WEEKDAY && is_kind(f, last, WORD_PART))
        last++;
    return last;
}

/* The other way round, where the language has it so. */
static uint32_t directed_after(const date_reader *f, uint32_t i, uint32_t last,
                               date_expression *e)
{
    if (english(f) || f->l->in == TONGUE_DE)
        return last;
    bool before = is_kind(f, last, WORD_LAST);
    if (!before && !is_kind(f, last, WORD_NEXT))
        return last;
    const date_word *unit = word(f, i, WORD_UNIT);
    if (unit)
        *e = (date_expression){
            .kind = DATE_OFFSET, .unit = (period_unit)unit->value, .n = before ? -1 : 1};
    else if (e->kind != DATE_WEEKDAY && e->kind != DATE_MONTH &&
             e->kind != DATE_MONTH_DAY)
        return last;
    e->core = i;
    e->towards = before ? TOWARDS_LAST : TOWARDS_NEXT;
    return last + 1;
}

/* "quarter-century", "half-century": the token of the century, or 0. */
static uint32_t share_of_century(const date_reader *f, uint32_t i, double *years)
{
    *years = text_is(f->t, i, "half") ? 50 : 25;
    uint32_t at = mark_at(f, i + 1, "-") ? i + 2 : i + 1;
    bool share = text_is(f->t, i, "half") || text_is(f->t, i, "quarter");
    return share && text_is(f->t, at, "century") ? at : 0;
}

/* "two days ago", "a year later", "il y a deux jours", "vor zwei Tagen" */
static uint32_t counted(const date_reader *f, uint32_t i, date_expression *e)
{
    uint32_t at = i;
    bool first = is_kind(f, i, WORD_AGO_FIRST);
    if (first) {
        at++;
        if (text_is(f->t, i, "il")) {
            if (!text_is(f->t, i + 1, "y") || !text_is(f->t, i + 2, "a"))
                return 0;
            at = i + 3;
        }
    }
    number n = {0};
    bool vague = true;
    if (number_read(f->numbers, at, &n)) {
        vague = n.vague || n.low != (double)(int)n.low || n.low > 10000;
        at = n.last;
    } else if (is_kind(f, at, WORD_A)) {
        n.low = 1;
        vague = false;
        at++;
    } else if (english(f) && text_is(f->t, at, "many")) { // "many years ago"
        at++;
    }
    double share = 0; // "a quarter-century ago"
    uint32_t century = english(f) && n.low == 1 ? share_of_century(f, at, &share) : 0;
    if (century)
        at = century;
    const date_word *unit = word(f, at, WORD_UNIT);
    if (!unit ||
        (at == i && (!english(f) || !slice_ends(f->t->tokens[at].folded, SLICE("s")))))
        return 0;
    uint32_t core = at++;
    if (text_is(f->t, at, "or") && text_is(f->t, at + 1, "so")) // "a week or so ago"
        at += 2;
    if (text_is(f->t, at, "plus")) // "deux jours plus tard"
        at++;
    bool ago = first || is_kind(f, at, WORD_AGO);
    bool later = is_kind(f, at, WORD_LATER), earlier = is_kind(f, at, WORD_EARLIER);
    if (english(f) && text_is(f->t, at, "before")) // "a year before.", not "before May"
        earlier = at + 1 >= f->t->n_tokens || f->t->tokens[at + 1].kind == TOKEN_PUNCT;
    if (english(f) && !vague && text_is(f->t, at, "from") && // "a year from now"
        (text_is(f->t, at + 1, "now") || text_is(f->t, at + 1, "today"))) {
        *e = (date_expression){.kind = DATE_OFFSET,
                               .unit = (period_unit)unit->value,
                               .n = (int)n.low,
                               .towards = TOWARDS_NEXT,
                               .core = core};
        return at + 2;
    }
    if (!ago && !later && !earlier)
        return 0;
    if (first && !n.last && !is_kind(f, core - 1, WORD_A))
        return 0;
    *e = (date_expression){.kind = vague ? DATE_OPEN
                                   : ago ? DATE_OFFSET
                                         : DATE_FOLLOWS,
                           .unit = (period_unit)unit->value,
                           .core = core};
    e->n = vague ? -ago : (int)n.low * (later ? -1 : 1) * -1;
    if (century) {
        e->unit = PERIOD_YEAR;
        e->n *= (int)share;
    } else if (e->unit == PERIOD_DECADE || e->unit == PERIOD_CENTURY) {
        // a decade ago was one year, as ten years ago was
        e->n *= vague ? 1 : e->unit == PERIOD_DECADE ? 10 : 100;
        e->unit = PERIOD_YEAR;
    }
    return first ? core + 1 : at + 1;
}

/* "the '80s" */
static uint32_t short_decade(const date_reader *f, uint32_t i, date_expression *e)
{
    if (!english(f) || !text_is(f->t, i, "'") || flag(f, i + 1, TOKEN_SPACE_BEFORE) ||
        i + 1 >= f->t->n_tokens)
        return 0;
    slice s = f->t->tokens[i + 1].folded;
    if (s.len != 3 || s.ptr[0] < '2' || s.ptr[0] > '9' || s.ptr[1] != '0' ||
        s.ptr[2] != 's')
        return 0;
    *e = (date_expression){
        .kind = DATE_DECADE, .year = 1900 + 10 * (s.ptr[0] - '0'), .core = i + 1};
    return i + 2;
}

/* Whether what stands behind a bare year lets it be one: not "2,000 men", "2000 men". */
static bool year_may_end(const date_reader *f, uint32_t i)
{
    if (i >= f->t->n_tokens)
        return true;
    const token *k = &f->t->tokens[i];
    if (k->kind != TOKEN_WORD)
        return !text_is(f->t, i, "%") && !mark_at(f, i, "-");
    return (k->flags & (TOKEN_FUNCTION | TOKEN_CAPITAL)) != 0;
}

/* "in 2012 and 2014", "in 2012, 2013 and 2014": at the last mark before a year. */
static bool ends_year_list(const date_reader *f, uint32_t b)
{
    enum { LONGEST = 8 };
    for (int n = 0, from; n < LONGEST && b > 1 && look_year(f, b - 1, &from); n++) {
        if (is_kind(f, b - 2, WORD_IN))
            return from >= 1500;
        b -= 2;
        if (text_is(f->t, b, "and") && b > 0 && text_is(f->t, b - 1, ","))
            b--;
        else if (!text_is(f->t, b, ",") && !text_is(f->t, b, "and"))
            return false;
    }
    return false;
}

/* "in 2015", "the 2012 election", "the 1990s" */
static uint32_t year(const date_reader *f, uint32_t i, date_expression *e)
{
    slice s = f->t->tokens[i].folded;
    int y = 0;
    bool decade = s.len >= 5 && slice_ends(s, SLICE("0s")) &&
                  (s.len == 5 || (s.len == 6 && s.ptr[4] == '\''));
    for (size_t k = 0; k < 4 && k < s.len; k++)
        y = s.ptr[k] >= '0' && s.ptr[k] <= '9' ? y * 10 + (s.ptr[k] - '0') : -10000;
    bool own = s.len == 6 && slice_ends(s, SLICE("'s")); // "2015's"
    if (y < 1000 || y > 2199 || (s.len != 4 && !decade && !own))
        return 0;
    *e = (date_expression){.kind = decade ? DATE_DECADE : DATE_YEAR, .year = y};
    if (decade)
        return english(f) ? i + 1 : 0;
    if (!flag(f, i, TOKEN_SPACE_BEFORE) && i > 0 &&
        f->t->tokens[i - 1].kind != TOKEN_PUNCT)
        return 0;
    if (y >= 1900 && flag(f, i, TOKEN_SENTENCE_START) && english(f) && !own &&
        (text_is(f->t, i + 1, "was") || text_is(f->t, i + 1, "is") ||
         text_is(f->t, i + 1, "has") || text_is(f->t, i + 1, "will")))
        return i + 1; // "2031 was a good year"
    if (y < 1500 || i == 0 || !same_sentence(f, i - 1, i))
        return 0;
    uint32_t b = i - 1;
    if (text_is(f->t, b, "as") && b > 0 && // "as early as 2015"
        (text_is(f->t, b - 1, "early") || text_is(f->t, b - 1, "late") ||
         text_is(f->t, b - 1, "recently")))
        return i + 1;
    if (text_is(f->t, b, "(") && (text_is(f->t, i + 1, ")") || text_is(f->t, i + 1, "-")))
        return i + 1;
    if (mark_at(f, b, "-") && b > 0) {
        int from; // "2012-2014", "mid-1998"
        if (is_kind(f, b - 1, WORD_STAGE))
            return i + 1;
        return look_year(f, b - 1, &from) && from < y && b > 1 &&
                       is_kind(f, b - 2, WORD_IN)
                   ? i + 1
                   : 0;
    }
    if (text_is(f->t, b, "and") || text_is(f->t, b, ","))
        return ends_year_list(f, b) && year_may_end(f, i + 1) ? i + 1 : 0;
    const date_word *in = word(f, b, WORD_IN);
    if (!in && is_kind(f, b, WORD_SEASON))
        return i + 1;
    bool owned =
        slice_ends(f->t->tokens[b].folded, SLICE("'s")); // "the firm's 2012 results"
    if (!in && !owned)
        return 0;
    bool strong = in && (in->flags & WORD_STRONG) && y >= 1700;
    bool range = mark_at(f, i + 1, "-") && look_year(f, i + 2, &y);
    bool modifies = owned || is_kind(f, b, WORD_THE) || is_kind(f, b, WORD_A) ||
                    text_is(f->t, b, "that") || text_is(f->t, b, "its") ||
                    text_is(f->t, b, "his") || text_is(f->t, b, "her") ||
                    text_is(f->t, b, "their");
    if (modifies) {
        // "the 2012 election", not "the 2000 people", not "a 2000 metre wall"
        bool plural = i + 1 < f->t->n_tokens &&
                      (slice_ends(f->t->tokens[i + 1].folded, SLICE("s")) ||
                       text_is(f->t, i + 1, "people") || text_is(f->t, i + 1, "men") ||
                       text_is(f->t, i + 1, "women"));
        bool word_after = i + 1 < f->t->n_tokens &&
                          f->t->tokens[i + 1].kind == TOKEN_WORD &&
                          !flag(f, i + 1, TOKEN_FUNCTION);
        return y >= 1900 && y <= 2099 && word_after && !(plural && y % 50 == 0) ? i + 1
                                                                                : 0;
    }
    return strong || range || year_may_end(f, i + 1) ? i + 1 : 0;
}

typedef uint32_t (*pattern)(const date_reader *f, uint32_t i, date_expression *e);

static const pattern patterns[] = {
    abroad,   numeric,     week_of,      weekday,  day_month,    month_day,
    feast_at, fiscal_year, year_quarter, directed, counted,      day_word,
    century,  quarter,     single,       year,     spelled_year, the_quarter,
    the_unit, year_end,    short_decade};

/* Words right before that belong to the expression. */
static uint32_t modifiers_before(const date_reader *f, uint32_t i, uint32_t floor,
                                 const date_expression *e)
{
    uint32_t at = i;
    if (!english(f))
        return stage_before(f, i, floor);
    bool week =
        (e->kind == DATE_OFFSET && e->unit == PERIOD_WEEK) || e->kind == DATE_WEEKDAY;
    if (e->kind == DATE_OFFSET && at > floor &&
        (text_is(f->t, at - 1, "nearly") || text_is(f->t, at - 1, "almost")))
        return at - 1;
    if (e->kind == DATE_OFFSET && at > floor + 1 && text_is(f->t, at - 1, "than") &&
        (text_is(f->t, at - 2, "more") || text_is(f->t, at - 2, "less")))
        return at - 2;
    if (at > floor && mark_at(f, at - 1, "-") && at - 1 > floor &&
        is_kind(f, at - 2, WORD_STAGE))
        at -= 2;
    if (at > floor && e->kind == DATE_QUARTER && text_is(f->t, at - 1, "fiscal"))
        at--;
    if (at > floor + 1 && e->kind == DATE_YEAR && text_is(f->t, at - 1, "year") &&
        is_kind(f, at - 2, WORD_THE)) // "the year 2031"
        return at - 2;
    if (at > floor && text_is(f->t, at - 1, "sometime") && same_sentence(f, at - 1, i))
        return at - 1;
    bool counted_back = e->kind == DATE_OFFSET && e->unit != PERIOD_DAY;
    if (at > floor && is_kind(f, at - 1, WORD_THE) &&
        (e->kind == DATE_DECADE || e->kind == DATE_QUARTER || e->kind == DATE_FOLLOWS ||
         counted_back || text_is(f->t, at, "summer") || text_is(f->t, at, "day") ||
         e->kind == DATE_OPEN || e->kind == DATE_CENTURY || is_kind(f, at, WORD_SEASON) ||
         text_is(f->t, at, "previous") || text_is(f->t, at, "following")))
        at--;
    if (at > floor && is_kind(f, at - 1, WORD_STAGE) && same_sentence(f, at - 1, i) &&
        !(week && (text_is(f->t, at - 1, "earlier") || text_is(f->t, at - 1, "later")))) {
        at--;
        if (e->kind == DATE_DECADE && at > floor && is_kind(f, at - 1, WORD_THE))
            at--;
    }
    static const char *const parts[] = {"end", "beginning", "start", "middle"};
    uint32_t of = at > floor && is_kind(f, at - 1, WORD_THE) ? at - 1 : at;
    if (of >= floor + 3 && text_is(f->t, of - 1, "of") &&
        IN_LIST(f->t->tokens[of - 2].folded, parts) && is_kind(f, of - 3, WORD_THE) &&
        (e->kind == DATE_MONTH || e->kind == DATE_YEAR || e->kind == DATE_YEAR_MONTH ||
         e->kind == DATE_DECADE || e->kind == DATE_OFFSET))
        return of - 3;
    return at;
}

/* The other day of "April 24 and 25", "March 3 to 5, 2031". */
static uint32_t second_day(const date_reader *f, uint32_t i, date_expression *before,
                           date_expression *e)
{
    int day, year;
    bool joined = text_is(f->t, i, "and") || text_is(f->t, i, "or") ||
                  text_is(f->t, i, "to") || text_is(f->t, i, "through");
    if (!english(f) || before->kind != DATE_MONTH_DAY || before->unit != PERIOD_DAY ||
        !joined || !day_at(f, i + 1, &day) || day <= before->day ||
        !civil_valid(2000, before->month, day))
        return 0;
    uint32_t last = i + 2, end = look_year_after(f, last, &year);
    bool ends = last >= f->t->n_tokens || flag(f, last, TOKEN_FUNCTION) ||
                text_is(f->t, last, ",") || text_is(f->t, last, ".") ||
                text_is(f->t, last, ")") || text_is(f->t, last, ";");
    if (!ends && !end)
        return 0;
    *e = *before;
    if (end && civil_valid(year, before->month, day)) {
        before->kind = e->kind = DATE_DAY;
        before->year = e->year = year;
        last = end;
    }
    e->day = day;
    e->core = i + 1;
    e->at.first = i + 1;
    e->at.last = last;
    return last;
}

void dates_find(arena *out, const date_lexicon *l, uint32_t which, const text *t,
                slice language, const uint32_t *entries, const number_text *numbers,
                date_expressions *to)
{
    date_reader f = {.l = l,
                     .t = t,
                     .entries = entries,
                     .numbers = numbers,
                     .american = slice_starts_nocase(language, SLICE("en-US"))};
    uint32_t floor = 0;
    for (uint32_t i = 0; i < t->n_tokens;) {
        date_expression e = {0};
        day_time clock = {.hour = NO_HOUR};
        uint32_t last = 0, start = i, after = clock_at(&f, i, &clock);
        if (after)
            start = after; // "9 a.m. Tuesday"
        bool may = date_lexicon_opens(l, entries[i]) || text_is(t, i, "'") ||
                   (t->tokens[i].kind != TOKEN_PUNCT && number_may_begin(numbers, i));
        for (size_t p = 0; may && !last && p < sizeof patterns / sizeof patterns[0];
             p++) {
            e = (date_expression){0};
            last = patterns[p](&f, start, &e);
        }
        if (!last && start > i) { // the time by itself
            i = start;
            continue;
        }
        uint32_t end = may ? directed_after(&f, start, last ? last : start + 1, &e) : 0;
        if (end > start + 1 && (last || e.towards != TOWARDS_PAST))
            last = end;
        if (!last) {
            i++;
            continue;
        }
        uint32_t first = start > i ? i : modifiers_before(&f, i, floor, &e);
        if (!e.core)
            e.core = start;
        e.at = (token_span){which, first, last};
        e.time.hour = start > i ? clock.hour : NO_HOUR;
        e.time.minute = clock.minute;
        e.time.part = look_part(&f, &e);
        if (e.towards == TOWARDS_PAST)
            e.towards = dates_towards(t, first, last, e.kind);
        if (e.kind == DATE_OFFSET && e.unit == PERIOD_WEEKEND && e.n == -1 &&
            e.towards == TOWARDS_FUTURE)
            e.n = 0;
        vec_push(out, to, e);
        i = floor = last;
        if ((last = second_day(&f, last, &to->v[to->n - 1], &e))) {
            vec_push(out, to, e);
            i = floor = last;
        }
    }
}
