/* Parts of a year and years of business: quarters ("the year-earlier quarter", "the
 * quarter ended Sept. 30"), fiscal years, seasons, and "the year", "the week" of the
 * report. */
#include "facts/dates_look.h"

#include "base/lists.h"

/* Quarters
 * ---------------------------------------------------------------------------------- */

static bool is_half(const date_reader *f, uint32_t i)
{
    switch (f->l->in) {
    case TONGUE_EN:
        return text_is(f->t, i, "half");
    case TONGUE_DE:
        return text_is(f->t, i, "halbjahr") || text_is(f->t, i, "halbjahres");
    default:
        return text_is(f->t, i, "semestre");
    }
}

static bool is_quarter(const date_reader *f, uint32_t i)
{
    switch (f->l->in) {
    case TONGUE_EN:
        return text_is(f->t, i, "quarter");
    case TONGUE_DE:
        return text_is(f->t, i, "quartal") || text_is(f->t, i, "quartals");
    default:
        return text_is(f->t, i, "trimestre");
    }
}

/* "of 2031", "of last year" behind a quarter or half: the token behind it, or 0. */
static uint32_t of_year(const date_reader *f, uint32_t i, date_expression *e)
{
    int year;
    uint32_t end = text_is(f->t, i, ",") ? 0 : look_year_after(f, i, &year);
    if (end) {
        e->year = year;
        return end;
    }
    bool of = english(f) && is_kind(f, i, WORD_OF) && text_is(f->t, i + 2, "year");
    if (!of || mark_at(f, i + 3, "-") || text_is(f->t, i + 3, "'s"))
        return 0;
    if (is_kind(f, i + 1, WORD_LAST))
        e->towards = TOWARDS_LAST;
    else if (text_is(f->t, i + 1, "next"))
        e->towards = TOWARDS_NEXT;
    else if (is_kind(f, i + 1, WORD_THIS) || is_kind(f, i + 1, WORD_THE))
        e->towards = TOWARDS_THIS;
    else
        return 0;
    return i + 3;
}

/* "the final quarter of 2031", "the last half of the year" */
static uint32_t final_part(const date_reader *f, uint32_t i, date_expression *e)
{
    bool half = is_half(f, i + 1);
    if (!english(f) || !(text_is(f->t, i, "final") || text_is(f->t, i, "last")) ||
        !(half || is_quarter(f, i + 1)))
        return 0;
    *e = (date_expression){.kind = DATE_QUARTER,
                           .unit = half ? PERIOD_HALF : PERIOD_QUARTER,
                           .n = half ? 2 : 4,
                           .core = i + 1};
    return of_year(f, i + 2, e);
}

/* "the third quarter of 2031", "the first half of the year" */
uint32_t quarter(const date_reader *f, uint32_t i, date_expression *e)
{
    const date_word *n = word(f, i, WORD_ORDINAL);
    if (!n)
        return final_part(f, i, e);
    uint32_t at = mark_at(f, i + 1, "-") ? i + 2 : i + 1;
    if (english(f) && text_is(f->t, at, "fiscal"))
        at++;
    bool half = is_half(f, at) && n->value <= 2;
    if (!half && !is_quarter(f, at))
        return 0;
    *e = (date_expression){.kind = DATE_QUARTER, .n = n->value, .core = at};
    e->unit = half ? PERIOD_HALF : PERIOD_QUARTER;
    uint32_t end = of_year(f, at + 1, e);
    return end ? end : half && english(f) ? 0 : at + 1; // games have halves, too
}

/* "year-earlier", "year-ago": the token behind it, or 0. */
static uint32_t year_earlier(const date_reader *f, uint32_t i)
{
    bool is = text_is(f->t, i, "year") && mark_at(f, i + 1, "-") &&
              (is_kind(f, i + 2, WORD_EARLIER) || is_kind(f, i + 2, WORD_AGO));
    return is ? i + 3 : 0;
}

