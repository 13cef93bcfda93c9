#include "match/match.h"

#include "base/hash.h"
#include "base/workers.h"
#include "match/chain.h"
#include "match/passages.h"
#include "match/seed.h"
#include "match/sketch.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t hash;
    uint32_t text;
} text_hash;

static int by_hash(const void *left, const void *right)
{
    const text_hash *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->text > b->text) - (a->text < b->text);
}

// See match_result.same_as.
static uint32_t *find_equal(arena *out, arena *tmp, const text *texts, uint32_t n)
{
    uint32_t *same_as = arena_array(out, uint32_t, n + 1);
    text_hash *hashes = arena_array(tmp, text_hash, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        same_as[i] = i;
        hashes[i] = (text_hash){hash_bytes(texts[i].bytes), i};
    }
    qsort(hashes, n, sizeof *hashes, by_hash);
    for (uint32_t from = 0, to; from < n; from = to) {
        const text *first = &texts[hashes[from].text];
        for (to = from + 1; to < n && hashes[to].hash == hashes[from].hash;)
            to++;
        for (uint32_t i = from; i < to && to - from > MATCH_MOST_EQUAL; i++)
            if (slice_eq(texts[hashes[i].text].bytes, first->bytes) && first->n_tokens)
                same_as[hashes[i].text] = hashes[from].text;
    }
    return same_as;
}

typedef struct {
    const text *texts;
    const uint32_t *same_as;
    seed_vec *sketches; // one for each text
} sketch_job;

static void sketch_one(void *arg, size_t item, arena *own)
{
    sketch_job *job = arg;
    if (job->same_as[item] == item)
        sketch_text(own, &job->texts[item], (uint32_t)item, &job->sketches[item]);
}

static void sketch_all(arena *out, arena *tmp, const text *texts, uint32_t n,
                       const uint32_t *same_as, unsigned n_threads, seed_vec *all)
{
    sketch_job job = {texts, same_as, arena_array(tmp, seed_vec, n + 1)};
    workers_each(tmp, n, n_threads, sketch_one, &job);
    for (uint32_t i = 0; i < n; i++)
        all->cap += job.sketches[i].n;
    all->v = arena_array(out, seed, all->cap + 1);
    for (uint32_t i = 0; i < n; i++) {
        if (job.sketches[i].n)
            memcpy(all->v + all->n, job.sketches[i].v, job.sketches[i].n * sizeof(seed));
        all->n += job.sketches[i].n;
    }
}

typedef struct {
    uint32_t first, last; // anchors [first, last)
    passage_vec passages;
} pair_work;

typedef struct {
    const text *texts;
    const anchor *anchors;
    pair_work *pairs;
} pairs_job;

static void match_pair(void *arg, size_t item, arena *own)
{
    pairs_job *job = arg;
    pair_work *w = &job->pairs[item];
    const anchor *anchors = &job->anchors[w->first];
    arena *tmp = arena_sub(own);
    chain_vec chains = {0};
    chain_anchors(tmp, anchors, w->last - w->first, &chains);
    passages_of_pair(own, job->texts, anchors->a, anchors->b, &chains, &w->passages);
    arena_release(tmp);
}

static int by_place(const void *left, const void *right)
{
    const passage *p = left, *q = right;
    const uint32_t x[] = {p->a, p->b, p->a_first, p->b_first};
    const uint32_t y[] = {q->a, q->b, q->a_first, q->b_first};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

// Share of the passage's words on side a that stand in quotation marks.
static double quoted_share(const text *t, uint32_t first, uint32_t last)
{
    uint32_t n = 0, n_quoted = 0;
    for (uint32_t i = first; i < last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT)
            continue;
        n++;
        n_quoted += (t->tokens[i].flags & TOKEN_IN_QUOTES) != 0;
    }
    return n ? (double)n_quoted / n : 0;
}

/* The same quotation in two articles is no copy of one by the other; nor is a standing
 * paragraph that two otherwise different articles share. */
