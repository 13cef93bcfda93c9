#include "match/links.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_COUNTS = 256,
    MOST_STEPS = 32, // from where a text's count should be to where it is
};

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

static int by_number(const void *left, const void *right)
{
    uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;
    return (x > y) - (x < y);
}

void links_chooser_init(links_chooser *c, arena *a)
{
    *c = (links_chooser){.a = a};
}

typedef struct {
    links_length *length;
    const void *ctx;
    uint32_t n_words;
} choice;

static void offer(links_chooser *c, const choice *by, uint32_t text, uint32_t points)
{
    uint32_t n_words = by->length(by->ctx, text);
    n_words = n_words < by->n_words ? n_words : by->n_words;
    if ((uint64_t)points * LINKS_POINT_WORDS >= n_words)
        vec_push(c->a, &c->found, (linked_text){text, points});
}

/* Scratch for so many links; the table is at most half full. */
static size_t make_room(links_chooser *c, size_t n_links)
{
    size_t n = LEAST_COUNTS;
    while (n < 2 * n_links)
        n *= 2;
    if (n > c->n_counts) {
        c->counts = arena_array(c->a, linked_text, n);
        c->enough = arena_raw(c->a, uint32_t, n / LINKS_LEAST_POINTS + 1);
        c->n_counts = n;
    } else {
        memset(c->counts, 0, n * sizeof *c->counts);
    }
    return n;
}

/* Adds up the points of each text. False where too many texts want one place:
 * nobody meets that by chance, but a pile can be made so. */
static bool count_links(links_chooser *c, const uint32_t *links, size_t n,
                        size_t n_counts)
{
    linked_text *counts = c->counts;
    size_t mask = n_counts - 1;
    c->n_enough = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t key = links[i] / 2 + 1, steps = 0;
        size_t at = key * 0x9e3779b1u >> 8 & mask;
        while (counts[at].text != key && counts[at].text) {
            if (++steps == MOST_STEPS)
                return false;
            at = (at + 1) & mask;
        }
        uint32_t before = counts[at].points, points = before + 1 + links[i] % 2;
        counts[at] = (linked_text){key, points};
        if (before < LINKS_LEAST_POINTS && points >= LINKS_LEAST_POINTS)
            c->enough[c->n_enough++] = (uint32_t)at;
    }
    return true;
}

static void choose_by_counting(links_chooser *c, const choice *by)
{
    for (size_t i = 0; i < c->n_enough; i++) {
        const linked_text *t = &c->counts[c->enough[i]];
        offer(c, by, t->text - 1, t->points);
    }
}

static void choose_by_sorting(links_chooser *c, const choice *by, const uint32_t *links,
                              size_t n)
{
    if (n > c->cap_sorted) {
        c->cap_sorted = 2 * n;
        c->sorted = arena_raw(c->a, uint32_t, c->cap_sorted);
    }
    memcpy(c->sorted, links, n * sizeof *links);
    qsort(c->sorted, n, sizeof *links, by_number);
    for (size_t at = 0; at < n;) {
        uint32_t text = c->sorted[at] / 2, points = 0;
        for (; at < n && c->sorted[at] / 2 == text; at++)
            points += 1 + c->sorted[at] % 2;
        if (points >= LINKS_LEAST_POINTS)
            offer(c, by, text, points);
    }
}

void links_choose(links_chooser *c, uint32_t n_words, const uint32_t *links, size_t n,
                  links_length *length, const void *ctx)
{
    choice by = {length, ctx, n_words};
    c->found.n = 0;
    if (n == 0)
        return;
    if (count_links(c, links, n, make_room(c, n)))
        choose_by_counting(c, &by);
    else
        choose_by_sorting(c, &by, links, n);
    linked_texts *found = &c->found;
    if (found->n > LINKS_MOST_COMPARED) {
        qsort(found->v, found->n, sizeof *found->v, by_points);
        found->n = LINKS_MOST_COMPARED;
    }
    if (found->n > 1)
        qsort(found->v, found->n, sizeof *found->v, by_text);
}
