#include "article/page.h"

/* Words that names of outlets and of newspaper sections are made of. */

static bool word_in(slice word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_eq_nocase(word, slice_of_str(list[i])))
            return true;
    return false;
}

bool cue_is_newspaper_word(slice word)
{
    static const char *const words[] = {
        "News",        "Times",      "Post",        "Herald",       "Gazette",
        "Courier",     "Tribune",    "Daily",       "Journal",      "Press",
        "Chronicle",   "Observer",   "Mail",        "Star",         "Today",
        "Express",     "Mirror",     "Guardian",    "Telegraph",    "Echo",
        "Standard",    "Examiner",   "Dispatch",    "Ledger",       "Beacon",
        "Review",      "Record",     "Register",    "Bulletin",     "Sentinel",
        "Argus",       "Advertiser", "Globe",       "Voice",        "Monitor",
        "Inquirer",    "Enquirer",   "Mercury",     "Weekly",       "Evening",
        "Independent", "Reporter",   "Messenger",   "Argosy",       "Digest",
        "Magazine",    "Wire",       "Newswire",    "Broadcasting", "Radio",
        "TV",          "Television", "Network",     "Online",       "Agency",
        "Zeitung",     "Tageblatt",  "Nachrichten", "Anzeiger",     "Kurier",
        "Rundschau",   "Presse",     "Tagblatt",    "Allgemeine",   "Bote",
        "Morgenpost",  "Monde",      "Figaro",      "Dépêche",      "Parisien",
        "Soir",        "Temps",      "Diario",      "Periódico",    "Noticias",
        "Correo",      "Heraldo",    "Prensa",      "Mundo",        "Gazzetta",
        "Corriere",    "Giornale",   "Messaggero",  "Stampa",       "Jornal",
        "Folha",       "Correio",    "Courant",     "Dagblad",      "Krant",
        "Sun",         "Citizen",    "Clarion",     "Recorder",     "Intelligencer",
        "Republic",    "Courrier",   "Libération",  "Nation",       "Leader",
        "Banner",      "Spectator",  "Statesman"};
    return word_in(shape_core(word), words, sizeof words / sizeof *words);
}

bool cue_is_section_word(slice word)
{
    static const char *const words[] = {"World",
                                        "News",
                                        "Politics",
                                        "Business",
                                        "Sport",
                                        "Sports",
                                        "Opinion",
                                        "Middle",
                                        "East",
                                        "Europe",
                                        "Asia",
                                        "Africa",
                                        "Americas",
                                        "National",
                                        "International",
                                        "Local",
                                        "Science",
                                        "Technology",
                                        "Tech",
                                        "Health",
                                        "Culture",
                                        "Video",
                                        "Home",
                                        "Nation",
                                        "Region",
                                        "Regional",
                                        "Economy",
                                        "Markets",
                                        "Money",
                                        "Finance",
                                        "Environment",
                                        "Climate",
                                        "Travel",
                                        "Life",
                                        "Lifestyle",
                                        "Arts",
                                        "Entertainment",
                                        "Education",
                                        "Society",
                                        "Crime",
                                        "Law",
                                        "Weather",
                                        "Analysis",
                                        "Features",
                                        "Latest",
                                        "Top",
                                        "Stories",
                                        "Story",
                                        "Live",
                                        "Breaking",
                                        "Exclusive",
                                        "Editorial",
                                        "Comment",
                                        "Pacific",
                                        "Australia",
                                        "UK",
                                        "US",
                                        "Politik",
                                        "Wirtschaft",
                                        "Ausland",
                                        "Inland",
                                        "Panorama",
                                        "Kultur",
                                        "Welt",
                                        "Monde",
                                        "Politique",
                                        "Économie",
                                        "Société",
                                        "Mundo",
                                        "Economía",
                                        "Internacional",
                                        "Nacional",
                                        "Deportes",
                                        "Esteri",
                                        "Cronaca",
                                        "Abroad"};
    return word_in(shape_core(word), words, sizeof words / sizeof *words);
}
