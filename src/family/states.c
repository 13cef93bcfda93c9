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

/* Text that some have and some lack: to leave it out is easy, and no two houses write the
 * same. costs[v * 2 + s]: what the changes below node v cost if it has it (1) or not (0),
 * halves of a cut (Sankoff 1975). Where both are as good, the text was there. */
static void choose_presence(const parsimony *p, const character *c, uint32_t *costs,
                            uint8_t *states)
{
    enum { CUT = 2, ADDED = 5, NEVER = 1 << 20 };
    memset(costs, 0, (size_t)p->tree->n_nodes * 2 * sizeof *costs);
    for (uint32_t k = p->n_order; k-- > 0;) {
        uint32_t v = p->order[k], *here = &costs[(size_t)v * 2];
        uint32_t *above = &costs[(size_t)p->tree->parent[v] * 2];
        uint8_t own = v < p->set->n_witnesses ? c->states[v] : STATE_UNKNOWN;
        if (own < 2)
            here[1 - own] += NEVER;
        if (k == 0)
            break;
        above[0] += here[0] < here[1] + ADDED ? here[0] : here[1] + ADDED;
        above[1] += here[1] < here[0] + CUT ? here[1] : here[0] + CUT;
    }
    for (uint32_t k = 0; k < p->n_order; k++) {
        uint32_t v = p->order[k];
        const uint32_t *here = &costs[(size_t)v * 2];
        uint8_t above = k == 0 ? 1 : states[p->tree->parent[v]];
        uint32_t lacks = here[0] + (k > 0 && above == 1 ? CUT : 0);
        uint32_t has = here[1] + (k > 0 && above == 0 ? ADDED : 0);
        states[v] = has == lacks ? above : has < lacks;
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
    uint32_t *costs = arena_array(tmp, uint32_t, (size_t)n * 2);
    for (uint32_t i = 0; i < set->n; i++) {
        if (set->v[i].presence && set->v[i].n_states == 2) {
            choose_presence(&p, &set->v[i], costs, &states[(size_t)i * n]);
            continue;
        }
        vote(&p, &set->v[i]);
        choose(&p, &set->v[i], &states[(size_t)i * n]);
    }
    arena_release(tmp);
    return states;
}
