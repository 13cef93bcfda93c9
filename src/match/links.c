#include "match/links.h"

#include <stdlib.h>

/* The seeds of one gram: one for each of its texts. */
typedef struct {
    size_t first;
    uint32_t n_texts;
} group;

void links_of_part(arena *out, arena *tmp, uint32_t part, seed *seeds, size_t n,
                   part_links *to)
{
    group *groups = arena_raw(tmp, group, n / 2 + 1);
    size_t n_groups = 0, n_links = 0, n_common = 0;
    for (size_t at = 0, step; at < n; at += step) {
        uint32_t n_texts;
        step = index_group(&seeds[at], n - at, &n_texts);
        if (n_texts < 2)
            continue;
        groups[n_groups++] = (group){at, n_texts};
        n_links += index_n_links(n_texts, LINKS_FEW_TEXTS);
        n_common += n_texts >= INDEX_COMMON;
    }
    *to = (part_links){.links = arena_raw(out, text_link, n_links + 1),
                       .common = arena_array(out, common_gram, n_common + 1)};
    for (size_t i = 0; i < n_groups; i++) {
        const seed *texts = &seeds[groups[i].first];
        index_links(texts, groups[i].n_texts, LINKS_FEW_TEXTS, &to->links[to->n_links]);
        to->n_links += index_n_links(groups[i].n_texts, LINKS_FEW_TEXTS);
        if (groups[i].n_texts >= INDEX_COMMON)
            to->common[to->n_common++] =
                (common_gram){index_key(part, texts->gram), groups[i].n_texts};
    }
}

seed *links_sort(arena *out, seed *links, size_t n, uint32_t first_text, uint32_t n_texts,
                 size_t *first)
{
    seed *sorted = arena_raw(out, seed, n + 1);
    index_sort(links, sorted, n);
    for (size_t i = 0; i < n; i++)
        first[links[i].text - first_text + 1]++;
    for (uint32_t i = 0; i < n_texts; i++)
        first[i + 1] += first[i];
    size_t *fill = arena_copy(out, first, (n_texts + 1) * sizeof *first);
    for (size_t i = 0; i < n; i++)
        sorted[fill[links[i].text - first_text]++] = links[i];
    return sorted;
}

static int by_points(const void *left, const void *right)
{
    const linked_text *c = left, *d = right;
    if (c->points != d->points)
        return c->points > d->points ? -1 : 1;
    return (c->text > d->text) - (c->text < d->text);
}

static int by_text(const void *left, const void *right)
{
    const linked_text *c = left, *d = right;
    return (c->text > d->text) - (c->text < d->text);
}

void links_choose(arena *out, const seed *links, size_t n, links_length *length,
                  const void *ctx, linked_texts *found)
{
    found->n = 0;
    uint32_t own = n ? length(ctx, links->text) : 0;
    for (size_t at = 0; at < n;) {
        uint32_t other = links[at].gram / 2, points = 0;
        uint32_t n_words = length(ctx, other);
        n_words = n_words < own ? n_words : own;
        for (; at < n && links[at].gram / 2 == other; at++)
            points += 1 + links[at].gram % 2;
        if (points >= LINKS_LEAST_POINTS &&
            (uint64_t)points * LINKS_POINT_WORDS >= n_words)
            vec_push(out, found, (linked_text){other, points});
    }
    if (found->n <= LINKS_MOST_COMPARED)
        return;
    qsort(found->v, found->n, sizeof *found->v, by_points);
    found->n = LINKS_MOST_COMPARED;
    qsort(found->v, found->n, sizeof *found->v, by_text);
}
