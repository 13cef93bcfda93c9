/* Dates in words of their own: feasts ("Christmas Eve", "last Thanksgiving"), years and
 * days that are spelled out ("nineteen ninety-four", "March eighth"), and centuries
 * ("the 11th century", "siglo XIX"). */
#include "facts/dates_look.h"

#include "base/lists.h"

/* Feasts
 * ---------------------------------------------------------------------------------- */

enum { EASTER = 0, NTH = 20 }; // rules in `month`: days from Easter; n-th weekday

typedef struct {
    const char *words[3]; // folded, one a token
    unsigned tongues;
    int month; // 1 to 12: a day of it; EASTER; NTH + month: the n-th weekday of it
    int day;   // of the month; days from Easter; 10 * n + weekday, n = 9 the last
    bool bare; // also an ordinary word before others: "Christmas sales"
} feast;

enum { EN = TONGUE_EN, DE = TONGUE_DE, FR = TONGUE_FR, ES = TONGUE_ES };

// Longer ones first.
static const feast feasts[] = {
    {{"christmas", "day"}, EN, 12, 25, false},
    {{"christmas", "eve"}, EN, 12, 24, false},
    {{"christmas"}, EN, 12, 25, true},
    {{"boxing", "day"}, EN, 12, 26, false},
    {{"new", "year's", "day"}, EN, 1, 1, false},
    {{"new", "year's", "eve"}, EN, 12, 31, false},
    {{"valentine's", "day"}, EN, 2, 14, false},
    {{"may", "day"}, EN, 5, 1, false},
    {{"halloween"}, EN, 10, 31, true},
    {{"veterans", "day"}, EN, 11, 11, false},
    {{"thanksgiving", "day"}, EN, NTH + 11, 43, false},
    {{"thanksgiving"}, EN, NTH + 11, 43, true},
    {{"labor", "day"}, EN, NTH + 9, 10, false},
    {{"memorial", "day"}, EN, NTH + 5, 90, false},
    {{"columbus", "day"}, EN, NTH + 10, 20, false},
    {{"good", "friday"}, EN, EASTER, -2, false},
    {{"palm", "sunday"}, EN, EASTER, -7, false},
    {{"ash", "wednesday"}, EN, EASTER, -46, false},
    {{"easter", "sunday"}, EN, EASTER, 0, false},
    {{"easter", "monday"}, EN, EASTER, 1, false},
    {{"easter"}, EN, EASTER, 0, true},
    {{"heiligabend"}, DE, 12, 24, false},
    {{"silvester"}, DE, 12, 31, true},
    {{"neujahr"}, DE, 1, 1, true},
    {{"karfreitag"}, DE, EASTER, -2, false},
    {{"ostersonntag"}, DE, EASTER, 0, false},
    {{"ostermontag"}, DE, EASTER, 1, false},
    {{"pfingstsonntag"}, DE, EASTER, 49, false},
    {{"pfingstmontag"}, DE, EASTER, 50, false},
    {{"noel"}, FR, 12, 25, true},
    {{"toussaint"}, FR, 11, 1, true},
    {{"nochebuena"}, ES, 12, 24, false},
    {{"nochevieja"}, ES, 12, 31, false},
    {{"navidad"}, ES, 12, 25, true},
};

enum { N_FEASTS = sizeof feasts / sizeof *feasts };

/* Easter Sunday by the rule of Gauss, as Lichtenberg has mended it: the day of March. */
static int easter_of(int year)
{
    int century = year / 100;
    int moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    int sun = 2 - (3 * century + 3) / 4;
    int cycle = year % 19;
    int full = (19 * cycle + moon) % 30;
    int border = 21 + full - (full + cycle / 11) / 29;
    int first = 7 - (year + year / 4 + sun) % 7;
    return border + 7 - (border - first) % 7;
}

bool feast_day(int which, int year, period *to)
{
    if (which < 0 || which >= N_FEASTS || year < 1583 || year > 9999)
        return false;
    const feast *a = &feasts[which];
    int32_t day;
    if (a->month == EASTER) {
        day = day_number(year, 3, 1) + easter_of(year) - 1 + a->day;
    } else if (a->month < NTH) {
        day = day_number(year, a->month, a->day);
    } else {
        int month = a->month - NTH, n = a->day / 10, weekday = a->day % 10;
        day = day_number(year, month, 1);
        day += (weekday - day_weekday(day) + 7) % 7 + 7 * ((n == 9 ? 1 : n) - 1);
        while (n == 9 && civil_of(day + 7).month == month)
            day += 7;
    }
    *to = period_of(PERIOD_DAY, day);
    return true;
}

