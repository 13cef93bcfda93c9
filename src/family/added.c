/* What half of the witnesses have and half lack: put in by the ones or left out by the
 * others? Where copies are counted, the fewer are those that changed it; where they are
 * as many, the text itself has to tell. Editors cut more than they add, so it was left
 * out, unless it is a paragraph of its own on something of which what all have says
 * nothing. */
#include "family/collate.h"

enum { LEAST_WORDS = 16 };            // different content words, to say anything
static const double MOST_KNOWN = 0.2; // share of them that stands elsewhere, too

typedef struct {
    const text *const *texts;
    collation *c;
    hash_table common; // content words of the rows in which all agree
} added_view;

static bool is_content(const token *t)
{
    return t->kind != TOKEN_PUNCT && !(t->flags & TOKEN_FUNCTION);
}

static void take_common(added_view *v, arena *tmp)
{
    hash_table_init(&v->common, tmp, 256);
    for (uint32_t r = 0; r < v->c->n_rows; r++) {
        const cell *here = &v->c->rows[r].cells[0]; // all have the same
        if (v->c->rows[r].n_readings > 1)
            continue;
        for (uint32_t i = here->first; i < here->last; i++)
            if (is_content(&v->texts[0]->tokens[i]))
                hash_table_put(&v->common, v->texts[0]->tokens[i].hash, NULL);
    }
}

static bool has_line_end(slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.ptr[i] == '\n')
            return true;
    return false;
}

// Tokens [first, last) begin and end a paragraph.
static bool is_paragraph(const text *t, uint32_t first, uint32_t last)
{
    uint32_t before = first ? t->tokens[first - 1].end : 0;
    bool starts =
        first == 0 ||
        has_line_end(slice_in(t->bytes, (span){before, t->tokens[first].start}));
    bool ends = last == t->n_tokens ||
                has_line_end(slice_in(
                    t->bytes, (span){t->tokens[last - 1].end, t->tokens[last].start}));
    return starts && ends;
}

static bool is_foreign(const added_view *v, arena *out, const text *t, uint32_t first,
                       uint32_t last)
{
    arena *tmp = arena_sub(out);
    hash_table seen;
    hash_table_init(&seen, tmp, last - first);
    uint32_t n_known = 0;
    for (uint32_t i = first; i < last; i++) {
        bool is_new = false;
        if (is_content(&t->tokens[i]))
            hash_table_put(&seen, t->tokens[i].hash, &is_new);
        n_known += is_new && hash_table_get(&v->common, t->tokens[i].hash);
    }
    bool foreign = seen.n >= LEAST_WORDS && n_known <= MOST_KNOWN * seen.n;
    arena_release(tmp);
    return foreign;
}

// Half have something in rows [from, to), half nothing.
static bool is_even(const collation *c, uint32_t from, uint32_t to)
{
    uint32_t n_with = 0;
    for (uint32_t w = 0; w < c->n_witnesses; w++)
        n_with += c->rows[to - 1].cells[w].last > c->rows[from].cells[w].first;
    return n_with * 2 == c->n_witnesses;
}

static void look_at_block(const added_view *v, arena *tmp, uint32_t from, uint32_t to)
{
    const collation *c = v->c;
    if (!is_even(c, from, to))
        return;
    uint32_t n_foreign = 0, n_with = 0;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        uint32_t first = c->rows[from].cells[w].first,
                 last = c->rows[to - 1].cells[w].last;
        if (first == last)
            continue;
        n_with++;
        n_foreign += is_paragraph(v->texts[w], first, last) &&
                     is_foreign(v, tmp, v->texts[w], first, last);
    }
    for (uint32_t r = from; r < to && n_foreign == n_with; r++)
        if (c->rows[r].edit == EDIT_CUT)
            c->rows[r].edit = EDIT_ADDITION;
}

void collate_added(arena *out, const text *const *texts, collation *c)
{
    arena *tmp = arena_sub(out);
    added_view v = {.texts = texts, .c = c};
    take_common(&v, tmp);
    for (uint32_t r = 0, to; r < c->n_rows; r = to) {
        for (to = r + 1; to < c->n_rows && c->rows[r].lacuna &&
                         c->rows[to].lacuna == c->rows[r].lacuna;)
            to++;
        if (c->rows[r].lacuna)
            look_at_block(&v, tmp, r, to);
    }
    arena_release(tmp);
}
