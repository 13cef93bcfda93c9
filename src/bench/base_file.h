/* Base articles from a JSON Lines file: mapped, with an index of the lines that have
 * text. */
#ifndef STEMMA_BENCH_BASE_FILE_H
#define STEMMA_BENCH_BASE_FILE_H

#include "base/hash.h"
#include "base/vec.h"

typedef struct {
    slice bytes;
    VEC(uint64_t) lines; // where each usable line begins
    slice *vocabulary;
    uint32_t n_vocabulary;
    hash_table ordinary; // words that are written small somewhere
} base_file;

/* False with a reason when it cannot be read. Texts of fewer or more words are left out
 * (most 0: no limit). */
bool base_file_open(base_file *f, arena *a, const char *path, uint32_t least_words,
                    uint32_t most_words, slice *reason);
/* The text and title (may be empty) of the i-th usable line. */
void base_file_get(const base_file *f, arena *a, uint64_t i, slice *text, slice *title);

#endif
