// Word lists for names: generic words only, countries from ICU's region names.
#include "facts/names.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include <string.h>

static const struct {
    uint32_t bits;
    const char *words;
} lists[] = {
    {WORD_TITLE, "mr mrs ms miss dr prof professor sir dame lord lady gen lt "
                 "col capt sgt cpl maj "
                 "adm cmdr cmdt brig pte pvt sen rep gov hon rev fr mgr msgr "
                 "president premier "
                 "chancellor minister secretary senator congressman "
                 "congresswoman governor mayor "
                 "ambassador colonel lieutenant captain sergeant corporal "
                 "admiral brigadier "
                 "commander commissioner marshal sheikh sheik shaikh sayyid "
                 "imam ayatollah mullah "
                 "pope archbishop cardinal reverend pastor rabbi sheriff "
                 "constable inspector "
                 "detective superintendent justice attorney chairman "
                 "chairwoman chairperson ceo cfo "
                 "spokesman spokeswoman spokesperson speaker mp mep emir "
                 "sultan coach manager "
                 "councillor councilman councilwoman dean officer agent "
                 "trooper herr frau monsieur "
                 "madame senor senora signor don sra"},
    {WORD_WEAK_TITLE,
     "general major private king queen prince princess judge bishop chief "
     "father sister brother duke duchess count baron director "
     "deputy"},
    {WORD_TITLE_PART,
     "prime foreign vice deputy assistant associate acting interim interior "
     "defence "
     "defense finance justice health education energy oil trade labour labor "
     "housing "
     "transport environment economy agriculture home state treasury press "
     "former "
     "senior chief lieutenant major brigadier staff attorney executive "
     "managing first "
     "lead special under rear police army navy military opposition crown grand "
     "high "
     "general supreme homeland security national cabinet house senate party"},
    {WORD_ROLE,
     "spokesman spokeswoman spokesperson adviser advisor aide journalist "
     "reporter "
     "correspondent leader commander official minister president lawyer "
     "attorney "
     "analyst expert professor activist singer actor actress director author "
     "writer "
     "player coach striker midfielder goalkeeper senator governor mayor "
     "ambassador envoy "
     "diplomat candidate teacher doctor nurse farmer resident witness victim "
     "suspect "
     "gunman soldier officer chairman founder owner manager head chief husband "
     "wife son "
     "daughter brother sister mother father friend star comedian rapper "
     "scientist researcher historian economist secretary deputy captain rep "
     "publicist agent judge prosecutor detective sheriff lawmaker politician "
     "businessman executive driver engineer student publisher broker trader "
     "shopkeeper baker butcher grocer carpenter mechanic plumber electrician welder "
     "pilot "
     "sailor fisherman skipper docker miner tailor cook chef waiter priest monk nun "
     "pensioner schoolteacher headmaster headteacher lecturer librarian architect "
     "surveyor "
     "geologist biologist chemist physicist midwife paramedic firefighter "
     "volunteer organiser organizer neighbour neighbor cousin nephew niece uncle aunt "
     "widow widower grandfather grandmother novelist poet playwright painter sculptor "
     "photographer columnist blogger campaigner"},
    {WORD_CALENDAR,
     "monday tuesday wednesday thursday friday saturday sunday tue tues "
     "wed thu thur thurs fri january february july september october november "
     "december "
     "feb apr jul sep sept oct nov dec "
     "christmas easter ramadan gmt est edt utc pst pdt bst cet am pm"},
    {WORD_CALENDAR | WORD_MONTH,
     "march april may june august jan mar jun aug mon sat sun"},
    {WORD_ARTICLE, "al el ad an ar as ash at az ez es er ul"},
    {WORD_PARTICLE,
     "bin ibn bint ben abu umm van von der den ter ten de del della di da do "
     "dos das du la le las los zu zur af av y e st san santa sao saint"},
    {WORD_ORGANISATION,
     "ministry department agency authority bureau office commission committee "
     "council "
     "parliament congress senate assembly court tribunal police army navy "
     "force forces "
     "guard guards brigade brigades battalion regiment corps militia militias "
     "command "
     "military party movement front union league alliance coalition federation "
     "confederation association organisation organization society institute "
     "institution "
     "centre center observatory foundation fund trust bank group company "
     "corporation "
     "holdings industries airlines airways motors electric systems "
     "technologies "
     "university college school academy hospital clinic church mosque "
     "museum library gallery theatre theater orchestra club fc united rovers "
     "tv "
     "television "
     "radio news times post press journal herald tribune gazette telegraph "
     "magazine "
     "media "
     "network channel broadcasting studios pictures records entertainment "
     "exchange "
     "service services team crew board panel administration government state "
     "states "
     "nations mission programme program "
     "project initiative campaign conference congregation order house chamber "
     "cabinet "
     "directorate secretariat inspectorate brotherhood resistance watch cross "
     "crescent"},
    {WORD_PLACE,
     "republic kingdom emirate emirates sultanate principality river lake sea "
     "ocean bay "
     "gulf strait cape island islands isle isles mount mountain "
     "mountains hill hills valley desert peninsula province district region "
     "county city "
     "town village borough municipality governorate prefecture territory "
     "square street "
     "road avenue highway bridge airport port harbour harbor station stadium "
     "park "
     "gardens palace castle tower plaza beach creek falls canal dam crossing "
     "camp prison "
     "jail heights coast oasis basin plain plateau forest base hotel"},
    {WORD_DEMONYM,
     "american british english scottish welsh french german dutch swiss "
     "spanish danish "
     "swedish finnish polish greek czech slovak thai filipino arab arabian "
     "arabic "
     "kurdish "
     "jewish muslim christian catholic protestant orthodox sunni shia shiite "
     "shi'ite "
     "hindu buddhist islamist european asian african western eastern northern "
     "southern "
     "latin turk afghan saudi uzbek tajik turkmen kazakh kyrgyz croat serb "
     "bosnian "
     "kosovar basque catalan flemish tibetan emirati qatari peruvian norwegian "
     "portuguese burmese soviet yugoslav palestinian argentine cypriot "
     "congolese "
     "maltese scot briton frenchman londoner parisian californian texan korean "
     "republican democrat liberal conservative communist socialist"},
    {WORD_COMMON,
     "police officials official militants militant residents resident troops "
     "troop army "
     "government soldiers fighters rebels protesters witnesses analysts "
     "experts people "
     "women men children students workers families family doctors prosecutors "
     "investigators authorities firefighters lawmakers voters critics "
     "supporters "
     "opponents sources scientists researchers thousands hundreds dozens tens "
     "millions "
     "scores several yesterday today tomorrow meanwhile earlier later also "
     "still yet "
     "however although though since during despite amid according asked "
     "speaking "
     "following reporting writing footage images video photos pictures updated "
     "published "
     "read more related advertisement share image photo caption editor editors "
     "staff "
     "breaking exclusive analysis opinion comment comments subscribe "
     "newsletter "
     "copyright "
     "almost nearly around about last next first second third fourth one two "
     "three four "
     "five six seven eight nine ten eleven twelve twenty thirty forty fifty "
     "hundred "
     "thousand million billion monday's early late local foreign federal "
     "military state media public private political economic social new old "
     "young "
     "never always often sometimes once twice now then here there again even "
     "only just "
     "perhaps maybe indeed instead rather otherwise nevertheless nonetheless "
     "moreover "
     "furthermore additionally finally eventually recently previously "
     "currently "
     "apparently reportedly allegedly sources both either neither each every "
     "many most "
     "some few all another other others such much more less least any no none "
     "yes ok "
     "okay oh well thanks thank please let give make take get go come see look "
     "know "
     "think "
     "say says said tell told ask asks add added adds news report reports "
     "reporter "
     "statement story stories article page internet web website online email "
     "phone god "
     "mom dad mother father president minister general spokesman spokeswoman "
     "leader "
     "leaders chief judge jury court war peace fire earth sun moon world "
     "summer winter "
     "spring autumn north south east west northeast northwest southeast "
     "southwest "
     "scattered liberated wounded dead killed injured former current senior "
     "top main "
     "major small big large great long short high low good bad best worst "
     "right left "
     "live high-ranking investors shares stocks markets prices sales profits "
     "profit revenue analysts shareholders customers consumers passengers "
     "drivers "
     "teachers parents players fans coach team teams game games season match "
     "democracy freedom justice security health education science technology "
     "business "
     "sports sport politics culture travel weather food money time times day "
     "days week "
     "weeks month months year years night morning afternoon evening hours "
     "minutes "
     "tv ok dna hiv cctv gps suv faq cv pr id ii iii iv vi vii viii ix xi xii "
     "nobody "
     "everyone everybody someone somebody anyone anybody nothing everything "
     "something anything people's part half third quarter wire talks fighting "
     "clashes "
     "shelling airstrikes strikes bombing explosion explosions attack attacks "
     "attackers "
     "gunmen suspects victims survivors relatives neighbors neighbours friends "
     "members "
     "member activists refugees migrants immigrants civilians journalists "
     "reporters "
     "defense defence prosecution lawyers lawyer attorney attorneys plaintiffs "
     "nor but and or for so because while when where who what why how which "
     "whose "
     "whether if unless until after before as at by in on to from with without "
     "within "
     "between among across through under over above below near behind beside "
     "besides "
     "beyond off out up down upon toward towards per via versus"},
    {WORD_PREFIX,
     "pro anti non ex post pre mid inter trans pan neo co sub ultra multi semi "
     "cross"},
    {WORD_DIRECTION,
     "north south east west northeast northwest southeast southwest "
     "northern southern eastern western central upper lower new old great "
     "greater little inner outer"},
    {WORD_COMPANY, "inc incorporated ltd limited plc co corp corporation "
                   "company llc llp gmbh "
                   "ag sa nv spa group holdings"},
    {WORD_TOPIC, "health human rights services foreign affairs trade security justice "
                 "interior "
                 "defence defense education culture finance economy economic energy "
                 "environment "
                 "agriculture food labour labor transport housing science technology "
                 "industry "
                 "information communications state treasury commerce tourism religious "
                 "social "
                 "development cooperation co-operation planning statistics investigation "
                 "intelligence immigration customs border homeland public civil aviation "
                 "medicine "
                 "arts sciences law journalism engineering veterans democratic national "
                 "international federal popular islamic revolutionary free united royal "
                 "supreme "
                 "central general world liberation"},
    {WORD_NUMBERED, "unit brigade channel route highway flight gate room boeing airbus "
                    "article section chapter district division battalion regiment "
                    "sector zone camp apollo formula area block stage level"},
    {WORD_SAYS, "said says say told tells added adds announced announces stated states "
                "claimed claims denied denies confirmed confirms warned warns insisted "
                "insists argued argues explained explains replied replies wrote writes "
                "tweeted asked asks acknowledged conceded admitted declared declares "
                "recalled noted notes suggested testified thinks believes"},
    {WORD_PLACE_BEFORE, "in at near from outside inside across around toward towards via "
                        "between throughout into leaving"
                        " в во из под около возле близ у"},
    {WORD_PLACE_NOUN,
     "town city village province district region county state "
     "country capital suburb "
     "neighbourhood neighborhood island river lake mountain "
     "border borough municipality "
     "governorate area port airport valley desert camp "
     "stronghold enclave territory "
     "street road residents"
     " город города городе село поселок деревня область области раион раионе"},
    {WORD_GLOSS, "acronym abbreviation known called short formerly previously alias aka "
                 "spelled spelt transliterated nicknamed named dubbed acronyms"},
    {WORD_AGENCY, "reuters ap afp dpa upi tass interfax xinhua efe ansa kyodo pti ani "
                  "bloomberg "
                  "associatedpress agencefrancepresse pressassociation unitedpress pa"},
    {WORD_BUSINESS, "maritime shipping lines cooperative co-operative newswire "
                    "wire steel energy oil gas "
                    "petroleum insurance assurance logistics partners "
                    "enterprises foods brewery breweries "
                    "solutions software telecom telecoms communications mining "
                    "minerals capital ventures "
                    "securities laboratories labs publishing publishers "
                    "pharmaceuticals chemicals "
                    "airline aviation aerospace shipyard shipyards railways "
                    "freight cement stores "
                    "trading broadcaster chronicle observer examiner mirror "
                    "courier daily review ledger "
                    "dispatch bulletin gazette monitor"},
    {WORD_PEOPLE, "fighters militants members officials forces troops soldiers "
                  "rebels leaders "
                  "supporters militia spokesman spokeswoman group movement "
                  "party organisation "
                  "organization network company commanders gunmen militias "
                  "executives employees "
                  "shares lawyers activists lawmakers workers"},
};

