// Sentences: Unicode's rules with ICU's list of abbreviations, and what news needs
// besides.
#include "base/lists.h"
#include "base/utf8.h"
#include "text/split.h"

#include <unicode/uchar.h>

#include <string.h>

enum {
    BROKEN_PARAGRAPH_WORDS = 12
}; // a shorter line without a stop is a line of its own

// After these a sentence never ends: a name or a number follows.
static const char *const before_name[] = {
    "adm", "ald",  "apr", "art", "aug", "brig", "capt", "cmdr", "col", "cpl",  "dec",
    "dr",  "feb",  "fig", "gen", "gov", "hon",  "insp", "jan",  "jul", "jun",  "lt",
    "maj", "mar",  "mme", "mr",  "mrs", "ms",   "mt",   "no",   "nov", "nr",   "oct",
    "pfc", "prof", "pvt", "rep", "rev", "sen",  "sept", "sgt",  "st",  "supt", "vs",
};
// After these it may.
static const char *const maybe_end[] = {"bros", "co",  "corp", "etc", "inc",
                                        "jr",   "ltd", "plc",  "sr"};

const char *const *words_before_name(uint32_t *n)
{
    *n = sizeof before_name / sizeof *before_name;
    return before_name;
}

static bool is_stop(const token *t)
{
    return t->kind == TOKEN_PUNCT && t->folded.len &&
           strchr(".!?", t->folded.ptr[0]) != NULL;
}

static bool is_closing(const token *t)
{
    return t->kind == TOKEN_PUNCT && t->folded.len == 1 &&
           strchr("\"')]", t->folded.ptr[0]) != NULL;
}

// Whether token i, the first after a boundary that the rules found, really starts a
// sentence.
static bool really_starts(const text *t, uint32_t i)
{
    if (i < 2)
        return true;
    const token *stop = &t->tokens[i - 1], *word = &t->tokens[i - 2],
                *next = &t->tokens[i];
    bool dotted = stop->kind == TOKEN_WORD; // "U.N." took its dot
    if (dotted)
        return (next->flags & TOKEN_FUNCTION) && (next->flags & TOKEN_CAPITAL);
    if (!slice_eq(stop->folded, SLICE(".")) || word->end != stop->start)
        return true;
    if (IN_LIST(word->folded, before_name) && (word->flags & TOKEN_CAPITAL))
        return next->kind == TOKEN_WORD && (next->flags & TOKEN_FUNCTION) &&
               (next->flags & TOKEN_CAPITAL) && !slice_eq(word->folded, SLICE("no"));
    if (IN_LIST(word->folded, maybe_end))
        return next->flags & TOKEN_FUNCTION;
    bool initial = word->end - word->start == 1 && (word->flags & TOKEN_CAPITAL);
    return !initial || (next->flags & TOKEN_FUNCTION); // "John F. Kennedy"
}

// "town.It": the words step split them, the rules did not see it.
static bool glued_start(const text *t, uint32_t i)
{
    return i > 0 && is_stop(&t->tokens[i - 1]) &&
           t->tokens[i - 1].end == t->tokens[i].start &&
           t->tokens[i].kind == TOKEN_WORD && (t->tokens[i].flags & TOKEN_CAPITAL);
}

// A stop or another mark, or the dot that an abbreviation took: "U.N." may end a
// paragraph.
static bool ends_in_mark(const token *t, slice as_written)
{
    return t->kind == TOKEN_PUNCT || slice_ends(as_written, SLICE("."));
}

// Does the text before token i stop in the middle of a sentence?
static bool is_broken_off(const text *t, uint32_t paragraph_first, uint32_t i)
{
    uint32_t n_words = 0;
    for (uint32_t k = paragraph_first; k < i; k++)
        n_words += t->tokens[k].kind != TOKEN_PUNCT;
    return n_words >= BROKEN_PARAGRAPH_WORDS &&
           !ends_in_mark(&t->tokens[i - 1], text_token(t, i - 1));
}

typedef struct {
    text_rules *rules;
    slice language;
    arena *out;
    text *t;
    VEC(sentence) sentences;
    bool seen_stop; // a paragraph ended properly before
} splitter;

static void open_sentence(splitter *s, uint32_t first, uint32_t paragraph)
{
    if (s->sentences.n)
        vec_last(&s->sentences)->last = first;
    vec_push(s->out, &s->sentences, (sentence){.first = first, .paragraph = paragraph});
}

