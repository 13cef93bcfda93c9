#include "match/align_all.h"
#include "match/anchors.h"
#include "match/extend.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int32_t score; // of the best chain that ends here
    uint32_t before;
    bool used;
} link;

/* Runs are as long as they want until so many words per word of the two texts have been
 * looked at, and then short: in texts that are made for it, such as every second word the
 * same, each word would begin a run to the end. */
enum { FREE_STEPS = 64, SHORT_RUN = 64 };

struct pair_finder {
    arena *out;
    word_run a;
    anchors anchors;
    anchor *found; // words of b in a
    uint32_t n_found, cap_found;
    uint32_t *seen; // of each diagonal: the end in b of what was looked at
    uint32_t n_seen;
    run *runs;
    uint32_t n_runs, cap_runs;
    uint64_t n_steps; // words that were looked at for all runs
    link *links;
    uint32_t *order;
    stretch *stretches;
    uint32_t cap_stretches;
    char *taken_a, *taken_b; // words that are in a stretch
    uint32_t cap_a, cap_b;
    aligner full;               // for pairs that are not clear
    word_place *places, *other; // of a, once they are needed, and of b
    uint32_t n_places, cap_places, cap_other;
};

pair_finder *pair_finder_new(arena *out)
{
    pair_finder *f = arena_new(out, pair_finder);
    f->out = f->anchors.out = f->full.a = out;
    return f;
}

void pair_set(pair_finder *f, const word_run *a)
{
    f->a = *a;
    f->n_places = 0;
    anchors_set(&f->anchors, a);
}

static void room_for_run(pair_finder *f)
{
    if (f->n_runs < f->cap_runs)
        return;
    uint32_t cap = f->cap_runs ? 2 * f->cap_runs : 256;
    run *wider = arena_array(f->out, run, cap);
    if (f->n_runs)
        memcpy(wider, f->runs, f->n_runs * sizeof *wider);
    f->runs = wider;
    f->links = arena_array(f->out, link, cap);
    f->order = arena_array(f->out, uint32_t, cap);
    f->cap_runs = cap;
}

static uint32_t less(uint32_t x, uint32_t y)
{
    return x < y ? x : y;
}

// Takes the run through an anchor, if no run through it is there yet.
static void take_anchor(pair_finder *f, const word_run *b, uint32_t i, uint32_t j)
{
    uint32_t *seen = &f->seen[i + b->n - j];
    if (*seen > j)
        return;
    room_for_run(f);
    run *r = &f->runs[f->n_runs];
    *r = (run){0};
    uint64_t n_free = FREE_STEPS * ((uint64_t)f->a.n + b->n);
    uint32_t most = f->n_steps < n_free ? UINT32_MAX : SHORT_RUN;
    uint32_t ahead = less(f->a.n - i, b->n - j), behind = less(i, j - *seen);
    uint32_t forward = extend_forward(&f->a, b, i, j, less(ahead, most), r);
    uint32_t back = extend_back(&f->a, b, i - 1, j - 1, less(behind, most), r);
    f->n_steps += r->n_steps;
    *seen = j + (forward ? forward : 1);
    if (r->score <= 0)
        return;
    r->a = i - back;
    r->b = j - back;
    r->n = forward + back;
    f->n_runs++;
}

static void blank(arena *out, char **flags, uint32_t *cap, uint32_t n)
{
    if (n > *cap) {
        *flags = arena_array(out, char, 2 * (size_t)n);
        *cap = 2 * n;
    } else if (n) {
        memset(*flags, 0, n);
    }
}

static anchor_bound look_up(pair_finder *f, const word_run *b)
{
    if (b->n >= f->cap_found) {
        f->cap_found = 2 * b->n + 1;
        f->found = arena_array(f->out, anchor, f->cap_found);
    }
    anchor_bound most = anchors_look_up(&f->anchors, b, f->found);
    f->n_found = most.n_same;
    return most;
}

