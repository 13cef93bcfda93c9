// Stretches that some have and some lack: cut, put in, or moved.
//
// A stretch is found where columns are empty for a witness; which text stands there, and
// who has it, is told by its words alone, wherever they stand: two houses that write a
// lead anew write two texts, and a clause that comes first in one and last in another is
// neither cut nor put in.
#include "family/taking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHORT_RUN = 8,  // columns lacked in a row that are a cut (as in rows.c)
    SHORT_TEXT = 4, // fewer words in the place of a stretch are no text of their own
    LEAST_TRIGRAMS = 2,
    MOST_VERSIONS = 4, // of what stands in the place of one stretch
};

static const double EVENT_CUT = 3.0;      // bits: a stretch left out
static const double EVENT_ADD = 8.0;      // a stretch put in
static const double EVENT_MOVE = 4.0;     // a stretch moved
static const double CHOICE_MOVED = 1.5;   // to the same place
static const double CHOICE_CUT = 3.0;     // the same stretch cut again
static const double CHOICE_CUT_END = 1.0; // everything from some place on cut again
static const double CHOICE_TEXT = 24.0;   // the same stretch written again, …
static const double TEXT_WORDS = 12.0;    // … if so much of it is new
static const double SHARE_HAS = 0.5;      // of the trigrams of a text: has it
static const double SHARE_LACKS = 0.15;   // lacks it

typedef struct {
    uint32_t from, to; // columns
} run;

// The long runs of columns that number i lacks.
static void take_runs(taking *t, uint32_t i, run **runs, uint32_t *n)
{
    VEC(run) found = {0};
    const uint32_t n_columns = t->c->n_columns;
    for (uint32_t from = 0, to; from < n_columns; from = to) {
        for (to = from; to < n_columns && !taking_token(t, to, i);)
            to++;
        if (to - from >= SHORT_RUN)
            vec_push(t->tmp, &found, (run){from, to});
        to += to == from;
    }
    *runs = found.v;
    *n = found.n;
}

// Words of number i before each column.
static void count_words(taking *t)
{
    const uint32_t n_columns = t->c->n_columns;
    t->words_before = arena_array(t->tmp, uint32_t, (size_t)(n_columns + 1) * t->n);
    for (uint32_t c = 0; c < n_columns; c++)
        for (uint32_t i = 0; i < t->n; i++)
            t->words_before[(size_t)(c + 1) * t->n + i] =
                t->words_before[(size_t)c * t->n + i] + (taking_token(t, c, i) != NULL);
}

static uint32_t n_had(const taking *t, run r, uint32_t i)
{
    return t->words_before[(size_t)r.to * t->n + i] -
           t->words_before[(size_t)r.from * t->n + i];
}

static bool same_run(run a, run b)
{
    uint32_t start = a.from < b.from ? b.from - a.from : a.from - b.from;
    uint32_t end = a.to < b.to ? b.to - a.to : a.to - b.to;
    return start <= 2 && end <= 2;
}

/* Trigrams of words of each witness, to tell what was moved from what was cut. */
static uint64_t trigram(const text *tx, const uint32_t *at)
{
    return hash_mix(hash_mix(tx->tokens[at[0]].hash, tx->tokens[at[1]].hash),
                    tx->tokens[at[2]].hash);
}

// Names and numbers are written in many ways.
static bool speaks(const token *k)
{
    return k->kind == TOKEN_WORD && !(k->flags & TOKEN_NAME_LIKE);
}

static void index_trigrams(taking *t)
{
    t->trigrams = arena_array(t->tmp, hash_table, t->n);
    for (uint32_t i = 0; i < t->n; i++) {
        const text *tx = t->texts[i];
        hash_table_init(&t->trigrams[i], t->tmp, tx->n_tokens + 16);
        uint32_t last[3] = {0}, n = 0;
        for (uint32_t k = 0; k < tx->n_tokens; k++) {
            if (!speaks(&tx->tokens[k]))
                continue;
            last[0] = last[1];
            last[1] = last[2];
            last[2] = k;
            if (++n >= 3)
                *hash_table_put(&t->trigrams[i], trigram(tx, last), NULL) = 1;
        }
    }
}

