// Words that stand for a country or a state: its people, its short forms.
#include "facts/places.h"

#include <string.h>

// Lists of these are in the order of the words' bytes.
typedef struct {
    const char *word, *code;
} code_word;

// All that does not end in s and takes one in the plural.
static const code_word peoples[] = {
    {"afghan", "AF"},       {"albanian", "AL"},      {"algerian", "DZ"},
    {"american", "US"},     {"angolan", "AO"},       {"argentine", "AR"},
    {"argentinian", "AR"},  {"armenian", "AM"},      {"australian", "AU"},
    {"austrian", "AT"},     {"azerbaijani", "AZ"},   {"azeri", "AZ"},
    {"bahraini", "BH"},     {"bangladeshi", "BD"},   {"belarusian", "BY"},
    {"belgian", "BE"},      {"bolivian", "BO"},      {"bosnian", "BA"},
    {"brazilian", "BR"},    {"british", "GB"},       {"briton", "GB"},
    {"bulgarian", "BG"},    {"burmese", "MM"},       {"burundian", "BI"},
    {"cambodian", "KH"},    {"cameroonian", "CM"},   {"canadian", "CA"},
    {"chadian", "TD"},      {"chilean", "CL"},       {"chinese", "CN"},
    {"colombian", "CO"},    {"congolese", "CD"},     {"costarican", "CR"},
    {"croat", "HR"},        {"croatian", "HR"},      {"cuban", "CU"},
    {"cypriot", "CY"},      {"czech", "CZ"},         {"dane", "DK"},
    {"danish", "DK"},       {"dutch", "NL"},         {"dutchman", "NL"},
    {"ecuadorean", "EC"},   {"ecuadorian", "EC"},    {"egyptian", "EG"},
    {"emirati", "AE"},      {"englishman", "GB"},    {"eritrean", "ER"},
    {"estonian", "EE"},     {"ethiopian", "ET"},     {"filipino", "PH"},
    {"finn", "FI"},         {"finnish", "FI"},       {"french", "FR"},
    {"frenchman", "FR"},    {"georgian", "GE"},      {"german", "DE"},
    {"ghanaian", "GH"},     {"greek", "GR"},         {"guatemalan", "GT"},
    {"haitian", "HT"},      {"honduran", "HN"},      {"hungarian", "HU"},
    {"icelander", "IS"},    {"icelandic", "IS"},     {"indian", "IN"},
    {"indonesian", "ID"},   {"iranian", "IR"},       {"iraqi", "IQ"},
    {"irish", "IE"},        {"irishman", "IE"},      {"israeli", "IL"},
    {"italian", "IT"},      {"jamaican", "JM"},      {"japanese", "JP"},
    {"jordanian", "JO"},    {"kazakh", "KZ"},        {"kenyan", "KE"},
    {"kosovar", "XK"},      {"kuwaiti", "KW"},       {"kyrgyz", "KG"},
    {"latvian", "LV"},      {"lebanese", "LB"},      {"liberian", "LR"},
    {"libyan", "LY"},       {"lithuanian", "LT"},    {"macedonian", "MK"},
    {"malaysian", "MY"},    {"malian", "ML"},        {"maltese", "MT"},
    {"mexican", "MX"},      {"moldovan", "MD"},      {"mongolian", "MN"},
    {"montenegrin", "ME"},  {"moroccan", "MA"},      {"mozambican", "MZ"},
    {"namibian", "NA"},     {"nepalese", "NP"},      {"nepali", "NP"},
    {"newzealander", "NZ"}, {"nicaraguan", "NI"},    {"nigerian", "NG"},
    {"nigerien", "NE"},     {"northernirish", "GB"}, {"northkorean", "KP"},
    {"norwegian", "NO"},    {"omani", "OM"},         {"pakistani", "PK"},
    {"palestinian", "PS"},  {"panamanian", "PA"},    {"paraguayan", "PY"},
    {"peruvian", "PE"},     {"philippine", "PH"},    {"pole", "PL"},
    {"polish", "PL"},       {"portuguese", "PT"},    {"puertorican", "PR"},
    {"qatari", "QA"},       {"romanian", "RO"},      {"russian", "RU"},
    {"rwandan", "RW"},      {"salvadoran", "SV"},    {"saudi", "SA"},
    {"saudiarabian", "SA"}, {"scottish", "GB"},      {"senegalese", "SN"},
    {"serb", "RS"},         {"serbian", "RS"},       {"sierraleonean", "SL"},
    {"singaporean", "SG"},  {"slovak", "SK"},        {"slovene", "SI"},
    {"slovenian", "SI"},    {"somali", "SO"},        {"southafrican", "ZA"},
    {"southkorean", "KR"},  {"southsudanese", "SS"}, {"spaniard", "ES"},
    {"spanish", "ES"},      {"srilankan", "LK"},     {"sudanese", "SD"},
    {"swede", "SE"},        {"swedish", "SE"},       {"swiss", "CH"},
    {"syrian", "SY"},       {"taiwanese", "TW"},     {"tajik", "TJ"},
    {"tanzanian", "TZ"},    {"thai", "TH"},          {"tunisian", "TN"},
    {"turk", "TR"},         {"turkish", "TR"},       {"turkmen", "TM"},
    {"ugandan", "UG"},      {"ukrainian", "UA"},     {"uruguayan", "UY"},
    {"uzbek", "UZ"},        {"venezuelan", "VE"},    {"vietnamese", "VN"},
    {"welsh", "GB"},        {"yemeni", "YE"},        {"zambian", "ZM"},
    {"zimbabwean", "ZW"}};

