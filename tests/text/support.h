/* What the tests of text, match, family and story share: texts out of strings, files of
 * cases, numbers that look random and are the same on every machine. */
#ifndef STEMMA_TESTS_SUPPORT_H
#define STEMMA_TESTS_SUPPORT_H

#include "base/buf.h"
#include "base/vec.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Paragraphs are lines. */
static inline text make_text(arena *a, slice bytes)
{
    VEC(span) paragraphs = {0};
    for (uint32_t i = 0, from = 0; i <= bytes.len; i++)
        if (i == bytes.len || bytes.ptr[i] == '\n') {
            if (i > from)
                vec_push(a, &paragraphs, (span){from, i});
            from = i + 1;
        }
    text t;
    text_split(a, bytes, paragraphs.v, paragraphs.n, SLICE("en"), &t);
    return t;
}

static inline text make_text_str(arena *a, const char *str)
{
    return make_text(a, slice_of_str(str));
}

/* The file `name` beside the test's source, as the compiler saw it from where tests run;
 * the test fails when it is not there. */
static inline slice read_beside(arena *a, const char *source, const char *name)
{
    slice folder = slice_of_str(source);
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    slice path = arena_format(a, "%.*s%s", (int)folder.len, folder.ptr, name);
    FILE *in = fopen(path.ptr, "rb");
    if (!in) {
        fail_msg("cannot read %s", path.ptr);
        return (slice){0};
    }
    enum { MOST = 1 << 20 };
    char *bytes = arena_alloc(a, MOST);
    size_t n = fread(bytes, 1, MOST, in);
    (void)fclose(in);
    assert_true(n > 0 && n < MOST);
    return slice_of(bytes, n);
}

/* Lines of a file of cases without remarks (#) and empty lines; counts them from 1. */
static inline bool next_case_line(slice *rest, slice *line, int *number)
{
    while (slice_next_line(rest, line)) {
        ++*number;
        *line = slice_trim(*line);
        if (line->len > 0 && line->ptr[0] != '#')
            return true;
    }
    return false;
}

/* If the line starts with `mark`, what stands behind it. */
static inline bool take_mark(slice line, const char *mark, slice *behind)
{
    slice m = slice_of_str(mark);
    if (!slice_starts(line, m))
        return false;
    *behind = slice_trim(slice_of(line.ptr + m.len, line.len - m.len));
    return true;
}

/* Adds a line to a text of several paragraphs. */
static inline slice add_paragraph(arena *a, slice body, slice line)
{
    return body.len ? arena_format(a, "%.*s\n%.*s", (int)body.len, body.ptr,
                                   (int)line.len, line.ptr)
                    : arena_slice(a, line);
}

/* splitmix64 (Steele et al. 2014). */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(random_next(state) % n);
}

/* An invented word for a number; different numbers, different words. */
static inline void add_invented_word(buf *b, uint32_t number)
{
    static const char *const syllables[] = {"ba", "ke",  "lo",  "mi", "nur", "pas", "ret",
                                            "so", "tal", "vin", "wo", "zer", "dro"};
    do {
        buf_add_str(b, syllables[number % 13]);
        number /= 13;
    } while (number);
}

/* A text of `n` words out of a vocabulary, in sentences of some twelve and paragraphs of
 * some four sentences; one word in eight is written as a name. */
static inline slice random_prose(arena *a, uint64_t *state, uint32_t n,
                                 uint32_t vocabulary)
{
    static const char *const function[] = {"the", "of", "and", "to", "in", "was", "on"};
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < n; i++) {
        bool start = i % 12 == 0;
        if (random_below(state, 3) == 0) {
            const char *word = function[random_below(state, 7)];
            buf_add_byte(&b, start ? (char)(word[0] - 'a' + 'A') : word[0]);
            buf_add_str(&b, word + 1);
        } else {
            size_t at = b.len;
            add_invented_word(&b, random_below(state, vocabulary));
            if (start || random_below(state, 8) == 0)
                b.ptr[at] = (char)(b.ptr[at] - 'a' + 'A');
        }
        bool stop = i % 12 == 11 || i + 1 == n;
        buf_add_str(&b, !stop ? " " : i % 48 == 47 ? ".\n" : ". ");
    }
    return slice_trim(buf_slice(&b));
}

/* A copy as an outlet prints it: each sentence may be left out, each word changed, with
 * so many in a hundred; now and then a new sentence, now and then the end cut off. */
static inline slice edited_copy(arena *a, uint64_t *state, slice base, uint32_t percent)
{
    arena *tmp = arena_sub(a);
    text t = make_text(tmp, base);
    uint32_t n = t.n_sentences;
    if (random_below(state, 3) == 0)
        n -= random_below(state, n / 3 + 1);
    buf b;
    buf_init(&b, a);
    for (uint32_t s = 0; s < n; s++) {
        if (random_below(state, 100) < percent)
            continue;
        for (uint32_t i = t.sentences[s].first; i < t.sentences[s].last; i++) {
            if (b.len && (t.tokens[i].flags & TOKEN_SPACE_BEFORE))
                buf_add_byte(
                    &b, i > 0 && t.bytes.ptr[t.tokens[i].start - 1] == '\n' ? '\n' : ' ');
            if (t.tokens[i].kind == TOKEN_WORD && random_below(state, 100) < percent)
                add_invented_word(&b, 100000 + random_below(state, 10000));
            else
                buf_add(&b, text_token(&t, i));
        }
        if (random_below(state, 200) < percent)
            for (uint32_t i = 0; i < 9; i++) {
                buf_add_str(&b, i ? " " : b.len ? " An " : "An ");
                add_invented_word(&b, 200000 + random_below(state, 100000));
                buf_add_str(&b, i == 8 ? "." : "");
            }
    }
    arena_release(tmp);
    return slice_trim(buf_slice(&b));
}

#endif