static void class_pair(const text *texts, passage *passages, uint32_t n)
{
    const text *a = &texts[passages->a], *b = &texts[passages->b];
    uint32_t n_copied = 0;
    for (uint32_t i = 0; i < n; i++) {
        passage *p = &passages[i];
        bool quote = quoted_share(a, p->a_first, p->a_last) > 0.7 &&
                     quoted_share(b, p->b_first, p->b_last) > 0.7;
        p->kind = quote ? PASSAGE_QUOTE : PASSAGE_COPY;
        n_copied += quote ? 0 : p->n_same;
    }
    uint32_t shorter = a->n_words < b->n_words ? a->n_words : b->n_words;
    bool copy = n_copied >= MATCH_COPY_SHARE * shorter;
    for (uint32_t i = 0; i < n; i++) {
        if (!copy && passages[i].kind == PASSAGE_COPY)
            passages[i].kind = PASSAGE_BACKGROUND;
        if (copy && passages[i].kind == PASSAGE_QUOTE)
            passages[i].kind = PASSAGE_COPY; // taken along with the text around it
    }
}

static void class_passages(const text *texts, passage *passages, uint32_t n)
{
    for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && passages[to].a == passages[from].a &&
                            passages[to].b == passages[from].b;)
            to++;
        class_pair(texts, &passages[from], to - from);
    }
}

static void gather(arena *out, const pairs_job *job, uint32_t n_pairs, uint32_t n_texts,
                   match_result *result)
{
    for (uint32_t i = 0; i < n_texts; i++)
        result->n_passages += result->same_as[i] != i;
    for (uint32_t i = 0; i < n_pairs; i++)
        result->n_passages += job->pairs[i].passages.n;
    result->passages = arena_array(out, passage, result->n_passages + 1);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n_pairs; i++)
        for (uint32_t k = 0; k < job->pairs[i].passages.n; k++)
            result->passages[at++] = job->pairs[i].passages.v[k];
    for (uint32_t i = 0; i < n_texts; i++) {
        const text *t = &job->texts[i];
        if (result->same_as[i] != i)
            result->passages[at++] = (passage){.a = result->same_as[i],
                                               .b = i,
                                               .a_last = t->n_tokens,
                                               .b_last = t->n_tokens,
                                               .n_same = t->n_words,
                                               .n_words = t->n_words};
    }
    qsort(result->passages, result->n_passages, sizeof(passage), by_place);
    class_passages(job->texts, result->passages, result->n_passages);
}

void match_texts(arena *out, const text *texts, uint32_t n_texts, unsigned n_threads,
                 match_result *result)
{
    *result = (match_result){0};
    arena *tmp = arena_sub(out);
    seed_vec seeds = {0};
    anchor_vec anchors = {0};
    result->same_as = find_equal(out, tmp, texts, n_texts);
    sketch_all(tmp, tmp, texts, n_texts, result->same_as, n_threads, &seeds);
    seed_pairs(tmp, texts, &seeds, &anchors, result);
    if (result->n_common) { // they outlive the scratch memory
        result->common =
            arena_copy(out, result->common, result->n_common * sizeof *result->common);
        for (uint32_t i = 0; i < result->n_common; i++)
            result->common[i].words = arena_slice(out, result->common[i].words);
    }
    VEC(pair_work) pairs = {0};
    for (uint32_t i = 0; i < anchors.n; i++) {
        if (i == 0 || anchors.v[i].a != anchors.v[i - 1].a ||
            anchors.v[i].b != anchors.v[i - 1].b)
            vec_push(tmp, &pairs, (pair_work){.first = i});
        vec_last(&pairs)->last = i + 1;
    }
    pairs_job job = {texts, anchors.v, pairs.v};
    workers_each(tmp, pairs.n, n_threads, match_pair, &job);
    gather(out, &job, pairs.n, n_texts, result);
    arena_release(tmp);
}