// Gives what all runs say together.
static anchor_bound find_runs(pair_finder *f, const word_run *b)
{
    uint32_t n_diagonals = f->a.n + b->n + 1;
    if (n_diagonals > f->n_seen) {
        f->seen = arena_array(f->out, uint32_t, 2 * (size_t)n_diagonals);
        f->n_seen = 2 * n_diagonals;
    } else {
        memset(f->seen, 0, n_diagonals * sizeof *f->seen);
    }
    for (uint32_t k = 0; k < f->n_found; k++) {
        uint32_t j = f->found[k].j, place = f->found[k].place;
        if (place == ANCHOR_MANY)
            place =
                j + 1 < b->n ? anchors_pair(&f->anchors, b->keys[j], b->keys[j + 1]) : 0;
        if (place)
            take_anchor(f, b, place - 1, j);
    }
    anchor_bound most = {.n_least = less(f->a.n, b->n)};
    for (uint32_t i = 0; i < f->n_runs; i++) {
        most.bits += f->runs[i].bits;
        most.n_same += f->runs[i].n_same;
    }
    return most;
}

static int by_place(const void *left, const void *right)
{
    const run *p = left, *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static void sort_runs(run *runs, uint32_t n)
{
    if (n > 64) {
        qsort(runs, n, sizeof *runs, by_place);
        return;
    }
    for (uint32_t i = 1; i < n; i++) {
        run r = runs[i];
        uint32_t k = i;
        for (; k > 0 && by_place(&runs[k - 1], &r) > 0; k--)
            runs[k] = runs[k - 1];
        runs[k] = r;
    }
}

static uint32_t log_2(uint32_t x)
{
    return 31 - (uint32_t)__builtin_clz(x | 1);
}

/* What going from run p to run q costs: the words between that are in both, and a little
 * for the place of a cut or an addition, however long. INT32_MAX where q does not follow.
 */
static int32_t step_cost(const run *p, const run *q)
{
    // q may begin within p: then the common part counts once
    uint32_t end_a = p->a + p->n, end_b = p->b + p->n;
    if (q->a <= p->a || q->b <= p->b || q->a + q->n <= end_a || q->b + q->n <= end_b)
        return INT32_MAX;
    uint32_t gap_a = q->a > end_a ? q->a - end_a : 0,
             over_a = q->a < end_a ? end_a - q->a : 0;
    uint32_t gap_b = q->b > end_b ? q->b - end_b : 0,
             over_b = q->b < end_b ? end_b - q->b : 0;
    uint32_t over = over_a > over_b ? over_a : over_b;
    if (over >= q->n)
        return INT32_MAX;
    uint32_t least = gap_a < gap_b ? gap_a : gap_b, most = gap_a < gap_b ? gap_b : gap_a;
    int32_t cost = 1 + (int32_t)log_2(most - least + 1) +
                   (int32_t)(least < 2 * PAIR_DROP ? least : 2 * PAIR_DROP) / 2;
    cost = cost < PAIR_DROP ? cost : PAIR_DROP;
    return cost + (int32_t)((uint64_t)q->score * over / q->n);
}

static void chain_runs(pair_finder *f)
{
    sort_runs(f->runs, f->n_runs);
    for (uint32_t i = 0; i < f->n_runs; i++) {
        link *l = &f->links[i];
        *l = (link){f->runs[i].score, UINT32_MAX, false};
        uint32_t far = i > PAIR_LOOKBACK ? i - PAIR_LOOKBACK : 0;
        for (uint32_t k = i; k-- > far;) {
            int32_t cost = step_cost(&f->runs[k], &f->runs[i]);
            if (cost == INT32_MAX || cost >= f->links[k].score)
                continue;
            int32_t score = f->links[k].score - cost + f->runs[i].score;
            if (score > l->score) {
                l->score = score;
                l->before = k;
            }
        }
    }
}

static void add_stretch(pair_finder *f, pair_result *r, stretch s)
{
    if (r->n_stretches == f->cap_stretches) {
        uint32_t cap = f->cap_stretches ? 2 * f->cap_stretches : 64;
        stretch *wider = arena_array(f->out, stretch, cap);
        if (r->n_stretches)
            memcpy(wider, f->stretches, r->n_stretches * sizeof *wider);
        f->stretches = wider;
        f->cap_stretches = cap;
    }
    f->stretches[r->n_stretches++] = s;
}

// Takes the first n words off a run.
static void cut_front(const pair_finder *f, const word_run *b, run *r, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = r->a + k, j = r->b + k;
        if (f->a.keys[i] != b->keys[j])
            continue;
        r->n_same--;
        r->bits -= f->a.words[i] & WORD_WEIGHT;
        r->own -= weights_own(f->a.words[i]);
    }
    r->a += n;
    r->b += n;
    r->n -= n;
}

