/* What a number counts: the nouns behind it, and what befell them. */
#include "base/lists.h"
#include "facts/arabic_figures.h"
#include "facts/figures.h"

#include <string.h>

bool figure_is_unit(slice s)
{
    static const char *const units[] = {
        "km",        "kilometer", "kilometers",  "kilometre",   "kilometres", "mile",
        "miles",     "m",         "meter",       "meters",      "metre",      "metres",
        "cm",        "mm",        "centimetres", "centimeters", "feet",       "foot",
        "ft",        "inches",    "inch",        "yards",       "kg",         "kilo",
        "kilos",     "kilogram",  "kilograms",   "kilogrammes", "g",          "grams",
        "grammes",   "ton",       "tons",        "tonne",       "tonnes",     "lb",
        "lbs",       "pounds",    "ounces",      "litre",       "litres",     "liter",
        "liters",    "gallons",   "barrels",     "hectares",    "acres",      "ha",
        "mph",       "kph",       "kmh",         "mw",          "gw",         "kw",
        "megawatts", "gigawatts", "degrees",     "dollars",     "dollar",     "euros",
        "euro",      "yen",       "rupees",      "roubles",     "rubles",     "francs",
        "pesos",     "cents",     "pence",       "seconds",     "minutes",    "hours",
        "hour",      "minute",    "days",        "day",         "weeks",      "week",
        "months",    "month",     "years",       "year",        "percent",    "decades",
        "points",    "bpd"};
    return IN_LIST(s, units);
}

bool figure_is_plural(slice s)
{
    static const char *const plurals[] = {
        "people",     "men",         "women",       "children",  "police",
        "personnel",  "troops",      "staff",       "cattle",    "sheep",
        "fish",       "aircraft",    "spacecraft",  "crew",      "feet",
        "mice",       "teeth",       "geese",       "policemen", "policewomen",
        "servicemen", "fishermen",   "gunmen",      "firemen",   "lawmen",
        "clergymen",  "businessmen", "congressmen", "spokesmen", "militia",
        "cavalry",    "infantry",    "livestock",   "poultry",   "youth",
        "series",     "species",     "media",       "data"};
    static const char *const singulars[] = {
        "this", "his",  "its",     "previous", "always",     "perhaps", "across",
        "news", "was",  "is",      "has",      "as",         "us",      "thus",
        "yes",  "plus", "towards", "besides",  "afterwards", "says"};
    if (IN_LIST(s, plurals))
        return true;
    if (slice_ends(s, SLICE("ese")) && s.len > 5) // "Japanese"
        return true;
    if (s.len < 4 || s.ptr[s.len - 1] != 's' || IN_LIST(s, singulars))
        return false;
    return !slice_ends(s, SLICE("ss")) && !slice_ends(s, SLICE("us")) &&
           !slice_ends(s, SLICE("is")) && !slice_ends(s, SLICE("'s"));
}

/* What befalls people, in the forms that stand before and behind a figure. */
static const struct {
    const char *form;
    const char *fate;
} fates[] = {
    {"killed", "killed"},
    {"killing", "killed"},
    {"kills", "killed"},
    {"dead", "dead"},
    {"died", "died"},
    {"wounded", "wounded"},
    {"wounding", "wounded"},
    {"wounds", "wounded"},
    {"injured", "injured"},
    {"injuring", "injured"},
    {"hurt", "hurt"},
    {"detained", "detained"},
    {"detaining", "detained"},
    {"detains", "detained"},
    {"arrested", "arrested"},
    {"arresting", "arrested"},
    {"arrests", "arrested"},
    {"missing", "missing"},
    {"displaced", "displaced"},
    {"displacing", "displaced"},
    {"captured", "captured"},
    {"capturing", "captured"},
    {"rescued", "rescued"},
    {"rescuing", "rescued"},
    {"evacuated", "evacuated"},
    {"evacuating", "evacuated"},
    {"freed", "freed"},
    {"freeing", "freed"},
    {"released", "released"},
    {"releasing", "released"},
    {"kidnapped", "kidnapped"},
    {"kidnapping", "kidnapped"},
    {"abducted", "abducted"},
    {"abducting", "abducted"},
    {"executed", "executed"},
    {"executing", "executed"},
    {"sentenced", "sentenced"},
    {"infected", "infected"},
    {"infecting", "infected"},
    {"hospitalized", "hospitalized"},
    {"hospitalised", "hospitalised"},
    {"stranded", "stranded"},
    {"stranding", "stranded"},
    {"trapped", "trapped"},
    {"trapping", "trapped"},
    {"homeless", "homeless"},
    {"drowned", "drowned"},
    {"destroyed", "destroyed"},
    {"destroying", "destroyed"},
    {"damaged", "damaged"},
    {"damaging", "damaged"},
    {"seized", "seized"},
    {"seizing", "seized"},
    {"shot", "shot"},
    {"buried", "buried"},
    {"charged", "charged"},
    {"convicted", "convicted"},
    {"deported", "deported"},
    {"expelled", "expelled"},
    {"deployed", "deployed"},
    {"deploying", "deployed"},
    {"recruited", "recruited"},
    {"suspended", "suspended"},
    {"dismissed", "dismissed"},
    {"fined", "fined"},
    {"closed", "closed"},
    {"burned", "burned"},
    {"burnt", "burnt"},
    {"taken", "taken"},
};

