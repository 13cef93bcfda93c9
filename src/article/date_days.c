#include "article/date_days.h"
#include "article/date_ranks.h"

#include <stdlib.h>
#include <string.h>

#define BIT(feature) (1u << (feature))

/* What each feature says of its day. */
static const char *const phrases[N_DAY_FEATURES] = {
    [DAY_JSON] = "JSON-LD says that it was published then",
    [DAY_JSON_PAGE] = "JSON-LD says so of the page",
    [DAY_JSON_CREATED] = "JSON-LD says that it was made then",
    [DAY_META] = "its meta elements say that it was published then",
    [DAY_META_OTHER] = "meta elements of other names say so",
    [DAY_META_VAGUE] = "a meta element has it as a date",
    [DAY_MODIFIED] = "it was modified then",
    [DAY_TIME_PUBLISHED] = "a time element says that it was published then",
    [DAY_MARK_PUBLISHED] = "an element says that it was published then",
    [DAY_LABEL] = "a line says that it was published then",
    [DAY_TIME_NEAR] = "a time element near the headline has it",
    [DAY_MARK_NEAR] = "an element near the headline has it",
    [DAY_LINE_NEAR] = "a line near the headline has it",
    [DAY_HEAD] = "a line of the article's head has it",
    [DAY_UPDATED] = "it is called the day of an update",
    [DAY_TIME] = "a time element farther off has it",
    [DAY_MARK] = "an element farther off has it",
    [DAY_LINE] = "a line farther off has it",
    [DAY_DATELINE] = "the report begins with it",
    [DAY_URL] = "it stands in the address",
    [DAY_SCRIPT] = "it stands in a script",
    [DAY_WORDS] = "the title or the description has it",
    [DAY_PICTURE] = "it stands in a picture's address",
    [DAY_TOP] = "it stands at the top of the page",
    [DAY_FAR] = "it stands far from the article",
    [DAY_GLUED] = "it is joined to another word",
    [DAY_TWO_WAYS] = "two kinds of places agree",
    [DAY_THREE_WAYS] = "three kinds of places agree",
    [DAY_FOUR_WAYS] = "four kinds of places agree",
    [DAY_ONE_PLACE] = "one kind of place alone has it",
    [DAY_ADDRESS_ONLY] = "the address alone has it",
    [DAY_STATED] = "more places say that it was published then",
    [DAY_SHOWN] = "readers are shown it near the headline",
    [DAY_RANK] = "its place is closer to the article",
    [DAY_FIRST_FOUND] = "it is the first on the page",
    [DAY_NEWEST] = "it is the latest, and none is stated",
    [DAY_BEFORE_STATED] = "it is earlier than the days stated",
    [DAY_HIDDEN] = "readers are shown another",
    [DAY_SHOWN_ONLY] = "it is shown, and none is stated",
    [DAY_RENEWED] = "it is shown as the day of the newest version",
    [DAY_HAS_TIME] = "it comes with a time",
    [DAY_UTC] = "its times are in UTC alone",
    [DAY_UTC_BESIDE] = "readers are shown the day beside it",
    [DAY_BESIDE_UTC] = "readers are shown it for a time in UTC",
};

