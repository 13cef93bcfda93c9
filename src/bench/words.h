/* The words that grammar-made articles are written in: lists of single words, most of
 * them inflected by rule. */
#ifndef STEMMA_BENCH_WORDS_H
#define STEMMA_BENCH_WORDS_H

/* Words parted by blanks; verbs that do not go by rule are "take/took/taken". */
extern const char *const bench_nouns[];         // NULL at the end, as in all lists
extern const char *const bench_verbs[];         // with an object
extern const char *const bench_verbs_without[]; // without one
extern const char *const bench_adjectives[];
extern const char *const bench_adverbs[];

enum {
    BEAT_CONFLICT,
    BEAT_POLITICS,
    BEAT_COURTS,
    BEAT_SPORTS,
    BEAT_MARKETS,
    BEAT_WEATHER,
    BEAT_ACCIDENTS,
    BEAT_SCIENCE,
    BEAT_CULTURE,
    N_BEATS
};

extern const char *const bench_beat_nouns[N_BEATS];
extern const char *const bench_beat_verbs[N_BEATS];
extern const char *const bench_beat_adjectives[N_BEATS];
extern const char *const bench_beat_names[N_BEATS];

#endif