// Puts the n words before a run in front of it.
static void add_front(const pair_finder *f, const word_run *b, run *r, uint32_t n)
{
    run more = {0};
    for (uint32_t k = 1; k <= n; k++) {
        uint32_t i = r->a - k, j = r->b - k;
        if (f->a.keys[i] != b->keys[j])
            continue;
        more.n_same++;
        more.bits += f->a.words[i] & WORD_WEIGHT;
        more.own += weights_own(f->a.words[i]);
    }
    run_add_counts(r, &more);
    r->a -= n;
    r->b -= n;
    r->n += n;
}

/* Puts down a run, or as much of it as lies behind the chain's last stretch, as a stretch
 * or as that one's end. */
static void put_run(pair_finder *f, const word_run *b, pair_result *result, run r,
                    uint32_t first_of_chain)
{
    stretch *last = result->n_stretches > first_of_chain
                        ? &f->stretches[result->n_stretches - 1]
                        : NULL;
    uint32_t skip = 0;
    if (last && r.a < last->a_last)
        skip = last->a_last - r.a;
    if (last && r.b + skip < last->b_last)
        skip = last->b_last - r.b;
    while (skip < r.n && f->a.keys[r.a + skip] != b->keys[r.b + skip])
        skip++;
    if (skip >= r.n)
        return;
    cut_front(f, b, &r, skip);
    // as many words here as there: replaced one by one
    if (last && r.a - last->a_last == r.b - last->b_last &&
        r.a - last->a_last <= PAIR_REPLACED)
        add_front(f, b, &r, r.a - last->a_last);
    bool near =
        last && r.a - last->a_last <= PAIR_NEAR && r.b - last->b_last <= PAIR_NEAR;
    if (!near) {
        add_stretch(f, result,
                    (stretch){.a_first = r.a,
                              .a_last = r.a + r.n,
                              .b_first = r.b,
                              .b_last = r.b + r.n,
                              .n_same = r.n_same,
                              .bits = r.bits,
                              .own = r.own});
        return;
    }
    last->a_last = r.a + r.n;
    last->b_last = r.b + r.n;
    last->n_same += r.n_same;
    last->bits += r.bits;
    last->own += r.own;
}

/* A few words alone may be chance; in a long chain they are what is left of a sentence.
 */
static bool worth_it(const stretch *s, bool long_chain)
{
    return long_chain ? s->n_same >= PAIR_CHAIN_WORDS
                      : s->n_same >= PAIR_LEAST_WORDS && s->bits >= PAIR_LEAST_BITS;
}

static bool is_long(const stretch *stretches, uint32_t n)
{
    uint32_t n_same = 0;
    for (uint32_t i = 0; i < n; i++)
        n_same += stretches[i].n_same;
    return n_same >= PAIR_LONG_CHAIN;
}

static bool is_free(const pair_finder *f, const stretch *s)
{
    return !memchr(f->taken_a + s->a_first, 1, s->a_last - s->a_first) &&
           !memchr(f->taken_b + s->b_first, 1, s->b_last - s->b_first);
}

