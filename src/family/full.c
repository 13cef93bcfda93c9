#include "family/full.h"

#include <stdlib.h>
#include <string.h>

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

typedef struct {
    arena *tmp;
    const text *texts;
    const family *f;
    const witness_facts *facts; // in the order of the search
    site_options options;
    tree_samples samples;
    copy_tree agreed;
    site_set sites;
    uint32_t *n_words; // of each text
} searching;

static void search_once(searching *s)
{
    sites_take(s->tmp, s->texts, s->f, &s->options, &s->sites);
    search_trees(s->tmp, &s->sites, s->facts, &s->samples);
    search_agreed(s->tmp, &s->samples, &s->agreed);
    search_root(s->tmp, &s->sites, s->facts, &s->agreed);
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
    blocks_find(s->tmp, &apart, s->facts, &s->agreed, &s->samples, blocks);
    span *masked = arena_array(s->tmp, span, n);
    bool any = false;
    for (uint32_t i = 0; i < n; i++) {
        masked[i] = (span){blocks[i].first, blocks[i].last};
        any |= blocks[i].last > 0;
    }
    if (any) {
        s->options.masked = masked;
        search_once(s);
        blocks_find(s->tmp, &apart, s->facts, &s->agreed, &s->samples, blocks);
    }
    return blocks;
}

static second_block *renumber_blocks(arena *out, const second_block *blocks, uint32_t n,
                                     const uint32_t *order)
{
    second_block *found = arena_array(out, second_block, n);
    for (uint32_t i = 0; i < n; i++) {
        second_block *to = &found[order[i]];
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

/* Two versions by one outlet, one dated before the other: the later was made from the
 * earlier, not both from a lost one. */
static void join_versions(rooted_tree *tree, const witness_facts *facts)
{
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
    }
}

static searching set_up(arena *tmp, const text *texts, const family *f,
                        const witness_facts *facts)
{
    const uint32_t n = f->n_witnesses;
    ordered *list = arena_array(tmp, ordered, n);
    for (uint32_t w = 0; w < n; w++)
        list[w] = (ordered){texts[f->witnesses[w]].bytes, &facts[w], w};
    qsort(list, n, sizeof *list, by_text);
    uint32_t *order = arena_array(tmp, uint32_t, n);
    uint32_t *n_words = arena_array(tmp, uint32_t, n);
    witness_facts *own = arena_array(tmp, witness_facts, n);
    for (uint32_t i = 0; i < n; i++) {
        order[i] = list[i].w;
        own[i] = facts[order[i]];
        n_words[i] = texts[f->witnesses[order[i]]].n_words;
    }
    return (searching){.tmp = tmp,
                       .texts = texts,
                       .f = f,
                       .facts = own,
                       .options = {order, cost_is_news(own, n), false, NULL},
                       .n_words = n_words};
}

/* Which of the lost nodes are witnesses. */
static void decide_kept(searching *s, second_block *blocks)
{
    uint32_t *instead = arena_array(s->tmp, uint32_t, s->samples.n_nodes);
    kept_input in = {&s->sites, s->facts, s->n_words, &s->samples};
    kept_decide(s->tmp, &in, &s->agreed, instead);
    for (uint32_t i = 0; i < s->f->n_witnesses; i++)
        if (blocks[i].last > 0)
            blocks[i].from = instead[blocks[i].from];
}

void full_kept(arena *out, const text *texts, const family *f, const witness_facts *facts,
               kept_list *list)
{
    const uint32_t n = f->n_witnesses;
    searching s = set_up(out, texts, f, facts);
    search_once(&s);
    search_blocks(&s);
    kept_input in = {&s.sites, s.facts, s.n_words, &s.samples};
    kept_find(out, &in, &s.agreed, list);
    for (uint32_t k = 0; k < list->n; k++) {
        kept_candidate *c = &list->v[k];
        uint64_t set = 0;
        for (uint32_t i = 0; i < n; i++)
            set |= (c->set >> i & 1) << s.options.order[i];
        c->set = set;
        c->witness = s.options.order[c->witness];
    }
}

void full_search(arena *out, const text *texts, const family *f,
                 const witness_facts *facts, full_tree *found)
{
    const uint32_t n = f->n_witnesses;
    arena *tmp = arena_sub(out);
    searching s = set_up(tmp, texts, f, facts);
    const uint32_t *order = s.options.order;
    search_once(&s);
    second_block *blocks = search_blocks(&s);
    if (s.options.news && kept_n_trees > 0)
        decide_kept(&s, blocks);
    *found = (full_tree){.kind = kind_of(s.facts, n)};
    found->blocks = renumber_blocks(out, blocks, n, order);
    found->tree = renumber(out, &s.agreed, n, s.samples.n_nodes, order);
    join_versions(&found->tree, facts);
    found->n_samples = s.samples.n;
    found->samples = arena_array(out, rooted_tree, s.samples.n);
    for (uint32_t k = 0; k < s.samples.n; k++)
        found->samples[k] = renumber(out, &s.samples.v[k], n, s.samples.n_nodes, order);
    arena_release(tmp);
}

/* Edges that trees share
 * ----------------------------------------------------------------------------- */

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

void full_support(arena *tmp, const full_tree *found, const rooted_tree *tree,
                  double *support)
{
    const uint32_t n = tree->n_witnesses;
    clades here = take_clades(tmp, tree);
    memset(support, 0, tree->n_nodes * sizeof *support);
    for (uint32_t k = 0; k < found->n_samples; k++) {
        arena *one = arena_sub(tmp);
        const rooted_tree *other = &found->samples[k];
        clades there = take_clades(one, other);
        for (uint32_t v = 0; v < tree->n_nodes; v++)
            if (tree->used[v] && tree->parent[v] != v)
                support[v] += has_edge(tree, &here, v, other, &there);
        arena_release(one);
    }
    for (uint32_t v = 0; v < tree->n_nodes; v++)
        support[v] =
            search_calibrated(support[v] / found->n_samples, found->kind, v < n, n);
}
