// From columns to rows.
//
//   columns   The|army|said|on|Monday|that|…      a token of each witness, or nothing
//   out       a witness is out of a column where it lacks a long run of columns: there
//   its text
//             is cut, and what the others have is compared among them
//   rows      runs of columns where all that are not out agree; slots between them
#include "family/collate.h"

#include <string.h>

enum {
    CUT_COLUMNS = 8, // a witness that lacks so many columns in a row is out of them
    WEAK_BETWEEN =
        2, // so many agreed function words or marks between two slots join them
};

typedef struct {
    const profile *p;
    bool *out;    // out[c * n + w]
    bool *agreed; // of each column: those not out all have the same word
    bool *weak;   // of each column: a function word or a mark
} columns_view;

static uint32_t token_of(const profile *p, uint32_t column, uint32_t w)
{
    return p->tokens[(size_t)column * p->n_witnesses + w];
}

// The runs of columns that witness w lacks, where they are long enough to be a cut.
static void mark_out(columns_view *v, uint32_t w)
{
    const profile *p = v->p;
    for (uint32_t from = 0, to; from < p->n_columns; from = to) {
        for (to = from; to < p->n_columns && token_of(p, to, w) == PROFILE_NONE;)
            to++;
        if (to - from >= CUT_COLUMNS)
            for (uint32_t c = from; c < to; c++)
                v->out[(size_t)c * p->n_witnesses + w] = true;
        to += to == from;
    }
}

static void look_at_columns(columns_view *v)
{
    const profile *p = v->p;
    const uint32_t n = p->n_witnesses;
    for (uint32_t c = 0; c < p->n_columns; c++) {
        slice first = {0};
        v->agreed[c] = true;
        for (uint32_t w = 0; w < n; w++) {
            uint32_t t = token_of(p, c, w);
            if (t == PROFILE_NONE) {
                v->agreed[c] &= v->out[(size_t)c * n + w];
                continue;
            }
            const token *here = &p->texts[w]->tokens[t];
            slice as_written = text_token(p->texts[w], t);
            if (first.ptr)
                v->agreed[c] &= slice_eq(as_written, first);
            else
                first = as_written;
            v->weak[c] = here->kind == TOKEN_PUNCT ? !slice_eq(as_written, SLICE("."))
                                                   : (here->flags & TOKEN_FUNCTION) != 0;
        }
    }
}

static bool same_out(const columns_view *v, uint32_t a, uint32_t b)
{
    const uint32_t n = v->p->n_witnesses;
    return memcmp(&v->out[(size_t)a * n], &v->out[(size_t)b * n], n * sizeof(bool)) == 0;
}

// Where the run that starts at column `from` ends: agreed columns, or a slot.
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

// The cells of a row: columns [from, to).
static void fill_cells(const columns_view *v, uint32_t from, uint32_t to, cell *cells,
                       uint32_t *next_token, uint32_t *next_byte)
{
    const profile *p = v->p;
    for (uint32_t w = 0; w < p->n_witnesses; w++) {
        cell *here = &cells[w];
        here->first = here->last = next_token[w];
        here->out = v->out[(size_t)from * p->n_witnesses + w];
        for (uint32_t c = from; c < to; c++)
            here->last += token_of(p, c, w) != PROFILE_NONE;
        here->bytes = (span){next_byte[w], next_byte[w]};
        if (here->last > here->first) {
            const text *t = p->texts[w];
            here->bytes.end = here->last < t->n_tokens ? t->tokens[here->last].start
                                                       : (uint32_t)t->bytes.len;
        }
        next_token[w] = here->last;
        next_byte[w] = here->bytes.end;
    }
}

static bool same_reading(const profile *p, const cell *cells, uint32_t w, uint32_t v)
{
    if (cells[w].last - cells[w].first != cells[v].last - cells[v].first)
        return false;
    for (uint32_t i = 0; i < cells[w].last - cells[w].first; i++)
        if (!slice_eq(text_token(p->texts[w], cells[w].first + i),
                      text_token(p->texts[v], cells[v].first + i)))
            return false;
    return true;
}

static uint32_t number_readings(const profile *p, cell *cells)
{
    uint32_t n_readings = 0;
    for (uint32_t w = 0; w < p->n_witnesses; w++) {
        cells[w].reading = n_readings;
        for (uint32_t v = 0; v < w && cells[w].reading == n_readings; v++)
            if (same_reading(p, cells, w, v))
                cells[w].reading = cells[v].reading;
        n_readings += cells[w].reading == n_readings;
    }
    return n_readings;
}

static bool any_out(const columns_view *v, uint32_t column)
{
    for (uint32_t w = 0; w < v->p->n_witnesses; w++)
        if (v->out[(size_t)column * v->p->n_witnesses + w])
            return true;
    return false;
}

void collate_rows(arena *out, const profile *p, collation *c)
{
    arena *tmp = arena_sub(out);
    columns_view v = {.p = p};
    v.out = arena_array(tmp, bool, (size_t)p->n_columns * p->n_witnesses + 1);
    v.agreed = arena_array(tmp, bool, p->n_columns + 1);
    v.weak = arena_array(tmp, bool, p->n_columns + 1);
    for (uint32_t w = 0; w < p->n_witnesses; w++)
        mark_out(&v, w);
    look_at_columns(&v);
    VEC(collation_row) rows = {0};
    uint32_t *next_token = arena_array(tmp, uint32_t, p->n_witnesses);
    uint32_t *next_byte = arena_array(tmp, uint32_t, p->n_witnesses);
    uint32_t lacuna = 0;
    for (uint32_t from = 0, to; from < p->n_columns; from = to) {
        to = end_of_run(&v, from);
        collation_row row = {.cells = arena_array(out, cell, p->n_witnesses)};
        fill_cells(&v, from, to, row.cells, next_token, next_byte);
        row.n_readings = number_readings(p, row.cells);
        if (any_out(&v, from)) {
            lacuna += from == 0 || !same_out(&v, from - 1, from);
            row.lacuna = lacuna;
        }
        vec_push(tmp, &rows, row);
    }
    c->rows = arena_copy(out, rows.v, rows.n * sizeof *rows.v);
    c->n_rows = rows.n;
    arena_release(tmp);
}
