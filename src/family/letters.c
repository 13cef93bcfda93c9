// How houses write: names letter by letter, numbers by value and by form.
//
//   Thihmaamistan   Thihmamistan   Thihmeemisten        readings of one place
//      aa : a : ee     an : an : en                     letters that stand for each other
//
// A house spells all names by its own rules, so a rule that parts the witnesses alike in
// many names is one change; and a name that three houses have touched in turn still shows
// which letters came from whom. As whole words the three spellings would say nothing.
#include "family/taking.h"

#include <string.h>

enum { LONGEST = 40, MOST_RULES = 8 };

static const double EVENT_RULE = 3.0; // bits: a house begins to write so
static const double CHOICE_RULE = 1.0;
static const double EVENT_STYLE = 1.0;
static const double CHOICE_STYLE = 0.3;
static const double BACK_RULE = 6.0;
static const double EVENT_VALUE = 5.0; // another number
static const double CHOICE_VALUE = 5.0;

/* One rule: what stands for what, who has which. */
void rules_init(taking *t)
{
    hash_table_init(&t->rules, t->tmp, 256);
}

static bool fit(const uint8_t *a, const uint8_t *b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (a[i] != b[i] && a[i] != SITE_UNKNOWN && b[i] != SITE_UNKNOWN)
            return false;
    return true;
}

static bool varies(const uint8_t *states, uint32_t n)
{
    bool had[2] = {false, false};
    for (uint32_t i = 0; i < n; i++)
        if (states[i] < 2)
            had[states[i]] = true;
    return had[0] && had[1];
}

static site *new_rule(taking *t, uint32_t column, bool names)
{
    site *s = taking_site(t, column);
    s->scattered = true;
    s->kind = names ? SITE_NAME : SITE_STYLE;
    s->n_states = 2;
    for (uint32_t x = 0; x < 2; x++) {
        s->event[x] = taking_units(names ? EVENT_RULE : EVENT_STYLE);
        s->choice[x] = taking_units(names ? CHOICE_RULE : CHOICE_STYLE);
    }
    s->rooted = names && !t->apart;
    s->back = taking_units(BACK_RULE);
    return s;
}

/* A rule seen once more: with the same witnesses it is the same change. */
static void note_rule(taking *t, uint64_t key, const uint8_t *states, uint32_t column,
                      bool names)
{
    site *s = NULL;
    if (!varies(states, t->n))
        return;
    if (t->apart)
        s = new_rule(t, column, names);
    for (uint64_t k = 0; k < MOST_RULES && !s; k++) {
        bool is_new;
        uint32_t *at = hash_table_put(&t->rules, hash_mix(key, k), &is_new);
        if (is_new) {
            *at = t->found.n;
            s = new_rule(t, column, names);
        } else if (fit(t->found.v[*at].states, states, t->n)) {
            s = &t->found.v[*at];
        }
    }
    for (uint32_t i = 0; i < t->n && s; i++)
        if (states[i] != SITE_UNKNOWN)
            s->states[i] = states[i];
}

/* Names
 * -------------------------------------------------------------------------------------
 */

// What stands in a reading for each letter of the first one: bytes [from, to).
typedef struct {
    uint8_t from[LONGEST + 1];
} letters;

static uint32_t align(slice a, slice b, letters *of)
{
    uint8_t d[LONGEST + 1][LONGEST + 1];
    for (uint32_t i = 0; i <= a.len; i++)
        for (uint32_t k = 0; k <= b.len; k++) {
            if (i == 0 || k == 0) {
                d[i][k] = (uint8_t)(i + k);
                continue;
            }
            uint8_t change = (uint8_t)(d[i - 1][k - 1] + (a.ptr[i - 1] != b.ptr[k - 1]));
            uint8_t gap =
                (uint8_t)((d[i - 1][k] < d[i][k - 1] ? d[i - 1][k] : d[i][k - 1]) + 1);
            d[i][k] = change < gap ? change : gap;
        }
    uint32_t i = (uint32_t)a.len, k = (uint32_t)b.len;
    of->from[i] = (uint8_t)k;
    while (i > 0) {
        if (k > 0 && d[i][k] == d[i - 1][k - 1] + (a.ptr[i - 1] != b.ptr[k - 1]))
            of->from[--i] = (uint8_t)--k;
        else if (d[i][k] == d[i - 1][k] + 1)
            of->from[--i] = (uint8_t)k;
        else
            k--;
    }
    of->from[0] = 0; // what stands before the first letter is with it
    return d[a.len][b.len];
}