/* German, French, Spanish and Russian ones, as they stand behind a figure. */
static const char *const fates_behind[] = {
    "getotet",    "verletzt",     "verwundet", "festgenommen", "vermisst", "tues",
    "tuees",      "blesses",      "blessees",  "arretes",      "arretees", "morts",
    "mortes",     "murieron",     "muertas",   "muertos",      "heridos",  "heridas",
    "detenidos",  "detenidas",    "погибли",   "погибших",     "ранены",   "раненых",
    "пострадали", "пострадавших", "убиты",     "убитых",       "задержаны"};

static slice fate_of(const text *t, uint32_t i, bool behind)
{
    if (i >= t->n_tokens || t->tokens[i].kind != TOKEN_WORD)
        return SLICE("");
    slice s = t->tokens[i].folded;
    if (behind && IN_LIST(s, fates_behind))
        return s;
    for (size_t k = 0; k < sizeof fates / sizeof fates[0]; k++)
        if (slice_eq_str(s, fates[k].form) && (!behind || slice_eq_str(s, fates[k].fate)))
            return slice_of_str(fates[k].fate);
    return SLICE("");
}

static bool is_function(const text *t, uint32_t i)
{
    return t->tokens[i].flags & TOKEN_FUNCTION;
}

static bool is_capital(const text *t, uint32_t i)
{
    return t->tokens[i].flags & TOKEN_CAPITAL;
}

static bool is_word(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_WORD;
}

static bool in_sentence(const text *t, uint32_t from, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].sentence == t->tokens[from].sentence;
}

/* Verbs that follow a counted noun often enough to be mistaken for another noun. */
static bool is_verb(slice s)
{
    static const char *const verbs[] = {
        "said",    "say",       "says",      "told",  "took",   "take",    "went",
        "go",      "came",      "come",      "fled",  "flee",   "made",    "make",
        "live",    "lived",     "died",      "die",   "left",   "leave",   "lost",
        "need",    "remain",    "gave",      "held",  "hold",   "won",     "began",
        "begin",   "fell",      "rose",      "met",   "voted",  "vote",    "returned",
        "work",    "saw",       "got",       "ran",   "stood",  "sat",     "spent",
        "fought",  "fight",     "broke",     "drove", "sold",   "bought",  "arrive",
        "arrived", "joined",    "shot",      "ago",   "per",    "later",   "earlier",
        "old",     "away",      "apart",     "long",  "high",   "wide",    "deep",
        "tall",    "north",     "south",     "east",  "west",   "here",    "there",
        "each",    "worth",     "comes",     "goes",  "takes",  "makes",   "gets",
        "remains", "according", "including", "near",  "inside", "outside", "alongside",
        "via",     "despite"};
    return IN_LIST(s, verbs);
}

static bool is_verbal(slice s)
{
    return s.len > 4 && (slice_ends(s, SLICE("ed")) || slice_ends(s, SLICE("ing")));
}

/* The noun phrase [at, …): up to its first plural noun, or the words before the next
 * function word where a singular will do. */
