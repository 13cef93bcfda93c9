#include "facts/figures.h"
#include "base/lists.h"

#include "base/buf.h"

#include <math.h>
#include <string.h>

/* Relations
 * ---------------------------------------------------------------------------------- */

typedef struct {
    const char *words[4]; // as they stand before the number
    figure_relation relation;
} relation_phrase;

/* A phrase that ends another comes after it. */
static const relation_phrase phrases_en[] = {
    {{"no", "fewer", "than"}, FIGURE_AT_LEAST},
    {{"no", "less", "than"}, FIGURE_AT_LEAST},
    {{"not", "less", "than"}, FIGURE_AT_LEAST},
    {{"no", "more", "than"}, FIGURE_AT_MOST},
    {{"not", "more", "than"}, FIGURE_AT_MOST},
    {{"as", "many", "as"}, FIGURE_AT_MOST},
    {{"as", "much", "as"}, FIGURE_AT_MOST},
    {{"as", "few", "as"}, FIGURE_AT_LEAST},
    {{"in", "excess", "of"}, FIGURE_AT_LEAST},
    {{"a", "minimum", "of"}, FIGURE_AT_LEAST},
    {{"a", "maximum", "of"}, FIGURE_AT_MOST},
    {{"at", "least"}, FIGURE_AT_LEAST},
    {{"more", "than"}, FIGURE_AT_LEAST},
    {{"greater", "than"}, FIGURE_AT_LEAST},
    {{"upwards", "of"}, FIGURE_AT_LEAST},
    {{"just", "over"}, FIGURE_AT_LEAST},
    {{"well", "over"}, FIGURE_AT_LEAST},
    {{"over"}, FIGURE_AT_LEAST},
    {{"above"}, FIGURE_AT_LEAST},
    {{"exceeding"}, FIGURE_AT_LEAST},
    {{"up", "to"}, FIGURE_AT_MOST},
    {{"at", "most"}, FIGURE_AT_MOST},
    {{"fewer", "than"}, FIGURE_AT_MOST},
    {{"less", "than"}, FIGURE_AT_MOST},
    {{"just", "under"}, FIGURE_AT_MOST},
    {{"under"}, FIGURE_AT_MOST},
    {{"below"}, FIGURE_AT_MOST},
    {{"an", "estimated"}, FIGURE_ABOUT},
    {{"estimated"}, FIGURE_ABOUT},
    {{"close", "to"}, FIGURE_ABOUT},
    {{"around"}, FIGURE_ABOUT},
    {{"about"}, FIGURE_ABOUT},
    {{"approximately"}, FIGURE_ABOUT},
    {{"roughly"}, FIGURE_ABOUT},
    {{"nearly"}, FIGURE_ABOUT},
    {{"almost"}, FIGURE_ABOUT},
    {{"some"}, FIGURE_ABOUT},
    {{"circa"}, FIGURE_ABOUT},
    {{"an", "additional"}, FIGURE_EXACT},
    // of languages that have no list of their own; their script tells them apart
    {{"не", "менее"}, FIGURE_AT_LEAST},
    {{"не", "меньше"}, FIGURE_AT_LEAST},
    {{"не", "более"}, FIGURE_AT_MOST},
    {{"не", "больше"}, FIGURE_AT_MOST},
    {{"по", "меньшеи", "мере"}, FIGURE_AT_LEAST},
    {{"как", "минимум"}, FIGURE_AT_LEAST},
    {{"более"}, FIGURE_AT_LEAST},
    {{"больше"}, FIGURE_AT_LEAST},
    {{"свыше"}, FIGURE_AT_LEAST},
    {{"менее"}, FIGURE_AT_MOST},
    {{"меньше"}, FIGURE_AT_MOST},
    {{"до"}, FIGURE_AT_MOST},
    {{"около"}, FIGURE_ABOUT},
    {{"примерно"}, FIGURE_ABOUT},
    {{"почти"}, FIGURE_ABOUT},
    {{"ما", "لا", "يقل", "عن"}, FIGURE_AT_LEAST},
    {{"اكثر", "من"}, FIGURE_AT_LEAST},
    {{"اقل", "من"}, FIGURE_AT_MOST},
    {{"نحو"}, FIGURE_ABOUT},
    {{"حوالي"}, FIGURE_ABOUT},
};
static const relation_phrase phrases_de[] = {
    {{"mehr", "als"}, FIGURE_AT_LEAST}, {{"mindestens"}, FIGURE_AT_LEAST},
    {{"uber"}, FIGURE_AT_LEAST},        {{"weniger", "als"}, FIGURE_AT_MOST},
    {{"bis", "zu"}, FIGURE_AT_MOST},    {{"hochstens"}, FIGURE_AT_MOST},
    {{"etwa"}, FIGURE_ABOUT},           {{"rund"}, FIGURE_ABOUT},
    {{"ungefahr"}, FIGURE_ABOUT},       {{"fast"}, FIGURE_ABOUT},
    {{"wenigstens"}, FIGURE_AT_LEAST},  {{"maximal"}, FIGURE_AT_MOST},
    {{"knapp"}, FIGURE_ABOUT},          {{"nahezu"}, FIGURE_ABOUT},
    {{"beinahe"}, FIGURE_ABOUT},        {{"circa"}, FIGURE_ABOUT},
    {{"ca", "."}, FIGURE_ABOUT},        {{"geschatzt"}, FIGURE_ABOUT},
};
static const relation_phrase phrases_fr[] = {
    {{"pas", "moins", "de"}, FIGURE_AT_LEAST},
    {{"plus", "de"}, FIGURE_AT_LEAST},
    {{"au", "moins"}, FIGURE_AT_LEAST},
    {{"moins", "de"}, FIGURE_AT_MOST},
    {{"jusqu'a"}, FIGURE_AT_MOST},
    {{"environ"}, FIGURE_ABOUT},
    {{"pres", "de"}, FIGURE_ABOUT},
    {{"au", "plus"}, FIGURE_AT_MOST},
    {{"quelque"}, FIGURE_ABOUT},
    {{"autour", "de"}, FIGURE_ABOUT},
    {{"presque"}, FIGURE_ABOUT},
    {{"a", "peu", "pres"}, FIGURE_ABOUT},
};
static const relation_phrase phrases_es[] = {
    {{"no", "menos", "de"}, FIGURE_AT_LEAST},
    {{"no", "mas", "de"}, FIGURE_AT_MOST},
    {{"mas", "de"}, FIGURE_AT_LEAST},
    {{"al", "menos"}, FIGURE_AT_LEAST},
    {{"por", "lo", "menos"}, FIGURE_AT_LEAST},
    {{"como", "minimo"}, FIGURE_AT_LEAST},
    {{"como", "maximo"}, FIGURE_AT_MOST},
    {{"unas"}, FIGURE_ABOUT},
    {{"aproximadamente"}, FIGURE_ABOUT},
    {{"menos", "de"}, FIGURE_AT_MOST},
    {{"hasta"}, FIGURE_AT_MOST},
    {{"unos"}, FIGURE_ABOUT},
    {{"casi"}, FIGURE_ABOUT},
    {{"cerca", "de"}, FIGURE_ABOUT},
    {{"alrededor", "de"}, FIGURE_ABOUT},
};

