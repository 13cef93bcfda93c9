/* stemma gazetteer: where places are looked up. */
#define _XOPEN_SOURCE 700 // realpath()

#include "command.h"

#include <stemma/gazetteer.h>

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_name[] = "gazetteer.bin";

/* The user's own, where `stemma gazetteer import` puts it. */
static bool own_path(char path[PATH_MAX])
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n = -1;
    if (data && data[0] == '/')
        n = snprintf(path, PATH_MAX, "%s/stemma/%s", data, file_name);
    else if (home && home[0] == '/')
        n = snprintf(path, PATH_MAX, "%s/.local/share/stemma/%s", home, file_name);
    return n > 0 && n < PATH_MAX;
}

/* Beside the program as it was built, or where it was installed. */
static bool installed_path(char path[PATH_MAX])
{
    static const char *const places[] = {"", "../share/stemma/"};
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0)
        return false;
    program[n] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash)
        return false;
    slash[1] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int len = snprintf(path, PATH_MAX, "%s%s%s", program, places[i], file_name);
        if (len > 0 && len < PATH_MAX && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

const char *find_gazetteer(const char *named, char path[PATH_MAX])
{
    if (!named)
        named = getenv("STEMMA_GAZETTEER");
    if (named && *named)
        return strcmp(named, "none") == 0 ? NULL : named;
    if (own_path(path) && access(path, R_OK) == 0)
        return path;
    return installed_path(path) ? path : NULL;
}

static bool make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *at = '/';
        if (!made)
            return false;
    }
    return true;
}

typedef struct {
    const char *const *files;
    size_t n_files;
} dumps;

static bool import_to(void *what, FILE *file, const char *path)
{
    const dumps *from = what;
    stemma_gazetteer_summary done;
    stemma_error error;
    errno = 0;
    stemma_status status = stemma_gazetteer_import(
        from->files, from->n_files, NULL, stemma_write_file, file, &done, &error);
    if (status && status != STEMMA_ERROR_WRITE) {
        complain("%s", error.message);
        return false;
    }
    if (status || fflush(file) || ferror(file)) {
        complain("%s: %s", path, errno ? strerror(errno) : "cannot be written");
        return false;
    }
    if (done.n_other)
        complain("%" PRIu64 " of %" PRIu64 " lines are of no GeoNames dump", done.n_other,
                 done.n_lines);
    fprintf(stderr, "%" PRIu64 " places in %s\n", done.n_places, path);
    return true;
}

int run_gazetteer(const command *self, const arguments *args)
{
    char path[PATH_MAX];
    if (args->n_inputs == 1 && strcmp(args->inputs[0], "show") == 0) {
        const char *used = find_gazetteer(args->options.gazetteer_path, path);
        puts(used ? used : "none: no place gets coordinates");
        return EXIT_DONE;
    }
    if (args->n_inputs < 2 || strcmp(args->inputs[0], "import") != 0) {
        complain("gazetteer: 'import FILE...' or 'show'; for example: %s", self->example);
        return EXIT_USAGE;
    }
    const char *to = args->output;
    if (!to) {
        if (!own_path(path) || !make_folders(path)) {
            complain("no folder for it: say where with -o FILE");
            return EXIT_FAILED;
        }
        to = path;
    }
    arguments files = {.inputs = args->inputs + 1, .n_inputs = args->n_inputs - 1};
    if (!output_is_free(&files, to))
        return EXIT_USAGE;
    dumps from = {files.inputs, files.n_inputs};
    return write_with(import_to, &from, to) ? EXIT_DONE : EXIT_FAILED;
}
