/* Stage label: who says what in an English text, found by a trained model.
 *
 *   text ─► looks ─► sift ─► tags ─► heads ─► candidates ─► spans ─► attributions
 *           words    what    parts   who      of a field    source   which source and
 *           quotes   may     of      governs  of labels,    cue      content go with
 *                    hold    speech  whom     then judged   content  which cue
 *                    any
 *
 * The weights lie in one file that is mapped (or built in) and only read; one model
 * serves any number of threads. */
#ifndef STEMMA_LABEL_LABEL_H
#define STEMMA_LABEL_LABEL_H

#include "label/judge.h"
#include "label/link.h"
#include "label/sift.h"

typedef struct {
    slice notes; // what it was learned from and how well it does, lines of text
    tag_names tags;
    uint8_t is_verb[MAX_TAGS];
    sifter sift;
    tagger tagger;
    parser parser;
    span_model spans;
    span_judge judge;
    linear links;
} label_model;

/* What the steps make of one text. */
typedef struct {
    const uint8_t *advice;
    word_look *looks;
    uint8_t *keep;   // of each sentence: what may hold something; from the start all do
    uint8_t *tags;   // MAX_TAGS in the others
    uint16_t *heads; // places in the sentence, its length for the root
    uint8_t *arcs;
    tree_node *nodes;
    uint8_t *labels;
} label_work;

/* Reads weights; the rows stay where they are, so `bytes` must outlive the model and
 * begin at a multiple of 64. False, with a reason, when they are not what they should be.
 */
bool label_model_read(label_model *m, slice bytes, const char **why);
/* The notes alone, of weights at any place. */
bool label_notes_read(slice bytes, slice *notes, const char **why);
/* The weights that are built in; empty when there are none. */
slice label_built_in(void);

/* The steps, for learning and looking. */
void label_work_open(arena *out, const text *t, const uint8_t *advice, label_work *w);
void label_sift(const label_model *m, const text *t, label_work *w);
void label_tags(const label_model *m, const text *t, label_work *w);
void label_trees(arena *out, const label_model *m, const text *t, label_work *w);
span_view label_view(const text *t, const label_work *w);
/* Labels of the whole text: the field's candidates, judged, and the best choice. */
void label_spans_choose(arena *tmp, const label_model *m, const text *t, label_work *w);

/* All of them: attributions in the order of their cues, contents in the order of the
 * text. `advice` is a label for each token, of rules that the model was taught with; NULL
 * says nothing of any. */
void label_find(arena *out, const label_model *m, const text *t, const uint8_t *advice,
                label_attributions *to);

#endif