int look_months_before(const date_reader *f, uint32_t i)
{
    enum { REACH = 60 }; // tokens
    for (uint32_t n = 0; i-- > 1 && n < REACH; n++) {
        if (text_is(f->t, i, "quarter"))
            return 0;
        number of;
        if (text_is(f->t, i, "months") && number_read(f->numbers, i - 1, &of) &&
            !of.vague && of.low > 1 && of.low < 12)
            return (int)of.low;
    }
    return 0;
}

/* The month in which "the quarter ended Sept. 30" did. */
static bool ended_in(const date_reader *f, uint32_t i, int *month)
{
    uint32_t last;
    return (text_is(f->t, i, "ended") || text_is(f->t, i, "ending")) &&
           look_month(f, text_is(f->t, i + 1, "in") ? i + 2 : i + 1, month, &last);
}

/* "the quarter", "the latest quarter", "the year-earlier period", "the 2030 period": of
 * the quarter that was spoken of last, or the one before it by a year. */
uint32_t the_quarter(const date_reader *f, uint32_t i, date_expression *e)
{
    static const char *const same[] = {"comparable", "corresponding", "same",
                                       "equivalent"};
    bool the = is_kind(f, i, WORD_THE);
    uint32_t at = the ? i + 1 : i, end = year_earlier(f, at);
    if (!english(f) || (!the && !end))
        return 0;
    if (end && (text_is(f->t, end + 1, "months") ||
                (text_is(f->t, end, "period") && look_months_before(f, i))))
        return 0; // as long as those, no quarter
    int of = 0, month;
    if (the && at < f->t->n_tokens && IN_LIST(f->t->tokens[at].folded, same)) {
        end = year_earlier(f, at + 1);
        if (!end && !look_year(f, at + 1, &of))
            return 0;
        at++;
    } else if (text_is(f->t, at, "latest")) {
        at++;
    }
    if (!end && !of && the && look_year(f, at, &of) && of < 1900)
        return 0;
    bool year = end != 0;
    at = end ? end : of ? at + 1 : at;
    const date_word *which = word(f, at, WORD_ORDINAL);
    *e = (date_expression){.kind = DATE_THE_QUARTER,
                           .unit = PERIOD_QUARTER,
                           .n = year ? -4 : 0,
                           .year = of,
                           .core = at};
    if (year && which && text_is(f->t, at + 1, "quarter")) {
        e->kind = DATE_QUARTER;
        e->n = which->value;
        e->towards = TOWARDS_LAST;
        return at + 2;
    }
    bool quarter = text_is(f->t, at, "quarter");
    if (quarter && !year && !of && ended_in(f, at + 1, &month)) {
        e->kind = DATE_QUARTER;
        e->n = (month - 1) / 3 + 1;
        e->towards = TOWARDS_PAST;
        return at + 1;
    }
    if (quarter || ((year || of) && text_is(f->t, at, "period")))
        return mark_at(f, at + 1, "-") || text_is(f->t, at + 1, "of") ? 0 : at + 1;
    e->core = at - 1;
    return year && !the ? at : 0;
}

/* "1988", "1988's": the token behind it, or 0. */
static uint32_t year_or_owned(const date_reader *f, uint32_t i, int *year)
{
    if (!look_year(f, i, year))
        return 0;
    return mark_at(f, i + 1, "'") && text_is(f->t, i + 2, "s") ? i + 3 : i + 1;
}

/* "this year's third quarter", "the 1988 third quarter", "1988's first half" */
uint32_t year_quarter(const date_reader *f, uint32_t i, date_expression *e)
{
    if (!english(f))
        return 0;
    uint32_t at = is_kind(f, i, WORD_THE) ? i + 1 : i;
    int year = 0;
    bool own = text_is(f->t, at + 1, "year") && text_is(f->t, at + 2, "'s");
    bool last = is_kind(f, at, WORD_LAST);
    if (own && (last || is_kind(f, at, WORD_THIS)))
        at += 3;
    else if ((at = year_or_owned(f, at, &year)) == 0)
        return 0;
    const date_word *n = word(f, at, WORD_ORDINAL);
    uint32_t quarter = mark_at(f, at + 1, "-") ? at + 2 : at + 1;
    bool half = n && n->value <= 2 && text_is(f->t, quarter, "half");
    if (!n || !(half || text_is(f->t, quarter, "quarter")))
        return 0;
    *e = (date_expression){
        .kind = DATE_QUARTER, .n = n->value, .year = year, .core = quarter};
    e->unit = half ? PERIOD_HALF : PERIOD_QUARTER;
    e->towards = year ? TOWARDS_PAST : last ? TOWARDS_LAST : TOWARDS_THIS;
    return quarter + 1;
}

