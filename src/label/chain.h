/* Chains of labels: the best one, and how likely each label is.
 *
 * A component (source, cue, content) begins, goes on and ends, or is one token; only
 * chains that make whole spans are allowed. */
#ifndef STEMMA_LABEL_CHAIN_H
#define STEMMA_LABEL_CHAIN_H

#include "base/arena.h"

typedef enum { PART_SOURCE, PART_CUE, PART_CONTENT, N_PARTS } label_part;
typedef enum { AT_BEGIN, AT_INSIDE, AT_END, AT_SINGLE, N_AT } label_at;

enum { LABEL_OUT = 0, N_LABELS = 1 + N_PARTS * N_AT, CHAIN_WIDTH = 16 };

static inline uint32_t label_number(label_part part, label_at at)
{
    return 1 + (uint32_t)part * N_AT + (uint32_t)at;
}

/* N_PARTS for LABEL_OUT. */
static inline label_part label_part_of(uint32_t label)
{
    return label == LABEL_OUT ? N_PARTS : (label_part)((label - 1) / N_AT);
}

static inline label_at label_at_of(uint32_t label)
{
    return (label_at)((label - 1) % N_AT);
}

/* May `next` stand behind `label`? The ends of a chain count as LABEL_OUT. */
bool label_follows(uint32_t label, uint32_t next);

typedef struct {
    float step[N_LABELS][CHAIN_WIDTH]; // from, to; very low where not allowed
} chain_steps;

extern const float chain_never;
void chain_forbid(chain_steps *steps);

/* `scores`: n rows of CHAIN_WIDTH. */
void chain_best(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                uint8_t *labels);
/* What goes through each label of each token, forwards and backwards. Rows of
 * CHAIN_WIDTH; ahead * back / all is the probability of a label. */
typedef struct {
    chain_steps factor; // e to the power of the steps, 0 where not allowed
    float *out;         // e to the power of the scores, up to a factor for each token
    float *ahead, *back;
    float *by; // what each row of `ahead` was multiplied by to sum to one
    float all;
} chain_flow;

void chain_flow_make(arena *out, const chain_steps *steps, const float *scores,
                     uint32_t n, chain_flow *f);

/* Probabilities, n rows of CHAIN_WIDTH; where asked, adds those of steps to `pairs`. */
void chain_likely(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                  float *likely, chain_steps *pairs);

#endif
