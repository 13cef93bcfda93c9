#include "article/html.h"
#include "base/hash.h"

#include <string.h>

/* What is known of a block, as small whole numbers. Ratios are in hundredths. "Near"
 * says how close above the block an element of some kind stands: 0 nowhere, 20 the
 * innermost box. */

enum { N_HINTS = 31, N_TAGS_NEAR = 20, NEAREST = 20, LONG_LD = 300 };

static const html_tag near_tags[N_TAGS_NEAR] = {
    TAG_article, TAG_main,    TAG_aside, TAG_footer, TAG_header,     TAG_nav, TAG_form,
    TAG_figure,  TAG_table,   TAG_ul,    TAG_ol,     TAG_blockquote, TAG_p,   TAG_li,
    TAG_section, TAG_address, TAG_pre,   TAG_dl,     TAG_div,        TAG_td};

typedef struct {
    uint16_t depth;
    uint16_t hints[N_HINTS]; // depth at which one was seen last; 0: never
    uint16_t tags[N_TAGS_NEAR];
} path;

/* Of a box, all that is in it counted. */
typedef struct {
    uint32_t bytes, link_bytes, blocks, full_bytes, n_items;
} sums;

struct html_features {
    html_page *h;
    path *paths;
    sums *sums;
    uint32_t *own_mass; // bytes of running text in an element's children
    uint32_t body, heading, first_mass, last_mass;
    uint32_t total;         // bytes of running text
    hash_table looks_bytes; // of owner and the box around it: bytes of running text
    hash_table looks_count; // how many blocks
    hash_table texts;       // by text: how many
    hash_table ld;          // words of JSON-LD's articleBody, three in a row
    bool has_ld;
};

static uint32_t running(const html_page *h, uint32_t i)
{
    const block_place *place = &h->places.v[i];
    const shape *s = &h->p->blocks.v[i].shape;
    if (place->bytes < 50 || place->link_bytes * 2 > place->bytes ||
        (!s->ends_stop && s->words < 20))
        return 0;
    return place->bytes - place->link_bytes;
}

static void fill_paths(html_features *f)
{
    html_page *h = f->h;
    static const path none;
    for (uint32_t i = 0; i < h->elements.n; i++) {
        const element *e = &h->elements.v[i];
        path *p = &f->paths[i];
        *p = e->parent == NO_ELEMENT ? none : f->paths[e->parent];
        p->depth++;
        for (unsigned k = 0; k < N_HINTS && e->hints >> k; k++)
            if (e->hints >> k & 1)
                p->hints[k] = p->depth;
        for (unsigned k = 0; k < N_TAGS_NEAR; k++)
            if (e->tag == near_tags[k])
                p->tags[k] = p->depth;
    }
}

static void fill_sums(html_features *f)
{
    html_page *h = f->h;
    for (uint32_t i = 0; i < h->places.n; i++) {
        const block_place *place = &h->places.v[i];
        sums *s = &f->sums[place->owner];
        uint32_t mass = running(h, i);
        s->bytes += place->bytes;
        s->link_bytes += place->link_bytes;
        s->full_bytes += mass;
        s->blocks++;
        s->n_items += h->p->blocks.v[i].kind == BLOCK_ITEM;
        f->total += mass;
        uint32_t parent = h->elements.v[place->owner].parent;
        f->own_mass[place->owner] += mass;
        if (parent != NO_ELEMENT)
            f->own_mass[parent] += mass;
        if (mass && !h->elements.v[place->owner].drop) {
            f->last_mass = i;
            if (f->first_mass == UINT32_MAX)
                f->first_mass = i;
        }
    }
    for (uint32_t i = h->elements.n; i-- > 0;) {
        uint32_t parent = h->elements.v[i].parent;
        if (parent == NO_ELEMENT)
            continue;
        sums *to = &f->sums[parent], *from = &f->sums[i];
        to->bytes += from->bytes;
        to->link_bytes += from->link_bytes;
        to->full_bytes += from->full_bytes;
        to->blocks += from->blocks;
        to->n_items += from->n_items;
    }
}

