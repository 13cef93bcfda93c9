/* The shapes of families, and the line of trees.jsonl. */
#include "bench/trees.h"

#include "bench/outcome.h"

static uint64_t cycle_sum(const pile *p)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < p->n_witnesses; i++)
        sum += p->witnesses[i];
    return sum;
}

uint64_t tree_first_of(const pile *p, uint64_t family)
{
    uint64_t at = family / p->n_witnesses * cycle_sum(p);
    for (uint32_t i = 0; i < family % p->n_witnesses; i++)
        at += p->witnesses[i];
    return at;
}

uint64_t tree_family_of(const pile *p, uint64_t number, uint32_t *witness)
{
    uint64_t sum = cycle_sum(p), family = number / sum * p->n_witnesses;
    uint64_t left = number % sum;
    uint32_t i = 0;
    while (left >= p->witnesses[i])
        left -= p->witnesses[i++];
    *witness = (uint32_t)left;
    return family + i;
}

uint64_t trees_n_families(const pile *p)
{
    uint32_t witness;
    return p->n ? tree_family_of(p, p->n - 1, &witness) + 1 : 0;
}

uint64_t trees_count(const pile *p, uint64_t at_least)
{
    uint64_t family = at_least / cycle_sum(p) * p->n_witnesses;
    while (tree_first_of(p, family) < at_least)
        family++;
    return tree_first_of(p, family);
}

static uint32_t share_of(uint64_t n, uint32_t share, dice *d)
{
    uint64_t exact = n * share;
    return (uint32_t)(exact / MILLION) + dice_chance(d, (uint32_t)(exact % MILLION));
}

static uint32_t add_node(tree *t, int parent)
{
    t->nodes[t->n] = (tree_node){.parent = (int16_t)parent, .second = -1, .witness = -1};
    if (parent >= 0)
        t->nodes[t->n].generation = (uint8_t)(t->nodes[parent].generation + 1);
    return t->n++;
}

/* Inner nodes have two copies, some three, as the lost ones of published stemmata have
 * mostly: places for copies are split until there are enough inner nodes; what is left
 * goes to any of them. Inner nodes come first. */
static uint32_t grow_shape(tree *t, uint32_t n_inner, uint32_t n_leaves, dice *d)
{
    int16_t open[MOST_NODES];
    uint32_t n_open = 0;
    add_node(t, -1);
    open[n_open++] = 0;
    open[n_open++] = 0;
    while (t->n < n_inner) {
        uint32_t i = dice_below(d, n_open);
        int16_t made = (int16_t)add_node(t, open[i]);
        open[i] = made;
        open[n_open++] = made;
    }
    uint32_t inner = t->n;
    for (uint32_t i = 0; i < n_leaves; i++)
        add_node(t, i < n_open ? open[i] : (int)dice_below(d, inner));
    return inner;
}

/* Which nodes are witnesses: all leaves and `ancestors` of the inner nodes; numbered by
 * chance, so that the number says nothing. */
