/* Processor time of the labeller alone (bench/spacy_speed.py).
 *
 *   label-speed < ARTICLES.jsonl    text
 *
 * One line: bytes read, tokens, seconds for splitting into tokens and sentences, for all
 * steps of the labeller as they serve, and for part of speech and tree of each token, of
 * those sentences too that the labeller leaves out. One thread. */
#include "label/label.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
    size_t bytes, tokens, attributions;
    double split, label, trees;
} spent;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void work(const label_model *m, text_rules *rules, slice bytes, spent *to)
{
    arena own;
    text t;
    label_work w;
    label_attributions found = {0};
    arena_init(&own);
    double start = now();
    text_split_with(rules, &own, bytes, NULL, 0, SLICE("en"), &t);
    double split = now();
    label_find(&own, m, &t, NULL, &found);
    double label = now();
    label_work_open(&own, &t, NULL, &w);
    label_tags(m, &t, &w);
    label_trees(&own, m, &t, &w);
    to->trees += now() - label;
    to->label += label - split;
    to->split += split - start;
    to->bytes += bytes.len;
    to->tokens += t.n_tokens;
    to->attributions += found.n;
    arena_deinit(&own);
}

int main(void)
{
    const char *why = NULL;
    label_model model;
    slice weights = label_built_in();
    if (!weights.len || !label_model_read(&model, weights, &why)) {
        fprintf(stderr, "label-speed: %s\n", why ? why : "no weights are built in");
        return 1;
    }
    arena a;
    arena_init(&a);
    text_rules *rules = text_rules_open(&a);
    spent all = {0};
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_t *record = json_loads(line, 0, NULL);
        const char *bytes = json_string_value(json_object_get(record, "text"));
        if (bytes)
            work(&model, rules, slice_of_str(bytes), &all);
        json_decref(record);
    }
    free(line);
    arena_deinit(&a);
    printf("{\"bytes\":%zu,\"tokens\":%zu,\"attributions\":%zu,\"split\":%.4f,"
           "\"label\":%.4f,\"trees\":%.4f}\n",
           all.bytes, all.tokens, all.attributions, all.split, all.label, all.trees);
    return 0;
}
