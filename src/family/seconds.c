#include "family/seconds.h"

#include "base/hash.h"
#include "family/evidence.h"

#include <string.h>

typedef struct {
    arena *out;
    const article *articles;
    const text *texts;
    const match_result *matched;
    const family_result *result;
    family *f;
    uint32_t *node_of;  // of each witness
    hash_table sources; // nodes of other families and articles
} adding;

/* The node that stands for where `of` comes from. */
static uint32_t node_of_source(adding *add, uint32_t of)
{
    family *f = add->f;
    uint32_t other = add->result->of_article[of];
    uint64_t key = other != FAMILY_NONE ? 2 * (uint64_t)other : 2 * (uint64_t)of + 1;
    bool is_new;
    uint32_t *node = hash_table_put(&add->sources, key, &is_new);
    if (is_new) {
        *node = f->n_nodes;
        f->nodes[f->n_nodes++] =
            (stemma_node){FAMILY_NONE, other, 0, other == FAMILY_NONE ? of : FAMILY_NONE};
    }
    return *node;
}

/* The first passage of two texts, a < b, or where it would be. */
static uint32_t first_passage(const match_result *matched, uint32_t a, uint32_t b)
{
    uint32_t low = 0, high = matched->n_passages;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const passage *p = &matched->passages[mid];
        if (p->a < a || (p->a == a && p->b < b))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* What `which` has from `of`: its blocks, how many words, and the longest of them. */
static uint32_t take_blocks(const adding *add, uint32_t which, uint32_t of,
                            stemma_edge *edge, span *longest)
{
    const match_result *m = add->matched;
    uint32_t a = which < of ? which : of, b = which < of ? of : which;
    uint32_t at = first_passage(m, a, b), n_words = 0, n_longest = 0;
    VEC(span) blocks = {0};
    for (; at < m->n_passages && m->passages[at].a == a && m->passages[at].b == b; at++) {
        const passage *p = &m->passages[at];
        span s =
            a == which ? (span){p->a_first, p->a_last} : (span){p->b_first, p->b_last};
        vec_push(add->out, &blocks, s);
        n_words += p->n_same;
        if (p->n_same > n_longest) {
            n_longest = p->n_same;
            *longest = s;
        }
    }
    edge->blocks = blocks.v;
    edge->n_blocks = blocks.n;
    return n_words;
}

static void add_second(adding *add, uint32_t witness, const second_source *s)
{
    family *f = add->f;
    stemma_edge *edge = &f->edges[f->n_edges++];
    *edge = (stemma_edge){.from = node_of_source(add, s->of),
                          .to = add->node_of[witness],
                          .kind = EDGE_SECOND,
                          .support = 1};
    span longest = {0};
    uint32_t n_words = take_blocks(add, s->text, s->of, edge, &longest);
    const text *t = &add->texts[s->text];
    slice words = {0};
    if (longest.end > longest.start)
        words = evidence_excerpt(
            add->out, slice_in(t->bytes, text_span(t, longest.start, longest.end)), 120);
    slice other = evidence_label(add->out, &add->articles[s->of]);
    vec_push(
        add->out, &edge->why,
        (evidence){
            SLICE("second source"),
            arena_format(add->out,
                         "%u words also stand in %.*s, which is no copy of the "
                         "report the rest comes from: \xe2\x80\x9c%.*s\xe2\x80\x9d",
                         n_words, (int)other.len, other.ptr, (int)words.len, words.ptr)});
}

/* The first second source of this text or a later one. */
static uint32_t first_second(const family_result *result, uint32_t which)
{
    uint32_t low = 0, high = result->n_seconds;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (result->seconds[mid].text < which)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t n_seconds_of(const family_result *result, uint32_t which)
{
    return first_second(result, which + 1) - first_second(result, which);
}

/* Room for so many more nodes and edges. */
static void make_room(arena *out, family *f, uint32_t n)
{
    stemma_node *nodes = arena_array(out, stemma_node, (size_t)f->n_nodes + n);
    stemma_edge *edges = arena_array(out, stemma_edge, (size_t)f->n_edges + n);
    if (f->n_nodes)
        memcpy(nodes, f->nodes, f->n_nodes * sizeof *nodes);
    if (f->n_edges)
        memcpy(edges, f->edges, f->n_edges * sizeof *edges);
    f->nodes = nodes;
    f->edges = edges;
}

void seconds_add(arena *out, const article *articles, const text *texts,
                 const match_result *matched, family_result *result, uint32_t which)
{
    family *f = &result->families[which];
    uint32_t n = 0;
    for (uint32_t w = 0; w < f->n_witnesses; w++)
        n += n_seconds_of(result, f->witnesses[w]);
    if (n == 0)
        return;
    arena *tmp = arena_sub(out);
    adding add = {out, articles, texts, matched, result, f, .node_of = NULL};
    add.node_of = arena_array(tmp, uint32_t, f->n_witnesses);
    for (uint32_t i = 0; i < f->n_nodes; i++)
        if (f->nodes[i].witness != FAMILY_NONE)
            add.node_of[f->nodes[i].witness] = i;
    hash_table_init(&add.sources, tmp, n);
    make_room(out, f, n);
    for (uint32_t w = 0; w < f->n_witnesses; w++) {
        uint32_t at = first_second(result, f->witnesses[w]);
        for (uint32_t k = n_seconds_of(result, f->witnesses[w]); k > 0; k--)
            add_second(&add, w, &result->seconds[at++]);
    }
    arena_release(tmp);
}
