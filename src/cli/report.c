/* stemma report: a summary on the terminal, the page, the findings as JSON. */
#include "command.h"

#include <string.h>

static bool is_stdout(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

static bool write_all(const stemma_run *run, const arguments *args)
{
    bool taken = is_stdout(args->output) || is_stdout(args->report_json);
    if (args->output && !write_output(run, STEMMA_WRITE_REPORT_HTML, args->output))
        return false;
    if (args->report_json &&
        !write_output(run, STEMMA_WRITE_REPORT_JSON, args->report_json))
        return false;
    if (!taken && !args->quiet && !write_summary(run))
        return false;
    if (args->quiet || taken)
        return true;
    if (args->output)
        printf("\nPage: %s\n", args->output);
    else if (!args->report_json)
        printf("\nAdd -o report.html for the page with everything.\n");
    return true;
}

int run_report(const command *self, const arguments *args)
{
    if (is_stdout(args->output) && is_stdout(args->report_json)) {
        complain("%s: the page and the JSON cannot both go to standard output",
                 self->name);
        return EXIT_USAGE;
    }
    if (args->output && args->report_json && !is_stdout(args->output) &&
        strcmp(args->output, args->report_json) == 0) {
        complain("%s: the page and the JSON cannot both go to %s", self->name,
                 args->output);
        return EXIT_USAGE;
    }
    if (!output_is_free(args, args->output) || !output_is_free(args, args->report_json))
        return EXIT_USAGE;
    stemma_run *run = analyse_inputs(args, STEMMA_STAGE_REPORT, false);
    if (!run)
        return EXIT_FAILED;
    int status = write_all(run, args) ? report_skipped(run) : EXIT_FAILED;
    stemma_run_free(run);
    return status;
}
