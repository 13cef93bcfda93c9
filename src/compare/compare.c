// Claims with their support, from the groups.
#include "compare/compare.h"

#include "compare/parts.h"
#include "family/evidence.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_BYTES = 200 };

/* Support
 * -------------------------------------------------------------------------------------
 */

static void add_once(arena *out, slice_vec *list, slice item)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (slice_eq(list->v[i], item))
            return;
    vec_push(out, list, item);
}

static slice owner_of(const outlet_owner *owners, uint32_t n, slice outlet)
{
    for (uint32_t i = 0; i < n; i++)
        if (slice_eq_nocase(owners[i].outlet, outlet))
            return owners[i].owner;
    return outlet; // nothing known: it stands for itself
}

/* The other family or article that a second-source edge leads to the statement's words
 * from, or FACTS_NONE twice: a spliced article's passage counts for the report it was
 * taken from. */
static void second_origin(const compare_job *job, const statement *s,
                          uint32_t *family_index, uint32_t *article_index)
{
    *family_index = *article_index = FACTS_NONE;
    uint32_t own = job->in->families->of_article[s->article];
    const family *f = &job->in->families->families[own];
    uint32_t w = family_witness(f, s->article);
    for (uint32_t e = 0; e < f->n_edges; e++) {
        const stemma_edge *edge = &f->edges[e];
        if (edge->kind != EDGE_SECOND || f->nodes[edge->to].witness != w)
            continue;
        uint32_t n_words = 0, n_taken = 0;
        const text *t = &job->in->texts[s->article];
        for (uint32_t k = 0; k < s->n_content; k++)
            for (uint32_t i = s->content[k].first; i < s->content[k].last; i++) {
                if (t->tokens[i].kind == TOKEN_PUNCT)
                    continue;
                n_words++;
                for (uint32_t p = 0; p < edge->n_blocks; p++)
                    if (edge->blocks[p].start <= i && i < edge->blocks[p].end) {
                        n_taken++;
                        break;
                    }
            }
        if (n_taken * 2 <= n_words)
            continue;
        *family_index = f->nodes[edge->from].family;
        *article_index = f->nodes[edge->from].outside;
        return;
    }
}

// What the statement goes back to as a text: its family, or the article itself.
static slice origin_of(const compare_job *job, const statement *s)
{
    uint32_t f = job->in->families->of_article[s->article], a = s->article;
    if (f != FAMILY_NONE) {
        uint32_t other_family, other_article;
        second_origin(job, s, &other_family, &other_article);
        if (other_family != FACTS_NONE) {
            f = other_family;
        } else if (other_article != FACTS_NONE) {
            f = FAMILY_NONE;
            a = other_article;
        }
    }
    return f != FAMILY_NONE ? arena_format(job->out, "f%u", f + 1)
                            : job->in->articles[a].id;
}

// Through whom it reached us: the family's agency, or the outlet.
static slice channel_of(const compare_job *job, const statement *s)
{
    uint32_t f = job->in->families->of_article[s->article];
    if (f == FAMILY_NONE)
        return evidence_label(job->out, &job->in->articles[s->article]);
    slice agency = job->in->families->families[f].agency;
    return agency.len ? agency : arena_format(job->out, "f%u", f + 1);
}

/* Each report counts once. What several reports have from one outside source only, by the
 * words of each of them, has that source for its one origin. */
static void count_origins(const compare_job *job, claim *c)
{
    slice_vec own = {0}, relayed = {0};
    uint32_t first_relayed = FACTS_NONE;
    bool one_source = true;
    for (uint32_t i = 0; i < c->statements.n; i++) {
        const statement *s = statement_at(job, c->statements.v[i]);
        add_once(job->out, s->own_voice ? &own : &relayed, origin_of(job, s));
        if (s->own_voice)
            continue;
        if (first_relayed == FACTS_NONE)
            first_relayed = c->statements.v[i];
        else
            one_source &= same_source(job, first_relayed, c->statements.v[i]);
    }
    for (uint32_t i = 0; i < own.n; i++)
        add_once(job->out, &c->origins, own.v[i]);
    if (relayed.n > 1 && one_source && own.n == 0) {
        add_once(job->out, &c->origins, statement_source(job, first_relayed));
        return;
    }
    for (uint32_t i = 0; i < relayed.n; i++)
        add_once(job->out, &c->origins, relayed.v[i]);
}

