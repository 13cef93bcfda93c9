#include "label/judge.h"

#include <math.h>
#include <string.h>

/* What other candidates there are
 * -------------------------------------------------------------------------------------
 */

/* Of the candidates of the same part: how many are likelier that begin at the
 * same token, that end at the same, and the likeliest. */
typedef struct {
    uint32_t of_first, of_last;
    float best_of_first, best_of_last;
} rivals;

static void count_rivals(const span_candidates *all, const uint32_t *by_last, uint32_t k,
                         rivals *r)
{
    enum { LOOK = 60 };
    const span_candidate *c = &all->v[k];
    *r = (rivals){0};
    for (uint32_t j = k; j > 0 && k - j < LOOK && all->v[j - 1].first == c->first; j--) {
        const span_candidate *o = &all->v[j - 1];
        if (o->part == c->part) {
            r->of_first += o->likely > c->likely;
            r->best_of_first =
                o->likely > r->best_of_first ? o->likely : r->best_of_first;
        }
    }
    for (uint32_t j = k + 1; j < all->n && j - k < LOOK && all->v[j].first == c->first;
         j++) {
        const span_candidate *o = &all->v[j];
        if (o->part == c->part) {
            r->of_first += o->likely > c->likely;
            r->best_of_first =
                o->likely > r->best_of_first ? o->likely : r->best_of_first;
        }
    }
    // A list through all that end at one token, newest first.
    uint32_t n = 0;
    for (uint32_t j = by_last[all->n + c->last]; j && n < LOOK; j = by_last[j - 1], n++) {
        const span_candidate *o = &all->v[j - 1];
        if (j - 1 == k || o->part != c->part)
            continue;
        r->of_last += o->likely > c->likely;
        r->best_of_last = o->likely > r->best_of_last ? o->likely : r->best_of_last;
    }
}

/* by_last[k]: the next candidate that ends where k does; by_last[n + i]: the
 * first that ends at token i. Numbers from 1, 0 is none. */
static uint32_t *lists_by_last(arena *tmp, const span_candidates *all, uint32_t n_tokens)
{
    uint32_t *by_last = arena_array(tmp, uint32_t, (size_t)all->n + n_tokens + 1);
    for (uint32_t k = 0; k < all->n; k++) {
        uint32_t *head = &by_last[all->n + all->v[k].last];
        by_last[k] = *head;
        *head = k + 1;
    }
    return by_last;
}

/* Features
 * -------------------------------------------------------------------------------------
 */

enum { OUTSIDE = 11, NO_TAG = MAX_TAGS };

typedef struct {
    const linear *m;
    const judge_view *v;
    uint32_t *rows;
    uint32_t n, t;
} adder;

static void add(adder *to, uint32_t a, uint32_t b)
{
    to->rows[to->n++] = feature_row(to->m, to->t++, a, b);
}

static uint32_t bucket(float p)
{
    static const float marks[] = {0.001f, 0.01f, 0.03f, 0.06f, 0.1f,  0.18f, 0.3f,
                                  0.45f,  0.6f,  0.75f, 0.87f, 0.95f, 0.985f};
    uint32_t k = 0;
    while (k < sizeof marks / sizeof *marks && p >= marks[k])
        k++;
    return k;
}

static uint32_t few(float p)
{
    return p < 0.05f ? 0 : p < 0.25f ? 1 : p < 0.6f ? 2 : p < 0.9f ? 3 : 4;
}

static uint32_t up_to(uint32_t v, uint32_t most)
{
    return v < most ? v : most;
}

static uint32_t length_class(uint32_t n)
{
    return n < 8    ? n
           : n < 10 ? 8
           : n < 14 ? 9
           : n < 20 ? 10
           : n < 28 ? 11
           : n < 40 ? 12
           : n < 60 ? 13
                    : 14;
}

static bool in_chain(const judge_view *v, int64_t i)
{
    return i >= v->first && i < v->last;
}

