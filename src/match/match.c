#include "match/match.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/workers.h"
#include "match/links.h"
#include "match/passages.h"
#include "match/sides.h"
#include "match/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAKEN_TOGETHER = 32, // texts for one thread; they share the break rules
    COMPARED_TOGETHER = 16,
    MOST_NAMED = 100, // common runs that are kept by name
};

/* What is known of a text. */
typedef struct {
    uint32_t *keys;
    uint8_t *words;
    uint32_t n;
    gram *grams;
    uint32_t n_grams;
    uint64_t digest; // of its words
} taken_text;

typedef struct {
    arena *out, *tmp;
    const text *texts;
    uint32_t n_texts;
    unsigned n_threads;
    taken_text *taken;
    const uint32_t **tokens; // of each text: the token of each word
    /* The texts that are compared: the first of each that have the same words. From here
     * on a text is its place among these, its rank. */
    uint32_t *order;
    uint32_t n;
    word_run *runs;     // by rank
    common_gram *grams; // that many texts have
    size_t n_grams;
    uint32_t *links; // text_link.to; of rank i: links[first[i]] .. links[first[i + 1]]
    size_t *first;
    match_result *result;
} matching;

/* Words
 * ------------------------------------------------------------------------------------ */

static void take_text(matching *m, arena *own, arena *tmp, quick_words *split,
                      uint32_t which)
{
    const text *t = &m->texts[which];
    taken_text *to = &m->taken[which];
    uint32_t n = split->n, at = 0;
    *to = (taken_text){.keys = arena_array(own, uint32_t, n + 1),
                       .words = arena_alloc(own, n + 1),
                       .n = n};
    words_take(split, t->bytes, to->keys, to->words);
    uint32_t *tokens = arena_array(own, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        while (at + 1 < t->n_tokens && t->tokens[at].end <= split->starts[i])
            at++;
        tokens[i] = at;
    }
    m->tokens[which] = tokens;
    gram *grams = arena_array(tmp, gram, 2 * (size_t)n + 1);
    to->n_grams = grams_take(to->keys, to->words, n, grams);
    to->grams = arena_copy(own, grams, to->n_grams * sizeof *grams);
    to->digest = hash_bytes(slice_of((const char *)to->keys, n * sizeof *to->keys));
}

static void take_some(void *arg, size_t item, arena *own)
{
    matching *m = arg;
    arena *tmp = arena_sub(own);
    text_rules *rules = text_rules_open(tmp);
    quick_words split;
    quick_words_init(&split, tmp);
    size_t last = (item + 1) * TAKEN_TOGETHER;
    for (size_t i = item * TAKEN_TOGETHER; i < last && i < m->n_texts; i++) {
        arena *one = arena_sub(tmp);
        quick_split(rules, &split, m->texts[i].bytes);
        take_text(m, own, one, &split, (uint32_t)i);
        arena_release(one);
    }
    arena_release(tmp);
}

static void take_words(matching *m)
{
    m->taken = arena_array(m->tmp, taken_text, m->n_texts + 1);
    m->tokens = arena_array(m->tmp, const uint32_t *, m->n_texts + 1);
    workers_each(m->tmp, (m->n_texts + TAKEN_TOGETHER - 1) / TAKEN_TOGETHER, m->n_threads,
                 take_some, m);
}

/* Equal texts
 * ------------------------------------------------------------------------------ */

typedef struct {
    const taken_text *t;
    uint32_t text;
} ordered;

static int by_words(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    if (a->t->digest != b->t->digest)
        return a->t->digest < b->t->digest ? -1 : 1;
    if (a->t->n != b->t->n)
        return a->t->n < b->t->n ? -1 : 1;
    return (a->text > b->text) - (a->text < b->text);
}

static bool same_words(const taken_text *a, const taken_text *b)
{
    return a->n == b->n && a->n >= PAIR_LEAST_WORDS &&
           memcmp(a->keys, b->keys, a->n * sizeof *a->keys) == 0;
}

