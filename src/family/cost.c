#include "family/search.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const int32_t MUCH = 1 << 22;

static const double COST_LOST =
    6.0; // bits: one more lost node, and this share of the way
// between neighbours: what is not explained grows with what was changed. Where nothing is
// known of the witnesses but their words, most were copied from one another; outlets
// print what an agency sent, and seldom what another has printed.
static const double LOST_SHARE = 0.2;
static const double COST_LOST_NEWS = 4.0;
static const double ROOT_SHARE = 0.08;     // of that way: the first text is kept
static const double COST_BACKWARDS = 20.0; // a copy older than what it is copied from
static const double GAIN_AGENCY = 10.0;    // the agency's own page at the root
static const double PACE = 20.0; // as much time as passed until the mean of the copies
static const double PACE_MOST = 20.0; // on one edge: stamps may be wrong
static const double LEAF = 12.0; // times the surprise at a copy with so little changed
static const double LEAF_AT_LEAST = 1.5; // bits: copies of copies are not rare
static const double LEAF_LEAST = 1.5;    // of its own that is hardly a change

/* The model
 * ----------------------------------------------------------------------------------- */

typedef struct {
    const site *s;
    uint64_t key; // of how it parts the witnesses
    uint32_t index;
    uint8_t *states; // numbered in order of the witnesses
    int32_t event[SITE_STATES], choice[SITE_STATES], first[SITE_STATES];
    int32_t times, back;
} pattern;

enum { ROOTED = 128 };

// Numbers the readings in the order in which the witnesses have them.
static void number_states(arena *tmp, const site *s, uint32_t n, pattern *p)
{
    uint8_t to[SITE_UNKNOWN + 1], next = 0;
    memset(to, SITE_UNKNOWN, sizeof to);
    p->s = s;
    p->states = arena_alloc(tmp, n);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t state = s->states[i];
        if (state != SITE_UNKNOWN && to[state] == SITE_UNKNOWN) {
            p->event[next] = s->event[state];
            p->choice[next] = s->choice[state];
            to[state] = next++;
        }
        p->states[i] = state == SITE_UNKNOWN ? state : to[state];
        p->key = hash_mix(p->key, p->states[i]);
    }
    p->key = (p->key >> 8) | (uint64_t)s->n_states << 56;
    if (s->rooted)
        p->key = (p->key << 8 >> 8) | (uint64_t)ROOTED << 56;
    if (!s->ordered)
        return;
    p->key = p->index; // after all others, by themselves
    p->key |= (uint64_t)255 << 56;
    for (uint32_t i = 0; i < n; i++)
        p->states[i] = s->states[i];
    for (uint32_t k = 0; k < s->n_states; k++)
        p->event[k] = p->choice[k] = 0;
}

static int by_key(const void *left, const void *right)
{
    const pattern *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

// Adds up the costs of the sites that part the witnesses alike.
static uint32_t merge_patterns(pattern *p, uint32_t n, uint32_t n_witnesses,
                               const uint32_t *counts)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t times = counts ? counts[p[i].index] : 1;
        if (times == 0)
            continue;
        bool same = kept > 0 && p[kept - 1].key == p[i].key;
        if (!same) {
            p[kept] = p[i];
            memset(p[kept].event, 0, sizeof p[kept].event);
            memset(p[kept].first, 0, sizeof p[kept].first);
            memset(p[kept].choice, 0, sizeof p[kept].choice);
            p[kept].back = 0;
            p[kept++].times = (int32_t)times;
        }
        const site *s = p[i].s;
        pattern *to = &p[kept - 1];
        if (s->ordered) {
            for (uint32_t k = 0; k < s->n_states; k++) {
                int32_t back = (int32_t)k * s->again;
                back = back < s->again_most ? back : s->again_most;
                to->event[k] = (int32_t)times * s->event[k];
                to->choice[k] = (int32_t)times * s->choice[k];
                to->first[k] = (int32_t)times * back;
            }
            continue;
        }
        bool done[SITE_STATES] = {false};
        for (uint32_t w = 0; w < n_witnesses; w++) {
            uint8_t number = p[i].states[w];
            if (number == SITE_UNKNOWN || done[number])
                continue;
            done[number] = true;
            to->event[number] += (int32_t)times * s->event[s->states[w]];
            to->first[number] += (int32_t)times * s->first[s->states[w]];
            to->choice[number] += (int32_t)times * s->choice[s->states[w]];
        }
        to->back += (int32_t)times * s->back;
    }
    return kept;
}

