#include "read/parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

slice error_text(arena *out, const char *what, int error)
{
    char text[128] = "";
    if (strerror_r(error, text, sizeof text) != 0 || !text[0])
        return arena_format(out, "%s: error %d", what, error);
    return arena_format(out, "%s: %s", what, text);
}

static void close_fd(void *what)
{
    int *fd = what;
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool is_name(slice path)
{
    return path.len > 0 && !memchr(path.ptr, 0, path.len);
}

source source_open(arena *mem, slice path)
{
    source got = {.fd = -1};
    if (slice_eq_str(path, "-")) {
        got.fd = STDIN_FILENO;
        return got;
    }
    if (!is_name(path)) {
        got.reason = SLICE("cannot open: not a file name");
        return got;
    }
    int *fd = arena_new(mem, int);
    char *name = arena_str(mem, path);
    *fd = -1;
    arena_defer(mem, close_fd, fd);
    struct stat about;
    *fd = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0 || fstat(*fd, &about) != 0) {
        got.reason = error_text(mem, "cannot open", errno);
    } else if (S_ISDIR(about.st_mode)) {
        got.reason = SLICE("a folder");
    } else if (!S_ISREG(about.st_mode)) {
        got.reason = SLICE("not a regular file");
    } else {
        got.fd = *fd;
        got.regular = true;
        got.size = about.st_size > 0 ? (uint64_t)about.st_size : 0;
    }
    return got;
}

bool source_is_folder(slice path, arena *tmp, uint64_t *device, uint64_t *inode)
{
    struct stat about;
    if (slice_eq_str(path, "-") || !is_name(path) ||
        stat(arena_str(tmp, path), &about) != 0 || !S_ISDIR(about.st_mode))
        return false;
    *device = (uint64_t)about.st_dev;
    *inode = (uint64_t)about.st_ino;
    return true;
}

static void close_folder(void *what)
{
    closedir(what);
}

static int by_name(const void *a, const void *b)
{
    return slice_cmp(*(const slice *)a, *(const slice *)b);
}

source_listing source_list(arena *out, slice path)
{
    source_listing list = {0};
    arena *tmp = arena_sub(out);
    DIR *folder = opendir(arena_str(tmp, path));
    if (!folder) {
        list.reason = error_text(out, "cannot open", errno);
        arena_release(tmp);
        return list;
    }
    arena_defer(tmp, close_folder, folder);
    for (struct dirent *entry; (errno = 0, entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            vec_push(out, &list.names, arena_slice(out, slice_of_str(entry->d_name)));
    if (errno)
        list.reason = error_text(out, "cannot read", errno);
    arena_release(tmp);
    if (list.names.n)
        qsort(list.names.v, list.names.n, sizeof *list.names.v, by_name);
    return list;
}

bool source_lists_files(arena *tmp, slice text)
{
    slice line;
    unsigned n = 0;
    while (slice_next_line(&text, &line)) {
        bool is_path = is_name(line) && line.len < LONGEST_PATH &&
                       access(arena_str(tmp, line), F_OK) == 0;
        if (line.len && !is_path)
            return false;
        n += is_path;
    }
    return n > 0;
}