static uint32_t noun_phrase(const figure_text *f, uint32_t at, bool one)
{
    const text *t = f->t;
    enum { LONGEST = 8 };
    uint32_t end = at, i = at;
    bool plural = false;
    for (; i < at + LONGEST && in_sentence(t, at, i); i++) {
        if (text_is(t, i, "-") && i > at && !(t->tokens[i].flags & TOKEN_SPACE_BEFORE) &&
            is_word(t, i + 1) && !(t->tokens[i + 1].flags & TOKEN_SPACE_BEFORE)) {
            i++; // a compound goes on
            end = i + 1;
            continue;
        }
        if (t->tokens[i].kind != TOKEN_WORD || f->dated[i])
            break;
        slice s = t->tokens[i].folded;
        bool joins = text_is(t, i, "and") || text_is(t, i, "or");
        if (joins && !plural && !one && i > at && is_word(t, i + 1) &&
            !is_function(t, i + 1) && in_sentence(t, at, i + 1))
            continue;
        if (is_function(t, i) || is_verb(s) || (plural && is_verbal(s)) ||
            (i > at && IN_LIST(s, fates_behind)))
            break;
        bool more = figure_is_plural(s);
        if (plural && !more)
            break;
        if (one && end > at && (is_verbal(s) || more))
            break;
        plural |= more;
        end = i + 1;
        // German nouns show by their capital, whatever their plural.
        if (figure_is_unit(s) || (f->in == TONGUE_DE && is_capital(t, i)))
            return end;
    }
    if (plural || end == at)
        return end;
    while (end > at && is_verbal(t->tokens[end - 1].folded)) // "40 crashed"
        end--;
    bool all_names = true;
    for (uint32_t k = at; k < end; k++)
        all_names &= is_capital(t, k);
    return end - at > 4 || all_names ? at : end;
}

/* Past "were", "have been", "who were reported", to a participle. */
static slice fate_behind(const text *t, uint32_t from, uint32_t at, bool *joined)
{
    static const char *const between[] = {
        "who",      "that",       "were",     "was",       "have",       "had",
        "has",      "been",       "are",      "is",        "being",      "be",
        "reported", "reportedly", "also",     "confirmed", "still",      "feared",
        "believed", "remain",     "remained", "to",        "officially", "then",
        "later",    "presumed",   "left",     "listed",    "as",         "wurden",
        "worden",   "sind",       "ont",      "ete",       "sont",       "resultaron",
        "fueron",   "han",        "sido",     "были",      "получили"};
    enum { REACH = 5 };
    for (uint32_t i = at; i < at + REACH && in_sentence(t, from, i); i++) {
        slice fate = fate_of(t, i, true);
        if (fate.len) {
            *joined = i == at;
            return fate;
        }
        if (t->tokens[i].kind != TOKEN_WORD || !IN_LIST(t->tokens[i].folded, between))
            break;
    }
    return SLICE("");
}

/* Past "of", "of the", to the nouns: "dozens of people". */
static uint32_t past_of(const text *t, uint32_t at)
{
    static const char *const determiners[] = {"the",   "its",   "his", "her", "their",
                                              "these", "those", "all", "our", "such"};
    uint32_t i = text_is(t, at, "of") || text_is(t, at, "de") ? at + 1 : at;
    if (i > at) {
        while (is_word(t, i) && IN_LIST(t->tokens[i].folded, determiners))
            i++;
        if (is_word(t, i) && text_is(t, i + 1, "'s")) // of the town's people
            i += 2;
    }
    return i;
}

counted figure_counted(const figure_text *f, uint32_t before, uint32_t at, bool one)
{
    static const char *const more_words[] = {"more",       "other",   "others",
                                             "additional", "further", "new"};
    const text *t = f->t;
    counted c = {.fate = SLICE("")};
    if (arabic_counted(f, before, at, &c) || !in_sentence(t, before, at))
        return c;
    at = past_of(t, at);
    while (is_word(t, at) && in_sentence(t, before, at) &&
           IN_LIST(t->tokens[at].folded, more_words))
        at++;
    c.first = c.last = at;
    if (!in_sentence(t, before, at))
        return c;
    if (text_is(t, at + 1, ":")) // the label of the next number
        return c;
    c.fate = fate_of(t, at, true);
    // "60 wounded", but "60 wounded soldiers"
    if (c.fate.len && !(is_word(t, at + 1) && in_sentence(t, before, at + 1) &&
                        figure_is_plural(t->tokens[at + 1].folded))) {
        c.fate_first = true;
        c.last = at + 1;
        return c;
    }
    c.fate = SLICE("");
    c.last = noun_phrase(f, at, one);
    if (c.last == c.first) { // "11 were killed", "wounded 70 others"
        bool next;
        c.fate = fate_behind(t, at, at, &next);
        if (!c.fate.len && before > 0 && in_sentence(t, at, before - 1))
            c.fate = fate_of(t, before - 1, false);
        c.fate_first = c.fate.len > 0;
        return c;
    }
    if (figure_is_unit(t->tokens[c.last - 1].folded))
        return c;
    c.fate = fate_behind(t, at, c.last, &c.joined);
    if (!c.fate.len && before > 0 && in_sentence(t, at, before - 1))
        c.fate = fate_of(t, before - 1, false);
    return c;
}