static uint32_t word_at(const judge_view *v, int64_t i)
{
    return in_chain(v, i) ? v->v->looks[i].word : OUTSIDE;
}

static uint32_t tag_at(const judge_view *v, int64_t i)
{
    return in_chain(v, i) ? v->v->tags[i] : NO_TAG;
}

static uint32_t quote_at(const judge_view *v, int64_t i)
{
    return in_chain(v, i) ? v->v->looks[i].quote : 16;
}

static uint32_t advice_at(const judge_view *v, int64_t i)
{
    return in_chain(v, i) ? v->v->advice[i] : N_LABELS;
}

static float part_at(const judge_view *v, int64_t i, label_part part)
{
    if (!in_chain(v, i))
        return 0;
    const float *row = v->likely + (size_t)(i - v->first) * CHAIN_WIDTH;
    float sum = 0;
    for (uint32_t at = 0; at < N_AT; at++)
        sum += row[label_number(part, (label_at)at)];
    return sum;
}

/* How likely the three parts are at a token, in a few steps each. */
static uint32_t parts_at(const judge_view *v, int64_t i)
{
    if (!in_chain(v, i))
        return 200;
    return few(part_at(v, i, PART_SOURCE)) * 25 + few(part_at(v, i, PART_CUE)) * 5 +
           few(part_at(v, i, PART_CONTENT));
}

/* The span as a tree: its head, and how many of its tokens are governed from
 * outside. */
typedef struct {
    uint32_t head, n_roots;
    uint32_t low, high; // of the subtrees of those
    uint32_t opens, closes, commas, words, starts, verbs;
    uint32_t all; // of the words
} look;

static void look_at(const span_view *v, uint32_t first, uint32_t last, look *l)
{
    enum { LONGEST = 400 };
    *l = (look){.head = first, .low = first, .high = last};
    uint32_t best = UINT32_MAX;
    for (uint32_t i = first; i < last && i - first < LONGEST; i++) {
        const tree_node *n = &v->nodes[i];
        const word_look *w = &v->looks[i];
        l->opens += (w->quote & QUOTE_OPENS) != 0;
        l->closes += (w->quote & QUOTE_CLOSES) != 0;
        l->starts += w->first && i > first;
        l->verbs += n->subject_child != TREE_NONE;
        l->all = (l->all ^ w->word) * 0x9e3779b1u + 7;
        if (w->shape == SHAPE_PUNCT) {
            l->commas++;
            continue;
        }
        l->words++;
        if (n->head != TREE_NONE && n->head >= first && n->head < last)
            continue;
        l->n_roots++;
        l->low = n->low < l->low ? n->low : l->low;
        l->high = n->high > l->high ? n->high : l->high;
        if (n->depth < best) {
            best = n->depth;
            l->head = i;
        }
    }
}

static void add_edges(adder *to, const span_candidate *c, uint32_t first, uint32_t last)
{
    const judge_view *v = to->v;
    int64_t f = first, l = last;
    uint32_t b = bucket(c->likely);
    uint32_t q0 = quote_at(v, f - 1) << 5 | quote_at(v, f);
    uint32_t q1 = quote_at(v, l - 1) << 5 | quote_at(v, l);
    add(to, word_at(v, f), 0);
    add(to, word_at(v, f - 1), 0);
    add(to, word_at(v, f - 1), word_at(v, f));
    add(to, tag_at(v, f - 1) << 8 | tag_at(v, f), tag_at(v, f + 1));
    add(to, tag_at(v, f - 2) << 8 | tag_at(v, f - 1), word_at(v, f));
    add(to, word_at(v, l - 1), 0);
    add(to, word_at(v, l), 0);
    add(to, word_at(v, l - 1), word_at(v, l));
    add(to, tag_at(v, l - 1) << 8 | tag_at(v, l), tag_at(v, l + 1));
    add(to, tag_at(v, l - 1), word_at(v, l));
    add(to, word_at(v, l), word_at(v, l + 1));
    add(to, q0 << 10 | q1, 0);
    add(to, q0, word_at(v, f));
    add(to, q1, word_at(v, l));
    add(to, parts_at(v, f - 1), tag_at(v, f));
    add(to, parts_at(v, l), tag_at(v, l - 1));
    add(to, parts_at(v, f - 1) << 8 | parts_at(v, l), 0);
    add(to, advice_at(v, f - 1) << 8 | advice_at(v, f),
        advice_at(v, l - 1) << 8 | advice_at(v, l));
    add(to, advice_at(v, f) << 8 | advice_at(v, l - 1), b);
}

