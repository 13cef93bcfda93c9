#include "read/parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 64 << 10 };

static slice error_text(arena *out, const char *what, int error)
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

static source failed(slice reason)
{
    return (source){.kind = SOURCE_FAILED, .reason = reason};
}

static source too_large(arena *out, size_t largest_bytes)
{
    return failed(arena_format(out, "larger than %zu bytes", largest_bytes));
}

/* Reads to the end. The size that the system tells is only a hint: files grow, and some
 * that look empty are not. */
static source read_all(arena *out, int fd, size_t hint, size_t largest_bytes)
{
    size_t cap = hint + 1 > FIRST_READ ? hint + 1 : FIRST_READ, len = 0;
    char *bytes = arena_alloc(out, cap);
    for (;;) {
        if (len == cap) {
            char *wider = arena_alloc(out, cap * 2);
            memcpy(wider, bytes, len);
            bytes = wider;
            cap *= 2;
        }
        ssize_t got = read(fd, bytes + len, cap - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed(error_text(out, "cannot read", errno));
        if (got == 0)
            break;
        len += (size_t)got;
        if (len > largest_bytes)
            return too_large(out, largest_bytes);
    }
    return (source){.kind = SOURCE_FILE, .bytes = slice_of(bytes, len)};
}

source source_read(arena *out, slice path, size_t largest_bytes)
{
    if (slice_eq_str(path, "-"))
        return read_all(out, STDIN_FILENO, 0, largest_bytes);
    if (path.len == 0 || memchr(path.ptr, 0, path.len))
        return failed(SLICE("cannot open: not a file name"));
    arena *tmp = arena_sub(out);
    int *fd = arena_new(tmp, int);
    *fd = -1;
    arena_defer(tmp, close_fd, fd);
    source got = {.kind = SOURCE_FAILED};
    struct stat about;
    *fd = open(arena_str(tmp, path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0 || fstat(*fd, &about) != 0)
        got.reason = error_text(out, "cannot open", errno);
    else if (S_ISDIR(about.st_mode))
        got.kind = SOURCE_FOLDER;
    else if (!S_ISREG(about.st_mode))
        got.reason = SLICE("not a regular file");
    else if (about.st_size > 0 && (uint64_t)about.st_size > largest_bytes)
        got = too_large(out, largest_bytes);
    else
        got = read_all(out, *fd, about.st_size > 0 ? (size_t)about.st_size : 0,
                       largest_bytes);
    if (got.kind == SOURCE_FOLDER) {
        got.device = (uint64_t)about.st_dev;
        got.inode = (uint64_t)about.st_ino;
    }
    arena_release(tmp);
    return got;
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
