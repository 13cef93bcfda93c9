// Sentences as editors treat them: kept, cut, put in, moved; and where each text ends.
//
//   witness A   s1 s2 s3 s4 s5 s6        units   1 2 3 p 4 5 6
//   witness B   s1 s2 s3 p               ends    A: 6, B: p, C: 3
//   witness C   x  s2 s3                 opening A, B: 1; C: x
//
// A sentence of one witness and the sentence of another that stands in its place, words
// changed or not, are one unit. Who has a unit is a site; units side by side that the
// same witnesses have are one. Texts are cut from the end: where each ends is one site of
// ordered readings, because what is cut does not come back, and beyond its end a text
// says nothing of what else was cut or put in. So is the opening, which desks write anew.
#include "family/taking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 3 }; // witnesses

static const double SAME_SHARE = 0.5; // of the words of a sentence or a unit

static const double EVENT_END = 2.0;    // bits: the rest is cut
static const double CHOICE_END = 3.0;   // at the same place again
static const double EVENT_CUT = 3.0;    // a unit or some cut
static const double CHOICE_CUT = 3.0;   // the same ones again
static const double EVENT_ADD = 7.0;    // text put in
static const double CHOICE_TEXT = 20.0; // the same text again, …
static const double TEXT_WORDS = 8.0;   // … if it has so many words
static const double EVENT_OPEN = 2.0;
static const double CHOICE_OPEN = 5.0; // another opening
static const double EVENT_MOVE = 4.0;
static const double CHOICE_MOVED = 4.0;

typedef struct {
    uint32_t n_words;
    uint32_t column; // the first
    uint32_t next;   // in order of the text
    uint32_t place;
    uint32_t n_with;
} unit;

typedef struct {
    taking *t;
    arena *tmp;
    VEC(unit) units;
    uint32_t head;
    uint32_t *unit_of_column;
    hash_table trigrams;    // unit + 1 of each
    uint32_t **of_sentence; // of each number's sentences: its unit or UINT32_MAX
    uint32_t *in_order;     // units
    uint8_t *has;           // has[unit * n + i]
    uint8_t *moved;         // the same
    uint32_t *votes;        // scratch: of each unit
    uint32_t votes_cap;
    uint32_t *end_of; // of each number: place of the last shared unit + 1
    bool *told;       // units that are an opening
} laying;

static const uint32_t *columns_of(const laying *l, uint32_t i)
{
    return l->t->c->columns[l->t->order[i]];
}

static bool is_word(const token *k)
{
    return k->kind != TOKEN_PUNCT;
}

static uint32_t count_words(const text *tx, const sentence *s)
{
    uint32_t n = 0;
    for (uint32_t k = s->first; k < s->last; k++)
        n += is_word(&tx->tokens[k]);
    return n;
}

static uint32_t best_of(uint32_t *seen, uint32_t n_seen, uint32_t *votes, uint32_t *most)
{
    uint32_t best = UINT32_MAX;
    *most = 0;
    for (uint32_t k = 0; k < n_seen; k++) {
        uint32_t u = seen[k];
        if (votes[u] > *most || (votes[u] == *most && best != UINT32_MAX && u < best)) {
            *most = votes[u];
            best = u;
        }
        votes[u] = 0;
    }
    return best;
}

static void make_room(laying *l)
{
    if (l->votes_cap > l->units.n)
        return;
    l->votes_cap = 2 * l->units.n + 64;
    l->votes = arena_array(l->tmp, uint32_t, l->votes_cap);
}

/* The unit in whose columns most words of a sentence stand, or that has most of its
 * trigrams elsewhere. */