static uint64_t looks_of(const html_page *h, uint32_t i)
{
    const element *e = &h->elements.v[h->places.v[i].owner];
    uint32_t outer = e->parent == NO_ELEMENT ? 0 : h->elements.v[e->parent].looks;
    return hash_mix(e->looks, outer);
}

static uint64_t text_key(const html_page *h, uint32_t i)
{
    return hash_bytes(page_slice(h->p, &h->p->blocks.v[i]));
}

static void count_looks(html_features *f)
{
    html_page *h = f->h;
    hash_table_init(&f->looks_bytes, h->p->tmp, 64);
    hash_table_init(&f->looks_count, h->p->tmp, 64);
    hash_table_init(&f->texts, h->p->tmp, h->places.n);
    for (uint32_t i = 0; i < h->places.n; i++) {
        uint64_t key = looks_of(h, i);
        *hash_table_put(&f->looks_bytes, key, NULL) += running(h, i);
        *hash_table_put(&f->looks_count, key, NULL) += 1;
        *hash_table_put(&f->texts, text_key(h, i), NULL) += 1;
    }
}

/* The next run of letters and digits, any script. */
static bool next_token(slice text, size_t *at, slice *word)
{
    size_t i = *at;
    while (i < text.len) {
        unsigned char c = (unsigned char)text.ptr[i];
        if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
            c >= 0xc3)
            break;
        i++;
    }
    size_t start = i;
    while (i < text.len) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
              (c >= 0x80 && c != 0xe2 && c != 0xc2)))
            break;
        i++;
    }
    *word = slice_of(text.ptr + start, i - start);
    *at = i;
    return i > start;
}

/* Three words in a row, or fewer where there are no more. */
typedef struct {
    uint64_t last[3];
    unsigned n;
} triple;

static uint64_t triple_add(triple *t, slice word)
{
    t->last[0] = t->last[1];
    t->last[1] = t->last[2];
    t->last[2] = hash_bytes(word);
    t->n++;
    return hash_mix(hash_mix(t->last[0], t->last[1]), t->last[2]);
}

static void read_ld(html_features *f)
{
    slice text = f->h->ld_body, word;
    f->has_ld = text.len > LONG_LD;
    if (!f->has_ld)
        return;
    text = html_decode(f->h->p->tmp, text, false); // as often as not escaped twice
    hash_table_init(&f->ld, f->h->p->tmp, (uint32_t)(text.len / 6));
    triple t = {0};
    for (size_t at = 0; next_token(text, &at, &word);) {
        uint64_t key = triple_add(&t, word);
        if (t.n >= 3)
            *hash_table_put(&f->ld, key, NULL) = 1;
    }
}

/* How much of a block stands in JSON-LD's articleBody, in hundredths; -1: not known. */
static int in_ld(const html_features *f, uint32_t i)
{
    if (!f->has_ld)
        return -1;
    slice text = page_slice(f->h->p, &f->h->p->blocks.v[i]), word;
    triple t = {0};
    unsigned hits = 0, all = 0;
    for (size_t at = 0; all < 60 && next_token(text, &at, &word);) {
        uint64_t key = triple_add(&t, word);
        if (t.n < 3)
            continue;
        all++;
        hits += hash_table_get(&f->ld, key) != NULL;
    }
    return all ? (int)(hits * 100 / all) : -1;
}

html_features *html_features_new(html_page *h, uint32_t body, uint32_t heading)
{
    arena *tmp = h->p->tmp;
    html_features *f = arena_new(tmp, html_features);
    f->h = h;
    f->body = body;
    f->heading = heading;
    f->first_mass = UINT32_MAX;
    f->paths = arena_array(tmp, path, h->elements.n);
    f->sums = arena_array(tmp, sums, h->elements.n);
    f->own_mass = arena_array(tmp, uint32_t, h->elements.n);
    fill_paths(f);
    fill_sums(f);
    if (f->first_mass == UINT32_MAX)
        f->first_mass = 0;
    count_looks(f);
    read_ld(f);
    return f;
}

