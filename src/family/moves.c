// Moves from one tree to a neighbouring one. All work on the parent array alone.
#include "family/search.h"

#include "base/hash.h"

#include <string.h>

uint32_t draw_below(random_bits *r, uint32_t n)
{
    r->state = hash_mix(r->state, 0x9e3779b97f4a7c15u);
    return (uint32_t)((r->state >> 32) * n >> 32);
}

typedef struct {
    copy_tree *t;
    uint32_t n_witnesses, n_nodes;
    random_bits *r;
    const uint32_t *near; // near[w * n_witnesses + k]: the witnesses nearest to w first
} mover;

static bool used(const mover *m, uint32_t v)
{
    return m->t->parent[v] != COST_NONE;
}

static bool is_root(const mover *m, uint32_t v)
{
    return m->t->root == v;
}

static uint32_t count_children(const mover *m, uint32_t v, uint32_t *last)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < m->n_nodes; c++)
        if (c != v && m->t->parent[c] == v) {
            n++;
            *last = c;
        }
    return n;
}

static bool is_below(const mover *m, uint32_t v, uint32_t top)
{
    while (v != top && !is_root(m, v))
        v = m->t->parent[v];
    return v == top;
}

static uint32_t free_node(const mover *m)
{
    for (uint32_t v = m->n_witnesses; v < m->n_nodes; v++)
        if (!used(m, v))
            return v;
    return COST_NONE;
}

// A lost node that has lost children: with one left it goes, too.
static void splice(mover *m, uint32_t v)
{
    uint32_t child = COST_NONE;
    if (v < m->n_witnesses || !used(m, v))
        return;
    uint32_t n = count_children(m, v, &child);
    if (n >= 2)
        return;
    if (n == 1) {
        bool root = is_root(m, v);
        m->t->parent[child] = root ? child : m->t->parent[v];
        m->t->root = root ? child : m->t->root;
        m->t->parent[v] = COST_NONE;
        return;
    }
    uint32_t above = m->t->parent[v];
    m->t->parent[v] = COST_NONE;
    if (above != v)
        splice(m, above);
}

// A new lost node above v.
static uint32_t put_above(mover *m, uint32_t v)
{
    uint32_t made = free_node(m);
    if (made == COST_NONE)
        return made;
    if (is_root(m, v)) {
        m->t->parent[made] = m->t->root = made;
    } else {
        m->t->parent[made] = m->t->parent[v];
    }
    m->t->parent[v] = made;
    return made;
}

static uint32_t any_node(const mover *m)
{
    uint32_t v;
    do
        v = draw_below(m->r, m->n_nodes);
    while (!used(m, v));
    return v;
}

static uint32_t any_witness_below(const mover *m, uint32_t top)
{
    uint32_t found = COST_NONE, n = 0;
    for (uint32_t w = 0; w < m->n_witnesses; w++)
        if (is_below(m, w, top) && draw_below(m->r, ++n) == 0)
            found = w;
    return found;
}

// A node near what hangs below v, or any.
static uint32_t pick_target(const mover *m, uint32_t v)
{
    uint32_t w = any_witness_below(m, v), rank = 0;
    if (w == COST_NONE || draw_below(m->r, 3) == 0)
        return any_node(m);
    while (rank + 2 < m->n_witnesses && draw_below(m->r, 3) > 0)
        rank++;
    uint32_t at = m->near[(size_t)w * m->n_witnesses + rank];
    while (draw_below(m->r, 2) && !is_root(m, at))
        at = m->t->parent[at];
    return at;
}

static bool hang_elsewhere(mover *m)
{
    uint32_t v = any_node(m);
    if (is_root(m, v))
        return false;
    uint32_t target = pick_target(m, v);
    if (is_below(m, target, v))
        return false;
    bool on_edge = draw_below(m->r, 2);
    uint32_t above = m->t->parent[v];
    if (target == above && !on_edge)
        return false;
    if (on_edge) {
        uint32_t made = put_above(m, target);
        if (made == COST_NONE)
            return false;
        m->t->parent[v] = made;
    } else {
        m->t->parent[v] = target;
    }
    splice(m, above);
    return true;
}

// A lost node becomes one of the witnesses that hang on it, or is taken out.
static bool take_out(mover *m)
{
    uint32_t v = any_node(m), kept = COST_NONE, n = 0;
    if (v < m->n_witnesses)
        return false;
    if (!is_root(m, v) && draw_below(m->r, 3) == 0)
        kept = m->t->parent[v];
    for (uint32_t w = 0; w < m->n_witnesses && kept == COST_NONE; w++)
        if (m->t->parent[w] == v && w != v)
            n++;
    if (kept == COST_NONE && n == 0)
        return false;
    if (kept == COST_NONE) {
        n = draw_below(m->r, n);
        for (uint32_t w = 0; kept == COST_NONE; w++)
            if (m->t->parent[w] == v && n-- == 0)
                kept = w;
        m->t->parent[kept] = is_root(m, v) ? kept : m->t->parent[v];
        m->t->root = is_root(m, v) ? kept : m->t->root;
    }
    for (uint32_t c = 0; c < m->n_nodes; c++)
        if (c != kept && c != v && m->t->parent[c] == v)
            m->t->parent[c] = kept;
    m->t->parent[v] = COST_NONE;
    return true;
}

