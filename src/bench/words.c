#include "bench/words.h"

#include <stddef.h>

const char *const bench_nouns[] = {
    "year week month day hour minute night morning evening decade century season moment "
    "time year period stage phase era date deadline schedule calendar",
    "government ministry council office department agency bureau commission committee "
    "board panel assembly chamber cabinet parliament senate district province state "
    "county municipality village town city capital region border frontier coast island",
    "official minister spokesman spokeswoman adviser aide deputy envoy delegate member "
    "leader chief director manager chairman president secretary mayor governor senator "
    "judge lawyer clerk officer inspector guard soldier pilot driver sailor farmer "
    "worker labourer miner fisherman trader shopkeeper teacher doctor nurse engineer "
    "student pupil pensioner tenant owner resident neighbour visitor tourist passenger "
    "witness victim survivor suspect prisoner refugee migrant voter candidate volunteer",
    "road street bridge tunnel railway station harbour port airport runway canal dam "
    "river lake valley mountain hill forest field plain desert shore bay cliff beach "
    "market square park garden farm factory mill mine quarry plant warehouse depot "
    "hospital clinic school university college library museum theatre church mosque "
    "temple castle tower house flat apartment hotel restaurant shop store kitchen roof "
    "wall floor window door gate fence cellar stairs corridor room hall",
    "plan project scheme proposal programme policy strategy measure law bill act decree "
    "rule regulation order ban permit licence treaty accord agreement deal contract pact "
    "pledge promise offer demand request appeal complaint petition claim charge verdict "
    "sentence fine penalty ruling inquiry investigation audit review survey study report "
    "statement letter note message speech interview document file record list map",
    "money budget tax duty fee price cost wage salary pension fund grant loan debt "
    "credit interest share bond stock dividend profit loss income revenue sale purchase "
    "payment deposit account bank insurance investment investor budget deficit surplus "
    "subsidy tariff export import supply shortage reserve output production industry "
    "sector company firm business branch supplier customer consumer buyer seller union",
    "war peace truce ceasefire battle attack raid ambush siege bomb shell mine rifle "
    "weapon tank convoy patrol checkpoint camp base barracks troop fighter rebel faction "
    "militia army navy force command commander general colonel captain sergeant recruit",
    "storm flood drought fire earthquake landslide wind rain snow ice heat frost fog "
    "cloud wave tide temperature degree forecast warning alarm emergency rescue shelter",
    "car lorry truck bus train tram ship boat ferry tanker aircraft helicopter bicycle "
    "engine wheel brake signal track lane crossing journey trip route traffic accident "
    "crash collision wreck damage repair breakdown delay",
    "illness disease virus infection vaccine drug medicine patient treatment operation "
    "symptom risk dose trial test sample laboratory researcher scientist professor "
    "expert theory method result finding evidence experiment model satellite telescope "
    "particle cell gene species animal bird fish insect tree crop seed soil water air",
    "team club player coach referee match game league cup title championship season "
    "tournament final goal point score victory defeat draw race lap record medal crowd "
    "stadium ticket supporter captain striker keeper defender injury transfer",
    "film actor actress director writer novel poem book page chapter author publisher "
    "song singer orchestra band concert album painting painter sculpture exhibition "
    "gallery festival prize award audience critic stage play role scene dance costume",
    "problem crisis dispute conflict tension quarrel debate question answer issue matter "
    "topic subject point view opinion idea belief doubt fear hope concern worry anger "
    "grief joy surprise trust respect support opposition criticism praise blame pressure "
    "influence power control authority right freedom duty responsibility safety security",
    "change growth rise fall increase decrease cut gain drop improvement progress step "
    "move turn shift effort attempt task job work service help aid relief protection "
    "care training education health housing energy electricity gas oil coal fuel steel "
    "iron copper gold silver timber paper cloth cotton wool leather glass cement sugar "
    "grain wheat rice maize fruit vegetable meat milk bread salt coffee tea wine beer",
    "family mother father child son daughter brother sister wife husband widow parent "
    "baby boy girl man woman couple friend colleague partner rival enemy stranger crowd "
    "group community population public society generation class minority majority tribe",
    "body head face eye hand arm leg foot heart blood brain skin bone voice name age "
    "life death birth wedding funeral birthday holiday anniversary ceremony meeting talk "
    "visit session summit conference vote election poll ballot campaign rally march "
    "protest strike riot clash arrest escape kidnapping murder theft robbery fraud crime",
    "computer telephone network website screen camera radio television newspaper "
    "magazine journalist editor photographer headline rumour picture video message data "
    "software system device machine tool instrument battery cable wire pipe valve pump "
    "tank box bag bottle cup plate knife key lock chair table bed lamp clock bell flag",
    "number figure amount rate level total average half quarter third majority share "
    "part piece section side end beginning middle centre top bottom edge corner line "
    "row circle ring shape size length width height weight speed distance direction "
    "colour sound smell taste light shadow",
    "reason cause purpose aim target goal effect consequence benefit advantage "
    "difficulty obstacle danger threat chance opportunity choice decision option "
    "condition situation position place site spot location area zone quarter suburb "
    "outskirts neighbourhood landmark monument statue fountain memorial cemetery grave",
    "alliance coalition party movement organisation association federation institute "
    "foundation charity trust body authority watchdog regulator ombudsman tribunal jury "
    "prosecutor defendant attorney bail custody prison cell warder sentence parole",
    "expansion closure merger takeover auction bid tender bankruptcy restructuring "
    "dismissal appointment resignation promotion candidate successor predecessor "
    "negotiation mediator compromise concession boycott embargo sanction blockade "
    "evacuation curfew checkpoint corridor convoy parcel package delivery cargo freight",
    "apprentice archive avalanche awning backlog balcony barge barrel basin beacon "
    "blanket blaze boiler boulder breach brick broker bucket builder burden butcher "
    "bypass candle canteen canvas carpenter carriage cattle ceiling certificate chain "
    "chapel chimney cinema citizen cleric coastline coffin collapse collector columnist "
    "compartment complaint component concrete consignment constituency contractor "
    "cottage counter courtyard crane crater crew cruise curriculum curtain custom "
    "dealer debris declaration delegation descent designer diesel diplomat disguise "
    "ditch dividend dock doctrine donor draft drain drift duel dust dwelling dyke",
    "echo eclipse edition elder embankment embassy emission employee employer enclave "
    "encounter engagement enterprise entrance envelope epidemic episode essay estate "
    "estimate excavation exchange excuse exhibit exile expedition expense explosion "
    "extension fabric facade failure fault favour feast feature fertiliser fleet flight "
    "flock folder folk footage footpath forecast fortress fragment framework furnace",
    "gallon garrison gathering gesture glacier glimpse gown grandmother gravel "
    "greenhouse "
    "grocer guarantee guideline gull habit hammer handful hangar hardship harvest hatch "
    "hearing hedge helmet herd heritage highway hinge hostage household hull hut icon "
    "imprint incentive index inmate inn inspection installation institution insult "
    "intake intelligence intention interval invasion inventory invitation invoice",
    "jacket jar jetty jewel joint journal junction junior justice kiln kiosk knot label "
    "ladder landlord landscape launch laundry leaflet lease lecture ledger legacy lens "
    "lever lid lifeboat lighthouse limit link lobby lodge logbook loom lottery luggage",
    "maintenance mandate manuscript margin marine marsh mast meadow mechanic melody "
    "merchant messenger meter midwife migration mirror mission mixture monastery monk "
    "moor motion motive motorway mould mud mural mystery nest niece notebook notice oath "
    "objection observer occupation ore orchard orphan outbreak outlet oven oversight",
    "paddle palace parade paragraph parcel parish passage passport pasture patent path "
    "pavement peasant pebble penalty perimeter petrol pharmacy pier pilgrim pillar "
    "pipeline pitch plaster platform plot plumber pocket poison pole pond pool portrait "
    "poster potato pottery poultry powder precaution premise presence priest privilege "
    "procedure procession promenade proof property prospect provision pulpit pupil",
    "quay quota rack raft rail rainfall ramp ranger ransom ray razor rebate receipt "
    "recession recipe recovery referendum refinery refuge regime registry rehearsal "
    "remark remedy reminder rent republic reputation reservoir residence resort resource "
    "retailer retreat reunion reward ridge riot ritual rival rocket rope routine rubble",
    "sack sail salon salvage sanctuary satellite scaffold scandal scar scholar script "
    "scrutiny seal sector seizure sensor servant settlement sewer shaft shed shipment "
    "shipyard shortage shutter siding siren sketch slogan slope smoke smuggler socket "
    "soup souvenir spark specialist sponsor spring squad stable staff stake stall "
    "standard statue steam storage strait stream stretch stripe studio substance suburb "
    "suitcase supervisor surgeon surplus suspicion swamp symbol syndicate",
    "tailor talent tap tariff tavern taxpayer teenager telegram tenant tension terminal "
    "terrace territory textbook textile thread threshold throne thunder timetable tissue "
    "toll tomb tone torch tournament toxin tractor trade tradition trail tram transcript "
    "transport trap tray treasure treasury trench tribute trophy tube tunnel turbine "
    "turnout tutor twin uniform upheaval utility vacancy vault vehicle vendor venture "
    "venue veteran veto vicar villa vineyard violation violence vision volcano voyage "
    "wagon waste watchman wharf whistle wholesaler widow willow winner wire witness "
    "workshop wound wreath yard yacht yield zoo",
    NULL,
};

