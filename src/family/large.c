#include "family/large.h"

#include "base/workers.h"
#include "family/evidence.h"
#include "family/parted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LARGE_GROUP = 20, NONE = PARTED_NONE };

/* One group: its own texts, those that stand for groups that hang on it, the one outside
 * that it hangs on. */
typedef struct {
    const text_group *g;
    family f;
    uint32_t *number; // of each of its witnesses: among the different texts
    witness_facts *facts;
    uint32_t n_nodes; // of its tree
    full_tree found;
    uint32_t *node;      // of each node of its tree: in the large one
    uint32_t first;      // of its lost nodes there
    uint32_t attach;     // node of the large tree that it hangs on, or NONE: see join()
    taken_block *blocks; // of each witness
} group_tree;

typedef struct {
    arena *tmp, *out;
    const article *articles;
    const text *texts;
    const family *f;
    const witness_facts *facts; // of each witness
    uint32_t n;                 // different texts
    uint32_t *witness;          // of each of them: the one that stands for it
    uint32_t *same_as;          // of each witness: the text
    text_groups groups;
    group_tree *trees;
    uint32_t n_nodes;
    VEC(arc) edges; // of the large tree, in no direction
    uint32_t root;
    uint32_t *parent;  // NONE: not in the tree
    uint32_t *gone_to; // of lost nodes that are out again
    bool *unchanged;   // has all that is above it
    double *support;
    stemma_edge *why;
    slice origin_why;
} large;

/* Different texts
 * ---------------------------------------------------------------------------- */

typedef struct {
    uint64_t words;
    slice text;
    const witness_facts *facts;
    uint32_t w;
} listed;

/* By their words; of those with the same words the earliest is first. */
static int by_words(const void *left, const void *right)
{
    const listed *a = left, *b = right;
    if (a->words != b->words)
        return a->words < b->words ? -1 : 1;
    bool dated_a = a->facts->published.len > 0, dated_b = b->facts->published.len > 0;
    if (dated_a != dated_b)
        return dated_a ? -1 : 1;
    int c = slice_cmp(a->facts->published, b->facts->published);
    c = c ? c : slice_cmp(a->text, b->text);
    c = c ? c : slice_cmp(a->facts->outlet, b->facts->outlet);
    return c ? c : (a->w > b->w) - (a->w < b->w);
}

static void find_different(large *l)
{
    const uint32_t n = l->f->n_witnesses;
    listed *list = arena_array(l->tmp, listed, n);
    for (uint32_t w = 0; w < n; w++) {
        const text *t = &l->texts[l->f->witnesses[w]];
        list[w] = (listed){nearby_words(t), t->bytes, &l->facts[w], w};
    }
    qsort(list, n, sizeof *list, by_words);
    l->witness = arena_array(l->tmp, uint32_t, n);
    l->same_as = arena_array(l->tmp, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || list[i].words != list[i - 1].words)
            l->witness[l->n++] = list[i].w;
        l->same_as[list[i].w] = l->n - 1;
    }
}

/* Groups
 * -------------------------------------------------------------------------------------
 */

