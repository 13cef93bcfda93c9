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

/* Features
 * -------------------------------------------------------------------------------------
 */

enum { EDGE = 11, NO_TAG = MAX_TAGS };

typedef struct {
    const linear *m;
    const span_view *v;
    uint32_t first, last, i;
    uint32_t *rows;
    uint32_t n, t;
} adder;

static void add(adder *to, uint32_t a, uint32_t b)
{
    to->rows[to->n++] = feature_row(to->m, to->t++, a, b);
}

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

static void add_words(adder *to)
{
    const word_look *w = &to->v->looks[to->i];
    uint32_t w0 = w->word, w1 = word_by(to, 1), w_1 = word_by(to, -1);
    uint32_t t0 = tag_by(to, 0), t1 = tag_by(to, 1), t_1 = tag_by(to, -1);
    uint32_t t2 = tag_by(to, 2), t_2 = tag_by(to, -2);
    add(to, w0, 0);
    add(to, w0, t0);
    add(to, w_1, 0);
    add(to, w1, 0);
    add(to, word_by(to, -2), 0);
    add(to, word_by(to, 2), 0);
    add(to, word_by(to, -3), 0);
    add(to, word_by(to, 3), 0);
    add(to, w_1, w0);
    add(to, w0, w1);
    add(to, w_1, w1);
    add(to, t0, 0);
    add(to, t_1, t0);
    add(to, t0, t1);
    add(to, t_1 << 8 | t0, t1);
    add(to, t_2 << 8 | t_1, t0);
    add(to, t0 << 8 | t1, t2);
    add(to, w->suffix3, t0);
    add(to, w_1, t0);
    add(to, t_1, w0);
    add(to, t0, w1);
    add(to, w0, t1);
    uint32_t before = to->i > to->first ? w[-1].shape : 7;
    uint32_t after = to->i + 1 < to->last ? w[1].shape : 7;
    add(to, before << 8 | w->shape, after);
}

static void add_place(adder *to)
{
    const text *t = to->v->t;
    const word_look *w = &to->v->looks[to->i];
    const sentence *s = &t->sentences[t->tokens[to->i].sentence];
    uint32_t t0 = tag_by(to, 0);
    uint32_t q = quote_by(to, -1) << 10 | quote_by(to, 0) << 5 | quote_by(to, 1);
    uint32_t from = at_most(to->i - s->first, 3), rest = at_most(s->last - 1 - to->i, 3);
    uint32_t place = from << 4 | rest << 2 | (uint32_t)(s->first == to->first) << 1 |
                     (s->last == to->last);
    add(to, q, 0);
    add(to, q, t0);
    add(to, q, word_by(to, -1));
    add(to, q, word_by(to, 1));
    add(to, place, w->quote);
    add(to, place, t0);
    add(to, from, word_by(to, 0));
    add(to, rest, word_by(to, 0));
    add(to, to->v->looks[s->first].word, w->quote & QUOTE_IN);
    add(to, quote_by(to, -2), quote_by(to, 2) << 8 | t0);
    uint32_t head = to->first == 0 ? at_most(s->last - s->first, 20) : 30;
    add(to, head, t->sentences[t->tokens[to->i].sentence].paragraph == 0);
}