static slice part(slice word, const letters *of, uint32_t p)
{
    return slice_of(word.ptr + of->from[p], (size_t)(of->from[p + 1] - of->from[p]));
}

/* Are two readings one word that houses write in different ways? */
static bool alike(const token *a, const token *b, letters *of)
{
    if (a->kind != TOKEN_WORD || b->kind != TOKEN_WORD || a->folded.len > LONGEST ||
        b->folded.len > LONGEST || a->folded.len == 0 || b->folded.len == 0)
        return false;
    uint32_t most =
        (uint32_t)(a->folded.len > b->folded.len ? a->folded.len : b->folded.len);
    bool names = a->flags & b->flags & TOKEN_NAME_LIKE;
    uint32_t apart = align(a->folded, b->folded, of);
    return names ? 2 * apart <= most : apart <= 2 && 3 * apart <= most;
}

static void note_letters(taking *t, const uint8_t *states_of, const bool *in,
                         uint32_t column, slice a, slice b, const bool *has_b, bool names)
{
    uint8_t *states = arena_alloc(t->tmp, t->n);
    int order = slice_cmp(a, b);
    for (uint32_t i = 0; i < t->n; i++) {
        states[i] = SITE_UNKNOWN;
        if (states_of[i] != SITE_UNKNOWN && in[states_of[i]])
            states[i] = has_b[states_of[i]] ? order > 0 : order <= 0;
    }
    uint64_t key = order > 0 ? hash_mix(hash_bytes(b), hash_bytes(a))
                             : hash_mix(hash_bytes(a), hash_bytes(b));
    note_rule(t, key, states, column, names);
}

/* Letters of the reading that most have, and each other that stands for them somewhere;
 * neighbours that part the readings alike are one. `in`: the readings that are meant. */
static void note_names(taking *t, const readings *r, const uint8_t *states,
                       uint32_t first, const bool *in, const letters *of, uint32_t column,
                       bool names, uint32_t n)
{
    slice a = r->words[first]->folded;
    uint32_t from = 0;
    while (from < a.len) {
        bool differs[SITE_STATES], any = false;
        for (uint32_t k = 0; k < n; k++) {
            differs[k] = in[k] && !slice_eq(part(r->words[k]->folded, &of[k], from),
                                            slice_of(a.ptr + from, 1));
            any |= differs[k];
        }
        uint32_t to = from + 1;
        for (bool same = any; same && to < a.len;) {
            for (uint32_t k = 0; k < n; k++)
                same &= !in[k] ||
                        differs[k] == !slice_eq(part(r->words[k]->folded, &of[k], to),
                                                slice_of(a.ptr + to, 1));
            to += same;
        }
        for (uint32_t k = 0; k < n && any; k++) { // each of what stands there
            if (!differs[k])
                continue;
            slice here = slice_of(r->words[k]->folded.ptr + of[k].from[from],
                                  (size_t)(of[k].from[to] - of[k].from[from]));
            bool has[SITE_STATES] = {false}, known = false;
            for (uint32_t o = 0; o < n; o++) {
                has[o] =
                    differs[o] &&
                    slice_eq(here, slice_of(r->words[o]->folded.ptr + of[o].from[from],
                                            (size_t)(of[o].from[to] - of[o].from[from])));
                known |= has[o] && o < k;
            }
            if (!known)
                note_letters(t, states, in, column, slice_of(a.ptr + from, to - from),
                             here, has, names);
        }
        from = to;
    }
}

