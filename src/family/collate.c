// Collation: the witnesses are aligned one after the other, most alike first, then each
// once more against all the others.
#include "family/collate.h"

#include <stdlib.h>

enum { MOST_REALIGNED = 60 }; // witnesses; beyond, one pass has to do

typedef struct {
    uint64_t *v; // hashes of the content words, ascending
    uint32_t n;
} word_set;

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static word_set content_words(arena *tmp, const text *t)
{
    word_set set = {arena_array(tmp, uint64_t, t->n_tokens + 1), 0};
    for (uint32_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind != TOKEN_PUNCT && !(t->tokens[i].flags & TOKEN_FUNCTION))
            set.v[set.n++] = t->tokens[i].hash;
    qsort(set.v, set.n, sizeof *set.v, by_number);
    return set;
}

static uint32_t n_shared(const word_set *a, const word_set *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->v[i], y = b->v[k];
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

// More words shared; of equals the first by its bytes, so that the order in which the
// witnesses come says nothing.
static bool comes_before(const profile *p, uint64_t n_w, uint32_t w, uint64_t n_v,
                         uint32_t v)
{
    return n_w != n_v ? n_w > n_v : slice_cmp(p->texts[w]->bytes, p->texts[v]->bytes) < 0;
}

/* The witnesses in the order in which they are aligned: first the one that shares most
 * with all, then always the one that shares most with one that is in. */
static uint32_t *guide_order(arena *tmp, const profile *p)
{
    const uint32_t n = p->n_witnesses;
    word_set *sets = arena_array(tmp, word_set, n);
    uint64_t *total = arena_array(tmp, uint64_t, n);
    uint32_t *shared = arena_array(tmp, uint32_t, (size_t)n * n);
    for (uint32_t w = 0; w < n; w++)
        sets[w] = content_words(tmp, p->texts[w]);
    for (uint32_t w = 0; w < n; w++) {
        for (uint32_t v = 0; v < w; v++) {
            uint32_t s = n_shared(&sets[v], &sets[w]);
            shared[(size_t)v * n + w] = shared[(size_t)w * n + v] = s;
            total[v] += s;
            total[w] += s;
        }
    }
    uint32_t *order = arena_array(tmp, uint32_t, n);
    uint32_t *nearest = arena_array(tmp, uint32_t, n); // words shared with one that is in
    bool *in = arena_array(tmp, bool, n);
    for (uint32_t w = 1; w < n; w++)
        if (comes_before(p, total[w], w, total[order[0]], order[0]))
            order[0] = w;
    for (uint32_t k = 0; k < n; k++) {
        if (k > 0) {
            uint32_t best = UINT32_MAX;
            for (uint32_t w = 0; w < n; w++)
                if (!in[w] && (best == UINT32_MAX ||
                               comes_before(p, nearest[w], w, nearest[best], best)))
                    best = w;
            order[k] = best;
        }
        in[order[k]] = true;
        for (uint32_t w = 0; w < n; w++) {
            uint32_t s = shared[(size_t)order[k] * n + w];
            nearest[w] = s > nearest[w] ? s : nearest[w];
        }
    }
    return order;
}

// columns[w][t] from the profile's table.
static void index_columns(arena *out, const profile *p, collation *c)
{
    c->n_columns = p->n_columns;
    c->columns = arena_array(out, uint32_t *, p->n_witnesses);
    for (uint32_t w = 0; w < p->n_witnesses; w++)
        c->columns[w] = arena_array(out, uint32_t, p->texts[w]->n_tokens + 1);
    for (uint32_t column = 0; column < p->n_columns; column++)
        for (uint32_t w = 0; w < p->n_witnesses; w++) {
            uint32_t t = p->tokens[(size_t)column * p->n_witnesses + w];
            if (t != PROFILE_NONE)
                c->columns[w][t] = column;
        }
}

void family_collate(arena *out, const text *texts, family *f)
{
    arena *tmp = arena_sub(out);
    profile p;
    profile_init(tmp, &p, texts, f->witnesses, f->n_witnesses);
    uint32_t *order = guide_order(tmp, &p);
    for (uint32_t k = 0; k < f->n_witnesses; k++)
        profile_add(tmp, &p, order[k]);
    if (f->n_witnesses > 2 && f->n_witnesses <= MOST_REALIGNED) {
        for (uint32_t k = 0; k < f->n_witnesses; k++) {
            profile_remove(&p, order[k]);
            profile_add(tmp, &p, order[k]);
        }
    }
    f->collated = (collation){.n_witnesses = f->n_witnesses};
    index_columns(out, &p, &f->collated);
    collate_rows(out, &p, &f->collated);
    for (uint32_t r = 0; r < f->collated.n_rows; r++)
        if (f->collated.rows[r].n_readings > 1)
            f->collated.rows[r].edit =
                collate_class(tmp, p.texts, &f->collated.rows[r], f->n_witnesses);
    collate_moved(out, p.texts, &f->collated);
    arena_release(tmp);
}
