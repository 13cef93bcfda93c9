/* Passages, families with their trees and collations, stories. */
#include "report/habits.h"
#include "report/parts.h"
#include "report/slots.h"

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>

static const char *passage_kind_name(passage_kind kind)
{
    switch (kind) {
    case PASSAGE_COPY:
        return "copy";
    case PASSAGE_BACKGROUND:
        return "background";
    case PASSAGE_QUOTE:
        return "quote";
    }
    return "copy";
}

/* A share with four digits: what lies behind them is noise, and long to read. */
static double rounded(double share)
{
    return (double)(int64_t)(share * 1e4 + 0.5) / 1e4;
}

static void write_side(js *j, const findings *f, const char *start, const char *end,
                       uint32_t number, span at)
{
    js_key_uint(j, start, utf8_index_point(&f->points[number], at.start));
    js_key_uint(j, end, utf8_index_point(&f->points[number], at.end));
}

void parts_passage(js *j, const findings *f, const passage *p)
{
    js_open(j, '{');
    js_key_text(j, "a", f->articles[p->a].id);
    write_side(j, f, "a_start", "a_end", p->a,
               parts_span(f, p->a, p->a_first, p->a_last));
    js_key_text(j, "b", f->articles[p->b].id);
    write_side(j, f, "b_start", "b_end", p->b,
               parts_span(f, p->b, p->b_first, p->b_last));
    js_key_uint(j, "words", p->n_words);
    js_key_real(j, "identity", p->n_words ? rounded((double)p->n_same / p->n_words) : 0);
    js_key_str(j, "kind", passage_kind_name(p->kind));
    js_close(j, '}');
}

static void write_node_article(js *j, const findings *f, const family *fam,
                               const stemma_node *node)
{
    js_key(j, "article");
    if (node->witness == FAMILY_NONE)
        js_null(j);
    else
        parts_article_id(j, f, fam->witnesses[node->witness]);
}

static void write_reconstruction(arena *tmp, js *j, const lost_text *lost)
{
    js_key(j, "reconstruction");
    if (!lost->text.len) {
        js_null(j);
        return;
    }
    utf8_index points;
    utf8_index_init(&points, lost->text, tmp);
    js_open(j, '{');
    js_key_text(j, "text", lost->text);
    js_key_open(j, "doubtful", '[');
    for (uint32_t i = 0; i < lost->n_doubtful; i++) {
        js_open(j, '{');
        js_key_uint(j, "start", utf8_index_point(&points, lost->doubtful[i].start));
        js_key_uint(j, "end", utf8_index_point(&points, lost->doubtful[i].end));
        js_close(j, '}');
    }
    js_close(j, ']');
    js_close(j, '}');
}

static void write_origin(arena *tmp, js *j, const findings *f, const family *fam)
{
    js_key_open(j, "origin", '{');
    if (fam->n_nodes)
        write_node_article(j, f, fam, &fam->nodes[0]);
    else
        js_key_null(j, "article");
    js_key_text_or_null(j, "agency", fam->agency);
    js_key_text_or_null(j, "why", fam->origin_why);
    write_reconstruction(tmp, j, &fam->origin_text);
    js_close(j, '}');
}

