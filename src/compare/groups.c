// Groups: statements of the same thing.
//
// In a family, statements whose words are aligned are one, whoever dropped the
// attribution; a different figure or an added "not" in the slot makes two that cannot
// both hold. Across families and single articles of one story, statements are one when
// nearly all their terms are the same and so is the source.
#include "compare/parts.h"
#include "compare/predicates.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_ALIGNED =
    0.5; // words of the shorter that are aligned with the other
static const double LEAST_OF_LONGER = 0.25;
static const double LEAST_ALIKE = 0.6; // weighted share of terms that two have in common
enum {
    LEAST_TERMS = 3,      // a statement of fewer terms is alike to nothing
    MOST_IN_COLUMN = 4,   // groups that one column is remembered for
    MOST_WITH_TERM = 200, // groups of a story with a term that still makes candidates
};

/* In a family
 * --------------------------------------------------------------------------------- */

typedef struct {
    uint32_t groups[MOST_IN_COLUMN];
    uint32_t n;
} column_groups;

typedef struct {
    compare_job *job;
    const collation *c;
    column_groups *columns;
    VEC(uint32_t) first;             // of each group of this family: its first statement
    VEC(uint32_t) shortest, longest; // words of its shortest and longest statement
    uint32_t base;                   // number of the family's first group
} family_groups;

typedef struct {
    uint32_t group; // index in the family
    uint32_t n;     // columns shared
} vote;

static void count_votes(const family_groups *fg, const statement *s, uint32_t w,
                        vote *votes, uint32_t *n_votes, uint32_t most)
{
    const text *t = &fg->job->in->texts[s->article];
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t i = s->content[k].first; i < s->content[k].last; i++) {
            const column_groups *here = &fg->columns[fg->c->columns[w][i]];
            if (t->tokens[i].kind == TOKEN_PUNCT)
                continue;
            for (uint32_t g = 0; g < here->n; g++) {
                uint32_t v = 0;
                while (v < *n_votes && votes[v].group != here->groups[g])
                    v++;
                if (v == *n_votes && v < most)
                    votes[(*n_votes)++] = (vote){here->groups[g], 0};
                if (v < *n_votes)
                    votes[v].n++;
            }
        }
}

static void claim_columns(family_groups *fg, const statement *s, uint32_t w,
                          uint32_t group)
{
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t i = s->content[k].first; i < s->content[k].last; i++) {
            column_groups *here = &fg->columns[fg->c->columns[w][i]];
            bool known = false;
            for (uint32_t g = 0; g < here->n; g++)
                known |= here->groups[g] == group;
            if (!known && here->n < MOST_IN_COLUMN)
                here->groups[here->n++] = group;
        }
}

// A figure of the statement's, by number; NULL when there are no more.
static const figure *figure_in(const compare_job *job, const statement *s,
                               uint32_t number)
{
    const figures_result *f = &job->facts->figures;
    for (uint32_t i = f->first_of[s->article]; i < f->first_of[s->article + 1]; i++)
        if (statement_holds(s, f->figures[i].at.first) && number-- == 0)
            return &f->figures[i];
    return NULL;
}

static bool is_length(const compare_job *job, const figure *f)
{
    const text *t = &job->in->texts[f->at.article];
    return f->of_at.last > f->of_at.first &&
           is_measure(t->tokens[f->of_at.last - 1].folded);
}

static bool figures_apart(const compare_job *job, const figure *a, const figure *b)
{
    if ((is_length(job, a) || is_length(job, b)) && !slice_eq_nocase(a->of, b->of))
        return false; // the same in another unit, as far as anybody can tell
    return a->low > b->high || b->low > a->high;
}

static slice words_of_figure(const compare_job *job, const figure *f)
{
    const text *t = &job->in->texts[f->at.article];
    return slice_in(t->bytes, text_span(t, f->at.first, f->at.last));
}

