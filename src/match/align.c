#include "match/align.h"

#include "base/hash.h"

#include <stdlib.h>

enum {
    ANCHOR_WORDS = 3,    // elements of an anchor
    ANCHOR_CARRIERS = 2, // of which so many carry it
};

typedef struct {
    uint32_t i0, i1, j0, j1; // [i0, i1) x [j0, j1)
} block;

/* Gotoh
 * -------------------------------------------------------------------------------------
 */

enum { FROM_BOTH, FROM_I, FROM_J, STATES = 3 };
enum { LEAST = INT32_MIN / 4 };

// Best of three with where it came from; ties go to the first, so that the path is one.
static int best_of(const int v[STATES], uint8_t *from)
{
    uint8_t at = FROM_BOTH;
    for (uint8_t s = 1; s < STATES; s++)
        if (v[s] > v[at])
            at = s;
    *from = at;
    return v[at];
}

typedef struct {
    int v[STATES]; // ending in: both, a gap in j (i alone), a gap in i (j alone)
} score_cell;

// Walks back from the corner and collects the pairs, last first.
static void trace_back(arena *tmp, const uint8_t *trace, block b, uint8_t state,
                       align_pairs *reversed)
{
    uint32_t width = b.j1 - b.j0 + 1, y = b.i1 - b.i0, x = b.j1 - b.j0;
    while (x > 0 || y > 0) {
        uint8_t t = trace[(size_t)y * width + x];
        uint8_t from = (uint8_t)(t >> (2 * state) & 3);
        if (state == FROM_BOTH) {
            vec_push(tmp, reversed, (align_pair){b.i0 + y - 1, b.j0 + x - 1});
            y--;
            x--;
        } else if (state == FROM_I) {
            y--;
        } else {
            x--;
        }
        state = from;
    }
}

