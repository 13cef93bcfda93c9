#include "family/evidence.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

enum {
    EXCERPT_BYTES = 90,
    MOST_CHANGES = 4, // told for one edge
    MOST_LABELS = 4,
};

slice evidence_label(arena *out, const article *a)
{
    if (a->outlet.len)
        return a->outlet;
    size_t start = a->input.len;
    while (start > 0 && a->input.ptr[start - 1] != '/')
        start--;
    return arena_slice(out, slice_of(a->input.ptr + start, a->input.len - start));
}

slice evidence_excerpt(arena *out, slice text_bytes, size_t most)
{
    buf b;
    buf_init(&b, out);
    slice rest = slice_trim(text_bytes);
    size_t word = 0; // where the last whole word ended
    for (size_t i = 0; i < rest.len; i++) {
        bool space = strchr(" \t\r\n", rest.ptr[i]) && rest.ptr[i];
        if (space && b.len && b.ptr[b.len - 1] == ' ')
            continue;
        if (space)
            word = b.len;
        if (b.len >= most) {
            b.len = word ? word : b.len;
            while (b.len && ((unsigned char)b.ptr[b.len - 1] & 0xc0) == 0x80 && !word)
                b.len--; // not inside a code point
            if (!word && b.len)
                b.len--;
            buf_add_str(&b, " …");
            break;
        }
        buf_add_byte(&b, space ? ' ' : rest.ptr[i]);
    }
    return buf_slice(&b);
}

/* The texts behind a state
 * ------------------------------------------------------------------- */

// Rows that a character spans: those of its lacuna, or its own.
static uint32_t last_row(const collation *c, const character *ch)
{
    uint32_t r = ch->row;
    bool whole_lacuna = c->rows[r].lacuna && ch->presence;
    while (whole_lacuna && r + 1 < c->n_rows &&
           c->rows[r + 1].lacuna == c->rows[ch->row].lacuna)
        r++;
    return r;
}

static slice text_at(const evidence_view *view, const character *ch, uint32_t w)
{
    const collation *c = &view->f->collated;
    span s = {c->rows[ch->row].cells[w].bytes.start,
              c->rows[last_row(c, ch)].cells[w].bytes.end};
    return slice_trim(slice_in(view->texts[view->f->witnesses[w]].bytes, s));
}

// The text of a state, from the first witness that has it; the longest when the text is
// long.
static slice text_of_state(const evidence_view *view, const character *ch, uint8_t state)
{
    slice best = {0};
    for (uint32_t w = 0; w < view->set->n_witnesses; w++) {
        if (ch->states[w] != state)
            continue;
        slice here = text_at(view, ch, w);
        if (!best.ptr || (ch->presence && here.len > best.len))
            best = here;
    }
    return best;
}

static slice quoted(const evidence_view *view, slice what)
{
    slice short_text = evidence_excerpt(view->out, what, EXCERPT_BYTES);
    return arena_format(view->out, "\xe2\x80\x9c%.*s\xe2\x80\x9d", (int)short_text.len,
                        short_text.ptr);
}

static slice label(const evidence_view *view, uint32_t w)
{
    return evidence_label(view->out, &view->articles[view->f->witnesses[w]]);
}

// "A, B and C" for the witnesses with a mark.
static slice labels(const evidence_view *view, const bool *marked)
{
    buf b;
    buf_init(&b, view->out);
    uint32_t n = 0, done = 0;
    for (uint32_t w = 0; w < view->set->n_witnesses; w++)
        n += marked[w];
    uint32_t named = n <= MOST_LABELS ? n : MOST_LABELS - 1;
    for (uint32_t w = 0; w < view->set->n_witnesses && done < named; w++) {
        if (!marked[w])
            continue;
        if (done)
            buf_add_str(&b, done + 1 == n ? " and " : ", ");
        buf_add(&b, label(view, w));
        done++;
    }
    if (named < n)
        buf_printf(&b, " and %u others", n - named);
    return buf_slice(&b);
}

/* One change
 * ---------------------------------------------------------------------------------- */

typedef struct {
    uint32_t index; // character
    double weight;
} change;