static void find_groups(large *l)
{
    arena *tmp = arena_sub(l->tmp);
    const text **texts = arena_array(tmp, const text *, l->n);
    witness_facts *facts = arena_array(tmp, witness_facts, l->n);
    for (uint32_t i = 0; i < l->n; i++) {
        texts[i] = &l->texts[l->f->witnesses[l->witness[i]]];
        facts[i] = l->facts[l->witness[i]];
    }
    nearby_graph graph;
    nearby_find(tmp, texts, facts, l->n, &graph);
    arc *arcs = arena_array(tmp, arc, (size_t)graph.n_arcs + l->n);
    int64_t all = 1;
    for (uint32_t i = 0; i < graph.n_arcs; i++) {
        arcs[i] = graph.arcs[i];
        all += arcs[i].cost;
    }
    for (uint32_t i = 0; i < l->n; i++) // a root above all: as few hang on it as can be
        arcs[graph.n_arcs + i] = (arc){l->n, i, all};
    uint32_t *parent = arena_array(tmp, uint32_t, (size_t)l->n + 1);
    arborescence(tmp, arcs, graph.n_arcs + l->n, l->n + 1, l->n, parent);
    uint32_t first = NONE;
    int64_t *cost = arena_array(tmp, int64_t, l->n);
    for (uint32_t i = 0; i < l->n; i++) {
        if (parent[i] == l->n) { // the centres are near to all, so there is one
            first = first == NONE ? i : first;
            parent[i] = first;
        }
        uint32_t in = nearby_arc(&graph, parent[i], i);
        cost[i] = in < graph.n_arcs ? graph.arcs[in].cost : all;
    }
    parted_cut(l->tmp, &graph, parent, cost, l->n, LARGE_GROUP, &l->groups);
    arena_release(tmp);
}

static void set_up_group(large *l, const text_group *g, group_tree *t)
{
    const uint32_t most = g->n_members + g->n_tops + 1;
    *t = (group_tree){.g = g, .attach = NONE};
    t->number = arena_array(l->tmp, uint32_t, most);
    t->f.witnesses = arena_array(l->tmp, uint32_t, most);
    t->facts = arena_array(l->tmp, witness_facts, most);
    t->f.agency = l->f->agency;
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->n_members; k++)
        t->number[n++] = g->members[k];
    for (uint32_t k = 0; k < g->n_tops; k++)
        t->number[n++] = g->tops[k];
    if (g->outer != NONE)
        t->number[n++] = g->outer;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t w = l->witness[t->number[k]];
        t->f.witnesses[k] = l->f->witnesses[w];
        t->facts[k] = l->facts[w];
    }
    t->f.n_witnesses = n;
}

span block_tokens(const family *f, const text *t, uint32_t w, const second_block *b)
{
    const uint32_t *columns = f->collated.columns[w];
    span s = {0, 0};
    while (s.start < t->n_tokens && columns[s.start] < b->first)
        s.start++;
    for (s.end = s.start; s.end < t->n_tokens && columns[s.end] < b->last;)
        s.end++;
    return s;
}

static void search_group(void *job, size_t item, arena *own)
{
    const large *l = job;
    group_tree *t = &l->trees[item];
    const uint32_t n = t->f.n_witnesses;
    t->blocks = arena_array(own, taken_block, n);
    if (n < 2) {
        t->found.tree = (rooted_tree){arena_array(own, uint32_t, 1),
                                      arena_array(own, bool, 1), 1, 1, 0};
        t->found.tree.used[0] = true;
        t->n_nodes = 1;
        return;
    }
    arena *tmp = arena_sub(own);
    family f = t->f;
    family_collate(tmp, l->texts, &f);
    full_search(own, l->texts, &f, t->facts, &t->found);
    t->n_nodes = t->found.tree.n_nodes;
    for (uint32_t w = 0; w < t->g->n_members; w++) {
        const second_block *b = &t->found.blocks[w];
        if (b->last == 0)
            continue;
        t->blocks[w] =
            (taken_block){w, b->from, block_tokens(&f, &l->texts[f.witnesses[w]], w, b),
                          b->sure, b->n_for};
    }
    arena_release(tmp);
}

/* Joining
 * ------------------------------------------------------------------------------------ */

static uint32_t local_of(const group_tree *t, uint32_t number)
{
    for (uint32_t k = 0; k < t->f.n_witnesses; k++)
        if (t->number[k] == number)
            return k;
    return NONE;
}

// Nodes beside v in a group's tree; the last of them.
static uint32_t count_beside(const rooted_tree *t, uint32_t v, uint32_t *beside)
{
    uint32_t n = 0;
    if (t->parent[v] != v) {
        *beside = t->parent[v];
        n++;
    }
    for (uint32_t c = 0; c < t->n_nodes; c++)
        if (t->used[c] && c != v && t->parent[c] == v) {
            *beside = c;
            n++;
        }
    return n;
}

