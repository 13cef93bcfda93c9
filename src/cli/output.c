#define _GNU_SOURCE // realpath(), O_TMPFILE

#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The half-written file of the moment, for the signal handler. */
static char unfinished[PATH_MAX + 16];
static volatile sig_atomic_t has_unfinished;

static void on_signal(int number)
{
    if (has_unfinished)
        unlink(unfinished);
    signal(number, SIG_DFL);
    raise(number);
}

void catch_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, clean = {.sa_handler = on_signal};
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&clean.sa_mask);
    // A reader that went away is told like any other failed write.
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGINT, &clean, NULL);
    sigaction(SIGTERM, &clean, NULL);
    sigaction(SIGHUP, &clean, NULL);
}

static bool failed(const char *path)
{
    int why = errno;
    complain("%s: %s", strcmp(path, "-") == 0 ? "standard output" : path,
             why ? strerror(why) : "cannot be written");
    return false;
}

/* What is written: a run's view or a pile's. */
typedef struct {
    const stemma_run *run;
    const stemma_pile *pile;
    stemma_view view;
    bool (*fill)(void *what, FILE *file, const char *path); // or anything else
    void *what;
} source;

/* Writes the view and closes the file; errno says what went wrong. */
static bool fill(const source *from, FILE *file, const char *path)
{
    if (from->fill)
        return from->fill(from->what, file, path);
    stemma_error error;
    errno = 0;
    stemma_status status =
        from->run
            ? stemma_run_write(from->run, from->view, stemma_write_file, file, &error)
            : stemma_pile_write(from->pile, from->view, stemma_write_file, file, &error);
    if (status && status != STEMMA_ERROR_WRITE) {
        complain("%s", error.message);
        return false;
    }
    if (status || fflush(file) || ferror(file))
        return failed(path);
    return true;
}

/* A pipe or a device is written as it is: there is nothing to keep whole. */
static bool write_in_place(const source *from, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return failed(path);
    bool good = fill(from, file, path);
    if (fclose(file) && good)
        good = failed(path);
    return good;
}

/* As open() would have made it. */
static bool usual_mode(int fd, const struct stat *old)
{
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(fd, old ? old->st_mode & 0777 : 0666 & ~mask) == 0;
}

/* A new file where `target` is to be. Where the system has files without a name it has
 * none until it is whole: killed half-way, nothing of it stays. */
static int open_unfinished(const char *target)
{
#ifdef O_TMPFILE
    char folder[PATH_MAX];
    const char *slash = strrchr(target, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - target + 1) : 1,
             slash ? target : ".");
    int fd = access("/proc/self/fd", X_OK)
                 ? -1
                 : open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
#endif
    snprintf(unfinished, sizeof unfinished, "%s.XXXXXX", target);
    int named = mkstemp(unfinished);
    has_unfinished = named >= 0;
    return named;
}

/* Gives it its name, or takes the place of what had that before. */
static bool put_in_place(int fd, const char *target)
{
    if (!has_unfinished) {
        char nameless[32];
        snprintf(nameless, sizeof nameless, "/proc/self/fd/%d", fd);
        snprintf(unfinished, sizeof unfinished, "%s.%ld", target, (long)getpid());
        unlink(unfinished); // of a run that was killed between here and the next lines
        if (linkat(AT_FDCWD, nameless, AT_FDCWD, unfinished, AT_SYMLINK_FOLLOW))
            return false;
        has_unfinished = 1;
    }
    return rename(unfinished, target) == 0;
}

static bool write_renamed(const source *from, const char *path, const struct stat *old)
{
    // A link stays a link: the file it leads to is the one replaced.
    char target[PATH_MAX];
    if (!old || !realpath(path, target)) {
        if (strlen(path) >= sizeof target) {
            errno = ENAMETOOLONG;
            return failed(path);
        }
        strcpy(target, path);
    }
    int fd = open_unfinished(target);
    if (fd < 0)
        return failed(path);
    FILE *file = usual_mode(fd, old) ? fdopen(fd, "wb") : NULL;
    bool good = file ? fill(from, file, path) : failed(path);
    if (good && (fflush(file) || fsync(fd) || !put_in_place(fd, target)))
        good = failed(path);
    if (!good && has_unfinished)
        unlink(unfinished);
    has_unfinished = 0;
    if ((file ? fclose(file) : close(fd)) && good)
        good = failed(path);
    return good;
}