static void fill_values(arena *out, cost_model *m, const pattern *patterns, uint32_t n)
{
    for (uint32_t i = 0, to; i < n; i = to) { // patterns come in order of their states
        const site *s = patterns[i].s;
        to = i + 1;
        while (!s->ordered && to < n && patterns[to].s->n_states == s->n_states &&
               patterns[to].s->rooted == s->rooted && !patterns[to].s->ordered)
            to++;
        pattern_group *g = &m->groups[m->n_groups++];
        *g = (pattern_group){
            s->rooted ? 4 : s->n_states, to - i,   m->n_values, s->ordered ? s : NULL,
            patterns[i].times,           s->rooted};
        m->n_values += g->n_states * g->n;
    }
    m->into = arena_array(out, int32_t, m->n_values + 1);
    m->first = arena_array(out, int32_t, m->n_values + 1);
    m->other = arena_array(out, int32_t *, m->n_witnesses);
    for (uint32_t w = 0; w < m->n_witnesses; w++)
        m->other[w] = arena_array(out, int32_t, m->n_values + 1);
    for (uint32_t g = 0, i = 0; g < m->n_groups; g++) {
        const pattern_group *group = &m->groups[g];
        for (uint32_t k = 0; k < group->n; k++, i++)
            for (uint32_t s = 0; s < group->n_states; s++) {
                uint32_t at = group->start + s * group->n + k;
                const pattern *p = &patterns[i];
                uint32_t x = group->rooted ? s % 2 : s;
                bool again = group->rooted && s / 2 == x;
                m->first[at] = p->choice[x] + p->first[x];
                if (group->rooted && !again)
                    m->first[at] = MUCH;
                m->into[at] = p->event[x] + (again ? p->back : p->choice[x]);
                for (uint32_t w = 0; w < m->n_witnesses; w++) {
                    uint8_t own = p->states[w];
                    m->other[w][at] = own != SITE_UNKNOWN && own != x ? MUCH : 0;
                }
            }
    }
}

static void note_facts(arena *out, cost_model *m, const witness_facts *facts)
{
    const uint32_t n = m->n_witnesses;
    m->facts = facts;
    m->before = arena_array(out, bool, (size_t)n *n);
    for (uint32_t a = 0; a < n && facts; a++)
        for (uint32_t b = 0; b < n; b++)
            m->before[(size_t)a * n + b] =
                tree_is_before(facts[a].published, facts[b].published,
                               slice_eq(facts[a].outlet, facts[b].outlet));
    m->backwards = (int32_t)(COST_BACKWARDS * SITE_UNITS);
    m->agency = (int32_t)(GAIN_AGENCY * SITE_UNITS);
}

/* A report spreads within hours: what is printed late is hardly a copy of what was there
 * long before, if there are later ones. The pace is the family's own. */
static void note_minutes(arena *out, cost_model *m)
{
    const uint32_t n = m->n_witnesses;
    m->minute = arena_array(out, int64_t, n);
    int64_t first = COST_UNDATED;
    double total = 0, n_dated = 0;
    for (uint32_t w = 0; w < n; w++) {
        m->minute[w] = COST_UNDATED;
        if (m->facts && tree_minute(m->facts[w].published, &m->minute[w]))
            first = m->minute[w] < first ? m->minute[w] : first;
    }
    for (uint32_t w = 0; w < n; w++)
        if (m->minute[w] != COST_UNDATED) {
            total += (double)(m->minute[w] - first);
            n_dated++;
        }
    m->bits_of_minute = total > 0 ? PACE * SITE_UNITS * n_dated / total : 0;
}

bool cost_is_news(const witness_facts *facts, uint32_t n)
{
    bool any = false;
    for (uint32_t w = 0; w < n && facts; w++)
        any |= facts[w].outlet.len > 0 || facts[w].published.len > 0;
    return any;
}

