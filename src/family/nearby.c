#include "family/nearby.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW = 32,         // texts: a run that so many have or fewer tells them from the rest
    MOST_SHARED = 12, // candidates by such runs, for each text
    PRINTS = 6,       // orders by fingerprints
    BESIDE = 3,       // candidates on either side in each
    CENTRES = 4,      // texts most like all the others
    GRAM = 3,         // words
    LONG_RUN = 9,     // of runs: more than words changed
};

static const double EVENT_WORDS = 5.0; // bits: words changed, …
static const double COME_AGAIN = 6.0;  // … to what others have, too
static const double EVENT_CUT = 3.0;   // a stretch inside
static const double EVENT_END = 2.0;   // the rest
static const double EVENT_ADDED = 7.0; // a stretch put in, …
static const double WORD_ADDED = 2.0;  // … for each word that others have, too
static const double BACKWARDS = 20.0;  // as cost.c has it
static const double PACE = 20.0, PACE_MOST = 20.0;

typedef struct {
    uint32_t *ids; // of the runs, in order of the text
    uint32_t n;
} gram_list;

typedef struct {
    arena *tmp;
    const witness_facts *facts;
    uint32_t n; // texts
    gram_list *grams;
    uint32_t n_ids;
    uint32_t *df;          // of each run: texts that have it
    uint64_t *hash_of;     // of each run
    uint32_t *first, *who; // texts of run id: who[first[id] .. first[id + 1])
    VEC(uint64_t) pairs;   // a << 32 | b, both ways
    uint32_t *stamp;       // of each run: the last text that has it
} finding;

/* Runs of words
 * -------------------------------------------------------------------------------- */

static void take_text(finding *f, hash_table *ids, const text *t, gram_list *to)
{
    uint64_t last[GRAM] = {0};
    uint32_t n_words = 0;
    to->ids = arena_array(f->tmp, uint32_t, t->n_words + 1);
    for (uint32_t k = 0; k < t->n_tokens; k++) {
        if (t->tokens[k].kind == TOKEN_PUNCT)
            continue;
        memmove(last, last + 1, (GRAM - 1) * sizeof *last);
        last[GRAM - 1] = t->tokens[k].hash;
        if (++n_words < GRAM)
            continue;
        uint64_t key = hash_mix(hash_mix(last[0], last[1]), last[2]);
        bool is_new;
        uint32_t *id = hash_table_put(ids, key, &is_new);
        if (is_new)
            *id = f->n_ids++;
        to->ids[to->n++] = *id;
    }
}

uint64_t nearby_words(const text *t)
{
    uint64_t key = 0;
    for (uint32_t k = 0; k < t->n_tokens; k++)
        if (t->tokens[k].kind != TOKEN_PUNCT)
            key = hash_mix(key, t->tokens[k].hash);
    return key;
}

static void count_texts(finding *f)
{
    f->df = arena_array(f->tmp, uint32_t, (size_t)f->n_ids + 1);
    f->stamp = arena_array(f->tmp, uint32_t, (size_t)f->n_ids + 1);
    f->first = arena_array(f->tmp, uint32_t, (size_t)f->n_ids + 2);
    for (uint32_t a = 0; a < f->n; a++)
        for (uint32_t k = 0; k < f->grams[a].n; k++) {
            uint32_t id = f->grams[a].ids[k];
            f->df[id] += f->stamp[id] != a + 1;
            f->stamp[id] = a + 1;
        }
    for (uint32_t id = 0; id < f->n_ids; id++)
        f->first[id + 1] = f->first[id] + f->df[id];
    f->who = arena_array(f->tmp, uint32_t, (size_t)f->first[f->n_ids] + 1);
    uint32_t *at = arena_copy(f->tmp, f->first, ((size_t)f->n_ids + 1) * sizeof *at);
    memset(f->stamp, 0, f->n_ids * sizeof *f->stamp);
    for (uint32_t a = 0; a < f->n; a++)
        for (uint32_t k = 0; k < f->grams[a].n; k++) {
            uint32_t id = f->grams[a].ids[k];
            if (f->stamp[id] != a + 1)
                f->who[at[id]++] = a;
            f->stamp[id] = a + 1;
        }
}

/* Candidates
 * --------------------------------------------------------------------------------- */

static void add_pair(finding *f, uint32_t a, uint32_t b)
{
    if (a == b)
        return;
    vec_push(f->tmp, &f->pairs, (uint64_t)a << 32 | b);
    vec_push(f->tmp, &f->pairs, (uint64_t)b << 32 | a);
}

typedef struct {
    double votes;
    uint32_t b;
} voted;

