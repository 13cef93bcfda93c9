#include "label/judge.h"

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
} adder;

/* Templates of each group of features; a group gives as many rows as it has templates. */
enum { EDGES = 0, WHOLE = EDGES + 19, RIVALS = WHOLE + 26, COMPANY = RIVALS + 4 };

/* A group's rows; the model by value, so that it stays in registers. */
#define GROUP(base)          \
    const linear m = *to->m; \
    uint32_t template = (base), n_rows = 0
#define ADD(a, b) (rows[n_rows++] = feature_row(&m, template ++, (a), (b)))

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
    return in_chain(v, i) ? v->likely[i - v->first][1 + part] : 0;
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

static uint32_t add_edges(const adder *to, uint32_t *rows, const span_candidate *c,
                          uint32_t first, uint32_t last)
{
    GROUP(EDGES);
    const judge_view *v = to->v;
    int64_t f = first, l = last;
    uint32_t b = bucket(c->likely);
    uint32_t q0 = quote_at(v, f - 1) << 5 | quote_at(v, f);
    uint32_t q1 = quote_at(v, l - 1) << 5 | quote_at(v, l);
    ADD(word_at(v, f), 0);
    ADD(word_at(v, f - 1), 0);
    ADD(word_at(v, f - 1), word_at(v, f));
    ADD(tag_at(v, f - 1) << 8 | tag_at(v, f), tag_at(v, f + 1));
    ADD(tag_at(v, f - 2) << 8 | tag_at(v, f - 1), word_at(v, f));
    ADD(word_at(v, l - 1), 0);
    ADD(word_at(v, l), 0);
    ADD(word_at(v, l - 1), word_at(v, l));
    ADD(tag_at(v, l - 1) << 8 | tag_at(v, l), tag_at(v, l + 1));
    ADD(tag_at(v, l - 1), word_at(v, l));
    ADD(word_at(v, l), word_at(v, l + 1));
    ADD(q0 << 10 | q1, 0);
    ADD(q0, word_at(v, f));
    ADD(q1, word_at(v, l));
    ADD(parts_at(v, f - 1), tag_at(v, f));
    ADD(parts_at(v, l), tag_at(v, l - 1));
    ADD(parts_at(v, f - 1) << 8 | parts_at(v, l), 0);
    ADD(advice_at(v, f - 1) << 8 | advice_at(v, f),
        advice_at(v, l - 1) << 8 | advice_at(v, l));
    ADD(advice_at(v, f) << 8 | advice_at(v, l - 1), b);
    return n_rows;
}

static uint32_t add_whole(const adder *to, uint32_t *rows, const span_candidate *c,
                          uint32_t first, uint32_t last)
{
    GROUP(WHOLE);
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
    ADD(b, 0);
    ADD(b, n);
    ADD(n, place);
    ADD(n, l.starts);
    ADD(fits, 0);
    ADD(fits, arc);
    ADD(fits, b);
    ADD(fits << 8 | cue, side);
    ADD(place, marks);
    ADD(place, b);
    ADD(marks, b);
    ADD(s->tags[l.head], arc);
    ADD(s->looks[l.head].word, 0);
    ADD(s->looks[l.head].word, arc);
    ADD(arc << 4 | cue, side);
    ADD(arc << 4 | cue, s->tags[l.head]);
    ADD(up == TREE_NONE ? OUTSIDE : s->looks[up].word, side << 8 | arc);
    ADD(up == TREE_NONE ? OUTSIDE : s->looks[up].word, fits);
    ADD(last - first < 8 ? l.all : OUTSIDE, 0);
    ADD(last - first < 8 ? l.all : OUTSIDE, b);
    ADD(up_to(l.verbs, 3) << 8 | n, s->tags[l.head]);
    ADD(up_to(l.commas, 4), n);
    ADD(place, s->looks[last - 1].word);
    ADD(head->children, fits);
    // The end of a subtree right before or behind that is not taken in.
    uint32_t next = last < v->last ? s->nodes[last].head : TREE_NONE;
    uint32_t before = first > v->first ? s->nodes[first - 1].head : TREE_NONE;
    bool next_in = next != TREE_NONE && next >= first && next < last;
    bool before_in = before != TREE_NONE && before >= first && before < last;
    ADD((uint32_t)next_in << 1 | before_in, last < v->last ? s->arcs[last] : N_ARCS);
    ADD((uint32_t)next_in << 1 | before_in,
        tag_at(v, last) << 8 | tag_at(v, (int64_t)first - 1));
    return n_rows;
}

static uint32_t add_rivals(const adder *to, uint32_t *rows, const span_candidate *c,
                           const rivals *r)
{
    GROUP(RIVALS);
    uint32_t b = bucket(c->likely);
    ADD(up_to(r->of_first, 3) << 2 | up_to(r->of_last, 3), b);
    ADD(bucket(r->best_of_first), b);
    ADD(bucket(r->best_of_last), b);
    ADD(bucket(r->best_of_first) << 8 | bucket(r->best_of_last), 0);
    return n_rows;
}

