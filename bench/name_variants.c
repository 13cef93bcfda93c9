/* How well near spellings of a name are told from other names.
 *
 *   name-variants FOLDER            FOLDER has pairs-dev.tsv: label, name, name
 *   name-variants FOLDER --features label and features of each pair, for
 *                                   bench/name_variants_train.py
 *
 * What is learned is learned on the even lines and measured on the odd ones; prints one
 * JSON line: F1 of the weighed steps at 0, and of the distance alone at the threshold
 * that suits the even lines best. Skips, saying so, where the folder is not there. */
#include "facts/spelling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double score; // larger: rather one name
    int same;
} pair;

typedef struct {
    double threshold, precision, recall, f1;
} result;

enum { MOST = 1000000 };

typedef struct {
    pair *v[2]; // even lines, odd lines
    size_t n[2];
} halves;

static result measure(const pair *pairs, size_t n, double threshold)
{
    size_t n_same = 0, n_taken = 0, n_right = 0;
    for (size_t i = 0; i < n; i++) {
        n_same += (size_t)pairs[i].same;
        if (pairs[i].score < threshold)
            continue;
        n_taken++;
        n_right += (size_t)pairs[i].same;
    }
    result r = {threshold, 0, 0, 0};
    if (n_right == 0)
        return r;
    r.precision = (double)n_right / (double)n_taken;
    r.recall = (double)n_right / (double)n_same;
    r.f1 = 2 * r.precision * r.recall / (r.precision + r.recall);
    return r;
}

static result best(const pair *pairs, size_t n)
{
    result top = {0, 0, 0, 0};
    for (int step = 0; step <= 200; step++) {
        result r = measure(pairs, n, -step / 200.0);
        top = r.f1 > top.f1 ? r : top;
    }
    return top;
}

static bool read_line(const char *line, spelling *x, spelling *y, int *same)
{
    const char *a = strchr(line, '\t');
    const char *b = a ? strchr(a + 1, '\t') : NULL;
    if (!b || (line[0] != '0' && line[0] != '1'))
        return false;
    spelling_read(slice_of(a + 1, (size_t)(b - a - 1)), x);
    spelling_read(slice_of(b + 1, strcspn(b + 1, "\r\n\t")), y);
    *same = line[0] == '1';
    return true;
}

static void print_features(const spelling *x, const spelling *y, int same)
{
    float f[SPELLING_FEATURES];
    spelling_features(x, y, f);
    printf("%d", same);
    for (int i = 0; i < SPELLING_FEATURES; i++)
        printf(" %.6g", (double)f[i]);
    putchar('\n');
}

static void print_result(const char *name, result r)
{
    printf(", \"%s\": {\"precision\": %.3f, \"recall\": %.3f, \"f1\": %.3f}", name,
           r.precision, r.recall, r.f1);
}

static void add(halves *h, size_t half, double score, int same)
{
    if (h->n[half] < MOST)
        h->v[half][h->n[half]++] = (pair){score, same};
}

int main(int argc, char **argv)
{
    char path[4096], line[1024];
    bool features = argc == 3 && strcmp(argv[2], "--features") == 0;
    if (argc != 2 && !features) {
        fprintf(stderr, "usage: name-variants FOLDER [--features]\n");
        return 2;
    }
    snprintf(path, sizeof path, "%s/pairs-dev.tsv", argv[1]);
    FILE *file = fopen(path, "r");
    if (!file) {
        fprintf(stderr, "name-variants: skipped, no %s\n", path);
        return 77;
    }
    halves weighed = {{calloc(MOST, sizeof(pair)), calloc(MOST, sizeof(pair))}, {0, 0}},
           plain = {{calloc(MOST, sizeof(pair)), calloc(MOST, sizeof(pair))}, {0, 0}};
    if (!weighed.v[0] || !weighed.v[1] || !plain.v[0] || !plain.v[1])
        return 1;
    spelling x, y;
    int same;
    for (size_t i = 0; fgets(line, sizeof line, file); i++) {
        if (!read_line(line, &x, &y, &same))
            continue;
        if (features) {
            print_features(&x, &y, same);
            continue;
        }
        add(&weighed, i & 1, spelling_same(&x, &y), same);
        add(&plain, i & 1, -spelling_distance(&x, &y), same);
    }
    fclose(file);
    if (!features) {
        result distance = best(plain.v[0], plain.n[0]);
        printf("{\"bench\": \"name-variants\", \"pairs\": %zu", weighed.n[1]);
        print_result("weighed", measure(weighed.v[1], weighed.n[1], 0));
        print_result("distance", measure(plain.v[1], plain.n[1], distance.threshold));
        puts("}");
    }
    for (int i = 0; i < 2; i++) {
        free(weighed.v[i]);
        free(plain.v[i]);
    }
    return 0;
}
