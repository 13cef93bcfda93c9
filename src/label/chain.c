#include "label/chain.h"

#include <string.h>

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

/* Flows
 * -------------------------------------------------------------------------------------
 */

static float factor(const chain_steps *steps, uint32_t from, uint32_t to)
{
    float step = steps->step[from][to];
    return step > chain_never / 2 ? power_of_e(step) : 0;
}

static void factor_of_flow(const chain_steps *steps, flow_factor *f)
{
    *f = (flow_factor){0};
    uint32_t closed[7] = {LABEL_OUT}, opening[8] = {LABEL_OUT};
    for (label_part p = PART_SOURCE; p < N_PARTS; p++) {
        closed[1 + p] = opening[1 + p] = label_number(p, AT_SINGLE);
        closed[4 + p] = label_number(p, AT_END);
        opening[4 + p] = label_number(p, AT_BEGIN);
        uint32_t begin = label_number(p, AT_BEGIN), inside = label_number(p, AT_INSIDE),
                 end = label_number(p, AT_END);
        f->begin_inside[p] = factor(steps, begin, inside);
        f->begin_end[p] = factor(steps, begin, end);
        f->inside_inside[p] = factor(steps, inside, inside);
        f->inside_end[p] = factor(steps, inside, end);
    }
    for (uint32_t a = 0; a < 7; a++)
        for (uint32_t b = 0; b < 7; b++) {
            float step = factor(steps, closed[a], opening[b]);
            f->from[a][b / 4][b % 4] = step;
            f->to[b][a / 4][a % 4] = step;
        }
}

static void exp_row(const float *row, four to[FLOW_FOURS])
{
    float top = row[0], lanes[CHAIN_WIDTH];
    for (uint32_t k = 1; k < N_LABELS; k++)
        top = row[k] > top ? row[k] : top;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        lanes[k] = chain_never;
    for (uint32_t k = 0; k < N_LABELS; k++)
        lanes[flow_lane(k)] = row[k] - top;
    for (uint32_t k = 0; k < FLOW_FOURS; k++) {
        four x;
        memcpy(&x, lanes + 4 * k, sizeof x);
        to[k] = power_of_e_4(x);
        if (k)
            to[k][3] = 0; // a lane of nothing
    }
}

static float scale_flow(four row[FLOW_FOURS])
{
    float sum = four_sum((row[0] + row[1]) + (row[2] + row[3]));
    float by = sum > 0 ? 1 / sum : 1;
    for (uint32_t k = 0; k < FLOW_FOURS; k++)
        row[k] *= by;
    return by;
}

static void flow_ahead(const flow_factor *f, const four *last, const four *out, four *row)
{
    four closed = f->from[0][0] * last[0][0], begin = f->from[0][1] * last[0][0];
    for (uint32_t k = 1; k < 4; k++) {
        closed += f->from[k][0] * last[0][k];
        begin += f->from[k][1] * last[0][k];
    }
    for (uint32_t k = 0; k < 3; k++) {
        closed += f->from[4 + k][0] * last[3][k];
        begin += f->from[4 + k][1] * last[3][k];
    }
    row[0] = closed * out[0];
    row[1] = begin * out[1];
    row[2] = (f->begin_inside * last[1] + f->inside_inside * last[2]) * out[2];
    row[3] = (f->begin_end * last[1] + f->inside_end * last[2]) * out[3];
}

static void flow_back(const flow_factor *f, const four *next, const four *out, float by,
                      four *row)
{
    four through[FLOW_FOURS];
    for (uint32_t k = 0; k < FLOW_FOURS; k++)
        through[k] = next[k] * out[k] * by;
    row[0] = row[3] = four_of(0);
    for (uint32_t k = 0; k < 7; k++) {
        row[0] += f->to[k][0] * through[k / 4][k % 4];
        row[3] += f->to[k][1] * through[k / 4][k % 4];
    }
    row[1] = f->begin_inside * through[2] + f->begin_end * through[3];
    row[2] = f->inside_inside * through[2] + f->inside_end * through[3];
}

