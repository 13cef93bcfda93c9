/* Edits of whole sentences and paragraphs: cuts, additions, splices, moves. */
#include "bench/edit.h"

enum { LEAST_BLOCKS = 4 };

static uint32_t blocks_by(arena *a, const draft *d, uint32_t **starts,
                          bool (*ends)(const word *))
{
    VEC(uint32_t) list = {0};
    vec_push(a, &list, 0);
    for (uint32_t i = 0; i < d->n; i++)
        if (ends(&d->v[i]) && i + 1 < d->n)
            vec_push(a, &list, i + 1);
    vec_push(a, &list, d->n);
    *starts = list.v;
    return list.n - 1;
}

static bool ends_paragraph(const word *w)
{
    return w->gap == GAP_PARAGRAPH;
}

uint32_t draft_blocks(arena *a, const draft *d, uint32_t **starts)
{
    uint32_t n = blocks_by(a, d, starts, ends_paragraph);
    return n >= LEAST_BLOCKS ? n : blocks_by(a, d, starts, word_ends_sentence);
}

void edit_abridge(draft *d, uint32_t keep)
{
    uint32_t most = (uint32_t)((uint64_t)d->n * keep / MILLION), cut = 0, first = 0;
    for (uint32_t i = 0; i < d->n && (i < most || !first); i++)
        if (word_ends_sentence(&d->v[i])) {
            first = i + 1;
            if (i < most)
                cut = i + 1;
        }
    // One sentence at least; within a long one the cut falls where it must.
    if (cut * 3 < most * 2)
        cut = first && first < most * 3 / 2 ? first : most;
    d->n = cut ? cut : d->n;
    if (d->n)
        vec_last(d)->gap = GAP_PARAGRAPH;
}

static void add_range(arena *a, draft *to, const draft *from, uint32_t start,
                      uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        vec_push(a, to, from->v[i]);
    if (end > start)
        vec_last(to)->gap = GAP_PARAGRAPH;
}

/* `d` with `add` before word `before`. */
static void put_before(arena *a, draft *d, uint32_t before, const draft *add)
{
    draft to = {0};
    if (before)
        add_range(a, &to, d, 0, before);
    add_range(a, &to, add, 0, add->n);
    for (uint32_t i = before; i < d->n; i++)
        vec_push(a, &to, d->v[i]);
    *d = to;
}

void edit_add_paragraph(const bench_desk *k, draft *d, uint32_t before, slice text,
                        uint8_t marks)
{
    draft add = {0};
    draft_of(k->a, text, NO_SOURCE, &add);
    for (uint32_t i = 0; i < add.n; i++)
        add.v[i].marks = marks;
    put_before(k->a, d, before, &add);
}

void edit_insert(const bench_desk *k, draft *d, const event *e, uint32_t n_paragraphs,
                 dice *by)
{
    for (uint32_t i = 0; i < n_paragraphs; i++) {
        uint32_t *starts;
        uint32_t n = draft_blocks(k->a, d, &starts);
        pen text;
        pen_init(&text, k->a);
        tell_paragraph(&text, k->w, e, dice_between(by, 20, 70), by);
        edit_add_paragraph(k, d, starts[dice_between(by, 1, n)], pen_slice(&text), 0);
    }
}

void edit_splice(const bench_desk *k, draft *d, const draft *add, uint32_t keep,
                 uint32_t share, dice *by)
{
    edit_abridge(d, keep);
    uint32_t want = (uint32_t)((uint64_t)d->n * share / MILLION), *starts;
    uint32_t n = draft_blocks(k->a, add, &starts);
    uint32_t first = n > 2 ? dice_below(by, n / 2) : 0, last = first;
    while (last < n && starts[last] - starts[first] < want)
        last++;
    while (first > 0 && starts[last] - starts[first] < want)
        first--;
    draft block = {0};
    add_range(k->a, &block, add, starts[first], starts[last]);
    n = draft_blocks(k->a, d, &starts);
    put_before(k->a, d, dice_below(by, 2) ? d->n : starts[dice_between(by, 1, n)],
               &block);
}

void edit_move(const bench_desk *k, draft *d, dice *by)
{
    uint32_t *starts;
    uint32_t n = draft_blocks(k->a, d, &starts);
    if (n < 3)
        return;
    uint32_t from = dice_between(by, 1, n - 1), len = 1;
    while (from + len < n && starts[from + len] - starts[from] < 15)
        len++;
    uint32_t to = dice_below(by, n - len); // counted without the block
    if (to >= from)
        to += len + 1;
    draft block = {0}, rest = {0};
    add_range(k->a, &block, d, starts[from], starts[from + len]);
    for (uint32_t i = 0; i < d->n; i++)
        if (i < starts[from] || i >= starts[from + len])
            vec_push(k->a, &rest, d->v[i]);
    uint32_t before = starts[to];
    if (before > starts[from])
        before -= starts[from + len] - starts[from];
    put_before(k->a, &rest, before, &block);
    *d = rest;
}