/* Where the text that stands for a group is a leaf, the group takes its place: what is
 * beside the outer text in the group's tree hangs on what is beside that leaf. Where it
 * is not, it stays, and the group is joined to it there. */
static void attach_groups(const large *l, uint32_t which)
{
    group_tree *t = &l->trees[which];
    const rooted_tree *tree = &t->found.tree;
    for (uint32_t g = which + 1; g < l->groups.n; g++) {
        const text_group *below = &l->groups.v[g];
        if (below->above != which)
            continue;
        uint32_t beside = NONE;
        if (below->top == NONE) { // beside the outer text, if that is a copy as well
            uint32_t o = local_of(t, below->outer), p = tree->parent[o];
            l->trees[g].attach =
                p != o && p >= t->f.n_witnesses ? t->node[p] : t->node[o];
            continue;
        }
        uint32_t top = local_of(t, below->top);
        bool leaf = count_beside(tree, top, &beside) == 1 && tree->root != top;
        l->trees[g].attach = leaf ? t->node[beside] : NONE;
    }
}

static bool is_replaced(const group_tree *t, uint32_t v)
{
    uint32_t beside;
    return v >= t->g->n_members && v < t->g->n_members + t->g->n_tops &&
           count_beside(&t->found.tree, v, &beside) == 1 && t->found.tree.root != v;
}

// Does the way from node `from` to witness `to` start at `from`'s neighbour `by`?
static bool leads_to(const rooted_tree *t, uint32_t from, uint32_t by, uint32_t to)
{
    bool below = false; // `to` at or below `by`, `by` below `from`
    for (uint32_t v = to;; v = t->parent[v]) {
        below |= v == by;
        if (v == from || t->parent[v] == v)
            return t->parent[by] == from && by != from ? below : v != from;
    }
}

static void join(large *l, uint32_t which)
{
    group_tree *t = &l->trees[which];
    const rooted_tree *tree = &t->found.tree;
    const uint32_t n = t->f.n_witnesses;
    uint32_t outer = t->g->outer == NONE ? NONE : n - 1, beside = NONE, merged = NONE;
    t->node = arena_array(l->tmp, uint32_t, t->n_nodes);
    t->first = l->n_nodes;
    l->n_nodes += t->n_nodes - n;
    for (uint32_t v = 0; v < t->n_nodes; v++)
        t->node[v] = v < n ? t->number[v] : t->first + v - n;
    if (outer != NONE && t->attach != NONE) {
        t->node[outer] = t->attach;
        uint32_t ignored;
        if (count_beside(tree, outer, &beside) == 1 && beside >= n &&
            count_beside(tree, beside, &ignored) > 2) {
            merged = beside; // where the two meet
            t->node[merged] = t->attach;
        } else if (t->g->top == NONE) {
            t->node[outer] = t->number[outer];
        }
    }
    uint32_t top = t->g->top == NONE ? NONE : local_of(t, t->g->top);
    for (uint32_t v = 0; v < t->n_nodes; v++) {
        uint32_t p = tree->parent[v];
        if (!tree->used[v] || p == v || is_replaced(t, v) || is_replaced(t, p))
            continue;
        uint32_t other = v == outer ? p : p == outer ? v : NONE;
        if (other != NONE && t->attach == NONE && leads_to(tree, outer, other, top))
            continue; // it hangs on the group above by its top
        if (t->node[v] != t->node[p])
            vec_push(l->tmp, &l->edges, (arc){t->node[v], t->node[p], 0});
    }
    attach_groups(l, which);
}

/* The large tree
 * ----------------------------------------------------------------------------- */

