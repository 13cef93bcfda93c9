// Stories: families and single articles whose words, names and dates point to one event.
// A family is taken as one text; then units join while what they share is rare enough
// elsewhere.
#include "story/story.h"

#include "base/hash.h"
#include "story/common_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_ALIKE = 0.235; // cosine of two units, averaged over groups
// The pile is read as part of a larger one that nobody has: there most words are rare,
// and those that all news has are as common as they are elsewhere.
static const double LEAST_SINGLE = 0.14; // of one that is left, with a whole group
static const double MOST_NEXT = 0.5;     // what it has with the next group, of that
static const double UNSEEN_UNITS = 400;
static const double UNSEEN_COMMON = 2000; // units that a word of all news would add
static const double NAME_WEIGHT = 4.0;    // a name says more about the event than a word
enum {
    LEAST_GROUP = 3, // articles of a group that one that is left may join
    MOST_DAYS = 7,   // between the dates of two articles on one event
    MOST_POSTINGS =
        400, // units that have a word; a more common one does not make candidates
};

typedef struct {
    uint32_t word; // index of the word
    double weight;
} feature;

typedef struct {
    VEC(uint32_t) articles;
    feature *features; // by word; of length 1 together
    uint32_t n_features;
    int64_t first_day, last_day; // of what is dated; first > last: nothing is
} unit;

typedef struct {
    arena *tmp;
    const article *articles;
    const text *texts;
    unit *units;
    uint32_t n_units;
    hash_table words; // hash to index
    uint32_t *n_with; // units that have the word
    double *share;    // of all news, that has the word
    uint32_t n_words;
} story_job;

/* Units
 * --------------------------------------------------------------------------------------
 */

static void make_units(story_job *job, uint32_t n, const family_result *families)
{
    job->units = arena_array(job->tmp, unit, n + 1);
    uint32_t *of_family = arena_array(job->tmp, uint32_t, families->n_families + 1);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t f = families->of_article[i], u;
        if (f != FAMILY_NONE && of_family[f])
            u = of_family[f] - 1;
        else
            u = job->n_units++;
        if (f != FAMILY_NONE)
            of_family[f] = u + 1;
        vec_push(job->tmp, &job->units[u].articles, i);
    }
}

// Days since 1970-01-01 of an ISO date (Hinnant's days_from_civil), or INT64_MIN.
static int64_t day_of(slice iso)
{
    if (iso.len < 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-')
        return INT64_MIN;
    int64_t d[3] = {0};
    const int at[3][2] = {{0, 4}, {5, 7}, {8, 10}};
    for (int k = 0; k < 3; k++)
        for (int i = at[k][0]; i < at[k][1]; i++)
            d[k] = d[k] * 10 + (iso.ptr[i] - '0');
    int64_t y = d[0] - (d[1] <= 2), era = (y >= 0 ? y : y - 399) / 400,
            yoe = y - era * 400;
    int64_t doy = (153 * (d[1] + (d[1] > 2 ? -3 : 9)) + 2) / 5 + d[2] - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void date_units(story_job *job)
{
    for (uint32_t u = 0; u < job->n_units; u++) {
        unit *one = &job->units[u];
        one->first_day = INT64_MAX;
        one->last_day = INT64_MIN;
        for (uint32_t k = 0; k < one->articles.n; k++) {
            int64_t day = day_of(job->articles[one->articles.v[k]].published.value);
            if (day == INT64_MIN)
                continue;
            one->first_day = day < one->first_day ? day : one->first_day;
            one->last_day = day > one->last_day ? day : one->last_day;
        }
    }
}

/* Features
 * ----------------------------------------------------------------------------------- */

typedef struct {
    uint32_t word;
    uint32_t count;
    bool name;
    uint64_t hash;
} word_count;

static int by_word(const void *left, const void *right)
{
    const word_count *a = left, *b = right;
    return (a->word > b->word) - (a->word < b->word);
}

// The content words of a unit with how often they stand in it, and whether as a name.
static word_count *count_words(story_job *job, const unit *u, uint32_t *n)
{
    VEC(word_count) counts = {0};
    for (uint32_t k = 0; k < u->articles.n; k++) {
        const text *t = &job->texts[u->articles.v[k]];
        for (uint32_t i = 0; i < t->n_tokens; i++) {
            const token *w = &t->tokens[i];
            if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION) || w->folded.len < 3)
                continue;
            bool is_new;
            uint32_t *index = hash_table_put(&job->words, w->hash, &is_new);
            if (is_new)
                *index = job->n_words++;
            vec_push(job->tmp, &counts,
                     (word_count){*index, 1, (w->flags & TOKEN_NAME_LIKE) != 0, w->hash});
        }
    }
    if (counts.n)
        qsort(counts.v, counts.n, sizeof *counts.v, by_word);
    *n = 0;
    for (uint32_t i = 0; i < counts.n; i++) {
        if (*n && counts.v[*n - 1].word == counts.v[i].word) {
            counts.v[*n - 1].count++;
            counts.v[*n - 1].name |= counts.v[i].name;
        } else {
            counts.v[(*n)++] = counts.v[i];
        }
    }
    return counts.v;
}

