// What speaks for a second source inside a family, in sentences a reader can check.
#ifndef STEMMA_FAMILY_PASSAGE_H
#define STEMMA_FAMILY_PASSAGE_H

#include "family/large.h"

/* Sets edge->blocks to the passage, in whole sentences, and adds to edge->why what the
 * passage shares with where it is from, what the main source lacks of it, and a sentence
 * that stands in the witness twice. */
void passage_tell(arena *out, const article *articles, const text *texts, const family *f,
                  const rooted_tree *tree, const taken_block *block, stemma_edge *edge);

#endif
