// The family's stemma: its tree with the evidence, the support and the second sources.
#include "family/evidence.h"
#include "family/lost_text.h"
#include "family/passage.h"
#include "family/seconds.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* The agency
 * ---------------------------------------------------------------------------------- */

// The name that most witnesses credit; the first in byte order of equals.
static slice credited_agency(arena *out, const article *articles, const family *f)
{
    typedef struct {
        slice name;
        uint32_t n, last; // witnesses; the last of them + 1
    } credited;
    arena *tmp = arena_sub(out);
    VEC(credited) list = {0};
    hash_table numbers;
    hash_table_init(&numbers, tmp, 64);
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        const article *a = &articles[f->witnesses[w]];
        for (uint32_t i = 0; i < a->credits.n; i++) {
            slice name = a->credits.v[i].name;
            bool is_new;
            uint32_t *k = hash_table_put(&numbers, hash_bytes(name), &is_new);
            if (is_new) {
                *k = list.n;
                vec_push(tmp, &list, (credited){name, 0, 0});
            }
            list.v[*k].n += list.v[*k].last != w + 1;
            list.v[*k].last = w + 1;
        }
    }
    const credited *best = NULL;
    for (uint32_t k = 0; k < list.n; k++) {
        const credited *c = &list.v[k];
        if (!best || c->n > best->n ||
            (c->n == best->n && slice_cmp(c->name, best->name) < 0))
            best = c;
    }
    slice name = best ? best->name : (slice){0};
    arena_release(tmp);
    return name;
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

/* Nodes and edges
 * ----------------------------------------------------------------------------- */

typedef struct {
    arena *out;
    family *f;
    const large_tree *found;
    uint32_t *number;          // of each node of the tree in the family's list
    uint32_t *child, *sibling; // of each node, in order of their least witness
} layout;

/* Each witness brings those of its ancestors that no lesser one has brought; so children
 * come in order of their least witness. */
static void order_children(arena *tmp, layout *l)
{
    const rooted_tree *tree = &l->found->tree;
    uint32_t *last = arena_array(tmp, uint32_t, tree->n_nodes);
    bool *in = arena_array(tmp, bool, tree->n_nodes);
    l->child = arena_array(tmp, uint32_t, tree->n_nodes);
    l->sibling = arena_array(tmp, uint32_t, tree->n_nodes);
    memset(l->child, 0xff, tree->n_nodes * sizeof *l->child);
    memset(l->sibling, 0xff, tree->n_nodes * sizeof *l->sibling);
    for (uint32_t w = 0; w < tree->n_witnesses; w++)
        for (uint32_t v = w; !in[v] && v != tree->root; v = tree->parent[v]) {
            uint32_t p = tree->parent[v];
            *(l->child[p] == UINT32_MAX ? &l->child[p] : &l->sibling[last[p]]) = v;
            last[p] = v;
            in[v] = true;
        }
}

// Parents first.
static void lay_out(layout *l)
{
    family *f = l->f;
    const rooted_tree *tree = &l->found->tree;
    uint32_t n_used = 0;
    for (uint32_t v = 0; v < tree->n_nodes; v++)
        n_used += tree->used[v];
    f->nodes = arena_array(l->out, stemma_node, n_used);
    f->edges = arena_array(l->out, stemma_edge, n_used);
    uint32_t *order = arena_array(l->out, uint32_t, n_used);
    order[f->n_nodes++] = tree->root;
    f->nodes[0] = (stemma_node){tree->root < tree->n_witnesses ? tree->root : FAMILY_NONE,
                                FAMILY_NONE, 0, FAMILY_NONE};
    for (uint32_t i = 0; i < f->n_nodes; i++)
        for (uint32_t v = l->child[order[i]]; v != UINT32_MAX; v = l->sibling[v]) {
            l->number[v] = f->n_nodes;
            order[f->n_nodes] = v;
            f->nodes[f->n_nodes] =
                (stemma_node){v < tree->n_witnesses ? v : FAMILY_NONE, FAMILY_NONE,
                              f->nodes[i].generation + 1, FAMILY_NONE};
            stemma_edge *edge = &f->edges[f->n_edges++];
            *edge = l->found->edges[v];
            edge->from = i;
            edge->to = f->n_nodes++;
            edge->support = l->found->support[v];
        }
}

