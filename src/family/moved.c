/* Moved blocks: what a witness lacks in one place and has in another. Found by runs of
 * words that stand in two blocks of rows, and looked at closely only there. */
#include "family/collate.h"

enum {
    LEAST_MOVED = 8, // words; shorter ones come together by chance
    RUN_WORDS = 4,
    MOST_PLACES = 6,       // of one run: more of them say nothing
    LEAST_RUNS = 2,        // in common, before two blocks are looked at
    MOST_LOOKED = 1 << 14, // pairs of texts
};

// Rows [from, to) that have one lacuna number, or one row without.
typedef struct {
    uint32_t from, to;
    bool moved;
} row_block;

// What one or more witnesses have in a block: a list of them.
typedef struct {
    uint32_t block;
    uint32_t first; // witness
} block_text;

// Where a run of words stands: texts, linked.
typedef struct {
    uint32_t text, next; // from 1; 0: no more
} run_place;

typedef struct {
    arena *tmp;
    const text *const *texts;
    const collation *c;
    VEC(row_block) blocks;
    VEC(block_text) found;
    VEC(run_place) places;
    hash_table runs;   // the first place, from 1
    hash_table common; // runs that two texts have in common
    uint32_t n_looked;
} moved_view;

static uint32_t block_first(const moved_view *m, uint32_t b, uint32_t w)
{
    return m->c->rows[m->blocks.v[b].from].cells[w].first;
}

static uint32_t block_last(const moved_view *m, uint32_t b, uint32_t w)
{
    return m->c->rows[m->blocks.v[b].to - 1].cells[w].last;
}

static bool is_long(const moved_view *m, uint32_t b, uint32_t w)
{
    return block_last(m, b, w) - block_first(m, b, w) >= LEAST_MOVED;
}

// Is what witness v has in block a the text that w has in block b?
static bool same_text(const moved_view *m, uint32_t a, uint32_t v, uint32_t b, uint32_t w)
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

/* A witness that has the text in its block, and nothing long in the other block. */
static bool lacks_other(const moved_view *m, const block_text *x, uint32_t other)
{
    for (uint32_t w = x->first; w < m->c->n_witnesses; w++)
        if (!is_long(m, other, w) && is_long(m, x->block, w) &&
            same_text(m, x->block, x->first, x->block, w))
            return true;
    return false;
}

static void look_at_pair(moved_view *m, const block_text *x, const block_text *y)
{
    row_block *a = &m->blocks.v[x->block], *b = &m->blocks.v[y->block];
    if ((a->moved && b->moved) || ++m->n_looked > MOST_LOOKED)
        return;
    if ((same_text(m, x->block, x->first, y->block, y->first) ||
         same_text(m, y->block, y->first, x->block, x->first)) &&
        lacks_other(m, x, y->block) && lacks_other(m, y, x->block))
        a->moved = b->moved = true;
}

// A run of words of text x (from 1): what other texts have it, too?
static void note_run(moved_view *m, uint64_t key, uint32_t x)
{
    uint32_t *first = hash_table_put(&m->runs, key, NULL);
    uint32_t n = 0;
    for (uint32_t at = *first; at; at = m->places.v[at - 1].next) {
        uint32_t y = m->places.v[at - 1].text;
        if (y == x || ++n == MOST_PLACES)
            return;
        if (m->found.v[y - 1].block == m->found.v[x - 1].block)
            continue;
        uint64_t pair = (uint64_t)x << 32 | y;
        if (++*hash_table_put(&m->common, pair, NULL) == LEAST_RUNS)
            look_at_pair(m, &m->found.v[x - 1], &m->found.v[y - 1]);
    }
    vec_push(m->tmp, &m->places, (run_place){x, *first});
    *first = m->places.n;
}

static void note_text(moved_view *m, uint32_t x)
{
    const block_text here = m->found.v[x - 1];
    const text *t = m->texts[here.first];
    uint64_t words[RUN_WORDS] = {0};
    uint32_t n = 0;
    for (uint32_t i = block_first(m, here.block, here.first);
         i < block_last(m, here.block, here.first); i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT)
            continue;
        words[n++ % RUN_WORDS] = t->tokens[i].hash;
        if (n < RUN_WORDS)
            continue;
        uint64_t key = 0;
        for (uint32_t k = 0; k < RUN_WORDS; k++)
            key = hash_mix(key, words[(n + k) % RUN_WORDS]);
        note_run(m, key, x);
    }
}

// The different texts that witnesses have in a block.
static void note_block(moved_view *m, uint32_t b)
{
    arena *own = arena_sub(m->tmp);
    hash_table known;
    hash_table_init(&known, own, 8);
    for (uint32_t w = 0; w < m->c->n_witnesses; w++) {
        if (!is_long(m, b, w))
            continue;
        uint64_t key = 0;
        for (uint32_t i = block_first(m, b, w); i < block_last(m, b, w); i++)
            key = hash_mix(key, m->texts[w]->tokens[i].hash);
        bool is_new;
        hash_table_put(&known, key, &is_new);
        if (!is_new)
            continue;
        vec_push(m->tmp, &m->found, (block_text){b, w});
        note_text(m, m->found.n);
    }
    arena_release(own);
}

static void find_blocks(moved_view *m)
{
    const collation *c = m->c;
    for (uint32_t r = 0, to; r < c->n_rows; r = to) {
        for (to = r + 1; to < c->n_rows && c->rows[r].lacuna &&
                         c->rows[to].lacuna == c->rows[r].lacuna;)
            to++;
        if (c->rows[r].n_readings > 1)
            vec_push(m->tmp, &m->blocks, (row_block){r, to, false});
    }
}

void collate_moved(arena *out, const text *const *texts, collation *c)
{
    arena *tmp = arena_sub(out);
    moved_view m = {.tmp = tmp, .texts = texts, .c = c};
    hash_table_init(&m.runs, tmp, 256);
    hash_table_init(&m.common, tmp, 256);
    find_blocks(&m);
    for (uint32_t b = 0; b < m.blocks.n; b++)
        note_block(&m, b);
    for (uint32_t b = 0; b < m.blocks.n; b++)
        for (uint32_t r = m.blocks.v[b].from; m.blocks.v[b].moved && r < m.blocks.v[b].to;
             r++)
            if (c->rows[r].edit == EDIT_CUT || c->rows[r].edit == EDIT_ADDITION)
                c->rows[r].edit = EDIT_MOVED;
    arena_release(tmp);
}