typedef struct {
    const relation_phrase *list;
    size_t n;
} phrase_table;
#define TABLE(list) ((phrase_table){(list), sizeof(list) / sizeof((list)[0])})

static phrase_table phrases_of(tongue in)
{
    switch (in) {
    case TONGUE_DE:
        return TABLE(phrases_de);
    case TONGUE_FR:
        return TABLE(phrases_fr);
    case TONGUE_ES:
        return TABLE(phrases_es);
    default:
        return TABLE(phrases_en);
    }
}

/* "a dispute over 3 islands", "talks about two issues": no relation. */
static bool about_a_matter(const text *t, uint32_t first)
{
    static const char *const nouns[] = {
        "dispute", "row",      "concern", "concerns", "talks",   "talk",
        "protest", "protests", "anger",   "fears",    "clash",   "clashes",
        "fight",   "arrested", "jailed",  "accused",  "charged", "asked",
        "told",    "control",  "victory", "divided",  "won"};
    if (first == 0 || (!text_is(t, first, "over") && !text_is(t, first, "about")))
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++)
        if (text_is(t, first - 1, nouns[i]))
            return true;
    return false;
}

/* The phrase that ends right before *first, which moves to its start; false if none. */
static bool take_relation(const figure_text *f, uint32_t *first,
                          figure_relation *relation)
{
    phrase_table table = phrases_of(f->in);
    for (size_t p = 0; p < table.n; p++) {
        uint32_t n = 0;
        while (n < 4 && table.list[p].words[n])
            n++;
        if (*first < n)
            continue;
        uint32_t k = 0, at = *first - n;
        while (k < n && text_is(f->t, at + k, table.list[p].words[k]) &&
               f->t->tokens[at + k].sentence == f->t->tokens[*first].sentence)
            k++;
        if (k < n || about_a_matter(f->t, at))
            continue;
        *first = at;
        *relation = table.list[p].relation;
        return true;
    }
    return false;
}

