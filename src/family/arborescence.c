#include "family/arborescence.h"

#include <string.h>

enum { NONE = UINT32_MAX };

/* Arcs into one node: a leftist heap. What is added to all of a heap waits at its top. */
typedef struct {
    uint32_t left, right, rank;
    int64_t cost, waiting;
} heap_item;

typedef struct {
    const arc *arcs;
    heap_item *items; // of each arc
    uint32_t n;       // nodes at first; circles are further ones
    uint32_t n_nodes;
    uint32_t *top;           // of each node: its heap
    uint32_t *chosen;        // the arc into it
    uint32_t *up;            // the circle that it is on
    uint32_t *member, *next; // of each circle: its nodes
    uint32_t *leader;        // for find()
    uint8_t *seen;
} contraction;

static void push_down(contraction *c, uint32_t x)
{
    heap_item *i = &c->items[x];
    uint32_t below[2] = {i->left, i->right};
    for (int k = 0; k < 2; k++)
        if (below[k] != NONE) {
            c->items[below[k]].cost += i->waiting;
            c->items[below[k]].waiting += i->waiting;
        }
    i->waiting = 0;
}

static bool is_less(const contraction *c, uint32_t x, uint32_t y)
{
    int64_t a = c->items[x].cost, b = c->items[y].cost;
    return a != b ? a < b : x < y;
}

static uint32_t rank_of(const contraction *c, uint32_t x)
{
    return x == NONE ? 0 : c->items[x].rank;
}

// As deep as the ranks: the logarithm of the number of arcs.
static uint32_t melt(contraction *c, uint32_t x, uint32_t y)
{
    if (x == NONE || y == NONE)
        return x == NONE ? y : x;
    if (is_less(c, y, x)) {
        uint32_t swap = x;
        x = y;
        y = swap;
    }
    push_down(c, x);
    heap_item *i = &c->items[x];
    i->right = melt(c, i->right, y);
    if (rank_of(c, i->left) < rank_of(c, i->right)) {
        uint32_t swap = i->left;
        i->left = i->right;
        i->right = swap;
    }
    i->rank = rank_of(c, i->right) + 1;
    return x;
}

static uint32_t pop(contraction *c, uint32_t v)
{
    uint32_t x = c->top[v];
    push_down(c, x);
    c->top[v] = melt(c, c->items[x].left, c->items[x].right);
    return x;
}

static uint32_t find(contraction *c, uint32_t v)
{
    uint32_t top = v;
    while (c->leader[top] != top)
        top = c->leader[top];
    while (c->leader[v] != top) {
        uint32_t next = c->leader[v];
        c->leader[v] = top;
        v = next;
    }
    return top;
}

// The cheapest arc from outside.
static uint32_t choose(contraction *c, uint32_t v)
{
    uint32_t x;
    do
        x = pop(c, v);
    while (find(c, c->arcs[x].from) == v);
    c->chosen[v] = x;
    return find(c, c->arcs[x].from);
}

/* The nodes of the path from `from` on become one: to come into it elsewhere saves the
 * arc that is there. */
static uint32_t contract(contraction *c, const uint32_t *path, uint32_t n_path,
                         uint32_t from)
{
    uint32_t made = c->n_nodes++;
    c->top[made] = NONE;
    c->leader[made] = made;
    c->member[made] = NONE;
    while (n_path-- > 0) {
        uint32_t v = path[n_path];
        if (c->top[v] != NONE) {
            int64_t cost = c->items[c->chosen[v]].cost;
            c->items[c->top[v]].cost -= cost;
            c->items[c->top[v]].waiting -= cost;
        }
        c->top[made] = melt(c, c->top[made], c->top[v]);
        c->up[v] = made;
        c->leader[v] = made;
        c->next[v] = c->member[made];
        c->member[made] = v;
        if (v == from)
            break;
    }
    return made;
}

static void contract_all(contraction *c, arena *tmp, uint32_t root)
{
    enum { NEW, ON_PATH, DONE };
    uint32_t *path = arena_array(tmp, uint32_t, c->n + 1);
    c->seen[root] = DONE;
    for (uint32_t s = 0; s < c->n; s++) {
        uint32_t n_path = 0, v = find(c, s);
        while (c->seen[v] != DONE) {
            c->seen[v] = ON_PATH;
            path[n_path++] = v;
            uint32_t u = choose(c, v);
            if (c->seen[u] == ON_PATH) {
                v = contract(c, path, n_path, u);
                while (path[--n_path] != u)
                    ;
                continue;
            }
            v = u;
        }
        while (n_path > 0)
            c->seen[path[--n_path]] = DONE;
    }
}

/* Circles are opened where the arc into them comes in; their other nodes keep their own
 * arcs. */
static void expand(contraction *c, arena *tmp, uint32_t root, uint32_t *parent)
{
    uint32_t *stack = arena_array(tmp, uint32_t, c->n_nodes + 1), n = 0;
    for (uint32_t v = 0; v < c->n_nodes; v++)
        if (c->up[v] == NONE && v != root)
            stack[n++] = v;
    while (n > 0) {
        uint32_t top = stack[--n];
        const arc *in = &c->arcs[c->chosen[top]];
        uint32_t v = in->to;
        parent[v] = in->from;
        while (v != top) {
            uint32_t circle = c->up[v];
            for (uint32_t y = c->member[circle]; y != NONE; y = c->next[y])
                if (y != v)
                    stack[n++] = y;
            v = circle;
        }
    }
    parent[root] = root;
}

void arborescence(arena *out, const arc *arcs, uint32_t n_arcs, uint32_t n, uint32_t root,
                  uint32_t *parent)
{
    arena *tmp = arena_sub(out);
    contraction c = {.arcs = arcs, .n = n, .n_nodes = n};
    c.items = arena_array(tmp, heap_item, (size_t)n_arcs + 1);
    uint32_t **of[] = {&c.top, &c.chosen, &c.up, &c.member, &c.next, &c.leader};
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        *of[k] = arena_array(tmp, uint32_t, 2 * (size_t)n + 1);
        memset(*of[k], 0xff, 2 * (size_t)n * sizeof **of[k]);
    }
    c.seen = arena_alloc(tmp, 2 * (size_t)n + 1);
    for (uint32_t v = 0; v < n; v++)
        c.leader[v] = v;
    for (uint32_t x = 0; x < n_arcs; x++) {
        c.items[x] = (heap_item){NONE, NONE, 1, arcs[x].cost, 0};
        if (arcs[x].to != root && arcs[x].from != arcs[x].to)
            c.top[arcs[x].to] = melt(&c, c.top[arcs[x].to], x);
    }
    contract_all(&c, tmp, root);
    expand(&c, tmp, root, parent);
    arena_release(tmp);
}
