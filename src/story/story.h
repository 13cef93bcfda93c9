/* Stage story: families and single articles on one event, whatever their words. */
#ifndef STEMMA_STORY_STORY_H
#define STEMMA_STORY_STORY_H

#include "family/family.h"

typedef struct {
    uint32_t *articles; // ascending
    uint32_t n_articles;
} story;

typedef struct {
    story *stories; // in order of their first article
    uint32_t n_stories;
    uint32_t *of_article;
} story_result;

void story_group(arena *out, const article *articles, const text *texts, uint32_t n,
                 const family_result *families, story_result *result);

#endif