/* Stacked ones ("up to about 40"): the outermost that is more than "about" counts. */
static figure_relation relation_before(const figure_text *f, uint32_t *first)
{
    figure_relation all = FIGURE_EXACT, one;
    for (int n = 0; n < 3 && take_relation(f, first, &one); n++)
        if (one != FIGURE_EXACT && (one != FIGURE_ABOUT || all == FIGURE_EXACT))
            all = one;
    return all;
}

/* "or more", "or so", "-odd", "+" behind the number. */
static figure_relation relation_behind(const text *t, uint32_t *last)
{
    static const struct {
        const char *a, *b;
        figure_relation relation;
    } list[] = {{"or", "more", FIGURE_AT_LEAST}, {"or", "fewer", FIGURE_AT_MOST},
                {"or", "less", FIGURE_AT_MOST},  {"or", "so", FIGURE_ABOUT},
                {"-", "odd", FIGURE_ABOUT},      {"-", "plus", FIGURE_AT_LEAST}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (text_is(t, *last, list[i].a) && text_is(t, *last + 1, list[i].b)) {
            *last += 2;
            return list[i].relation;
        }
    if (text_is(t, *last, "+") && !(t->tokens[*last].flags & TOKEN_SPACE_BEFORE)) {
        *last += 1;
        return FIGURE_AT_LEAST;
    }
    return FIGURE_EXACT;
}

/* Units
 * ---------------------------------------------------------------------------------- */

static const char *currency_of(const text *t, uint32_t i)
{
    static const struct {
        const char *mark, *name;
    } list[] = {{"$", "dollars"},    {"£", "pounds"},   {"€", "euros"},
                {"¥", "yen"},        {"₹", "rupees"},   {"usd", "dollars"},
                {"eur", "euros"},    {"gbp", "pounds"}, {"us$", "dollars"},
                {"dlrs", "dollars"}, {"rs", "rupees"},  {"₽", "roubles"},
                {"₪", "shekels"}};
    for (size_t k = 0; k < sizeof list / sizeof list[0]; k++)
        if (text_is(t, i, list[k].mark))
            return list[k].name;
    return NULL;
}

/* A currency mark right before *first, which moves; the name, or NULL. */
static const char *currency_before(const text *t, uint32_t *first)
{
    const char *name = *first > 0 ? currency_of(t, *first - 1) : NULL;
    if (!name)
        return NULL;
    *first -= 1;
    if (*first > 0 && !(t->tokens[*first].flags & TOKEN_SPACE_BEFORE) &&
        t->tokens[*first - 1].kind == TOKEN_WORD)
        *first -= 1; // "US$", "A$"
    return name;
}

/* "%", "percent", "per cent", "percentage points" behind; *last moves past it. */
static const char *percent_behind(const text *t, const number *n, uint32_t *last)
{
    if (slice_eq_str(n->suffix, "pc"))
        return "percent";
    if (text_is(t, *last, "%") || text_is(t, *last, "percent") ||
        text_is(t, *last, "prozent") || text_is(t, *last, "pc") ||
        text_is(t, *last, "pct")) {
        *last += 1;
        return "percent";
    }
    if (text_is(t, *last, "percentage") &&
        (text_is(t, *last + 1, "points") || text_is(t, *last + 1, "point"))) {
        *last += 2;
        return "percentage points";
    }
    bool two = (text_is(t, *last, "per") && text_is(t, *last + 1, "cent")) ||
               (text_is(t, *last, "pour") && text_is(t, *last + 1, "cent")) ||
               (text_is(t, *last, "por") && text_is(t, *last + 1, "ciento"));
    if (two)
        *last += 2;
    return two ? "percent" : NULL;
}

/* Ranges
 * ---------------------------------------------------------------------------------- */

/* A figure on its way. */
typedef struct {
    number n;
    uint32_t first, last;
    double low, high;
    figure_relation relation;
    const char *unit; // NULL: what follows is counted
    uint32_t unit_first, unit_last;
} draft;

static bool read_number(const figure_text *f, uint32_t i, number *n)
{
    return i < f->t->n_tokens && !f->dated[i] && number_read(&f->numbers, i, n);
}

static bool same_sentence(const text *t, uint32_t a, uint32_t b)
{
    return a < t->n_tokens && b < t->n_tokens &&
           t->tokens[a].sentence == t->tokens[b].sentence;
}

/* Verbs that go from one value to another instead of spanning both. */
static bool changes(const text *t, uint32_t first)
{
    static const char *const verbs[] = {
        "rose",    "rise",   "rising",    "fell",     "fall",       "falling", "grew",
        "grow",    "up",     "down",      "cut",      "raise",      "raised",  "raising",
        "dropped", "drop",   "increased", "increase", "increasing", "reduced", "reduce",
        "climbed", "jumped", "went",      "revised",  "declined",   "slipped", "lowered"};
    for (uint32_t i = first, n = 0; i-- > 0 && n < 6 && same_sentence(t, i, first); n++)
        for (size_t k = 0; k < sizeof verbs / sizeof verbs[0]; k++)
            if (text_is(t, i, verbs[k]))
                return true;
    return false;
}

/* "10 to 15", "10-15", "between 10 and 15", "two or three". */
static void take_range(const figure_text *f, draft *d)
{
    const text *t = f->t;
    uint32_t at = d->last;
    static const char *const betweens[] = {"between", "zwischen", "entre", "между",
                                           "بين"};
    static const char *const ands[] = {"and", "und", "et", "y", "e", "и"};
    static const char *const froms[] = {"from", "von", "de", "от"};
    static const char *const tos[] = {"bis", "a", "до"}; // behind a "from" only
    if (at >= t->n_tokens)
        return;
    slice before = d->first > 0 ? t->tokens[d->first - 1].folded : SLICE("");
    slice link = t->tokens[at].folded;
    bool between = IN_LIST(before, betweens), from = IN_LIST(before, froms);
    bool dash = text_is(t, at, "-") && t->tokens[at].end - t->tokens[at].start <= 3;
    bool to = text_is(t, at, "to") || (f->in == TONGUE_DE && text_is(t, at, "bis")) ||
              (from && IN_LIST(link, tos));
    if (!(to || dash || text_is(t, at, "or") || (between && IN_LIST(link, ands))))
        return;
    if (from && changes(t, d->first))
        return;
    uint32_t next = at + 1;
    const char *money = currency_of(t, next);
    if (money && (!d->unit || strcmp(money, d->unit) != 0))
        return; // "5 percent to $3 million"
    if (money)
        next++;
    number n;
    if (!same_sentence(t, d->first, next) || !read_number(f, next, &n) || n.vague ||
        n.suffix.len)
        return;
    // "fell 11 percent to 14.20 crowns" are two figures
    uint32_t end = n.last;
    if (d->unit && text_is(t, at, "to") && changes(t, d->first) &&
        !percent_behind(t, &n, &end) && !currency_of(t, at + 1))
        return;
    double low = d->n.low;
    if (d->n.scale <= 1 && n.scale > 1 && low < n.high / n.scale + 1)
        low *= n.scale; // "2 to 3 million"
    if (low >= n.high)
        return;
    d->low = low;
    d->high = n.high;
    d->relation = FIGURE_RANGE;
    d->last = n.last;
    d->n.scale = n.scale;
    d->n.plain = false;
    if (between || from)
        d->first--;
}

/* A second number that is not above the first: a score or a vote. */
static bool is_score(const figure_text *f, const draft *d)
{
    number n;
    return text_is(f->t, d->last, "-") && d->relation != FIGURE_RANGE &&
           read_number(f, d->last + 1, &n) && n.digits;
}

/* Putting together
 * ---------------------------------------------------------------------------------- */

typedef struct {
    slice nouns; // what the figure before counted, for "and 60 wounded"
    uint32_t at; // a token of its sentence
} carried;

static void add_words(buf *b, const text *t, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        if (b->len && (i == first || (t->tokens[i].flags & TOKEN_SPACE_BEFORE)))
            buf_add_byte(b, ' ');
        buf_add(b, text_token(t, i));
    }
}

