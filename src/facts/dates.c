#include "facts/dates.h"
#include "facts/arabic_dates.h"

/* The nearest date before d, in its sentence or shortly before, that a "day later" can
 * count from; FACTS_NONE when there is none. */
static uint32_t date_before(const dates_work *w, uint32_t which, uint32_t d)
{
    enum { REACH = 16 };
    const text *t = &w->in->texts[which];
    // "that same day" may go back further than "a year earlier"
    uint32_t reach = w->expressions[d].unit == PERIOD_DAY ? 2 : 1;
    uint32_t own = t->tokens[w->expressions[d].at.first].sentence;
    for (uint32_t i = d, n = 0; i-- > w->first_of[which] && n < REACH; n++) {
        const date_expression *e = &w->expressions[i];
        if (t->tokens[e->at.first].sentence + reach < own)
            break;
        if (w->dates[i].known && w->dates[i].value.unit <= w->expressions[d].unit)
            return i;
    }
    return FACTS_NONE;
}

/* The quarter that "the quarter" and, near it, "a year ago" are read by. */
static uint32_t quarter_before(const dates_work *w, uint32_t which, uint32_t d,
                               uint32_t sentences)
{
    enum { REACH = 32 };
    const text *t = &w->in->texts[which];
    uint32_t own = t->tokens[w->expressions[d].at.first].sentence;
    for (uint32_t i = d, n = 0; i-- > w->first_of[which] && n < REACH; n++) {
        const date_expression *e = &w->expressions[i];
        if (t->tokens[e->at.first].sentence + sentences < own)
            break;
        bool part = w->dates[i].value.unit == PERIOD_QUARTER ||
                    w->dates[i].value.unit == PERIOD_HALF;
        if (w->dates[i].known && part && e->kind != DATE_OFFSET &&
            e->kind != DATE_FOLLOWS && !(e->kind == DATE_THE_QUARTER && e->n))
            return i;
    }
    return FACTS_NONE;
}

/* The date that expression d counts from; FACTS_NONE: the day of publication. */
static uint32_t counts_from(const dates_work *w, uint32_t which, uint32_t d)
{
    enum { NEAR = 2 }; // sentences
    const date_expression *e = &w->expressions[d];
    if (e->kind == DATE_THE_QUARTER)
        return quarter_before(w, which, d, UINT32_MAX / 2);
    bool year = e->unit == PERIOD_YEAR && e->n == -1;
    bool ago = e->kind == DATE_OFFSET && e->core + 1 < e->at.last; // not "last year"
    if (year && (ago || e->kind == DATE_FOLLOWS)) {
        uint32_t quarter = quarter_before(w, which, d, NEAR);
        if (quarter != FACTS_NONE)
            return quarter;
    }
    return e->kind == DATE_FOLLOWS ? date_before(w, which, d) : FACTS_NONE;
}

/* The year of a season, as of that day. */
static bool season_year(const date_expression *e, const date_reference *ref, period *to)
{
    if (ref->kind == REFERENCE_NONE || ref->when.unit > PERIOD_MONTH)
        return false;
    civil_date now = civil_of(ref->when.first);
    int ends = e->season[0] == 'W'   ? 2
               : e->season[1] == 'P' ? 5
               : e->season[1] == 'U' ? 8
                                     : 11;
    int year = now.year;
    if (e->towards == TOWARDS_LAST)
        year -= now.month <= ends;
    else if (e->towards == TOWARDS_NEXT)
        year += now.month > ends - 3;
    *to = period_of(PERIOD_YEAR, day_number(year, 1, 1));
    return civil_valid(year, 1, 1);
}

