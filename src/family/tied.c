#include "family/tied.h"

#include "base/vec.h"
#include "family/pieces.h"

#include <stdlib.h>
#include <string.h>

static const float HALF = 0.5f;
enum { MOST_LOOKED_AT = 64 }; // passages of one text

typedef struct {
    arena *tmp;
    const tied_input *in;
    uint32_t *up;     // union-find: towards the group's least text
    uint32_t *size;   // at the least text
    uint32_t *centre; // at the least text: the text of the most and strongest ties
    text_pieces pieces;
    uint32_t *own;  // of each text: the parts that it shares with its own group
    uint32_t *left; // ties that joined nothing
    size_t n_left;
} grouping;

static int by_strength(const void *left, const void *right)
{
    const text_tie *p = left, *q = right;
    if (p->share != q->share)
        return p->share > q->share ? -1 : 1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static uint32_t group_of(grouping *g, uint32_t text)
{
    while (g->up[text] != text) {
        g->up[text] = g->up[g->up[text]];
        text = g->up[text];
    }
    return text;
}

static void join(grouping *g, uint32_t x, uint32_t y)
{
    uint32_t least = x < y ? x : y, other = x < y ? y : x;
    g->up[other] = least;
    g->size[least] += g->size[other];
}

static void join_tied(grouping *g)
{
    uint32_t n = g->in->n_texts;
    g->up = arena_array(g->tmp, uint32_t, n + 1);
    g->size = arena_array(g->tmp, uint32_t, n + 1);
    g->left = arena_array(g->tmp, uint32_t, g->in->n_ties + 1);
    for (uint32_t i = 0; i < n; i++) {
        g->up[i] = i;
        g->size[i] = 1;
    }
    for (size_t i = 0; i < g->in->n_ties; i++) {
        const text_tie *t = &g->in->ties[i];
        uint32_t x = group_of(g, t->a), y = group_of(g, t->b);
        if (x != y && !g->pieces.refused[i] && !t->passage)
            join(g, x, y);
    }
    for (size_t i = 0; i < g->in->n_ties; i++)
        if (group_of(g, g->in->ties[i].a) != group_of(g, g->in->ties[i].b))
            g->left[g->n_left++] = (uint32_t)i;
}

static void find_centres(grouping *g)
{
    uint32_t n = g->in->n_texts;
    float *degree = arena_array(g->tmp, float, n + 1);
    g->centre = arena_array(g->tmp, uint32_t, n + 1);
    // in the order of the ties, so that sums come out the same in every run
    for (size_t i = 0; i < g->in->n_ties; i++) {
        const text_tie *t = &g->in->ties[i];
        if (group_of(g, t->a) != group_of(g, t->b))
            continue;
        degree[t->a] += t->share;
        degree[t->b] += t->share;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t least = group_of(g, i);
        if (least == i || degree[i] > degree[g->centre[least]])
            g->centre[least] = i;
    }
}

static void number_families(arena *out, grouping *g, tied_result *r)
{
    uint32_t n = g->in->n_texts, n_members = 0;
    r->family_of = arena_array(out, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t least = group_of(g, i);
        r->family_of[i] = TIED_NONE;
        if (g->size[least] < 2)
            continue;
        r->family_of[i] = least == i ? r->n_families++ : r->family_of[least];
        n_members++;
    }
    r->sizes = arena_array(out, uint32_t, r->n_families + 1);
    r->first_of = arena_array(out, uint32_t, r->n_families + 2);
    r->members = arena_array(out, uint32_t, n_members + 1);
    for (uint32_t i = 0; i < n; i++)
        if (r->family_of[i] != TIED_NONE)
            r->sizes[r->family_of[i]]++;
    for (uint32_t f = 0; f < r->n_families; f++)
        r->first_of[f + 1] = r->first_of[f] + r->sizes[f];
    uint32_t *fill =
        arena_copy(g->tmp, r->first_of, (r->n_families + 1) * sizeof *r->first_of);
    for (uint32_t i = 0; i < n; i++)
        if (r->family_of[i] != TIED_NONE)
            r->members[fill[r->family_of[i]]++] = i;
}

static int by_pair(const void *left, const void *right)
{
    const text_tie *p = left, *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static float overlap_of(const grouping *g, uint32_t a, uint32_t b)
{
    text_tie key = {.a = a, .b = b};
    const text_tie *found =
        bsearch(&key, g->in->ties, g->in->n_ties, sizeof key, by_pair);
    return found ? found->share : g->in->overlap(g->in->ctx, a, b);
}

static float least_share(const grouping *g, uint32_t centre, const uint32_t *members,
                         uint32_t n)
{
    float least = 1;
    for (uint32_t i = 0; i < n && n > TIED_ALL_PAIRS; i++) {
        uint32_t m = members[i];
        float share = m == centre  ? 1
                      : m < centre ? overlap_of(g, m, centre)
                                   : overlap_of(g, centre, m);
        least = share < least ? share : least;
    }
    for (uint32_t i = 0; i < n && n <= TIED_ALL_PAIRS; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            float share = overlap_of(g, members[i], members[k]);
            least = share < least ? share : least;
        }
    return least;
}

/* Ties by pair, so that they can be found. */
static void measure(arena *out, grouping *g, tied_result *r)
{
    r->least_share = arena_array(out, float, r->n_families + 1);
    if (g->in->n_ties)
        qsort(g->in->ties, g->in->n_ties, sizeof *g->in->ties, by_pair);
    for (uint32_t f = 0; f < r->n_families; f++) {
        const uint32_t *members = &r->members[r->first_of[f]];
        r->least_share[f] = least_share(g, g->centre[members[0]], members, r->sizes[f]);
    }
}

/* A tie that joined nothing, seen from one of its texts. */
typedef struct {
    uint32_t text, of;
    uint32_t group; // of `of`
    uint32_t parts;
    float share;
    bool passage;
    bool of_own; // `of` has it in common with its own group, too, or stands alone
} leftover;

static int by_text(const void *left, const void *right)
{
    const leftover *p = left, *q = right;
    if (p->text != q->text)
        return p->text < q->text ? -1 : 1;
    if (p->group != q->group)
        return p->group < q->group ? -1 : 1;
    if (p->share != q->share)
        return p->share > q->share ? -1 : 1;
    return (p->of > q->of) - (p->of < q->of);
}

/* What each text shares with its own group: its main piece, if it is not all of a piece.
 */
static void find_own(grouping *g)
{
    g->own = arena_array(g->tmp, uint32_t, g->in->n_texts + 1);
    for (size_t i = 0; i < g->in->n_ties; i++) {
        const text_tie *t = &g->in->ties[i];
        if (t->passage || group_of(g, t->a) != group_of(g, t->b))
            continue;
        g->own[t->a] |= t->in_a;
        g->own[t->b] |= t->in_b;
    }
    for (uint32_t i = 0; i < g->in->n_texts; i++)
        if (g->own[i] && g->pieces.main[i] != PIECES_ALL)
            g->own[i] = g->pieces.main[i];
}

static bool is_foreign(const grouping *g, const leftover *l)
{
    return g->own[l->text] && pieces_overlap(l->parts, g->own[l->text]) < HALF;
}

/* A passage that stands in several other reports as well is background. And what two
 * splices have from a third report, they have from that one and not from each other. */
static bool is_of_others(const leftover *all, size_t n, const leftover *l)
{
    for (size_t i = 0; i < n && i < MOST_LOOKED_AT; i++)
        if (all[i].group != l->group && (l->passage || (all[i].of_own && !l->of_own)) &&
            pieces_overlap(all[i].parts, l->parts) >= HALF)
            return true;
    return false;
}

/* It is one of the two that is put together. */
static bool is_source_of(const grouping *g, const text_tie *t, uint32_t text)
{
    uint32_t other = text == t->a ? t->b : t->a;
    uint32_t parts = text == t->a ? t->in_b : t->in_a;
    return g->pieces.main[text] == PIECES_ALL && g->pieces.main[other] != PIECES_ALL &&
           pieces_overlap(parts, g->pieces.main[other]) < HALF;
}

static leftover see(grouping *g, const text_tie *t, uint32_t text)
{
    bool is_a = text == t->a;
    uint32_t of = is_a ? t->b : t->a, there = is_a ? t->in_b : t->in_a;
    return (leftover){.text = text,
                      .of = of,
                      .group = group_of(g, of),
                      .parts = is_a ? t->in_a : t->in_b,
                      .share = t->share,
                      .passage = t->passage,
                      .of_own = !g->own[of] || pieces_overlap(there, g->own[of]) >= HALF};
}

static leftover *list_leftovers(grouping *g, size_t *n)
{
    leftover *all = arena_array(g->tmp, leftover, 2 * g->n_left + 1);
    *n = 0;
    for (size_t i = 0; i < g->n_left; i++) {
        const text_tie *t = &g->in->ties[g->left[i]];
        leftover sides[] = {see(g, t, t->a), see(g, t, t->b)};
        for (int k = 0; k < 2; k++)
            if (is_foreign(g, &sides[k]) && !is_source_of(g, t, sides[k].text))
                all[(*n)++] = sides[k];
    }
    if (*n)
        qsort(all, *n, sizeof *all, by_text);
    return all;
}

static int by_share(const void *left, const void *right)
{
    const second_source *p = left, *q = right;
    if (p->text != q->text)
        return p->text < q->text ? -1 : 1;
    if (p->share != q->share)
        return p->share > q->share ? -1 : 1;
    return (p->of > q->of) - (p->of < q->of);
}

/* What a spliced text has from its second source it does not have in common with its own
 * family. */
static void find_seconds(arena *out, grouping *g, tied_result *r)
{
    find_own(g);
    size_t n, end;
    leftover *all = list_leftovers(g, &n);
    VEC(second_source) found = {0};
    for (size_t i = 0; i < n; i = end) {
        for (end = i; end < n && all[end].text == all[i].text;)
            end++;
        for (size_t k = i; k < end; k++) {
            const leftover *l = &all[k];
            if (k > i && l[-1].group == l->group)
                continue; // the strongest tie to that group speaks for it
            if (!is_of_others(&all[i], end - i, l))
                vec_push(out, &found, (second_source){l->text, l->of, l->share});
        }
    }
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_share);
    r->seconds = found.v;
    r->n_seconds = found.n;
}

void tied_group(arena *out, const tied_input *in, tied_result *result)
{
    *result = (tied_result){0};
    arena *tmp = arena_sub(out);
    grouping g = {.tmp = tmp, .in = in};
    if (in->n_ties)
        qsort(in->ties, in->n_ties, sizeof *in->ties, by_strength);
    pieces_find(tmp, in, &g.pieces);
    join_tied(&g);
    find_centres(&g);
    number_families(out, &g, result);
    find_seconds(out, &g, result);
    measure(out, &g, result);
    arena_release(tmp);
}