static void take(pair_finder *f, const stretch *s)
{
    memset(f->taken_a + s->a_first, 1, s->a_last - s->a_first);
    memset(f->taken_b + s->b_first, 1, s->b_last - s->b_first);
}

/* A chain's stretches; those that are not worth the name, and those that share words with
 * a better chain's, go. */
static void put_chain(pair_finder *f, const word_run *b, pair_result *result,
                      uint32_t end)
{
    uint32_t n = 0, first = result->n_stretches;
    for (uint32_t at = end; at != UINT32_MAX && !f->links[at].used;
         at = f->links[at].before) {
        f->links[at].used = true;
        f->order[n++] = at;
    }
    while (n)
        put_run(f, b, result, f->runs[f->order[--n]], first);
    uint32_t kept = first;
    bool long_chain = is_long(&f->stretches[first], result->n_stretches - first);
    for (uint32_t i = first; i < result->n_stretches; i++)
        if (worth_it(&f->stretches[i], long_chain) && is_free(f, &f->stretches[i])) {
            take(f, &f->stretches[i]);
            f->stretches[kept++] = f->stretches[i];
        }
    result->n_stretches = kept;
}

static uint32_t best_end(const pair_finder *f)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < f->n_runs; i++)
        if (!f->links[i].used && f->links[i].score >= PAIR_LEAST_BITS &&
            (best == UINT32_MAX || f->links[i].score > f->links[best].score))
            best = i;
    return best;
}

static int by_first(const void *left, const void *right)
{
    const stretch *s = left, *t = right;
    return (s->a_first > t->a_first) - (s->a_first < t->a_first);
}

static bool enough(const pair_finder *f, const word_run *b, anchor_bound most)
{
    uint64_t least = f->a.sums.bits < b->sums.bits ? f->a.sums.bits : b->sums.bits;
    return (double)most.bits >= PAIR_LOOK_SHARE * (double)least ||
           most.n_same >= PAIR_HALF_COVERAGE * most.n_least;
}

static void room_for_places(arena *out, word_place **places, uint32_t *cap, uint32_t n)
{
    if (n <= *cap)
        return;
    *cap = 2 * n;
    *places = arena_array(out, word_place, *cap);
}

/* What the runs leave out decides here: all that the two have in common, at any cost. */
static void compare_in_full(pair_finder *f, const word_run *b, pair_result *result)
{
    if (f->n_places == 0) {
        room_for_places(f->out, &f->places, &f->cap_places, f->a.n);
        word_places(&f->a, f->places);
        f->n_places = f->a.n;
    }
    room_for_places(f->out, &f->other, &f->cap_other, b->n);
    word_places(b, f->other);
    align_all(&f->full, &f->a, b, f->places, f->other, result);
}

void pair_compare(pair_finder *f, const word_run *b, bool copies_only,
                  pair_result *result)
{
    *result = (pair_result){0};
    f->n_runs = 0;
    f->n_steps = 0;
    result->looked_at = enough(f, b, look_up(f, b));
    if (!result->looked_at && copies_only)
        return;
    result->looked_at &= enough(f, b, find_runs(f, b));
    if ((!result->looked_at && copies_only) || f->n_runs == 0)
        return;
    chain_runs(f);
    blank(f->out, &f->taken_a, &f->cap_a, f->a.n);
    blank(f->out, &f->taken_b, &f->cap_b, b->n);
    for (int k = 0; k < PAIR_MOST_CHAINS; k++) {
        uint32_t end = best_end(f);
        if (end == UINT32_MAX)
            break;
        put_chain(f, b, result, end);
    }
    if (result->n_stretches > 1)
        qsort(f->stretches, result->n_stretches, sizeof *f->stretches, by_first);
    result->stretches = f->stretches;
    pair_sum_up(&f->a, b, result);
    if (pair_is_near(result) && (uint64_t)f->a.n * b->n <= PAIR_FULL_CELLS)
        compare_in_full(f, b, result);
}
