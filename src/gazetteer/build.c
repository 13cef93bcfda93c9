// From what the lines gave to one file.
#include "gazetteer/build.h"

#include "base/utf8.h"

#include <stdlib.h>

gazetteer_builder *gazetteer_builder_new(arena *mem)
{
    gazetteer_builder *b = arena_new(mem, gazetteer_builder);
    b->mem = mem;
    hash_table_init(&b->by_id, mem, 1024);
    buf_init(&b->names, mem);
    return b;
}

uint32_t gazetteer_builder_n_places(const gazetteer_builder *b)
{
    return b->places.n;
}

uint32_t gazetteer_division(slice country, slice first, slice second)
{
    if (country.len != 2 || first.len == 0 || slice_eq_str(first, "00"))
        return 0;
    uint64_t h = hash_mix(hash_bytes(country), hash_bytes(first));
    if (second.len)
        h = hash_mix(h, hash_bytes(second));
    return (uint32_t)h | 1;
}

bool gazetteer_add_place(gazetteer_builder *b, gazetteer_place p, slice name,
                         uint32_t *index)
{
    enum { LONGEST = 400 };
    bool is_new;
    if (name.len == 0 || name.len > LONGEST || b->names.len > UINT32_MAX - LONGEST ||
        b->places.n == UINT32_MAX - 1)
        return false;
    uint32_t *at = hash_table_put(&b->by_id, p.id, &is_new);
    if (!is_new)
        return false;
    *at = *index = b->places.n;
    p.name = (uint32_t)b->names.len;
    p.name_len = (uint32_t)name.len;
    buf_add(&b->names, name);
    vec_push(b->mem, &b->places, p);
    return true;
}

// Scripts in which names are looked for.
static bool is_read_script(uint32_t c)
{
    return c < 0x250 || (c >= 0x400 && c < 0x530) || (c >= 0x600 && c < 0x700) ||
           (c >= 0x1e00 && c < 0x1f00);
}

// "XMC", "LON": codes of airports and the like, not how a town is called.
static bool is_code(slice name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] < 'A' || name.ptr[i] > 'Z')
            return false;
    return name.len <= 4;
}

void gazetteer_add_name(gazetteer_builder *b, arena *tmp, uint32_t place, slice name,
                        bool alternate)
{
    size_t at = 0;
    if (name.len < 2 || (alternate && is_code(name)) ||
        !is_read_script(utf8_next(name, &at)))
        return;
    uint64_t key = gazetteer_key_of(tmp, name);
    if (key)
        vec_push(b->mem, &b->keys, (key_of_place){key, place});
}

/* Places without a position: amid the towns that belong to them, each cell of half a
 * degree counted once, so that it is the middle of the land and not of its people. */

typedef struct {
    double lat, lon;
    uint32_t n, n_towns;
    int32_t south, north, west, east;
    uint64_t people;
} middle;

typedef struct {
    arena *tmp;
    hash_table cells, of; // division ─► index of its middle
    VEC(middle) v;
} middles;

static middle *middle_of(middles *m, uint64_t division)
{
    bool is_new;
    uint32_t *at = hash_table_put(&m->of, division, &is_new);
    if (is_new) {
        *at = m->v.n;
        vec_add(m->tmp, &m->v);
    }
    return &m->v.v[*at];
}

static void add_to(middles *m, uint64_t division, const gazetteer_place *p)
{
    enum { CELL = 50000 };
    bool is_new;
    middle *one = middle_of(m, division);
    one->people += p->population;
    uint64_t cell =
        (uint64_t)(p->lat / CELL + 1000) << 16 | (uint64_t)(p->lon / CELL + 1000);
    bool first = one->n_towns++ == 0;
    one->south = first || p->lat < one->south ? p->lat : one->south;
    one->north = first || p->lat > one->north ? p->lat : one->north;
    one->west = first || p->lon < one->west ? p->lon : one->west;
    one->east = first || p->lon > one->east ? p->lon : one->east;
    hash_table_put(&m->cells, hash_mix(division, cell), &is_new);
    if (!is_new)
        return;
    one->lat += p->lat;
    one->lon += p->lon;
    one->n++;
}

static uint64_t division_of(const gazetteer_place *p, place_kind kind)
{
    uint64_t country =
        (uint64_t)(unsigned char)p->country[0] << 8 | (unsigned char)p->country[1];
    if (kind == PLACE_COUNTRY)
        return hash_mix(1, country);
    if (kind == PLACE_REGION)
        return p->region ? hash_mix(2, p->region) : 0;
    return p->district ? hash_mix(3, p->district) : 0;
}

typedef struct {
    uint32_t id, index;
} numbered;

static int by_number(const void *x, const void *y)
{
    const numbered *a = x, *b = y;
    return a->id < b->id ? -1 : a->id > b->id;
}

// Places by their ids: the order of the lines must not show.
static numbered *in_order(const gazetteer_builder *b, arena *tmp)
{
    numbered *order = arena_array(tmp, numbered, (size_t)b->places.n + 1);
    for (uint32_t i = 0; i < b->places.n; i++)
        order[i] = (numbered){b->places.v[i].id, i};
    if (b->places.n)
        qsort(order, b->places.n, sizeof *order, by_number);
    return order;
}

