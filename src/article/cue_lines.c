#include "article/page.h"

#include <string.h>

/* Lines that a page puts around a report, told by their form: clock times, arrows,
 * mottos, rows of links. */

/* "11:48", "9.05 am": when an entry of a live page was written. */
bool cue_is_clock(slice folded)
{
    if (!folded.len || !strchr("0123456789:.", folded.ptr[0]))
        return false;
    static const char *const behind[] = {"",    "am",  "pm",  "a.m.", "p.m.",
                                         "uhr", "gmt", "utc", "cet",  "et"};
    size_t at = 0, digits = 0;
    while (at < folded.len && (folded.ptr[at] == ':' || folded.ptr[at] == '.' ||
                               (folded.ptr[at] >= '0' && folded.ptr[at] <= '9'))) {
        digits += folded.ptr[at] != ':' && folded.ptr[at] != '.';
        at++;
    }
    slice rest = slice_trim(slice_of(folded.ptr + at, folded.len - at));
    bool colon = slice_find(folded, SLICE(":"), 0) < folded.len;
    if (digits < 1 || digits > 4 || at > 5 || (!colon && rest.len == 0))
        return false;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (slice_eq_str(rest, behind[i]))
            return true;
    return false;
}

/* An arrow at the end that points away from the page. A French quotation has both. */
bool cue_is_arrow(slice text)
{
    static const char *const back[] = {"\xe2\x80\xb9", "\xe2\x86\x90", "< ",
                                       "\xc2\xab",     "\xe2\x97\x80", "\xe2\x87\xa0"};
    static const char *const on[] = {"\xe2\x80\xba", "\xe2\x86\x92", " >",
                                     "\xc2\xbb",     "\xe2\x96\xb6", "\xe2\x87\xa2"};
    enum { MOST_WORDS = 12 };
    char first = text.len ? text.ptr[0] : 0, last = text.len ? text.ptr[text.len - 1] : 0;
    if (first != '<' && !(first & '\x80') && last != '>' && !(last & '\x80'))
        return false;
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        slice left = slice_of_str(back[i]), right = slice_of_str(on[i]);
        bool starts = slice_starts(text, left), ends = slice_ends(text, right);
        if (starts != ends && slice_find(text, starts ? right : left, 0) == text.len)
            return shape_of(text).words <= MOST_WORDS;
    }
    return false;
}

static bool has_any(slice folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_find(folded, slice_of_str(words[i]), 0) < folded.len)
            return true;
    return false;
}

bool cue_is_motto(slice folded)
{
    static const char *const starts[] = {
        "the paper of",  "the paper for",      "the newspaper of", "the newspaper for",
        "your paper",    "the voice of",       "the journal of",   "the weekly for",
        "the daily for", "the daily paper of", "die zeitung für",  "das blatt für",
        "die stimme",    "le journal de",      "le quotidien d",   "el diario de",
        "el periódico",  "la voz de",          "all the news",     "news you can"};
    static const char *const papers[] = {
        "paper",   "newspaper", "journal",   "news",      "daily",   "weekly",
        "serving", "trusted",   "voice",     "zeitung",   "journal", "tageszeitung",
        "blatt",   "quotidien", "diario",    "periódico", "press",   "independent",
        "reports", "reporting", "journalism"};
    static const char *const years[] = {
        "since 1",    "since 2",  "est. 1",  "est 1",     "established",
        "founded in", "seit 1",   "seit 2",  "gegründet", "depuis 1",
        "depuis 2",   "fondé en", "desde 1", "desde 2",   "fundado en"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (slice_starts(folded, slice_of_str(starts[i])))
            return true;
    bool dated = false;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        dated |= slice_find(folded, slice_of_str(years[i]), 0) < folded.len;
    return dated && has_any(folded, papers, sizeof papers / sizeof *papers);
}

/* Bytes of what parts two items at `at`, or 0. */
static size_t gap_at(slice text, size_t at)
{
    char c = text.ptr[at];
    if (c > '>' && c < '|')
        return 0;
    char next = at + 1 < text.len ? text.ptr[at + 1] : 0;
    char third = at + 2 < text.len ? text.ptr[at + 2] : 0;
    switch (c) {
    case '\t':
    case '|':
    case '>':
        return 1;
    case ' ':
        return next == ' ' ? 2 : next == '/' && third == ' ' ? 3 : 0;
    case '\xc2': // two arrows, a dot in the middle
        return next == '\xbb' || next == '\xb7' ? 2 : 0;
    case '\xe2': // a bullet, an arrow
        return next == '\x80' && (third == '\xa2' || third == '\xba') ? 3 : 0;
    default:
        return 0;
    }
}

static bool is_space(slice text, size_t at)
{
    char c = text.ptr[at];
    return c == ' ' || (c >= 9 && c <= 13) ||
           // either byte of a no-break space
           (c == '\xc2' && at + 1 < text.len && text.ptr[at + 1] == '\xa0') ||
           (c == '\xa0' && at > 0 && text.ptr[at - 1] == '\xc2');
}

/* Items parted by bars, arrows, dots or wide gaps, none of them longer than a label. */
bool cue_is_navigation(slice text)
{
    enum { MOST_BYTES = 400, MOST_WORDS = 3, LEAST_ITEMS = 3 };
    if (text.len > MOST_BYTES)
        return false;
    unsigned items = 0;
    size_t start = 0;
    while (start <= text.len) {
        size_t end = start, gap = 0;
        unsigned words = 0;
        bool inside = false; // of a word
        // Prose ends the search here, at its fourth word
        for (; end < text.len && !(gap = gap_at(text, end)); end++) {
            bool space = is_space(text, end);
            words += !space && !inside;
            inside = !space;
            if (words > MOST_WORDS)
                return false;
        }
        slice item = slice_trim(slice_of(text.ptr + start, end - start));
        if (item.len && strchr(".?!", item.ptr[item.len - 1]))
            return false;
        items += words > 0;
        start = end + (gap ? gap : 1);
    }
    return items >= LEAST_ITEMS;
}
