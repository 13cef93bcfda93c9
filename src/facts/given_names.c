// First names that men or women bear and hardly ever both: general knowledge of the names
// that stand in news, whatever the language they come from.
#include "facts/given_names.h"

#include <string.h>

static const char *const women[] = {
    "aisha",     "alice",     "alicia",    "alina",      "alison",    "amanda",
    "amina",     "amira",     "amy",       "ana",        "anastasia", "angela",
    "anita",     "ann",       "anna",      "anne",       "annette",   "annie",
    "antonia",   "asma",      "astrid",    "ayse",       "barbara",   "beatrice",
    "beatriz",   "birgit",    "brenda",    "brigitte",   "carla",     "carmen",
    "carol",     "caroline",  "catherine", "cecilia",    "celine",    "charlotte",
    "cheryl",    "christina", "christine", "clara",      "claudia",   "cynthia",
    "daniela",   "deborah",   "diana",     "diane",      "donna",     "doris",
    "dorothy",   "edith",     "ekaterina", "elena",      "elif",      "elizabeth",
    "ellen",     "emily",     "emma",      "esra",       "esther",    "eva",
    "evelyn",    "farida",    "fatema",    "fatima",     "fatma",     "francesca",
    "francoise", "frieda",    "gabriela",  "galina",     "hanan",     "hannah",
    "heather",   "heidi",     "helen",     "helena",     "helene",    "hilary",
    "hillary",   "iman",      "inga",      "ingrid",     "irene",     "irina",
    "isabel",    "isabelle",  "ivana",     "jacqueline", "jane",      "janet",
    "janice",    "jennifer",  "jessica",   "joan",       "joanna",    "jocelyn",
    "judith",    "judy",      "julia",     "julie",      "karen",     "karin",
    "katarina",  "kate",      "katherine", "kathleen",   "kathy",     "katja",
    "kelly",     "ksenia",    "laila",     "latifa",     "laura",     "lauren",
    "leila",     "lena",      "leyla",     "liliana",    "linda",     "lisa",
    "louise",    "lucia",     "lucy",      "ludmila",    "lyudmila",  "madeleine",
    "magdalena", "margaret",  "maria",     "mariam",     "marie",     "marina",
    "marta",     "martha",    "mary",      "maryam",     "megan",     "melissa",
    "merve",     "michelle",  "miriam",    "mona",       "monica",    "monika",
    "nadia",     "nadine",    "nancy",     "naomi",      "natalia",   "natalie",
    "nawal",     "nina",      "noor",      "oksana",     "olena",     "olga",
    "olivia",    "pamela",    "patricia",  "paula",      "penelope",  "petra",
    "rachel",    "rania",     "rebecca",   "renata",     "rita",      "rosa",
    "ruth",      "sabine",    "salma",     "samantha",   "samira",    "sandra",
    "sara",      "sarah",     "sharon",    "sheila",     "sofia",     "sonia",
    "sophia",    "sophie",    "stella",    "stephanie",  "sue",       "susan",
    "susanne",   "svetlana",  "sylvia",    "tamara",     "tanya",     "tatiana",
    "teresa",    "theresa",   "tina",      "tracy",      "ulrike",    "ursula",
    "valentina", "valerie",   "vanessa",   "vera",       "veronica",  "viktoria",
    "wendy",     "xenia",     "yasmin",    "yulia",      "yvonne",    "zahra",
    "zainab",    "zeynep"};

