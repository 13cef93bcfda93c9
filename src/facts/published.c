/* When each article appeared.
 *
 *   stated     in the article, unless its siblings contradict it by years
 *   siblings   its "yesterday" stands where a dated copy has "on Thursday"
 *   own dates  the latest past day of its lead, with the year its siblings give
 *   story      the same with the days on which other articles of the story appeared
 *
 * Each pass reads what was known before it and writes afterwards, so that the order of
 * the articles does not matter. What cannot be told stays unknown. */
#include "facts/dates.h"

#include <stdlib.h>

enum {
    ROUNDS = 8,         // a chain of inferences longer than this is no evidence
    LEAD_SENTENCES = 8, // where an article tells its news
    PLACE_TOKENS = 5,   // how far from shared words a date still stands in one place
    WEEK = 7,
    MONTH = 31,
    YEAR = 366,
};

static bool known(const dates_work *w, uint32_t i)
{
    return w->articles[i].ref.kind != REFERENCE_NONE;
}

static slice name_of(const dates_work *w, uint32_t i)
{
    const article *a = &w->in->articles[i];
    if (a->outlet.len)
        return a->outlet;
    size_t folder = a->input.len; // a reader knows the file, not the folders above it
    while (folder > 0 && a->input.ptr[folder - 1] != '/')
        folder--;
    slice file = slice_of(a->input.ptr + folder, a->input.len - folder);
    return file.len ? file : a->id;
}

static slice written(const dates_work *w, uint32_t d, bool with_on)
{
    token_span at = w->expressions[d].at;
    const text *t = &w->in->texts[at.article];
    if (with_on && at.first > 0 && text_is(t, at.first - 1, "on"))
        at.first--;
    return slice_in(t->bytes, text_span(t, at.first, at.last));
}

static int32_t distance(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

#define FMT(s) (int)(s).len, (s).ptr

/* Stated
 * ---------------------------------------------------------------------------------- */

typedef struct {
    int32_t day;
    uint32_t article;
} dated;

static int by_day(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

/* The one of `days` (sorted) nearest to `day`, not article `but`; NULL when there is
 * none. */
static const dated *nearest(const dated *days, uint32_t n, int32_t day, uint32_t but)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (days[mid].day < day)
            low = mid + 1;
        else
            high = mid;
    }
    // `but` is one entry, so that two on each side are enough
    const dated *best = NULL;
    for (uint32_t i = low < 2 ? 0 : low - 2; i < n && i < low + 2; i++)
        if (days[i].article != but &&
            (!best || distance(days[i].day, day) < distance(best->day, day)))
            best = &days[i];
    return best;
}

static void take_candidate(dates_work *w, uint32_t i, uint32_t c, const dated *sibling)
{
    publication *p = &w->published[i];
    const date_candidate *old = p->candidates.v;
    period when;
    period_parse(old[c].value, &when);
    slice day = period_format(w->tmp, period_of(PERIOD_DAY, sibling->day));
    slice name = name_of(w, sibling->article);
    publication to = {.value = old[c].value, .how = PUBLISHED_STATED};
    to.evidence = arena_format(
        w->out, "%.*s; preferred to %.*s, which is more than a year from %.*s (%.*s)",
        FMT(old[c].where), FMT(p->value), FMT(name), FMT(day));
    for (uint32_t k = 0; k < p->candidates.n; k++) {
        date_candidate *copy = vec_add(w->out, &to.candidates);
        *copy = old[k];
        if (k == c)
            copy->why_not = SLICE("");
        else if (!copy->why_not.len)
            copy->why_not = arena_format(
                w->out, "more than a year from %.*s (%.*s), where another date fits",
                FMT(name), FMT(day));
    }
    *p = to;
    w->articles[i].ref.when = when;
}

/* A crawl date taken for the date of publication is years off; another candidate of the
 * same article fits. */
