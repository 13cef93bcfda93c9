/* Which of its namesakes a name stands for: by what contains it, by the other places of
 * the article, by how many people live there. Twice over: the second time the others
 * count by what the first time made of them. */
#include "facts/places.h"

#include "base/lists.h"

#include <math.h>
#include <stdlib.h>

bool place_is_in(const gazetteer_place *p, const gazetteer_place *outer)
{
    if (!outer->country[0] || memcmp(p->country, outer->country, 2) != 0)
        return false;
    if (outer->kind == PLACE_COUNTRY)
        return p->kind != PLACE_COUNTRY;
    if (outer->kind == PLACE_REGION)
        return p->kind > PLACE_REGION && p->region && p->region == outer->region;
    return outer->kind == PLACE_DISTRICT && p->kind > PLACE_DISTRICT && p->district &&
           p->district == outer->district;
}

static void put_on_sphere(place_option *c)
{
    const double radian = 3.14159265358979 / 180 / 100000;
    double lat = c->place->lat * radian, lon = c->place->lon * radian;
    c->at[0] = (float)(cos(lat) * cos(lon));
    c->at[1] = (float)(cos(lat) * sin(lon));
    c->at[2] = (float)sin(lat);
}

// Straight through the earth, squared, by its radius: near enough for what is near.
static float chord_squared(const place_option *a, const place_option *b)
{
    float x = a->at[0] - b->at[0], y = a->at[1] - b->at[1], z = a->at[2] - b->at[2];
    return x * x + y * y + z * z;
}

static uint64_t own_key(const gazetteer *g, arena *tmp, const gazetteer_place *p)
{
    arena *own = arena_sub(tmp);
    uint64_t key = gazetteer_key_of(own, gazetteer_name(g, p));
    arena_release(own);
    return key;
}

// "Tarvon" for Tarvon County.
static uint64_t county_key(const place_finder *f, const spot *s)
{
    gazetteer_key key = {.n = 0};
    for (uint32_t i = s->first; i < s->last; i++)
        if (f->t->tokens[i].kind == TOKEN_WORD)
            gazetteer_key_add(&key, f->t->tokens[i].folded);
    gazetteer_key_add(&key, SLICE("county"));
    return gazetteer_key_hash(&key);
}

static void add_candidates(place_finder *f, const spot *s, uint64_t key, bool implied,
                           uint32_t most, place_name *n)
{
    uint32_t first, count = gazetteer_find(f->gazetteer, key, &first);
    for (uint32_t i = 0; i < count && n->n_candidates < most; i++) {
        const gazetteer_place *p = gazetteer_at(f->gazetteer, first + i);
        if (!p || (implied && p->kind != PLACE_DISTRICT))
            continue;
        place_option *c = &n->candidates[n->n_candidates++];
        c->place = p;
        put_on_sphere(c);
        c->implied = implied;
        c->primary =
            s->form != SPOT_NAME || implied || own_key(f->gazetteer, f->tmp, p) == s->key;
    }
}

static void add_name(place_finder *f, spot *s, uint32_t which)
{
    enum { COUNTIES = 12 };
    place_name *n = vec_add(f->tmp, &f->list);
    n->key = s->key;
    n->first_spot = which;
    n->candidates = arena_array(f->tmp, place_option, PLACE_CANDIDATES + COUNTIES);
    add_candidates(f, s, s->key, false, PLACE_CANDIDATES, n);
    if (s->form == SPOT_NAME)
        add_candidates(f, s, county_key(f, s), true, n->n_candidates + COUNTIES, n);
}

static void collect_names(place_finder *f)
{
    hash_table by_key;
    hash_table_init(&by_key, f->tmp, f->spots.n);
    for (uint32_t i = 0; i < f->spots.n; i++) {
        bool is_new;
        uint32_t *at = hash_table_put(&by_key, f->spots.v[i].key, &is_new);
        if (is_new) {
            *at = f->list.n;
            add_name(f, &f->spots.v[i], i);
        }
        f->spots.v[i].name = *at;
    }
}

/* What a candidate has of its own. */
static void look_at_candidate(const place_name *n, uint32_t which)
{
    place_option *c = &n->candidates[which];
    const gazetteer_place *p = c->place;
    c->features[0] = (float)log10((double)p->population + 1) / 7;
    c->features[1] = which == 0;
    c->features[2] = p->kind == PLACE_COUNTRY;
    c->features[3] = p->kind == PLACE_REGION;
    c->features[4] = p->kind == PLACE_DISTRICT;
    c->features[5] = p->kind == PLACE_PART;
    c->features[6] = p->kind == PLACE_LAND;
    c->features[7] = c->primary;
    c->features[8] = p->seat == 3;
    c->features[16] = c->implied;
}

