#include "read/packed.h"

#include <zstd.h>
#include <zstd_errors.h>

/* A frame may ask for a window of this size; `zstd --long` and --ultra do. */
enum { WINDOW_LOG = 27, LARGEST_DICTIONARY = 16 << 20, SKIPPABLE_HEAD = 8 };

static bool is_frame(slice head)
{
    return slice_starts(head, SLICE("\x28\xb5\x2f\xfd"));
}

static bool is_skippable(slice head)
{
    return head.len >= 4 && ((unsigned char)head.ptr[0] & 0xf0) == 0x50 &&
           slice_starts(slice_of(head.ptr + 1, 3), SLICE("\x2a\x4d\x18"));
}

bool zstd_is(slice head)
{
    return is_frame(head) || is_skippable(head);
}

static void begin(packed *p)
{
    ZSTD_DCtx_reset(p->state, ZSTD_reset_session_only);
}

static packed_step step(packed *p, slice in, size_t *used, char *to, size_t cap,
                        size_t *made)
{
    ZSTD_inBuffer from = {in.ptr, in.len, 0};
    ZSTD_outBuffer out = {to, cap, 0};
    size_t left = ZSTD_decompressStream(p->state, &out, &from);
    *used = from.pos;
    *made = out.pos;
    if (!ZSTD_isError(left))
        return left == 0 ? STEP_END : STEP_MORE;
    if (ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation)
        arena_fail(p->flow.mem);
    p->why = ZSTD_getErrorName(left);
    return STEP_DAMAGED;
}

static const packed_codec codec = {"zstd", zstd_is, is_frame, begin, step, false};

static void close_context(void *what)
{
    ZSTD_freeDCtx(what);
}

static ZSTD_DCtx *open_context(arena *mem)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    if (!context)
        arena_fail(mem);
    arena_defer(mem, close_context, context);
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, WINDOW_LOG);
    return context;
}

/* WARC files packed with zstd may begin with a skippable frame that holds the dictionary
 * of all frames, as it is or itself a frame. */
static void take_dictionary(arena *mem, flow *from, ZSTD_DCtx *context)
{
    slice head = flow_peek(from, SKIPPABLE_HEAD);
    if (head.len < SKIPPABLE_HEAD || !slice_starts(head, SLICE("\x5d\x2a\x4d\x18")))
        return;
    size_t len = 0;
    for (size_t i = 0; i < 4; i++)
        len |= (size_t)(unsigned char)head.ptr[4 + i] << (8 * i);
    if (len == 0 || len > LARGEST_DICTIONARY)
        return; // some other frame to be passed over
    slice whole = flow_peek(from, SKIPPABLE_HEAD + len);
    if (whole.len < SKIPPABLE_HEAD + len)
        return;
    slice dictionary = slice_of(whole.ptr + SKIPPABLE_HEAD, len);
    arena *tmp = arena_sub(mem);
    if (is_frame(dictionary)) {
        char *plain = arena_alloc(tmp, LARGEST_DICTIONARY);
        size_t n = ZSTD_decompressDCtx(context, plain, LARGEST_DICTIONARY, dictionary.ptr,
                                       dictionary.len);
        dictionary = slice_of(plain, ZSTD_isError(n) ? 0 : n);
    }
    if (dictionary.len)
        ZSTD_DCtx_loadDictionary(context, dictionary.ptr, dictionary.len);
    arena_release(tmp);
}

flow *flow_of_zstd(arena *mem, flow *from)
{
    ZSTD_DCtx *context = open_context(mem);
    take_dictionary(mem, from, context);
    return &packed_new(mem, from, &codec, context)->flow;
}
