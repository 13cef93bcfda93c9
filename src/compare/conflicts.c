// Conflicts between statements of one story: what one denies and another says, and
// numbers of the same thing that exclude each other. Every rule asks for two things that
// fit, because a wrong disagreement costs a reader more than a missing one.
#include "compare/parts.h"

#include "base/lists.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_SHARED = 3,
    BARE_REACH =
        4, // statements before a bare denial in which what it denies is looked for
};
static const double LEAST_SHARE = 0.35;
static const double LEAST_CONTAINED = 0.6; // of a denial's terms, in what it denies

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
}

bool conflicts_known(const compare_job *job, uint32_t group_a, uint32_t group_b)
{
    return hash_table_get(&job->in_conflict, pair_key(group_a, group_b));
}

bool conflicts_add(compare_job *job, uint32_t group_a, uint32_t group_b,
                   disagreement_kind kind, slice about, slice why)
{
    bool is_new;
    if (group_a == group_b)
        return false;
    hash_table_put(&job->in_conflict, pair_key(group_a, group_b), &is_new);
    if (is_new)
        vec_push(job->out, &job->conflicts,
                 (disagreement){group_a, group_b, about, why, kind});
    return is_new;
}

static double share_of_terms(const statement_view *a, const statement_view *b)
{
    uint32_t n = n_shared_terms(a, b), either = a->n_terms + b->n_terms - n;
    return either ? (double)n / either : 0;
}

// Somebody speaks in the one who is spoken of in the other.
static bool speaks_of(const statement_view *speaker, const statement_view *b)
{
    for (uint32_t i = 0; i < speaker->n_speakers; i++)
        if (has_entity(b, speaker->speakers[i]))
            return true;
    return false;
}

// A name in both contents, or one that speaks in the one and is spoken of in the other.
static bool shares_entity(const statement_view *a, const statement_view *b)
{
    for (uint32_t i = 0; i < a->n_entities; i++)
        if (has_entity(b, a->entities[i]))
            return true;
    return speaks_of(a, b);
}

/* Denials
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    double strength; // 0: no conflict
    slice about, why;
} verdict;

// The same people speak: a ministry does not contradict its spokesman by our reading
// alone.
static bool same_side(const statement_view *a, const statement_view *b)
{
    for (uint32_t i = 0; i < a->n_speakers; i++)
        for (uint32_t k = 0; k < b->n_speakers; k++)
            if (a->speakers[i] == b->speakers[k])
                return true;
    return false;
}

static verdict judge(compare_job *job, uint32_t x, uint32_t y)
{
    const statement *sx = statement_at(job, x);
    const statement_view *a = &job->views[x], *b = &job->views[y];
    verdict found = {0};
    double share = share_of_terms(a, b);
    uint32_t n_shared = n_shared_terms(a, b);
    double contained = a->n_terms ? (double)n_shared / a->n_terms : 0;
    bool denies = sx->stance == STANCE_DENIES;
    if (views_name_other_town(job, a, b) || same_side(a, b))
        return found;
    if (denies && speaks_of(a, b)) {
        found.strength = 1 + share;
    } else if (denies && !a->of_self && n_shared >= 2 && contained >= LEAST_CONTAINED) {
        found.strength = contained;
    } else if (!(denies && a->of_self) && share >= LEAST_SHARE &&
               n_shared >= LEAST_SHARED &&
               (shares_entity(a, b) || n_shared > LEAST_SHARED)) {
        found.strength = share;
    }
    if (found.strength == 0)
        return found;
    slice said = statement_source(job, x), other = statement_source(job, y);
    found.about = statement_content(job, denies ? x : y, ABOUT_BYTES);
    found.why = arena_format(job->out, "%.*s %s what %.*s says", (int)said.len, said.ptr,
                             denies ? "denies" : "says the opposite of", (int)other.len,
                             other.ptr);
    return found;
}

typedef struct {
    uint32_t story;
    uint64_t stem;
    uint32_t statement;
} verb_use;

static int by_verb(const void *left, const void *right)
{
    const verb_use *a = left, *b = right;
    if (a->story != b->story)
        return a->story < b->story ? -1 : 1;
    if (a->stem != b->stem)
        return a->stem < b->stem ? -1 : 1;
    return (a->statement > b->statement) - (a->statement < b->statement);
}

typedef VEC(verb_use) use_vec;

static void list_uses(compare_job *job, use_vec *uses)
{
    for (uint32_t i = 0; i < job->facts->statements.n_statements; i++) {
        const statement_view *v = &job->views[i];
        for (uint32_t k = 0; k < v->n_senses; k++)
            vec_push(job->tmp, uses,
                     (verb_use){statement_story(job, i), v->senses[k].stem, i});
    }
    if (uses->n)
        qsort(uses->v, uses->n, sizeof *uses->v, by_verb);
}

// May statement y say what x says did not happen? Both use the verb.
static bool may_deny(const compare_job *job, uint32_t x, uint32_t y, uint64_t stem)
{
    const sense *yes = sense_of(&job->views[y], stem);
    const statement *other = statement_at(job, y);
    bool nobody = !other->own_voice && other->source_last <= other->source_first;
    return yes->said && !yes->unreal && !nobody && other->stance != STANCE_DENIES &&
           !same_source(job, x, y) && job->group_of[x] != job->group_of[y] &&
           !conflicts_known(job, job->group_of[x], job->group_of[y]);
}

// Statements of one story that use one verb.
static void judge_bucket(compare_job *job, const verb_use *uses, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = uses[i].statement, n_told = 0;
        if (!sense_of(&job->views[x], uses->stem)->negative)
            continue;
        for (uint32_t k = 0; k < n && k < MOST_COMPARED && n_told < MOST_FOR_ONE; k++) {
            uint32_t y = uses[k].statement;
            if (!may_deny(job, x, y, uses->stem))
                continue;
            verdict v = judge(job, x, y);
            bool denial = statement_at(job, x)->stance == STANCE_DENIES;
            if (v.strength > 0)
                n_told += conflicts_add(job, job->group_of[y], job->group_of[x],
                                        denial ? DISAGREE_DENIAL : DISAGREE_POLARITY,
                                        v.about, v.why);
        }
    }
}

/* What a denial close by is about, in other words than its own: "fired tear gas at them"
 * — "denied that tear gas had been used". */
