#include "family/profile.h"

#include "match/align.h"
#include "match/words.h"

#include <string.h>

enum { MARK_SAME = 1, MARK_OTHER = -2 };

void profile_init(arena *out, profile *p, const text *texts, const uint32_t *articles,
                  uint32_t n_witnesses)
{
    *p = (profile){.n_witnesses = n_witnesses};
    p->texts = arena_array(out, const text *, n_witnesses);
    for (uint32_t w = 0; w < n_witnesses; w++)
        p->texts[w] = &texts[articles[w]];
}

static const token *token_at(const profile *p, uint32_t column, uint32_t w)
{
    uint32_t t = p->tokens[(size_t)column * p->n_witnesses + w];
    return t == PROFILE_NONE ? NULL : &p->texts[w]->tokens[t];
}

static int score_tokens(const token *a, const token *b)
{
    bool mark_a = a->kind == TOKEN_PUNCT, mark_b = b->kind == TOKEN_PUNCT;
    if (mark_a || mark_b)
        return mark_a && mark_b && a->hash == b->hash ? MARK_SAME : MARK_OTHER;
    return words_score(a, b);
}

typedef struct {
    const profile *p;
    const text *t; // of the witness that is added
} addition;

// A token is worth as much with a column as with the witness there that it is most like.
static int score_column(const void *ctx, uint32_t column, uint32_t t)
{
    const addition *add = ctx;
    int best = INT32_MIN;
    uint64_t last = 0;
    for (uint32_t w = 0; w < add->p->n_witnesses; w++) {
        const token *there = token_at(add->p, column, w);
        if (!there || (best != INT32_MIN && there->hash == last))
            continue;
        last = there->hash;
        int score = score_tokens(there, &add->t->tokens[t]);
        best = score > best ? score : best;
    }
    return best;
}

static uint64_t key_of(const token *t)
{
    return align_key(t->hash, t->kind != TOKEN_PUNCT && !(t->flags & TOKEN_FUNCTION));
}

// The key that most of the column's witnesses have; the least such one. Of many different
// ones only the first few are counted: such a column makes no anchor anyway.
static uint64_t key_of_column(const profile *p, uint32_t column)
{
    enum { MOST_KEYS = 8 };
    uint64_t keys[MOST_KEYS];
    uint32_t counts[MOST_KEYS], n_keys = 0, best = 0;
    for (uint32_t w = 0; w < p->n_witnesses; w++) {
        const token *here = token_at(p, column, w);
        if (!here)
            continue;
        uint64_t key = key_of(here);
        uint32_t k = 0;
        while (k < n_keys && keys[k] != key)
            k++;
        if (k == MOST_KEYS)
            continue;
        if (k == n_keys) {
            keys[n_keys] = key;
            counts[n_keys++] = 0;
        }
        counts[k]++;
    }
    for (uint32_t k = 1; k < n_keys; k++)
        if (counts[k] > counts[best] ||
            (counts[k] == counts[best] && keys[k] < keys[best]))
            best = k;
    return n_keys ? keys[best] : 0;
}

// Two names in one place just outside a stretch belong to it: the town that each calls
// otherwise.
static bool goes_on(const addition *add, align_pair a, align_pair b)
{
    enum { NEAR = 4 };
    return (b.i - a.i) + (b.j - a.j) <= NEAR && score_column(add, b.i, b.j) >= 2 &&
           add->t->tokens[b.j].kind != TOKEN_PUNCT;
}

static void keep_stretch(const addition *add, const align_pairs *pairs, uint32_t from,
                         uint32_t to, bool *keep)
{
    while (to + 1 < pairs->n && goes_on(add, pairs->v[to], pairs->v[to + 1]))
        to++;
    while (from > 0 && !keep[from - 1] &&
           goes_on(add, pairs->v[from - 1], pairs->v[from]))
        from--;
    for (uint32_t x = from; x <= to; x++)
        keep[x] = true;
}

static bool ends_both(const addition *add, const align_pairs *pairs)
{
    align_pair last = *vec_last(pairs);
    return last.i + 1 == add->p->n_columns && last.j + 1 == add->t->n_tokens;
}

/* What is left of an alignment when stretches are taken out in which hardly a word is the
 * same: a rewritten sentence is not the old one with every word changed. Cut as passages
 * are, by X-drop. */