/* The trigrams of what one witness has in a run. */
static uint32_t take_trigrams(taking *t, run r, uint32_t i, uint64_t *to)
{
    uint32_t last[3] = {0}, n = 0, n_to = 0;
    for (uint32_t c = r.from; c < r.to; c++) {
        uint32_t k = t->tokens[(size_t)c * t->n + i];
        if (k == UINT32_MAX || !speaks(&t->texts[i]->tokens[k]))
            continue;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = k;
        if (++n >= 3)
            to[n_to++] = trigram(t->texts[i], last);
    }
    return n_to;
}

// Share of them that a witness has, anywhere.
static double share_of(const taking *t, const uint64_t *trigrams, uint32_t n, uint32_t i)
{
    uint32_t found = 0;
    for (uint32_t k = 0; k < n; k++)
        found += hash_table_get(&t->trigrams[i], trigrams[k]) != NULL;
    return n ? (double)found / n : 0;
}

// How many of them no site of a stretch has told of yet.
static uint32_t cover(taking *t, const uint64_t *trigrams, uint32_t n)
{
    uint32_t n_new = 0;
    for (uint32_t k = 0; k < n; k++) {
        bool is_new;
        hash_table_put(&t->told, trigrams[k], &is_new);
        n_new += is_new;
    }
    return n_new;
}

static void set_cut_costs(taking *t, site *s, run r, uint32_t n_words, uint32_t n_new)
{
    s->n_states = 2;
    s->n_words = n_words;
    bool to_end = r.to + 2 >= t->c->n_columns;
    s->event[0] = taking_units(EVENT_CUT);
    s->choice[0] = taking_units(to_end ? CHOICE_CUT_END : CHOICE_CUT);
    double again = fmin(1.0, n_new / TEXT_WORDS);
    s->event[1] = taking_units(EVENT_CUT + (EVENT_ADD - EVENT_CUT) * again);
    s->choice[1] = taking_units(fmax(CHOICE_CUT, CHOICE_TEXT * again));
}

static bool is_constant(const site *s, uint32_t n)
{
    bool had[2] = {false, false};
    for (uint32_t i = 0; i < n; i++)
        if (s->states[i] < 2)
            had[s->states[i]] = true;
    return !had[0] || !had[1];
}

static void take_order(taking *t, run r, const site *presence, const bool *elsewhere)
{
    site *order = taking_site(t, r.from);
    for (uint32_t i = 0; i < t->n; i++)
        if (presence->states[i] == 1)
            order->states[i] = elsewhere[i];
    order->n_states = 2;
    for (int k = 0; k < 2; k++) {
        order->event[k] = taking_units(EVENT_MOVE);
        order->choice[k] = taking_units(CHOICE_MOVED);
    }
    uint64_t key[2] = {0, 0};
    for (uint32_t i = 0; i < t->n; i++)
        for (int k = 0; k < 2; k++)
            key[k] = hash_mix(
                key[k], order->states[i] < 2 ? (uint64_t)(order->states[i] ^ k) : 2);
    uint64_t both = key[0] < key[1] ? hash_mix(key[0], key[1]) : hash_mix(key[1], key[0]);
    bool is_new; // or the other side of the same move
    hash_table_put(&t->orders, both, &is_new);
    if (is_constant(order, t->n) || !is_new)
        t->found.n--;
}

/* One text that stands in a stretch which somebody lacks: 0 lacks it, 1 has it; who
 * lacks more than this, or half of it, says nothing. Who has it elsewhere has it, but a
 * site of its own says where. */
