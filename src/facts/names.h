/* Private to the steps that find names and join them to entities.
 *
 *   words ─► mentions (spans, titles before them)
 *         ─► spellings (all mentions of one story that differ in case, hyphens
 * and articles only) ─► joins (glosses, aligned copies, initials, spelling,
 * surnames; with points) ─► entities */
#ifndef STEMMA_FACTS_NAMES_H
#define STEMMA_FACTS_NAMES_H

#include "base/hash.h"
#include "facts/facts.h"
#include "facts/name_cases.h"
#include "facts/name_latin.h"

/* What is known about words without knowing the story. */
enum {
    WORD_TITLE = 1 << 0,         // general, president: before a person's name
    WORD_WEAK_TITLE = 1 << 1,    // king, major: also a part of names
    WORD_TITLE_PART = 1 << 2,    // prime, foreign, vice: before a title
    WORD_ROLE = 1 << 3,          // spokesman, leader: what a person is
    WORD_CALENDAR = 1 << 4,      // weekdays and months
    WORD_MONTH = 1 << 5,         // those that are also names of people: may, june
    WORD_ARTICLE = 1 << 6,       // al, el, ez: an article inside a name
    WORD_PARTICLE = 1 << 7,      // bin, van, de
    WORD_ORGANISATION = 1 << 8,  // ministry, party, agency
    WORD_PLACE = 1 << 9,         // river, province, lake
    WORD_DEMONYM = 1 << 10,      // french, african
    WORD_COMMON = 1 << 11,       // capitalised at the start of sentences only
    WORD_PREFIX = 1 << 12,       // pro, anti, non
    WORD_DIRECTION = 1 << 13,    // north, upper, new
    WORD_COMPANY = 1 << 14,      // inc, ltd, plc
    WORD_TOPIC = 1 << 15,        // health, defence, affairs: what ministries are for
    WORD_NUMBERED = 1 << 16,     // unit, channel: a number belongs to them
    WORD_SAYS = 1 << 17,         // said, told
    WORD_PLACE_BEFORE = 1 << 18, // in, near
    WORD_PLACE_NOUN = 1 << 19,   // town, village
    WORD_GLOSS = 1 << 20,        // acronym, known, called
    WORD_AGENCY = 1 << 21,       // one of the agencies' names
    WORD_PEOPLE = 1 << 22,       // fighters, officials: belong to an organisation
    WORD_BUSINESS = 1 << 23, // shipping, energy, herald: what companies and papers end in
    WORD_GIVEN = 1 << 24,    // first names that are hardly anything else
};

typedef struct {
    hash_table classes;      // folded word ─► the bits above
    hash_table countries;    // folded name without spaces ─► number of the country
    hash_table stems;        // of countries, for words made from them
    name_latin *latin;       // for names of other scripts
    const name_cases *cases; // of the pile, or NULL
    const gazetteer *gazetteer;
    uint32_t languages; // whose names of countries were taken
} name_words;

void name_words_init(arena *out, name_words *words);
uint32_t name_words_of(const name_words *words, uint64_t folded_hash);
/* A word for the people of a country ("Ruritanian"), listed or made from a
 * country. */
bool name_words_demonym(const name_words *words, slice folded);
/* `key`: the folded name without spaces. A number for each country, 0 for what is none.
 */
uint16_t name_words_country(const name_words *words, slice key);
/* Its ISO code, or NULL. */
const char *name_words_code(uint16_t number);
/* Takes the names of countries in one more language (BCP 47), if ICU has them. */
void name_words_add_language(arena *out, name_words *words, slice language);

typedef struct {
    uint32_t article;
    uint32_t title;       // first token of the title before it; == first without one
    uint32_t first, last; // tokens
    uint32_t spelling;    // index into name_set.spellings
    uint8_t hint;         // what it is by how it was found: entity_kind + 1, or 0
} name_mention;

enum { NAME_MOST_WORDS = 12 };

/* One name as one setting (stories with the same rare names) has it. */
typedef struct {
    uint32_t story;               // setting
    slice key;                    // its words together, articles left out
    slice words[NAME_MOST_WORDS]; // folded, in Latin letters and digits only
    uint32_t n_words;
    uint32_t first_mention, n_mentions;
    VEC(uint32_t) mentions;
    bool other_script; // not Latin
    bool acronym;      // capitals only, a single word of 2 to 6 letters
    uint64_t owner;    // of an office that several states have in this pile, or 0
    uint16_t country;  // its number, or 0
    bool with_the;     // has been seen with "the" before it
    bool team;         // a body that goes by a plural: "the Tarvon Miners"
    bool generic;      // has a word such as "ministry", "river" or "health"
    bool agency;
    int score[3]; // for place, person, organisation
} name_spelling;

