#include "label/chain.h"

#include <math.h>

const float chain_never = -1e6f;

bool label_follows(uint32_t label, uint32_t next)
{
    bool open = label != LABEL_OUT &&
                (label_at_of(label) == AT_BEGIN || label_at_of(label) == AT_INSIDE);
    bool goes_on = next != LABEL_OUT &&
                   (label_at_of(next) == AT_INSIDE || label_at_of(next) == AT_END);
    return open == goes_on && (!open || label_part_of(label) == label_part_of(next));
}

void chain_forbid(chain_steps *steps)
{
    for (uint32_t a = 0; a < N_LABELS; a++)
        for (uint32_t b = 0; b < CHAIN_WIDTH; b++)
            if (b >= N_LABELS || !label_follows(a, b))
                steps->step[a][b] = chain_never;
}

/* The step into the chain and out of it: from and to LABEL_OUT. */
static float ends(uint32_t label)
{
    return label_follows(label, LABEL_OUT) ? 0 : chain_never;
}

static float begins(uint32_t label)
{
    return label_follows(LABEL_OUT, label) ? 0 : chain_never;
}

void chain_best(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                uint8_t *labels)
{
    if (n == 0)
        return;
    arena *own = arena_sub(tmp);
    uint8_t *from = arena_array(own, uint8_t, (size_t)n * CHAIN_WIDTH);
    float here[CHAIN_WIDTH], next[CHAIN_WIDTH];
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        here[k] = k < N_LABELS ? scores[k] + begins(k) : chain_never;
    for (uint32_t i = 1; i < n; i++) {
        uint8_t *back = from + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            next[k] = chain_never * 4;
        for (uint32_t a = 0; a < N_LABELS; a++)
            for (uint32_t k = 0; k < CHAIN_WIDTH; k++) {
                float v = here[a] + steps->step[a][k];
                back[k] = v > next[k] ? (uint8_t)a : back[k];
                next[k] = v > next[k] ? v : next[k];
            }
        for (uint32_t k = 0; k < N_LABELS; k++)
            here[k] = next[k] + scores[(size_t)i * CHAIN_WIDTH + k];
    }
    uint32_t best = 0;
    for (uint32_t k = 1; k < N_LABELS; k++)
        best = here[k] + ends(k) > here[best] + ends(best) ? k : best;
    for (uint32_t i = n; i > 0; i--) {
        labels[i - 1] = (uint8_t)best;
        best = from[(size_t)(i - 1) * CHAIN_WIDTH + best];
    }
    arena_release(own);
}

/* Forwards and backwards, each token's row scaled to sum to one. */
static float scale_row(float *row)
{
    float sum = 0;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        sum += row[k];
    float by = sum > 0 ? 1 / sum : 1;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        row[k] *= by;
    return by;
}

static void exp_scores(const float *scores, uint32_t n, float *to)
{
    for (uint32_t i = 0; i < n; i++) {
        const float *row = scores + (size_t)i * CHAIN_WIDTH;
        float top = row[0];
        for (uint32_t k = 1; k < N_LABELS; k++)
            top = row[k] > top ? row[k] : top;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            to[(size_t)i * CHAIN_WIDTH + k] =
                k < N_LABELS ? expf(row[k] - top) + 1e-30f : 0;
    }
}

static void factor_of(const chain_steps *steps, chain_steps *factor)
{
    for (uint32_t a = 0; a < N_LABELS; a++)
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            factor->step[a][k] =
                steps->step[a][k] > chain_never / 2 ? expf(steps->step[a][k]) : 0;
}

/* `by`: what each row is multiplied by; NULL where nobody asks. */
static void forwards(const chain_steps *factor, const float *out, uint32_t n,
                     float *ahead, float *by)
{
    float scale;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        ahead[k] = k < N_LABELS && begins(k) >= 0 ? out[k] : 0;
    scale = scale_row(ahead);
    if (by)
        by[0] = scale;
    for (uint32_t i = 1; i < n; i++) {
        const float *last = ahead + (size_t)(i - 1) * CHAIN_WIDTH;
        float *row = ahead + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            row[k] = 0;
        for (uint32_t a = 0; a < N_LABELS; a++)
            for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                row[k] += last[a] * factor->step[a][k];
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            row[k] *= out[(size_t)i * CHAIN_WIDTH + k];
        scale = scale_row(row);
        if (by)
            by[i] = scale;
    }
}

void chain_flow_make(arena *out, const chain_steps *steps, const float *scores,
                     uint32_t n, chain_flow *f)
{
    float flow[CHAIN_WIDTH];
    *f = (chain_flow){.out = arena_array(out, float, (size_t)n *CHAIN_WIDTH),
                      .ahead = arena_array(out, float, (size_t)n *CHAIN_WIDTH),
                      .back = arena_array(out, float, (size_t)n *CHAIN_WIDTH),
                      .by = arena_array(out, float, n)};
    if (n == 0)
        return;
    factor_of(steps, &f->factor);
    exp_scores(scores, n, f->out);
    forwards(&f->factor, f->out, n, f->ahead, f->by);
    float *last = f->back + (size_t)(n - 1) * CHAIN_WIDTH;
    for (uint32_t k = 0; k < N_LABELS; k++) {
        last[k] = ends(k) >= 0 ? 1 : 0;
        f->all += last[k] * f->ahead[(size_t)(n - 1) * CHAIN_WIDTH + k];
    }
    for (uint32_t i = n - 1; i > 0; i--) {
        const float *back = f->back + (size_t)i * CHAIN_WIDTH;
        const float *here = f->out + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            flow[k] = back[k] * here[k] * f->by[i];
        for (uint32_t a = 0; a < N_LABELS; a++) {
            float s = 0;
            for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                s += f->factor.step[a][k] * flow[k];
            f->back[(size_t)(i - 1) * CHAIN_WIDTH + a] = s;
        }
    }
    f->all = f->all > 0 ? f->all : 1;
}

void chain_likely(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                  float *likely, chain_steps *pairs)
{
    if (n == 0)
        return;
    arena *own = arena_sub(tmp);
    float *out = arena_array(own, float, (size_t)n *CHAIN_WIDTH);
    float *ahead = arena_array(own, float, (size_t)n *CHAIN_WIDTH);
    chain_steps factor;
    float back[CHAIN_WIDTH], flow[CHAIN_WIDTH];
    factor_of(steps, &factor);
    exp_scores(scores, n, out);
    forwards(&factor, out, n, ahead, NULL);
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        back[k] = k < N_LABELS && ends(k) >= 0 ? 1 : 0;
    for (uint32_t i = n; i-- > 0;) {
        float *row = likely + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            row[k] = ahead[(size_t)i * CHAIN_WIDTH + k] * back[k];
        scale_row(row);
        if (i == 0)
            break;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            flow[k] = back[k] * out[(size_t)i * CHAIN_WIDTH + k];
        const float *last = ahead + (size_t)(i - 1) * CHAIN_WIDTH;
        float sum = 0;
        for (uint32_t a = 0; a < N_LABELS; a++) {
            float s = 0;
            for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                s += factor.step[a][k] * flow[k];
            back[a] = s;
            sum += s * last[a];
        }
        if (pairs && sum > 0)
            for (uint32_t a = 0; a < N_LABELS; a++)
                for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                    pairs->step[a][k] += last[a] * factor.step[a][k] * flow[k] / sum;
        scale_row(back);
    }
    arena_release(own);
}
