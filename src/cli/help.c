#include "command.h"

static const char shared_options[] =
    "  --plain         the texts are clean already: nothing is taken out as furniture\n"
    "  --lang TAG      the articles' language (BCP 47), instead of telling it from each\n"
    "  --names FILE    names that are one: lines \"NAME = NAME\"\n"
    "  --owners FILE   who owns which outlet: lines \"OUTLET = OWNER\"\n"
    "  --model FILE    weights of 'stemma train' instead of those built in\n"
    "  --gazetteer FILE  where places are looked up ('none': nowhere)\n"
    "  --fetch         fetch the pages of inputs that are lists of web addresses\n"
    "  --fetched FILE  keep fetched pages in a WARC file; what is in it is not fetched "
    "again\n"
    "  --fetch-timeout N  seconds that a page may take (30)\n"
    "  --allow-private fetch also from private and loopback addresses\n"
    "  --threads N     threads (0, the default: one per core); the result is the same\n"
    "  --quiet         no messages but errors\n"
    "  -o FILE         where the result goes ('-': standard output)\n";

static const char inputs_help[] =
    "INPUT is a file, a folder, '-' for standard input, or @FILE for a list of inputs,\n"
    "one a line. Plain text, HTML, JSON Lines, CSV, RSS, Atom, NewsML-G2, NITF, ninjs, "
    "WARC\n"
    "and lists of web addresses (with --fetch) are told apart by their content.\n";

static const char exits_help[] =
    "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with some input left out.\n";

void print_help(FILE *to)
{
    fputs("Example: stemma report articles/ -o report.html\n\n"
          "Finds which news articles are edited copies of one report, what each outlet\n"
          "changed, and how many independent reports stand behind each statement.\n\n"
          "Usage: stemma COMMAND INPUT... [options]\n\n",
          to);
    for (const command *c = commands; c->name; c++)
        fprintf(to, "  %-12s %s\n", c->name, c->about);
    fputs("  help         this, or with a command's name more about it\n"
          "  --version    the version\n\n"
          "Options of all commands:\n",
          to);
    fputs(shared_options, to);
    fprintf(to, "\n%s\n%s", inputs_help, exits_help);
}

void print_command_help(const command *self, FILE *to)
{
    fprintf(to, "Example: %s\n\n", self->example);
    fprintf(to, "stemma %s: %s\n%s\n", self->name, self->about, self->gives);
    if (self->takes & TAKES_WORDS) {
        print_bench_help(to);
        return;
    }
    fprintf(to, "Usage: stemma %s INPUT... [options]\n\n", self->name);
    if (self->takes & TAKES_REPORT_JSON)
        fputs("  --json FILE     the findings as one JSON object\n", to);
    else
        fputs("  --json          JSON, where that is not what comes out anyway\n", to);
    if (self->takes & TAKES_PASSAGES)
        fputs("  --passages FILE what each two articles share, as JSON Lines\n", to);
    if (self->takes & TAKES_WORK)
        fputs("  --memory SIZE   memory that may be used, such as 512M (2G)\n"
              "  --work FOLDER   where the steps leave what they know for the next one, "
              "so\n"
              "                  that the same command goes on after it was stopped\n"
              "                  (default: for large inputs, in ~/.cache/stemma)\n",
              to);
    if (self->takes & TAKES_FORMAT)
        fprintf(to, "  --format NAME   %s\n", self->formats);
    fprintf(to, "%s\n%s\n%s", shared_options, inputs_help, exits_help);
}
