#include "article/calendar.h"
#include "article/page.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* A reader over a text, byte by byte. Every read_… gives false and stays where it was if
 * the thing is not there. */
typedef struct {
    slice text;
    size_t at;
} cursor;

typedef struct {
    int year, month, day;     // year 0: none; day 0: none
    int weekday;              // -1: none
    int hour, minute, second; // hour -1: none
    bool has_zone, ambiguous;
    int zone; // minutes east of Greenwich
} parts;

static char peek(const cursor *c)
{
    return c->at < c->text.len ? c->text.ptr[c->at] : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80');
}

static void skip_any(cursor *c, const char *set)
{
    for (;;) {
        if (c->at < c->text.len && peek(c) && strchr(set, peek(c)))
            c->at++;
        else if (peek(c) == '\xc2' && c->at + 1 < c->text.len &&
                 c->text.ptr[c->at + 1] == '\xa0')
            c->at += 2;
        else
            return;
    }
}

static bool read_number(cursor *c, int most_digits, int *value, int *digits)
{
    size_t at = c->at;
    int n = 0, v = 0;
    while (at < c->text.len && is_digit(c->text.ptr[at]) && n <= most_digits) {
        v = v * 10 + (c->text.ptr[at++] - '0');
        n++;
    }
    if (n == 0 || n > most_digits)
        return false;
    c->at = at;
    *value = v;
    *digits = n;
    return true;
}

/* Letters, with hyphens inside; a no-break space is none. */
static slice read_word(cursor *c)
{
    size_t at = c->at;
    while (at < c->text.len) {
        char b = c->text.ptr[at], next = at + 1 < c->text.len ? c->text.ptr[at + 1] : 0;
        if ((b == '\xc2' && next == '\xa0') || (b == '\xe2' && next == '\x80'))
            break;
        if (!is_letter_byte(b) && !(b == '-' && at > c->at && at + 1 < c->text.len &&
                                    is_letter_byte(c->text.ptr[at + 1])))
            break;
        at++;
    }
    slice word = slice_of(c->text.ptr + c->at, at - c->at);
    c->at = at;
    return word;
}

static bool read_this(cursor *c, const char *word)
{
    cursor here = *c;
    if (!slice_eq_nocase(read_word(&here), slice_of_str(word)))
        return false;
    *c = here;
    return true;
}

static bool read_month(cursor *c, int *month)
{
    cursor here = *c;
    slice word = read_word(&here);
    *month = calendar_month(word);
    if (*month < 0 && word.len) {
        // "9-Nov-2017", "November-9": the hyphen is no part of the name
        size_t hyphen = slice_find(word, SLICE("-"), 0);
        here.at = c->at + hyphen;
        *month = calendar_month(slice_of(word.ptr, hyphen));
    }
    if (*month < 0)
        return false;
    if (peek(&here) == '.')
        here.at++;
    *c = here;
    return true;
}

static bool read_weekday(cursor *c, int *weekday)
{
    cursor here = *c;
    *weekday = calendar_weekday(read_word(&here));
    if (*weekday < 0)
        return false;
    skip_any(&here, ".");
    *c = here;
    return true;
}

static bool read_year(cursor *c, int *year)
{
    cursor here = *c;
    int value, digits;
    if (!read_number(&here, 4, &value, &digits) || digits != 4 || value < 1700 ||
        value > 2199)
        return false;
    *year = value;
    *c = here;
    return true;
}

static bool read_day(cursor *c, int *day)
{
    cursor here = *c;
    int digits;
    if (!read_number(&here, 2, day, &digits) || *day < 1 || *day > 31)
        return false;
    static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "re"};
    for (size_t i = 0;
         is_letter_byte(peek(&here)) && i < sizeof ordinals / sizeof *ordinals; i++)
        if (read_this(&here, ordinals[i]))
            break;
    if (slice_starts(slice_of(here.text.ptr + here.at, here.text.len - here.at),
                     SLICE("\xc2\xba")))
        here.at += 2;
    *c = here;
    return true;
}

/* "9 November 2017", "9th of November, 2017", "9. November 2017", "9 de noviembre de
 * 2017", "09-Nov-2017". */