static void set_interval(figure *g, const draft *d)
{
    g->relation = d->relation;
    g->low = d->low;
    g->high = d->high;
    if (d->relation == FIGURE_AT_LEAST)
        g->high = INFINITY;
    if (d->relation == FIGURE_AT_MOST) {
        g->low = 0;
        g->high = isinf(d->high) ? d->low : d->high;
    }
}

/* "the two countries": known things, not a count of them. */
static bool refers_back(const text *t, uint32_t first)
{
    static const char *const words[] = {"the", "these", "those", "both", "its",
                                        "his", "her",   "their", "our",  "other"};
    for (size_t i = 0; first > 0 && i < sizeof words / sizeof words[0]; i++)
        if (text_is(t, first - 1, words[i]))
            return true;
    return false;
}

/* Fills in g->of; false: the number counts nothing after all. */
static bool set_counted(arena *out, const figure_text *f, const draft *d, carried *carry,
                        figure *g)
{
    buf b;
    buf_init(&b, out);
    counted c = {.fate = SLICE("")};
    bool of = text_is(f->t, d->last, "of");
    bool share = d->unit && text_is(f->t, d->last, "the"); // "half the houses"
    bool bare = d->n.vague && !of && !text_is(f->t, d->n.first, "several") &&
                !text_is(f->t, d->n.first, "a"); // "hundreds marched"
    if (!d->unit || of || share)
        c = figure_counted(f, d->first, d->last + share, d->low == 1 && d->high == 1);
    if (bare && !c.fate_first)
        c.last = c.first;
    if (d->unit) {
        buf_add_str(&b, d->unit);
        g->of_at = (token_span){g->at.article, d->unit_first, d->unit_last};
        if (c.last > c.first && !c.fate_first) {
            buf_add_str(&b, " of");
            add_words(&b, f->t, c.first, c.last);
        }
        g->of = buf_slice(&b);
        return true;
    }
    if (c.fate_first) {
        if (carry->nouns.len && same_sentence(f->t, carry->at, d->first)) {
            buf_add(&b, carry->nouns);
            buf_add_byte(&b, ' ');
        }
        buf_add(&b, c.fate);
        g->of_at = (token_span){g->at.article, c.first, c.last};
        g->of = buf_slice(&b);
        return true;
    }
    if (c.last == c.first)
        return d->n.digits || d->n.vague || d->relation == FIGURE_RANGE;
    if (!d->n.digits && !c.fate.len && d->relation == FIGURE_EXACT && d->high <= 12 &&
        refers_back(f->t, d->first))
        return false;
    add_words(&b, f->t, c.first, c.last);
    carry->nouns = arena_slice(out, buf_slice(&b));
    carry->at = d->first;
    if (c.fate.len) {
        buf_add_byte(&b, ' ');
        buf_add(&b, c.fate);
    }
    g->of = buf_slice(&b);
    g->of_at = (token_span){g->at.article, c.first, c.last + (c.joined ? 1u : 0u)};
    return true;
}

