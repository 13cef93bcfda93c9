#include "read/parts.h"

#include <unicode/ucnv.h>

enum { INPUT_BYTES = 64 << 10, PIVOT = 1024 };

/* UTF-16 or UTF-32 on its way to UTF-8. */
typedef struct {
    flow flow;
    struct flow *from;
    UConverter *source, *target;
    UChar pivot[PIVOT], *pivot_source, *pivot_target;
    bool started;
} wide_flow;

static size_t pull_wide(flow *f, char *to, size_t cap)
{
    wide_flow *w = (wide_flow *)f;
    for (;;) {
        slice seen = flow_peek(w->from, INPUT_BYTES);
        const char *next = seen.ptr, *end = seen.ptr + seen.len;
        char *at = to;
        UErrorCode error = U_ZERO_ERROR;
        bool last = seen.len < INPUT_BYTES;
        ucnv_convertEx(w->target, w->source, &at, to + cap, &next, end, w->pivot,
                       &w->pivot_source, &w->pivot_target, w->pivot + PIVOT, !w->started,
                       last, &error);
        w->started = true;
        flow_take(w->from, (size_t)(next - seen.ptr));
        if (at > to)
            return (size_t)(at - to);
        if (U_FAILURE(error) || last)
            break;
    }
    f->reason = w->from->reason;
    f->suspect = f->position + (f->end - f->start);
    return 0;
}

static void close_converter(void *what)
{
    ucnv_close(what);
}

static UConverter *open_converter(arena *mem, const char *name)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    if (U_FAILURE(error))
        arena_fail(mem);
    arena_defer(mem, close_converter, converter);
    return converter;
}

flow *flow_of_wide(arena *mem, flow *from, const char *encoding, size_t mark)
{
    static const flow_kind kind = {pull_wide, NULL, NULL, NULL};
    wide_flow *w = arena_new(mem, wide_flow);
    w->source = open_converter(mem, encoding);
    w->target = open_converter(mem, "UTF-8");
    w->pivot_source = w->pivot_target = w->pivot;
    flow_init(&w->flow, &kind, mem);
    w->from = from;
    flow_take(from, mark);
    return &w->flow;
}
