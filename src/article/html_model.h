/* The model that tells an article's blocks from the rest of a page: gradient-boosted
 * trees over the features of html_features.c, trained by bench/html_train.py. */
#ifndef STEMMA_ARTICLE_HTML_MODEL_H
#define STEMMA_ARTICLE_HTML_MODEL_H

#include <stdint.h>

/* At most `threshold`: left, otherwise right. A child below zero is leaf number ~child.
 */
typedef struct {
    uint8_t feature;
    int16_t threshold, left, right;
} html_split_row;

enum { HTML_MODEL_UNIT = 4096 }; // of log odds

typedef struct {
    const html_split_row *splits;
    const int16_t *leaves, *roots;
    unsigned trees;
} html_forest;

/* Two halves: the second refines what the first leaves open. */
extern const html_forest html_model_first, html_model_second;

static inline int32_t html_forest_score(const html_forest *f, const int16_t *features)
{
    int32_t sum = 0;
    for (unsigned i = 0; i < f->trees; i++) {
        int at = f->roots[i];
        while (at >= 0) {
            const html_split_row *row = &f->splits[at];
            at = features[row->feature] <= row->threshold ? row->left : row->right;
        }
        sum += f->leaves[~at];
    }
    return sum;
}

static inline int32_t html_model_score(const int16_t *features)
{
    enum { SURE = 9 * HTML_MODEL_UNIT / 4 }; // no later tree makes that good again
    int32_t sum = html_forest_score(&html_model_first, features);
    return sum > SURE || sum < -SURE
               ? sum
               : sum + html_forest_score(&html_model_second, features);
}

#endif
