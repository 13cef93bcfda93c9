/* A family in the summary: the tree as lines of text, and what each witness changed. */
#include "report/slots.h"
#include "report/summary.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    N_CLASSES = EDIT_HEADLINE + 1,
    MOST_LINES = 40,
    MOST_CLASSES = 6,
    DEEPEST = 16, // further generations are drawn no further to the right
};

/* Children of each node by main edges: those of node i are
 * to[first[i]] … to[first[i + 1] - 1]. */
typedef struct {
    uint32_t *first, *to;
    uint32_t *parent; // FAMILY_NONE for the origin
} branches;

static void find_branches(arena *tmp, const family *fam, branches *b)
{
    uint32_t n = fam->n_nodes;
    b->first = arena_array(tmp, uint32_t, (size_t)n + 1);
    b->to = arena_array(tmp, uint32_t, n);
    b->parent = arena_array(tmp, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        b->parent[i] = FAMILY_NONE;
    for (uint32_t i = 0; i < fam->n_edges; i++)
        if (fam->edges[i].kind == EDGE_MAIN)
            b->parent[fam->edges[i].to] = fam->edges[i].from;
    for (uint32_t i = 0; i < n; i++)
        if (b->parent[i] != FAMILY_NONE)
            b->first[b->parent[i] + 1]++;
    for (uint32_t i = 0; i < n; i++)
        b->first[i + 1] += b->first[i];
    uint32_t *filled = arena_array(tmp, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        if (b->parent[i] != FAMILY_NONE)
            b->to[b->first[b->parent[i]] + filled[b->parent[i]]++] = i;
}

static void write_label(const findings *f, const family *fam, uint32_t which, writer *w)
{
    const stemma_node *node = &fam->nodes[which];
    if (node->witness != FAMILY_NONE) {
        summary_article(w, f, fam->witnesses[node->witness], true);
    } else if (node->family != FAMILY_NONE) {
        writer_printf(w, "family f%" PRIu32, node->family + 1);
    } else if (which == 0 && fam->agency.len) {
        writer_shown(w, fam->agency, 60);
        writer_str(w, ", not among the inputs");
    } else {
        writer_str(w, "a report that is not among the inputs");
    }
}

static void write_second_sources(const findings *f, const family *fam, uint32_t which,
                                 writer *w)
{
    for (uint32_t i = 0; i < fam->n_edges; i++) {
        const stemma_edge *edge = &fam->edges[i];
        if (edge->kind != EDGE_SECOND || edge->to != which)
            continue;
        writer_str(w, "; parts from ");
        write_label(f, fam, edge->from, w);
    }
}

/* A lost report that is as likely not to have been there says so. */
static void write_doubt(const family *fam, uint32_t which, writer *w)
{
    if (fam->nodes[which].witness != FAMILY_NONE)
        return;
    for (uint32_t i = 0; i < fam->n_edges; i++) {
        const stemma_edge *edge = &fam->edges[i];
        if (edge->kind == EDGE_MAIN && edge->to == which && edge->support < 0.5)
            writer_printf(w, " (not established: %.0f %%)", 100 * edge->support);
    }
}

typedef struct {
    uint32_t node, depth;
    bool last; // of its parent's children
} step;

static void write_lead(writer *w, const bool *open, uint32_t depth, bool last)
{
    writer_str(w, "  ");
    for (uint32_t i = 1; i < depth && i < DEEPEST; i++)
        writer_str(w, open[i] ? "│  " : "   ");
    if (depth > 0)
        writer_str(w, last ? "└─ " : "├─ ");
}

static void write_tree(arena *tmp, const findings *f, const family *fam,
                       const branches *b, writer *w)
{
    // Each node is pushed once, so the stack has room; a node that no main edge leads to
    // (another family) is not drawn by itself.
    step *stack = arena_array(tmp, step, (size_t)fam->n_nodes + 1);
    bool open[DEEPEST + 1] = {false};
    uint32_t n = 0, lines = 0;
    if (fam->n_nodes)
        stack[n++] = (step){0, 0, true};
    while (n > 0 && lines < MOST_LINES) {
        step s = stack[--n];
        write_lead(w, open, s.depth, s.last);
        write_label(f, fam, s.node, w);
        write_doubt(fam, s.node, w);
        write_second_sources(f, fam, s.node, w);
        writer_str(w, "\n");
        lines++;
        if (s.depth <= DEEPEST)
            open[s.depth] = !s.last;
        for (uint32_t i = b->first[s.node + 1]; i > b->first[s.node]; i--)
            stack[n++] = (step){b->to[i - 1], s.depth + 1, i == b->first[s.node + 1]};
    }
    if (n > 0)
        writer_str(w, "  … the rest of the tree is in the report\n");
}

typedef uint32_t class_counts[N_CLASSES];

/* The nearest witness that each witness goes back to, or FAMILY_NONE. */
static uint32_t *find_models(arena *tmp, const family *fam, const branches *b)
{
    uint32_t *models = arena_array(tmp, uint32_t, fam->n_witnesses);
    for (uint32_t i = 0; i < fam->n_witnesses; i++)
        models[i] = FAMILY_NONE;
    for (uint32_t i = 0; i < fam->n_nodes; i++) {
        if (fam->nodes[i].witness == FAMILY_NONE)
            continue;
        uint32_t up = b->parent[i];
        while (up != FAMILY_NONE && fam->nodes[up].witness == FAMILY_NONE)
            up = b->parent[up];
        if (up != FAMILY_NONE)
            models[fam->nodes[i].witness] = fam->nodes[up].witness;
    }
    return models;
}

static bool is_empty(span at)
{
    return at.start == at.end;
}

/* A cut or an addition: what a witness did to the whole stretch. What it differs in
 * inside the stretch are slots of their own. */
static void count_stretch(const slots *s, uint32_t w, uint32_t model, uint32_t *changes)
{
    bool mine = is_empty(s->at[w]);
    bool theirs =
        model == FAMILY_NONE ? s->edit == EDIT_ADDITION : is_empty(s->at[model]);
    if (mine != theirs)
        changes[mine ? EDIT_CUT : EDIT_ADDITION]++;
}

/* What a witness changed: where it differs from the witness it was made from, or, where
 * that is lost, from what more of the others have. */
static void count_changes(arena *tmp, const findings *f, const family *fam,
                          const uint32_t *models, class_counts *changes)
{
    slots list = slots_of(tmp, f, fam);
    while (slots_next(&list)) {
        bool stretch = list.edit == EDIT_CUT || list.edit == EDIT_ADDITION;
        uint32_t most = 0;
        for (uint32_t r = 0; r < list.n_readings; r++)
            most = list.counts[r] > most ? list.counts[r] : most;
        for (uint32_t w = 0; w < fam->n_witnesses; w++) {
            uint32_t mine = list.readings[w];
            uint32_t model =
                models[w] == FAMILY_NONE ? SLOT_ABSENT : list.readings[models[w]];
            if (mine == SLOT_ABSENT)
                continue;
            if (stretch)
                count_stretch(&list, w, models[w], changes[w]);
            else if (model == SLOT_ABSENT ? list.counts[mine] < most : model != mine)
                changes[w][list.edit]++;
        }
    }
}

/* The classes with the most places, most first. */
static void write_classes(const uint32_t *counts, writer *w)
{
    bool written[N_CLASSES] = {false};
    for (int shown = 0; shown < MOST_CLASSES; shown++) {
        int best = -1;
        for (int c = 0; c < N_CLASSES; c++)
            if (counts[c] && !written[c] && (best < 0 || counts[c] > counts[best]))
                best = c;
        if (best < 0) {
            if (shown == 0)
                writer_str(w, "nothing");
            break;
        }
        written[best] = true;
        writer_printf(w, "%s%s %" PRIu32, shown ? ", " : "",
                      edit_class_name((edit_class)best), counts[best]);
    }
}

static void write_changes(arena *tmp, const findings *f, const family *fam,
                          const branches *b, writer *w)
{
    class_counts *changes = arena_alloc_array(tmp, fam->n_witnesses, sizeof *changes);
    count_changes(tmp, f, fam, find_models(tmp, fam, b), changes);
    writer_str(w, "  What each changed, in places:\n");
    for (uint32_t i = 0; i < fam->n_witnesses && i < MOST_LINES; i++) {
        writer_str(w, "    ");
        summary_article(w, f, fam->witnesses[i], false);
        writer_str(w, ": ");
        if (fam->n_nodes && fam->nodes[0].witness == i)
            writer_str(w, "the original");
        else
            write_classes(changes[i], w);
        writer_str(w, "\n");
    }
    if (fam->n_witnesses > MOST_LINES)
        writer_printf(w, "    … and %" PRIu32 " more\n", fam->n_witnesses - MOST_LINES);
}

static void write_heading(const findings *f, uint32_t which, writer *w)
{
    const family *fam = &f->families->families[which];
    writer_printf(w, "\nFamily f%" PRIu32 ": ", which + 1);
    summary_count(w, fam->n_witnesses, "article", "articles");
    writer_str(w, " from one report");
    if (fam->agency.len) {
        writer_str(w, " of ");
        writer_shown(w, fam->agency, 60);
    }
    if (fam->n_nodes)
        writer_str(w, fam->nodes[0].witness == FAMILY_NONE ? "; the original is lost"
                                                           : "; the original is here");
    writer_printf(w,
                  "\n  words shared by two of them: %.0f %% at least, %.0f %% usually\n",
                  fam->overlap_min * 100, fam->overlap_median * 100);
}

void summary_family(arena *tmp, const findings *f, uint32_t which, writer *w)
{
    const family *fam = &f->families->families[which];
    arena *own = arena_sub(tmp);
    branches b;
    find_branches(own, fam, &b);
    write_heading(f, which, w);
    write_tree(own, f, fam, &b, w);
    write_changes(own, f, fam, &b, w);
    arena_release(own);
}
