#include "label/label.h"

#include <string.h>

void label_work_open(arena *out, const text *t, const uint8_t *advice, label_work *w)
{
    size_t n = (size_t)t->n_tokens + 1;
    *w = (label_work){.advice = advice ? advice : arena_array(out, uint8_t, n)};
    words_look(out, t, &w->looks);
    w->keep = arena_array(out, uint8_t, (size_t)t->n_sentences + 1);
    memset(w->keep, 1, t->n_sentences);
    w->tags = arena_array(out, uint8_t, n);
    w->heads = arena_array(out, uint16_t, n);
    w->arcs = arena_array(out, uint8_t, n);
    w->labels = arena_array(out, uint8_t, n);
}

void label_sift(const label_model *m, const text *t, label_work *w)
{
    for (uint32_t s = 0; s < t->n_sentences; s++)
        w->keep[s] =
            sift_sentence(&m->sift.weights, t, w->looks, w->advice, s) >= m->sift.least;
}

void label_tags(const label_model *m, const text *t, label_work *w)
{
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, last = t->sentences[s].last;
        if (w->keep[s])
            tag_sentence(&m->tagger, w->looks, first, last, w->tags);
        else if (first < last)
            memset(w->tags + first, MAX_TAGS, last - first);
    }
}

void label_trees(arena *out, const label_model *m, const text *t, label_work *w)
{
    parse_state state;
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, n = t->sentences[s].last - first;
        if (w->keep[s] && n > 0 && n <= PARSE_LONGEST)
            parse_sentence(&m->parser, &state, w->looks + first, w->tags + first, n,
                           w->heads + first, w->arcs + first);
    }
    tree_nodes(out, t, w->heads, w->arcs, m->is_verb, w->tags, w->keep, &w->nodes);
}

span_view label_view(const text *t, const label_work *w)
{
    return (span_view){.t = t,
                       .looks = w->looks,
                       .tags = w->tags,
                       .arcs = w->arcs,
                       .nodes = w->nodes,
                       .advice = w->advice};
}

void label_spans_choose(arena *tmp, const label_model *m, const text *t, label_work *w)
{
    span_view v = label_view(t, w);
    for (label_stretch s = {0}; label_next_stretch(t, w->keep, &s);) {
        arena *own = arena_sub(tmp);
        uint32_t n = s.to - s.from;
        float *scores = arena_array(own, float, (size_t)n *CHAIN_WIDTH);
        four *likely = arena_array(own, four, n);
        span_candidates all = {0};
        span_scores(&m->spans, &v, &s, scores);
        candidates_of_chain(own, &m->spans.steps, scores, n, likely, &all);
        judge_view seen = {&v, s.from, s.to, likely, &all};
        judge_candidates(own, &m->judge, &seen, &all);
        float *gains = arena_array(own, float, (size_t)all.n + 1);
        candidates_share(&all, m->judge.share, gains);
        candidates_choose(own, &all, n, gains, m->judge.least, w->labels + s.from);
        arena_release(own);
    }
}

void label_find(arena *out, const label_model *m, const text *t, const uint8_t *advice,
                label_attributions *to)
{
    label_work w;
    label_work_open(out, t, advice, &w);
    label_sift(m, t, &w);
    label_tags(m, t, &w);
    label_trees(out, m, t, &w);
    span_view v = label_view(t, &w);
    label_spans_choose(out, m, t, &w);
    label_spans spans = {0};
    spans_of_labels(out, t, w.labels, &spans);
    link_spans(out, &m->links, &v, &spans, to);
}
