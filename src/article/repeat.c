#include "article/repeat.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* Of each outlet the notes with the smallest ranks are kept, at most `each` of them. When
 * there are too many in all, `each` is halved, and in the end outlets with large hashes
 * are left out: what is kept at last depends on what was added, not on the order. */
enum { EACH = 64, LEAST_EACH = 8, LEAST_STORIES = 3 };

typedef struct kept_note {
    repeat_note note;
    struct kept_note *next; // free, or of the same outlet
} kept_note;

typedef struct {
    uint64_t key;
    uint32_t n, all; // kept, seen
    kept_note *notes;
    const repeat_set *set;
} outlet_sample;

struct repeats {
    arena *mem;
    uint32_t most, n_kept, each;
    uint64_t largest; // outlets with larger hashes are left out
    kept_note *unused;
    VEC(outlet_sample) outlets;
    hash_table by_key; // of the outlet: its index
};

repeats *repeats_new(arena *a, uint32_t most)
{
    repeats *r = arena_new(a, repeats);
    *r = (repeats){.mem = a, .most = most, .each = EACH, .largest = UINT64_MAX};
    hash_table_init(&r->by_key, a, 64);
    return r;
}

static void let_go(repeats *r, outlet_sample *o, kept_note *k)
{
    kept_note **at = &o->notes;
    while (*at != k)
        at = &(*at)->next;
    *at = k->next;
    k->next = r->unused;
    r->unused = k;
    o->n--;
    r->n_kept--;
}

static kept_note *last_of(const outlet_sample *o)
{
    kept_note *last = o->notes;
    for (kept_note *k = o->notes; k; k = k->next)
        if (k->note.rank > last->note.rank)
            last = k;
    return last;
}

static void make_room(repeats *r)
{
    while (r->n_kept > r->most) {
        if (r->each > LEAST_EACH)
            r->each /= 2;
        else
            r->largest /= 2;
        for (uint32_t i = 0; i < r->outlets.n; i++) {
            outlet_sample *o = &r->outlets.v[i];
            while (o->n > (o->key > r->largest ? 0 : r->each))
                let_go(r, o, last_of(o));
        }
    }
}

void repeats_add(repeats *r, const repeat_note *note)
{
    if (note->outlet > r->largest)
        return;
    bool is_new;
    uint32_t *which = hash_table_put(&r->by_key, note->outlet, &is_new);
    if (is_new) {
        *which = r->outlets.n;
        vec_push(r->mem, &r->outlets, (outlet_sample){.key = note->outlet});
    }
    outlet_sample *o = &r->outlets.v[*which];
    o->all++;
    if (o->n == r->each) {
        kept_note *last = last_of(o);
        if (note->rank >= last->note.rank)
            return;
        let_go(r, o, last);
    }
    kept_note *k = r->unused;
    if (k)
        r->unused = k->next;
    else
        k = arena_new(r->mem, kept_note);
    k->note = *note;
    k->next = o->notes;
    o->notes = k;
    o->n++;
    r->n_kept++;
    make_room(r);
}

/* ---- what stands in many ---- */

/* Half of the shorter headline's words, but not all of both: that is no headline. */
static bool same_title(const repeat_note *a, const repeat_note *b)
{
    uint32_t both = 0, shorter = a->n_title < b->n_title ? a->n_title : b->n_title;
    for (uint32_t i = 0; i < a->n_title; i++)
        for (uint32_t k = 0; k < b->n_title; k++)
            both += a->title[i] == b->title[k];
    return shorter > 1 && both * 2 >= shorter &&
           !(both == a->n_title && both == b->n_title);
}

/* Do they tell one story? Two in five of the words in common, as far as a sketch tells,
 * or fewer under headlines that are alike; what is too short to tell counts as one. */
bool repeat_same_story(const repeat_note *a, const repeat_note *b)
{
    enum { FEW = 6 };
    uint32_t i = 0, k = 0, both = 0, seen = 0;
    if (a->n_sketch < FEW || b->n_sketch < FEW)
        return true;
    // Of the smallest hashes of the two together, how many are in both?
    for (; seen < REPEAT_SKETCH && i < a->n_sketch && k < b->n_sketch; seen++) {
        if (a->sketch[i] == b->sketch[k]) {
            both++;
            i++;
            k++;
        } else if (a->sketch[i] < b->sketch[k]) {
            i++;
        } else {
            k++;
        }
    }
    return both * 5 >= seen * 2 || (both * 7 >= seen && same_title(a, b));
}