static void check_group(dates_work *w, const uint32_t *articles, uint32_t n)
{
    dated *days = arena_array(w->tmp, dated, n);
    uint32_t n_days = 0;
    for (uint32_t k = 0; k < n; k++)
        if (known(w, articles[k]))
            days[n_days++] =
                (dated){w->articles[articles[k]].ref.when.first, articles[k]};
    qsort(days, n_days, sizeof *days, by_day);
    for (uint32_t k = 0; k < n_days; k++) {
        uint32_t i = days[k].article;
        publication *p = &w->published[i];
        const dated *other = nearest(days, n_days, days[k].day, i);
        if (!other || distance(other->day, days[k].day) <= YEAR ||
            p->how != PUBLISHED_STATED)
            continue;
        for (uint32_t c = 0; c < p->candidates.n; c++) {
            period when;
            if (!period_parse(p->candidates.v[c].value, &when))
                continue;
            const dated *fits = nearest(days, n_days, when.first, i);
            if (fits && distance(fits->day, when.first) <= MONTH) {
                take_candidate(w, i, c, fits);
                break;
            }
        }
    }
}

void published_stated(dates_work *w)
{
    const facts_input *in = w->in;
    for (uint32_t i = 0; i < in->n_articles; i++) {
        const article *a = &in->articles[i];
        article_state *s = &w->articles[i];
        w->published[i] = a->published;
        s->how = DATE_BY_PUBLICATION;
        if (a->published.value.len && period_parse(a->published.value, &s->ref.when)) {
            s->ref.kind = REFERENCE_EXACT;
        } else if (period_parse(a->dateline_date, &s->ref.when)) {
            s->ref.kind = REFERENCE_EXACT;
            w->published[i].value = a->dateline_date;
            w->published[i].how = PUBLISHED_INFERRED;
            w->published[i].evidence = SLICE("the date of its dateline");
        }
    }
    for (uint32_t f = 0; in->families && f < in->families->n_families; f++)
        check_group(w, in->families->families[f].witnesses,
                    in->families->families[f].n_witnesses);
    for (uint32_t s = 0; in->stories && s < in->stories->n_stories; s++)
        check_group(w, in->stories->stories[s].articles,
                    in->stories->stories[s].n_articles);
}

/* Siblings: dates that stand in one place
 * ---------------------------------------------------------------------------------- */

/* A resolved date of a family, by its place in the collation. */
typedef struct {
    uint32_t column;
    uint32_t witness, date;
    uint32_t rank; // how far from a printed date, then by input
} placed;

static int by_column(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->date < y->date ? -1 : x->date > y->date;
}

typedef struct {
    dates_work *w;
    const family *f;
    placed *dates;
    uint32_t n_dates;
    uint32_t *shared; // witnesses in each column
} place_index;

/* What is nearer to a printed date is better evidence. */
static uint32_t rank_of(const dates_work *w, uint32_t which, uint32_t d)
{
    bool moves = w->expressions[d].kind == DATE_OFFSET; // copied along, perhaps
    bool stated = w->published[which].how == PUBLISHED_STATED;
    return (moves ? 2u : 0u) + (stated ? 0u : 1u);
}

static void index_places(place_index *x)
{
    const dates_work *w = x->w;
    const collation *c = &x->f->collated;
    uint32_t n = 0;
    for (uint32_t k = 0; k < x->f->n_witnesses; k++)
        n += w->first_of[x->f->witnesses[k] + 1] - w->first_of[x->f->witnesses[k]];
    x->dates = arena_array(w->tmp, placed, n);
    x->shared = arena_array(w->tmp, uint32_t, c->n_columns);
    for (uint32_t k = 0; k < x->f->n_witnesses; k++) {
        uint32_t a = x->f->witnesses[k];
        for (uint32_t t = 0; t < w->in->texts[a].n_tokens; t++)
            x->shared[c->columns[k][t]]++;
        for (uint32_t d = w->first_of[a]; d < w->first_of[a + 1]; d++)
            if (w->dates[d].known)
                x->dates[x->n_dates++] = (placed){c->columns[k][w->expressions[d].core],
                                                  k, d, rank_of(w, a, d)};
    }
    qsort(x->dates, x->n_dates, sizeof *x->dates, by_column);
}