// Both count one thing, and no count of the one fits one of the other: 31 killed, 27
// killed.
static bool counts_differ(const compare_job *job, const statement *a, const statement *b,
                          const figure **in_a, const figure **in_b)
{
    const figure *x, *y;
    for (uint32_t i = 0; (x = figure_in(job, a, i)); i++) {
        bool any = false, fits = false;
        for (uint32_t k = 0; (y = figure_in(job, b, k)); k++) {
            if (x->of.len == 0 || !slice_eq_nocase(x->of, y->of))
                continue;
            any = true;
            fits |= !figures_apart(job, x, y);
            *in_a = x;
            *in_b = y;
        }
        if (any && !fits)
            return true;
    }
    return false;
}

// Aligned figures of two statements of one family that exclude each other.
static bool find_figure_conflict(const compare_job *job, const statement *a,
                                 const statement *b, const figure **in_a,
                                 const figure **in_b)
{
    if (counts_differ(job, a, b, in_a, in_b))
        return true;
    for (uint32_t i = 0; (*in_a = figure_in(job, a, i)); i++) {
        const text *t = &job->in->texts[a->article];
        for (uint32_t x = (*in_a)->at.first; x < (*in_a)->at.last; x++) {
            if (t->tokens[x].flags & TOKEN_FUNCTION)
                continue;
            uint32_t y = facts_aligned(job->in, a->article, x, b->article);
            for (uint32_t k = 0; y != FACTS_NONE && (*in_b = figure_in(job, b, k)); k++)
                if ((*in_b)->at.first <= y && y < (*in_b)->at.last &&
                    figures_apart(job, *in_a, *in_b))
                    return true;
        }
    }
    return false;
}

// One of two aligned statements says not what the other says.
static bool signs_differ(const compare_job *job, uint32_t a, uint32_t b)
{
    const statement_view *x = &job->views[a], *y = &job->views[b];
    if (statement_at(job, a)->stance != statement_at(job, b)->stance)
        return statement_at(job, a)->stance == STANCE_DENIES ||
               statement_at(job, b)->stance == STANCE_DENIES;
    for (uint32_t i = 0; i < x->n_senses; i++)
        for (uint32_t k = 0; k < y->n_senses; k++)
            if (x->senses[i].stem == y->senses[k].stem &&
                x->senses[i].negative != y->senses[k].negative)
                return true;
    return false;
}

static void note_figure_conflict(compare_job *job, uint32_t group_a, uint32_t group_b,
                                 uint32_t a, uint32_t b, const figure *in_a,
                                 const figure *in_b)
{
    slice x = words_of_figure(job, in_a), y = words_of_figure(job, in_b);
    slice label_a = statement_outlet(job, a), label_b = statement_outlet(job, b);
    slice of = in_a->of.len ? in_a->of : in_b->of;
    bool same_outlet = slice_eq(label_a, label_b);
    conflicts_add(
        job, group_a, group_b, same_outlet ? DISAGREE_UPDATE : DISAGREE_FIGURES,
        of.len ? of : SLICE("a figure"),
        arena_format(job->out,
                     "copies of one report: %.*s has \xe2\x80\x9c%.*s\xe2\x80\x9d "
                     "where %.*s has \xe2\x80\x9c%.*s\xe2\x80\x9d",
                     (int)label_b.len, label_b.ptr, (int)y.len, y.ptr, (int)label_a.len,
                     label_a.ptr, (int)x.len, x.ptr));
}

