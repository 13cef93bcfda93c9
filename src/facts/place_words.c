// Words that stand for a country or a state: its people, its short forms.
#include "facts/places.h"

#include <string.h>

typedef struct {
    const char *code, *words;
} code_words;

// By country, all that does not end in s and takes one in the plural.
static const code_words peoples[] = {
    {"AF", "afghan"},
    {"AL", "albanian"},
    {"DZ", "algerian"},
    {"AO", "angolan"},
    {"AR", "argentine argentinian"},
    {"AM", "armenian"},
    {"AU", "australian"},
    {"AT", "austrian"},
    {"AZ", "azerbaijani azeri"},
    {"BH", "bahraini"},
    {"BD", "bangladeshi"},
    {"BY", "belarusian"},
    {"BE", "belgian"},
    {"BO", "bolivian"},
    {"BA", "bosnian"},
    {"BR", "brazilian"},
    {"BG", "bulgarian"},
    {"MM", "burmese"},
    {"BI", "burundian"},
    {"KH", "cambodian"},
    {"CM", "cameroonian"},
    {"CA", "canadian"},
    {"TD", "chadian"},
    {"CL", "chilean"},
    {"CN", "chinese"},
    {"CO", "colombian"},
    {"CD", "congolese"},
    {"HR", "croatian croat"},
    {"CU", "cuban"},
    {"CY", "cypriot"},
    {"CZ", "czech"},
    {"DK", "danish dane"},
    {"EC", "ecuadorian ecuadorean"},
    {"EG", "egyptian"},
    {"ER", "eritrean"},
    {"EE", "estonian"},
    {"ET", "ethiopian"},
    {"FI", "finnish finn"},
    {"FR", "french frenchman"},
    {"GE", "georgian"},
    {"DE", "german"},
    {"GH", "ghanaian"},
    {"GR", "greek"},
    {"GT", "guatemalan"},
    {"HT", "haitian"},
    {"HN", "honduran"},
    {"HU", "hungarian"},
    {"IS", "icelandic icelander"},
    {"IN", "indian"},
    {"ID", "indonesian"},
    {"IR", "iranian"},
    {"IQ", "iraqi"},
    {"IE", "irish irishman"},
    {"IL", "israeli"},
    {"IT", "italian"},
    {"JM", "jamaican"},
    {"JP", "japanese"},
    {"JO", "jordanian"},
    {"KZ", "kazakh"},
    {"KE", "kenyan"},
    {"XK", "kosovar"},
    {"KW", "kuwaiti"},
    {"KG", "kyrgyz"},
    {"LV", "latvian"},
    {"LB", "lebanese"},
    {"LR", "liberian"},
    {"LY", "libyan"},
    {"LT", "lithuanian"},
    {"MK", "macedonian"},
    {"MY", "malaysian"},
    {"ML", "malian"},
    {"MT", "maltese"},
    {"MX", "mexican"},
    {"MD", "moldovan"},
    {"MN", "mongolian"},
    {"ME", "montenegrin"},
    {"MA", "moroccan"},
    {"MZ", "mozambican"},
    {"NA", "namibian"},
    {"NP", "nepalese nepali"},
    {"NL", "dutch dutchman"},
    {"NZ", "newzealander"},
    {"NI", "nicaraguan"},
    {"NE", "nigerien"},
    {"NG", "nigerian"},
    {"NO", "norwegian"},
    {"OM", "omani"},
    {"PK", "pakistani"},
    {"PS", "palestinian"},
    {"PA", "panamanian"},
    {"PY", "paraguayan"},
    {"PE", "peruvian"},
    {"PH", "philippine filipino"},
    {"PL", "polish pole"},
    {"PT", "portuguese"},
    {"QA", "qatari"},
    {"RO", "romanian"},
    {"RU", "russian"},
    {"RW", "rwandan"},
    {"SA", "saudi saudiarabian"},
    {"SN", "senegalese"},
    {"RS", "serbian serb"},
    {"SL", "sierraleonean"},
    {"SG", "singaporean"},
    {"SK", "slovak"},
    {"SI", "slovenian slovene"},
    {"SO", "somali"},
    {"ES", "spanish spaniard"},
    {"LK", "srilankan"},
    {"KR", "southkorean"},
    {"KP", "northkorean"},
    {"ZA", "southafrican"},
    {"CR", "costarican"},
    {"PR", "puertorican"},
    {"SV", "salvadoran"},
    {"SS", "southsudanese"},
    {"GB", "scottish welsh englishman northernirish"},
    {"SD", "sudanese"},
    {"SE", "swedish swede"},
    {"CH", "swiss"},
    {"SY", "syrian"},
    {"TW", "taiwanese"},
    {"TJ", "tajik"},
    {"TZ", "tanzanian"},
    {"TH", "thai"},
    {"TN", "tunisian"},
    {"TR", "turkish turk"},
    {"TM", "turkmen"},
    {"UG", "ugandan"},
    {"UA", "ukrainian"},
    {"AE", "emirati"},
    {"GB", "british briton"},
    {"US", "american"},
    {"UY", "uruguayan"},
    {"UZ", "uzbek"},
    {"VE", "venezuelan"},
    {"VN", "vietnamese"},
    {"YE", "yemeni"},
    {"ZM", "zambian"},
    {"ZW", "zimbabwean"},
};

