// Counts of one thing that exclude each other.
//
//   34 people killed | the death toll rose to 29 | 38 of his patients had died     the
//   dead 12,000 people took part | the union put the number at 40,000 the crowd
//
// What is counted becomes a key. Counts of the dead, wounded, missing and arrested of one
// story are taken to be about its event unless they are far apart; all others must share
// words besides.
#include "compare/parts.h"
#include "compare/predicates.h"

#include "base/lists.h"
#include "facts/period.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_SHARED = 3,   // terms, where the thing counted says nothing about the event
    ELLIPTIC_REACH = 4, // statements back to the count that "the number" is about
    ELLIPTIC_TERMS = 3,
};
static const double FARTHEST = 6; // times as many: another count altogether

typedef struct {
    uint32_t story;
    uint64_t counted; // what the figure counts, as a key
    bool casualties;  // counted is the dead, the wounded …
    uint32_t statement;
    const figure *f;
} count_use;

static int by_counted(const void *left, const void *right)
{
    const count_use *a = left, *b = right;
    if (a->story != b->story)
        return a->story < b->story ? -1 : 1;
    if (a->counted != b->counted)
        return a->counted < b->counted ? -1 : 1;
    if (a->statement != b->statement)
        return a->statement < b->statement ? -1 : 1;
    return (a->f > b->f) - (a->f < b->f);
}

/* What is counted
 * ----------------------------------------------------------------------------- */

enum { COUNT_OTHER, COUNT_DEAD, COUNT_HURT, COUNT_MISSING, COUNT_HELD, COUNT_CROWD };

static uint64_t casualty_of(slice word)
{
    static const char *const dead[] = {"dead",  "death",  "deaths",     "died", "dying",
                                       "fatal", "killed", "fatalities", "toll", "قتلوا",
                                       "توفوا", "قتيل",   "قتيلا",      "قتلى"};
    static const char *const hurt[] = {"hurt", "injured", "injuries", "wounded", "جرحوا",
                                       "جريح", "جريحا",   "جرحى",     "مصابا"};
    static const char *const missing[] = {"missing", "unaccounted", "فقدوا", "مفقودا"};
    static const char *const held[] = {"arrested", "detained", "اعتقلوا", "معتقلا"};
    return IN_LIST(word, dead)      ? COUNT_DEAD
           : IN_LIST(word, hurt)    ? COUNT_HURT
           : IN_LIST(word, missing) ? COUNT_MISSING
           : IN_LIST(word, held)    ? COUNT_HELD
                                    : COUNT_OTHER;
}

// Anybody: "34 people killed" and "34 dead" are one count, "12 nurses died" is another.
static bool says_nothing(slice word)
{
    static const char *const generic[] = {
        "civilians", "inhabitants", "others", "patients", "people", "person",
        "persons",   "residents",   "total",  "victims",  "شخص",    "شخصا",
        "اشخاص",     "مدنيا",       "مدنيين", "اخرين"};
    return IN_LIST(word, generic);
}

static bool next_word(slice *rest, slice *word)
{
    *rest = slice_trim(*rest);
    size_t n = 0;
    while (n < rest->len && rest->ptr[n] != ' ')
        n++;
    *word = slice_of(rest->ptr, n);
    *rest = slice_of(rest->ptr + n, rest->len - n);
    return n > 0;
}

/* The kind of casualty, and the stems of what is left in any order. 0 where nothing is.
 */
static uint64_t counted_key(const compare_job *job, const figure *f, bool *casualties)
{
    uint64_t key = 0, casualty = COUNT_OTHER;
    slice rest = text_fold(job->tmp, f->of), word;
    while (next_word(&rest, &word)) {
        uint64_t here = casualty_of(word);
        if (here != COUNT_OTHER)
            casualty = here;
        else if (!says_nothing(word) && !text_is_function_word(word))
            key += hash_mix(0, stem_of(word));
    }
    *casualties = casualty != COUNT_OTHER;
    return *casualties ? hash_mix(casualty, key) : key;
}

/* "12,000 people joined a march", "40,000 marchers", "some 40,000 dockers marched": how
 * many came, whatever they are called. */
static bool is_crowd(const compare_job *job, const statement *s, const figure *f)
{
    enum { REACH = 10 };
    static const char *const events[] = {
        "demonstrated", "demonstration", "demonstrators", "march",   "marched",
        "marchers",     "parade",        "procession",    "protest", "protested",
        "protesters",   "rallied",       "rally"};
    static const char *const came[] = {
        "attended",     "came",          "gathered",  "joined",  "marched",
        "marchers",     "part",          "protested", "rallied", "turned",
        "demonstrated", "demonstrators", "protesters"};
    const text *t = &job->in->texts[s->article];
    bool event = false, comes = false;
    for (uint32_t i = f->at.first;
         i < t->n_tokens && i < f->at.last + REACH &&
         t->tokens[i].sentence == t->tokens[f->at.first].sentence;
         i++) {
        event |= IN_LIST(t->tokens[i].folded, events);
        comes |= IN_LIST(t->tokens[i].folded, came);
    }
    return event && comes;
}

