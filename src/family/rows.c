// From columns to rows.
//
//   columns   The|army|said|on|Monday|that|…      a token of each member, or nothing
//   out       a member is out of columns where another has a long run and it has
//             nothing: there its text is cut, and what the others have is compared among
//             them
//   rows      runs of columns where all that are not out agree; slots between them
#include "family/collate.h"

enum {
    CUT_WORDS = 8,    // of one other in a row: a member that lacks them is out of them
    WEAK_BETWEEN = 2, // so many agreed function words or marks between slots join them
};

static const size_t MOST_CELLS = (size_t)1 << 24; // of all rows

typedef struct {
    uint32_t from, to; // places
} run;

typedef struct {
    const profile *p;
    uint64_t *out;   // of each place: stands for the set of members that are out
    uint32_t *n_out; // of each place
    bool *agreed;    // of each place: those not out all have the same word
    bool *weak;      // of each place: a function word or a mark
    run **cuts;      // of each member: the runs that it is out of
    uint32_t *n_cuts;
} columns_view;

static uint32_t place_of(const profile *p, uint32_t m, uint32_t t)
{
    return p->place[p->columns[m][t]];
}

/* Out
 * ------------------------------------------------------------------------------------ */

/* Runs of CUT_WORDS that one member has. `ends[i]`: where the first to end of those that
 * begin at place i ends; `begins[i]`: where the last to begin of those that end at i
 * begins; `next[i]`: where the first to end of those ends that begin at i or behind it.
 */
typedef struct {
    uint32_t *ends, *begins, *next;
} long_runs;

static long_runs find_long_runs(arena *tmp, const profile *p)
{
    const uint32_t n = p->n_columns;
    long_runs r = {arena_array(tmp, uint32_t, (size_t)n + 1),
                   arena_array(tmp, uint32_t, (size_t)n + 1),
                   arena_array(tmp, uint32_t, (size_t)n + 1)};
    for (uint32_t i = 0; i <= n; i++)
        r.ends[i] = n; // none
    for (uint32_t m = 0; m < p->n_members; m++)
        for (uint32_t t = 0; t + CUT_WORDS <= p->texts[m]->n_tokens; t++) {
            uint32_t from = place_of(p, m, t), last = place_of(p, m, t + CUT_WORDS - 1);
            r.ends[from] = last < r.ends[from] ? last : r.ends[from];
            r.begins[last] = from > r.begins[last] ? from : r.begins[last];
        }
    r.next[n] = n;
    for (uint32_t i = n; i-- > 0;)
        r.next[i] = r.next[i + 1] < r.ends[i] ? r.next[i + 1] : r.ends[i];
    return r;
}

/* Of the places [from, to) that a member lacks, those from where the first long run of
 * another begins to where the last one ends; but for those that stand for one place with
 * a word that it has: a name of the same town is nothing it lacks. */
static bool find_cut(const profile *p, const long_runs *r, uint32_t from, uint32_t to,
                     run *cut)
{
    while (from > 0 && from < to && profile_head(p, from) < from)
        from++;
    if (from < to && to < p->n_columns && profile_head(p, to) >= from)
        to = profile_head(p, to);
    if (from >= to || r->next[from] >= to)
        return false;
    while (r->ends[from] >= to)
        from++;
    while (r->begins[to - 1] < from)
        to--;
    *cut = (run){from, to};
    return true;
}

static void find_cuts(arena *tmp, columns_view *v)
{
    const profile *p = v->p;
    arena *own = arena_sub(tmp);
    long_runs runs = find_long_runs(own, p);
    v->cuts = arena_array(tmp, run *, (size_t)p->n_members + 1);
    v->n_cuts = arena_array(tmp, uint32_t, (size_t)p->n_members + 1);
    for (uint32_t m = 0; m < p->n_members; m++) {
        const uint32_t n = p->texts[m]->n_tokens;
        VEC(run) cuts = {0};
        for (uint32_t t = 0; t <= n; t++) {
            run cut;
            uint32_t from = t ? place_of(p, m, t - 1) + 1 : 0;
            uint32_t to = t < n ? place_of(p, m, t) : p->n_columns;
            if (find_cut(p, &runs, from, to, &cut))
                vec_push(tmp, &cuts, cut);
        }
        v->cuts[m] = cuts.v;
        v->n_cuts[m] = cuts.n;
    }
    arena_release(own);
}

