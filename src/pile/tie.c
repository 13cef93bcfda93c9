/* Pairs with enough links, compared word by word. Pieces, for each bucket of first texts:
 * "ties", the pairs that are copies, and "passages" of all pairs, where wanted. */
#include "base/vec.h"
#include "base/workers.h"
#include "match/runs.h"
#include "pile/parts.h"

#include <string.h>

enum { TEXTS_TOGETHER = 128 }; // for one thread, between two looks for more work

/* What is left of the memory behind these is half for words that are read in place. */
static const uint64_t OTHER_MEMORY = (uint64_t)1 << 30;

typedef struct {
    VEC(text_tie) ties;
    VEC(pile_passage) passages;
} tie_result;

/* The pairs of some first texts. */
typedef struct {
    arena *a;
    uint32_t number, first_text, n_texts;
    const uint32_t *links; // text_link.to, by first text. NULL: failed
    const size_t *first;   // of each text's
    uint32_t n_jobs;
    tie_result *results; // of each job
} bucket;

enum { N_BUCKETS = 3 }; // at a time

/* While the pairs of one are compared, the next one is made ready and the one before it
 * is written. NULL: none. */
typedef struct {
    pile *p;
    const spool_piece **links; // of each unit
    bucket *before, *now, *next;
    arena *free[N_BUCKETS]; // what a bucket that is done with leaves to the next one
    uint32_t n_free;
} bucket_job;

static uint32_t length_of(const void *ctx, uint32_t which)
{
    return ((const pile *)ctx)->texts[which].n_words;
}

bool pile_words(const pile *p, uint32_t which, pile_buffer *buffer, word_run *run)
{
    const pile_text *t = &p->texts[which];
    const pile_part *part = &p->parts[t->part];
    size_t n_bytes = t->n_words * sizeof(uint32_t);
    if (t->n_words >= buffer->cap) {
        buffer->cap = 2 * t->n_words + 1;
        buffer->bytes = arena_alloc_raw(buffer->a, buffer->cap, sizeof(uint32_t) + 1);
    }
    const uint32_t *keys = spool_read(part->keys, buffer->a, t->first * sizeof *keys,
                                      n_bytes, buffer->bytes);
    const uint8_t *words = spool_read(part->weighed, buffer->a, t->first, t->n_words,
                                      buffer->bytes + n_bytes);
    if (!keys || !words)
        return false;
    *run = (word_run){keys, words, t->n_words, t->sums};
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
        passage_kind kind = passage_class(s, copy);
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
                            pair_parts(&r, false, p->texts[a].n_words),
                            pair_parts(&r, true, p->texts[b].n_words), r.is_passage});
    if (p->o->passages)
        put_passages(p, own, a, b, &r, copy && !r.is_passage, to);
}

static void tie_texts(const pile *p, const bucket *job, uint32_t item, arena *own)
{
    arena *tmp = arena_sub(own);
    pile_buffer buffer_a = {.a = tmp}, buffer_b = {.a = tmp};
    pair_finder *f = pair_finder_new(tmp);
    links_chooser chooser;
    links_chooser_init(&chooser, tmp);
    const linked_texts *found = &chooser.found;
    uint32_t last = (item + 1) * TEXTS_TOGETHER;
    for (uint32_t i = item * TEXTS_TOGETHER; i < last && i < job->n_texts; i++) {
        links_choose(&chooser, length_of(p, job->first_text + i),
                     &job->links[job->first[i]], job->first[i + 1] - job->first[i],
                     length_of, p);
        word_run a, b;
        if (found->n == 0 || !pile_words(p, job->first_text + i, &buffer_a, &a))
            continue;
        pair_set(f, &a);
        for (uint32_t k = 0; k < found->n; k++)
            if (pile_words(p, found->v[k].text, &buffer_b, &b))
                compare(p, own, f, job->first_text + i, found->v[k].text, &b,
                        &job->results[item]);
    }
    arena_release(tmp);
}

/* Where the links of a bucket are in a unit's piece, see link.c. */
typedef struct {
    uint64_t first, n, n_all;
} link_range;

static bool find_range(const pile *p, const spool_piece *links, uint32_t which,
                       link_range *r)
{
    uint64_t bounds[2];
    const uint64_t *b = spool_read(links, NULL, which * sizeof *b, sizeof bounds, bounds);
    if (!b)
        return false;
    uint64_t head = (p->n_buckets + 1) * sizeof *b;
    *r = (link_range){b[0], b[1] - b[0],
                      (spool_size(links) - head) / (sizeof(uint32_t) + sizeof(uint16_t))};
    return true;
}

static const uint32_t *read_to(const pile *p, arena *tmp, const spool_piece *links,
                               const link_range *r)
{
    uint64_t at = (p->n_buckets + 1) * sizeof(uint64_t) + r->first * sizeof(uint32_t);
    return spool_read(links, tmp, at, r->n * sizeof(uint32_t), NULL);
}

static const uint16_t *read_from(const pile *p, arena *tmp, const spool_piece *links,
                                 const link_range *r)
{
    uint64_t at = (p->n_buckets + 1) * sizeof(uint64_t) + r->n_all * sizeof(uint32_t) +
                  r->first * sizeof(uint16_t);
    return spool_read(links, tmp, at, r->n * sizeof(uint16_t), NULL);
}

