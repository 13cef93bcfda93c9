/* How well near spellings of a name are told from other names.
 *
 *   name_variants FOLDER      FOLDER has pairs-dev.tsv: label, name, name
 *
 * The threshold is tuned on the even lines and measured on the odd ones; prints one JSON
 * line. Skips, saying so, where the folder is not there. */
#include "facts/spelling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double distance;
    int same;
} pair;

typedef struct {
    double threshold, precision, recall, f1;
} result;

static int by_distance(const void *x, const void *y)
{
    const pair *a = x, *b = y;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return a->same - b->same;
}

static result measure(const pair *pairs, size_t n, double threshold)
{
    size_t n_same = 0, n_taken = 0, n_right = 0;
    for (size_t i = 0; i < n; i++) {
        n_same += (size_t)pairs[i].same;
        if (pairs[i].distance > threshold)
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

static result best(pair *pairs, size_t n)
{
    result top = {0, 0, 0, 0};
    qsort(pairs, n, sizeof *pairs, by_distance);
    for (int step = 0; step <= 200; step++) {
        result r = measure(pairs, n, step / 200.0);
        top = r.f1 > top.f1 ? r : top;
    }
    return top;
}

static bool read_line(const char *line, pair *p)
{
    const char *a = strchr(line, '\t');
    const char *b = a ? strchr(a + 1, '\t') : NULL;
    spelling x, y;
    if (!b || (line[0] != '0' && line[0] != '1'))
        return false;
    spelling_read(slice_of(a + 1, (size_t)(b - a - 1)), &x);
    spelling_read(slice_of(b + 1, strcspn(b + 1, "\r\n\t")), &y);
    p->same = line[0] == '1';
    p->distance = spelling_distance(&x, &y);
    return true;
}

int main(int argc, char **argv)
{
    char path[4096], line[1024];
    if (argc != 2) {
        fprintf(stderr, "usage: name_variants FOLDER\n");
        return 2;
    }
    snprintf(path, sizeof path, "%s/pairs-dev.tsv", argv[1]);
    FILE *file = fopen(path, "r");
    if (!file) {
        fprintf(stderr, "name_variants: skipped, no %s\n", path);
        return 77;
    }
    enum { MOST = 1000000 };
    pair *halves[2] = {calloc(MOST, sizeof(pair)), calloc(MOST, sizeof(pair))};
    size_t n[2] = {0, 0};
    if (!halves[0] || !halves[1])
        return 1;
    for (size_t i = 0; fgets(line, sizeof line, file) && n[i & 1] < MOST; i++)
        n[i & 1] += read_line(line, &halves[i & 1][n[i & 1]]);
    fclose(file);
    result tuned = best(halves[0], n[0]);
    result held = measure(halves[1], n[1], tuned.threshold);
    printf(
        "{\"bench\": \"name-variants\", \"pairs\": %zu, \"threshold\": %.3f, "
        "\"precision\": %.3f, \"recall\": %.3f, \"f1\": %.3f, \"f1_tuned_half\": %.3f}\n",
        n[1], tuned.threshold, held.precision, held.recall, held.f1, tuned.f1);
    free(halves[0]);
    free(halves[1]);
    return 0;
}
