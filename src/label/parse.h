/* A dependency parser: arc-hybrid transitions, greedy, one pass over a sentence.
 *
 *   stack  | queue          shift   the next word goes on the stack
 *   s1 s0  | n0 n1 n2       left    n0 becomes the head of s0, which leaves the stack
 *                           right   s1 becomes the head of s0, which leaves the stack
 *
 * The root hangs on a place behind the last word. What kind each arc is ("subject of",
 * "clause that is said") is decided afterwards, from both ends of the arc. */
#ifndef STEMMA_LABEL_PARSE_H
#define STEMMA_LABEL_PARSE_H

#include "label/tag.h"

typedef enum { MOVE_SHIFT, MOVE_RIGHT, MOVE_LEFT, N_MOVES } parse_move;

typedef enum {
    ARC_OTHER,
    ARC_ROOT,
    ARC_SUBJECT,
    ARC_PASSIVE_SUBJECT,
    ARC_OBJECT,
    ARC_CLAUSE,     // ccomp
    ARC_INFINITIVE, // xcomp
    ARC_ADVERBIAL,  // advcl
    ARC_OF_NOUN,    // acl and its kinds
    ARC_BESIDE,     // parataxis
    ARC_NOMINAL,    // nmod and its kinds
    ARC_CONJUNCT,
    ARC_APPOSITION,
    ARC_MARK,
    ARC_AUXILIARY,
    ARC_PUNCT,
    N_ARCS
} arc_kind;

enum { PARSE_LONGEST = 250, PARSE_FEATURES = 48, ARC_FEATURES = 24 };

typedef struct {
    linear moves, arcs;
} parser;

/* Words of a sentence by their place in it; index n is the root's head. */
typedef struct {
    uint32_t n;
    const word_look *looks; // n
    const uint8_t *tags;    // n
    uint16_t *heads;        // n
    uint16_t left[PARSE_LONGEST + 1][2],
        right[PARSE_LONGEST + 1][2]; // outermost children
    uint8_t n_left[PARSE_LONGEST + 1], n_right[PARSE_LONGEST + 1];
    uint16_t stack[PARSE_LONGEST + 1];
    uint32_t depth, next;
} parse_state;

void parse_begin(parse_state *s, const word_look *looks, const uint8_t *tags,
                 uint16_t *heads, uint32_t n);
static inline bool parse_done(const parse_state *s)
{
    return s->depth == 0 && s->next >= s->n;
}
bool parse_allows(const parse_state *s, parse_move move);
void parse_apply(parse_state *s, parse_move move);
uint32_t parse_features(const linear *m, const parse_state *s, uint32_t *rows);
uint32_t arc_features(const linear *m, const parse_state *s, uint32_t i, uint32_t *rows);

/* Heads (places in the sentence, n for the root) and kinds of n words; n is at most
 * PARSE_LONGEST. */
void parse_sentence(const parser *m, parse_state *s, const word_look *looks,
                    const uint8_t *tags, uint32_t n, uint16_t *heads, uint8_t *arcs);

#endif