static int by_votes(const void *left, const void *right)
{
    const voted *a = left, *b = right;
    if (a->votes != b->votes)
        return a->votes > b->votes ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Texts that share runs that few have; the fewer, the more it says. */
static void pair_by_runs(finding *f)
{
    double *votes = arena_array(f->tmp, double, f->n);
    voted *list = arena_array(f->tmp, voted, f->n);
    for (uint32_t a = 0; a < f->n; a++) {
        uint32_t n = 0;
        for (uint32_t k = 0; k < f->grams[a].n; k++) {
            uint32_t id = f->grams[a].ids[k];
            if (f->df[id] < 2 || f->df[id] > FEW)
                continue;
            for (uint32_t i = f->first[id]; i < f->first[id + 1]; i++) {
                uint32_t b = f->who[i];
                if (b == a)
                    continue;
                if (votes[b] == 0)
                    list[n++].b = b;
                votes[b] += 1.0 / f->df[id];
            }
        }
        for (uint32_t i = 0; i < n; i++) {
            list[i].votes = votes[list[i].b];
            votes[list[i].b] = 0;
        }
        qsort(list, n, sizeof *list, by_votes);
        for (uint32_t i = 0; i < n && i < MOST_SHARED; i++)
            add_pair(f, a, list[i].b);
    }
}

typedef struct {
    uint64_t prints[PRINTS];
    uint32_t a;
} printed;

static int by_prints(const void *left, const void *right)
{
    const printed *a = left, *b = right;
    for (int k = 0; k < PRINTS; k++)
        if (a->prints[k] != b->prints[k])
            return a->prints[k] < b->prints[k] ? -1 : 1;
    return (a->a > b->a) - (a->a < b->a);
}

/* The least of the hashes of a text's runs (Broder 1997), in several ways; texts that
 * begin with the same ones stand side by side. */
static void pair_by_prints(finding *f)
{
    printed *list = arena_array(f->tmp, printed, f->n);
    for (uint32_t a = 0; a < f->n; a++) {
        list[a].a = a;
        for (uint32_t p = 0; p < PRINTS; p++) {
            uint64_t least = UINT64_MAX;
            for (uint32_t k = 0; k < f->grams[a].n; k++) {
                uint64_t here = hash_mix(p + 1, f->hash_of[f->grams[a].ids[k]]);
                least = here < least ? here : least;
            }
            list[a].prints[p] = least;
        }
    }
    for (uint32_t p = 0; p < PRINTS; p++) {
        qsort(list, f->n, sizeof *list, by_prints);
        for (uint32_t i = 0; i < f->n; i++)
            for (uint32_t k = i + 1; k <= i + BESIDE && k < f->n; k++)
                add_pair(f, list[i].a, list[k].a);
        for (uint32_t i = 0; i < f->n; i++) { // the next one first
            uint64_t first = list[i].prints[0];
            memmove(list[i].prints, list[i].prints + 1, (PRINTS - 1) * sizeof first);
            list[i].prints[PRINTS - 1] = first;
        }
    }
}

/* Texts that have what most have and little else: what all may have come from. */
static void pair_with_centres(finding *f)
{
    voted *list = arena_array(f->tmp, voted, f->n);
    for (uint32_t a = 0; a < f->n; a++) {
        list[a].b = a;
        for (uint32_t k = 0; k < f->grams[a].n; k++) {
            uint32_t df = f->df[f->grams[a].ids[k]];
            list[a].votes += 3 * (uint64_t)df > f->n ? 1 : df == 1 ? -0.5 : 0;
        }
    }
    qsort(list, f->n, sizeof *list, by_votes);
    for (uint32_t i = 0; i < CENTRES && i < f->n; i++)
        for (uint32_t a = 0; a < f->n; a++)
            add_pair(f, a, list[i].b);
}

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Costs
 * -------------------------------------------------------------------------------------
 */

// What a text has that another one has not.
typedef struct {
    uint32_t n_changed, n_again; // short runs; those that others have, too
    uint32_t n_long, n_words;    // long runs; their words that others have, too
    bool at_end;                 // one of them
} surplus;

static void end_run(const gram_list *g, uint32_t from, uint32_t to, uint32_t n_again,
                    surplus *s)
{
    if (to - from < LONG_RUN && to < g->n) {
        s->n_changed++;
        s->n_again += n_again == to - from;
        return;
    }
    s->n_long++;
    s->n_words += n_again;
    s->at_end |= to == g->n;
}

// f->stamp tells the runs of the other one by `mark`.
static surplus measure(const finding *f, uint32_t a, uint32_t mark)
{
    const gram_list *g = &f->grams[a];
    surplus s = {0};
    uint32_t from = 0, n_again = 0;
    bool inside = false;
    for (uint32_t k = 0; k < g->n; k++) {
        bool here = f->stamp[g->ids[k]] != mark;
        if (here && !inside) {
            from = k;
            n_again = 0;
        }
        n_again += here && f->df[g->ids[k]] > 1;
        if (!here && inside)
            end_run(g, from, k, n_again, &s);
        inside = here;
    }
    if (inside)
        end_run(g, from, g->n, n_again, &s);
    return s;
}

static int64_t bits_of_copying(const surplus *lost, const surplus *gained)
{
    double changed =
        lost->n_changed > gained->n_changed ? lost->n_changed : gained->n_changed;
    double bits = EVENT_WORDS * changed + COME_AGAIN * gained->n_again;
    bits += EVENT_CUT * (lost->n_long - lost->at_end) + EVENT_END * lost->at_end;
    bits += EVENT_ADDED * gained->n_long + WORD_ADDED * gained->n_words;
    return (int64_t)lround(bits * SITE_UNITS);
}

typedef struct {
    int64_t *minute; // or INT64_MAX
    double bits_of_minute;
} clocks;

static void read_clocks(finding *f, clocks *c)
{
    int64_t first = INT64_MAX;
    double total = 0, n_dated = 0;
    c->minute = arena_array(f->tmp, int64_t, f->n);
    for (uint32_t a = 0; a < f->n; a++) {
        c->minute[a] = INT64_MAX;
        if (tree_minute(f->facts[a].published, &c->minute[a]) && c->minute[a] < first)
            first = c->minute[a];
    }
    for (uint32_t a = 0; a < f->n; a++)
        if (c->minute[a] != INT64_MAX) {
            total += (double)(c->minute[a] - first);
            n_dated++;
        }
    c->bits_of_minute = total > 0 ? PACE * n_dated / total : 0;
}

static int64_t bits_of_times(const finding *f, const clocks *c, uint32_t from,
                             uint32_t to)
{
    const witness_facts *a = &f->facts[from], *b = &f->facts[to];
    double bits = 0;
    if (tree_is_before(b->published, a->published, slice_eq(a->outlet, b->outlet)))
        bits = BACKWARDS;
    else if (c->minute[from] != INT64_MAX && c->minute[to] > c->minute[from] &&
             c->minute[to] != INT64_MAX)
        bits = fmin(PACE_MOST,
                    (double)(c->minute[to] - c->minute[from]) * c->bits_of_minute);
    return (int64_t)lround(bits * SITE_UNITS);
}

uint32_t nearby_arc(const nearby_graph *g, uint32_t from, uint32_t to)
{
    uint32_t low = g->first[from], high = g->first[from + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (g->arcs[mid].to < to)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = low < g->first[from + 1] && g->arcs[low].to == to;
    return found ? low : g->n_arcs;
}

static void weigh(finding *f, nearby_graph *g)
{
    surplus *gained = arena_array(f->tmp, surplus, (size_t)g->n_arcs + 1);
    clocks c;
    read_clocks(f, &c);
    memset(f->stamp, 0, f->n_ids * sizeof *f->stamp);
    for (uint32_t a = 0; a < f->n; a++) {
        for (uint32_t k = 0; k < f->grams[a].n; k++)
            f->stamp[f->grams[a].ids[k]] = a + 1;
        for (uint32_t i = g->first[a]; i < g->first[a + 1]; i++)
            gained[i] = measure(f, g->arcs[i].to, a + 1);
    }
    for (uint32_t i = 0; i < g->n_arcs; i++) {
        arc *here = &g->arcs[i];
        const surplus *lost = &gained[nearby_arc(g, here->to, here->from)];
        here->cost = bits_of_copying(lost, &gained[i]) +
                     bits_of_times(f, &c, here->from, here->to);
    }
}

void nearby_find(arena *out, const text *const *texts, const witness_facts *facts,
                 uint32_t n, nearby_graph *graph)
{
    arena *tmp = arena_sub(out);
    finding f = {.tmp = tmp, .facts = facts, .n = n};
    f.grams = arena_array(tmp, gram_list, n);
    hash_table ids;
    hash_table_init(&ids, tmp, 1 << 14);
    for (uint32_t a = 0; a < n; a++)
        take_text(&f, &ids, texts[a], &f.grams[a]);
    f.hash_of = arena_array(tmp, uint64_t, (size_t)f.n_ids + 1);
    for (uint32_t i = 0; i < ids.cap; i++)
        if (ids.used[i])
            f.hash_of[ids.values[i]] = ids.keys[i];
    count_texts(&f);
    pair_by_runs(&f);
    pair_by_prints(&f);
    pair_with_centres(&f);
    if (f.pairs.n)
        qsort(f.pairs.v, f.pairs.n, sizeof *f.pairs.v, by_number);
    *graph = (nearby_graph){.first = arena_array(out, uint32_t, (size_t)n + 2)};
    graph->arcs = arena_array(out, arc, (size_t)f.pairs.n + 1);
    for (uint32_t i = 0; i < f.pairs.n; i++) {
        if (i > 0 && f.pairs.v[i] == f.pairs.v[i - 1])
            continue;
        uint32_t from = (uint32_t)(f.pairs.v[i] >> 32), to = (uint32_t)f.pairs.v[i];
        graph->arcs[graph->n_arcs++] = (arc){from, to, 0};
        graph->first[from + 1]++;
    }
    for (uint32_t a = 0; a < n; a++)
        graph->first[a + 1] += graph->first[a];
    weigh(&f, graph);
    arena_release(tmp);
}
