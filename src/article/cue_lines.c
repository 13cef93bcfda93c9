#include "article/page.h"

#include <string.h>

/* Lines that a page puts around a report, told by their form: clock times, arrows,
 * mottos, rows of links. */

/* "11:48", "9.05 am": when an entry of a live page was written. */
bool cue_is_clock(slice folded)
{
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
    if (shape_of(text).words > MOST_WORDS)
        return false;
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        slice left = slice_of_str(back[i]), right = slice_of_str(on[i]);
        if (slice_starts(text, left) && slice_find(text, right, 0) == text.len)
            return true;
        if (slice_ends(text, right) && slice_find(text, left, 0) == text.len)
            return true;
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

/* Items parted by bars, arrows, dots or wide gaps, none of them longer than a label. */
bool cue_is_navigation(slice text)
{
    static const char *const gaps[] = {
        "  ",       "\t",           "|",   ">",           "\xc2\xbb",
        "\xc2\xb7", "\xe2\x80\xa2", " / ", "\xe2\x80\xba"};
    if (text.len > 400)
        return false;
    unsigned items = 0;
    size_t start = 0;
    for (size_t at = 0; at <= text.len;) {
        size_t gap = at == text.len ? 1 : 0;
        slice rest = slice_of(text.ptr + at, text.len - at);
        for (size_t i = 0; !gap && i < sizeof gaps / sizeof *gaps; i++)
            if (slice_starts(rest, slice_of_str(gaps[i])))
                gap = strlen(gaps[i]);
        if (!gap) {
            at++;
            continue;
        }
        slice item = slice_trim(slice_of(text.ptr + start, at - start)), word;
        unsigned words = 0;
        for (size_t i = 0; shape_next_word(item, &i, &word);)
            words++;
        if (words > 3 || (item.len && strchr(".?!", item.ptr[item.len - 1])))
            return false;
        items += words > 0;
        at += gap;
        start = at;
    }
    return items >= 3;
}
