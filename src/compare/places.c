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

enum { LASTING_DAYS = 3 };

// Not more than so many days apart, where both are known.
static bool days_within(slice a, slice b, int32_t n)
{
    period x, y;
    return !period_parse(a, &x) || !period_parse(b, &y) ||
           (x.first - y.last <= n && y.first - x.last <= n);
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

// Words for whole sides: the state's, and those against it, whoever they are.
static const char *const state_words[] = {"army",   "government", "loyalist", "military",
                                          "police", "regime",     "security", "state"};
static const char *const rebel_words[] = {
    "fighters",  "guerrilla",  "guerrillas", "insurgent", "insurgents", "militant",
    "militants", "opposition", "rebel",      "rebels",    "separatist", "separatists"};

typedef enum { SIDE_UNKNOWN, SIDE_STATE, SIDE_REBELS } broad_side;

static broad_side side_in(const text *t, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        for (size_t k = 0; k < sizeof state_words / sizeof *state_words; k++)
            if (slice_eq_str(t->tokens[i].folded, state_words[k]))
                return SIDE_STATE;
        for (size_t k = 0; k < sizeof rebel_words / sizeof *rebel_words; k++)
            if (slice_eq_str(t->tokens[i].folded, rebel_words[k]))
                return SIDE_REBELS;
    }
    return SIDE_UNKNOWN;
}

static broad_side side_of_holding(const compare_job *job, const holding *h)
{
    const statement *s = statement_at(job, h->statement);
    const text *t = &job->in->texts[s->article];
    broad_side side = side_in(t, h->holder_first, h->holder_last);
    bool by_source = h->side != FACTS_NONE && h->side == s->source_entity;
    return side != SIDE_UNKNOWN || !by_source
               ? side
               : side_in(t, s->source_first, s->source_last);
}

/* "rebels" and a named group may be the same; "rebels" and the army are not. */
static bool sides_differ(const compare_job *job, const holding *a, const holding *b)
{
    broad_side x = side_of_holding(job, a), y = side_of_holding(job, b);
    if (x == y)
        return x == SIDE_UNKNOWN;
    return (x != SIDE_REBELS && y != SIDE_REBELS) ||
           (x != SIDE_UNKNOWN && y != SIDE_UNKNOWN);
}

/* Two sides that have one place at one time, by different sources: both cannot. One at
 * least must be said to last, since allies may both have entered or taken it. What is
 * held since Monday is held on Tuesday, too. */
static bool are_rivals(const compare_job *job, const holding *a, const holding *b)
{
    if (!has_it(a) || !has_it(b) || (!is_lasting(a) && !is_lasting(b)))
        return false;
    const holding *lasting = is_lasting(a) ? a : b, *other = lasting == a ? b : a;
    bool told =
        lasting->side != FACTS_NONE || lasting->holder_last > lasting->holder_first;
    bool other_told =
        other->side != FACTS_NONE || other->holder_last > other->holder_first;
    bool times_fit = is_lasting(other) ? days_within(a->from, b->from, LASTING_DAYS)
                                       : days_within(a->from, b->from, 1);
    return told && other_told && times_fit && sides_differ(job, a, b) &&
           (lasting->side == FACTS_NONE || other->side != lasting->side) &&
           !share_words(job, a, b) && !same_source(job, a->statement, b->statement) &&
           !statement_at(job, a->statement)->own_voice &&
           !statement_at(job, b->statement)->own_voice;
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
    if (!days_within(a->from, b->from, 1) || same_source(job, a->statement, b->statement))
        return false;
    if (a->what == b->what)
        return a->denied != b->denied;
    bool own = statement_at(job, a->statement)->own_voice ||
               statement_at(job, b->statement)->own_voice;
    const holding *no = a->denied ? a : b, *yes = a->denied ? b : a;
    if (no->denied != yes->denied) // "entered it", "it has not fallen"
        return no->what == PREDICATE_TAKEN && yes->what == PREDICATE_ENTERED &&
               !share_words(job, a, b);
    return !own && !a->denied &&
           ((a->what == PREDICATE_CLOSED && b->what == PREDICATE_OPENED) ||
            (a->what == PREDICATE_OPENED && b->what == PREDICATE_CLOSED));
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