/* Columns between which a date stands: those of the nearest shared tokens around it. */
static void place_of(const place_index *x, uint32_t witness, uint32_t d, int64_t *low,
                     int64_t *high)
{
    token_span at = x->w->expressions[d].at;
    const uint32_t *columns = x->f->collated.columns[witness];
    uint32_t n_tokens = x->w->in->texts[at.article].n_tokens;
    const text *t = &x->w->in->texts[at.article];
    uint32_t left = at.first, right = at.last, steps = 0;
    while (left > 0 && (text_is(t, left - 1, "on") || text_is(t, left - 1, "late") ||
                        text_is(t, left - 1, "early") || text_is(t, left - 1, "the")))
        left--;
    while (left > 0 && x->shared[columns[left - 1]] < 2 && steps++ < PLACE_TOKENS)
        left--;
    for (steps = 0;
         right < n_tokens && x->shared[columns[right]] < 2 && steps < PLACE_TOKENS;
         steps++)
        right++;
    *low = left > 0 ? (int64_t)columns[left - 1] : -1;
    *high = right < n_tokens ? (int64_t)columns[right] : INT64_MAX;
}

/* Whether the placed date, too, is bounded by those columns within a few words. */
static bool bounded(const place_index *x, const placed *p, int64_t low, int64_t high)
{
    token_span at = x->w->expressions[p->date].at;
    const uint32_t *columns = x->f->collated.columns[p->witness];
    uint32_t n_tokens = x->w->in->texts[at.article].n_tokens;
    uint32_t left = at.first, right = at.last;
    for (uint32_t n = 0; n < PLACE_TOKENS && left > 0 && columns[left - 1] > low; n++)
        left--;
    for (uint32_t n = 0; n < PLACE_TOKENS && right < n_tokens && columns[right] < high;
         n++)
        right++;
    return (left == 0 || columns[left - 1] <= low) &&
           (right == n_tokens || columns[right] >= high);
}

/* Whether expression e can stand for that period at all. */
static bool can_be(const date_expression *e, const period *p)
{
    civil_date d = civil_of(p->first);
    bool day = p->unit == PERIOD_DAY;
    switch (e->kind) {
    case DATE_WEEKDAY:
        return day && day_weekday(p->first) == e->weekday;
    case DATE_MONTH_DAY:
        return day && d.month == e->month && d.day == e->day;
    case DATE_EITHER:
        return day && d.year == e->year &&
               ((d.month == e->month && d.day == e->day) ||
                (d.month == e->day && d.day == e->month));
    case DATE_MONTH:
    case DATE_MONTH_OF:
        return p->unit == PERIOD_MONTH && d.month == e->month;
    case DATE_OFFSET:
        return p->unit == e->unit;
    default:
        return false;
    }
}

static bool better(const place_index *x, const placed *a, const placed *b)
{
    const article *of = x->w->in->articles;
    int order = slice_cmp(of[x->f->witnesses[a->witness]].input,
                          of[x->f->witnesses[b->witness]].input);
    return a->rank != b->rank ? a->rank < b->rank : order < 0;
}

/* The value that most of the resolved dates have which stand where date d of `witness`
 * does; the best evidence for it, or NULL. */
