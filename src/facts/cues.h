/* Reporting verbs and nouns: the words that join a source to what it says. */
#ifndef STEMMA_FACTS_CUES_H
#define STEMMA_FACTS_CUES_H

#include <stdint.h>

enum {
    CUE_CLAUSE = 1 << 0,   // a clause, "that" may be missing: said (that) it rained
    CUE_THAT = 1 << 1,     // a clause with "that" or a quotation only
    CUE_TELL = 1 << 2,     // a hearer comes first: told reporters that
    CUE_OBJECT = 1 << 3,   // a noun phrase: condemned the attack
    CUE_TO = 1 << 4,       // an infinitive: vowed to fight
    CUE_QUOTE = 1 << 5,    // goes with a quotation even where no clause could
    CUE_PASSIVE = 1 << 6,  // "is believed to" is a report without a source
    CUE_NOUN_TOO = 1 << 7, // base or -s form is a noun as well: reports, claims
    CUE_EVIDENCE = 1 << 8, // things do it too: shows, suggests; not as a participle
    CUE_DENIES = 1 << 9,
    CUE_CONFIRMS = 1 << 10,
    CUE_HEDGES = 1 << 11,   // a belief or a suspicion
    CUE_AS = 1 << 12,       // needs a complement: described A as B, called A B
    CUE_DECLINES = 1 << 13, // declined to confirm: neither yes nor no
    CUE_COUNTS = 1 << 14,   // only with a count: put the number at 40
    CUE_COMMITS = 1 << 15   // with an infinitive a deed as much as a word: agreed to go
};

typedef enum {
    FORM_BASE = 1,
    FORM_S = 2,
    FORM_PAST = 4,
    FORM_PARTICIPLE = 8, // past participle
    FORM_ING = 16
} verb_form;

typedef struct {
    const char *lemma;
    const char *past; // "past participle" where not regular; one word when they are alike
    uint32_t flags;
    const char *particles; // "to|out": content may come after one of these, which then
                           // is part of the cue
} cue_verb;

extern const cue_verb cue_verbs[];
extern const uint32_t n_cue_verbs;
extern const char cue_nouns[]; // separated by spaces

#endif
