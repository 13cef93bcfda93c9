// The family's stemma: the tree of tree.h with its evidence, its support and its second
// sources.
#include "family/blocks.h"
#include "family/evidence.h"
#include "family/search.h"
#include "family/seconds.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    RESAMPLED = 100,      // collations drawn for the support of the edges
    RESAMPLED_LARGE = 20, // for LARGE witnesses; fewer, the more there are
    RESAMPLED_LEAST = 4,
    LARGE = 60,
};

static const double LEAST_SUPPORT = 0.6; // of a lost node that stays
static const double LEAST_CHANGE = 2.0;  // weight of what speaks for it besides cuts
// So much that is shared stands wherever the root is, if nearly all samples part it.
static const double STRONG_CHANGE = 8.0, STRONG_SUPPORT = 0.9;

/* The agency
 * ---------------------------------------------------------------------------------- */

// The name that most witnesses credit; the first in byte order of equals.
static slice credited_agency(const article *articles, const family *f)
{
    slice best = {0};
    uint32_t n_best = 0;
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        const article *a = &articles[f->witnesses[w]];
        for (uint32_t i = 0; i < a->credits.n; i++) {
            uint32_t n = 0;
            for (uint32_t v = 0; v < f->n_witnesses; v++) {
                const article *b = &articles[f->witnesses[v]];
                bool names_it = false;
                for (uint32_t k = 0; k < b->credits.n; k++)
                    names_it |= slice_eq(b->credits.v[k].name, a->credits.v[i].name);
                n += names_it;
            }
            slice name = a->credits.v[i].name;
            if (n > n_best || (n == n_best && slice_cmp(name, best) < 0)) {
                best = name;
                n_best = n;
            }
        }
    }
    return best;
}

// The outlet is the agency: its name, or its name with a word more ("X", "X Newswire").
static bool is_agency_page(const article *a, slice agency)
{
    if (agency.len == 0 || a->outlet.len == 0)
        return false;
    bool outlet_longer = a->outlet.len > agency.len;
    slice longer = outlet_longer ? a->outlet : agency,
          shorter = outlet_longer ? agency : a->outlet;
    return slice_starts_nocase(longer, shorter) &&
           (longer.len == shorter.len || longer.ptr[shorter.len] == ' ');
}

/* A date line stands in the report itself and is copied with it: it dates the report, not
 * the copy. */
static bool is_time_stamp(const article *a)
{
    for (uint32_t i = 0; i < a->published.candidates.n; i++) {
        const date_candidate *c = &a->published.candidates.v[i];
        if (c->why_not.len == 0 && slice_eq_str(c->where, "dateline of the report"))
            return false;
    }
    return a->published.how == PUBLISHED_STATED;
}

static witness_facts *take_facts(arena *tmp, const article *articles, const family *f)
{
    witness_facts *facts = arena_array(tmp, witness_facts, f->n_witnesses);
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        const article *a = &articles[f->witnesses[w]];
        if (is_time_stamp(a))
            facts[w].published = a->published.value;
        facts[w].outlet = a->outlet;
        facts[w].is_agency = is_agency_page(a, f->agency);
    }
    return facts;
}

/* Support
 * -------------------------------------------------------------------------------------
 */

// A set of witnesses as bits.
typedef struct {
    uint64_t *bits;
    uint32_t n_words;
} clades; // of node v: bits[v * n_words …]

static clades take_clades(arena *tmp, const rooted_tree *tree)
{
    clades c = {.n_words = (tree->n_witnesses + 63) / 64};
    c.bits = arena_array(tmp, uint64_t, (size_t)tree->n_nodes * c.n_words);
    for (uint32_t w = 0; w < tree->n_witnesses; w++)
        for (uint32_t v = w;; v = tree->parent[v]) {
            c.bits[(size_t)v * c.n_words + w / 64] |= (uint64_t)1 << (w % 64);
            if (tree->parent[v] == v)
                break;
        }
    return c;
}

