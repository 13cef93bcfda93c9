/* Entities, dates, figures, statements. */
#include "report/parts.h"

#include <stdio.h>

static const char *const kind_names[] = {"place", "person", "organisation", "other"};
static const char *const how_names[] = {"stated", "publication", "sibling", "story",
                                        NULL};
static const char *const relation_names[] = {"exactly", "about", "at least", "at most",
                                             "between"};
static const char *const stance_names[] = {"asserts", "denies", "hedges", "confirms"};

static void write_place_at(js *j, const place_found *p)
{
    static const char *const precisions[] = {"town", "district", "country"};
    if (!p->known) {
        js_key_null(j, "place");
        return;
    }
    js_key_open(j, "place", '{');
    js_key_real(j, "lat", p->lat);
    js_key_real(j, "lon", p->lon);
    char id[32] = "geonames";
    if (p->id)
        snprintf(id, sizeof id, "geonames:%u", (unsigned)p->id);
    js_key_str(j, "gazetteer", id);
    js_key_str(j, "precision", precisions[p->precision]);
    js_key_text(j, "name", p->name);
    js_key_text_or_null(j, "country", slice_of_str(p->country));
    js_close(j, '}');
}

void parts_toponym(js *j, const findings *f, const toponym *t)
{
    span at = parts_span(f, t->at.article, t->at.first, t->at.last);
    js_open(j, '{');
    js_key_text(j, "article", f->articles[t->at.article].id);
    parts_place(j, f, t->at.article, at);
    js_key_text(j, "text", parts_bytes(f, t->at.article, at));
    js_key(j, "entity");
    if (t->entity == FACTS_NONE)
        js_null(j);
    else
        js_id(j, "e", t->entity + 1);
    write_place_at(j, &t->place);
    js_close(j, '}');
}

void parts_entity(js *j, const findings *f, uint32_t which)
{
    const entity *e = &f->facts->names.entities[which];
    js_open(j, '{');
    js_key(j, "id");
    js_id(j, "e", which + 1);
    js_key_str(j, "kind", kind_names[e->kind]);
    js_key_text(j, "label", e->label);
    js_key_open(j, "names", '[');
    for (uint32_t i = 0; i < e->names.n; i++) {
        const entity_name *name = &e->names.v[i];
        js_open(j, '{');
        js_key_text(j, "name", name->name);
        js_key_uint(j, "count", name->count);
        parts_article_ids(j, "articles", f, name->articles, name->n_articles);
        js_close(j, '}');
    }
    js_close(j, ']');
    write_place_at(j, &f->facts->places.of_entity[which]);
    parts_texts(j, "why", e->why.v, e->why.n);
    js_close(j, '}');
}

static void parts_date(js *j, const findings *f, const date_mention *d)
{
    span at = parts_span(f, d->at.article, d->at.first, d->at.last);
    js_open(j, '{');
    js_key_text(j, "article", f->articles[d->at.article].id);
    parts_place(j, f, d->at.article, at);
    js_key_text(j, "text", parts_bytes(f, d->at.article, at));
    js_key_text_or_null(j, "value", d->value.len ? d->value : d->timex);
    js_key_str(j, "how", how_names[d->how]);
    js_key_str(j, "kind", d->clock ? "time" : "date");
    js_key_text_or_null(j, "timex", d->timex);
    js_close(j, '}');
}

static void write_time(js *j, const findings *f, const time_mention *t)
{
    static const char *const kinds[] = {"time", "duration", "set", "date"};
    span at = parts_span(f, t->at.article, t->at.first, t->at.last);
    js_open(j, '{');
    js_key_text(j, "article", f->articles[t->at.article].id);
    parts_place(j, f, t->at.article, at);
    js_key_text(j, "text", parts_bytes(f, t->at.article, at));
    js_key_text(j, "value", t->timex);
    js_key_str(j, "how", "stated");
    js_key_str(j, "kind", kinds[t->kind]);
    js_key_text(j, "timex", t->timex);
    js_close(j, '}');
}

bool parts_next_date(js *j, const findings *f, dates_at *at)
{
    const dates_result *d = &f->facts->dates;
    bool date = at->date < d->n_dates, time = at->time < d->n_times;
    if (!date && !time)
        return false;
    if (date && time) {
        token_span a = d->dates[at->date].at, b = d->times[at->time].at;
        date = a.article != b.article ? a.article < b.article : a.first < b.first;
    }
    if (date)
        parts_date(j, f, &d->dates[at->date++]);
    else
        write_time(j, f, &d->times[at->time++]);
    return true;
}

void parts_figure(js *j, const findings *f, const figure *x)
{
    js_open(j, '{');
    js_key_text(j, "article", f->articles[x->at.article].id);
    parts_place(j, f, x->at.article,
                parts_span(f, x->at.article, x->at.first, x->at.last));
    js_key_real(j, "low", x->low);
    js_key_real(j, "high", x->high);
    js_key_str(j, "relation", relation_names[x->relation]);
    js_key_text_or_null(j, "of", x->of);
    js_key_null(j, "entity");
    js_close(j, '}');
}

