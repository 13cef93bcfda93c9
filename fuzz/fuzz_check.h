/* What must hold for every input, whatever is in it: shared by the targets of read and
 * article. A broken property aborts, which a fuzzer and a replay both notice. */
#ifndef STEMMA_FUZZ_CHECK_H
#define STEMMA_FUZZ_CHECK_H

#include "article/article.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(what)                                                                  \
    do {                                                                             \
        if (!(what)) {                                                               \
            fprintf(stderr, "%s does not hold: %s:%d\n", #what, __FILE__, __LINE__); \
            abort();                                                                 \
        }                                                                            \
    } while (0)

static inline void check_utf8(slice text)
{
    HOLDS(utf8_check(text) == text.len);
}

/* The map covers the text in order; what it calls a copy is one. */
static inline void check_map(const document *doc, const article *a)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->map.n; i++) {
        map_run run = a->map.v[i];
        HOLDS(run.text == at);
        HOLDS(run.len > 0);
        HOLDS((uint64_t)run.input + run.input_len <= doc->bytes.len);
        if (run.len == run.input_len)
            HOLDS(memcmp(a->text.ptr + run.text, doc->bytes.ptr + run.input, run.len) ==
                  0);
        at += run.len;
    }
    HOLDS(at == a->text.len);
}

static inline void check_paragraphs(const article *a)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->paragraphs.n; i++) {
        span p = a->paragraphs.v[i];
        HOLDS(p.start >= at && p.end > p.start && p.end <= a->text.len);
        check_utf8(slice_in(a->text, p));
        at = p.end;
    }
}

static inline void check_credits(const article *a)
{
    for (uint32_t i = 0; i < a->credits.n; i++) {
        const agency_credit *c = &a->credits.v[i];
        HOLDS(c->name.len > 0);
        check_utf8(c->name);
        check_utf8(c->evidence);
        if (c->in_text)
            HOLDS(c->at.end <= a->text.len &&
                  slice_eq(slice_in(a->text, c->at), c->evidence));
    }
    HOLDS(a->dateline.start <= a->dateline.end && a->dateline.end <= a->text.len);
}

static inline void check_article(const document *doc, const article *a)
{
    check_utf8(a->text);
    check_utf8(a->headline);
    check_utf8(a->outlet);
    check_utf8(a->id);
    HOLDS(a->id.len > 0);
    check_map(doc, a);
    check_paragraphs(a);
    check_credits(a);
    for (uint32_t i = 0; i < a->removed.n; i++) {
        check_utf8(a->removed.v[i].text);
        HOLDS(a->removed.v[i].why.len > 0);
    }
    for (uint32_t i = 0; i < a->bylines.n; i++)
        check_utf8(a->bylines.v[i]);
    for (uint32_t i = 0; i < a->published.candidates.n; i++) {
        const date_candidate *d = &a->published.candidates.v[i];
        check_utf8(d->value);
        check_utf8(d->where);
        check_utf8(d->why_not);
    }
    check_utf8(a->published.evidence);
    check_utf8(a->dateline_place);
    check_utf8(a->language);
    check_utf8(a->url);
    HOLDS((a->published.value.len > 0) == (a->published.how == PUBLISHED_STATED));
}

static inline void check_same(const article *a, const article *b)
{
    HOLDS(slice_eq(a->text, b->text) && slice_eq(a->id, b->id));
    HOLDS(slice_eq(a->headline, b->headline) && slice_eq(a->outlet, b->outlet));
    HOLDS(slice_eq(a->published.value, b->published.value));
    HOLDS(a->removed.n == b->removed.n && a->credits.n == b->credits.n);
}

/* Reads the bytes and takes the articles out of them, twice, with every check. */
static inline void check_bytes(slice bytes, bool plain)
{
    arena a;
    read_options options = {.largest_bytes = 1 << 20};
    read_result once = {0}, again = {0};
    arena_init(&a);
    read_bytes(&a, SLICE("fuzz"), bytes, &options, &once);
    read_bytes(&a, SLICE("fuzz"), bytes, &options, &again);
    HOLDS(once.documents.n == again.documents.n && once.skips.n == again.skips.n);
    HOLDS(once.documents.n + once.skips.n > 0 || bytes.len == 0);
    for (uint32_t i = 0; i < once.skips.n; i++) {
        check_utf8(once.skips.v[i].reason);
        HOLDS(once.skips.v[i].reason.len > 0);
    }
    for (uint32_t i = 0; i < once.documents.n; i++) {
        const document *doc = &once.documents.v[i];
        article first, second;
        check_utf8(doc->bytes);
        check_utf8(doc->title);
        check_utf8(doc->extra);
        HOLDS(memchr(doc->bytes.ptr, 0, doc->bytes.len) == NULL);
        article_extract(&a, doc, plain, slice_of("", 0), &first);
        article_extract(&a, &again.documents.v[i], plain, slice_of("", 0), &second);
        check_article(doc, &first);
        check_same(&first, &second);
    }
    arena_deinit(&a);
}

#endif
