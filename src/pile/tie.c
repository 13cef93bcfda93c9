/* Pairs with enough links, compared word by word. Pieces, for each bucket of first texts:
 * "ties", the pairs that are copies, and "passages" of all pairs, where wanted. */
#include "base/vec.h"
#include "base/workers.h"
#include "pile/parts.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS_TOGETHER = 128 }; // for one thread, between two looks for more work

typedef struct {
    VEC(text_tie) ties;
    VEC(pile_passage) passages;
} tie_result;

typedef struct {
    pile *p;
    uint32_t first_text;
    const seed *links;   // by first text, then by second; see sort_links()
    const size_t *first; // of each text's
    uint32_t n_texts;
    tie_result *results;
} bucket_job;

typedef struct {
    uint32_t text, points;
} candidate;

typedef VEC(candidate) candidate_vec;

static int by_links(const void *left, const void *right)
{
    const candidate *c = left, *d = right;
    if (c->points != d->points)
        return c->points > d->points ? -1 : 1;
    return (c->text > d->text) - (c->text < d->text);
}

static int by_text(const void *left, const void *right)
{
    const candidate *c = left, *d = right;
    return (c->text > d->text) - (c->text < d->text);
}

/* The texts that share enough grams with one; where they are many, the best. */
static void find_candidates(const pile *p, arena *tmp, const seed *links, size_t n,
                            candidate_vec *found)
{
    found->n = 0;
    for (size_t at = 0; at < n;) {
        uint32_t other = links[at].gram / 2, points = 0,
                 n_words = p->texts[other].n_words;
        if (n_words > p->texts[links[at].text].n_words)
            n_words = p->texts[links[at].text].n_words;
        for (; at < n && links[at].gram / 2 == other; at++)
            points += 1 + links[at].gram % 2;
        if (points >= LEAST_POINTS && (uint64_t)points * POINT_WORDS >= n_words)
            vec_push(tmp, found, (candidate){other, points});
    }
    if (found->n <= MOST_COMPARED)
        return;
    qsort(found->v, found->n, sizeof *found->v, by_links);
    found->n = MOST_COMPARED;
    qsort(found->v, found->n, sizeof *found->v, by_text);
}

bool pile_words(const pile *p, uint32_t which, pile_buffer *buffer, word_run *run)
{
    const pile_text *t = &p->texts[which];
    const pile_part *part = &p->parts[t->part];
    if (t->n_words * 5ull > buffer->cap) {
        buffer->cap = t->n_words * 10ull;
        buffer->bytes = arena_alloc(buffer->a, buffer->cap);
    }
    const uint32_t *keys =
        spool_read(part->weighed, buffer->a, (uint64_t)t->place * sizeof *keys,
                   (size_t)t->n_words * sizeof *keys + t->n_words, buffer->bytes);
    if (!keys)
        return false;
    *run = (word_run){keys, (const uint8_t *)(keys + t->n_words), t->n_words, t->sums};
    return true;
}

// The code points of words [first, last).
static bool places_of(const pile *p, uint32_t which, uint32_t first, uint32_t last,
                      span *s)
{
    const pile_text *t = &p->texts[which];
    const spool_piece *from = p->parts[t->part].places;
    span one;
    const span *got = spool_read(from, NULL, (t->first + (uint64_t)first) * sizeof one,
                                 sizeof one, &one);
    if (!got)
        return false;
    s->start = got->start;
    got = spool_read(from, NULL, (t->first + (uint64_t)last - 1) * sizeof one, sizeof one,
                     &one);
    if (!got)
        return false;
    s->end = got->end;
    return true;
}

static void put_passages(const pile *p, arena *own, uint32_t a, uint32_t b,
                         const pair_result *r, bool copy, tie_result *to)
{
    for (uint32_t i = 0; i < r->n_stretches; i++) {
        const stretch *s = &r->stretches[i];
        span in_a, in_b;
        if (!places_of(p, a, s->a_first, s->a_last, &in_a) ||
            !places_of(p, b, s->b_first, s->b_last, &in_b))
            return;
        uint32_t n_a = s->a_last - s->a_first, n_b = s->b_last - s->b_first;
        passage_kind kind = copy        ? PASSAGE_COPY
                            : s->quoted ? PASSAGE_QUOTE
                                        : PASSAGE_BACKGROUND;
        vec_push(own, &to->passages,
                 (pile_passage){a, b, in_a.start, in_a.end, in_b.start, in_b.end,
                                s->n_same, n_a > n_b ? n_a : n_b, kind});
    }
}

static void compare(const pile *p, arena *own, pair_finder *f, uint32_t a, uint32_t b,
                    const word_run *run_b, tie_result *to)
{
    pair_result r;
    pair_compare(f, run_b, !p->o->passages, &r);
    double share = pair_tie(&r);
    bool copy = share > 0;
    if (copy)
        vec_push(own, &to->ties,
                 (text_tie){a, b, (float)share,
                            (float)r.n_same / (float)p->texts[a].n_words,
                            (float)r.n_same / (float)p->texts[b].n_words});
    if (p->o->passages)
        put_passages(p, own, a, b, &r, copy, to);
}

