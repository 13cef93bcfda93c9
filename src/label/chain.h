/* Chains of labels: the best one, and how likely each label is.
 *
 * A component (source, cue, content) begins, goes on and ends, or is one token; only
 * chains that make whole spans are allowed. */
#ifndef STEMMA_LABEL_CHAIN_H
#define STEMMA_LABEL_CHAIN_H

#include "base/arena.h"
#include "label/power.h"

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
/* Rows of a flow: four lanes each for what is out or one token, begins, goes on and ends,
 * a lane for each part; so a step is a few sums of whole rows.
 *
 *   0 out │ 1-3 single │ 4-6 begin │ 8-10 inside │ 12-14 end */
enum { FLOW_FOURS = 4 };

static inline uint32_t flow_lane(uint32_t label)
{
    static const uint8_t rows[N_AT] = {4, 8, 12, 1};
    return label == LABEL_OUT ? 0 : rows[label_at_of(label)] + label_part_of(label);
}

static inline float flow_at(const four *rows, uint32_t i, uint32_t lane)
{
    return rows[(size_t)i * FLOW_FOURS + lane / 4][lane % 4];
}

/* e to the power of the steps, 0 where not allowed. */
typedef struct {
    four from[7][2]; // from out, single, end: to out and single, to begin
    four to[8][2];   // the same, to out, single, begin: from out and single, from end
    four begin_inside, begin_end, inside_inside, inside_end;
} flow_factor;

/* What goes through each label of each token, forwards and backwards. Rows of
 * FLOW_FOURS; ahead * back / all is the probability of a label. */
typedef struct {
    flow_factor factor;
    four *out; // e to the power of the scores, up to a factor for each token
    four *ahead, *back;
    float *by; // what each row of `ahead` was multiplied by to sum to one
    float all;
} chain_flow;

void chain_flow_make(arena *out, const chain_steps *steps, const float *scores,
                     uint32_t n, chain_flow *f);

/* Probabilities, n rows of CHAIN_WIDTH; where asked, adds those of steps to `pairs`. */
void chain_likely(arena *tmp, const chain_steps *steps, const float *scores, uint32_t n,
                  float *likely, chain_steps *pairs);

#endif