/* "a death toll of 40", "the number of missing rose to 40": the noun stands before. The
 * link "to", "at" or a verb may stand far behind a long subject. */
static void count_before(arena *out, const figure_text *f, const draft *d,
                         const carried *carry, figure *g)
{
    static const char *const counts[] = {"number", "count", "tally", "total", "figure"};
    static const char *const links[] = {"to",      "at",     "from",     "reached", "hit",
                                        "topped",  "passed", "exceeded", "was",     "is",
                                        "reaches", "of",     "by"};
    enum { NEAR = 8, FAR = 40 };
    const text *t = f->t;
    bool linked = false;
    for (size_t k = 0; k < sizeof links / sizeof links[0] && d->first > 0; k++)
        linked |= text_is(t, d->first - 1, links[k]);
    uint32_t reach = linked ? FAR : NEAR;
    for (uint32_t i = d->first, n = 0;
         i-- > 0 && n < reach && same_sentence(t, i, d->first); n++) {
        if (text_is(t, i, "toll")) {
            uint32_t first = i > 0 && text_is(t, i - 1, "death") ? i - 1 : i;
            g->of = slice_in(t->bytes, text_span(t, first, i + 1));
            g->of_at = (token_span){g->at.article, first, i + 1};
            return;
        }
        if (!linked || !IN_LIST(t->tokens[i].folded, counts))
            continue;
        if (!text_is(t, i + 1, "of")) { // of what the sentence before counted
            if (carry->nouns.len &&
                t->tokens[d->first].sentence - t->tokens[carry->at].sentence <= 1)
                g->of = arena_slice(out, carry->nouns);
            return;
        }
        counted c = figure_counted(f, i + 1, i + 1, false);
        if (c.last == c.first || c.last > d->first)
            return;
        buf b;
        buf_init(&b, out);
        if (!c.fate_first)
            add_words(&b, t, c.first, c.last);
        if (c.fate.len) {
            if (!c.fate_first)
                buf_add_byte(&b, ' ');
            buf_add(&b, c.fate);
        }
        g->of = buf_slice(&b);
        g->of_at = (token_span){g->at.article, c.first, c.last};
        return;
    }
}

