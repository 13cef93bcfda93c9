#include "label/label.h"

void label_work_open(arena *out, const text *t, const uint8_t *advice, label_work *w)
{
    size_t n = (size_t)t->n_tokens + 1;
    *w = (label_work){.advice = advice ? advice : arena_array(out, uint8_t, n)};
    words_look(out, t, &w->looks);
    w->tags = arena_array(out, uint8_t, n);
    w->heads = arena_array(out, uint16_t, n);
    w->arcs = arena_array(out, uint8_t, n);
    w->labels = arena_array(out, uint8_t, n);
}

void label_tags(const label_model *m, const text *t, label_work *w)
{
    for (uint32_t s = 0; s < t->n_sentences; s++)
        tag_sentence(&m->tagger, w->looks, t->sentences[s].first, t->sentences[s].last,
                     w->tags);
}

void label_trees(arena *out, const label_model *m, const text *t, label_work *w)
{
    parse_state state;
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, n = t->sentences[s].last - first;
        if (n > 0 && n <= PARSE_LONGEST)
            parse_sentence(&m->parser, &state, w->looks + first, w->tags + first, n,
                           w->heads + first, w->arcs + first);
    }
    tree_nodes(out, t, w->heads, w->arcs, m->is_verb, w->tags, &w->nodes);
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
    for (uint32_t s = 0; s < t->n_sentences;) {
        uint32_t first, last;
        s = label_paragraph(t, s, &first, &last);
        if (first >= last)
            continue;
        arena *own = arena_sub(tmp);
        size_t n = last - first;
        float *scores = arena_array(own, float, n *CHAIN_WIDTH);
        float *likely = arena_array(own, float, n *CHAIN_WIDTH);
        span_candidates all = {0};
        span_scores(&m->spans, &v, first, last, scores);
        candidates_of_chain(own, &m->spans.steps, scores, last - first, likely, &all);
        judge_view seen = {&v, first, last, likely, &all};
        judge_candidates(own, &m->judge, &seen, &all);
        candidates_choose(own, &all, last - first, m->judge.least, w->labels + first);
        arena_release(own);
    }
}

void label_find(arena *out, const label_model *m, const text *t, const uint8_t *advice,
                label_attributions *to)
{
    label_work w;
    label_work_open(out, t, advice, &w);
    label_tags(m, t, &w);
    label_trees(out, m, t, &w);
    span_view v = label_view(t, &w);
    label_spans_choose(out, m, t, &w);
    label_spans spans = {0};
    spans_of_labels(out, t, w.labels, &spans);
    link_spans(out, &m->links, &v, &spans, to);
}
