/* Dates that German, French and Spanish write in ways of their own: "les années 1990",
 * "avant-hier", "el mes que viene", "este fin de semana", "Sommer 2029". */
#include "facts/dates_look.h"

#include "base/lists.h"

static bool french(const date_reader *f)
{
    return f->l->in == TONGUE_FR;
}

static bool spanish(const date_reader *f)
{
    return f->l->in == TONGUE_ES;
}

/* "week-end", "Wochenende", "fin de semana": the token behind it, or 0. */
static uint32_t weekend_end(const date_reader *f, uint32_t i)
{
    if (french(f) && text_is(f->t, i, "week") && mark_at(f, i + 1, "-") &&
        text_is(f->t, i + 2, "end"))
        return i + 3;
    if (spanish(f) && text_is(f->t, i, "fin") && text_is(f->t, i + 1, "de") &&
        text_is(f->t, i + 2, "semana"))
        return i + 3;
    bool one = (french(f) && text_is(f->t, i, "weekend")) ||
               (f->l->in == TONGUE_DE && text_is(f->t, i, "wochenende"));
    return one ? i + 1 : 0;
}

/* "dernier", "que viene" behind a unit: -1, 1, or 0 when nothing is said. */
static uint32_t way_behind(const date_reader *f, uint32_t i, int *way)
{
    *way = 0;
    if (spanish(f) && text_is(f->t, i, "que") && text_is(f->t, i + 1, "viene")) {
        *way = 1;
        return i + 2;
    }
    if (f->l->in == TONGUE_DE)
        return i;
    *way = is_kind(f, i, WORD_LAST) ? -1 : is_kind(f, i, WORD_NEXT) ? 1 : 0;
    return *way ? i + 1 : i;
}

static uint32_t weekend(const date_reader *f, uint32_t i, date_expression *e)
{
    bool this = is_kind(f, i, WORD_THIS);
    bool last = is_kind(f, i, WORD_LAST), next = is_kind(f, i, WORD_NEXT);
    uint32_t at = this || last || next ? i + 1 : i, end = weekend_end(f, at);
    int way;
    if (!end)
        return 0;
    end = way_behind(f, end, &way);
    *e = (date_expression){.kind = DATE_OFFSET, .unit = PERIOD_WEEKEND, .core = at};
    if (last || way < 0) {
        e->n = -1;
        e->towards = TOWARDS_LAST;
    } else if (next || way > 0) {
        e->n = 1;
        e->towards = TOWARDS_NEXT;
    } else if (this) {
        e->towards = TOWARDS_THIS;
    } else {
        e->n = -1; // the verb may say that it is still to come
    }
    return end;
}

/* "avant-hier", "après-demain", "pasado mañana", "le lendemain", "la veille" */
static uint32_t other_day(const date_reader *f, uint32_t i, date_expression *e)
{
    *e = (date_expression){.kind = DATE_OFFSET, .unit = PERIOD_DAY};
    if (french(f) && mark_at(f, i + 1, "-")) {
        bool before = text_is(f->t, i, "avant") && text_is(f->t, i + 2, "hier");
        bool after = text_is(f->t, i, "apres") && text_is(f->t, i + 2, "demain");
        e->n = before ? -2 : 2;
        return before || after ? i + 3 : 0;
    }
    if (spanish(f) && text_is(f->t, i, "pasado") && text_is(f->t, i + 1, "manana")) {
        e->n = 2;
        return i + 2;
    }
    bool next = text_is(f->t, i, "lendemain");
    if (french(f) && (next || text_is(f->t, i, "veille")) && i > 0 &&
        is_kind(f, i - 1, WORD_THE) && !is_kind(f, i + 1, WORD_OF) &&
        !text_is(f->t, i + 1, "du")) {
        e->kind = DATE_FOLLOWS;
        e->n = next ? 1 : -1;
        return i + 1;
    }
    return 0;
}

/* "1990er Jahre", "les années 1990", "los años 90" */
static uint32_t decade(const date_reader *f, uint32_t i, date_expression *e)
{
    bool german = f->l->in == TONGUE_DE;
    bool years = text_is(f->t, i, "annees") || text_is(f->t, i, "anos");
    uint32_t at = german ? i : i + 1;
    if (at >= f->t->n_tokens || (!german && !years))
        return 0;
    slice s = f->t->tokens[at].folded;
    if (german) {
        if (!slice_ends(s, SLICE("er")) || s.len < 4 ||
            !slice_starts(i + 1 < f->t->n_tokens ? f->t->tokens[i + 1].folded : SLICE(""),
                          SLICE("jahre")))
            return 0;
        s.len -= 2;
    }
    int n, digits = digits_of(s, &n);
    if (n % 10 || !((digits == 4 && n >= 1000 && n <= 2100) || (digits == 2 && n >= 20)))
        return 0;
    *e = (date_expression){
        .kind = DATE_DECADE, .year = digits == 2 ? 1900 + n : n, .core = at};
    return german ? i + 2 : at + 1;
}