static bool is_short_form(slice a, slice b)
{
    enum { LEAST = 3 };
    return a.len >= LEAST && b.len > a.len && slice_starts(b, a);
}

/* group[k]: the readings that are one word for all that can be seen, in chains. */
static void group_readings(const readings *r, uint8_t *group)
{
    const uint32_t n = r->s->n_states;
    letters of;
    for (uint32_t k = 0; k < n; k++)
        group[k] = (uint8_t)k;
    for (uint32_t k = 1; k < n; k++)
        for (uint32_t o = 0; o < k; o++) {
            if (group[o] == group[k] || !r->words[k] || !r->words[o])
                continue;
            slice a = r->words[k]->folded, b = r->words[o]->folded;
            if (!is_short_form(a, b) && !is_short_form(b, a) &&
                !alike(r->words[k], r->words[o], &of))
                continue;
            uint8_t from = group[k], to = group[o];
            for (uint32_t x = 0; x < n; x++)
                group[x] = group[x] == from ? to : group[x];
        }
}

static uint32_t first_of_group(const readings *r, const uint8_t *group, uint32_t g)
{
    uint32_t first = r->s->n_states;
    for (uint32_t k = 0; k < r->s->n_states; k++)
        if (group[k] == g && (first == r->s->n_states || r->n_with[k] > r->n_with[first]))
            first = k;
    return first;
}

/* How one word is written. */
static void take_group(taking *t, const readings *r, const uint8_t *states,
                       const uint8_t *group, uint32_t first, uint32_t n)
{
    letters of[SITE_STATES];
    bool in[SITE_STATES] = {false}, shorts[SITE_STATES] = {false}, several = false,
         two[SITE_STATES] = {false}, shorter = false;
    for (uint32_t k = 0; k < n; k++) {
        if (group[k] != group[first])
            continue;
        slice a = r->words[first]->folded, b = r->words[k]->folded;
        two[k] = true;
        if (is_short_form(a, b) || is_short_form(b, a)) {
            shorter = is_short_form(a, b);
            shorts[k] = true;
            continue;
        }
        in[k] = a.len <= LONGEST && b.len <= LONGEST;
        if (in[k])
            align(a, b, &of[k]);
        several |= k != first && in[k];
    }
    bool any = false;
    for (uint32_t k = 0; k < n; k++)
        any |= shorts[k];
    if (any)
        note_letters(t, states, two, r->column, shorter ? SLICE("short") : SLICE("long "),
                     shorter ? SLICE("long ") : SLICE("short"), shorts, false);
    bool names = (r->words[first]->flags & TOKEN_NAME_LIKE) != 0;
    if (several && in[first])
        note_names(t, r, states, first, in, of, r->column, names, n);
}

/* Readings that are one word, written by several houses, become one; how they are written
 * are sites of their own. False: something is left that tells the readings apart. */
bool letters_take(taking *t, readings *r)
{
    const uint32_t n = r->s->n_states;
    uint8_t group[SITE_STATES], number[SITE_STATES];
    uint32_t first_of[SITE_STATES], n_groups = 0;
    if (n == SITE_STATES)
        return false;
    group_readings(r, group);
    for (uint32_t g = 0; g < n; g++) {
        uint32_t first = first_of_group(r, group, g);
        if (first == n)
            continue;
        for (uint32_t k = 0; k < n; k++)
            if (group[k] == g)
                number[k] = (uint8_t)n_groups;
        first_of[n_groups++] = first;
    }
    if (n_groups == n)
        return false;
    site own = *r->s;
    uint8_t *states = arena_copy(t->tmp, own.states, t->n);
    r->column = own.column;
    t->found.n--;
    for (uint32_t g = 0; g < n_groups; g++)
        if (r->words[first_of[g]])
            take_group(t, r, states, group, first_of[g], n);
    if (n_groups < 2)
        return true;
    vec_push(t->tmp, &t->found, own);
    readings merged = {.s = vec_last(&t->found)};
    for (uint32_t k = 0; k < n; k++)
        merged.n_with[number[k]] += r->n_with[k];
    for (uint32_t g = 0; g < n_groups; g++)
        merged.words[g] = r->words[first_of[g]];
    for (uint32_t i = 0; i < t->n; i++)
        merged.s->states[i] = states[i] == SITE_UNKNOWN ? states[i] : number[states[i]];
    merged.s->n_states = n_groups;
    *r = merged;
    return false;
}

