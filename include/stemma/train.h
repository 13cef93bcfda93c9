/* Teaching the labeller: who says what, from articles in which people have marked it.
 *
 *   stemma_training training = {.folder = "polnear"};
 *   stemma_error error;
 *   if (stemma_train(&training, stemma_write_file, file, &error))
 *       fprintf(stderr, "%s\n", error.message);
 *
 * The folder holds PolNeAR or a set of its shape: train.jsonl.gz (objects with `doc`,
 * `text` and `attributions`, whose `parts` are code points of source, cue and content)
 * and corenlp-train.tsv.gz (tags and trees, "# doc NAME" before each article); with
 * dev.jsonl.gz and corenlp-dev.tsv.gz the result is scored. The same files give the same
 * weights, byte for byte. Words stand in the weights as hashes, sentences never. */
#ifndef STEMMA_TRAIN_H
#define STEMMA_TRAIN_H

#include <stemma/stemma.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    const char *folder;
    /* Keep every n-th article of train aside and score on those instead of dev; 0: learn
     * from all and score on dev. */
    uint32_t keep_aside;
    /* Called now and then; false stops (STEMMA_ERROR_ARGUMENT). May be NULL. */
    bool (*progress)(void *ctx, const char *step, uint64_t done, uint64_t total);
    void *progress_ctx;
} stemma_training;

/* Learns, writes the weights through `sink`. */
STEMMA_API STEMMA_CHECKED stemma_status stemma_train(const stemma_training *training,
                                                     stemma_sink sink, void *ctx,
                                                     stemma_error *error);
/* What the weights in use were learned from and how well they do: lines of text, one fact
 * each; empty when there are none. `bytes` of a weights file, or NULL for those that are
 * built in. False when they are no weights; then `text` says why. */
STEMMA_API bool stemma_train_notes(const void *bytes, size_t len, char text[4096]);

#ifdef __cplusplus
}
#endif

#endif