// "X, Ruritania" anywhere in the article.
static void look_at_containers(place_finder *f)
{
    for (uint32_t i = 0; i < f->spots.n; i++) {
        const spot *s = &f->spots.v[i];
        if (s->container == i)
            continue;
        place_name *inner = &f->list.v[s->name],
                   *outer = &f->list.v[f->spots.v[s->container].name];
        for (uint32_t x = 0; x < inner->n_candidates; x++)
            for (uint32_t y = 0; y < outer->n_candidates; y++)
                if (place_is_in(inner->candidates[x].place, outer->candidates[y].place)) {
                    inner->candidates[x].features[9] = 1;
                    outer->candidates[y].features[10] = 1;
                }
    }
}

/* What the others say of one candidate, each by the share of its own candidates. */
static void look_at_others(place_finder *f, const place_name *n, place_option *c,
                           int pass)
{
    float in_region = 0, holds = 0, near = 0, nearer = 0, same_region = 0,
          same_country = 0, nearest = 0, total = 0, countries = 0;
    const float far = 0.15f; // about 950 km
    for (uint32_t k = 0; k < f->list.n && k < PLACE_NAMES; k++) {
        const place_name *other = &f->list.v[k];
        if (other == n)
            continue;
        float best_near = 0;
        total += 1;
        for (uint32_t i = 0; i < other->n_candidates; i++) {
            const place_option *o = &other->candidates[i];
            if (o->share < 0.05f)
                continue;
            countries += o->place->kind == PLACE_COUNTRY ? o->share : 0;
            if (place_is_in(c->place, o->place)) {
                if (o->place->kind == PLACE_COUNTRY)
                    same_country = fmaxf(same_country, o->share);
                else
                    in_region = fmaxf(in_region, o->share);
            }
            if (place_is_in(o->place, c->place))
                holds += o->share;
            if (o->place->kind <= PLACE_REGION)
                continue;
            float chord = chord_squared(c, o);
            same_region +=
                o->share * (c->place->region && c->place->region == o->place->region);
            if (chord > far * far)
                continue;
            float d = 6371 * sqrtf(chord);
            best_near += o->share * expf(-d / 30);
            near += o->share * expf(-d / 150);
            nearer += o->share * (d < 50);
        }
        nearest = fmaxf(nearest, best_near);
    }
    total = total > 0 ? total : 1;
    c->features[11] = in_region;
    c->features[12] = same_country;
    c->features[13] = fminf(holds, 3) / 3;
    c->features[14] = near / total;
    c->features[15] = fminf(near, 4) / 4;
    c->features[17] = nearest;
    c->features[18] = same_region / total;
    // among countries a country
    c->features[20] = c->place->kind == PLACE_COUNTRY ? fminf(countries, 4) / 4 : 0;
    c->features[19] = pass ? fminf(nearer, 4) / 4 : 0;
}

static int by_score(const void *x, const void *y)
{
    const place_option *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->place->id < b->place->id ? -1 : a->place->id > b->place->id;
}

static void share_out(place_name *n, const float *weights)
{
    float most = -1e9f, sum = 0;
    for (uint32_t i = 0; i < n->n_candidates; i++) {
        place_option *c = &n->candidates[i];
        c->score = 0;
        for (int k = 0; k < CHOICE_FEATURES; k++)
            c->score += weights[k] * c->features[k];
        most = fmaxf(most, c->score);
    }
    for (uint32_t i = 0; i < n->n_candidates; i++)
        sum += n->candidates[i].share = expf(n->candidates[i].score - most);
    for (uint32_t i = 0; i < n->n_candidates; i++)
        n->candidates[i].share /= sum;
}

/* "Tarvon" is the town and not the province of that name around it, unless the text says
 * so: "Tarvon province". */
static bool is_called_division(const place_finder *f, const place_name *n)
{
    static const char *const words[] = {
        "province", "governorate", "region",     "state",  "oblast",     "prefecture",
        "district", "county",      "department", "canton", "provincial", "governor"};
    for (uint32_t i = n->first_spot; i < f->spots.n; i++) {
        const spot *s = &f->spots.v[i];
        if (f->spots.v[i].key != n->key)
            continue;
        if (s->last < f->t->n_tokens && IN_LIST(f->t->tokens[s->last].folded, words))
            return true;
        bool of = s->first > 1 && text_is(f->t, s->first - 1, "of");
        if (of && IN_LIST(f->t->tokens[s->first - 2].folded, words))
            return true;
    }
    return false;
}

