// Word lists for names: generic words only, countries from ICU's region names.
#include "facts/names.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include <string.h>

static const struct {
    uint32_t bits;
    const char *words;
} lists[] = {
    {WORD_TITLE,
     "mr mrs ms miss dr prof professor sir dame lord lady gen lt "
     "col capt sgt cpl maj "
     "adm cmdr cmdt brig pte pvt sen rep gov hon rev fr mgr msgr "
     "president premier "
     "chancellor minister secretary senator congressman "
     "congresswoman governor mayor "
     "ambassador colonel lieutenant captain sergeant corporal "
     "admiral brigadier "
     "commander commissioner marshal sheikh sheik shaikh sayyid "
     "imam ayatollah mullah mawlavi mawlawi maulvi maulana mufti "
     "pope archbishop cardinal reverend pastor rabbi sheriff "
     "constable inspector "
     "detective superintendent justice attorney chairman "
     "chairwoman chairperson ceo cfo "
     "spokesman spokeswoman spokesperson speaker mp mep emir "
     "sultan coach manager "
     "councillor councilman councilwoman dean officer agent "
     "trooper herr frau monsieur sens reps gens messrs drs presidents ministers "
     "senators detectives officers judges defender clerk comptroller auditor "
     "councilmember prosecutor amtskollege gouverneur burgermeister valisi gm qb wr rb "
     "mme mlle prasident prasidentin "
     "kanzler kanzlerin "
     "bundeskanzler ministerprasident aussenminister bundesaussenminister "
     "verteidigungsminister innenminister brigadegeneral generalleutnant oberst "
     "regierungschef rebellenchef armeesprecher sprecher sprecherin senhor signora "
     "dona президент премьер министр генерал полковник капитан маиор лейтенант "
     "адмирал маршал губернатор мэр депутат сенатор канцлер король королева принц глава "
     "лидер секретарь спикер посол шеих господин госпожа академик профессор доктор "
     "патриарх митрополит комбриг главком командующии директор вице-премьер судья "
     "прокурор адвокат экс-президент міністр прем'єр речник речниця радник очільник "
     "депутатка мер голова советник аналитик эксперт cumhurbaskanı cumhurbaskani "
     "basbakan bakan bakanı bakani "
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
     "general supreme homeland security national cabinet house senate party "
     "district fire athletic budget safety emergencies emergency dısisleri disisleri "
     "information commerce culture tourism "
     "planning development migration immigration"},
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
     "photographer columnist blogger campaigner coordinator representative commissioner "
     "rapporteur counterpart negotiator mediator general colonel major clerk treasurer "
     "chairwoman chairperson ceo boss strongman warlord premier chancellor deputy "
     "congressman congresswoman monarch emperor inspector investigator psychologist "
     "surgeon specialist consultant strategist defender"},
    {WORD_GIVEN,
     "aaron adam adrian ahmad ahmed aisha alan albert alejandro aleksandr aleksei "
     "alessandro "
     "alex alexander alexandra alexei alexey alfred ali alice alicia alison amanda amina "
     "amir "
     "amy ana anatoly andre andrea andreas andrei andres andrew andrey andrzej angela "
     "ann anna "
     "anne annette anthony antoine anton antonio antony arthur artur barack barbara ben "
     "benjamin "
     "bernard bernie bill billy bob boris brad brenda brian bruce bruno carl carla "
     "carlos carmen "
     "carol caroline catherine cecilia charles cheryl chris christian christina "
     "christine "
     "christoph christopher claire clara claude claudia claus colin craig cynthia daniel "
     "daniela "
     "danny dave david deborah denis dennis derek diana diane diego dieter dimitri dirk "
     "dmitri "
     "dmitry donald donna doris dorothy doug douglas dov ed eddie edith edmund eduardo "
     "edward "
     "ehud elena eli elias elizabeth ellen emily emma emmanuel enrique eric erik esther "
     "eugene eva "
     "evelyn fatima felipe felix fernando francesca francesco francis francisco francois "
     "frank fred frederic gabriel gary geoffrey george georges gerald gerard gerhard "
     "giorgio "
     "giovanni giuseppe gordon graham greg gregory guillermo hamid hannah hans harold "
     "harry "
     "hassan heather heinz helen helena henri henry herbert hillary hugh hugo hussein "
     "ian ibrahim "
     "igor ilya ingrid irene irina isabel ivan jack jacob jacqueline jacques james jamie "
     "jan jane "
     "janet janice jason javier jean jeff jeffrey jennifer jens jeremy jerry jesse "
     "jessica jim "
     "jimmy joan joanna joe joel johan johann johannes john jon jonathan jorge jose "
     "josef joseph "
     "josh joshua juan juanita judith judy julia julian julie jurgen justin karen karin "
     "karl "
     "katarina kate katherine kathleen kathy keith kelly ken kenneth kevin khaled klaus "
     "konstantin kurt larry laura lauren laurence laurent leila leonid leslie leyla "
     "linda "
     "lisa liz lorenzo louis louise luca lucia lucy luis luiz luke magdalena mahmoud "
     "manuel marc "
     "marcel marco marcos marcus margaret maria marie marina mario marius mark markus "
     "martha martin martina mary massimo matt matteo matthew matthias maurice mauricio "
     "maxim "
     "megan mehmet melissa michael michel michele michelle miguel mike mikhail milos "
     "miriam mohamed "
     "mohammad mohammed monica muhammad murad mustafa nadia nancy natalia natalie nathan "
     "neil "
     "nicholas nick nicola nicolas nicole nigel nikita nikolai norman nour olaf oleg "
     "oleksandr olga "
     "oliver olivia omar oscar oskar otto pablo paolo pamela patricia patrick paul paula "
     "paulo "
     "pavel pedro peggy peter petr philip philippe phil pierre pieter rachel rafael ralf "
     "ralph "
     "ramon randy rashid raul ray raymond rebecca ricardo richard rick rita rob robert "
     "roberto "
     "robin rodrigo roger roland rolf romano ron ronald rosa roy rudolf russell ruth "
     "ryan sally "
     "sam samantha samir samuel sandra sara sarah scott sean sebastian sergei sergey "
     "sergio seth "
     "sharon sheila simon simone sonia sophia sophie stanislav stefan stefano "
     "stella stephan "
     "stephanie stephen steve steven stuart susan susanne svetlana sylvia tamara tanya "
     "tariq tatiana "
     "ted teresa terry theodore theresa thomas tim timothy tom tomas tony tracy ursula "
     "valentin "
     "valeria vanessa vera veronica vicky victor viktor vincent vitali vladimir "
     "volodymyr "
     "walter wendy werner william wolfgang yasmin yevgeny youssef yuri yusuf yves "
     "zachary zainab "
     "zeynab"},
    {WORD_GIVEN,
     "abbas abdallah abdirahman abdullah abdulrahman abiy aboubacar abubakar adel  "
     "adnan ahmet akbar alberto alexandre alina amadou amani amin amira amit  "
     "anastasia anders andrij andriy anil anita annie antonia anwar arif arkady  "
     "arun asad ashok asif asma astrid ayse aziz baheer bakhtiar baptiste bashar  "
     "bashir beatrice beatriz bernd birgit brigitte burhan celine chidi  "
     "debretsion deepak desmond dieudonne dmytro dominique eduard ekaterina elif  "
     "emeka ernest esra evgeny fadi faisal fares farhan farid farida farouk faruk  "
     "fatema fatma fayez florent francoise frieda gabriela galina gaston georg  "
     "getachew ghulam giorgi goodluck gulab gulbuddin hafiz hailemariam hakan  "
     "hamdullah hamed hamza hanan hanif harald haroun hasan hashim hayatullah  "
     "hedayat heidi helene helmut hilary hiroshi hossein howard husain idris ihor  "
     "imad iman imran inga ioannis iqbal isabelle isaias ismatullah ivana jair  "
     "jalal jamal javed jean-claude jean-marie jean-pierre joao jocelyn jochen  "
     "kamal kamran karim katja kemal kenji khalid khalil khosrow knut kofi ksenia  "
     "kwame kyaw laila latifa leon liliana ludmila lutz lyudmila madeleine madi  "
     "mahdi mahmood mahmud mairead majid mamadou manoj mariam marta marwan maryam  "
     "masoud meles merve michal mirza mohamad mohamud monika moussa muhammadu  "
     "muhammed murat musa mwai myint mykhailo mykola nabil nadeem nadine naomi  "
     "narendra nasser naveed nawal nawaz nazif nazifullah nguyen nikolay noor  "
     "noureddine nuno obaid oksana oleh oleksiy olena olivier olusegun oumar  "
     "pacifique pavlo penelope pervez petro qasim quentin rafi rafiq rahim  "
     "rahmatullah rahul raila rajesh rakesh ramesh rami ramzan rania ravi recep  "
     "renata reza rizwan rui ruslan saad sabine sadik sadiq saeed saifullah saleh  "
     "salim salma sami samira samiullah sandeep sanjay sayed sayyed selim serge  "
     "serhii serhiy seyed shafiq shahbaz shahid shakir shinzo siddiq sipho sue  "
     "suleiman sunil suresh tadin tahir takeshi talal taro tayyip teshome thabo  "
     "thant thiago tigist tina uhuru ulrich ulrike usman vadim valentina valerie  "
     "valeriy vasily vianney vijay viktoria vinod vitaliy vladislav wael waheed  "
     "wahid walid wladimir xenia yahia yaqoub yaroslav yasser yassin yousef  "
     "yoweri yulia yuriy yvonne zabihullah zaher zahid zahir zahra zakaria zalmay  "
     "zeynep ziad zubair osama saddam abdul abdel vitaly"},
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
     "camp prison boulevard blvd mall dome field arena speedway terminal pass "
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
     "beyond off out up down upon toward towards per via versus "
     "selon apres avant pendant depuis lors ainsi cependant toutefois alors malgre hier "
     "outre parmi chez vers sous entre contre sans tous toutes segun tras desde hasta "
     "durante ademas aunque mientras cuando donde secondo dopo prima mentre intanto "
     "segundo apos laut seit zudem ausserdem dabei damit doch jedoch unterdessen "
     "inzwischen zuvor danach bereits derzeit suden norden osten westen mitte ende "
     "anfang "
     "по на в с к о об от до из за при под над между после ранее позднее позже сегодня "
     "вчера завтра накануне также однако но и а или как что это эти этот он она они мы "
     "вы его ее их если когда где кто все всего только уже еще жители житель жительница "
     "войска "
     "власти военные солдаты боевики представители представитель делегация встреча "
     "переговоры источник источники очевидцы сотрудники люди бои для без через тем "
     "согласно кроме среди против более менее около так теперь затем тогда там здесь "
     "не ни у во со ко обо напомним отметим понедельник вторник среда четверг пятница "
     "суббота воскресенье за словами у це ці він вона вони також проте раніше пізніше "
     "сьогодні вчора завтра жителі війська влада військові під час після через згідно "
     "січня лютого dun bugun yarın yarin herkes orada burada ancak fakat ayrıca ayrica "
     "daha sonra once bu bir ile icin gore kadar ise sonunda ote yandan"},
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
    {WORD_PLACE_BEFORE,
     "in at near from outside inside across around toward towards via "
     "between throughout into leaving"
     " в во из под около возле близ у في من الى قرب شمال جنوب شرق غرب وسط"},
    {WORD_PLACE_NOUN,
     "town city village province district region county state "
     "country capital suburb "
     "neighbourhood neighborhood island river lake mountain "
     "border borough municipality "
     "governorate area port airport valley desert camp "
     "stronghold enclave territory "
     "street road residents"
     " مدينة بلدة قرية محافظة منطقة ولاية اقليم العاصمة"
     " город города городе село поселок деревня область области раион раионе"},
    {WORD_GLOSS, "acronym abbreviation known called short formerly previously alias aka "
                 "spelled spelt transliterated nicknamed named dubbed acronyms"},
    {WORD_AGENCY, "reuters ap afp dpa upi tass interfax xinhua efe ansa kyodo pti ani "
                  "bloomberg "
                  "associatedpress agencefrancepresse pressassociation unitedpress pa"},
    {WORD_BUSINESS,
     "maritime shipping lines cooperative co-operative newswire "
     "wire steel energy oil gas "
     "petroleum insurance assurance logistics partners "
     "enterprises foods brewery breweries "
     "solutions software telecom telecoms communications mining "
     "minerals capital ventures "
     "securities laboratories labs publishing publishers "
     "pharmaceuticals chemicals "
     "airline aviation aerospace shipyard shipyards railways "
     "freight cement stores "
     "trading consulting realty estate broadcaster chronicle observer examiner mirror "
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

// Letters of a country's name in a language, folded.
static slice country_key(arena *out, const char *code, const char *language)
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
    int32_t n_wide = uloc_getDisplayCountry(locale, language, wide, 128, &status);
    // U_USING_DEFAULT_WARNING: the language has no name for it
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || n_wide <= 0 ||
        n_wide >= 128)
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

