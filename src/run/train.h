/* Reading what the labeller learns from (private to stage run). */
#ifndef STEMMA_RUN_TRAIN_H
#define STEMMA_RUN_TRAIN_H

#include "label/learn.h"
#include "run/run.h"

/* Articles of FOLDER/PART.jsonl.gz with their tags and trees of
 * FOLDER/corenlp-PART.tsv.gz. */
typedef struct {
    VEC(lesson *) lessons;
    tag_names tags; // names are added as they come
} lesson_set;

stemma_status lessons_read(arena *out, slice folder, const char *part, lesson_set *to,
                           stemma_error *error);

#endif
