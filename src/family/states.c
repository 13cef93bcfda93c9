// Which reading each node of a tree had, lost ones too, so that changes are fewest.
#include "family/tree.h"

#include <string.h>

typedef struct {
    const character_set *set;
    const rooted_tree *tree;
    uint32_t *order; // parents before children
    uint32_t n_order;
    uint32_t *votes; // votes[node * n_states + state]
} parsimony;

static void order_nodes(arena *tmp, parsimony *p)
{
    const rooted_tree *tree = p->tree;
    typedef VEC(uint32_t) node_list;
    node_list *children = arena_array(tmp, node_list, tree->n_nodes);
    p->order = arena_array(tmp, uint32_t, tree->n_nodes);
    for (uint32_t v = 0; v < tree->n_nodes; v++) {
        if (!tree->used[v])
            continue;
        if (tree->parent[v] == v)
            p->order[p->n_order++] = v;
        else
            vec_push(tmp, &children[tree->parent[v]], v);
    }
    for (uint32_t i = 0; i < p->n_order; i++)
        for (uint32_t k = 0; k < children[p->order[i]].n; k++)
            p->order[p->n_order++] = children[p->order[i]].v[k];
}

/* Up the tree: at each node the states that are best for what is below it, one vote from
 * each child for each of its best (Hartigan 1973, for nodes with any number of children).
 * A witness that is an inner node has the state it has. */
static void vote(parsimony *p, const character *c)
{
    const uint32_t n_states = c->n_states;
    memset(p->votes, 0, (size_t)p->tree->n_nodes * n_states * sizeof *p->votes);
    for (uint32_t k = p->n_order; k-- > 0;) {
        uint32_t v = p->order[k], most = 0;
        uint32_t *here = &p->votes[(size_t)v * n_states];
        uint8_t own = v < p->set->n_witnesses ? c->states[v] : STATE_UNKNOWN;
        if (own != STATE_UNKNOWN) {
            memset(here, 0, n_states * sizeof *here);
            here[own] = 1;
        }
        for (uint32_t s = 0; s < n_states; s++)
            most = here[s] > most ? here[s] : most;
        uint32_t *above = &p->votes[(size_t)p->tree->parent[v] * n_states];
        for (uint32_t s = 0; s < n_states; s++) {
            here[s] = most > 0 && here[s] == most;
            if (k > 0)
                above[s] += here[s];
        }
    }
}

// Down the tree: as in the parent where that is as good as any.
static void choose(const parsimony *p, const character *c, uint8_t *states)
{
    for (uint32_t k = 0; k < p->n_order; k++) {
        uint32_t v = p->order[k];
        const uint32_t *here = &p->votes[(size_t)v * c->n_states];
        uint8_t above = k == 0 ? STATE_UNKNOWN : states[p->tree->parent[v]];
        states[v] = above;
        if (above != STATE_UNKNOWN && here[above])
            continue;
        for (uint32_t s = 0; s < c->n_states; s++)
            if (here[s]) {
                states[v] = (uint8_t)s;
                break;
            }
    }
}

uint8_t *tree_states(arena *out, const character_set *set, const rooted_tree *tree)
{
    const uint32_t n = tree->n_nodes;
    uint8_t *states = arena_alloc(out, (size_t)set->n * n + 1);
    arena *tmp = arena_sub(out);
    parsimony p = {.set = set, .tree = tree};
    uint32_t most_states = 1;
    for (uint32_t i = 0; i < set->n; i++)
        most_states = set->v[i].n_states > most_states ? set->v[i].n_states : most_states;
    p.votes = arena_array(tmp, uint32_t, (size_t)n * most_states);
    order_nodes(tmp, &p);
    for (uint32_t i = 0; i < set->n; i++) {
        vote(&p, &set->v[i]);
        choose(&p, &set->v[i], &states[(size_t)i * n]);
    }
    arena_release(tmp);
    return states;
}