void chain_flow_make(arena *out, const chain_steps *steps, const float *scores,
                     uint32_t n, chain_flow *f)
{
    enum { ROW = FLOW_FOURS };
    *f = (chain_flow){.out = arena_array(out, four, (size_t)n * ROW),
                      .ahead = arena_array(out, four, (size_t)n * ROW),
                      .back = arena_array(out, four, (size_t)n * ROW),
                      .by = arena_array(out, float, n)};
    if (n == 0)
        return;
    factor_of_flow(steps, &f->factor);
    for (uint32_t i = 0; i < n; i++)
        exp_row(scores + (size_t)i * CHAIN_WIDTH, f->out + (size_t)i * ROW);
    f->ahead[0] = f->out[0];
    f->ahead[1] = f->out[1];
    f->by[0] = scale_flow(f->ahead);
    for (size_t i = 1; i < n; i++) {
        four *row = f->ahead + i * ROW;
        flow_ahead(&f->factor, row - ROW, f->out + i * ROW, row);
        f->by[i] = scale_flow(row);
    }
    four *last = f->back + (size_t)(n - 1) * ROW;
    last[0] = four_of(1);
    last[3] = (four){1, 1, 1, 0};
    const four *end = f->ahead + (size_t)(n - 1) * ROW;
    f->all = four_sum(end[0] + end[3]);
    for (size_t i = n - 1; i > 0; i--)
        flow_back(&f->factor, f->back + i * ROW, f->out + i * ROW, f->by[i],
                  f->back + (i - 1) * ROW);
    f->all = f->all > 0 ? f->all : 1;
}

/* For learning
 * -------------------------------------------------------------------------------------
 */

/* Each token's row scaled to sum to one. */
static void scale_row(float *row)
{
    float sum = 0;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        sum += row[k];
    float by = sum > 0 ? 1 / sum : 1;
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        row[k] *= by;
}

static void exp_scores(const float *scores, uint32_t n, float *to)
{
    for (uint32_t i = 0; i < n; i++, scores += CHAIN_WIDTH, to += CHAIN_WIDTH) {
        float top = scores[0];
        for (uint32_t k = 1; k < N_LABELS; k++)
            top = scores[k] > top ? scores[k] : top;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k += 4) {
            four x;
            memcpy(&x, scores + k, sizeof x);
            x = power_of_e_4(x - top);
            memcpy(to + k, &x, sizeof x);
        }
        for (uint32_t k = N_LABELS; k < CHAIN_WIDTH; k++)
            to[k] = 0;
    }
}

static void factor_of(const chain_steps *steps, chain_steps *to)
{
    for (uint32_t a = 0; a < N_LABELS; a++)
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            to->step[a][k] = factor(steps, a, k);
}

static void forwards(const chain_steps *by, const float *out, uint32_t n, float *ahead)
{
    for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
        ahead[k] = k < N_LABELS && begins(k) >= 0 ? out[k] : 0;
    scale_row(ahead);
    for (uint32_t i = 1; i < n; i++) {
        const float *last = ahead + (size_t)(i - 1) * CHAIN_WIDTH;
        float *row = ahead + (size_t)i * CHAIN_WIDTH;
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            row[k] = 0;
        for (uint32_t a = 0; a < N_LABELS; a++)
            for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                row[k] += last[a] * by->step[a][k];
        for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
            row[k] *= out[(size_t)i * CHAIN_WIDTH + k];
        scale_row(row);
    }
}

void chain_likely(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                  float *likely, chain_steps *pairs)
{
    if (n == 0)
        return;
    arena *own = arena_sub(tmp);
    float *out = arena_array(own, float, (size_t)n *CHAIN_WIDTH);
    float *ahead = arena_array(own, float, (size_t)n *CHAIN_WIDTH);
    chain_steps through;
    float back[CHAIN_WIDTH], flow[CHAIN_WIDTH];
    factor_of(steps, &through);
    exp_scores(scores, n, out);
    forwards(&through, out, n, ahead);
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
                s += through.step[a][k] * flow[k];
            back[a] = s;
            sum += s * last[a];
        }
        if (pairs && sum > 0)
            for (uint32_t a = 0; a < N_LABELS; a++)
                for (uint32_t k = 0; k < CHAIN_WIDTH; k++)
                    pairs->step[a][k] += last[a] * through.step[a][k] * flow[k] / sum;
        scale_row(back);
    }
    arena_release(own);
}