static void weigh(const story_job *job, unit *u, const word_count *counts, uint32_t n)
{
    double length = 0;
    u->features = arena_array(job->tmp, feature, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t word = counts[i].word;
        double with = job->n_with[word] + 0.5 + job->share[word] * UNSEEN_COMMON;
        double idf = fmax(log((job->n_units + UNSEEN_UNITS) / with), 0);
        double each = (double)counts[i].count / u->articles.n; // copies count once
        double weight =
            (1 + log(1 + each)) * (idf + 0.1) * (counts[i].name ? NAME_WEIGHT : 1);
        u->features[i] = (feature){counts[i].word, weight};
        length += weight * weight;
    }
    u->n_features = n;
    for (uint32_t i = 0; i < n; i++)
        u->features[i].weight /= sqrt(length);
}

static void make_features(story_job *job)
{
    word_count **counts = arena_array(job->tmp, word_count *, job->n_units + 1);
    uint32_t *n = arena_array(job->tmp, uint32_t, job->n_units + 1);
    hash_table_init(&job->words, job->tmp, 1024);
    for (uint32_t u = 0; u < job->n_units; u++)
        counts[u] = count_words(job, &job->units[u], &n[u]);
    common_words common;
    common_words_init(&common, job->tmp);
    job->n_with = arena_array(job->tmp, uint32_t, job->n_words + 1);
    job->share = arena_array(job->tmp, double, job->n_words + 1);
    for (uint32_t u = 0; u < job->n_units; u++)
        for (uint32_t i = 0; i < n[u]; i++)
            if (job->n_with[counts[u][i].word]++ == 0)
                job->share[counts[u][i].word] =
                    common_words_share(&common, counts[u][i].hash);
    for (uint32_t u = 0; u < job->n_units; u++)
        weigh(job, &job->units[u], counts[u], n[u]);
}

/* `weights`: of a unit, by word. In the order of the words, as both have them. */
static double cosine(const double *weights, const unit *b)
{
    double sum = 0;
    for (uint32_t k = 0; k < b->n_features; k++)
        sum += weights[b->features[k].word] * b->features[k].weight;
    return sum;
}

static bool dates_fit(const unit *a, const unit *b)
{
    if (a->first_day > a->last_day || b->first_day > b->last_day)
        return true; // not known: the words decide
    return a->first_day - b->last_day <= MOST_DAYS &&
           b->first_day - a->last_day <= MOST_DAYS;
}

/* Grouping
 * ----------------------------------------------------------------------------------- */

typedef struct {
    uint32_t a, b;
    double alike;
} unit_pair;

typedef VEC(unit_pair) pair_vec;