/* "12 of them", "40 boats by one count and by its 60": what the figure before counted, or
 * "the wounded" of the sentences before. */
static void of_them(arena *out, const figure_text *f, const draft *d,
                    const carried *carry, figure *g)
{
    enum { SENTENCES = 2, REACH = 60 };
    static const char *const those[] = {"wounded", "injured", "dead", "missing",
                                        "displaced"};
    const text *t = f->t;
    bool its = d->first > 0 &&
               (text_is(t, d->first - 1, "its") || text_is(t, d->first - 1, "their"));
    if (its && carry->nouns.len && same_sentence(t, carry->at, d->first)) {
        g->of = arena_slice(out, carry->nouns);
        return;
    }
    if (!text_is(t, d->last, "of") ||
        !(text_is(t, d->last + 1, "them") || text_is(t, d->last + 1, "whom")))
        return;
    uint32_t own = t->tokens[d->first].sentence;
    uint32_t there = carry->nouns.len ? t->tokens[carry->at].sentence : 0;
    uint32_t nearest = carry->nouns.len && own - there <= SENTENCES ? carry->at : 0;
    for (uint32_t i = d->first, n = 0; i-- > nearest && n < REACH; n++) {
        if (own - t->tokens[i].sentence > SENTENCES)
            return;
        if (text_is(t, i, "the") && IN_LIST(t->tokens[i + 1].folded, those) &&
            (t->tokens[i + 2].kind == TOKEN_PUNCT ||
             (t->tokens[i + 2].flags & TOKEN_FUNCTION))) {
            g->of = slice_in(t->bytes, text_span(t, i + 1, i + 2));
            g->of_at = (token_span){g->at.article, i + 1, i + 2};
            return;
        }
    }
    if (nearest)
        g->of = arena_slice(out, carry->nouns);
}

/* "Injured: 70" */
static void label_before(const text *t, const draft *d, figure *g)
{
    if (d->first < 2 || !text_is(t, d->first - 1, ":"))
        return;
    uint32_t last = d->first - 1, first = last;
    while (first > 0 && last - first < 3 && t->tokens[first - 1].kind == TOKEN_WORD &&
           same_sentence(t, first - 1, d->first))
        first--;
    if (first == last)
        return;
    g->of = slice_in(t->bytes, text_span(t, first, last));
    g->of_at = (token_span){g->at.article, first, last};
}