static const placed *stands_with(const place_index *x, uint32_t witness, uint32_t d)
{
    enum { LOOK = 64, VALUES = 8 };
    const dates_work *w = x->w;
    int64_t low, high;
    place_of(x, witness, d, &low, &high);
    uint32_t own = x->f->collated.columns[witness][w->expressions[d].core];
    uint32_t a = 0, b = x->n_dates;
    while (a < b) {
        uint32_t mid = (a + b) / 2;
        if ((int64_t)x->dates[mid].column <= low)
            a = mid + 1;
        else
            b = mid;
    }
    struct {
        const placed *by; // the best evidence for this value
        uint32_t n;
    } values[VALUES] = {0};
    uint32_t n_values = 0, best = 0;
    for (uint32_t n = 0; a < x->n_dates && x->dates[a].column < high && n < LOOK;
         a++, n++) {
        const placed *p = &x->dates[a];
        if (p->witness == witness ||
            !can_be(&w->expressions[d], &w->dates[p->date].value) ||
            (p->column != own && !bounded(x, p, low, high)))
            continue;
        uint32_t v = 0;
        while (v < n_values &&
               w->dates[values[v].by->date].value.first != w->dates[p->date].value.first)
            v++;
        if (v == VALUES)
            continue;
        n_values += v == n_values;
        values[v].n++;
        if (!values[v].by || better(x, p, values[v].by))
            values[v].by = p;
    }
    for (uint32_t v = 1; v < n_values; v++)
        if (values[v].n > values[best].n ||
            (values[v].n == values[best].n && better(x, values[v].by, values[best].by)))
            best = v;
    for (uint32_t v = 0; v < n_values; v++) // as many for quite another time: no evidence
        if (values[v].n == values[best].n &&
            distance(w->dates[values[v].by->date].value.first,
                     w->dates[values[best].by->date].value.first) > MONTH)
            return NULL;
    return values[best].by;
}

/* What a pass found out; written when the pass is over. */
typedef struct {
    uint32_t date; // pinned to `value` where not FACTS_NONE
    period value;
    uint32_t article; // appeared on `when` where not FACTS_NONE
    date_reference when;
    slice evidence;
    date_how how;
    VEC(date_candidate) candidates;
} finding;

typedef VEC(finding) findings;

static void apply(dates_work *w, const findings *all)
{
    for (uint32_t k = 0; k < all->n; k++) {
        const finding *f = &all->v[k];
        if (f->date != FACTS_NONE)
            w->dates[f->date] = (date_state){true, true, f->value, f->how};
    }
    for (uint32_t k = 0; k < all->n; k++) {
        const finding *f = &all->v[k];
        if (f->article == FACTS_NONE)
            continue;
        w->articles[f->article] = (article_state){f->when, f->how};
        publication *p = &w->published[f->article];
        p->value = period_format(w->out, f->when.when);
        p->how = PUBLISHED_INFERRED;
        p->evidence = f->evidence;
        date_candidate *v = NULL;
        uint32_t n = p->candidates.n, cap = 0; // the article stage's list stays as it is
        for (uint32_t c = 0; c < n + f->candidates.n; c++) {
            v = vec_room(w->out, v, c, &cap, sizeof *v);
            v[c] = c < n ? p->candidates.v[c] : f->candidates.v[c - n];
        }
        p->candidates.v = v;
        p->candidates.n = n + f->candidates.n;
        p->candidates.cap = cap;
        dates_resolve_article(w, f->article);
    }
}

static slice aligned_evidence(const place_index *x, uint32_t d, const placed *p)
{
    dates_work *w = x->w;
    slice name = name_of(w, x->f->witnesses[p->witness]);
    slice own = written(w, d, false), theirs = written(w, p->date, true);
    slice value = period_format(w->tmp, w->dates[p->date].value);
    return arena_format(w->out, "its '%.*s' stands where %.*s has '%.*s' (%.*s)",
                        FMT(own), FMT(name), FMT(theirs), FMT(value));
}

/* Pins the dates of an undated witness to its siblings'; `exact` gets the day of
 * publication that most of its "yesterday"s say. */