static void add_country(name_words *words, slice key, uint32_t number)
{
    if (key.len < 2)
        return;
    uint32_t *at = hash_table_put(&words->countries, hash_bytes(key), NULL);
    *at = *at ? *at : number;
    // "Ruritania" leaves "Ruritan", "Ruritani" and itself for what is made from
    // it
    size_t shortest = key.len > 7 ? key.len - 3 : 4;
    for (size_t n = shortest; n <= key.len; n++)
        *hash_table_put(&words->stems, hash_bytes(slice_of(key.ptr, n)), NULL) = 1;
}

void name_words_init(arena *out, name_words *words)
{
    *words = (name_words){.latin = name_latin_new(out)};
    hash_table_init(&words->classes, out, 2048);
    hash_table_init(&words->countries, out, 600);
    hash_table_init(&words->stems, out, 2048);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_words(&words->classes, lists[i].bits, lists[i].words);
    const char *const *codes = uloc_getISOCountries();
    for (uint32_t i = 0; codes[i]; i++)
        add_country(words, country_key(out, codes[i], "en"), i + 1);
    static const struct {
        const char *name, *code;
    } more[] = {{"us", "US"},       {"usa", "US"},     {"uk", "GB"},
                {"america", "US"},  {"britain", "GB"}, {"england", NULL},
                {"scotland", NULL}, {"wales", NULL},   {"holland", "NL"},
                {"burma", "MM"},    {"turkiye", "TR"}};
    enum { OWN = 1000 }; // numbers for what has no code
    for (uint32_t i = 0; i < sizeof more / sizeof *more; i++) {
        uint32_t number = 0;
        while (more[i].code && codes[number] && strcmp(codes[number], more[i].code) != 0)
            number++;
        add_country(words, slice_of_str(more[i].name),
                    more[i].code ? number + 1 : OWN + i);
    }
}

