/* `stemma text` of inputs that are too large to be held: articles are written as they are
 * read. */
#include "command.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A run holds a page about once, but some 200 bytes for each of rows that are very short,
 * and what is packed may be such rows. */
static const uint64_t LARGE = (uint64_t)64 << 20;
enum { ROWS = 64, MOST_FILES = 20000, MOST_TOLD = 10000 };

typedef struct {
    const char **v;
    size_t n, cap;
} inputs;

static stemma_status add_input(void *to, const char *input, stemma_error *error)
{
    inputs *list = to;
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 16;
        const char **v = realloc(list->v, cap * sizeof *v);
        if (!v) {
            *error = (stemma_error){.status = STEMMA_ERROR_MEMORY};
            strcpy(error->message, "out of memory");
            return error->status;
        }
        list->v = v;
        list->cap = cap;
    }
    list->v[list->n] = strdup(input);
    return list->v[list->n++] ? STEMMA_OK : STEMMA_ERROR_MEMORY;
}

static void free_inputs(inputs *list)
{
    for (size_t i = 0; i < list->n; i++)
        free((char *)(uintptr_t)list->v[i]);
    free(list->v);
}

typedef struct {
    uint64_t n_bytes;
    unsigned n_files;
} weight;

/* How much more than its size it may take. */
static unsigned factor_of(const char *path)
{
    char head[4] = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return 1;
    size_t n = fread(head, 1, sizeof head, file);
    fclose(file);
    // Markup and archives of the web are pages
    return n == sizeof head && (head[0] == '<' || memcmp(head, "WARC", 4) == 0) ? 1
                                                                                : ROWS;
}

/* Adds up until it is enough. */
static void weigh(const char *path, unsigned depth, weight *sum)
{
    enum { DEEPEST = 32 };
    struct stat st;
    if (sum->n_bytes > LARGE || sum->n_files > MOST_FILES || depth > DEEPEST)
        return;
    if (strcmp(path, "-") == 0 || stat(path, &st)) {
        sum->n_bytes += strcmp(path, "-") == 0 ? LARGE + 1 : 0;
        return;
    }
    if (!S_ISDIR(st.st_mode)) {
        sum->n_files++;
        sum->n_bytes += (uint64_t)st.st_size * factor_of(path);
        return;
    }
    DIR *folder = opendir(path);
    for (struct dirent *e; folder && (e = readdir(folder)) != NULL;) {
        char inner[PATH_MAX];
        if (e->d_name[0] == '.' ||
            snprintf(inner, sizeof inner, "%s/%s", path, e->d_name) >= PATH_MAX)
            continue;
        weigh(inner, depth + 1, sum);
    }
    if (folder)
        closedir(folder);
}

static stemma_status weigh_input(void *to, const char *input, stemma_error *error)
{
    (void)error;
    weigh(input, 0, to);
    return STEMMA_OK;
}

bool inputs_are_large(const arguments *args)
{
    weight sum = {0};
    for (size_t i = 0; i < args->n_inputs; i++)
        if (strcmp(args->inputs[i], "@-") == 0)
            return false; // a list that can be read but once
    stemma_error error;
    return each_input(args, weigh_input, &sum, &error) == STEMMA_OK &&
           (sum.n_bytes > LARGE || sum.n_files > MOST_FILES);
}

static void say_now(void *ctx, const char *input, uint64_t position, const char *reason)
{
    (void)ctx;
    end_progress();
    say_skip(input, position, reason);
}

typedef struct {
    stemma_stream how;
    stemma_stream_summary found;
} job;

static bool write_file(void *what, FILE *file, const char *path)
{
    job *j = what;
    stemma_error error = {0};
    j->how.sink = stemma_write_file;
    j->how.sink_ctx = file;
    errno = 0;
    stemma_status status = stemma_stream_write(&j->how, &j->found, &error);
    int why = errno;
    end_progress();
    if (!status && j->found.n_articles == 0) {
        complain("no articles in the inputs");
        return false;
    }
    if (!status && !fflush(file) && !ferror(file))
        return true;
    if (status && status != STEMMA_ERROR_WRITE)
        complain("%s", error.message);
    else
        complain("%s: %s", strcmp(path, "-") == 0 ? "standard output" : path,
                 why ? strerror(why) : "cannot be written");
    return false;
}

int stream_inputs(const arguments *args, stemma_view view)
{
    if (!output_is_free(args, args->output))
        return EXIT_USAGE;
    inputs list = {0};
    stemma_error error = {0};
    int status = EXIT_FAILED;
    if (each_input(args, add_input, &list, &error)) {
        complain("%s", error.message);
    } else {
        job j = {.how = {.options = args->options,
                         .inputs = list.v,
                         .n_inputs = list.n,
                         .view = view,
                         .skipped = say_now}};
        if (!args->quiet)
            j.how.options.progress = show_progress;
        if (write_with(write_file, &j, args->output ? args->output : "-"))
            status = j.found.n_skipped ? EXIT_SKIPPED : EXIT_DONE;
        say_counts(args, j.found.n_skipped,
                   j.found.n_skipped < MOST_TOLD ? j.found.n_skipped : MOST_TOLD,
                   j.found.passed);
    }
    free_inputs(&list);
    return status;
}