static void add_words(hash_table *classes, uint32_t bits, const char *words)
{
    while (*words) {
        size_t n = strcspn(words, " ");
        if (n)
            *hash_table_put(classes, hash_bytes(slice_of(words, n)), NULL) |= bits;
        words += n + (words[n] == ' ');
    }
}

// Letters and digits of a country's English name, folded.
static slice country_key(arena *out, const char *code)
{
    char locale[16];
    UChar wide[128];
    char name[512];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0;
    if (strlen(code) > 8)
        return (slice){0};
    memcpy(locale, "und_", 4);
    memcpy(locale + 4, code, strlen(code) + 1);
    int32_t n_wide = uloc_getDisplayCountry(locale, "en", wide, 128, &status);
    if (U_FAILURE(status) || n_wide <= 0 || n_wide >= 128)
        return (slice){0};
    u_strToUTF8(name, sizeof name, &n, wide, n_wide, &status);
    if (U_FAILURE(status) || n <= 0 || (size_t)n >= sizeof name)
        return (slice){0};
    slice folded = text_fold(out, slice_of(name, (size_t)n));
    char *key = arena_alloc(out, folded.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < folded.len && folded.ptr[i] != '('; i++)
        if ((folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') || folded.ptr[i] & 0x80)
            key[len++] = folded.ptr[i];
    return slice_of(key, len);
}

static void add_country(name_words *words, slice key)
{
    if (key.len < 2)
        return;
    *hash_table_put(&words->countries, hash_bytes(key), NULL) = 1;
    // "Ruritania" leaves "Ruritan", "Ruritani" and itself for what is made from
    // it
    size_t shortest = key.len > 7 ? key.len - 3 : 4;
    for (size_t n = shortest; n <= key.len; n++)
        *hash_table_put(&words->stems, hash_bytes(slice_of(key.ptr, n)), NULL) = 1;
}

void name_words_init(arena *out, name_words *words)
{
    hash_table_init(&words->classes, out, 2048);
    hash_table_init(&words->countries, out, 600);
    hash_table_init(&words->stems, out, 2048);
    words->latin = name_latin_new(out);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_words(&words->classes, lists[i].bits, lists[i].words);
    for (const char *const *code = uloc_getISOCountries(); *code; code++)
        add_country(words, country_key(out, *code));
    static const char *const more[] = {"us",      "usa",     "uk",       "america",
                                       "britain", "england", "scotland", "wales",
                                       "holland", "burma"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        add_country(words, slice_of_str(more[i]));
}

uint32_t name_words_of(const name_words *words, uint64_t folded_hash)
{
    const uint32_t *bits = hash_table_get(&words->classes, folded_hash);
    return bits ? *bits : 0;
}

bool name_words_country(const name_words *words, slice key)
{
    return hash_table_get(&words->countries, hash_bytes(key)) != NULL;
}

static bool made_from_country(const name_words *words, slice folded)
{
    static const char *const endings[] = {"n", "an", "ian", "ean", "i", "ese", "ish"};
    if (name_words_country(words, folded))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        slice ending = slice_of_str(endings[i]);
        if (folded.len < ending.len + 4 || !slice_ends(folded, ending))
            continue;
        slice stem = slice_of(folded.ptr, folded.len - ending.len);
        if (hash_table_get(&words->stems, hash_bytes(stem)))
            return true;
    }
    return false;
}

bool name_words_demonym(const name_words *words, slice folded)
{
    for (int plural = 0; plural < 2; plural++) {
        if (name_words_of(words, hash_bytes(folded)) & WORD_DEMONYM)
            return true;
        if (made_from_country(words, folded))
            return true;
        if (folded.len < 5 || folded.ptr[folded.len - 1] != 's')
            return false;
        folded.len--;
    }
    return false;
}
