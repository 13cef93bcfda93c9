#include "read/flow.h"

#include "base/mem.h"
#include "read/parts.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_WINDOW = 128 << 10, LARGE_WINDOW = 16 << 20, DROP_BYTES = 64 << 10 };

static void free_window(void *what)
{
    flow *f = what;
    mem_free(f->window);
    f->window = NULL;
}

void flow_init(flow *f, const flow_kind *kind, arena *mem)
{
    *f = (flow){.kind = kind, .mem = mem};
    arena_defer(mem, free_window, f);
}

/* Room at the end, of n bytes from `start` on sooner or later. The window grows as bytes
 * come, and to more than is asked for, so that a byte is moved a few times at most on its
 * way through. */
static void make_room(flow *f, size_t n)
{
    size_t most = n + (n < LARGE_WINDOW ? n : n / 4), cap = f->cap * 2;
    if (f->cap && (f->cap >= most || f->start > f->cap / 2)) {
        memmove(f->window, f->window + f->start, f->end - f->start);
        f->end -= f->start;
        f->start = 0;
        return;
    }
    cap = cap < most ? cap : most;
    cap = cap > FIRST_WINDOW ? cap : FIRST_WINDOW;
    char *wider = mem_resize(f->window, cap);
    if (!wider)
        arena_fail(f->mem);
    f->window = wider;
    f->cap = cap;
}

slice flow_peek(flow *f, size_t n)
{
    while (f->end - f->start < n && !f->ended) {
        if (f->end == f->cap)
            make_room(f, n);
        size_t got = f->kind->pull(f, f->window + f->end, f->cap - f->end);
        f->end += got;
        f->ended = got == 0;
    }
    size_t have = f->end - f->start;
    return slice_of(f->window ? f->window + f->start : "", have < n ? have : n);
}

void flow_take(flow *f, size_t n)
{
    f->start += n;
    f->position += n;
}

uint64_t flow_drop(flow *f, uint64_t n)
{
    uint64_t dropped = 0;
    while (dropped < n) {
        uint64_t left = n - dropped;
        slice some = flow_peek(f, left < DROP_BYTES ? (size_t)left : DROP_BYTES);
        if (some.len == 0)
            break;
        flow_take(f, some.len);
        dropped += some.len;
    }
    return dropped;
}

size_t flow_read(flow *f, char *to, size_t n)
{
    size_t have = f->end - f->start, done = have < n ? have : n;
    if (done)
        memcpy(to, f->window + f->start, done);
    flow_take(f, done);
    // What is not waiting in the window goes straight to its place
    while (done < n && !f->ended) {
        size_t got = f->kind->pull(f, to + done, n - done);
        done += got;
        f->position += got;
        f->ended = got == 0;
    }
    return done;
}

void flow_seek(flow *f, uint64_t position)
{
    if (position <= f->position)
        return;
    if (position - f->position > f->end - f->start && f->kind->seek &&
        f->kind->seek(f, position)) {
        f->start = f->end = 0;
        f->position = position;
        f->ended = false;
        return;
    }
    while (flow_drop(f, position - f->position), f->position < position)
        if (!flow_resume(f))
            break;
}

uint64_t flow_used(const flow *f)
{
    return f->kind->used ? f->kind->used(f) : f->position;
}

bool flow_resume(flow *f)
{
    if (!f->ended || f->reason.len == 0)
        return false;
    if (!f->kind->resume || !f->kind->resume(f))
        return false;
    f->ended = false;
    f->reason = slice_of("", 0);
    return true;
}

/* ---- bytes in memory ---- */

typedef struct {
    flow flow;
    slice bytes;
    size_t at;
} memory_flow;

static size_t pull_memory(flow *f, char *to, size_t cap)
{
    memory_flow *m = (memory_flow *)f;
    size_t left = m->bytes.len - m->at, n = left < cap ? left : cap;
    if (n)
        memcpy(to, m->bytes.ptr + m->at, n);
    m->at += n;
    return n;
}

static bool seek_memory(flow *f, uint64_t position)
{
    memory_flow *m = (memory_flow *)f;
    m->at = position < m->bytes.len ? (size_t)position : m->bytes.len;
    return true;
}

flow *flow_of_bytes(arena *mem, slice bytes)
{
    static const flow_kind kind = {pull_memory, NULL, seek_memory, NULL};
    memory_flow *m = arena_new(mem, memory_flow);
    flow_init(&m->flow, &kind, mem);
    m->bytes = bytes;
    return &m->flow;
}

/* ---- files ---- */

typedef struct {
    flow flow;
    int fd;
    bool seekable;
} file_flow;

static size_t pull_file(flow *f, char *to, size_t cap)
{
    ssize_t got;
    do
        got = read(((file_flow *)f)->fd, to, cap);
    while (got < 0 && errno == EINTR);
    if (got >= 0)
        return (size_t)got;
    f->reason = error_text(f->mem, "cannot read", errno);
    f->suspect = f->position + (f->end - f->start);
    return 0;
}

static bool seek_file(flow *f, uint64_t position)
{
    const file_flow *file = (const file_flow *)f;
    return file->seekable && position <= INT64_MAX &&
           lseek(file->fd, (off_t)position, SEEK_SET) >= 0;
}

flow *flow_of_file(arena *mem, int fd, bool seekable)
{
    static const flow_kind kind = {pull_file, NULL, seek_file, NULL};
    file_flow *file = arena_new(mem, file_flow);
    flow_init(&file->flow, &kind, mem);
    file->fd = fd;
    file->seekable = seekable;
    return &file->flow;
}