/* The kind of place that has this rank. */
static day_feature place_of(int rank)
{
    static const struct {
        int rank;
        day_feature is;
    } places[] = {
        {RANK_JSON, DAY_JSON},
        {RANK_META, DAY_META},
        {RANK_URL, DAY_URL},
        {RANK_TIME_PUBLISHED, DAY_TIME_PUBLISHED},
        {RANK_META_OTHER, DAY_META_OTHER},
        {RANK_MARK_PUBLISHED, DAY_MARK_PUBLISHED},
        {RANK_LABEL, DAY_LABEL},
        {RANK_JSON_PAGE, DAY_JSON_PAGE},
        {RANK_TIME_NEAR, DAY_TIME_NEAR},
        {RANK_MARK_NEAR, DAY_MARK_NEAR},
        {RANK_META_VAGUE, DAY_META_VAGUE},
        {RANK_LINE_NEAR, DAY_LINE_NEAR},
        {RANK_NEAR, DAY_HEAD},
        {RANK_JSON_CREATED, DAY_JSON_CREATED},
        {RANK_JSON_PAGE_MODIFIED, DAY_MODIFIED}, // and those of articles and meta above
        {RANK_LINE_UPDATED, DAY_UPDATED},
        {RANK_DATELINE, DAY_DATELINE},
        {RANK_TIME, DAY_TIME},
        {RANK_MARK, DAY_MARK},
        {RANK_LINE, DAY_LINE},
        {RANK_SCRIPT_CREATED, DAY_SCRIPT},
        {RANK_WORDS, DAY_WORDS},
        {RANK_PICTURE, DAY_PICTURE},
        {RANK_TOP, DAY_TOP},
        {RANK_SCRIPT_DATE, DAY_SCRIPT},
        {RANK_FAR, DAY_FAR},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (rank >= places[i].rank)
            return places[i].is;
    return DAY_GLUED;
}

#define STATED_FOR_MACHINES (BIT(DAY_JSON) | BIT(DAY_META) | BIT(DAY_META_OTHER))
#define STATED (STATED_FOR_MACHINES | BIT(DAY_TIME_PUBLISHED))
#define STATED_AT_ALL \
    (STATED | BIT(DAY_JSON_PAGE) | BIT(DAY_MARK_PUBLISHED) | BIT(DAY_LABEL))
#define UPDATES (BIT(DAY_UPDATED) | BIT(DAY_MODIFIED))
#define SHOWN                                                             \
    (BIT(DAY_TIME_PUBLISHED) | BIT(DAY_MARK_PUBLISHED) | BIT(DAY_LABEL) | \
     BIT(DAY_TIME_NEAR) | BIT(DAY_MARK_NEAR) | BIT(DAY_LINE_NEAR) | BIT(DAY_HEAD))

#define BARE                                                                            \
    (BIT(DAY_LINE_NEAR) | BIT(DAY_HEAD) | BIT(DAY_LINE) | BIT(DAY_TOP) | BIT(DAY_FAR) | \
     BIT(DAY_GLUED))

#define UNLABELLED \
    (BARE | BIT(DAY_TIME_NEAR) | BIT(DAY_MARK_NEAR) | BIT(DAY_TIME) | BIT(DAY_MARK))

/* The ways in which a day is told by the head of the page or near the headline. */
static unsigned way_of(day_feature place)
{
    switch (place) {
    case DAY_JSON:
    case DAY_JSON_PAGE:
        return 1;
    case DAY_META:
    case DAY_META_OTHER:
    case DAY_META_VAGUE:
        return 2;
    case DAY_TIME_PUBLISHED:
    case DAY_TIME_NEAR:
        return 4;
    case DAY_MARK_PUBLISHED:
    case DAY_MARK_NEAR:
        return 8;
    case DAY_LABEL:
    case DAY_LINE_NEAR:
    case DAY_HEAD:
        return 16;
    case DAY_URL:
        return 32;
    default:
        return 0;
    }
}

static unsigned count_bits(unsigned bits)
{
    unsigned n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* The candidates of one day while they are counted. */
typedef struct {
    int64_t day;
    uint32_t best, first; // of page.dates
    unsigned places, ways;
    bool has_time, not_utc;
} tally;

typedef VEC(tally) tallies;

typedef struct {
    int64_t day;
    uint32_t at;
} dated;

static int by_day(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static void add_to(tally *t, const page *p, uint32_t at)
{
    enum { DAY_BYTES = 10 }; // "2019-05-09"
    const stated_date *d = &p->dates.v[at];
    day_feature place = place_of(d->rank);
    if (d->rank > p->dates.v[t->best].rank)
        t->best = at;
    t->places |= BIT(place);
    t->ways |= way_of(place);
    if (d->value.len <= DAY_BYTES)
        return;
    t->has_time = true;
    t->not_utc |= d->value.ptr[d->value.len - 1] != 'Z';
}

/* All days in the order of time. */
static tallies count_days(const page *p)
{
    VEC(dated) found = {0};
    tallies days = {0};
    for (uint32_t i = 0; i < p->dates.n; i++)
        if (!p->dates.v[i].refuse && p->dates.v[i].day != INT64_MIN)
            vec_push(p->tmp, &found, (dated){p->dates.v[i].day, i});
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_day);
    for (uint32_t i = 0; i < found.n; i++) {
        uint32_t at = found.v[i].at;
        if (!days.n || vec_last(&days)->day != found.v[i].day)
            vec_push(p->tmp, &days,
                     (tally){.day = found.v[i].day, .best = at, .first = at});
        add_to(vec_last(&days), p, at);
    }
    return days;
}

/* The last day that is stated, or that the address has; INT64_MIN if there is none. */
static int64_t last_stated(const tallies *days)
{
    int64_t stated = INT64_MIN, address = INT64_MIN;
    for (uint32_t i = 0; i < days->n; i++) {
        if (days->v[i].places & STATED_AT_ALL)
            stated = days->v[i].day;
        if (days->v[i].places & BIT(DAY_URL))
            address = days->v[i].day;
    }
    return stated != INT64_MIN ? stated : address;
}

/* Where a day is stated, one that is only said to be that of an update is not it; and one
 * that stands in a bare line alone, or later in a place without a label, may be that of
 * the visit. (A line that says which day it was where the paper is, is looked for by
 * itself: published.c.) */
static void drop_others(tallies *days)
{
    uint32_t kept = 0;
    int64_t stated = last_stated(days);
    if (stated == INT64_MIN)
        return;
    for (uint32_t i = 0; i < days->n; i++) {
        unsigned maybe_visit = days->v[i].day > stated ? UNLABELLED : BARE;
        if ((days->v[i].places & ~UPDATES) && (days->v[i].places & ~maybe_visit))
            days->v[kept++] = days->v[i];
    }
    days->n = kept;
}

/* What is known of all days. */
typedef struct {
    uint32_t first;    // of page.dates, the first candidate of any day
    uint32_t n_stated; // days that are stated and shown
    bool any_stated, any_shown;
    int64_t first_stated;
} survey;

static survey look_over(const tallies *days)
{
    survey all = {.first = UINT32_MAX};
    for (uint32_t i = 0; i < days->n; i++) {
        const tally *t = &days->v[i];
        if (t->first < all.first)
            all.first = t->first;
        all.any_shown |= (t->places & SHOWN) != 0;
        if (!(t->places & STATED))
            continue;
        all.n_stated += (t->places & SHOWN) != 0;
        if (!all.any_stated)
            all.first_stated = t->day;
        all.any_stated = true;
    }
    return all;
}

/* Is the day before or after one with one of these places and none of those? */
static bool is_beside(const tally *t, const tally *other, unsigned with, unsigned without)
{
    return (other->day == t->day - 1 || other->day == t->day + 1) &&
           (other->places & with) && !(other->places & without);
}

static bool any_beside(const tallies *days, uint32_t i, unsigned with, unsigned without)
{
    const tally *t = &days->v[i];
    return (i > 0 && is_beside(t, t - 1, with, without)) ||
           (i + 1 < days->n && is_beside(t, t + 1, with, without));
}

static void fill_relations(const tallies *days, uint32_t i, const survey *all,
                           int16_t *has)
{
    const tally *t = &days->v[i];
    bool shown = t->places & SHOWN, stated = t->places & STATED;
    bool modified = t->places & BIT(DAY_MODIFIED);
    bool others_shown = all->n_stated > (uint32_t)(shown && stated);
    has[DAY_FIRST_FOUND] = t->first == all->first;
    has[DAY_NEWEST] = i + 1 == days->n && !all->any_stated;
    has[DAY_BEFORE_STATED] = all->any_stated && t->day < all->first_stated;
    has[DAY_HIDDEN] = (t->places & STATED_FOR_MACHINES) && !shown && all->any_shown;
    has[DAY_SHOWN_ONLY] = shown && !all->any_stated;
    has[DAY_RENEWED] = modified && shown && !others_shown;
    bool utc = t->has_time && !t->not_utc;
    has[DAY_HAS_TIME] = t->has_time;
    has[DAY_UTC] = utc;
    has[DAY_UTC_BESIDE] = utc && !shown && any_beside(days, i, SHOWN, 0);
    has[DAY_BESIDE_UTC] = shown && any_beside(days, i, STATED_FOR_MACHINES, SHOWN);
}

page_days date_days_of(const page *p)
{
    tallies days = count_days(p);
    drop_others(&days);
    survey all = look_over(&days);
    page_days to = {0};
    for (uint32_t i = 0; i < days.n; i++) {
        const tally *t = &days.v[i];
        page_day *d = vec_add(p->tmp, &to);
        d->day = t->day;
        d->best = t->best;
        for (unsigned k = 0; k < N_DAY_PLACES; k++)
            d->has[k] = (t->places & BIT(k)) != 0;
        unsigned ways = count_bits(t->ways);
        unsigned stated = t->places & (STATED_AT_ALL | BIT(DAY_URL));
        d->has[DAY_TWO_WAYS] = ways >= 2;
        d->has[DAY_THREE_WAYS] = ways >= 3;
        d->has[DAY_FOUR_WAYS] = ways >= 4;
        d->has[DAY_ONE_PLACE] = count_bits(t->places) == 1;
        d->has[DAY_ADDRESS_ONLY] = t->places == BIT(DAY_URL);
        d->has[DAY_STATED] = (int16_t)count_bits(stated);
        d->has[DAY_SHOWN] = (t->places & SHOWN) != 0;
        d->has[DAY_RANK] = (int16_t)p->dates.v[t->best].rank;
        fill_relations(&days, i, &all, d->has);
    }
    return to;
}

uint32_t date_days_best(page_days *days)
{
    uint32_t best = 0;
    for (uint32_t i = 0; i < days->n; i++) {
        page_day *d = &days->v[i];
        d->score = 0;
        for (unsigned k = 0; k < N_DAY_FEATURES; k++)
            d->score += date_weights[k] * d->has[k];
        if (d->score > days->v[best].score)
            best = i;
    }
    return best;
}

const page_day *date_days_find(const page_days *days, int64_t day)
{
    uint32_t low = 0, high = days->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (days->v[mid].day < day)
            low = mid + 1;
        else
            high = mid;
    }
    return low < days->n && days->v[low].day == day ? &days->v[low] : NULL;
}

/* How much a feature decided between the two. */
static int32_t gain_of(const page_day *best, const page_day *other, unsigned k)
{
    return date_weights[k] * (best->has[k] - other->has[k]);
}

slice date_days_why(arena *out, const page_day *best, const page_day *other)
{
    unsigned strongest[2] = {0, 0}, n = 0;
    for (unsigned place = 0; place < 2; place++) {
        int32_t most = 0;
        for (unsigned k = 0; k < N_DAY_FEATURES; k++) {
            int32_t gain = gain_of(best, other, k);
            if (gain <= most || (n > 0 && k == strongest[0]))
                continue;
            most = gain;
            strongest[place] = k;
        }
        n += most > 0;
    }
    const char *signs[2];
    for (unsigned i = 0; i < n; i++)
        signs[i] = best->has[strongest[i]] > other->has[strongest[i]]
                       ? "for that day"
                       : "against this one";
    if (n == 0)
        return slice_of("", 0);
    if (n == 1)
        return arena_format(out, "%s: %s", signs[0], phrases[strongest[0]]);
    if (strcmp(signs[0], signs[1]) == 0)
        return arena_format(out, "%s: %s, and %s", signs[0], phrases[strongest[0]],
                            phrases[strongest[1]]);
    return arena_format(out, "%s: %s; %s: %s", signs[0], phrases[strongest[0]], signs[1],
                        phrases[strongest[1]]);
}