static void give_share(place_option *to, place_option *from)
{
    to->share += from->share;
    to->score = fmaxf(to->score, from->score);
    from->share = 0;
    from->score = to->score - 1;
}

// The town of that name in a division, or the capital of the country beside it where the
// article has no other place of the division.
static bool is_rather(const place_option *town, const place_option *division)
{
    const uint32_t of_size = 20000;
    if (place_is_in(town->place, division->place))
        return town->place->kind == PLACE_TOWN && town->place->population >= of_size;
    return town->place->seat == 3 && division->features[13] < 0.1f &&
           memcmp(town->place->country, division->place->country, 2) == 0;
}

/* "Oregon" is the state and not the village of that name, which nothing but other
 * villages of its own state speaks for. */
static void prefer_regions(place_name *n)
{
    const uint32_t many = 500000, times = 50;
    const float near = 0.5f;
    place_option *region = NULL, *best = NULL;
    for (uint32_t i = 0; i < n->n_candidates; i++) {
        place_option *c = &n->candidates[i];
        if (c->place->kind == PLACE_REGION && c->primary && c->place->population >= many)
            region = region ? region : c;
        if (!best || c->share > best->share)
            best = c;
    }
    if (!region || best == region || best->place->kind < PLACE_DISTRICT ||
        best->features[9] > 0 || best->implied || best->features[17] > near ||
        place_is_in(best->place, region->place) ||
        best->place->population > region->place->population / times)
        return;
    give_share(region, best);
}

static void prefer_towns(const place_finder *f, place_name *n)
{
    place_option *town = NULL, *division = NULL;
    for (uint32_t i = 0; i < n->n_candidates; i++) {
        place_option *c = &n->candidates[i];
        bool divides = c->place->kind == PLACE_REGION || c->place->kind == PLACE_DISTRICT;
        if (divides && !c->implied && (!division || c->share > division->share))
            division = c;
    }
    for (uint32_t i = 0; division && i < n->n_candidates; i++) {
        place_option *c = &n->candidates[i];
        if (is_rather(c, division) &&
            (!town || c->place->population > town->place->population))
            town = c;
    }
    if (town && !is_called_division(f, n))
        give_share(town, division);
}

/* What a choice rests on: itself, or others of the article. */
static bool is_supported(const place_option *c)
{
    const uint32_t well_known = 15000;
    return c->place->kind <= PLACE_REGION || c->place->seat >= 2 ||
           c->place->population >= well_known || c->features[9] > 0 ||
           c->features[11] > 0.3f || c->features[13] > 0.1f || c->features[17] > 0.1f;
}

const place_option *place_clear_choice(const place_name *n)
{
    const float enough = 0.4f;
    const place_option *best = n->candidates;
    return n->n_candidates && best->share >= enough && is_supported(best) ? best : NULL;
}

void spots_choose(place_finder *f)
{
    collect_names(f);
    for (uint32_t k = 0; k < f->list.n; k++)
        for (uint32_t i = 0; i < f->list.v[k].n_candidates; i++)
            look_at_candidate(&f->list.v[k], i);
    look_at_containers(f);
    for (uint32_t k = 0; k < f->list.n; k++)
        share_out(&f->list.v[k], choice_weights[0]);
    for (int pass = 0; pass < 2; pass++) {
        // the first of a text say enough; an article of nothing but names must not be
        // slow
        for (uint32_t k = 0; k < f->list.n && k < PLACE_WEIGHED; k++)
            for (uint32_t i = 0; i < f->list.v[k].n_candidates; i++)
                look_at_others(f, &f->list.v[k], &f->list.v[k].candidates[i], pass);
        for (uint32_t k = 0; k < f->list.n; k++)
            share_out(&f->list.v[k], choice_weights[1]);
    }
    for (uint32_t k = 0; k < f->list.n; k++)
        prefer_towns(f, &f->list.v[k]);
    for (uint32_t k = 0; k < f->list.n; k++)
        prefer_regions(&f->list.v[k]);
    for (uint32_t k = 0; k < f->list.n; k++)
        qsort(f->list.v[k].candidates, f->list.v[k].n_candidates,
              sizeof *f->list.v[k].candidates, by_score);
}