static void add_whole(adder *to, const span_candidate *c, uint32_t first, uint32_t last)
{
    const judge_view *v = to->v;
    const span_view *s = v->v;
    look l;
    look_at(s, first, last, &l);
    const tree_node *head = &s->nodes[l.head];
    uint32_t b = bucket(c->likely), n = length_class(last - first);
    uint32_t up = head->head, arc = s->arcs[l.head];
    uint32_t left = up_to(first - l.low, 3), right = up_to(l.high - last, 3);
    uint32_t fits = left << 4 | right << 2 | up_to(l.n_roots, 3);
    const sentence *own = &s->t->sentences[s->t->tokens[first].sentence];
    const sentence *end = &s->t->sentences[s->t->tokens[last - 1].sentence];
    uint32_t place =
        (uint32_t)(own->first == first) << 5 | (uint32_t)(end->last == last) << 4 |
        (uint32_t)(end->last == last + 1) << 3 | (uint32_t)(first == v->first) << 2 |
        (uint32_t)(last == v->last) << 1 | (uint32_t)(last + 1 == v->last);
    uint32_t marks =
        up_to(l.opens, 2) << 4 | up_to(l.closes, 2) << 2 | up_to(l.starts, 2);
    uint32_t cue = up == TREE_NONE ? 7 : few(part_at(v, up, PART_CUE));
    uint32_t side = up == TREE_NONE ? 2 : up < first;
    add(to, b, 0);
    add(to, b, n);
    add(to, n, place);
    add(to, n, l.starts);
    add(to, fits, 0);
    add(to, fits, arc);
    add(to, fits, b);
    add(to, fits << 8 | cue, side);
    add(to, place, marks);
    add(to, place, b);
    add(to, marks, b);
    add(to, s->tags[l.head], arc);
    add(to, s->looks[l.head].word, 0);
    add(to, s->looks[l.head].word, arc);
    add(to, arc << 4 | cue, side);
    add(to, arc << 4 | cue, s->tags[l.head]);
    add(to, up == TREE_NONE ? OUTSIDE : s->looks[up].word, side << 8 | arc);
    add(to, up == TREE_NONE ? OUTSIDE : s->looks[up].word, fits);
    add(to, last - first < 8 ? l.all : OUTSIDE, 0);
    add(to, last - first < 8 ? l.all : OUTSIDE, b);
    add(to, up_to(l.verbs, 3) << 8 | n, s->tags[l.head]);
    add(to, up_to(l.commas, 4), n);
    add(to, place, s->looks[last - 1].word);
    add(to, head->children, fits);
    // The end of a subtree right before or behind that is not taken in.
    uint32_t next = last < v->last ? s->nodes[last].head : TREE_NONE;
    uint32_t before = first > v->first ? s->nodes[first - 1].head : TREE_NONE;
    bool next_in = next != TREE_NONE && next >= first && next < last;
    bool before_in = before != TREE_NONE && before >= first && before < last;
    add(to, (uint32_t)next_in << 1 | before_in, last < v->last ? s->arcs[last] : N_ARCS);
    add(to, (uint32_t)next_in << 1 | before_in,
        tag_at(v, last) << 8 | tag_at(v, (int64_t)first - 1));
}