static int by_alike(const void *left, const void *right)
{
    const unit_pair *p = left, *q = right;
    if (p->alike != q->alike)
        return p->alike > q->alike ? -1 : 1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

// Pairs that share a word which is not too common and are alike enough.
static void find_pairs(story_job *job, pair_vec *pairs)
{
    typedef VEC(uint32_t) posting;
    posting *postings = arena_array(job->tmp, posting, job->n_words + 1);
    uint32_t *seen_by = arena_array(job->tmp, uint32_t, job->n_units + 1);
    double *weights =
        arena_array(job->tmp, double, job->n_words + 1); // of `one`, by word
    for (uint32_t u = 0; u < job->n_units; u++) {
        const unit *one = &job->units[u];
        for (uint32_t i = 0; i < one->n_features; i++)
            weights[one->features[i].word] = one->features[i].weight;
        for (uint32_t i = 0; i < one->n_features; i++) {
            posting *p = &postings[one->features[i].word];
            for (uint32_t k = 0; k < p->n && p->n <= MOST_POSTINGS; k++) {
                uint32_t v = p->v[k];
                if (seen_by[v] == u + 1)
                    continue;
                seen_by[v] = u + 1;
                double alike =
                    dates_fit(one, &job->units[v]) ? cosine(weights, &job->units[v]) : 0;
                if (alike >= LEAST_ALIKE / 2)
                    vec_push(job->tmp, pairs, (unit_pair){v, u, alike});
            }
            vec_push(job->tmp, p, u);
        }
        for (uint32_t i = 0; i < one->n_features; i++)
            weights[one->features[i].word] = 0;
    }
    if (pairs->n)
        qsort(pairs->v, pairs->n, sizeof *pairs->v, by_alike);
}

typedef struct {
    uint32_t x, y; // groups, x < y
    double sum;    // of the pairs of units across
    double mean;
} group_link;

typedef VEC(group_link) link_vec;

static int by_mean(const void *left, const void *right)
{
    const group_link *p = left, *q = right;
    if (p->mean != q->mean)
        return p->mean > q->mean ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);
}

// What the groups have in common; a pair of units that is not in the list counts 0.
static void link_groups(arena *round, const pair_vec *pairs, const uint32_t *group,
                        const uint32_t *size, link_vec *links)
{
    hash_table index;
    hash_table_init(&index, round, pairs->n);
    for (uint32_t i = 0; i < pairs->n; i++) {
        uint32_t x = group[pairs->v[i].a], y = group[pairs->v[i].b];
        if (x == y)
            continue;
        uint32_t low = x < y ? x : y, high = x < y ? y : x;
        bool is_new;
        uint32_t *at = hash_table_put(&index, (uint64_t)low << 32 | high, &is_new);
        if (is_new) {
            *at = links->n;
            vec_push(round, links, (group_link){low, high, 0, 0});
        }
        links->v[*at].sum += pairs->v[i].alike;
    }
    for (uint32_t i = 0; i < links->n; i++)
        links->v[i].mean =
            links->v[i].sum / ((double)size[links->v[i].x] * (double)size[links->v[i].y]);
    if (links->n)
        qsort(links->v, links->n, sizeof *links->v, by_mean);
}

/* A unit that is left alone joins the group that it is most like, when it is like no
 * other: a long report from the spot shares little more with the rest than the names. */
