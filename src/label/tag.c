#include "label/tag.h"

enum { OUTSIDE = 3 }; // the word beyond an end of the sentence

static uint32_t word_at(const word_look *looks, uint32_t first, uint32_t last, uint32_t i,
                        int by)
{
    int64_t at = (int64_t)i + by;
    return at < first || at >= last ? OUTSIDE : looks[at].word;
}

uint32_t tag_features(const linear *m, const word_look *looks, uint32_t first,
                      uint32_t last, uint32_t i, const uint8_t *tags, uint32_t *rows)
{
    const linear own = *m; // by value, so that it stays in registers
    const word_look *w = &looks[i];
    uint32_t before = i > first ? word_at(looks, first, last, i, -1) : OUTSIDE;
    uint32_t after = word_at(looks, first, last, i, 1);
    uint32_t tag1 = i > first ? tags[i - 1] : MAX_TAGS;
    uint32_t tag2 = i > first + 1 ? tags[i - 2] : MAX_TAGS;
    uint32_t form = (uint32_t)w->shape << 1 | w->space;
    uint32_t n = 0;
    rows[n++] = feature_row(&own, 0, w->word, 0);
    rows[n++] = feature_row(&own, 1, w->suffix2, form);
    rows[n++] = feature_row(&own, 2, w->suffix3, 0);
    rows[n++] = feature_row(&own, 3, w->prefix, 0);
    rows[n++] = feature_row(&own, 4, form, tag1);
    rows[n++] = feature_row(&own, 5, tag1, 0);
    rows[n++] = feature_row(&own, 6, tag2, tag1);
    rows[n++] = feature_row(&own, 7, w->word, tag1);
    rows[n++] = feature_row(&own, 8, before, 0);
    rows[n++] = feature_row(&own, 9, word_at(looks, first, last, i, -2), 0);
    rows[n++] = feature_row(&own, 10, after, 0);
    rows[n++] = feature_row(&own, 11, word_at(looks, first, last, i, 2), 0);
    rows[n++] = feature_row(&own, 12, w->word, before);
    rows[n++] = feature_row(&own, 13, w->word, after);
    rows[n++] = feature_row(&own, 14, w->suffix3, tag1);
    if (i + 1 < last) {
        const word_look *next = &looks[i + 1];
        rows[n++] = feature_row(&own, 15, next->suffix3, (uint32_t)next->shape);
        rows[n++] = feature_row(&own, 16, next->suffix2, tag1);
    }
    if (i > first) {
        rows[n++] = feature_row(&own, 17, looks[i - 1].suffix3, 0);
        rows[n++] = feature_row(&own, 18, form, (uint32_t)looks[i - 1].shape);
    }
    rows[n++] = feature_row(&own, 19, tag1, after);
    return n;
}

uint32_t tag_known(const tag_words *known, uint32_t word)
{
    if (known->bits == 0)
        return MAX_TAGS;
    uint32_t mask = (1u << known->bits) - 1;
    // A full table would never end: as many steps as it has places, at most.
    for (uint32_t i = word & mask, n = 0; n <= mask && known->words[i]; n++) {
        if (known->words[i] == word)
            return known->tags[i];
        i = (i + 1) & mask;
    }
    return MAX_TAGS;
}

void tag_sentence(const tagger *m, const word_look *looks, uint32_t first, uint32_t last,
                  uint8_t *tags)
{
    uint32_t rows[TAG_FEATURES];
    float scores[LINEAR_WIDEST];
    for (uint32_t i = first; i < last; i++) {
        uint32_t known = tag_known(&m->known, looks[i].word);
        if (known < MAX_TAGS) {
            tags[i] = (uint8_t)known;
            continue;
        }
        uint32_t n = tag_features(&m->weights, looks, first, last, i, tags, rows);
        linear_scores(&m->weights, rows, n, scores);
        tags[i] = (uint8_t)linear_best(scores, m->weights.n_classes);
    }
}
