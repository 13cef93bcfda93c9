/* A pile of articles on its way through match and family. */
#ifndef STEMMA_TESTS_PILE_H
#define STEMMA_TESTS_PILE_H

#include "../text/support.h"

#include "family/family.h"

enum { PILE_MOST = 64 };

typedef struct {
    arena a;
    article articles[PILE_MOST];
    text texts[PILE_MOST];
    uint32_t n;
    match_result matched;
    family_result families;
} pile;

static inline void pile_init(pile *p)
{
    memset(p, 0, sizeof *p);
    arena_init(&p->a);
}

/* Paragraphs are lines; `agency` (credited in the byline) and `published` may be NULL. */
static inline uint32_t pile_add(pile *p, const char *outlet, const char *published,
                                const char *agency, slice body)
{
    assert_true(p->n < PILE_MOST);
    article *one = &p->articles[p->n];
    one->text = arena_slice(&p->a, body);
    one->outlet = slice_of_str(outlet);
    one->input = arena_format(&p->a, "pile/%u.txt", p->n);
    if (published) {
        one->published.value = slice_of_str(published);
        one->published.how = PUBLISHED_STATED;
    }
    if (agency)
        vec_push(&p->a, &one->credits,
                 (agency_credit){.name = slice_of_str(agency),
                                 .evidence = slice_of_str(agency),
                                 .where = SLICE("byline")});
    p->texts[p->n] = make_text(&p->a, one->text);
    return p->n++;
}

static inline void pile_group(pile *p, bool one_family)
{
    match_texts(&p->a, p->texts, p->n, 1, &p->matched);
    family_group(&p->a, p->n, &p->matched, one_family, &p->families);
}

/* Families, collations, trees. */
static inline void pile_run(pile *p, bool one_family)
{
    pile_group(p, one_family);
    for (uint32_t f = 0; f < p->families.n_families; f++)
        family_collate(&p->a, p->texts, &p->families.families[f]);
    for (uint32_t f = 0; f < p->families.n_families; f++)
        family_stemma(&p->a, p->articles, p->texts, &p->matched, &p->families, f);
}

/* What holds for every collation
 * ----------------------------------------------------------------------- */

static inline void check_rows(const pile *p, const family *f)
{
    const collation *c = &f->collated;
    assert_int_equal(c->n_witnesses, f->n_witnesses);
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        const text *t = &p->texts[f->witnesses[w]];
        arena *tmp = arena_sub((arena *)&p->a);
        buf b;
        buf_init(&b, tmp);
        uint32_t next = 0;
        for (uint32_t r = 0; r < c->n_rows; r++) {
            const cell *here = &c->rows[r].cells[w];
            assert_int_equal(here->first, next);
            assert_true(here->last >= here->first);
            assert_true(here->reading < c->rows[r].n_readings);
            assert_true(!here->out || here->first == here->last);
            buf_add(&b, slice_in(t->bytes, here->bytes));
            next = here->last;
        }
        assert_int_equal(next, t->n_tokens);
        // read back byte for byte; a text without a word is in no row
        if (t->n_tokens && !slice_eq(buf_slice(&b), t->bytes))
            fail_msg("witness %u is not what is read back:\n%.*s\n%.*s", w,
                     (int)t->bytes.len, t->bytes.ptr, (int)b.len, b.ptr);
        for (uint32_t i = 0; i < t->n_tokens; i++) {
            assert_true(c->columns[w][i] < c->n_columns);
            if (i > 0)
                assert_true(c->columns[w][i] > c->columns[w][i - 1]);
        }
        arena_release(tmp);
    }
}

static inline slice cell_text(const pile *p, const family *f, uint32_t row, uint32_t w)
{
    const cell *here = &f->collated.rows[row].cells[w];
    return slice_trim(slice_in(p->texts[f->witnesses[w]].bytes, here->bytes));
}

