#include "bench/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    void *at;
    size_t len;
} mapping;

static void unmap(void *what)
{
    mapping *m = what;
    if (m->at)
        munmap(m->at, m->len);
}

bool file_map(arena *a, const char *path, slice *bytes, slice *reason)
{
    mapping *m = arena_new(a, mapping);
    arena_defer(a, unmap, m);
    struct stat about = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fstat(fd, &about) == 0;
    if (good && !S_ISREG(about.st_mode)) {
        errno = EINVAL;
        good = false;
    }
    if (good && about.st_size > 0) {
        void *at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        good = at != MAP_FAILED;
        if (good)
            *m = (mapping){at, (size_t)about.st_size};
    }
    if (!good)
        *reason = arena_format(a, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    *bytes = slice_of(m->at ? m->at : "", m->len);
    return good;
}

typedef struct {
    arena *a;
    const char *path;
    line_taker take;
    void *ctx;
    slice *reason;
} reader;

static bool take_line(reader *r, slice line, uint64_t number)
{
    json_error_t error;
    json_t *object = json_loadb(line.ptr, line.len, 0, &error);
    if (!json_is_object(object)) {
        json_decref(object);
        *r->reason = arena_format(r->a, "%s: line %llu: not a JSON object", r->path,
                                  (unsigned long long)number);
        return false;
    }
    bool good = r->take(r->ctx, object, number);
    json_decref(object);
    return good;
}

bool lines_each(arena *a, const char *path, line_taker take, void *ctx, slice *reason)
{
    slice rest, line;
    if (!file_map(a, path, &rest, reason))
        return false;
    reader r = {a, path, take, ctx, reason};
    for (uint64_t number = 1; slice_next_line(&rest, &line); number++)
        if (slice_trim(line).len && !take_line(&r, line, number))
            return false;
    return true;
}

slice member_slice(arena *a, const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (json_is_integer(value))
        return arena_format(a, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (!json_is_string(value))
        return (slice){"", 0};
    return arena_slice(a, slice_of(json_string_value(value), json_string_length(value)));
}

uint64_t member_count(const json_t *object, const char *name)
{
    json_int_t n = json_integer_value(json_object_get(object, name));
    return n > 0 ? (uint64_t)n : 0;
}