// Per cent is written in four ways, with a mark or with words.
bool letters_is_percent(const readings *r)
{
    for (uint32_t k = 0; k < r->s->n_states; k++)
        if (r->words[k] && (slice_eq_str(r->words[k]->folded, "%") ||
                            slice_eq_str(r->words[k]->folded, "percent") ||
                            slice_eq_str(r->words[k]->folded, "pct") ||
                            slice_eq_str(r->words[k]->folded, "cent")))
            return true;
    return false;
}

void letters_as_style(site *s)
{
    s->kind = SITE_STYLE;
    for (uint32_t k = 0; k < s->n_states; k++) {
        s->event[k] = taking_units(EVENT_STYLE);
        s->choice[k] = taking_units(CHOICE_STYLE);
        s->first[k] = 0;
    }
}

/* Numbers
 * ----------------------------------------------------------------------------------- */

static const char *const number_words[] = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// The same for all ways to write a number; 0: not one.
static uint64_t value_of(const token *k, bool *in_letters)
{
    enum { N = sizeof number_words / sizeof *number_words };
    slice w = k->folded;
    *in_letters = false;
    if (w.len == 0)
        return 0;
    if (!is_digit(w.ptr[0])) {
        for (uint64_t n = 0; n < N; n++)
            if (slice_eq_str(w, number_words[n])) {
                *in_letters = true;
                return n + 1;
            }
        return 0;
    }
    uint64_t n = 0;
    bool plain = true;
    for (size_t i = 0; i < w.len; i++) {
        if (is_digit(w.ptr[i]))
            n = n * 10 + (uint64_t)(w.ptr[i] - '0');
        else if (w.ptr[i] != ',')
            plain = false;
    }
    return plain && w.len < 16 ? n + 1 : hash_bytes(w) | (uint64_t)1 << 63;
}

bool numbers_take(taking *t, const readings *r)
{
    uint64_t values[SITE_STATES], shown[SITE_STATES];
    bool spelled[SITE_STATES];
    uint8_t number[SITE_STATES];
    uint32_t n_values = 0, n = r->s->n_states;
    for (uint32_t k = 0; k < n; k++) {
        values[k] = r->words[k] ? value_of(r->words[k], &spelled[k]) : 0;
        if (values[k] == 0)
            return false;
        uint32_t v = 0;
        while (v < n_values && shown[v] != values[k])
            v++;
        if (v == n_values)
            shown[n_values++] = values[k];
        number[k] = (uint8_t)v;
    }
    uint8_t *form = arena_alloc(t->tmp, t->n);
    site *s = r->s;
    const uint32_t column = s->column;
    for (uint32_t i = 0; i < t->n; i++) {
        uint8_t k = s->states[i];
        form[i] = k == SITE_UNKNOWN || values[k] > 21 || values[k] < 3 ? SITE_UNKNOWN
                                                                       : spelled[k];
        s->states[i] = k == SITE_UNKNOWN ? k : number[k];
    }
    s->n_states = n_values;
    s->kind = SITE_VALUE;
    for (uint32_t k = 0; k < n_values; k++) {
        s->event[k] = taking_units(EVENT_VALUE);
        s->choice[k] = taking_units(CHOICE_VALUE);
        s->first[k] = 0;
    }
    if (n_values < 2)
        t->found.n--;
    note_rule(t, 1, form, column, false);
    return true;
}
