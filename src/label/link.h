/* Which content and which source go with which cue: each content picks a cue of its
 * paragraph, each cue a source or none, by a learned ranking. */
#ifndef STEMMA_LABEL_LINK_H
#define STEMMA_LABEL_LINK_H

#include "label/spans.h"

enum { LABEL_PIECES = 4, LINK_NEAR = 5, LINK_FEATURES = 48 };

typedef struct {
    uint32_t first, last; // tokens [first, last)
} label_range;

typedef struct {
    label_part part;
    label_range at;
    uint32_t paragraph; // counted as they come
} label_span;

typedef VEC(label_span) label_spans;

/* Who says what; the source is empty where none is named. */
typedef struct {
    label_range source, cue;
    label_range content[LABEL_PIECES];
    uint32_t n_content; // 0: a cue that nothing goes with
} label_attribution;

typedef VEC(label_attribution) label_attributions;

/* The two rankings: columns of the weights. */
typedef enum { LINK_CONTENT, LINK_SOURCE, N_LINKS } link_kind;

/* Spans of labels in order. */
void spans_of_labels(arena *out, const text *t, const uint8_t *labels, label_spans *to);

/* The spans that span k may go with: cues for a content, sources for a cue; at most
 * LINK_NEAR on either side. Gives their number; the indexes ascend. */
uint32_t link_choices(const label_spans *spans, uint32_t k, link_kind kind,
                      uint32_t choices[2 * LINK_NEAR]);
/* Rows of "k goes with c"; c == LINK_NOTHING: with none. */
enum { LINK_NOTHING = UINT32_MAX };
uint32_t link_features(const linear *m, const span_view *v, const label_spans *spans,
                       uint32_t k, uint32_t c, link_kind kind, uint32_t *rows);
/* The best of them, LINK_NOTHING for none. */
uint32_t link_best(const linear *m, const span_view *v, const label_spans *spans,
                   uint32_t k, link_kind kind);

void link_spans(arena *out, const linear *m, const span_view *v, const label_spans *spans,
                label_attributions *to);

#endif
