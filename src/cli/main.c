#include "command.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const command commands[] = {
    {"report", "everything at once: a summary here, one page, one JSON file",
     "stemma report articles/ -o report.html",
     "Prints a summary. With -o the page is written, which is one file that needs no\n"
     "network; with --json the same findings for programs.\n",
     TAKES_REPORT_JSON, NULL, run_report},
    {"text", "each input's article: its own text, page furniture taken out",
     "stemma text page.html",
     "The text; with --json one article object a line, with the furniture that was\n"
     "taken out and why, and where outlet, byline and date were read.\n",
     0, NULL, run_text},
    {"families", "which articles are copies of one report",
     "stemma families articles/ --passages passages.jsonl",
     "One JSON line an article: id, input, family (null: no copies), witnesses (100 at\n"
     "most), size, overlap (the smallest share of words that two of them have in\n"
     "common), and second (articles of other families that passages are copied from).\n"
     "Any number of articles in bounded memory; run again after it was stopped, it goes\n"
     "on.\n",
     TAKES_PASSAGES | TAKES_WORK, NULL, run_families},
    {"tree", "the inputs as one family: who was copied from whom",
     "stemma tree a.txt b.txt c.txt",
     "The family as JSON, or for Graphviz. Up to 60 witnesses are searched whole, more\n"
     "in groups of the nearest that are joined where they touch; there, texts with the\n"
     "same words are one.\n",
     TAKES_FORMAT, "json, dot, graphml, newick, nexus", run_tree},
    {"collate", "the inputs as one family, aligned word by word",
     "stemma collate a.txt b.txt c.txt --format csv",
     "The places where they differ with what each has there, and all rows from which\n"
     "each text can be put together again; as CSV a row a place, a column an article;\n"
     "as TEI P5 by parallel segmentation; as a page, side by side.\n",
     TAKES_FORMAT, "json, csv, tei, html", run_collate},
    {"names", "people, places and organisations with all their names",
     "stemma names articles/", "One JSON line an entity.\n", 0, NULL, run_names},
    {"places", "places in the texts and where they are", "stemma places articles/",
     "One JSON line a place: where it stands and, if established, which one it is.\n", 0,
     NULL, run_places},
    {"dates", "dates in the texts and the days they stand for", "stemma dates articles/",
     "One JSON line a date expression; value is null where it is not established.\n", 0,
     NULL, run_dates},
    {"statements", "who says what", "stemma statements articles/",
     "One JSON line a statement.\n", 0, NULL, run_statements},
    {"stories", "which articles are about one event", "stemma stories articles/",
     "One JSON line an article: id, story.\n", 0, NULL, run_stories},
    {"train", "teaches the labeller that finds who says what",
     "stemma train polnear/ -o label.weights",
     "The weights, for --model FILE; says how well they do. The folder holds articles "
     "in\n"
     "which people marked sources, cues and contents (see stemma/train.h). 'stemma "
     "train\n"
     "built-in' says what the weights in use were learned from.\n",
     0, NULL, run_train},
    {"gazetteer", "where places are looked up",
     "stemma gazetteer import cities500.zip admin1CodesASCII.txt",
     "'import FILE...' reads GeoNames dumps, zipped or not, into the user's own "
     "gazetteer\n"
     "or the file of -o; 'show' says which file is used. Data: geonames.org, CC BY "
     "4.0.\n",
     0, NULL, run_gazetteer},
    {"bench", "piles of articles with known copies, and how well they are found",
     "stemma bench generate --out pile --articles 10000 --seed 1",
     "Articles and what is true of them, as JSON Lines.\n", TAKES_WORDS, NULL, run_bench},
    {NULL, NULL, NULL, NULL, 0, NULL, NULL},
};

/* Names of files may hold anything; what would steer the terminal is shown as '?'. */
static void show(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c; c++) {
        if (*c < 0x20 || *c == 0x7f)
            *c = '?';
        else if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
            c[0] = c[1] = '?';
    }
    fputs(text, stderr);
}

void complain(const char *format, ...)
{
    char text[8192];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    end_progress();
    fputs("stemma: ", stderr);
    show(text);
    fputc('\n', stderr);
}

const command *find_command(const char *name)
{
    for (const command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

static int unknown_command(const char *name)
{
    complain("no command '%s'; 'stemma help' lists them", name);
    return EXIT_USAGE;
}

/* What was printed may still wait to be written; a failure was told already. */
static int finish(int status)
{
    if (status != EXIT_FAILED && (fflush(stdout) || ferror(stdout))) {
        complain("standard output: %s", strerror(errno));
        return EXIT_FAILED;
    }
    return status;
}

static int help(char **words)
{
    if (!words[0]) {
        print_help(stdout);
        return finish(EXIT_DONE);
    }
    const command *about = find_command(words[0]);
    if (!about)
        return unknown_command(words[0]);
    print_command_help(about, stdout);
    return finish(EXIT_DONE);
}

static int run_command(const command *self, char **words)
{
    arguments args = {.words = words};
    if (self->takes & TAKES_WORDS)
        return finish(self->run(self, &args));
    if (!read_arguments(self, words, &args))
        return EXIT_USAGE;
    int status = EXIT_DONE;
    if (args.help)
        print_command_help(self, stdout);
    else
        status = self->run(self, &args);
    free_arguments(&args);
    return finish(status);
}

int main(int argc, char **argv)
{
    catch_signals();
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 ||
        strcmp(name, "-h") == 0)
        return help(argv + 2);
    if (strcmp(name, "--version") == 0) {
        printf("stemma %s\n", stemma_version());
        return finish(EXIT_DONE);
    }
    const command *self = find_command(name);
    return self ? run_command(self, argv + 2) : unknown_command(name);
}
