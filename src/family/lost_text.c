/* The text of a lost original, as far as its copies tell it.
 *
 *   row        A: the bridge   B: the bridge   C: the crossing   D: (nothing)
 *   tree       ·─┬─ A                    the reading at the top with which the least has
 *                └─ ·─┬─ B, C            to be changed on the way down; where two do
 *                     └─ D               nearly as well, the place is doubtful
 *
 * For each row of the collation the dearest way is found for every reading at once
 * (Sankoff 1975, Minimal mutation trees of sequences): another wording costs one change,
 * a cut less, and what nobody could have read there, an addition, more. */
#include "family/lost_text.h"

#include "base/buf.h"

#include <string.h>

enum {
    COST_STYLE = 1, // marks and house spelling
    COST_CUT = 3,
    COST_CHANGE = 5,
    COST_ADD = 7,
    COST_SURE = 5, // so much dearer is the next best reading of a sure place
    COST_NEVER = 1 << 20,
    MOST_WITNESSES = 60,
    MOST_DOUBT = 2, // one part in so many; where more is doubtful there is no text
};

/* What is asked of the tree at one place: which of some states the top was in. */
typedef struct {
    uint32_t n;
    uint32_t *of;     // state of each witness, or FAMILY_NONE where that says nothing
    uint32_t *holder; // of each state: a witness that has it, or FAMILY_NONE
    uint32_t *n_with;
    bool *empty;
    int32_t change;
} question;

typedef struct {
    const text *texts;
    const family *f;
    const collation_row *row;
    uint32_t *parent; // of each node by main edges, FAMILY_NONE at the top and elsewhere
    int32_t *cost;    // of each node, of each state
    question asked;
    uint32_t lacuna; // of the row before
    bool is_there;   // what that one has cut
    bool there_sure;
    uint32_t last; // witness that the piece before is from
    buf *to;
    VEC(span) doubtful;
} telling;

static const text *text_of(const telling *l, uint32_t w)
{
    return &l->texts[l->f->witnesses[w]];
}

static slice cell_bytes(const telling *l, uint32_t w)
{
    return slice_in(text_of(l, w)->bytes, l->row->cells[w].bytes);
}

static bool is_placed(const telling *l, uint32_t node)
{
    return l->f->nodes[node].witness != FAMILY_NONE &&
           (node == 0 || l->parent[node] != FAMILY_NONE);
}

/* Who holds which state: the witness of the piece before, if it does, and else the one
 * nearest to the top. */
static void find_holders(telling *l)
{
    question *q = &l->asked;
    for (uint32_t k = 0; k < q->n; k++) {
        q->holder[k] = FAMILY_NONE;
        q->n_with[k] = 0;
    }
    for (uint32_t i = 0; i < l->f->n_nodes; i++) { // by generation
        uint32_t w = l->f->nodes[i].witness;
        if (!is_placed(l, i) || q->of[w] == FAMILY_NONE)
            continue;
        uint32_t k = q->of[w];
        q->n_with[k]++;
        if (q->holder[k] == FAMILY_NONE || w == l->last)
            q->holder[k] = w;
    }
}

/* What a node's copies cost, by its own state, when that of each is the best one. */
static void add_child(const question *q, const int32_t *child, int32_t *to)
{
    int32_t empty = COST_NEVER, words = COST_NEVER;
    for (uint32_t k = 0; k < q->n; k++) {
        int32_t *least = q->empty[k] ? &empty : &words;
        if (q->holder[k] != FAMILY_NONE && child[k] < *least)
            *least = child[k];
    }
    for (uint32_t k = 0; k < q->n; k++) {
        int32_t other = words + (q->empty[k] ? COST_ADD : q->change),
                cut = q->empty[k] ? COST_NEVER : empty + COST_CUT;
        int32_t least = child[k] < other ? child[k] : other;
        to[k] += least < cut ? least : cut;
    }
}

static void weigh(const telling *l)
{
    const question *q = &l->asked;
    for (uint32_t i = 0; i < l->f->n_nodes; i++) {
        uint32_t own = is_placed(l, i) ? q->of[l->f->nodes[i].witness] : FAMILY_NONE;
        for (uint32_t k = 0; k < q->n; k++)
            l->cost[(size_t)i * q->n + k] =
                own == FAMILY_NONE || own == k ? 0 : COST_NEVER;
    }
    for (uint32_t i = l->f->n_nodes; i-- > 1;) // copies come behind what they are from
        if (l->parent[i] != FAMILY_NONE)
            add_child(q, &l->cost[(size_t)i * q->n],
                      &l->cost[(size_t)l->parent[i] * q->n]);
}

/* Of two states that cost the same: words before none, what more have, then the bytes. */
static bool goes_before(const telling *l, uint32_t a, uint32_t b)
{
    const question *q = &l->asked;
    if (q->empty[a] != q->empty[b])
        return q->empty[b];
    if (q->n_with[a] != q->n_with[b])
        return q->n_with[a] > q->n_with[b];
    return slice_cmp(cell_bytes(l, q->holder[a]), cell_bytes(l, q->holder[b])) < 0;
}

/* The state at the top; FAMILY_NONE where nobody says anything. */
static uint32_t answer(telling *l, bool *sure)
{
    find_holders(l);
    weigh(l);
    uint32_t best = FAMILY_NONE;
    int32_t next = COST_NEVER;
    for (uint32_t k = 0; k < l->asked.n; k++)
        if (l->asked.holder[k] != FAMILY_NONE &&
            (best == FAMILY_NONE || l->cost[k] < l->cost[best] ||
             (l->cost[k] == l->cost[best] && goes_before(l, k, best))))
            best = k;
    for (uint32_t k = 0; k < l->asked.n; k++)
        if (l->asked.holder[k] != FAMILY_NONE && k != best && l->cost[k] < next)
            next = l->cost[k];
    // a mark or a house's spelling leaves no doubt about the words
    *sure = best == FAMILY_NONE || l->asked.change == COST_STYLE ||
            next - l->cost[best] >= COST_SURE;
    return best;
}