void dates_resolve_article(dates_work *w, uint32_t i)
{
    const article_state *a = &w->articles[i];
    for (uint32_t d = w->first_of[i]; d < w->first_of[i + 1]; d++) {
        const date_expression *e = &w->expressions[d];
        date_state *s = &w->dates[d];
        if (s->pinned)
            continue;
        uint32_t b = counts_from(w, i, d);
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

static void find_all(dates_work *w, date_expressions *all, time_expressions *times,
                     uint32_t *first_of)
{
    // Few languages in one run: a lexicon each, made when it is first needed.
    date_lexicon lexicons[TONGUE_ES + 1] = {0};
    for (uint32_t i = 0; i < w->in->n_articles; i++) {
        tongue in = tongue_of(w->in->articles[i].language);
        const text *t = &w->in->texts[i];
        if (arabic_is_text(t)) {
            first_of[i] = all->n;
            arabic_dates_find(w->tmp, i, t, all);
            continue;
        }
        if (!lexicons[in].next)
            date_lexicon_init(&lexicons[in], in, w->tmp);
        arena *own = arena_sub(w->tmp);
        uint32_t *entries = date_lexicon_entries(own, &lexicons[in], t);
        first_of[i] = all->n;
        number_text numbers = number_text_of(own, t, in);
        dates_find(w->tmp, &lexicons[in], i, t, w->in->articles[i].language, entries,
                   &numbers, all);
        times_find(w->tmp, &lexicons[in], i, t, entries, &numbers, all->v + first_of[i],
                   all->n - first_of[i], times);
        arena_release(own);
    }
    first_of[w->in->n_articles] = all->n;
}

/* The day that a time of the day belongs to: that of the nearest date in its sentence, or
 * that of publication. `next`: the first date behind it. */
static bool day_of_time(const dates_work *w, const time_expression *e, uint32_t next,
                        period *day)
{
    enum { LOOK = 4, BEHIND = 6 };
    const text *t = &w->in->texts[e->at.article];
    uint32_t own = t->tokens[e->at.first].sentence, best = UINT32_MAX;
    uint32_t low = w->first_of[e->at.article], high = w->first_of[e->at.article + 1];
    uint32_t from = next - low > LOOK ? next - LOOK : low;
    for (uint32_t d = from; d < high && d < next + LOOK; d++) {
        token_span at = w->expressions[d].at;
        uint32_t away = d < next ? e->at.first - at.last : at.first - e->at.last;
        // "at 10:35 (0735 GMT) on Friday", not "at 4, as early as Friday"
        bool apart = d >= next && (away > BEHIND || text_is(t, e->at.last, ","));
        if (t->tokens[at.first].sentence != own || !w->dates[d].known ||
            w->dates[d].value.unit != PERIOD_DAY || away >= best || apart)
            continue;
        best = away;
        *day = w->dates[d].value;
    }
    const date_reference *ref = &w->articles[e->at.article].ref;
    if (best == UINT32_MAX && ref->kind == REFERENCE_EXACT)
        *day = ref->when;
    return best != UINT32_MAX ||
           (ref->kind == REFERENCE_EXACT && ref->when.unit == PERIOD_DAY);
}

static void write_times(const dates_work *w, const time_expressions *all,
                        dates_result *result)
{
    uint32_t next = 0;
    result->n_times = all->n;
    result->times = arena_array(w->out, time_mention, (size_t)all->n + 1);
    for (uint32_t k = 0; k < all->n; k++) {
        const time_expression *e = &all->v[k];
        slice day = SLICE("");
        period when;
        if (next < w->first_of[e->at.article])
            next = w->first_of[e->at.article];
        while (next < w->first_of[e->at.article + 1] &&
               w->expressions[next].at.first < e->at.first)
            next++;
        if (e->kind == TIME_CLOCK && day_of_time(w, e, next, &when))
            day = period_format(w->tmp, when);
        result->times[k] = (time_mention){
            .at = e->at,
            .kind = e->kind,
            .stretch = e->stretch,
            .timex = arena_format(w->out, "%.*s%s", (int)day.len, day.ptr, e->timex)};
    }
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
        const date_expression *e = &w->expressions[d];
        period year;
        bool season = !s->known && e->season &&
                      season_year(e, &w->articles[e->at.article].ref, &year);
        m->timex = dates_timex(w->out, e, season ? &year : s->known ? &s->value : NULL);
        m->clock = e->time.hour != NO_HOUR || e->time.part;
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
    time_expressions times = {0};
    uint32_t *first_of = arena_array(out, uint32_t, n + 1);
    find_all(&w, &all, &times, first_of);
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
    write_times(&w, &times, result);
    arena_release(tmp);
}
