#include "match/passages.h"

#include <stdlib.h>

/* The texts that have one's words: of text i, all[first[i]] .. all[first[i + 1]]. */
typedef struct {
    uint32_t *first, *all;
} equal_texts;

static equal_texts list_equal(arena *tmp, const passage_texts *in)
{
    uint32_t n = in->n_texts;
    equal_texts e = {arena_array(tmp, uint32_t, n + 2),
                     arena_array(tmp, uint32_t, n + 1)};
    for (uint32_t i = 0; i < n; i++)
        e.first[in->same_as[i] + 1]++;
    for (uint32_t i = 0; i < n; i++)
        e.first[i + 1] += e.first[i];
    uint32_t *fill = arena_copy(tmp, e.first, (n + 1) * sizeof *fill);
    for (uint32_t i = 0; i < n; i++)
        e.all[fill[in->same_as[i]]++] = i;
    return e;
}

static uint32_t n_equal(const equal_texts *e, uint32_t which)
{
    return e->first[which + 1] - e->first[which];
}

/* The same marks at both ends belong to the passage: those that are written on to its
 * last word, and those before its first one that open something. So no mark can belong to
 * two passages. */
static bool is_mark(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_PUNCT;
}

static bool same_mark(const text *a, uint32_t i, const text *b, uint32_t k)
{
    return is_mark(a, i) && is_mark(b, k) && a->tokens[i].hash == b->tokens[k].hash;
}

static bool stands_apart(const text *t, uint32_t i)
{
    return i == 0 || t->tokens[i].flags & TOKEN_SPACE_BEFORE;
}

static void take_marks(const text *a, const text *b, passage *p)
{
    while (same_mark(a, p->a_last, b, p->b_last) && !stands_apart(a, p->a_last) &&
           !stands_apart(b, p->b_last)) {
        p->a_last++;
        p->b_last++;
    }
    for (uint32_t i = p->a_first, k = p->b_first; i && k && !stands_apart(a, i) &&
                                                  !stands_apart(b, k) &&
                                                  same_mark(a, i - 1, b, k - 1);) {
        i--;
        k--;
        if (stands_apart(a, i) && stands_apart(b, k)) {
            p->a_first = i;
            p->b_first = k;
        }
    }
}

// An ending of the word before it: "'s".
static bool is_ending(const text *t, uint32_t i)
{
    return i && !stands_apart(t, i) && t->tokens[i - 1].kind != TOKEN_PUNCT;
}

/* How many words to leave out at the front, so that a passage does not begin within a
 * word: what is before it was not the same. */
static uint32_t n_endings(const passage_texts *in, uint32_t x, uint32_t y,
                          const stretch *s)
{
    const text *a = &in->texts[x], *b = &in->texts[y];
    uint32_t n_a = s->a_last - s->a_first, n_b = s->b_last - s->b_first,
             most = (n_a < n_b ? n_a : n_b) / 2;
    for (uint32_t k = 0; k < most; k++) {
        uint32_t i = in->tokens[x][s->a_first + k], j = in->tokens[y][s->b_first + k];
        if (!is_ending(a, i) && !is_ending(b, j) &&
            a->tokens[i].hash == b->tokens[j].hash)
            return k;
    }
    return 0;
}

static passage make_passage(const passage_texts *in, uint32_t x, uint32_t y,
                            const found_stretch *f)
{
    stretch cut = f->where;
    const stretch *s = &cut;
    for (uint32_t k = n_endings(in, x, y, s); k > 0; k--) {
        uint32_t i = in->tokens[x][cut.a_first++], j = in->tokens[y][cut.b_first++];
        cut.n_same -=
            cut.n_same > 1 && in->texts[x].tokens[i].hash == in->texts[y].tokens[j].hash;
    }
    uint32_t n_a = s->a_last - s->a_first, n_b = s->b_last - s->b_first;
    passage p = {.a = x,
                 .b = y,
                 .a_first = in->tokens[x][s->a_first],
                 .a_last = in->tokens[x][s->a_last - 1] + 1,
                 .b_first = in->tokens[y][s->b_first],
                 .b_last = in->tokens[y][s->b_last - 1] + 1,
                 .n_same = s->n_same,
                 .n_words = n_a > n_b ? n_a : n_b,
                 .kind = f->kind};
    take_marks(&in->texts[x], &in->texts[y], &p);
    if (x < y)
        return p;
    return (passage){.a = y,
                     .b = x,
                     .a_first = p.b_first,
                     .a_last = p.b_last,
                     .b_first = p.a_first,
                     .b_last = p.a_last,
                     .n_same = p.n_same,
                     .n_words = p.n_words,
                     .kind = p.kind};
}

static passage whole_text(const passage_texts *in, uint32_t x, uint32_t y)
{
    return (passage){.a = x,
                     .b = y,
                     .a_last = in->texts[x].n_tokens,
                     .b_last = in->texts[y].n_tokens,
                     .n_same = in->texts[x].n_words,
                     .n_words = in->texts[x].n_words,
                     .kind = PASSAGE_COPY};
}

static int by_place(const void *left, const void *right)
{
    const passage *p = left, *q = right;
    const uint32_t x[] = {p->a, p->b, p->a_first, p->b_first};
    const uint32_t y[] = {q->a, q->b, q->a_first, q->b_first};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* How many of the texts equal to each of the two take part. */
typedef struct {
    uint32_t n_a, n_b;
} shares;

static shares shares_of(const equal_texts *e, uint32_t a, uint32_t b)
{
    shares s = {n_equal(e, a), n_equal(e, b)};
    bool all = (uint64_t)s.n_a * s.n_b <= MATCH_MOST_EQUAL;
    return all ? s : (shares){1, 1};
}

static size_t count(const equal_texts *e, const found_stretch *found, size_t n,
                    uint32_t n_texts)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) {
        shares s = shares_of(e, found[i].a, found[i].b);
        total += (size_t)s.n_a * s.n_b;
    }
    for (uint32_t i = 0; i < n_texts; i++) {
        size_t m = n_equal(e, i);
        total += m > MATCH_MOST_EQUAL ? m - 1 : m ? m * (m - 1) / 2 : 0;
    }
    return total;
}

void passages_take(arena *out, const passage_texts *in, const found_stretch *found,
                   size_t n, match_result *result)
{
    arena *tmp = arena_sub(out);
    equal_texts e = list_equal(tmp, in);
    size_t total = count(&e, found, n, in->n_texts);
    if (total > UINT32_MAX)
        arena_fail(out);
    passage *to = result->passages = arena_array(out, passage, total + 1);
    for (size_t i = 0; i < n; i++) {
        shares s = shares_of(&e, found[i].a, found[i].b);
        for (uint32_t x = 0; x < s.n_a; x++)
            for (uint32_t y = 0; y < s.n_b; y++)
                *to++ = make_passage(in, e.all[e.first[found[i].a] + x],
                                     e.all[e.first[found[i].b] + y], &found[i]);
    }
    for (uint32_t i = 0; i < in->n_texts; i++) {
        const uint32_t *all = &e.all[e.first[i]];
        uint32_t m = n_equal(&e, i), most = m > MATCH_MOST_EQUAL ? 1 : m;
        for (uint32_t x = 0; x < most; x++)
            for (uint32_t y = x + 1; y < m; y++)
                *to++ = whole_text(in, all[x], all[y]);
    }
    result->n_passages = (uint32_t)total;
    if (total)
        qsort(result->passages, total, sizeof *to, by_place);
    arena_release(tmp);
}
