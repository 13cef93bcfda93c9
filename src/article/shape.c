#include "article/page.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

static bool is_space_byte(char c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

bool shape_next_word(slice text, size_t *at, slice *word)
{
    size_t i = *at;
    if (i >= text.len) {
        *word = slice_of("", 0);
        return false;
    }
    while (i < text.len) {
        if (is_space_byte(text.ptr[i]))
            i++;
        else if (i + 1 < text.len && text.ptr[i] == '\xc2' && text.ptr[i + 1] == '\xa0')
            i += 2;
        else
            break;
    }
    size_t start = i;
    while (i < text.len && !is_space_byte(text.ptr[i]) &&
           !(i + 1 < text.len && text.ptr[i] == '\xc2' && text.ptr[i + 1] == '\xa0'))
        i++;
    *word = slice_of(text.ptr + start, i - start);
    *at = i;
    return i > start;
}

static bool is_inner(uint32_t c)
{
    return u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

slice shape_core(slice word)
{
    size_t start = 0, end = word.len;
    if (end == 0)
        return slice_of("", 0);
    while (start < end) {
        size_t next = start;
        if (is_inner(utf8_next(word, &next)))
            break;
        start = next;
    }
    while (end > start) {
        size_t before = end;
        if (is_inner(utf8_prev(word, &before)))
            break;
        end = before;
    }
    return slice_of(word.ptr + start, end - start);
}

bool shape_is_capital(slice word)
{
    size_t at = 0;
    word = shape_core(word);
    return word.len && u_isupper((UChar32)utf8_next(word, &at));
}

bool shape_is_upper(slice word)
{
    unsigned letters = 0;
    word = shape_core(word);
    for (size_t at = 0; at < word.len;) {
        UChar32 c = (UChar32)utf8_next(word, &at);
        if (u_islower(c))
            return false;
        letters += u_isupper(c) ? 1 : 0;
    }
    return letters >= 2;
}

bool shape_is_function(slice word)
{
    static const char *const words[] = {
        "a",   "an",  "the",  "of",   "in",    "on",    "at",     "to",   "for",  "and",
        "or",  "by",  "with", "from", "as",    "is",    "are",    "was",  "were", "be",
        "its", "it",  "his",  "her",  "their", "that",  "this",   "into", "over", "than",
        "but", "not", "has",  "have", "had",   "after", "before", "der",  "die",  "das",
        "den", "dem", "des",  "ein",  "eine",  "und",   "im",     "von",  "mit",  "auf",
        "zu",  "bei", "nach", "le",   "la",    "les",   "un",     "une",  "de",   "du",
        "et",  "en",  "au",   "aux",  "dans",  "sur",   "pour",   "par",  "el",   "los",
        "las", "del", "una",  "y",    "con",   "por",   "para",   "al",   "il",   "lo",
        "gli", "di",  "che",  "e",    "per",   "o",     "os",     "da",   "do",   "em",
        "no",  "na",  "het",  "een",  "van",   "op",    "te"};
    if (word.len > 6)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq_nocase(word, slice_of_str(words[i])))
            return true;
    return false;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 ||
           c == 0xff01 || c == 0xff1f || c == 0x061f || c == 0x06d4 || c == 0x0964;
}

static bool is_closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 ||
           c == 0xbb || c == 0x203a || c == 0x201c || c == 0x300d || c == '*';
}

/* The last character that is no closing quote or bracket; 0 if there is none. */
static uint32_t last_char(slice text)
{
    size_t at = text.len;
    uint32_t c = 0;
    while (at > 0) {
        c = utf8_prev(text, &at);
        if (!is_closing(c))
            return c;
    }
    return 0;
}

/* "… were saved. (AP)": a remark in brackets behind the sentence's end. */
static bool stops_before_bracket(slice text)
{
    text = slice_trim(text);
    if (text.len < 4 || !strchr(")]", text.ptr[text.len - 1]))
        return false;
    char open = text.ptr[text.len - 1] == ')' ? '(' : '[';
    for (size_t n = 1; n < 80 && n < text.len; n++)
        if (text.ptr[text.len - 1 - n] == open) {
            slice before = slice_trim(slice_of(text.ptr, text.len - 1 - n));
            return before.len && is_stop(last_char(before));
        }
    return false;
}