static bool read_day_month(cursor *c, parts *p)
{
    cursor here = *c;
    if (!read_day(&here, &p->day))
        return false;
    skip_any(&here, ". -/");
    if (!is_letter_byte(peek(&here)))
        return false;
    if (!read_this(&here, "of"))
        read_this(&here, "de");
    skip_any(&here, " ");
    if (!read_month(&here, &p->month))
        return false;
    *c = here;
    skip_any(&here, " ,-/");
    if (read_this(&here, "de") || read_this(&here, "del"))
        skip_any(&here, " ");
    if (read_year(&here, &p->year))
        *c = here;
    return true;
}

/* "November 9, 2017", "Nov. 9", "November 2017". */
static bool read_month_day(cursor *c, parts *p)
{
    cursor here = *c;
    if (!read_month(&here, &p->month))
        return false;
    skip_any(&here, " -");
    cursor behind = here;
    if (read_year(&here, &p->year)) {
        *c = here;
        return true;
    }
    here = behind;
    if (!read_day(&here, &p->day) || is_digit(peek(&here)) ||
        (peek(&here) == ':' && here.at + 1 < here.text.len &&
         is_digit(here.text.ptr[here.at + 1])))
        return false;
    *c = here;
    skip_any(&here, " ,-/");
    int year;
    if (read_year(&here, &year) && peek(&here) != ':') {
        p->year = year;
        *c = here;
    }
    return true;
}

static bool read_sign(cursor *c, const char *sign)
{
    slice rest = slice_of(c->text.ptr + c->at, c->text.len - c->at);
    if (!slice_starts(rest, slice_of_str(sign)))
        return false;
    c->at += strlen(sign);
    return true;
}

/* "2017-11-09", "2017/11/09", the same with Chinese and Korean signs; "20171109" no: too
 * many numbers look like it. */
static bool read_iso(cursor *c, parts *p)
{
    cursor here = *c;
    int digits;
    if (!read_year(&here, &p->year))
        return false;
    char sign = peek(&here);
    if (read_sign(&here, "\xe5\xb9\xb4") || read_sign(&here, "\xeb\x85\x84")) {
        skip_any(&here, " ");
        if (!read_number(&here, 2, &p->month, &digits) ||
            !(read_sign(&here, "\xe6\x9c\x88") || read_sign(&here, "\xec\x9b\x94")))
            return false;
        skip_any(&here, " ");
        if (!read_number(&here, 2, &p->day, &digits) ||
            !(read_sign(&here, "\xe6\x97\xa5") || read_sign(&here, "\xec\x9d\xbc")))
            return false;
        *c = here;
        return true;
    }
    if (sign != '-' && sign != '/' && sign != '.')
        return false;
    here.at++;
    if (!read_number(&here, 2, &p->month, &digits) || p->month < 1 || p->month > 12)
        return false;
    cursor month_end = here;
    if (peek(&here) == sign) {
        here.at++;
        if (read_number(&here, 2, &p->day, &digits) && !is_digit(peek(&here))) {
            *c = here;
            return true;
        }
    }
    // "2017-11" alone, of metadata
    p->day = 0;
    if (digits != 2 || sign != '-' || is_digit(peek(&month_end)))
        return false;
    *c = month_end;
    return true;
}

/* "09/11/2017", "9.11.2017": day and month in the order that is possible; both when two
 * are. */
static bool read_numeric(cursor *c, parts *p)
{
    cursor here = *c;
    int first, second, digits;
    if (!read_number(&here, 2, &first, &digits))
        return false;
    char sign = peek(&here);
    if (sign != '/' && sign != '.' && sign != '-')
        return false;
    here.at++;
    if (!read_number(&here, 2, &second, &digits) || peek(&here) != sign)
        return false;
    here.at++;
    if (!read_year(&here, &p->year) || is_digit(peek(&here)))
        return false;
    bool as_dm = calendar_exists(p->year, second, first);
    bool as_md = calendar_exists(p->year, first, second);
    if (!as_dm && !as_md)
        return false;
    if (as_dm && as_md && first != second && p->weekday >= 0) {
        as_dm = date_weekday(date_day(p->year, second, first)) == p->weekday;
        as_md = date_weekday(date_day(p->year, first, second)) == p->weekday;
    }
    // With full stops between them the day comes first everywhere
    p->ambiguous = as_dm && as_md && first != second && sign != '.';
    p->day = as_dm ? first : second;
    p->month = as_dm ? second : first;
    *c = here;
    return true;
}