static void hang_all(large *l, uint32_t *order, uint32_t *n_order)
{
    uint32_t *first = arena_array(l->tmp, uint32_t, (size_t)l->n_nodes + 2);
    uint32_t *beside = arena_array(l->tmp, uint32_t, 2 * (size_t)l->edges.n + 1);
    for (uint32_t i = 0; i < l->edges.n; i++) {
        first[l->edges.v[i].from + 2]++;
        first[l->edges.v[i].to + 2]++;
    }
    for (uint32_t v = 0; v < l->n_nodes; v++)
        first[v + 1] += first[v];
    for (uint32_t i = 0; i < l->edges.n; i++) {
        beside[first[l->edges.v[i].from + 1]++] = l->edges.v[i].to;
        beside[first[l->edges.v[i].to + 1]++] = l->edges.v[i].from;
    }
    l->parent[l->root] = l->root;
    order[(*n_order)++] = l->root;
    for (uint32_t k = 0; k < *n_order; k++)
        for (uint32_t i = first[order[k]]; i < first[order[k] + 1]; i++)
            if (l->parent[beside[i]] == NONE) {
                l->parent[beside[i]] = order[k];
                order[(*n_order)++] = beside[i];
            }
}

/* Takes out lost nodes that fewer than two hang on. */
static void tidy(large *l, const uint32_t *order, uint32_t n_order)
{
    uint32_t *n_below = arena_array(l->tmp, uint32_t, l->n_nodes);
    uint32_t *last = arena_array(l->tmp, uint32_t, l->n_nodes);
    for (uint32_t k = n_order; k-- > 0;) {
        uint32_t v = order[k], p = l->parent[v];
        if (v >= l->n && n_below[v] < 2) {
            if (n_below[v] == 1) {
                l->parent[last[v]] = v == l->root ? last[v] : p;
                l->root = v == l->root ? last[v] : l->root;
            }
            l->gone_to[v] = n_below[v] == 1 ? last[v] : p;
            l->parent[v] = NONE;
            if (n_below[v] == 0 || k == 0)
                continue;
            v = last[v];
        }
        if (k > 0) {
            n_below[p]++;
            last[p] = v;
        }
    }
}

static void join_all(large *l)
{
    l->n_nodes = l->n;
    for (uint32_t g = 0; g < l->groups.n; g++)
        join(l, g);
    l->parent = arena_array(l->tmp, uint32_t, l->n_nodes);
    l->gone_to = arena_array(l->tmp, uint32_t, l->n_nodes);
    memset(l->parent, 0xff, l->n_nodes * sizeof *l->parent);
    memset(l->gone_to, 0xff, l->n_nodes * sizeof *l->gone_to);
    l->root = l->trees[0].node[l->trees[0].found.tree.root];
    uint32_t *order = arena_array(l->tmp, uint32_t, l->n_nodes), n_order = 0;
    hang_all(l, order, &n_order);
    tidy(l, order, n_order);
}

/* Support and evidence
 * ------------------------------------------------------------------------- */

static bool is_own(const group_tree *t, uint32_t v)
{
    const uint32_t n = t->f.n_witnesses;
    return v < n ? v < t->g->n_members : t->node[v] == t->first + v - n;
}

// The group's node that is this one of the large tree.
static uint32_t node_here(const large *l, const group_tree *t, uint32_t node)
{
    if (node < l->n)
        return local_of(t, node);
    uint32_t v = node - t->first + t->f.n_witnesses;
    return node >= t->first && v < t->n_nodes ? v : NONE;
}