/* "by year-end": its last day. */
uint32_t year_end(const date_reader *f, uint32_t i, date_expression *e)
{
    if (!english(f) || !text_is(f->t, i, "year"))
        return 0;
    uint32_t end = mark_at(f, i + 1, "-") ? i + 2 : i + 1;
    if (!text_is(f->t, end, "end") || flag(f, end, TOKEN_CAPITAL))
        return 0;
    *e = (date_expression){.kind = DATE_MONTH_DAY, .month = 12, .day = 31, .core = i};
    e->towards = i > 0 && text_is(f->t, i - 1, "since") ? TOWARDS_LAST : TOWARDS_THIS;
    return end + 1;
}

/* "fiscal 2030", "fiscal year 2030", "the current fiscal year", "the fiscal year" */
uint32_t fiscal_year(const date_reader *f, uint32_t i, date_expression *e)
{
    if (!english(f))
        return 0;
    uint32_t at = is_kind(f, i, WORD_THE) ? i + 1 : i;
    bool latest = text_is(f->t, at, "latest") || text_is(f->t, at, "recent");
    int n = is_kind(f, at, WORD_LAST) || latest ? -1 : is_kind(f, at, WORD_NEXT) ? 1 : 0;
    bool led = n || is_kind(f, at, WORD_THIS);
    at += led;
    bool fiscal = text_is(f->t, at, "fiscal");
    if (!fiscal && !text_is(f->t, at, "financial"))
        return 0;
    bool unit = text_is(f->t, at + 1, "year");
    int year;
    uint32_t behind = unit ? at + 2 : at + 1;
    if (!led && (fiscal || unit) && look_year(f, behind, &year)) {
        *e = (date_expression){.kind = DATE_YEAR, .year = year, .core = behind};
        return behind + 1;
    }
    if (!unit || (!led && at == i))
        return 0;
    *e = (date_expression){
        .kind = DATE_OFFSET, .unit = PERIOD_YEAR, .n = n, .core = at + 1};
    e->towards = n < 0 ? TOWARDS_LAST : n ? TOWARDS_NEXT : TOWARDS_THIS;
    return at + 2;
}

/* Seasons, and the one that is meant by "the"
 * ---------------------------------------------------------------------------------- */

const char *season_of(const date_reader *f, uint32_t i)
{
    static const struct {
        const char *word, *code;
    } seasons[] = {{"spring", "SP"},    {"summer", "SU"},    {"autumn", "FA"},
                   {"fall", "FA"},      {"winter", "WI"},    {"fruhling", "SP"},
                   {"fruhjahr", "SP"},  {"sommer", "SU"},    {"herbst", "FA"},
                   {"printemps", "SP"}, {"ete", "SU"},       {"automne", "FA"},
                   {"hiver", "WI"},     {"primavera", "SP"}, {"verano", "SU"},
                   {"otono", "FA"},     {"invierno", "WI"}};
    slice s = i < f->t->n_tokens ? f->t->tokens[i].folded : SLICE("");
    if (slice_starts(s, SLICE("l'")))
        s = slice_of(s.ptr + 2, s.len - 2);
    for (size_t k = 0; k < sizeof seasons / sizeof *seasons; k++)
        if (slice_eq_str(s, seasons[k].word))
            return seasons[k].code;
    return NULL;
}

/* Nothing behind it that would say which one: "of the strike", "before the vote". */
static bool stands_alone(const date_reader *f, uint32_t i)
{
    static const char *const behind[] = {
        "to",  "in", "with", "and",  "as", "for",     "at", "but",    "by",  "because",
        "was", "is", "on",   "amid", "so", "despite", "'s", "thanks", "from"};
    return i >= f->t->n_tokens ||
           (f->t->tokens[i].kind == TOKEN_PUNCT && !mark_at(f, i, "-")) ||
           IN_LIST(f->t->tokens[i].folded, behind);
}

