#include "label/spans.h"

#include <string.h>

uint32_t label_paragraph(const text *t, uint32_t from, uint32_t *first, uint32_t *last)
{
    uint32_t s = from;
    *first = t->sentences[s].first;
    while (s + 1 < t->n_sentences &&
           t->sentences[s + 1].paragraph == t->sentences[from].paragraph)
        s++;
    *last = t->sentences[s].last;
    return s + 1;
}

bool label_next_stretch(const text *t, const uint8_t *keep, label_stretch *s)
{
    while (s->next < t->n_sentences) {
        if (s->next >= s->end)
            s->end = label_paragraph(t, s->next, &s->first, &s->last);
        uint32_t from = s->next;
        while (s->next < s->end && keep[s->next])
            s->next++;
        if (s->next > from) {
            s->from = t->sentences[from].first;
            s->to = t->sentences[s->next - 1].last;
            if (s->from < s->to)
                return true;
        } else {
            s->next++;
        }
    }
    return false;
}

/* Features
 * -------------------------------------------------------------------------------------
 */

enum { EDGE = 11, NO_TAG = MAX_TAGS };

typedef struct {
    const linear *m;
    const span_view *v;
    uint32_t first, last, i;
} adder;

/* Templates of each group of features; a group gives as many rows as it has templates. */
enum { WORDS = 0, PLACE = WORDS + 17, TREE = PLACE + 8, ADVICE = TREE + 14 };

/* A group's rows; the model by value, so that it stays in registers. */
#define GROUP(base)          \
    const linear m = *to->m; \
    uint32_t template = (base), n = 0
#define ADD(a, b) (rows[n++] = feature_row(&m, template ++, (a), (b)))

static uint32_t word_by(const adder *to, int by)
{
    int64_t at = (int64_t)to->i + by;
    return at < to->first || at >= to->last ? EDGE : to->v->looks[at].word;
}

static uint32_t tag_by(const adder *to, int by)
{
    int64_t at = (int64_t)to->i + by;
    return at < to->first || at >= to->last ? NO_TAG : to->v->tags[at];
}

static uint32_t quote_by(const adder *to, int by)
{
    int64_t at = (int64_t)to->i + by;
    return at < to->first || at >= to->last ? 16 : to->v->looks[at].quote;
}

static uint32_t at_most(uint32_t v, uint32_t most)
{
    return v < most ? v : most;
}

static uint32_t add_words(const adder *to, uint32_t *rows)
{
    GROUP(WORDS);
    const word_look *w = &to->v->looks[to->i];
    uint32_t w0 = w->word, w1 = word_by(to, 1), w_1 = word_by(to, -1);
    uint32_t t0 = tag_by(to, 0), t1 = tag_by(to, 1), t_1 = tag_by(to, -1);
    uint32_t t_2 = tag_by(to, -2);
    ADD(w0, 0);
    ADD(w_1, 0);
    ADD(w1, 0);
    ADD(word_by(to, -2), 0);
    ADD(word_by(to, 2), 0);
    ADD(word_by(to, -3), 0);
    ADD(word_by(to, 3), 0);
    ADD(w_1, w0);
    ADD(w_1, w1);
    ADD(t0, 0);
    ADD(t_1, t0);
    ADD(t0, t1);
    ADD(t_2 << 8 | t_1, t0);
    ADD(w->suffix3, t0);
    ADD(w_1, t0);
    ADD(t_1, w0);
    uint32_t before = to->i > to->first ? w[-1].shape : 7;
    uint32_t after = to->i + 1 < to->last ? w[1].shape : 7;
    ADD(before << 8 | w->shape, after);
    return n;
}

static uint32_t add_place(const adder *to, uint32_t *rows)
{
    GROUP(PLACE);
    const text *t = to->v->t;
    const sentence *s = &t->sentences[t->tokens[to->i].sentence];
    uint32_t t0 = tag_by(to, 0);
    uint32_t q = quote_by(to, -1) << 10 | quote_by(to, 0) << 5 | quote_by(to, 1);
    uint32_t from = at_most(to->i - s->first, 3), rest = at_most(s->last - 1 - to->i, 3);
    uint32_t place = from << 4 | rest << 2 | (uint32_t)(s->first == to->first) << 1 |
                     (s->last == to->last);
    ADD(q, 0);
    ADD(q, t0);
    ADD(q, word_by(to, -1));
    ADD(q, word_by(to, 1));
    ADD(place, t0);
    ADD(from, word_by(to, 0));
    ADD(rest, word_by(to, 0));
    uint32_t head = to->first == 0 ? at_most(s->last - s->first, 20) : 30;
    ADD(head, t->sentences[t->tokens[to->i].sentence].paragraph == 0);
    return n;
}