/* The large tree as the group sees it: what is outside is one lost node. */
static rooted_tree seen_from(arena *tmp, const large *l, const group_tree *t)
{
    const uint32_t n = t->n_nodes, outside = n;
    rooted_tree seen = {arena_array(tmp, uint32_t, (size_t)n + 1),
                        arena_array(tmp, bool, (size_t)n + 1), n + 1, t->f.n_witnesses,
                        outside};
    uint32_t n_outside = 0, last = 0;
    for (uint32_t v = 0; v < n; v++) {
        uint32_t node = v < t->f.n_witnesses ? t->number[v] : t->node[v];
        seen.used[v] = v < t->f.n_witnesses || (is_own(t, v) && l->parent[node] != NONE);
        if (!seen.used[v])
            continue;
        uint32_t p = node, here = NONE;
        do {
            bool root = l->parent[p] == p;
            p = l->parent[p];
            here = root ? NONE : node_here(l, t, p);
            if (root)
                break;
        } while (here == NONE && !is_own(t, v));
        if (here == NONE && node == l->root)
            here = v;
        seen.parent[v] = here == NONE ? outside : here;
        if (here == v)
            seen.root = v;
        if (here == NONE) {
            n_outside++;
            last = v;
        }
    }
    seen.parent[outside] = outside;
    seen.used[outside] = n_outside > 1;
    if (n_outside == 1 && seen.root == outside) {
        seen.parent[last] = last;
        seen.root = last;
    } else if (seen.root != outside) { // the root is here: all is below it
        for (uint32_t v = 0; v < n; v++)
            if (seen.used[v] && seen.parent[v] == outside)
                seen.parent[v] = seen.root;
        seen.used[outside] = false;
    }
    return seen;
}

static bool is_unchanged(const evidence_view *view, uint32_t v)
{
    const uint32_t n = view->tree->n_nodes, p = view->tree->parent[v];
    for (uint32_t i = 0; i < view->set->n; i++)
        if (view->states[(size_t)i * n + v] != view->states[(size_t)i * n + p])
            return false;
    return true;
}

static void tell_group(void *job, size_t item, arena *own)
{
    large *l = job;
    group_tree *t = &l->trees[item];
    if (t->f.n_witnesses < 2)
        return;
    arena *tmp = arena_sub(own);
    family f = t->f;
    family_collate(tmp, l->texts, &f);
    character_set set;
    characters_take(tmp, &f.collated, &set);
    rooted_tree seen = seen_from(tmp, l, t);
    evidence_view view = {
        own, l->articles, l->texts, &f, &set, &seen, tree_states(tmp, &set, &seen)};
    double *support = arena_array(tmp, double, seen.n_nodes);
    full_support(tmp, &t->found, &seen, support);
    for (uint32_t v = 0; v < t->n_nodes; v++) {
        if (!seen.used[v] || !is_own(t, v))
            continue;
        uint32_t node = t->node[v];
        if (node == l->root) {
            l->origin_why = evidence_origin(&view);
            continue;
        }
        l->support[node] = support[v];
        if (seen.parent[v] == v)
            continue;
        l->unchanged[node] = v < f.n_witnesses && is_unchanged(&view, v);
        evidence_edge(&view, v, &l->why[node]);
    }
    arena_release(tmp);
}

/* The family's tree
 * -------------------------------------------------------------------------- */

static void tell_same(large *l, const large_tree *to, uint32_t w)
{
    uint32_t source = l->witness[l->same_as[w]];
    slice label = evidence_label(l->out, &l->articles[l->f->witnesses[source]]);
    vec_push(
        l->out, &to->edges[w].why,
        (evidence){SLICE("same text"), arena_format(l->out, "word for word as in %.*s",
                                                    (int)label.len, label.ptr)});
}

/* Texts with the same words: copies of the one that others were copied from, else of
 * what that was copied from. */
