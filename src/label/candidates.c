#include "label/candidates.h"

const float likely_least = 0.02f;

static void add(arena *out, span_candidates *to, label_part part, uint32_t first,
                uint32_t last, float likely)
{
    if (likely >= likely_least)
        vec_push(out, to, (span_candidate){part, first, last, likely < 1 ? likely : 1});
}

enum { LONGEST = 2000 }; // tokens of a span

/* All spans of a part that begin at token i. */
static void spans_from(arena *out, const chain_flow *f, uint32_t n, uint32_t i,
                       label_part part, span_candidates *to)
{
    uint32_t begin = flow_lane(label_number(part, AT_BEGIN)), inside = begin + 4,
             end = begin + 8, single = flow_lane(label_number(part, AT_SINGLE));
    float inside_end = f->factor.inside_end[part],
          inside_inside = f->factor.inside_inside[part];
    add(out, to, part, i, i + 1,
        flow_at(f->ahead, i, single) * flow_at(f->back, i, single) / f->all);
    float open = flow_at(f->ahead, i, begin), least = likely_least * f->all;
    float ends = f->factor.begin_end[part], goes_on = f->factor.begin_inside[part];
    uint32_t from = begin;
    for (uint32_t k = i + 1; k < n && k - i < LONGEST; k++) {
        if (!(open * flow_at(f->back, k - 1, from) >= least))
            break; // nor where weights are such that there is no number
        float here = open * f->by[k];
        add(out, to, part, i, k + 1,
            here * ends * flow_at(f->out, k, end) * flow_at(f->back, k, end) / f->all);
        open = here * goes_on * flow_at(f->out, k, inside);
        from = inside;
        ends = inside_end;
        goes_on = inside_inside;
    }
}

void candidates_of_chain(arena *out, const chain_steps *steps, const float *scores,
                         uint32_t n, four *likely, span_candidates *to)
{
    if (n == 0)
        return;
    arena *tmp = arena_sub(out);
    chain_flow f;
    chain_flow_make(tmp, steps, scores, n, &f);
    for (uint32_t i = 0; i < n; i++)
        for (label_part part = PART_SOURCE; part < N_PARTS; part++)
            spans_from(out, &f, n, i, part, to);
    for (size_t i = 0; likely && i < n; i++) {
        const four *a = f.ahead + i * FLOW_FOURS, *b = f.back + i * FLOW_FOURS;
        four begun = a[1] * b[1] + a[2] * b[2] + a[3] * b[3]; // of parts 0, 1, 2
        four one = a[0] * b[0];
        likely[i] = (one + (four){0, begun[0], begun[1], begun[2]}) / f.all;
    }
    arena_release(tmp);
}

void candidates_share(span_candidates *all, float share, float *gains)
{
    enum { LOOK = 80 };
    for (uint32_t k = 0; k < all->n; k++)
        gains[k] = all->v[k].likely;
    for (uint32_t k = 0; k < all->n; k++) {
        const span_candidate *c = &all->v[k];
        for (uint32_t j = k + 1; j < all->n && j - k < LOOK; j++) {
            const span_candidate *o = &all->v[j];
            if (o->first >= c->last)
                break;
            if (o->part != c->part)
                continue;
            uint32_t low = o->last < c->last ? o->last : c->last;
            uint32_t high = o->last < c->last ? c->last : o->last;
            float like = (float)(low - o->first) / (float)(high - c->first);
            gains[k] += share * like * o->likely;
            gains[j] += share * like * c->likely;
        }
    }
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
                       const float *gains, const float least[N_PARTS], uint8_t *labels)
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
            float sum = worth[i] + gains[k] - least[c->part];
            if (gains[k] > least[c->part] && sum > worth[c->last]) {
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