// Short forms behind a town and a comma: newspapers' way and the post's.
static const code_word states[] = {
    {"ak", "US.AK"},   {"al", "US.AL"},    {"ala", "US.AL"},  {"ar", "US.AR"},
    {"ariz", "US.AZ"}, {"ark", "US.AR"},   {"az", "US.AZ"},   {"bc", "CA.02"},
    {"ca", "US.CA"},   {"calif", "US.CA"}, {"co", "US.CO"},   {"colo", "US.CO"},
    {"conn", "US.CT"}, {"ct", "US.CT"},    {"dc", "US.DC"},   {"de", "US.DE"},
    {"del", "US.DE"},  {"fl", "US.FL"},    {"fla", "US.FL"},  {"ga", "US.GA"},
    {"hi", "US.HI"},   {"ia", "US.IA"},    {"id", "US.ID"},   {"il", "US.IL"},
    {"ill", "US.IL"},  {"in", "US.IN"},    {"ind", "US.IN"},  {"kan", "US.KS"},
    {"kans", "US.KS"}, {"ks", "US.KS"},    {"ky", "US.KY"},   {"la", "US.LA"},
    {"ma", "US.MA"},   {"mass", "US.MA"},  {"md", "US.MD"},   {"me", "US.ME"},
    {"mi", "US.MI"},   {"mich", "US.MI"},  {"minn", "US.MN"}, {"miss", "US.MS"},
    {"mn", "US.MN"},   {"mo", "US.MO"},    {"mont", "US.MT"}, {"ms", "US.MS"},
    {"mt", "US.MT"},   {"nc", "US.NC"},    {"nd", "US.ND"},   {"ne", "US.NE"},
    {"neb", "US.NE"},  {"nebr", "US.NE"},  {"nev", "US.NV"},  {"nh", "US.NH"},
    {"nj", "US.NJ"},   {"nm", "US.NM"},    {"nv", "US.NV"},   {"ny", "US.NY"},
    {"oh", "US.OH"},   {"ok", "US.OK"},    {"okla", "US.OK"}, {"ont", "CA.08"},
    {"or", "US.OR"},   {"ore", "US.OR"},   {"pa", "US.PA"},   {"penn", "US.PA"},
    {"que", "CA.10"},  {"ri", "US.RI"},    {"sc", "US.SC"},   {"sd", "US.SD"},
    {"tenn", "US.TN"}, {"tex", "US.TX"},   {"tn", "US.TN"},   {"tx", "US.TX"},
    {"ut", "US.UT"},   {"va", "US.VA"},    {"vt", "US.VT"},   {"wa", "US.WA"},
    {"wash", "US.WA"}, {"wi", "US.WI"},    {"wis", "US.WI"},  {"wisc", "US.WI"},
    {"wv", "US.WV"},   {"wva", "US.WV"},   {"wy", "US.WY"},   {"wyo", "US.WY"}};

// Capitals that stand for a country or a state wherever they are met.
static const code_word capitals[] = {
    {"dc", "US.DC"}, {"drc", "CD"},   {"gb", "GB"},    {"ksa", "SA"},   {"nc", "US.NC"},
    {"nd", "US.ND"}, {"nh", "US.NH"}, {"nj", "US.NJ"}, {"nm", "US.NM"}, {"ny", "US.NY"},
    {"ri", "US.RI"}, {"sc", "US.SC"}, {"uae", "AE"},   {"uk", "GB"},    {"us", "US"},
    {"usa", "US"},   {"ussr", "RU"},  {"wva", "US.WV"}};

static const char *code_of(slice word, const code_word *list, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = slice_cmp(slice_of_str(list[mid].word), word);
        if (order == 0)
            return list[mid].code;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
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