// Short forms behind a town and a comma: newspapers' way and the post's.
static const code_words states[] = {
    {"US.AL", "ala al"},      {"US.AK", "ak"},          {"US.AZ", "ariz az"},
    {"US.AR", "ark ar"},      {"US.CA", "calif ca"},    {"US.CO", "colo co"},
    {"US.CT", "conn ct"},     {"US.DE", "del de"},      {"US.DC", "dc"},
    {"US.FL", "fla fl"},      {"US.GA", "ga"},          {"US.HI", "hi"},
    {"US.ID", "id"},          {"US.IL", "ill il"},      {"US.IN", "ind in"},
    {"US.IA", "ia"},          {"US.KS", "kan kans ks"}, {"US.KY", "ky"},
    {"US.LA", "la"},          {"US.ME", "me"},          {"US.MD", "md"},
    {"US.MA", "mass ma"},     {"US.MI", "mich mi"},     {"US.MN", "minn mn"},
    {"US.MS", "miss ms"},     {"US.MO", "mo"},          {"US.MT", "mont mt"},
    {"US.NE", "neb nebr ne"}, {"US.NV", "nev nv"},      {"US.NH", "nh"},
    {"US.NJ", "nj"},          {"US.NM", "nm"},          {"US.NY", "ny"},
    {"US.NC", "nc"},          {"US.ND", "nd"},          {"US.OH", "oh"},
    {"US.OK", "okla ok"},     {"US.OR", "ore or"},      {"US.PA", "pa penn"},
    {"US.RI", "ri"},          {"US.SC", "sc"},          {"US.SD", "sd"},
    {"US.TN", "tenn tn"},     {"US.TX", "tex tx"},      {"US.UT", "ut"},
    {"US.VT", "vt"},          {"US.VA", "va"},          {"US.WA", "wash wa"},
    {"US.WV", "wva wv"},      {"US.WI", "wis wisc wi"}, {"US.WY", "wyo wy"},
    {"CA.08", "ont"},         {"CA.10", "que"},         {"CA.02", "bc"},
};

// Capitals that stand for a country or a state wherever they are met.
static const code_words capitals[] = {
    {"US", "us usa"}, {"GB", "uk gb"}, {"AE", "uae"},   {"US.DC", "dc"},
    {"RU", "ussr"},   {"CD", "drc"},   {"SA", "ksa"},   {"US.NC", "nc"},
    {"US.SC", "sc"},  {"US.NY", "ny"}, {"US.NJ", "nj"}, {"US.WV", "wva"},
    {"US.ND", "nd"},  {"US.NM", "nm"}, {"US.NH", "nh"}, {"US.RI", "ri"},
};

static const char *code_of(slice word, const code_words *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (const char *at = list[i].words; *at;) {
            size_t len = strcspn(at, " ");
            if (len == word.len && memcmp(at, word.ptr, len) == 0)
                return list[i].code;
            at += len + (at[len] == ' ');
        }
    return NULL;
}

#define CODE_OF(word, list) code_of((word), (list), sizeof(list) / sizeof *(list))

uint64_t place_code_key(const char *code)
{
    gazetteer_key key = {.n = 0};
    char letters[16] = "code";
    size_t n = 4;
    for (; *code && n < sizeof letters; code++)
        if (*code != '.')
            letters[n++] =
                (char)(*code >= 'A' && *code <= 'Z' ? *code - 'A' + 'a' : *code);
    gazetteer_key_add(&key, slice_of(letters, n));
    return gazetteer_key_hash(&key);
}

uint64_t place_of_people(slice folded)
{
    if (folded.len < 4)
        return 0;
    const char *code = CODE_OF(folded, peoples);
    if (!code && folded.ptr[folded.len - 1] == 's')
        code = CODE_OF(slice_of(folded.ptr, folded.len - 1), peoples);
    return code ? place_code_key(code) : 0;
}

uint64_t place_of_short(slice folded, bool behind_comma)
{
    char letters[6];
    size_t n = 0;
    if (folded.len < 2 || folded.len > sizeof letters)
        return 0;
    for (size_t i = 0; i < folded.len; i++)
        if (folded.ptr[i] != '.')
            letters[n++] = folded.ptr[i];
    folded = slice_of(letters, n);
    const char *code = behind_comma ? CODE_OF(folded, states) : CODE_OF(folded, capitals);
    return code ? place_code_key(code) : 0;
}

bool place_is_street(slice folded)
{
    static const char *const words[] = {
        "street",   "st",        "road",    "rd",     "avenue",     "ave",
        "drive",    "dr",        "lane",    "ln",     "court",      "ct",
        "blvd",     "boulevard", "highway", "hwy",    "parkway",    "pike",
        "turnpike", "way",       "circle",  "route",  "terrace",    "place",
        "square",   "plaza",     "trail",   "bridge", "expressway", "freeway"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq_str(folded, words[i]))
            return true;
    return false;
}
