#include "command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Each line of a list is an input. getline() grows the line as it must. */
static stemma_status each_of_list(const char *path,
                                  stemma_status (*add)(void *to, const char *input,
                                                       stemma_error *error),
                                  void *to, stemma_error *error)
{
    FILE *list = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    if (!list) {
        error->status = STEMMA_ERROR_READ;
        snprintf(error->message, sizeof error->message, "%s: %s", path, strerror(errno));
        return error->status;
    }
    stemma_status status = STEMMA_OK;
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; !status && (n = getline(&line, &room, list)) >= 0;) {
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            line[--n] = '\0';
        if (n > 0)
            status = add(to, line, error);
    }
    if (!status && ferror(list)) {
        status = error->status = STEMMA_ERROR_READ;
        snprintf(error->message, sizeof error->message, "%s: cannot be read", path);
    }
    free(line);
    if (list != stdin)
        fclose(list);
    return status;
}

stemma_status each_input(const arguments *args,
                         stemma_status (*add)(void *to, const char *input,
                                              stemma_error *error),
                         void *to, stemma_error *error)
{
    stemma_status status = STEMMA_OK;
    for (size_t i = 0; i < args->n_inputs && !status; i++) {
        const char *input = args->inputs[i];
        status = input[0] == '@' && input[1] ? each_of_list(input + 1, add, to, error)
                                             : add(to, input, error);
    }
    return status;
}

static stemma_status add_to_run(void *run, const char *input, stemma_error *error)
{
    return stemma_run_add(run, input, error);
}

void say_skip(const char *input, uint64_t position, const char *reason)
{
    char number[32];
    snprintf(number, sizeof number, ":%" PRIu64, position);
    size_t len = strlen(input), n = strlen(number);
    // A record's name ends with its number already
    bool named = len > n && strcmp(input + len - n, number) == 0;
    complain("%s%s: %s", input, named || !position ? "" : number, reason);
}

static void print_skips(const stemma_run *run)
{
    for (size_t i = 0; i < stemma_run_n_skipped(run); i++) {
        const char *input, *reason;
        uint64_t position;
        stemma_run_skipped(run, i, &input, &position, &reason);
        say_skip(input, position, reason);
    }
}

/* No fault, but whoever wonders where the rest of an archive is should know. */
static void print_passed(const stemma_run *run)
{
    const char *what;
    uint64_t n;
    for (size_t i = 0; (what = stemma_run_passed(run, i, &n)) != NULL; i++)
        if (n)
            complain("passed over: %" PRIu64 " %s", n, what);
}

void say_counts(const arguments *args, uint64_t n_skipped, uint64_t n_told,
                const uint64_t *passed)
{
    if (n_skipped > n_told)
        complain("%" PRIu64 " left out in all; the first %" PRIu64 " are told", n_skipped,
                 n_told);
    for (size_t i = 0; i < STEMMA_N_PASSED && !args->quiet; i++)
        if (passed[i])
            complain("passed over: %" PRIu64 " %s", passed[i], stemma_passed_what(i));
}

stemma_run *analyse_inputs(const arguments *args, stemma_stage up_to, bool one_family)
{
    stemma_run *run = NULL;
    stemma_error error = {0};
    stemma_options options = args->options;
    char gazetteer[PATH_MAX];
    options.gazetteer_path = find_gazetteer(options.gazetteer_path, gazetteer);
    if (!args->quiet)
        options.progress = show_progress;
    stemma_status status = stemma_run_new(&run, &options, &error);
    if (!status)
        status = each_input(args, add_to_run, run, &error);
    if (!status)
        status = stemma_run_analyse(run, up_to, one_family, &error);
    end_progress();
    if (!status) {
        print_skips(run);
        if (!args->quiet)
            print_passed(run);
        if (stemma_run_n_articles(run) > 0)
            return run;
        snprintf(error.message, sizeof error.message, "no articles in the inputs");
    }
    complain("%s", error.message);
    stemma_run_free(run);
    return NULL;
}

int report_skipped(const stemma_run *run)
{
    size_t n = stemma_run_n_skipped(run);
    return n ? EXIT_SKIPPED : EXIT_DONE;
}