static void add_tree(adder *to)
{
    const span_view *v = to->v;
    const tree_node *node = &v->nodes[to->i];
    uint32_t i = to->i, arc = v->arcs[i], w0 = v->looks[i].word, t0 = v->tags[i];
    bool root = node->head == TREE_NONE;
    uint32_t h = root ? i : node->head;
    uint32_t hw = root ? EDGE : v->looks[h].word, ht = root ? NO_TAG : v->tags[h];
    uint32_t side = root ? 2 : i < h;
    uint32_t quoted = v->looks[i].quote & QUOTE_IN;
    add(to, arc << 2 | side, hw);
    add(to, arc << 2 | side, ht << 8 | t0);
    add(to, arc << 2 | side, w0);
    add(to, w0, node->children);
    add(to, t0, (uint32_t)node->children << 1 | quoted);
    uint32_t sc = node->subject_child, mc = node->mark_child;
    add(to, sc == TREE_NONE ? EDGE : v->looks[sc].word, t0 << 2 | quoted);
    add(to, sc == TREE_NONE ? EDGE : v->tags[sc], w0);
    add(to, mc == TREE_NONE ? EDGE : v->looks[mc].word, arc << 8 | t0);
    // The clause it is in, what governs that, and whether it is at its edge.
    uint32_t c = node->clause;
    uint32_t g = c == TREE_NONE ? TREE_NONE : v->nodes[c].head;
    uint32_t gw = g == TREE_NONE ? EDGE : v->looks[g].word;
    uint32_t edge = c == TREE_NONE ? 4
                                   : (uint32_t)(v->nodes[c].low == i) |
                                         (uint32_t)(v->nodes[c].high == i + 1) << 1;
    uint32_t c_arc = c == TREE_NONE ? N_ARCS : v->arcs[c];
    add(to, c_arc << 4 | edge, gw);
    add(to, c_arc << 4 | edge, g == TREE_NONE ? 2 : g < i);
    add(to, gw, (c_arc << 4 | edge) << 8 | t0);
    // The clause above that one.
    uint32_t c2 = g == TREE_NONE ? TREE_NONE : v->nodes[g].clause;
    uint32_t g2 = c2 == TREE_NONE ? TREE_NONE : v->nodes[c2].head;
    uint32_t edge2 = c2 == TREE_NONE ? 4
                                     : (uint32_t)(v->nodes[c2].low == i) |
                                           (uint32_t)(v->nodes[c2].high == i + 1) << 1;
    add(to, (uint32_t)(c2 == TREE_NONE ? N_ARCS : v->arcs[c2]) << 4 | edge2,
        g2 == TREE_NONE ? EDGE : v->looks[g2].word);
    // The subject it is in.
    uint32_t s = node->subject;
    uint32_t sg = s == TREE_NONE ? TREE_NONE : v->nodes[s].head;
    uint32_t s_edge = s == TREE_NONE ? 4
                                     : (uint32_t)(v->nodes[s].low == i) |
                                           (uint32_t)(v->nodes[s].high == i + 1) << 1;
    uint32_t s_arc = s == TREE_NONE ? N_ARCS : v->arcs[s];
    add(to, s_arc << 4 | s_edge, sg == TREE_NONE ? EDGE : v->looks[sg].word);
    add(to, s_arc << 4 | s_edge,
        sg == TREE_NONE ? 0 : (uint32_t)v->nodes[sg].children << 6 | v->tags[sg]);
    add(to, s == TREE_NONE ? EDGE : v->looks[s].word, s_edge);
    add(to, node->verb == TREE_NONE ? EDGE : v->looks[node->verb].word,
        (node->verb < i) | t0 << 1);
    add(to, at_most(node->depth, 6), t0);
    // Subtree that ends or begins right here, and what stands next to it.
    uint32_t r = i;
    for (int k = 0; k < 8 && v->nodes[r].head != TREE_NONE &&
                    v->nodes[v->nodes[r].head].high == i + 1;
         k++)
        r = v->nodes[r].head;
    add(to, (uint32_t)v->arcs[r] << 8 | v->tags[r], tag_by(to, 1));
    add(to, v->arcs[r], word_by(to, 1));
    r = i;
    for (int k = 0;
         k < 8 && v->nodes[r].head != TREE_NONE && v->nodes[v->nodes[r].head].low == i;
         k++)
        r = v->nodes[r].head;
    add(to, (uint32_t)v->arcs[r] << 8 | v->tags[r], tag_by(to, -1));
    add(to, v->arcs[r], word_by(to, -1));
}

/* What the rules say. */
static uint32_t advice_by(const adder *to, int by)
{
    int64_t at = (int64_t)to->i + by;
    return at < to->first || at >= to->last ? N_LABELS : to->v->advice[at];
}

static void add_advice(adder *to)
{
    uint32_t here = advice_by(to, 0), before = advice_by(to, -1),
             after = advice_by(to, 1);
    add(to, here, 0);
    add(to, here << 8 | before, after);
    add(to, here << 8 | before, tag_by(to, 0));
    add(to, here, word_by(to, 0));
    add(to, here << 8 | after, word_by(to, 1));
    add(to, here << 8 | before, word_by(to, -1));
    add(to, here << 8 | after, quote_by(to, 0) << 8 | quote_by(to, 1));
    add(to, advice_by(to, -2) << 8 | here, advice_by(to, 2));
}

uint32_t span_features(const linear *m, const span_view *v, uint32_t first, uint32_t last,
                       uint32_t i, uint32_t *rows)
{
    adder to = {.m = m, .v = v, .first = first, .last = last, .i = i, .rows = rows};
    add_words(&to);
    add_place(&to);
    add_tree(&to);
    add_advice(&to);
    return to.n;
}

/* Labels
 * -------------------------------------------------------------------------------------
 */

void span_scores(const span_model *m, const span_view *v, uint32_t first, uint32_t last,
                 float *scores)
{
    uint32_t rows[SPAN_FEATURES];
    float sums[LINEAR_WIDEST];
    for (uint32_t i = first; i < last; i++) {
        uint32_t n = span_features(&m->weights, v, first, last, i, rows);
        linear_scores(&m->weights, rows, n, sums);
        float *to = scores + (size_t)(i - first) * CHAIN_WIDTH;
        for (uint32_t k = 0; k < N_LABELS; k++)
            to[k] = sums[k];
        for (uint32_t k = N_LABELS; k < CHAIN_WIDTH; k++)
            to[k] = chain_never;
    }
}
