#include "family/tied.h"

#include "base/hash.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static const float HALF = 0.5f, MOST = 0.65f;
enum {
    ROUNDS = 4,
    MOST_TRIED = 8, // ties between two groups that are looked at
};

typedef struct {
    arena *tmp;
    const tied_input *in;
    uint32_t *up;       // union-find: towards the group's least text
    uint32_t *next;     // the next text in the group's ring
    uint32_t *size;     // at the least text
    uint32_t *centre;   // at the least text
    float *degree;      // of each text: the sum of its ties
    uint32_t *partner;  // of each text: the one that its strongest tie joined it to
    hash_table refused; // pairs of centres: how many ties did not join them
    uint32_t *left;     // ties that were refused
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

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* Whether what a text has in common with `other`, in another group, is what it has in
 * common with its own group, too. Where it is most of the text there is no doubt. */
static bool is_of_one_piece(grouping *g, const text_tie *t, uint32_t text, uint32_t other)
{
    uint32_t least = group_of(g, text), own = g->centre[least];
    if (g->size[least] == 1 || (text == t->a ? t->of_a : t->of_b) >= MOST)
        return true;
    own = own == text ? g->partner[text] : own;
    return g->in->overlap(g->in->ctx, text, other, own) >= HALF;
}

static bool belong_together(grouping *g, const text_tie *t, uint32_t x, uint32_t y)
{
    if (g->size[x] == 1 && g->size[y] == 1)
        return true; // the tie itself
    uint64_t key = pair_key(g->centre[x], g->centre[y]);
    uint32_t *n_refused = hash_table_get(&g->refused, key);
    if (n_refused && *n_refused >= MOST_TRIED)
        return false;
    if (is_of_one_piece(g, t, t->a, t->b) && is_of_one_piece(g, t, t->b, t->a))
        return true;
    ++*hash_table_put(&g->refused, key, NULL);
    return false;
}

static void join(grouping *g, const text_tie *t, uint32_t x, uint32_t y)
{
    if (g->partner[t->a] == t->a)
        g->partner[t->a] = t->b;
    if (g->partner[t->b] == t->b)
        g->partner[t->b] = t->a;
    uint32_t least = x < y ? x : y, other = x < y ? y : x;
    uint32_t c = g->centre[least], d = g->centre[other];
    /* Of the larger group, then of the stronger ties: a splice that was itself copied has
     * ties to both of its sources, and must not become what holds them together. */
    uint32_t n = g->size[least], m = g->size[other];
    if (m > n || (m == n && (g->degree[d] > g->degree[c] ||
                             (g->degree[d] == g->degree[c] && d < c))))
        g->centre[least] = d;
    g->up[other] = least;
    g->size[least] += g->size[other];
    uint32_t swap = g->next[least];
    g->next[least] = g->next[other];
    g->next[other] = swap;
}

static void start(grouping *g)
{
    uint32_t n = g->in->n_texts;
    g->up = arena_array(g->tmp, uint32_t, n + 1);
    g->next = arena_array(g->tmp, uint32_t, n + 1);
    g->size = arena_array(g->tmp, uint32_t, n + 1);
    g->centre = arena_array(g->tmp, uint32_t, n + 1);
    g->partner = arena_array(g->tmp, uint32_t, n + 1);
    g->degree = arena_array(g->tmp, float, n + 1);
    g->left = arena_array(g->tmp, uint32_t, g->in->n_ties + 1);
    hash_table_init(&g->refused, g->tmp, 64);
    for (uint32_t i = 0; i < n; i++) {
        g->up[i] = g->next[i] = g->centre[i] = g->partner[i] = i;
        g->size[i] = 1;
    }
    // in the order of the ties, so that sums come out the same in every run
    for (size_t i = 0; i < g->in->n_ties; i++) {
        g->degree[g->in->ties[i].a] += g->in->ties[i].share;
        g->degree[g->in->ties[i].b] += g->in->ties[i].share;
    }
}

/* A tie that was refused may fit when the groups have grown. */
static void join_tied(grouping *g)
{
    g->n_left = g->in->n_ties;
    for (size_t i = 0; i < g->n_left; i++)
        g->left[i] = (uint32_t)i;
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = 0;
        for (size_t i = 0; i < g->n_left; i++) {
            const text_tie *t = &g->in->ties[g->left[i]];
            uint32_t x = group_of(g, t->a), y = group_of(g, t->b);
            if (x == y)
                continue;
            if (belong_together(g, t, x, y))
                join(g, t, x, y);
            else
                g->left[n++] = g->left[i];
        }
        bool changed = n < g->n_left;
        g->n_left = n;
        if (!changed)
            break;
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

static float tied_share(const grouping *g, uint32_t a, uint32_t b)
{
    text_tie key = {.a = a, .b = b};
    const text_tie *found =
        bsearch(&key, g->in->ties, g->in->n_ties, sizeof key, by_pair);
    return found ? found->share : g->in->share(g->in->ctx, a, b);
}

static float least_share(const grouping *g, uint32_t centre, const uint32_t *members,
                         uint32_t n)
{
    float least = 1;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            if (n > TIED_ALL_PAIRS && members[i] != centre && members[k] != centre)
                continue;
            float share = tied_share(g, members[i], members[k]);
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

/* A tie that was refused, seen from one of its texts. */
typedef struct {
    uint32_t text, of;
    uint32_t group; // of `of`
    float share;
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

/* What a spliced text has from its second source it does not have in common with its own
 * family. */
static void find_seconds(arena *out, grouping *g, tied_result *r)
{
    leftover *all = arena_array(g->tmp, leftover, 2 * g->n_left + 1);
    size_t n = 0;
    for (size_t i = 0; i < g->n_left; i++) {
        const text_tie *t = &g->in->ties[g->left[i]];
        all[n++] = (leftover){t->a, t->b, group_of(g, t->b), t->share};
        all[n++] = (leftover){t->b, t->a, group_of(g, t->a), t->share};
    }
    qsort(all, n, sizeof *all, by_text);
    VEC(second_source) found = {0};
    for (size_t i = 0; i < n; i++) {
        const leftover *l = &all[i];
        if (i && l[-1].text == l->text && l[-1].group == l->group)
            continue; // the strongest tie to that group speaks for it
        uint32_t own = g->centre[group_of(g, l->text)];
        own = own == l->text ? g->partner[own] : own;
        if (own != l->text && g->in->overlap(g->in->ctx, l->text, l->of, own) < HALF)
            vec_push(out, &found, (second_source){l->text, l->of, l->share});
    }
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
    start(&g);
    join_tied(&g);
    number_families(out, &g, result);
    find_seconds(out, &g, result);
    measure(out, &g, result);
    arena_release(tmp);
}