static bool read_zone(cursor *c, parts *p)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = {
        {"GMT", 0},    {"UTC", 0},    {"Z", 0},      {"BST", 60},   {"WEST", 60},
        {"CET", 60},   {"MEZ", 60},   {"CEST", 120}, {"MESZ", 120}, {"EET", 120},
        {"EEST", 180}, {"MSK", 180},  {"EST", -300}, {"EDT", -240}, {"CDT", -300},
        {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"JST", 540},
        {"KST", 540},  {"AEST", 600}, {"AEDT", 660}, {"SAST", 120}, {"HKT", 480},
        {"SGT", 480},  {"NZST", 720}, {"NZDT", 780}, {"EAT", 180},  {"WAT", 60}};
    cursor here = *c;
    skip_any(&here, " (");
    cursor at_name = here;
    slice word = read_word(&here);
    bool named = false;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (slice_eq_str(word, zones[i].name)) {
            p->has_zone = named = true;
            p->zone = zones[i].minutes;
        }
    if (!named)
        here = at_name;
    bool plain = !named || p->zone == 0;
    cursor before_sign = here;
    if (plain && (peek(&here) == '+' || peek(&here) == '-')) {
        int sign = peek(&here) == '-' ? -1 : 1, value, digits, minutes = 0;
        here.at++;
        bool good = read_number(&here, 4, &value, &digits) && digits != 3;
        if (good && digits == 4) {
            minutes = value % 100;
            value /= 100;
        } else if (good && peek(&here) == ':') {
            here.at++;
            good = read_number(&here, 2, &minutes, &digits);
        }
        if (good && value <= 14 && minutes < 60) {
            p->has_zone = named = true;
            p->zone = sign * (value * 60 + minutes);
        } else {
            here = before_sign;
        }
    }
    if (!named)
        return false;
    if (peek(&here) == ')')
        here.at++;
    *c = here;
    return true;
}

/* 0 none, 1 before noon, 2 after. */
static int read_half_day(cursor *c)
{
    cursor here = *c;
    skip_any(&here, " ");
    char first = peek(&here);
    if (!first || !strchr("aApP", first))
        return 0;
    here.at++;
    if (peek(&here) == '.')
        here.at++;
    skip_any(&here, " ");
    if (peek(&here) != 'm' && peek(&here) != 'M')
        return 0;
    here.at++;
    if (peek(&here) == '.')
        here.at++;
    if (is_letter_byte(peek(&here)))
        return 0;
    *c = here;
    return first == 'p' || first == 'P' ? 2 : 1;
}

/* "11:57", "11.57am", "5 p.m.", "12h30", "21.10 Uhr", "19:42:05". */
static bool read_time(cursor *c, parts *p)
{
    cursor here = *c;
    int hour, minute = 0, second = 0, digits;
    if (!read_number(&here, 2, &hour, &digits) || hour > 24)
        return false;
    char sign = peek(&here);
    bool minutes = false;
    if (sign == ':' || sign == '.' || sign == 'h' || sign == 'H') {
        cursor behind = here;
        behind.at++;
        if (read_number(&behind, 2, &minute, &digits) && digits == 2 && minute < 60) {
            minutes = true;
            here = behind;
        }
    }
    cursor seconds = here;
    if (minutes && peek(&seconds) == ':') {
        seconds.at++;
        if (read_number(&seconds, 2, &second, &digits) && second < 61) {
            here = seconds;
            if (peek(&here) == '.') {
                here.at++;
                while (is_digit(peek(&here)))
                    here.at++;
            }
        }
    }
    int half = read_half_day(&here);
    cursor word = here;
    skip_any(&word, " ");
    bool clock =
        read_this(&word, "uhr") || read_this(&word, "h") || read_this(&word, "hrs");
    if (clock)
        here = word;
    if (!half && !clock && !minutes)
        return false;
    if (!half && !clock && sign == '.' && hour > 23)
        return false;
    if (half && (hour < 1 || hour > 12))
        half = 0; // "13:05 pm"
    if (half)
        hour = hour % 12 + (half == 2 ? 12 : 0);
    if (hour > 23)
        return false;
    p->hour = hour;
    p->minute = minute;
    p->second = second < 60 ? second : 59;
    *c = here;
    read_zone(c, p);
    return true;
}