static void write_source(js *j, const findings *f, const statement *s)
{
    js_key(j, "source");
    if (s->own_voice) {
        js_null(j);
        return;
    }
    js_open(j, '{');
    // A source that the text does not name is an empty place, at the cue.
    bool named = s->source_first < s->source_last;
    uint32_t first = named ? s->source_first : s->cue_first;
    uint32_t last = named ? s->source_last : s->cue_first;
    parts_place(j, f, s->article, parts_span(f, s->article, first, last));
    js_key(j, "entity");
    if (s->source_entity == FACTS_NONE)
        js_null(j);
    else
        js_id(j, "e", s->source_entity + 1);
    if (s->full_first < s->full_last &&
        (s->full_first != s->source_first || s->full_last != s->source_last)) {
        js_key_open(j, "full", '{');
        parts_place(j, f, s->article,
                    parts_span(f, s->article, s->full_first, s->full_last));
        js_close(j, '}');
    }
    js_close(j, '}');
}

static void write_cue(js *j, const findings *f, const statement *s)
{
    js_key(j, "cue");
    if (s->cue_first >= s->cue_last) {
        js_null(j);
        return;
    }
    js_open(j, '{');
    parts_place(j, f, s->article, parts_span(f, s->article, s->cue_first, s->cue_last));
    js_close(j, '}');
}

static bool content_holds(const statement *s, const token_span *at)
{
    for (uint32_t i = 0; i < s->n_content; i++)
        if (s->content[i].first <= at->first && at->last <= s->content[i].last)
            return true;
    return false;
}

/* Token range of the whole content, pieces and what lies between them. */
static void content_range(const statement *s, uint32_t *first, uint32_t *last)
{
    *first = s->content[0].first;
    *last = s->content[s->n_content - 1].last;
}

/* First mention in [from, to) that does not start before the token; the same for figures.
 */
static uint32_t first_mention(const mention *v, uint32_t from, uint32_t to, uint32_t at)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (v[middle].at.first < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static uint32_t first_figure(const figure *v, uint32_t from, uint32_t to, uint32_t at)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (v[middle].at.first < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void write_places(js *j, const findings *f, uint32_t which, uint32_t *listed_by)
{
    const statement *s = &f->facts->statements.statements[which];
    const names_result *names = &f->facts->names;
    js_key_open(j, "places", '[');
    if (s->n_content) {
        uint32_t first, last, end = names->first_of[s->article + 1];
        content_range(s, &first, &last);
        uint32_t m =
            first_mention(names->mentions, names->first_of[s->article], end, first);
        for (; m < end && names->mentions[m].at.first < last; m++) {
            uint32_t e = names->mentions[m].entity;
            if (names->entities[e].kind != ENTITY_PLACE || listed_by[e] == which + 1 ||
                !content_holds(s, &names->mentions[m].at))
                continue;
            listed_by[e] = which + 1;
            js_id(j, "e", e + 1);
        }
    }
    js_close(j, ']');
}

static void write_figures(js *j, const findings *f, const statement *s)
{
    const figures_result *figures = &f->facts->figures;
    js_key_open(j, "figures", '[');
    if (s->n_content) {
        uint32_t first, last, end = figures->first_of[s->article + 1];
        content_range(s, &first, &last);
        uint32_t i =
            first_figure(figures->figures, figures->first_of[s->article], end, first);
        for (; i < end && figures->figures[i].at.first < last; i++)
            if (content_holds(s, &figures->figures[i].at))
                js_uint(j, i);
    }
    js_close(j, ']');
}

void parts_statement(js *j, const findings *f, uint32_t which, uint32_t *listed_by)
{
    const statement *s = &f->facts->statements.statements[which];
    js_open(j, '{');
    js_key(j, "id");
    js_id(j, "s", which + 1);
    js_key_text(j, "article", f->articles[s->article].id);
    write_source(j, f, s);
    write_cue(j, f, s);
    js_key_open(j, "content", '[');
    for (uint32_t i = 0; i < s->n_content; i++) {
        js_open(j, '{');
        parts_place(j, f, s->article,
                    parts_span(f, s->article, s->content[i].first, s->content[i].last));
        js_close(j, '}');
    }
    js_close(j, ']');
    js_key_str(j, "stance", stance_names[s->stance]);
    js_key_bool(j, "quoted", s->quoted);
    js_key_text_or_null(j, "time", s->time);
    write_places(j, f, which, listed_by);
    write_figures(j, f, s);
    js_close(j, '}');
}

void report_names_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->facts->names.n_entities; i++) {
        parts_entity(&j, f, i);
        js_line(&j);
    }
}

void report_places_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->facts->places.n_toponyms; i++) {
        parts_toponym(&j, f, &f->facts->places.toponyms[i]);
        js_line(&j);
    }
}

void report_dates_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (dates_at at = {0}; parts_next_date(&j, f, &at);)
        js_line(&j);
}

void report_statements_jsonl(arena *tmp, const findings *f, writer *w)
{
    js j = {.w = w};
    uint32_t *listed_by = arena_array(tmp, uint32_t, f->facts->names.n_entities);
    for (uint32_t i = 0; i < f->facts->statements.n_statements; i++) {
        parts_statement(&j, f, i, listed_by);
        js_line(&j);
    }
}