/* Judging
 * -------------------------------------------------------------------------------------
 */

// The day the article appeared.
static bool day_of(const compare_job *job, const statement *s, int32_t *day)
{
    period p;
    if (!period_parse(job->facts->dates.published[s->article].value, &p) ||
        p.unit != PERIOD_DAY)
        return false;
    *day = p.first;
    return true;
}

/* Reported on different days, or in two versions by one voice: the later value replaces
 * the earlier one. Within one article two values are both of its day. */
static bool is_update(const compare_job *job, uint32_t x, uint32_t y)
{
    const statement *a = statement_at(job, x), *b = statement_at(job, y);
    int32_t day_a, day_b;
    if (a->article == b->article)
        return false;
    slice outlet_a = job->in->articles[a->article].outlet,
          outlet_b = job->in->articles[b->article].outlet;
    bool one_source = !a->own_voice && same_source(job, x, y); // counted again
    if (one_source || (outlet_a.len && slice_eq(outlet_a, outlet_b)))
        return true;
    if (a->time.len >= 10 && b->time.len >= 10)
        return !slice_eq(slice_of(a->time.ptr, 10), slice_of(b->time.ptr, 10));
    return day_of(job, a, &day_a) && day_of(job, b, &day_b) && day_a != day_b;
}

// "17 of the wounded": a part of what was counted before. "23 of those patients died" is
// none.
static bool is_part(const text *t, const figure *f)
{
    slice rest = f->of, word;
    if (!next_word(&rest, &word) || casualty_of(word) == COUNT_OTHER)
        return false;
    return text_is(t, f->at.last, "of") &&
           (text_is(t, f->at.last + 1, "them") || text_is(t, f->at.last + 1, "those") ||
            text_is(t, f->at.last + 1, "whom"));
}

// The statement's sentence tells of another time: a date in it lies weeks from the day it
// appeared.
static bool is_of_another_time(const compare_job *job, const statement *s)
{
    enum {
        WEEKS = 14,
        MOST_DATES = 32
    }; // days; dates of one sentence that are looked at
    const dates_result *d = &job->facts->dates;
    const text *t = &job->in->texts[s->article];
    int32_t day;
    if (s->n_content == 0 || !day_of(job, s, &day))
        return false;
    const sentence *whole = &t->sentences[t->tokens[s->content[0].first].sentence];
    uint32_t low = d->first_of[s->article], end = d->first_of[s->article + 1], high = end;
    while (low < high) { // the sentence's first date
        uint32_t mid = low + (high - low) / 2;
        if (d->dates[mid].at.first < whole->first)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t n = 0;
         low < end && d->dates[low].at.first < whole->last && n < MOST_DATES;
         low++, n++) {
        period p;
        if (period_parse(d->dates[low].value, &p) &&
            (p.last < day - WEEKS || p.first > day + WEEKS))
            return true;
    }
    return false;
}

static slice figure_words(const compare_job *job, const figure *f)
{
    const text *t = &job->in->texts[f->at.article];
    return slice_in(t->bytes, text_span(t, f->at.first, f->at.last));
}

static bool tell(compare_job *job, uint32_t x, const figure *in_x, uint32_t y,
                 const figure *in_y)
{
    bool update = is_update(job, x, y);
    slice of = in_x->of.len ? in_x->of : in_y->of;
    slice sx = statement_source(job, x), sy = statement_source(job, y);
    slice fx = figure_words(job, in_x), fy = figure_words(job, in_y);
    return conflicts_add(
        job, job->group_of[x], job->group_of[y],
        update ? DISAGREE_UPDATE : DISAGREE_FIGURES, of.len ? of : SLICE("a figure"),
        arena_format(job->out,
                     "%.*s: \xe2\x80\x9c%.*s\xe2\x80\x9d; %.*s: "
                     "\xe2\x80\x9c%.*s\xe2\x80\x9d%s",
                     (int)sx.len, sx.ptr, (int)fx.len, fx.ptr, (int)sy.len, sy.ptr,
                     (int)fy.len, fy.ptr, update ? " (a later value)" : ""));
}

bool figures_exclude(const figure *a, const figure *b)
{
    // "almost 2 billion" may be 1.8; "about 340" and "about 430" are two counts
    static const double ABOUT = 0.12;
    bool one = (a->relation == FIGURE_ABOUT) != (b->relation == FIGURE_ABOUT);
    double most = 1 + (one ? ABOUT : 0);
    return a->low > b->high * most || b->low > a->high * most;
}

static double size_of(const figure *f)
{
    return isfinite(f->low) && f->low > 0 ? f->low : f->high;
}

static bool are_near(const figure *a, const figure *b)
{
    double x = size_of(a), y = size_of(b);
    return x > 0 && y > 0 && x <= FARTHEST * y && y <= FARTHEST * x;
}

