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

typedef struct {
    const compare_job *job;
    const slice *owner_of; // of each article, or empty
    hash_table seen;       // items of the lists of claims
} supporter;

typedef enum { LIST_OUTLETS, LIST_OWNERS, LIST_CHANNELS, LIST_TEXTS, LIST_ORIGINS } lists;

// Puts an item into one of the lists of a claim; false when it is there.
static bool add_once(supporter *sup, uint32_t group, lists which, slice_vec *list,
                     slice item)
{
    bool is_new;
    uint64_t key = hash_mix(hash_mix(group, which), hash_bytes(item));
    hash_table_put(&sup->seen, key, &is_new);
    if (is_new)
        vec_push(sup->job->out, list, item);
    return is_new;
}

// An outlet of which nothing is known stands for itself.
static slice *owners_of_articles(const compare_job *job, const outlet_owner *owners,
                                 uint32_t n_owners)
{
    slice *of = arena_array(job->tmp, slice, job->in->n_articles + 1);
    arena *tmp = arena_sub(job->tmp);
    hash_table index; // folded outlet -> its line
    hash_table_init(&index, tmp, n_owners);
    for (uint32_t i = n_owners; i-- > 0;)
        *hash_table_put(&index, hash_bytes(text_fold(tmp, owners[i].outlet)), NULL) = i;
    for (uint32_t a = 0; a < job->in->n_articles; a++) {
        slice outlet = job->in->articles[a].outlet;
        const uint32_t *line =
            outlet.len ? hash_table_get(&index, hash_bytes(text_fold(tmp, outlet)))
                       : NULL;
        of[a] = line ? owners[*line].owner : outlet;
    }
    arena_release(tmp);
    return of;
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
static void count_origins(supporter *sup, uint32_t group, claim *c)
{
    const compare_job *job = sup->job;
    slice_vec relayed = {0};
    uint32_t first_relayed = FACTS_NONE;
    bool one_source = true;
    for (uint32_t i = 0; i < c->statements.n; i++) {
        uint32_t here = c->statements.v[i];
        const statement *s = statement_at(job, here);
        if (s->own_voice) {
            add_once(sup, group, LIST_ORIGINS, &c->origins, origin_of(job, s));
            continue;
        }
        add_once(sup, group, LIST_TEXTS, &relayed, origin_of(job, s));
        if (first_relayed == FACTS_NONE)
            first_relayed = here;
        else
            one_source &= same_source(job, first_relayed, here);
    }
    if (relayed.n > 1 && one_source && c->origins.n == 0) {
        vec_push(job->out, &c->origins, statement_source(job, first_relayed));
        return;
    }
    for (uint32_t i = 0; i < relayed.n; i++)
        add_once(sup, group, LIST_ORIGINS, &c->origins, relayed.v[i]);
}

static void count_support(supporter *sup, uint32_t group, claim *c)
{
    const compare_job *job = sup->job;
    for (uint32_t i = 0; i < c->statements.n; i++) {
        const statement *s = statement_at(job, c->statements.v[i]);
        slice outlet = job->in->articles[s->article].outlet;
        if (c->articles.n == 0 || *vec_last(&c->articles) != s->article)
            vec_push(job->out, &c->articles, s->article);
        if (outlet.len) {
            add_once(sup, group, LIST_OUTLETS, &c->outlets, outlet);
            add_once(sup, group, LIST_OWNERS, &c->owners, sup->owner_of[s->article]);
        }
        add_once(sup, group, LIST_CHANNELS, &c->seen_only_through, channel_of(job, s));
    }
    count_origins(sup, group, c);
}

/* Claims
 * --------------------------------------------------------------------------------------
 */

// How many of the statements, of those counted, have each word or sign.
static void count_words(const compare_job *job, const claim *c, uint32_t n,
                        hash_table *counts)
{
    hash_table last; // word -> 1 + the last statement that was counted for it
    hash_table_init(&last, counts->a, 64);
    for (uint32_t p = 0; p < n; p++) {
        const statement *s = statement_at(job, c->statements.v[p]);
        const text *t = &job->in->texts[s->article];
        for (uint32_t k = 0; k < s->n_content; k++)
            for (uint32_t i = s->content[k].first; i < s->content[k].last; i++) {
                uint32_t *counted = hash_table_put(&last, t->tokens[i].hash, NULL);
                if (*counted != p + 1)
                    ++*hash_table_put(counts, t->tokens[i].hash, NULL);
                *counted = p + 1;
            }
    }
}

// How often its words stand in the others.
static uint64_t common_words(const compare_job *job, const statement *s,
                             const hash_table *counts)
{
    const text *t = &job->in->texts[s->article];
    uint64_t n = 0;
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t i = s->content[k].first; i < s->content[k].last; i++)
            n += *hash_table_get(counts, t->tokens[i].hash) - 1;
    return n;
}