static void add_rivals(adder *to, const span_candidate *c, const rivals *r)
{
    uint32_t b = bucket(c->likely);
    add(to, up_to(r->of_first, 3) << 2 | up_to(r->of_last, 3), b);
    add(to, bucket(r->best_of_first), b);
    add(to, bucket(r->best_of_last), b);
    add(to, bucket(r->best_of_first) << 8 | bucket(r->best_of_last), 0);
}

/* Cues, sources and contents that are likely in the sentence, and on which
 * side. */
static void add_company(adder *to, const span_candidate *c, uint32_t first, uint32_t last)
{
    enum { REACH = 40 };
    const judge_view *v = to->v;
    float most[2][N_PARTS] = {{0}};
    uint32_t nearest[2] = {OUTSIDE, OUTSIDE}, away[2] = {9, 9};
    for (uint32_t side = 0; side < 2; side++)
        for (uint32_t k = 1; k <= REACH; k++) {
            int64_t i = side ? (int64_t)last + k - 1 : (int64_t)first - k;
            if (!in_chain(v, i))
                break;
            for (label_part part = PART_SOURCE; part < N_PARTS; part++) {
                float p = part_at(v, i, part);
                most[side][part] = p > most[side][part] ? p : most[side][part];
                if (part == PART_CUE && p > 0.4f && nearest[side] == OUTSIDE) {
                    nearest[side] = v->v->looks[i].word;
                    away[side] = up_to(k - 1, 8);
                }
            }
        }
    uint32_t near = 0;
    for (uint32_t k = 0; k < 2; k++)
        for (label_part part = PART_SOURCE; part < N_PARTS; part++)
            near = near * 5 + few(most[k][part]);
    add(to, near, 0);
    add(to, few(most[0][PART_CUE]) << 4 | few(most[1][PART_CUE]), bucket(c->likely));
    add(to, nearest[0], away[0]);
    add(to, nearest[1], away[1]);
    add(to, away[0] << 4 | away[1], length_class(last - first));
}

void judge_features(arena *tmp, const linear *m, const judge_view *v, uint32_t *rows,
                    uint8_t *n_rows)
{
    arena *own = arena_sub(tmp);
    uint32_t *by_last = lists_by_last(own, v->all, v->last - v->first);
    for (uint32_t k = 0; k < v->all->n; k++) {
        const span_candidate *c = &v->all->v[k];
        adder to = {.m = m, .v = v, .rows = rows + (size_t)k * JUDGE_FEATURES};
        rivals r;
        count_rivals(v->all, by_last, k, &r);
        uint32_t first = v->first + c->first, last = v->first + c->last;
        add_edges(&to, c, first, last);
        add_whole(&to, c, first, last);
        add_rivals(&to, c, &r);
        add_company(&to, c, first, last);
        n_rows[k] = (uint8_t)to.n;
    }
    arena_release(own);
}

/* Judging
 * -------------------------------------------------------------------------------------
 */

float judge_odds(float likely)
{
    float p = likely < 0.001f ? 0.001f : likely > 0.999f ? 0.999f : likely;
    return logf(p / (1 - p));
}

void judge_candidates(arena *tmp, const span_judge *m, const judge_view *v,
                      span_candidates *all)
{
    arena *own = arena_sub(tmp);
    uint32_t *rows = arena_array(own, uint32_t, (size_t)all->n * JUDGE_FEATURES);
    uint8_t *n_rows = arena_array(own, uint8_t, (size_t)all->n + 1);
    judge_features(own, &m->weights, v, rows, n_rows);
    for (uint32_t k = 0; k < all->n; k++) {
        span_candidate *c = &all->v[k];
        float scores[LINEAR_WIDEST];
        linear_scores(&m->weights, rows + (size_t)k * JUDGE_FEATURES, n_rows[k], scores);
        float odds = scores[c->part] + m->trust[c->part] * judge_odds(c->likely);
        c->likely = 1 / (1 + expf(-odds));
    }
    arena_release(own);
}