/* The time behind a date: ", at 5:18 PM", "T11:57:00Z", " | 21.10 Uhr". */
static void read_time_behind(cursor *c, parts *p)
{
    cursor here = *c;
    static const char *const words[] = {"at", "um",  "à",    "a", "las", "om",
                                        "às", "ore", "alle", "T", "kl"};
    if (peek(&here) == 'T' && here.at + 1 < here.text.len &&
        is_digit(here.text.ptr[here.at + 1]))
        here.at++;
    for (int round = 0; round < 3; round++) {
        skip_any(&here, " ,|-@:.");
        slice rest = slice_of(here.text.ptr + here.at, here.text.len - here.at);
        if (slice_starts(rest, SLICE("\xc2\xb7")))
            here.at += 2;
        else if (slice_starts(rest, SLICE("\xe2\x80\x93")) ||
                 slice_starts(rest, SLICE("\xe2\x80\x94")) ||
                 slice_starts(rest, SLICE("\xe2\x80\xa2")))
            here.at += 3;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (read_this(&here, words[i]))
                break;
    }
    skip_any(&here, " ");
    if (read_time(&here, p))
        *c = here;
}

/* A time shortly before the date, "5:18 PM EST, Thu November 9, 2017". */
static size_t read_time_before(slice text, size_t earliest, size_t start, parts *p)
{
    size_t from = start > earliest + 28 ? start - 28 : earliest;
    for (size_t at = from; at < start; at++) {
        if (!is_digit(text.ptr[at]) ||
            (at > 0 && (is_digit(text.ptr[at - 1]) || strchr(":./-", text.ptr[at - 1]))))
            continue;
        cursor c = {slice_of(text.ptr, start), at};
        parts found = *p;
        if (!read_time(&c, &found))
            continue;
        skip_any(&c, " ,|-.");
        if (read_this(&c, "on"))
            skip_any(&c, " ");
        if (c.at == start) {
            *p = found;
            return at;
        }
    }
    return start;
}

static bool read_date(cursor *c, parts *p)
{
    cursor here = *c;
    if (!is_digit(peek(c)) && read_weekday(&here, &p->weekday)) {
        skip_any(&here, " ,");
        if (read_this(&here, "the") || read_this(&here, "den") || read_this(&here, "le"))
            skip_any(&here, " ");
    }
    parts start = *p;
    bool (*const forms[])(cursor *, parts *) = {read_iso, read_numeric, read_day_month,
                                                read_month_day};
    // Three begin with a digit, the last with a letter
    size_t first = is_digit(peek(&here)) ? 0 : 3, last = first ? 3 : 2;
    for (size_t i = first; i <= last; i++) {
        *p = start;
        if (forms[i](&here, p) &&
            (p->day == 0 || calendar_exists(p->year, p->month, p->day))) {
            *c = here;
            return true;
        }
    }
    return false;
}

static slice iso_of(arena *out, const parts *p)
{
    buf to;
    buf_init(&to, out);
    if (p->year)
        buf_printf(&to, "%04d-%02d", p->year, p->month);
    else
        buf_printf(&to, "--%02d", p->month);
    if (p->day)
        buf_printf(&to, "-%02d", p->day);
    if (p->day && p->hour >= 0) {
        buf_printf(&to, "T%02d:%02d", p->hour, p->minute);
        if (p->second)
            buf_printf(&to, ":%02d", p->second);
        int zone = p->zone < 0 ? -p->zone : p->zone;
        if (p->has_zone && zone == 0)
            buf_add_byte(&to, 'Z');
        else if (p->has_zone)
            buf_printf(&to, "%c%02d:%02d", p->zone < 0 ? '-' : '+', zone / 60, zone % 60);
    }
    return buf_slice(&to);
}

/* May a date begin here? At a word's start; or where a name is glued to the word before,
 * "LondonMonday 3 May". */
static bool may_start(slice text, size_t at)
{
    char c = text.ptr[at];
    if (!is_digit(c) && !is_letter_byte(c))
        return false;
    if (at == 0)
        return true;
    char before = text.ptr[at - 1];
    if (is_digit(c))
        return !is_digit(before) && !strchr(":.,/-", before) && !is_letter_byte(before);
    if (!is_letter_byte(before))
        return !is_digit(before);
    return c >= 'A' && c <= 'Z';
}

/* Where no weekday and no month begins, a date can only begin with a digit. */
static bool starts_with_name(slice text, size_t at)
{
    cursor c = {text, at};
    int number;
    return read_weekday(&c, &number) || read_month(&c, &number);
}

static bool has_digit(slice text, size_t from)
{
    for (size_t at = from; at < text.len; at++)
        if (is_digit(text.ptr[at]))
            return true;
    return false;
}

