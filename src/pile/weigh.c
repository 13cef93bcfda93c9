/* What each word says in this pile: all words counted, then each text's
 * weighed. Pieces of a part: "sums" of its texts; "weighed", the byte of each
 * word as "words" has it, with the weights filled in. While the threads weigh
 * some texts, those before are written. */
#include "base/workers.h"
#include "pile/parts.h"

#include <string.h>

enum {
    WEIGHED_TOGETHER = 1 << 18, // words
    SHARES_AT_ONCE = 8,         // for each thread
};

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

static bool load_common(pile *p, arena *a)
{
    uint64_t n = 0;
    for (uint32_t u = 0; u < p->n_units; u++) {
        const spool_piece *from = spool_find(p->spool, pile_common(p, u));
        n += from ? spool_size(from) / sizeof(common_gram) : 0;
    }
    if (n == 0)
        return true;
    common_init(&p->common, a, n);
    for (uint32_t u = 0; u < p->n_units; u++) {
        arena *tmp = arena_sub(p->mem);
        const spool_piece *from = spool_find(p->spool, pile_common(p, u));
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

/* Some texts of a part, and the bytes that stand for them in the piece. */
typedef struct {
    arena *a;
    uint32_t first_text, n_texts;
    uint8_t *bytes;
    size_t n_bytes;
} share;

enum { WRITING, NOW, N_GROUPS };

/* The shares that are worked on, and those that are written at the same time.
 */
typedef struct {
    pile *p;
    const pile_part *part;
    spool_writer *to;
    share *groups[N_GROUPS];
    uint32_t n[N_GROUPS];
    uint32_t most; // shares of a group
} weigh_job;

static void weigh_share(const weigh_job *job, share *s)
{
    pile *p = job->p;
    pile_text *texts = &p->texts[s->first_text];
    uint32_t first = texts->first, longest = 0;
    for (uint32_t i = 0; i < s->n_texts; i++) {
        s->n_bytes += texts[i].n_words;
        longest = longest < texts[i].n_words ? texts[i].n_words : longest;
    }
    const uint32_t *keys = spool_read(job->part->keys, s->a, first * sizeof *keys,
                                      s->n_bytes * sizeof *keys, NULL);
    const void *words = spool_read(job->part->words, s->a, first, s->n_bytes, NULL);
    if (!keys || !words)
        return;
    s->bytes = arena_copy(s->a, words, s->n_bytes);
    gram *grams = arena_raw(s->a, gram, 2 * (size_t)longest + 1);
    for (uint32_t i = 0; i < s->n_texts; i++) {
        uint32_t at = texts[i].first - first;
        texts[i].sums = weights_weigh(&p->weights, &p->common, keys + at, s->bytes + at,
                                      texts[i].n_words, grams);
    }
}

/* Item 0 writes, the others are the shares. */
static void weigh_item(void *arg, size_t item, arena *own)
{
    weigh_job *job = arg;
    if (item > 0) {
        share *s = &job->groups[NOW][item - 1];
        s->a->on_failure = own->on_failure;
        weigh_share(job, s);
        return;
    }
    for (uint32_t i = 0; i < job->n[WRITING]; i++)
        spool_put(job->to, job->groups[WRITING][i].bytes,
                  job->groups[WRITING][i].n_bytes);
}

/* The next shares of the part, from text `from` on; gives the text behind them.
 */
static uint32_t cut_shares(weigh_job *job, uint32_t from)
{
    const pile_text *texts = job->p->texts;
    uint32_t end = job->part->first_text + job->part->n_texts, n = 0;
    for (; from < end && n < job->most; n++) {
        share *s = &job->groups[NOW][n];
        *s = (share){.a = s->a, .first_text = from};
        for (uint32_t n_words = 0; from < end && n_words < WEIGHED_TOGETHER; from++)
            n_words += texts[from].n_words;
        s->n_texts = from - s->first_text;
    }
    job->n[NOW] = n;
    return from;
}

static void next_group(weigh_job *job)
{
    for (uint32_t i = 0; i < job->n[WRITING]; i++)
        arena_reset(job->groups[WRITING][i].a);
    share *done = job->groups[WRITING];
    job->groups[WRITING] = job->groups[NOW];
    job->n[WRITING] = job->n[NOW];
    job->groups[NOW] = done;
    job->n[NOW] = 0;
}

static void write_sums(pile *p, arena *tmp, uint32_t number)
{
    const pile_part *at = &p->parts[number];
    spool_writer *w = spool_write(p->spool, tmp, (piece){"sums", number});
    for (uint32_t i = at->first_text; i < at->first_text + at->n_texts; i++)
        spool_put(w, &p->texts[i].sums, sizeof p->texts[i].sums);
    spool_done(w);
}

static void weigh_part(weigh_job *job, uint32_t number)
{
    pile *p = job->p;
    arena *tmp = arena_sub(p->mem);
    job->part = &p->parts[number];
    job->to = spool_write(p->spool, tmp, (piece){"weighed", number});
    uint32_t at = job->part->first_text, end = at + job->part->n_texts;
    while (at < end || job->n[WRITING]) {
        at = cut_shares(job, at);
        arena *loop = arena_sub(tmp);
        workers_each(loop, job->n[NOW] + 1, p->n_threads, weigh_item, job);
        arena_release(loop);
        next_group(job);
    }
    if (!spool_error(p->spool).len) {
        write_sums(p, tmp, number);
        spool_done(job->to);
        spool_drop(p->spool, (piece){"words", number});
        p->parts[number].words = NULL;
    }
    arena_release(tmp);
}

static bool load_sums(pile *p, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
    pile_part *at = &p->parts[number];
    const spool_piece *from = spool_find(p->spool, (piece){"sums", number});
    at->weighed = spool_find(p->spool, (piece){"weighed", number});
    const word_sums *sums =
        from && at->weighed ? spool_read(from, tmp, 0, at->n_texts * sizeof *sums, NULL)
                            : NULL;
    for (uint32_t i = 0; sums && i < at->n_texts; i++)
        p->texts[at->first_text + i].sums = sums[i];
    spool_rest(from);
    spool_rest(at->words);
    arena_release(tmp);
    return sums;
}

static void job_init(weigh_job *job, arena *a, pile *p)
{
    *job = (weigh_job){.p = p, .most = SHARES_AT_ONCE * p->n_threads};
    for (int g = 0; g < N_GROUPS; g++) {
        job->groups[g] = arena_array(a, share, job->most);
        for (uint32_t i = 0; i < job->most; i++)
            job->groups[g][i].a = arena_sub(a);
    }
}

bool pile_weigh(pile *p)
{
    arena *tmp = arena_sub(p->mem);
    p->weights.n_texts = arena_array(tmp, uint32_t, WEIGHT_SLOTS);
    p->weights.bits = arena_array(tmp, uint8_t, WEIGHT_SLOTS);
    bool ok = load_common(p, tmp);
    for (uint32_t i = 0; i < p->n_parts && ok; i++)
        ok = count_part(p, i);
    weights_settle(&p->weights);
    weigh_job job;
    job_init(&job, tmp, p);
    for (uint32_t i = 0; i < p->n_parts && ok; i++) {
        ok = pile_goes_on(p, "weights", i, p->n_parts);
        if (ok && !spool_find(p->spool, (piece){"weighed", i}))
            weigh_part(&job, i);
        ok = ok && load_sums(p, i);
    }
    arena_release(tmp);
    p->weights = (word_weights){0};
    p->common = (common_grams){0};
    return ok && pile_goes_on(p, "weights", p->n_parts, p->n_parts);
}