// Is the edge above `node` of tree a also in tree b?
static bool has_edge(const rooted_tree *a, const clades *in_a, uint32_t node,
                     const rooted_tree *b, const clades *in_b)
{
    uint32_t parent = a->parent[node];
    for (uint32_t v = 0; v < b->n_nodes; v++) {
        if (!b->used[v] || b->parent[v] == v)
            continue;
        bool same_child = node < a->n_witnesses ? v == node : v >= b->n_witnesses;
        bool same_parent = parent < a->n_witnesses ? b->parent[v] == parent
                                                   : b->parent[v] >= b->n_witnesses;
        if (same_child && same_parent &&
            memcmp(&in_a->bits[(size_t)node * in_a->n_words],
                   &in_b->bits[(size_t)v * in_b->n_words],
                   in_a->n_words * sizeof(uint64_t)) == 0)
            return true;
    }
    return false;
}

/* Does tree b, too, part the witnesses below `node` of tree a from the others? Where its
 * root is says nothing about that. One witness by itself is parted in every tree. */
static bool has_split(const rooted_tree *a, const clades *in_a, uint32_t node,
                      const rooted_tree *b, const clades *in_b)
{
    const uint64_t *here = &in_a->bits[(size_t)node * in_a->n_words];
    const uint64_t *all = &in_a->bits[(size_t)a->root * in_a->n_words];
    uint32_t n_below = 0;
    for (uint32_t w = 0; w < a->n_witnesses; w++)
        n_below += (uint32_t)(here[w / 64] >> (w % 64) & 1);
    if (n_below < 2 || n_below + 2 > a->n_witnesses)
        return false;
    for (uint32_t v = 0; v < b->n_nodes; v++) {
        if (!b->used[v] || b->parent[v] == v)
            continue;
        const uint64_t *there = &in_b->bits[(size_t)v * in_b->n_words];
        bool same = true, rest = true;
        for (uint32_t k = 0; k < in_a->n_words; k++) {
            same &= here[k] == there[k];
            rest &= (here[k] ^ there[k]) == all[k];
        }
        if (same || rest)
            return true;
    }
    return false;
}

typedef struct {
    double *edge;  // above each node, as it is
    double *split; // the witnesses below each node parted from the others
} supports;

// Share of resampled collations (Felsenstein 1985) in whose tree these stand.
static supports measure_support(arena *tmp, const character_set *set,
                                const witness_facts *facts, const rooted_tree *tree)
{
    supports support = {arena_array(tmp, double, tree->n_nodes),
                        arena_array(tmp, double, tree->n_nodes)};
    if (set->n == 0)
        return support;
    clades own = take_clades(tmp, tree);
    uint32_t n_samples =
        set->n_witnesses > LARGE ? RESAMPLED_LARGE * LARGE / set->n_witnesses : RESAMPLED;
    n_samples = n_samples < RESAMPLED_LEAST ? RESAMPLED_LEAST : n_samples;
    uint64_t random = 1;
    for (uint32_t s = 0; s < n_samples; s++) {
        arena *sample = arena_sub(tmp);
        uint32_t *counts = arena_array(sample, uint32_t, set->n + 1);
        for (uint32_t i = 0; i < set->n; i++) {
            random = hash_mix(random, i);
            counts[random % set->n]++;
        }
        rooted_tree other;
        tree_build(sample, set, counts, facts, &other);
        clades in_other = take_clades(sample, &other);
        for (uint32_t v = 0; v < tree->n_nodes; v++)
            if (tree->used[v] && tree->parent[v] != v) {
                support.edge[v] += has_edge(tree, &own, v, &other, &in_other);
                support.split[v] += has_split(tree, &own, v, &other, &in_other);
            }
        arena_release(sample);
    }
    for (uint32_t v = 0; v < tree->n_nodes; v++) {
        support.edge[v] /= n_samples;
        support.split[v] /= n_samples;
    }
    return support;
}

/* Two versions by one outlet, one dated before the other: the later was made from the
 * earlier, not both from a lost one. True if there were such. */