const char *name_words_code(uint16_t number)
{
    const char *const *codes = uloc_getISOCountries();
    for (uint16_t i = 1; number && codes[i - 1]; i++)
        if (i == number)
            return codes[i - 1];
    return NULL;
}

// By its letters as texts have them, and as names are compared.
static void add_foreign(arena *out, name_words *words, slice key, uint32_t number)
{
    enum { SHORTEST = 4 };
    bool foreign = name_latin_is_other(key); // "قطر" is short in any letters
    slice both[] = {key, name_latin_of(words->latin, out, key)};
    for (int i = 0; i < 2; i++) {
        uint64_t hash = hash_bytes(both[i]);
        bool is_new;
        if (both[i].len < (foreign ? SHORTEST - 1u : SHORTEST) ||
            name_words_of(words, hash))
            continue;
        uint32_t *at = hash_table_put(&words->countries, hash, &is_new);
        if (is_new)
            *at = number;
    }
}

void name_words_add_language(arena *out, name_words *words, slice language)
{
    static const char *const languages[] = {"fr", "de", "es", "it", "pt", "nl",
                                            "ru", "uk", "tr", "ar", "pl", "sv"};
    const char *const *codes = uloc_getISOCountries();
    for (size_t k = 0; k < sizeof languages / sizeof *languages; k++) {
        if (!slice_starts_nocase(language, slice_of_str(languages[k])) ||
            words->languages & 1u << k)
            continue;
        words->languages |= 1u << k;
        for (uint32_t i = 0; codes[i]; i++) {
            slice key = country_key(out, codes[i], languages[k]);
            add_foreign(out, words, key, i + 1);
            if (slice_starts(key, SLICE("ال"))) // names are compared without it
                add_foreign(out, words, slice_of(key.ptr + 4, key.len - 4), i + 1);
        }
    }
}

uint32_t name_words_of(const name_words *words, uint64_t folded_hash)
{
    const uint32_t *bits = hash_table_get(&words->classes, folded_hash);
    return bits ? *bits : 0;
}

uint16_t name_words_country(const name_words *words, slice key)
{
    const uint32_t *number = hash_table_get(&words->countries, hash_bytes(key));
    return number ? (uint16_t)*number : 0;
}

static bool made_from_country(const name_words *words, slice folded)
{
    static const char *const endings[] = {"n", "an", "ian", "ean", "i", "ese", "ish"};
    char last = folded.len ? folded.ptr[folded.len - 1] : 0;
    if (!memchr("nieh", last, 4) || name_words_country(words, folded))
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