const char *const bench_verbs[] = {
    "accept accuse acquire admit adopt affect allow announce answer approve arrange "
    "arrest ask assess attack attract avoid back ban block blame call cancel carry cause "
    "challenge change charge check claim clear close collect condemn confirm consider "
    "control cover cross criticise cut/cut/cut damage declare defend delay deliver "
    "demand "
    "deny describe destroy develop discover discuss dismiss divide double draft drop",
    "ease elect employ end endorse enforce enter escape establish evacuate examine "
    "exchange expand expect explain expose extend face favour fight/fought/fought fill "
    "find/found/found finish fix follow force found free fund gain gather "
    "give/gave/given "
    "grant greet guard guide halt handle harm hear/heard/heard help hide/hid/hidden hire "
    "hit/hit/hit hold/held/held honour host identify ignore impose improve include",
    "increase inform injure inspect install insult interview introduce invite isolate "
    "join judge keep/kept/kept lead/led/led leave/left/left lift limit link load lock "
    "lose/lost/lost lower manage mark measure meet/met/met mention monitor move name "
    "need notify observe obtain occupy offer open oppose order organise outline overtake "
    "own pass pay/paid/paid permit place plan praise prepare present press prevent print",
    "produce promise promote propose protect protest prove provide publish pull punish "
    "push put/put/put question raise reach read/read/read receive recognise recommend "
    "record recover reduce refuse regret reject release remember remove rename rent "
    "repair repeat replace report request rescue reserve resist respect restore restrict "
    "resume retain return reveal reverse review reward risk ruin run/ran/run save search",
    "secure see/saw/seen seek/sought/sought seize sell/sold/sold send/sent/sent settle "
    "shake/shook/shaken share shell shift shock show/showed/shown shut/shut/shut sign "
    "silence solve spend/spent/spent split/split/split spread/spread/spread stage start "
    "steal/stole/stolen stop store strengthen strike/struck/struck study submit suffer "
    "suggest supply support surprise surround survey suspect suspend take/took/taken",
    "target teach/taught/taught tell/told/told test thank threaten tighten trace track "
    "train transfer transform transport treat trigger trust turn undermine understand/"
    "understood/understood unite unveil update urge use value visit vote warn wash watch "
    "weaken welcome widen win/won/won withdraw/withdrew/withdrawn withhold/withheld/"
    "withheld witness worsen wreck write/wrote/written abandon abolish absorb accelerate",
    "accompany address adjust advise amend analyse appoint applaud assemble assign "
    "assist attach auction authorise award banish boost borrow breach bribe broadcast/"
    "broadcast/broadcast burn bury calm capture celebrate circulate coach combine "
    "commission compensate compile complete conceal concede conduct confiscate confront "
    "connect consult contain contaminate contest convert convince convict cool correct",
    "decorate dedicate defeat defuse demolish deploy deport design detain deter detect "
    "devastate dig/dug/dug disarm disband discipline discourage disguise display disrupt "
    "dissolve distribute disturb dominate donate drain draw/drew/drawn drown dump "
    "edit embrace encourage endanger engage enlarge erect escort evict evaluate excavate",
    "exclude execute exempt exhaust exhibit explore exploit export feed/fed/fed film "
    "finance flatten flood forbid/forbade/forbidden forget/forgot/forgotten forgive/"
    "forgave/forgiven freeze/froze/frozen frighten fulfil grill harvest heat hijack "
    "hoist "
    "humiliate illustrate imitate implement import imprison inherit insure intercept "
    "interrupt invade investigate irrigate issue jam jeopardise kidnap label launch",
    "lease license loot mediate merge mine misuse mobilise modernise mourn negotiate "
    "nominate obstruct offend omit outlaw overlook overrule overthrow/overthrew/"
    "overthrown overturn paint pardon persuade pioneer plant plunder pollute postpone "
    "privatise prolong pursue quarantine quote rebuild/rebuilt/rebuilt recall recruit",
    "refurbish register regulate reinforce relocate renew renovate reopen repay/repaid/"
    "repaid resent reshape retrieve revise revive sabotage salvage sanction scrap screen "
    "seal shelter shorten simplify slow smuggle soften spark sponsor stabilise "
    "streamline "
    "subsidise summon supervise suppress swap tackle tax test tolerate topple torture "
    "translate trap trim unload upgrade uphold/upheld/upheld vaccinate validate "
    "ventilate",
    NULL,
};