/* Two have the same reading where, and only where, they have the same tokens. */
static inline void check_readings(const pile *p, const family *f)
{
    const collation *c = &f->collated;
    for (uint32_t r = 0; r < c->n_rows; r++) {
        const collation_row *row = &c->rows[r];
        uint32_t most = 0;
        for (uint32_t w = 0; w < c->n_witnesses; w++) {
            most = row->cells[w].reading > most ? row->cells[w].reading : most;
            for (uint32_t v = 0; v < w; v++) {
                const text *tv = &p->texts[f->witnesses[v]],
                           *tw = &p->texts[f->witnesses[w]];
                const cell *cv = &row->cells[v], *cw = &row->cells[w];
                bool same = cv->last - cv->first == cw->last - cw->first;
                for (uint32_t i = 0; same && i < cv->last - cv->first; i++)
                    same = slice_eq(text_token(tv, cv->first + i),
                                    text_token(tw, cw->first + i));
                assert_int_equal(same, cv->reading == cw->reading);
            }
        }
        assert_int_equal(most + 1, row->n_readings);
    }
}

/* What holds for every tree
 * ----------------------------------------------------------------------------- */

static inline void check_edges(const family *f)
{
    bool *has_parent = calloc(f->n_nodes + 1, sizeof *has_parent);
    assert_non_null(has_parent);
    for (uint32_t i = 0; i < f->n_edges; i++) {
        const stemma_edge *e = &f->edges[i];
        assert_true(e->from < f->n_nodes && e->to < f->n_nodes && e->from != e->to);
        assert_true(e->support >= 0 && e->support <= 1);
        assert_true(e->why.n > 0);
        for (uint32_t k = 0; k < e->why.n; k++)
            assert_true(e->why.v[k].cue.len > 0 && e->why.v[k].text.len > 0);
        if (e->kind == EDGE_SECOND) {
            assert_true(e->n_blocks > 0);
            const stemma_node *from = &f->nodes[e->from];
            assert_true(from->family != FAMILY_NONE || from->outside != FAMILY_NONE);
            continue;
        }
        // one parent, above it: so no circle
        assert_false(has_parent[e->to]);
        has_parent[e->to] = true;
        assert_int_equal(f->nodes[e->to].generation, f->nodes[e->from].generation + 1);
    }
    for (uint32_t v = 0; v < f->n_nodes; v++) {
        bool own =
            f->nodes[v].family == FAMILY_NONE && f->nodes[v].outside == FAMILY_NONE;
        assert_int_equal(has_parent[v], v > 0 && own);
    }
    free(has_parent);
}

static inline uint32_t node_of(const family *f, uint32_t article_index)
{
    uint32_t w = family_witness(f, article_index);
    assert_true(w != FAMILY_NONE);
    for (uint32_t v = 0; v < f->n_nodes; v++)
        if (f->nodes[v].witness == w)
            return v;
    fail_msg("no node for article %u", article_index);
    return 0;
}

static inline void check_tree(const family *f)
{
    assert_true(f->n_nodes >= f->n_witnesses);
    assert_int_equal(f->nodes[0].generation, 0);
    assert_true(f->origin_why.len > 0);
    for (uint32_t w = 0; w < f->n_witnesses; w++)
        (void)node_of(f, f->witnesses[w]);
    check_edges(f);
    // a lost node that one copy alone hangs on would claim more than is known
    for (uint32_t v = 1; v < f->n_nodes; v++) {
        uint32_t n_children = 0;
        for (uint32_t i = 0; i < f->n_edges; i++)
            n_children += f->edges[i].kind == EDGE_MAIN && f->edges[i].from == v;
        bool lost = f->nodes[v].witness == FAMILY_NONE &&
                    f->nodes[v].family == FAMILY_NONE &&
                    f->nodes[v].outside == FAMILY_NONE;
        if (lost)
            assert_true(n_children >= 2);
    }
}

static inline void check_family(const pile *p, const family *f)
{
    check_rows(p, f);
    check_readings(p, f);
    check_tree(f);
}

/* The node above an article's node by the main edge; FAMILY_NONE above the origin. */
static inline uint32_t parent_of(const family *f, uint32_t article_index)
{
    uint32_t v = node_of(f, article_index);
    for (uint32_t i = 0; i < f->n_edges; i++)
        if (f->edges[i].kind == EDGE_MAIN && f->edges[i].to == v)
            return f->edges[i].from;
    return FAMILY_NONE;
}

#endif