static bool join_versions(rooted_tree *tree, const witness_facts *facts)
{
    bool any = false;
    for (uint32_t v = tree->n_witnesses; v < tree->n_nodes; v++) {
        uint32_t children[2] = {0}, n = 0;
        for (uint32_t c = 0; c < tree->n_nodes; c++)
            if (tree->used[c] && tree->parent[c] == v && c != v) {
                children[n < 2 ? n : 1] = c;
                n++;
            }
        if (!tree->used[v] || tree->parent[v] == v || n != 2 ||
            children[0] >= tree->n_witnesses || children[1] >= tree->n_witnesses)
            continue;
        const witness_facts *a = &facts[children[0]], *b = &facts[children[1]];
        bool a_first = tree_is_before(a->published, b->published, true);
        if (a->outlet.len == 0 || !slice_eq(a->outlet, b->outlet) ||
            (!a_first && !tree_is_before(b->published, a->published, true)))
            continue;
        uint32_t first = children[!a_first], later = children[a_first];
        tree->parent[first] = tree->parent[v];
        tree->parent[later] = first;
        tree->used[v] = false;
        any = true;
    }
    return any;
}

/* Weight of the changes on the edge above a node that are no cuts: editors who do not
 * know each other cut the same last paragraphs, but do not change the same word alike. */
static double change_besides_cuts(const character_set *set, const rooted_tree *tree,
                                  const uint8_t *states, uint32_t node)
{
    double weight = 0;
    for (uint32_t i = 0; i < set->n; i++) {
        uint8_t before = states[(size_t)i * tree->n_nodes + tree->parent[node]];
        uint8_t after = states[(size_t)i * tree->n_nodes + node];
        bool cut = set->v[i].presence && after == 0;
        if (before != after && !cut && before != STATE_UNKNOWN && after != STATE_UNKNOWN)
            weight += set->v[i].weight;
    }
    return weight;
}

// The edge above the lost node is in enough samples; or its witnesses share so much that
// it matters little if the samples do not agree where the root is.
static bool is_established(const supports *support, uint32_t node, double change)
{
    if (change < LEAST_CHANGE)
        return false;
    return support->edge[node] >= LEAST_SUPPORT ||
           (change >= STRONG_CHANGE && support->split[node] >= STRONG_SUPPORT);
}

/* A lost node that too few of the samples have, or that hardly anything but shared cuts
 * speaks for, is not established: what hangs on it hangs on the node above, as a star.
 * True if there was one. */
static bool drop_weak(arena *tmp, const character_set *set, rooted_tree *tree,
                      const supports *support)
{
    const uint8_t *states = tree_states(tmp, set, tree);
    bool any = false;
    for (uint32_t v = tree->n_witnesses; v < tree->n_nodes; v++) {
        if (!tree->used[v] || tree->parent[v] == v ||
            is_established(support, v, change_besides_cuts(set, tree, states, v)))
            continue;
        for (uint32_t c = 0; c < tree->n_nodes; c++)
            if (tree->used[c] && tree->parent[c] == v)
                tree->parent[c] = tree->parent[v];
        tree->used[v] = false;
        any = true;
    }
    return any;
}

/* Nodes and edges
 * ----------------------------------------------------------------------------- */

typedef struct {
    arena *out;
    family *f;
    const rooted_tree *tree;
    const double *support;
    uint32_t *number; // of each node of the tree in the family's list
    uint32_t *least;  // the least witness at or below it
} layout;

