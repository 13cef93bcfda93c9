/* What must hold of whatever stage read reads; article is not asked. */
#ifndef STEMMA_FUZZ_READ_CHECK_H
#define STEMMA_FUZZ_READ_CHECK_H

#include "fuzz_check.h"

enum { FUZZ_LARGEST = 1 << 20 };

static inline void check_documents(const read_result *r)
{
    for (uint32_t i = 0; i < r->skips.n; i++) {
        check_utf8(r->skips.v[i].reason);
        HOLDS(r->skips.v[i].reason.len > 0);
    }
    for (uint32_t i = 0; i < r->documents.n; i++) {
        const document *d = &r->documents.v[i];
        const slice parts[] = {d->bytes, d->id,     d->url,    d->title,
                               d->date,  d->outlet, d->author, d->lang,
                               d->extra, d->note,   d->fetched};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            check_utf8(parts[k]);
        HOLDS(slice_trim(d->bytes).len > 0);
        HOLDS(memchr(d->bytes.ptr, 0, d->bytes.len) == NULL);
        HOLDS(d->encoding.len > 0);
    }
}

static inline void check_equal(const read_result *a, const read_result *b)
{
    HOLDS(a->documents.n == b->documents.n && a->skips.n == b->skips.n);
    for (uint32_t i = 0; i < a->documents.n; i++) {
        const document *x = &a->documents.v[i], *y = &b->documents.v[i];
        HOLDS(slice_eq(x->input, y->input) && slice_eq(x->bytes, y->bytes));
        HOLDS(slice_eq(x->id, y->id) && slice_eq(x->url, y->url));
        HOLDS(slice_eq(x->title, y->title) && slice_eq(x->extra, y->extra));
        HOLDS(slice_eq(x->date, y->date) && slice_eq(x->author, y->author));
        HOLDS(slice_eq(x->note, y->note) && slice_eq(x->fetched, y->fetched));
        HOLDS(x->kind == y->kind);
    }
    for (uint32_t i = 0; i < a->skips.n; i++) {
        HOLDS(slice_eq(a->skips.v[i].reason, b->skips.v[i].reason));
        HOLDS(a->skips.v[i].position == b->skips.v[i].position);
    }
}

/* From each block's end a new stream must go on as this one does. */
static inline void check_going_on(arena *a, slice bytes, const read_options *options)
{
    read_result told = {0};
    read_stream *s = read_open_bytes(a, SLICE("fuzz"), bytes, options, &told);
    read_block block, next;
    for (uint32_t n = 0; s && n < 4 && read_next(s, a, &block); n++) {
        read_place place = read_tell(s);
        read_stream *other = read_open_bytes(a, SLICE("fuzz"), bytes, options, &told);
        HOLDS(other != NULL);
        read_seek(other, a, place);
        bool more = read_next(other, a, &next);
        if (n == 3)
            break;
        read_stream *same = read_open_bytes(a, SLICE("fuzz"), bytes, options, &told);
        for (uint32_t i = 0; i <= n; i++)
            HOLDS(read_next(same, a, &block));
        HOLDS(read_next(same, a, &block) == more);
        if (more)
            HOLDS(slice_eq(block.bytes, next.bytes) && block.offset == next.offset &&
                  block.position == next.position && slice_eq(block.input, next.input));
    }
}

static inline void check_reading(slice bytes)
{
    arena a;
    read_options options = {.largest_bytes = FUZZ_LARGEST};
    read_result once = {0}, again = {0};
    arena_init(&a);
    read_bytes(&a, SLICE("fuzz"), bytes, &options, &once);
    read_bytes(&a, SLICE("fuzz"), bytes, &options, &again);
    check_documents(&once);
    check_equal(&once, &again);
    check_going_on(&a, bytes, &options);
    arena_deinit(&a);
}

#endif