static uint32_t find_unit(laying *l, uint32_t i, const sentence *s, uint32_t n_words)
{
    const text *tx = l->t->texts[i];
    const uint32_t *columns = columns_of(l, i);
    uint32_t *seen = arena_array(l->tmp, uint32_t, s->last - s->first + 1), n_seen = 0,
             most;
    make_room(l);
    for (uint32_t k = s->first; k < s->last; k++) {
        uint32_t u = l->unit_of_column[columns[k]];
        if (!is_word(&tx->tokens[k]) || u == UINT32_MAX)
            continue;
        if (l->votes[u]++ == 0)
            seen[n_seen++] = u;
    }
    uint32_t best = best_of(seen, n_seen, l->votes, &most);
    if (best != UINT32_MAX &&
        (most >= SAME_SHARE * n_words ||
         (most >= SAME_SHARE * l->units.v[best].n_words && most > 2)))
        return best;
    uint64_t last[3] = {0};
    uint32_t n = 0, n_trigrams = 0;
    n_seen = 0;
    for (uint32_t k = s->first; k < s->last; k++) {
        if (!is_word(&tx->tokens[k]))
            continue;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = tx->tokens[k].hash;
        if (++n < 3)
            continue;
        n_trigrams++;
        const uint32_t *u =
            hash_table_get(&l->trigrams, hash_mix(hash_mix(last[0], last[1]), last[2]));
        if (u && l->votes[*u - 1]++ == 0)
            seen[n_seen++] = *u - 1;
    }
    best = best_of(seen, n_seen, l->votes, &most);
    return n_trigrams > 2 && most >= SAME_SHARE * n_trigrams ? best : UINT32_MAX;
}

static void claim(laying *l, uint32_t i, const sentence *s, uint32_t u)
{
    const text *tx = l->t->texts[i];
    const uint32_t *columns = columns_of(l, i);
    uint64_t last[3] = {0};
    uint32_t n = 0;
    for (uint32_t k = s->first; k < s->last; k++) {
        if (!is_word(&tx->tokens[k]))
            continue;
        if (l->unit_of_column[columns[k]] == UINT32_MAX)
            l->unit_of_column[columns[k]] = u;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = tx->tokens[k].hash;
        if (++n < 3)
            continue;
        uint32_t *of = hash_table_put(
            &l->trigrams, hash_mix(hash_mix(last[0], last[1]), last[2]), NULL);
        if (*of == 0)
            *of = u + 1;
    }
}

// New units follow the unit before them.
static void take_sentences(laying *l, uint32_t i)
{
    const text *tx = l->t->texts[i];
    uint32_t before = UINT32_MAX;
    for (uint32_t k = 0; k < tx->n_sentences; k++) {
        const sentence *s = &tx->sentences[k];
        uint32_t n_words = count_words(tx, s), u = UINT32_MAX;
        if (n_words > 0)
            u = find_unit(l, i, s, n_words);
        if (n_words > 0 && u == UINT32_MAX) {
            u = l->units.n;
            vec_push(l->tmp, &l->units,
                     (unit){n_words, columns_of(l, i)[s->first], UINT32_MAX, 0, 0});
            uint32_t *from = before == UINT32_MAX ? &l->head : &l->units.v[before].next;
            l->units.v[u].next = *from;
            *from = u;
        }
        l->of_sentence[i][k] = u;
        if (u == UINT32_MAX)
            continue;
        claim(l, i, s, u);
        before = u;
    }
}

typedef struct {
    uint32_t n_words, i;
} longer;

