// What a house does to all of a text alike says little about who copied whom: each house
// sets right what the one before it wrote its own way.
#include "family/taking.h"

#include <math.h>

enum { HABIT_MARKS = 1, HABIT_NUMBERS, HABIT_GROUPING, HABIT_NAMES };

static const double HABIT = 1.0; // the n-th time counts n to the minus so much
static const double HABIT_LEAST = 0.02;

static bool is_digits(slice w)
{
    return w.len > 0 && w.ptr[0] >= '0' && w.ptr[0] <= '9';
}

// Numbers in digits here and in letters there: a habit of the house.
bool habit_of_numbers(const readings *r)
{
    bool digits = false, letters = false;
    for (uint32_t k = 0; k < r->s->n_states; k++)
        if (r->words[k] && r->words[k]->kind != TOKEN_PUNCT) {
            digits |= is_digits(r->words[k]->folded);
            letters |= !is_digits(r->words[k]->folded);
        }
    return digits && letters;
}

static slice without_marks(slice w, char *to, size_t size)
{
    size_t n = 0;
    for (size_t k = 0; k < w.len && n < size; k++)
        if (w.ptr[k] != ',' && w.ptr[k] != '.' && (unsigned char)w.ptr[k] < 0x80)
            to[n++] = w.ptr[k];
    return slice_of(to, n);
}

// Numbers that differ in how their digits are grouped, and nothing else.
static bool is_grouping(const readings *r)
{
    char first[40], other[40];
    slice a = {0};
    for (uint32_t k = 0; k < r->s->n_states; k++) {
        if (!r->words[k] || !is_digits(r->words[k]->folded))
            return false;
        slice b = without_marks(r->words[k]->folded, k ? other : first, 40);
        if (k == 0)
            a = b;
        else if (!slice_eq(a, b))
            return false;
    }
    return true;
}

// What is left of two words without what they begin and end with alike.
static uint64_t differing_letters(slice a, slice b)
{
    while (a.len && b.len && a.ptr[0] == b.ptr[0]) {
        a = slice_of(a.ptr + 1, a.len - 1);
        b = slice_of(b.ptr + 1, b.len - 1);
    }
    while (a.len && b.len && a.ptr[a.len - 1] == b.ptr[b.len - 1]) {
        a.len--;
        b.len--;
    }
    if (a.len > 2 || b.len > 2)
        return 0;
    return hash_bytes(a) + hash_bytes(b);
}

/* What a house does to all of a text alike: its quotes, its numbers, its spelling. 0: no
 * habit. */
static uint64_t habit_of(const taking *t, uint32_t place, const readings *r,
                         bool as_written)
{
    uint32_t n_marks = 0, n_names = 0, n_nothing = 0, n = r->s->n_states;
    for (uint32_t k = 0; k < n; k++) {
        n_nothing += r->words[k] == NULL;
        n_marks += r->words[k] && r->words[k]->kind == TOKEN_PUNCT;
        n_names += r->words[k] && (r->words[k]->flags & TOKEN_NAME_LIKE) != 0;
    }
    if (n_nothing)
        return 0;
    if (n_marks == n) {
        uint64_t sum = HABIT_MARKS;
        bool done[SITE_STATES] = {false};
        for (uint32_t i = 0; i < t->n; i++) {
            uint8_t k = r->s->states[i];
            if (k == SITE_UNKNOWN || done[k])
                continue;
            done[k] = true;
            sum += hash_bytes(taking_written(t, place, i));
        }
        return sum;
    }
    if (as_written || n_marks)
        return 0;
    if (habit_of_numbers(r))
        return HABIT_NUMBERS;
    if (is_grouping(r))
        return HABIT_GROUPING;
    if (n > 2)
        return n_names == n ? HABIT_NAMES : 0;
    return differing_letters(r->words[0]->folded, r->words[1]->folded);
}

// A habit shows all through the text: each time counts for less.
static void damp_habit(taking *t, uint64_t habit, site *s)
{
    uint32_t *n = hash_table_put(&t->habits, habit, NULL);
    ++*n;
    taking_scale(s, fmax(HABIT_LEAST, pow(*n, -HABIT)));
}

// Two names that stand for each other do so all through the text: that is one change.
static void damp_repeated(taking *t, const readings *r)
{
    uint64_t key = 0;
    for (uint32_t k = 0; k < r->s->n_states; k++)
        key += r->words[k] ? hash_mix(r->words[k]->hash, 1) : 1; // in any order
    bool is_new;
    hash_table_put(&t->pairs, hash_mix(key, r->s->n_states), &is_new);
    if (!is_new)
        taking_scale(r->s, ECHO);
}

void habits_damp(taking *t, uint32_t place, const readings *r, bool as_written)
{
    uint64_t habit = habit_of(t, place, r, as_written);
    if (habit)
        damp_habit(t, habit, r->s);
    else if (!as_written)
        damp_repeated(t, r);
}
