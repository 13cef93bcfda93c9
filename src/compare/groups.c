// Groups: statements of the same thing.
//
// In a family, statements whose words are aligned are one, whoever dropped the
// attribution; a different figure or an added "not" in the slot makes two that cannot
// both hold. Across families and single articles of one story, statements are one when
// nearly all their terms are the same and so is the source.
#include "compare/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_ALIGNED =
    0.5; // words of the shorter that are aligned with the other
static const double LEAST_OF_LONGER = 0.25;
static const double LEAST_ALIKE = 0.6; // weighted share of terms that two have in common
enum {
    LEAST_TERMS = 3,        // a statement of fewer terms is alike to nothing
    MOST_IN_COLUMN = 4,     // groups that one column is remembered for
    MOST_WITH_TERM = 200,   // groups of a story with a term that still makes candidates
    MOST_CANDIDATES = 2000, // groups that one is compared with
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

// A figure of a statement's, by number; NULL when there are no more.
static const figure *figure_in(const compare_job *job, uint32_t i, uint32_t number)
{
    const statement_view *v = &job->views[i];
    return number < v->n_figures ? &job->facts->figures.figures[v->figures[number]]
                                 : NULL;
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
    return figures_exclude(a, b);
}

static slice words_of_figure(const compare_job *job, const figure *f)
{
    const text *t = &job->in->texts[f->at.article];
    return slice_in(t->bytes, text_span(t, f->at.first, f->at.last));
}

// Both count one thing, and no count of the one fits one of the other: 31 killed, 27
// killed.
static bool counts_differ(const compare_job *job, uint32_t a, uint32_t b,
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
static bool find_figure_conflict(const compare_job *job, uint32_t a, uint32_t b,
                                 const figure **in_a, const figure **in_b)
{
    if (counts_differ(job, a, b, in_a, in_b))
        return true;
    uint32_t from = statement_at(job, a)->article, into = statement_at(job, b)->article;
    for (uint32_t i = 0; (*in_a = figure_in(job, a, i)); i++) {
        const text *t = &job->in->texts[from];
        for (uint32_t x = (*in_a)->at.first; x < (*in_a)->at.last; x++) {
            if (t->tokens[x].flags & TOKEN_FUNCTION)
                continue;
            uint32_t y = facts_aligned(job->in, from, x, into);
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
    for (uint32_t i = 0; i < x->n_senses; i++) {
        const sense *p = &x->senses[i], *q = sense_of(y, p->stem);
        if (q && ((p->said && q->negative) || (p->negative && q->said)))
            return true;
    }
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

// What place_statement() found: indexes in the family, or UINT32_MAX.
typedef struct {
    uint32_t group, conflict; // where it belongs; what it cannot both hold with
    const figure *mine, *other;
    bool polarity; // no figures: one says not what the other says
} finding;

// How much of the statement and of a group are one another, 0 where less than enough.
static double share_with(const family_groups *fg, uint32_t n_words, const vote *v)
{
    uint32_t shortest = fg->shortest.v[v->group], longest = fg->longest.v[v->group];
    uint32_t least = n_words < shortest ? n_words : shortest;
    uint32_t greatest = n_words > longest ? n_words : longest;
    double shorter = fmin(1, v->n / (double)least);
    double longer = v->n / (double)greatest;
    // what covers both wholly wins over a part of a longer one
    bool part = shorter >= LEAST_ALIGNED && longer >= LEAST_OF_LONGER;
    return part ? (shorter + longer) / 2 : 0;
}

// The group that most of the statement's words stand in.
static finding find_group(const family_groups *fg, uint32_t i, uint32_t w)
{
    enum { MOST_VOTES = 16 };
    const compare_job *job = fg->job;
    const statement *s = statement_at(job, i);
    finding found = {.group = UINT32_MAX, .conflict = UINT32_MAX};
    vote votes[MOST_VOTES];
    uint32_t n_votes = 0;
    double most = LEAST_ALIGNED;
    count_votes(fg, s, w, votes, &n_votes, MOST_VOTES);
    for (uint32_t v = 0; v < n_votes; v++) {
        uint32_t first = fg->first.v[votes[v].group];
        if (statement_at(job, first)->article == s->article)
            continue; // one article does not say a thing twice in one place
        double share = share_with(fg, job->views[i].n_words, &votes[v]);
        if (share < most * (found.group == UINT32_MAX ? 0.5 : 1))
            continue;
        const figure *mine, *other;
        bool apart = find_figure_conflict(job, i, first, &mine, &other);
        if (apart || signs_differ(job, i, first)) {
            found.conflict = votes[v].group;
            found.polarity = !apart;
            found.mine = mine;
            found.other = other;
            continue;
        }
        most = share;
        found.group = votes[v].group;
    }
    return found;
}

static void note_conflict(const family_groups *fg, uint32_t i, uint32_t group,
                          const finding *found)
{
    compare_job *job = fg->job;
    uint32_t first = fg->first.v[found->conflict];
    uint32_t theirs = fg->base + found->conflict, own = fg->base + group;
    // a denial and what it denies stand in one sentence, too: only "not" in one copy is a
    // conflict
    bool denial = statement_at(job, i)->stance == STANCE_DENIES ||
                  statement_at(job, first)->stance == STANCE_DENIES;
    if (!found->polarity)
        note_figure_conflict(job, theirs, own, first, i, found->other, found->mine);
    else if (!denial)
        conflicts_add(job, theirs, own, DISAGREE_POLARITY,
                      statement_content(job, i, ABOUT_BYTES),
                      SLICE("copies of one report: one says not what the other says"));
}

// Into the group that it belongs to; into its own when there is none.
static void place_statement(family_groups *fg, uint32_t i, uint32_t w)
{
    compare_job *job = fg->job;
    uint32_t n_words = job->views[i].n_words;
    finding found = find_group(fg, i, w);
    uint32_t group = found.group;
    if (group == UINT32_MAX) {
        group = fg->first.n;
        vec_push(job->tmp, &fg->first, i);
        vec_push(job->tmp, &fg->shortest, n_words);
        vec_push(job->tmp, &fg->longest, n_words);
    }
    if (n_words < fg->shortest.v[group])
        fg->shortest.v[group] = n_words;
    if (n_words > fg->longest.v[group])
        fg->longest.v[group] = n_words;
    job->group_of[i] = fg->base + group;
    claim_columns(fg, statement_at(job, i), w, group);
    if (found.conflict != UINT32_MAX && found.conflict != group)
        note_conflict(fg, i, group, &found);
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

typedef VEC(uint32_t) group_list;

typedef struct {
    uint32_t *first;   // of each group: its first statement
    uint32_t *parent;  // groups that became one
    hash_table n_with; // term -> groups of the pile that have it
    hash_table lists;  // term and story -> index in with_term
    VEC(group_list) with_term;
    uint32_t *seen_by; // of each group: 1 + the last one that it was compared with
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
    for (uint32_t i = 0; (in_a = figure_in(job, a, i)); i++) {
        bool fits = false, any = false;
        for (uint32_t k = 0; (in_b = figure_in(job, b, k)); k++) {
            any = true;
            fits |= !figures_apart(job, in_a, in_b);
        }
        if (any && !fits)
            return false;
    }
    return true;
}

// Joins group g to those listed that say the same; how many it was compared with.
static uint32_t join_listed(const compare_job *job, across *x, uint32_t g,
                            const group_list *list)
{
    const uint32_t i = x->first[g];
    uint32_t n_compared = 0;
    for (uint32_t p = 0; p < list->n && list->n <= MOST_WITH_TERM; p++) {
        uint32_t other = list->v[p], k = x->first[other];
        if (x->seen_by[other] == g + 1)
            continue;
        x->seen_by[other] = g + 1;
        if (statement_at(job, k)->article == statement_at(job, i)->article)
            continue;
        n_compared++;
        if (may_join(job, x, k, i))
            x->parent[root_of(x->parent, g)] = root_of(x->parent, other);
    }
    return n_compared;
}

// By the terms that it shares with others of its story, the common ones left out.
static void join_group(const compare_job *job, arena *tmp, across *x, uint32_t g)
{
    const uint32_t i = x->first[g];
    const statement_view *v = &job->views[i];
    uint32_t n_compared = 0;
    for (uint32_t k = 0; k < v->n_terms && v->n_terms >= LEAST_TERMS; k++) {
        uint64_t key = hash_mix(v->terms[k], statement_story(job, i));
        bool is_new;
        uint32_t *at = hash_table_put(&x->lists, key, &is_new);
        if (is_new) {
            *at = x->with_term.n;
            vec_push(tmp, &x->with_term, (group_list){0});
        }
        group_list *list = &x->with_term.v[*at];
        if (n_compared < MOST_CANDIDATES)
            n_compared += join_listed(job, x, g, list);
        vec_push(tmp, list, g);
    }
}

// Groups that became one go by one number, in the statements and in the conflicts.
static void take_roots(compare_job *job, across *x)
{
    for (uint32_t i = 0; i < job->facts->statements.n_statements; i++)
        job->group_of[i] = root_of(x->parent, job->group_of[i]);
    hash_table_init(&job->in_conflict, job->tmp, job->conflicts.n);
    uint32_t n = job->conflicts.n;
    job->conflicts.n = 0;
    for (uint32_t k = 0; k < n; k++) {
        const disagreement d = job->conflicts.v[k];
        conflicts_add(job, root_of(x->parent, d.a), root_of(x->parent, d.b), d.kind,
                      d.about, d.why);
    }
}

static void join_alike(compare_job *job)
{
    const uint32_t n_groups = job->n_groups;
    arena *tmp = arena_sub(job->tmp);
    across x = {0};
    x.first = arena_array(tmp, uint32_t, n_groups + 1);
    x.parent = arena_array(tmp, uint32_t, n_groups + 1);
    x.seen_by = arena_array(tmp, uint32_t, n_groups + 1);
    for (uint32_t i = job->facts->statements.n_statements; i-- > 0;)
        x.first[job->group_of[i]] = i;
    hash_table_init(&x.n_with, tmp, n_groups);
    hash_table_init(&x.lists, tmp, n_groups);
    for (uint32_t g = 0; g < n_groups; g++) {
        x.parent[g] = g;
        const statement_view *v = &job->views[x.first[g]];
        for (uint32_t k = 0; k < v->n_terms; k++)
            ++*hash_table_put(&x.n_with, v->terms[k], NULL);
    }
    for (uint32_t g = 0; g < n_groups; g++)
        join_group(job, tmp, &x, g);
    take_roots(job, &x);
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