/* Whether a long stretch that some lack stood there: once for all of its rows. In doubt
 * it did where no fewer have it than lack it. */
static void ask_for_stretch(telling *l)
{
    question *q = &l->asked;
    uint32_t n_out = 0;
    q->n = 2;
    q->change = COST_CHANGE;
    q->empty[0] = false;
    q->empty[1] = true;
    for (uint32_t w = 0; w < l->f->n_witnesses; w++) {
        q->of[w] = l->row->cells[w].out;
        n_out += l->row->cells[w].out;
    }
    l->is_there = answer(l, &l->there_sure) == 0 &&
                  (l->there_sure || n_out * 2 <= l->f->n_witnesses);
}

static uint32_t ask_for_reading(telling *l, bool *sure)
{
    question *q = &l->asked;
    bool style = l->row->edit == EDIT_TYPOGRAPHIC || l->row->edit == EDIT_SPELLING;
    q->n = l->row->n_readings;
    q->change = q->n > 1 && style ? COST_STYLE : COST_CHANGE;
    for (uint32_t w = 0; w < l->f->n_witnesses; w++) {
        const cell *c = &l->row->cells[w];
        q->of[w] = c->out ? FAMILY_NONE : c->reading;
        q->empty[c->reading] = c->first == c->last;
    }
    return answer(l, sure);
}

static void part_words(telling *l, const token *first)
{
    static const char blank[] = " ";
    bool apart = first->flags & TOKEN_SPACE_BEFORE;
    size_t len = l->to->len;
    while (!apart && len > 0 && l->to->ptr[len - 1] == blank[0])
        len--;
    if (!apart)
        l->to->len = len;
    else if (len > 0 && !strchr(" \n\t\r", l->to->ptr[len - 1]))
        buf_add_byte(l->to, blank[0]);
}

static void tell_piece(arena *out, telling *l, uint32_t w, bool sure)
{
    const cell *c = &l->row->cells[w];
    if (c->first == c->last)
        return;
    part_words(l, &text_of(l, w)->tokens[c->first]);
    uint32_t start = (uint32_t)l->to->len;
    buf_add(l->to, cell_bytes(l, w));
    l->last = w;
    if (sure)
        return;
    span *before = l->doubtful.n ? vec_last(&l->doubtful) : NULL;
    if (before && before->end + 1 >= start)
        before->end = (uint32_t)l->to->len;
    else
        vec_push(out, &l->doubtful, (span){start, (uint32_t)l->to->len});
}

/* What some may have put in, or have elsewhere, is left out rather than told twice. */
static bool is_doubtful_extra(const collation_row *row, bool sure)
{
    return !sure && row->n_readings > 1 &&
           (row->edit == EDIT_ADDITION || row->edit == EDIT_MOVED);
}

static void tell_row(arena *out, telling *l)
{
    if (l->row->lacuna && l->row->lacuna != l->lacuna)
        ask_for_stretch(l);
    l->lacuna = l->row->lacuna;
    if (l->lacuna && !l->is_there)
        return;
    bool sure;
    uint32_t reading = ask_for_reading(l, &sure);
    sure = sure && (!l->lacuna || l->there_sure);
    if (reading != FAMILY_NONE && !is_doubtful_extra(l->row, sure))
        tell_piece(out, l, l->asked.holder[reading], sure);
}

static void find_parents(arena *tmp, telling *l)
{
    const family *f = l->f;
    l->parent = arena_array(tmp, uint32_t, f->n_nodes);
    for (uint32_t i = 0; i < f->n_nodes; i++)
        l->parent[i] = FAMILY_NONE;
    for (uint32_t e = 0; e < f->n_edges; e++)
        if (f->edges[e].kind == EDGE_MAIN)
            l->parent[f->edges[e].to] = f->edges[e].from;
}

static bool may_be_told(const family *f)
{
    return f->n_nodes > 1 && f->nodes[0].witness == FAMILY_NONE &&
           f->nodes[0].family == FAMILY_NONE && f->n_witnesses <= MOST_WITNESSES;
}

lost_text lost_text_of(arena *out, const text *texts, const family *f)
{
    if (!may_be_told(f))
        return (lost_text){0};
    arena *tmp = arena_sub(out);
    const size_t n = (size_t)f->n_witnesses + 2;
    buf b;
    buf_init(&b, out);
    telling l = {.texts = texts, .f = f, .last = FAMILY_NONE, .to = &b};
    find_parents(tmp, &l);
    l.cost = arena_array(tmp, int32_t, f->n_nodes * n);
    l.asked.of = arena_array(tmp, uint32_t, n);
    l.asked.holder = arena_array(tmp, uint32_t, n);
    l.asked.n_with = arena_array(tmp, uint32_t, n);
    l.asked.empty = arena_array(tmp, bool, n);
    for (uint32_t r = 0; r < f->collated.n_rows; r++) {
        l.row = &f->collated.rows[r];
        tell_row(out, &l);
    }
    size_t n_doubtful = 0;
    for (uint32_t k = 0; k < l.doubtful.n; k++)
        n_doubtful += l.doubtful.v[k].end - l.doubtful.v[k].start;
    arena_release(tmp);
    if (n_doubtful * MOST_DOUBT > b.len)
        return (lost_text){0};
    return (lost_text){buf_slice(&b), l.doubtful.v, l.doubtful.n};
}
