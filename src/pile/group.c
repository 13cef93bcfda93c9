/* Families from the ties. */
#include "family/comparer.h"
#include "pile/parts.h"

#include <string.h>

typedef struct {
    const pile *p;
    pile_buffer buffers[2];
    comparer *compared;
} asked;

static bool words(void *ctx, uint32_t which, int place, word_run *run)
{
    asked *x = ctx;
    return pile_words(x->p, x->p->texts[which].same_as, &x->buffers[place], run);
}

static float overlap(const void *ctx, uint32_t a, uint32_t b)
{
    const asked *x = ctx;
    if (x->p->texts[a].same_as == x->p->texts[b].same_as)
        return 1;
    return comparer_overlap(x->compared, a, b);
}

static float common(const void *ctx, uint32_t a, uint32_t parts_a, uint32_t b,
                    uint32_t parts_b)
{
    const asked *x = ctx;
    return comparer_common(x->compared, a, parts_a, b, parts_b);
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
            *to++ = (text_tie){p->texts[i].same_as, i, 1, UINT32_MAX, UINT32_MAX, false};
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
        asked x = {.p = p, .buffers = {{.a = tmp}, {.a = tmp}}};
        x.compared = comparer_new(tmp, (compare_source){words, &x});
        tied_input in = {.n_texts = p->n_texts,
                         .ties = ties,
                         .n_ties = n_ties,
                         .least = (float)PAIR_COPY_SHARE,
                         .overlap = overlap,
                         .common = common,
                         .ctx = &x};
        tied_group(p->mem, &in, &p->found);
        p->summary->n_families = p->found.n_families;
    }
    arena_release(tmp);
    return ok && pile_goes_on(p, "families", p->n_texts, p->n_texts);
}
