/* How far apart two spellings of a name are, for names that came through
 * another script or another house style: "Tsarovik" and "Tzarowik" are near,
 * "Tsarovik" and "Tsarina" are not. A spelling is read as a row of sounds;
 * changing a vowel or one letter of a group (k q g, s z, d t, b p v …) costs
 * little, changing a sound of another kind costs it all. */
#ifndef STEMMA_FACTS_SPELLING_H
#define STEMMA_FACTS_SPELLING_H

#include "base/slice.h"

enum { SPELLING_MOST = 64 }; // sounds that are looked at; longer names are cut

typedef struct {
    uint32_t sounds[SPELLING_MOST]; // lower case: as written; upper case: "sh", "kh" …
    uint32_t n;
} spelling;

/* Reads a folded name (lower case, no marks). Spaces, hyphens and apostrophes
 * are left out. */
void spelling_read(slice folded, spelling *s);

/* 0: the same sounds; 1: nothing in common. */
double spelling_distance(const spelling *a, const spelling *b);

/* The same before it is divided by the length: 1 is one sound for quite
 * another. */
double spelling_cost(const spelling *a, const spelling *b);

/* Up to this distance two single words are rather one name than two. */
#define SPELLING_NEAR 0.30

/* Its consonants by group, as a hash, and how many there are. The same for
 * spellings that differ by vowels, doubled letters and letters of a group. */
uint64_t spelling_skeleton(const spelling *s, uint32_t *n_consonants);

/* How likely two spellings are one name, as log odds: above 0 rather one than two. Weighs
 * what it takes to make one of the other, and where; fitted on pairs that lists of names
 * in two languages have (bench/name_variants_train.py). */
double spelling_same(const spelling *a, const spelling *b);

/* For spelling_same.c and its fitting. */
enum { SPELLING_CLOSE = 41, SPELLING_FEATURES = 122 };
void spelling_features(const spelling *a, const spelling *b, float *features);
extern const float spelling_weights[SPELLING_FEATURES];
bool spelling_is_vowel(uint32_t sound);
/* Which of the pairs of near sounds these two are; SPELLING_CLOSE: none of them. */
uint32_t spelling_close(uint32_t a, uint32_t b);
double spelling_changed(uint32_t a, uint32_t b);
double spelling_extra(const spelling *s, uint32_t i);
double spelling_length(const spelling *s);
uint32_t spelling_group(uint32_t sound);

#endif
