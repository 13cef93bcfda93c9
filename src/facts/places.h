/* Private to the steps that find places in texts and tell which ones they are.
 *
 *   tokens ─► spots: names that the gazetteer has, with what speaks for a place
 *          ─► one name of an article: its candidates
 *          ─► choice: by containment, by the others in the text, by how many live there
 *
 * In one article a name stands for one place. */
#ifndef STEMMA_FACTS_PLACES_H
#define STEMMA_FACTS_PLACES_H

#include "base/hash.h"
#include "facts/names.h"

enum {
    PLACE_WORDS = 6,       // of a name, at most
    PLACE_CANDIDATES = 32, // of a name that are looked at
    PLACE_NAMES = 32,      // of an article that weigh in the choice of another
    PLACE_WEIGHED = 128,   // names of an article that are chosen by the others
    SPOT_FEATURES = 34,
    CHOICE_FEATURES = 21
};

typedef enum {
    SPOT_NAME,
    SPOT_PEOPLE, // "Ruritanian": a word for the people stands for the country
    SPOT_SHORT,  // "Ga." behind a comma, "U.S."
} spot_form;

typedef struct {
    uint32_t first, last; // tokens
    uint64_t key;
    spot_form form;
    uint32_t name;      // index of place_name, once accepted
    uint32_t container; // index of the spot that stands behind it: "X, Ruritania"; itself
                        // where there is none
    float features[SPOT_FEATURES];
    float score;
} spot;

typedef struct {
    const gazetteer_place *place;
    bool primary; // under its first name
    bool implied; // a county by its name without "County"
    float at[3];  // on the sphere of radius one
    float features[CHOICE_FEATURES];
    float score, share;
} place_option;

typedef struct {
    uint64_t key;
    uint32_t first_spot;
    uint32_t n_candidates;
    place_option *candidates; // by score once chosen
} place_name;

typedef struct {
    const facts_input *in;
    const names_result *names;
    const name_words *words;
    const gazetteer *gazetteer;
    uint32_t article;
    bool turkish;
    const text *t;
    arena *tmp;
    VEC(spot) spots; // by first token, not overlapping
    VEC(place_name) list;
} place_finder;

/* place_words.c: the gazetteer's key for a word for people, or for a short form; 0: none.
 */
uint64_t place_of_people(slice folded);
uint64_t place_of_short(slice folded, bool behind_comma);
uint64_t place_code_key(const char *code);
bool place_is_street(slice folded);

/* place_find.c: all spots with their features; those kept by the model when `all` is
 * false. */
void spots_find(place_finder *f, bool all);
/* The same for places that are known to stand there, in order. */
void spots_find_at(place_finder *f, const token_span *at, uint32_t n);
/* Is `p` in the country, region or district `outer`? */
bool place_is_in(const gazetteer_place *p, const gazetteer_place *outer);
/* place_choose.c: names and candidates of the spots, scored. */
void spots_choose(place_finder *f);
/* The best candidate where it is clear enough to be told, or NULL. */
const place_option *place_clear_choice(const place_name *n);

typedef struct {
    arena *out, *tmp;
    const facts_input *in;
    names_result *names;
    places_result *places;
} place_merge;

/* place_merge.c */
void places_merge(const place_merge *m);

extern const float spot_weights[SPOT_FEATURES];
extern const float choice_weights[2][CHOICE_FEATURES];

#endif
