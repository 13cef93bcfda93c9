/* Entities that are one place by the gazetteer become one: "Kyiv" and "Киев", "Britain"
 * and "UK". */
#include "facts/more_names.h"
#include "facts/places.h"

#include "base/lists.h"

#include <stdlib.h>

typedef struct {
    uint64_t place;
    uint32_t count, entity;
} placed;

// The one with most mentions of a place first: the others become it.
static int by_place(const void *x, const void *y)
{
    const placed *a = x, *b = y;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

static uint64_t place_key(const place_found *p)
{
    uint64_t at = hash_bytes(slice_of((const char *)&p->lat, sizeof p->lat));
    return hash_mix(
        hash_mix(at, hash_bytes(slice_of((const char *)&p->lon, sizeof p->lon))),
        hash_mix(p->id, hash_bytes(p->name)));
}

static uint32_t count_of(const entity *e)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->names.n; i++)
        n += e->names.v[i].count;
    return n;
}

static bool kept_apart(const place_merge *m, const entity *a, const entity *b)
{
    for (uint32_t k = 0; k < m->in->n_aliases; k++) {
        const user_alias *u = &m->in->aliases[k];
        for (uint32_t i = 0; u->apart && i < a->names.n; i++)
            for (uint32_t j = 0; j < b->names.n; j++)
                if ((slice_eq_nocase(a->names.v[i].name, u->a) &&
                     slice_eq_nocase(b->names.v[j].name, u->b)) ||
                    (slice_eq_nocase(a->names.v[i].name, u->b) &&
                     slice_eq_nocase(b->names.v[j].name, u->a)))
                    return true;
    }
    return false;
}

static uint32_t *both_articles(arena *out, const entity_name *a, const entity_name *b,
                               uint32_t *n)
{
    uint32_t *all = arena_array(out, uint32_t, (size_t)a->n_articles + b->n_articles + 1);
    uint32_t i = 0, j = 0;
    *n = 0;
    while (i < a->n_articles || j < b->n_articles) {
        bool first =
            j == b->n_articles || (i < a->n_articles && a->articles[i] <= b->articles[j]);
        uint32_t which = first ? a->articles[i] : b->articles[j];
        i += i < a->n_articles && a->articles[i] == which;
        j += j < b->n_articles && b->articles[j] == which;
        all[(*n)++] = which;
    }
    return all;
}

static void take_name(arena *out, entity *to, const entity_name *name)
{
    for (uint32_t i = 0; i < to->names.n; i++) {
        entity_name *own = &to->names.v[i];
        if (!slice_eq(own->name, name->name))
            continue;
        own->count += name->count;
        uint32_t n;
        own->articles = both_articles(out, own, name, &n);
        own->n_articles = n;
        return;
    }
    vec_push(out, &to->names, *name);
}

static void become(const place_merge *m, entity *to, const entity *gone,
                   const place_found *place)
{
    enum { NAMES_MOST = 256 }; // names are compared with one another
    vec_push(m->out, &to->why,
             arena_format(
                 m->out, "'%.*s' and '%.*s' are one place in the gazetteer: %.*s, %s",
                 (int)to->label.len, to->label.ptr, (int)gone->label.len, gone->label.ptr,
                 (int)place->name.len, place->name.ptr, place->country));
    for (uint32_t i = 0; i < gone->why.n; i++)
        vec_push(m->out, &to->why, gone->why.v[i]);
    for (uint32_t i = 0; i < gone->names.n && to->names.n < NAMES_MOST; i++)
        take_name(m->out, to, &gone->names.v[i]);
    entity_names_sort(to);
}

static void renumber(const place_merge *m, const uint32_t *into)
{
    names_result *names = m->names;
    uint32_t *number = arena_array(m->tmp, uint32_t, (size_t)names->n_entities + 1),
             kept = 0;
    for (uint32_t e = 0; e < names->n_entities; e++) {
        if (into[e] != e)
            continue;
        number[e] = kept;
        names->entities[kept] = names->entities[e];
        m->places->of_entity[kept++] = m->places->of_entity[e];
    }
    for (uint32_t i = 0; i < names->n_mentions; i++)
        names->mentions[i].entity = number[into[names->mentions[i].entity]];
    for (uint32_t i = 0; i < m->places->n_toponyms; i++) {
        toponym *t = &m->places->toponyms[i];
        if (t->entity != FACTS_NONE)
            t->entity = number[into[t->entity]];
    }
    names->n_entities = kept;
}

void places_merge(const place_merge *m)
{
    enum { OF_PLACE = 64 }; // entities of one place that are made one
    names_result *names = m->names;
    VEC(placed) all = {0};
    uint32_t *into = arena_array(m->tmp, uint32_t, (size_t)names->n_entities + 1);
    bool any = false;
    for (uint32_t e = 0; e < names->n_entities; e++) {
        into[e] = e;
        const place_found *p = &m->places->of_entity[e];
        if (p->known)
            vec_push(m->tmp, &all,
                     (placed){place_key(p), count_of(&names->entities[e]), e});
    }
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_place);
    for (uint32_t i = 0, end; i < all.n; i = end) {
        entity *to = &names->entities[all.v[i].entity];
        for (end = i + 1; end < all.n && all.v[end].place == all.v[i].place; end++) {
            const entity *gone = &names->entities[all.v[end].entity];
            if (end - i >= OF_PLACE || kept_apart(m, to, gone))
                continue;
            become(m, to, gone, &m->places->of_entity[all.v[i].entity]);
            into[all.v[end].entity] = all.v[i].entity;
            any = true;
        }
    }
    if (any)
        renumber(m, into);
}
