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

extern const html_split_row html_model_splits[];
extern const int16_t html_model_leaves[];
extern const int16_t html_model_roots[];
extern const unsigned html_model_trees;

static inline int32_t html_model_score(const int16_t *features)
{
    int32_t sum = 0;
    for (unsigned i = 0; i < html_model_trees; i++) {
        int at = html_model_roots[i];
        while (at >= 0) {
            const html_split_row *row = &html_model_splits[at];
            at = features[row->feature] <= row->threshold ? row->left : row->right;
        }
        sum += html_model_leaves[~at];
    }
    return sum;
}

#endif
