#include "article/page.h"
#include "article/words.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* What a byte is in a word of plain ASCII. */
enum {
    UPPER = 1,
    LOWER = 2,
    DIGIT = 4,
    SPACE = 8,
    HIGH = 16,
    ALNUM = UPPER | LOWER | DIGIT
};

#define SAME8(kind) kind, kind, kind, kind, kind, kind, kind, kind
#define SAME16(kind) SAME8(kind), SAME8(kind)
static const uint8_t byte_kinds[256] = {0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        SPACE,
                                        SPACE,
                                        SPACE,
                                        SPACE,
                                        SPACE,
                                        0,
                                        0,
                                        SAME16(0),
                                        SPACE,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        SAME8(0),
                                        SAME8(DIGIT),
                                        DIGIT,
                                        DIGIT,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        SAME16(UPPER),
                                        UPPER,
                                        UPPER,
                                        UPPER,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        SAME16(LOWER),
                                        LOWER,
                                        LOWER,
                                        LOWER,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH),
                                        SAME16(HIGH)};

static uint8_t kind_of(char c)
{
    return byte_kinds[(unsigned char)c];
}

static bool no_break_space(slice text, size_t i)
{
    return text.ptr[i] == '\xc2' && i + 1 < text.len && text.ptr[i + 1] == '\xa0';
}

/* The next word, and which kinds of bytes it and the space before it have. */
static inline bool next_word(slice text, size_t *at, slice *word, unsigned *kinds)
{
    size_t i = *at;
    unsigned all = 0;
    for (; i < text.len; i++) {
        unsigned kind = kind_of(text.ptr[i]);
        if ((kind & HIGH) && no_break_space(text, i)) {
            i++;
            all = HIGH;
        } else if (!(kind & SPACE))
            break;
    }
    size_t start = i;
    for (; i < text.len; i++) {
        unsigned kind = kind_of(text.ptr[i]);
        if ((kind & (SPACE | HIGH)) && ((kind & SPACE) || no_break_space(text, i)))
            break;
        all |= kind;
    }
    *word = i > start ? slice_of(text.ptr + start, i - start) : slice_of("", 0);
    *at = i;
    *kinds = all;
    return i > start;
}

bool shape_next_word(slice text, size_t *at, slice *word)
{
    unsigned kinds;
    if (*at < text.len)
        return next_word(text, at, word, &kinds);
    *word = slice_of("", 0);
    return false;
}

