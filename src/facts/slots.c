/* What aligned copies say about names: where one witness has a name and another
 * has, between the same two words of the same columns, another name, both may
 * be one. The place is the evidence, however many witnesses share it. */
#include "facts/names.h"

#include <stdlib.h>

typedef struct {
    uint64_t place;
    uint32_t spelling;
} slot_use;

typedef struct {
    uint32_t a, b;
    uint64_t place;
} slot_pair;

static int by_place(const void *x, const void *y)
{
    const slot_use *a = x, *b = y;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->spelling < b->spelling ? -1 : a->spelling > b->spelling;
}

static int by_pair(const void *x, const void *y)
{
    const slot_pair *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

enum { EDGE_OF_SENTENCE = 1, LEFT_SIDE, RIGHT_SIDE };

// A word beside a name: its column and what it is, so that both witnesses agree
// on it.
static uint64_t beside(const text *t, const uint32_t *columns, uint32_t i)
{
    return hash_mix(columns[i], t->tokens[i].hash);
}

/* Where a mention stands, as seen from the words on both sides and from each by
 * itself; 0 when that says too little. */
typedef struct {
    uint64_t both, left, right;
} places;

// "told X": each outlet may name another that was told; "… ," said X: that
// spoke.
static bool names_anyone(const name_set *set, const text *t, uint32_t before,
                         const name_mention *m, uint32_t end)
{
    if (!(name_words_of(&set->words, t->tokens[before].hash) & WORD_SAYS))
        return false;
    bool said_that = text_is(t, before, "said") || text_is(t, before, "says");
    return !said_that || m->last >= end || t->tokens[m->last].kind == TOKEN_PUNCT;
}

static places places_of(const name_set *set, const name_mention *m, uint32_t which,
                        const uint32_t *columns)
{
    const text *t = &set->in->texts[m->article];
    const sentence *s = &t->sentences[t->tokens[m->first].sentence];
    uint32_t before = m->title;
    bool word_left = false, word_right = false;
    uint64_t left = EDGE_OF_SENTENCE, right = EDGE_OF_SENTENCE;
    if (before > s->first + 1 && text_is(t, before - 1, "the"))
        before--;
    if (before > s->first) {
        if (names_anyone(set, t, before - 1, m, s->last))
            return (places){0};
        left = beside(t, columns, before - 1);
        word_left = t->tokens[before - 1].kind != TOKEN_PUNCT;
    }
    if (m->last < s->last) {
        right = beside(t, columns, m->last);
        word_right = t->tokens[m->last].kind != TOKEN_PUNCT;
    }
    uint64_t one_left = hash_mix(which, hash_mix(LEFT_SIDE, left)),
             one_right = hash_mix(which, hash_mix(RIGHT_SIDE, right));
    return (places){word_left || word_right ? hash_mix(which, hash_mix(left, right)) : 0,
                    word_left ? one_left : 0, word_right ? one_right : 0};
}

typedef VEC(slot_use) slot_uses;
typedef VEC(slot_pair) slot_pairs;

static void add_use(arena *tmp, slot_uses *uses, uint64_t place, uint32_t s)
{
    if (place)
        vec_push(tmp, uses, (slot_use){place, s});
}

static void collect_uses(const name_set *set, arena *tmp, slot_uses *uses,
                         slot_uses *sides)
{
    const family_result *families = set->in->families;
    for (uint32_t f = 0; f < families->n_families; f++) {
        const family *one = &families->families[f];
        if (!one->collated.columns)
            continue;
        for (uint32_t w = 0; w < one->n_witnesses; w++) {
            uint32_t which = one->witnesses[w];
            for (uint32_t m = set->first_of[which]; m < set->first_of[which + 1]; m++) {
                const name_mention *at = &set->mentions.v[m];
                places where = places_of(set, at, f, one->collated.columns[w]);
                add_use(tmp, uses, where.both, at->spelling);
                add_use(tmp, sides, where.left, at->spelling);
                add_use(tmp, sides, where.right, at->spelling);
            }
        }
    }
    if (uses->n)
        qsort(uses->v, uses->n, sizeof *uses->v, by_place);
    if (sides->n)
        qsort(sides->v, sides->n, sizeof *sides->v, by_place);
}

enum { SLOT_MOST_NAMES = 12 };

// All pairs of different names at one place, and for each name that it met
// another there.
static void pair_up(const slot_uses *uses, arena *tmp, slot_pairs *pairs, uint32_t *n_met)
{
    for (uint32_t i = 0, end; i < uses->n; i = end) {
        uint32_t names[SLOT_MOST_NAMES], n = 0;
        for (end = i; end < uses->n && uses->v[end].place == uses->v[i].place; end++) {
            uint32_t s = uses->v[end].spelling;
            if (n < SLOT_MOST_NAMES && (n == 0 || names[n - 1] != s))
                names[n++] = s;
        }
        for (uint32_t x = 0; x < n && n > 1; x++) {
            n_met[names[x]]++;
            for (uint32_t y = x + 1; y < n; y++)
                vec_push(tmp, pairs, (slot_pair){names[x], names[y], uses->v[i].place});
        }
    }
    if (pairs->n)
        qsort(pairs->v, pairs->n, sizeof *pairs->v, by_pair);
}

static uint32_t pair_end(const slot_pairs *pairs, uint32_t i)
{
    uint32_t end = i;
    while (end < pairs->n && pairs->v[end].a == pairs->v[i].a &&
           pairs->v[end].b == pairs->v[i].b)
        end++;
    return end;
}

static void add_places(name_set *set, name_joins *joins, const slot_pairs *pairs,
                       const uint32_t *n_met)
{
    for (uint32_t i = 0, end; i < pairs->n; i = end) {
        slot_pair p = pairs->v[i];
        end = pair_end(pairs, i);
        uint32_t n = end - i, fewest = n_met[p.a] < n_met[p.b] ? n_met[p.a] : n_met[p.b];
        // a name that stands for this one here and for others elsewhere proves
        // nothing
        if (n * 3 < fewest)
            continue;
        vec_push(set->tmp, joins,
                 (name_join){p.a, p.b, JOIN_SLOT, n < 6 ? (double)n : 6.0, n});
    }
}

void slots_find(name_set *set, name_joins *joins)
{
    if (!set->in->families)
        return;
    arena *tmp = arena_sub(set->tmp);
    slot_uses uses = {0}, sides = {0};
    slot_pairs pairs = {0}, side_pairs = {0};
    uint32_t *n_met = arena_array(tmp, uint32_t, set->spellings.n + 1);
    uint32_t *n_met_beside = arena_array(tmp, uint32_t, set->spellings.n + 1);
    collect_uses(set, tmp, &uses, &sides);
    pair_up(&uses, tmp, &pairs, n_met);
    pair_up(&sides, tmp, &side_pairs, n_met_beside);
    add_places(set, joins, &pairs, n_met);
    for (uint32_t i = 0, end; i < side_pairs.n; i = end) {
        slot_pair p = side_pairs.v[i];
        end = pair_end(&side_pairs, i);
        vec_push(set->tmp, joins, (name_join){p.a, p.b, JOIN_SIDE, 0, end - i});
    }
    arena_release(tmp);
}
