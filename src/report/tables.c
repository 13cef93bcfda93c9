/* Trees for Graphviz and collations for spreadsheets. */
#include "report/parts.h"
#include "report/slots.h"

#include <inttypes.h>

/* A string of the DOT language: quotes and backslashes escaped, no line breaks. */
static void write_quoted(writer *w, slice field)
{
    writer_byte(w, '"');
    for (size_t i = 0; i < field.len; i++) {
        char c = field.ptr[i];
        if (c == '"' || c == '\\')
            writer_byte(w, '\\');
        writer_byte(w, (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c);
    }
    writer_byte(w, '"');
}

static void write_node(writer *w, const findings *f, const family *fam, uint32_t which)
{
    const stemma_node *node = &fam->nodes[which];
    writer_printf(w, "  n%" PRIu32 " [label=", which);
    if (node->witness != FAMILY_NONE) {
        const article *a = &f->articles[fam->witnesses[node->witness]];
        write_quoted(w, a->outlet.len ? a->outlet : a->input);
        writer_str(w, ", tooltip=");
        write_quoted(w, a->input);
    } else {
        write_quoted(w, which == 0 && fam->agency.len ? fam->agency : SLICE("lost"));
        writer_str(w, ", style=dashed");
    }
    writer_str(w, "];\n");
}

void report_tree_dot(const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    writer_str(w, "digraph stemma {\n  node [shape=box];\n");
    for (uint32_t i = 0; i < fam->n_nodes; i++)
        write_node(w, f, fam, i);
    for (uint32_t i = 0; i < fam->n_edges; i++) {
        const stemma_edge *edge = &fam->edges[i];
        writer_printf(w, "  n%" PRIu32 " -> n%" PRIu32 " [label=\"%.2f\"%s];\n",
                      edge->from, edge->to, edge->support,
                      edge->kind == EDGE_SECOND ? ", style=dashed" : "");
    }
    writer_str(w, "}\n");
}

/* A field of a table. A spreadsheet takes a text that begins with one of = + - @ for a
 * formula: a space before it keeps an article from running anything. */
static void write_field(writer *w, slice field)
{
    writer_byte(w, '"');
    if (field.len &&
        (field.ptr[0] == '=' || field.ptr[0] == '+' || field.ptr[0] == '-' ||
         field.ptr[0] == '@' || field.ptr[0] == '\t' || field.ptr[0] == '\r'))
        writer_byte(w, ' ');
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"')
            writer_byte(w, '"');
        writer_byte(w, field.ptr[i]);
    }
    writer_byte(w, '"');
}

void report_collation_csv(arena *tmp, const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    writer_str(w, "slot,class");
    for (uint32_t i = 0; i < fam->n_witnesses; i++) {
        writer_byte(w, ',');
        write_field(w, f->articles[fam->witnesses[i]].id);
    }
    writer_str(w, "\r\n");
    slots list = slots_of(tmp, f, fam);
    for (uint32_t n = 1; slots_next(&list); n++) {
        writer_printf(w, "f1.%" PRIu32 ",%s", n, edit_class_name(list.edit));
        for (uint32_t i = 0; i < fam->n_witnesses; i++) {
            writer_byte(w, ',');
            write_field(w, parts_bytes(f, fam->witnesses[i], list.at[i]));
        }
        writer_str(w, "\r\n");
    }
}
