// Who holds which place: a view over what statements say about taking, holding, leaving,
// closing and opening.
//
//   [holder] verb [place]              the army captured X; the union reopened the port
//   [place] was verb (by [holder])     X was liberated; X is held by the army
//   [holder] withdrew from [place]
#include "compare/parts.h"
#include "compare/predicates.h"

#include "family/evidence.h"

#include <stdlib.h>

enum {
    REACH = 10,      // tokens between the verb and its place or holder
    MOST_HOLDER = 8, // tokens of a holder's name
};

typedef struct {
    uint32_t place;                     // entity
    uint32_t holder_first, holder_last; // tokens; equal: not told
    uint32_t holder;                    // entity or FACTS_NONE
    slice state;
    slice from;
    uint32_t statement;
    bool denied;
} holding;

typedef VEC(holding) holding_vec;

static const char *state_of(predicate p)
{
    switch (p) {
    case PREDICATE_TAKEN:
        return "taken";
    case PREDICATE_HELD:
        return "held";
    case PREDICATE_LEFT:
        return "left";
    case PREDICATE_CLOSED:
        return "closed";
    case PREDICATE_OPENED:
        return "reopened";
    default:
        return NULL;
    }
}

/* Reading a clause
 * ---------------------------------------------------------------------------- */

typedef struct {
    const compare_job *job;
    const statement *s;
    const text *t;
    uint32_t first, last; // the piece of content
} clause;

static bool is_clause_end(const token *w)
{
    static const char *const ends[] = {",",    ";",       ":",      ".",   "after",
                                       "as",   "because", "before", "but", "that",
                                       "when", "while",   "which",  "who"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_eq_str(w->folded, ends[i]))
            return true;
    return false;
}

static uint32_t place_at(const clause *c, uint32_t i)
{
    uint32_t e = entity_at(c->job->facts, c->s->article, i);
    if (e != FACTS_NONE)
        return c->job->facts->names.entities[e].kind == ENTITY_PLACE ? e : FACTS_NONE;
    return town_meant(c->job, c->s->article, i);
}

// The first place behind token i, within its clause.
static uint32_t place_after(const clause *c, uint32_t i, uint32_t *at)
{
    for (uint32_t k = i + 1; k < c->last && k <= i + REACH; k++) {
        if (is_clause_end(&c->t->tokens[k]))
            return FACTS_NONE;
        uint32_t e = place_at(c, k);
        if (e != FACTS_NONE) {
            *at = k;
            return e;
        }
    }
    return FACTS_NONE;
}

static uint32_t place_before(const clause *c, uint32_t i, uint32_t *at)
{
    for (uint32_t k = i; k-- > c->first && i - k <= REACH;) {
        uint32_t e = place_at(c, k);
        if (e != FACTS_NONE) {
            *at = k;
            return e;
        }
        if (is_clause_end(&c->t->tokens[k]))
            return FACTS_NONE;
    }
    return FACTS_NONE;
}

