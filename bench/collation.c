/* Collates text files: the words of each with their columns, and the time that aligning
 * them took, as JSON. For comparing with other tools; see bench/peers/collatex. */
#include "base/buf.h"
#include "family/family.h"
#include "split_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMES = 5, MOST_BYTES = 1 << 24 };

static slice read_file(arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    char *bytes = arena_alloc(a, MOST_BYTES);
    size_t n = fread(bytes, 1, MOST_BYTES, file);
    (void)fclose(file);
    return slice_of(bytes, n);
}

static void write_words(const text *t, const uint32_t *columns)
{
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        printf("%s{\"word\":\"", i ? "," : "");
        for (size_t k = 0; k < t->tokens[i].folded.len; k++) {
            char c = t->tokens[i].folded.ptr[k];
            if (c == '"' || c == '\\')
                putchar('\\');
            putchar((unsigned char)c < 0x20 ? ' ' : c);
        }
        printf("\",\"column\":%" PRIu32 "}", columns[i]);
    }
}

int main(int argc, char **argv)
{
    arena a;
    arena_init(&a);
    uint32_t n = (uint32_t)(argc - 1);
    text *texts = arena_array(&a, text, n + 1);
    for (uint32_t i = 0; i < n; i++)
        split_lines(&a, read_file(&a, argv[i + 1]), &texts[i]);
    family_result result;
    family_of_all(&a, n, &result);
    double best = 0;
    for (int k = 0; k < TIMES && n; k++) {
        clock_t start = clock();
        family_collate(&a, texts, &result.families[0]);
        double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
        best = k == 0 || ms < best ? ms : best;
    }
    printf("{\"ms\":%.3f,\"witnesses\":[", best);
    for (uint32_t i = 0; i < n; i++) {
        printf("%s[", i ? "," : "");
        write_words(&texts[i], result.families[0].collated.columns[i]);
        printf("]");
    }
    printf("]}\n");
    arena_deinit(&a);
    return 0;
}
