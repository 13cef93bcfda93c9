// What the steps of stage pile share.
#ifndef STEMMA_PILE_PARTS_H
#define STEMMA_PILE_PARTS_H

#include "match/links.h"
#include "match/match.h"
#include "match/pair.h"
#include "match/weights.h"
#include "pile/pile.h"
#include "pile/spool.h"

enum {
    MOST_UNIT = 32, // index parts that are linked in one go
};

/* A text as `take` leaves it. */
typedef struct {
    uint64_t digest; // of its words
    uint32_t n_words;
    uint32_t first;      // its first word in the part
    uint32_t id, id_len; // bytes in the part's ids
} taken_text;

/* What stands at the start of piece "texts", behind which are the taken_texts. */
typedef struct {
    uint32_t n_texts, n_words;
    uint64_t n_bytes;   // of the inputs, so far
    uint32_t next_path; // where the next part begins; behind the last path: nowhere
    uint32_t opened;    // somewhere within it, at `next`
    read_place next;
    uint64_t n_untold, passed[N_PASSED]; // of what was left out
} part_head;

/* What stands before a batch's seeds: where each index part's begin, in bytes behind the
 * head. Their texts are counted from first_text of the part.
 *
 *   n        how many they are, 4 bytes
 *   grams    4 bytes each
 *   texts    each as what it is more than the one before it (the first: than 0), which is
 *            next to nothing: 255 for each 255 that are in it, and what is left
 *   zeros    up to a multiple of 4
 *
 * The last part's zeros go up to a multiple of 8. */
typedef struct {
    uint64_t first_text;
    uint64_t first[INDEX_PARTS + 1];
} seed_head;

/* A text of the pile. */
typedef struct {
    uint32_t part, first, n_words;
    uint32_t same_as; // the first text with these words; itself
    word_sums sums;   // of its words
    uint64_t id;      // byte in the pile's ids; up to the next text's
} pile_text;

typedef struct {
    const spool_piece *keys, *words, *places, *weighed;
    uint32_t first_text, n_texts, n_words;
} pile_part;

struct pile {
    arena *mem;
    const pile_options *o;
    const slice *paths;
    uint32_t n_paths;
    unsigned n_threads;
    spool *spool;
    uint64_t n_bytes; // of all inputs; 0: not known
    pile_part *parts;
    uint32_t n_parts;
    pile_text *texts; // and one more, for its id
    uint32_t n_texts;
    char *ids;
    uint8_t *is_equal; // a bit for each text that is the same as an earlier one
    word_weights weights;
    common_grams common;
    uint32_t texts_per_bucket, n_buckets; // of links, by the first text
    uint32_t unit_parts, n_units;         // index parts that are linked in one go
    tied_result found;
    uint32_t *id_numbers; // of each text, see number_ids()
    pile_summary *summary;
};

/* The steps, in order; false when one could not go on (pile.summary says why). */
bool pile_take(pile *p);
bool pile_load(pile *p);
bool pile_link(pile *p);
bool pile_weigh(pile *p);
bool pile_tie(pile *p);
bool pile_group(pile *p);

/* The links of a unit of index parts; what "links" and "common" of it are called. */
piece pile_links(const pile *p, uint32_t unit);
piece pile_common(const pile *p, uint32_t unit);

/* False, with the summary filled in, when the caller stops or the disk fails. */
bool pile_goes_on(pile *p, const char *step, uint64_t done, uint64_t total);

/* ids.c: a text's own id, and the numbers that make ids unique. */
slice pile_id(const pile *p, uint32_t which);
void pile_number_ids(pile *p);

/* A text's words with their weights: they are there until the next one's. */
typedef struct {
    arena *a;
    char *bytes;
    uint32_t cap; // words
} pile_buffer;
bool pile_words(const pile *p, uint32_t which, pile_buffer *buffer, word_run *run);

/* A passage between two texts, in code points of each. */
typedef struct {
    uint32_t a, b;
    uint32_t a_start, a_end, b_start, b_end;
    uint32_t n_same, n_words;
    uint32_t kind; // passage_kind
} pile_passage;

#endif
