/* The weights file.
 *
 *   "STEMMALB" │ version │ size │ hash of the rest │ parts …
 *   part: kind, n_rows, n_classes, width, scale, n_bytes │ bytes, padded to 64
 *
 * Numbers are little-endian. Every part is there exactly once. The words in it stand as
 * hashes, never in sentences. */
#ifndef STEMMA_LABEL_WEIGHTS_H
#define STEMMA_LABEL_WEIGHTS_H

#include "base/buf.h"
#include "label/label.h"

typedef enum {
    WEIGHTS_NOTES,
    WEIGHTS_TAG_NAMES,
    WEIGHTS_SIFT,
    WEIGHTS_SIFT_LEAST,
    WEIGHTS_KNOWN_WORDS,
    WEIGHTS_KNOWN_TAGS,
    WEIGHTS_TAGGER,
    WEIGHTS_MOVES,
    WEIGHTS_ARCS,
    WEIGHTS_SPANS,
    WEIGHTS_SPAN_STEPS,
    WEIGHTS_JUDGE,
    WEIGHTS_JUDGE_LEAST,
    WEIGHTS_JUDGE_STEPS,
    WEIGHTS_LINKS,
    N_WEIGHTS
} weights_kind;

enum { WEIGHTS_VERSION = 5, WEIGHTS_ALIGN = 64 };

typedef struct {
    char magic[8];
    uint32_t version, n_parts;
    uint64_t size, hash;
    uint8_t rest[32];
} weights_head;

typedef struct {
    uint32_t kind, n_rows, n_classes, width;
    float scale;
    uint32_t n_bytes;
    uint8_t rest[40];
} weights_part;

_Static_assert(sizeof(weights_head) == WEIGHTS_ALIGN, "the head is one line");
_Static_assert(sizeof(weights_part) == WEIGHTS_ALIGN, "a part's head is one line");

/* Live weights as bytes of a file: each model's weights in 255 steps. */
slice label_model_write(arena *out, const label_model *m);

#endif
