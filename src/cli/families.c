/* `stemma families`: any number of articles. */
#include "command.h"

#include <string.h>

static stemma_status add_to_pile(void *pile, const char *input, stemma_error *error)
{
    return stemma_pile_add(pile, input, error);
}

static stemma_pile *analyse(const arguments *args, stemma_error *error)
{
    stemma_pile *pile = NULL;
    stemma_pile_options options = {.base = args->options,
                                   .memory = args->memory,
                                   .passages = args->passages != NULL,
                                   .folder = args->work};
    if (!args->quiet)
        options.base.progress = show_progress;
    stemma_status status = stemma_pile_new(&pile, &options, error);
    if (!status)
        status = each_input(args, add_to_pile, pile, error);
    if (!status)
        status = stemma_pile_analyse(pile, error);
    end_progress();
    if (!status)
        return pile;
    complain("%s", error->message);
    stemma_pile_free(pile);
    return NULL;
}

static void say_what_happened(const arguments *args, const stemma_pile *pile,
                              const stemma_pile_summary *s)
{
    for (size_t i = 0; i < s->n_told; i++) {
        const char *input, *reason;
        uint64_t position;
        stemma_pile_skipped(pile, i, &input, &position, &reason);
        say_skip(input, position, reason);
    }
    say_counts(args, s->n_skipped, s->n_told, s->passed);
    if (s->taken_up && !args->quiet)
        complain("took up again what an earlier run had left in %s", s->folder);
}

static bool write_all(const arguments *args, const stemma_pile *pile)
{
    return write_pile(pile, STEMMA_WRITE_FAMILIES_JSONL,
                      args->output ? args->output : "-") &&
           (!args->passages ||
            write_pile(pile, STEMMA_WRITE_PASSAGES_JSONL, args->passages));
}

/* The families and the passages cannot both go to one place. */
static bool outputs_differ(const command *self, const arguments *args)
{
    const char *output = args->output ? args->output : "-";
    if (!args->passages || strcmp(output, args->passages) != 0)
        return true;
    complain("%s: the families and the passages cannot both go to %s", self->name,
             strcmp(output, "-") == 0 ? "standard output" : output);
    return false;
}

int run_families(const command *self, const arguments *args)
{
    if (!outputs_differ(self, args) || !output_is_free(args, args->output) ||
        !output_is_free(args, args->passages))
        return EXIT_USAGE;
    stemma_error error = {0};
    stemma_pile *pile = analyse(args, &error);
    if (!pile)
        return EXIT_FAILED;
    stemma_pile_summary s;
    stemma_pile_summarise(pile, &s);
    say_what_happened(args, pile, &s);
    int status = s.n_skipped ? EXIT_SKIPPED : EXIT_DONE;
    if (s.n_articles == 0) {
        complain("no articles in the inputs");
        status = EXIT_FAILED;
    } else if (!write_all(args, pile)) {
        if (s.folder)
            complain("the same command takes it up again from %s", s.folder);
        status = EXIT_FAILED;
    }
    if (status != EXIT_FAILED)
        stemma_pile_clear(pile);
    stemma_pile_free(pile);
    return status;
}
