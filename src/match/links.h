/* Links: which pairs of texts are worth a comparison.
 *
 *   seeds of one index part, sorted ─► links between the texts of each gram,
 *                                      and the grams that many texts have
 *   all links of one text           ─► candidates: texts with enough links
 *
 * For a driver that holds the links in memory (match.c) and for one that has
 * them on disk (stage pile). */
#ifndef STEMMA_MATCH_LINKS_H
#define STEMMA_MATCH_LINKS_H

#include "base/vec.h"
#include "match/index.h"
#include "match/weights.h"

enum {
    LINKS_FEW_TEXTS = 12, // of one gram: each is linked with each
    /* A link by a gram that few texts have is worth two points, any other one. Texts are
     * compared that have so many, and one for each so many words of the shorter: a copy
     * has several times that. */
    LINKS_LEAST_POINTS = 4,
    LINKS_POINT_WORDS = 50,
    LINKS_MOST_COMPARED = 48, // texts behind a text that it is compared with
};

typedef struct {
    text_link *links;
    size_t n_links;
    common_gram *common;
    size_t n_common;
} part_links;

/* The links of one index part, whose seeds are sorted by gram, and by text within one;
 * they are moved about. `tmp` may keep n / 2 pairs of numbers. */
void links_of_part(arena *out, arena *tmp, uint32_t part, seed *seeds, size_t n,
                   part_links *to);

typedef struct {
    uint32_t text, points;
} linked_text;

typedef VEC(linked_text) linked_texts;

/* Words of a text. */
typedef uint32_t links_length(const void *ctx, uint32_t which);

/* Finds the candidates of one text after the other. Keeps its memory, which is
 * in the arena, from text to text. */
typedef struct {
    arena *a;
    linked_texts found; // of the last text, ascending
    // scratch
    linked_text *counts; // a table of the texts linked with one: number plus one
    uint32_t *enough;    // places in it
    uint32_t *sorted;
    size_t n_counts, n_enough, cap_sorted;
} links_chooser;

void links_chooser_init(links_chooser *c, arena *a);

/* The texts that share enough grams with one of n_words words; its n links are
 * given as their text_link.to, in any order. Where they are many, the best. */
void links_choose(links_chooser *c, uint32_t n_words, const uint32_t *links, size_t n,
                  links_length *length, const void *ctx);

#endif