/* Blocks
 * ------------------------------------------------------------------------------------ */

static void blocks_add(arena *out, const article *articles, const text *texts, family *f,
                       const large_tree *found, const uint32_t *number)
{
    if (found->n_blocks == 0)
        return;
    stemma_edge *edges =
        arena_array(out, stemma_edge, (size_t)f->n_edges + found->n_blocks);
    memcpy(edges, f->edges, f->n_edges * sizeof *edges);
    f->edges = edges;
    for (uint32_t i = 0; i < found->n_blocks; i++) {
        const taken_block *b = &found->blocks[i];
        if (b->from != found->tree.root && number[b->from] == 0)
            continue;
        stemma_edge *e = &f->edges[f->n_edges++];
        *e = (stemma_edge){
            .from = number[b->from], .to = number[b->to], .kind = EDGE_SECOND};
        e->support = b->sure;
        passage_tell(out, articles, texts, f, &found->tree, b, e);
    }
}

/* All
 * ---------------------------------------------------------------------------------------
 */

/* A family of a size that the full method takes, or one article by itself. */
static void search_small(arena *out, const article *articles, const text *texts,
                         const family *f, const witness_facts *facts, large_tree *found)
{
    const uint32_t n = f->n_witnesses;
    arena *tmp = arena_sub(out);
    full_tree full = {
        .tree = {arena_array(out, uint32_t, 1), arena_array(out, bool, 1), 1, 1, 0}};
    full.tree.used[0] = true;
    if (n > 1)
        full_search(out, texts, f, facts, &full);
    *found = (large_tree){.tree = full.tree};
    found->support = arena_array(out, double, full.tree.n_nodes);
    found->edges = arena_array(out, stemma_edge, full.tree.n_nodes);
    found->blocks = arena_array(out, taken_block, n);
    if (n > 1)
        full_support(tmp, &full, &full.tree, found->support);
    character_set set;
    characters_take(tmp, &f->collated, &set);
    evidence_view view = {
        out, articles, texts, f, &set, &full.tree, tree_states(tmp, &set, &full.tree)};
    for (uint32_t v = 0; v < full.tree.n_nodes; v++)
        if (full.tree.used[v] && v != full.tree.root)
            evidence_edge(&view, v, &found->edges[v]);
    found->origin_why = evidence_origin(&view);
    for (uint32_t w = 0; w < n && n > 1; w++) {
        const second_block *b = &full.blocks[w];
        if (b->last > 0)
            found->blocks[found->n_blocks++] =
                (taken_block){w, b->from, block_tokens(f, &texts[f->witnesses[w]], w, b),
                              b->sure, b->n_for};
    }
    arena_release(tmp);
}

void family_stemma(arena *out, const article *articles, const text *texts,
                   const match_result *matched, family_result *result, uint32_t which)
{
    family *f = &result->families[which];
    arena *tmp = arena_sub(out);
    f->agency = credited_agency(out, articles, f);
    witness_facts *facts = take_facts(tmp, articles, f);
    large_tree found;
    if (f->n_witnesses > FULL_MOST)
        large_search(out, articles, texts, f, facts, result->n_threads, &found);
    else
        search_small(out, articles, texts, f, facts, &found);
    layout l = {.out = out, .f = f, .found = &found};
    l.number = arena_array(tmp, uint32_t, found.tree.n_nodes);
    order_children(tmp, &l);
    lay_out(&l);
    f->origin_why = found.origin_why;
    f->origin_text = lost_text_of(out, texts, f);
    blocks_add(out, articles, texts, f, &found, l.number);
    seconds_add(out, articles, texts, matched, result, which);
    arena_release(tmp);
}