static void write_nodes(js *j, const findings *f, const family *fam)
{
    js_key_open(j, "nodes", '[');
    for (uint32_t i = 0; i < fam->n_nodes; i++) {
        const stemma_node *node = &fam->nodes[i];
        js_open(j, '{');
        js_key(j, "id");
        js_id(j, "n", i);
        write_node_article(j, f, fam, node);
        js_key_uint(j, "generation", node->generation);
        js_key(j, "family");
        if (node->family == FAMILY_NONE)
            js_null(j);
        else
            js_id(j, "f", node->family + 1);
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_edges(js *j, const family *fam)
{
    js_key_open(j, "edges", '[');
    for (uint32_t i = 0; i < fam->n_edges; i++) {
        const stemma_edge *edge = &fam->edges[i];
        js_open(j, '{');
        js_key(j, "from");
        js_id(j, "n", edge->from);
        js_key(j, "to");
        js_id(j, "n", edge->to);
        js_key_str(j, "kind", edge->kind == EDGE_SECOND ? "second" : "main");
        js_key_real(j, "support", rounded(edge->support));
        js_key_open(j, "why", '[');
        for (uint32_t k = 0; k < edge->why.n; k++) {
            js_open(j, '{');
            js_key_text(j, "cue", edge->why.v[k].cue);
            js_key_text(j, "text", edge->why.v[k].text);
            js_close(j, '}');
        }
        js_close(j, ']');
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_reading(js *j, const slots *s, uint32_t reading)
{
    const uint32_t *witnesses = s->fam->witnesses;
    uint32_t first = s->first[reading];
    js_open(j, '{');
    js_key_text(j, "text", parts_bytes(s->f, witnesses[first], s->at[first]));
    js_key_open(j, "at", '[');
    for (uint32_t w = first; w < s->fam->collated.n_witnesses; w++) {
        if (s->readings[w] != reading)
            continue;
        js_open(j, '{');
        js_key_text(j, "article", s->f->articles[witnesses[w]].id);
        parts_place(j, s->f, witnesses[w], s->at[w]);
        js_close(j, '}');
    }
    js_close(j, ']');
    js_close(j, '}');
}

static void write_slots(arena *tmp, js *j, const findings *f, uint32_t which)
{
    char prefix[32];
    snprintf(prefix, sizeof prefix, "f%" PRIu32 ".", which + 1);
    slots list = slots_of(tmp, f, &f->families->families[which]);
    js_key_open(j, "slots", '[');
    for (uint32_t n = 1; slots_next(&list); n++) {
        js_open(j, '{');
        js_key(j, "id");
        js_id(j, prefix, n);
        js_key_str(j, "class", edit_class_name(list.edit));
        js_key(j, "group");
        if (list.group)
            js_uint(j, list.group);
        else
            js_null(j);
        js_key_open(j, "readings", '[');
        for (uint32_t r = 0; r < list.n_readings; r++)
            write_reading(j, &list, r);
        js_close(j, ']');
        js_close(j, '}');
    }
    js_close(j, ']');
}

/* The headlines, which are not in the texts, where they are not the same. */
static void write_headlines(arena *tmp, js *j, const findings *f, const family *fam)
{
    hash_table known; // first witness + 1
    hash_table_init(&known, tmp, fam->n_witnesses);
    js_key_open(j, "headlines", '[');
    for (uint32_t w = 0; w < fam->n_witnesses; w++) {
        slice headline = f->articles[fam->witnesses[w]].headline;
        bool is_new;
        hash_table_put(&known, hash_bytes(headline), &is_new);
        if (!is_new || headline.len == 0)
            continue;
        js_open(j, '{');
        js_key_text(j, "text", headline);
        js_key_open(j, "articles", '[');
        for (uint32_t v = w; v < fam->n_witnesses; v++)
            if (slice_eq(f->articles[fam->witnesses[v]].headline, headline))
                parts_article_id(j, f, fam->witnesses[v]);
        js_close(j, ']');
        js_close(j, '}');
    }
    js_close(j, ']');
}

void parts_family(arena *tmp, js *j, const findings *f, uint32_t which)
{
    const family *fam = &f->families->families[which];
    js_open(j, '{');
    js_key(j, "id");
    js_id(j, "f", which + 1);
    parts_article_ids(j, "witnesses", f, fam->witnesses, fam->n_witnesses);
    arena *own = arena_sub(tmp);
    write_origin(own, j, f, fam);
    write_nodes(j, f, fam);
    write_edges(j, fam);
    write_slots(own, j, f, which);
    write_headlines(own, j, f, fam);
    arena_release(own);
    js_key_open(j, "overlap", '{');
    js_key_real(j, "min", rounded(fam->overlap_min));
    js_key_real(j, "median", rounded(fam->overlap_median));
    js_close(j, '}');
    js_close(j, '}');
}

static void write_article_names(js *j, const findings *f)
{
    js_key_open(j, "articles", '[');
    for (uint32_t i = 0; i < f->n_articles; i++) {
        js_open(j, '{');
        js_key_text(j, "id", f->articles[i].id);
        js_key_text(j, "input", f->articles[i].input);
        js_close(j, '}');
    }
    js_close(j, ']');
}

void report_tree_json(arena *tmp, const findings *f, writer *w)
{
    js j = {.w = w};
    js_open(&j, '{');
    write_article_names(&j, f);
    js_key(&j, "family");
    parts_family(tmp, &j, f, 0);
    js_close(&j, '}');
    js_line(&j);
}

/* All rows, those too where all agree: a witness is its cells put together. */
static void write_rows(js *j, const findings *f, const family *fam)
{
    js_key_open(j, "rows", '[');
    for (uint32_t i = 0; i < fam->collated.n_rows; i++) {
        const collation_row *row = &fam->collated.rows[i];
        js_open(j, '{');
        js_key_str(j, "class", row->n_readings > 1 ? edit_class_name(row->edit) : NULL);
        js_key_open(j, "cells", '[');
        for (uint32_t w = 0; w < fam->collated.n_witnesses; w++)
            js_text(j, parts_bytes(f, fam->witnesses[w], row->cells[w].bytes));
        js_close(j, ']');
        js_close(j, '}');
    }
    js_close(j, ']');
}

void report_collation_json(arena *tmp, const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    js j = {.w = w};
    js_open(&j, '{');
    write_article_names(&j, f);
    parts_article_ids(&j, "witnesses", f, fam->witnesses, fam->n_witnesses);
    write_headlines(tmp, &j, f, fam);
    write_slots(tmp, &j, f, 0);
    habits_json(tmp, &j, f);
    write_rows(&j, f, fam);
    js_close(&j, '}');
    js_line(&j);
}

void report_families_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->n_articles; i++) {
        uint32_t which = f->families->of_article[i];
        js_open(&j, '{');
        js_key_text(&j, "id", f->articles[i].id);
        js_key(&j, "family");
        if (which == FAMILY_NONE) {
            js_null(&j);
            js_key_open(&j, "witnesses", '[');
            js_close(&j, ']');
        } else {
            const family *fam = &f->families->families[which];
            js_id(&j, "f", which + 1);
            parts_article_ids(&j, "witnesses", f, fam->witnesses, fam->n_witnesses);
        }
        js_close(&j, '}');
        js_line(&j);
    }
}

void report_passages_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->matched->n_passages; i++) {
        parts_passage(&j, f, &f->matched->passages[i]);
        js_line(&j);
    }
}

void report_stories_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->n_articles; i++) {
        js_open(&j, '{');
        js_key_text(&j, "id", f->articles[i].id);
        js_key(&j, "story");
        js_id(&j, "st", f->stories->of_article[i] + 1);
        js_close(&j, '}');
        js_line(&j);
    }
}