/* "Sommer 2029", "l'été 2029", "el verano de 2029" */
static uint32_t season(const date_reader *f, uint32_t i, date_expression *e)
{
    int year, way;
    if (!is_kind(f, i, WORD_SEASON))
        return 0;
    uint32_t end = text_is(f->t, i + 1, ",") ? 0 : look_year_after(f, i + 1, &year);
    if (end) {
        *e = (date_expression){.kind = DATE_YEAR, .year = year, .core = end - 1};
        e->season = season_of(f, i);
        return end;
    }
    end = way_behind(f, i + 1, &way);
    if (!way)
        return 0;
    *e = (date_expression){.kind = DATE_OPEN, .core = i};
    e->season = season_of(f, i);
    e->towards = way < 0 ? TOWARDS_LAST : TOWARDS_NEXT;
    return end;
}

/* "el mes que viene" */
static uint32_t coming(const date_reader *f, uint32_t i, date_expression *e)
{
    const date_word *unit = spanish(f) ? word(f, i, WORD_UNIT) : NULL;
    if (!unit || is_plural(f, i) || !text_is(f->t, i + 1, "que") ||
        !text_is(f->t, i + 2, "viene"))
        return 0;
    *e = (date_expression){.kind = DATE_OFFSET,
                           .unit = (period_unit)unit->value,
                           .n = 1,
                           .towards = TOWARDS_NEXT,
                           .core = i};
    return i + 3;
}

uint32_t abroad(const date_reader *f, uint32_t i, date_expression *e)
{
    uint32_t end;
    if (english(f))
        return 0;
    return (end = weekend(f, i, e))     ? end
           : (end = other_day(f, i, e)) ? end
           : (end = decade(f, i, e))    ? end
           : (end = season(f, i, e))    ? end
                                        : coming(f, i, e);
}

uint32_t stage_before(const date_reader *f, uint32_t i, uint32_t floor)
{
    static const char *const spanish_stages[] = {"finales", "principios", "mediados",
                                                 "inicios"};
    if (spanish(f) && i >= floor + 2 && text_is(f->t, i - 1, "de") &&
        IN_LIST(f->t->tokens[i - 2].folded, spanish_stages))
        return i - 2;
    if (!spanish(f) && i > floor && is_kind(f, i - 1, WORD_STAGE) &&
        same_sentence(f, i - 1, i))
        return i - 1;
    return i;
}

uint32_t look_part_after(const date_reader *f, uint32_t i)
{
    if (spanish(f) && text_is(f->t, i, "por") && text_is(f->t, i + 1, "la") &&
        is_kind(f, i + 2, WORD_PART))
        return i + 3;
    if (french(f) && text_is(f->t, i, "apres") && mark_at(f, i + 1, "-") &&
        text_is(f->t, i + 2, "midi"))
        return i + 3;
    return is_kind(f, i, WORD_PART) && !spanish(f) ? i + 1 : i;
}

/* Parts of the day, in all languages
 * ---------------------------------------------------------------------------------- */

/* "Donnerstagabend" */
static const char *part_of_compound(const date_reader *f, uint32_t i)
{
    static const struct {
        const char *end, *code;
    } ends[] = {{"nachmittag", "AF"}, {"vormittag", "MO"}, {"mittag", "MI"},
                {"morgen", "MO"},     {"abend", "EV"},     {"nacht", "NI"}};
    slice s = f->t->tokens[i].folded;
    if (f->l->in != TONGUE_DE || !is_kind(f, i, WORD_WEEKDAY) ||
        slice_eq(s, SLICE("sonnabend")))
        return NULL;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (slice_ends(s, slice_of_str(ends[k].end)))
            return ends[k].code;
    return NULL;
}

const char *look_part(const date_reader *f, const date_expression *e)
{
    static const struct {
        const char *word, *code;
    } parts[] = {
        {"morning", "MO"},   {"afternoon", "AF"},  {"evening", "EV"},   {"night", "NI"},
        {"tonight", "NI"},   {"midday", "MI"},     {"noon", "MI"},      {"morgen", "MO"},
        {"vormittag", "MO"}, {"nachmittag", "AF"}, {"abend", "EV"},     {"nacht", "NI"},
        {"matin", "MO"},     {"soir", "EV"},       {"nuit", "NI"},      {"noche", "NI"},
        {"tarde", "AF"},     {"manana", "MO"},     {"madrugada", "NI"}, {"anoche", "NI"},
        {"matinee", "MO"},   {"soiree", "EV"},     {"midi", "AF"}};
    // "morgen" and "mañana" by themselves are tomorrow
    bool tomorrow = e->kind == DATE_OFFSET && e->unit == PERIOD_DAY && e->n > 0;
    for (uint32_t i = e->at.first; i < e->at.last; i++) {
        if (tomorrow && is_kind(f, i, WORD_DAY) &&
            !(i > 0 && is_kind(f, i - 1, WORD_THE)))
            continue;
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            if (text_is(f->t, i, parts[k].word))
                return parts[k].code;
        const char *part = part_of_compound(f, i);
        if (part)
            return part;
    }
    return NULL;
}

const char *look_plural_part(const date_reader *f, uint32_t i)
{
    return text_is(f->t, i, "mornings")     ? "MO"
           : text_is(f->t, i, "afternoons") ? "AF"
           : text_is(f->t, i, "evenings")   ? "EV"
           : text_is(f->t, i, "nights")     ? "NI"
                                            : NULL;
}