static void count_support(const compare_job *job, const outlet_owner *owners,
                          uint32_t n_owners, claim *c)
{
    for (uint32_t i = 0; i < c->statements.n; i++) {
        const statement *s = statement_at(job, c->statements.v[i]);
        const article *a = &job->in->articles[s->article];
        if (c->articles.n == 0 || *vec_last(&c->articles) != s->article)
            vec_push(job->out, &c->articles, s->article);
        if (a->outlet.len) {
            add_once(job->out, &c->outlets, a->outlet);
            add_once(job->out, &c->owners, owner_of(owners, n_owners, a->outlet));
        }
        add_once(job->out, &c->seen_only_through, channel_of(job, s));
    }
    count_origins(job, c);
}

/* Claims
 * --------------------------------------------------------------------------------------
 */

// Words and numbers of one content that stand in the other, less those that do not.
static uint64_t common_words(const compare_job *job, uint32_t a, uint32_t b)
{
    const statement *x = statement_at(job, a), *y = statement_at(job, b);
    const text *tx = &job->in->texts[x->article], *ty = &job->in->texts[y->article];
    uint64_t n = 0;
    for (uint32_t k = 0; k < x->n_content; k++)
        for (uint32_t i = x->content[k].first; i < x->content[k].last; i++) {
            bool found = false;
            for (uint32_t p = 0; p < y->n_content && !found; p++)
                for (uint32_t q = y->content[p].first; q < y->content[p].last && !found;
                     q++)
                    found = tx->tokens[i].hash == ty->tokens[q].hash;
            n += found;
        }
    return n;
}

/* In whose words the claim is told: attributed before not, then the one that has most
 * words in common with the others, so that no odd reading stands for all, then the first.
 */
static uint32_t speaker_of(const compare_job *job, const claim *c)
{
    enum { MOST_COMPARED = 64 };
    uint32_t best = c->statements.v[0], n = c->statements.n;
    uint64_t most = 0;
    bool best_own = true;
    n = n < MOST_COMPARED ? n : MOST_COMPARED;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t here = c->statements.v[i];
        bool own = statement_at(job, here)->own_voice;
        uint64_t common = 0;
        for (uint32_t k = 0; k < n; k++)
            common += k != i ? common_words(job, here, c->statements.v[k]) : 0;
        if (i > 0 && (own != best_own ? own : common <= most))
            continue;
        best = here;
        most = common;
        best_own = own;
    }
    return best;
}

// "it", "the charge" says nothing alone: then the whole sentence.
static slice label_of(const compare_job *job, uint32_t speaker)
{
    const statement *s = statement_at(job, speaker);
    const text *t = &job->in->texts[s->article];
    if (!job->views[speaker].bare || s->n_content == 0)
        return statement_content(job, speaker, LABEL_BYTES);
    const sentence *whole = &t->sentences[t->tokens[s->content[0].first].sentence];
    return evidence_excerpt(
        job->out, slice_in(t->bytes, (span){whole->start, whole->end}), LABEL_BYTES);
}

typedef struct {
    uint32_t group, n_articles, first;
    bool own_voice;
} rank;

