/* Trees for other programs: GraphML (Gephi, yEd, networkx), Newick and NEXUS (programs
 * for phylogenies). */
#include "report/parts.h"
#include "report/xml.h"

#include <inttypes.h>
#include <string.h>

/* What a node is called: the outlet, or the input without its folder. */
static slice label_of(const findings *f, const family *fam, uint32_t node)
{
    const stemma_node *n = &fam->nodes[node];
    if (n->witness == FAMILY_NONE)
        return node == 0 && fam->agency.len ? fam->agency : SLICE("lost");
    const article *a = &f->articles[fam->witnesses[n->witness]];
    if (a->outlet.len)
        return a->outlet;
    size_t start = a->input.len;
    while (start > 0 && a->input.ptr[start - 1] != '/')
        start--;
    return slice_of(a->input.ptr + start, a->input.len - start);
}

/* GraphML
 * ------------------------------------------------------------------------------------ */

static void write_data(writer *w, const char *key, slice value)
{
    writer_printf(w, "<data key=\"%s\">", key);
    write_escaped(w, value);
    writer_str(w, "</data>");
}

static void write_keys(writer *w)
{
    static const char *const keys[][3] = {
        {"label", "node", "string"},    {"article", "node", "string"},
        {"input", "node", "string"},    {"lost", "node", "boolean"},
        {"generation", "node", "int"},  {"kind", "edge", "string"},
        {"weight", "edge", "double"},   {"support", "edge", "double"},
        {"evidence", "edge", "string"},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        writer_printf(w,
                      "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                      keys[i][0], keys[i][1], keys[i][0], keys[i][2]);
}

static void write_graph_node(writer *w, const findings *f, const family *fam, uint32_t i)
{
    const stemma_node *node = &fam->nodes[i];
    writer_printf(w, "<node id=\"n%" PRIu32 "\">", i);
    write_data(w, "label", label_of(f, fam, i));
    if (node->witness != FAMILY_NONE) {
        const article *a = &f->articles[fam->witnesses[node->witness]];
        write_data(w, "article", a->id);
        write_data(w, "input", a->input);
    }
    write_data(w, "lost", node->witness == FAMILY_NONE ? SLICE("true") : SLICE("false"));
    writer_printf(w, "<data key=\"generation\">%" PRIu32 "</data></node>\n",
                  node->generation);
}

static void write_graph_edge(writer *w, const stemma_edge *edge)
{
    writer_printf(w, "<edge source=\"n%" PRIu32 "\" target=\"n%" PRIu32 "\">", edge->from,
                  edge->to);
    write_data(w, "kind", edge->kind == EDGE_SECOND ? SLICE("second") : SLICE("main"));
    writer_printf(w, "<data key=\"weight\">%d</data>", edge->kind == EDGE_SECOND ? 1 : 2);
    writer_printf(w, "<data key=\"support\">%.3f</data>", edge->support);
    writer_str(w, "<data key=\"evidence\">");
    for (uint32_t k = 0; k < edge->why.n; k++) {
        writer_str(w, k ? "\n" : "");
        write_escaped(w, edge->why.v[k].cue);
        writer_str(w, ": ");
        write_escaped(w, edge->why.v[k].text);
    }
    writer_str(w, "</data></edge>\n");
}

void report_tree_graphml(const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    writer_str(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    write_keys(w);
    writer_str(w, "<graph id=\"stemma\" edgedefault=\"directed\">\n");
    for (uint32_t i = 0; i < fam->n_nodes; i++)
        write_graph_node(w, f, fam, i);
    for (uint32_t i = 0; i < fam->n_edges; i++)
        write_graph_edge(w, &fam->edges[i]);
    writer_str(w, "</graph>\n</graphml>\n");
}

/* Newick and NEXUS
 * --------------------------------------------------------------------------- */

// In quotes, which are doubled inside; on one line.
static void write_name(writer *w, const findings *f, const family *fam, uint32_t node)
{
    slice name = label_of(f, fam, node);
    bool again = false; // two of one name would be one taxon
    for (uint32_t i = 0; i < fam->n_nodes && !again; i++)
        again = i != node && fam->nodes[i].witness != FAMILY_NONE &&
                slice_eq(label_of(f, fam, i), name);
    slice parts[2] = {name, {0}};
    if (again && fam->nodes[node].witness != FAMILY_NONE)
        parts[1] = f->articles[fam->witnesses[fam->nodes[node].witness]].id;
    writer_byte(w, '\'');
    for (int p = 0; p < 2; p++) {
        if (p == 1 && parts[1].len)
            writer_byte(w, ' ');
        for (size_t i = 0; i < parts[p].len; i++) {
            char c = parts[p].ptr[i];
            if (c == '\'')
                writer_byte(w, c);
            writer_byte(w, (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c);
        }
    }
    writer_byte(w, '\'');
}

typedef struct {
    uint32_t *child, *next; // first child, next sibling; FAMILY_NONE: none
    const stemma_edge **above;
} nesting;

static nesting nest(arena *tmp, const family *fam)
{
    nesting n = {arena_array(tmp, uint32_t, fam->n_nodes),
                 arena_array(tmp, uint32_t, fam->n_nodes),
                 arena_array(tmp, const stemma_edge *, fam->n_nodes)};
    memset(n.child, 0xff, fam->n_nodes * sizeof *n.child);
    memset(n.next, 0xff, fam->n_nodes * sizeof *n.next);
    for (uint32_t i = fam->n_edges; i-- > 0;) {
        const stemma_edge *edge = &fam->edges[i];
        if (edge->kind != EDGE_MAIN)
            continue;
        n.above[edge->to] = edge;
        n.next[edge->to] = n.child[edge->from];
        n.child[edge->from] = edge->to;
    }
    return n;
}

/* Lost nodes have no name. A witness that others were copied from is an inner node with a
 * name, as Newick allows. Walks without recursion: a chain of copies may be long. */
static void write_newick(arena *tmp, const findings *f, const family *fam, writer *w)
{
    nesting n = nest(tmp, fam);
    uint32_t at = 0;
    bool down = true;
    for (;;) {
        if (down && n.child[at] != FAMILY_NONE) {
            writer_byte(w, '(');
            at = n.child[at];
            continue;
        }
        if (fam->nodes[at].witness != FAMILY_NONE)
            write_name(w, f, fam, at);
        if (!n.above[at])
            break;
        writer_printf(w, ":1[&support=%.3f]", n.above[at]->support);
        down = n.next[at] != FAMILY_NONE;
        writer_byte(w, down ? ',' : ')');
        at = down ? n.next[at] : n.above[at]->from;
    }
    writer_byte(w, ';');
}

void report_tree_newick(arena *tmp, const findings *f, writer *w)
{
    write_newick(tmp, f, &f->families->families[0], w);
    writer_byte(w, '\n');
}

void report_tree_nexus(arena *tmp, const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    writer_printf(w, "#NEXUS\nBEGIN TAXA;\n  DIMENSIONS NTAX=%" PRIu32 ";\n  TAXLABELS",
                  fam->n_witnesses);
    for (uint32_t i = 0; i < fam->n_nodes; i++)
        if (fam->nodes[i].witness != FAMILY_NONE) {
            writer_str(w, "\n    ");
            write_name(w, f, fam, i);
        }
    writer_str(w, ";\nEND;\nBEGIN TREES;\n  TREE stemma = [&R] ");
    write_newick(tmp, f, fam, w);
    writer_str(w, "\nEND;\n");
}