// How far it is from a witness to the one nearest to it, on average.
static double nearest_mean(arena *tmp, const cost_model *m)
{
    const uint32_t n = m->n_witnesses;
    const int32_t *d = start_distances(tmp, m);
    double total = 0;
    for (uint32_t w = 0; w < n; w++) {
        int32_t least = INT32_MAX;
        for (uint32_t v = 0; v < n; v++)
            if (v != w && d[(size_t)w * n + v] < least)
                least = d[(size_t)w * n + v];
        total += least;
    }
    return n > 1 ? total / n : 0;
}

// What only one witness has at a site: what its copyist did, if nobody copied it.
static void add_own(const site *s, uint32_t n, int32_t times, double *own)
{
    uint32_t with[SITE_UNKNOWN + 1] = {0}, who[SITE_UNKNOWN + 1], n_known = 0;
    for (uint32_t w = 0; w < n; w++) {
        with[s->states[w]]++;
        who[s->states[w]] = w;
        n_known += s->states[w] != SITE_UNKNOWN;
    }
    for (uint32_t k = 0; k < s->n_states && n_known > 2; k++)
        if (with[k] == 1)
            own[who[k]] += (double)times * s->event[k];
}

/* An editor hardly ever prints what came in without a change: a witness that has nothing
 * of its own is more likely the one that others copied. */
static void weigh_leaves(arena *tmp, cost_model *m, const site_set *sites,
                         const uint32_t *counts)
{
    const uint32_t n = m->n_witnesses;
    double *own = arena_array(tmp, double, n), mean = 0;

    for (uint32_t i = 0; i < sites->n; i++)
        if (!counts || counts[i])
            add_own(&sites->v[i], n, counts ? (int32_t)counts[i] : 1, own);
    for (uint32_t w = 0; w < n; w++)
        mean += own[w] / n;
    double half = LEAF_LEAST * SITE_UNITS,
           most = LEAF * SITE_UNITS * (1 - exp2(-mean / half));
    for (uint32_t w = 0; w < n; w++)
        m->leaf[w] = (int32_t)(most * exp2(-own[w] / half) + LEAF_AT_LEAST * SITE_UNITS);
}

void cost_model_make(arena *out, const site_set *sites, const uint32_t *counts,
                     const witness_facts *facts, cost_model *m)
{
    arena *tmp = arena_sub(out);
    *m = (cost_model){.n_witnesses = sites->n_witnesses};
    m->n_nodes = 2 * sites->n_witnesses + 2;
    pattern *patterns = arena_array(tmp, pattern, sites->n + 1);
    for (uint32_t i = 0; i < sites->n; i++) {
        patterns[i].index = i;
        number_states(tmp, &sites->v[i], sites->n_witnesses, &patterns[i]);
    }
    qsort(patterns, sites->n, sizeof *patterns, by_key);
    uint32_t n = merge_patterns(patterns, sites->n, sites->n_witnesses, counts);
    uint32_t n_ordered = 0;
    for (uint32_t i = 0; i < n; i++)
        n_ordered += patterns[i].s->ordered;
    m->groups = arena_array(out, pattern_group, SITE_STATES + 2 + n_ordered);
    fill_values(out, m, patterns, n);
    note_facts(out, m, facts);
    note_minutes(out, m);
    bool news = cost_is_news(facts, m->n_witnesses);
    m->leaf = arena_array(out, int32_t, m->n_witnesses);
    if (news)
        weigh_leaves(tmp, m, sites, counts);
    double nearest = nearest_mean(tmp, m);
    m->witness_root = news ? (int32_t)(ROOT_SHARE * nearest) : 0;
    m->lost = news ? (int32_t)(COST_LOST_NEWS * SITE_UNITS)
                   : (int32_t)(COST_LOST * SITE_UNITS + LOST_SHARE * nearest);
    arena_release(tmp);
}

uint32_t cost_n_patterns(const cost_model *m)
{
    uint32_t n = 0;
    for (uint32_t g = 0; g < m->n_groups; g++)
        n += m->groups[g].n;
    return n;
}

