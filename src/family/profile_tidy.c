// An alignment looked over: what came together by chance goes, marks stand where a reader
// would put them.
#include "family/profile.h"

enum { MARK_SAME = 1 };

typedef struct {
    const profile *p;
    const text *t; // of the member that is added
    uint32_t *sum; // weights of the columns before each place
    profile_pairs *pairs;
} tidying;

enum { MOST_BESIDE = 6 }; // words that only stand at the same height, in a row

static int score(const tidying *y, profile_pair pair)
{
    return profile_score(y->p, pair.i, &y->t->tokens[pair.j]);
}

/* Columns between two places, as many as their members make of the whole: a word that one
 * of ten has is a tenth of a column. */
static uint32_t columns_between(const tidying *y, uint32_t i, uint32_t k)
{
    return (y->sum[k] - y->sum[i + 1] + WEIGHT_ONE - 1) / WEIGHT_ONE;
}

// Two names in one place just outside a stretch belong to it: the town that each calls
// otherwise.
static bool goes_on(const tidying *y, profile_pair a, profile_pair b)
{
    enum { NEAR = 2 };
    return columns_between(y, a.i, b.i) + (b.j - a.j - 1) <= NEAR && score(y, b) >= 2 &&
           y->t->tokens[b.j].kind != TOKEN_PUNCT;
}

static void keep_stretch(const tidying *y, uint32_t from, uint32_t to, bool *keep)
{
    const profile_pairs *pairs = y->pairs;
    while (to + 1 < pairs->n && goes_on(y, pairs->v[to], pairs->v[to + 1]))
        to++;
    while (from > 0 && !keep[from - 1] && goes_on(y, pairs->v[from - 1], pairs->v[from]))
        from--;
    for (uint32_t x = from; x <= to; x++)
        keep[x] = true;
}

static bool ends_both(const tidying *y)
{
    profile_pair last = *vec_last(y->pairs);
    return last.i + 1 == y->p->n_columns && last.j + 1 == y->t->n_tokens;
}

enum { SAME_CONTENT = 4, SAME_STEM = 2, SAME_WEAK = 1, OTHER = -2, ALONE = 1 };
enum { DROP = 14, LEAST = 15 };

static int worth_of(int s)
{
    return s >= 4 ? SAME_CONTENT : s == 3 ? SAME_STEM : s > 0 ? SAME_WEAK : OTHER;
}

static int loss_between(const tidying *y, profile_pair a, profile_pair b)
{
    uint32_t n = columns_between(y, a.i, b.i) + (b.j - a.j - 1);
    return n > DROP ? DROP : (int)n * ALONE;
}

/* What is left of an alignment when stretches are taken out in which hardly a word is the
 * same: a rewritten sentence is not the old one with every word changed. Cut as passages
 * are, by X-drop. */
static void drop_chance(arena *tmp, tidying *y)
{
    profile_pairs *pairs = y->pairs;
    bool *keep = arena_array(tmp, bool, (size_t)pairs->n + 1);
    int sum = 0, best = 0;
    uint32_t start = 0, best_at = 0;
    for (uint32_t k = 0; k <= pairs->n; k++) {
        if (k > start && k < pairs->n)
            sum -= loss_between(y, pairs->v[k - 1], pairs->v[k]);
        if (k == pairs->n || sum <= best - DROP || sum < 0) {
            // what both texts end with stands, however little it is
            if (k == pairs->n && k > start && ends_both(y))
                best_at = k - 1;
            if (best >= LEAST)
                keep_stretch(y, start, best_at, keep);
            start = best_at = k;
            sum = best = 0;
        }
        if (k < pairs->n)
            sum += worth_of(score(y, pairs->v[k]));
        if (sum > best) {
            best = sum;
            best_at = k;
        }
    }
    uint32_t n = 0;
    for (uint32_t k = 0; k < pairs->n; k++)
        if (keep[k])
            pairs->v[n++] = pairs->v[k];
    pairs->n = n;
}

/* Parts the pairs: what is the same, and what only stands beside it. */
static void take_beside(arena *tmp, profile_pairs *pairs, profile_pairs *beside)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < pairs->n; k++)
        if (pairs->v[k].same)
            pairs->v[n++] = pairs->v[k];
        else
            vec_push(tmp, beside, pairs->v[k]);
    pairs->n = n;
}

static bool is_between(profile_pair x, profile_pair before, profile_pair behind)
{
    return x.i > before.i && x.j > before.j && x.i < behind.i && x.j < behind.j;
}

/* Puts back what stands beside each other between two pairs that were kept, if it is no
 * more than a few words: those two have there what the other calls otherwise. */
static void put_beside(arena *tmp, profile_pairs *pairs, const profile_pairs *beside)
{
    profile_pairs all = {0};
    uint32_t at = 0;
    for (uint32_t k = 0; k < pairs->n; k++) {
        while (at < beside->n && beside->v[at].j < pairs->v[k].j && k == 0)
            at++;
        uint32_t from = at;
        while (at < beside->n && beside->v[at].j < pairs->v[k].j)
            at++;
        for (uint32_t x = from; x < at && at - from <= MOST_BESIDE; x++)
            if (is_between(beside->v[x], pairs->v[k - 1], pairs->v[k]))
                vec_push(tmp, &all, beside->v[x]);
        vec_push(tmp, &all, pairs->v[k]);
    }
    *pairs = all;
}

// The first column behind `before` that has the mark at j, with none between that as many
// members have.
static uint32_t mark_behind(const tidying *y, profile_pair before, profile_pair here)
{
    const uint32_t weight = profile_weight(y->p, here.i);
    for (uint32_t i = before.i + 1; i < here.i; i++) {
        if (score(y, (profile_pair){i, here.j, true}) == MARK_SAME)
            return i;
        if (profile_weight(y->p, i) * 2 > weight)
            break;
    }
    return here.i;
}

/* A mark that could stand at either end of a gap stands before it: then what is cut is a
 * whole sentence with its stop, not a stop and a sentence without one. */
static void slide_marks(tidying *y)
{
    for (uint32_t k = 1; k < y->pairs->n; k++) {
        profile_pair before = y->pairs->v[k - 1], *here = &y->pairs->v[k];
        if (y->t->tokens[here->j].kind != TOKEN_PUNCT)
            continue;
        if (here->j == before.j + 1) {
            here->i = mark_behind(y, before, *here);
        } else if (here->i == before.i + 1 &&
                   y->t->tokens[before.j + 1].kind == TOKEN_PUNCT) {
            profile_pair there = {here->i, before.j + 1, true};
            if (score(y, there) == MARK_SAME)
                *here = there;
        }
    }
}

void profile_tidy(arena *out, const profile *p, uint32_t m, profile_pairs *pairs)
{
    arena *tmp = arena_sub(out);
    tidying y = {.p = p, .t = p->texts[m], .pairs = pairs};
    y.sum = arena_array(tmp, uint32_t, (size_t)p->n_columns + 1);
    for (uint32_t i = 0; i < p->n_columns; i++)
        y.sum[i + 1] = y.sum[i] + profile_weight(p, i);
    profile_pairs beside = {0};
    take_beside(tmp, pairs, &beside);
    slide_marks(&y);
    drop_chance(tmp, &y);
    slide_marks(&y); // gaps that were not there before
    put_beside(out, pairs, &beside);
    arena_release(tmp);
}
