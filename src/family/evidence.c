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

// "2024-01-05T17:01Z" as people write it.
static slice evidence_time(arena *out, slice iso)
{
    buf b;
    buf_init(&b, out);
    for (size_t i = 0; i < iso.len; i++)
        if (iso.ptr[i] == 'T')
            buf_add_byte(&b, ' ');
        else if (iso.ptr[i] == 'Z')
            buf_add_str(&b, " UTC");
        else
            buf_add_byte(&b, iso.ptr[i]);
    return buf_slice(&b);
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

// Two versions that one outlet printed are told apart by their times or inputs.
static slice label(const evidence_view *view, uint32_t w)
{
    const article *a = &view->articles[view->f->witnesses[w]];
    bool alone = true, same_time = a->published.value.len == 0;
    for (uint32_t v = 0; v < view->set->n_witnesses; v++) {
        const article *b = &view->articles[view->f->witnesses[v]];
        if (v == w || !slice_eq(a->outlet, b->outlet))
            continue;
        alone = false;
        same_time |= slice_eq(a->published.value, b->published.value);
    }
    slice name = evidence_label(view->out, a);
    if (alone || a->outlet.len == 0)
        return name;
    slice which = same_time ? a->id : evidence_time(view->out, a->published.value);
    return arena_format(view->out, "%.*s (%.*s)", (int)name.len, name.ptr, (int)which.len,
                        which.ptr);
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

// The witnesses that an edge is about, and others.
typedef struct {
    uint32_t node;
    bool *below;  // copied from the lost node, or the witness itself
    bool *with;   // of those: they read as the edge says
    bool *also;   // others that read so
    bool *others; // those that read as the source
    uint32_t n_with, n_also, n_others;
} told_change;

static void take_readers(const evidence_view *view, const character *ch, uint8_t before,
                         uint8_t after, told_change *c)
{
    c->n_with = c->n_also = c->n_others = 0;
    for (uint32_t w = 0; w < view->set->n_witnesses; w++) {
        bool has = ch->states[w] == after;
        c->with[w] = has && c->below[w];
        c->also[w] = has && !c->below[w];
        c->others[w] = ch->states[w] == before;
        c->n_with += c->with[w];
        c->n_also += c->also[w];
        c->n_others += c->others[w];
    }
}

// "; so have A and B": it could have come about twice.
static slice tell_also(const evidence_view *view, const told_change *c, const char *one,
                       const char *more)
{
    if (c->n_also == 0)
        return SLICE("");
    slice who = labels(view, c->also);
    return arena_format(view->out, "; so %s %.*s", c->n_also == 1 ? one : more,
                        (int)who.len, who.ptr);
}

static slice text_or_nothing(const evidence_view *view, const character *ch,
                             uint8_t state)
{
    slice t = text_of_state(view, ch, state);
    return t.len ? quoted(view, t) : SLICE("nothing");
}

// Without the marks that end what stands before it.
static slice from_word(slice t)
{
    size_t n = 0;
    while (n < t.len && (strchr(".,;:)! ", t.ptr[n]) && t.ptr[n]))
        n++;
    return n < t.len ? slice_of(t.ptr + n, t.len - n) : t;
}

static void tell_change(const evidence_view *view, uint32_t i, told_change *c,
                        stemma_edge *edge)
{
    const character *ch = &view->set->v[i];
    const bool lost_child = c->node >= view->set->n_witnesses;
    uint8_t before = state_at(view, i, view->tree->parent[c->node]),
            after = state_at(view, i, c->node);
    take_readers(view, ch, before, after, c);
    slice who = labels(view, c->with), others = labels(view, c->others);
    if (c->n_others == 0)
        others = SLICE("its source");
    evidence e = {.cue = slice_of_str(cue_of(view, ch, lost_child))};
    if (ch->presence && after == 0) {
        slice what = quoted(view, from_word(text_of_state(view, ch, before)));
        slice also = tell_also(view, c, "does", "do");
        e.cue = lost_child ? e.cue : SLICE("cut");
        e.text = arena_format(view->out, "%.*s %s %.*s, which stands in %.*s%.*s",
                              (int)who.len, who.ptr, c->n_with == 1 ? "lacks" : "lack",
                              (int)what.len, what.ptr, (int)others.len, others.ptr,
                              (int)also.len, also.ptr);
    } else if (ch->presence) {
        slice what = quoted(view, from_word(text_of_state(view, ch, after)));
        slice also = tell_also(view, c, "has", "have");
        e.cue = lost_child ? e.cue : SLICE("addition");
        e.text = arena_format(
            view->out, "%.*s %s %.*s, which %.*s %s%.*s", (int)who.len, who.ptr,
            c->n_with == 1 ? "has" : "have", (int)what.len, what.ptr, (int)others.len,
            others.ptr, c->n_others < 2 ? "lacks" : "lack", (int)also.len, also.ptr);
    } else {
        slice new_text = text_or_nothing(view, ch, after),
              old_text = text_or_nothing(view, ch, before);
        slice also = tell_also(view, c, "has", "have");
        e.text = arena_format(view->out, "%.*s %s %.*s where %.*s %s %.*s%.*s",
                              (int)who.len, who.ptr, c->n_with == 1 ? "has" : "have",
                              (int)new_text.len, new_text.ptr, (int)others.len,
                              others.ptr, c->n_others < 2 ? "has" : "have",
                              (int)old_text.len, old_text.ptr, (int)also.len, also.ptr);
    }
    vec_push(view->out, &edge->why, e);
}

// The next letter or digit, small, from *at on; 0: none. Marks outside of ASCII begin
// with c2 and e2.
static unsigned char next_letter(slice t, size_t *at)
{
    while (*at < t.len) {
        unsigned char c = (unsigned char)t.ptr[(*at)++];
        if (c >= 'A' && c <= 'Z')
            return (unsigned char)(c + 'a' - 'A');
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            return c;
        if (c == 0xc2 || c == 0xe2)
            *at += c == 0xc2 ? 1 : 2;
        else if (c >= 0x80)
            return c;
    }
    return 0;
}

static bool same_but_marks(slice a, slice b)
{
    size_t in_a = 0, in_b = 0;
    unsigned char x;
    do
        if ((x = next_letter(a, &in_a)) != next_letter(b, &in_b))
            return false;
    while (x);
    return true;
}

/* What is in the edge's own witnesses alone is told first; marks, and what a lost copy
 * has of one witness alone, not at all (0). */
static double worth_telling(const evidence_view *view, uint32_t i, told_change *c)
{
    const character *ch = &view->set->v[i];
    uint8_t before = state_at(view, i, view->tree->parent[c->node]),
            after = state_at(view, i, c->node);
    take_readers(view, ch, before, after, c);
    if (c->n_with < (c->node < view->set->n_witnesses ? 1 : 2) ||
        same_but_marks(text_of_state(view, ch, before), text_of_state(view, ch, after)))
        return 0;
    return ch->weight * (1.0 + c->n_with) / (1.0 + c->n_with + 2.0 * c->n_also);
}

static void tell_nothing(const evidence_view *view, uint32_t node, uint32_t n_changes,
                         stemma_edge *edge)
{
    bool from_lost = view->tree->parent[node] >= view->set->n_witnesses;
    if (n_changes && node >= view->set->n_witnesses)
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("little evidence"),
                            SLICE("nothing that two of its copies share sets them apart "
                                  "from the others")});
    else if (n_changes)
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("same text"),
                            SLICE("differs from its source in marks alone")});
    else
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("same text"),
                            from_lost
                                ? SLICE("has nothing that the lost text cannot have had")
                                : SLICE("nothing differs that would tell it from its "
                                        "source")});
}