static void pin_witness(const place_index *x, uint32_t witness, findings *all)
{
    enum { VOTES = 8 };
    struct {
        period when;
        slice evidence;
        uint32_t n;
    } votes[VOTES] = {0};
    uint32_t n_votes = 0, best = 0;
    dates_work *w = x->w;
    uint32_t a = x->f->witnesses[witness];
    for (uint32_t d = w->first_of[a]; d < w->first_of[a + 1]; d++) {
        const date_expression *e = &w->expressions[d];
        if (!dates_needs_reference(e) || w->dates[d].pinned)
            continue;
        const placed *p = stands_with(x, witness, d);
        if (!p)
            continue;
        period value = w->dates[p->date].value, when;
        vec_push(w->tmp, all,
                 (finding){.date = d,
                           .article = FACTS_NONE,
                           .value = value,
                           .how = DATE_BY_SIBLING});
        if (e->kind != DATE_OFFSET || e->unit != PERIOD_DAY ||
            !period_shift(value, -e->n, &when))
            continue;
        uint32_t v = 0;
        while (v < n_votes && votes[v].when.first != when.first)
            v++;
        if (v == n_votes) {
            if (n_votes == VOTES)
                continue;
            votes[n_votes].when = when;
            votes[n_votes++].evidence = aligned_evidence(x, d, p);
        }
        votes[v].n++;
        if (votes[v].n > votes[best].n)
            best = v;
    }
    if (!n_votes || known(w, a))
        return;
    finding *f = vec_add(w->tmp, all);
    *f = (finding){.date = FACTS_NONE, .article = a, .how = DATE_BY_SIBLING};
    f->when = (date_reference){REFERENCE_EXACT, votes[best].when};
    f->evidence = votes[best].evidence;
    for (uint32_t v = 0; v < n_votes; v++)
        if (v != best)
            vec_push(w->tmp, &f->candidates,
                     (date_candidate){period_format(w->out, votes[v].when),
                                      votes[v].evidence,
                                      SLICE("other places of the text say otherwise")});
}

static bool infer_aligned(dates_work *w, const family *f)
{
    const collation *c = &f->collated;
    if (!c->columns || !c->n_columns)
        return false;
    bool any_known = false, any_unknown = false;
    for (uint32_t k = 0; k < f->n_witnesses; k++) {
        any_known |= known(w, f->witnesses[k]);
        any_unknown |= !known(w, f->witnesses[k]);
    }
    if (!any_known || !any_unknown)
        return false;
    place_index x = {.w = w, .f = f};
    findings all = {0};
    index_places(&x);
    for (uint32_t k = 0; k < f->n_witnesses; k++)
        if (!known(w, f->witnesses[k]))
            pin_witness(&x, k, &all);
    apply(w, &all);
    return all.n > 0;
}

/* Story: when the others appeared
 * ---------------------------------------------------------------------------------- */

typedef struct {
    int32_t first, last; // days on which dated articles of the group appeared
    uint32_t article;    // the one of the last day; by input where there are several
    bool any;
} group_days;

/* Days far apart cannot all be right about one event (a crawl date among them): the month
 * that most articles fall into, or nothing where two have as many. */
static bool densest(const dated *days, uint32_t n, uint32_t *first, uint32_t *last)
{
    uint32_t best = 0;
    bool tie = false;
    for (uint32_t low = 0, high = 0; high < n; high++) {
        while (days[high].day - days[low].day > MONTH)
            low++;
        uint32_t size = high + 1 - low;
        if (size == best && days[low].day - days[*last].day > MONTH)
            tie = true;
        if (size <= best)
            continue;
        best = size;
        tie = false;
        *first = low;
        *last = high;
    }
    return best > 0 && !tie;
}

