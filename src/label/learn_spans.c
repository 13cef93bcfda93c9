// The span model's lessons: a conditional random field, learned stretch by stretch
// with a step of its own for each feature (AdaGrad).
#include "label/learn.h"

#include <math.h>
#include <string.h>

/* Is the next token in the same chain of labels? */
static bool goes_on(const lesson *l, uint32_t i)
{
    if (i + 1 >= l->t.n_tokens)
        return false;
    uint32_t s = l->t.tokens[i].sentence, next = l->t.tokens[i + 1].sentence;
    const uint8_t *keep = l->work.keep;
    return s == next || (l->t.sentences[s].paragraph == l->t.sentences[next].paragraph &&
                         (!keep || keep[s] == keep[next]));
}

void gold_labels(const lesson *l, uint8_t *labels)
{
    memset(labels, LABEL_OUT, l->t.n_tokens);
    for (uint32_t k = 0; k < l->n_gold; k++) {
        const gold_attribution *g = &l->gold[k];
        for (uint32_t p = 0; p < g->n_content + 2; p++) {
            label_range r = p == 0 ? g->source : p == 1 ? g->cue : g->content[p - 2];
            label_part part = p == 0 ? PART_SOURCE : p == 1 ? PART_CUE : PART_CONTENT;
            for (uint32_t i = r.first; i < r.last; i++)
                labels[i] = (uint8_t)label_number(part, r.last - r.first == 1 ? AT_SINGLE
                                                        : i == r.first        ? AT_BEGIN
                                                        : i + 1 == r.last     ? AT_END
                                                                          : AT_INSIDE);
        }
    }
    // A span that another one or a chain's end cuts short is made whole again.
    for (uint32_t i = 0; i < l->t.n_tokens; i++) {
        bool starts = i == 0 || !goes_on(l, i - 1), ends = !goes_on(l, i);
        if (labels[i] == LABEL_OUT)
            continue;
        label_part part = label_part_of(labels[i]);
        bool opens = starts || !label_follows(labels[i - 1], labels[i]) ||
                     label_at_of(labels[i]) == AT_BEGIN ||
                     label_at_of(labels[i]) == AT_SINGLE;
        bool closes = ends || label_part_of(labels[i + 1]) != part ||
                      label_at_of(labels[i + 1]) == AT_BEGIN ||
                      label_at_of(labels[i + 1]) == AT_SINGLE ||
                      label_at_of(labels[i]) == AT_END ||
                      label_at_of(labels[i]) == AT_SINGLE;
        labels[i] = (uint8_t)label_number(part, opens && closes ? AT_SINGLE
                                                : opens         ? AT_BEGIN
                                                : closes        ? AT_END
                                                                : AT_INSIDE);
    }
}

/* Tokens that the field is as good as sure of teach nothing. */
static const float LEAST_SQUARE = 1e-4f;

typedef struct {
    span_model *m;
    float *squares; // of each row: what it has been moved by
    chain_steps step_squares;
    uint32_t *rows;
    uint32_t *n_rows;
    float *scores, *likely;
    dice d;
    float rate;
    uint32_t drop; // features left out, in 256
} field;

static void move_row(field *f, uint32_t row, const float *gradient, float square)
{
    float *w = f->m->weights.live + (size_t)row * CHAIN_WIDTH;
    f->squares[row] += square;
    float by = f->rate / sqrtf(f->squares[row] + 1e-2f);
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        w[k] -= by * gradient[k];
}

