#include "match/chain.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    float score;
    uint32_t before; // the anchor it follows, or UINT32_MAX
    bool used;
} link;

static uint32_t absolute(int64_t x)
{
    return (uint32_t)(x < 0 ? -x : x);
}

// What anchor `i` adds behind anchor `j`; negative infinity where it cannot follow.
static float gain(const anchor *j, const anchor *i)
{
    if (i->a_first <= j->a_first || i->b_first <= j->b_first)
        return -INFINITY;
    uint32_t step_a = i->a_last - j->a_last, step_b = i->b_last - j->b_last;
    if (i->a_last <= j->a_last || i->b_last <= j->b_last)
        return -INFINITY;
    uint32_t step = step_a < step_b ? step_a : step_b;
    uint32_t length = i->a_last - i->a_first + 1;
    float words = (float)(step < length ? step : length);
    uint32_t slant = absolute((int64_t)step_a - (int64_t)step_b);
    uint32_t gap = step > length ? step - length : 0;
    // A cut or added paragraph costs little more than a cut sentence.
    return words - (slant ? 0.5f * log2f((float)slant + 1) : 0) - 0.01f * (float)gap;
}

static void link_anchors(const anchor *anchors, link *links, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        float alone = (float)(anchors[i].a_last - anchors[i].a_first + 1);
        links[i] = (link){alone, UINT32_MAX, false};
        uint32_t far = i > CHAIN_LOOKBACK ? i - CHAIN_LOOKBACK : 0;
        for (uint32_t j = i; j-- > far;) {
            float score = links[j].score + gain(&anchors[j], &anchors[i]);
            if (score > links[i].score) {
                links[i].score = score;
                links[i].before = j;
            }
        }
    }
}

typedef struct {
    float score;
    uint32_t anchor;
} end_of_chain;

static int by_score(const void *left, const void *right)
{
    const end_of_chain *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->anchor > b->anchor) - (a->anchor < b->anchor);
}

static int by_worth(const void *left, const void *right)
{
    const chain *c = left, *d = right;
    if (c->score != d->score)
        return c->score > d->score ? -1 : 1;
    const uint32_t x[] = {c->a_first, c->b_first, c->a_last, c->b_last};
    const uint32_t y[] = {d->a_first, d->b_first, d->a_last, d->b_last};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static chain walk_back(const anchor *anchors, link *links, uint32_t end)
{
    chain c = {0};
    c.a_last = anchors[end].a_last;
    c.b_last = anchors[end].b_last;
    float rest = 0;
    for (uint32_t at = end; at != UINT32_MAX; at = links[at].before) {
        if (links[at].used) {
            rest = links[at].score; // the part before belongs to a better chain
            break;
        }
        links[at].used = true;
        c.a_first = anchors[at].a_first;
        c.b_first = anchors[at].b_first;
        c.n_anchors++;
    }
    c.score = links[end].score - rest;
    return c;
}

void chain_anchors(arena *out, const anchor *anchors, uint32_t n, chain_vec *chains)
{
    arena *tmp = arena_sub(out);
    link *links = arena_array(tmp, link, n + 1);
    end_of_chain *ends = arena_array(tmp, end_of_chain, n + 1);
    link_anchors(anchors, links, n);
    for (uint32_t i = 0; i < n; i++)
        ends[i] = (end_of_chain){links[i].score, i};
    qsort(ends, n, sizeof *ends, by_score);
    chain_vec found = {0};
    for (uint32_t i = 0; i < n; i++)
        if (!links[ends[i].anchor].used)
            vec_push(tmp, &found, walk_back(anchors, links, ends[i].anchor));
    // a branch off a better chain is worth what it adds to it, less than its end said
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_worth);
    for (uint32_t i = 0; i < found.n && i < CHAIN_MOST; i++)
        vec_push(out, chains, found.v[i]);
    arena_release(tmp);
}