static int by_weight(const void *left, const void *right)
{
    const change *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static uint8_t state_at(const evidence_view *view, uint32_t i, uint32_t node)
{
    return view->states[(size_t)i * view->tree->n_nodes + node];
}

static const char *cue_of(const evidence_view *view, const character *ch, bool lost_child)
{
    if (lost_child)
        return "shared reading";
    edit_class edit = view->f->collated.rows[ch->row].edit;
    return edit_class_name(edit);
}

static void tell_change(const evidence_view *view, uint32_t i, uint32_t node,
                        stemma_edge *edge)
{
    const character *ch = &view->set->v[i];
    const uint32_t n = view->set->n_witnesses;
    uint8_t before = state_at(view, i, view->tree->parent[node]),
            after = state_at(view, i, node);
    bool lost_child = node >= n;
    bool *with = arena_array(view->out, bool, n),
         *against = arena_array(view->out, bool, n);
    for (uint32_t w = 0; w < n; w++) {
        with[w] = ch->states[w] == after;
        against[w] = ch->states[w] == before;
    }
    slice who = labels(view, with), others = labels(view, against);
    slice new_text = quoted(view, text_of_state(view, ch, after));
    slice old_text = quoted(view, text_of_state(view, ch, before));
    evidence e = {.cue = slice_of_str(cue_of(view, ch, lost_child))};
    if (ch->presence && after == 0) {
        e.cue = lost_child ? e.cue : SLICE("cut");
        e.text = arena_format(view->out, "%.*s: without %.*s, which stands in %.*s",
                              (int)who.len, who.ptr, (int)old_text.len, old_text.ptr,
                              (int)others.len, others.ptr);
    } else if (ch->presence) {
        e.cue = lost_child ? e.cue : SLICE("addition");
        e.text = arena_format(view->out, "%.*s: with %.*s, missing in %.*s", (int)who.len,
                              who.ptr, (int)new_text.len, new_text.ptr, (int)others.len,
                              others.ptr);
    } else {
        e.text = arena_format(view->out, "%.*s: %.*s where %.*s: %.*s", (int)who.len,
                              who.ptr, (int)new_text.len, new_text.ptr, (int)others.len,
                              others.ptr, (int)old_text.len, old_text.ptr);
    }
    vec_push(view->out, &edge->why, e);
}

// A mark more or less is told last.
static double worth_telling(const evidence_view *view, const character *ch)
{
    enum { FEW_BYTES = 4 };
    bool mark = ch->presence && text_of_state(view, ch, 1).len < FEW_BYTES;
    return mark ? 0 : ch->weight;
}

static void tell_changes(const evidence_view *view, uint32_t node, stemma_edge *edge)
{
    VEC(change) changes = {0};
    for (uint32_t i = 0; i < view->set->n; i++)
        if (state_at(view, i, node) != state_at(view, i, view->tree->parent[node]) &&
            state_at(view, i, node) != STATE_UNKNOWN &&
            state_at(view, i, view->tree->parent[node]) != STATE_UNKNOWN)
            vec_push(view->out, &changes,
                     (change){i, worth_telling(view, &view->set->v[i])});
    if (changes.n)
        qsort(changes.v, changes.n, sizeof *changes.v, by_weight);
    for (uint32_t k = 0; k < changes.n && k < MOST_CHANGES; k++)
        tell_change(view, changes.v[k].index, node, edge);
    if (changes.n > MOST_CHANGES)
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("further changes"),
                            arena_format(view->out, "%u more, among the variants",
                                         changes.n - MOST_CHANGES)});
    bool from_lost = view->tree->parent[node] >= view->set->n_witnesses;
    if (changes.n == 0)
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("same text"),
                            from_lost
                                ? SLICE("has nothing that the lost text cannot have had")
                                : SLICE("nothing differs that would tell it from its "
                                        "source")});
}

/* Edges
 * ---------------------------------------------------------------------------------------
 */

static void tell_credits(const evidence_view *view, uint32_t w, stemma_edge *edge)
{
    const article *a = &view->articles[view->f->witnesses[w]];
    for (uint32_t i = 0; i < a->credits.n; i++) {
        const agency_credit *c = &a->credits.v[i];
        slice words = quoted(view, c->evidence);
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("agency credit"),
                            arena_format(view->out, "names %.*s: %.*s (%.*s)",
                                         (int)c->name.len, c->name.ptr, (int)words.len,
                                         words.ptr, (int)c->where.len, c->where.ptr)});
    }
}

