#include "label/candidates.h"

const float likely_least = 0.02f;

typedef struct {
    const chain_steps *factor;
    const float *out, *ahead, *back, *by;
    float all; // what the scaled chains sum to
    uint32_t n;
} flow;

static float at(const float *rows, uint32_t i, uint32_t label)
{
    return rows[(size_t)i * CHAIN_WIDTH + label];
}

static void add(arena *out, span_candidates *to, label_part part, uint32_t first,
                uint32_t last, float likely)
{
    if (likely >= likely_least)
        vec_push(out, to, (span_candidate){part, first, last, likely < 1 ? likely : 1});
}

enum { LONGEST = 2000 }; // tokens of a span

/* All spans of a part that begin at token i. */
static void spans_from(arena *out, const flow *f, uint32_t i, label_part part,
                       span_candidates *to)
{
    uint32_t begin = label_number(part, AT_BEGIN), inside = label_number(part, AT_INSIDE);
    uint32_t end = label_number(part, AT_END), single = label_number(part, AT_SINGLE);
    add(out, to, part, i, i + 1,
        at(f->ahead, i, single) * at(f->back, i, single) / f->all);
    float open = at(f->ahead, i, begin);
    uint32_t from = begin;
    for (uint32_t k = i + 1; k < f->n && k - i < LONGEST; k++) {
        if (!(open * at(f->back, k - 1, from) >= likely_least * f->all))
            break; // nor where weights are such that there is no number
        float ends = open * f->factor->step[from][end] * at(f->out, k, end) * f->by[k];
        add(out, to, part, i, k + 1, ends * at(f->back, k, end) / f->all);
        open *= f->factor->step[from][inside] * at(f->out, k, inside) * f->by[k];
        from = inside;
    }
}

void candidates_of_chain(arena *out, const chain_steps *steps, const float *scores,
                         uint32_t n, float *likely, span_candidates *to)
{
    if (n == 0)
        return;
    arena *tmp = arena_sub(out);
    chain_flow c;
    chain_flow_make(tmp, steps, scores, n, &c);
    flow f = {&c.factor, c.out, c.ahead, c.back, c.by, c.all, n};
    for (uint32_t i = 0; i < n; i++)
        for (label_part part = PART_SOURCE; part < N_PARTS; part++)
            spans_from(out, &f, i, part, to);
    if (likely)
        for (size_t i = 0; i < (size_t)n * CHAIN_WIDTH; i++)
            likely[i] = c.ahead[i] * c.back[i] / c.all;
    arena_release(tmp);
}

static void paint(uint8_t *labels, const span_candidate *c)
{
    for (uint32_t i = c->first; i < c->last; i++)
        labels[i] = (uint8_t)label_number(c->part, c->last - c->first == 1 ? AT_SINGLE
                                                   : i == c->first         ? AT_BEGIN
                                                   : i + 1 == c->last      ? AT_END
                                                                           : AT_INSIDE);
}

void candidates_choose(arena *tmp, const span_candidates *from, uint32_t n_tokens,
                       const float least[N_PARTS], uint8_t *labels)
{
    enum { NONE = UINT32_MAX };
    for (uint32_t i = 0; i < n_tokens; i++)
        labels[i] = LABEL_OUT;
    if (from->n == 0)
        return;
    arena *own = arena_sub(tmp);
    // Worth of the tokens before i, and the span that ends there; NONE: no span does.
    float *worth = arena_array(own, float, (size_t)n_tokens + 1);
    uint32_t *ends = arena_array(own, uint32_t, (size_t)n_tokens + 1);
    for (uint32_t i = 0; i <= n_tokens; i++) {
        worth[i] = -1;
        ends[i] = NONE;
    }
    // Candidates come by their first token: whatever ends before it is settled.
    worth[0] = 0;
    uint32_t k = 0;
    for (uint32_t i = 0; i <= n_tokens; i++) {
        if (i > 0 && worth[i - 1] >= worth[i]) {
            worth[i] = worth[i - 1];
            ends[i] = NONE;
        }
        for (; k < from->n && from->v[k].first == i; k++) {
            const span_candidate *c = &from->v[k];
            float sum = worth[i] + c->likely - least[c->part];
            if (c->likely > least[c->part] && sum > worth[c->last]) {
                worth[c->last] = sum;
                ends[c->last] = k;
            }
        }
    }
    for (uint32_t i = n_tokens; i > 0;) {
        if (ends[i] == NONE) {
            i--;
            continue;
        }
        const span_candidate *c = &from->v[ends[i]];
        paint(labels, c);
        i = c->first;
    }
    arena_release(own);
}
