#include "match/passages.h"

#include "match/align.h"
#include "match/words.h"

typedef struct {
    const word_sequence *a, *b;
} two_texts;

static int score_words(const void *ctx, uint32_t i, uint32_t j)
{
    const two_texts *both = ctx;
    return words_score(&both->a->t->tokens[both->a->tokens[i]],
                       &both->b->t->tokens[both->b->tokens[j]]);
}

typedef struct {
    arena *out;
    const text *texts;
    uint32_t a, b;
    uint8_t *used_a, *used_b; // tokens that are in a passage
    passage_vec *passages;
} pair_job;

static bool is_same(const two_texts *both, align_pair p)
{
    return both->a->keys[p.i] == both->b->keys[p.j];
}

// Same closing punctuation belongs to the passage.
static void take_punctuation(const text *a, const text *b, passage *p)
{
    while (p->a_last < a->n_tokens && p->b_last < b->n_tokens &&
           a->tokens[p->a_last].kind == TOKEN_PUNCT &&
           a->tokens[p->a_last].hash == b->tokens[p->b_last].hash) {
        p->a_last++;
        p->b_last++;
    }
    while (p->a_first > 0 && p->b_first > 0 &&
           a->tokens[p->a_first - 1].kind == TOKEN_PUNCT &&
           a->tokens[p->a_first - 1].hash == b->tokens[p->b_first - 1].hash &&
           !(a->tokens[p->a_first].flags & TOKEN_SPACE_BEFORE) &&
           !(b->tokens[p->b_first].flags & TOKEN_SPACE_BEFORE)) {
        p->a_first--;
        p->b_first--;
    }
}

static bool is_free(const uint8_t *used, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (used[i])
            return false;
    return true;
}

// Pairs [from, to] (inclusive) of the alignment become a passage.
static void add_passage(pair_job *job, const two_texts *both, const align_pairs *pairs,
                        uint32_t from, uint32_t to)
{
    while (from < to && !is_same(both, pairs->v[from]))
        from++;
    while (to > from && !is_same(both, pairs->v[to]))
        to--;
    passage p = {.a = job->a, .b = job->b};
    for (uint32_t k = from; k <= to; k++)
        p.n_same += is_same(both, pairs->v[k]);
    if (p.n_same < PASSAGE_LEAST_WORDS)
        return;
    uint32_t words_a = pairs->v[to].i - pairs->v[from].i + 1;
    uint32_t words_b = pairs->v[to].j - pairs->v[from].j + 1;
    p.n_words = words_a > words_b ? words_a : words_b;
    p.a_first = both->a->tokens[pairs->v[from].i];
    p.a_last = both->a->tokens[pairs->v[to].i] + 1;
    p.b_first = both->b->tokens[pairs->v[from].j];
    p.b_last = both->b->tokens[pairs->v[to].j] + 1;
    take_punctuation(both->a->t, both->b->t, &p);
    if (!is_free(job->used_a, p.a_first, p.a_last) ||
        !is_free(job->used_b, p.b_first, p.b_last))
        return;
    for (uint32_t i = p.a_first; i < p.a_last; i++)
        job->used_a[i] = 1;
    for (uint32_t i = p.b_first; i < p.b_last; i++)
        job->used_b[i] = 1;
    vec_push(job->out, job->passages, p);
}

/* Cuts where the alignment loses more than it can win back (the X-drop of BLAST, Altschul
 * et al. 1990): a word that is the same counts 1, a replaced one -1/2, one that only one
 * side has -1/4. */
static void cut_alignment(pair_job *job, const two_texts *both, const align_pairs *pairs)
{
    enum { SAME = 4, OTHER = -2, ALONE = -1, DROP = 28 };
    int score = 0, best = 0;
    uint32_t start = 0, best_at = 0;
    for (uint32_t k = 0; k < pairs->n; k++) {
        align_pair p = pairs->v[k];
        if (k > start) {
            uint32_t alone_i = p.i - pairs->v[k - 1].i - 1,
                     alone_j = p.j - pairs->v[k - 1].j - 1;
            uint32_t replaced = alone_i < alone_j ? alone_i : alone_j;
            uint32_t alone = alone_i + alone_j - 2 * replaced;
            if (alone > DROP || replaced > DROP)
                score = -DROP;
            else
                score += OTHER * (int)replaced + ALONE * (int)alone;
        }
        if (score <= best - DROP || score < 0) {
            if (best > 0)
                add_passage(job, both, pairs, start, best_at);
            start = k;
            score = best = 0;
            best_at = k;
        }
        score += is_same(both, p) ? SAME : OTHER;
        if (score > best) {
            best = score;
            best_at = k;
        }
    }
    if (best > 0)
        add_passage(job, both, pairs, start, best_at);
}

static uint32_t reach_back(const uint8_t *used, uint32_t from)
{
    uint32_t at = from;
    while (at > 0 && from - at < PASSAGE_REACH && !used[at - 1])
        at--;
    return at;
}

static uint32_t reach_on(const uint8_t *used, uint32_t from, uint32_t n)
{
    uint32_t at = from;
    while (at < n && at - from < PASSAGE_REACH && !used[at])
        at++;
    return at;
}

static void align_chain(pair_job *job, const chain *c)
{
    const text *a = &job->texts[job->a], *b = &job->texts[job->b];
    arena *tmp = arena_sub(job->out);
    word_sequence wa, wb;
    words_take(tmp, a, reach_back(job->used_a, c->a_first),
               reach_on(job->used_a, c->a_last + 1, a->n_tokens), &wa);
    words_take(tmp, b, reach_back(job->used_b, c->b_first),
               reach_on(job->used_b, c->b_last + 1, b->n_tokens), &wb);
    two_texts both = {&wa, &wb};
    align_task task = {wa.keys,     wb.keys, wa.n,           wb.n,
                       score_words, &both,   WORDS_GAP_OPEN, WORDS_GAP_EXTEND};
    align_pairs pairs = {0};
    align_sequences(tmp, &task, &pairs);
    cut_alignment(job, &both, &pairs);
    arena_release(tmp);
}

void passages_of_pair(arena *out, const text *texts, uint32_t a, uint32_t b,
                      const chain_vec *chains, passage_vec *passages)
{
    arena *tmp = arena_sub(out);
    pair_job job = {.out = out, .texts = texts, .a = a, .b = b, .passages = passages};
    job.used_a = arena_alloc(tmp, texts[a].n_tokens + 1);
    job.used_b = arena_alloc(tmp, texts[b].n_tokens + 1);
    for (uint32_t i = 0; i < chains->n; i++)
        if (chains->v[i].score >= PASSAGE_LEAST_SCORE)
            align_chain(&job, &chains->v[i]);
    arena_release(tmp);
}