/* Messages
 * ------------------------------------------------------------------------------------ */

void cost_state_init(arena *out, const cost_model *m, cost_state *s)
{
    const uint32_t n = m->n_nodes;
    *s = (cost_state){.m = m};
    s->tree.parent = arena_array(out, uint32_t, n);
    s->next.parent = arena_array(out, uint32_t, n);
    s->slot = arena_array(out, uint32_t, n);
    s->new_slot = arena_array(out, uint32_t, n);
    s->free_slots = arena_array(out, uint32_t, 2 * n + 1);
    s->taken = arena_array(out, uint32_t, n + 1);
    s->order = arena_array(out, uint32_t, n);
    s->child = arena_array(out, uint32_t, n);
    s->sibling = arena_array(out, uint32_t, n);
    s->minute = arena_array(out, int64_t, n);
    s->dirty = arena_array(out, bool, n);
    s->sum = arena_array(out, int32_t, m->n_values + 1);
    s->messages = arena_array(out, int32_t, (size_t)(2 * n + 1) * (m->n_values + 1));
}

static int32_t *message_at(const cost_state *s, uint32_t slot)
{
    return &s->messages[(size_t)slot * (s->m->n_values + 1)];
}

// Children of each node of s->next, and the nodes, parents first.
static uint32_t lay_order(cost_state *s)
{
    const uint32_t n = s->m->n_nodes;
    const copy_tree *t = &s->next;
    for (uint32_t v = 0; v < n; v++)
        s->child[v] = COST_NONE;
    for (uint32_t v = n; v-- > 0;) {
        if (t->parent[v] == COST_NONE || v == t->root)
            continue;
        s->sibling[v] = s->child[t->parent[v]];
        s->child[t->parent[v]] = v;
    }
    uint32_t n_order = 0;
    s->order[n_order++] = t->root;
    for (uint32_t k = 0; k < n_order; k++)
        for (uint32_t c = s->child[s->order[k]]; c != COST_NONE; c = s->sibling[c])
            s->order[n_order++] = c;
    return n_order;
}

// What the changes below node v cost at least, for each reading of its own.
static void sum_below(const cost_state *s, uint32_t v, int32_t *restrict sum)
{
    const uint32_t n = s->m->n_values;
    if (v < s->m->n_witnesses)
        memcpy(sum, s->m->other[v], n * sizeof *sum);
    else
        memset(sum, 0, n * sizeof *sum);
    for (uint32_t c = s->child[v]; c != COST_NONE; c = s->sibling[c]) {
        const int32_t *restrict below = message_at(s, s->new_slot[c]);
        for (uint32_t i = 0; i < n; i++)
            sum[i] += below[i];
    }
}

// From reading k to reading x.
static int32_t step_cost(const pattern_group *g, const int32_t *into, uint32_t k,
                         uint32_t x, uint32_t at)
{
    if (k == x)
        return 0;
    if (!g->ordered || x < k)
        return into[x * g->n + at];
    int32_t again = (int32_t)(x - k) * g->ordered->again;
    again = again < g->ordered->again_most ? again : g->ordered->again_most;
    return g->times * (g->ordered->back + again);
}

static void send_ordered(const pattern_group *g, const int32_t *from, const int32_t *into,
                         int32_t *out)
{
    for (uint32_t k = 0; k < g->n_states; k++) {
        int32_t best = from[k];
        for (uint32_t x = 0; x < g->n_states; x++) {
            int32_t here = from[x] + step_cost(g, into, k, x, 0);
            best = here < best ? here : best;
        }
        out[k] = best;
    }
}

