#include "article/page.h"

/* Lines in which the page speaks to its reader: offers, thanks, quizzes, polls. No single
 * word gives them away, so words of several kinds are counted. */

typedef struct {
    const char *const *words;
    size_t n;
    unsigned weight, most;
} word_class;

static const char *const reader[] = {
    "you",  "your",  "you're", "yours", "you've", "you'll", "ihnen", "ihrem", "ihren",
    "vous", "votre", "vos",    "usted", "te",     "tu",     "tus",   "dein",  "deine"};
static const char *const offer[] = {
    "newsletter",   "newsletters",   "subscribe",      "subscriber",   "subscribers",
    "subscription", "unlimited",     "inbox",          "membership",   "journalism",
    "crossword",    "podcast",       "e-paper",        "donate",       "sign-up",
    "abo",          "abonnement",    "abonnent",       "abonnenten",   "abonnieren",
    "probemonat",   "probeabo",      "abonnés",        "abonné",       "abonnez-vous",
    "illimité",     "suscripción",   "suscriptor",     "suscriptores", "suscríbete",
    "suscríbase",   "ilimitado",     "boletín",        "periodismo",   "journalismus",
    "journalisme",  "reader-funded", "uneingeschränkt"};
static const char *const site[] = {
    "free",    "article",   "articles",  "page",      "readers",  "story",   "stories",
    "month",   "week",      "access",    "account",   "archive",  "edition", "gratis",
    "members", "kostenlos", "artikel",   "monat",     "zugang",   "leser",   "gratuit",
    "mois",    "gratuits",  "accès",     "lecteurs",  "mes",      "acceso",  "lectores",
    "support", "enjoying",  "exclusive", "artículos", "gratuitos"};
static const char *const games[] = {"quiz", "poll", "umfrage", "sondage", "encuesta"};
static const char *const orders[] = {
    "start",     "subscribe",  "sign",       "join",        "get",      "take",
    "try",       "click",      "tap",        "send",        "write",    "support",
    "become",    "register",   "discover",   "explore",     "download", "share",
    "unlock",    "upgrade",    "activate",   "switch",      "enjoy",    "testen",
    "lesen",     "sichern",    "profitez",   "essayez",     "lisez",    "pruebe",
    "prueba",    "disfruta",   "descubre",   "lea",         "jetzt",    "listen",
    "découvrez", "suscríbase", "suscríbete", "abonnez-vous"};

#define CLASS(list, weight, most)                           \
    {                                                       \
        (list), sizeof(list) / sizeof *(list), weight, most \
    }
static const word_class classes[] = {CLASS(reader, 1, 2), CLASS(offer, 2, 4),
                                     CLASS(site, 1, 3)};

static bool is_in(slice core, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_eq_str(core, words[i]))
            return true;
    return false;
}

/* Reports quote and attribute; the page's own voice does neither. */
static bool is_report(slice folded)
{
    static const char *const marks[] = {
        "\"",    " said",     " says",   " told ",  " sagte",   " teilte",     " a dit",
        " dijo", " erklärte", " selon ", " según ", "\xc2\xab", "\xe2\x80\x9e"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_find(folded, slice_of_str(marks[i]), 0) < folded.len)
            return true;
    return false;
}

/* "Gull Quiz: how well do you know your islands?" */
static bool is_game(const shape *s, bool named, bool reader_named, bool question)
{
    enum { MOST_WORDS = 16 };
    return named && question && reader_named && s->words <= MOST_WORDS;
}

bool appeal_is(slice folded, const shape *s)
{
    enum { ENOUGH = 4, MOST_WORDS = 26 };
    unsigned got[sizeof classes / sizeof *classes] = {0};
    slice word;
    bool start = true, question = false, order = false, game = false;
    if (s->words < 3 || s->words > MOST_WORDS || is_report(folded))
        return false;
    for (size_t at = 0; shape_next_word(folded, &at, &word);) {
        slice core = shape_core(word);
        if (slice_ends(core, SLICE("-vous"))) // "prendrez-vous"
            got[0]++;
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (got[k] < classes[k].most && is_in(core, classes[k].words, classes[k].n))
                got[k] += classes[k].weight;
        order |= start && is_in(core, orders, sizeof orders / sizeof *orders);
        game |= is_in(core, games, sizeof games / sizeof *games);
        char last = word.ptr[word.len - 1];
        question |= last == '?';
        start = last == '.' || last == '?' || last == '!' || last == ':';
    }
    if (is_game(s, game, got[0] > 0, question))
        return true;
    // A report may speak of newsletters and of their readers, but not to them
    if (got[1] == 0 || (got[0] == 0 && !order))
        return false;
    return got[0] + got[1] + got[2] + (order ? 1u : 0u) + (question ? 1u : 0u) >= ENOUGH;
}
