/* Families from the ties. */
#include "pile/parts.h"

#include <string.h>

typedef struct {
    const pile *p;
    arena *tmp;
    pile_buffer *a, *b;
    pair_finder *finder;
} comparer;

/* Marks the words of `of` that are also in `other`. */
static bool mark(const comparer *c, uint32_t of, uint32_t other, uint8_t bit,
                 uint8_t *marks)
{
    word_run x, y;
    if (!pile_words(c->p, of, c->a, &x) || !pile_words(c->p, other, c->b, &y))
        return false;
    pair_result r;
    pair_set(c->finder, &x);
    pair_compare(c->finder, &y, false, &r);
    for (uint32_t i = 0; i < r.n_stretches; i++)
        for (uint32_t k = r.stretches[i].a_first; k < r.stretches[i].a_last; k++)
            marks[k] |= bit;
    return true;
}

static float overlap(const void *ctx, uint32_t of, uint32_t a, uint32_t b)
{
    const comparer *c = ctx;
    const pile_text *texts = c->p->texts;
    uint32_t n[4] = {0}, x = texts[of].same_as;
    arena *tmp = arena_sub(c->tmp);
    uint8_t *marks = arena_array(tmp, uint8_t, texts[x].n_words + 1);
    bool ok =
        mark(c, x, texts[a].same_as, 1, marks) && mark(c, x, texts[b].same_as, 2, marks);
    for (uint32_t i = 0; i < texts[x].n_words; i++)
        n[marks[i]]++;
    arena_release(tmp);
    uint32_t least = n[1] < n[2] ? n[1] + n[3] : n[2] + n[3];
    return ok && least ? (float)n[3] / (float)least : 0;
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
    pair_compare(c->finder, &run_y, true, &r);
    return (float)pair_tie(&r);
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
        comparer c = {p, tmp, &a, &b, pair_finder_new(tmp)};
        tied_input in = {p->n_texts, ties,    n_ties, (float)PAIR_COPY_SHARE,
                         share,      overlap, &c};
        tied_group(p->mem, &in, &p->found);
        p->summary->n_families = p->found.n_families;
    }
    arena_release(tmp);
    return ok && pile_goes_on(p, "families", p->n_texts, p->n_texts);
}