static bool is_be(slice w)
{
    static const char *const forms[] = {"are", "be",  "been", "being",
                                        "is",  "was", "were"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (slice_eq_str(w, forms[i]))
            return true;
    return false;
}

static bool is_passive(const clause *c, uint32_t i)
{
    for (uint32_t k = 1; k <= 3 && i >= c->first + k; k++)
        if (is_be(c->t->tokens[i - k].folded))
            return true;
    return false;
}

static bool is_skipped(const token *w) // between a holder and its verb
{
    static const char *const words[] = {"also", "had",  "has",   "have",    "now",
                                        "then", "been", "later", "already", "since"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq_str(w->folded, words[i]))
            return true;
    return false;
}

// The noun phrase that ends before token i: back to the clause's start.
static void holder_before(const clause *c, uint32_t i, holding *h)
{
    uint32_t last = i;
    while (last > c->first && is_skipped(&c->t->tokens[last - 1]))
        last--;
    uint32_t first = last;
    while (first > c->first && last - first < MOST_HOLDER &&
           !is_clause_end(&c->t->tokens[first - 1]))
        first--;
    // a subject cut off by the limit is no name
    if (last - first == MOST_HOLDER && first > c->first &&
        !is_clause_end(&c->t->tokens[first - 1]))
        return;
    h->holder_first = first;
    h->holder_last = last;
}

static void holder_after(const clause *c, uint32_t i, holding *h)
{
    for (uint32_t k = i + 1; k < c->last && k <= i + 4; k++) {
        if (!slice_eq(c->t->tokens[k].folded, SLICE("by")) &&
            !slice_eq(c->t->tokens[k].folded, SLICE("to")))
            continue;
        uint32_t end = k + 1;
        while (end < c->last && end - k <= MOST_HOLDER &&
               !is_clause_end(&c->t->tokens[end]) &&
               !slice_eq(c->t->tokens[end].folded, SLICE("in")) &&
               !slice_eq(c->t->tokens[end].folded, SLICE("on")))
            end++;
        h->holder_first = k + 1;
        h->holder_last = end;
        return;
    }
}

static bool is_named(const clause *c, uint32_t i, const char *a, const char *b)
{
    return text_is(c->t, i, a) || text_is(c->t, i, b);
}

// Forms that have another sense without the right word behind them: "clear of", "fell
// to".
static bool has_right_form(const clause *c, uint32_t i, predicate p)
{
    const slice w = c->t->tokens[i].folded;
    bool behind_of = i + 1 < c->last && is_named(c, i + 1, "of", "from");
    if (slice_eq(w, SLICE("free")) || slice_eq(w, SLICE("clear")))
        return behind_of;
    if (slice_starts(w, SLICE("fell")) || slice_starts(w, SLICE("fall")))
        return i + 1 < c->last && text_is(c->t, i + 1, "to");
    if (p == PREDICATE_LEFT &&
        (slice_starts(w, SLICE("withdr")) || slice_starts(w, SLICE("retreat"))))
        return i + 1 < c->last; // the place must follow, see below
    return true;
}

static uint32_t holder_entity(const clause *c, const holding *h)
{
    for (uint32_t i = h->holder_first; i < h->holder_last; i++) {
        uint32_t e = entity_at(c->job->facts, c->s->article, i);
        if (e != FACTS_NONE && c->job->facts->names.entities[e].kind != ENTITY_PLACE)
            return e;
    }
    return FACTS_NONE;
}

static bool is_negated(const clause *c, uint32_t i)
{
    bool no = false;
    for (uint32_t k = 1; k <= 4 && i >= c->first + k; k++)
        no |= is_negation(c->t->tokens[i - k].folded);
    return no || c->s->stance == STANCE_DENIES;
}

static bool is_unreal_here(const clause *c, uint32_t i)
{
    for (uint32_t k = 1; k <= 3 && i >= c->first + k; k++)
        if (is_unreal(c->t->tokens[i - k].folded))
            return true;
    return false;
}

// When: the date in the content, else of the statement, else of its publication.
static slice when_of(const clause *c)
{
    const dates_result *d = &c->job->facts->dates;
    for (uint32_t i = d->first_of[c->s->article]; i < d->first_of[c->s->article + 1]; i++)
        if (d->dates[i].value.len && statement_holds(c->s, d->dates[i].at.first))
            return d->dates[i].value;
    return c->s->time;
}

static bool read_verb(const clause *c, uint32_t i, holding *h)
{
    const token *w = &c->t->tokens[i];
    bool compound = i > 0 && text_is(c->t, i - 1, "-");
    predicate p = w->kind == TOKEN_WORD && !compound && !(w->flags & TOKEN_NAME_LIKE)
                      ? predicate_of(w->folded)
                      : PREDICATE_NONE;
    const char *state = state_of(p);
    if (!state || !has_right_form(c, i, p) || is_unreal_here(c, i))
        return false;
    uint32_t at = 0;
    bool complement =
        slice_eq(w->folded, SLICE("free")) || slice_eq(w->folded, SLICE("clear"));
    bool by = i + 1 < c->last && text_is(c->t, i + 1, "by");
    bool fell =
        slice_starts(w->folded, SLICE("fell")) || slice_starts(w->folded, SLICE("fall"));
    // "declared X liberated" has neither "was" nor "by": a participle with its place
    // before it and none behind
    h->place = FACTS_NONE;
    if (!is_passive(c, i) && !complement && !by && !fell)
        h->place = place_after(c, i, &at);
    if (h->place != FACTS_NONE) {
        holder_before(c, i, h);
    } else {
        bool participle = slice_ends(w->folded, SLICE("ed")) || is_passive(c, i) ||
                          complement || fell || by;
        if (!participle || p == PREDICATE_LEFT)
            return false;
        h->place = place_before(c, i, &at);
        holder_after(c, i, h);
    }
    h->state = slice_of_str(state);
    h->denied = is_negated(c, i);
    return h->place != FACTS_NONE;
}

static void read_statement(const compare_job *job, uint32_t number, holding_vec *found)
{
    const statement *s = statement_at(job, number);
    const text *t = &job->in->texts[s->article];
    for (uint32_t k = 0; k < s->n_content; k++) {
        clause c = {job, s, t, s->content[k].first, s->content[k].last};
        for (uint32_t i = c.first; i < c.last; i++) {
            holding h = {.statement = number};
            if (!read_verb(&c, i, &h))
                continue;
            h.holder = holder_entity(&c, &h);
            h.from = when_of(&c);
            vec_push(job->tmp, found, h);
        }
    }
}

/* The view
 * ------------------------------------------------------------------------------------ */

static slice holder_words(const compare_job *job, const holding *h)
{
    if (h->holder_last <= h->holder_first)
        return SLICE("");
    const text *t = &job->in->texts[statement_at(job, h->statement)->article];
    return evidence_excerpt(
        job->out, slice_in(t->bytes, text_span(t, h->holder_first, h->holder_last)), 80);
}

static bool same_holding(const compare_job *job, const holding *a, const holding *b)
{
    if (a->place != b->place || !slice_eq(a->state, b->state) ||
        !slice_eq(a->from, b->from))
        return false;
    if (a->holder != FACTS_NONE || b->holder != FACTS_NONE)
        return a->holder == b->holder;
    return slice_eq_nocase(holder_words(job, a), holder_words(job, b));
}

static int by_place(const void *left, const void *right)
{
    const holding *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    int order = slice_cmp(a->from, b->from);
    if (order)
        return order;
    return (a->statement > b->statement) - (a->statement < b->statement);
}

// Statements that deny it.
static void add_disputes(const compare_job *job, const holding *all, uint32_t n,
                         place_state *to, const holding *h)
{
    for (uint32_t i = 0; i < n; i++)
        if (all[i].denied && all[i].place == h->place && slice_eq(all[i].state, h->state))
            vec_push(job->out, &to->disputed_by, all[i].statement);
}

/* Two that hold one place on one day, by different sources: not both can. */
static void find_rivals(compare_job *job, const holding *all, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && all[k].place == all[i].place; k++) {
            const holding *a = &all[i], *b = &all[k];
            bool hold =
                !a->denied && !b->denied && !slice_eq(a->state, SLICE("left")) &&
                slice_eq(a->state, b->state) &&
                (slice_eq(a->state, SLICE("taken")) || slice_eq(a->state, SLICE("held")));
            if (!hold || a->holder == FACTS_NONE || b->holder == FACTS_NONE ||
                a->holder == b->holder || a->from.len < 10 ||
                !slice_eq(a->from, b->from) ||
                same_source(job, a->statement, b->statement))
                continue;
            slice x = holder_words(job, a), y = holder_words(job, b);
            conflicts_add(job, job->group_of[a->statement], job->group_of[b->statement],
                          DISAGREE_HOLDER, job->facts->names.entities[a->place].label,
                          arena_format(job->out, "held by %.*s or by %.*s on %.*s",
                                       (int)x.len, x.ptr, (int)y.len, y.ptr,
                                       (int)a->from.len, a->from.ptr));
        }
}

