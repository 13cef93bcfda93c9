/* What editors do to a text, with a record of where every word came from.
 *
 * A draft is a list of words; each knows the source it was copied from and its place
 * there. Words that were changed keep their place, words that were added have none. From
 * that the truth follows: the stretches of the finished text that were copied. */
#ifndef STEMMA_BENCH_EDIT_H
#define STEMMA_BENCH_EDIT_H

#include "base/vec.h"
#include "bench/grammar.h"

typedef enum { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_PARAGRAPH } gap;
enum { NO_SOURCE = 0xffff };

typedef struct {
    const char *ptr; // with its punctuation
    uint32_t len;
    uint32_t at;     // place in the source
    uint16_t source; // NO_SOURCE: not copied
    uint8_t gap;     // what follows it
    uint8_t marks;
} word;

enum {
    WORD_CHANGED = 1, // stands where the source has another word
    WORD_BOILERPLATE = 2,
    WORD_BACKGROUND = 4,
};

typedef VEC(word) draft;

/* What the changes draw on. */
typedef struct {
    const world *w;
    const slice *vocabulary; // random words
    uint32_t n_vocabulary;
    hash_table *ordinary; // words known to be no names, by hash in lower case
    arena *a;             // for what is written anew
} bench_desk;

/* The words of a text, as copied from `source` (or NO_SOURCE); the text must live on. */
void draft_of(arena *a, slice text, uint16_t source, draft *to);
slice draft_text(const draft *d, pen *to); // the bytes at `to` from where it stood
/* Each word's place is made its own: the draft is a source from here on. */
void draft_as_source(draft *d, uint16_t source);

/* The part of a word without the punctuation around it. */
slice word_core(const word *w);
/* The word with another core. */
void word_replace(arena *a, word *w, slice core);
bool word_ends_sentence(const word *w);

/* edit_words.c. Rates are in parts of a million. */
void edit_substitute(const bench_desk *k, draft *d, uint32_t rate, dice *by);
/* Every name; `style` != 0: only by the spelling of one outlet's house, the same for
 * every text that the outlet prints. */
void edit_rename(const bench_desk *k, draft *d, uint64_t style, dice *by);
/* Later figures: numbers that stand alone grow. */
void edit_numbers(const bench_desk *k, draft *d, uint32_t rate, dice *by);
void edit_noise(const bench_desk *k, draft *d, uint32_t rate, dice *by);

/* edit_style.c: by the habits in the bits of `style`; the same for all of an outlet's. */
void edit_house_style(const bench_desk *k, draft *d, uint64_t style);

/* edit_sentences.c */
void edit_sentences(const bench_desk *k, draft *d, uint32_t rate, dice *by);

/* edit_blocks.c. Sentences and paragraphs stay whole where that can be. */
void edit_abridge(draft *d, uint32_t keep);
void edit_insert(const bench_desk *k, draft *d, const event *e, uint32_t n_paragraphs,
                 dice *by);
/* `add` in whole paragraphs (or sentences) into `d`, about `share` of it; with `append`
 * in one block behind, otherwise somewhere inside. */
void edit_splice(const bench_desk *k, draft *d, const draft *add, uint32_t keep,
                 uint32_t share, dice *by);
void edit_move(const bench_desk *k, draft *d, dice *by);
void edit_add_paragraph(const bench_desk *k, draft *d, uint32_t before, slice text,
                        uint8_t marks);
/* Places where a paragraph (or, in a text of one paragraph, a sentence) begins; the last
 * is d->n. Gives their number less one. */
uint32_t draft_blocks(arena *a, const draft *d, uint32_t **starts);

/* A stretch of the text that was copied: words [start, end) of the draft. */
typedef struct {
    uint32_t start, end; // words
    uint16_t source;
    uint32_t from, to; // words in the source
} stretch;
typedef VEC(stretch) stretches;
void draft_stretches(arena *a, const draft *d, stretches *to);

#endif