static void tell_time(const evidence_view *view, uint32_t from, uint32_t to,
                      stemma_edge *edge)
{
    const article *a = &view->articles[view->f->witnesses[from]];
    const article *b = &view->articles[view->f->witnesses[to]];
    if (a->published.how != PUBLISHED_STATED || b->published.how != PUBLISHED_STATED ||
        !tree_is_before(a->published.value, b->published.value,
                        slice_eq(a->outlet, b->outlet)))
        return;
    slice earlier = evidence_label(view->out, a), later = evidence_label(view->out, b);
    vec_push(view->out, &edge->why,
             (evidence){
                 SLICE("time"),
                 arena_format(view->out, "%.*s is dated %.*s, %.*s %.*s",
                              (int)earlier.len, earlier.ptr, (int)a->published.value.len,
                              a->published.value.ptr, (int)later.len, later.ptr,
                              (int)b->published.value.len, b->published.value.ptr)});
    if (a->outlet.len && slice_eq(a->outlet, b->outlet))
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("later version"),
                            arena_format(view->out, "both are by %.*s",
                                         (int)a->outlet.len, a->outlet.ptr)});
}

void evidence_edge(const evidence_view *view, uint32_t node, stemma_edge *edge)
{
    uint32_t parent = view->tree->parent[node];
    tell_changes(view, node, edge);
    if (node >= view->set->n_witnesses)
        return;
    if (parent < view->set->n_witnesses)
        tell_time(view, parent, node, edge);
    tell_credits(view, node, edge);
}

/* The origin
 * ---------------------------------------------------------------------------------- */

static const double LEAST_TOLD =
    1.0; // weight of a text whose lack is told: some words at least

// The heaviest text that witness w lacks and at least `least` others have.
static const character *what_it_lacks(const evidence_view *view, uint32_t w,
                                      uint32_t least)
{
    const character *best = NULL;
    for (uint32_t i = 0; i < view->set->n; i++) {
        const character *ch = &view->set->v[i];
        if (!ch->presence || ch->states[w] != 0 || ch->weight < LEAST_TOLD ||
            (best && ch->weight <= best->weight))
            continue;
        uint32_t n = 0;
        for (uint32_t v = 0; v < view->set->n_witnesses; v++)
            n += ch->states[v] == 1;
        if (n >= least)
            best = ch;
    }
    return best;
}

static slice why_lost(const evidence_view *view)
{
    enum { MOST_TOLD = 6 };
    const uint32_t n = view->set->n_witnesses;
    buf b;
    buf_init(&b, view->out);
    uint32_t told = 0;
    for (uint32_t w = 0; w < n && told < MOST_TOLD; w++) {
        const character *ch = what_it_lacks(view, w, n > 2 ? 2 : 1);
        if (!ch)
            continue;
        slice who = label(view, w), what = quoted(view, text_of_state(view, ch, 1));
        bool *have = arena_array(view->out, bool, n);
        for (uint32_t v = 0; v < n; v++)
            have[v] = ch->states[v] == 1;
        slice others = labels(view, have);
        buf_printf(
            &b, "%s%.*s lacks %.*s, which %.*s kept",
            told++ ? "; " : "No article here can be the source of all the others: ",
            (int)who.len, who.ptr, (int)what.len, what.ptr, (int)others.len, others.ptr);
    }
    if (told == 0)
        buf_add_str(&b,
                    "Nothing shows that one of the articles is the source of the others");
    buf_add_byte(&b, '.');
    return buf_slice(&b);
}

slice evidence_origin(const evidence_view *view)
{
    uint32_t root = view->tree->root;
    if (root >= view->set->n_witnesses)
        return why_lost(view);
    slice who = label(view, root);
    const article *a = &view->articles[view->f->witnesses[root]];
    bool agency_page =
        view->f->agency.len && slice_starts_nocase(a->outlet, view->f->agency);
    return arena_format(
        view->out,
        "%.*s%s has what the others have, and what they lack or change they "
        "can have lost or changed on the way.",
        (int)who.len, who.ptr, agency_page ? ", the agency's own page," : "");
}