static void send(const cost_model *m, const int32_t *restrict sum, int32_t *restrict to)
{
    for (uint32_t g = 0; g < m->n_groups; g++) {
        const pattern_group *group = &m->groups[g];
        const uint32_t n = group->n;
        const int32_t *restrict from = sum + group->start;
        const int32_t *restrict into = m->into + group->start;
        int32_t *restrict out = to + group->start;
        if (group->ordered) {
            send_ordered(group, from, into, out);
            continue;
        }
        for (uint32_t i = 0; i < n; i++) // the cheapest change, kept in the first row
            out[i] = from[i] + into[i];
        for (uint32_t k = 1; k < group->n_states; k++)
            for (uint32_t i = 0; i < n; i++) {
                int32_t change = from[k * n + i] + into[k * n + i];
                out[i] = change < out[i] ? change : out[i];
            }
        for (uint32_t k = group->n_states; k-- > 0;)
            for (uint32_t i = 0; i < n; i++) {
                int32_t stay = from[k * n + i], change = out[i];
                out[k * n + i] = stay < change ? stay : change;
            }
    }
}

static int32_t cost_of_changes(const cost_model *m, const int32_t *sum)
{
    int32_t total = 0;
    for (uint32_t g = 0; g < m->n_groups; g++) {
        const pattern_group *group = &m->groups[g];
        for (uint32_t i = 0; i < group->n; i++) {
            int32_t best = INT32_MAX;
            for (uint32_t k = 0; k < group->n_states; k++) {
                uint32_t at = group->start + k * group->n + i;
                int32_t here = sum[at] + m->first[at];
                best = here < best ? here : best;
            }
            total += best;
        }
    }
    return total;
}

/* The time that passes on all edges. A lost copy is as old as the oldest below it. */
static int32_t cost_of_time(const cost_state *s, uint32_t n_order)
{
    const cost_model *m = s->m;
    int32_t total = 0;
    if (m->bits_of_minute <= 0)
        return 0;
    for (uint32_t k = n_order; k-- > 0;) {
        uint32_t v = s->order[k];
        int64_t own = v < m->n_witnesses ? m->minute[v] : COST_UNDATED;
        if (own == COST_UNDATED)
            for (uint32_t c = s->child[v]; c != COST_NONE; c = s->sibling[c])
                own = s->minute[c] < own ? s->minute[c] : own;
        s->minute[v] = own;
        for (uint32_t c = s->child[v]; c != COST_NONE; c = s->sibling[c])
            if (s->minute[c] != COST_UNDATED && s->minute[c] > own)
                total += (int32_t)fmin((double)(s->minute[c] - own) * m->bits_of_minute,
                                       PACE_MOST * SITE_UNITS);
    }
    return total;
}

// What the tree costs besides its changes.
static int32_t cost_of_shape(const cost_state *s, uint32_t n_order)
{
    const cost_model *m = s->m;
    const copy_tree *t = &s->next;
    int32_t total = cost_of_time(s, n_order);
    for (uint32_t k = 0; k < n_order; k++) {
        uint32_t v = s->order[k], p = t->parent[v];
        if (v >= m->n_witnesses) {
            total += m->lost;
            continue;
        }
        while (p >= m->n_witnesses && p != t->parent[p])
            p = t->parent[p];
        if (p != v && p < m->n_witnesses && m->before[(size_t)v * m->n_witnesses + p])
            total += m->backwards;
    }
    for (uint32_t w = 0; w < m->n_witnesses; w++)
        if (s->child[w] == COST_NONE)
            total += m->leaf[w];
    if (t->root < m->n_witnesses)
        total += m->facts && m->facts[t->root].is_agency ? -m->agency : m->witness_root;
    return total;
}

static int32_t evaluate(cost_state *s, uint32_t n_order)
{
    memcpy(s->new_slot, s->slot, s->m->n_nodes * sizeof *s->slot);
    s->n_taken = 0;
    for (uint32_t k = n_order; k-- > 0;) {
        uint32_t v = s->order[k];
        if (!s->dirty[v])
            continue;
        sum_below(s, v, s->sum);
        if (k == 0)
            break;
        s->new_slot[v] = s->free_slots[--s->n_free];
        s->taken[s->n_taken++] = v;
        send(s->m, s->sum, message_at(s, s->new_slot[v]));
    }
    return cost_of_changes(s->m, s->sum) + cost_of_shape(s, n_order);
}

