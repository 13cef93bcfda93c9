// The judge's lessons: candidates of articles that the chain's weights were not
// learned from, and whether people marked the span.
#include "label/learn.h"

#include <math.h>
#include <string.h>

typedef struct {
    const uint32_t *rows;
    uint32_t n_rows;
    float odds;
} judge_case;

/* A stretch with its candidates. */
typedef struct {
    span_candidates all;
    judge_case *cases; // one for each
    uint8_t *right;    // of each
    uint8_t *marks;    // of each token
    uint32_t n_tokens;
} judge_lesson;

typedef VEC(judge_lesson) judge_lessons;

static bool is_marked(const uint8_t *gold, uint32_t n, const span_candidate *c)
{
    uint32_t len = c->last - c->first;
    for (uint32_t i = c->first; i < c->last; i++)
        if (gold[i] != label_number(c->part, len == 1           ? AT_SINGLE
                                             : i == c->first    ? AT_BEGIN
                                             : i + 1 == c->last ? AT_END
                                                                : AT_INSIDE))
            return false;
    return c->last <= n;
}

static void cases_of_stretch(arena *out, const span_model *spans, const linear *judge,
                             const span_view *v, const label_stretch *s,
                             const uint8_t *gold, judge_lessons *to)
{
    arena *tmp = arena_sub(out);
    uint32_t n = s->to - s->from;
    float *scores = arena_array(tmp, float, (size_t)n *CHAIN_WIDTH);
    four *likely = arena_array(tmp, four, n);
    span_candidates all = {0};
    judge_lesson its = {.n_tokens = n};
    span_scores(spans, v, s, scores);
    candidates_of_chain(tmp, &spans->steps, scores, n, likely, &all);
    judge_view view = {v, s->from, s->to, likely, &all};
    uint32_t *rows = arena_array(tmp, uint32_t, (size_t)all.n * JUDGE_FEATURES + 1);
    uint8_t *n_rows = arena_array(tmp, uint8_t, (size_t)all.n + 1);
    judge_features(tmp, judge, &view, rows, n_rows);
    if (all.n) {
        its.all.n = its.all.cap = all.n;
        its.all.v = arena_copy(out, all.v, all.n * sizeof *all.v);
        its.cases = arena_array(out, judge_case, all.n);
        its.right = arena_array(out, uint8_t, all.n);
        its.marks = arena_array(out, uint8_t, n);
        ways_marks(v->looks + s->from, n, its.marks);
        vec_push(out, to, its);
    }
    for (uint32_t k = 0; k < all.n; k++) {
        const span_candidate *c = &all.v[k];
        judge_case *one = &its.cases[k];
        *one = (judge_case){.n_rows = n_rows[k], .odds = judge_odds(c->likely)};
        its.right[k] = is_marked(gold + s->from, n, c);
        one->rows =
            arena_copy(out, rows + (size_t)k * JUDGE_FEATURES, n_rows[k] * sizeof *rows);
    }
    arena_release(tmp);
}

static void cases_of(arena *out, const span_model *spans, const linear *judge,
                     const lesson *l, judge_lessons *to)
{
    uint8_t *gold = arena_array(out, uint8_t, (size_t)l->t.n_tokens + 1);
    gold_labels(l, gold);
    span_view v = label_view(&l->t, &l->work);
    for (label_stretch s = {0}; label_next_stretch(&l->t, l->work.keep, &s);)
        cases_of_stretch(out, spans, judge, &v, &s, gold, to);
}

typedef struct {
    span_judge *m;
    float *squares;
    float trust_square[N_PARTS];
    way_steps step_squares, slope;
    dice d;
    float rate;
    uint32_t drop;
    VEC(uint32_t) rows;   // of all candidates, those that were left in
    VEC(uint32_t) n_rows; // of each
    VEC(float) worth;
} judge_fit;

static void move(judge_fit *f, const judge_case *c, label_part part, const uint32_t *rows,
                 uint32_t n_rows, float g)
{
    enum { WIDTH = 4 };
    for (uint32_t i = 0; i < n_rows; i++) {
        size_t at = (size_t)rows[i] * WIDTH + part;
        f->squares[at] += g * g;
        f->m->weights.live[at] -= f->rate * g / sqrtf(f->squares[at] + 0.1f);
    }
    float t = g * c->odds;
    f->trust_square[part] += t * t;
    f->m->trust[part] -= f->rate * t / sqrtf(f->trust_square[part] + 0.1f);
}

