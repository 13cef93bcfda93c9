#include "label/link.h"

void spans_of_labels(arena *out, const text *t, const uint8_t *labels, label_spans *to)
{
    uint32_t number = 0;
    for (uint32_t s = 0; s < t->n_sentences; number++) {
        uint32_t first, last;
        s = label_paragraph(t, s, &first, &last);
        for (uint32_t i = first; i < last; i++) {
            if (labels[i] == LABEL_OUT)
                continue;
            uint32_t from = i;
            while (i + 1 < last && label_follows(labels[i], labels[i + 1]) &&
                   !label_follows(labels[i], LABEL_OUT))
                i++;
            vec_push(out, to,
                     (label_span){.part = label_part_of(labels[from]),
                                  .at = {from, i + 1},
                                  .paragraph = number});
        }
    }
}

static label_part wanted(link_kind kind)
{
    return kind == LINK_CONTENT ? PART_CUE : PART_SOURCE;
}

uint32_t link_choices(const label_spans *spans, uint32_t k, link_kind kind,
                      uint32_t choices[2 * LINK_NEAR])
{
    enum { LOOK = 24 }; // spans on either side: bounds the work
    uint32_t here = spans->v[k].paragraph, n = 0, found[LINK_NEAR], n_found = 0;
    for (uint32_t j = k; j > 0 && k - j < LOOK && n_found < LINK_NEAR; j--) {
        if (spans->v[j - 1].paragraph != here)
            break;
        if (spans->v[j - 1].part == wanted(kind))
            found[n_found++] = j - 1;
    }
    while (n_found > 0)
        choices[n++] = found[--n_found];
    for (uint32_t j = k + 1; j < spans->n && j - k < LOOK && n_found < LINK_NEAR; j++) {
        if (spans->v[j].paragraph != here)
            break;
        if (spans->v[j].part == wanted(kind)) {
            choices[n++] = j;
            n_found++;
        }
    }
    return n;
}

/* Features
 * -------------------------------------------------------------------------------------
 */

static uint32_t up_to(uint32_t v, uint32_t most)
{
    return v < most ? v : most;
}

static uint32_t gap_class(uint32_t d)
{
    return d < 4 ? d : d < 7 ? 4 : d < 12 ? 5 : d < 20 ? 6 : d < 40 ? 7 : 8;
}

/* The token of a span that governs the rest of it. */
static uint32_t head_of(const span_view *v, label_range r)
{
    uint32_t best = r.first;
    for (uint32_t i = r.first; i < r.last && i < r.first + 60; i++)
        if (v->nodes[i].depth < v->nodes[best].depth)
            best = i;
    return best;
}

static bool holds(label_range r, uint32_t i)
{
    return i != TREE_NONE && r.first <= i && i < r.last;
}

/* How the tree joins a span to a cue: directly, by one between, or not. */
static uint32_t tree_way(const span_view *v, uint32_t head, label_range cue,
                         uint32_t cue_head)
{
    uint32_t up = v->nodes[head].head;
    if (holds(cue, up))
        return 1 + v->arcs[head];
    if (up != TREE_NONE && holds(cue, v->nodes[up].head))
        return 32 + v->arcs[head];
    if (v->nodes[cue_head].head == head)
        return 64 + v->arcs[cue_head];
    if (up != TREE_NONE && v->nodes[cue_head].head == up)
        return 96 + v->arcs[cue_head];
    return 0;
}

typedef struct {
    uint32_t words, commas, stops, quotes, parts[N_PARTS];
} between_counts;

static between_counts count_between(const span_view *v, const label_spans *spans,
                                    uint32_t a, uint32_t b)
{
    enum { LOOK = 60 };
    between_counts n = {0};
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    for (uint32_t j = low + 1; j < high; j++)
        n.parts[spans->v[j].part]++;
    uint32_t from = spans->v[low].at.last, to = spans->v[high].at.first;
    n.words = to > from ? to - from : 0;
    for (uint32_t i = from; i < to && i < from + LOOK; i++) {
        if (v->looks[i].quote & (QUOTE_OPENS | QUOTE_CLOSES))
            n.quotes++;
        else if (v->looks[i].shape == SHAPE_PUNCT)
            n.commas++;
        n.stops += v->looks[i].first && i > from;
    }
    return n;
}