// The group that most of the statement's words stand in; its own when there is none.
static void place_statement(family_groups *fg, uint32_t i, uint32_t w)
{
    enum { MOST_VOTES = 16 };
    compare_job *job = fg->job;
    const statement *s = statement_at(job, i);
    vote votes[MOST_VOTES];
    uint32_t n_votes = 0, best = UINT32_MAX, conflict = UINT32_MAX;
    double most = LEAST_ALIGNED;
    const figure *in_a = NULL, *in_b = NULL, *mine = NULL, *other = NULL;
    bool polarity = false;
    count_votes(fg, s, w, votes, &n_votes, MOST_VOTES);
    for (uint32_t v = 0; v < n_votes; v++) {
        uint32_t first = fg->first.v[votes[v].group];
        uint32_t here = job->views[i].n_words, g = votes[v].group;
        if (statement_at(job, first)->article == s->article)
            continue; // one article does not say a thing twice in one place
        uint32_t least = here < fg->shortest.v[g] ? here : fg->shortest.v[g];
        uint32_t greatest = here > fg->longest.v[g] ? here : fg->longest.v[g];
        double shorter = fmin(1, votes[v].n / (double)least);
        double longer = votes[v].n / (double)greatest;
        // what covers both wholly wins over a part of a longer one
        bool part = shorter >= LEAST_ALIGNED && longer >= LEAST_OF_LONGER;
        double share = part ? (shorter + longer) / 2 : 0;
        if (share < most * (best == UINT32_MAX ? 0.5 : 1))
            continue;
        bool apart =
            find_figure_conflict(job, s, statement_at(job, first), &mine, &other);
        if (apart || signs_differ(job, i, first)) {
            conflict = votes[v].group;
            polarity = !apart;
            in_a = mine;
            in_b = other;
            continue;
        }
        most = share;
        best = votes[v].group;
    }
    uint32_t group = best;
    if (group == UINT32_MAX) {
        group = fg->first.n;
        vec_push(job->tmp, &fg->first, i);
        vec_push(job->tmp, &fg->shortest, job->views[i].n_words);
        vec_push(job->tmp, &fg->longest, job->views[i].n_words);
    }
    uint32_t n_words = job->views[i].n_words;
    if (n_words < fg->shortest.v[group])
        fg->shortest.v[group] = n_words;
    if (n_words > fg->longest.v[group])
        fg->longest.v[group] = n_words;
    job->group_of[i] = fg->base + group;
    claim_columns(fg, s, w, group);
    if (conflict == UINT32_MAX || conflict == group)
        return;
    // a denial and what it denies stand in one sentence, too: only "not" in one copy is a
    // conflict
    bool denial = statement_at(job, i)->stance == STANCE_DENIES ||
                  statement_at(job, fg->first.v[conflict])->stance == STANCE_DENIES;
    if (polarity && !denial)
        conflicts_add(job, fg->base + conflict, fg->base + group, DISAGREE_POLARITY,
                      statement_content(job, i, 80),
                      SLICE("copies of one report: one says not what the other says"));
    else if (!polarity)
        note_figure_conflict(job, fg->base + conflict, fg->base + group,
                             fg->first.v[conflict], i, in_b, in_a);
}

static void group_family(compare_job *job, const family *f)
{
    const statements_result *all = &job->facts->statements;
    family_groups fg = {.job = job, .c = &f->collated, .base = job->n_groups};
    fg.columns = arena_array(job->tmp, column_groups, f->collated.n_columns + 1);
    for (uint32_t w = 0; w < f->n_witnesses; w++)
        for (uint32_t i = all->first_of[f->witnesses[w]];
             i < all->first_of[f->witnesses[w] + 1]; i++)
            place_statement(&fg, i, w);
    job->n_groups += fg.first.n;
}

/* Across families
 * ----------------------------------------------------------------------------- */

typedef struct {
    uint32_t *first;   // of each group: its first statement
    uint32_t *parent;  // groups that became one
    hash_table n_with; // term -> groups of the pile that have it
} across;

static uint32_t root_of(uint32_t *parent, uint32_t g)
{
    while (parent[g] != g)
        g = parent[g] = parent[parent[g]];
    return g;
}

static double weight_of(const across *x, uint32_t n_groups, uint64_t term)
{
    const uint32_t *n = hash_table_get(&x->n_with, term);
    return log((n_groups + 1.0) / ((n ? *n : 0) + 0.5));
}

// Weight of the terms that both have / of those that either has.
static double alike(const compare_job *job, const across *x, uint32_t a, uint32_t b)
{
    const statement_view *p = &job->views[a], *q = &job->views[b];
    double both = 0, either = 0;
    for (uint32_t i = 0, k = 0; i < p->n_terms || k < q->n_terms;) {
        bool take_i = k == q->n_terms || (i < p->n_terms && p->terms[i] <= q->terms[k]);
        bool take_k = i == p->n_terms || (k < q->n_terms && q->terms[k] <= p->terms[i]);
        double weight = weight_of(x, job->n_groups, take_i ? p->terms[i] : q->terms[k]);
        either += weight;
        both += take_i && take_k ? weight : 0;
        i += take_i;
        k += take_k;
    }
    return either > 0 ? both / either : 0;
}

