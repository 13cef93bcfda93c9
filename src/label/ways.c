#include "label/ways.h"

#include <string.h>

/* Where a candidate begins or ends something can happen; what lies between two such
 * events only widens the gap. Rows are kept small, their units as powers of two: nothing
 * runs over however long the stretch is, and nothing is lost by it. */

enum {
    MARK_WORD = 2,
    MARK_SENTENCE = 4,
    PAIRS = WAY_HISTORIES / 4,
    NOWHERE = UINT32_MAX
};

typedef struct {
    float row[WAY_GAPS][WAY_HISTORIES];
    int64_t unit; // the row is to be multiplied by two to the power of this
    bool any;
} state;

typedef struct {
    uint32_t at;                  // token of the block
    uint32_t behind;              // gap that the tokens up to the next event make
    bool merges;                  // a sentence begins here
    float starts[N_PARTS][PAIRS]; // what goes into spans from here, by the two last parts
} event;

/* Candidates [first, end) lie within tokens [from, to). */
typedef struct {
    const way_steps *powers;
    const uint8_t *marks;
    span_candidate *v;
    const float *worth;
    const uint8_t *right;
    float *times;  // e to the power of a candidate's worth is this, times
    int64_t *unit; // two to the power of this
    uint32_t n, from, to;
    event *events;
    uint32_t n_events;
    uint32_t *event_of; // of a token of the block
    state *ahead, *back;
} block;

void ways_open(const way_steps *steps, way_steps *powers)
{
    const float *from = steps->of[0][0];
    float *to = powers->of[0][0];
    for (uint32_t i = 0; i < WAY_NUMBERS; i += 4) {
        four x;
        memcpy(&x, from + i, sizeof x);
        x = power_of_e_4(x);
        memcpy(to + i, &x, sizeof x);
    }
}

void ways_marks(const word_look *looks, uint32_t n, uint8_t *marks)
{
    for (uint32_t i = 0; i < n; i++)
        marks[i] = (uint8_t)((looks[i].shape == SHAPE_PUNCT ? 1 : MARK_WORD) |
                             (looks[i].first ? MARK_SENTENCE : 0));
}

/* Does a candidate end within the block? Where one had to be cut, it may not. */
static bool fits(const block *b, const span_candidate *c)
{
    return c->last <= b->to;
}

/* Events
 * -------------------------------------------------------------------------------------
 */

static void find_events(arena *tmp, block *b)
{
    uint32_t n = b->to - b->from;
    b->event_of = arena_array(tmp, uint32_t, (size_t)n + 1);
    b->event_of[0] = b->event_of[n] = 1;
    for (uint32_t k = 0; k < b->n; k++)
        if (fits(b, &b->v[k]))
            b->event_of[b->v[k].first - b->from] = b->event_of[b->v[k].last - b->from] =
                1;
    for (uint32_t i = 0; i <= n; i++)
        b->n_events += b->event_of[i];
    b->events = arena_array(tmp, event, b->n_events);
    uint32_t e = 0;
    for (uint32_t i = 0; i <= n; i++) {
        if (b->event_of[i]) {
            b->event_of[i] = e;
            b->events[e++] = (event){.at = i};
            if (i < n)
                b->events[e - 1].merges =
                    i > 0 && (b->marks[b->from + i] & MARK_SENTENCE);
        } else if (b->marks[b->from + i] & MARK_SENTENCE) {
            b->events[e - 1].behind = 3;
        }
        if (i < n) {
            uint32_t gap = b->marks[b->from + i] & 3;
            event *last = &b->events[e - 1];
            last->behind = gap > last->behind ? gap : last->behind;
        }
    }
}

/* Powers of two
 * -------------------------------------------------------------------------------------
 */

