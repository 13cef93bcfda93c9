/* What lies between two anchors: a table after Gotoh (1982), in which a column costs as
 * much to leave out as members have it. Where that table would be too large, words that
 * stand once on both sides part it; and where there are none, what begins alike and what
 * ends alike is put together and the rest is left. */
#include "family/profile.h"

#include "match/words.h"

enum {
    SMALL_TABLE = 1 << 14, // cells; always filled
    LARGE_TABLE = 1 << 18, // parted where it can be
    MOST_TABLE = 1 << 24,
};
enum { FROM_BOTH, FROM_I, FROM_J, STATES = 3 };
enum { LEAST = INT32_MIN / 4 };

/* The table
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    int v[STATES]; // ending in: both, a column alone, a token alone
} score_cell;

// Best of three with where it came from; ties go to the first, so that the path is one.
static inline int best_of(int both, int i, int j, uint32_t *from)
{
    int best = both;
    *from = FROM_BOTH;
    if (i > best) {
        best = i;
        *from = FROM_I;
    }
    if (j > best) {
        best = j;
        *from = FROM_J;
    }
    return best;
}

static void trace_back(arena *tmp, const uint8_t *trace, const profile *p, uint32_t m,
                       profile_gap g, uint32_t state, profile_pairs *pairs)
{
    uint32_t width = g.j1 - g.j0 + 1, y = g.i1 - g.i0, x = g.j1 - g.j0;
    uint32_t from = pairs->n;
    while (x > 0 || y > 0) {
        uint8_t t = trace[(size_t)y * width + x];
        uint32_t next = t >> (2 * state) & 3u;
        if (state == FROM_BOTH) {
            y--;
            x--;
            uint32_t i = g.i0 + y, j = g.j0 + x;
            bool same = profile_score(p, i, &p->texts[m]->tokens[j]) >= 0;
            vec_push(tmp, pairs, (profile_pair){i, j, same});
        } else if (state == FROM_I) {
            y--;
        } else {
            x--;
        }
        state = next;
    }
    for (uint32_t a = from, b = pairs->n; a + 1 < b; a++) {
        profile_pair swap = pairs->v[a];
        pairs->v[a] = pairs->v[--b];
        pairs->v[b] = swap;
    }
}

static void fill_table(arena *out, const profile *p, uint32_t m, profile_gap g,
                       profile_pairs *pairs)
{
    arena *tmp = arena_sub(out);
    const token *tokens = &p->texts[m]->tokens[g.j0];
    const uint32_t height = g.i1 - g.i0, width = g.j1 - g.j0;
    const int one_open = (WORDS_GAP_OPEN + WORDS_GAP_EXTEND) * WEIGHT_ONE,
              one_extend = WORDS_GAP_EXTEND * WEIGHT_ONE;
    uint8_t *trace = arena_alloc(tmp, (size_t)(height + 1) * (width + 1));
    score_cell *above = arena_array(tmp, score_cell, (size_t)width + 1);
    score_cell *row = arena_array(tmp, score_cell, (size_t)width + 1);
    for (uint32_t y = 0; y <= height; y++) {
        const int weight = y ? (int)profile_weight(p, g.i0 + y - 1) : 0;
        const int open = (WORDS_GAP_OPEN + WORDS_GAP_EXTEND) * weight,
                  extend = WORDS_GAP_EXTEND * weight;
        const token *words[PROFILE_WORDS];
        const uint32_t n_words = y ? profile_words(p, g.i0 + y - 1, words) : 0;
        for (uint32_t x = 0; x <= width; x++) {
            uint32_t from[STATES] = {0};
            score_cell c = {{LEAST, LEAST, LEAST}};
            if (x == 0 && y == 0)
                c.v[FROM_BOTH] = 0;
            if (x > 0 && y > 0) {
                const int *v = above[x - 1].v;
                int s = profile_score_words(words, n_words, &tokens[x - 1]) * WEIGHT_ONE;
                c.v[FROM_BOTH] = best_of(v[0], v[1], v[2], &from[FROM_BOTH]) + s;
            }
            if (y > 0) {
                const int *v = above[x].v;
                c.v[FROM_I] =
                    best_of(v[0] - open, v[1] - extend, v[2] - open, &from[FROM_I]);
            }
            if (x > 0) {
                const int *v = row[x - 1].v;
                c.v[FROM_J] = best_of(v[0] - one_open, v[1] - one_open, v[2] - one_extend,
                                      &from[FROM_J]);
            }
            row[x] = c;
            trace[(size_t)y * (width + 1) + x] =
                (uint8_t)(from[0] | from[1] << 2 | from[2] << 4);
        }
        score_cell *swap = above;
        above = row;
        row = swap;
    }
    uint32_t state;
    const int *corner = above[width].v;
    (void)best_of(corner[0], corner[1], corner[2], &state);
    trace_back(out, trace, p, m, g, state, pairs);
    arena_release(tmp);
}

static uint64_t n_cells(profile_gap g)
{
    return (uint64_t)(g.i1 - g.i0) * (g.j1 - g.j0);
}

// A table if what may be spent on this member, and on the family, allows it.
static bool try_table(arena *tmp, profile *p, uint32_t m, profile_gap g,
                      profile_pairs *pairs)
{
    uint64_t share = p->cells_left / (p->n_members + 1);
    uint64_t cells = n_cells(g);
    if (cells > MOST_TABLE || (cells > SMALL_TABLE && cells > share))
        return false;
    p->cells_left -= cells < p->cells_left ? cells : p->cells_left;
    fill_table(tmp, p, m, g, pairs);
    return true;
}

/* Words that stand once
 * ------------------------------------------------------------------------- */

