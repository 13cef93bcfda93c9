/* Two texts aligned by the plainest means there are: every word of the one against every
 * word of the other (Smith and Waterman 1981), and again with the words of the best
 * alignment taken out (Waterman and Eggert 1987), until nothing worth the name is left.
 * No seeds, no bands: pairs that are copies or not by a little are judged by this, and
 * what the index finds is measured against it (stemma bench oracle). Words and their
 * weights, and what is worth the name, are those of match/pair.h.
 *
 * The table's best scores are found in one of two ways that always agree: cell by cell,
 * or, where few cells have equal words, from one such cell to the next: what lies between
 * costs PAIR_MISS for each word of the longer way, whichever steps are taken. */
#ifndef STEMMA_MATCH_ALIGN_ALL_H
#define STEMMA_MATCH_ALIGN_ALL_H

#include "base/arena.h"
#include "match/pair.h"

/* A cell of the table in which both words are the same. */
typedef struct {
    uint32_t i, j;
    int32_t score;   // of the best alignment that ends here
    uint32_t before; // the cell it comes from; UINT32_MAX: it begins here
} same_cell;

/* A text's places by word: sorted by key, then place. */
typedef struct {
    uint32_t key, at;
} word_place;

/* Scratch memory of one thread. */
typedef struct {
    arena *a;
    uint8_t *steps; // where each cell's best came from
    int32_t *row;
    uint8_t *taken_a, *taken_b;
    same_cell *cells;
    uint32_t *active; // cells that can still be gone on from
    uint32_t *way;    // the best alignment's cells, last first
    stretch *stretches;
    size_t n_steps, n_row, n_taken_a, n_taken_b, n_cells, n_active, n_way, n_stretches;
} aligner;

void word_places(const word_run *run, word_place *to); // room for run->n

/* The stretches live until the next call. The places are those of a and b. */
void align_all(aligner *x, const word_run *a, const word_run *b, const word_place *in_a,
               const word_place *in_b, pair_result *result);

/* The best alignment's score and its equal words, last first (in x->way, as indexes of
 * x->cells; for tests). */
int32_t align_by_table(aligner *x, const word_run *a, const word_run *b, uint32_t *n_way);
/* The same; -1 where it would take longer than the table. */
int32_t align_by_cells(aligner *x, const word_run *a, const word_run *b, uint32_t n_cells,
                       uint32_t *n_way);

#endif