static void move_steps(judge_fit *f)
{
    float *slope = f->slope.of[0][0], *squares = f->step_squares.of[0][0],
          *steps = f->m->steps.of[0][0];
    for (uint32_t i = 0; i < WAY_NUMBERS; i++) {
        if (slope[i] == 0)
            continue;
        squares[i] += slope[i] * slope[i];
        steps[i] -= f->rate * slope[i] / sqrtf(squares[i] + 0.1f);
    }
}

static void fit_lesson(judge_fit *f, arena *tmp, judge_lesson *l)
{
    f->rows.n = f->n_rows.n = f->worth.n = 0;
    for (uint32_t k = 0; k < l->all.n; k++) {
        const judge_case *c = &l->cases[k];
        label_part part = l->all.v[k].part;
        uint32_t from = f->rows.n;
        for (uint32_t i = 0; i < c->n_rows; i++)
            if (dice_below(&f->d, 256) >= f->drop)
                vec_push(tmp, &f->rows, c->rows[i]);
        uint32_t kept = f->rows.n - from;
        float scale = kept ? (float)c->n_rows / (float)kept : 1;
        float sum = linear_score(&f->m->weights, f->rows.v + from, kept, part);
        vec_push(tmp, &f->n_rows, kept);
        vec_push(tmp, &f->worth, sum * scale + f->m->trust[part] * c->odds);
    }
    f->slope = (way_steps){0};
    ways_open(&f->m->steps, &f->m->powers);
    ways_likely(tmp, &f->m->powers, &l->all, l->n_tokens, l->marks, f->worth.v, l->right,
                &f->slope);
    move_steps(f);
    const uint32_t *rows = f->rows.v;
    for (uint32_t k = 0; k < l->all.n; k++) {
        const span_candidate *c = &l->all.v[k];
        move(f, &l->cases[k], c->part, rows, f->n_rows.v[k],
             c->likely - (float)l->right[k]);
        rows += f->n_rows.v[k];
    }
}

/* A step of its own for each row (AdaGrad), features left out at random; the mean of the
 * later rounds. */
static void fit(arena *tmp, const judge_lessons *lessons, const learn_plan *plan,
                span_judge *to)
{
    size_t n = (size_t)to->weights.n_rows * to->weights.width;
    float *sums = arena_array(tmp, float, n), trust_sum[N_PARTS] = {0};
    float step_sums[WAY_NUMBERS] = {0}, *steps = to->steps.of[0][0];
    uint32_t *order = first_order(tmp, lessons->n);
    uint32_t rounds = plan->judge_rounds, kept_rounds = 0;
    judge_fit f = {.m = to, .rate = plan->judge_rate, .drop = plan->judge_drop, .d = {5}};
    f.squares = arena_array(tmp, float, n);
    for (uint32_t k = 0; k < N_PARTS; k++)
        to->trust[k] = 0.5f;
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&f.d, order, lessons->n);
        for (uint32_t k = 0; k < lessons->n; k++)
            fit_lesson(&f, tmp, &lessons->v[order[k]]);
        f.rate *= 0.8f;
        if (r < rounds / 2)
            continue;
        kept_rounds++;
        for (size_t i = 0; i < n; i++)
            sums[i] += to->weights.live[i];
        for (uint32_t k = 0; k < N_PARTS; k++)
            trust_sum[k] += to->trust[k];
        for (uint32_t i = 0; i < WAY_NUMBERS; i++)
            step_sums[i] += steps[i];
    }
    float share = 1 / (float)(kept_rounds ? kept_rounds : 1);
    for (size_t i = 0; i < n; i++)
        to->weights.live[i] = sums[i] * share;
    for (uint32_t k = 0; k < N_PARTS; k++)
        to->trust[k] = trust_sum[k] * share;
    for (uint32_t i = 0; i < WAY_NUMBERS; i++)
        steps[i] = step_sums[i] * share;
    ways_open(&to->steps, &to->powers);
}

void learn_judge(arena *out, const lesson_list *held, const span_model *spans,
                 uint32_t n_folds, const learn_plan *plan, span_judge *to)
{
    arena *tmp = arena_sub(out);
    *to = (span_judge){0};
    linear_open(&to->weights, out, plan->judge_rows, N_PARTS, 4);
    judge_lessons cases = {0};
    for (uint32_t f = 0; f < n_folds; f++)
        for (uint32_t i = 0; i < held[f].n; i++)
            cases_of(tmp, &spans[f], &to->weights, held[f].lessons[i], &cases);
    fit(tmp, &cases, plan, to);
    memcpy(to->least, plan->least, sizeof to->least);
    to->share = plan->share;
    arena_release(tmp);
}
