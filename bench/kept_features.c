/* Prints the witnesses that others may have been copied from, with their features, for
 * bench/kept_train.py:
 *
 *     kept-features < FAMILIES
 *
 * FAMILIES: for each the number of witnesses on a line, then for each of them a line with
 * the time of print or "-", a line with the outlet, a line with the number of bytes, and
 * the text. One JSON line a family: [[witness, bits of the witnesses below, features]].
 */
#include "family/full.h"
#include "split_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static slice line_of(arena *a, FILE *in)
{
    char line[4096];
    if (!fgets(line, sizeof line, in))
        exit(1);
    return arena_slice(a, slice_trim(slice_of_str(line)));
}

static slice bytes_of(arena *a, FILE *in, size_t n)
{
    char *bytes = arena_alloc(a, n + 1);
    if (fread(bytes, 1, n, in) != n)
        exit(1);
    return slice_of(bytes, n);
}

static void print(const kept_list *list)
{
    printf("[");
    for (uint32_t k = 0; k < list->n; k++) {
        const kept_candidate *c = &list->v[k];
        printf("%s[%u,%llu", k ? "," : "", c->witness, (unsigned long long)c->set);
        for (uint32_t i = 0; i < N_KEPT_FEATURES; i++)
            printf(",%d", c->features[i]);
        printf("]");
    }
    printf("]\n");
}

static void one_family(arena *a, FILE *in, uint32_t n)
{
    witness_facts *facts = arena_array(a, witness_facts, n);
    text *texts = arena_array(a, text, n);
    for (uint32_t i = 0; i < n; i++) {
        slice published = line_of(a, in);
        facts[i].published = published.len > 1 ? published : (slice){0};
        facts[i].outlet = line_of(a, in);
        size_t len = strtoul(line_of(a, in).ptr, NULL, 10);
        split_lines(a, bytes_of(a, in, len), &texts[i]);
    }
    family_result r;
    kept_list list = {0};
    family_of_all(a, n, &r);
    family_collate(a, texts, &r.families[0]);
    full_kept(a, texts, &r.families[0], facts, &list);
    print(&list);
}

int main(void)
{
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        arena a;
        arena_init(&a);
        unsigned long n = strtoul(line, NULL, 10);
        if (n < 2 || n > KEPT_MOST)
            return 1;
        one_family(&a, stdin, (uint32_t)n);
        arena_deinit(&a);
    }
    return 0;
}
