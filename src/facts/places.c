/* Places: spots of all articles, and which place each entity is. */
#include "facts/places.h"

#include <stdlib.h>

static place_found found_of(const gazetteer *g, const gazetteer_place *p)
{
    enum { OF_OURS = 4000000000u }; // ids above are no GeoNames ids
    static const place_precision precisions[] = {
        [PLACE_COUNTRY] = PRECISE_COUNTRY,   [PLACE_REGION] = PRECISE_DISTRICT,
        [PLACE_DISTRICT] = PRECISE_DISTRICT, [PLACE_TOWN] = PRECISE_TOWN,
        [PLACE_PART] = PRECISE_TOWN,         [PLACE_LAND] = PRECISE_DISTRICT};
    place_found found = {.known = true,
                         .id = p->id < OF_OURS ? p->id : 0,
                         .lat = p->lat / 1e5,
                         .lon = p->lon / 1e5,
                         .precision = precisions[p->kind],
                         .name = gazetteer_name(g, p)};
    for (int i = 0; i < 2; i++)
        found.country[i] =
            p->country[i] >= 'A' && p->country[i] <= 'Z' ? p->country[i] : '\0';
    return found;
}

typedef struct {
    uint32_t entity;
    const gazetteer_place *place;
    float share;
    bool strong; // what stands around it, or its size, says place
} vote;

typedef struct {
    arena *out;
    const facts_input *in;
    names_result *names;
    name_words words;
    VEC(toponym) found;
    VEC(vote) votes;
    hash_table surnames;
} place_job;

/* The mention that a spot is the whole of, but for an article before it; FACTS_NONE. */
static uint32_t mention_of(const place_job *job, const place_finder *f, const spot *s,
                           uint32_t *m)
{
    const names_result *names = job->names;
    uint32_t end = names->first_of[f->article + 1];
    while (*m < end && names->mentions[*m].at.last <= s->first)
        ++*m;
    if (*m >= end)
        return FACTS_NONE;
    token_span at = names->mentions[*m].at;
    bool same =
        at.last == s->last && at.first + 2 >= s->first && at.first <= s->first + 2;
    for (uint32_t i = at.first; same && i < s->first; i++)
        same = f->t->tokens[i].kind == TOKEN_PUNCT ||
               (name_words_of(&job->words, f->t->tokens[i].hash) & WORD_ARTICLE);
    return same ? *m : FACTS_NONE;
}

/* A name that the text alone does not show to be a place is one when it stands like one
 * or is well known: surnames and "Rise" are small towns somewhere, too. */
static bool is_strong(const spot *s, const place_option *c, bool surname)
{
    const uint32_t well_known = 200000;
    if (s->features[2] > 0 || s->features[17] > 2 || s->features[9] > 2 ||
        s->features[14] > 0 || s->features[32] > 0 || s->last > s->first + 1)
        return true;
    return !surname && (c->place->population >= well_known ||
                        (c->primary && (!c->implied || c->place->kind <= PLACE_REGION)));
}

// The last words of people's full names in the pile.
static void read_surnames(place_job *job)
{
    const names_result *names = job->names;
    hash_table_init(&job->surnames, job->out, 256);
    for (uint32_t i = 0; i < names->n_mentions; i++) {
        const mention *m = &names->mentions[i];
        if (names->entities[m->entity].kind == ENTITY_PERSON &&
            m->at.last > m->at.first + 1)
            hash_table_put(&job->surnames,
                           job->in->texts[m->at.article].tokens[m->at.last - 1].hash,
                           NULL);
    }
}

static void keep_spots(place_job *job, const place_finder *f)
{
    uint32_t m = job->names->first_of[f->article];
    for (uint32_t i = 0; i < f->spots.n; i++) {
        const spot *s = &f->spots.v[i];
        const place_option *c = place_clear_choice(&f->list.v[s->name]);
        toponym *t = vec_add(job->out, &job->found);
        t->at = (token_span){f->article, s->first, s->last};
        t->entity = FACTS_NONE;
        if (c)
            t->place = found_of(job->in->gazetteer, c->place);
        if (s->form == SPOT_PEOPLE)
            continue;
        uint32_t of = mention_of(job, f, s, &m);
        if (of == FACTS_NONE)
            continue;
        t->entity = job->names->mentions[of].entity;
        bool surname = s->last == s->first + 1 &&
                       hash_table_get(&job->surnames, f->t->tokens[s->first].hash);
        if (c)
            vec_push(job->out, &job->votes,
                     (vote){t->entity, c->place, c->share, is_strong(s, c, surname)});
    }
}

static int by_entity(const void *x, const void *y)
{
    const vote *a = x, *b = y;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->share > b->share ? -1 : a->share < b->share;
}

/* An entity is where two thirds of its mentions are. */
static void place_entities(place_job *job, place_found *of_entity)
{
    entity *entities = job->names->entities;
    if (job->votes.n)
        qsort(job->votes.v, job->votes.n, sizeof *job->votes.v, by_entity);
    const vote *v = job->votes.v;
    for (uint32_t i = 0, end; i < job->votes.n; i = end) {
        const gazetteer_place *best = NULL;
        double all = 0, most = 0;
        bool strong = false;
        for (end = i; end < job->votes.n && v[end].entity == v[i].entity;) {
            double sum = 0;
            uint32_t from = end;
            for (; end < job->votes.n && v[end].entity == v[i].entity &&
                   v[end].place == v[from].place;
                 end++) {
                sum += v[end].share;
                strong = strong || v[end].strong;
            }
            all += sum;
            if (sum > most) {
                most = sum;
                best = v[from].place;
            }
        }
        entity *e = &entities[v[i].entity];
        if (e->kind == ENTITY_OTHER && strong)
            e->kind = ENTITY_PLACE; // the text alone could not tell
        if (best && most * 3 >= all * 2 && e->kind == ENTITY_PLACE)
            of_entity[v[i].entity] = found_of(job->in->gazetteer, best);
    }
}

void facts_places(arena *out, const facts_input *in, names_result *names,
                  places_result *places)
{
    *places = (places_result){0};
    places->first_of = arena_array(out, uint32_t, (size_t)in->n_articles + 1);
    places->of_entity = arena_array(out, place_found, (size_t)names->n_entities + 1);
    if (!in->gazetteer)
        return;
    place_job job = {.out = out, .in = in, .names = names};
    name_words_init(out, &job.words);
    read_surnames(&job);
    for (uint32_t i = 0; i < in->n_articles; i++) {
        arena *tmp = arena_sub(out);
        slice language = in->articles ? in->articles[i].language : (slice){0};
        if (language.len && !slice_starts_nocase(language, SLICE("en")))
            name_words_add_language(out, &job.words, language);
        place_finder f = {.in = in,
                          .names = names,
                          .words = &job.words,
                          .gazetteer = in->gazetteer,
                          .article = i,
                          .turkish = slice_starts_nocase(language, SLICE("tr")),
                          .t = &in->texts[i],
                          .tmp = tmp};
        places->first_of[i] = job.found.n;
        spots_find(&f, false);
        spots_choose(&f);
        keep_spots(&job, &f);
        arena_release(tmp);
    }
    places->first_of[in->n_articles] = job.found.n;
    places->toponyms = job.found.v;
    places->n_toponyms = job.found.n;
    place_entities(&job, places->of_entity);
    arena *tmp = arena_sub(out);
    places_merge(&(place_merge){out, tmp, in, names, places});
    arena_release(tmp);
}