static void drop_chance(arena *tmp, const addition *add, align_pairs *pairs)
{
    enum { SAME_CONTENT = 4, SAME_STEM = 2, SAME_WEAK = 1, OTHER = -2, ALONE = -1 };
    enum { DROP = 14, LEAST = 15 };
    bool *keep = arena_array(tmp, bool, pairs->n + 1);
    int score = 0, best = 0;
    uint32_t start = 0, best_at = 0;
    for (uint32_t k = 0; k <= pairs->n; k++) {
        int worth = 0, loss = 0;
        if (k < pairs->n) {
            int s = score_column(add, pairs->v[k].i, pairs->v[k].j);
            worth = s >= 4   ? SAME_CONTENT
                    : s == 3 ? SAME_STEM
                    : s > 0  ? SAME_WEAK
                             : OTHER;
        }
        if (k > start && k < pairs->n) {
            uint32_t i = pairs->v[k].i - pairs->v[k - 1].i - 1;
            uint32_t j = pairs->v[k].j - pairs->v[k - 1].j - 1;
            loss = i + j > DROP ? DROP : (int)(i + j) * -ALONE;
        }
        score -= loss;
        if (k == pairs->n || score <= best - DROP || score < 0) {
            // what both texts end with stands, however little it is
            if (k == pairs->n && k > start && ends_both(add, pairs))
                best_at = k - 1;
            if (best >= LEAST)
                keep_stretch(add, pairs, start, best_at, keep);
            start = best_at = k;
            score = best = 0;
        }
        score += worth;
        if (score > best) {
            best = score;
            best_at = k;
        }
    }
    uint32_t n = 0;
    for (uint32_t k = 0; k < pairs->n; k++)
        if (keep[k])
            pairs->v[n++] = pairs->v[k];
    pairs->n = n;
}

/* A mark that could stand at either end of a gap stands before it: then what is cut is a
 * whole sentence with its stop, not a stop and a sentence without one. */
static void slide_marks(const addition *add, align_pairs *pairs)
{
    for (uint32_t k = 1; k < pairs->n; k++) {
        align_pair before = pairs->v[k - 1], *here = &pairs->v[k];
        if (add->t->tokens[here->j].kind != TOKEN_PUNCT)
            continue;
        bool columns_alone = here->j == before.j + 1 && here->i > before.i + 1;
        bool tokens_alone = here->i == before.i + 1 && here->j > before.j + 1;
        if (columns_alone && score_column(add, before.i + 1, here->j) == MARK_SAME)
            here->i = before.i + 1;
        else if (tokens_alone && score_column(add, here->i, before.j + 1) == MARK_SAME &&
                 add->t->tokens[before.j + 1].kind == TOKEN_PUNCT)
            here->j = before.j + 1;
    }
}

static void align_witness(arena *tmp, const profile *p, uint32_t w, align_pairs *pairs)
{
    const text *t = p->texts[w];
    uint64_t *columns = arena_array(tmp, uint64_t, p->n_columns + 1);
    uint64_t *tokens = arena_array(tmp, uint64_t, t->n_tokens + 1);
    for (uint32_t c = 0; c < p->n_columns; c++)
        columns[c] = key_of_column(p, c);
    for (uint32_t i = 0; i < t->n_tokens; i++)
        tokens[i] = key_of(&t->tokens[i]);
    addition add = {p, t};
    align_task task = {columns,      tokens, p->n_columns,   t->n_tokens,
                       score_column, &add,   WORDS_GAP_OPEN, WORDS_GAP_EXTEND};
    align_sequences(tmp, &task, pairs);
    slide_marks(&add, pairs);
    drop_chance(tmp, &add, pairs);
    slide_marks(&add, pairs); // gaps that were not there before
}

void profile_add(arena *out, profile *p, uint32_t w)
{
    arena *tmp = arena_sub(out);
    align_pairs pairs = {0};
    align_witness(tmp, p, w, &pairs);
    const uint32_t n = p->n_witnesses, n_tokens = p->texts[w]->n_tokens;
    uint32_t n_columns = p->n_columns + n_tokens - pairs.n;
    uint32_t *wider = arena_array(out, uint32_t, (size_t)n_columns * n + 1);
    memset(wider, 0xff, (size_t)n_columns * n * sizeof *wider);
    uint32_t column = 0, t = 0, at = 0;
    for (uint32_t k = 0; k <= pairs.n; k++) {
        uint32_t to_column = k < pairs.n ? pairs.v[k].i : p->n_columns;
        uint32_t to_token = k < pairs.n ? pairs.v[k].j : n_tokens;
        for (; column < to_column; column++, at++)
            memcpy(&wider[(size_t)at * n], &p->tokens[(size_t)column * n],
                   n * sizeof *wider);
        for (; t < to_token; t++, at++)
            wider[(size_t)at * n + w] = t;
        if (k == pairs.n)
            break;
        memcpy(&wider[(size_t)at * n], &p->tokens[(size_t)column * n], n * sizeof *wider);
        wider[(size_t)at * n + w] = t;
        column++, t++, at++;
    }
    p->tokens = wider;
    p->n_columns = n_columns;
    arena_release(tmp);
}

void profile_remove(profile *p, uint32_t w)
{
    const uint32_t n = p->n_witnesses;
    uint32_t kept = 0;
    for (uint32_t c = 0; c < p->n_columns; c++) {
        uint32_t *here = &p->tokens[(size_t)c * n];
        here[w] = PROFILE_NONE;
        bool empty = true;
        for (uint32_t v = 0; v < n && empty; v++)
            empty = here[v] == PROFILE_NONE;
        if (empty)
            continue;
        memmove(&p->tokens[(size_t)kept++ * n], here, n * sizeof *here);
    }
    p->n_columns = kept;
}
