// Moved blocks: what a witness lacks in one place and has in another.
#include "family/collate.h"

enum { LEAST_MOVED = 8 }; // words; shorter ones come together by chance

// Rows [from, to) that have one lacuna number, or one row without.
typedef struct {
    uint32_t from, to;
    bool moved;
} row_block;

typedef struct {
    const text *const *texts;
    const collation *c;
} moved_view;

static uint32_t block_first(const moved_view *m, const row_block *b, uint32_t w)
{
    return m->c->rows[b->from].cells[w].first;
}

static uint32_t block_last(const moved_view *m, const row_block *b, uint32_t w)
{
    return m->c->rows[b->to - 1].cells[w].last;
}

static bool is_long(const moved_view *m, const row_block *b, uint32_t w)
{
    return block_last(m, b, w) - block_first(m, b, w) >= LEAST_MOVED;
}

// Is what witness v has in block a the text that w has in block b?
static bool same_text(const moved_view *m, const row_block *a, uint32_t v,
                      const row_block *b, uint32_t w)
{
    uint32_t n = 0, n_same = 0, at = block_first(m, b, w);
    for (uint32_t i = block_first(m, a, v); i < block_last(m, a, v); i++) {
        const token *t = &m->texts[v]->tokens[i];
        if (t->kind == TOKEN_PUNCT)
            continue;
        n++;
        for (uint32_t k = at; k < block_last(m, b, w) && k < at + LEAST_MOVED; k++)
            if (m->texts[w]->tokens[k].hash == t->hash) {
                n_same++;
                at = k + 1;
                break;
            }
    }
    return n >= LEAST_MOVED && n_same * 4 >= n * 3;
}

static bool moved_between(const moved_view *m, const row_block *a, const row_block *b)
{
    const uint32_t n = m->c->n_witnesses;
    for (uint32_t v = 0; v < n; v++) {
        if (!is_long(m, a, v) || is_long(m, b, v))
            continue;
        for (uint32_t w = 0; w < n; w++)
            if (is_long(m, b, w) && !is_long(m, a, w) &&
                (same_text(m, a, v, b, w) || same_text(m, b, w, a, v)))
                return true;
    }
    return false;
}

static void mark_block(collation *c, const row_block *b)
{
    for (uint32_t r = b->from; r < b->to; r++)
        if (c->rows[r].edit == EDIT_CUT || c->rows[r].edit == EDIT_ADDITION)
            c->rows[r].edit = EDIT_MOVED;
}

void collate_moved(arena *out, const text *const *texts, collation *c)
{
    arena *tmp = arena_sub(out);
    moved_view m = {texts, c};
    VEC(row_block) blocks = {0};
    for (uint32_t r = 0, to; r < c->n_rows; r = to) {
        for (to = r + 1; to < c->n_rows && c->rows[r].lacuna &&
                         c->rows[to].lacuna == c->rows[r].lacuna;)
            to++;
        row_block b = {r, to, false};
        bool any = false;
        for (uint32_t w = 0; w < c->n_witnesses; w++)
            any |= is_long(&m, &b, w);
        if (any && c->rows[r].n_readings > 1)
            vec_push(tmp, &blocks, b);
    }
    for (uint32_t i = 0; i < blocks.n; i++)
        for (uint32_t k = i + 1; k < blocks.n; k++)
            if (moved_between(&m, &blocks.v[i], &blocks.v[k]))
                blocks.v[i].moved = blocks.v[k].moved = true;
    for (uint32_t i = 0; i < blocks.n; i++)
        if (blocks.v[i].moved)
            mark_block(c, &blocks.v[i]);
    arena_release(tmp);
}