const char *const bench_verbs_without[] = {
    "agree appear argue arrive begin/began/begun belong break/broke/broken change climb "
    "collapse come/came/come compete complain continue cry decline depart deteriorate "
    "die "
    "differ disagree disappear drift drop emerge erupt escape expire explode fail fade "
    "fall/fell/fallen flee/fled/fled fly/flew/flown gather go/went/gone grow/grew/grown",
    "happen hesitate improve increase intensify intervene land last laugh linger march "
    "mount object occur open pause persist proceed prosper protest react recede recover "
    "resign respond resume retire retreat return rise/rose/risen rush sail shrink/shrank/"
    "shrunk sink/sank/sunk sit/sat/sat slip slow speak/spoke/spoken stall stand/stood/"
    "stood start stay stop struggle succeed suffer surrender survive travel tremble turn "
    "unfold vanish vary vote wait walk watch weaken withdraw/withdrew/withdrawn work "
    "worsen yield apologise assemble bargain boil collide crack crumble diminish",
    NULL,
};

const char *const bench_adjectives[] = {
    "new old big small large great high low long short early late young local national "
    "foreign public private political economic social military civil legal official "
    "regional central northern southern eastern western recent former current next last "
    "first second third final full empty open closed free strong weak heavy light hard",
    "soft deep shallow wide narrow thick thin hot cold warm cool dry wet clean dirty "
    "clear dark bright quiet loud safe dangerous easy difficult simple complex cheap "
    "expensive rich poor good bad right wrong true false common rare usual strange "
    "serious minor major key main chief senior junior joint separate single double daily "
    "weekly monthly annual temporary permanent urgent vital critical crucial essential",
    "possible likely unlikely certain uncertain sure ready able unable willing reluctant "
    "angry happy sad afraid proud ashamed calm nervous tired hungry sick healthy injured "
    "dead alive armed unarmed violent peaceful fierce bitter brutal gentle kind cruel "
    "honest corrupt fair unfair equal independent neutral radical moderate liberal "
    "conservative religious secular rural urban coastal remote nearby distant popular",
    "famous unknown secret hidden obvious visible invisible huge tiny vast enormous "
    "modest sharp steep gradual sudden slow fast rapid steady stable fragile solid "
    "liquid "
    "broken damaged ruined abandoned crowded busy deserted wooden stone iron steel "
    "electric nuclear solar digital modern ancient historic medieval traditional",
    "controversial disputed unpopular embarrassing costly profitable bankrupt wealthy "
    "generous greedy brave cautious careful careless clever wise foolish skilled "
    "experienced qualified retired unemployed homeless disabled elderly pregnant married "
    "divorced single missing wounded exhausted desperate hopeful optimistic pessimistic "
    "sceptical critical hostile friendly loyal rebel exiled jailed acquitted convicted",
    "additional alternative ambitious annual apparent appropriate arbitrary artificial "
    "authentic automatic available average awkward bleak blunt bold brief broad bulky "
    "bureaucratic capable chaotic charitable chronic clandestine coherent collective "
    "commercial comparable competent comprehensive compulsory conditional confidential "
    "considerable consistent constant contemporary contrary conventional cosmetic",
    "decisive defective defensive deliberate delicate dense diplomatic distinct diverse "
    "domestic dominant dramatic drastic dubious durable eager elaborate elegant eligible "
    "emotional endless enthusiastic equivalent ethnic eventual evident excessive "
    "exclusive exotic explicit extensive external extraordinary extreme faint faulty",
    "feasible fertile financial firm flat flexible forced formal fresh fundamental "
    "generic genuine global grave grim harsh hasty hidden humane idle illegal immediate "
    "imminent impartial inadequate incomplete indirect industrial inevitable informal "
    "initial inner innocent intense interim internal invalid lasting lavish legitimate",
    "lenient lethal loose lucrative makeshift mandatory marginal massive mature medical "
    "mild mobile monetary moral municipal mutual mysterious native naval notable "
    "notorious "
    "numerous obscure obsolete occasional odd offshore ordinary organic outdated outer "
    "outstanding overdue overseas painful partial passive patient peculiar plausible "
    "polite portable potent precise premature previous primitive principal productive",
    "prominent prompt provisional prudent rebuilt reliable relevant resilient respected "
    "rigid robust rough routine royal rusty scarce scattered scenic seasonal selective "
    "sensitive severe shabby sincere slight smooth spacious sparse special spectacular "
    "splendid spontaneous standard statutory strategic strict striking stubborn "
    "substantial subtle superior surplus swift symbolic technical tentative thorough "
    "tough toxic tragic transparent turbulent unanimous uneasy uneven uniform unique "
    "unusual upper useful vague valid valuable vigorous voluntary vulnerable weary "
    "widespread",
    NULL,
};

