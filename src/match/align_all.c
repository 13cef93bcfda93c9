#include "match/align_all.h"

#include <stdlib.h>
#include <string.h>

enum { STOP, DIAGONAL, UP, LEFT };

static int by_key(const void *x, const void *y)
{
    const word_place *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

void word_places(const word_run *run, word_place *to)
{
    for (uint32_t i = 0; i < run->n; i++)
        to[i] = (word_place){run->keys[i], i};
    if (run->n > 1)
        qsort(to, run->n, sizeof *to, by_key);
}

/* Room for n more things behind what is there; `keep` of them are copied. */
static void *room(arena *a, void *old, size_t *cap, size_t n, size_t keep, size_t size)
{
    if (n <= *cap)
        return old;
    size_t wider = *cap * 2 > n ? *cap * 2 : n;
    void *to = arena_alloc_array(a, wider, size);
    if (keep)
        memcpy(to, old, keep * size);
    *cap = wider;
    return to;
}
#define ROOM(x, what, n, keep) \
    ((x)->what = room((x)->a, (x)->what, &(x)->n_##what, (n), (keep), sizeof *(x)->what))

/* What a word of a text is to the alignments behind. */
enum { IS_FREE, IS_TAKEN, IS_COVERED }; // covered: within a stretch

static bool is_same(const aligner *x, const word_run *a, const word_run *b, uint32_t i,
                    uint32_t j)
{
    return a->keys[i] == b->keys[j] && !x->taken_a[i] && !x->taken_b[j];
}

static void put_cell(aligner *x, size_t n, uint32_t i, uint32_t j)
{
    ROOM(x, cells, n + 1, n);
    x->cells[n] = (same_cell){i, j, 0, UINT32_MAX};
}

static void put_way(aligner *x, uint32_t n, uint32_t cell)
{
    ROOM(x, way, (size_t)n + 1, n);
    x->way[n] = cell;
}

int32_t align_by_table(aligner *x, const word_run *a, const word_run *b, uint32_t *n_way)
{
    size_t width = (size_t)b->n + 1;
    int32_t best = 0;
    size_t corner = 0;
    ROOM(x, steps, ((size_t)a->n + 1) * width, 0);
    ROOM(x, row, width, 0);
    memset(x->row, 0, width * sizeof *x->row);
    for (uint32_t i = 1; i <= a->n; i++) {
        uint8_t *steps = x->steps + i * width;
        int32_t across = 0, left = 0; // of the row above, and of this one
        int32_t weight = a->words[i - 1] & WORD_WEIGHT;
        for (uint32_t j = 1; j <= b->n; j++) {
            int32_t above = x->row[j];
            bool same = is_same(x, a, b, i - 1, j - 1);
            int32_t score = across + (same ? weight : -PAIR_MISS);
            uint8_t step = DIAGONAL;
            if (above - PAIR_MISS > score) {
                score = above - PAIR_MISS;
                step = UP;
            }
            if (left - PAIR_MISS > score) {
                score = left - PAIR_MISS;
                step = LEFT;
            }
            if (score <= 0) {
                score = 0;
                step = STOP;
            }
            if (score > best) {
                best = score;
                corner = i * width + j;
            }
            steps[j] = step;
            across = above;
            left = x->row[j] = score;
        }
    }
    uint32_t n = 0;
    for (size_t i = corner / width, j = corner % width; i && j;) {
        uint8_t step = x->steps[i * width + j];
        if (step == STOP)
            break;
        if (step == DIAGONAL && is_same(x, a, b, (uint32_t)i - 1, (uint32_t)j - 1)) {
            put_cell(x, n, (uint32_t)i - 1, (uint32_t)j - 1);
            put_way(x, n, n);
            n++;
        }
        i -= step != LEFT;
        j -= step != UP;
    }
    *n_way = n;
    return best;
}

/* All cells with equal words, by row, then column. */
static uint32_t find_cells(aligner *x, const word_run *a, const word_run *b,
                           const word_place *in_a, const word_place *in_b)
{
    // For each word of a: where its places in b begin. Two sorted lists, one way through.
    ROOM(x, active, a->n, 0);
    for (uint32_t i = 0, j = 0; i < a->n; i++) {
        while (j < b->n && in_b[j].key < in_a[i].key)
            j++;
        x->active[in_a[i].at] = j;
    }
    size_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = x->active[i]; k < b->n && in_b[k].key == a->keys[i]; k++)
            if (is_same(x, a, b, i, in_b[k].at) && n < UINT32_MAX / 2)
                put_cell(x, n++, i, in_b[k].at);
    return (uint32_t)n;
}

int32_t align_by_cells(aligner *x, const word_run *a, const word_run *b, uint32_t n_cells,
                       uint32_t *n_way)
{
    uint64_t work = 0, most = (uint64_t)a->n * b->n;
    uint32_t n_active = 0, best = UINT32_MAX;
    ROOM(x, active, n_cells, 0);
    for (uint32_t c = 0; c < n_cells; c++) {
        same_cell *cell = &x->cells[c];
        uint32_t kept = 0;
        int32_t most_before = 0;
        cell->before = UINT32_MAX;
        work += n_active + 1;
        if (work > most)
            return -1;
        for (uint32_t k = 0; k < n_active; k++) {
            const same_cell *from = &x->cells[x->active[k]];
            int32_t rows = (int32_t)(cell->i - from->i) - 1;
            // Once its score is used up by the rows between, nothing goes on from there.
            if (from->score - PAIR_MISS * rows <= 0)
                continue;
            x->active[kept++] = x->active[k];
            int32_t columns = (int32_t)cell->j - (int32_t)from->j - 1;
            if (rows < 0 || columns < 0)
                continue;
            int32_t score = from->score - PAIR_MISS * (rows > columns ? rows : columns);
            if (score > most_before) {
                most_before = score;
                cell->before = x->active[k];
            }
        }
        n_active = kept;
        cell->score = most_before + (a->words[cell->i] & WORD_WEIGHT);
        x->active[n_active++] = c;
        if (best == UINT32_MAX || cell->score > x->cells[best].score)
            best = c;
    }
    *n_way = 0;
    for (uint32_t c = best; c != UINT32_MAX; c = x->cells[c].before)
        put_way(x, (*n_way)++, c);
    return best == UINT32_MAX ? 0 : x->cells[best].score;
}

static void keep(aligner *x, pair_result *result, const stretch *s)
{
    ROOM(x, stretches, result->n_stretches + (size_t)1, result->n_stretches);
    x->stretches[result->n_stretches++] = *s;
}

static bool is_free(const aligner *x, const stretch *s)
{
    return !memchr(x->taken_a + s->a_first, IS_COVERED, s->a_last - s->a_first) &&
           !memchr(x->taken_b + s->b_first, IS_COVERED, s->b_last - s->b_first);
}

/* Of the stretches of one alignment, those that are worth the name and share no words
 * with a better one's. */
static void sift(aligner *x, pair_result *result, uint32_t first)
{
    uint32_t n_same = 0, kept = first;
    for (uint32_t i = first; i < result->n_stretches; i++)
        n_same += x->stretches[i].n_same;
    for (uint32_t i = first; i < result->n_stretches; i++) {
        const stretch *s = &x->stretches[i];
        bool worth = n_same >= PAIR_LONG_CHAIN
                         ? s->n_same >= PAIR_CHAIN_WORDS
                         : s->n_same >= PAIR_LEAST_WORDS && s->bits >= PAIR_LEAST_BITS;
        if (!worth || !is_free(x, s))
            continue;
        memset(x->taken_a + s->a_first, IS_COVERED, s->a_last - s->a_first);
        memset(x->taken_b + s->b_first, IS_COVERED, s->b_last - s->b_first);
        x->stretches[kept++] = *s;
    }
    result->n_stretches = kept;
}

static void add_cell(stretch *s, const word_run *a, const same_cell *c)
{
    if (s->n_same == 0) {
        s->a_last = c->i + 1;
        s->b_last = c->j + 1;
    }
    s->a_first = c->i;
    s->b_first = c->j;
    s->n_same++;
    s->bits += a->words[c->i] & WORD_WEIGHT;
    s->own += weights_own(a->words[c->i]);
}

/* Goes back along the alignment. A stretch ends where its score was largest when it has
 * fallen by PAIR_DROP since: what words far apart say together is chance. Takes the words
 * of the alignment out. */
static void walk(aligner *x, const word_run *a, uint32_t n_way, pair_result *result)
{
    stretch s = {0}, top = {0};
    int32_t score = 0, best = 0;
    uint32_t first = result->n_stretches;
    for (uint32_t k = 0; k < n_way; k++) {
        const same_cell *c = &x->cells[x->way[k]];
        if (s.n_same) {
            const same_cell *last = &x->cells[x->way[k - 1]];
            uint32_t rows = last->i - c->i - 1, columns = last->j - c->j - 1;
            score -= PAIR_MISS * (int32_t)(rows > columns ? rows : columns);
        }
        if (score <= best - PAIR_DROP) {
            keep(x, result, &top);
            s = top = (stretch){0};
            score = best = 0;
        }
        add_cell(&s, a, c);
        score += a->words[c->i] & WORD_WEIGHT;
        if (score > best) {
            best = score;
            top = s;
        }
        x->taken_a[c->i] = x->taken_b[c->j] = IS_TAKEN;
    }
    if (top.n_same)
        keep(x, result, &top);
    sift(x, result, first);
}

static int by_first(const void *left, const void *right)
{
    const stretch *s = left, *t = right;
    return (s->a_first > t->a_first) - (s->a_first < t->a_first);
}

void align_all(aligner *x, const word_run *a, const word_run *b, const word_place *in_a,
               const word_place *in_b, pair_result *result)
{
    *result = (pair_result){.looked_at = true};
    ROOM(x, taken_a, a->n + (size_t)1, 0);
    ROOM(x, taken_b, b->n + (size_t)1, 0);
    memset(x->taken_a, 0, a->n);
    memset(x->taken_b, 0, b->n);
    for (int round = 0; round < PAIR_MOST_CHAINS; round++) {
        uint32_t n_way, n_cells = find_cells(x, a, b, in_a, in_b);
        int32_t score = align_by_cells(x, a, b, n_cells, &n_way);
        if (score < 0)
            score = align_by_table(x, a, b, &n_way);
        if (score < PAIR_LEAST_BITS)
            break;
        walk(x, a, n_way, result);
    }
    if (result->n_stretches > 1)
        qsort(x->stretches, result->n_stretches, sizeof *x->stretches, by_first);
    result->stretches = x->stretches;
    pair_sum_up(a, b, result);
}
