/* Articles: their own text and what they say about themselves. */
#include "report/parts.h"

static void write_agencies(js *j, const findings *f, uint32_t which)
{
    const article *a = &f->articles[which];
    js_key_open(j, "agency", '[');
    for (uint32_t i = 0; i < a->credits.n; i++) {
        const agency_credit *c = &a->credits.v[i];
        js_open(j, '{');
        js_key_text(j, "name", c->name);
        if (c->in_text) {
            parts_place(j, f, which, c->at);
        } else {
            js_key_null(j, "start");
            js_key_null(j, "end");
        }
        js_key_text(j, "evidence", c->evidence);
        js_key_text(j, "where", c->where);
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_published(js *j, const publication *p)
{
    js_key_open(j, "published", '{');
    js_key_text_or_null(j, "value", p->value);
    js_key_str(j, "how",
               p->how == PUBLISHED_STATED     ? "stated"
               : p->how == PUBLISHED_INFERRED ? "inferred"
                                              : NULL);
    js_key_text_or_null(j, "evidence", p->evidence);
    js_key_open(j, "candidates", '[');
    for (uint32_t i = 0; i < p->candidates.n; i++) {
        const date_candidate *c = &p->candidates.v[i];
        js_open(j, '{');
        js_key_text_or_null(j, "value", c->value);
        js_key_text(j, "where", c->where);
        js_key_text_or_null(j, "why_not", c->why_not);
        js_close(j, '}');
    }
    js_close(j, ']');
    js_close(j, '}');
}

static void write_dateline(js *j, const findings *f, uint32_t which)
{
    const article *a = &f->articles[which];
    js_key(j, "dateline");
    if (a->dateline.start == a->dateline.end) {
        js_null(j);
        return;
    }
    js_open(j, '{');
    parts_place(j, f, which, a->dateline);
    js_key_text_or_null(j, "place", a->dateline_place);
    js_key_text_or_null(j, "date", a->dateline_date);
    js_close(j, '}');
}

static void write_version(js *j, const findings *f, uint32_t which)
{
    const article_version *v = f->versions ? &f->versions[which] : NULL;
    if (!v || !v->number)
        return;
    js_key_open(j, "version", '{');
    js_key_uint(j, "number", v->number);
    js_key_uint(j, "of", v->of);
    js_key_str(j, "by", v->by);
    js_key_text_or_null(j, "earlier",
                        v->earlier == VERSION_NONE ? slice_of("", 0)
                                                   : f->articles[v->earlier].id);
    js_key_text_or_null(j, "later",
                        v->later == VERSION_NONE ? slice_of("", 0)
                                                 : f->articles[v->later].id);
    js_close(j, '}');
}

void parts_article(js *j, const findings *f, uint32_t which)
{
    const article *a = &f->articles[which];
    js_open(j, '{');
    js_key_text(j, "id", a->id);
    js_key_text(j, "input", a->input);
    js_key_text_or_null(j, "url", a->url);
    js_key_text_or_null(j, "outlet", a->outlet);
    js_key_text_or_null(j, "outlet_why", a->outlet_why);
    if (a->via.len) {
        js_key_text(j, "via", a->via);
        js_key_text(j, "via_why", a->via_why);
    }
    if (a->rights.len) {
        js_key_text(j, "rights", a->rights);
        js_key_text(j, "rights_why", a->rights_why);
    }
    js_key_text_or_null(j, "owner", f->owners[which]);
    write_agencies(j, f, which);
    parts_texts(j, "byline", a->bylines.v, a->bylines.n);
    js_key_text_or_null(j, "headline", a->headline);
    js_key_text_or_null(j, "language", a->language);
    js_key_text_or_null(j, "encoding", a->encoding);
    js_key_text_or_null(j, "note", a->note);
    js_key_uint(j, "words", f->texts[which].n_words);
    js_key_text(j, "text", a->text);
    write_published(j, parts_published(f, which));
    write_dateline(j, f, which);
    write_version(j, f, which);
    js_key_open(j, "furniture", '[');
    for (uint32_t i = 0; i < a->removed.n; i++) {
        js_open(j, '{');
        js_key_text(j, "text", a->removed.v[i].text);
        js_key_text(j, "why", a->removed.v[i].why);
        js_close(j, '}');
    }
    js_close(j, ']');
    if (a->extra.len) {
        js_key(j, "extra");
        js_raw(j, a->extra);
    }
    js_close(j, '}');
}

void report_articles_jsonl(const findings *f, writer *w)
{
    js j = {.w = w};
    for (uint32_t i = 0; i < f->n_articles; i++) {
        parts_article(&j, f, i);
        js_line(&j);
    }
}

void report_text(const findings *f, writer *w)
{
    for (uint32_t i = 0; i < f->n_articles; i++) {
        if (i > 0)
            writer_str(w, "\n\f\n"); // a page break, as between printed pages
        writer_add(w, f->articles[i].text);
        writer_byte(w, '\n');
    }
}
