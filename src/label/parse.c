#include "label/parse.h"

enum { NOWHERE = UINT16_MAX, NO_WORD = 5, ROOT_WORD = 6, NO_TAG = MAX_TAGS, ROOT_TAG };

void parse_begin(parse_state *s, const word_look *looks, const uint8_t *tags,
                 uint16_t *heads, uint32_t n)
{
    s->n = n;
    s->looks = looks;
    s->tags = tags;
    s->heads = heads;
    s->depth = s->next = 0;
    for (uint32_t i = 0; i <= n; i++) {
        s->left[i][0] = s->left[i][1] = s->right[i][0] = s->right[i][1] = NOWHERE;
        s->n_left[i] = s->n_right[i] = 0;
        if (i < n)
            heads[i] = (uint16_t)n;
    }
}

bool parse_allows(const parse_state *s, parse_move move)
{
    if (move == MOVE_SHIFT)
        return s->next < s->n;
    return move == MOVE_RIGHT ? s->depth >= 2 : s->depth >= 1;
}

static void add_arc(parse_state *s, uint32_t head, uint32_t child)
{
    s->heads[child] = (uint16_t)head;
    if (child < head) {
        s->left[head][1] = s->left[head][0];
        s->left[head][0] = (uint16_t)child;
        s->n_left[head]++;
    } else {
        s->right[head][1] = s->right[head][0];
        s->right[head][0] = (uint16_t)child;
        s->n_right[head]++;
    }
}

void parse_apply(parse_state *s, parse_move move)
{
    if (move == MOVE_SHIFT) {
        s->stack[s->depth++] = (uint16_t)s->next++;
        return;
    }
    uint32_t child = s->stack[--s->depth];
    add_arc(s, move == MOVE_RIGHT ? s->stack[s->depth - 1] : s->next, child);
}

static uint32_t word_of_place(const parse_state *s, uint32_t i)
{
    return i < s->n ? s->looks[i].word : i == s->n ? ROOT_WORD : NO_WORD;
}

static uint32_t tag_of_place(const parse_state *s, uint32_t i)
{
    return i < s->n ? s->tags[i] : i == s->n ? ROOT_TAG : NO_TAG;
}

static uint32_t from_stack(const parse_state *s, uint32_t k)
{
    return s->depth > k ? s->stack[s->depth - 1 - k] : NOWHERE;
}

static uint32_t less(uint32_t v, uint32_t most)
{
    return v < most ? v : most;
}

uint32_t parse_features(const linear *m, const parse_state *s, uint32_t *rows)
{
    const linear own = *m; // by value, so that it stays in registers
    uint32_t s0 = from_stack(s, 0), s1 = from_stack(s, 1);
    uint32_t n0 = s->next, n1 = n0 + 1, n2 = n0 + 2;
    uint32_t s0r = s0 <= s->n ? s->right[s0][0] : NOWHERE;
    uint32_t s0l = s0 <= s->n ? s->left[s0][0] : NOWHERE;
    uint32_t n0l = s->left[n0][0], n0l2 = s->left[n0][1];
    uint32_t s1r = s1 <= s->n ? s->right[s1][0] : NOWHERE;
    uint32_t ws0 = word_of_place(s, s0), ws1 = word_of_place(s, s1);
    uint32_t wn0 = word_of_place(s, n0), wn1 = word_of_place(s, n1);
    uint32_t ts0 = tag_of_place(s, s0), ts1 = tag_of_place(s, s1);
    uint32_t tn0 = tag_of_place(s, n0), tn1 = tag_of_place(s, n1),
             tn2 = tag_of_place(s, n2);
    uint32_t ts0r = tag_of_place(s, s0r), ts0l = tag_of_place(s, s0l);
    uint32_t tn0l = tag_of_place(s, n0l), tn0l2 = tag_of_place(s, n0l2);
    uint32_t vs0r = s0 <= s->n ? s->n_right[s0] : 9,
             vs0l = s0 <= s->n ? s->n_left[s0] : 9;
    uint32_t vn0 = s->n_left[n0];
    uint32_t gap = s0 <= s->n ? less(n0 - s0, 6) : 7;
    if (s0 <= s->n && n0 - s0 > 10)
        gap = 8;
    uint32_t quote = (s0 < s->n ? s->looks[s0].quote & 1u : 2) << 2 |
                     (n0 < s->n ? s->looks[n0].quote & 1u : 2);
    uint32_t n = 0, t = 0;
#define ADD(a, b) (rows[n++] = feature_row(&own, t++, (a), (b)))
    ADD(ws0, 0);
    ADD(wn0, 0);
    ADD(ws1, 0);
    ADD(wn1, tn1);
    ADD(ws0, ts0);
    ADD(ws0, tn0);
    ADD(ts0, wn0);
    ADD(ts0 << 8 | tn0, gap);
    ADD(ts0 << 8 | tn0, tn1);
    ADD(tn0 << 8 | tn1, tn2);
    ADD(ts1 << 8 | ts0, tn0);
    ADD(ts0 << 16 | ts0r << 8 | tn0, 0);
    ADD(ts0 << 16 | ts0l << 8 | tn0, 0);
    ADD(ts0 << 16 | tn0 << 8 | tn0l, 0);
    ADD(ts0 << 16 | tn0l << 8 | tn0l2, tn0);
    ADD(ws0, vs0r << 8 | vs0l);
    ADD(ts0, vs0r << 8 | vs0l);
    ADD(wn0, vn0);
    ADD(tn0, vn0 << 8 | gap);
    ADD(wn0, gap);
    ADD(ts0 << 8 | gap, tn0 << 8 | quote);
    ADD(word_of_place(s, s0r), ts0);
    ADD(word_of_place(s, n0l), tn0);
    ADD(ts1, ts0);
    ADD(ts1 << 8 | tag_of_place(s, s1r), ts0 << 8 | tn0);
    ADD(wn0, ts1 << 8 | ts0);
    ADD(ts1 << 16 | ts0 << 8 | tn0, tn1);
#undef ADD
    return n;
}