const char *const bench_adverbs[] = {
    "quickly slowly suddenly gradually quietly openly publicly privately officially "
    "reportedly allegedly apparently clearly probably possibly certainly simply merely "
    "almost nearly largely mostly partly entirely completely finally eventually recently "
    "previously immediately briefly repeatedly often sometimes rarely never already "
    "still "
    "soon again later earlier once twice together separately carefully firmly strongly",
    "sharply steadily slightly heavily badly seriously directly indirectly temporarily "
    "permanently initially formally informally unanimously narrowly easily hardly barely "
    "deliberately accidentally reluctantly eagerly cautiously angrily calmly peacefully "
    "violently illegally legally secretly voluntarily jointly effectively successfully "
    "abruptly broadly chiefly deeply duly evenly fairly freely fully genuinely harshly "
    "hastily loosely loudly mainly mildly notably partially personally politely promptly "
    "roughly safely severely solely swiftly thoroughly tightly usually vigorously widely",
    NULL,
};

const char *const bench_beat_names[N_BEATS] = {
    "conflict", "politics",  "courts",  "sports",  "markets",
    "weather",  "accidents", "science", "culture",
};

const char *const bench_beat_nouns[N_BEATS] = {
    "fighter rebel shelling ceasefire offensive front garrison checkpoint mortar rifle "
    "convoy airstrike drone militia commander truce trench ambush sniper stronghold "
    "ammunition rocket casualty reinforcement siege enclave hostage warplane gunman",
    "election ballot coalition parliament reform budget vote majority opposition cabinet "
    "lawmaker referendum constituency manifesto premier speaker deputy amendment debate "
    "resignation portfolio mandate minister poll campaign treaty faction whip caucus",
    "court judge trial verdict appeal defendant prosecutor lawyer sentence jury bail "
    "testimony witness plea hearing conviction indictment evidence custody fraud bribe "
    "lawsuit injunction clerk tribunal acquittal inquest detective warrant alibi",
    "match goal striker keeper coach season title referee penalty midfielder defender "
    "league cup fixture half whistle corner crossbar stadium squad lap sprint relay set "
    "wicket innings tackle header substitute tournament qualifier record podium",
    "profit revenue share dividend earnings quarter forecast analyst investor margin "
    "acquisition bond yield currency commodity inflation trader index bank lender "
    "shareholder tonne barrel cargo refinery exporter contract loan exchange holding",
    "storm flood rain wind snow drought forecast gale river levee heatwave frost "
    "downpour forecaster meteorologist warning evacuation reservoir harvest hail fog "
    "temperature visibility current tide gust thunderstorm mudslide power outage",
    "crash collision driver lorry blaze firefighter ambulance survivor wreckage carriage "
    "passenger helicopter rescuer stretcher pilot cockpit rail bridge debris brake tyre "
    "crane scaffold explosion boiler gas leak hull lifeboat coastguard mine shaft",
    "study researcher vaccine sample laboratory telescope protein gene cell trial dose "
    "orbit probe planet comet fossil glacier species enzyme antibody microscope theory "
    "data particle reactor isotope journal climate coral mosquito hypothesis patient",
    "novel film festival actor orchestra painter sculpture exhibition opera director "
    "premiere script publisher museum curator portrait choir audience critic ballet poem "
    "translation archive fresco manuscript soloist melody costume stage theatre prize",
};