static int by_length(const void *left, const void *right)
{
    const longer *a = left, *b = right;
    if (a->n_words != b->n_words)
        return a->n_words > b->n_words ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

static void lay_units(laying *l)
{
    const uint32_t n = l->t->n;
    longer *list = arena_array(l->tmp, longer, n);
    l->of_sentence = arena_array(l->tmp, uint32_t *, n);
    l->unit_of_column = arena_array(l->tmp, uint32_t, l->t->c->n_columns + 1);
    memset(l->unit_of_column, 0xff, l->t->c->n_columns * sizeof *l->unit_of_column);
    hash_table_init(&l->trigrams, l->tmp, 4096);
    for (uint32_t i = 0; i < n; i++) {
        list[i] = (longer){l->t->texts[i]->n_words, i};
        l->of_sentence[i] =
            arena_array(l->tmp, uint32_t, l->t->texts[i]->n_sentences + 1);
    }
    qsort(list, n, sizeof *list, by_length);
    l->head = UINT32_MAX;
    for (uint32_t k = 0; k < n; k++)
        take_sentences(l, list[k].i);
    l->in_order = arena_array(l->tmp, uint32_t, l->units.n + 1);
    uint32_t place = 0;
    for (uint32_t u = l->head; u != UINT32_MAX; u = l->units.v[u].next) {
        l->in_order[place] = u;
        l->units.v[u].place = place++;
    }
}

/* Sentences that do not stand in the order of most: all but the longest row of growing
 * places (Fredman 1975). */
static void find_moved(laying *l, uint32_t i)
{
    const text *tx = l->t->texts[i];
    uint32_t *tail = arena_array(l->tmp, uint32_t, tx->n_sentences + 1);
    uint32_t *before = arena_array(l->tmp, uint32_t, tx->n_sentences + 1), n = 0;
    for (uint32_t k = 0; k < tx->n_sentences; k++) {
        uint32_t u = l->of_sentence[i][k];
        if (u == UINT32_MAX)
            continue;
        uint32_t place = l->units.v[u].place, low = 0, high = n;
        while (low < high) { // a unit may go on in a second sentence
            uint32_t mid = (low + high) / 2;
            if (l->units.v[l->of_sentence[i][tail[mid]]].place <= place)
                low = mid + 1;
            else
                high = mid;
        }
        before[k] = low ? tail[low - 1] : UINT32_MAX;
        tail[low] = k;
        n = low == n ? n + 1 : n;
    }
    for (uint32_t k = 0; k < tx->n_sentences; k++)
        if (l->of_sentence[i][k] != UINT32_MAX)
            l->moved[l->of_sentence[i][k] * l->t->n + i] = 1;
    for (uint32_t k = n ? tail[n - 1] : UINT32_MAX; k != UINT32_MAX; k = before[k])
        l->moved[l->of_sentence[i][k] * l->t->n + i] = 0;
}

static void note_presence(laying *l)
{
    const uint32_t n = l->t->n;
    l->has = arena_array(l->tmp, uint8_t, (size_t)l->units.n * n + 1);
    l->moved = arena_array(l->tmp, uint8_t, (size_t)l->units.n * n + 1);
    uint32_t *words = arena_array(l->tmp, uint32_t, l->units.n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const text *tx = l->t->texts[i];
        const uint32_t *columns = columns_of(l, i);
        memset(words, 0, l->units.n * sizeof *words);
        for (uint32_t k = 0; k < tx->n_tokens; k++) {
            uint32_t u = l->unit_of_column[columns[k]];
            if (is_word(&tx->tokens[k]) && u != UINT32_MAX)
                words[u]++;
        }
        for (uint32_t u = 0; u < l->units.n; u++)
            l->has[u * n + i] = words[u] >= SAME_SHARE * l->units.v[u].n_words;
        for (uint32_t k = 0; k < tx->n_sentences; k++)
            if (l->of_sentence[i][k] != UINT32_MAX)
                l->has[l->of_sentence[i][k] * n + i] = 1;
        find_moved(l, i);
    }
    for (uint32_t u = 0; u < l->units.n; u++)
        for (uint32_t i = 0; i < n; i++)
            l->units.v[u].n_with += l->has[u * n + i];
}

/* Where the texts end
 * ------------------------------------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

// What one of three has, the other two may as well have cut.
static bool is_shared(const laying *l, uint32_t u)
{
    return l->units.v[u].n_with > 1 || l->t->n <= FEW;
}

static void find_ends(laying *l)
{
    const uint32_t n = l->t->n;
    l->end_of = arena_array(l->tmp, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t p = l->units.n; p-- > 0 && l->end_of[i] == 0;) {
            uint32_t u = l->in_order[p];
            if (l->has[u * n + i] && !l->moved[u * n + i] && is_shared(l, u) &&
                !taking_masked(l->t, l->units.v[u].column, i))
                l->end_of[i] = p + 1;
        }
}

static void take_ends(laying *l)
{
    const uint32_t n = l->t->n;
    uint32_t *ends = arena_copy(l->tmp, l->end_of, n * sizeof *ends), n_ends = 0;
    qsort(ends, n, sizeof *ends, by_number);
    for (uint32_t k = 0; k < n; k++)
        if (n_ends == 0 || ends[n_ends - 1] != ends[k])
            ends[n_ends++] = ends[k];
    if (n_ends < 2)
        return;
    while (n_ends > SITE_STATES) { // two that are nearest become one
        uint32_t at = 1;
        for (uint32_t k = 1; k < n_ends; k++)
            if (ends[k] - ends[k - 1] < ends[at] - ends[at - 1])
                at = k;
        memmove(&ends[at - 1], &ends[at], (n_ends - at) * sizeof *ends);
        n_ends--;
    }
    site *s = taking_site(l->t, l->t->c->n_columns);
    s->ordered = true;
    s->kind = SITE_END;
    s->n_states = n_ends;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        while (k + 1 < n_ends && ends[k] < l->end_of[i])
            k++;
        s->states[i] = (uint8_t)k;
    }
    for (uint32_t k = 0; k < n_ends; k++) {
        s->event[k] = taking_units(EVENT_END);
        s->choice[k] = taking_units(CHOICE_END);
    }
    s->back = taking_units(EVENT_ADD);
    s->again = s->again_most = taking_units(CHOICE_TEXT);
}

/* The opening
 * --------------------------------------------------------------------------------------
 */

static uint32_t first_unit(const laying *l, uint32_t i)
{
    for (uint32_t k = 0; k < l->t->texts[i]->n_sentences; k++)
        if (l->of_sentence[i][k] != UINT32_MAX)
            return l->of_sentence[i][k];
    return UINT32_MAX;
}

/* Openings are units that stand first in most texts that have them; where another one is
 * first, the opening was cut. */
static uint32_t find_openings(laying *l)
{
    uint32_t *n_first = arena_array(l->tmp, uint32_t, l->units.n + 1), n = 0;
    l->told = arena_array(l->tmp, bool, l->units.n + 1);
    for (uint32_t i = 0; i < l->t->n; i++)
        if (first_unit(l, i) != UINT32_MAX)
            n_first[first_unit(l, i)]++;
    for (uint32_t u = 0; u < l->units.n; u++)
        n += l->told[u] = n_first[u] > 0 && 2 * n_first[u] >= l->units.v[u].n_with;
    for (uint32_t u = 0; u < l->units.n && n < 2; u++)
        l->told[u] = false; // one alone is a unit like others
    return n;
}

static void take_openings(laying *l)
{
    enum { NO_OPENING = UINT32_MAX - 1 };
    uint32_t first[SITE_STATES];
    if (find_openings(l) < 2)
        return;
    site *s = taking_site(l->t, 0);
    s->kind = SITE_OPENING;
    for (uint32_t i = 0; i < l->t->n; i++) {
        uint32_t u = first_unit(l, i), state = 0;
        if (u == UINT32_MAX || taking_masked(l->t, l->units.v[u].column, i))
            continue;
        if (!l->told[u])
            u = NO_OPENING;
        while (state < s->n_states && first[state] != u)
            state++;
        if (state == s->n_states && state < SITE_STATES)
            first[s->n_states++] = u;
        s->states[i] = (uint8_t)(state < SITE_STATES ? state : SITE_STATES - 1);
    }
    for (uint32_t k = 0; k < s->n_states; k++) {
        s->event[k] = taking_units(EVENT_OPEN);
        s->choice[k] = taking_units(CHOICE_OPEN);
    }
    if (s->n_states < 2)
        l->t->found.n--;
}

/* What is cut, put in, moved inside
 * -------------------------------------------------------------------------------------
 */

// Who has a unit (1), lacks it (0); beyond the end of a text nothing is said.
static void states_of(const laying *l, uint32_t u, const uint8_t *of, uint8_t *states)
{
    const uint32_t n = l->t->n;
    for (uint32_t i = 0; i < n; i++) {
        bool has = l->has[u * n + i];
        if (of == l->has)
            states[i] = has ? 1 : l->units.v[u].place >= l->end_of[i] ? SITE_UNKNOWN : 0;
        else
            states[i] = has ? of[u * n + i] : SITE_UNKNOWN;
        if (taking_masked(l->t, l->units.v[u].column, i))
            states[i] = SITE_UNKNOWN;
    }
}

static bool varies(const uint8_t *states, uint32_t n)
{
    bool had[2] = {false, false};
    for (uint32_t i = 0; i < n; i++)
        if (states[i] < 2)
            had[states[i]] = true;
    return had[0] && had[1];
}

static bool fit(const uint8_t *a, const uint8_t *b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (a[i] != b[i] && a[i] != SITE_UNKNOWN && b[i] != SITE_UNKNOWN)
            return false;
    return true;
}

static void take_units(laying *l, const uint8_t *of)
{
    const uint32_t n = l->t->n;
    uint8_t *states = arena_alloc(l->tmp, n);
    site *open = NULL;
    for (uint32_t p = 0; p < l->units.n; p++) {
        uint32_t u = l->in_order[p];
        if (l->told[u] && of == l->has)
            continue;
        states_of(l, u, of, states);
        // where each place counts by itself, so does each sentence; the next ones less
        bool echo = open && l->t->apart && of == l->has && fit(open->states, states, n);
        if (open && (echo || !fit(open->states, states, n)))
            open = NULL;
        if (!open) {
            if (!varies(states, n))
                continue;
            open = taking_site(l->t, l->units.v[u].column);
            open->n_states = 2;
            open->n_words = 0;
            open->kind = of == l->has ? SITE_UNIT : SITE_MOVED;
        }
        for (uint32_t i = 0; i < n; i++)
            if (states[i] != SITE_UNKNOWN)
                open->states[i] = states[i];
        open->n_words += l->units.v[u].n_words;
        if (of == l->has) {
            double share = fmin(1, open->n_words / TEXT_WORDS);
            open->event[0] = taking_units(EVENT_CUT);
            open->choice[0] = taking_units(CHOICE_CUT);
            open->event[1] = taking_units(EVENT_ADD);
            open->choice[1] = taking_units(CHOICE_TEXT * share);
            if (echo)
                taking_scale(open, ECHO);
        } else {
            open->event[0] = open->event[1] = taking_units(EVENT_MOVE);
            open->choice[0] = open->choice[1] = taking_units(CHOICE_MOVED);
        }
    }
}

/* Sentences that stand in a text twice, with others between them. */
static void note_twice(laying *l)
{
    taking *t = l->t;
    t->n_units = l->units.n;
    t->twice = arena_alloc(t->out, (size_t)l->units.n * t->n + 1);
    memset(t->twice, 0, (size_t)l->units.n * t->n + 1);
    uint32_t *last = arena_array(l->tmp, uint32_t, l->units.n + 1);
    for (uint32_t i = 0; i < t->n; i++) {
        memset(last, 0, l->units.n * sizeof *last);
        for (uint32_t k = 0; k < t->texts[i]->n_sentences; k++) {
            uint32_t u = l->of_sentence[i][k];
            if (u == UINT32_MAX)
                continue;
            if (last[u] && last[u] < k)
                t->twice[(size_t)u * t->n + i] = 1;
            last[u] = k + 1;
        }
    }
}

void units_take(taking *t)
{
    laying l = {.t = t, .tmp = arena_sub(t->tmp)};
    lay_units(&l);
    note_presence(&l);
    t->unit_of = l.of_sentence;
    t->has_unit = l.has;
    find_ends(&l);
    if (!t->apart)
        take_ends(&l);
    for (uint32_t i = 0; i < t->n && t->apart; i++)
        t->end[i] = l.end_of[i] < l.units.n ? l.units.v[l.in_order[l.end_of[i]]].column
                                            : t->c->n_columns;
    if (t->apart)
        note_twice(&l);
    take_openings(&l);
    take_units(&l, l.has);
    take_units(&l, l.moved);
}