// Where the same members are out, the same number stands.
static void mark_out(columns_view *v)
{
    const profile *p = v->p;
    for (uint32_t m = 0; m < p->n_members; m++)
        for (uint32_t k = 0; k < v->n_cuts[m]; k++) {
            run cut = v->cuts[m][k];
            uint64_t mark = hash_mix(m, 1);
            v->out[cut.from] ^= mark;
            v->out[cut.to] ^= mark;
            v->n_out[cut.from]++;
            v->n_out[cut.to]--;
        }
    for (uint32_t i = 0; i < p->n_columns; i++) {
        v->out[i + 1] ^= v->out[i];
        v->n_out[i + 1] += v->n_out[i];
    }
}

/* Rows
 * ----------------------------------------------------------------------------------- */

static void look_at_columns(arena *tmp, columns_view *v)
{
    const profile *p = v->p;
    slice *first = arena_array(tmp, slice, (size_t)p->n_columns + 1);
    for (uint32_t i = 0; i < p->n_columns; i++)
        v->agreed[i] = p->all[p->order[i]].n_members + v->n_out[i] == p->n_members;
    for (uint32_t m = 0; m < p->n_members; m++)
        for (uint32_t t = 0; t < p->texts[m]->n_tokens; t++) {
            const token *here = &p->texts[m]->tokens[t];
            const uint32_t i = place_of(p, m, t);
            slice as_written = text_token(p->texts[m], t);
            if (first[i].ptr)
                v->agreed[i] &= slice_eq(as_written, first[i]);
            else
                first[i] = as_written;
            v->weak[i] = here->kind == TOKEN_PUNCT ? !slice_eq(as_written, SLICE("."))
                                                   : (here->flags & TOKEN_FUNCTION) != 0;
        }
}

static bool same_out(const columns_view *v, uint32_t a, uint32_t b)
{
    return v->out[a] == v->out[b] && v->n_out[a] == v->n_out[b];
}

// Where the run that starts at place `from` ends: agreed columns, or a slot.
static uint32_t end_of_run(const columns_view *v, uint32_t from)
{
    const uint32_t n_columns = v->p->n_columns;
    uint32_t to = from + 1;
    for (;;) {
        while (to < n_columns && v->agreed[to] == v->agreed[from] &&
               same_out(v, from, to))
            to++;
        if (v->agreed[from])
            return to;
        // a slot goes on behind a few agreed words that say nothing by themselves
        uint32_t next = to;
        while (next < n_columns && next - to < WEAK_BETWEEN && v->agreed[next] &&
               v->weak[next] && same_out(v, from, next))
            next++;
        if (next == to || next == n_columns || v->agreed[next] ||
            !same_out(v, from, next))
            return to;
        to = next;
    }
}

// How far a member has been put into rows.
typedef struct {
    uint32_t token, byte;
    uint32_t cut; // the first that does not end before here
} progress;

// The cell of member m in the row of places [from, to).
static cell take_cell(const columns_view *v, uint32_t m, uint32_t from, uint32_t to,
                      progress *at)
{
    const profile *p = v->p;
    const text *t = p->texts[m];
    cell here = {.first = at->token, .last = at->token};
    while (at->cut < v->n_cuts[m] && v->cuts[m][at->cut].to <= from)
        at->cut++;
    here.out = at->cut < v->n_cuts[m] && v->cuts[m][at->cut].from <= from;
    while (here.last < t->n_tokens && place_of(p, m, here.last) < to)
        here.last++;
    here.bytes = (span){at->byte, at->byte};
    if (here.last > here.first)
        here.bytes.end =
            here.last < t->n_tokens ? t->tokens[here.last].start : (uint32_t)t->bytes.len;
    at->token = here.last;
    at->byte = here.bytes.end;
    return here;
}