void cost_set(cost_state *s, const copy_tree *tree)
{
    const uint32_t n = s->m->n_nodes;
    memcpy(s->next.parent, tree->parent, n * sizeof *tree->parent);
    s->next.root = tree->root;
    s->n_free = 0;
    for (uint32_t k = 0; k < 2 * n; k++)
        s->free_slots[s->n_free++] = k;
    memset(s->slot, 0xff, n * sizeof *s->slot);
    for (uint32_t v = 0; v < n; v++)
        s->dirty[v] = true;
    s->cost = evaluate(s, lay_order(s));
    cost_accept(s, s->cost);
}

int32_t cost_try(cost_state *s)
{
    const uint32_t n = s->m->n_nodes;
    const copy_tree *old = &s->tree, *new = &s->next;
    memset(s->dirty, 0, n * sizeof *s->dirty);
    for (uint32_t v = 0; v < n; v++) {
        if (old->parent[v] == new->parent[v])
            continue;
        uint32_t ends[3] = {old->parent[v], new->parent[v], v};
        for (int e = 0; e < 3; e++)
            if (ends[e] != COST_NONE && new->parent[ends[e]] != COST_NONE)
                s->dirty[ends[e]] = true;
    }
    // a witness keeps its message when only its parent is another
    uint32_t n_order = lay_order(s);
    s->dirty[new->root] = true;
    for (uint32_t k = n_order; k-- > 1;) {
        uint32_t v = s->order[k];
        if (s->slot[v] == COST_NONE)
            s->dirty[v] = true;
        if (s->dirty[v])
            s->dirty[new->parent[v]] = true;
    }
    return evaluate(s, n_order);
}

void cost_accept(cost_state *s, int32_t cost)
{
    const uint32_t n = s->m->n_nodes;
    for (uint32_t k = 0; k < s->n_taken; k++)
        if (s->slot[s->taken[k]] != COST_NONE)
            s->free_slots[s->n_free++] = s->slot[s->taken[k]];
    for (uint32_t v = 0; v < n; v++) {
        bool in = s->next.parent[v] != COST_NONE && v != s->next.root;
        if (!in && s->new_slot[v] != COST_NONE) {
            s->free_slots[s->n_free++] = s->new_slot[v];
            s->new_slot[v] = COST_NONE;
        }
    }
    memcpy(s->slot, s->new_slot, n * sizeof *s->slot);
    memcpy(s->tree.parent, s->next.parent, n * sizeof *s->tree.parent);
    s->tree.root = s->next.root;
    s->n_taken = 0;
    s->cost = cost;
}

void cost_reject(cost_state *s)
{
    for (uint32_t k = s->n_taken; k-- > 0;)
        s->free_slots[s->n_free++] = s->new_slot[s->taken[k]];
    s->n_taken = 0;
}

void cost_states(arena *tmp, const cost_state *s, uint8_t *states)
{
    const cost_model *m = s->m;
    const uint32_t n = m->n_nodes, n_patterns = cost_n_patterns(m);
    cost_state view = *s;
    view.next = s->tree;
    view.new_slot = s->slot;
    memset(states, SITE_UNKNOWN, (size_t)n_patterns * n);
    uint32_t n_order = lay_order(&view);
    int32_t *sum = arena_array(tmp, int32_t, m->n_values + 1);
    for (uint32_t k = 0; k < n_order; k++) {
        uint32_t v = view.order[k], p = s->tree.parent[v];
        sum_below(&view, v, sum);
        for (uint32_t g = 0, i = 0; g < m->n_groups; g++)
            for (uint32_t c = 0; c < m->groups[g].n; c++, i++) {
                const pattern_group *group = &m->groups[g];
                int32_t best = INT32_MAX;
                for (uint32_t x = 0; x < group->n_states; x++) {
                    uint32_t at = group->start + x * group->n + c;
                    int32_t here = sum[at];
                    if (k == 0)
                        here += m->first[at];
                    else
                        here += step_cost(group, m->into + group->start,
                                          states[(size_t)i * n + p], x, c);
                    bool as_above = k > 0 && x == states[(size_t)i * n + p];
                    if (here < best || (here == best && as_above)) {
                        best = here;
                        states[(size_t)i * n + v] = (uint8_t)x;
                    }
                }
            }
    }
}