// A witness that others were copied from becomes a copy of a lost one like them.
static bool put_in(mover *m)
{
    uint32_t v = draw_below(m->r, m->n_witnesses), last;
    if (count_children(m, v, &last) == 0)
        return false;
    uint32_t made = put_above(m, v), n_moved = 0;
    if (made == COST_NONE)
        return false;
    bool all = draw_below(m->r, 2);
    for (uint32_t c = 0; c < m->n_nodes; c++)
        if (c != v && c != made && m->t->parent[c] == v && (all || draw_below(m->r, 2))) {
            m->t->parent[c] = made;
            n_moved++;
        }
    return n_moved > 0;
}

// Two of a node's children get a lost node of their own.
static bool put_between(mover *m)
{
    uint32_t v = any_node(m), n = 0, a = COST_NONE, b = COST_NONE;
    for (uint32_t c = 0; c < m->n_nodes; c++) {
        if (c == v || m->t->parent[c] != v)
            continue;
        n++;
        if (draw_below(m->r, n) == 0) {
            b = a;
            a = c;
        } else if (b == COST_NONE || draw_below(m->r, n) == 0) {
            b = c;
        }
    }
    uint32_t made = free_node(m);
    if (n < (v < m->n_witnesses ? 2u : 3u) || b == COST_NONE || made == COST_NONE)
        return false;
    m->t->parent[made] = v;
    m->t->parent[a] = m->t->parent[b] = made;
    return true;
}

static bool change_places(mover *m)
{
    uint32_t a = draw_below(m->r, m->n_witnesses), b;
    if (draw_below(m->r, 2)) { // with the one it was copied from
        b = m->t->parent[a];
        if (b >= m->n_witnesses)
            return false;
    } else {
        b = m->near[(size_t)a * m->n_witnesses +
                    draw_below(m->r, m->n_witnesses > 4 ? 4 : m->n_witnesses - 1)];
    }
    if (a == b)
        return false;
    uint32_t of_a = m->t->parent[a], of_b = m->t->parent[b];
    bool root_a = is_root(m, a), root_b = is_root(m, b);
    for (uint32_t c = 0; c < m->n_nodes; c++) {
        if (c == a || c == b || !used(m, c))
            continue;
        if (m->t->parent[c] == a)
            m->t->parent[c] = b;
        else if (m->t->parent[c] == b)
            m->t->parent[c] = a;
    }
    m->t->parent[a] = root_b ? a : of_b == a ? b : of_b;
    m->t->parent[b] = root_a ? b : of_a == b ? a : of_a;
    m->t->root = root_a ? b : root_b ? a : m->t->root;
    return true;
}

void move_reroot(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t root)
{
    mover m = {t, n_witnesses, n_nodes, NULL, NULL};
    uint32_t old = t->root, v = root, above = root;
    while (true) { // turn the edges between the new root and the old one
        uint32_t next = t->parent[v];
        t->parent[v] = above;
        above = v;
        if (v == old)
            break;
        v = next;
    }
    t->root = root;
    t->parent[root] = root;
    if (old != root)
        splice(&m, old);
}

void move_demote(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t w)
{
    mover m = {t, n_witnesses, n_nodes, NULL, NULL};
    uint32_t last, made;
    if (count_children(&m, w, &last) == 0)
        return;
    made = put_above(&m, w);
    for (uint32_t c = 0; c < n_nodes && made != COST_NONE; c++)
        if (c != w && c != made && t->parent[c] == w)
            t->parent[c] = made;
}

void move_promote(copy_tree *t, uint32_t n_witnesses, uint32_t n_nodes, uint32_t v,
                  uint32_t w)
{
    mover m = {t, n_witnesses, n_nodes, NULL, NULL};
    uint32_t above = t->parent[w], only = COST_NONE;
    t->parent[w] = COST_NONE;
    if (above != v)
        splice(&m, above);
    for (uint32_t c = 0; c < n_nodes; c++)
        if (c != v && t->parent[c] == v)
            t->parent[c] = w;
    t->parent[w] = is_root(&m, v) ? w : t->parent[v];
    t->root = is_root(&m, v) ? w : t->root;
    t->parent[v] = COST_NONE;
    if (count_children(&m, w, &only) == 1 && only >= n_witnesses) {
        for (uint32_t c = 0; c < n_nodes; c++)
            if (c != only && t->parent[c] == only)
                t->parent[c] = w;
        t->parent[only] = COST_NONE;
    }
}

static bool move_root(mover *m)
{
    uint32_t v = any_node(m);
    if (draw_below(m->r, 2)) { // to a place next to where it is
        uint32_t n = 0, child = COST_NONE;
        for (uint32_t c = 0; c < m->n_nodes; c++)
            if (used(m, c) && c != m->t->root && m->t->parent[c] == m->t->root &&
                draw_below(m->r, ++n) == 0)
                child = c;
        v = child == COST_NONE ? v : child;
    }
    if (is_root(m, v))
        return false;
    if (draw_below(m->r, 2)) {
        v = put_above(m, v);
        if (v == COST_NONE)
            return false;
    }
    move_reroot(m->t, m->n_witnesses, m->n_nodes, v);
    return true;
}

bool move_random(random_bits *r, cost_state *s, const uint32_t *near)
{
    memcpy(s->next.parent, s->tree.parent, s->m->n_nodes * sizeof *s->next.parent);
    s->next.root = s->tree.root;
    mover m = {&s->next, s->m->n_witnesses, s->m->n_nodes, r, near};
    uint32_t kind = draw_below(r, 16);
    if (kind < 7)
        return hang_elsewhere(&m);
    if (kind < 9)
        return take_out(&m);
    if (kind < 11)
        return put_in(&m);
    if (kind < 12)
        return put_between(&m);
    if (kind < 14)
        return change_places(&m);
    return move_root(&m);
}