static void hang_same(large *l, large_tree *to)
{
    const uint32_t n = l->f->n_witnesses;
    rooted_tree *tree = &to->tree;
    uint32_t *lost = arena_array(l->tmp, uint32_t, l->n);
    bool *copied = arena_array(l->tmp, bool, tree->n_nodes);
    for (uint32_t v = 0; v < tree->n_nodes; v++)
        if (tree->used[v] && tree->parent[v] != v)
            copied[tree->parent[v]] = true;
    const tree_kind kind = l->trees[0].found.kind;
    for (uint32_t w = 0; w < n; w++) {
        uint32_t r = l->same_as[w], first = l->witness[r], above = first;
        if (w == first)
            continue;
        bool star = !copied[first];
        if (star && l->unchanged[r] && tree->parent[first] >= n) {
            above = tree->parent[first];
        } else if (star) {
            if (lost[r] == 0) {
                lost[r] = tree->n_nodes++;
                tree->used[lost[r]] = true;
                bool root = tree->root == first;
                tree->parent[lost[r]] = root ? lost[r] : tree->parent[first];
                tree->root = root ? lost[r] : tree->root;
                tree->parent[first] = lost[r];
                to->support[lost[r]] = to->support[first];
                to->edges[lost[r]] = to->edges[first];
                to->edges[first] = (stemma_edge){0};
                to->support[first] = search_calibrated(1, kind, true, n);
                tell_same(l, to, first);
            }
            above = lost[r];
        }
        tree->used[w] = true;
        tree->parent[w] = above;
        to->support[w] = search_calibrated(star ? 1 : 0.5, kind, true, n);
        tell_same(l, to, w);
    }
}

static uint32_t node_of(const large *l, uint32_t node)
{
    return node < l->n ? l->witness[node] : l->f->n_witnesses + node - l->n;
}

static void take_blocks(large *l, large_tree *to)
{
    to->blocks = arena_array(l->out, taken_block, l->n);
    for (uint32_t g = 0; g < l->groups.n; g++) {
        const group_tree *t = &l->trees[g];
        for (uint32_t w = 0; w < t->g->n_members; w++) {
            taken_block b = t->blocks[w];
            if (b.tokens.end == b.tokens.start)
                continue;
            uint32_t from = t->node[b.from];
            while (from != NONE && l->parent[from] == NONE)
                from = l->gone_to[from];
            b.to = node_of(l, t->number[w]);
            if (from == NONE || to->tree.parent[b.to] == node_of(l, from))
                continue;
            b.from = node_of(l, from);
            to->blocks[to->n_blocks++] = b;
        }
    }
}

static void write_tree(large *l, large_tree *to)
{
    const uint32_t n = l->f->n_witnesses, n_nodes = n + l->n_nodes - l->n;
    const size_t room = (size_t)n_nodes + l->n; // lost ones above texts that are the same
    to->tree = (rooted_tree){arena_array(l->out, uint32_t, room),
                             arena_array(l->out, bool, room), n_nodes, n, 0};
    to->support = arena_array(l->out, double, room);
    to->edges = arena_array(l->out, stemma_edge, room);
    for (uint32_t v = 0; v < l->n_nodes; v++) {
        if (l->parent[v] == NONE)
            continue;
        uint32_t here = node_of(l, v);
        to->tree.used[here] = true;
        to->tree.parent[here] = node_of(l, l->parent[v]);
        to->support[here] = l->support[v];
        to->edges[here] = l->why[v];
    }
    to->tree.root = node_of(l, l->root);
    take_blocks(l, to);
    hang_same(l, to);
    to->origin_why =
        l->n > 1 ? l->origin_why : SLICE("All articles have the same words.");
}

void large_search(arena *out, const article *articles, const text *texts, const family *f,
                  const witness_facts *facts, unsigned n_threads, large_tree *found)
{
    arena *tmp = arena_sub(out);
    large l = {.tmp = tmp, .out = out, .articles = articles, .texts = texts};
    l.f = f;
    l.facts = facts;
    find_different(&l);
    find_groups(&l);
    l.trees = arena_array(tmp, group_tree, l.groups.n);
    for (uint32_t g = 0; g < l.groups.n; g++)
        set_up_group(&l, &l.groups.v[g], &l.trees[g]);
    workers_each(tmp, l.groups.n, n_threads, search_group, &l);
    join_all(&l);
    l.unchanged = arena_array(tmp, bool, l.n_nodes);
    l.support = arena_array(tmp, double, l.n_nodes);
    l.why = arena_array(tmp, stemma_edge, l.n_nodes);
    workers_each(out, l.groups.n, n_threads, tell_group, &l); // the sentences stay
    *found = (large_tree){.n_blocks = 0};
    write_tree(&l, found);
    arena_release(tmp);
}
