#include "label/sift.h"

#include "label/chain.h"

enum { SIFT_AT_ONCE = 128 };

typedef struct {
    sift_reader reads;
    void *ctx;
    uint32_t n;
    uint32_t rows[SIFT_AT_ONCE];
} collector;

static inline void add(collector *c, uint32_t row)
{
    c->rows[c->n++] = row;
    if (c->n == SIFT_AT_ONCE) {
        c->reads(c->ctx, c->rows, c->n);
        c->n = 0;
    }
}

static uint32_t length_class(uint32_t n)
{
    return n < 4 ? 0 : n < 8 ? 1 : n < 15 ? 2 : n < 30 ? 3 : 4;
}

/* Whether the rules found anything near the start or the end of a neighbour. */
static uint32_t neighbour(const text *t, const word_look *looks, const uint8_t *advice,
                          uint32_t s, int by)
{
    enum { LOOK = 12 };
    int64_t at = (int64_t)s + by;
    if (at < 0 || at >= t->n_sentences ||
        t->sentences[at].paragraph != t->sentences[s].paragraph)
        return 0;
    const sentence *o = &t->sentences[at];
    uint32_t found = 0, quoted = 0;
    for (uint32_t k = 0; k < LOOK && k < o->last - o->first; k++) {
        uint32_t i = by < 0 ? o->last - 1 - k : o->first + k;
        found |= advice[i];
        quoted |= looks[i].quote;
    }
    return 1u + (found != 0) + 2u * (quoted != 0);
}

void sift_rows(const linear *m, const text *t, const word_look *looks,
               const uint8_t *advice, uint32_t s, sift_reader reads, void *ctx)
{
    collector c = {.reads = reads, .ctx = ctx};
    const sentence *z = &t->sentences[s];
    uint32_t quotes = 0, parts = 0;
    for (uint32_t i = z->first; i < z->last; i++) {
        const word_look *w = &looks[i];
        quotes |= w->quote;
        if (advice[i])
            parts |= 1u << (uint32_t)label_part_of(advice[i] & 15u);
        add(&c, feature_row(m, 0, w->word, 0));
        if (i + 1 < z->last)
            add(&c, feature_row(m, 1, w->word, w[1].word));
    }
    uint32_t before = neighbour(t, looks, advice, s, -1),
             after = neighbour(t, looks, advice, s, 1);
    add(&c, feature_row(m, 2, quotes, parts));
    add(&c, feature_row(m, 3, parts, length_class(z->last - z->first)));
    add(&c, feature_row(m, 4, before << 4 | after, 0));
    add(&c, feature_row(m, 5, before << 4 | after, quotes));
    add(&c, feature_row(m, 6, z->paragraph == 0, 0));
    reads(ctx, c.rows, c.n);
}

typedef struct {
    const linear *m;
    float sum;
} adder;

static void add_up(void *ctx, const uint32_t *rows, uint32_t n)
{
    adder *a = ctx;
    a->sum += linear_score(a->m, rows, n, 0);
}

float sift_sentence(const linear *m, const text *t, const word_look *looks,
                    const uint8_t *advice, uint32_t s)
{
    adder a = {.m = m};
    sift_rows(m, t, looks, advice, s, add_up, &a);
    return a.sum;
}