static void take_version(taking *t, run r, uint32_t first, const uint8_t *lacks,
                         const uint64_t *trigrams, uint32_t n_trigrams)
{
    site *s = taking_site(t, r.from);
    bool moved = false;
    bool *elsewhere = arena_array(t->tmp, bool, t->n);
    uint32_t n_first = n_had(t, r, first);
    for (uint32_t i = 0; i < t->n; i++) {
        double share = share_of(t, trigrams, n_trigrams, i);
        uint32_t here = n_had(t, r, i);
        if (share >= SHARE_HAS) {
            s->states[i] = 1;
            elsewhere[i] = here * 4 < n_first;
            moved |= elsewhere[i];
        } else if (share <= SHARE_LACKS && (lacks[i] || here * 2 > n_first)) {
            s->states[i] = 0;
        }
    }
    site presence = *s;
    if (is_constant(s, t->n))
        t->found.n--;
    else
        set_cut_costs(t, s, r, n_first, cover(t, trigrams, n_trigrams));
    if (moved)
        take_order(t, r, &presence, elsewhere);
}

static void take_cut(taking *t, run r, run *const *runs, const uint32_t *n_runs)
{
    arena *tmp = arena_sub(t->tmp);
    uint8_t *lacks = arena_alloc(tmp, t->n);
    bool *done = arena_array(tmp, bool, t->n);
    uint64_t *trigrams = arena_array(tmp, uint64_t, r.to - r.from + 1);
    memset(lacks, 0, t->n);
    for (uint32_t i = 0; i < t->n; i++) {
        for (uint32_t k = 0; k < n_runs[i]; k++)
            if (same_run(runs[i][k], r))
                lacks[i] = 1;
        done[i] = lacks[i];
    }
    for (uint32_t k = 0; k < MOST_VERSIONS; k++) { // the longest first
        uint32_t first = t->n;
        for (uint32_t i = 0; i < t->n; i++)
            if (!done[i] && (first == t->n || n_had(t, r, i) > n_had(t, r, first)))
                first = i;
        if (first == t->n || n_had(t, r, first) < SHORT_TEXT)
            break;
        uint32_t n = take_trigrams(t, r, first, trigrams);
        done[first] = true;
        if (n < LEAST_TRIGRAMS)
            continue;
        for (uint32_t i = 0; i < t->n; i++)
            done[i] |= share_of(t, trigrams, n, i) > SHARE_LACKS;
        take_version(t, r, first, lacks, trigrams, n);
    }
    arena_release(tmp);
}

// Is a run like this one, a column more or less, among the known ones? If not, it is now.
static bool is_known(hash_table *known, run r)
{
    for (uint32_t from = r.from < 2 ? 0 : r.from - 2; from <= r.from + 2; from++)
        for (uint32_t to = r.to - 2; to <= r.to + 2; to++)
            if (hash_table_get(known, (uint64_t)from << 32 | to))
                return true;
    *hash_table_put(known, (uint64_t)r.from << 32 | r.to, NULL) = 1;
    return false;
}

static int by_length(const void *left, const void *right)
{
    const run *a = left, *b = right;
    uint32_t x = a->to - a->from, y = b->to - b->from;
    if (x != y)
        return x > y ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

void stretches_take(taking *t)
{
    index_trigrams(t);
    count_words(t);
    hash_table_init(&t->told, t->tmp, 1024);
    hash_table_init(&t->orders, t->tmp, 64);
    run **runs = arena_array(t->tmp, run *, t->n);
    uint32_t *n_runs = arena_array(t->tmp, uint32_t, t->n);
    VEC(run) all = {0};
    hash_table known;
    hash_table_init(&known, t->tmp, 256);
    for (uint32_t i = 0; i < t->n; i++)
        take_runs(t, i, &runs[i], &n_runs[i]);
    for (uint32_t i = 0; i < t->n; i++)
        for (uint32_t k = 0; k < n_runs[i]; k++)
            if (!is_known(&known, runs[i][k]))
                vec_push(t->tmp, &all, runs[i][k]);
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_length);
    for (uint32_t k = 0; k < all.n; k++)
        take_cut(t, all.v[k], runs, n_runs);
}
