#include "base/arena.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_CHUNK = 16 << 10, LARGEST_CHUNK = 4 << 20 };

struct arena_chunk {
    arena_chunk *older;
    size_t size;
    size_t used; // bytes that are no longer zero, or may not be
    size_t unused;
};

struct arena_cleanup {
    arena_cleanup *older;
    void (*close)(void *);
    void *what;
};

_Static_assert(sizeof(arena_chunk) % ALIGNMENT == 0,
               "a chunk's head keeps the alignment");

void arena_init(arena *a)
{
    *a = (arena){0};
}

static void run_cleanups(arena *a)
{
    while (a->cleanups) {
        arena_cleanup *c = a->cleanups;
        a->cleanups = c->older; // first, so that a close() that fails is not run twice
        c->close(c->what);
    }
}

static void free_chunks(arena_chunk **chunks)
{
    while (*chunks) {
        arena_chunk *c = *chunks;
        *chunks = c->older;
        mem_free(c);
    }
}

void arena_deinit(arena *a)
{
    run_cleanups(a);
    free_chunks(&a->chunks);
    free_chunks(&a->spare);
    a->next = a->end = a->clean = NULL;
    a->used = 0;
}

/* Remembers how far the newest chunk was given out. */
static void leave_chunk(arena *a)
{
    if (!a->chunks)
        return;
    size_t used = (size_t)(a->next - (char *)a->chunks);
    if (used > a->chunks->used)
        a->chunks->used = used;
}

void arena_reset(arena *a)
{
    run_cleanups(a);
    leave_chunk(a);
    while (a->chunks) {
        arena_chunk *c = a->chunks;
        a->chunks = c->older;
        c->older = a->spare;
        a->spare = c;
    }
    a->next = a->end = a->clean = NULL;
    a->used = 0;
}

static void close_sub(void *what)
{
    arena_deinit(what);
}

arena *arena_sub(arena *parent)
{
    arena *sub = arena_new(parent, arena);
    arena_defer(parent, close_sub, sub);
    sub->on_failure = parent->on_failure;
    return sub;
}

void arena_release(arena *sub)
{
    arena_deinit(sub);
}

_Noreturn void arena_fail(arena *a)
{
    if (!a->on_failure)
        abort();
    longjmp(*a->on_failure, 1);
}

/* A spare chunk with so much room, or NULL. */
static arena_chunk *take_spare(arena *a, size_t size)
{
    for (arena_chunk **at = &a->spare; *at; at = &(*at)->older) {
        arena_chunk *c = *at;
        if (c->size < size)
            continue;
        *at = c->older;
        return c;
    }
    return NULL;
}

static void add_chunk(arena *a, size_t size)
{
    size_t want = a->chunks ? a->chunks->size * 2 : FIRST_CHUNK;
    if (want > LARGEST_CHUNK)
        want = LARGEST_CHUNK;
    if (want < size + sizeof(arena_chunk))
        want = size + sizeof(arena_chunk);
    arena_chunk *chunk = a->spare ? take_spare(a, size + sizeof(arena_chunk)) : NULL;
    if (!chunk && (chunk = mem_get(want)))
        *chunk = (arena_chunk){.size = want, .used = sizeof *chunk};
    if (!chunk)
        arena_fail(a);
    want = chunk->size;
    leave_chunk(a);
    chunk->older = a->chunks;
    a->chunks = chunk;
    a->clean = (char *)chunk + chunk->used;
    a->next = (char *)(chunk + 1);
    a->end = (char *)chunk + want;
    a->used += want;
}

static inline void *give_out(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        arena_fail(a);
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if ((size_t)(a->end - a->next) < size || !a->next)
        add_chunk(a, size);
    void *got = a->next;
    a->next += size;
    return got;
}

void *arena_alloc(arena *a, size_t size)
{
    char *got = give_out(a, size);
    if (got < a->clean)
        memset(got, 0, (size_t)((a->next < a->clean ? a->next : a->clean) - got));
    return got;
}

void *arena_alloc_raw(arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 2 / size)
        arena_fail(a);
    return give_out(a, n * size);
}

void *arena_alloc_array(arena *a, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / 2 / size)
        arena_fail(a);
    return arena_alloc(a, n * size);
}

void *arena_copy(arena *a, const void *from, size_t size)
{
    void *to = give_out(a, size);
    if (size)
        memcpy(to, from, size);
    return to;
}

char *arena_str(arena *a, slice from)
{
    char *to = give_out(a, from.len + 1);
    if (from.len)
        memcpy(to, from.ptr, from.len);
    to[from.len] = 0;
    return to;
}

slice arena_slice(arena *a, slice from)
{
    return slice_of(arena_str(a, from), from.len);
}

slice arena_format(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(a, (size_t)(len < 0 ? 0 : len) + 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return slice_of(text, (size_t)(len < 0 ? 0 : len));
}

void arena_defer(arena *a, void (*close)(void *), void *what)
{
    arena_cleanup *c = NULL;
    // The handle must not leak when there is no memory left to remember it by.
    if ((size_t)(a->end - a->next) < sizeof *c || !a->next) {
        jmp_buf *outer = a->on_failure, here;
        if (setjmp(here)) {
            a->on_failure = outer;
            close(what);
            arena_fail(a);
        }
        a->on_failure = &here;
        add_chunk(a, sizeof *c);
        a->on_failure = outer;
    }
    c = arena_alloc(a, sizeof *c);
    *c = (arena_cleanup){a->cleanups, close, what};
    a->cleanups = c;
}

bool arena_guard(arena *a, void (*work)(void *), void *job)
{
    jmp_buf *outer = a->on_failure, here;
    if (setjmp(here)) {
        a->on_failure = outer;
        return false;
    }
    a->on_failure = &here;
    work(job);
    a->on_failure = outer;
    return true;
}