static bool is_inner(uint32_t c)
{
    return u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

slice shape_core(slice word)
{
    size_t start = 0, end = word.len;
    while (start < end && !(kind_of(word.ptr[start]) & ALNUM)) {
        size_t next = start;
        if (is_inner(utf8_next(word, &next)))
            break;
        start = next;
    }
    while (end > start && !(kind_of(word.ptr[end - 1]) & ALNUM)) {
        size_t before = end;
        if (is_inner(utf8_prev(word, &before)))
            break;
        end = before;
    }
    return end ? slice_of(word.ptr + start, end - start) : slice_of("", 0);
}

bool shape_is_capital(slice word)
{
    size_t at = 0;
    word = shape_core(word);
    if (word.len && !(word.ptr[0] & '\x80'))
        return kind_of(word.ptr[0]) & UPPER;
    return word.len && u_isupper((UChar32)utf8_next(word, &at));
}

bool shape_is_upper(slice word)
{
    unsigned letters = 0;
    word = shape_core(word);
    for (size_t at = 0; at < word.len;) {
        unsigned kind = kind_of(word.ptr[at]);
        if (kind & LOWER)
            return false;
        if (!(kind & HIGH)) {
            letters += (kind & UPPER) != 0;
            at++;
            continue;
        }
        UChar32 c = (UChar32)utf8_next(word, &at);
        if (u_islower(c))
            return false;
        letters += u_isupper(c) ? 1 : 0;
    }
    return letters >= 2;
}

bool shape_is_function(slice word)
{
    return (word_kinds(word) & WORD_FUNCTION) != 0;
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

/* While the words of a text go by. */
typedef struct {
    shape s;
    slice last; // core
    uint32_t spaceless;
    word_counts counts;
} reckoning;

enum { LANGUAGE_AT = 1, LONGEST_SMALL = 7 };
_Static_assert(WORD_EN == 1 << LANGUAGE_AT && WORD_NL == 1 << (LANGUAGE_AT + 6),
               "the languages lie side by side");

/* One for each language that the word is of, in lanes. */
static uint64_t language_lanes(uint64_t kinds)
{
    // Copies of the seven bits, eight apart; of each copy the bit that is one further on
    const uint64_t copies = UINT64_C(0x0001010101010101);
    const uint64_t lanes = UINT64_C(0x0040201008040201);
    return (kinds >> LANGUAGE_AT & 0x7f) * copies & lanes;
}

/* Does the word end a sentence? "Gen." and "U.S." do not: more than three letters must
 * stand before the stop. */
static bool word_stops(slice word, slice core)
{
    return is_stop(last_char(word)) && (core.len > 3 || word.ptr[word.len - 1] != '.');
}

/* Words with letters beyond ASCII. */
static void add_word(reckoning *r, slice word)
{
    slice core = shape_core(word);
    shape *s = &r->s;
    if (core.len == 0)
        return;
    r->last = core;
    uint64_t kinds = word_kinds(core);
    r->counts.kinds |= shape_word_kinds(core);
    if (core.len <= LONGEST_SMALL)
        r->counts.languages += language_lanes(kinds);
    size_t at = 0;
    UChar32 first = (UChar32)utf8_next(core, &at);
    if (is_spaceless(first)) {
        r->spaceless += (uint32_t)(core.len / 3);
        if (is_stop(last_char(word)))
            s->stops++;
        return;
    }
    if (s->words == 0)
        s->starts_lower = u_islower(first);
    s->words++;
    if (u_isdigit(first))
        s->digits++;
    else if (u_islower(first) && (kinds & WORD_FUNCTION))
        s->function++;
    else if (u_islower(first))
        s->lower++;
    else if (u_isupper(first))
        s->capital++;
    if (shape_is_upper(core))
        s->upper++;
    if (word_stops(word, core))
        s->stops++;
}

static bool has_two_capitals(slice word)
{
    unsigned n = 0;
    for (size_t i = 0; i < word.len && n < 2; i++)
        n += (kind_of(word.ptr[i]) & UPPER) != 0;
    return n == 2;
}

/* The same for words of ASCII, most words of most texts; `bytes` are the kinds of bytes
 * in it. */
static void add_ascii_word(reckoning *r, slice word, unsigned bytes, const char *readable)
{
    size_t start = 0, end = word.len;
    shape *s = &r->s;
    if (!(bytes & ALNUM))
        return;
    while (!(kind_of(word.ptr[start]) & ALNUM))
        start++;
    while (!(kind_of(word.ptr[end - 1]) & ALNUM))
        end--;
    slice core = slice_of(word.ptr + start, end - start);
    unsigned first = kind_of(core.ptr[0]);
    uint64_t kinds = word_kinds_in(core, (size_t)(readable - core.ptr));
    r->last = core;
    r->counts.kinds |= kinds;
    if (core.len <= LONGEST_SMALL)
        r->counts.languages += language_lanes(kinds);
    if (s->words == 0)
        s->starts_lower = first == LOWER;
    s->words++;
    s->digits += first == DIGIT;
    s->capital += first == UPPER;
    s->function += first == LOWER && (kinds & WORD_FUNCTION);
    s->lower += first == LOWER && !(kinds & WORD_FUNCTION);
    if ((bytes & (UPPER | LOWER)) == UPPER)
        s->upper += has_two_capitals(core);
    if (end < word.len)
        s->stops += word_stops(word, core);
}

shape shape_scan(slice text, word_counts *counts)
{
    // an empty slice may have no address
    return shape_scan_in(text, text.len ? text.ptr + text.len : text.ptr, counts);
}

shape shape_scan_in(slice text, const char *readable, word_counts *counts)
{
    reckoning r = {.last = slice_of("", 0)};
    slice word;
    unsigned bytes, all = 0;
    for (size_t at = 0; next_word(text, &at, &word, &bytes); r.counts.pieces++) {
        all |= bytes;
        if (bytes & HIGH)
            add_word(&r, word);
        else
            add_ascii_word(&r, word, bytes, readable);
    }
    shape s = r.s;
    slice last = r.last;
    *counts = r.counts;
    bool ascii = !((all | bytes) & HIGH);
    s.chars = (uint32_t)(ascii ? text.len : utf8_count(text));
    s.words += (r.spaceless + 1) / 2;
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

shape shape_of(slice text)
{
    word_counts counts;
    return shape_scan(text, &counts);
}

static UChar32 fold_char(UChar32 c)
{
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    if (c == 0x201c || c == 0x201d)
        return '"';
    if (c == 0x2013 || c == 0x2014)
        return '-';
    return u_tolower(c);
}

uint64_t shape_word_kinds(slice core)
{
    enum { LONGEST = 80 }; // no word of the table gets longer by its capitals
    char folded[LONGEST * 3];
    size_t n = 0;
    if (core.len > LONGEST)
        return 0;
    for (size_t at = 0; at < core.len;) {
        char byte = core.ptr[at];
        unsigned kind = kind_of(byte);
        if (kind & HIGH)
            n += utf8_put((uint32_t)fold_char((UChar32)utf8_next(core, &at)), folded + n);
        else {
            folded[n++] = byte; // word_kinds() takes capitals as well
            at++;
        }
        if (n > WORD_LONGEST)
            return 0;
    }
    return word_kinds(slice_of(folded, n));
}

/* Eight bytes of ASCII without signs of control and with no two spaces side by side: most
 * of most texts, and nothing has to be decided about them. */
static bool is_tidy(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t control = (eight - ones * ' ') & ~eight; // at times more than there are
    uint64_t other = eight ^ ones * ' ';
    uint64_t space = ~(((other & ~tops) + ~tops) | other) & tops;
    return !((eight | control) & tops) && !(space & space << 8);
}

static uint64_t load(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    return eight;
}

size_t shape_tidy(slice text, size_t at)
{
    size_t start = at;
    while (at + 8 <= text.len && is_tidy(load(text.ptr + at)))
        at += text.ptr[at + 7] == ' ' ? 7 : 8; // another may follow
    return at - start;
}

static bool is_ascii(slice text)
{
    uint64_t all = 0;
    size_t i = 0;
    for (; i + 8 <= text.len; i += 8)
        all |= load(text.ptr + i);
    for (; i < text.len; i++)
        all |= (uint64_t)(unsigned char)text.ptr[i];
    return !(all & UINT64_C(0x8080808080808080));
}

/* Tidy bytes in small letters. */
static size_t fold_tidy(slice text, size_t at, char *to)
{
    size_t n = 0;
    uint64_t eight;
    while (at + n + 8 <= text.len && is_tidy(eight = load(text.ptr + at + n))) {
        eight = word_small(eight);
        memcpy(to + n, &eight, sizeof eight);
        n += text.ptr[at + n + 7] == ' ' ? 7 : 8;
    }
    return n;
}

slice shape_fold(arena *tmp, slice text, size_t most)
{
    size_t end = text.len < most ? text.len : most;
    bool ascii = is_ascii(slice_of(text.ptr, end));
    char *to = arena_alloc(tmp, ascii ? end : SHAPE_FOLD_ROOM(end));
    return shape_fold_to(text, most, to);
}

slice shape_fold_to(slice text, size_t most, char *to)
{
    size_t end = text.len < most ? text.len : most, n = 0;
    bool space = false;
    for (size_t at = 0; at < end;) {
        char byte = text.ptr[at];
        unsigned kind = kind_of(byte);
        if (!(kind & (SPACE | HIGH)) && !space) {
            size_t tidy = fold_tidy(slice_of(text.ptr, end), at, to + n);
            at += tidy;
            n += tidy;
            if (tidy)
                continue;
        }
        UChar32 c = byte;
        if (kind & HIGH)
            c = (UChar32)utf8_next(text, &at);
        else
            at++;
        if ((kind & SPACE) || c == 0xa0) {
            space = n > 0;
            continue;
        }
        if (space)
            to[n++] = ' ';
        space = false;
        if (kind & HIGH)
            n += utf8_put((uint32_t)fold_char(c), to + n);
        else
            to[n++] = (char)(byte + ((kind & UPPER) ? 'a' - 'A' : 0));
    }
    return slice_of(n ? to : "", n);
}

uint64_t shape_folded_key(slice folded)
{
    while (folded.len && strchr(".,;:|!- ", folded.ptr[folded.len - 1]))
        folded.len--;
    return hash_mix(hash_bytes(folded), folded.len);
}

uint64_t shape_key(arena *tmp, slice text)
{
    return shape_folded_key(shape_fold(tmp, text, SIZE_MAX));
}

slice shape_cut(slice text, size_t most)
{
    if (text.len <= most)
        return text;
    while (most > 0 && ((unsigned char)text.ptr[most] & 0xc0) == 0x80)
        most--;
    return slice_of(text.ptr, most);
}