static bool write_source(const source *from, const char *path)
{
    if (strcmp(path, "-") == 0)
        return fill(from, stdout, path);
    struct stat old;
    if (stat(path, &old))
        return write_renamed(from, path, NULL);
    if (S_ISREG(old.st_mode))
        return write_renamed(from, path, &old);
    return write_in_place(from, path);
}

bool write_output(const stemma_run *run, stemma_view view, const char *path)
{
    return write_source(&(source){.run = run, .view = view}, path);
}

bool write_pile(const stemma_pile *pile, stemma_view view, const char *path)
{
    return write_source(&(source){.pile = pile, .view = view}, path);
}

bool write_with(bool (*fill_file)(void *what, FILE *file, const char *path), void *what,
                const char *path)
{
    return write_source(&(source){.fill = fill_file, .what = what}, path);
}

/* Lines of a tree (U+2500 to U+257F, E2 94 80 to E2 95 BF in UTF-8) for a terminal that
 * may not know them. */
typedef struct {
    FILE *file;
    unsigned char held[2]; // the beginning of a character that may be a line
    size_t n_held;
} line_filter;

static char plain_line(unsigned char last)
{
    switch (last) {
    case 0x80:
        return '-';
    case 0x82:
    case 0x9c:
        return '|';
    case 0x94:
        return '`';
    default:
        return '+';
    }
}

static bool put_plain(line_filter *f, unsigned char c)
{
    static const unsigned char lead[] = {0xe2, 0x94};
    if (f->n_held == 2) {
        f->n_held = 0;
        return fputc(plain_line(c), f->file) != EOF;
    }
    if (c == lead[f->n_held]) {
        f->held[f->n_held++] = c;
        return true;
    }
    size_t n = f->n_held;
    f->n_held = 0;
    if (n && fwrite(f->held, 1, n, f->file) != n)
        return false;
    return n ? put_plain(f, c) : fputc(c, f->file) != EOF;
}

static bool write_plain(void *ctx, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!put_plain(ctx, (unsigned char)bytes[i]))
            return false;
    return true;
}

bool write_summary(const stemma_run *run)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return fill(&(source){.run = run, .view = STEMMA_WRITE_SUMMARY}, stdout, "-");
    line_filter filter = {.file = stdout};
    stemma_error error;
    errno = 0;
    stemma_status status =
        stemma_run_write(run, STEMMA_WRITE_SUMMARY, write_plain, &filter, &error);
    if (status && status != STEMMA_ERROR_WRITE) {
        complain("%s", error.message);
        return false;
    }
    if (status || fflush(stdout) || ferror(stdout))
        return failed("-");
    return true;
}

/* True when `path` is the input or lies in it, if that is a folder. */
static bool is_of_input(const char *path, const struct stat *there, const char *input)
{
    struct stat in;
    if (strcmp(input, "-") == 0 || stat(input, &in))
        return false;
    if (in.st_dev == there->st_dev && in.st_ino == there->st_ino)
        return true;
    char file[PATH_MAX], folder[PATH_MAX];
    if (!S_ISDIR(in.st_mode) || !realpath(path, file) || !realpath(input, folder))
        return false;
    size_t len = strlen(folder);
    return strncmp(file, folder, len) == 0 && (file[len] == '/' || len == 1);
}

bool output_is_free(const arguments *args, const char *path)
{
    struct stat there;
    if (!path || strcmp(path, "-") == 0 || stat(path, &there) || !S_ISREG(there.st_mode))
        return true;
    for (size_t i = 0; i < args->n_inputs; i++) {
        const char *input = args->inputs[i];
        if (input[0] == '@' && input[1])
            input++;
        if (is_of_input(path, &there, input)) {
            complain("%s: is one of the inputs, it will not be written over", path);
            return false;
        }
    }
    return true;
}