/* In scripts without spaces two characters count as a word. */
static bool is_spaceless(UChar32 c)
{
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
           (c >= 0x0e00 && c <= 0x0e7f) || (c >= 0xac00 && c <= 0xd7a3);
}

static void add_word(shape *s, slice word, slice *last, uint32_t *spaceless)
{
    slice core = shape_core(word);
    if (core.len == 0)
        return;
    *last = core;
    size_t at = 0;
    UChar32 first = (UChar32)utf8_next(core, &at);
    if (is_spaceless(first)) {
        *spaceless += (uint32_t)(core.len / 3);
        if (is_stop(last_char(word)))
            s->stops++;
        return;
    }
    if (s->words == 0)
        s->starts_lower = u_islower(first);
    s->words++;
    if (u_isdigit(first))
        s->digits++;
    else if (u_islower(first) && shape_is_function(core))
        s->function++;
    else if (u_islower(first))
        s->lower++;
    else if (u_isupper(first))
        s->capital++;
    if (shape_is_upper(core))
        s->upper++;
    // "Gen." and "U.S." are no ends: a small letter must stand before the stop, and more
    // than three of them or the line's end
    if (is_stop(last_char(word)) && (core.len > 3 || word.ptr[word.len - 1] != '.'))
        s->stops++;
}

shape shape_of(slice text)
{
    shape s = {0};
    slice word, last = slice_of("", 0);
    uint32_t spaceless = 0;
    s.chars = (uint32_t)utf8_count(text);
    for (size_t at = 0; shape_next_word(text, &at, &word);)
        add_word(&s, word, &last, &spaceless);
    s.words += (spaceless + 1) / 2;
    uint32_t c = last_char(text);
    s.ends_stop = is_stop(c) || stops_before_bracket(text);
    s.ends_colon = c == ':' || c == 0xff1a;
    s.ends_open = c == ',' || c == '-' || c == 0x2013 || c == 0x2014 || c == ';' ||
                  (!s.ends_stop && !s.ends_colon && shape_is_function(last) &&
                   !shape_is_capital(last));
    s.starts_bullet = slice_starts(text, SLICE("- ")) ||
                      slice_starts(text, SLICE("* ")) ||
                      slice_starts(text, SLICE("\xe2\x80\xa2")) ||
                      slice_starts(text, SLICE("\xc2\xb7")) ||
                      slice_starts(text, SLICE("\xe2\x96\xaa")) ||
                      slice_starts(text, SLICE("\xe2\x80\x93 "));
    return s;
}

slice shape_fold(arena *tmp, slice text, size_t most)
{
    buf to;
    buf_init(&to, tmp);
    bool space = false;
    for (size_t at = 0; at < text.len && at < most;) {
        UChar32 c = (UChar32)utf8_next(text, &at);
        char bytes[4];
        if (c == 0xa0 || (c < 0x80 && is_space_byte((char)c))) {
            space = to.len > 0;
            continue;
        }
        if (space)
            buf_add_byte(&to, ' ');
        space = false;
        if (c == 0x2018 || c == 0x2019)
            c = '\'';
        else if (c == 0x201c || c == 0x201d)
            c = '"';
        else if (c == 0x2013 || c == 0x2014)
            c = '-';
        buf_add(&to, slice_of(bytes, utf8_put((uint32_t)u_tolower(c), bytes)));
    }
    return buf_slice(&to);
}

uint64_t shape_key(arena *tmp, slice text)
{
    slice folded = shape_fold(tmp, text, SIZE_MAX);
    while (folded.len && strchr(".,;:|!- ", folded.ptr[folded.len - 1]))
        folded.len--;
    return hash_mix(hash_bytes(folded), folded.len);
}

slice shape_cut(slice text, size_t most)
{
    if (text.len <= most)
        return text;
    while (most > 0 && ((unsigned char)text.ptr[most] & 0xc0) == 0x80)
        most--;
    return slice_of(text.ptr, most);
}
