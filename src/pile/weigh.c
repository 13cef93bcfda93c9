/* What each word says in this pile: all words counted, then each text's weighed. Piece
 * "weighed" of a part: the sums of its texts, then each text's keys and, weights filled
 * in, the bytes of its words, up to a multiple of 4. */
#include "base/workers.h"
#include "pile/parts.h"

#include <string.h>

enum { WEIGHED_TOGETHER = 1 << 20 }; // words

static bool count_part(pile *p, uint32_t part)
{
    arena *tmp = arena_sub(p->mem);
    const pile_part *at = &p->parts[part];
    uint32_t *buffer = NULL, cap = 0;
    bool ok = true;
    for (uint32_t i = at->first_text; i < at->first_text + at->n_texts && ok; i++) {
        const pile_text *t = &p->texts[i];
        if (!weights_sample(i) || t->same_as != i)
            continue;
        if (t->n_words > cap) {
            cap = 2 * t->n_words;
            buffer = arena_array(tmp, uint32_t, cap);
        }
        const uint32_t *keys = spool_read(at->keys, tmp, t->first * sizeof *keys,
                                          t->n_words * sizeof *keys, buffer);
        ok = keys || t->n_words == 0;
        if (keys)
            weights_count(&p->weights, keys, t->n_words, weights_sample(i));
    }
    arena_release(tmp);
    return ok;
}

static bool load_common(pile *p)
{
    uint64_t n = 0;
    for (uint32_t u = 0; u < N_UNITS; u++) {
        const spool_piece *from = spool_find(p->spool, (piece){"common", u});
        n += from ? spool_size(from) / sizeof(common_gram) : 0;
    }
    if (n == 0)
        return true;
    common_init(&p->common, p->mem, n);
    for (uint32_t u = 0; u < N_UNITS; u++) {
        arena *tmp = arena_sub(p->mem);
        const spool_piece *from = spool_find(p->spool, (piece){"common", u});
        const common_gram *got =
            from ? spool_read(from, tmp, 0, spool_size(from), NULL) : NULL;
        for (uint64_t i = 0; got && i < spool_size(from) / sizeof *got; i++)
            common_put(&p->common, got[i].hash, got[i].n_texts);
        arena_release(tmp);
        if (!got)
            return false;
    }
    return true;
}

/* Texts [first, last) of a part, and where they go. */
typedef struct {
    pile *p;
    const uint32_t *keys;
    uint8_t *words;
    const pile_part *part;
    uint32_t *firsts; // texts: job i has firsts[i] .. firsts[i + 1]
} weigh_job;

static void weigh_texts(void *arg, size_t item, arena *own)
{
    weigh_job *job = arg;
    arena *tmp = arena_sub(own);
    gram *grams = NULL;
    uint32_t cap = 0;
    for (uint32_t i = job->firsts[item]; i < job->firsts[item + 1]; i++) {
        pile_text *t = &job->p->texts[i];
        if (t->n_words > cap) {
            cap = 2 * t->n_words;
            grams = arena_array(tmp, gram, 2 * (size_t)cap);
        }
        t->sums = weights_weigh(&job->p->weights, &job->p->common, job->keys + t->first,
                                job->words + t->first, t->n_words, grams);
    }
    arena_release(tmp);
}

static uint32_t n_padding(const pile_text *t)
{
    return (4 - t->n_words % 4) % 4;
}

static void weigh_part(pile *p, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
    const pile_part *at = &p->parts[number];
    weigh_job job = {.p = p, .part = at};
    job.keys = spool_read(at->keys, tmp, 0, at->n_words * sizeof(uint32_t), NULL);
    const uint8_t *words = spool_read(at->words, tmp, 0, at->n_words, NULL);
    if (job.keys && words) {
        job.words = arena_copy(tmp, words, at->n_words);
        job.firsts = arena_array(tmp, uint32_t, at->n_texts + 2);
        uint32_t n_jobs = 0, end = at->first_text + at->n_texts, from = 0;
        for (uint32_t i = at->first_text; i < end; i++)
            if (n_jobs == 0 || p->texts[i].first - from >= WEIGHED_TOGETHER) {
                job.firsts[n_jobs++] = i;
                from = p->texts[i].first;
            }
        job.firsts[n_jobs] = end;
        workers_each(tmp, n_jobs, p->n_threads, weigh_texts, &job);
        spool_writer *w = spool_write(p->spool, tmp, (piece){"weighed", number});
        for (uint32_t i = at->first_text; i < end; i++)
            spool_put(w, &p->texts[i].sums, sizeof p->texts[i].sums);
        for (uint32_t i = at->first_text; i < end; i++) {
            const pile_text *t = &p->texts[i];
            spool_put(w, job.keys + t->first, t->n_words * sizeof *job.keys);
            spool_put(w, job.words + t->first, t->n_words);
            spool_put(w, "\0\0\0", n_padding(t));
        }
        spool_done(w);
    }
    arena_release(tmp);
}

static bool load_bits(pile *p, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
    pile_part *at = &p->parts[number];
    at->weighed = spool_find(p->spool, (piece){"weighed", number});
    const word_sums *sums =
        at->weighed ? spool_read(at->weighed, tmp, 0, at->n_texts * sizeof *sums, NULL)
                    : NULL;
    uint64_t place = at->n_texts * sizeof *sums / 4;
    for (uint32_t i = 0; sums && i < at->n_texts; i++) {
        pile_text *t = &p->texts[at->first_text + i];
        t->sums = sums[i];
        t->place = (uint32_t)place;
        place += t->n_words + (t->n_words + n_padding(t)) / 4;
    }
    arena_release(tmp);
    return sums;
}

bool pile_weigh(pile *p)
{
    arena *tmp = arena_sub(p->mem);
    p->weights.n_texts = arena_array(tmp, uint32_t, WEIGHT_SLOTS);
    p->weights.bits = arena_array(tmp, uint8_t, WEIGHT_SLOTS);
    bool ok = load_common(p);
    for (uint32_t i = 0; i < p->n_parts && ok; i++)
        ok = count_part(p, i);
    weights_settle(&p->weights);
    for (uint32_t i = 0; i < p->n_parts && ok; i++) {
        ok = pile_goes_on(p, "weights", i, p->n_parts);
        if (ok && !spool_find(p->spool, (piece){"weighed", i}))
            weigh_part(p, i);
        ok = ok && load_bits(p, i);
    }
    arena_release(tmp);
    p->weights = (word_weights){0};
    return ok && pile_goes_on(p, "weights", p->n_parts, p->n_parts);
}