static bool judge(compare_job *job, const count_use *p, const count_use *q)
{
    uint32_t x = p->statement, y = q->statement;
    const statement *a = statement_at(job, x), *b = statement_at(job, y);
    // within one article two named sources can differ; the outlet does not contradict
    // itself
    bool one_article = a->article == b->article;
    bool named = !a->own_voice && !b->own_voice && !same_source(job, x, y);
    if (!figures_exclude(p->f, q->f) || (one_article && !named) ||
        job->group_of[x] == job->group_of[y] ||
        conflicts_known(job, job->group_of[x], job->group_of[y]))
        return false;
    bool one_matter =
        p->casualties ? are_near(p->f, q->f)
                      : n_shared_terms(&job->views[x], &job->views[y]) >= LEAST_SHARED;
    return one_matter && tell(job, x, p->f, y, q->f);
}

/* "put the number at 40,000"
 * ------------------------------------------------------------------ */

static const figure *first_figure(const compare_job *job, uint32_t i)
{
    const statement_view *v = &job->views[i];
    return v->n_figures ? &job->facts->figures.figures[v->figures[0]] : NULL;
}

// "A count made by this paper comes to": it is about a count from its first words on.
static bool opens_with(const compare_job *job, uint32_t i)
{
    const statement *s = statement_at(job, i);
    const text *t = &job->in->texts[s->article];
    for (uint32_t x = s->content[0].first; x < s->content[0].last; x++)
        if (!(t->tokens[x].flags & TOKEN_FUNCTION))
            return text_is(t, x, "count") || text_is(t, x, "tally");
    return false;
}

// A count that does not say of what: its content is hardly more than "the number at
// 40,000".
static bool is_elliptic(const compare_job *job, uint32_t i)
{
    static const char *const words[] = {"count",  "crowd", "figure",
                                        "number", "toll",  "total"};
    const statement *s = statement_at(job, i);
    const text *t = &job->in->texts[s->article];
    bool any = false;
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t x = s->content[k].first; x < s->content[k].last; x++)
            any |= IN_LIST(t->tokens[x].folded, words);
    const figure *f = first_figure(job, i);
    return any && f &&
           (job->views[i].n_terms <= ELLIPTIC_TERMS ||
            (f->of.len == 0 && opens_with(job, i)));
}

// "put the number at 40,000" behind a count of those who came: of them, too.
static bool says_how_many(const compare_job *job, uint32_t i, const figure *f)
{
    if (!is_elliptic(job, i) || first_figure(job, i) != f)
        return false;
    for (uint32_t k = i; k-- > 0 && i - k <= ELLIPTIC_REACH;) {
        const statement *s = statement_at(job, k);
        const figure *other = first_figure(job, k);
        if (s->article != statement_at(job, i)->article)
            return false;
        if (other && are_near(f, other))
            return is_crowd(job, s, other);
    }
    return false;
}

static void take_crowd(count_use *use)
{
    use->casualties = true; // told of the story's event, whatever words stand around it
    use->counted = hash_mix(COUNT_CROWD, 0);
}

// It is about the last count that another source gave.
static void find_elliptic(compare_job *job)
{
    for (uint32_t i = 1; i < job->facts->statements.n_statements; i++) {
        const figure *mine = is_elliptic(job, i) ? first_figure(job, i) : NULL;
        for (uint32_t k = i; mine && k-- > 0 && i - k <= ELLIPTIC_REACH;) {
            if (statement_at(job, k)->article != statement_at(job, i)->article)
                break;
            const figure *other = first_figure(job, k);
            if (!other || same_source(job, i, k) || !are_near(mine, other) ||
                (mine->of.len && !slice_eq_nocase(mine->of, other->of)))
                continue;
            if (figures_exclude(mine, other))
                tell(job, k, other, i, mine);
            break;
        }
    }
}

/* All of them
 * --------------------------------------------------------------------------------- */

void counts_find(compare_job *job)
{
    const statements_result *statements = &job->facts->statements;
    VEC(count_use) uses = {0};
    for (uint32_t i = 0; i < statements->n_statements; i++) {
        const statement *s = &statements->statements[i];
        const statement_view *v = &job->views[i];
        if (v->n_figures == 0 || is_of_another_time(job, s))
            continue;
        for (uint32_t k = 0; k < v->n_figures; k++) {
            const figure *f = &job->facts->figures.figures[v->figures[k]];
            count_use use = {.story = statement_story(job, i), .statement = i, .f = f};
            if (is_part(&job->in->texts[s->article], f))
                continue;
            use.counted = counted_key(job, f, &use.casualties);
            if (!use.casualties && (is_crowd(job, s, f) || says_how_many(job, i, f)))
                take_crowd(&use);
            if (use.counted)
                vec_push(job->tmp, &uses, use);
        }
    }
    if (uses.n)
        qsort(uses.v, uses.n, sizeof *uses.v, by_counted);
    for (uint32_t i = 0; i < uses.n; i++) {
        uint32_t n_told = 0;
        for (uint32_t k = i + 1;
             k < uses.n && k - i <= MOST_COMPARED && n_told < MOST_FOR_ONE &&
             uses.v[k].story == uses.v[i].story && uses.v[k].counted == uses.v[i].counted;
             k++)
            n_told += judge(job, &uses.v[i], &uses.v[k]);
    }
    find_elliptic(job);
}
