/* A program that uses the library as it is installed. */
#include <stemma/stemma.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    static const char *const texts[] = {
        "The river rose by two metres on Tuesday and cut the road to the villages.",
        "The river rose by two metres on Tuesday and cut the road to the villages.",
        "Farmers in the hills say that this year's harvest will be late.",
    };
    static const char *const names[] = {"a", "b", "c"};
    stemma_run *run = NULL;
    stemma_error error;
    stemma_options options = {.plain = true};
    stemma_status status = stemma_run_new(&run, &options, &error);
    for (int i = 0; i < 3 && !status; i++)
        status = stemma_run_add_bytes(run, names[i], texts[i], strlen(texts[i]), &error);
    if (!status)
        status = stemma_run_analyse(run, STEMMA_STAGE_FAMILY, false, &error);
    if (!status)
        status = stemma_run_write(run, STEMMA_WRITE_FAMILIES_JSONL, stemma_write_file,
                                  stdout, &error);
    if (status)
        fprintf(stderr, "%s\n", error.message);
    stemma_run_free(run);
    return status ? 1 : 0;
}
