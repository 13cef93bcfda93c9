/* The word lists, inflected and ranked, and names made up by rule.
 *
 * A class holds its words by rank: a draw takes the word of rank r with a chance that
 * falls as 1 / (r + 8), as words of news fall. One lexicon serves all threads; it does
 * not change after it is made and is the same whatever the seed, as a language is. */
#ifndef STEMMA_BENCH_LEXICON_H
#define STEMMA_BENCH_LEXICON_H

#include "base/arena.h"
#include "bench/random.h"
#include "bench/words.h"

enum { ZIPF_BITS = 15 };

typedef enum {
    FORM_BASE,
    FORM_PAST,
    FORM_PARTICIPLE,
    FORM_ING,
    FORM_PLURAL,
    N_FORMS
} form;

typedef struct {
    slice *forms[N_FORMS]; // NULL where the class has none of the kind
    uint32_t n;
    uint16_t *by_chance; // 1 << ZIPF_BITS ranks
} word_class;

typedef struct {
    word_class nouns, verbs, verbs_without, adjectives, adverbs;
    word_class beat_nouns[N_BEATS], beat_verbs[N_BEATS], beat_adjectives[N_BEATS];
    slice *all; // every word in every form: what random words are drawn from
    uint32_t n_all;
} lexicon;

void lexicon_make(lexicon *l, arena *out);

static inline uint32_t class_draw(const word_class *c, dice *d)
{
    return c->by_chance[dice_bits(d) >> (64 - ZIPF_BITS)];
}

/* Ranks 0 … n-1 (n < 65536) by chance, as in a class. */
uint16_t *zipf_table(arena *out, uint32_t n, uint32_t flat);

/* Made-up names, each from a key: the same key gives the same name. */
enum { NAME_BYTES = 64, N_FLAVOURS = 10 };
typedef struct {
    char text[NAME_BYTES];
} made_name;

made_name name_of_town(uint64_t key);
made_name name_of_country(uint64_t key);
made_name name_of_person(uint64_t key); // "Given Surname"
made_name name_of_group(uint64_t key);
made_name name_of_company(uint64_t key);
made_name name_of_office(uint64_t key);
const char *surname_in(const made_name *person);
/* A word that could be a name in some language. */
made_name name_word(uint64_t key);

#endif
