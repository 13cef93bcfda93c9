// Names that come to those found: counted, and merged in.
#include "facts/more_names.h"

#include <stdlib.h>

static int by_count(const void *x, const void *y)
{
    const entity_name *a = x, *b = y;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return slice_cmp(a->name, b->name);
}

void entity_names_sort(entity *e)
{
    if (e->names.n)
        qsort(e->names.v, e->names.n, sizeof *e->names.v, by_count);
}

/* Told of names
 * -------------------------------------------------------------------------------- */

static int by_group(const void *x, const void *y)
{
    const told_name *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    int c = slice_cmp(a->name, b->name);
    if (c)
        return c;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

void told_sort(told_name *all, uint32_t n)
{
    if (n)
        qsort(all, n, sizeof *all, by_group);
}

void told_count(arena *out, const told_name *of, uint32_t n, entity *e)
{
    for (uint32_t i = 0, end; i < n; i = end) {
        entity_name name = {.name = of[i].name};
        for (end = i; end < n && slice_eq(of[end].name, of[i].name);)
            end++;
        name.count = end - i;
        name.articles = arena_array(out, uint32_t, name.count);
        for (uint32_t k = i; k < end; k++)
            if (k == i || of[k].article != of[k - 1].article)
                name.articles[name.n_articles++] = of[k].article;
        vec_push(out, &e->names, name);
    }
}

/* Merged in
 * ------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t old; // index before sorting
    slice label;
    uint32_t article, first;
} place_in_list;

static int by_label(const void *x, const void *y)
{
    const place_in_list *a = x, *b = y;
    int c = slice_cmp(a->label, b->label);
    if (c)
        return c;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static int by_span(const void *x, const void *y)
{
    const mention *a = x, *b = y;
    if (a->at.article != b->at.article)
        return a->at.article < b->at.article ? -1 : 1;
    return (a->at.first > b->at.first) - (a->at.first < b->at.first);
}

void names_extend(arena *out, uint32_t n_articles, names_result *names, names_more *more)
{
    const uint32_t n_old = names->n_entities, n = n_old + more->entities.n;
    const uint32_t n_mentions = names->n_mentions + more->mentions.n;
    if (n_mentions == names->n_mentions)
        return;
    arena *tmp = arena_sub(out);
    entity *entities = arena_array(tmp, entity, n + 1);
    for (uint32_t e = 0; e < n; e++)
        entities[e] = e < n_old ? names->entities[e] : more->entities.v[e - n_old];
    mention *mentions = arena_array(out, mention, n_mentions + 1);
    for (uint32_t i = 0; i < n_mentions; i++)
        mentions[i] = i < names->n_mentions ? names->mentions[i]
                                            : more->mentions.v[i - names->n_mentions];
    qsort(mentions, n_mentions, sizeof *mentions, by_span);
    place_in_list *order = arena_array(tmp, place_in_list, n + 1);
    for (uint32_t e = 0; e < n; e++)
        order[e] = (place_in_list){e, entities[e].label, UINT32_MAX, UINT32_MAX};
    for (uint32_t i = n_mentions; i-- > 0;) {
        order[mentions[i].entity].article = mentions[i].at.article;
        order[mentions[i].entity].first = mentions[i].at.first;
    }
    qsort(order, n, sizeof *order, by_label);
    uint32_t *now = arena_array(tmp, uint32_t, n + 1);
    names->entities = arena_array(out, entity, n + 1);
    names->n_entities = n;
    for (uint32_t i = 0; i < n; i++) {
        names->entities[i] = entities[order[i].old];
        now[order[i].old] = i;
    }
    names->mentions = mentions;
    names->n_mentions = n_mentions;
    for (uint32_t i = 0, a = 0; a <= n_articles; a++) {
        names->first_of[a] = i;
        for (; i < n_mentions && mentions[i].at.article == a; i++)
            mentions[i].entity = now[mentions[i].entity];
    }
    arena_release(tmp);
}
