/* Pieces: whether a text is of one piece or put together from parts of several reports.
 *
 *   S   AAAAAAAAAAAAAABBBBBBB      S has a part in common with Y and another one with X,
 *   Y   AAAAAAAAAAAAAAyyyyyyyy     and both have more than that: S is a splice. What it
 *   X   xxxxxxxxBBBBBBBxxx         has more of, A, is its main piece.
 *
 * The same picture comes of a long report and two outlets that took a part each; then the
 * two consist of little else, and the long one is of one piece. */
#ifndef STEMMA_FAMILY_PIECES_H
#define STEMMA_FAMILY_PIECES_H

#include "family/tied.h"

#define PIECES_ALL UINT32_MAX // of one piece

typedef struct {
    uint32_t *main;   // of each text: the parts that its main piece is
    uint8_t *refused; // of each tie: it is of another piece than the main one
} text_pieces;

/* How much of the smaller of two sets of parts is in both, 0 to 1. */
float pieces_overlap(uint32_t x, uint32_t y);

/* The ties are sorted by strength. */
void pieces_find(arena *out, const tied_input *in, text_pieces *p);

#endif