// Parents first; children in order of their least witness.
static void lay_out(layout *l, const evidence_view *view)
{
    family *f = l->f;
    const rooted_tree *tree = l->tree;
    uint32_t n_used = 0;
    for (uint32_t v = 0; v < tree->n_nodes; v++)
        n_used += tree->used[v];
    f->nodes = arena_array(l->out, stemma_node, n_used);
    f->edges = arena_array(l->out, stemma_edge, n_used);
    uint32_t *order = arena_array(l->out, uint32_t, n_used);
    order[f->n_nodes++] = tree->root;
    f->nodes[0] = (stemma_node){tree->root < tree->n_witnesses ? tree->root : FAMILY_NONE,
                                FAMILY_NONE, 0, FAMILY_NONE};
    for (uint32_t i = 0; i < f->n_nodes; i++) {
        for (;;) { // the child with the least witness that is not in yet
            uint32_t next = UINT32_MAX;
            for (uint32_t v = 0; v < tree->n_nodes; v++)
                if (tree->used[v] && tree->parent[v] == order[i] && v != tree->root &&
                    l->number[v] == 0 &&
                    (next == UINT32_MAX || l->least[v] < l->least[next]))
                    next = v;
            if (next == UINT32_MAX)
                break;
            l->number[next] = f->n_nodes;
            order[f->n_nodes] = next;
            f->nodes[f->n_nodes] =
                (stemma_node){next < tree->n_witnesses ? next : FAMILY_NONE, FAMILY_NONE,
                              f->nodes[i].generation + 1, FAMILY_NONE};
            stemma_edge *edge = &f->edges[f->n_edges++];
            *edge =
                (stemma_edge){.from = i, .to = f->n_nodes++, .support = l->support[next]};
            evidence_edge(view, next, edge);
        }
    }
}

static uint32_t *least_witness(arena *tmp, const rooted_tree *tree)
{
    uint32_t *least = arena_array(tmp, uint32_t, tree->n_nodes);
    memset(least, 0xff, tree->n_nodes * sizeof *least);
    for (uint32_t w = 0; w < tree->n_witnesses; w++)
        for (uint32_t v = w;; v = tree->parent[v]) {
            least[v] = w < least[v] ? w : least[v];
            if (tree->parent[v] == v)
                break;
        }
    return least;
}

/* The search goes through the witnesses in an order of their own, so that the order in
 * which they were given says nothing. */
typedef struct {
    slice text;
    const witness_facts *facts;
    uint32_t w;
} ordered;

static int by_text(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    int c = slice_cmp(a->text, b->text);
    if (c == 0)
        c = slice_cmp(a->facts->published, b->facts->published);
    if (c == 0)
        c = slice_cmp(a->facts->outlet, b->facts->outlet);
    return c ? c : (a->w > b->w) - (a->w < b->w);
}

// From the order of the search to the family's.
static rooted_tree renumber(arena *tmp, const copy_tree *t, uint32_t n, uint32_t n_nodes,
                            const uint32_t *order)
{
    rooted_tree to = {arena_array(tmp, uint32_t, n_nodes),
                      arena_array(tmp, bool, n_nodes), n_nodes, n, 0};
    for (uint32_t v = 0; v < n_nodes; v++) {
        if (t->parent[v] == COST_NONE)
            continue;
        uint32_t p = t->parent[v], here = v < n ? order[v] : v;
        to.used[here] = true;
        to.parent[here] = p < n ? order[p] : p;
    }
    to.root = t->root < n ? order[t->root] : t->root;
    return to;
}

// From the order of the search to the family's: the block that each witness has out of
// another branch.
typedef struct {
    second_block *blocks; // of each witness; from: node of the rooted tree
    uint32_t n;
} found_blocks;

typedef struct {
    arena *tmp;
    const text *texts;
    const family *f;
    const witness_facts *facts; // in the order of the search
    site_options options;
    tree_samples samples;
    copy_tree agreed;
} searching;

static void search_once(searching *s)
{
    site_set sites;
    sites_take(s->tmp, s->texts, s->f, &s->options, &sites);
    search_trees(s->tmp, &sites, s->facts, &s->samples);
    search_agreed(s->tmp, &s->samples, &s->agreed);
    search_root(s->tmp, &sites, s->facts, &s->agreed);
}

