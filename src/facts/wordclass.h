/* What a word can be: closed classes by list, open ones by their endings. No tagger: the
 * rules of the statement finder ask narrow questions ("can a noun phrase begin here?")
 * and a word may have several classes at once.
 *
 * One `lexicon` serves all articles of a run; it is read only once it is made. */
#ifndef STEMMA_FACTS_WORDCLASS_H
#define STEMMA_FACTS_WORDCLASS_H

#include "base/hash.h"
#include "facts/cues.h"
#include "text/text.h"

enum {
    WORD_DET = 1 << 0,     // the, some, his, three
    WORD_PRON = 1 << 1,    // stands for a noun phrase by itself
    WORD_SUBJECT = 1 << 2, // he, they: only ever a subject
    WORD_REL = 1 << 3,     // who, which
    WORD_PREP = 1 << 4,
    WORD_CONJ = 1 << 5,   // and, but
    WORD_SUBORD = 1 << 6, // because, while
    WORD_BE = 1 << 7,
    WORD_HAVE = 1 << 8,
    WORD_DO = 1 << 9,
    WORD_MODAL = 1 << 10,
    WORD_NEG = 1 << 11,
    WORD_ADV = 1 << 12,
    WORD_TIME = 1 << 13,      // Monday, week, yesterday
    WORD_TIME_LEAD = 1 << 14, // last, early, ago: part of a time phrase beside WORD_TIME
    WORD_FINITE = 1 << 15,    // went, fell, it's: carries a tense
    WORD_SPEECH = 1 << 16,    // statement, interview, television: where words are said
    WORD_PERSON = 1 << 17,    // official, commander: who speaks
    WORD_GROUP = 1 << 18,     // ministry, police: what speaks
    WORD_PLURAL = 1 << 19,    // media, police
    WORD_HEDGE = 1 << 20,     // reportedly, might
    WORD_UNTRUE = 1 << 21,    // false, untrue, lie
    WORD_NUMBER = 1 << 22,    // digits or a number word
    WORD_ED = 1 << 23,        // ends as a past or a participle does
    WORD_ING = 1 << 24,
    WORD_ADJ = 1 << 25, // ends as an adjective does
    WORD_AUX = WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL,
};

typedef struct {
    uint32_t classes;
    uint16_t verb; // index into cue_verbs + 1; 0: no reporting verb
    uint16_t noun; // 1: a cue noun (claim, report)
    uint8_t forms; // verb_form bits
} word_entry;

typedef struct {
    hash_table at; // hash of the folded word -> entry + 1
    VEC(word_entry) entries;
} lexicon;

void lexicon_init(lexicon *words, arena *out);
/* What is known about a folded word, with what its ending tells. */
word_entry lexicon_get(const lexicon *words, const token *tok, slice written);

#endif
