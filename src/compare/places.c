// Who holds which place: a view over what statements say about taking, holding, leaving,
// entering, closing and opening, and the conflicts among that.
#include "compare/control.h"

#include "base/lists.h"
#include "facts/period.h"

#include <stdlib.h>

/* What makes two of them one entry of a place's timeline: what, when and who. */
static uint64_t entry_key(const compare_job *job, const holding *h)
{
    arena *tmp = arena_sub(job->tmp);
    slice who =
        h->side == FACTS_NONE ? text_fold(tmp, control_holder(job, h)) : SLICE("");
    uint64_t key = hash_mix(hash_mix(h->place, h->what), hash_bytes(h->from));
    key = hash_mix(hash_mix(key, h->side), hash_bytes(who));
    key = hash_mix(key, hash_bytes(control_state(job, h)));
    arena_release(tmp);
    return key;
}

static int by_place(const void *left, const void *right)
{
    const holding *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    int order = slice_cmp(a->from, b->from);
    if (order)
        return order;
    if (a->statement != b->statement)
        return a->statement < b->statement ? -1 : 1;
    return (a->verb > b->verb) - (a->verb < b->verb);
}

static int by_number(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
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
    enum { MOST_WORDS = 64 };
    uint64_t words[MOST_WORDS];
    uint32_t n_words = 0;
    const holding *both[] = {a, b};
    for (int k = 0; k < 2; k++) {
        const statement *s = statement_at(job, both[k]->statement);
        const text *t = &job->in->texts[s->article];
        const uint32_t spans[3][2] = {{both[k]->holder_first, both[k]->holder_last},
                                      {s->source_first, s->source_last},
                                      {s->full_first, s->full_last}};
        uint32_t n_seen = 0;
        for (int x = 0; x < 3; x++)
            for (uint32_t i = spans[x][0]; i < spans[x][1] && n_seen < MOST_WORDS; i++) {
                const token *w = &t->tokens[i];
                static const char *const roles[] = {
                    "chief",     "commander",   "fighters",  "forces",
                    "group",     "leader",      "message",   "official",
                    "spokesman", "spokeswoman", "statement", "troops"};
                if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION) ||
                    IN_LIST(w->folded, roles))
                    continue;
                uint64_t stem = stem_of(w->folded);
                n_seen++;
                for (uint32_t p = 0; k == 1 && p < n_words; p++)
                    if (words[p] == stem)
                        return true;
                if (k == 0)
                    words[n_words++] = stem;
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
        if (IN_LIST(t->tokens[i].folded, state_words))
            return SIDE_STATE;
        if (IN_LIST(t->tokens[i].folded, rebel_words))
            return SIDE_REBELS;
    }
    return SIDE_UNKNOWN;
}

static broad_side side_of_holding(const compare_job *job, const holding *h)
{
    const statement *s = statement_at(job, h->statement);
    const text *t = &job->in->texts[s->article];
    broad_side side = side_in(t, h->holder_first, h->holder_last);
    if (side != SIDE_UNKNOWN || !h->of_source)
        return side;
    enum { ANTECEDENT = 6 };
    uint32_t first = s->source_first;
    bool relative = text_is(t, first, "which") || text_is(t, first, "who");
    for (uint32_t n = 0; relative && n < ANTECEDENT && first > 0 &&
                         t->tokens[first - 1].sentence == t->tokens[first].sentence;
         n++)
        first--; // "army headquarters, which said"
    return side_in(t, first, s->source_last);
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
    bool goes_on = lasting->goes_on || lasting->what == PREDICATE_LEFT;
    bool times_fit =
        days_within(a->from, b->from, is_lasting(other) || goes_on ? LASTING_DAYS : 1);
    return told && other_told && times_fit && !(a->partial && b->partial) &&
           sides_differ(job, a, b) &&
           (lasting->side == FACTS_NONE || other->side != lasting->side) &&
           !share_words(job, a, b) && !same_source(job, a->statement, b->statement) &&
           !statement_at(job, a->statement)->own_voice &&
           !statement_at(job, b->statement)->own_voice;
}

