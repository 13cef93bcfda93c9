// The judge's lessons: candidates of articles that the chain's weights were not
// learned from, and whether people marked the span.
#include "label/learn.h"

#include <math.h>
#include <string.h>

typedef struct {
    const uint32_t *rows;
    uint32_t n_rows;
    float odds;
    uint8_t part;
    bool right;
} judge_case;

typedef VEC(judge_case) judge_cases;

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

static void cases_of_paragraph(arena *out, const span_model *spans, const linear *judge,
                               const span_view *v, uint32_t first, uint32_t last,
                               const uint8_t *gold, judge_cases *to)
{
    arena *tmp = arena_sub(out);
    uint32_t n = last - first;
    float *scores = arena_array(tmp, float, (size_t)n *CHAIN_WIDTH);
    float *likely = arena_array(tmp, float, (size_t)n *CHAIN_WIDTH);
    span_candidates all = {0};
    span_scores(spans, v, first, last, scores);
    candidates_of_chain(tmp, &spans->steps, scores, n, likely, &all);
    judge_view view = {v, first, last, likely, &all};
    uint32_t *rows = arena_array(tmp, uint32_t, (size_t)all.n * JUDGE_FEATURES + 1);
    uint8_t *n_rows = arena_array(tmp, uint8_t, (size_t)all.n + 1);
    judge_features(tmp, judge, &view, rows, n_rows);
    for (uint32_t k = 0; k < all.n; k++) {
        const span_candidate *c = &all.v[k];
        judge_case one = {.n_rows = n_rows[k],
                          .odds = judge_odds(c->likely),
                          .part = (uint8_t)c->part,
                          .right = is_marked(gold + first, n, c)};
        one.rows =
            arena_copy(out, rows + (size_t)k * JUDGE_FEATURES, n_rows[k] * sizeof *rows);
        vec_push(out, to, one);
    }
    arena_release(tmp);
}

static void cases_of(arena *out, const span_model *spans, const linear *judge,
                     const lesson *l, judge_cases *to)
{
    uint8_t *gold = arena_array(out, uint8_t, (size_t)l->t.n_tokens + 1);
    gold_labels(l, gold);
    span_view v = label_view(&l->t, &l->work);
    for (uint32_t s = 0; s < l->t.n_sentences;) {
        uint32_t first, last;
        s = label_paragraph(&l->t, s, &first, &last);
        if (first < last)
            cases_of_paragraph(out, spans, judge, &v, first, last, gold, to);
    }
}

/* Logistic regression with a step of its own for each row (AdaGrad), features
 * left out at random; the mean of the later rounds. */
static void fit(arena *tmp, const judge_cases *cases, const learn_plan *plan,
                span_judge *to)
{
    enum { WIDTH = 4 };
    size_t n = (size_t)to->weights.n_rows * WIDTH;
    float *sums = arena_array(tmp, float, n), *squares = arena_array(tmp, float, n);
    float trust_square[N_PARTS] = {0}, trust_sum[N_PARTS] = {0};
    uint32_t *order = first_order(tmp, cases->n), rows[JUDGE_FEATURES];
    uint32_t rounds = plan->judge_rounds, kept_rounds = 0;
    float rate = plan->judge_rate;
    dice d = {5};
    for (uint32_t k = 0; k < N_PARTS; k++)
        to->trust[k] = 0.5f;
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&d, order, cases->n);
        for (uint32_t k = 0; k < cases->n; k++) {
            const judge_case *c = &cases->v[order[k]];
            uint32_t kept = 0;
            for (uint32_t i = 0; i < c->n_rows; i++)
                if (dice_below(&d, 256) >= plan->judge_drop)
                    rows[kept++] = c->rows[i];
            float sum = 0, scale = kept ? (float)c->n_rows / (float)kept : 1;
            for (uint32_t i = 0; i < kept; i++)
                sum += to->weights.live[(size_t)rows[i] * WIDTH + c->part];
            float odds = sum * scale + to->trust[c->part] * c->odds;
            float g = 1 / (1 + expf(-odds)) - (float)c->right;
            for (uint32_t i = 0; i < kept; i++) {
                size_t at = (size_t)rows[i] * WIDTH + c->part;
                squares[at] += g * g;
                to->weights.live[at] -= rate * g / sqrtf(squares[at] + 0.1f);
            }
            float t = g * c->odds;
            trust_square[c->part] += t * t;
            to->trust[c->part] -= rate * t / sqrtf(trust_square[c->part] + 0.1f);
        }
        rate *= 0.8f;
        if (r < rounds / 2)
            continue;
        kept_rounds++;
        for (size_t i = 0; i < n; i++)
            sums[i] += to->weights.live[i];
        for (uint32_t k = 0; k < N_PARTS; k++)
            trust_sum[k] += to->trust[k];
    }
    float share = 1 / (float)(kept_rounds ? kept_rounds : 1);
    for (size_t i = 0; i < n; i++)
        to->weights.live[i] = sums[i] * share;
    for (uint32_t k = 0; k < N_PARTS; k++)
        to->trust[k] = trust_sum[k] * share;
}

void learn_judge(arena *out, const lesson_list *held, const span_model *spans,
                 uint32_t n_folds, const learn_plan *plan, span_judge *to)
{
    arena *tmp = arena_sub(out);
    *to = (span_judge){0};
    linear_open(&to->weights, out, plan->judge_rows, N_PARTS, 4);
    judge_cases cases = {0};
    for (uint32_t f = 0; f < n_folds; f++)
        for (uint32_t i = 0; i < held[f].n; i++)
            cases_of(tmp, &spans[f], &to->weights, held[f].lessons[i], &cases);
    fit(tmp, &cases, plan, to);
    memcpy(to->least, plan->least, sizeof to->least);
    arena_release(tmp);
}