static bool ends_here(const date_reader *f, uint32_t i)
{
    return i >= f->t->n_tokens || f->t->tokens[i].kind == TOKEN_PUNCT;
}

/* "the year", "of the week", "in the month": the one the report was written in. */
uint32_t the_unit(const date_reader *f, uint32_t i, date_expression *e)
{
    static const char *const before[] = {"of",   "in",         "for",     "during",
                                         "over", "throughout", "through", "earlier"};
    const date_word *unit = word(f, i + 1, WORD_UNIT);
    if (!english(f) || !is_kind(f, i, WORD_THE) || !unit || is_plural(f, i + 1) ||
        flag(f, i + 1, TOKEN_CAPITAL))
        return 0;
    bool before_it = text_is(f->t, i + 2, "before") || text_is(f->t, i + 2, "earlier");
    if (before_it && ends_here(f, i + 3)) { // "the week before."
        *e = (date_expression){.kind = DATE_FOLLOWS,
                               .unit = (period_unit)unit->value,
                               .n = -1,
                               .core = i + 1};
        return i + 3;
    }
    if (unit->value == PERIOD_DECADE || unit->value == PERIOD_CENTURY) {
        static const char *const parts[] = {"end", "turn", "start", "beginning",
                                            "middle"};
        if (i < 2 || !text_is(f->t, i - 1, "of") ||
            !IN_LIST(f->t->tokens[i - 2].folded, parts))
            return 0;
        *e = (date_expression){.kind = DATE_OFFSET,
                               .unit = (period_unit)unit->value,
                               .core = i + 1,
                               .towards = TOWARDS_THIS};
        return i + 2;
    }
    // "later in the week"
    bool within = i > 1 && text_is(f->t, i - 1, "in") && is_kind(f, i - 2, WORD_STAGE);
    if (!stands_alone(f, i + 2) && !within)
        return 0;
    bool year = unit->value == PERIOD_YEAR;
    if (!year && unit->value != PERIOD_WEEK && unit->value != PERIOD_MONTH)
        return 0;
    bool led = i > 0 && IN_LIST(f->t->tokens[i - 1].folded, before);
    if (!led && !text_is(f->t, i + 2, "'s"))
        return 0;
    *e = (date_expression){.kind = DATE_OFFSET,
                           .unit = (period_unit)unit->value,
                           .core = i + 1,
                           .towards = TOWARDS_THIS};
    return i + 2;
}

/* "the weekend", seasons of a year, "over the summer" */
uint32_t single(const date_reader *f, uint32_t i, date_expression *e)
{
    static const char *const before[] = {"over", "during", "by",  "in",
                                         "of",   "into",   "this"};
    if (!english(f))
        return 0;
    bool the = i > 0 && is_kind(f, i - 1, WORD_THE);
    if (text_is(f->t, i, "weekend") && the) {
        *e = (date_expression){.kind = DATE_OFFSET, .unit = PERIOD_WEEKEND, .n = -1};
        return i + 1;
    }
    if (!is_kind(f, i, WORD_SEASON))
        return 0;
    int year;
    uint32_t end = look_year_after(f, i + 1, &year);
    if (!end && is_kind(f, i + 1, WORD_OF))
        end = look_spelled_year(f, i + 2, &year);
    if (end && !text_is(f->t, i + 1, ",")) {
        *e = (date_expression){.kind = DATE_YEAR, .year = year, .core = end - 1};
        e->season = season_of(f, i);
        return end;
    }
    bool led = i > 1 && the && IN_LIST(f->t->tokens[i - 2].folded, before);
    if (!led || !stands_alone(f, i + 1) || flag(f, i, TOKEN_CAPITAL))
        return 0;
    *e = (date_expression){.kind = DATE_OPEN, .core = i, .towards = TOWARDS_THIS};
    e->season = season_of(f, i);
    return i + 1;
}
