/* Families from the ties. */
#include "pile/parts.h"

#include <string.h>

typedef struct {
    const pile *p;
    pile_buffer *a, *b;
    pair_finder *finder;
} comparer;

static bool conflict(const void *ctx, uint32_t a, uint32_t b)
{
    const comparer *c = ctx;
    const uint32_t *x = c->p->texts[a].agencies, *y = c->p->texts[b].agencies;
    if (x[0] == 0 || y[0] == 0)
        return false;
    for (int i = 0; i < MOST_AGENCIES && x[i]; i++)
        for (int k = 0; k < MOST_AGENCIES && y[k]; k++)
            if (x[i] == y[k])
                return false;
    return true;
}

static float share(const void *ctx, uint32_t a, uint32_t b)
{
    const comparer *c = ctx;
    uint32_t x = c->p->texts[a].same_as, y = c->p->texts[b].same_as;
    if (x == y)
        return 1;
    word_run run_x, run_y;
    if (!pile_words(c->p, x < y ? x : y, c->a, &run_x) ||
        !pile_words(c->p, x < y ? y : x, c->b, &run_y))
        return 0;
    pair_result r;
    pair_set(c->finder, &run_x);
    pair_compare(c->finder, &run_y, &r);
    return r.is_form ? 0 : (float)pair_share(&r, &run_x, &run_y);
}

/* All ties; a text that is the same as an earlier one is tied to that one alone. */
static text_tie *load_ties(const pile *p, arena *tmp, size_t *n_ties)
{
    size_t n = p->summary->n_equal;
    for (uint32_t b = 0; b < p->n_buckets; b++) {
        const spool_piece *from = spool_find(p->spool, (piece){"ties", b});
        n += from ? spool_size(from) / sizeof(text_tie) : 0;
    }
    text_tie *ties = arena_array(tmp, text_tie, n + 1), *to = ties;
    for (uint32_t b = 0; b < p->n_buckets; b++) {
        const spool_piece *from = spool_find(p->spool, (piece){"ties", b});
        size_t size = from ? spool_size(from) : 0;
        const void *got = size ? spool_read(from, tmp, 0, size, to) : NULL;
        if (size && !got)
            return NULL;
        if (size && got != to)
            memcpy(to, got, size);
        to += size / sizeof *to;
    }
    for (uint32_t i = 0; i < p->n_texts; i++)
        if (p->texts[i].same_as != i)
            *to++ = (text_tie){p->texts[i].same_as, i, 1, 1, 1};
    *n_ties = n;
    return ties;
}

bool pile_group(pile *p)
{
    arena *tmp = arena_sub(p->mem);
    size_t n_ties;
    text_tie *ties = load_ties(p, tmp, &n_ties);
    bool ok = ties && pile_goes_on(p, "families", 0, p->n_texts);
    if (ok) {
        pile_buffer a = {.a = tmp}, b = {.a = tmp};
        comparer c = {p, &a, &b, pair_finder_new(tmp)};
        tied_input in = {p->n_texts, ties, n_ties, PILE_COPY_SHARE, conflict, share, &c};
        tied_group(p->mem, &in, &p->found);
        p->summary->n_families = p->found.n_families;
    }
    arena_release(tmp);
    return ok && pile_goes_on(p, "families", p->n_texts, p->n_texts);
}
