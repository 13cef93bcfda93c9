/* Words that stage article looks up, by kind. tools/tables.c makes one table of them
 * (words.h); nothing else reads this file, tests aside. ASCII letters count without case,
 * other letters with it. */
#ifndef STEMMA_ARTICLE_WORD_LISTS_H
#define STEMMA_ARTICLE_WORD_LISTS_H

#include "article/words.h"

/* Articles, prepositions, forms of "be" and "have" … of some languages. */
static const char *const function_words[] = {
    "a",   "an",  "the",  "of",   "in",    "on",    "at",     "to",   "for",  "and",
    "or",  "by",  "with", "from", "as",    "is",    "are",    "was",  "were", "be",
    "its", "it",  "his",  "her",  "their", "that",  "this",   "into", "over", "than",
    "but", "not", "has",  "have", "had",   "after", "before", "der",  "die",  "das",
    "den", "dem", "des",  "ein",  "eine",  "und",   "im",     "von",  "mit",  "auf",
    "zu",  "bei", "nach", "le",   "la",    "les",   "un",     "une",  "de",   "du",
    "et",  "en",  "au",   "aux",  "dans",  "sur",   "pour",   "par",  "el",   "los",
    "las", "del", "una",  "y",    "con",   "por",   "para",   "al",   "il",   "lo",
    "gli", "di",  "che",  "e",    "per",   "o",     "os",     "da",   "do",   "em",
    "no",  "na",  "het",  "een",  "van",   "op",    "te"};

/* Function words that tell languages apart. */
static const char *const words_en[] = {
    "the",  "of",  "and",  "to",   "in",   "that", "is",    "was", "for", "with", "his",
    "said", "are", "have", "were", "from", "they", "which", "had", "not", "by",   "been"};

static const char *const words_de[] = {
    "der", "die", "das", "und",   "den", "von",  "zu",  "mit",  "sich",   "des", "auf",
    "ist", "im",  "dem", "nicht", "ein", "eine", "als", "auch", "werden", "hat", "wurde"};

static const char *const words_fr[] = {
    "le",  "les", "des", "et",   "est", "une", "du",    "dans", "que", "qui", "pour",
    "sur", "pas", "au",  "avec", "par", "ont", "cette", "sont", "été", "aux", "il"};

static const char *const words_es[] = {
    "el", "los",  "las", "del", "que",  "y",    "una", "por", "con",   "para",  "se",
    "su", "como", "más", "fue", "este", "pero", "han", "sus", "según", "entre", "al"};

static const char *const words_it[] = {
    "il",  "di",   "che", "della", "e", "un",    "per",   "con", "non",   "sono", "nel",
    "gli", "alla", "dei", "una",   "è", "delle", "anche", "ha",  "stato", "dal",  "più"};

static const char *const words_pt[] = {
    "o",   "os",  "do", "da", "dos", "das", "que",  "e",   "um",  "uma", "para",
    "com", "não", "em", "no", "na",  "por", "mais", "são", "foi", "ao",  "pela"};

static const char *const words_nl[] = {
    "de",   "het", "een", "van", "en",  "dat", "op",   "te",   "zijn", "voor",  "met",
    "niet", "aan", "er",  "om",  "ook", "bij", "werd", "naar", "uit",  "heeft", "wordt"};