// May a sentence end at this code point, by the rules?
static bool may_end_sentence(uint32_t c)
{
    switch (u_getIntPropertyValue((UChar32)c, UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
    case U_SB_STERM:
    case U_SB_SEP:
    case U_SB_CR:
    case U_SB_LF:
        return true;
    default:
        return c == 0xfffd;
    }
}

// Marks that the rules keep with the stop before them.
static bool is_tail(slice rest)
{
    for (size_t i = 0; i < rest.len; i++)
        if (!rest.ptr[i] || !strchr(".!?\"')]", rest.ptr[i]))
            return false;
    return true;
}

bool sentences_may_break(slice paragraph)
{
    for (size_t at = 0; at < paragraph.len;) {
        char c = paragraph.ptr[at];
        char next = at + 1 < paragraph.len ? paragraph.ptr[at + 1] : 0;
        bool inside = (next >= '0' && next <= '9') || (next >= 'a' && next <= 'z');
        if ((uint8_t)c & 0x80) {
            if (may_end_sentence(utf8_next(paragraph, &at)))
                return true;
            continue;
        }
        if (c == '\n' || c == '\r' || c == ';') // which asks in Greek
            return true;
        if (c == '!' || c == '?' || (c == '.' && !inside))
            return !is_tail(slice_of(paragraph.ptr + at, paragraph.len - at));
        at++;
    }
    return false;
}

typedef VEC(uint32_t) offset_vec;

static void close_source(void *source)
{
    utext_close(source);
}

// Boundaries of one paragraph, as byte offsets from its start.
static void rule_boundaries(UBreakIterator *breaks, slice paragraph, arena *tmp,
                            offset_vec *boundaries)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *source = utext_openUTF8(NULL, paragraph.ptr, (int64_t)paragraph.len, &status);
    if (U_FAILURE(status))
        arena_fail(tmp);
    arena_defer(tmp, close_source, source);
    ubrk_setUText(breaks, source, &status);
    for (int32_t at = ubrk_first(breaks); at != UBRK_DONE; at = ubrk_next(breaks))
        if (at > 0)
            vec_push(tmp, boundaries, (uint32_t)at);
}

static void split_paragraph(splitter *s, span where, uint32_t paragraph, uint32_t first,
                            uint32_t last)
{
    text *t = s->t;
    arena *tmp = arena_sub(s->out);
    offset_vec boundaries = {0};
    slice bytes = slice_in(t->bytes, where);
    if (sentences_may_break(bytes))
        rule_boundaries(rules_sentences(s->rules, s->language), bytes, tmp, &boundaries);
    bool goes_on = first > 0 && s->seen_stop && s->sentences.n &&
                   is_broken_off(t, vec_last(&s->sentences)->first, first);
    if (!goes_on)
        open_sentence(s, first, paragraph);
    uint32_t next = 0;
    for (uint32_t i = first + 1; i < last; i++) {
        // a boundary may lie in the white space before the token
        bool boundary = false;
        uint32_t to = t->tokens[i].start - where.start;
        for (; next < boundaries.n && boundaries.v[next] <= to; next++)
            boundary = true;
        bool dangling =
            is_closing(&t->tokens[i]) && t->tokens[i].start == t->tokens[i - 1].end;
        if ((boundary && !dangling && really_starts(t, i)) || glued_start(t, i))
            open_sentence(s, i, paragraph);
    }
    s->seen_stop |= ends_in_mark(&t->tokens[last - 1], text_token(t, last - 1));
    arena_release(tmp);
}

static void close_sentences(splitter *s)
{
    text *t = s->t;
    if (s->sentences.n)
        vec_last(&s->sentences)->last = t->n_tokens;
    t->sentences = s->sentences.v;
    t->n_sentences = s->sentences.n;
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        sentence *one = &t->sentences[i];
        one->start = t->tokens[one->first].start;
        one->end = t->tokens[one->last - 1].end;
        for (uint32_t k = one->first; k < one->last; k++)
            t->tokens[k].sentence = i;
    }
}

void split_sentences(text_rules *rules, arena *out, slice bytes, const span *paragraphs,
                     uint32_t n_paragraphs, slice language, text *to)
{
    splitter s = {.rules = rules, .language = language, .out = out, .t = to};
    span whole = {0, (uint32_t)bytes.len};
    if (n_paragraphs == 0) {
        paragraphs = &whole;
        n_paragraphs = 1;
    }
    uint32_t first = 0;
    for (uint32_t p = 0; p < n_paragraphs; p++) {
        uint32_t last = first;
        while (last < to->n_tokens &&
               (to->tokens[last].start < paragraphs[p].end || p + 1 == n_paragraphs))
            last++;
        if (last == first)
            continue;
        span where = {to->tokens[first].start, to->tokens[last - 1].end};
        split_paragraph(&s, where, p, first, last);
        first = last;
    }
    close_sentences(&s);
}
