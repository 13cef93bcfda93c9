/* Words that are common in news of any kind, with how common they are: the geometric mean
 * of the share of articles that have them in two sets of news of different times and
 * fields, Reuters-21578 (1987) and PolNeAR (2014 to 2016). A word of one field or one
 * year, such as the name of a candidate, is in one set only and not here. */
#include "story/common_words.h"

#include <string.h>

typedef struct {
    double share; // of all articles
    const char *words;
} class_of_words;

static const class_of_words classes[] = {
    {0.673, "and for from said that the with "},
    {0.373, "about also are been but had has have its new not one they this was were "
            "which will would year "},
    {0.222, "after against all because could first his into last may more now other out "
            "over president some than their there three told two week when who "},
    {0.133, "added american any before being between billion both called can company "
            "country day did down during earlier end five four general government group "
            "including issue long made major make many march month months most much "
            "national next off only our part public same say should since state states "
            "still support take them those through time today under united very well "
            "what while world years york "},
    {0.082, "according again ago agreement already america among announced another april "
            "around asked back bank based bill board business chairman change chief "
            "close come committee common compared continue countries current days "
            "democratic department despite director does don each early economic eight "
            "even exchange executive expected far february federal few financial foreign "
            "former full further get going good half held help here high higher house "
            "how however increase interest international issues june just later lead "
            "least less like likely little loss making market meeting members might "
            "money must need news note number official officials own party past pay "
            "people plan plans point policy political primary private put recent "
            "recently record report reported right rise saying says second secretary see "
            "set seven several share she show six spokesman statement strong such system "
            "tax term then these think third too total trade until use used vote want "
            "washington way weeks where whether white without work yet you "},
    {0.050, "able above account act action additional administration agency agreed ahead "
            "almost although amount annual available average away banks become began "
            "believe below best better bid big bring buy call calls came campaign "
            "capital case cash central certain city clear comment commission community "
            "companies conference congress continued control cost court credit currently "
            "cut date deal debt december decided decision declined development dollar "
            "donald due economy efforts either election ended enough every face failed "
            "fall final finance firm following force found free friday fund future gave "
            "give given governor growth hard head him hold home important inc include "
            "includes income increased industry information instead interview investment "
            "issued january john july keep key know large largest late latest law leader "
            "leaders leading led left level life line local lot low lower majority "
            "management manager markets meet member minister monday morning move name "
            "nation near nearly needed net night nine non north noted november october "
            "offer offered offering office oil once open order others paid per period "
            "place planned points position possible post potential power press previous "
            "previously price prices probably problem problems process program proposal "
            "proposed provide quarter question raise raised rate rates rather reagan "
            "real received released remain reporters republican response result results "
            "rights rose run sales security seeking seen senate senior september service "
            "services shares short signed significant similar small soon sources south "
            "special start stock subject taken taking terms texas thursday times took "
            "top tuesday union using vice went west within won working "},
    {0.031, "across adding addition agree air allow allowed along always analysts anti "
            "appeared approval approved area areas assets association attack attacks "
            "attempt attention base basis begin beginning behind believes benefit "
            "biggest brought budget build building california calling cannot care caused "
            "center chance changed changes charge china claims class closed comes coming "
            "comments communications competitive concern congressional conservative "
            "consider considered continuing contract corp corporate costs council crisis "
            "daily data david debate declared decline defense demand democrat democrats "
            "described details different difficult discuss doing dollars domestic done "
            "dropped earnings east effect effective effort employees energy especially "
            "estate estimated europe european ever expect expects expressed fact family "
            "feel fell field figure figures filed find firms florida focus follow "
            "followed form forward front fully funds gain gains gas germany giving "
            "global got great groups growing having health helped her hit holding hope "
            "hopes hours idea immediately impact included independent initial institute "
            "insurance interests investors involved itself james japan jobs joint kind "
            "known largely legal legislation let letter levels limited lines longer look "
            "looking losses lost main makes mark matter means measures media met middle "
            "military million minimum movement named nations necessary needs network "
            "never notes nothing ohio old opening operation operations opportunity "
            "opposition organization outside overall owned paper paris particularly "
            "parties paul paying percentage performance personal plus policies poor "
            "present presidential pressure prime prior production products profit "
            "provided questions quickly raising reach reached really reason reduce "
            "reform related remaining remains reports republicans request required "
            "research resources rest return reuters review rising risk role rules "
            "running sale scheduled securities sell selling sen sent series serious "
            "showed side sign single situation slightly social sold something sought "
            "speaking speech spending split staff stage stake standard started stop "
            "strategy street strength success suggested sunday supported talks target "
            "television though thought together toward trading treasury trump trust try "
            "trying turn unit value view voting wall wanted wants war wednesday western "
            "whole whose why willing win workers worth yesterday "},
    {0.018, "ability abroad accept accepted access accord accounts accused achieve "
            "acquired actions active activities activity actually add address adopted "
            "advanced advantage adviser affairs affected african afternoon agenda "
            "aggressive agreements agriculture aid aide aimed alleged allies allowing "
            "allows alone amendment americans amounts analysis analyst announcement "
            "answer anyone anything appeal appear appears apply approach appropriate "
            "argued arms army ask asking assistance associated attorney aug august "
            "authorities authority authorized avoid backed backing bad baker balance ban "
            "bankers banking basic battle became begun behalf believed benefits beyond "
            "bills bit black blah block body bond book boost border boston bought break "
            "bringing britain british brothers built businesses buying cable calif "
            "canada canadian candidate capacity car carolina carried carry cases cause "
            "certainly changing charged charges chicago chinese choice cited claim "
            "clearly climate closely closing combined commerce commercial commitment "
            "competition complete completed computer concerned concerns concluded "
            "condition conditions conducted confidence confident confirmed conservatives "
            "considering construction consumer continues contributed controlled controls "
            "cooperation core counter county course cover covering create created "
            "critical criticism crude currency customers cuts cutting damage deals dec "
            "defeat defend deficit delegate delegates delivered denied deputy designed "
            "determine determined develop developed didn difference direct direction "
            "directly disclosed discussion dispute district division documents doesn "
            "double drawn drop drug earned eastern easy economists effectively elected "
            "elections else ending ensure entered entire environmental equal equity "
            "estimates event eventually everyone everything evidence example existing "
            "expand expanded expansion expectations explained export extended "
            "extraordinary faced faces facility facing factors failure fair fallen "
            "falling favor fears feb fed fees feet felt fight file filing financing fire "
            "fiscal fla floor follows food forced forces forecast fourth france french "
            "fresh fuel funding generally george german gets getting gives goes gold "
            "gone goods gov governments granted greater gross ground hall hand handling "
            "hands happen hearing heart heavy highest himself history holds hoped hour "
            "huge identified illegal illinois immediate imports improve improved "
            "increases increasing increasingly indiana indicated individuals industrial "
            "industries influence initially institutions intended intent interested "
            "intervention introduced invest investigation investor iowa iran iraq jan "
            "japanese jersey jim johnson join judge justice keeping kept labor lack land "
            "larger launched laws leadership leave leaving liberal light limit linked "
            "list listed live loan loans london lynch mainly maintain managed manhattan "
            "manufacturing margin marketing martin mass material mean meanwhile measure "
            "meetings message mexican mexico michael mid millions ministry minority "
            "minus moderate moment monthly mostly moved moves moving natural negative "
            "negotiations neither newly newspaper nomination none nor noting nuclear "
            "numbers offers officer often opened operating opinion oppose opposed option "
            "options original outstanding overseas owns pacific package parent "
            "parliament particular partners partnership parts pass passed payments "
            "pennsylvania percent perhaps person peter philadelphia placed planning "
            "plant play pledged pointed poll polls popular positions positive "
            "possibility possibly posted pre predicted preferred prepared presidency "
            "prevent priced principle privately pro proceeds produce produced product "
            "profits programs progress project projects promised proposals prospects "
            "protect protection proved providing provision provisions published purchase "
            "push pushing quality quite quoted radio range rating read ready reasons "
            "receive records recovery red reduced referring reflect refused region "
            "registered regular rejected relations relationship relatively release "
            "relief remained remarks rep repeated repeatedly reporting representative "
            "representatives represents require requirements reserve respectively "
            "respond responsible revenue richard rival robert room roughly round rule "
            "ruling san saturday savings saw scandal school scott season seat sector "
            "secure seek seem seemed seems sees self senator sense separate sept serve "
            "served session shareholders sharp sharply shift showing shows sides "
            "significantly signs simply size slow smaller smith sort source southern "
            "soviet speaker specific spent spokeswoman spot spring stance stand standing "
            "starting stated statements status stay steady steel step steps stood "
            "strategic strike stronger strongly study substantial successful summer "
            "super supply supporters supporting sure surprise survey systems takes talk "
            "talking targets taxes team technology telephone tell telling temporary test "
            "themselves thing things thousands threat throughout tomorrow tough town "
            "traded traditional true turned ultimately understand university unless "
            "unlikely upon urged values various venture via victory video views virginia "
            "virtually visit voted voters votes wage warned watch water ways weekend "
            "weekly whom wide widely winning women worked worldwide write written wrong "
            "wrote yield young your "},
};

void common_words_init(common_words *all, arena *a)
{
    hash_table_init(&all->classes, a, 2048);
    for (uint32_t k = 0; k < sizeof classes / sizeof *classes; k++)
        for (const char *w = classes[k].words, *end; *w; w = end + 1) {
            end = strchr(w, ' '); // each word has one behind it
            *hash_table_put(&all->classes, hash_bytes(slice_of(w, (size_t)(end - w))),
                            NULL) = k;
        }
}

double common_words_share(const common_words *all, uint64_t hash)
{
    const uint32_t *k = hash_table_get(&all->classes, hash);
    return k ? classes[*k].share : 0;
}