static int16_t small(int64_t value)
{
    return (int16_t)(value > 30000 ? 30000 : value < -30000 ? -30000 : value);
}

static int16_t percent(uint64_t part, uint64_t whole)
{
    return small(whole ? (int64_t)(part * 100 / whole) : 0);
}

typedef struct {
    int16_t *to;
    unsigned n;
} writer;

static void put(writer *w, int64_t value)
{
    if (w->n < N_FEATURES)
        w->to[w->n++] = small(value);
}

static void put_shape(writer *w, const html_page *h, uint32_t i)
{
    const block *b = &h->p->blocks.v[i];
    const block_place *place = &h->places.v[i];
    const shape *s = &b->shape;
    uint32_t words = s->words ? s->words : 1;
    put(w, s->words);
    put(w, s->chars);
    put(w, percent(place->link_bytes, place->bytes));
    put(w, place->n_links);
    put(w, percent(place->bold_bytes, place->bytes));
    put(w, place->n_breaks);
    put(w, b->kind == BLOCK_HEADING ? b->level : b->kind == BLOCK_ITEM ? 10 : 0);
    put(w, s->ends_stop ? 2 : s->ends_colon ? 1 : s->ends_open ? -1 : 0);
    put(w, s->stops);
    put(w, s->capital * 100 / words);
    put(w, s->upper * 100 / words);
    put(w, s->lower * 100 / words);
    put(w, s->function * 100 / words);
    put(w, s->digits * 100 / words);
    put(w, s->starts_lower + 2 * s->starts_bullet);
}

static void put_signs(writer *w, const html_page *h, uint32_t i)
{
    slice text = page_slice(h->p, &h->p->blocks.v[i]);
    unsigned digits = 0, bars = 0, quotes = 0, commas = 0, at_signs = 0, colons = 0;
    for (size_t k = 0; k < text.len && k < 400; k++) {
        char c = text.ptr[k];
        digits += c >= '0' && c <= '9';
        bars += c == '|' || c == '/';
        quotes += c == '"' || c == '\x9e' || c == '\xbb';
        commas += c == ',';
        at_signs += c == '@' || c == '#';
        colons += c == ':';
    }
    put(w, digits);
    put(w, bars);
    put(w, quotes);
    put(w, commas);
    put(w, at_signs);
    put(w, colons);
    put(w, slice_find(text, SLICE("\xc2\xa9"), 0) < text.len);
    put(w, text.len && text.ptr[text.len - 1] == '?');
    put(w, slice_find(text, SLICE("http"), 0) < text.len);
}

static void put_box(writer *w, const html_features *f, uint32_t element_at)
{
    static const sums none;
    const sums *s = element_at == NO_ELEMENT ? &none : &f->sums[element_at];
    put(w, s->bytes / 10);
    put(w, percent(s->link_bytes, s->bytes));
    put(w, s->blocks);
    put(w, percent(s->full_bytes, s->bytes));
    put(w, percent(s->full_bytes, f->total));
}

static void put_boxes(writer *w, const html_features *f, uint32_t i)
{
    const html_page *h = f->h;
    uint32_t at = h->places.v[i].owner;
    put_box(w, f, at);
    for (unsigned up = 0; up < 3; up++) {
        at = at == NO_ELEMENT ? at : h->elements.v[at].parent;
        put_box(w, f, at);
    }
    uint32_t owner = h->places.v[i].owner, parent = h->elements.v[owner].parent;
    put(w, percent(f->own_mass[owner], f->total));
    put(w, parent == NO_ELEMENT ? 0 : percent(f->own_mass[parent], f->total));
    put(w, percent(*hash_table_get(&f->looks_bytes, looks_of(h, i)), f->total));
    put(w, *hash_table_get(&f->looks_count, looks_of(h, i)));
    put(w, *hash_table_get(&f->texts, text_key(h, i)));
}