/* What is likely in the tokens before one, or from it on. */
typedef struct {
    float most[N_PARTS];
    uint32_t nearest, away; // of a likely cue: its word, and how far it is
    bool known;
} company;

static void look_beside(const judge_view *v, int64_t at, bool behind, company *c)
{
    enum { REACH = 40 };
    *c = (company){.nearest = OUTSIDE, .away = 9, .known = true};
    for (uint32_t k = 1; k <= REACH; k++) {
        int64_t i = behind ? at + k - 1 : at - k;
        if (!in_chain(v, i))
            break;
        four likely = v->likely[i - v->first];
        for (label_part part = PART_SOURCE; part < N_PARTS; part++)
            c->most[part] =
                likely[1 + part] > c->most[part] ? likely[1 + part] : c->most[part];
        if (c->nearest == OUTSIDE && likely[1 + PART_CUE] > 0.4f) {
            c->nearest = v->v->looks[i].word;
            c->away = up_to(k - 1, 8);
        }
    }
}

/* Cues, sources and contents that are likely near, and on which side. */
static uint32_t add_company(const adder *to, uint32_t *rows, const span_candidate *c,
                            company *before, company *behind)
{
    GROUP(COMPANY);
    if (!before->known)
        look_beside(to->v, (int64_t)to->v->first + c->first, false, before);
    if (!behind->known)
        look_beside(to->v, (int64_t)to->v->first + c->last, true, behind);
    uint32_t near = 0;
    for (label_part part = PART_SOURCE; part < N_PARTS; part++)
        near = near * 5 + few(before->most[part]);
    for (label_part part = PART_SOURCE; part < N_PARTS; part++)
        near = near * 5 + few(behind->most[part]);
    ADD(near, 0);
    ADD(few(before->most[PART_CUE]) << 4 | few(behind->most[PART_CUE]),
        bucket(c->likely));
    ADD(before->nearest, before->away);
    ADD(behind->nearest, behind->away);
    ADD(before->away << 4 | behind->away, length_class(c->last - c->first));
    return n_rows;
}

void judge_features(arena *tmp, const linear *m, const judge_view *v, uint32_t *rows,
                    uint8_t *n_rows)
{
    arena *own = arena_sub(tmp);
    uint32_t n_tokens = v->last - v->first;
    uint32_t *by_last = lists_by_last(own, v->all, n_tokens);
    company *before = arena_array(own, company, (size_t)n_tokens + 1);
    company *behind = arena_array(own, company, (size_t)n_tokens + 1);
    for (uint32_t k = 0; k < v->all->n; k++) {
        const span_candidate *c = &v->all->v[k];
        adder to = {.m = m, .v = v};
        uint32_t *its = rows + (size_t)k * JUDGE_FEATURES;
        rivals r;
        count_rivals(v->all, by_last, k, &r);
        uint32_t first = v->first + c->first, last = v->first + c->last;
        uint32_t n = add_edges(&to, its, c, first, last);
        n += add_whole(&to, its + n, c, first, last);
        n += add_rivals(&to, its + n, c, &r);
        n += add_company(&to, its + n, c, &before[c->first], &behind[c->last]);
        n_rows[k] = (uint8_t)n;
    }
    arena_release(own);
}

/* Judging
 * -------------------------------------------------------------------------------------
 */

float judge_odds(float likely)
{
    float p = likely < 0.001f ? 0.001f : likely > 0.999f ? 0.999f : likely;
    return logarithm(p / (1 - p));
}

void judge_candidates(arena *tmp, const span_judge *m, const judge_view *v,
                      span_candidates *all)
{
    arena *own = arena_sub(tmp);
    uint32_t *rows = arena_array(own, uint32_t, (size_t)all->n * JUDGE_FEATURES);
    uint8_t *n_rows = arena_array(own, uint8_t, (size_t)all->n + 1);
    judge_features(own, &m->weights, v, rows, n_rows);
    // What is as good as impossible costs time and changes nothing.
    const float LEAST = -5;
    float *worth = arena_array(own, float, (size_t)all->n + 1);
    uint32_t n_kept = 0;
    for (uint32_t k = 0; k < all->n; k++) {
        span_candidate c = all->v[k];
        float score = linear_score(&m->weights, rows + (size_t)k * JUDGE_FEATURES,
                                   n_rows[k], c.part);
        score += m->trust[c.part] * judge_odds(c.likely);
        all->v[n_kept] = c;
        worth[n_kept] = score;
        n_kept += score >= LEAST;
    }
    all->n = n_kept;
    uint32_t n = v->last - v->first;
    uint8_t *marks = arena_array(own, uint8_t, (size_t)n + 1);
    ways_marks(v->v->looks + v->first, n, marks);
    ways_likely(own, &m->powers, all, n, marks, worth, NULL, NULL);
    arena_release(own);
}
