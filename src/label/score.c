// Found against marked attributions, the way bench/polnear.py counts.
#include "label/learn.h"

#include <stdlib.h>

/* A component of one attribution: its pieces in order. */
typedef struct {
    label_range piece[LABEL_PIECES];
    uint32_t n;
} pieces;

static pieces part_of(label_range source, label_range cue, const label_range *content,
                      uint32_t n_content, label_part part)
{
    pieces p = {0};
    if (part == PART_CONTENT) {
        for (uint32_t k = 0; k < n_content && k < LABEL_PIECES; k++)
            p.piece[p.n++] = content[k];
        return p;
    }
    label_range r = part == PART_SOURCE ? source : cue;
    if (r.first < r.last)
        p.piece[p.n++] = r;
    return p;
}

static int by_pieces(const void *a, const void *b)
{
    const pieces *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    for (uint32_t k = 0; k < x->n; k++) {
        if (x->piece[k].first != y->piece[k].first)
            return x->piece[k].first < y->piece[k].first ? -1 : 1;
        if (x->piece[k].last != y->piece[k].last)
            return x->piece[k].last < y->piece[k].last ? -1 : 1;
    }
    return 0;
}

/* Sorted, each once, empty ones out. */
static uint32_t tidy(pieces *v, uint32_t n)
{
    uint32_t kept = 0;
    qsort(v, n, sizeof *v, by_pieces);
    for (uint32_t i = 0; i < n; i++)
        if (v[i].n && (kept == 0 || by_pieces(&v[kept - 1], &v[i]) != 0))
            v[kept++] = v[i];
    return kept;
}

static void cover(const pieces *v, uint32_t n, uint8_t *covered, uint8_t bit)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < v[i].n; k++)
            for (uint32_t t = v[i].piece[k].first; t < v[i].piece[k].last; t++)
                covered[t] |= bit;
}

static void add_spans(label_score *s, label_part part, const pieces *gold,
                      uint32_t n_gold, const pieces *found, uint32_t n_found)
{
    s->gold[part] += n_gold;
    s->found[part] += n_found;
    for (uint32_t g = 0, f = 0; g < n_gold && f < n_found;) {
        int order = by_pieces(&gold[g], &found[f]);
        s->right[part] += order == 0;
        g += order <= 0;
        f += order >= 0;
    }
}

static void add_bytes(label_score *s, label_part part, const text *t,
                      const uint8_t *covered)
{
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        uint32_t len = t->tokens[i].end - t->tokens[i].start;
        bool space = (t->tokens[i].flags & TOKEN_SPACE_BEFORE) && i > 0;
        if (covered[i])
            s->covered[part] += len + (space && covered[i - 1]);
        if (covered[i] == 3)
            s->shared[part] += len + (space && covered[i - 1] == 3);
    }
}

static uint32_t length(const text *t, const pieces *p)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < p->n; k++)
        n += t->tokens[p->piece[k].last - 1].end - t->tokens[p->piece[k].first].start;
    return n;
}

/* Do they share half of the longer one? */
static bool overlap(const text *t, const pieces *a, const pieces *b)
{
    uint32_t shared = 0, la = length(t, a), lb = length(t, b), longer = la > lb ? la : lb;
    for (uint32_t x = 0; x < a->n; x++)
        for (uint32_t y = 0; y < b->n; y++) {
            uint32_t first = a->piece[x].first > b->piece[y].first ? a->piece[x].first
                                                                   : b->piece[y].first;
            uint32_t last =
                a->piece[x].last < b->piece[y].last ? a->piece[x].last : b->piece[y].last;
            if (first < last)
                shared += t->tokens[last - 1].end - t->tokens[first].start;
        }
    return longer == 0 || shared * 2 >= longer;
}

void label_score_add(arena *tmp, label_score *s, const lesson *l,
                     const label_attributions *found)
{
    const text *t = &l->t;
    uint32_t n_found = 0;
    arena *own = arena_sub(tmp);
    pieces *gold[N_PARTS], *mine[N_PARTS];
    for (label_part part = PART_SOURCE; part < N_PARTS; part++) {
        gold[part] = arena_array(own, pieces, (size_t)l->n_gold + 1);
        mine[part] = arena_array(own, pieces, (size_t)found->n + 1);
        for (uint32_t k = 0; k < l->n_gold; k++) {
            const gold_attribution *g = &l->gold[k];
            gold[part][k] = part_of(g->source, g->cue, g->content, g->n_content, part);
        }
        n_found = 0;
        for (uint32_t k = 0; k < found->n; k++) {
            const label_attribution *a = &found->v[k];
            if (a->n_content)
                mine[part][n_found++] =
                    part_of(a->source, a->cue, a->content, a->n_content, part);
        }
    }
    bool *used = arena_array(own, bool, (size_t)n_found + 1);
    s->triples_gold += l->n_gold;
    s->triples_found += n_found;
    for (uint32_t g = 0; g < l->n_gold; g++)
        for (uint32_t f = 0; f < n_found; f++) {
            bool same = !used[f];
            for (label_part part = PART_SOURCE; same && part < N_PARTS; part++)
                same = overlap(t, &gold[part][g], &mine[part][f]);
            if (!same)
                continue;
            used[f] = true;
            s->triples_right++;
            break;
        }
    for (label_part part = PART_SOURCE; part < N_PARTS; part++) {
        uint8_t *covered = arena_array(own, uint8_t, (size_t)t->n_tokens + 1);
        uint32_t n = tidy(gold[part], l->n_gold), m = tidy(mine[part], n_found);
        cover(gold[part], n, covered, 1);
        cover(mine[part], m, covered, 2);
        add_spans(s, part, gold[part], n, mine[part], m);
        add_bytes(s, part, t, covered);
    }
    arena_release(own);
}

double label_f1(uint64_t right, uint64_t found, uint64_t gold)
{
    return found + gold ? 2 * (double)right / (double)(found + gold) : 0;
}