static void put_amid(gazetteer_builder *b, arena *tmp)
{
    middles m = {.tmp = tmp};
    const numbered *order = in_order(b, tmp);
    hash_table_init(&m.cells, tmp, b->places.n);
    hash_table_init(&m.of, tmp, 1024);
    for (uint32_t i = 0; i < b->places.n; i++) {
        const gazetteer_place *p = &b->places.v[order[i].index];
        if (p->kind != PLACE_TOWN || p->lat == UNPLACED)
            continue;
        for (int kind = PLACE_COUNTRY; kind <= PLACE_DISTRICT; kind++) {
            uint64_t division = division_of(p, (place_kind)kind);
            if (division)
                add_to(&m, division, p);
        }
    }
    for (uint32_t i = 0; i < b->places.n; i++) {
        gazetteer_place *p = &b->places.v[i];
        if (p->lat != UNPLACED)
            continue;
        const uint32_t *at = hash_table_get(&m.of, division_of(p, (place_kind)p->kind));
        const middle *one = at ? &m.v.v[*at] : NULL;
        if (one && !p->population)
            p->population = one->people < UINT32_MAX ? (uint32_t)one->people : UINT32_MAX;
        bool known = p->kind == PLACE_COUNTRY &&
                     gazetteer_country_at(p->country, &p->lat, &p->lon);
        if (known || !one)
            continue;
        p->lat = (int32_t)((one->lat / one->n + (one->south + one->north) * 0.5) * 0.5);
        p->lon = (int32_t)((one->lon / one->n + (one->west + one->east) * 0.5) * 0.5);
    }
}

/* Keys in order */

typedef struct {
    uint64_t key;
    uint64_t weight; // larger first
    uint32_t place;
} sorted_key;

static int by_key(const void *x, const void *y)
{
    const sorted_key *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

// Countries before regions before what has the most people.
static uint64_t weight_of(const gazetteer_place *p)
{
    uint64_t rank = p->kind == PLACE_COUNTRY ? 2 : p->kind == PLACE_REGION;
    return rank << 40 | (uint64_t)p->seat << 34 | p->population;
}

static int by_id(const void *x, const void *y)
{
    const gazetteer_place *a = x, *b = y;
    return a->id < b->id ? -1 : a->id > b->id;
}

static uint32_t sort_keys(gazetteer_builder *b, arena *tmp, sorted_key **keys)
{
    uint32_t n = 0;
    sorted_key *v = arena_array(tmp, sorted_key, (size_t)b->keys.n + 1);
    for (uint32_t i = 0; i < b->keys.n; i++) {
        const gazetteer_place *p = &b->places.v[b->keys.v[i].place];
        if (p->lat != UNPLACED)
            v[n++] = (sorted_key){b->keys.v[i].key, weight_of(p), p->id};
    }
    if (n)
        qsort(v, n, sizeof *v, by_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!kept || v[i].key != v[kept - 1].key || v[i].place != v[kept - 1].place)
            v[kept++] = v[i];
    *keys = v;
    return kept;
}

static void resolve_later(gazetteer_builder *b)
{
    for (uint32_t i = 0; i < b->later.n; i++) {
        const uint32_t *at = hash_table_get(&b->by_id, b->later.v[i].place);
        if (at)
            vec_push(b->mem, &b->keys, (key_of_place){b->later.v[i].key, *at});
    }
    b->later.n = 0;
}

slice gazetteer_builder_end(gazetteer_builder *b, arena *out, slice notes)
{
    arena *tmp = arena_sub(b->mem);
    resolve_later(b);
    put_amid(b, tmp);
    sorted_key *keys;
    uint32_t n_keys = sort_keys(b, tmp, &keys);
    // the order of the lines must not show: places by id
    gazetteer_place *places = arena_copy(tmp, b->places.v, b->places.n * sizeof *places);
    if (b->places.n)
        qsort(places, b->places.n, sizeof *places, by_id);
    uint32_t n_places = 0;
    hash_table at_id;
    hash_table_init(&at_id, tmp, b->places.n);
    buf names;
    buf_init(&names, tmp);
    for (uint32_t i = 0; i < b->places.n; i++) {
        gazetteer_place p = places[i];
        if (p.lat == UNPLACED)
            continue;
        slice name = slice_of(b->names.ptr + p.name, p.name_len);
        p.name = (uint32_t)names.len;
        buf_add(&names, name);
        *hash_table_put(&at_id, p.id, NULL) = n_places;
        places[n_places++] = p;
    }
    gazetteer_head head = {GAZETTEER_MAGIC, GAZETTEER_VERSION, n_keys,
                           n_places,        names.len,         notes.len};
    buf file;
    buf_init(&file, out);
    buf_add(&file, slice_of((const char *)&head, sizeof head));
    for (uint32_t i = 0; i < n_keys; i++)
        buf_add(&file, slice_of((const char *)&keys[i].key, sizeof keys[i].key));
    for (uint32_t i = 0; i < n_keys; i++)
        buf_add(&file, slice_of((const char *)hash_table_get(&at_id, keys[i].place),
                                sizeof(uint32_t)));
    buf_add(&file, slice_of((const char *)places, n_places * sizeof *places));
    buf_add(&file, buf_slice(&names));
    buf_add(&file, notes);
    arena_release(tmp);
    return buf_slice(&file);
}