static group_days days_of(dates_work *w, const uint32_t *articles, uint32_t n)
{
    group_days g = {0};
    dated *days = arena_array(w->tmp, dated, n);
    // What is known to the day counts; what is known roughly only where nothing else is.
    uint32_t n_days = 0;
    for (int kind = REFERENCE_EXACT; kind >= REFERENCE_ABOUT && !n_days; kind--)
        for (uint32_t k = 0; k < n; k++) {
            const date_reference *r = &w->articles[articles[k]].ref;
            if (r->kind == (reference_kind)kind && r->when.unit == PERIOD_DAY)
                days[n_days++] = (dated){r->when.first, articles[k]};
        }
    qsort(days, n_days, sizeof *days, by_day);
    uint32_t first = 0, last = 0;
    if (!densest(days, n_days, &first, &last))
        return g;
    g = (group_days){days[first].day, days[last].day, days[last].article, true};
    for (uint32_t k = first; k <= last; k++)
        if (days[k].day == g.last && slice_cmp(w->in->articles[days[k].article].input,
                                               w->in->articles[g.article].input) < 0)
            g.article = days[k].article;
    return g;
}

/* "--03-03" with the year that puts it nearest to the group. */
static bool dateline_day(slice date, const group_days *g, period *to)
{
    if (date.len != 7 || !slice_starts(date, SLICE("--")) || date.ptr[4] != '-')
        return false;
    date_expression e = {.kind = DATE_MONTH_DAY};
    e.month = (date.ptr[2] - '0') * 10 + date.ptr[3] - '0';
    e.day = (date.ptr[5] - '0') * 10 + date.ptr[6] - '0';
    date_reference ref = {REFERENCE_EXACT, period_of(PERIOD_DAY, g->last)};
    return dates_resolve(&e, &ref, NULL, to);
}

/* The latest past day that article i tells of in its lead, read by the group's days. */
static uint32_t latest_told(const dates_work *w, uint32_t i, const group_days *g,
                            period *to)
{
    const text *t = &w->in->texts[i];
    date_reference ref = {REFERENCE_ABOUT, period_of(PERIOD_DAY, g->last)};
    uint32_t best = FACTS_NONE;
    for (int lead = 1; lead >= 0 && best == FACTS_NONE; lead--) {
        for (uint32_t d = w->first_of[i]; d < w->first_of[i + 1]; d++) {
            const date_expression *e = &w->expressions[d];
            bool in_lead = t->tokens[e->at.first].sentence < LEAD_SENTENCES;
            if (in_lead != (lead == 1) || e->towards == TOWARDS_FUTURE ||
                e->towards == TOWARDS_NEXT)
                continue;
            period p = w->dates[d].value;
            bool pinned = w->dates[d].pinned;
            // A weekday says nothing where the story went on for more than a week.
            if (!pinned && e->kind == DATE_WEEKDAY && g->last - g->first >= WEEK)
                continue;
            if (e->kind != DATE_WEEKDAY && e->kind != DATE_MONTH_DAY &&
                e->kind != DATE_DAY && e->kind != DATE_EITHER)
                continue;
            if (!pinned && !dates_resolve(e, &ref, NULL, &p))
                continue;
            if (p.unit != PERIOD_DAY || p.first < g->first - WEEK ||
                p.first > g->last + WEEK)
                continue;
            if (best == FACTS_NONE || p.first > to->first) {
                best = d;
                *to = p;
            }
        }
    }
    return best;
}

static slice told_evidence(dates_work *w, uint32_t d, const period *when,
                           const group_days *g, bool copies)
{
    slice said = written(w, d, true), name = name_of(w, g->article);
    slice value = period_format(w->tmp, *when);
    slice last = period_format(w->tmp, period_of(PERIOD_DAY, g->last));
    return arena_format(
        w->out,
        "on or soon after %.*s: the latest day it tells of is '%.*s', and "
        "%.*s, %s, appeared on %.*s",
        FMT(value), FMT(said), FMT(name),
        copies ? "a copy of the same report" : "on the same event", FMT(last));
}