static bool may_join(const compare_job *job, const across *x, uint32_t a, uint32_t b)
{
    const figure *in_a, *in_b;
    if (!same_source(job, a, b) || signs_differ(job, a, b) ||
        statement_at(job, a)->stance != statement_at(job, b)->stance ||
        alike(job, x, a, b) < LEAST_ALIKE)
        return false;
    // every figure of one must fit one of the other
    for (uint32_t i = 0; (in_a = figure_in(job, statement_at(job, a), i)); i++) {
        bool fits = false, any = false;
        for (uint32_t k = 0; (in_b = figure_in(job, statement_at(job, b), k)); k++) {
            any = true;
            fits |= !figures_apart(job, in_a, in_b);
        }
        if (any && !fits)
            return false;
    }
    return true;
}

static uint32_t story_of(const compare_job *job, uint32_t i)
{
    return job->in->stories->of_article[statement_at(job, i)->article];
}

static void join_alike(compare_job *job)
{
    const uint32_t n = job->facts->statements.n_statements, n_groups = job->n_groups;
    arena *tmp = arena_sub(job->tmp);
    across x = {0};
    x.first = arena_array(tmp, uint32_t, n_groups + 1);
    x.parent = arena_array(tmp, uint32_t, n_groups + 1);
    memset(x.first, 0xff, n_groups * sizeof *x.first);
    for (uint32_t i = n; i-- > 0;)
        x.first[job->group_of[i]] = i;
    hash_table_init(&x.n_with, tmp, n_groups * 8);
    for (uint32_t g = 0; g < n_groups; g++) {
        x.parent[g] = g;
        const statement_view *v = &job->views[x.first[g]];
        for (uint32_t k = 0; k < v->n_terms; k++)
            ++*hash_table_put(&x.n_with, v->terms[k], NULL);
    }
    // groups that share a term of one story, rare terms alone
    typedef VEC(uint32_t) group_list;
    hash_table index;
    VEC(group_list) lists = {0};
    hash_table_init(&index, tmp, n_groups * 8);
    uint32_t *seen_by = arena_array(tmp, uint32_t, n_groups + 1);
    for (uint32_t g = 0; g < n_groups; g++) {
        uint32_t i = x.first[g];
        const statement_view *v = &job->views[i];
        for (uint32_t k = 0; k < v->n_terms && v->n_terms >= LEAST_TERMS; k++) {
            bool is_new;
            uint32_t *at =
                hash_table_put(&index, hash_mix(v->terms[k], story_of(job, i)), &is_new);
            if (is_new) {
                *at = lists.n;
                vec_push(tmp, &lists, (group_list){0});
            }
            group_list *list = &lists.v[*at];
            for (uint32_t p = 0; p < list->n && list->n <= MOST_WITH_TERM; p++) {
                uint32_t other = list->v[p];
                if (seen_by[other] == g + 1)
                    continue;
                seen_by[other] = g + 1;
                if (statement_at(job, x.first[other])->article !=
                        statement_at(job, i)->article &&
                    may_join(job, &x, x.first[other], i))
                    x.parent[root_of(x.parent, g)] = root_of(x.parent, other);
            }
            vec_push(tmp, list, g);
        }
    }
    for (uint32_t i = 0; i < n; i++)
        job->group_of[i] = root_of(x.parent, job->group_of[i]);
    for (uint32_t k = 0; k < job->conflicts.n; k++) {
        disagreement *d = &job->conflicts.v[k];
        d->a = root_of(x.parent, d->a);
        d->b = root_of(x.parent, d->b);
    }
    arena_release(tmp);
}

void groups_make(compare_job *job)
{
    const statements_result *all = &job->facts->statements;
    job->group_of = arena_array(job->tmp, uint32_t, all->n_statements + 1);
    for (uint32_t f = 0; f < job->in->families->n_families; f++)
        group_family(job, &job->in->families->families[f]);
    for (uint32_t i = 0; i < all->n_statements; i++)
        if (job->in->families->of_article[all->statements[i].article] == FAMILY_NONE)
            job->group_of[i] = job->n_groups++;
    join_alike(job);
}
