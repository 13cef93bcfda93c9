#include "facts/advice.h"

static void paint(uint8_t *labels, range r, label_part part)
{
    for (uint32_t i = r.first; i < r.last; i++)
        labels[i] = (uint8_t)label_number(part, r.last - r.first == 1 ? AT_SINGLE
                                                : i == r.first        ? AT_BEGIN
                                                : i + 1 == r.last     ? AT_END
                                                                      : AT_INSIDE);
}

void advice_give(arena *tmp, const lexicon *words, const text *t, uint32_t dateline_bytes,
                 uint8_t *labels)
{
    for (uint32_t i = 0; i < t->n_tokens; i++)
        labels[i] = LABEL_OUT;
    if (t->n_tokens == 0)
        return;
    scan s;
    attribution_vec found = {0};
    scan_init(&s, tmp, words, t, dateline_bytes);
    attributions_find(tmp, &s, NULL, &found);
    // Whose content a token is in; the first that says so keeps it.
    uint32_t *content_of = arena_array(tmp, uint32_t, t->n_tokens);
    for (uint32_t k = 0; k < found.n; k++)
        for (uint32_t p = 0; p < found.v[k].n_content; p++)
            for (uint32_t i = found.v[k].content[p].first; i < found.v[k].content[p].last;
                 i++)
                content_of[i] = content_of[i] ? content_of[i] : k + 1;
    bool *inside = arena_array(tmp, bool, (size_t)found.n + 1);
    for (uint32_t k = 0; k < found.n; k++) {
        const attribution *a = &found.v[k];
        uint32_t in = content_of[a->cue.first];
        inside[k] = in && in != k + 1;
        for (uint32_t p = 0; !inside[k] && p < a->n_content; p++)
            paint(labels, a->content[p], PART_CONTENT);
    }
    for (uint32_t k = 0; k < found.n; k++) {
        const attribution *a = &found.v[k];
        for (uint32_t i = a->cue.first; inside[k] && i < a->cue.last; i++)
            labels[i] |= ADVICE_INSIDE;
        if (inside[k])
            continue;
        paint(labels, a->source, PART_SOURCE);
        paint(labels, a->cue, PART_CUE);
    }
}