/* That names of outlets are made of. */
static const char *const newspaper_words[] = {
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

/* That sections of newspapers are called. */
static const char *const section_words[] = {"World",
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
                                            "Abroad",
                                            "Reportage",
                                            "Feature",
                                            "Interview",
                                            "Explainer",
                                            "Dossier",
                                            "Conflicts",
                                            "Shipping",
                                            "Companies",
                                            "Industry",
                                            "Community",
                                            "Hintergrund",
                                            "Kommentar",
                                            "Reportaje",
                                            "Enquête",
                                            "Décryptage",
                                            "Wissen",
                                            "Lokales",
                                            "Regionales",
                                            "Nachrichten",
                                            "Sociedad",
                                            "Investigation",
                                            "Perspective",
                                            "Essay",
                                            "Longread",
                                            "Profile",
                                            "Obituary"};

/* Kickers: a label above the headline that is no name. */
static const char *const kicker_words[] = {
    "Crisis",  "War",       "Conflict", "Disaster", "Election", "Elections", "Strike",
    "Strikes", "Update",    "Updates",  "Alert",    "Flood",    "Floods",    "Fire",
    "Fires",   "Storm",     "Attack",   "Attacks",  "Talks",    "Summit",    "Court",
    "Trial",   "Protest",   "Protests", "Budget",   "Debate",   "Inquiry",   "Security",
    "Defence", "Defense",   "Trade",    "Energy",   "Press",    "Release",   "Krieg",
    "Krise",   "Wahl",      "Guerre",   "Crise",    "Guerra",   "Question",  "Answer",
    "Answers", "Questions", "Fact",     "Check",    "For",      "Immediate", "By",
    "From",    "Von",       "Par",      "Por",      "Date",     "Page"};

/* Words of a job or of a house, not of a name. */
static const char *const role_words[] = {"editor",
                                         "correspondent",
                                         "reporter",
                                         "writer",
                                         "staff",
                                         "bureau",
                                         "chief",
                                         "columnist",
                                         "analyst",
                                         "contributor",
                                         "agencies",
                                         "agency",
                                         "desk",
                                         "team",
                                         "service",
                                         "producer",
                                         "photographer",
                                         "wires",
                                         "wire",
                                         "correspondents",
                                         "reporters",
                                         "writers",
                                         "editors",
                                         "political",
                                         "diplomatic",
                                         "foreign",
                                         "senior",
                                         "special",
                                         "defence",
                                         "defense",
                                         "international",
                                         "web",
                                         "newsroom",
                                         "redaktion",
                                         "korrespondent",
                                         "rédaction",
                                         "redacción",
                                         "redazione",
                                         "envoyé",
                                         "spécial",
                                         "correspondant",
                                         "correspondante",
                                         "enviado",
                                         "corresponsal",
                                         "agenturen",
                                         "agences",
                                         "agencias",
                                         "agenzie",
                                         "our",
                                         "own",
                                         "a",
                                         "assistant",
                                         "deputy",
                                         "business",
                                         "news",
                                         "freelance",
                                         "dispatches",
                                         "compiled"};

/* Of these, those said of other things as well. */
static const char *const weak_role_words[] = {
    "news",      "business", "political", "senior",    "foreign",   "international",
    "web",       "special",  "defence",   "defense",   "service",   "team",
    "desk",      "chief",    "deputy",    "our",       "own",       "a",
    "assistant", "analyst",  "compiled",  "freelance", "diplomatic"};

/* Within names of persons. */
static const char *const particles[] = {
    "de",  "del", "della", "di", "da",  "dos", "das",  "van", "von", "der",
    "den", "zu",  "el",    "al", "bin", "ibn", "bint", "la",  "le",  "du",
    "ter", "ten", "y",     "e",  "of",  "ben", "abu",  "und"};

/* "Castellan Press Writer" is somebody's job. */
static const char *const job_words[] = {"Writer",  "Correspondent", "Staff", "Editor",
                                        "Bureau",  "Writers",       "Desk",  "Editors",
                                        "Service", "Correspondents"};

/* That may stand around a date without making the line anything else. */
static const char *const filler_words[] = {
    "published",    "updated",     "update",     "last",
    "posted",       "first",       "modified",   "on",
    "at",           "date",        "am",         "pm",
    "local",        "time",        "ist",        "et",
    "cst",          "pkt",         "est",        "gst",
    "created",      "issued",      "filed",      "released",
    "edited",       "edition",     "print",      "veröffentlicht",
    "aktualisiert", "zuletzt",     "stand",      "uhr",
    "um",           "vom",         "erstellt",   "erschienen",
    "publié",       "publiée",     "le",         "à",
    "mis",          "mise",        "jour",       "modifié",
    "il",           "y",           "a",          "publicado",
    "actualizado",  "actualizada", "el",         "las",
    "hora",         "fecha",       "pubblicato", "aggiornato",
    "ore",          "alle",        "ultimo",     "aggiornamento",
    "atualizado",   "em",          "às",         "gepubliceerd",
    "op",           "bijgewerkt",  "datum",      "опубликовано",
    "обновлено",    "utc",         "gmt",        "h",
    "hrs",          "today",       "is",         "printed",
    "of",           "corrected",   "revised",    "and",
    "de",           "since",       "days",       "hours",
    "minutes",      "ago",         "originally"};

/* What agencies are. */
static const char *const agency_words[] = {"agency",    "newswire", "wire",    "press",
                                           "newswires", "wires",    "agentur", "agence",
                                           "agencia",   "agenzia"};

/* In small letters before or behind the name of an agency. */
static const char *const generic_words[] = {
    "news",  "press",    "agency",  "newswire", "wire",      "service",
    "state", "official", "private", "national", "state-run", "the"};

/* On buttons. */
static const char *const button_words[] = {
    "facebook", "twitter",  "x",         "email",     "e-mail",  "mail",
    "whatsapp", "telegram", "linkedin",  "pinterest", "reddit",  "copy",
    "link",     "share",    "print",     "save",      "tweet",   "messenger",
    "bluesky",  "threads",  "instagram", "teilen",    "drucken", "merken",
    "partager", "imprimer", "compartir", "imprimir",  "guardar", "comment"};

/* The page speaks to its reader, … */
static const char *const reader_words[] = {
    "you",  "your",  "you're", "yours", "you've", "you'll", "ihnen", "ihrem", "ihren",
    "vous", "votre", "vos",    "usted", "te",     "tu",     "tus",   "dein",  "deine"};

/* … of what it sells, … */
static const char *const offer_words[] = {
    "newsletter",   "newsletters",   "subscribe",      "subscriber",   "subscribers",
    "subscription", "unlimited",     "inbox",          "membership",   "journalism",
    "crossword",    "podcast",       "e-paper",        "donate",       "sign-up",
    "abo",          "abonnement",    "abonnent",       "abonnenten",   "abonnieren",
    "probemonat",   "probeabo",      "abonnés",        "abonné",       "abonnez-vous",
    "illimité",     "suscripción",   "suscriptor",     "suscriptores", "suscríbete",
    "suscríbase",   "ilimitado",     "boletín",        "periodismo",   "journalismus",
    "journalisme",  "reader-funded", "uneingeschränkt"};

/* … of itself, … */
static const char *const site_words[] = {
    "free",    "article",   "articles",  "page",      "readers",  "story",   "stories",
    "month",   "week",      "access",    "account",   "archive",  "edition", "gratis",
    "members", "kostenlos", "artikel",   "monat",     "zugang",   "leser",   "gratuit",
    "mois",    "gratuits",  "accès",     "lecteurs",  "mes",      "acceso",  "lectores",
    "support", "enjoying",  "exclusive", "artículos", "gratuitos"};

/* … plays with him … */
static const char *const games_words[] = {"quiz", "poll", "umfrage", "sondage",
                                          "encuesta"};

/* … and tells him what to do. */
static const char *const orders_words[] = {
    "start",     "subscribe",  "sign",       "join",        "get",      "take",
    "try",       "click",      "tap",        "send",        "write",    "support",
    "become",    "register",   "discover",   "explore",     "download", "share",
    "unlock",    "upgrade",    "activate",   "switch",      "enjoy",    "testen",
    "lesen",     "sichern",    "profitez",   "essayez",     "lisez",    "pruebe",
    "prueba",    "disfruta",   "descubre",   "lea",         "jetzt",    "listen",
    "découvrez", "suscríbase", "suscríbete", "abonnez-vous"};

/* Names of months and weekdays as newspapers in some languages write them. A name stands
 * for its month whatever the language of the page. One means two, "listopada": it is
 * taken as in Polish, since Croatian papers write the tenth month in digits. */
typedef struct {
    const char *name;
    unsigned number; // 1 is January or Monday
} calendar_name;

static const calendar_name month_names[] = {
    {"january", 1},     {"jan", 1},          {"januar", 1},      {"jänner", 1},
    {"janvier", 1},     {"janv", 1},         {"enero", 1},       {"ene", 1},
    {"gennaio", 1},     {"janeiro", 1},      {"januari", 1},     {"января", 1},
    {"february", 2},    {"feb", 2},          {"februar", 2},     {"février", 2},
    {"févr", 2},        {"fév", 2},          {"febrero", 2},     {"febbraio", 2},
    {"fevereiro", 2},   {"februari", 2},     {"февраля", 2},     {"march", 3},
    {"mar", 3},         {"märz", 3},         {"mrz", 3},         {"mars", 3},
    {"marzo", 3},       {"março", 3},        {"maart", 3},       {"марта", 3},
    {"april", 4},       {"apr", 4},          {"avril", 4},       {"avr", 4},
    {"abril", 4},       {"abr", 4},          {"aprile", 4},      {"апреля", 4},
    {"may", 5},         {"mai", 5},          {"mayo", 5},        {"maggio", 5},
    {"maio", 5},        {"mei", 5},          {"мая", 5},         {"june", 6},
    {"jun", 6},         {"juni", 6},         {"juin", 6},        {"junio", 6},
    {"giugno", 6},      {"junho", 6},        {"июня", 6},        {"july", 7},
    {"jul", 7},         {"juli", 7},         {"juillet", 7},     {"juil", 7},
    {"julio", 7},       {"luglio", 7},       {"julho", 7},       {"июля", 7},
    {"august", 8},      {"aug", 8},          {"août", 8},        {"agosto", 8},
    {"ago", 8},         {"augustus", 8},     {"августа", 8},     {"september", 9},
    {"sep", 9},         {"sept", 9},         {"septembre", 9},   {"septiembre", 9},
    {"setiembre", 9},   {"settembre", 9},    {"setembro", 9},    {"сентября", 9},
    {"october", 10},    {"oct", 10},         {"oktober", 10},    {"okt", 10},
    {"octobre", 10},    {"octubre", 10},     {"ottobre", 10},    {"outubro", 10},
    {"октября", 10},    {"november", 11},    {"nov", 11},        {"novembre", 11},
    {"noviembre", 11},  {"novembro", 11},    {"ноября", 11},     {"december", 12},
    {"dec", 12},        {"dezember", 12},    {"dez", 12},        {"décembre", 12},
    {"déc", 12},        {"diciembre", 12},   {"dic", 12},        {"dicembre", 12},
    {"dezembro", 12},   {"декабря", 12},     {"stycznia", 1},    {"lutego", 2},
    {"marca", 3},       {"kwietnia", 4},     {"maja", 5},        {"czerwca", 6},
    {"lipca", 7},       {"sierpnia", 8},     {"września", 9},    {"października", 10},
    {"listopada", 11},  {"grudnia", 12},     {"ledna", 1},       {"února", 2},
    {"března", 3},      {"dubna", 4},        {"května", 5},      {"června", 6},
    {"července", 7},    {"srpna", 8},        {"září", 9},        {"října", 10},
    {"listopadu", 11},  {"prosince", 12},    {"januára", 1},     {"februára", 2},
    {"apríla", 4},      {"mája", 5},         {"júna", 6},        {"júla", 7},
    {"augusta", 8},     {"septembra", 9},    {"októbra", 10},    {"novembra", 11},
    {"decembra", 12},   {"maj", 5},          {"augusti", 8},     {"marts", 3},
    {"desember", 12},   {"ocak", 1},         {"şubat", 2},       {"mart", 3},
    {"nisan", 4},       {"mayıs", 5},        {"haziran", 6},     {"temmuz", 7},
    {"ağustos", 8},     {"eylül", 9},        {"ekim", 10},       {"kasım", 11},
    {"aralık", 12},     {"ianuarie", 1},     {"februarie", 2},   {"martie", 3},
    {"aprilie", 4},     {"iunie", 6},        {"iulie", 7},       {"septembrie", 9},
    {"octombrie", 10},  {"noiembrie", 11},   {"decembrie", 12},  {"januara", 1},
    {"februara", 2},    {"marta", 3},        {"aprila", 4},      {"juna", 6},
    {"jula", 7},        {"avgusta", 8},      {"septembar", 9},   {"oktobar", 10},
    {"novembar", 11},   {"decembar", 12},    {"siječnja", 1},    {"veljače", 2},
    {"ožujka", 3},      {"travnja", 4},      {"svibnja", 5},     {"lipnja", 6},
    {"srpnja", 7},      {"kolovoza", 8},     {"rujna", 9},       {"studenoga", 11},
    {"prosinca", 12},   {"január", 1},       {"február", 2},     {"március", 3},
    {"április", 4},     {"május", 5},        {"június", 6},      {"július", 7},
    {"augusztus", 8},   {"szeptember", 9},   {"október", 10},    {"tammikuuta", 1},
    {"helmikuuta", 2},  {"maaliskuuta", 3},  {"huhtikuuta", 4},  {"toukokuuta", 5},
    {"kesäkuuta", 6},   {"heinäkuuta", 7},   {"elokuuta", 8},    {"syyskuuta", 9},
    {"lokakuuta", 10},  {"marraskuuta", 11}, {"joulukuuta", 12}, {"ιανουαρίου", 1},
    {"φεβρουαρίου", 2}, {"μαρτίου", 3},      {"απριλίου", 4},    {"μαΐου", 5},
    {"ιουνίου", 6},     {"ιουλίου", 7},      {"αυγούστου", 8},   {"σεπτεμβρίου", 9},
    {"οκτωβρίου", 10},  {"νοεμβρίου", 11},   {"δεκεμβρίου", 12}, {"maret", 3},
    {"agustus", 8},     {"gener", 1},        {"febrer", 2},      {"març", 3},
    {"maig", 5},        {"juny", 6},         {"juliol", 7},      {"agost", 8},
    {"setembre", 9},    {"desembre", 12},    {"січня", 1},       {"лютого", 2},
    {"березня", 3},     {"квітня", 4},       {"травня", 5},      {"червня", 6},
    {"липня", 7},       {"серпня", 8},       {"вересня", 9},     {"жовтня", 10},
    {"листопада", 11},  {"грудня", 12},      {"янв", 1},         {"фев", 2},
    {"мар", 3},         {"апр", 4},          {"июн", 6},         {"июл", 7},
    {"авг", 8},         {"сен", 9},          {"окт", 10},        {"ноя", 11},
    {"дек", 12},        {"януари", 1},       {"февруари", 2},    {"март", 3},
    {"април", 4},       {"май", 5},          {"юни", 6},         {"юли", 7},
    {"август", 8},      {"септември", 9},    {"октомври", 10},   {"ноември", 11},
    {"декември", 12},   {"يناير", 1},        {"فبراير", 2},      {"مارس", 3},
    {"أبريل", 4},       {"مايو", 5},         {"يونيو", 6},       {"يوليو", 7},
    {"أغسطس", 8},       {"سبتمبر", 9},       {"أكتوبر", 10},     {"نوفمبر", 11},
    {"ديسمبر", 12},     {"ابريل", 4},        {"يونيه", 6},       {"يوليه", 7},
    {"اغسطس", 8},       {"اكتوبر", 10},      {"fevrier", 2},     {"maerz", 3},
    {"aout", 8},        {"oktobra", 10},     {"decembre", 12}};

static const calendar_name weekday_names[] = {
    {"monday", 1},        {"mon", 1},         {"montag", 1},       {"lundi", 1},
    {"lunes", 1},         {"lunedì", 1},      {"maandag", 1},      {"понедельник", 1},
    {"tuesday", 2},       {"tue", 2},         {"tues", 2},         {"dienstag", 2},
    {"mardi", 2},         {"martes", 2},      {"martedì", 2},      {"dinsdag", 2},
    {"вторник", 2},       {"wednesday", 3},   {"wed", 3},          {"mittwoch", 3},
    {"mercredi", 3},      {"miércoles", 3},   {"mercoledì", 3},    {"woensdag", 3},
    {"среда", 3},         {"thursday", 4},    {"thu", 4},          {"thur", 4},
    {"thurs", 4},         {"donnerstag", 4},  {"jeudi", 4},        {"jueves", 4},
    {"giovedì", 4},       {"donderdag", 4},   {"четверг", 4},      {"friday", 5},
    {"fri", 5},           {"freitag", 5},     {"vendredi", 5},     {"viernes", 5},
    {"venerdì", 5},       {"vrijdag", 5},     {"пятница", 5},      {"saturday", 6},
    {"sat", 6},           {"samstag", 6},     {"sonnabend", 6},    {"samedi", 6},
    {"sábado", 6},        {"sabato", 6},      {"zaterdag", 6},     {"суббота", 6},
    {"sunday", 7},        {"sun", 7},         {"sonntag", 7},      {"dimanche", 7},
    {"domingo", 7},       {"domenica", 7},    {"zondag", 7},       {"воскресенье", 7},
    {"segunda-feira", 1}, {"terça-feira", 2}, {"quarta-feira", 3}, {"quinta-feira", 4},
    {"sexta-feira", 5}};

typedef struct {
    const char *const *words;
    size_t n;
    uint64_t kind;
} word_list;

#define WORDS(list, kind)                             \
    {                                                 \
        (list), sizeof(list) / sizeof *(list), (kind) \
    }
static const word_list word_lists[] = {WORDS(function_words, WORD_FUNCTION),
                                       WORDS(words_en, WORD_EN),
                                       WORDS(words_de, WORD_DE),
                                       WORDS(words_fr, WORD_FR),
                                       WORDS(words_es, WORD_ES),
                                       WORDS(words_it, WORD_IT),
                                       WORDS(words_pt, WORD_PT),
                                       WORDS(words_nl, WORD_NL),
                                       WORDS(newspaper_words, WORD_NEWSPAPER),
                                       WORDS(section_words, WORD_SECTION),
                                       WORDS(kicker_words, WORD_KICKER),
                                       WORDS(role_words, WORD_ROLE),
                                       WORDS(weak_role_words, WORD_WEAK_ROLE),
                                       WORDS(particles, WORD_PARTICLE),
                                       WORDS(job_words, WORD_JOB),
                                       WORDS(filler_words, WORD_DATE_FILLER),
                                       WORDS(agency_words, WORD_AGENCY),
                                       WORDS(generic_words, WORD_GENERIC),
                                       WORDS(button_words, WORD_BUTTON),
                                       WORDS(reader_words, WORD_READER),
                                       WORDS(offer_words, WORD_OFFER),
                                       WORDS(site_words, WORD_SITE),
                                       WORDS(games_words, WORD_GAME),
                                       WORDS(orders_words, WORD_ORDER)};
#undef WORDS

#endif
