#include "bench/lexicon.h"

#include <stdio.h>
#include <string.h>

/* How names sound in one made-up language: word parts parted by blanks. */
typedef struct {
    const char *onset, *vowel, *coda, *town, *surname;
} flavour;

static const flavour flavours[N_FLAVOURS] = {
    {"b v g d z k l m n p r s t st kr vl dr br", "a o e i u a o", "n r v l k sk - - -",
     "grad ovo ino sk itsa ov evka", "ov ev enko sky in ic uk"},
    {"b t th j h kh d dh r z s sh q k l m n f", "a a i u aa i a", "d r n m s b l h - -",
     "iya abad iyah an a", "i awi ani ari uni een"},
    {"b br c cl d f g h l m n p r s st t th w wh", "a e i o u ea oo",
     "n r l nd ck rt m st ng -", "ton ford ham bury wick ley mouth",
     "son man er well ley worth"},
    {"b c d f g j l m n p r s t v qu ll", "a e i o a o u", "n r l s - - - - z",
     "ales ona uela ita eda", "ez as osa ero ado illa"},
    {"b d f g h k kl l m n r s sch st t v w", "a e i o u ei au", "n r l ng rt ld ck st -",
     "burg dorf stadt heim berg furt", "mann er ler stein bach ing"},
    {"b c d g h k l m n r s t y z sh", "a e i o u u a", "k r n l m z t y -",
     "kent bulak tau kol abad", "oglu ev bek li man"},
    {"b d f g k m n s t w y nd mb ng nk", "a e i o u a a", "- - - n - m -",
     "ani ura ele wa anga", "wa ele ongo anda eke"},
    {"b ch d g h j k l m n s t w y z sh", "a e i o u ai ou", "n ng - - n - k",
     "ing ang an zhou un", "ang ong in ei un"},
    {"b bh ch d dh g h j k kh l m n p r s t v", "a i u e o a aa", "- n r l m t sh - -",
     "pur garh abad nagar patti", "kar esh an appa ani war"},
    {"l m n r s t v k p h j", "a e i o u aa ie", "- n s l t - r k", "nen la vik by nes",
     "nen la sen qvist berg"},
};

static size_t n_parts(const char *list)
{
    size_t n = 1;
    for (; *list; list++)
        n += *list == ' ';
    return n;
}

static size_t add_part(char *to, size_t at, const char *list, dice *d)
{
    uint32_t which = dice_below(d, (uint32_t)n_parts(list));
    while (which--)
        list = strchr(list, ' ') + 1;
    size_t len = strcspn(list, " ");
    if (*list == '-' || at + len + 1 >= NAME_BYTES)
        return at;
    memcpy(to + at, list, len);
    to[at + len] = '\0';
    return at + len;
}

static void capital(char *word)
{
    if (*word >= 'a' && *word <= 'z')
        *word = (char)(*word - 'a' + 'A');
}

/* Syllables and an ending (or none) at to[at...]. */
static size_t add_word(char *to, size_t at, const flavour *f, uint32_t syllables,
                       const char *ending, dice *d)
{
    size_t start = at;
    for (uint32_t i = 0; i < syllables; i++) {
        at = add_part(to, at, f->onset, d);
        at = add_part(to, at, f->vowel, d);
        if (i + 1 == syllables || dice_below(d, 3) == 0)
            at = add_part(to, at, f->coda, d);
    }
    if (ending) {
        if (at > start && strchr("aeiou", to[at - 1]))
            to[--at] = '\0';
        at = add_part(to, at, ending, d);
    }
    capital(to + start);
    return at;
}

static const flavour *flavour_of(uint64_t key)
{
    return &flavours[hash_mix(key, 77) % N_FLAVOURS];
}

static dice dice_for(uint64_t key, uint64_t what)
{
    return dice_of(key, what, 0x4e414d45u);
}

made_name name_of_town(uint64_t key)
{
    static const char *const before[] = {"New ", "Port ", "Upper ", "Old ",
                                         "El ",  "Tell ", "Saint ", "Al-"};
    made_name name = {""};
    dice d = dice_for(key, 1);
    const flavour *f = flavour_of(key);
    size_t at = 0;
    if (dice_below(&d, 8) == 0) {
        const char *word = before[dice_below(&d, 8)];
        at = strlen(word);
        memcpy(name.text, word, at + 1);
    }
    bool ending = dice_below(&d, 3) > 0;
    add_word(name.text, at, f, ending ? dice_between(&d, 1, 2) : 2,
             ending ? f->town : NULL, &d);
    return name;
}