/* The possessive ending is a token of its own. */
static uint32_t words_end(const date_reader *f, uint32_t i, const feast *a)
{
    for (size_t k = 0; k < 3 && a->words[k]; k++) {
        slice want = slice_of_str(a->words[k]);
        if (slice_ends(want, SLICE("'s"))) {
            want.len -= 2;
            if (!text_is(f->t, i + 1, "'s"))
                return 0;
        }
        if (i >= f->t->n_tokens || !slice_eq(f->t->tokens[i].folded, want))
            return 0;
        i += want.len == slice_of_str(a->words[k]).len ? 1 : 2;
    }
    return i;
}

uint32_t feast_at(const date_reader *f, uint32_t i, date_expression *e)
{
    int towards = is_kind(f, i, WORD_LAST)   ? TOWARDS_LAST
                  : is_kind(f, i, WORD_NEXT) ? TOWARDS_NEXT
                  : is_kind(f, i, WORD_THIS) ? TOWARDS_THIS
                                             : TOWARDS_PAST;
    uint32_t at = towards == TOWARDS_PAST ? i : i + 1;
    if (!flag(f, at, TOKEN_CAPITAL) && (f->l->in == TONGUE_EN || f->l->in == TONGUE_DE))
        return 0;
    for (int k = 0; k < N_FEASTS; k++) {
        uint32_t last = feasts[k].tongues & f->l->in ? words_end(f, at, &feasts[k]) : 0;
        if (!last)
            continue;
        int year;
        uint32_t end = look_year_after(f, last, &year);
        period day;
        *e = (date_expression){.kind = DATE_FEAST, .n = k, .core = at};
        e->towards = (date_towards)towards;
        if (end && feast_day(k, year, &day)) {
            civil_date c = civil_of(day.first);
            e->kind = DATE_DAY;
            e->year = c.year, e->month = c.month, e->day = c.day;
            return end;
        }
        bool alone = last >= f->t->n_tokens || f->t->tokens[last].kind == TOKEN_PUNCT ||
                     text_is(f->t, last, "'s") ||
                     (flag(f, last, TOKEN_FUNCTION) && !flag(f, last, TOKEN_CAPITAL));
        if (feasts[k].bare && at == i && (!alone || mark_at(f, last, "-")))
            return 0;
        return flag(f, last, TOKEN_CAPITAL) && !flag(f, last, TOKEN_SENTENCE_START) &&
                       f->t->tokens[last].kind == TOKEN_WORD
                   ? 0 // "Labor Day Parade"
                   : last;
    }
    return 0;
}

/* Numbers that are spelled out
 * ---------------------------------------------------------------------------------- */

static int word_index(const date_reader *f, uint32_t i, const char *const *list, int n)
{
    for (int k = 0; k < n; k++)
        if (list[k][0] && text_is(f->t, i, list[k]))
            return k;
    return -1;
}

