/* The index: all seeds of some index parts at a time, sorted, give the links
 * between texts; while the threads work on some, the links of those before are
 * written. Pieces: "links", see below; "common", the grams that many texts
 * have.
 *
 *   first    for each bucket of first texts, and behind the last one: its first
 * link to       text_link.to of all links, by bucket from     and their first
 * text, counted from the bucket's first */
#include "base/vec.h"
#include "base/workers.h"
#include "pile/parts.h"

#include <string.h>

enum {
    LINKS_OF_TEXT = 400, // of news, about; if there are more, it takes more memory
    LINK_SHARE = 4,      // of the memory
    BUCKET = 1 << 13, // texts, at most: their links, of all units, are in memory at once
};

_Static_assert(BUCKET <= UINT16_MAX, "a text's number in a bucket has 16 bits");
_Static_assert(MOST_UNIT == 32, "names of pieces are for these: pile_links()");

/* The seeds of a batch. */
typedef struct {
    const spool_piece *from;
    uint64_t at; // byte behind the head
    uint32_t first_text;
    const uint64_t *first; // see seed_head
} seed_run;

typedef VEC(seed_run) seed_runs;

/* Some index parts; the results of each are in an arena of its own. */
typedef struct {
    uint32_t number;
    arena *of_parts[MOST_UNIT];
    part_links results[MOST_UNIT];
} unit;

typedef struct {
    pile *p;
    const seed_runs *runs;
    scratch_pool scratch;
    unit *now, *before; // NULL: none
} unit_job;

static bool is_equal(const pile *p, uint32_t which)
{
    return p->is_equal[which / 8] >> which % 8 & 1;
}

static bool find_runs(pile *p, arena *a, seed_runs *runs)
{
    for (uint32_t i = 0; i < p->n_parts; i++) {
        const spool_piece *from = spool_find(p->spool, (piece){"seeds", i});
        if (!from)
            return false;
        for (uint64_t at = 0; at < spool_size(from);) {
            const seed_head *head = spool_read(from, a, at, sizeof *head, NULL);
            if (!head)
                return false;
            at += sizeof *head;
            vec_push(a, runs,
                     (seed_run){from, at,
                                p->parts[i].first_text + (uint32_t)head->first_text,
                                head->first});
            at += head->first[INDEX_PARTS];
        }
    }
    return true;
}

/* The seeds of a run, those of repeated texts left out; gives their end. `bytes` are as
 * put_seeds() of take.c wrote them. */
static seed *take_seeds(const pile *p, const uint8_t *bytes, uint32_t first_text,
                        seed *to)
{
    uint32_t n, which = first_text;
    memcpy(&n, bytes, sizeof n);
    const uint8_t *grams = bytes + sizeof n, *more = grams + n * sizeof(uint32_t);
    for (uint32_t k = 0; k < n; k++, grams += sizeof to->gram) {
        for (; *more == 255; more++)
            which += 255;
        which += *more++;
        memcpy(&to->gram, grams, sizeof to->gram);
        to->text = which;
        to += !is_equal(p, which);
    }
    return to;
}

/* All seeds of one index part. */
static seed *gather(const unit_job *job, arena *tmp, uint32_t index, size_t *n)
{
    size_t total = 0, longest = 0;
    for (uint32_t i = 0; i < job->runs->n; i++) {
        const uint64_t *first = &job->runs->v[i].first[index];
        size_t size = first[1] - first[0];
        total += size / (sizeof(uint32_t) + 1); // or fewer
        longest = size > longest ? size : longest;
    }
    seed *all = arena_raw(tmp, seed, total + 1), *to = all;
    uint8_t *buffer = arena_raw(tmp, uint8_t, longest + 1);
    for (uint32_t i = 0; i < job->runs->n; i++) {
        const seed_run *r = &job->runs->v[i];
        const uint8_t *got = spool_read(r->from, tmp, r->at + r->first[index],
                                        r->first[index + 1] - r->first[index], buffer);
        if (!got)
            return NULL;
        to = take_seeds(job->p, got, r->first_text, to);
    }
    *n = (size_t)(to - all);
    return all;
}

static void link_part(const unit_job *job, uint32_t which, arena *own)
{
    arena *tmp = scratch_take(&job->scratch, own), *to = job->now->of_parts[which];
    to->on_failure = own->on_failure;
    uint32_t index = job->now->number * job->p->unit_parts + which;
    size_t n;
    seed *seeds = gather(job, tmp, index, &n);
    if (seeds) {
        n = index_sift(seeds, arena_raw(tmp, uint64_t, n + 1), n);
        index_sort(seeds, arena_raw(tmp, seed, n + 1), n);
        links_of_part(to, tmp, index, seeds, n, &job->now->results[which]);
    }
    scratch_give(&job->scratch, tmp);
}

/* By whichever thread. */
static void write_links(pile *p, arena *tmp, const unit *u)
{
    uint64_t *first = arena_array(tmp, uint64_t, p->n_buckets + 2);
    uint64_t n = 0;
    for (uint32_t i = 0; i < MOST_UNIT; i++) {
        const part_links *l = &u->results[i];
        for (size_t k = 0; k < l->n_links; k++)
            first[l->links[k].a / p->texts_per_bucket + 1]++;
        n += l->n_links;
    }
    for (uint32_t b = 0; b < p->n_buckets; b++)
        first[b + 1] += first[b];
    uint32_t *to = arena_raw(tmp, uint32_t, n + 1);
    uint16_t *from = arena_raw(tmp, uint16_t, n + 1);
    uint64_t *fill = arena_copy(tmp, first, (p->n_buckets + 1) * sizeof *first);
    for (uint32_t i = 0; i < MOST_UNIT; i++) {
        const part_links *l = &u->results[i];
        for (size_t k = 0; k < l->n_links; k++) {
            uint32_t bucket = l->links[k].a / p->texts_per_bucket;
            uint64_t at = fill[bucket]++;
            to[at] = l->links[k].to;
            from[at] = (uint16_t)(l->links[k].a - bucket * p->texts_per_bucket);
        }
    }
    spool_writer *w = spool_write(p->spool, tmp, pile_links(p, u->number));
    spool_put(w, first, (p->n_buckets + 1) * sizeof *first);
    spool_put(w, to, n * sizeof *to);
    spool_put(w, from, n * sizeof *from);
    spool_done(w);
}

