/* Arenas: memory that is given out piece by piece and freed all at once.
 *
 *   arena a;
 *   arena_init(&a);
 *   ok = arena_guard(&a, work, &job);   // false: memory ran out inside work()
 *   ...
 *   arena_deinit(&a);
 *
 * Running out of memory does not come back as NULL at each of a thousand calls:
 * arena_alloc() leaves work() by longjmp and arena_guard() returns false, as PostgreSQL
 * and Lua do it. For that, whatever work() opens outside the arena (an ICU iterator, a
 * parse tree, a file) is handed to arena_defer() at once, which closes it when the arena
 * is reset or deinited. An arena used without a guard around it aborts the process when
 * memory runs out.
 *
 * An arena belongs to one thread at a time. By habit a function takes the arena for what
 * it gives back as `out` and one for its own scratch as `tmp`. */
#ifndef STEMMA_BASE_ARENA_H
#define STEMMA_BASE_ARENA_H

#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>

typedef struct arena_chunk arena_chunk;
typedef struct arena_cleanup arena_cleanup;

typedef struct {
    arena_chunk *chunks;     // newest first
    arena_chunk *spare;      // see arena_reset()
    arena_cleanup *cleanups; // newest first
    char *next, *end;        // free part of the newest chunk
    char *clean;             // from here on the newest chunk is zero
    size_t used;             // bytes asked of the system, or taken from the spare ones
    jmp_buf *on_failure;
} arena;

void arena_init(arena *a);
void arena_deinit(arena *a); // runs the cleanups, frees everything

/* Zeroed, aligned for any type. Does not return when memory runs out (see above). */
void *arena_alloc(arena *a, size_t size);
void *arena_alloc_array(arena *a, size_t n, size_t size); // checks n * size for overflow
/* The same, not zeroed: for what is written to at once. */
void *arena_alloc_raw(arena *a, size_t n, size_t size);
void *arena_copy(arena *a, const void *from, size_t size);
slice arena_slice(arena *a, slice from); // a copy, with a NUL after it
char *arena_str(arena *a, slice from);   // the same as a C string
slice arena_format(arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc_array((a), (n), sizeof(type)))
#define arena_raw(a, type, n) ((type *)arena_alloc_raw((a), (n), sizeof(type)))

/* An arena of its own inside `parent`: the same guard, freed with the parent at the
 * latest. For scratch memory: arena_release(tmp) gives it back early. */
arena *arena_sub(arena *parent);
void arena_release(arena *sub);

/* Empties the arena and keeps its memory for what comes next: for scratch memory that is
 * needed again and again. */
void arena_reset(arena *a);

/* Runs close(what) when the arena goes, newest first. */
void arena_defer(arena *a, void (*close)(void *what), void *what);

/* Runs work(job); false if memory ran out in it. Guards nest. */
bool arena_guard(arena *a, void (*work)(void *job), void *job);

/* Leaves the innermost guard, as if memory had run out: for code that got NULL from a
 * library. */
_Noreturn void arena_fail(arena *a);

#endif