static const char *const ones[] = {
    "",         "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};
static const char *const nths[] = {
    "",           "first",      "second",     "third",     "fourth",    "fifth",
    "sixth",      "seventh",    "eighth",     "ninth",     "tenth",     "eleventh",
    "twelfth",    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth"};

/* Past a hyphen between two words. */
static uint32_t joined(const date_reader *f, uint32_t i)
{
    return mark_at(f, i, "-") ? i + 1 : i;
}

/* "seven", "fourteen", "ninety-four"; 0 when there is none. */
static uint32_t below_hundred(const date_reader *f, uint32_t i, int *value)
{
    int n = word_index(f, i, ones, 20);
    if (n > 0) {
        *value = n;
        return i + 1;
    }
    n = word_index(f, i, tens, 10);
    if (n < 0)
        return 0;
    int one = word_index(f, joined(f, i + 1), ones, 10);
    *value = 10 * n + (one > 0 ? one : 0);
    return one > 0 ? joined(f, i + 1) + 1 : i + 1;
}

uint32_t look_spelled_year(const date_reader *f, uint32_t i, int *year)
{
    if (!english(f) || i >= f->t->n_tokens || !f->numbers->words[i])
        return 0;
    int rest = 0;
    if (text_is(f->t, i, "two") && text_is(f->t, i + 1, "thousand")) {
        uint32_t at = text_is(f->t, i + 2, "and") ? i + 3 : i + 2;
        uint32_t end = below_hundred(f, at, &rest);
        *year = 2000 + (end ? rest : 0);
        return end ? end : i + 2;
    }
    int century = word_index(f, i, ones, 20);
    if (text_is(f->t, i, "twenty"))
        century = 20;
    if (century < 16 || century > 20)
        return 0;
    uint32_t at = joined(f, i + 1);
    if (text_is(f->t, at, "hundred")) {
        *year = 100 * century;
        return at + 1;
    }
    bool oh = text_is(f->t, at, "oh") || text_is(f->t, at, "o");
    uint32_t end = below_hundred(f, oh ? joined(f, at + 1) : at, &rest);
    if (!end || (oh ? rest > 9 : rest < 10))
        return 0;
    *year = 100 * century + rest;
    return end;
}

/* Only where nothing but a year can be meant. */
uint32_t spelled_year(const date_reader *f, uint32_t i, date_expression *e)
{
    bool the = is_kind(f, i, WORD_THE) && text_is(f->t, i + 1, "year");
    uint32_t at = the ? i + 2 : i;
    int year;
    uint32_t end = look_spelled_year(f, at, &year);
    if (!end)
        return 0;
    const date_word *in = at > 0 ? word(f, at - 1, WORD_IN) : NULL;
    bool led = the || text_is(f->t, at - 1, "by") || (in && (in->flags & WORD_STRONG));
    // "nineteen ninety-four" is no count; "two thousand" and "eighteen hundred" may be
    bool sure = year % 100 >= 20 && year < 2000;
    bool ends = end >= f->t->n_tokens || f->t->tokens[end].kind == TOKEN_PUNCT ||
                flag(f, end, TOKEN_FUNCTION);
    if (!sure && !(led && ends))
        return 0;
    *e = (date_expression){.kind = DATE_YEAR, .year = year, .core = end - 1};
    return end;
}

uint32_t look_spelled_day(const date_reader *f, uint32_t i, int *day)
{
    if (!english(f) || !(is_kind(f, i, WORD_ORDINAL) || is_kind(f, i, WORD_LEAD)))
        return 0;
    int n = word_index(f, i, nths, 21);
    if (n > 0) {
        *day = n;
        return i + 1;
    }
    if (text_is(f->t, i, "thirtieth")) {
        *day = 30;
        return i + 1;
    }
    bool twenty = text_is(f->t, i, "twenty"), thirty = text_is(f->t, i, "thirty");
    uint32_t at = joined(f, i + 1);
    n = twenty || thirty ? word_index(f, at, nths, 10) : -1;
    if (n < 1 || (thirty && n > 1))
        return 0;
    *day = (twenty ? 20 : 30) + n;
    return at + 1;
}

/* Centuries
 * ---------------------------------------------------------------------------------- */

/* A number up to 39 in Roman digits; 0 when it is none. */
static int roman(slice s)
{
    int value = 0, last = 0;
    for (size_t k = s.len; k-- > 0;) {
        int digit = s.ptr[k] == 'x' ? 10 : s.ptr[k] == 'v' ? 5 : s.ptr[k] == 'i' ? 1 : 0;
        if (!digit)
            return 0;
        value += digit < last ? -digit : digit;
        last = digit > last ? digit : last;
    }
    return value > 0 && value < 40 && s.len <= 6 ? value : 0;
}

static uint32_t century_of(const date_reader *f, uint32_t i, int *n)
{
    if (i >= f->t->n_tokens)
        return 0;
    slice s = f->t->tokens[i].folded;
    uint32_t at = i + 1;
    if (f->l->in == TONGUE_ES) {
        *n =
            text_is(f->t, i, "siglo") && at < f->t->n_tokens && flag(f, at, TOKEN_CAPITAL)
                ? roman(f->t->tokens[at].folded)
                : 0;
        return *n ? at + 1 : 0;
    }
    if (f->l->in == TONGUE_FR) {
        if (slice_ends(s, SLICE("e")) && s.len > 1)
            s.len--;
        *n = flag(f, i, TOKEN_CAPITAL) ? roman(s) : 0;
        return *n && text_is(f->t, at, "siecle") ? at + 1 : 0;
    }
    if (f->l->in == TONGUE_DE) {
        at = after_dot(f, at);
        bool word = text_is(f->t, at, "jahrhundert") || text_is(f->t, at, "jahrhunderts");
        return word && at > i + 1 && digits_of(s, n) ? at + 1 : 0;
    }
    if (slice_ends(s, SLICE("th")) || slice_ends(s, SLICE("st")) ||
        slice_ends(s, SLICE("nd")) || slice_ends(s, SLICE("rd")))
        s.len -= 2;
    uint32_t end = digits_of(s, n) && s.len < f->t->tokens[i].folded.len
                       ? at
                       : look_spelled_day(f, i, n);
    if (!end)
        return 0;
    at = joined(f, end);
    return text_is(f->t, at, "century") ? at + 1 : 0;
}

uint32_t century(const date_reader *f, uint32_t i, date_expression *e)
{
    int n;
    uint32_t end = century_of(f, i, &n);
    if (!end || n < 1 || n > 21)
        return 0;
    *e = (date_expression){.kind = DATE_CENTURY, .year = 100 * n - 50, .core = end - 1};
    return end;
}
