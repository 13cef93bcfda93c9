#include "family/tree.h"

#include <math.h>
#include <string.h>

// What a difference of each class says about who copied whom: house style says next to
// nothing, because two outlets may change the same name alike without knowing each other.
static const double class_weight[] = {
    [EDIT_NAME] = 0.25,    [EDIT_NUMBER] = 1.0,      [EDIT_DATE] = 0.3,
    [EDIT_HEDGE] = 0.8,    [EDIT_ATTRIBUTION] = 0.8, [EDIT_POLARITY] = 1.0,
    [EDIT_WORDING] = 1.0,  [EDIT_SPELLING] = 0.15,   [EDIT_TYPOGRAPHIC] = 0.1,
    [EDIT_CUT] = 0.7,      [EDIT_ADDITION] = 0.7,    [EDIT_MOVED] = 1.0,
    [EDIT_HEADLINE] = 0.3, // every desk writes its own
};

static const double LONG_WORDS = 20; // a cut of so many words or more weighs most

typedef VEC(character) character_vec;

static character *add_character(arena *out, const collation *c, uint32_t row,
                                character_vec *to)
{
    character one = {.row = row, .states = arena_alloc(out, c->n_witnesses)};
    memset(one.states, STATE_UNKNOWN, c->n_witnesses);
    vec_push(out, to, one);
    return vec_last(to);
}

// What those that are not out of the row read there, where they differ.
static void add_slot(arena *out, const collation *c, uint32_t r, character_vec *to)
{
    const collation_row *row = &c->rows[r];
    uint32_t first = UINT32_MAX, text_reading = UINT32_MAX, n_texts = 0;
    bool differ = false, some_empty = false;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        const cell *here = &row->cells[w];
        if (here->out)
            continue;
        some_empty |= here->first == here->last;
        if (here->last > here->first && here->reading != text_reading) {
            text_reading = here->reading;
            n_texts++;
        }
        differ |= first != UINT32_MAX && here->reading != first;
        first = here->reading;
    }
    if (!differ)
        return;
    character *one = add_character(out, c, r, to);
    one->weight = class_weight[row->edit];
    one->presence =
        some_empty && (row->edit == EDIT_CUT || row->edit == EDIT_ADDITION ||
                       row->edit == EDIT_ATTRIBUTION || row->edit == EDIT_HEDGE);
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        const cell *here = &row->cells[w];
        if (here->out)
            continue;
        uint32_t state =
            here->reading < STATE_UNKNOWN - 1 ? here->reading : STATE_UNKNOWN - 1;
        one->states[w] = one->presence ? here->last > here->first : (uint8_t)state;
        if (one->states[w] >= one->n_states)
            one->n_states = one->states[w] + 1u;
    }
}

// A long cut or addition: rows [from, to) have the same witnesses out.
static void add_lacuna(arena *out, const collation *c, uint32_t from, uint32_t to,
                       character_vec *vec)
{
    character *one = add_character(out, c, from, vec);
    uint32_t n_longest = 0;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        one->states[w] = !c->rows[from].cells[w].out;
        uint32_t n = c->rows[to - 1].cells[w].last - c->rows[from].cells[w].first;
        n_longest = n > n_longest ? n : n_longest;
    }
    one->n_states = 2;
    bool moved = false;
    for (uint32_t r = from; r < to; r++)
        moved |= c->rows[r].edit == EDIT_MOVED;
    // a moved block stands in two places: half its weight in each, and nothing is lost or
    // gained
    one->presence = !moved;
    one->weight = moved ? class_weight[EDIT_MOVED] / 2
                        : 1.0 + fmin(1.0, (double)n_longest / LONG_WORDS);
}

void characters_take(arena *out, const collation *c, character_set *set)
{
    character_vec all = {0};
    for (uint32_t r = 0; r < c->n_rows; r++) {
        uint32_t lacuna = c->rows[r].lacuna;
        if (lacuna && (r == 0 || c->rows[r - 1].lacuna != lacuna)) {
            uint32_t to = r;
            while (to < c->n_rows && c->rows[to].lacuna == lacuna)
                to++;
            add_lacuna(out, c, r, to, &all);
        }
        if (c->rows[r].n_readings > 1)
            add_slot(out, c, r, &all);
    }
    *set = (character_set){all.v, all.n, c->n_witnesses};
}