static void place_singles(story_job *job, const pair_vec *pairs, uint32_t *group)
{
    uint32_t *size = arena_array(job->tmp, uint32_t, job->n_units + 1);
    double *best = arena_array(job->tmp, double, job->n_units + 1);
    double *next = arena_array(job->tmp, double, job->n_units + 1);
    uint32_t *to = arena_array(job->tmp, uint32_t, job->n_units + 1);
    uint32_t *n_articles = arena_array(job->tmp, uint32_t, job->n_units + 1);
    for (uint32_t u = 0; u < job->n_units; u++) {
        size[group[u]]++;
        n_articles[group[u]] += job->units[u].articles.n;
    }
    link_vec links = {0};
    link_groups(job->tmp, pairs, group, size, &links);
    for (uint32_t i = 0; i < links.n; i++) {
        const group_link *l = &links.v[i];
        for (int k = 0; k < 2; k++) {
            uint32_t one = k ? l->y : l->x, other = k ? l->x : l->y;
            if (l->mean > best[one]) {
                next[one] = best[one];
                best[one] = l->mean;
                to[one] = other;
            } else if (l->mean > next[one]) {
                next[one] = l->mean;
            }
        }
    }
    for (uint32_t u = 0; u < job->n_units; u++) {
        uint32_t g = group[u];
        if (size[g] == 1 && n_articles[to[g]] >= LEAST_GROUP && best[g] >= LEAST_SINGLE &&
            next[g] <= best[g] * MOST_NEXT)
            group[u] = to[g];
    }
}

/* Average linkage in rounds: in each, the groups that are most alike join, every group
 * once. */
static uint32_t *group_units(story_job *job)
{
    pair_vec pairs = {0};
    find_pairs(job, &pairs);
    uint32_t *group = arena_array(job->tmp, uint32_t, job->n_units + 1);
    uint32_t *size = arena_array(job->tmp, uint32_t, job->n_units + 1);
    for (uint32_t u = 0; u < job->n_units; u++) {
        group[u] = u;
        size[u] = 1;
    }
    for (bool joined = true; joined;) {
        joined = false;
        arena *round = arena_sub(job->tmp);
        link_vec links = {0};
        link_groups(round, &pairs, group, size, &links);
        uint32_t *into = arena_array(round, uint32_t, job->n_units + 1);
        bool *taken = arena_array(round, bool, job->n_units + 1);
        for (uint32_t u = 0; u < job->n_units; u++)
            into[u] = u;
        for (uint32_t i = 0; i < links.n && links.v[i].mean >= LEAST_ALIKE; i++) {
            group_link *l = &links.v[i];
            if (taken[l->x] || taken[l->y])
                continue;
            into[l->y] = l->x;
            size[l->x] += size[l->y];
            taken[l->x] = taken[l->y] = joined = true;
        }
        for (uint32_t u = 0; u < job->n_units; u++)
            group[u] = into[group[u]];
        arena_release(round);
    }
    place_singles(job, &pairs, group);
    return group;
}

void story_group(arena *out, const article *articles, const text *texts, uint32_t n,
                 const family_result *families, story_result *result)
{
    arena *tmp = arena_sub(out);
    story_job job = {.tmp = tmp, .articles = articles, .texts = texts};
    make_units(&job, n, families);
    date_units(&job);
    make_features(&job);
    uint32_t *group = group_units(&job);
    uint32_t *group_of = arena_array(tmp, uint32_t, n + 1);
    for (uint32_t u = 0; u < job.n_units; u++)
        for (uint32_t k = 0; k < job.units[u].articles.n; k++)
            group_of[job.units[u].articles.v[k]] = group[u];
    *result = (story_result){.of_article = arena_array(out, uint32_t, n + 1),
                             .stories = arena_array(out, story, job.n_units + 1)};
    uint32_t *number =
        arena_array(tmp, uint32_t, job.n_units + 1); // of the story, from 1
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = group_of[i];
        if (number[g] == 0)
            number[g] = ++result->n_stories;
        result->of_article[i] = number[g] - 1;
        result->stories[number[g] - 1].n_articles++;
    }
    for (uint32_t i = 0; i < n; i++) {
        story *s = &result->stories[result->of_article[i]];
        if (!s->articles) {
            s->articles = arena_array(out, uint32_t, s->n_articles);
            s->n_articles = 0;
        }
        s->articles[s->n_articles++] = i;
    }
    arena_release(tmp);
}