static bool same_reading(const text *const *texts, const cell *cells, uint32_t w,
                         uint32_t v)
{
    if (cells[w].last - cells[w].first != cells[v].last - cells[v].first)
        return false;
    for (uint32_t i = 0; i < cells[w].last - cells[w].first; i++)
        if (!slice_eq(text_token(texts[w], cells[w].first + i),
                      text_token(texts[v], cells[v].first + i)))
            return false;
    return true;
}

static uint64_t reading_key(const text *t, const cell *c)
{
    uint64_t key = c->last - c->first;
    for (uint32_t i = c->first; i < c->last; i++)
        key = hash_mix(key, hash_bytes(text_token(t, i)));
    return key;
}

// Numbers the readings by the first witness that has each.
static uint32_t number_readings(arena *out, const text *const *texts, cell *cells,
                                uint32_t n)
{
    arena *tmp = arena_sub(out);
    hash_table known; // first witness + 1
    hash_table_init(&known, tmp, 8);
    uint32_t n_readings = 0;
    for (uint32_t w = 0; w < n; w++) {
        uint64_t key = reading_key(texts[w], &cells[w]);
        for (;; key = hash_mix(key, 1)) {
            uint32_t *first = hash_table_put(&known, key, NULL);
            if (*first && !same_reading(texts, cells, w, *first - 1))
                continue; // two that have one key
            cells[w].reading = *first ? cells[*first - 1].reading : n_readings++;
            *first = *first ? *first : w + 1;
            break;
        }
    }
    arena_release(tmp);
    return n_readings;
}

static size_t count_rows(const columns_view *v)
{
    size_t n = 0;
    for (uint32_t from = 0; from < v->p->n_columns; from = end_of_run(v, from))
        n++;
    return n;
}

static void look(arena *tmp, columns_view *v)
{
    const size_t n = (size_t)v->p->n_columns + 2;
    v->out = arena_array(tmp, uint64_t, n);
    v->n_out = arena_array(tmp, uint32_t, n);
    v->agreed = arena_array(tmp, bool, n);
    v->weak = arena_array(tmp, bool, n);
    mark_out(v);
    look_at_columns(tmp, v);
}

static void fill_row(arena *out, const columns_view *v, const text *const *texts,
                     uint32_t from, uint32_t to, progress *at, cell *of_member,
                     collation_row *row)
{
    const profile *p = v->p;
    for (uint32_t m = 0; m < p->n_members; m++)
        of_member[m] = take_cell(v, m, from, to, &at[m]);
    row->cells = arena_array(out, cell, p->n_witnesses);
    for (uint32_t w = 0; w < p->n_witnesses; w++)
        row->cells[w] = of_member[p->member_of[w]];
    row->n_readings = number_readings(out, texts, row->cells, p->n_witnesses);
}

void collate_rows(arena *out, const profile *p, const text *const *texts, collation *c)
{
    arena *tmp = arena_sub(out);
    columns_view v = {.p = p};
    find_cuts(tmp, &v);
    look(tmp, &v);
    size_t n_rows = count_rows(&v);
    if (n_rows * p->n_witnesses > MOST_CELLS) { // made for that: no cuts told apart
        for (uint32_t m = 0; m < p->n_members; m++)
            v.n_cuts[m] = 0;
        look(tmp, &v);
        n_rows = count_rows(&v);
    }
    c->rows = arena_array(out, collation_row, n_rows + 1);
    progress *at = arena_array(tmp, progress, (size_t)p->n_members + 1);
    cell *of_member = arena_array(tmp, cell, (size_t)p->n_members + 1);
    uint32_t lacuna = 0;
    for (uint32_t from = 0, to; from < p->n_columns; from = to) {
        to = end_of_run(&v, from);
        collation_row *row = &c->rows[c->n_rows++];
        fill_row(out, &v, texts, from, to, at, of_member, row);
        if (v.n_out[from]) {
            lacuna += from == 0 || !same_out(&v, from - 1, from);
            row->lacuna = lacuna;
        }
    }
    arena_release(tmp);
}
