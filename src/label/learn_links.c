// The ranking's lessons: which of the marked spans the marked attributions join.
#include "label/learn.h"

#include "base/hash.h"

static void rank_update(perceptron *p, const uint32_t *rows, uint32_t n, link_kind kind,
                        float by)
{
    for (uint32_t i = 0; i < n; i++) {
        size_t at = (size_t)rows[i] * p->m->width + kind;
        p->m->live[at] += by;
        p->sums[at] += by * p->now;
    }
}

static void learn_link(perceptron *p, const span_view *v, const label_spans *spans,
                       uint32_t k, link_kind kind, uint32_t gold)
{
    uint32_t rows[LINK_FEATURES];
    p->now += 1;
    uint32_t best = link_best(p->m, v, spans, k, kind);
    if (best == gold)
        return;
    uint32_t n = link_features(p->m, v, spans, k, gold, kind, rows);
    rank_update(p, rows, n, kind, 1);
    n = link_features(p->m, v, spans, k, best, kind, rows);
    rank_update(p, rows, n, kind, -1);
}

static uint32_t span_at(const label_spans *spans, label_range r, label_part part)
{
    uint32_t low = 0, high = spans->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (spans->v[mid].at.first < r.first)
            low = mid + 1;
        else
            high = mid;
    }
    bool is = low < spans->n && r.first < r.last && spans->v[low].at.first == r.first &&
              spans->v[low].part == part;
    return is ? low : LINK_NOTHING;
}

static bool is_choice(const label_spans *spans, uint32_t k, link_kind kind, uint32_t c)
{
    uint32_t choices[2 * LINK_NEAR], n = link_choices(spans, k, kind, choices);
    for (uint32_t i = 0; i < n; i++)
        if (choices[i] == c)
            return true;
    return false;
}

static void learn_article(perceptron *p, const lesson *l, const label_spans *spans)
{
    span_view v = label_view(&l->t, &l->work);
    for (uint32_t g = 0; g < l->n_gold; g++) {
        const gold_attribution *a = &l->gold[g];
        uint32_t cue = span_at(spans, a->cue, PART_CUE);
        if (cue == LINK_NOTHING)
            continue;
        uint32_t source = span_at(spans, a->source, PART_SOURCE);
        if (source == LINK_NOTHING || is_choice(spans, cue, LINK_SOURCE, source))
            learn_link(p, &v, spans, cue, LINK_SOURCE, source);
        for (uint32_t c = 0; c < a->n_content; c++) {
            uint32_t content = span_at(spans, a->content[c], PART_CONTENT);
            if (content != LINK_NOTHING && is_choice(spans, content, LINK_CONTENT, cue))
                learn_link(p, &v, spans, content, LINK_CONTENT, cue);
        }
    }
}

void learn_links(arena *out, lesson_list from, uint32_t rounds, linear *to)
{
    enum { ROWS = 16000 };
    arena *tmp = arena_sub(out);
    perceptron p;
    perceptron_open(&p, out, to, ROWS, N_LINKS, 4);
    label_spans *spans = arena_array(tmp, label_spans, (size_t)from.n + 1);
    for (uint32_t i = 0; i < from.n; i++) {
        const lesson *l = from.lessons[i];
        uint8_t *labels = arena_array(tmp, uint8_t, (size_t)l->t.n_tokens + 1);
        gold_labels(l, labels);
        spans_of_labels(tmp, &l->t, labels, &spans[i]);
    }
    dice d = {4};
    uint32_t *order = first_order(tmp, from.n);
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&d, order, from.n);
        for (uint32_t i = 0; i < from.n; i++)
            learn_article(&p, from.lessons[order[i]], &spans[order[i]]);
    }
    perceptron_close(&p);
    arena_release(tmp);
}