static void write_common(pile *p, arena *tmp, const unit *u)
{
    spool_writer *w = spool_write(p->spool, tmp, pile_common(p, u->number));
    for (uint32_t i = 0; i < MOST_UNIT; i++)
        spool_put(w, u->results[i].common, u->results[i].n_common * sizeof(common_gram));
    spool_done(w);
}

static void write_unit(const unit_job *job, arena *own)
{
    pile *p = job->p;
    arena *tmp = scratch_take(&job->scratch, own);
    if (!spool_error(p->spool).len) {
        write_common(p, tmp, job->before);
        write_links(p, tmp, job->before);
    }
    scratch_give(&job->scratch, tmp);
}

/* Item 0 writes, the others are the index parts. */
static void link_item(void *arg, size_t item, arena *own)
{
    unit_job *job = arg;
    if (item == 0 && job->before)
        write_unit(job, own);
    else if (item > 0 && job->now)
        link_part(job, (uint32_t)item - 1, own);
}

static unit *new_unit(arena *a)
{
    unit *u = arena_new(a, unit);
    for (int i = 0; i < MOST_UNIT; i++)
        u->of_parts[i] = arena_sub(a);
    return u;
}

static void begin_unit(unit *u, uint32_t number)
{
    u->number = number;
    for (int i = 0; i < MOST_UNIT; i++) {
        arena_reset(u->of_parts[i]);
        u->results[i] = (part_links){0};
    }
}

static bool link_units(pile *p, arena *a, const seed_runs *runs)
{
    unit_job job = {.p = p, .runs = runs};
    unit *units[] = {new_unit(a), new_unit(a)};
    scratch_init(&job.scratch, a, p->n_threads);
    for (uint32_t u = 0; u <= p->n_units; u++) {
        if (!pile_goes_on(p, "links", u, p->n_units))
            return false;
        job.now = NULL;
        if (u < p->n_units && !spool_find(p->spool, pile_links(p, u))) {
            job.now = units[u % 2];
            begin_unit(job.now, u);
        }
        arena *loop = arena_sub(a);
        if (job.now || job.before)
            workers_each(loop, job.now ? 1 + p->unit_parts : 1, p->n_threads, link_item,
                         &job);
        arena_release(loop);
        job.before = job.now;
    }
    return true;
}

/* Pieces of another size of unit are other pieces: a run may be taken up with more
 * memory than it had. */
static uint32_t size_number(const pile *p)
{
    uint32_t n = 0;
    while (p->unit_parts << n < MOST_UNIT)
        n++;
    return n;
}

piece pile_links(const pile *p, uint32_t which)
{
    static const char *const kinds[] = {"links",  "linksb", "linksc",
                                        "linksd", "linkse", "linksf"};
    return (piece){kinds[size_number(p)], which};
}

piece pile_common(const pile *p, uint32_t which)
{
    static const char *const kinds[] = {"common",  "commonb", "commonc",
                                        "commond", "commone", "commonf"};
    return (piece){kinds[size_number(p)], which};
}

/* As many index parts as have room: their links, those of the unit before, and these in
 * another order. */
static uint32_t parts_with_room(const pile *p)
{
    uint64_t part =
        (uint64_t)p->n_texts * LINKS_OF_TEXT * sizeof(text_link) / INDEX_PARTS;
    uint32_t n = MOST_UNIT;
    while (n > 1 && 3 * n * part > p->o->memory / LINK_SHARE)
        n /= 2;
    return n;
}

static void set_unit(pile *p, uint32_t n_parts)
{
    p->unit_parts = n_parts;
    p->n_units = INDEX_PARTS / n_parts;
}

/* Are all links there, from an earlier run, in units of whatever size? The seeds went
 * then. */
static bool is_linked(pile *p)
{
    for (uint32_t n = MOST_UNIT; n > 0; n /= 2) {
        set_unit(p, n);
        uint32_t u = 0;
        while (u < p->n_units && spool_find(p->spool, pile_links(p, u)))
            u++;
        if (u == p->n_units)
            return true;
    }
    return false;
}

bool pile_link(pile *p)
{
    p->n_buckets = p->n_texts / BUCKET + 1;
    p->texts_per_bucket = p->n_texts / p->n_buckets + 1;
    if (is_linked(p))
        return pile_goes_on(p, "links", p->n_units, p->n_units);
    set_unit(p, parts_with_room(p));
    arena *a = arena_sub(p->mem);
    seed_runs runs = {0};
    bool ok = find_runs(p, a, &runs) && link_units(p, a, &runs);
    arena_release(a);
    if (!ok || !pile_goes_on(p, "links", p->n_units, p->n_units))
        return false;
    for (uint32_t i = 0; i < p->n_parts; i++)
        spool_drop(p->spool, (piece){"seeds", i});
    return true;
}