// Statements that deny it, or that give the place to another, among those on the place.
static void add_disputes(const compare_job *job, const holding *there, uint32_t n,
                         place_state *to, const holding *h)
{
    for (uint32_t i = 0; i < n && i < MOST_COMPARED; i++) {
        const holding *o = &there[i];
        bool same = o->denied && o->what == h->what;
        // who denies having lost it disputes that another has it
        bool kept = o->denied && o->what == PREDICATE_LEFT &&
                    (h->what == PREDICATE_TAKEN || h->what == PREDICATE_HELD ||
                     h->what == PREDICATE_ENTERED) &&
                    o->side != h->side;
        if (same || kept || are_rivals(job, h, o))
            vec_push(job->out, &to->disputed_by, o->statement);
    }
    uint32_t n_all = to->disputed_by.n;
    if (n_all)
        qsort(to->disputed_by.v, n_all, sizeof *to->disputed_by.v, by_number);
    to->disputed_by.n = 0;
    for (uint32_t i = 0; i < n_all; i++)
        if (i == 0 || to->disputed_by.v[i] != to->disputed_by.v[i - 1])
            to->disputed_by.v[to->disputed_by.n++] = to->disputed_by.v[i];
}

// "The state holds it" against "it has not fallen", said by no voice of the state; and
// the other way round. Those who hold it may well say that it has not fallen.
static bool holds_against(const compare_job *job, const holding *yes, const holding *no)
{
    const statement *s = statement_at(job, no->statement);
    const text *t = &job->in->texts[s->article];
    broad_side holder = side_of_holding(job, yes);
    broad_side denier = side_in(t, s->source_first, s->source_last);
    if (denier == SIDE_UNKNOWN)
        denier = side_in(t, s->full_first, s->full_last);
    return yes->what == PREDICATE_HELD && !yes->partial && !s->own_voice &&
           ((holder == SIDE_STATE && denier != SIDE_STATE) ||
            (holder == SIDE_REBELS && denier == SIDE_STATE));
}

// All of it by one, most of it by another's word: one side has it, and not all.
static bool differ_in_share(const compare_job *job, const holding *a, const holding *b)
{
    return a->what == PREDICATE_HELD && b->what == PREDICATE_HELD && !a->denied &&
           !b->denied && ((a->whole && b->partial) || (b->whole && a->partial)) &&
           !sides_differ(job, a, b) && days_within(a->from, b->from, 1) &&
           !same_source(job, a->statement, b->statement) &&
           !statement_at(job, a->statement)->own_voice &&
           !statement_at(job, b->statement)->own_voice;
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
        return no->what == PREDICATE_TAKEN && !share_words(job, a, b) &&
               (yes->what == PREDICATE_ENTERED || holds_against(job, yes, no));
    return !own && !a->denied &&
           ((a->what == PREDICATE_CLOSED && b->what == PREDICATE_OPENED) ||
            (a->what == PREDICATE_OPENED && b->what == PREDICATE_CLOSED));
}