uint32_t link_features(const linear *m, const span_view *v, const label_spans *spans,
                       uint32_t k, uint32_t c, link_kind kind, uint32_t *rows)
{
    const label_span *a = &spans->v[k];
    label_range from = a->at;
    uint32_t base = (uint32_t)kind * 64, n = 0, t = 0;
#define ADD(x, y) (rows[n++] = feature_row(m, base + t++, (x), (y)))
    if (c == LINK_NOTHING) {
        t = 40;
        uint32_t head = head_of(v, from);
        ADD(0, 0);
        ADD(v->looks[head].word, 0);
        ADD(v->tags[head], 0);
        ADD(v->arcs[head], v->nodes[head].children);
        ADD(v->looks[from.first].word, v->tags[from.last - 1]);
        ADD(v->nodes[head].subject_child == TREE_NONE, v->tags[head]);
        uint32_t before = k > 0 && spans->v[k - 1].paragraph == a->paragraph
                              ? spans->v[k - 1].part
                              : N_PARTS;
        uint32_t after = k + 1 < spans->n && spans->v[k + 1].paragraph == a->paragraph
                             ? spans->v[k + 1].part
                             : N_PARTS;
        ADD(before, after);
        ADD(v->looks[from.first > 0 ? from.first - 1 : 0].word, v->tags[head]);
        return n;
    }
    // `cue` and the other span, whichever of the two was asked from.
    label_range cue = kind == LINK_CONTENT ? spans->v[c].at : from;
    label_range other = kind == LINK_CONTENT ? from : spans->v[c].at;
    uint32_t cue_head = head_of(v, cue), head = head_of(v, other);
    uint32_t cue_word = v->looks[cue_head].word;
    between_counts by = count_between(v, spans, k, c);
    uint32_t side = other.first < cue.first;
    uint32_t s0 = v->t->tokens[other.first].sentence,
             s1 = v->t->tokens[cue.first].sentence;
    uint32_t apart = up_to(s0 < s1 ? s1 - s0 : s0 - s1, 3);
    uint32_t s2 = v->t->tokens[other.last - 1].sentence;
    apart = s2 == s1 ? 0 : apart;
    uint32_t way = tree_way(v, head, cue, cue_head);
    uint32_t gap = gap_class(by.words);
    uint32_t quoted = v->looks[other.first].quote & (QUOTE_IN | QUOTE_OPENS);
    uint32_t crowd =
        up_to(by.parts[0], 2) << 4 | up_to(by.parts[1], 2) << 2 | up_to(by.parts[2], 2);
    uint32_t marks =
        up_to(by.commas, 2) << 4 | up_to(by.quotes, 2) << 2 | up_to(by.stops, 2);
    ADD(side << 4 | gap, apart);
    ADD(side << 4 | apart, crowd);
    ADD(side << 8 | way, 0);
    ADD(side << 8 | way, crowd);
    ADD(side << 8 | marks, crowd);
    ADD(side << 8 | marks, apart << 8 | quoted);
    ADD(cue_word, side << 4 | apart);
    ADD(cue_word, side << 8 | way);
    ADD((uint32_t)v->tags[cue_head] << 1 | side, crowd);
    ADD((uint32_t)v->tags[cue_head] << 1 | side, (uint32_t)v->tags[head] << 8 | apart);
    ADD(side << 8 | quoted << 4 | apart, crowd << 8 | marks);
    ADD(v->looks[head].word, side << 8 | crowd);
    ADD(v->looks[other.first].word, side << 4 | gap);
    ADD(gap << 1 | side, crowd << 8 | marks);
    ADD(cue_word, side << 8 | crowd);
    uint32_t edge = side ? other.last : cue.last; // what follows the first of the two
    ADD(v->looks[edge < v->t->n_tokens ? edge : 0].word, side << 4 | gap);
    ADD((uint32_t)v->looks[cue.first].quote << 8 | v->looks[other.first].quote,
        side << 8 | crowd);
#undef ADD
    return n;
}

uint32_t link_best(const linear *m, const span_view *v, const label_spans *spans,
                   uint32_t k, link_kind kind)
{
    uint32_t rows[LINK_FEATURES], choices[2 * LINK_NEAR], best = LINK_NOTHING;
    float scores[LINEAR_WIDEST], top = 0;
    uint32_t n = link_features(m, v, spans, k, LINK_NOTHING, kind, rows);
    linear_scores(m, rows, n, scores);
    top = scores[kind];
    uint32_t n_choices = link_choices(spans, k, kind, choices);
    for (uint32_t c = 0; c < n_choices; c++) {
        n = link_features(m, v, spans, k, choices[c], kind, rows);
        linear_scores(m, rows, n, scores);
        // A content always has a cue, if there is one.
        if (scores[kind] > top || (kind == LINK_CONTENT && best == LINK_NOTHING)) {
            top = scores[kind];
            best = choices[c];
        }
    }
    return best;
}

void link_spans(arena *out, const linear *m, const span_view *v, const label_spans *spans,
                label_attributions *to)
{
    arena *tmp = arena_sub(out);
    uint32_t *place = arena_array(tmp, uint32_t, (size_t)spans->n + 1);
    for (uint32_t k = 0; k < spans->n; k++) {
        if (spans->v[k].part != PART_CUE)
            continue;
        place[k] = to->n;
        label_attribution *a = vec_add(out, to);
        a->cue = spans->v[k].at;
        uint32_t source = link_best(m, v, spans, k, LINK_SOURCE);
        if (source != LINK_NOTHING)
            a->source = spans->v[source].at;
    }
    for (uint32_t k = 0; k < spans->n; k++) {
        if (spans->v[k].part != PART_CONTENT)
            continue;
        uint32_t cue = link_best(m, v, spans, k, LINK_CONTENT);
        label_attribution *a = cue == LINK_NOTHING ? NULL : &to->v[place[cue]];
        if (a && a->n_content < LABEL_PIECES)
            a->content[a->n_content++] = spans->v[k].at;
    }
    arena_release(tmp);
}