static bool infer_group(dates_work *w, const uint32_t *articles, uint32_t n, bool copies)
{
    group_days g = days_of(w, articles, n);
    findings all = {0};
    for (uint32_t k = 0; g.any && k < n; k++) {
        uint32_t i = articles[k];
        if (known(w, i))
            continue;
        finding f = {.date = FACTS_NONE, .article = i};
        f.how = copies ? DATE_BY_SIBLING : DATE_BY_STORY;
        slice dateline = w->in->articles[i].dateline_date;
        if (dateline_day(dateline, &g, &f.when.when)) {
            slice name = name_of(w, g.article);
            f.when.kind = REFERENCE_EXACT;
            f.evidence = arena_format(
                w->out, "the date of its dateline, in the year nearest to %.*s",
                FMT(name));
        } else {
            uint32_t d = latest_told(w, i, &g, &f.when.when);
            if (d == FACTS_NONE)
                continue;
            f.when.kind = REFERENCE_ABOUT;
            f.evidence = told_evidence(w, d, &f.when.when, &g, copies);
        }
        vec_push(w->tmp, &all, f);
    }
    apply(w, &all);
    return all.n > 0;
}

/* Nothing but the article itself
 * ---------------------------------------------------------------------------------- */

static bool starts_a_stretch(const text *t, uint32_t first)
{
    return first > 0 &&
           (text_is(t, first - 1, "since") || text_is(t, first - 1, "until") ||
            text_is(t, first - 1, "before") || text_is(t, first - 1, "by") ||
            text_is(t, first - 1, "of"));
}

/* A full date in the first sentences, with nothing later in the whole text. */
static bool infer_alone(dates_work *w, uint32_t i)
{
    const text *t = &w->in->texts[i];
    uint32_t best = FACTS_NONE;
    int32_t latest = INT32_MIN;
    for (uint32_t d = w->first_of[i]; d < w->first_of[i + 1]; d++) {
        const date_expression *e = &w->expressions[d];
        const date_state *s = &w->dates[d];
        if (!s->known || s->value.first < latest)
            continue;
        bool tells = e->kind == DATE_DAY && s->value.unit == PERIOD_DAY &&
                     e->towards == TOWARDS_PAST && t->tokens[e->at.first].sentence < 2 &&
                     !starts_a_stretch(t, e->at.first);
        bool later = s->value.first > latest;
        if (tells && (later || best == FACTS_NONE))
            best = d;
        else if (later && !tells)
            best = FACTS_NONE;
        latest = s->value.first;
    }
    if (best == FACTS_NONE)
        return false;
    slice said = written(w, best, true);
    findings all = {0};
    finding f = {.date = FACTS_NONE, .article = i, .how = DATE_BY_PUBLICATION};
    f.when = (date_reference){REFERENCE_ABOUT, w->dates[best].value};
    f.evidence =
        arena_format(w->out,
                     "on or soon after '%.*s', which its first lines tell of and "
                     "no later date follows",
                     FMT(said));
    vec_push(w->tmp, &all, f);
    apply(w, &all);
    return true;
}

static bool round_of_families(dates_work *w)
{
    const family_result *all = w->in->families;
    bool changed = false;
    for (uint32_t f = 0; all && f < all->n_families; f++)
        changed |= infer_aligned(w, &all->families[f]);
    if (changed)
        return true;
    for (uint32_t f = 0; all && f < all->n_families; f++)
        changed |= infer_group(w, all->families[f].witnesses,
                               all->families[f].n_witnesses, true);
    return changed;
}

static bool round_of_stories(dates_work *w)
{
    const story_result *all = w->in->stories;
    bool changed = false;
    for (uint32_t s = 0; all && s < all->n_stories; s++)
        changed |=
            infer_group(w, all->stories[s].articles, all->stories[s].n_articles, false);
    return changed;
}

void published_infer(dates_work *w)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int n = 0; n < ROUNDS; n++)
            if (!round_of_families(w) && !round_of_stories(w))
                break;
        bool changed = false;
        for (uint32_t i = 0; pass == 0 && i < w->in->n_articles; i++)
            if (!known(w, i))
                changed |= infer_alone(w, i);
        if (!changed)
            break;
    }
}