static void learn_stretch(field *f, arena *tmp, const span_view *v,
                          const label_stretch *s, const uint8_t *gold)
{
    uint32_t first = s->from, last = s->to, n = last - first;
    float sums[LINEAR_WIDEST];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *rows = f->rows + (size_t)i * SPAN_FEATURES, kept = 0;
        uint32_t all =
            span_features(&f->m->weights, v, s->first, s->last, first + i, rows);
        for (uint32_t k = 0; k < all; k++)
            if (f->drop == 0 || dice_below(&f->d, 256) >= f->drop)
                rows[kept++] = rows[k];
        f->n_rows[i] = kept;
        linear_scores(&f->m->weights, rows, kept, sums);
        float scale = kept ? (float)all / (float)kept : 1;
        float *to = f->scores + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            to[k] = k < N_LABELS ? sums[k] * scale : chain_never;
    }
    chain_steps pairs = {0};
    chain_likely(tmp, &f->m->steps, f->scores, n, f->likely, &pairs);
    for (uint32_t i = 0; i < n; i++) {
        float *g = f->likely + (size_t)i * CHAIN_WIDTH, square = 0;
        g[gold[first + i]] -= 1;
        for (uint32_t k = 0; k < N_LABELS; k++)
            square += g[k] * g[k];
        if (square < LEAST_SQUARE)
            continue;
        const uint32_t *rows = f->rows + (size_t)i * SPAN_FEATURES;
        for (uint32_t k = 0; k < f->n_rows[i]; k++)
            move_row(f, rows[k], g, square);
    }
    for (uint32_t i = first + 1; i < last; i++)
        pairs.step[gold[i - 1]][gold[i]] -= 1;
    for (uint32_t a = 0; a < N_LABELS; a++)
        for (uint32_t k = 0; k < N_LABELS; k++) {
            if (!label_follows(a, k))
                continue;
            float g = pairs.step[a][k];
            f->step_squares.step[a][k] += g * g;
            f->m->steps.step[a][k] -=
                f->rate * g / sqrtf(f->step_squares.step[a][k] + 1e-2f);
        }
}

static void add_to(float *sums, const float *weights, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += weights[i];
}

void learn_spans(arena *out, lesson_list from, uint32_t n_rows, uint32_t rounds,
                 float rate, uint32_t drop, span_model *to)
{
    typedef struct {
        uint32_t lesson;
        label_stretch at;
    } part;
    arena *tmp = arena_sub(out);
    *to = (span_model){0};
    linear_open(&to->weights, out, n_rows, N_LABELS, CHAIN_WIDTH);
    chain_forbid(&to->steps);
    field f = {.m = to, .d = {3}, .rate = rate, .drop = drop};
    f.squares = arena_array(tmp, float, n_rows);
    float *sums = arena_array(tmp, float, (size_t)CHAIN_WIDTH *n_rows);
    VEC(part) parts = {0};
    uint8_t **gold = arena_array(tmp, uint8_t *, from.n + 1);
    uint32_t longest = 1;
    for (uint32_t a = 0; a < from.n; a++) {
        const lesson *l = from.lessons[a];
        gold[a] = arena_array(tmp, uint8_t, l->t.n_tokens + 1);
        gold_labels(l, gold[a]);
        for (label_stretch s = {0}; label_next_stretch(&l->t, l->work.keep, &s);) {
            vec_push(tmp, &parts, (part){a, s});
            longest = s.to - s.from > longest ? s.to - s.from : longest;
        }
    }
    f.rows = arena_array(tmp, uint32_t, (size_t)longest * SPAN_FEATURES);
    f.n_rows = arena_array(tmp, uint32_t, longest);
    f.scores = arena_array(tmp, float, (size_t)longest *CHAIN_WIDTH);
    f.likely = arena_array(tmp, float, (size_t)longest *CHAIN_WIDTH);
    uint32_t *order = first_order(tmp, parts.n);
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&f.d, order, parts.n);
        for (uint32_t k = 0; k < parts.n; k++) {
            const part *p = &parts.v[order[k]];
            const lesson *l = from.lessons[p->lesson];
            span_view v = label_view(&l->t, &l->work);
            learn_stretch(&f, tmp, &v, &p->at, gold[p->lesson]);
        }
        f.rate *= 0.85f;
        if (r >= rounds / 2)
            add_to(sums, to->weights.live, (size_t)CHAIN_WIDTH * n_rows);
    }
    // The mean of the later rounds generalises better than the last one.
    float share = 1 / (float)(rounds - rounds / 2);
    for (size_t i = 0; i < (size_t)CHAIN_WIDTH * n_rows; i++)
        to->weights.live[i] = sums[i] * share;
    arena_release(tmp);
}