static void tie_texts(void *arg, size_t item, arena *own)
{
    bucket_job *job = arg;
    const pile *p = job->p;
    arena *tmp = arena_sub(own);
    pile_buffer buffer_a = {.a = tmp}, buffer_b = {.a = tmp};
    pair_finder *f = pair_finder_new(tmp);
    candidate_vec found = {0};
    uint32_t last = ((uint32_t)item + 1) * TEXTS_TOGETHER;
    for (uint32_t i = (uint32_t)item * TEXTS_TOGETHER; i < last && i < job->n_texts;
         i++) {
        find_candidates(p, tmp, &job->links[job->first[i]],
                        job->first[i + 1] - job->first[i], &found);
        word_run a, b;
        if (found.n == 0 || !pile_words(p, job->first_text + i, &buffer_a, &a))
            continue;
        pair_set(f, &a);
        for (uint32_t k = 0; k < found.n; k++)
            if (pile_words(p, found.v[k].text, &buffer_b, &b))
                compare(p, own, f, job->first_text + i, found.v[k].text, &b,
                        &job->results[item]);
    }
    arena_release(tmp);
}

/* All links of a bucket: `gram` is text_link.to, `text` the first text. */
static seed *gather(const pile *p, arena *tmp, const spool_piece **links, uint32_t bucket,
                    size_t *n)
{
    uint64_t bounds[2];
    size_t total = 0;
    for (uint32_t u = 0; u < N_UNITS; u++) {
        const uint64_t *b =
            spool_read(links[u], tmp, bucket * sizeof *b, sizeof bounds, bounds);
        if (!b)
            return NULL;
        total += b[1] - b[0];
    }
    seed *all = arena_array(tmp, seed, total + 1), *to = all;
    for (uint32_t u = 0; u < N_UNITS; u++) {
        const uint64_t *b =
            spool_read(links[u], tmp, bucket * sizeof *b, sizeof bounds, bounds);
        if (!b)
            return NULL;
        uint64_t from = b[0], count = b[1] - from;
        const text_link *got = spool_read(
            links[u], tmp, (p->n_buckets + 1) * sizeof(uint64_t) + from * sizeof *got,
            count * sizeof *got, to);
        if (!got)
            return NULL;
        for (uint64_t k = 0; k < count; k++) {
            text_link l = got[k];
            *to++ = (seed){l.to, l.a};
        }
    }
    *n = total;
    return all;
}

static seed *sort_links(arena *tmp, seed *links, size_t n, uint32_t first_text,
                        uint32_t n_texts, size_t *first)
{
    seed *sorted = arena_array(tmp, seed, n + 1);
    index_sort(links, sorted, n);
    for (size_t i = 0; i < n; i++)
        first[links[i].text - first_text + 1]++;
    for (uint32_t i = 0; i < n_texts; i++)
        first[i + 1] += first[i];
    size_t *fill = arena_copy(tmp, first, (n_texts + 1) * sizeof *first);
    for (size_t i = 0; i < n; i++)
        sorted[fill[links[i].text - first_text]++] = links[i];
    return sorted;
}

static void write_bucket(pile *p, arena *tmp, const tie_result *results, uint32_t n,
                         uint32_t bucket)
{
    if (p->o->passages) {
        spool_writer *w = spool_write(p->spool, tmp, (piece){"passages", bucket});
        for (uint32_t i = 0; i < n; i++)
            spool_put(w, results[i].passages.v,
                      results[i].passages.n * sizeof *results[i].passages.v);
        spool_done(w);
    }
    spool_writer *w = spool_write(p->spool, tmp, (piece){"ties", bucket});
    for (uint32_t i = 0; i < n; i++)
        spool_put(w, results[i].ties.v, results[i].ties.n * sizeof *results[i].ties.v);
    spool_done(w);
}

static void tie_bucket(pile *p, const spool_piece **links, uint32_t bucket)
{
    arena *tmp = arena_sub(p->mem);
    bucket_job job = {.p = p, .first_text = bucket * p->texts_per_bucket};
    job.n_texts = p->n_texts - job.first_text < p->texts_per_bucket
                      ? p->n_texts - job.first_text
                      : p->texts_per_bucket;
    size_t n;
    seed *all = gather(p, tmp, links, bucket, &n);
    if (all) {
        size_t *first = arena_array(tmp, size_t, job.n_texts + 2);
        job.links = sort_links(tmp, all, n, job.first_text, job.n_texts, first);
        job.first = first;
        uint32_t n_jobs = job.n_texts / TEXTS_TOGETHER + 1;
        job.results = arena_array(tmp, tie_result, n_jobs);
        workers_each(tmp, n_jobs, p->n_threads, tie_texts, &job);
        if (!spool_error(p->spool).len)
            write_bucket(p, tmp, job.results, n_jobs, bucket);
    }
    arena_release(tmp);
}

bool pile_tie(pile *p)
{
    const spool_piece *links[N_UNITS];
    for (uint32_t u = 0; u < N_UNITS; u++)
        if (!(links[u] = spool_find(p->spool, (piece){"links", u})))
            return false;
    for (uint32_t b = 0; b < p->n_buckets; b++) {
        if (!pile_goes_on(p, "comparing", b, p->n_buckets))
            return false;
        if (!spool_find(p->spool, (piece){"ties", b}))
            tie_bucket(p, links, b);
    }
    return pile_goes_on(p, "comparing", p->n_buckets, p->n_buckets);
}