static void align_block(arena *out, const align_task *task, block b, align_pairs *pairs)
{
    uint32_t height = b.i1 - b.i0, width = b.j1 - b.j0;
    if (height == 0 || width == 0 || (uint64_t)height * width > ALIGN_MOST_CELLS)
        return;
    arena *tmp = arena_sub(out);
    const int open = task->gap_open + task->gap_extend, extend = task->gap_extend;
    uint8_t *trace = arena_alloc(tmp, (size_t)(height + 1) * (width + 1));
    score_cell *above = arena_array(tmp, score_cell, width + 1);
    score_cell *row = arena_array(tmp, score_cell, width + 1);
    for (uint32_t y = 0; y <= height; y++) {
        for (uint32_t x = 0; x <= width; x++) {
            uint8_t from[STATES] = {0};
            score_cell c = {{LEAST, LEAST, LEAST}};
            if (x == 0 && y == 0)
                c.v[FROM_BOTH] = 0;
            if (x > 0 && y > 0) {
                int s = task->score(task->ctx, b.i0 + y - 1, b.j0 + x - 1);
                c.v[FROM_BOTH] = best_of(above[x - 1].v, &from[FROM_BOTH]) + s;
            }
            if (y > 0) {
                const int *v = above[x].v;
                c.v[FROM_I] = best_of((int[]){v[0] - open, v[1] - extend, v[2] - open},
                                      &from[FROM_I]);
            }
            if (x > 0) {
                const int *v = row[x - 1].v;
                c.v[FROM_J] = best_of((int[]){v[0] - open, v[1] - open, v[2] - extend},
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
    uint8_t state;
    best_of(above[width].v, &state);
    align_pairs reversed = {0};
    trace_back(tmp, trace, b, state, &reversed);
    for (uint32_t k = reversed.n; k-- > 0;)
        if (task->score(task->ctx, reversed.v[k].i, reversed.v[k].j) >= 0)
            vec_push(out, pairs, reversed.v[k]);
    arena_release(tmp);
}

/* Anchors
 * ----------------------------------------------------------------------------------- */

typedef struct {
    uint32_t at;
    uint32_t n; // 2: more than once
} occurrence;

// The hash of the run of `k` keys at `at`; 0 where too few of them may carry an anchor.
static uint64_t run_key(const uint64_t *keys, uint32_t at, uint32_t k)
{
    uint64_t hash = 0;
    uint32_t n_carriers = 0;
    for (uint32_t x = 0; x < k; x++) {
        n_carriers += keys[at + x] & 1;
        hash = hash_mix(hash, keys[at + x]);
    }
    return n_carriers < ANCHOR_CARRIERS ? 0 : hash ? hash : 1;
}

static void count_runs(hash_table *table, occurrence *seen, uint32_t *n_seen,
                       const uint64_t *keys, uint32_t from, uint32_t to, uint32_t k)
{
    for (uint32_t at = from; at + k <= to; at++) {
        uint64_t key = run_key(keys, at, k);
        if (key == 0)
            continue;
        bool is_new;
        uint32_t *index = hash_table_put(table, key, &is_new);
        if (is_new)
            *index = (*n_seen)++;
        seen[*index].at = at;
        seen[*index].n += seen[*index].n < 2;
    }
}

// The longest subsequence that ascends in j of pairs that ascend in i.
static void longest_ascent(arena *tmp, align_pairs *pairs)
{
    uint32_t n = pairs->n, n_piles = 0;
    uint32_t *tops = arena_array(tmp, uint32_t, n + 1);
    uint32_t *below = arena_array(tmp, uint32_t, n + 1);
    for (uint32_t x = 0; x < n; x++) {
        uint32_t low = 0, high = n_piles;
        while (low < high) {
            uint32_t mid = (low + high) / 2;
            if (pairs->v[tops[mid]].j < pairs->v[x].j)
                low = mid + 1;
            else
                high = mid;
        }
        below[x] = low ? tops[low - 1] : UINT32_MAX;
        tops[low] = x;
        n_piles += low == n_piles;
    }
    align_pair *kept = arena_array(tmp, align_pair, n_piles + 1);
    uint32_t at = n_piles ? tops[n_piles - 1] : UINT32_MAX;
    for (uint32_t k = n_piles; k-- > 0; at = below[at])
        kept[k] = pairs->v[at];
    for (uint32_t k = 0; k < n_piles; k++)
        pairs->v[k] = kept[k];
    pairs->n = n_piles;
}

static void find_anchors(arena *tmp, const align_task *task, block b,
                         align_pairs *anchors)
{
    const uint32_t k = ANCHOR_WORDS;
    hash_table in_i, in_j;
    hash_table_init(&in_i, tmp, b.i1 - b.i0);
    hash_table_init(&in_j, tmp, b.j1 - b.j0);
    occurrence *seen_i = arena_array(tmp, occurrence, b.i1 - b.i0 + 1);
    occurrence *seen_j = arena_array(tmp, occurrence, b.j1 - b.j0 + 1);
    uint32_t n_i = 0, n_j = 0;
    count_runs(&in_i, seen_i, &n_i, task->keys_i, b.i0, b.i1, k);
    count_runs(&in_j, seen_j, &n_j, task->keys_j, b.j0, b.j1, k);
    for (uint32_t at = b.i0; at + k <= b.i1; at++) {
        uint64_t key = run_key(task->keys_i, at, k);
        if (key == 0 || seen_i[*hash_table_get(&in_i, key)].n != 1)
            continue;
        const uint32_t *j = hash_table_get(&in_j, key);
        if (j && seen_j[*j].n == 1)
            vec_push(tmp, anchors, (align_pair){at, seen_j[*j].at});
    }
    longest_ascent(tmp, anchors);
}

void align_sequences(arena *out, const align_task *task, align_pairs *pairs)
{
    arena *tmp = arena_sub(out);
    block all = {0, task->n_i, 0, task->n_j};
    align_pairs anchors = {0};
    find_anchors(tmp, task, all, &anchors);
    uint32_t i = 0, j = 0;
    for (uint32_t k = 0; k < anchors.n; k++) {
        // the words of an anchor one by one: runs may overlap
        for (uint32_t x = 0; x < ANCHOR_WORDS; x++) {
            uint32_t ai = anchors.v[k].i + x, aj = anchors.v[k].j + x;
            if (ai < i || aj < j)
                continue;
            align_block(out, task, (block){i, ai, j, aj}, pairs);
            vec_push(out, pairs, (align_pair){ai, aj});
            i = ai + 1;
            j = aj + 1;
        }
    }
    align_block(out, task, (block){i, task->n_i, j, task->n_j}, pairs);
    arena_release(tmp);
}
