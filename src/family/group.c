// Families: articles tied by how much of them is copied, one tie after the other,
// strongest first. A tie between two groups joins them only if the groups as wholes
// belong together, so that one spliced article does not make one family out of two.
#include "family/family.h"

#include "base/utf8.h"

#include <stdlib.h>

static const double LEAST_TIED = 0.5; // share of the pairs across that are tied
static const double LEAST_CONTAINED =
    0.7; // an excerpt: so much of it stands in the other

typedef struct {
    uint32_t a, b;
    uint32_t n_same;
    double overlap; // of the shorter
} tie;

typedef struct {
    arena *tmp;
    const uint32_t *same_as; // see match_result
    const article *articles;
    const text *texts;
    uint32_t n;
    tie *ties; // strongest first
    uint32_t n_ties;
    uint32_t *group;    // of each article; the least article in it
    uint32_t *next;     // the next article in the group's ring
    uint32_t *size;     // of the group, at its least article
    uint32_t *first_of; // ties by article: index[first_of[i] .. first_of[i + 1])
    uint32_t *index;
} grouping;

static int by_strength(const void *left, const void *right)
{
    const tie *p = left, *q = right;
    if (p->overlap != q->overlap)
        return p->overlap > q->overlap ? -1 : 1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

static uint32_t shorter_words(const text *texts, uint32_t a, uint32_t b)
{
    return texts[a].n_words < texts[b].n_words ? texts[a].n_words : texts[b].n_words;
}

static void collect_ties(grouping *g, const match_result *matched)
{
    VEC(tie) ties = {0};
    for (uint32_t i = 0; i < matched->n_passages; i++) {
        const passage *p = &matched->passages[i];
        if (p->kind != PASSAGE_COPY)
            continue;
        if (ties.n == 0 || vec_last(&ties)->a != p->a || vec_last(&ties)->b != p->b)
            vec_push(g->tmp, &ties, (tie){.a = p->a, .b = p->b});
        vec_last(&ties)->n_same += p->n_same;
    }
    for (uint32_t i = 0; i < ties.n; i++)
        ties.v[i].overlap =
            (double)ties.v[i].n_same / shorter_words(g->texts, ties.v[i].a, ties.v[i].b);
    if (ties.n)
        qsort(ties.v, ties.n, sizeof *ties.v, by_strength);
    g->ties = ties.v;
    g->n_ties = ties.n;
}

static void index_ties(grouping *g)
{
    g->first_of = arena_array(g->tmp, uint32_t, g->n + 2);
    g->index = arena_array(g->tmp, uint32_t, 2 * (size_t)g->n_ties + 1);
    for (uint32_t i = 0; i < g->n_ties; i++) {
        g->first_of[g->ties[i].a + 1]++;
        g->first_of[g->ties[i].b + 1]++;
    }
    for (uint32_t i = 0; i < g->n; i++)
        g->first_of[i + 1] += g->first_of[i];
    uint32_t *fill = arena_copy(g->tmp, g->first_of, (g->n + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < g->n_ties; i++) {
        g->index[fill[g->ties[i].a]++] = i;
        g->index[fill[g->ties[i].b]++] = i;
    }
}

// Different agencies named as the source: two reports, whatever a third article took from
// both.
static bool agencies_differ(const article *a, const article *b)
{
    if (a->credits.n == 0 || b->credits.n == 0)
        return false;
    for (uint32_t i = 0; i < a->credits.n; i++)
        for (uint32_t k = 0; k < b->credits.n; k++)
            if (slice_eq(a->credits.v[i].name, b->credits.v[k].name))
                return false;
    return true;
}

typedef struct {
    uint64_t n_tied; // pairs across with a tie
    bool
        contained; // every article of the smaller group is an excerpt of one of the other
    bool conflict; // tied articles that name different agencies
} across;

// Looks at the ties of group x's articles that lead to group y.
static across look_across(const grouping *g, uint32_t x, uint32_t y)
{
    across found = {.contained = true};
    uint32_t at = x;
    do {
        double own = 0;
        for (uint32_t k = g->first_of[at]; k < g->first_of[at + 1]; k++) {
            const tie *t = &g->ties[g->index[k]];
            uint32_t other = t->a == at ? t->b : t->a;
            if (g->group[other] != y)
                continue;
            found.n_tied++;
            double share = (double)t->n_same / g->texts[at].n_words;
            own = share > own ? share : own;
            found.conflict |= agencies_differ(&g->articles[at], &g->articles[other]);
        }
        found.contained &= own >= LEAST_CONTAINED;
        at = g->next[at];
    } while (at != x);
    return found;
}

static bool belong_together(const grouping *g, uint32_t x, uint32_t y)
{
    if (g->size[x] > g->size[y]) {
        uint32_t swap = x;
        x = y;
        y = swap;
    }
    across found = look_across(g, x, y);
    uint64_t n_pairs = (uint64_t)g->size[x] * g->size[y];
    if (n_pairs == 1)
        return true; // the tie itself
    // exactly half is what one article spliced from two reports would give
    return (double)found.n_tied > LEAST_TIED * (double)n_pairs ||
           (found.contained && !found.conflict);
}

static void join(grouping *g, uint32_t x, uint32_t y)
{
    uint32_t least = x < y ? x : y, other = x < y ? y : x;
    uint32_t at = other;
    do {
        g->group[at] = least;
        at = g->next[at];
    } while (at != other);
    g->size[least] += g->size[other];
    uint32_t swap = g->next[least];
    g->next[least] = g->next[other];
    g->next[other] = swap;
}

static void join_tied(grouping *g)
{
    // A tie that was refused may fit when the groups have grown: go on until nothing
    // changes.
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < g->n_ties; i++) {
            uint32_t x = g->group[g->ties[i].a], y = g->group[g->ties[i].b];
            if (x == y || !belong_together(g, x, y))
                continue;
            join(g, x, y);
            changed = true;
        }
    }
}