void places_find(compare_job *job, compare_result *result)
{
    holding_vec found = {0};
    for (uint32_t i = 0; i < job->facts->statements.n_statements; i++)
        read_statement(job, i, &found);
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_place);
    find_rivals(job, found.v, found.n);
    VEC(place_view) places = {0};
    uint32_t *entry =
        arena_array(job->tmp, uint32_t, found.n + 1); // in its place's timeline
    for (uint32_t i = 0; i < found.n; i++) {
        const holding *h = &found.v[i];
        if (h->denied)
            continue;
        if (places.n == 0 || vec_last(&places)->entity != h->place)
            vec_push(job->out, &places, (place_view){.entity = h->place});
        place_view *view = vec_last(&places);
        entry[i] = view->timeline.n;
        for (uint32_t k = i; k-- > 0 && found.v[k].place == h->place;)
            if (!found.v[k].denied && same_holding(job, &found.v[k], h))
                entry[i] = entry[k];
        if (entry[i] == view->timeline.n) {
            place_state *state = vec_add(job->out, &view->timeline);
            *state = (place_state){
                .from = h->from, .state = h->state, .holder = holder_words(job, h)};
            add_disputes(job, found.v, found.n, state, h);
        }
        vec_push(job->out, &view->timeline.v[entry[i]].according_to, h->statement);
    }
    result->places = places.v;
    result->n_places = places.n;
}
