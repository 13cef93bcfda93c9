/* Private to the steps that find which runs of words are names. */
#ifndef STEMMA_FACTS_MENTIONS_H
#define STEMMA_FACTS_MENTIONS_H

#include "facts/names.h"

typedef struct {
    uint32_t n_capital; // where nothing forces a capital
    uint32_t n_alone;   // of these, without a name word before or after
    uint32_t n_lower;
    uint32_t n_behind_and; // of n_capital: in a run of capitals right behind "and"
    uint32_t n_acronym;    // all letters capital
} word_use;

typedef struct {
    uint32_t first; // index into `known.v`
    uint32_t n;
} known_form;

enum { COORDINATED_MOST = 4 };

// "Institute of Salt and River Studies": one name, unless the part behind "and"
// is met elsewhere.
typedef struct {
    uint64_t before;                   // the word before "and"
    uint64_t behind[COORDINATED_MOST]; // those behind it
    uint32_t n_behind;
    uint64_t initials[2];                  // of the whole, from two starts
    bool headed;                           // "Institute of …", not "… Institute"
    bool known_noun, plural, first_common; // the last word behind; the first
} name_coordination;

typedef struct {
    name_set *set;
    arena *tmp;
    hash_table uses; // folded hash ─► index into counts
    VEC(word_use) counts;
    /* Long forms found by their short form in brackets, or named by the user:
     * rows of folded hashes, looked up by their first. */
    VEC(uint64_t) known_words;
    VEC(known_form) known;
    hash_table known_by_first; // ─► index of form + 1; more of the same follow `next`
    VEC(uint32_t) known_next;
    VEC(name_coordination) coordinations;
    hash_table linked; // two words ─► 1 when "and" between them is inside a name
    hash_table arabic; // words and pairs of Arabic texts ─► how many; surnames ─► 1
    hash_table offices; // what for, and which noun ─► the pile has it with capitals
    // the article at hand
    uint32_t article;
    const text *t;
    uint32_t *bits;    // of each token
    uint8_t *upper;    // its first letter is an upper-case letter
    uint8_t *capitals; // … most of its words have one
    uint8_t *styled;   // of each sentence: headline style or all capitals
    bool english;
    bool in_arabic, spanish;
    slice *own; // of each token its folded form without what Turkish or French put to it;
                // NULL: the folded form
    bool nouns; // a language that writes all nouns with a capital
} finder;

static inline bool is_mark(const text *t, uint32_t i, const char *mark)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_PUNCT && text_is(t, i, mark);
}

static inline bool is_plain_capital(const finder *f, uint32_t i)
{
    return i < f->t->n_tokens && f->t->tokens[i].kind == TOKEN_WORD && f->upper[i];
}

// "WHO", "US": capitals alone make even a function word a name.
static inline bool is_acronym(const finder *f, uint32_t i)
{
    const token *w = &f->t->tokens[i];
    return (w->flags & TOKEN_ALL_CAPS) && !f->styled[w->sentence];
}

static inline word_use word_use_of(const finder *f, uint64_t folded_hash)
{
    const uint32_t *at = hash_table_get(&f->uses, folded_hash);
    return at ? f->counts.v[*at] : (word_use){0};
}

static inline bool word_is_seen(word_use use)
{
    return use.n_capital > 0 && use.n_capital >= use.n_lower;
}

/* tongues.c: what the language of the article does with names. */
void tongue_look(finder *f, slice language);
uint32_t tongue_bits(const finder *f, slice folded);
slice tongue_form(const finder *f, uint32_t i);    // the word itself, folded
uint64_t tongue_hash(const finder *f, uint32_t i); // its hash
bool tongue_names(const finder *f, uint32_t i);
bool tongue_genitive(const finder *f, uint32_t i);
bool tongue_town(const finder *f, uint32_t i);
bool tongue_in_place(const finder *f, uint32_t i);

/* Forms that the pile itself shows to be names, before runs are read. */
void forms_init(finder *f);
void forms_look(finder *f);   // at one article, when its words are counted
void forms_settle(finder *f); // when all are
uint32_t forms_at(const finder *f, uint32_t i); // tokens of the form at i, or 0
bool forms_linked(const finder *f, uint32_t head, uint32_t next);

#endif