// Most articles first; what somebody is named for before the outlets' own voice.
static int by_rank(const void *left, const void *right)
{
    const rank *a = left, *b = right;
    if (a->own_voice != b->own_voice)
        return a->own_voice ? 1 : -1;
    if (a->n_articles != b->n_articles)
        return a->n_articles > b->n_articles ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static void make_claims(compare_job *job, const outlet_owner *owners, uint32_t n_owners,
                        compare_result *result, uint32_t *claim_of)
{
    const uint32_t n = job->facts->statements.n_statements;
    claim *groups = arena_array(job->tmp, claim, job->n_groups + 1);
    rank *ranks = arena_array(job->tmp, rank, job->n_groups + 1);
    for (uint32_t i = 0; i < n; i++)
        vec_push(job->out, &groups[job->group_of[i]].statements, i);
    for (uint32_t g = 0; g < job->n_groups; g++) {
        claim *c = &groups[g];
        if (c->statements.n == 0)
            continue;
        uint32_t speaker = speaker_of(job, c);
        c->label = label_of(job, speaker);
        count_support(job, owners, n_owners, c);
        ranks[result->n_claims++] = (rank){g, c->articles.n, c->statements.v[0],
                                           statement_at(job, speaker)->own_voice};
    }
    qsort(ranks, result->n_claims, sizeof *ranks, by_rank);
    result->claims = arena_array(job->out, claim, result->n_claims + 1);
    for (uint32_t i = 0; i < result->n_claims; i++) {
        result->claims[i] = groups[ranks[i].group];
        claim_of[ranks[i].group] = i;
    }
}

static int by_claims(const void *left, const void *right)
{
    const disagreement *p = left, *q = right;
    bool up = p->kind == DISAGREE_UPDATE, uq = q->kind == DISAGREE_UPDATE;
    if (up != uq)
        return up ? 1 : -1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static bool is_by_outlet(const compare_job *job, const claim *c, slice outlet)
{
    for (uint32_t i = 0; i < c->articles.n; i++)
        if (slice_eq(job->in->articles[c->articles.v[i]].outlet, outlet))
            return true;
    return false;
}

/* All outlets that have the one figure have the other one, too, in another version: they
 * corrected it, they do not disagree. */
static bool is_corrected(const compare_job *job, const claim *old, const claim *now)
{
    for (uint32_t i = 0; i < old->articles.n; i++) {
        slice outlet = job->in->articles[old->articles.v[i]].outlet;
        if (outlet.len == 0 || !is_by_outlet(job, now, outlet))
            return false;
    }
    return true;
}

static void take_conflicts(compare_job *job, const uint32_t *claim_of,
                           compare_result *result)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < job->conflicts.n; i++) {
        disagreement d = job->conflicts.v[i];
        uint32_t a = claim_of[d.a], b = claim_of[d.b];
        if (a == b)
            continue; // groups that turned out to be one
        d.a = a < b ? a : b;
        d.b = a < b ? b : a;
        const claim *x = &result->claims[d.a], *y = &result->claims[d.b];
        if (d.kind == DISAGREE_FIGURES &&
            (is_corrected(job, x, y) || is_corrected(job, y, x)))
            d.kind = DISAGREE_UPDATE;
        bool known = false;
        for (uint32_t k = 0; k < n && !known; k++)
            known = job->conflicts.v[k].a == d.a && job->conflicts.v[k].b == d.b;
        if (!known)
            job->conflicts.v[n++] = d;
    }
    if (n)
        qsort(job->conflicts.v, n, sizeof *job->conflicts.v, by_claims);
    result->disagreements = job->conflicts.v;
    result->n_disagreements = n;
}

void compare_statements(arena *out, const facts_input *in, const facts_result *facts,
                        const outlet_owner *owners, uint32_t n_owners,
                        compare_result *result)
{
    *result = (compare_result){0};
    compare_job job = {.out = out, .tmp = arena_sub(out), .in = in, .facts = facts};
    views_take(&job);
    groups_make(&job);
    conflicts_find(&job);
    places_find(&job, result);
    uint32_t *claim_of = arena_array(job.tmp, uint32_t, job.n_groups + 1);
    make_claims(&job, owners, n_owners, result, claim_of);
    take_conflicts(&job, claim_of, result);
    arena_release(job.tmp);
}
