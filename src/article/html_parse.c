#include "article/html.h"

#include <string.h>

/* Gumbo cannot do without memory, and what it builds may be many times the page. Here it
 * takes from an arena with a limit; freed pieces are used again by size. */
enum { N_SIZES = 12, SMALLEST = 32, HEAD = 16 };

typedef struct piece {
    struct piece *next;
} piece;

typedef struct {
    arena *a;
    size_t limit;
    bool over;
    piece *free[N_SIZES]; // of SMALLEST << i bytes
} pool;

static void *pool_get(void *data, size_t size)
{
    pool *pl = data;
    size_t room = SMALLEST, i = 0;
    while (i < N_SIZES && room < size + HEAD) {
        room *= 2;
        i++;
    }
    char *at;
    if (i < N_SIZES && pl->free[i]) {
        at = (char *)pl->free[i];
        pl->free[i] = pl->free[i]->next;
    } else {
        if (i == N_SIZES)
            room = size + HEAD;
        if (pl->a->used + room > pl->limit) {
            pl->over = true;
            arena_fail(pl->a);
        }
        at = arena_alloc(pl->a, room);
    }
    memcpy(at, &i, sizeof i);
    return at + HEAD;
}

static void pool_put(void *data, void *what)
{
    pool *pl = data;
    if (!what)
        return;
    char *at = (char *)what - HEAD;
    size_t i;
    memcpy(&i, at, sizeof i);
    if (i >= N_SIZES)
        return; // large ones come back with the arena
    piece *p = (piece *)(void *)at;
    p->next = pl->free[i];
    pl->free[i] = p;
}

typedef struct {
    pool *pl;
    const char *source;
    size_t len;
    GumboOutput *got;
} parse_job;

static void parse(void *what)
{
    parse_job *job = what;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = pool_get;
    options.deallocator = pool_put;
    options.userdata = job->pl;
    options.max_errors = 0;
    job->got = gumbo_parse_with_options(&options, job->source, job->len);
}

GumboOutput *html_parse(arena *tmp, const char *source, size_t len)
{
    arena *sub = arena_sub(tmp);
    pool *pl = arena_new(tmp, pool);
    pl->a = sub;
    pl->limit = ((size_t)32 << 20) + len * 48;
    parse_job job = {.pl = pl, .source = source, .len = len};
    if (arena_guard(sub, parse, &job))
        return job.got;
    bool over = pl->over;
    arena_release(sub);
    if (!over)
        arena_fail(tmp);
    return NULL;
}