typedef struct {
    uint32_t i, j;
    uint32_t n_i, n_j; // 2: more than once
} once;

static bool is_content(const token *t)
{
    return t->kind != TOKEN_PUNCT && !(t->flags & TOKEN_FUNCTION);
}

static void find_once(arena *tmp, const profile *p, uint32_t m, profile_gap g,
                      profile_pairs *found)
{
    const text *t = p->texts[m];
    hash_table known;
    hash_table_init(&known, tmp, g.j1 - g.j0);
    once *words = arena_array(tmp, once, (size_t)(g.j1 - g.j0) + 1);
    uint32_t n = 0;
    for (uint32_t j = g.j0; j < g.j1; j++) {
        if (!is_content(&t->tokens[j]))
            continue;
        bool is_new;
        uint32_t *index = hash_table_put(&known, t->tokens[j].hash, &is_new);
        if (is_new)
            *index = n++;
        words[*index].j = j;
        words[*index].n_j += words[*index].n_j < 2;
    }
    for (uint32_t i = g.i0; i < g.i1; i++)
        for (uint32_t v = p->all[p->order[i]].first; v != PROFILE_NONE;
             v = p->variants[v].next) {
            const uint32_t *index = hash_table_get(&known, p->variants[v].word->hash);
            if (!index)
                continue;
            words[*index].i = i;
            words[*index].n_i += words[*index].n_i < 2;
        }
    for (uint32_t k = 0; k < n; k++) // in the order of j: of those that stand once
        if (words[k].n_i == 1 && words[k].n_j == 1)
            vec_push(tmp, found, (profile_pair){words[k].i, words[k].j, true});
}

/* The same at both ends
 * ------------------------------------------------------------------------- */

/* Words with which the member nearest to this one goes on in the gap, and which this one
 * has, too: from the front, or from the back. */
static void match_end(arena *tmp, const profile *p, uint32_t m, profile_gap g, bool back,
                      profile_pairs *pairs)
{
    const uint32_t near = p->nearest[m];
    const text *of = p->texts[near], *t = p->texts[m];
    uint32_t low = 0, high = of->n_tokens; // first token of `near` at or behind i0, i1
    for (uint32_t want = back ? g.i1 : g.i0; low < high;) {
        uint32_t mid = (low + high) / 2;
        if (p->place[p->columns[near][mid]] < want)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t k = 0; k < g.j1 - g.j0; k++) {
        if (back ? low <= k : low + k >= of->n_tokens)
            return;
        uint32_t a = back ? low - 1 - k : low + k, j = back ? g.j1 - 1 - k : g.j0 + k;
        uint32_t i = p->place[p->columns[near][a]];
        if (i < g.i0 || i >= g.i1 || of->tokens[a].hash != t->tokens[j].hash)
            return;
        vec_push(tmp, pairs, (profile_pair){i, j, true});
    }
}

static void match_ends(arena *tmp, const profile *p, uint32_t m, profile_gap g,
                       profile_pairs *pairs)
{
    if (p->nearest[m] == m)
        return;
    match_end(tmp, p, m, g, false, pairs);
    profile_pairs ends = {0};
    if (pairs->n && vec_last(pairs)->j >= g.j0) {
        g.i0 = vec_last(pairs)->i + 1;
        g.j0 = vec_last(pairs)->j + 1;
    }
    if (g.i0 < g.i1)
        match_end(tmp, p, m, g, true, &ends);
    while (ends.n)
        vec_push(tmp, pairs, ends.v[--ends.n]);
}

/* All
 * ---------------------------------------------------------------------------------------
 */

// Between words that part a large gap.
static void fill_small(arena *tmp, profile *p, uint32_t m, profile_gap g,
                       profile_pairs *pairs)
{
    if (g.i0 == g.i1 || g.j0 == g.j1)
        return;
    if (!try_table(tmp, p, m, g, pairs))
        match_ends(tmp, p, m, g, pairs);
}

void profile_fill(arena *out, profile *p, uint32_t m, profile_gap g, profile_pairs *pairs)
{
    if (n_cells(g) <= LARGE_TABLE) {
        fill_small(out, p, m, g, pairs);
        return;
    }
    arena *tmp = arena_sub(out);
    profile_pairs found = {0};
    find_once(tmp, p, m, g, &found);
    profile_ascent(tmp, &found);
    uint32_t i = g.i0, j = g.j0;
    for (uint32_t k = 0; k < found.n; k++) {
        profile_pair here = found.v[k];
        fill_small(out, p, m, (profile_gap){i, here.i, j, here.j}, pairs);
        vec_push(out, pairs, here);
        i = here.i + 1;
        j = here.j + 1;
    }
    fill_small(out, p, m, (profile_gap){i, g.i1, j, g.j1}, pairs);
    arena_release(tmp);
}