made_name name_of_country(uint64_t key)
{
    static const char ends[] = "ia land istan any ora ania";
    made_name name = {""};
    dice d = dice_for(key, 2);
    add_word(name.text, 0, flavour_of(key), 2, ends, &d);
    return name;
}

made_name name_of_person(uint64_t key)
{
    made_name name = {""};
    dice d = dice_for(key, 3);
    const flavour *f = flavour_of(key);
    size_t at = add_word(name.text, 0, f, dice_between(&d, 1, 2), NULL, &d);
    if (dice_below(&d, 12) == 0) {
        memcpy(name.text + at, " al-", 5);
        at += 4;
    } else {
        memcpy(name.text + at, " ", 2);
        at += 1;
    }
    add_word(name.text, at, f, dice_between(&d, 1, 2),
             dice_below(&d, 4) ? f->surname : NULL, &d);
    return name;
}

const char *surname_in(const made_name *person)
{
    const char *last = strrchr(person->text, ' ');
    return last ? last + 1 : person->text;
}

made_name name_word(uint64_t key)
{
    made_name name = {""};
    dice d = dice_for(key, 4);
    const flavour *f = flavour_of(key);
    add_word(name.text, 0, f, 2, dice_below(&d, 2) ? f->surname : f->town, &d);
    return name;
}

static const char *pick(const char *const *list, size_t n, dice *d)
{
    return list[dice_below(d, (uint32_t)n)];
}
#define PICK(list, d) pick(list, sizeof(list) / sizeof((list)[0]), d)

made_name name_of_group(uint64_t key)
{
    static const char *const kinds[] = {"Liberation Front",
                                        "People's Party",
                                        "National Movement",
                                        "Free Army",
                                        "Workers' Union",
                                        "Democratic List",
                                        "Defence Brigades",
                                        "Civic Alliance",
                                        "Renewal Party",
                                        "Farmers' League",
                                        "Unity Bloc",
                                        "Resistance Council",
                                        "Reform Union",
                                        "Green Party",
                                        "Border Guard",
                                        "Homeland Party",
                                        "Students' Council",
                                        "Players' Union",
                                        "Rowing Club",
                                        "United",
                                        "Rovers",
                                        "City Choir",
                                        "Athletic"};
    made_name name = {""}, place = name_of_town(hash_mix(key, 5));
    dice d = dice_for(key, 5);
    snprintf(name.text, sizeof name.text, "%.30s %s", place.text, PICK(kinds, &d));
    return name;
}

made_name name_of_company(uint64_t key)
{
    static const char *const kinds[] = {
        "Corp",   "Inc",       "Ltd",      "Group",   "Bank",     "Holdings",
        "Mining", "Airways",   "Steel",    "Foods",   "Energy",   "Shipping",
        "Motors", "Insurance", "Chemical", "Telecom", "Textiles", "Brothers"};
    made_name name = {""}, word = name_word(hash_mix(key, 6));
    dice d = dice_for(key, 6);
    snprintf(name.text, sizeof name.text, "%.30s %s", word.text, PICK(kinds, &d));
    return name;
}

made_name name_of_office(uint64_t key)
{
    static const char *const kinds[] = {
        "Ministry of", "Institute of",   "Department of", "Office of",  "Association of",
        "Chamber of",  "Directorate of", "Federation of", "Academy of", "Board of"};
    static const char *const of[] = {
        "Transport", "Health",    "Finance", "Fisheries", "Justice",    "Labour",
        "Energy",    "Trade",     "Housing", "Education", "Statistics", "Forestry",
        "Railways",  "Antiquity", "Science", "Defence",   "Ports",      "Water"};
    made_name name = {""}, place = name_of_country(hash_mix(key % 61, 7));
    dice d = dice_for(key, 7);
    const char *kind = PICK(kinds, &d);
    if (dice_below(&d, 2))
        snprintf(name.text, sizeof name.text, "%.20s %s %s", place.text, kind,
                 PICK(of, &d));
    else
        snprintf(name.text, sizeof name.text, "%s %s", kind, PICK(of, &d));
    return name;
}
