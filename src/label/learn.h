/* Learning: the same models with live weights.
 *
 *   lessons ─► tags ─► heads ─► sift ─► fields, one a fold ─► judge ─► links
 *
 * Each step learns on what those before it give for articles that they have not learned
 * from.
 *
 * Everything is done in the order of the files with random numbers of our own, so that
 * the same files give the same weights. */
#ifndef STEMMA_LABEL_LEARN_H
#define STEMMA_LABEL_LEARN_H

#include "label/label.h"

enum { GOLD_PIECES = 4 };

/* An attribution as people marked it: tokens, empty where there is none. */
typedef struct {
    label_range source, cue;
    label_range content[GOLD_PIECES];
    uint32_t n_content;
} gold_attribution;

/* An article to learn from. */
typedef struct {
    text t;
    const gold_attribution *gold;
    uint32_t n_gold;
    const uint8_t *advice; // NULL: none
    uint8_t *gold_tags;    // MAX_TAGS where not known
    uint16_t *gold_heads;  // places in the sentence, its length for the root
    uint8_t *gold_arcs;    // N_ARCS where the sentence has no tree
    label_work work;       // what the models make of it
} lesson;

typedef struct {
    lesson *const *lessons;
    uint32_t n;
} lesson_list;

typedef struct {
    uint64_t state;
} dice;

uint32_t dice_below(dice *d, uint32_t n);
void dice_shuffle(dice *d, uint32_t *order, uint32_t n);
/* 0, 1 … n - 1 */
uint32_t *first_order(arena *tmp, uint32_t n);

/* An averaged perceptron: `m->live` and the sums that averaging needs. */
typedef struct {
    linear *m;
    float *sums;
    float now; // decisions so far
} perceptron;

void linear_open(linear *m, arena *out, uint32_t n_rows, uint32_t n_classes,
                 uint32_t width);
void perceptron_open(perceptron *p, arena *out, linear *m, uint32_t n_rows,
                     uint32_t n_classes, uint32_t width);
void perceptron_update(perceptron *p, const uint32_t *rows, uint32_t n, uint32_t right,
                       uint32_t wrong);
/* live weights become their average over all decisions. */
void perceptron_close(perceptron *p);

typedef struct {
    // Of the sentences that hold something, what share is kept: while learning, and by
    // what has been learned. Those that are hard to tell teach, but are seldom found.
    float sift_taught, sift_found;
    uint32_t tag_rounds, parse_rounds, span_rounds, link_rounds;
    uint32_t span_rows;
    float rate; // of the span models' first steps
    uint32_t drop;
    uint32_t judge_rows, judge_rounds, judge_drop;
    float judge_rate;
    float least[N_PARTS], share; // of judge.h
} learn_plan;

void learn_tags(arena *out, lesson_list from, uint32_t n_tags, uint32_t rounds,
                tagger *to);
/* Reads the tags in `work`. */
void learn_parser(arena *out, lesson_list from, uint32_t rounds, parser *to);

/* Sentences that hold something against all others; reads the looks. */
void learn_sift(arena *out, lesson_list from, linear *to);
/* What a sentence is worth at least, so that of those that hold something the share
 * `found` is kept; `worth`: of each lesson's sentences. */
float sift_least(arena *tmp, lesson_list from, float *const *worth, float found);

void gold_labels(const lesson *l, uint8_t *labels);
/* `drop`: of 256 features so many are left out at random each time. */
void learn_spans(arena *out, lesson_list from, uint32_t n_rows, uint32_t rounds,
                 float rate, uint32_t drop, span_model *to);
/* Learns from the lessons of each fold what that fold's span model, which has
 * not seen them, makes of them. */
void learn_judge(arena *out, const lesson_list *held, const span_model *spans,
                 uint32_t n_folds, const learn_plan *plan, span_judge *to);
void learn_links(arena *out, lesson_list from, uint32_t rounds, linear *to);

/* All of it
 * -------------------------------------------------------------------------------------
 */

extern const learn_plan learn_usual;

/* Called now and then with what is being done; false: stop. */
typedef bool (*learn_progress)(void *ctx, const char *step, uint32_t done,
                               uint32_t total);

/* Makes `to` with live weights in `out` from lessons (whose `work` is made anew); false
 * when the caller wanted to stop. */
bool learn_model(arena *out, lesson_list from, const tag_names *tags,
                 const learn_plan *plan, learn_progress progress, void *ctx,
                 label_model *to);

/* How well attributions were found: the numbers that F1 and Jaccard are made of. */
typedef struct {
    uint64_t right[N_PARTS], found[N_PARTS], gold[N_PARTS]; // exact spans
    uint64_t shared[N_PARTS], covered[N_PARTS];             // bytes
    uint64_t triples_right, triples_found, triples_gold;
} label_score;

void label_score_add(arena *tmp, label_score *s, const lesson *l,
                     const label_attributions *found);
double label_f1(uint64_t right, uint64_t found, uint64_t gold);

#endif
