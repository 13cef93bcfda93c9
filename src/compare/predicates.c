#include "compare/predicates.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *form, *base;
} irregular;

// Sorted by form.
static const irregular irregulars[] = {
    {"beaten", "beat"},
    {"began", "begin"},
    {"begun", "begin"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"built", "build"},
    {"burst", "burst"},
    {"came", "come"},
    {"caught", "catch"},
    {"chosen", "choose"},
    {"controlled", "control"},
    {"controlling", "control"},
    {"cut", "cut"},
    {"dead", "die"},
    {"died", "die"},
    {"drawn", "draw"},
    {"drew", "draw"},
    {"driven", "drive"},
    {"drove", "drive"},
    {"fallen", "fall"},
    {"fell", "fall"},
    {"felt", "feel"},
    {"fled", "flee"},
    {"flew", "fly"},
    {"flown", "fly"},
    {"fought", "fight"},
    {"found", "find"},
    {"gave", "give"},
    {"given", "give"},
    {"gone", "go"},
    {"grew", "grow"},
    {"grown", "grow"},
    {"held", "hold"},
    {"hit", "hit"},
    {"kept", "keep"},
    {"led", "lead"},
    {"left", "leave"},
    {"lost", "lose"},
    {"made", "make"},
    {"meant", "mean"},
    {"met", "meet"},
    {"paid", "pay"},
    {"put", "put"},
    {"ran", "run"},
    {"retaken", "retake"},
    {"retook", "retake"},
    {"risen", "rise"},
    {"rose", "rise"},
    {"said", "say"},
    {"sank", "sink"},
    {"saw", "see"},
    {"seen", "see"},
    {"sent", "send"},
    {"shot", "shoot"},
    {"shut", "shut"},
    {"sought", "seek"},
    {"spent", "spend"},
    {"split", "split"},
    {"spoke", "speak"},
    {"spoken", "speak"},
    {"spread", "spread"},
    {"stood", "stand"},
    {"struck", "strike"},
    {"sunk", "sink"},
    {"swept", "sweep"},
    {"taken", "take"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"told", "tell"},
    {"took", "take"},
    {"went", "go"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"won", "win"},
};

typedef struct {
    const char *base;
    predicate meaning;
} meaning;

// By stem, as strip() leaves it; sorted.
static const meaning meanings[] = {
    {"abandon", PREDICATE_LEFT},        {"besieg", PREDICATE_SURROUNDED},
    {"block", PREDICATE_CLOSED},        {"captur", PREDICATE_TAKEN},
    {"clear", PREDICATE_TAKEN},         {"clos", PREDICATE_CLOSED},
    {"conquer", PREDICATE_TAKEN},       {"control", PREDICATE_HELD},
    {"die", PREDICATE_KILLED},          {"encircl", PREDICATE_SURROUNDED},
    {"enter", PREDICATE_ENTERED},       {"entrench", PREDICATE_HELD},
    {"evacuat", PREDICATE_EVACUATED},   {"fall", PREDICATE_TAKEN},
    {"fre", PREDICATE_TAKEN},           {"hold", PREDICATE_HELD},
    {"kill", PREDICATE_KILLED},         {"leav", PREDICATE_LEFT},
    {"liberat", PREDICATE_TAKEN},       {"los", PREDICATE_LEFT},
    {"occupi", PREDICATE_TAKEN},        {"open", PREDICATE_OPENED},
    {"overrun", PREDICATE_TAKEN},       {"recaptur", PREDICATE_TAKEN},
    {"regain", PREDICATE_TAKEN},        {"reopen", PREDICATE_OPENED},
    {"retain", PREDICATE_HELD},         {"retak", PREDICATE_TAKEN},
    {"retreat", PREDICATE_LEFT},        {"seal", PREDICATE_CLOSED},
    {"seiz", PREDICATE_TAKEN},          {"shut", PREDICATE_CLOSED},
    {"surround", PREDICATE_SURROUNDED}, {"tak", PREDICATE_TAKEN},
    {"withdraw", PREDICATE_LEFT},
};

static const char *const light_verbs[] = {
    "accord", "add",     "appear", "ask",    "becom", "begin", "believ", "bring", "call",
    "com",    "continu", "do",     "expect", "feel",  "find",  "get",    "giv",   "go",
    "hav",    "includ",  "keep",   "know",   "lead",  "mak",   "mean",   "need",  "put",
    "report", "run",     "say",    "see",    "seem",  "show",  "speak",  "start", "stat",
    "tell",   "think",   "try",    "use",    "want",
};
static const char *const negations[] = {
    "cannot", "neither", "never", "no",      "nobody",
    "none",   "nor",     "not",   "nothing", "without",
};
static const char *const unreal_words[] = {
    "could",  "if", "may",    "might",   "must", "ought", "shall",
    "should", "to", "unless", "whether", "will", "would",
};
typedef struct {
    const char *word;
    uint32_t kind;
} town_word;

enum {
    KIND_TOWN = 1,
    KIND_PORT = 2,
    KIND_BASE = 4,
    KIND_REGION = 8,
    KIND_CROSSING = 16,
    KIND_ISLAND = 32,
};

// Sorted.
static const town_word town_words[] = {
    {"base", KIND_BASE},       {"bastion", KIND_TOWN},   {"camp", KIND_BASE},
    {"capital", KIND_TOWN},    {"city", KIND_TOWN},      {"crossing", KIND_CROSSING},
    {"district", KIND_REGION}, {"enclave", KIND_REGION}, {"hamlet", KIND_TOWN},
    {"harbour", KIND_PORT},    {"island", KIND_ISLAND},  {"port", KIND_PORT},
    {"province", KIND_REGION}, {"region", KIND_REGION},  {"settlement", KIND_TOWN},
    {"stronghold", KIND_TOWN}, {"town", KIND_TOWN},      {"township", KIND_TOWN},
    {"village", KIND_TOWN},
};