static void join_all(grouping *g)
{
    for (uint32_t i = 1; i < g->n; i++)
        join(g, g->group[0], g->group[i]);
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

// Articles of the family that stand for this one's text, itself among them.
static void count_equal(const grouping *g, const family *f, uint32_t *n_equal)
{
    for (uint32_t w = 0; w < f->n_witnesses; w++)
        n_equal[g->same_as[f->witnesses[w]]]++;
}

static void measure_overlap(const grouping *g, family *f)
{
    uint32_t n_pairs = f->n_witnesses * (f->n_witnesses - 1) / 2, n = 0;
    if (n_pairs == 0)
        return;
    arena *tmp = arena_sub(g->tmp);
    double *overlaps = arena_array(tmp, double, n_pairs); // pairs without a tie stay 0
    uint32_t *n_equal = arena_array(tmp, uint32_t, g->n + 1);
    count_equal(g, f, n_equal);
    for (uint32_t i = 0; i < g->n_ties; i++) {
        uint32_t a = g->ties[i].a, b = g->ties[i].b;
        // a tie of two equal texts is counted with all pairs of equal ones, below
        if (family_witness(f, a) == FAMILY_NONE || family_witness(f, b) == FAMILY_NONE ||
            g->same_as[a] == g->same_as[b])
            continue;
        for (uint64_t k = (uint64_t)n_equal[a] * n_equal[b]; k > 0; k--)
            overlaps[n++] = g->ties[i].overlap;
    }
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        uint64_t equal = n_equal[f->witnesses[w]];
        for (uint64_t k = equal > 1 ? equal * (equal - 1) / 2 : 0; k > 0; k--)
            overlaps[n++] = 1;
    }
    qsort(overlaps, n_pairs, sizeof *overlaps, by_value);
    f->overlap_min = overlaps[0];
    f->overlap_median = n_pairs % 2
                            ? overlaps[n_pairs / 2]
                            : (overlaps[n_pairs / 2 - 1] + overlaps[n_pairs / 2]) / 2;
    arena_release(tmp);
}

static void make_family(arena *out, const grouping *g, uint32_t least, family *f)
{
    f->witnesses = arena_array(out, uint32_t, g->size[least]);
    for (uint32_t i = least; i < g->n && f->n_witnesses < g->size[least]; i++)
        if (g->group[i] == least)
            f->witnesses[f->n_witnesses++] = i;
    measure_overlap(g, f);
}

void family_group(arena *out, const article *articles, const text *texts, uint32_t n,
                  const match_result *matched, bool one_family, family_result *result)
{
    arena *tmp = arena_sub(out);
    grouping g = {.tmp = tmp,
                  .same_as = matched->same_as,
                  .articles = articles,
                  .texts = texts,
                  .n = n};
    g.group = arena_array(tmp, uint32_t, n + 1);
    g.next = arena_array(tmp, uint32_t, n + 1);
    g.size = arena_array(tmp, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        g.group[i] = g.next[i] = i;
        g.size[i] = 1;
    }
    collect_ties(&g, matched);
    index_ties(&g);
    if (one_family)
        join_all(&g);
    else
        join_tied(&g);
    *result = (family_result){.of_article = arena_array(out, uint32_t, n + 1)};
    for (uint32_t i = 0; i < n; i++)
        result->n_families += g.group[i] == i && (g.size[i] > 1 || one_family);
    result->families = arena_array(out, family, result->n_families + 1);
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        result->of_article[i] = FAMILY_NONE;
        if (g.group[i] != i) {
            result->of_article[i] = result->of_article[g.group[i]];
        } else if (g.size[i] > 1 || one_family) {
            result->of_article[i] = k;
            make_family(out, &g, i, &result->families[k++]);
        }
    }
    arena_release(tmp);
}

uint32_t family_witness(const family *f, uint32_t article_index)
{
    uint32_t low = 0, high = f->n_witnesses;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (f->witnesses[mid] < article_index)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->n_witnesses && f->witnesses[low] == article_index ? low : FAMILY_NONE;
}