static uint32_t add_tree(const adder *to, uint32_t *rows)
{
    GROUP(TREE);
    const span_view *v = to->v;
    const tree_node *node = &v->nodes[to->i];
    uint32_t i = to->i, arc = v->arcs[i], w0 = v->looks[i].word, t0 = v->tags[i];
    bool root = node->head == TREE_NONE;
    uint32_t h = root ? i : node->head;
    uint32_t ht = root ? NO_TAG : v->tags[h];
    uint32_t side = root ? 2 : i < h;
    uint32_t quoted = v->looks[i].quote & QUOTE_IN;
    ADD(arc << 2 | side, ht << 8 | t0);
    ADD(arc << 2 | side, w0);
    ADD(w0, node->children);
    ADD(t0, (uint32_t)node->children << 1 | quoted);
    uint32_t sc = node->subject_child;
    ADD(sc == TREE_NONE ? EDGE : v->looks[sc].word, t0 << 2 | quoted);
    ADD(sc == TREE_NONE ? EDGE : v->tags[sc], w0);
    // The clause it is in, what governs that, and whether it is at its edge.
    uint32_t c = node->clause;
    uint32_t g = c == TREE_NONE ? TREE_NONE : v->nodes[c].head;
    uint32_t gw = g == TREE_NONE ? EDGE : v->looks[g].word;
    uint32_t edge = c == TREE_NONE ? 4
                                   : (uint32_t)(v->nodes[c].low == i) |
                                         (uint32_t)(v->nodes[c].high == i + 1) << 1;
    uint32_t c_arc = c == TREE_NONE ? N_ARCS : v->arcs[c];
    ADD(c_arc << 4 | edge, gw);
    ADD(c_arc << 4 | edge, g == TREE_NONE ? 2 : g < i);
    // The subject it is in.
    uint32_t s = node->subject;
    uint32_t sg = s == TREE_NONE ? TREE_NONE : v->nodes[s].head;
    uint32_t s_edge = s == TREE_NONE ? 4
                                     : (uint32_t)(v->nodes[s].low == i) |
                                           (uint32_t)(v->nodes[s].high == i + 1) << 1;
    uint32_t s_arc = s == TREE_NONE ? N_ARCS : v->arcs[s];
    ADD(s_arc << 4 | s_edge, sg == TREE_NONE ? EDGE : v->looks[sg].word);
    ADD(s == TREE_NONE ? EDGE : v->looks[s].word, s_edge);
    ADD(node->verb == TREE_NONE ? EDGE : v->looks[node->verb].word,
        (node->verb < i) | t0 << 1);
    ADD(at_most(node->depth, 6), t0);
    // Subtree that ends or begins right here, and what stands next to it.
    uint32_t r = i;
    for (int k = 0; k < 8 && v->nodes[r].head != TREE_NONE &&
                    v->nodes[v->nodes[r].head].high == i + 1;
         k++)
        r = v->nodes[r].head;
    ADD((uint32_t)v->arcs[r] << 8 | v->tags[r], tag_by(to, 1));
    r = i;
    for (int k = 0;
         k < 8 && v->nodes[r].head != TREE_NONE && v->nodes[v->nodes[r].head].low == i;
         k++)
        r = v->nodes[r].head;
    ADD((uint32_t)v->arcs[r] << 8 | v->tags[r], tag_by(to, -1));
    return n;
}

/* What the rules say. */
static uint32_t advice_by(const adder *to, int by)
{
    int64_t at = (int64_t)to->i + by;
    return at < to->first || at >= to->last ? N_LABELS : to->v->advice[at];
}

static uint32_t add_advice(const adder *to, uint32_t *rows)
{
    GROUP(ADVICE);
    uint32_t here = advice_by(to, 0), before = advice_by(to, -1),
             after = advice_by(to, 1);
    ADD(here, 0);
    ADD(here << 8 | before, after);
    ADD(here << 8 | after, word_by(to, 1));
    ADD(here << 8 | before, word_by(to, -1));
    ADD(advice_by(to, -2) << 8 | here, advice_by(to, 2));
    return n;
}

uint32_t span_features(const linear *m, const span_view *v, uint32_t first, uint32_t last,
                       uint32_t i, uint32_t *rows)
{
    adder to = {.m = m, .v = v, .first = first, .last = last, .i = i};
    uint32_t n = add_words(&to, rows);
    n += add_place(&to, rows + n);
    n += add_tree(&to, rows + n);
    return n + add_advice(&to, rows + n);
}

/* Labels
 * -------------------------------------------------------------------------------------
 */

static void store_scores(const float *sums, float *to)
{
    for (uint32_t k = 0; k < N_LABELS; k++)
        to[k] = sums[k];
    for (uint32_t k = N_LABELS; k < CHAIN_WIDTH; k++)
        to[k] = chain_never;
}

void span_scores(const span_model *m, const span_view *v, const label_stretch *s,
                 float *scores)
{
    // The rows of the next token are on their way while those of this one are added.
    uint32_t rows[2][SPAN_FEATURES], n[2];
    float sums[LINEAR_WIDEST];
    n[0] = span_features(&m->weights, v, s->first, s->last, s->from, rows[0]);
    for (uint32_t i = s->from, side = 0; i < s->to; i++, side ^= 1) {
        if (i + 1 < s->to)
            n[side ^ 1] =
                span_features(&m->weights, v, s->first, s->last, i + 1, rows[side ^ 1]);
        linear_scores(&m->weights, rows[side], n[side], sums);
        store_scores(sums, scores + (size_t)(i - s->from) * CHAIN_WIDTH);
    }
}
