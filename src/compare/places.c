// Who holds which place: a view over what statements say about taking, holding, leaving,
// entering, closing and opening, and the conflicts among that.
#include "compare/control.h"

#include "facts/period.h"

#include <stdlib.h>

static const char *state_of(predicate p)
{
    switch (p) {
    case PREDICATE_TAKEN:
        return "taken";
    case PREDICATE_HELD:
        return "held";
    case PREDICATE_LEFT:
        return "left";
    case PREDICATE_ENTERED:
        return "entered";
    case PREDICATE_CLOSED:
        return "closed";
    case PREDICATE_OPENED:
        return "open";
    default:
        return "";
    }
}

static bool same_holding(const compare_job *job, const holding *a, const holding *b)
{
    if (a->place != b->place || a->what != b->what || !slice_eq(a->from, b->from))
        return false;
    if (a->side != FACTS_NONE || b->side != FACTS_NONE)
        return a->side == b->side;
    return slice_eq_nocase(control_holder(job, a), control_holder(job, b));
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

/* Rivals
 * --------------------------------------------------------------------------------------
 */

static bool has_it(const holding *h)
{
    return h->what == PREDICATE_LEFT
               ? h->denied
               : !h->denied && (h->what == PREDICATE_TAKEN || h->what == PREDICATE_HELD ||
                                h->what == PREDICATE_ENTERED);
}

// It lasts: holds, is in the hands of, has not lost.
static bool is_lasting(const holding *h)
{
    return h->what == PREDICATE_HELD || (h->what == PREDICATE_LEFT && h->denied);
}

static bool days_fit(slice a, slice b)
{
    return a.len < 10 || b.len < 10 || slice_eq(slice_of(a.ptr, 10), slice_of(b.ptr, 10));
}

// Not more than a day apart, where both are known.
static bool days_near(slice a, slice b)
{
    period x, y;
    return !period_parse(a, &x) || !period_parse(b, &y) ||
           (x.first - y.last <= 1 && y.first - x.last <= 1);
}

// Do the words that name two holders and their sources share one? "Government troops", as
// the army says, and "our hands", as an army spokesman says, are one side.
static bool share_words(const compare_job *job, const holding *a, const holding *b)
{
    VEC(uint64_t) words = {0};
    const holding *both[] = {a, b};
    for (int k = 0; k < 2; k++) {
        const statement *s = statement_at(job, both[k]->statement);
        const text *t = &job->in->texts[s->article];
        const uint32_t spans[3][2] = {{both[k]->holder_first, both[k]->holder_last},
                                      {s->source_first, s->source_last},
                                      {s->full_first, s->full_last}};
        uint32_t n_first = words.n;
        for (int x = 0; x < 3; x++)
            for (uint32_t i = spans[x][0]; i < spans[x][1]; i++) {
                const token *w = &t->tokens[i];
                if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION))
                    continue;
                for (uint32_t p = 0; k == 1 && p < n_first; p++)
                    if (words.v[p] == stem_of(w->folded))
                        return true;
                vec_push(job->tmp, &words, stem_of(w->folded));
                n_first = k == 0 ? words.n : n_first;
            }
    }
    return false;
}

/* Two sides that have one place at one time, by different sources: both cannot. One at
 * least must be said to last, since allies may both have entered or taken it. */
static bool are_rivals(const compare_job *job, const holding *a, const holding *b)
{
    if (!has_it(a) || !has_it(b) || (!is_lasting(a) && !is_lasting(b)) ||
        (a->what == PREDICATE_ENTERED && b->what == PREDICATE_ENTERED))
        return false;
    const holding *lasting = is_lasting(a) ? a : b, *other = lasting == a ? b : a;
    if (lasting->side == FACTS_NONE || other->side == lasting->side ||
        !days_fit(a->from, b->from) || share_words(job, a, b) ||
        same_source(job, a->statement, b->statement) ||
        statement_at(job, a->statement)->own_voice ||
        statement_at(job, b->statement)->own_voice)
        return false;
    // a holder that is not told is another one only if the source is
    return other->side != FACTS_NONE || other->holder_last > other->holder_first ||
           statement_at(job, other->statement)->source_entity != lasting->side;
}

// Statements that deny it, or that give the place to another.
static void add_disputes(const compare_job *job, const holding *all, uint32_t n,
                         place_state *to, const holding *h)
{
    for (uint32_t i = 0; i < n; i++) {
        bool same = all[i].denied && all[i].place == h->place && all[i].what == h->what;
        // who denies having lost it disputes that another has it
        bool kept = all[i].denied && all[i].place == h->place &&
                    all[i].what == PREDICATE_LEFT &&
                    (h->what == PREDICATE_TAKEN || h->what == PREDICATE_HELD ||
                     h->what == PREDICATE_ENTERED) &&
                    all[i].side != h->side;
        if (same || kept || are_rivals(job, h, &all[i]))
            vec_push(job->out, &to->disputed_by, all[i].statement);
    }
}

// One says that it was taken (closed, …), the other that it was not.
static bool are_opposed(const compare_job *job, const holding *a, const holding *b)
{
    return a->what == b->what && a->denied != b->denied && days_near(a->from, b->from) &&
           !same_source(job, a->statement, b->statement);
}

static void find_rivals(compare_job *job, const holding *all, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && all[k].place == all[i].place; k++) {
            const holding *a = &all[i], *b = &all[k];
            bool opposed = are_opposed(job, a, b);
            if (!opposed && !are_rivals(job, a, b))
                continue;
            const statement *x = statement_at(job, a->statement);
            const statement *y = statement_at(job, b->statement);
            bool denies = x->stance == STANCE_DENIES || y->stance == STANCE_DENIES;
            slice who = statement_source(job, a->statement);
            slice other = statement_source(job, b->statement);
            conflicts_add(job, job->group_of[a->statement], job->group_of[b->statement],
                          !opposed ? DISAGREE_HOLDER
                          : denies ? DISAGREE_DENIAL
                                   : DISAGREE_POLARITY,
                          job->facts->names.entities[a->place].label,
                          arena_format(job->out,
                                       opposed ? "whether it was %s: %.*s and %.*s differ"
                                               : "who has it%s: %.*s and %.*s differ",
                                       opposed ? state_of(a->what) : "", (int)who.len,
                                       who.ptr, (int)other.len, other.ptr));
        }
}

/* The view */

void places_find(compare_job *job, compare_result *result)
{
    holding_vec found = {0};
    for (uint32_t i = 0; i < job->facts->statements.n_statements; i++)
        control_read(job, i, &found);
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
            *state = (place_state){.from = h->from,
                                   .state = slice_of_str(state_of(h->what)),
                                   .holder = control_holder(job, h)};
            add_disputes(job, found.v, found.n, state, h);
        }
        vec_push(job->out, &view->timeline.v[entry[i]].according_to, h->statement);
    }
    result->places = places.v;
    result->n_places = places.n;
}