const char *const bench_beat_verbs[N_BEATS] = {
    "shell capture attack recapture bombard ambush besiege evacuate overrun storm "
    "surround mine fortify abandon repel seize target advance",
    "reject endorse amend adopt veto debate draft oppose back dissolve nominate ratify "
    "postpone table approve repeal overhaul campaign",
    "convict acquit sentence charge indict accuse question jail fine detain prosecute "
    "appeal summon extradite defend overturn swear hear",
    "beat score defeat save equalise win/won/won book head strike level overtake draw/"
    "drew/drawn qualify retire clear sign bowl serve",
    "acquire post trim lift forecast cut/cut/cut raise trade buy/bought/bought sell/sold/"
    "sold list issue restructure downgrade upgrade outperform",
    "flood sweep/swept/swept batter drench lash cut/cut/cut uproot submerge isolate "
    "blanket hit/hit/hit threaten delay ground soak bury",
    "crash overturn strike/struck/struck derail hit/hit/hit rescue trap injure burn "
    "extinguish evacuate free search tow recover",
    "discover test measure publish analyse observe detect develop sequence examine "
    "launch "
    "record confirm predict replicate map model",
    "perform stage exhibit direct publish restore compose conduct translate paint write/"
    "wrote/written unveil award adapt screen open",
};

const char *const bench_beat_adjectives[N_BEATS] = {
    "armed rebel besieged strategic heavy loyalist front-line wounded fortified mined",
    "parliamentary constitutional electoral ruling opposition federal partisan "
    "cross-party",
    "guilty criminal judicial former accused alleged defence forensic unanimous "
    "suspended",
    "unbeaten home away second-half injury-time opening early defending visiting "
    "national",
    "quarterly pre-tax operating consolidated listed net gross diluted overnight "
    "exporting",
    "heavy torrential tropical coastal flooded low-lying freezing gale-force humid icy",
    "injured trapped overturned charred rescued speeding derailed emergency blazing",
    "scientific clinical genetic peer-reviewed marine orbital infected molecular early",
    "award-winning classical restored contemporary literary original leading baroque",
};