/* Once the tree stands, blocks that do not fit in; once more without them. */
static second_block *search_blocks(searching *s)
{
    const uint32_t n = s->f->n_witnesses;
    second_block *blocks = arena_array(s->tmp, second_block, n);
    if (!s->options.news)
        return blocks;
    site_options each = s->options;
    each.apart = true;
    site_set apart;
    sites_take(s->tmp, s->texts, s->f, &each, &apart);
    blocks_find(s->tmp, &apart, s->facts, &s->agreed, s->samples.n_nodes, blocks);
    span *masked = arena_array(s->tmp, span, n);
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        masked[i] = (span){blocks[i].first, blocks[i].last};
        any |= blocks[i].last > 0;
    }
    if (any) {
        s->options.masked = masked;
        search_once(s);
        blocks_find(s->tmp, &apart, s->facts, &s->agreed, s->samples.n_nodes, blocks);
    }
    return blocks;
}

static found_blocks renumber_blocks(arena *tmp, const second_block *blocks, uint32_t n,
                                    const uint32_t *order)
{
    found_blocks found = {arena_array(tmp, second_block, n), n};
    for (uint32_t i = 0; i < n; i++) {
        second_block *to = &found.blocks[order[i]];
        *to = blocks[i];
        if (to->last > 0 && to->from < n)
            to->from = order[to->from];
    }
    return found;
}

static tree_kind kind_of(const witness_facts *facts, uint32_t n)
{
    uint32_t n_dated = 0;
    for (uint32_t w = 0; w < n; w++)
        n_dated += facts[w].published.len > 0;
    return 2 * n_dated > n          ? TREE_DATED
           : cost_is_news(facts, n) ? TREE_UNDATED
                                    : TREE_PLAIN;
}

static supports search_tree(arena *tmp, const text *texts, const family *f,
                            const witness_facts *facts, rooted_tree *tree,
                            found_blocks *found)
{
    const uint32_t n = f->n_witnesses;
    ordered *list = arena_array(tmp, ordered, n);
    for (uint32_t w = 0; w < n; w++)
        list[w] = (ordered){texts[f->witnesses[w]].bytes, &facts[w], w};
    qsort(list, n, sizeof *list, by_text);
    uint32_t *order = arena_array(tmp, uint32_t, n);
    witness_facts *own = arena_array(tmp, witness_facts, n);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = list[i].w;
        own[i] = facts[order[i]];
    }
    searching s = {tmp, texts, f, own, {order, cost_is_news(own, n), false, NULL},
                   {0}, {0}};
    search_once(&s);
    *found = renumber_blocks(tmp, search_blocks(&s), n, order);
    *tree = renumber(tmp, &s.agreed, n, s.samples.n_nodes, order);
    join_versions(tree, facts);
    supports support = {arena_array(tmp, double, tree->n_nodes), NULL};
    clades here = take_clades(tmp, tree);
    for (uint32_t k = 0; k < s.samples.n; k++) {
        arena *one = arena_sub(tmp);
        rooted_tree other = renumber(one, &s.samples.v[k], n, s.samples.n_nodes, order);
        clades there = take_clades(one, &other);
        for (uint32_t v = 0; v < tree->n_nodes; v++)
            if (tree->used[v] && tree->parent[v] != v)
                support.edge[v] += has_edge(tree, &here, v, &other, &there);
        arena_release(one);
    }
    for (uint32_t v = 0; v < tree->n_nodes; v++)
        support.edge[v] =
            search_calibrated(support.edge[v] / s.samples.n, kind_of(own, n), v < n, n);
    return support;
}

/* The tokens of a witness in these columns. */
static span tokens_in(const family *f, uint32_t w, const second_block *b,
                      uint32_t n_tokens)
{
    const uint32_t *columns = f->collated.columns[w];
    span s = {0, 0};
    while (s.start < n_tokens && columns[s.start] < b->first)
        s.start++;
    for (s.end = s.start; s.end < n_tokens && columns[s.end] < b->last;)
        s.end++;
    return s;
}

