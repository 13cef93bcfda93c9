/* The whole report as one JSON object, and what stage compare made of the statements. */
#include "report/habits.h"
#include "report/parts.h"

static const char *const disagreement_names[] = {"figures", "denial", "polarity",
                                                 "holder",  "date",   "update"};

static void write_statement_ids(js *j, const char *key, const uint32_t *ids, uint32_t n)
{
    js_key_open(j, key, '[');
    for (uint32_t i = 0; i < n; i++)
        js_id(j, "s", ids[i] + 1);
    js_close(j, ']');
}

static void write_claim(js *j, const findings *f, uint32_t which)
{
    const claim *c = &f->compared->claims[which];
    js_open(j, '{');
    js_key(j, "id");
    js_id(j, "c", which + 1);
    js_key_text(j, "label", c->label);
    write_statement_ids(j, "statements", c->statements.v, c->statements.n);
    js_key_open(j, "support", '{');
    js_key_uint(j, "articles", c->articles.n);
    js_key_uint(j, "outlets", c->outlets.n);
    js_key_uint(j, "owners", c->owners.n);
    js_key_uint(j, "origins", c->origins.n);
    js_key_open(j, "lists", '{');
    parts_article_ids(j, "articles", f, c->articles.v, c->articles.n);
    parts_texts(j, "outlets", c->outlets.v, c->outlets.n);
    parts_texts(j, "owners", c->owners.v, c->owners.n);
    parts_texts(j, "origins", c->origins.v, c->origins.n);
    js_close(j, '}');
    parts_texts(j, "seen_only_through", c->seen_only_through.v, c->seen_only_through.n);
    js_close(j, '}');
    js_close(j, '}');
}

static void write_disagreement(js *j, const disagreement *d)
{
    js_open(j, '{');
    js_key_open(j, "claims", '[');
    js_id(j, "c", d->a + 1);
    js_id(j, "c", d->b + 1);
    js_close(j, ']');
    js_key_text(j, "about", d->about);
    js_key_text(j, "why", d->why);
    js_key_str(j, "kind", disagreement_names[d->kind]);
    js_close(j, '}');
}

static void write_place(js *j, const place_view *p)
{
    js_open(j, '{');
    js_key(j, "entity");
    js_id(j, "e", p->entity + 1);
    js_key_open(j, "timeline", '[');
    for (uint32_t i = 0; i < p->timeline.n; i++) {
        const place_state *state = &p->timeline.v[i];
        js_open(j, '{');
        js_key_text_or_null(j, "from", state->from);
        js_key_text_or_null(j, "to", state->to);
        js_key_text(j, "state", state->state);
        js_key_text_or_null(j, "holder", state->holder);
        write_statement_ids(j, "according_to", state->according_to.v,
                            state->according_to.n);
        write_statement_ids(j, "disputed_by", state->disputed_by.v, state->disputed_by.n);
        js_close(j, '}');
    }
    js_close(j, ']');
    js_close(j, '}');
}

static void write_compared(js *j, const findings *f)
{
    const compare_result *c = f->compared;
    js_key_open(j, "claims", '[');
    for (uint32_t i = 0; i < c->n_claims; i++)
        write_claim(j, f, i);
    js_close(j, ']');
    js_key_open(j, "disagreements", '[');
    for (uint32_t i = 0; i < c->n_disagreements; i++)
        write_disagreement(j, &c->disagreements[i]);
    js_close(j, ']');
    js_key_open(j, "places", '[');
    for (uint32_t i = 0; i < c->n_places; i++)
        write_place(j, &c->places[i]);
    js_close(j, ']');
}