/* Arc kinds
 * -------------------------------------------------------------------------------------
 */

uint32_t arc_features(const linear *m, const parse_state *s, uint32_t i, uint32_t *rows)
{
    const linear own = *m;
    uint32_t head = s->heads[i];
    uint32_t w = word_of_place(s, i), wh = word_of_place(s, head);
    uint32_t tg = tag_of_place(s, i), th = tag_of_place(s, head);
    uint32_t side = i < head, gap = side ? less(head - i, 5) : less(i - head, 5);
    uint32_t place = side << 3 | gap;
    uint32_t first = s->left[i][0], last = s->right[i][0];
    // The child nearest to a word stands last in the order they came; the outermost
    // first.
    uint32_t n = 0, t = 0;
#define ADD(a, b) (rows[n++] = feature_row(&own, t++, (a), (b)))
    ADD(w, tg << 8 | side);
    ADD(wh, tg << 8 | side);
    ADD(tg << 8 | th, place);
    ADD(w, wh);
    ADD(w, th << 8 | side);
    ADD(tg << 8 | th, (uint32_t)s->n_left[i] << 8 | side);
    ADD(word_of_place(s, first), tg << 16 | th << 8 | side);
    ADD(tag_of_place(s, first), tg << 16 | th << 8 | side);
    ADD(tag_of_place(s, last), tg << 16 | th << 8 | side);
    ADD(i > 0 ? tag_of_place(s, i - 1) : NO_TAG, tg << 16 | th << 8 | side);
    ADD(i > 0 ? word_of_place(s, i - 1) : NO_WORD, tg << 8 | side);
    ADD(tag_of_place(s, i + 1), tg << 16 | th << 8 | side);
    ADD(head <= s->n ? word_of_place(s, s->left[head][0]) : NO_WORD,
        tg << 16 | th << 8 | side);
    ADD(head <= s->n ? tag_of_place(s, s->left[head][0]) : NO_TAG,
        tg << 16 | th << 8 | side);
    ADD(head <= s->n ? tag_of_place(s, s->right[head][0]) : NO_TAG,
        tg << 16 | th << 8 | side);
    ADD(word_of_place(s, s->left[i][1]), tg << 16 | th << 8 | side);
#undef ADD
    return n;
}

static void name_arcs(const linear *m, const parse_state *s, uint8_t *arcs)
{
    // The rows of the next word are on their way while those of this one are added.
    uint32_t rows[2][ARC_FEATURES], n_rows[2] = {0};
    float scores[LINEAR_WIDEST];
    n_rows[0] = arc_features(m, s, 0, rows[0]);
    for (uint32_t i = 0, side = 0; i < s->n; i++, side ^= 1) {
        if (i + 1 < s->n)
            n_rows[side ^ 1] = arc_features(m, s, i + 1, rows[side ^ 1]);
        linear_scores(m, rows[side], n_rows[side], scores);
        uint32_t best = linear_best(scores, m->n_classes);
        arcs[i] = s->heads[i] == s->n ? ARC_ROOT : (uint8_t)best;
    }
}

void parse_sentence(const parser *m, parse_state *s, const word_look *looks,
                    const uint8_t *tags, uint32_t n, uint16_t *heads, uint8_t *arcs)
{
    uint32_t rows[PARSE_FEATURES];
    float scores[LINEAR_WIDEST];
    parse_begin(s, looks, tags, heads, n);
    while (!parse_done(s)) {
        uint32_t k = parse_features(&m->moves, s, rows);
        linear_scores(&m->moves, rows, k, scores);
        parse_move best = N_MOVES;
        for (parse_move move = MOVE_SHIFT; move < N_MOVES; move++)
            if (parse_allows(s, move) && (best == N_MOVES || scores[move] > scores[best]))
                best = move;
        parse_apply(s, best);
    }
    name_arcs(&m->arcs, s, arcs);
}