/* All links of a bucket, by their first text. */
static bool gather(const bucket_job *job, arena *tmp, bucket *b)
{
    const pile *p = job->p;
    size_t *first = arena_array(b->a, size_t, b->n_texts + 1);
    link_range *ranges = arena_array(tmp, link_range, p->n_units);
    const uint16_t **from = arena_array(tmp, const uint16_t *, p->n_units);
    for (uint32_t u = 0; u < p->n_units; u++) {
        if (!find_range(p, job->links[u], b->number, &ranges[u]) ||
            !(from[u] = read_from(p, tmp, job->links[u], &ranges[u])))
            return false;
        for (uint64_t k = 0; k < ranges[u].n; k++)
            first[from[u][k] + 1]++;
    }
    for (uint32_t i = 0; i < b->n_texts; i++)
        first[i + 1] += first[i];
    size_t *fill = arena_copy(tmp, first, (b->n_texts + 1) * sizeof *first);
    uint32_t *links = arena_raw(b->a, uint32_t, first[b->n_texts] + 1);
    for (uint32_t u = 0; u < p->n_units; u++) {
        arena *one = arena_sub(tmp);
        const uint32_t *to = read_to(p, one, job->links[u], &ranges[u]);
        for (uint64_t k = 0; to && k < ranges[u].n; k++)
            links[fill[from[u][k]]++] = to[k];
        arena_release(one);
        if (!to)
            return false;
    }
    b->links = links;
    b->first = first;
    return true;
}

/* By whichever thread. */
static void write_bucket(pile *p, arena *tmp, const bucket *from)
{
    if (spool_error(p->spool).len)
        return;
    const tie_result *results = from->results;
    if (p->o->passages) {
        spool_writer *w = spool_write(p->spool, tmp, (piece){"passages", from->number});
        for (uint32_t i = 0; i < from->n_jobs; i++)
            spool_put(w, results[i].passages.v,
                      results[i].passages.n * sizeof *results[i].passages.v);
        spool_done(w);
    }
    spool_writer *w = spool_write(p->spool, tmp, (piece){"ties", from->number});
    for (uint32_t i = 0; i < from->n_jobs; i++)
        spool_put(w, results[i].ties.v, results[i].ties.n * sizeof *results[i].ties.v);
    spool_done(w);
}

/* By whichever thread, too. */
static void prepare(const bucket_job *job, bucket *b, arena *own)
{
    b->a->on_failure = own->on_failure;
    arena *tmp = arena_sub(own);
    bool ok = gather(job, tmp, b);
    arena_release(tmp);
    if (!ok)
        return;
    b->n_jobs = b->n_texts / TEXTS_TOGETHER + 1;
    b->results = arena_array(b->a, tie_result, b->n_jobs);
}

/* Item 0 makes the next one ready, item 1 writes, the others are the first texts. */
static void bucket_item(void *arg, size_t item, arena *own)
{
    bucket_job *job = arg;
    if (item == 0 && job->next)
        prepare(job, job->next, own);
    else if (item == 1 && job->before)
        write_bucket(job->p, own, job->before);
    else if (item > 1 && job->now && job->now->links)
        tie_texts(job->p, job->now, (uint32_t)item - 2, own);
}

static bucket *new_bucket(bucket_job *job, uint32_t number)
{
    const pile *p = job->p;
    arena *a = job->free[--job->n_free];
    bucket *b = arena_new(a, bucket);
    *b = (bucket){.a = a, .number = number, .first_text = number * p->texts_per_bucket};
    b->n_texts = p->n_texts - b->first_text < p->texts_per_bucket
                     ? p->n_texts - b->first_text
                     : p->texts_per_bucket;
    return b;
}

static void turn(bucket_job *job)
{
    if (job->before) {
        job->free[job->n_free] = job->before->a;
        arena_reset(job->free[job->n_free++]);
    }
    job->before = job->now;
    job->now = job->next;
    job->next = NULL;
    if (job->now)
        job->now->a->on_failure = job->p->mem->on_failure;
}

static void tie_bucket(bucket_job *job, bool has_next, uint32_t next)
{
    if (has_next)
        job->next = new_bucket(job, next);
    arena *tmp = arena_sub(job->p->mem), *out = job->now ? job->now->a : tmp;
    workers_each(out, 2 + (job->now ? job->now->n_jobs : 0), job->p->n_threads,
                 bucket_item, job);
    arena_release(tmp);
    turn(job);
}

/* Texts are compared with later ones, so the last parts are read most. */
static void hold_words(pile *p)
{
    uint64_t room = p->o->memory > OTHER_MEMORY ? (p->o->memory - OTHER_MEMORY) / 2 : 0;
    for (uint32_t i = p->n_parts; i-- > 0;) {
        const pile_part *part = &p->parts[i];
        uint64_t size = spool_size(part->keys) + spool_size(part->weighed);
        if (size > room)
            break;
        spool_hold(part->keys);
        spool_hold(part->weighed);
        room -= size;
    }
}

bool pile_tie(pile *p)
{
    bucket_job job = {.p = p, .n_free = N_BUCKETS};
    arena *a = arena_sub(p->mem);
    job.links = arena_array(a, const spool_piece *, p->n_units);
    for (int i = 0; i < N_BUCKETS; i++)
        job.free[i] = arena_sub(a);
    for (uint32_t u = 0; u < p->n_units; u++)
        if (!(job.links[u] = spool_find(p->spool, pile_links(p, u))))
            return false;
    hold_words(p);
    for (uint32_t b = 0; b < p->n_buckets; b++) {
        if (!pile_goes_on(p, "comparing", b, p->n_buckets))
            return false;
        if (!spool_find(p->spool, (piece){"ties", b}))
            tie_bucket(&job, true, b);
    }
    while (job.now || job.before)
        tie_bucket(&job, false, 0);
    arena_release(a);
    return pile_goes_on(p, "comparing", p->n_buckets, p->n_buckets);
}