static void tell_block(arena *out, const article *articles, const text *texts,
                       const family *f, const second_block *b, uint32_t w,
                       stemma_edge *edge)
{
    const text *t = &texts[f->witnesses[w]];
    slice words = {0}, source = SLICE("a copy that is lost");
    span taken = edge->blocks[0];
    if (taken.end > taken.start)
        words = evidence_excerpt(
            out, slice_in(t->bytes, text_span(t, taken.start, taken.end)), 120);
    uint32_t from = f->nodes[edge->from].witness;
    if (from != FAMILY_NONE)
        source = evidence_label(out, &articles[f->witnesses[from]]);
    vec_push(out, &edge->why,
             (evidence){SLICE("second source"),
                        arena_format(out,
                                     "%u places of a block of %u words read as in %.*s: "
                                     "\xe2\x80\x9c%.*s\xe2\x80\x9d",
                                     b->n_for, taken.end - taken.start, (int)source.len,
                                     source.ptr, (int)words.len, words.ptr)});
}

static void blocks_add(arena *out, const article *articles, const text *texts, family *f,
                       const found_blocks *found, const uint32_t *number, uint32_t root)
{
    uint32_t n = 0;
    for (uint32_t w = 0; w < found->n; w++)
        n += found->blocks[w].last > 0;
    if (n == 0)
        return;
    stemma_edge *edges = arena_array(out, stemma_edge, (size_t)f->n_edges + n);
    memcpy(edges, f->edges, f->n_edges * sizeof *edges);
    f->edges = edges;
    for (uint32_t w = 0; w < found->n; w++) {
        const second_block *b = &found->blocks[w];
        if (b->last == 0 || (b->from != root && number[b->from] == 0))
            continue;
        stemma_edge *e = &f->edges[f->n_edges++];
        *e = (stemma_edge){.from = number[b->from], .to = number[w], .kind = EDGE_SECOND};
        e->support = 1 - exp2(-fmin(b->gain, 10)) / 2;
        e->blocks = arena_new(out, span);
        *e->blocks = tokens_in(f, w, b, texts[f->witnesses[w]].n_tokens);
        e->n_blocks = 1;
        tell_block(out, articles, texts, f, b, w, e);
    }
}

void family_stemma(arena *out, const article *articles, const text *texts,
                   const match_result *matched, family_result *result, uint32_t which)
{
    family *f = &result->families[which];
    arena *tmp = arena_sub(out);
    f->agency = credited_agency(articles, f);
    witness_facts *facts = take_facts(tmp, articles, f);
    character_set set;
    characters_take(tmp, &f->collated, &set);
    rooted_tree tree;
    supports support = {0};
    found_blocks found = {0};
    bool searched = f->n_witnesses > 1 && f->n_witnesses <= LARGE;
    if (searched)
        support = search_tree(tmp, texts, f, facts, &tree, &found);
    else if (f->n_witnesses > 1)
        tree_build(tmp, &set, NULL, facts, &tree);
    else // one article put through as a family of its own
        tree = (rooted_tree){arena_array(tmp, uint32_t, 1), arena_array(tmp, bool, 1), 1,
                             1, 0};
    tree.used[tree.root] = true;
    if (!searched) {
        support = measure_support(tmp, &set, facts, &tree);
        bool changed = drop_weak(tmp, &set, &tree, &support);
        changed |= join_versions(&tree, facts);
        if (changed)
            support = measure_support(tmp, &set, facts, &tree);
    }
    evidence_view view = {
        out, articles, texts, f, &set, &tree, tree_states(tmp, &set, &tree)};
    layout l = {.out = out, .f = f, .tree = &tree};
    l.support = support.edge;
    l.number = arena_array(tmp, uint32_t, tree.n_nodes);
    l.least = least_witness(tmp, &tree);
    lay_out(&l, &view);
    f->origin_why = evidence_origin(&view);
    blocks_add(out, articles, texts, f, &found, l.number, tree.root);
    seconds_add(out, articles, texts, matched, result, which);
    arena_release(tmp);
}
