#include "facts/dates.h"

/* The nearest date before d, in its sentence or the one before, that a "day later" can
 * count from; FACTS_NONE when there is none. */
static uint32_t date_before(const dates_work *w, uint32_t which, uint32_t d)
{
    enum { REACH = 16 };
    const text *t = &w->in->texts[which];
    uint32_t own = t->tokens[w->expressions[d].at.first].sentence;
    for (uint32_t i = d, n = 0; i-- > w->first_of[which] && n < REACH; n++) {
        const date_expression *e = &w->expressions[i];
        if (t->tokens[e->at.first].sentence + 1 < own)
            break;
        if (w->dates[i].known && w->dates[i].value.unit <= w->expressions[d].unit)
            return i;
    }
    return FACTS_NONE;
}

void dates_resolve_article(dates_work *w, uint32_t i)
{
    const article_state *a = &w->articles[i];
    for (uint32_t d = w->first_of[i]; d < w->first_of[i + 1]; d++) {
        const date_expression *e = &w->expressions[d];
        date_state *s = &w->dates[d];
        if (s->pinned)
            continue;
        uint32_t b = e->kind == DATE_FOLLOWS ? date_before(w, i, d) : FACTS_NONE;
        const period *before = b == FACTS_NONE ? NULL : &w->dates[b].value;
        s->known = dates_resolve(e, &a->ref, before, &s->value);
        if (!s->known)
            s->how = DATE_UNRESOLVED;
        else if (before)
            s->how = w->dates[b].how;
        else
            s->how = dates_needs_reference(e) ? a->how : DATE_STATED;
    }
}

static void find_all(dates_work *w, date_expressions *all, uint32_t *first_of)
{
    // Few languages in one run: a lexicon each, made when it is first needed.
    date_lexicon lexicons[TONGUE_ES + 1] = {0};
    for (uint32_t i = 0; i < w->in->n_articles; i++) {
        tongue in = tongue_of(w->in->articles[i].language);
        if (!lexicons[in].next)
            date_lexicon_init(&lexicons[in], in, w->tmp);
        first_of[i] = all->n;
        dates_find(w->tmp, &lexicons[in], i, &w->in->texts[i],
                   w->in->articles[i].language, all);
    }
    first_of[w->in->n_articles] = all->n;
}

static void write_out(const dates_work *w, uint32_t n, dates_result *result)
{
    result->n_dates = n;
    result->dates = arena_array(w->out, date_mention, n);
    for (uint32_t d = 0; d < n; d++) {
        const date_state *s = &w->dates[d];
        date_mention *m = &result->dates[d];
        m->at = w->expressions[d].at;
        m->how = s->known ? s->how : DATE_UNRESOLVED;
        m->value = s->known ? period_format(w->out, s->value) : SLICE("");
        m->relative = dates_needs_reference(&w->expressions[d]) ||
                      w->expressions[d].kind == DATE_FOLLOWS;
    }
}

void facts_dates(arena *out, const facts_input *in, dates_result *result)
{
    uint32_t n = in->n_articles;
    arena *tmp = arena_sub(out);
    dates_work w = {.out = out, .tmp = tmp, .in = in};
    date_expressions all = {0};
    uint32_t *first_of = arena_array(out, uint32_t, n + 1);
    find_all(&w, &all, first_of);
    w.expressions = all.v;
    w.first_of = first_of;
    w.dates = arena_array(tmp, date_state, all.n + 1);
    w.articles = arena_array(tmp, article_state, n + 1);
    w.published = arena_array(out, publication, n + 1);
    published_stated(&w);
    for (uint32_t i = 0; i < n; i++)
        dates_resolve_article(&w, i);
    published_infer(&w);
    result->first_of = first_of;
    result->published = w.published;
    write_out(&w, all.n, result);
    arena_release(tmp);
}
