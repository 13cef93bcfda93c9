#include "label/tree.h"

static void begin(tree_node *nodes, const uint16_t *heads, uint32_t first, uint32_t last,
                  bool parsed)
{
    for (uint32_t i = first; i < last; i++) {
        uint32_t len = last - first;
        bool root = !parsed || len > PARSE_LONGEST || heads[i] >= len;
        nodes[i] = (tree_node){.head = root ? TREE_NONE : first + heads[i],
                               .low = i,
                               .high = i + 1,
                               .clause = TREE_NONE,
                               .subject = TREE_NONE,
                               .verb = TREE_NONE,
                               .subject_child = TREE_NONE};
    }
}

/* Tokens with all below them before them: leaves are peeled off. What the parser gives
 * is always a tree; if it is none, the peeling ends early and the rest keeps itself. */
static uint32_t peel(const tree_node *nodes, uint32_t first, uint32_t last,
                     uint32_t *order, uint16_t *open)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < last; i++)
        open[i - first] = 0;
    for (uint32_t i = first; i < last; i++)
        if (nodes[i].head != TREE_NONE)
            open[nodes[i].head - first]++;
    for (uint32_t i = first; i < last; i++)
        if (open[i - first] == 0)
            order[n++] = i;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t h = nodes[order[k]].head;
        if (h != TREE_NONE && --open[h - first] == 0)
            order[n++] = h;
    }
    return n;
}

static void add_child(tree_node *h, const tree_node *node, uint32_t i, uint32_t arc)
{
    h->children = (uint16_t)(h->children | 1u << arc);
    h->low = node->low < h->low ? node->low : h->low;
    h->high = node->high > h->high ? node->high : h->high;
    if (arc == ARC_SUBJECT || arc == ARC_PASSIVE_SUBJECT)
        h->subject_child = i;
}

static bool is_clause(uint32_t arc)
{
    return arc == ARC_CLAUSE || arc == ARC_INFINITIVE || arc == ARC_BESIDE ||
           arc == ARC_ADVERBIAL || arc == ARC_OF_NOUN;
}

void tree_nodes(arena *out, const text *t, const uint16_t *heads, const uint8_t *arcs,
                const uint8_t *is_verb, const uint8_t *tags, const uint8_t *keep,
                tree_node **to)
{
    tree_node *nodes = arena_array(out, tree_node, (size_t)t->n_tokens + 1);
    uint32_t order[PARSE_LONGEST];
    uint16_t open[PARSE_LONGEST];
    for (uint32_t s = 0; s < t->n_sentences; s++) {
        uint32_t first = t->sentences[s].first, last = t->sentences[s].last;
        begin(nodes, heads, first, last, keep[s]);
        if (!keep[s] || last - first > PARSE_LONGEST)
            continue;
        uint32_t n = peel(nodes, first, last, order, open);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t i = order[k], h = nodes[i].head;
            if (h != TREE_NONE)
                add_child(&nodes[h], &nodes[i], i, arcs[i]);
        }
        for (uint32_t k = n; k > 0; k--) {
            uint32_t i = order[k - 1];
            tree_node *node = &nodes[i];
            const tree_node *h = node->head != TREE_NONE ? &nodes[node->head] : NULL;
            bool subject = arcs[i] == ARC_SUBJECT || arcs[i] == ARC_PASSIVE_SUBJECT;
            node->clause = h && is_clause(arcs[i]) ? i : h ? h->clause : TREE_NONE;
            node->subject = h && subject ? i : h ? h->subject : TREE_NONE;
            if (h) {
                node->verb = is_verb[tags[node->head]] ? node->head : h->verb;
                node->depth = (uint8_t)(h->depth < 255 ? h->depth + 1 : 255);
            }
        }
    }
    *to = nodes;
}