/* Two to the power of n; what is too small is nothing. */
static float power_of_2(int64_t n)
{
    if (n < -126)
        return 0;
    int32_t bits = (int32_t)((n < 127 ? n : 127) + 127) * (1 << 23);
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static void split_worth(block *b)
{
    const float MOST = 1e6f, ln_2 = 0.693147181f;
    for (uint32_t k = 0; k < b->n; k++) {
        float w = b->worth[k];
        w = w > MOST ? MOST : w > -MOST ? w : -MOST;
        b->unit[k] = (int64_t)(w / ln_2);
        b->times[k] = power_of_e(w - (float)b->unit[k] * ln_2);
    }
}

/* Rows
 * -------------------------------------------------------------------------------------
 */

static inline four four_at(const float *from)
{
    four x;
    memcpy(&x, from, sizeof x);
    return x;
}

static inline void add_four(float *to, four x)
{
    x += four_at(to);
    memcpy(to, &x, sizeof x);
}

/* Adds a row, so many times over. */
static void add_row(float *to, const float *from, float by)
{
    for (uint32_t h = 0; h < WAY_HISTORIES; h += 4)
        add_four(to + h, four_at(from + h) * by);
}

/* Adds products, for each pair of parts. */
static void add_products(float *to, const float *a, const float *b)
{
    for (uint32_t j = 0; j < PAIRS; j += 4)
        add_four(to + j, four_at(a + j) * four_at(b + j));
}

static void scale_state(state *s, float by)
{
    float *row = s->row[0];
    for (uint32_t h = 0; h < WAY_GAPS * WAY_HISTORIES; h += 4) {
        four x = four_at(row + h) * by;
        memcpy(row + h, &x, sizeof x);
    }
}

/* Something in this unit is about to be added: gives what to multiply it by. */
static float make_room(state *s, int64_t unit)
{
    if (s->any && unit <= s->unit)
        return power_of_2(unit - s->unit);
    if (s->any)
        scale_state(s, power_of_2(s->unit - unit));
    s->any = true;
    s->unit = unit;
    return 1;
}

/* Brings the sum to between a half and two. */
static void normalise(state *s)
{
    float sum = 0;
    for (uint32_t g = 0; g < WAY_GAPS; g++)
        for (uint32_t h = 0; h < WAY_HISTORIES; h += 4)
            sum += four_sum(four_at(&s->row[g][h]));
    int32_t bits;
    memcpy(&bits, &sum, sizeof bits);
    int32_t power = bits / (1 << 23) - 127;
    if (!(sum > 0) || power == 0)
        return;
    scale_state(s, power_of_2(-power));
    s->unit += power;
}

/* Adds all rows, each gap at least `gap` wide. */
static void add_widened(state *to, const state *from, uint32_t gap, float by)
{
    for (uint32_t g = 0; g < WAY_GAPS; g++)
        add_row(to->row[g > gap ? g : gap], from->row[g], by);
}

/* Forwards
 * -------------------------------------------------------------------------------------
 */

static void find_starts(const block *b, const state *s, uint32_t q, event *e)
{
    for (uint32_t g = 0; g < WAY_GAPS; g++)
        for (uint32_t old = 0; old < WAY_HISTORIES; old += PAIRS)
            add_products(e->starts[q], s->row[g] + old, b->powers->of[q][g] + old);
}

static void go_forwards(block *b)
{
    b->ahead[0].row[0][WAY_START] = 1;
    b->ahead[0].any = true;
    for (uint32_t i = 0, k = 0; i < b->n_events; i++) {
        event *e = &b->events[i];
        state *s = &b->ahead[i];
        if (i > 0) {
            const state *last = s - 1;
            float by = make_room(s, last->unit);
            add_widened(s, last, e[-1].behind, by);
        }
        for (uint32_t g = 0; e->merges && g < 3; g++) {
            add_row(s->row[3], s->row[g], 1);
            memset(s->row[g], 0, sizeof s->row[g]);
        }
        normalise(s);
        bool known[N_PARTS] = {false};
        for (; k < b->n && b->v[k].first - b->from <= e->at; k++) {
            const span_candidate *c = &b->v[k];
            if (!fits(b, c))
                continue;
            if (!known[c->part])
                find_starts(b, s, c->part, e);
            known[c->part] = true;
            state *to = &b->ahead[b->event_of[c->last - b->from]];
            float by = make_room(to, s->unit + b->unit[k]) * b->times[k];
            for (uint32_t j = 0; j < PAIRS; j++)
                to->row[0][j << 2 | c->part] += e->starts[c->part][j] * by;
        }
    }
}

/* Backwards
 * -------------------------------------------------------------------------------------
 */

/* What the spans from one event on come to, by their part and the two parts before. */
typedef struct {
    float of[N_PARTS][PAIRS];
    bool any[N_PARTS];
    int64_t unit;
} spans_ahead;

static const state *behind_span(const block *b, uint32_t k)
{
    return &b->back[b->event_of[b->v[k].last - b->from]];
}

/* Those of candidates [k, end), from event i on. */
static void look_ahead(const block *b, uint32_t i, uint32_t k, uint32_t end,
                       spans_ahead *to)
{
    *to = (spans_ahead){.unit = b->back[i + 1].unit};
    for (uint32_t c = k; c < end; c++) {
        int64_t unit =
            fits(b, &b->v[c]) ? b->unit[c] + behind_span(b, c)->unit : to->unit;
        to->unit = unit > to->unit ? unit : to->unit;
    }
    for (uint32_t c = k; c < end; c++) {
        if (!fits(b, &b->v[c]))
            continue;
        const state *from = behind_span(b, c);
        float by = power_of_2(b->unit[c] + from->unit - to->unit) * b->times[c];
        to->any[b->v[c].part] = true;
        for (uint32_t j = 0; j < PAIRS; j++)
            to->of[b->v[c].part][j] += from->row[0][j << 2 | b->v[c].part] * by;
    }
}

static void add_spans(const block *b, const spans_ahead *from, state *s)
{
    for (uint32_t q = 0; q < N_PARTS; q++)
        for (uint32_t g = 0; from->any[q] && g < WAY_GAPS; g++)
            for (uint32_t old = 0; old < WAY_HISTORIES; old += PAIRS)
                add_products(s->row[g] + old, b->powers->of[q][g] + old, from->of[q]);
}

/* All ways there are: what one is to be divided by. */
typedef struct {
    float sum;
    int64_t unit;
} all_ways;

static void set_likely(const block *b, uint32_t i, uint32_t k, all_ways all)
{
    span_candidate *c = &b->v[k];
    c->likely = 0;
    if (!fits(b, c))
        return;
    const state *from = behind_span(b, k);
    float sum = 0;
    for (uint32_t j = 0; j < PAIRS; j++)
        sum += b->events[i].starts[c->part][j] * from->row[0][j << 2 | c->part];
    float p = sum / all.sum * b->times[k] *
              power_of_2(b->ahead[i].unit + b->unit[k] + from->unit - all.unit);
    c->likely = p < 1 ? p : 1;
}

static void add_slope(const block *b, const state *ahead, const spans_ahead *spans,
                      all_ways all, way_steps *slope)
{
    float by = power_of_2(ahead->unit + spans->unit - all.unit) / all.sum;
    for (uint32_t q = 0; q < N_PARTS; q++)
        for (uint32_t g = 0; g < WAY_GAPS; g++)
            for (uint32_t h = 0; h < WAY_HISTORIES; h++)
                slope->of[q][g][h] += ahead->row[g][h] * b->powers->of[q][g][h] *
                                      spans->of[q][h % PAIRS] * by;
}

static all_ways begin_backwards(block *b, way_steps *slope)
{
    const state *ahead = &b->ahead[b->n_events - 1];
    state *s = &b->back[b->n_events - 1];
    all_ways all = {0, ahead->unit};
    memcpy(s->row, b->powers->of[WAY_END], sizeof s->row);
    for (uint32_t g = 0; g < WAY_GAPS; g++)
        for (uint32_t h = 0; h < WAY_HISTORIES; h++)
            all.sum += ahead->row[g][h] * s->row[g][h];
    all.sum = all.sum > 0 ? all.sum : 1;
    for (uint32_t g = 0; slope && g < WAY_GAPS; g++)
        for (uint32_t h = 0; h < WAY_HISTORIES; h++)
            slope->of[WAY_END][g][h] += ahead->row[g][h] * s->row[g][h] / all.sum;
    normalise(s);
    return all;
}

static void go_backwards(block *b, way_steps *slope)
{
    all_ways all = begin_backwards(b, slope);
    uint32_t k = b->n;
    for (uint32_t i = b->n_events - 1; i-- > 0;) {
        const event *e = &b->events[i];
        state *s = &b->back[i];
        uint32_t end = k;
        while (k > 0 && b->v[k - 1].first - b->from >= e->at)
            set_likely(b, i, --k, all);
        spans_ahead spans;
        look_ahead(b, i, k, end, &spans);
        float by = power_of_2(s[1].unit - spans.unit);
        for (uint32_t g = 0; g < WAY_GAPS; g++) // still empty
            add_row(s->row[g], s[1].row[g > e->behind ? g : e->behind], by);
        s->unit = spans.unit;
        if (k < end)
            add_spans(b, &spans, s);
        if (k < end && slope)
            add_slope(b, &b->ahead[i], &spans, all, slope);
        for (uint32_t g = 0; e->merges && g < 3; g++)
            memcpy(s->row[g], s->row[3], sizeof s->row[g]);
        normalise(s);
    }
}

/* The way that people chose, taken off. */
static void take_off_right(const block *b, way_steps *slope)
{
    uint32_t history = WAY_START, gap = 0;
    for (uint32_t i = 0, k = 0; i < b->n_events; i++) {
        gap = b->events[i].merges ? 3 : gap;
        uint32_t at = b->events[i].at, took = NOWHERE;
        for (; k < b->n && b->v[k].first - b->from <= at; k++)
            if (b->v[k].first - b->from == at && b->right[k] && fits(b, &b->v[k]))
                took = k;
        if (took != NOWHERE) {
            const span_candidate *c = &b->v[took];
            slope->of[c->part][gap][history] -= 1;
            history = (history << 2 | c->part) % WAY_HISTORIES;
            gap = 0;
            i = b->event_of[c->last - b->from] - 1;
        } else {
            gap = b->events[i].behind > gap ? b->events[i].behind : gap;
        }
    }
    slope->of[WAY_END][gap][history] -= 1;
}

/* Blocks
 * -------------------------------------------------------------------------------------
 */

static void do_block(arena *tmp, block *b, way_steps *slope)
{
    arena *own = arena_sub(tmp);
    b->times = arena_array(own, float, b->n);
    b->unit = arena_array(own, int64_t, b->n);
    split_worth(b);
    find_events(own, b);
    b->ahead = arena_array(own, state, b->n_events);
    b->back = arena_array(own, state, b->n_events);
    go_forwards(b);
    go_backwards(b, b->right ? slope : NULL);
    if (b->right)
        take_off_right(b, slope);
    arena_release(own);
}

void ways_likely(arena *tmp, const way_steps *powers, span_candidates *all,
                 uint32_t n_tokens, const uint8_t *marks, const float *worth,
                 const uint8_t *right, way_steps *slope)
{
    // A paragraph that never ends is cut where no candidate is, at last anywhere: bounds
    // the memory.
    enum { USUAL = 1000, MOST = 10000 };
    uint32_t from = 0, reach = 0;
    for (uint32_t k = 0, first = 0; k < all->n; k++) {
        reach = all->v[k].last > reach ? all->v[k].last : reach;
        bool ends = k + 1 == all->n;
        bool cut = !ends && k - first >= USUAL && all->v[k + 1].first > from &&
                   (all->v[k + 1].first >= reach || k - first >= MOST);
        if (!ends && !cut)
            continue;
        block b = {.powers = powers,
                   .marks = marks,
                   .v = all->v + first,
                   .worth = worth + first,
                   .right = right ? right + first : NULL,
                   .n = k + 1 - first,
                   .from = from,
                   .to = ends ? n_tokens : all->v[k + 1].first};
        do_block(tmp, &b, slope);
        from = b.to;
        first = k + 1;
    }
}