static void tell_changes(const evidence_view *view, uint32_t node, stemma_edge *edge)
{
    const uint32_t n = view->set->n_witnesses;
    VEC(change) changes = {0};
    told_change c = {.node = node};
    bool *marked = arena_array(view->out, bool, 4 * (size_t)n + 1);
    c.below = marked;
    c.with = marked + n;
    c.also = marked + 2 * (size_t)n;
    c.others = marked + 3 * (size_t)n;
    for (uint32_t w = 0; w < n; w++) {
        uint32_t v = w;
        while (v != node && v != view->tree->root)
            v = view->tree->parent[v];
        c.below[w] = node < n ? w == node : v == node;
    }
    uint32_t n_changes = 0, n_told = 0;
    for (uint32_t i = 0; i < view->set->n; i++) {
        uint8_t here = state_at(view, i, node),
                before = state_at(view, i, view->tree->parent[node]);
        if (here == before || here == STATE_UNKNOWN || before == STATE_UNKNOWN)
            continue;
        n_changes++;
        double worth = worth_telling(view, i, &c);
        if (worth > 0)
            vec_push(view->out, &changes, (change){i, worth});
    }
    if (changes.n)
        qsort(changes.v, changes.n, sizeof *changes.v, by_weight);
    for (; n_told < changes.n && n_told < MOST_CHANGES; n_told++)
        tell_change(view, changes.v[n_told].index, &c, edge);
    if (n_told == 0)
        tell_nothing(view, node, n_changes, edge);
    else if (n_changes > n_told)
        vec_push(view->out, &edge->why,
                 (evidence){SLICE("further changes"),
                            arena_format(view->out, "%u more, listed among the variants",
                                         n_changes - n_told)});
}

/* Edges
 * ---------------------------------------------------------------------------------------
 */

static const char *place_of_credit(slice where)
{
    return slice_eq_str(where, "byline")      ? "in the byline"
           : slice_eq_str(where, "furniture") ? "beside the text"
           : slice_eq_str(where, "metadata")  ? "in the page's metadata"
                                              : "in the text";
}

// Each agency once, by where it is named first.
static void tell_credits(const evidence_view *view, uint32_t w, stemma_edge *edge)
{
    const article *a = &view->articles[view->f->witnesses[w]];
    for (uint32_t i = 0; i < a->credits.n; i++) {
        const agency_credit *c = &a->credits.v[i];
        bool told = false;
        for (uint32_t k = 0; k < i; k++)
            told |= slice_eq(a->credits.v[k].name, c->name);
        if (told)
            continue;
        slice words = quoted(view, c->evidence);
        vec_push(
            view->out, &edge->why,
            (evidence){SLICE("agency credit"),
                       arena_format(view->out, "names %.*s %s: %.*s", (int)c->name.len,
                                    c->name.ptr, place_of_credit(c->where),
                                    (int)words.len, words.ptr)});
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
    slice first = evidence_time(view->out, a->published.value),
          then = evidence_time(view->out, b->published.value);
    vec_push(
        view->out, &edge->why,
        (evidence){SLICE("time"),
                   arena_format(view->out, "%.*s is dated %.*s, before %.*s (%.*s)",
                                (int)earlier.len, earlier.ptr, (int)first.len, first.ptr,
                                (int)later.len, later.ptr, (int)then.len, then.ptr)});
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
        if (n >= least && !same_but_marks(text_of_state(view, ch, 1), SLICE("")))
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