static void choose_witnesses(tree *t, uint32_t inner, uint32_t ancestors, dice *d)
{
    int16_t kept[MOST_NODES];
    uint32_t n = 0;
    for (uint32_t i = inner; i < t->n; i++)
        kept[n++] = (int16_t)i;
    int16_t from[MOST_NODES];
    for (uint32_t i = 0; i < inner; i++)
        from[i] = (int16_t)i;
    for (uint32_t i = 0; i < ancestors && i < inner; i++) {
        uint32_t j = dice_between(d, i, inner - 1);
        int16_t swap = from[i];
        from[i] = from[j];
        from[j] = swap;
        kept[n++] = from[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t j = dice_between(d, i, n - 1);
        int16_t swap = kept[i];
        kept[i] = kept[j];
        kept[j] = swap;
        t->nodes[kept[i]].witness = (int16_t)i;
        t->node_of[i] = kept[i];
    }
}

/* Nodes come after their parents in the array. */
static void set_times(const pile *p, tree *t, dice *d)
{
    event e = event_make(&p->world, unit_key(p, t->family, 0));
    for (uint32_t i = 0; i < t->n; i++) {
        tree_node *v = &t->nodes[i];
        if (v->parent < 0) {
            v->agency = true;
            v->minute = event_minute(&e, unit_key(p, t->family, 0));
        } else {
            const tree_node *parent = &t->nodes[v->parent];
            bool inner = v->witness < 0;
            v->agency = parent->agency && inner && dice_chance(d, 500000);
            uint32_t slow = dice_below(d, 4);
            v->minute = parent->minute + dice_between(d, 6, slow ? 240 : 1500);
        }
        v->outlet =
            v->agency ? N_OUTLETS + (uint32_t)(t->family % 8) : outlet_by_chance(d);
    }
}

/* A second source was in print before, and is not what the main one was copied from. */
static void add_second(tree *t, uint32_t node, dice *d)
{
    int16_t fit[MOST_NODES];
    bool above[MOST_NODES] = {false}; // and the node itself
    uint32_t n = 0;
    for (int v = (int)node; v >= 0; v = t->nodes[v].parent)
        above[v] = true;
    for (uint32_t i = 0; i < t->n; i++)
        if (t->nodes[i].minute < t->nodes[node].minute && !above[i])
            fit[n++] = (int16_t)i;
    if (n)
        t->nodes[node].second = fit[dice_below(d, n)];
}

void tree_grow(const pile *p, uint64_t family, tree *t)
{
    dice d = dice_of(p->seed, 0x54524545u, family);
    *t = (tree){.family = family};
    t->n_witnesses = p->witnesses[family % p->n_witnesses];
    t->second_share = p->seconds[family / p->n_witnesses % p->n_seconds];
    uint32_t n = t->n_witnesses, lost = share_of(n, p->lost, &d);
    uint32_t ancestors = share_of(n, p->ancestors, &d);
    if (ancestors > n / 2)
        ancestors = n / 2;
    uint32_t leaves = n - ancestors, inner = lost + ancestors;
    inner = inner + 1 > leaves ? leaves - 1 : inner;
    if (inner < 1 || inner < ancestors)
        inner = ancestors > 1 ? ancestors : 1;
    inner = grow_shape(t, inner, leaves, &d);
    choose_witnesses(t, inner, ancestors, &d);
    set_times(p, t, &d);
    uint32_t n_second = share_of(n, t->second_share, &d);
    uint32_t order[MOST_WITNESSES];
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t i = 0; i < n_second; i++) {
        uint32_t j = dice_between(&d, i, n - 1), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
        uint32_t node = (uint32_t)t->node_of[order[i]];
        if (t->nodes[node].parent >= 0)
            add_second(t, node, &d);
    }
}

static void pen_node_id(const pile *p, const tree *t, uint32_t node, pen *to)
{
    pen_str(to, "\"");
    pen_str(to, p->prefix);
    pen_str(to, "t");
    pen_number(to, t->family);
    pen_str(to, ".n");
    pen_number(to, node);
    pen_str(to, "\"");
}

static void write_edge(const pile *p, const tree *t, uint32_t from, uint32_t to_node,
                       const char *kind, const uint32_t *edits, bool first, pen *to)
{
    pen_str(to, first ? "{\"from\":" : ",{\"from\":");
    pen_node_id(p, t, from, to);
    pen_str(to, ",\"to\":");
    pen_node_id(p, t, to_node, to);
    pen_str(to, ",\"kind\":\"");
    pen_str(to, kind);
    pen_str(to, "\"");
    if (edits) {
        pen_str(to, ",\"edits\":");
        pen_number(to, edits[to_node]);
    }
    pen_str(to, "}");
}

void write_tree(const pile *p, uint64_t family, arena *a, pen *to)
{
    tree *t = arena_new(a, tree);
    tree_grow(p, family, t);
    uint32_t *edits = arena_array(a, uint32_t, t->n);
    tree_edits(p, t, a, edits);
    uint64_t first = tree_first_of(p, family);
    pen_str(to, "{\"family\":\"");
    pen_str(to, p->prefix);
    pen_str(to, "t");
    pen_number(to, family);
    pen_str(to, "\",\"witnesses\":");
    pen_number(to, t->n_witnesses);
    pen_str(to, ",\"second_share\":");
    pen_share(to, t->second_share);
    pen_str(to, ",\"nodes\":[");
    for (uint32_t i = 0; i < t->n; i++) {
        const tree_node *v = &t->nodes[i];
        pen_str(to, i ? ",{\"id\":" : "{\"id\":");
        pen_node_id(p, t, i, to);
        pen_str(to, ",\"article\":");
        if (v->witness >= 0)
            pen_json(to, plan_id(p, a, first + (uint64_t)v->witness));
        else
            pen_str(to, "null");
        pen_str(to, ",\"generation\":");
        pen_number(to, v->generation);
        pen_str(to, v->agency ? ",\"role\":\"agency\"" : ",\"role\":\"outlet\"");
        pen_str(to, ",\"date\":");
        pen_date(to, v->minute);
        pen_str(to, "}");
    }
    pen_str(to, "],\"edges\":[");
    bool any = false;
    for (uint32_t i = 0; i < t->n; i++) {
        if (t->nodes[i].parent >= 0)
            write_edge(p, t, (uint32_t)t->nodes[i].parent, i, "main", edits, !any, to);
        any |= t->nodes[i].parent >= 0;
        if (t->nodes[i].second >= 0)
            write_edge(p, t, (uint32_t)t->nodes[i].second, i, "second", NULL, false, to);
    }
    pen_str(to, "]}\n");
}
