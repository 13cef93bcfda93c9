#include "article/classify.h"

/* "By Jane Roe | Published 7 May 2014 | 2 min read": a line made of parts, each of which
 * says by itself what it is. */

enum { MOST_PARTS = 8, MOST_BYTES = 240 };

typedef enum {
    PART_UNKNOWN,
    PART_BYLINE, // with "By"
    PART_NAME,   // a name that the date beside it makes a byline
    PART_DATE,
    PART_TIME, // of the day, or counted from the visit
    PART_AGENCY,
    PART_OUTLET,
    PART_CONTROL // furniture, section
} strip_part;

typedef struct {
    slice text;
    strip_part kind;
} piece;

/* A separator at `at`: its bytes, or 0. */
static size_t gap_at(slice line, size_t at)
{
    static const slice long_gaps[] = {
        {"\xe2\x80\xa2", 3},   {"\xc2\xb7", 2}, {" \xe2\x80\x93 ", 5},
        {" \xe2\x80\x94 ", 5}, {" - ", 3},      {"  ", 2}};
    char c = line.ptr[at];
    if (c > ' ' && c < '|')
        return 0;
    if (c == '|' || c == '\t')
        return 1;
    if (c != ' ' && c != '\xe2' && c != '\xc2')
        return 0;
    char next = at + 1 < line.len ? line.ptr[at + 1] : 0;
    if (c == ' ' && next != ' ' && next != '-' && next != '\xe2')
        return 0;
    slice rest = slice_of(line.ptr + at, line.len - at);
    for (size_t i = 0; i < sizeof long_gaps / sizeof *long_gaps; i++)
        if (slice_starts(rest, long_gaps[i]))
            return long_gaps[i].len;
    return 0;
}

/* May the line have a part that is a byline, a date or a time? Those need a digit, "ago",
 * or a part that begins with one of few words. */
static bool could_be_signed(slice line, const piece *parts, size_t n)
{
    static const slice by[] = {
        {"by", 2}, {"von", 3}, {"par", 3}, {"por", 3}, {"words", 5}};
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
            return true;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof by / sizeof *by; k++)
            if (slice_starts_nocase(parts[i].text, by[k]))
                return true;
    return slice_find_nocase(line, SLICE("ago"), 0) < line.len;
}

static size_t split(slice line, piece *parts)
{
    size_t n = 0, start = 0;
    for (size_t at = 0; at <= line.len;) {
        size_t gap = at < line.len ? gap_at(line, at) : 1;
        if (!gap) {
            at++;
            continue;
        }
        slice text = slice_trim(slice_of(line.ptr + start, at - start));
        at += gap;
        start = at;
        if (!text.len)
            continue;
        if (n == MOST_PARTS)
            return 0;
        parts[n++] = (piece){text, PART_UNKNOWN};
    }
    return n;
}

static bool has_section_word(slice text)
{
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);)
        if (cue_is_section_word(word))
            return true;
    return false;
}

static strip_part kind_of(classifier *c, slice text)
{
    static const char *const by[] = {"by ", "von ", "par ", "por ", "words by "};
    arena *tmp = c->p->tmp;
    while (text.len > 1 && text.ptr[text.len - 1] == '.')
        text.len--; // "3 Min."
    slice folded = shape_fold(tmp, text, MOST_BYTES), rest, name;
    word_counts counts;
    shape s = shape_scan(text, &counts);
    bool opens, glued;
    strip_part kind = PART_UNKNOWN;
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        slice cue = slice_of_str(by[i]);
        if (slice_starts(folded, cue) &&
            byline_are_names(c->p, slice_of(text.ptr + cue.len, text.len - cue.len)))
            kind = PART_BYLINE;
    }
    if (kind == PART_UNKNOWN) {
        if (date_line(text, &rest, &glued) == DATE_LINE_ALONE)
            kind = PART_DATE;
        else if (cue_is_clock(folded) || date_is_relative(tmp, text))
            kind = PART_TIME;
        else if (cue_furniture(folded, &s, counts.kinds, NULL, &opens) ||
                 outlet_is_section(text))
            kind = PART_CONTROL;
        else if (agency_is_whole(tmp, text, &name))
            kind = PART_AGENCY;
        else if (outlet_is_masthead(text))
            kind = PART_OUTLET;
        else if (s.words <= 4 && s.upper < s.words && byline_looks_name(text) &&
                 !has_section_word(text))
            kind = PART_NAME;
    }
    return kind;
}

static void take(classifier *c, const piece *part, slice line)
{
    slice name;
    if (part->kind == PART_BYLINE)
        byline_take(c->p, part->text, false);
    else if (part->kind == PART_NAME)
        byline_names(c->p, part->text, "byline");
    else if (part->kind == PART_AGENCY && agency_is_whole(c->p->tmp, part->text, &name))
        agency_add(c->p, name, line, "byline");
    else if (part->kind == PART_OUTLET)
        outlet_set(c->p, part->text, "a name beside the date", 28);
}

bool strip_take(classifier *c, uint32_t i, slice line, bool before_headline)
{
    piece parts[MOST_PARTS];
    unsigned count[PART_CONTROL + 1] = {0};
    if (line.len > MOST_BYTES)
        return false;
    size_t n = split(line, parts);
    if (n < 2 || !could_be_signed(line, parts, n))
        return false;
    for (size_t k = 0; k < n; k++) {
        parts[k].kind = kind_of(c, parts[k].text);
        if (parts[k].kind == PART_UNKNOWN)
            return false;
        count[parts[k].kind]++;
    }
    bool timed = count[PART_DATE] || count[PART_TIME];
    // Names without "By" and names of outlets need the date beside them
    if (!count[PART_BYLINE] && !count[PART_DATE] && !(count[PART_NAME] && timed))
        return false;
    if (count[PART_DATE] && n == count[PART_DATE] + count[PART_TIME])
        return false; // a date line like any other
    if (!count[PART_BYLINE] && !count[PART_NAME] && count[PART_OUTLET])
        return false; // the day of the visit beside the masthead
    for (size_t k = 0; k < n; k++)
        take(c, &parts[k], line);
    page_furniture(&c->v[i], count[PART_DATE] ? "byline and date line" : "byline");
    if (count[PART_DATE])
        published_add_line(c->p, block_text(c, i), before_headline && !count[PART_BYLINE],
                           false);
    return true;
}
