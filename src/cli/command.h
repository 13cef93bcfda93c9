/* The stemma command, over the public header alone.
 *
 * Results go to standard output or to the file of -o, everything else to standard error.
 * Exit: 0 done, 1 failed, 2 wrong usage, 3 done but with some input left out. */
#ifndef STEMMA_CLI_COMMAND_H
#define STEMMA_CLI_COMMAND_H

#include <stemma/stemma.h>
#include <stemma/train.h>

#include <limits.h>
#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_SKIPPED = 3 };

/* What was said on the command line. */
typedef struct {
    const char *output;      // -o FILE, or NULL
    const char *report_json; // --json FILE of `report`, or NULL
    bool json;               // --json of the other commands
    bool quiet, help;
    const char *passages; // --passages FILE, or NULL
    const char *format;   // --format NAME, or NULL
    const char *work;     // --work FOLDER, or NULL
    size_t memory;        // --memory SIZE, or 0
    stemma_options options;
    const char **inputs;
    size_t n_inputs;
    char **words; // all of them, unread, where the command has options of its own
} arguments;

/* Options beside those that all commands take. */
enum {
    TAKES_REPORT_JSON = 1,
    TAKES_PASSAGES = 2,
    TAKES_FORMAT = 4,
    TAKES_WORDS = 8,
    TAKES_WORK = 16
};

typedef struct command {
    const char *name;
    const char *about;   // one line
    const char *example; // a command line that works
    const char *gives;   // what comes out, some lines
    unsigned takes;
    const char *formats; // for --format: "json, dot"
    int (*run)(const struct command *self, const arguments *args);
} command;

extern const command commands[]; // ends with a name of NULL
const command *find_command(const char *name);

/* options.c: fills in `args`; false when they are wrong, which has been said. */
bool read_arguments(const command *self, char **words, arguments *args);
void free_arguments(arguments *args);

/* help.c */
void print_help(FILE *to);
void print_command_help(const command *self, FILE *to);

/* inputs.c: a run with all inputs in it, analysed. NULL when that failed, which has been
 * said. */
stemma_run *analyse_inputs(const arguments *args, stemma_stage up_to, bool one_family);
/* Says which inputs were left out; the command's exit status. */
int report_skipped(const stemma_run *run);

/* "FILE:LINE: why" of what was left out. */
void say_skip(const char *input, uint64_t position, const char *reason);
/* What else there was: more left out than were told, and what archives hold beside
 * articles (an array of STEMMA_N_PASSED). */
void say_counts(const arguments *args, uint64_t n_skipped, uint64_t n_told,
                const uint64_t *passed);

/* stream.c: articles are written as they are read. More than fits into memory with ease,
 * or not known? */
bool inputs_are_large(const arguments *args);
int stream_inputs(const arguments *args, stemma_view view);

/* Calls add(to, input, error) for each input named, those of lists among them. */
stemma_status each_input(const arguments *args,
                         stemma_status (*add)(void *to, const char *input,
                                              stemma_error *error),
                         void *to, stemma_error *error);

/* output.c: a view to a file ("-": standard output). A file is written under another name
 * and renamed when all of it is there. False when that failed, which has been said. */
bool write_output(const stemma_run *run, stemma_view view, const char *path);
bool write_pile(const stemma_pile *pile, stemma_view view, const char *path);
/* The same for anything else: fill(what, file, path) says what went wrong. */
bool write_with(bool (*fill)(void *what, FILE *file, const char *path), void *what,
                const char *path);
/* The summary to standard output. */
bool write_summary(const stemma_run *run);
/* False, which has been said, when `path` would be written over one of the inputs. */
bool output_is_free(const arguments *args, const char *path);
/* Removes a half-written file when the command is interrupted. */
void catch_signals(void);

/* gazetteer.c: the file that places are looked up in: the one named, $STEMMA_GAZETTEER,
 * the user's own, the one that came with the program; NULL where there is none. */
const char *find_gazetteer(const char *named, char path[PATH_MAX]);

/* progress.c: a line on the terminal, if standard error is one. */
bool show_progress(void *ctx, const char *stage, uint64_t done, uint64_t total);
void end_progress(void);

/* main.c: "stemma: …" on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* bench.c, report.c, views.c: the commands. */
int run_gazetteer(const command *self, const arguments *args);
int run_places(const command *self, const arguments *args);
int run_train(const command *self, const arguments *args);
int run_bench(const command *self, const arguments *args);
void print_bench_help(FILE *to);
int run_report(const command *self, const arguments *args);
int run_text(const command *self, const arguments *args);
int run_families(const command *self, const arguments *args);
int run_tree(const command *self, const arguments *args);
int run_collate(const command *self, const arguments *args);
int run_names(const command *self, const arguments *args);
int run_dates(const command *self, const arguments *args);
int run_statements(const command *self, const arguments *args);
int run_stories(const command *self, const arguments *args);

#endif