static bool is_denied_nearby(const compare_job *job, uint32_t denial, uint32_t k)
{
    const statement_view *a = &job->views[denial], *b = &job->views[k];
    uint32_t n_shared = n_shared_terms(a, b);
    return statement_at(job, k)->stance == STANCE_ASSERTS && !a->of_self &&
           !same_side(a, b) && !views_name_other_town(job, a, b) && n_shared >= 2 &&
           n_shared >= LEAST_CONTAINED * a->n_terms;
}

/* A denial answers what stands before it, by somebody else. A bare one ("this was a lie",
 * "rejected the charge") says no more than that. */
static void find_answers(compare_job *job)
{
    const statements_result *all = &job->facts->statements;
    for (uint32_t i = 1; i < all->n_statements; i++) {
        bool bare = job->views[i].bare;
        if (!bare && statement_at(job, i)->stance != STANCE_DENIES)
            continue;
        for (uint32_t k = i; k-- > 0 && i - k <= BARE_REACH;) {
            const statement *y = statement_at(job, k);
            if (y->article != statement_at(job, i)->article)
                break;
            if (y->own_voice || same_source(job, i, k) || job->views[k].bare ||
                (!bare && !is_denied_nearby(job, i, k)))
                continue;
            slice who = statement_source(job, i), whose = statement_source(job, k);
            conflicts_add(job, job->group_of[k], job->group_of[i], DISAGREE_DENIAL,
                          statement_content(job, k, ABOUT_BYTES),
                          arena_format(job->out, "%.*s denies what %.*s says",
                                       (int)who.len, who.ptr, (int)whose.len, whose.ptr));
            break;
        }
    }
}

/* Closed and open: one thing is not both, at one time. */
static bool judge_opposites(compare_job *job, uint32_t x, uint32_t y)
{
    const statement_view *shut = &job->views[x], *open = &job->views[y];
    const statement *a = statement_at(job, x), *b = statement_at(job, y);
    if (a->own_voice || b->own_voice || same_source(job, x, y) ||
        shut->says[PREDICATE_OPENED] || open->says[PREDICATE_CLOSED] ||
        (a->time.len && b->time.len && !slice_eq(a->time, b->time)) ||
        conflicts_known(job, job->group_of[x], job->group_of[y]) ||
        n_shared_terms(shut, open) < 2)
        return false;
    slice who = statement_source(job, x), other = statement_source(job, y);
    return conflicts_add(job, job->group_of[x], job->group_of[y], DISAGREE_POLARITY,
                         statement_content(job, y, ABOUT_BYTES),
                         arena_format(job->out, "%.*s says shut, %.*s says opened",
                                      (int)who.len, who.ptr, (int)other.len, other.ptr));
}

static void find_opposites(compare_job *job)
{
    for (uint32_t st = 0; st < job->in->stories->n_stories; st++) {
        const story *one = &job->in->stories->stories[st];
        VEC(uint32_t) shut = {0}, open = {0};
        for (uint32_t k = 0; k < one->n_articles; k++) {
            const uint32_t *first = &job->facts->statements.first_of[one->articles[k]];
            for (uint32_t i = first[0]; i < first[1]; i++) {
                if (job->views[i].says[PREDICATE_CLOSED] == SAID)
                    vec_push(job->tmp, &shut, i);
                if (job->views[i].says[PREDICATE_OPENED] == SAID)
                    vec_push(job->tmp, &open, i);
            }
        }
        for (uint32_t i = 0; i < shut.n; i++) {
            uint32_t n_told = 0;
            for (uint32_t k = 0; k < open.n && k < MOST_COMPARED && n_told < MOST_FOR_ONE;
                 k++)
                n_told += judge_opposites(job, shut.v[i], open.v[k]);
        }
    }
}

void conflicts_find(compare_job *job)
{
    use_vec uses = {0};
    list_uses(job, &uses);
    for (uint32_t from = 0, to; from < uses.n; from = to) {
        for (to = from + 1; to < uses.n && uses.v[to].story == uses.v[from].story &&
                            uses.v[to].stem == uses.v[from].stem;)
            to++;
        judge_bucket(job, &uses.v[from], to - from);
    }
    find_opposites(job);
    find_answers(job);
}
