/* The index: all seeds of some index parts at a time, sorted, give the links between
 * texts. Pieces: "links", for each bucket of first texts where its links begin, then all
 * links; "common", the grams that many texts have. */
#include "base/workers.h"
#include "pile/parts.h"

#include <string.h>

typedef struct {
    text_link *v;
    size_t n;
} link_list;

typedef struct {
    link_list links;
    common_gram *common;
    size_t n_common;
} part_result;

typedef struct {
    pile *p;
    const spool_piece **seeds; // of each pile part
    uint32_t first;            // index part
    part_result *results;
} unit_job;

static bool is_equal(const pile *p, uint32_t which)
{
    return p->is_equal[which / 8] >> which % 8 & 1;
}

/* All seeds of one index part, those of repeated texts left out. */
static seed *gather(const unit_job *job, arena *tmp, uint32_t index, size_t *n)
{
    const pile *p = job->p;
    uint64_t bounds[2];
    size_t total = 0;
    for (uint32_t i = 0; i < p->n_parts; i++) {
        const uint64_t *b =
            spool_read(job->seeds[i], tmp, index * sizeof *b, sizeof bounds, bounds);
        if (!b)
            return NULL;
        total += b[1] - b[0];
    }
    seed *all = arena_array(tmp, seed, total + 1), *to = all;
    for (uint32_t i = 0; i < p->n_parts; i++) {
        const uint64_t *b =
            spool_read(job->seeds[i], tmp, index * sizeof *b, sizeof bounds, bounds);
        if (!b)
            return NULL;
        uint64_t from = b[0], count = b[1] - from;
        const seed *got =
            spool_read(job->seeds[i], tmp,
                       (INDEX_PARTS + 1) * sizeof(uint64_t) + from * sizeof(seed),
                       count * sizeof(seed), to);
        if (!got)
            return NULL;
        for (uint64_t k = 0; k < count; k++) {
            seed s = {got[k].gram, got[k].text + p->parts[i].first_text};
            if (!is_equal(p, s.text))
                *to++ = s;
        }
    }
    *n = (size_t)(to - all);
    return all;
}

typedef struct {
    size_t first;
    uint32_t n_texts;
} group;

static void link_groups(arena *own, arena *tmp, uint32_t index, seed *seeds, size_t n,
                        part_result *r)
{
    group *groups = arena_array(tmp, group, n / 2 + 1);
    size_t n_groups = 0, n_links = 0, n_common = 0;
    for (size_t at = 0, step; at < n; at += step) {
        uint32_t n_texts;
        step = index_group(&seeds[at], n - at, &n_texts);
        if (n_texts < 2)
            continue;
        groups[n_groups++] = (group){at, n_texts};
        n_links += index_n_links(n_texts, FEW_TEXTS);
        n_common += n_texts >= INDEX_COMMON;
    }
    r->links.v = arena_array(own, text_link, n_links + 1);
    r->common = arena_array(own, common_gram, n_common + 1);
    for (size_t i = 0; i < n_groups; i++) {
        const seed *texts = &seeds[groups[i].first];
        index_links(texts, groups[i].n_texts, FEW_TEXTS, &r->links.v[r->links.n]);
        r->links.n += index_n_links(groups[i].n_texts, FEW_TEXTS);
        if (groups[i].n_texts >= INDEX_COMMON)
            r->common[r->n_common++] =
                (common_gram){index_key(index, texts->gram), groups[i].n_texts};
    }
}

static void link_part(void *arg, size_t item, arena *own)
{
    unit_job *job = arg;
    arena *tmp = arena_sub(own);
    uint32_t index = job->first + (uint32_t)item;
    size_t n;
    seed *seeds = gather(job, tmp, index, &n);
    if (seeds) {
        seed *scratch = arena_array(tmp, seed, n + 1);
        index_sort(seeds, scratch, n);
        link_groups(own, tmp, index, seeds, n, &job->results[item]);
    }
    arena_release(tmp);
}

static void write_links(pile *p, arena *tmp, const part_result *results, uint32_t unit)
{
    uint64_t *first = arena_array(tmp, uint64_t, p->n_buckets + 2);
    uint64_t n = 0;
    for (uint32_t i = 0; i < INDEX_UNIT; i++) {
        const link_list *l = &results[i].links;
        for (size_t k = 0; k < l->n; k++)
            first[l->v[k].a / p->texts_per_bucket + 1]++;
        n += l->n;
    }
    for (uint32_t b = 0; b < p->n_buckets; b++)
        first[b + 1] += first[b];
    text_link *sorted = arena_array(tmp, text_link, n + 1);
    uint64_t *fill = arena_copy(tmp, first, (p->n_buckets + 1) * sizeof *first);
    for (uint32_t i = 0; i < INDEX_UNIT; i++) {
        const link_list *l = &results[i].links;
        for (size_t k = 0; k < l->n; k++)
            sorted[fill[l->v[k].a / p->texts_per_bucket]++] = l->v[k];
    }
    spool_writer *w = spool_write(p->spool, tmp, (piece){"links", unit});
    spool_put(w, first, (p->n_buckets + 1) * sizeof *first);
    spool_put(w, sorted, n * sizeof *sorted);
    spool_done(w);
}

static void write_common(pile *p, arena *tmp, const part_result *results, uint32_t unit)
{
    spool_writer *w = spool_write(p->spool, tmp, (piece){"common", unit});
    for (uint32_t i = 0; i < INDEX_UNIT; i++)
        spool_put(w, results[i].common, results[i].n_common * sizeof(common_gram));
    spool_done(w);
}

static void link_unit(pile *p, const spool_piece **seeds, uint32_t unit)
{
    arena *tmp = arena_sub(p->mem);
    unit_job job = {p, seeds, unit * INDEX_UNIT,
                    arena_array(tmp, part_result, INDEX_UNIT)};
    workers_each(tmp, INDEX_UNIT, p->n_threads, link_part, &job);
    if (!spool_error(p->spool).len) {
        write_common(p, tmp, job.results, unit);
        write_links(p, tmp, job.results, unit);
    }
    arena_release(tmp);
}

bool pile_link(pile *p)
{
    const spool_piece **seeds = arena_array(p->mem, const spool_piece *, p->n_parts + 1);
    for (uint32_t i = 0; i < p->n_parts; i++)
        seeds[i] = spool_find(p->spool, (piece){"seeds", i});
    // so many buckets that the links of one, in all units, fit into memory at once
    p->n_buckets = p->n_texts / (1 << 14) + 1;
    p->texts_per_bucket = p->n_texts / p->n_buckets + 1;
    for (uint32_t u = 0; u < N_UNITS; u++) {
        if (!pile_goes_on(p, "links", u, N_UNITS))
            return false;
        if (!spool_find(p->spool, (piece){"links", u}))
            link_unit(p, seeds, u);
    }
    return pile_goes_on(p, "links", N_UNITS, N_UNITS);
}