static const char *const men[] = {
    "aaron",     "abbas",       "abdallah",  "abdel",      "abdirahman",  "abdul",
    "abdullah",  "abdulrahman", "abubakar",  "adam",       "adel",        "adnan",
    "adrian",    "ahmad",       "ahmed",     "ahmet",      "akbar",       "alan",
    "albert",    "alberto",     "aleksandr", "aleksei",    "alexander",   "alexandre",
    "alexei",    "alfred",      "ali",       "amadou",     "amin",        "amir",
    "anatoly",   "anders",      "andrei",    "andrew",     "andrey",      "andrij",
    "andriy",    "andrzej",     "anthony",   "antoine",    "anton",       "antonio",
    "anwar",     "arif",        "arkady",    "arthur",     "artur",       "asif",
    "aziz",      "barack",      "bashar",    "bashir",     "ben",         "benjamin",
    "bernard",   "bernd",       "bernie",    "bill",       "billy",       "bob",
    "boris",     "brad",        "brian",     "bruce",      "bruno",       "burhan",
    "carl",      "carlos",      "charles",   "christoph",  "christopher", "colin",
    "craig",     "daniel",      "dave",      "david",      "denis",       "dennis",
    "derek",     "dieter",      "dieudonne", "dimitri",    "dirk",        "dmitri",
    "dmitry",    "dmytro",      "donald",    "doug",       "douglas",     "edmund",
    "eduard",    "eduardo",     "edward",    "ehud",       "emmanuel",    "enrique",
    "eric",      "erik",        "ernest",    "evgeny",     "fadi",        "faisal",
    "farid",     "farouk",      "faruk",     "fayez",      "felipe",      "felix",
    "fernando",  "francesco",   "francois",  "frank",      "fred",        "frederic",
    "gary",      "geoffrey",    "georg",     "george",     "georges",     "gerald",
    "gerard",    "gerhard",     "giorgi",    "giorgio",    "giovanni",    "giuseppe",
    "gordon",    "graham",      "greg",      "gregory",    "guillermo",   "gulbuddin",
    "hakan",     "hamed",       "hamid",     "hamza",      "hans",        "harald",
    "harold",    "haroun",      "harry",     "hasan",      "hashim",      "hassan",
    "heinz",     "helmut",      "henri",     "henry",      "herbert",     "hossein",
    "howard",    "hugh",        "hugo",      "husain",     "hussein",     "ian",
    "ibrahim",   "idris",       "igor",      "ihor",       "ilya",        "imad",
    "imran",     "ioannis",     "ismail",    "ivan",       "jack",        "jacob",
    "jacques",   "jalal",       "jamal",     "james",      "jason",       "javier",
    "jeff",      "jeffrey",     "jeremy",    "jerry",      "jim",         "jimmy",
    "jochen",    "joe",         "joel",      "johan",      "johann",      "johannes",
    "john",      "jonathan",    "jorge",     "jose",       "josef",       "joseph",
    "joshua",    "juan",        "julian",    "jurgen",     "kamal",       "karim",
    "karl",      "kemal",       "ken",       "kenneth",    "kevin",       "khaled",
    "khalid",    "khalil",      "klaus",     "konstantin", "kurt",        "larry",
    "laurence",  "laurent",     "leon",      "leonid",     "lorenzo",     "louis",
    "luca",      "luis",        "luiz",      "luke",       "mahdi",       "mahmood",
    "mahmoud",   "mahmud",      "majid",     "mamadou",    "manuel",      "marc",
    "marcel",    "marco",       "marcos",    "marcus",     "mario",       "mark",
    "markus",    "martin",      "marwan",    "masoud",     "matt",        "matteo",
    "matthew",   "matthias",    "maxim",     "mehmet",     "michael",     "michel",
    "miguel",    "mike",        "mikhail",   "milos",      "mohamed",     "mohammad",
    "mohammed",  "mohamud",     "moussa",    "muhammad",   "muhammed",    "murad",
    "murat",     "musa",        "mustafa",   "mykhailo",   "mykola",      "nabil",
    "nasser",    "nathan",      "neil",      "nicholas",   "nick",        "nicolas",
    "nigel",     "nikolai",     "nikolay",   "norman",     "oleg",        "oleh",
    "oleksandr", "oleksiy",     "olivier",   "omar",       "oscar",       "oskar",
    "osman",     "otto",        "pablo",     "paolo",      "patrick",     "paul",
    "paulo",     "pavel",       "pavlo",     "pedro",      "peter",       "petr",
    "petro",     "philip",      "philippe",  "pierre",     "pieter",      "qasim",
    "rafael",    "rafiq",       "ralf",      "ralph",      "rami",        "ramzan",
    "rashid",    "raul",        "raymond",   "recep",      "ricardo",     "richard",
    "rick",      "rob",         "robert",    "roberto",    "rodrigo",     "roger",
    "roland",    "rolf",        "roman",     "ronald",     "rudolf",      "ruslan",
    "russell",   "ryan",        "saad",      "sadiq",      "saeed",       "said",
    "salah",     "saleh",       "salim",     "sami",       "samuel",      "scott",
    "sean",      "sebastian",   "selim",     "serge",      "sergei",      "sergey",
    "sergio",    "serhii",      "serhiy",    "seth",       "simon",       "stanislav",
    "stefan",    "stefano",     "stephan",   "stephen",    "steve",       "steven",
    "stuart",    "suleiman",    "sultan",    "talal",      "tariq",       "ted",
    "terry",     "theodore",    "thomas",    "tim",        "timothy",     "tomas",
    "tony",      "ulrich",      "umar",      "usman",      "vadim",       "valeriy",
    "vasily",    "viktor",      "vincent",   "vitali",     "vitaliy",     "vladimir",
    "vladislav", "volodymyr",   "walter",    "werner",     "william",     "wladimir",
    "wolfgang",  "yahya",       "yaroslav",  "yasser",     "yassin",      "yevgeny",
    "yousef",    "youssef",     "yuri",      "yuriy",      "yusuf",       "zaher",
    "zakaria",   "zubair"};

static bool is_among(slice name, const char *const *list, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = slice_cmp(slice_of_str(list[mid]), name);
        if (c == 0)
            return true;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

char given_name_sex(slice name)
{
    if (is_among(name, men, sizeof men / sizeof *men))
        return 'm';
    return is_among(name, women, sizeof women / sizeof *women) ? 'f' : 0;
}
