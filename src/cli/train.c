#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* All weights come at once; what they say of themselves is shown. */
static bool write_to(void *file, const char *bytes, size_t len)
{
    char notes[4096];
    end_progress();
    if (stemma_train_notes(bytes, len, notes))
        fputs(notes, stdout);
    return fwrite(bytes, 1, len, file) == len;
}

static int train_to(const arguments *args, const stemma_training *training, FILE *file)
{
    stemma_error error;
    bool failed = stemma_train(training, write_to, file, &error) != STEMMA_OK;
    end_progress();
    if (failed)
        complain("%s", error.message);
    if (fclose(file) && !failed) {
        complain("%s: %s", args->output, strerror(errno));
        failed = true;
    }
    return failed ? EXIT_FAILED : EXIT_DONE;
}

static int show_notes(void)
{
    char notes[4096];
    bool any = stemma_train_notes(NULL, 0, notes);
    if (any)
        fputs(notes, stdout);
    else
        complain("%s", notes);
    return any ? EXIT_DONE : EXIT_FAILED;
}

int run_train(const command *self, const arguments *args)
{
    (void)self;
    if (args->n_inputs == 1 && strcmp(args->inputs[0], "built-in") == 0)
        return show_notes();
    if (args->n_inputs != 1 || !args->output) {
        complain("train: one folder and -o FILE");
        return EXIT_USAGE;
    }
    FILE *file = fopen(args->output, "wb");
    if (!file) {
        complain("%s: %s", args->output, strerror(errno));
        return EXIT_FAILED;
    }
    stemma_training training = {.folder = args->inputs[0],
                                .progress = args->quiet ? NULL : show_progress};
    return train_to(args, &training, file);
}
