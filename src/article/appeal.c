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
    "newsletter",   "newsletters",   "subscribe",      "subscriber", "subscribers",
    "subscription", "subscriptions", "subscribing",    "unlimited",  "inbox",
    "premium",      "membership",    "notifications",  "alerts",     "journalism",
    "crossword",    "podcast",       "e-paper",        "app",        "paywall",
    "trial",        "quiz",          "poll",           "donate",     "sign-up",
    "logged",       "abo",           "abonnement",     "abonnent",   "abonnenten",
    "abonnieren",   "testen",        "umfrage",        "probemonat", "probeabo",
    "abonnés",      "abonné",        "abonnez-vous",   "illimité",   "sondage",
    "suscripción",  "suscriptor",    "suscriptores",   "suscríbete", "suscríbase",
    "ilimitado",    "encuesta",      "boletín",        "periodismo", "journalismus",
    "journalisme",  "reader-funded", "uneingeschränkt"};
static const char *const site[] = {
    "free",    "article",  "articles", "page",      "reading",   "readers",   "story",
    "stories", "month",    "week",     "access",    "account",   "archive",   "edition",
    "live",    "closed",   "comments", "vote",      "offer",     "guide",     "events",
    "thanks",  "thank",    "gratis",   "kostenlos", "artikel",   "monat",     "zugang",
    "lesen",   "leser",    "danke",    "gratuit",   "gratuits",  "articles",  "mois",
    "accès",   "lecture",  "lecteurs", "merci",     "artículos", "gratuitos", "mes",
    "acceso",  "lectores", "gracias",  "enjoying",  "exclusive", "support",   "first"};
static const char *const orders[] = {
    "start",    "subscribe", "sign",     "join",      "get",     "take",     "try",
    "click",    "tap",       "send",     "write",     "tell",    "support",  "become",
    "register", "discover",  "explore",  "test",      "vote",    "download", "share",
    "unlock",   "upgrade",   "activate", "switch",    "enjoy",   "thanks",   "testen",
    "lesen",    "sichern",   "profitez", "découvrez", "essayez", "lisez",    "votez",
    "pruebe",   "prueba",    "disfruta", "descubre",  "lea",     "vote",     "stimmen"};

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

bool appeal_is(slice folded, const shape *s)
{
    enum { ENOUGH = 4, MOST_WORDS = 32 };
    unsigned got[sizeof classes / sizeof *classes] = {0}, score = 0;
    slice word;
    bool start = true, question = false, order = false;
    if (s->words < 3 || s->words > MOST_WORDS || is_report(folded))
        return false;
    for (size_t at = 0; shape_next_word(folded, &at, &word);) {
        slice core = shape_core(word);
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (got[k] < classes[k].most && is_in(core, classes[k].words, classes[k].n))
                got[k] += classes[k].weight;
        order |= start && is_in(core, orders, sizeof orders / sizeof *orders);
        char last = word.ptr[word.len - 1];
        question |= last == '?';
        start = last == '.' || last == '?' || last == '!' || last == ':';
    }
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
        score += got[k];
    // Words of the site alone may stand in any report
    if (got[0] == 0 && got[1] == 0 && !order)
        return false;
    if (got[0] + got[1] + (order ? 1 : 0) + (question ? 1 : 0) < 2)
        return false;
    return score + (order ? 1 : 0) + (question && got[0] ? 1 : 0) >= ENOUGH;
}