static uint32_t root_of(uint32_t *parents, uint32_t i)
{
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

typedef struct {
    uint64_t key;
    uint32_t story, article;
    repeat_kind kind;
} occurrence;

static int by_key(const void *x, const void *y)
{
    const occurrence *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->story != b->story)
        return a->story < b->story ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

/* Of n_stories, is what stands in `n` of them the outlet's? */
static bool is_many(repeat_kind kind, uint32_t n, uint32_t n_stories, bool no_outlet)
{
    if (n < LEAST_STORIES)
        return false;
    if (kind == REPEAT_IS_LABEL)
        return n * 5 >= n_stories;
    // Several outlets may speak of one thing under one headline, or in one sentence
    if (no_outlet)
        return kind == REPEAT_IS_PROSE && n * 2 >= n_stories && n >= 2 * LEAST_STORIES;
    return n * 2 >= n_stories;
}

/* `all`: sorted, `n` of them. */
static void find_lines(repeats *r, outlet_sample *o, const occurrence *all, uint32_t n,
                       uint32_t n_stories, bool no_outlet)
{
    VEC(repeat_found) found = {0};
    for (uint32_t i = 0, end; i < n; i = end) {
        uint32_t stories = 0, articles = 0;
        repeat_kind kind = all[i].kind;
        for (end = i; end < n && all[end].key == all[i].key; end++) {
            stories += end == i || all[end].story != all[end - 1].story;
            articles += end == i || all[end].article != all[end - 1].article;
            if (all[end].kind > kind)
                kind = all[end].kind;
        }
        if (is_many(kind, stories, n_stories, no_outlet))
            vec_push(r->mem, &found, (repeat_found){all[i].key, articles});
    }
    repeat_set *set = arena_new(r->mem, repeat_set);
    *set = (repeat_set){o->key, found.v, found.n, o->n, o->n == o->all, no_outlet};
    o->set = set;
}

static void settle_outlet(repeats *r, outlet_sample *o)
{
    if (o->n < LEAST_STORIES)
        return;
    arena *tmp = arena_sub(r->mem);
    const repeat_note **notes = arena_array(tmp, const repeat_note *, o->n);
    uint32_t *parents = arena_array(tmp, uint32_t, o->n), n = 0, n_stories = 0;
    VEC(occurrence) all = {0};
    for (const kept_note *k = o->notes; k; k = k->next) {
        parents[n] = n;
        notes[n++] = &k->note;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++)
            if (repeat_same_story(notes[i], notes[k]))
                parents[root_of(parents, k)] = root_of(parents, i);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t story = root_of(parents, i);
        n_stories += story == i;
        for (uint32_t k = 0; k < notes[i]->n_lines; k++)
            vec_push(
                tmp, &all,
                (occurrence){notes[i]->lines[k].key, story, i, notes[i]->lines[k].kind});
    }
    if (n_stories >= LEAST_STORIES) {
        if (all.n)
            qsort(all.v, all.n, sizeof *all.v, by_key);
        find_lines(r, o, all.v, all.n, n_stories, notes[0]->no_outlet);
    }
    arena_release(tmp);
}

void repeats_settle(repeats *r)
{
    for (uint32_t i = 0; i < r->outlets.n; i++)
        settle_outlet(r, &r->outlets.v[i]);
}

const repeat_set *repeats_of(const repeats *r, const repeat_note *note)
{
    const uint32_t *which = NULL;
    // The name that others have as their outlet was taken for a headline
    if (note->no_outlet && note->top)
        which = hash_table_get(&r->by_key, note->top);
    if (which && r->outlets.v[*which].set)
        return r->outlets.v[*which].set;
    which = hash_table_get(&r->by_key, note->outlet);
    const repeat_set *set = which ? r->outlets.v[*which].set : NULL;
    for (uint32_t i = 0; set && i < note->n_lines; i++)
        if (repeat_set_get(set, note->lines[i].key))
            return set;
    return NULL;
}

const repeat_found *repeat_set_get(const repeat_set *set, uint64_t key)
{
    uint32_t low = 0, high = set->n_lines;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (set->lines[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->n_lines && set->lines[low].key == key ? &set->lines[low] : NULL;
}