static const char *const knowing_words[] = {
    "apparent", "certain", "clear",    "confirmed", "established", "immediately",
    "known",    "obvious", "possible", "sure",      "verified",
};
static const char *const untruths[] = {
    "absurd",     "accusation",  "accusations", "allegation", "allegations", "baseless",
    "charge",     "charges",     "claim",       "claims",     "fabrication", "false",
    "groundless", "invention",   "lie",         "lies",       "nonsense",    "not",
    "report",     "reports",     "rumor",       "rumors",     "rumour",      "rumours",
    "suggestion", "suggestions", "true",        "untrue",     "wrong",
};
static const char *const measures[] = {
    "acres",     "feet",      "foot",       "gallons",   "hectares",   "inches",
    "kilograms", "kilometer", "kilometers", "kilometre", "kilometres", "km",
    "litres",    "meters",    "metres",     "mile",      "miles",      "pounds",
    "tonnes",    "tons",      "yards",
};

static int compare_text(const void *key, const void *item)
{
    return slice_cmp(*(const slice *)key, slice_of_str(*(const char *const *)item));
}

#define IS_IN(list, word)                                                    \
    (bsearch(&(word), (list), sizeof(list) / sizeof *(list), sizeof *(list), \
             compare_text) != NULL)

enum { STEM_MOST = 64 };

static const char *base_of_irregular(slice word)
{
    const irregular *found =
        bsearch(&word, irregulars, sizeof irregulars / sizeof *irregulars,
                sizeof *irregulars, compare_text);
    return found ? found->base : NULL;
}

static size_t undouble(const char *word, size_t n)
{
    bool doubled = n > 3 && word[n - 1] == word[n - 2] && !strchr("lsz", word[n - 1]);
    return doubled ? n - 1 : n;
}

/* Porter's first step (1980), and a final e off; short words stay as they are. */
static slice strip(slice word, char *room)
{
    const char *base = base_of_irregular(word);
    if (base)
        word = slice_of_str(base);
    if (word.len >= STEM_MOST)
        return word;
    memcpy(room, word.ptr, word.len);
    size_t n = word.len;
    slice w = word;
    if (n > 4 && (slice_ends(w, SLICE("ies")) || slice_ends(w, SLICE("ied"))))
        n -= 2;
    else if (n > 5 && slice_ends(w, SLICE("ing")))
        n = undouble(room, n - 3);
    else if (n > 4 && slice_ends(w, SLICE("ed")))
        n = undouble(room, n - 2);
    else if (n > 4 && (slice_ends(w, SLICE("sses")) || slice_ends(w, SLICE("shes")) ||
                       slice_ends(w, SLICE("ches"))))
        n -= 2;
    else if (n > 3 && slice_ends(w, SLICE("s")) && !slice_ends(w, SLICE("ss")) &&
             !slice_ends(w, SLICE("us")))
        n -= 1;
    if (n > 3 && room[n - 1] == 'e')
        n--;
    if (n > 3 && room[n - 1] == 'y')
        room[n - 1] = 'i';
    return slice_of(room, n);
}

static predicate meaning_of(slice stem)
{
    const meaning *found = bsearch(&stem, meanings, sizeof meanings / sizeof *meanings,
                                   sizeof *meanings, compare_text);
    return found ? found->meaning : PREDICATE_NONE;
}

predicate predicate_of(slice folded)
{
    char room[STEM_MOST];
    return meaning_of(strip(folded, room));
}

uint64_t stem_of(slice folded)
{
    char room[STEM_MOST];
    return hash_bytes(strip(folded, room));
}

static bool is_inflected(slice folded)
{
    return folded.len > 4 &&
           (slice_ends(folded, SLICE("ed")) || slice_ends(folded, SLICE("ing")));
}

bool may_be_verb(slice folded)
{
    const char *base = base_of_irregular(folded);
    // "cut", "hit": as often nouns
    bool irregular_form = base && !slice_eq_str(folded, base);
    return is_inflected(folded) || irregular_form || predicate_is_verb(folded);
}

bool predicate_is_verb(slice folded)
{
    static const char *const nouns[] = {
        "block", "blocks", "clear", "close", "control", "controls", "fall", "falls",
        "free",  "hold",   "holds", "open",  "retreat", "retreats", "seal", "seals"};
    if (predicate_of(folded) == PREDICATE_NONE)
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (slice_eq_str(folded, nouns[i]))
            return false;
    return true;
}

bool is_light_verb(slice folded)
{
    char room[STEM_MOST];
    slice stem = strip(folded, room);
    return IS_IN(light_verbs, stem);
}

bool is_negation(slice folded)
{
    return IS_IN(negations, folded) || slice_ends(folded, SLICE("n't"));
}

bool is_unreal(slice folded)
{
    return IS_IN(unreal_words, folded);
}

uint32_t town_kind(slice folded)
{
    const town_word *found =
        bsearch(&folded, town_words, sizeof town_words / sizeof *town_words,
                sizeof *town_words, compare_text);
    return found ? found->kind : 0;
}

bool is_town_word(slice folded)
{
    return town_kind(folded) != 0;
}

bool is_knowing(slice folded)
{
    return IS_IN(knowing_words, folded);
}

bool is_untruth(slice folded)
{
    return IS_IN(untruths, folded);
}

bool is_measure(slice folded)
{
    return IS_IN(measures, folded);
}