static bool find_parts(slice text, size_t from, date_found *to, parts *found)
{
    // Days and years are written in digits, and each date has one or the other
    if (!has_digit(text, from))
        return false;
    for (size_t at = from; at < text.len; at++) {
        if (!may_start(text, at))
            continue;
        bool glued =
            at > 0 && is_letter_byte(text.ptr[at - 1]) &&
            !(at > 1 && text.ptr[at - 2] == '\xc2' && text.ptr[at - 1] == '\xa0');
        cursor c = {text, at};
        bool short_glued = false;
        if (glued) {
            slice word = read_word(&c);
            if (calendar_weekday(word) < 0 && calendar_month(word) < 0)
                continue;
            // "Jane RoeOct 17, 2023": a short name only between small letters and a day
            short_glued = word.len < 5;
            if (short_glued && (word.len < 3 || !is_small(text.ptr[at - 1]) ||
                                !is_small(word.ptr[1]) || calendar_month(word) < 0))
                continue;
            c.at = at;
        }
        if (!is_digit(text.ptr[at]) && !starts_with_name(text, at))
            continue;
        parts p = {.weekday = -1, .hour = -1};
        if (!read_date(&c, &p) || is_digit(peek(&c)) || (!p.year && !p.day) ||
            (short_glued && (!p.year || !p.day)))
            continue;
        read_time_behind(&c, &p);
        size_t start = p.hour < 0 ? read_time_before(text, from, at, &p) : at;
        *to = (date_found){.at = {(uint32_t)start, (uint32_t)c.at},
                           .has_time = p.hour >= 0,
                           .ambiguous = p.ambiguous,
                           .has_year = p.year != 0,
                           .weekday = p.weekday,
                           .day = p.year && p.day ? date_day(p.year, p.month, p.day)
                                                  : INT64_MIN};
        *found = p;
        return true;
    }
    return false;
}

bool date_find(slice text, size_t from, date_found *to)
{
    parts found;
    return find_parts(text, from, to, &found);
}

bool date_next(arena *out, slice text, size_t from, date_found *to)
{
    parts found;
    if (!find_parts(text, from, to, &found))
        return false;
    to->value = iso_of(out, &found);
    return true;
}

/* Ten digits are seconds since 1970, thirteen milliseconds. */
static bool epoch_value(arena *out, slice text, date_found *to)
{
    int64_t seconds = 0;
    if (text.len != 10 && text.len != 13)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
        seconds = seconds * 10 + (text.ptr[i] - '0');
    }
    if (text.len == 13)
        seconds /= 1000;
    int64_t day = seconds / 86400;
    int year = 1970, month = 1;
    while (date_day(year + 1, 1, 1) <= day)
        year++;
    while (month < 12 && date_day(year, month + 1, 1) <= day)
        month++;
    int rest = (int)(seconds % 86400);
    parts p = {.year = year,
               .month = month,
               .day = (int)(day - date_day(year, month, 1)) + 1,
               .weekday = -1,
               .hour = rest / 3600,
               .minute = rest / 60 % 60,
               .second = rest % 60,
               .has_zone = true};
    *to = (date_found){.value = iso_of(out, &p),
                       .has_time = true,
                       .has_year = true,
                       .weekday = -1,
                       .day = day};
    return true;
}

/* "20171109", "20171109T115700Z": only where a machine wrote it. */
static bool compact_value(arena *out, slice text, date_found *to)
{
    if (text.len < 8 || (text.len > 8 && is_digit(text.ptr[8])))
        return false;
    int v[8];
    for (size_t i = 0; i < 8; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
        v[i] = text.ptr[i] - '0';
    }
    parts p = {.year = v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3],
               .month = v[4] * 10 + v[5],
               .day = v[6] * 10 + v[7],
               .weekday = -1,
               .hour = -1};
    if (p.year < 1700 || p.year > 2199 || !calendar_exists(p.year, p.month, p.day))
        return false;
    *to = (date_found){.value = iso_of(out, &p),
                       .has_year = true,
                       .weekday = -1,
                       .day = date_day(p.year, p.month, p.day)};
    return true;
}

bool date_value(arena *out, slice text, date_found *to)
{
    text = slice_trim(text);
    if (text.len > 200)
        text.len = 200;
    if (epoch_value(out, text, to) || compact_value(out, text, to))
        return true;
    return date_next(out, text, 0, to) && to->has_year;
}
