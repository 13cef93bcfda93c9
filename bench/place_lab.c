/* Features of places in texts, for fitting and scoring (bench/places_train.py).
 *
 *   place-lab GAZETTEER < ARTICLES.jsonl    id, text, names: [[start, end], ...]
 *
 * For each article one line: `spots`, all names that the gazetteer has, with features and
 * score; `names`, the places marked in `names`, each with its candidates. Offsets are
 * code points. */
#include "facts/places.h"

#include "base/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    gazetteer gazetteer;
    slice line;
} lab;

static void print_features(const float *v, int n)
{
    putchar('[');
    for (int i = 0; i < n; i++)
        printf("%s%.5g", i ? "," : "", (double)v[i]);
    putchar(']');
}

static void print_span(const text *t, const utf8_index *points, uint32_t first,
                       uint32_t last)
{
    span at = text_span(t, first, last);
    printf("\"start\":%u,\"end\":%u", utf8_index_point(points, at.start),
           utf8_index_point(points, at.end));
}

static void print_candidates(const place_name *n)
{
    printf(",\"candidates\":[");
    for (uint32_t i = 0; i < n->n_candidates; i++) {
        const place_option *c = &n->candidates[i];
        printf("%s{\"lat\":%.5f,\"lon\":%.5f,\"id\":%u,\"share\":%.4f,\"features\":",
               i ? "," : "", c->place->lat / 1e5, c->place->lon / 1e5, c->place->id,
               (double)c->share);
        print_features(c->features, CHOICE_FEATURES);
        putchar('}');
    }
    putchar(']');
}

static uint32_t byte_of(slice bytes, json_int_t point)
{
    size_t at = 0;
    for (json_int_t i = 0; i < point && at < bytes.len; i++)
        utf8_next(bytes, &at);
    return (uint32_t)at;
}

static void show(place_finder *f, const utf8_index *points, bool candidates)
{
    for (uint32_t i = 0; i < f->spots.n; i++) {
        const spot *s = &f->spots.v[i];
        printf("%s{", i ? "," : "");
        print_span(f->t, points, s->first, s->last);
        printf(",\"score\":%.4f,\"form\":%d,\"name\":%u,\"features\":", (double)s->score,
               (int)s->form, candidates ? s->name : 0);
        print_features(s->features, SPOT_FEATURES);
        if (candidates)
            print_candidates(&f->list.v[s->name]);
        putchar('}');
    }
}

static void work(arena *a, const lab *l, json_t *record)
{
    const char *bytes = json_string_value(json_object_get(record, "text"));
    json_t *marked = json_object_get(record, "names");
    text t;
    utf8_index points;
    name_words words;
    names_result names;
    slice all = slice_of_str(bytes);
    text_split(a, all, NULL, 0, SLICE("en"), &t);
    utf8_index_init(&points, all, a);
    name_words_init(a, &words);
    facts_input in = {.texts = &t, .n_articles = 1, .gazetteer = &l->gazetteer};
    facts_names(a, &in, &names);
    place_finder f = {.in = &in,
                      .names = &names,
                      .words = &words,
                      .gazetteer = &l->gazetteer,
                      .t = &t,
                      .tmp = a};
    place_finder g = f;
    spots_find(&f, true);
    printf("{\"id\":\"%s\",\"spots\":[",
           json_string_value(json_object_get(record, "id")));
    show(&f, &points, false);
    printf("],\"names\":[");
    size_t n = json_array_size(marked);
    token_span *at = arena_array(a, token_span, n + 1);
    uint32_t n_at = 0;
    for (size_t i = 0; i < n; i++) {
        json_t *pair = json_array_get(marked, i);
        uint32_t start = byte_of(all, json_integer_value(json_array_get(pair, 0))),
                 end = byte_of(all, json_integer_value(json_array_get(pair, 1)));
        uint32_t first = text_token_at(&t, start), last = text_token_at(&t, end - 1) + 1;
        if (first < last && last <= t.n_tokens)
            at[n_at++] = (token_span){0, first, last};
    }
    spots_find_at(&g, at, n_at);
    spots_choose(&g);
    show(&g, &points, true);
    puts("]}");
}

int main(int argc, char **argv)
{
    const char *why = NULL;
    arena a, own;
    arena_init(&a);
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: place-lab GAZETTEER < ARTICLES.jsonl\n");
        return 2;
    }
    fseek(file, 0, SEEK_END);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(&a, len);
    lab l = {.line = {0}};
    if (fread(bytes, 1, len, file) != len ||
        !gazetteer_open(&l.gazetteer, slice_of(bytes, len), &why)) {
        fprintf(stderr, "place-lab: %s\n", why ? why : argv[1]);
        return 1;
    }
    fclose(file);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_t *record = json_loads(line, 0, NULL);
        if (!record)
            continue;
        arena_init(&own);
        work(&own, &l, record);
        arena_deinit(&own);
        json_decref(record);
    }
    free(line);
    arena_deinit(&a);
    return 0;
}