/* "Jane Roe, 44, of Port Else" */
static bool is_age(const text *t, const draft *d)
{
    return d->n.plain && d->first == d->n.first && d->low < 120 && d->first >= 2 &&
           text_is(t, d->first - 1, ",") &&
           (t->tokens[d->first - 2].flags & TOKEN_CAPITAL) &&
           (text_is(t, d->last, ",") || text_is(t, d->last, "."));
}

/* "a 40-year-old man": an age; other compounds ("a five-day visit") count nothing. */
static bool compound(const figure_text *f, draft *d)
{
    const text *t = f->t;
    if (!text_is(t, d->last, "-") || (t->tokens[d->last].flags & TOKEN_SPACE_BEFORE) ||
        d->last + 1 >= t->n_tokens ||
        (t->tokens[d->last + 1].flags & TOKEN_SPACE_BEFORE) ||
        t->tokens[d->last + 1].kind != TOKEN_WORD)
        return false;
    if (text_is(t, d->last + 1, "odd") || text_is(t, d->last + 1, "plus"))
        return false;
    if (text_is(t, d->last + 1, "year") && text_is(t, d->last + 2, "-") &&
        text_is(t, d->last + 3, "old")) {
        d->unit = "years old";
        d->unit_first = d->last + 1;
        d->last = d->unit_last = d->last + 4;
        return false;
    }
    return true;
}

static void take_units(const figure_text *f, draft *d)
{
    const text *t = f->t;
    uint32_t first = d->first, last = d->last;
    const char *currency = currency_before(t, &d->first);
    if (currency) {
        d->unit = currency;
        d->unit_first = d->first;
        d->unit_last = first;
        return;
    }
    const char *percent = percent_behind(t, &d->n, &d->last);
    if (percent) {
        d->unit = percent;
        d->unit_first = d->last > last ? last : d->n.first;
        d->unit_last = d->last > last ? d->last : d->n.last;
        return;
    }
    if (currency_of(t, last)) { // "40 €"
        d->unit = currency_of(t, last);
        d->unit_first = last;
        d->last = d->unit_last = last + 1;
    }
}

/* 40m is metres where nothing countable follows and no money is meant. */
static void metres_or_millions(const figure_text *f, draft *d)
{
    const text *t = f->t;
    slice s = t->tokens[d->n.last - 1].folded;
    bool metres = d->n.digits && d->n.last == d->n.first + 1 && d->n.scale >= 1e6 &&
                  d->n.scale < 1e7 && s.ptr[s.len - 1] == 'm' && !d->unit;
    if (!metres || (d->last < t->n_tokens && figure_is_plural(t->tokens[d->last].folded)))
        return;
    d->low /= d->n.scale;
    d->high /= d->n.scale;
    d->unit = "m";
    d->unit_first = d->n.first;
    d->unit_last = d->n.last;
}

static bool take_suffix(draft *d)
{
    static const struct {
        const char *suffix;
    } units[] = {{"km"}, {"kg"}, {"cm"}, {"mm"}, {"mph"}, {"kph"}, {"mw"},
                 {"gw"}, {"ft"}, {"lb"}, {"c"},  {"g"},   {"ha"},  {"pc"}};
    if (!d->n.suffix.len || d->unit)
        return true;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (slice_eq_str(d->n.suffix, units[i].suffix)) {
            d->unit = units[i].suffix;
            d->unit_first = d->n.first;
            d->unit_last = d->n.last;
            return true;
        }
    return false;
}