typedef struct {
    const facts_input *in;
    arena *tmp;
    name_words words;
    VEC(name_mention) mentions; // by article, then first
    uint32_t *first_of;         // n_articles + 1
    uint32_t *setting;          // of each article
    VEC(name_spelling) spellings;
    hash_table as_place; // setting and key of one word ─► stands somewhere as a place
} name_set;

/* The story of an article; one for all where stories were not made. */
uint32_t name_story(const facts_input *in, uint32_t article_index);

void mentions_find(name_set *set);
/* What a mention is by the words around it, where they leave no doubt (hints.c). */
void hints_give(name_set *set);
void spellings_make(name_set *set);
/* Which words of the names found are forms of others (sets words.cases). */
void name_cases_find(name_set *set);
/* Does the setting have this name of one word behind "in" or before its country? */
bool name_is_place(const name_set *set, const name_spelling *s);

/* Adds what stands around each mention to its spelling's scores. */
void kinds_score(name_set *set);
entity_kind kinds_best(const int score[3]);
/* A person for sure on the one side, something else for sure on the other. */
bool kinds_clash(const name_spelling *a, const name_spelling *b);
/* Two or three words, none of them a generic one. */
bool kinds_person_shaped(const name_set *set, const name_spelling *s);

typedef enum {
    JOIN_ALIAS,    // the user said so
    JOIN_GLOSS,    // "Long Form (LF)", "X, also known as Y"
    JOIN_BRACKET,  // "X [Y]"
    JOIN_SLOT,     // one stands where the other stands in an aligned copy
    JOIN_SIDE,     // … by the word on one side of it; proves nothing alone
    JOIN_SPELLING, // near spelling in one story
    JOIN_LONGER,   // one is the other and a word more
    JOIN_ORDER,    // "Ministry of X" and "X Ministry"
    JOIN_INITIALS,
    JOIN_SURNAME,
    JOIN_TEAM,    // "the Miners"
    JOIN_GIVEN,   // the first name alone, after the full one
    JOIN_COUNTRY, // one country in two languages
    JOIN_SCRIPTS, // a full name in two scripts
    JOIN_STORIES, // the same name in two stories
} join_kind;

typedef struct {
    uint32_t a, b; // spellings, a < b
    join_kind kind;
    double points;
    uint32_t n; // places
} name_join;

typedef VEC(name_join) name_joins;

enum { NAME_ENOUGH = 3 }; // points for a join

uint32_t name_bits(const name_set *set, slice word);
uint64_t name_words_key(const name_spelling *s, uint32_t first, uint32_t last);
/* Word by word, for names of as many words: false when one pair cannot be one
 * word; `worst` is the largest distance of the others. */
bool name_words_agree(const name_set *set, const name_spelling *a, const name_spelling *b,
                      double *worst);
/* What it takes to make the sounds of one those of the other, for as many
 * words. */
double name_words_cost(const name_spelling *a, const name_spelling *b);
/* The title that stands before a mention or 0: "Gen." and "General" are one. */
uint64_t name_title(const text *t, const name_mention *m);
/* Has a mention of each the same one? */
bool names_share_title(const name_set *set, const name_spelling *a,
                       const name_spelling *b);
bool names_share_article(const name_set *set, const name_spelling *a,
                         const name_spelling *b);

/* An article that has both names more than once, unquoted, uses them for two
 * things. */
bool names_side_by_side(const name_set *set, const name_spelling *a,
                        const name_spelling *b);

/* Each looks for one kind of evidence and adds it. */
void likeness_find(name_set *set, name_joins *joins);
void glosses_find(name_set *set, name_joins *joins);
void slots_find(name_set *set, name_joins *joins);

/* Points for spelling alone: 3 is enough by itself in one story. */
double spelling_points(const name_set *set, const name_spelling *a,
                       const name_spelling *b);

/* Joins all spellings by the evidence. group[s] is the first spelling of the
 * entity that s is in; why[s] are the lines for entity s where group[s] == s.
 */
typedef VEC(slice) name_why;
void joins_apply(arena *out, name_set *set, name_joins *joins, uint32_t *group,
                 name_why *why);

/* The key of a name by itself, as spellings have it. */
slice name_key(arena *out, text_rules *rules, const name_words *words, slice name);

/* "l'Iran", "d'Artois": without the article that a language glues to a name. */
slice name_without_elision(slice written, slice folded);

/* How a mention is written: white space folded, quotes straight. */
slice name_written(arena *out, const text *t, uint32_t first, uint32_t last);

#endif