/* Fills in same_as and the order. */
static void find_equal(matching *m)
{
    uint32_t n = m->n_texts, *same_as = arena_array(m->out, uint32_t, n + 1);
    ordered *all = arena_array(m->tmp, ordered, n + 1);
    for (uint32_t i = 0; i < n; i++)
        all[i] = (ordered){&m->taken[i], i};
    if (n)
        qsort(all, n, sizeof *all, by_words);
    for (uint32_t i = 0, first = 0; i < n; i++) {
        if (all[i].t->digest != all[first].t->digest)
            first = i;
        bool again = i > first && same_words(all[i].t, all[first].t);
        same_as[all[i].text] = again ? all[first].text : all[i].text;
    }
    m->order = arena_array(m->tmp, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        if (same_as[i] == i)
            m->order[m->n++] = i;
    m->result->same_as = same_as;
}

static const taken_text *ranked(const matching *m, uint32_t rank)
{
    return &m->taken[m->order[rank]];
}

/* The index
 * -------------------------------------------------------------------------------- */

typedef struct {
    seed *seeds;   // of all texts, by part
    size_t *first; // of each part
    part_links *parts;
} index_job;

static void take_seeds(const matching *m, index_job *job)
{
    size_t n = 0;
    job->first = arena_array(m->tmp, size_t, INDEX_PARTS + 1);
    for (uint32_t i = 0; i < m->n; i++) {
        const taken_text *t = ranked(m, i);
        for (uint32_t k = 0; k < t->n_grams; k++)
            job->first[index_part(t->grams[k].hash) + 1]++;
        n += t->n_grams;
    }
    for (uint32_t p = 0; p < INDEX_PARTS; p++)
        job->first[p + 1] += job->first[p];
    job->seeds = arena_array(m->tmp, seed, n + 1);
    arena *tmp = arena_sub(m->tmp);
    size_t *fill = arena_copy(tmp, job->first, INDEX_PARTS * sizeof *fill);
    for (uint32_t i = 0; i < m->n; i++) {
        const taken_text *t = ranked(m, i);
        for (uint32_t k = 0; k < t->n_grams; k++)
            job->seeds[fill[index_part(t->grams[k].hash)]++] =
                index_seed(t->grams[k].hash, i);
    }
    arena_release(tmp);
}

static void link_part(void *arg, size_t part, arena *own)
{
    index_job *job = arg;
    size_t n = job->first[part + 1] - job->first[part];
    if (n < 2)
        return;
    arena *tmp = arena_sub(own);
    seed *seeds = &job->seeds[job->first[part]];
    n = index_sift(seeds, arena_raw(tmp, uint64_t, n), n);
    index_sort(seeds, arena_raw(tmp, seed, n + 1), n);
    links_of_part(own, tmp, (uint32_t)part, seeds, n, &job->parts[part]);
    arena_release(tmp);
}

/* By their first text. */
static void sort_links(matching *m, const index_job *job)
{
    size_t *first = arena_array(m->tmp, size_t, m->n + 2);
    m->first = first;
    for (uint32_t p = 0; p < INDEX_PARTS; p++)
        for (size_t i = 0; i < job->parts[p].n_links; i++)
            first[job->parts[p].links[i].a + 1]++;
    for (uint32_t i = 0; i < m->n; i++)
        first[i + 1] += first[i];
    m->links = arena_raw(m->tmp, uint32_t, first[m->n] + 1);
    arena *tmp = arena_sub(m->tmp);
    size_t *fill = arena_copy(tmp, first, (m->n + 1) * sizeof *first);
    for (uint32_t p = 0; p < INDEX_PARTS; p++)
        for (size_t i = 0; i < job->parts[p].n_links; i++) {
            text_link l = job->parts[p].links[i];
            m->links[fill[l.a]++] = l.to;
        }
    arena_release(tmp);
}

static void link_texts(matching *m)
{
    arena *tmp = arena_sub(m->tmp);
    matching own = *m;
    own.tmp = tmp;
    index_job job = {.parts = arena_array(tmp, part_links, INDEX_PARTS)};
    take_seeds(&own, &job);
    workers_each(tmp, INDEX_PARTS, m->n_threads, link_part, &job);
    sort_links(m, &job);
    for (uint32_t p = 0; p < INDEX_PARTS; p++)
        m->n_grams += job.parts[p].n_common;
    m->grams = arena_array(m->tmp, common_gram, m->n_grams + 1);
    common_gram *common = m->grams;
    for (uint32_t p = 0; p < INDEX_PARTS; p++)
        for (size_t i = 0; i < job.parts[p].n_common; i++)
            *common++ = job.parts[p].common[i];
    arena_release(tmp);
}

/* Weights
 * ---------------------------------------------------------------------------------- */

typedef struct {
    matching *m;
    const word_weights *weights;
    const common_grams *common;
} weigh_job;

static void weigh_some(void *arg, size_t item, arena *own)
{
    weigh_job *job = arg;
    matching *m = job->m;
    arena *tmp = arena_sub(own);
    size_t last = (item + 1) * TAKEN_TOGETHER;
    for (size_t i = item * TAKEN_TOGETHER; i < last && i < m->n; i++) {
        word_run *run = &m->runs[i];
        arena *one = arena_sub(tmp);
        gram *grams = arena_array(one, gram, 2 * (size_t)run->n + 1);
        run->sums = weights_weigh(job->weights, job->common, run->keys,
                                  (uint8_t *)(uintptr_t)run->words, run->n, grams);
        arena_release(one);
    }
    arena_release(tmp);
}

/* The words go where they stay, and are weighed there. */
static void weigh_texts(matching *m)
{
    arena *tmp = arena_sub(m->tmp);
    word_weights weights = {.n_texts = arena_array(tmp, uint32_t, WEIGHT_SLOTS),
                            .bits = arena_array(tmp, uint8_t, WEIGHT_SLOTS)};
    common_grams common = {0};
    m->runs = arena_array(m->tmp, word_run, m->n + 1);
    for (uint32_t i = 0; i < m->n; i++) {
        const taken_text *t = ranked(m, i);
        m->runs[i].keys = arena_copy(m->out, t->keys, t->n * sizeof *t->keys);
        m->runs[i].words = arena_copy(m->out, t->words, t->n);
        m->runs[i].n = t->n;
        if (weights_sample(i))
            weights_count(&weights, t->keys, t->n, weights_sample(i));
    }
    weights_settle(&weights);
    if (m->n_grams)
        common_init(&common, tmp, m->n_grams);
    for (size_t i = 0; i < m->n_grams; i++)
        common_put(&common, m->grams[i].hash, m->grams[i].n_texts);
    weigh_job job = {m, &weights, &common};
    workers_each(tmp, (m->n + TAKEN_TOGETHER - 1) / TAKEN_TOGETHER, m->n_threads,
                 weigh_some, &job);
    arena_release(tmp);
    word_run *of = arena_array(m->out, word_run, m->n_texts + 1);
    for (uint32_t i = 0; i < m->n; i++)
        of[m->order[i]] = m->runs[i];
    for (uint32_t i = 0; i < m->n_texts; i++)
        of[i] = of[m->result->same_as[i]];
    m->result->runs = arena_new(m->out, struct match_runs);
    m->result->runs->of = of;
}

/* What very many have
 * ---------------------------------------------------------------------- */

static int by_frequency(const void *left, const void *right)
{
    const common_gram *a = left, *b = right;
    if (a->n_texts != b->n_texts)
        return a->n_texts > b->n_texts ? -1 : 1;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

static slice words_between(arena *out, const text *t, uint32_t first, uint32_t last)
{
    buf b;
    buf_init(&b, out);
    for (uint32_t i = first; i <= last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT)
            continue;
        if (b.len)
            buf_add_byte(&b, ' ');
        buf_add(&b, t->tokens[i].folded);
    }
    return buf_slice(&b);
}

/* The words of the most common grams, as they stand in the first text that has them. */
static void name_common(matching *m)
{
    if (m->n_grams == 0)
        return;
    arena *tmp = arena_sub(m->tmp);
    uint32_t n = m->n_grams < MOST_NAMED ? (uint32_t)m->n_grams : MOST_NAMED, n_named = 0;
    qsort(m->grams, m->n_grams, sizeof *m->grams, by_frequency);
    hash_table wanted;
    hash_table_init(&wanted, tmp, n);
    for (uint32_t i = 0; i < n; i++)
        *hash_table_put(&wanted, m->grams[i].hash, NULL) = i;
    common_run *named = arena_array(m->out, common_run, n);
    for (uint32_t i = 0; i < m->n && n_named < n; i++) {
        const taken_text *t = ranked(m, i);
        for (uint32_t k = 0; k < t->n_grams; k++) {
            const gram *g = &t->grams[k];
            uint64_t key = index_key(index_part(g->hash), index_seed(g->hash, 0).gram);
            const uint32_t *which = hash_table_get(&wanted, key);
            if (!which || named[*which].n_articles)
                continue;
            const uint32_t *tokens = m->tokens[m->order[i]];
            named[*which] = (common_run){words_between(m->out, &m->texts[m->order[i]],
                                                       tokens[g->first], tokens[g->last]),
                                         m->grams[*which].n_texts};
            n_named++;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (named[i].n_articles)
            named[m->result->n_common++] = named[i];
    m->result->common = named;
    arena_release(tmp);
}

/* Pairs
 * ------------------------------------------------------------------------------------ */

typedef VEC(uint32_t) rank_vec;

typedef struct {
    VEC(found_stretch) stretches;
    VEC(copy_tie) ties; // of ranks
} compared;

typedef struct {
    const matching *m;
    compared *results; // of each item
    rank_vec *with;    // of each rank: those behind it that it was compared with
    /* The groups that are completed: item i has members[groups[i]] .. */
    const uint32_t *members, *groups;
} compare_job;

/* Two finders, for comparing two texts either way round. */
typedef struct {
    pair_finder *finder, *other;
} finders;

static finders finders_new(arena *tmp)
{
    return (finders){pair_finder_new(tmp), pair_finder_new(tmp)};
}

/* Compares b with a, which is set in the first finder. That is how stage pile does it,
 * and the tie is as it is there. Passages are as they are found with the text set that is
 * first by its words: so the order of the texts does not show in them. */
static void compare(const matching *m, arena *own, const finders *f, uint32_t a,
                    uint32_t b, bool linked, compared *to)
{
    pair_result r;
    pair_compare(f->finder, &m->runs[b], false, &r);
    double share = pair_tie(&r);
    if (share > 0)
        vec_push(own, &to->ties,
                 (copy_tie){a, b, (float)share, pair_parts(&r, false, m->runs[a].n),
                            pair_parts(&r, true, m->runs[b].n), r.is_passage, linked});
    if (!sides_in_order(&m->runs[a], &m->runs[b])) {
        pair_set(f->other, &m->runs[b]);
        pair_compare(f->other, &m->runs[a], false, &r);
        share = pair_tie(&r);
        sides_turn(&r);
    }
    for (uint32_t i = 0; i < r.n_stretches; i++)
        vec_push(
            own, &to->stretches,
            (found_stretch){m->order[a], m->order[b], r.stretches[i],
                            passage_class(&r.stretches[i], share > 0 && !r.is_passage)});
}

static uint32_t length_of(const void *ctx, uint32_t rank)
{
    const matching *m = ctx;
    return m->runs[rank].n;
}

static void compare_linked(void *arg, size_t item, arena *own)
{
    compare_job *job = arg;
    const matching *m = job->m;
    arena *tmp = arena_sub(own);
    finders f = finders_new(tmp);
    links_chooser chooser;
    links_chooser_init(&chooser, tmp);
    const linked_texts *found = &chooser.found;
    uint32_t last = ((uint32_t)item + 1) * COMPARED_TOGETHER;
    for (uint32_t i = (uint32_t)item * COMPARED_TOGETHER; i < last && i < m->n; i++) {
        links_choose(&chooser, m->runs[i].n, &m->links[m->first[i]],
                     m->first[i + 1] - m->first[i], length_of, m);
        if (found->n)
            pair_set(f.finder, &m->runs[i]);
        for (uint32_t k = 0; k < found->n; k++) {
            compare(m, own, &f, i, found->v[k].text, true, &job->results[item]);
            vec_push(own, &job->with[i], found->v[k].text);
        }
    }
    arena_release(tmp);
}

static int by_rank(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Compares those of a group that were not compared yet. */
static void complete_group(void *arg, size_t item, arena *own)
{
    compare_job *job = arg;
    const matching *m = job->m;
    arena *tmp = arena_sub(own);
    finders f = finders_new(tmp);
    for (uint32_t i = job->groups[item]; i < job->groups[item + 1]; i++) {
        uint32_t a = job->members[i];
        const rank_vec *with = &job->with[a];
        bool is_set = false;
        for (uint32_t k = i + 1; k < job->groups[item + 1]; k++) {
            uint32_t b = job->members[k];
            if (with->n && bsearch(&b, with->v, with->n, sizeof b, by_rank))
                continue;
            if (!is_set)
                pair_set(f.finder, &m->runs[a]);
            is_set = true;
            compare(m, own, &f, a, b, false, &job->results[item]);
        }
    }
    arena_release(tmp);
}

static uint32_t find_group(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

/* Groups of more than two ranks that are tied and no larger than MATCH_ALL_PAIRS: of
 * group g members[groups[g]] .., ascending. Returns how many. */
static uint32_t find_groups(const matching *m, arena *tmp, const compared *results,
                            size_t n_results, uint32_t *members, uint32_t *groups)
{
    uint32_t *up = arena_array(tmp, uint32_t, m->n + 1);
    uint32_t *size = arena_array(tmp, uint32_t, m->n + 1);
    uint32_t *place = arena_array(tmp, uint32_t, m->n + 1);
    for (uint32_t i = 0; i < m->n; i++)
        up[i] = i;
    for (size_t r = 0; r < n_results; r++)
        for (uint32_t i = 0; i < results[r].ties.n; i++) {
            uint32_t a = find_group(up, results[r].ties.v[i].a),
                     b = find_group(up, results[r].ties.v[i].b);
            up[a > b ? a : b] = a > b ? b : a;
        }
    for (uint32_t i = 0; i < m->n; i++)
        size[find_group(up, i)]++;
    uint32_t n_groups = 0, at = 0;
    for (uint32_t i = 0; i < m->n; i++)
        if (up[i] == i && size[i] > 2 && size[i] <= MATCH_ALL_PAIRS) {
            groups[n_groups++] = place[i] = at;
            at += size[i];
        }
    groups[n_groups] = at;
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t g = find_group(up, i);
        if (size[g] > 2 && size[g] <= MATCH_ALL_PAIRS)
            members[place[g]++] = i;
    }
    return n_groups;
}

static int by_texts(const void *left, const void *right)
{
    const copy_tie *p = left, *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static copy_tie name_texts(const matching *m, copy_tie t)
{
    uint32_t a = m->order[t.a], b = m->order[t.b];
    return a < b ? (copy_tie){a, b, t.share, t.in_a, t.in_b, t.passage, t.linked}
                 : (copy_tie){b, a, t.share, t.in_b, t.in_a, t.passage, t.linked};
}

static void gather(matching *m, const compared *results, size_t n)
{
    size_t n_stretches = 0, n_ties = 0;
    match_result *to = m->result;
    for (size_t i = 0; i < n; i++) {
        n_stretches += results[i].stretches.n;
        n_ties += results[i].ties.n;
    }
    to->ties = arena_array(m->out, copy_tie, n_ties + m->n_texts + 1);
    found_stretch *found = arena_array(m->tmp, found_stretch, n_stretches + 1),
                  *f = found;
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < results[i].stretches.n; k++)
            *f++ = results[i].stretches.v[k];
        for (uint32_t k = 0; k < results[i].ties.n; k++)
            to->ties[to->n_ties++] = name_texts(m, results[i].ties.v[k]);
    }
    for (uint32_t i = 0; i < m->n_texts; i++)
        if (to->same_as[i] != i)
            to->ties[to->n_ties++] =
                (copy_tie){to->same_as[i], i, 1, UINT32_MAX, UINT32_MAX, false, true};
    if (to->n_ties)
        qsort(to->ties, to->n_ties, sizeof *to->ties, by_texts);
    passage_texts in = {m->texts, m->n_texts, to->same_as, m->tokens};
    passages_take(m->out, &in, found, n_stretches, to);
}

static void compare_texts(matching *m)
{
    size_t n_items = (m->n + COMPARED_TOGETHER - 1) / COMPARED_TOGETHER;
    arena *tmp = m->tmp;
    compare_job job = {.m = m,
                       .results = arena_array(tmp, compared, n_items + m->n + 1),
                       .with = arena_array(tmp, rank_vec, m->n + 1)};
    workers_each(tmp, n_items, m->n_threads, compare_linked, &job);
    uint32_t *members = arena_array(tmp, uint32_t, m->n + 1);
    uint32_t *groups = arena_array(tmp, uint32_t, m->n + 2);
    uint32_t n_groups = find_groups(m, tmp, job.results, n_items, members, groups);
    compare_job rest = {.m = m,
                        .results = &job.results[n_items],
                        .with = job.with,
                        .members = members,
                        .groups = groups};
    workers_each(tmp, n_groups, m->n_threads, complete_group, &rest);
    gather(m, job.results, n_items + n_groups);
}

void match_texts(arena *out, const text *texts, uint32_t n_texts, unsigned n_threads,
                 match_result *result)
{
    *result = (match_result){0};
    matching m = {.out = out,
                  .tmp = arena_sub(out),
                  .texts = texts,
                  .n_texts = n_texts,
                  .n_threads = n_threads,
                  .result = result};
    take_words(&m);
    find_equal(&m);
    link_texts(&m);
    weigh_texts(&m);
    name_common(&m);
    compare_texts(&m);
    arena_release(m.tmp);
}