/* "half of the houses", "a third of voters" as percent. */
static bool read_share(const figure_text *f, uint32_t i, draft *d)
{
    const text *t = f->t;
    number n;
    if (f->in != TONGUE_EN || f->dated[i])
        return false;
    if (text_is(t, i, "half") && (text_is(t, i + 1, "of") || text_is(t, i + 1, "the"))) {
        static const char *const not_before[] = {"first", "second", "other", "last",
                                                 "latter"};
        for (size_t k = 0; k < sizeof not_before / sizeof not_before[0]; k++)
            if (i > 0 && text_is(t, i - 1, not_before[k]))
                return false;
        n = (number){.first = i, .last = i + 1, .low = 0.5, .high = 0.5, .scale = 1};
    } else if (!number_fraction(&f->numbers, i, &n) || !text_is(t, n.last, "of")) {
        return false;
    }
    *d = (draft){.n = n, .first = i, .last = n.last};
    d->low = n.low * 100;
    d->high = n.high * 100;
    d->unit = "percent";
    d->unit_first = i;
    d->unit_last = n.last;
    return true;
}

/* The figure at token i; gives how far it reaches, or 0. */
static uint32_t figure_at(arena *out, const figure_text *f, uint32_t i, carried *carry,
                          figure *g)
{
    draft d = {0};
    bool share = read_share(f, i, &d);
    if (!share) {
        if (!read_number(f, i, &d.n))
            return 0;
        if (figure_is_label(f, &d.n))
            return d.n.last;
        d.first = d.n.first;
        d.last = d.n.last;
        d.low = d.n.low;
        d.high = d.n.high;
        d.relation = d.n.vague ? FIGURE_AT_LEAST : FIGURE_EXACT;
        if (d.n.vague && slice_starts(text_token(f->t, i), SLICE("few")))
            return 0;
        take_units(f, &d);
        take_range(f, &d);
        if (is_score(f, &d))
            return d.last + 2;
        if (!d.unit)
            take_units(f, &d);
        if (compound(f, &d))
            return d.last + 2;
        metres_or_millions(f, &d);
        if (!take_suffix(&d))
            return 0;
    }
    figure_relation behind = relation_behind(f->t, &d.last);
    figure_relation before = relation_before(f, &d.first);
    if (d.relation == FIGURE_EXACT)
        d.relation = before != FIGURE_EXACT ? before : behind;
    g->at.first = d.first;
    g->at.last = d.last;
    set_interval(g, &d);
    if (!set_counted(out, f, &d, carry, g))
        return 0;
    if (!g->of.len && is_age(f->t, &d))
        g->of = SLICE("years old");
    if (!g->of.len)
        label_before(f->t, &d, g);
    if (!g->of.len)
        of_them(out, f, &d, carry, g);
    if (!g->of.len)
        count_before(out, f, &d, carry, g);
    return d.last;
}

void facts_figures(arena *out, const facts_input *in, const dates_result *dates,
                   figures_result *result)
{
    VEC(figure) all = {0};
    uint32_t *first_of = arena_array(out, uint32_t, in->n_articles + 1), time = 0;
    for (uint32_t i = 0; i < in->n_articles; i++) {
        arena *tmp = arena_sub(out);
        const text *t = &in->texts[i];
        bool *dated = arena_array(tmp, bool, t->n_tokens + 1);
        for (uint32_t d = dates->first_of[i]; d < dates->first_of[i + 1]; d++)
            for (uint32_t k = dates->dates[d].at.first; k < dates->dates[d].at.last; k++)
                dated[k] = true;
        for (; time < dates->n_times && dates->times[time].at.article == i; time++) {
            const time_mention *m = &dates->times[time];
            if (m->kind == TIME_DURATION && !m->stretch)
                continue; // "two weeks" counts
            for (uint32_t k = m->at.first; k < m->at.last; k++)
                dated[k] = true;
        }
        tongue own = tongue_of(in->articles[i].language);
        figure_text f = {t, own, dated, number_text_of(tmp, t, own)};
        carried carry = {SLICE(""), 0};
        first_of[i] = all.n;
        uint32_t floor = 0;
        for (uint32_t k = 0; k < t->n_tokens;) {
            figure g = {.at.article = i, .of = SLICE("")};
            uint32_t end = figure_at(out, &f, k, &carry, &g);
            if (end && g.at.last > g.at.first && g.at.first >= floor) {
                vec_push(out, &all, g);
                floor = g.at.last;
            }
            k = end > k ? end : k + 1;
        }
        arena_release(tmp);
    }
    first_of[in->n_articles] = all.n;
    result->figures = all.v;
    result->n_figures = all.n;
    result->first_of = first_of;
}