/* What archives hold beside articles; nothing where there was nothing. */
static void write_passed(js *j, const findings *f)
{
    uint64_t all = 0;
    for (unsigned i = 0; f->passed && i < N_PASSED; i++)
        all += f->passed[i];
    if (!all)
        return;
    js_key_open(j, "passed", '[');
    for (unsigned i = 0; i < N_PASSED; i++) {
        if (!f->passed[i])
            continue;
        js_open(j, '{');
        js_key_str(j, "what", read_passed_what((read_passed)i));
        js_key_uint(j, "n", f->passed[i]);
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_about(js *j, const findings *f)
{
    js_key_open(j, "stemma", '{');
    js_key_str(j, "version", f->version);
    js_key_open(j, "options", '{');
    js_key_bool(j, "plain", f->plain);
    js_key_text_or_null(j, "language", f->language);
    js_key_text_or_null(j, "names", f->names_path);
    js_key_text_or_null(j, "owners", f->owners_path);
    js_close(j, '}');
    js_close(j, '}');
    js_key_open(j, "skipped", '[');
    for (uint32_t i = 0; i < f->n_skips; i++) {
        js_open(j, '{');
        js_key_text(j, "input", f->skips[i].input);
        js_key_uint(j, "position", f->skips[i].position);
        js_key_text(j, "reason", f->skips[i].reason);
        js_close(j, '}');
    }
    js_close(j, ']');
    write_passed(j, f);
}

static void write_matched(arena *tmp, js *j, const findings *f)
{
    js_key_open(j, "passages", '[');
    for (uint32_t i = 0; i < f->matched->n_passages; i++)
        parts_passage(j, f, &f->matched->passages[i]);
    js_close(j, ']');
    js_key_open(j, "common", '[');
    for (uint32_t i = 0; i < f->matched->n_common; i++) {
        js_open(j, '{');
        js_key_text(j, "words", f->matched->common[i].words);
        js_key_uint(j, "articles", f->matched->common[i].n_articles);
        js_close(j, '}');
    }
    js_close(j, ']');
    js_key_open(j, "families", '[');
    for (uint32_t i = 0; i < f->families->n_families; i++)
        parts_family(tmp, j, f, i);
    js_close(j, ']');
}

/* A family lies in one story; it is listed at its first witness. */
static void write_story_families(js *j, const findings *f, const story *s)
{
    js_key_open(j, "families", '[');
    for (uint32_t i = 0; i < s->n_articles; i++) {
        uint32_t which = f->families->of_article[s->articles[i]];
        if (which != FAMILY_NONE &&
            f->families->families[which].witnesses[0] == s->articles[i])
            js_id(j, "f", which + 1);
    }
    js_close(j, ']');
}

static void write_stories(js *j, const findings *f)
{
    js_key_open(j, "stories", '[');
    for (uint32_t i = 0; i < f->stories->n_stories; i++) {
        const story *s = &f->stories->stories[i];
        js_open(j, '{');
        js_key(j, "id");
        js_id(j, "st", i + 1);
        parts_article_ids(j, "articles", f, s->articles, s->n_articles);
        write_story_families(j, f, s);
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_facts(arena *tmp, js *j, const findings *f)
{
    const facts_result *facts = f->facts;
    js_key_open(j, "entities", '[');
    for (uint32_t i = 0; i < facts->names.n_entities; i++)
        parts_entity(j, f, i);
    js_close(j, ']');
    js_key_open(j, "toponyms", '[');
    for (uint32_t i = 0; i < facts->places.n_toponyms; i++)
        parts_toponym(j, f, &facts->places.toponyms[i]);
    js_close(j, ']');
    js_key_open(j, "dates", '[');
    for (dates_at at = {0}; parts_next_date(j, f, &at);)
        ;
    js_close(j, ']');
    js_key_open(j, "figures", '[');
    for (uint32_t i = 0; i < facts->figures.n_figures; i++)
        parts_figure(j, f, &facts->figures.figures[i]);
    js_close(j, ']');
    uint32_t *listed_by = arena_array(tmp, uint32_t, facts->names.n_entities);
    js_key_open(j, "statements", '[');
    for (uint32_t i = 0; i < facts->statements.n_statements; i++)
        parts_statement(j, f, i, listed_by);
    js_close(j, ']');
}

void parts_report(arena *tmp, js *j, const findings *f)
{
    js_open(j, '{');
    write_about(j, f);
    js_key_open(j, "articles", '[');
    for (uint32_t i = 0; i < f->n_articles; i++)
        parts_article(j, f, i);
    js_close(j, ']');
    write_matched(tmp, j, f);
    habits_json(tmp, j, f);
    write_stories(j, f);
    write_facts(tmp, j, f);
    write_compared(j, f);
    js_close(j, '}');
}

void report_json(arena *tmp, const findings *f, writer *w)
{
    js j = {.w = w};
    parts_report(tmp, &j, f);
    js_line(&j);
}
