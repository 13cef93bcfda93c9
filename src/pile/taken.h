/* What `take` makes of one block of the input. */
#ifndef STEMMA_PILE_TAKEN_H
#define STEMMA_PILE_TAKEN_H

#include "base/buf.h"
#include "pile/parts.h"

#include <stdatomic.h>

/* What was left out: the first ones with their reasons, the others counted, so that an
 * input of nothing but faults does not fill the memory with them. */
typedef struct {
    buf bytes; // see take_skip()
    uint32_t n;
    uint64_t n_untold;
    uint64_t passed[N_PASSED];
} taken_skips;

/* Lives in the arena that take_block() was given. */
typedef struct {
    taken_text *texts; // words and ids counted from the block's first
    uint32_t *keys;
    uint8_t *words;
    span *places; // NULL: not asked for
    // the seeds by index part; texts counted from the block's first
    uint32_t *grams, *texts_of;
    uint32_t *first_seed;
    uint32_t n_texts, n_words;
    buf ids;
    buf inputs; // of the texts: length, name
    taken_skips skips;
} taken_block;

/* What a thread keeps from block to block: the rules, and its scratch memory. */
typedef struct take_scratch take_scratch;

typedef struct {
    const pile *p;
    take_scratch **scratch; // one for each thread; whoever comes takes a free one
    unsigned n_scratch;
} take_crew;

void take_crew_init(take_crew *crew, arena *a, const pile *p, unsigned n_threads);
/* The result lives in `own`; where memory runs out, it leaves for `on_failure`. */
void take_block(const take_crew *crew, const read_block *block, arena *own,
                jmp_buf *on_failure, taken_block *to);

void take_skip(taken_skips *to, slice input, uint64_t position, slice reason);
/* Beside those of `read` from number `first` on, what it counts. */
void take_read_skips(taken_skips *to, const read_result *read, uint32_t first);

#endif
