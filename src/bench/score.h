/* What was found beside what is true. */
#ifndef STEMMA_BENCH_SCORE_H
#define STEMMA_BENCH_SCORE_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "bench/pairs.h"

/* Copies of one kind at one rate. */
enum { SCORE_SECONDS = 4 }; // second sources of an article that count

typedef struct {
    slice kind;
    uint32_t rate; // in parts of a million; 0: the kind has none
    bool negative;
} score_class;

typedef struct {
    uint32_t family, second; // true ones; 0: none
    uint32_t found;
    uint32_t found_seconds[SCORE_SECONDS]; // numbers of articles + 1; 0: none
    uint32_t of_class;
    uint32_t parents[2]; // numbers of articles + 1; 0: none
    bool listed;         // the families file has it
} scored;

/* Characters [start, end) of an article. */
typedef struct {
    uint32_t article, start, end;
} stain;
typedef VEC(stain) stains;

/* A stretch of an article and where it stands in a source text. */
typedef struct {
    uint64_t source; // hash of its name
    uint32_t from, to;
    uint32_t article, start, end;
} copied;

typedef struct {
    uint32_t a, b, a_start, a_end, b_start, b_end;
} found_passage;

typedef struct {
    arena *a;
    VEC(scored) articles;
    hash_table number_of; // hash of an id to number + 1
    hash_table label_of;  // hash of a family's name to label
    uint32_t n_labels;
    VEC(score_class) classes;
    VEC(copied) copies;          // sorted by article, then by place, once all is read
    VEC(found_passage) passages; // of kind copy
    bool has_passages;
    uint64_t n_unknown; // lines that name articles the truth does not have
} score_data;

/* score_read.c: false with a reason. `passages` may be NULL. */
bool score_read(score_data *s, const char *folder, const char *families,
                const char *passages, slice *reason);

/* score_passages.c */
typedef struct {
    uint64_t copied, reached; // characters that are copied; of them those rightly found
    uint64_t found, right;    // characters that were found; of them those that are right
    uint64_t n, n_cut;        // ends of passages; those inside of a word
    uint64_t splices, both;   // splices; those whose two parents were found
} passage_score;

/* One for each class and one for all at the end. */
bool score_passages(score_data *s, const char *folder, passage_score *to, slice *reason);

#endif