/* In whose words the claim is told: attributed before not, then the one that has most
 * words in common with the others, so that no odd reading stands for all, then the first.
 */
static uint32_t speaker_of(const compare_job *job, const claim *c)
{
    enum { MOST_COUNTED = 64 };
    uint32_t n = c->statements.n < MOST_COUNTED ? c->statements.n : MOST_COUNTED;
    uint32_t best = c->statements.v[0];
    uint64_t most = 0;
    bool best_own = true;
    if (n == 1)
        return best;
    arena *tmp = arena_sub(job->tmp);
    hash_table counts;
    hash_table_init(&counts, tmp, 64);
    count_words(job, c, n, &counts);
    for (uint32_t i = 0; i < n; i++) {
        const statement *here = statement_at(job, c->statements.v[i]);
        bool own = here->own_voice;
        uint64_t common = common_words(job, here, &counts);
        if (i > 0 && (own != best_own ? own : common <= most))
            continue;
        best = c->statements.v[i];
        most = common;
        best_own = own;
    }
    arena_release(tmp);
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
    supporter sup = {.job = job, .owner_of = owners_of_articles(job, owners, n_owners)};
    hash_table_init(&sup.seen, job->tmp, job->n_groups);
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
        count_support(&sup, g, c);
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

static int by_slice(const void *left, const void *right)
{
    return slice_cmp(*(const slice *)left, *(const slice *)right);
}

static slice_vec sorted_outlets(arena *tmp, const claim *c)
{
    slice_vec sorted = {0};
    for (uint32_t i = 0; i < c->outlets.n; i++)
        vec_push(tmp, &sorted, c->outlets.v[i]);
    if (sorted.n)
        qsort(sorted.v, sorted.n, sizeof *sorted.v, by_slice);
    return sorted;
}

// Do two claims stand in one article? Both lists ascend.
static bool share_article(const claim *a, const claim *b)
{
    for (uint32_t i = 0, k = 0; i < a->articles.n && k < b->articles.n;) {
        if (a->articles.v[i] == b->articles.v[k])
            return true;
        if (a->articles.v[i] < b->articles.v[k])
            i++;
        else
            k++;
    }
    return false;
}

/* All outlets that have the one figure have the other one, too, in another version: they
 * corrected it, they do not disagree. */
static bool is_corrected(const compare_job *job, const claim *old, const claim *now)
{
    for (uint32_t i = 0; i < old->articles.n; i++)
        if (job->in->articles[old->articles.v[i]].outlet.len == 0)
            return false;
    arena *tmp = arena_sub(job->tmp);
    slice_vec x = sorted_outlets(tmp, old), y = sorted_outlets(tmp, now);
    bool all = true;
    for (uint32_t i = 0, k = 0; i < x.n && all; i++) {
        while (k < y.n && slice_cmp(y.v[k], x.v[i]) < 0)
            k++;
        all = k < y.n && slice_eq(y.v[k], x.v[i]);
    }
    arena_release(tmp);
    return all;
}

static void take_conflicts(compare_job *job, const uint32_t *claim_of,
                           compare_result *result)
{
    for (uint32_t i = 0; i < job->conflicts.n; i++) {
        disagreement *d = &job->conflicts.v[i];
        uint32_t a = claim_of[d->a], b = claim_of[d->b];
        d->a = a < b ? a : b;
        d->b = a < b ? b : a;
        const claim *x = &result->claims[a], *y = &result->claims[b];
        if (d->kind == DISAGREE_FIGURES && !share_article(x, y) &&
            (is_corrected(job, x, y) || is_corrected(job, y, x)))
            d->kind = DISAGREE_UPDATE;
    }
    if (job->conflicts.n)
        qsort(job->conflicts.v, job->conflicts.n, sizeof *job->conflicts.v, by_claims);
    result->disagreements = job->conflicts.v;
    result->n_disagreements = job->conflicts.n;
}

void compare_statements(arena *out, const facts_input *in, const facts_result *facts,
                        const outlet_owner *owners, uint32_t n_owners,
                        compare_result *result)
{
    *result = (compare_result){0};
    compare_job job = {.out = out, .tmp = arena_sub(out), .in = in, .facts = facts};
    hash_table_init(&job.in_conflict, job.tmp, 64);
    views_take(&job);
    groups_make(&job);
    conflicts_find(&job);
    opposites_find(&job);
    counts_find(&job);
    only_find(&job);
    places_find(&job, result);
    uint32_t *claim_of = arena_array(job.tmp, uint32_t, job.n_groups + 1);
    make_claims(&job, owners, n_owners, result, claim_of);
    take_conflicts(&job, claim_of, result);
    arena_release(job.tmp);
}
