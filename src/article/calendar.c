#include "article/calendar.h"
#include "article/page.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* Names of months and weekdays as newspapers in some languages write them. A name stands
 * for its month whatever the language of the page: none means two. */
typedef struct {
    const char *name;
    int number;
} calendar_name;

static const calendar_name months[] = {
    {"january", 1},    {"jan", 1},        {"januar", 1},    {"jänner", 1},
    {"janvier", 1},    {"janv", 1},       {"enero", 1},     {"ene", 1},
    {"gennaio", 1},    {"janeiro", 1},    {"januari", 1},   {"января", 1},
    {"february", 2},   {"feb", 2},        {"februar", 2},   {"février", 2},
    {"févr", 2},       {"fév", 2},        {"febrero", 2},   {"febbraio", 2},
    {"fevereiro", 2},  {"februari", 2},   {"февраля", 2},   {"march", 3},
    {"mar", 3},        {"märz", 3},       {"mrz", 3},       {"mars", 3},
    {"marzo", 3},      {"março", 3},      {"maart", 3},     {"марта", 3},
    {"april", 4},      {"apr", 4},        {"avril", 4},     {"avr", 4},
    {"abril", 4},      {"abr", 4},        {"aprile", 4},    {"апреля", 4},
    {"may", 5},        {"mai", 5},        {"mayo", 5},      {"maggio", 5},
    {"maio", 5},       {"mei", 5},        {"мая", 5},       {"june", 6},
    {"jun", 6},        {"juni", 6},       {"juin", 6},      {"junio", 6},
    {"giugno", 6},     {"junho", 6},      {"июня", 6},      {"july", 7},
    {"jul", 7},        {"juli", 7},       {"juillet", 7},   {"juil", 7},
    {"julio", 7},      {"luglio", 7},     {"julho", 7},     {"июля", 7},
    {"august", 8},     {"aug", 8},        {"août", 8},      {"agosto", 8},
    {"ago", 8},        {"augustus", 8},   {"августа", 8},   {"september", 9},
    {"sep", 9},        {"sept", 9},       {"septembre", 9}, {"septiembre", 9},
    {"setiembre", 9},  {"settembre", 9},  {"setembro", 9},  {"сентября", 9},
    {"october", 10},   {"oct", 10},       {"oktober", 10},  {"okt", 10},
    {"octobre", 10},   {"octubre", 10},   {"ottobre", 10},  {"outubro", 10},
    {"октября", 10},   {"november", 11},  {"nov", 11},      {"novembre", 11},
    {"noviembre", 11}, {"novembro", 11},  {"ноября", 11},   {"december", 12},
    {"dec", 12},       {"dezember", 12},  {"dez", 12},      {"décembre", 12},
    {"déc", 12},       {"diciembre", 12}, {"dic", 12},      {"dicembre", 12},
    {"dezembro", 12},  {"декабря", 12},
};

static const calendar_name weekdays[] = {
    {"monday", 0},        {"mon", 0},         {"montag", 0},       {"lundi", 0},
    {"lunes", 0},         {"lunedì", 0},      {"maandag", 0},      {"понедельник", 0},
    {"tuesday", 1},       {"tue", 1},         {"tues", 1},         {"dienstag", 1},
    {"mardi", 1},         {"martes", 1},      {"martedì", 1},      {"dinsdag", 1},
    {"вторник", 1},       {"wednesday", 2},   {"wed", 2},          {"mittwoch", 2},
    {"mercredi", 2},      {"miércoles", 2},   {"mercoledì", 2},    {"woensdag", 2},
    {"среда", 2},         {"thursday", 3},    {"thu", 3},          {"thur", 3},
    {"thurs", 3},         {"donnerstag", 3},  {"jeudi", 3},        {"jueves", 3},
    {"giovedì", 3},       {"donderdag", 3},   {"четверг", 3},      {"friday", 4},
    {"fri", 4},           {"freitag", 4},     {"vendredi", 4},     {"viernes", 4},
    {"venerdì", 4},       {"vrijdag", 4},     {"пятница", 4},      {"saturday", 5},
    {"sat", 5},           {"samstag", 5},     {"sonnabend", 5},    {"samedi", 5},
    {"sábado", 5},        {"sabato", 5},      {"zaterdag", 5},     {"суббота", 5},
    {"sunday", 6},        {"sun", 6},         {"sonntag", 6},      {"dimanche", 6},
    {"domingo", 6},       {"domenica", 6},    {"zondag", 6},       {"воскресенье", 6},
    {"segunda-feira", 0}, {"terça-feira", 1}, {"quarta-feira", 2}, {"quinta-feira", 3},
    {"sexta-feira", 4},
};

enum { LONGEST_NAME = 32 };

/* Small letters of a word; false if it is longer than any name. */
static bool fold_name(slice word, char to[LONGEST_NAME + 4], size_t *len)
{
    size_t n = 0;
    if (word.len > LONGEST_NAME)
        return false;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = (uint32_t)u_tolower((UChar32)utf8_next(word, &at));
        if (n + 4 > LONGEST_NAME)
            return false;
        n += utf8_put(c, to + n);
    }
    *len = n;
    return n > 0;
}

static int lookup(slice word, const calendar_name *names, size_t n)
{
    char folded[LONGEST_NAME + 4];
    size_t len;
    if (!fold_name(word, folded, &len))
        return -1;
    for (size_t i = 0; i < n; i++)
        if (slice_eq(slice_of(folded, len), slice_of_str(names[i].name)))
            return names[i].number;
    return -1;
}

int calendar_month(slice word)
{
    return lookup(word, months, sizeof months / sizeof *months);
}

int calendar_weekday(slice word)
{
    return lookup(word, weekdays, sizeof weekdays / sizeof *weekdays);
}

bool date_weekday_word(slice word, int *weekday)
{
    word = shape_core(word);
    // Short ones are words of their own: "sun", "mar", "sat"
    *weekday = word.len > 4 ? calendar_weekday(word) : -1;
    return *weekday >= 0;
}

int64_t date_day(int year, int month, int day)
{
    // Days from 1970-01-01 in the Gregorian calendar, months counted from March
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int date_weekday(int64_t day)
{
    int64_t w = (day + 3) % 7;
    return (int)(w < 0 ? w + 7 : w);
}

bool calendar_exists(int year, int month, int day)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month != 2 || day < 29 || leap || year == 0;
}