/* How many boxes up from the block until one that holds the body, too. */
static int to_body(const html_features *f, uint32_t i)
{
    const html_page *h = f->h;
    int up = 0;
    for (uint32_t at = h->places.v[i].owner; at != NO_ELEMENT;
         at = h->elements.v[at].parent, up++)
        if (at <= f->body && f->body < h->elements.v[at].end)
            return at == f->body ? -up : 1 + up;
    return 100;
}

static void put_place(writer *w, const html_features *f, uint32_t i)
{
    const html_page *h = f->h;
    const element *body = &h->elements.v[f->body];
    put(w, i >= body->first_block && i < body->end_block);
    put(w, to_body(f, i));
    put(w, (int64_t)i - body->first_block);
    put(w, (int64_t)body->end_block - i);
    put(w, (int64_t)i - f->first_mass);
    put(w, (int64_t)f->last_mass - i);
    put(w, f->heading == h->p->blocks.n ? -1000 : (int64_t)i - f->heading);
    put(w, percent(i, h->places.n));
    put(w, percent(h->p->blocks.v[i].text.start, h->p->text.len));
    put(w, h->elements.v[h->places.v[i].owner].drop != NULL);
    put(w, small(f->total / 10));
}

static void put_near(writer *w, const html_features *f, uint32_t i)
{
    const path *p = &f->paths[f->h->places.v[i].owner];
    for (unsigned k = 0; k < N_HINTS; k++)
        put(w, !p->hints[k]                        ? 0
               : p->depth - p->hints[k] >= NEAREST ? 1
                                                   : NEAREST - (p->depth - p->hints[k]));
    for (unsigned k = 0; k < N_TAGS_NEAR; k++)
        put(w, !p->tags[k]                        ? 0
               : p->depth - p->tags[k] >= NEAREST ? 1
                                                  : NEAREST - (p->depth - p->tags[k]));
    put(w, p->depth);
}

static void put_neighbour(writer *w, const html_features *f, int64_t i, uint32_t owner)
{
    const html_page *h = f->h;
    if (i < 0 || i >= h->places.n) {
        for (int k = 0; k < 4; k++)
            put(w, -1);
        return;
    }
    const block_place *place = &h->places.v[i];
    const shape *s = &h->p->blocks.v[i].shape;
    put(w, s->words);
    put(w, percent(place->link_bytes, place->bytes));
    put(w, s->ends_stop + 2 * (h->p->blocks.v[i].kind == BLOCK_HEADING));
    put(w, place->owner == owner
               ? 2
               : h->elements.v[place->owner].parent == h->elements.v[owner].parent);
}

bool html_features_worth(const html_page *h, uint32_t i)
{
    const block_place *place = &h->places.v[i];
    return place->link_bytes * (uint64_t)100 < place->bytes * (uint64_t)90 ||
           h->p->blocks.v[i].shape.words >= 12;
}

void html_features_get(const html_features *f, uint32_t i, int16_t to[N_FEATURES])
{
    const html_page *h = f->h;
    writer w = {to, 0};
    uint32_t owner = h->places.v[i].owner, inner = h->places.v[i].hints;
    memset(to, 0, N_FEATURES * sizeof *to);
    put_shape(&w, h, i);
    put_signs(&w, h, i);
    put_boxes(&w, f, i);
    put_place(&w, f, i);
    put_near(&w, f, i);
    for (int by = -2; by <= 2; by++)
        if (by)
            put_neighbour(&w, f, (int64_t)i + by, owner);
    put(&w, !!(inner & (HINT_BYLINE | HINT_ABOUT)) +
                2 * !!(inner & (HINT_DATE | HINT_PUBLISHED | HINT_UPDATED)) +
                4 * !!(inner & HINT_CAPTION) + 8 * !!(inner & (HINT_SHARE | HINT_TAGS)));
    put(&w, in_ld(f, i));
}
