/* What the tests of stage article share: take an article out of invented text, look for
 * things in it. */
#ifndef STEMMA_TESTS_ARTICLE_CHECK_H
#define STEMMA_TESTS_ARTICLE_CHECK_H

#include "../base/fixture.h"

#include "article/article.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Every run that calls itself a copy is one; together they are the text. */
static inline void check_map(const document *doc, const article *a)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->map.n; i++) {
        map_run run = a->map.v[i];
        assert_int_equal(run.text, at);
        assert_true((uint64_t)run.input + run.input_len <= doc->bytes.len);
        if (run.len == run.input_len)
            assert_memory_equal(a->text.ptr + run.text, doc->bytes.ptr + run.input,
                                run.len);
        at += run.len;
    }
    assert_int_equal(at, a->text.len);
    assert_int_equal(utf8_check(a->text), a->text.len);
}

static inline article take(document doc)
{
    article a;
    article_extract(&out, &doc, false, slice_of("", 0), &a);
    check_map(&doc, &a);
    return a;
}

static inline article take_text(const char *text)
{
    return take((document){.input = SLICE("in"), .bytes = slice_of_str(text)});
}

static inline article take_html(const char *html)
{
    return take((document){
        .input = SLICE("in"), .kind = DOCUMENT_HTML, .bytes = slice_of_str(html)});
}

static inline void keeps(const article *a, const char *words)
{
    if (!contains(a->text, words))
        fail_msg("lost: \"%s\" from \"%.*s\"", words, (int)a->text.len, a->text.ptr);
}

static inline void loses(const article *a, const char *words)
{
    if (contains(a->text, words))
        fail_msg("kept: \"%s\"", words);
}

/* Removed, with a reason that has these words. */
static inline void removes(const article *a, const char *text, const char *why)
{
    for (uint32_t i = 0; i < a->removed.n; i++)
        if (slice_eq_str(a->removed.v[i].text, text)) {
            if (!contains(a->removed.v[i].why, why))
                fail_msg("\"%s\" removed as \"%.*s\", not \"%s\"", text,
                         (int)a->removed.v[i].why.len, a->removed.v[i].why.ptr, why);
            return;
        }
    fail_msg("not removed: \"%s\"", text);
}

static inline void credits(const article *a, const char *name, const char *evidence)
{
    for (uint32_t i = 0; i < a->credits.n; i++)
        if (slice_eq_str(a->credits.v[i].name, name) &&
            slice_eq_str(a->credits.v[i].evidence, evidence))
            return;
    fail_msg("no credit of %s by \"%s\"", name, evidence);
}

/* Three paragraphs that any report could have. */
#define BODY                                                                            \
    "The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers "   \
    "were "                                                                             \
    "taken off by fishing boats, the coast guard said.\n\n"                             \
    "\"Nobody is missing,\" harbour master Ilse Varga said in a statement read on the " \
    "radio. \"We are grateful to the crews.\"\n\n"                                      \
    "Divers will look at the hull on Friday, when the storm is expected to have "       \
    "passed.\n"

#endif