static uint64_t groups_key(uint32_t a, uint32_t b)
{
    return (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
}

/* Claims of one side: what a party says and what "its spokesman" says behind it, in any
 * article. */
static void find_allied(const compare_job *job, hash_table *allied)
{
    enum { REACH = 3 };
    const statements_result *all = &job->facts->statements;
    hash_table_init(allied, job->tmp, 64);
    for (uint32_t i = 1; i < all->n_statements; i++) {
        const statement *s = statement_at(job, i);
        const text *t = &job->in->texts[s->article];
        if (s->own_voice || s->source_last <= s->source_first ||
            !(text_is(t, s->source_first, "its") || text_is(t, s->source_first, "their")))
            continue;
        for (uint32_t k = i; k-- > 0 && i - k <= REACH;) {
            const statement *before = statement_at(job, k);
            if (before->article != s->article)
                break;
            if (before->own_voice || before->source_last <= before->source_first)
                continue;
            hash_table_put(allied, groups_key(job->group_of[i], job->group_of[k]), NULL);
            break;
        }
    }
}

static bool add_rivals(compare_job *job, const hash_table *allied, const holding *a,
                       const holding *b)
{
    uint32_t group_a = job->group_of[a->statement], group_b = job->group_of[b->statement];
    if (group_a == group_b || conflicts_known(job, group_a, group_b) ||
        hash_table_get(allied, groups_key(group_a, group_b)))
        return false;
    bool opposed = are_opposed(job, a, b);
    if (!opposed && !are_rivals(job, a, b) && !differ_in_share(job, a, b))
        return false;
    bool denies = statement_at(job, a->statement)->stance == STANCE_DENIES ||
                  statement_at(job, b->statement)->stance == STANCE_DENIES;
    slice who = statement_source(job, a->statement);
    slice other = statement_source(job, b->statement);
    slice state = opposed ? control_state(job, a) : SLICE("");
    return conflicts_add(job, group_a, group_b,
                         !opposed ? DISAGREE_HOLDER
                         : denies ? DISAGREE_DENIAL
                                  : DISAGREE_POLARITY,
                         job->facts->names.entities[a->place].label,
                         arena_format(job->out,
                                      opposed
                                          ? "whether it was %.*s: %.*s and %.*s differ"
                                          : "who has it%.*s: %.*s and %.*s differ",
                                      (int)state.len, state.ptr, (int)who.len, who.ptr,
                                      (int)other.len, other.ptr));
}

static void find_rivals(compare_job *job, const hash_table *allied, const holding *there,
                        uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t n_told = 0;
        for (uint32_t k = i + 1; k < n && k - i <= MOST_COMPARED && n_told < MOST_FOR_ONE;
             k++)
            n_told += add_rivals(job, allied, &there[i], &there[k]);
    }
}

/* The view
 * ------------------------------------------------------------------------------------ */

static void add_view(const compare_job *job, const holding *there, uint32_t n,
                     place_view *view)
{
    hash_table entries; // entry_key() -> index in the timeline
    hash_table_init(&entries, job->tmp, n);
    for (uint32_t i = 0; i < n; i++) {
        const holding *h = &there[i];
        if (h->denied)
            continue;
        bool is_new;
        uint32_t *entry = hash_table_put(&entries, entry_key(job, h), &is_new);
        if (is_new) {
            *entry = view->timeline.n;
            place_state state = {.from = h->from,
                                 .state = control_state(job, h),
                                 .holder = control_holder(job, h)};
            add_disputes(job, there, n, &state, h);
            vec_push(job->out, &view->timeline, state);
        }
        place_state *state = &view->timeline.v[*entry];
        if (state->according_to.n == 0 || *vec_last(&state->according_to) != h->statement)
            vec_push(job->out, &state->according_to, h->statement);
    }
}

void places_find(compare_job *job, compare_result *result)
{
    holding_vec found = {0};
    for (uint32_t i = 0; i < job->facts->statements.n_statements; i++)
        control_read(job, i, &found);
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_place);
    VEC(place_view) places = {0};
    hash_table allied;
    find_allied(job, &allied);
    for (uint32_t from = 0, to; from < found.n; from = to) {
        for (to = from + 1; to < found.n && found.v[to].place == found.v[from].place;)
            to++;
        find_rivals(job, &allied, &found.v[from], to - from);
        place_view view = {.entity = found.v[from].place};
        add_view(job, &found.v[from], to - from, &view);
        if (view.timeline.n)
            vec_push(job->out, &places, view);
    }
    result->places = places.v;
    result->n_places = places.n;
}
