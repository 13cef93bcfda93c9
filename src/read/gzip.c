#include "read/packed.h"

#include <zlib.h>

enum { BITS_GZIP = 31, BITS_ZLIB = 15, BITS_RAW = -15, METHOD_DEFLATE = 8 };

typedef struct {
    z_stream z;
    int bits;
} gzip_state;

bool gzip_is(slice head)
{
    return slice_starts(head, SLICE("\x1f\x8b\x08")) &&
           (head.len < 4 || !((unsigned char)head.ptr[3] & 0xe0));
}

/* The flags and the system that are in use. */
static bool surely_starts_gzip(slice head)
{
    if (!gzip_is(head) || head.len < 18)
        return false;
    unsigned char extra = (unsigned char)head.ptr[8], system = (unsigned char)head.ptr[9];
    return (extra == 0 || extra == 2 || extra == 4) && (system < 14 || system == 255);
}

static bool starts_deflate(slice head)
{
    return head.len > 0;
}

static void begin(packed *p)
{
    gzip_state *g = p->state;
    if (inflateReset2(&g->z, g->bits) != Z_OK)
        arena_fail(p->flow.mem);
}

static uInt as_uint(size_t n)
{
    return n < (1u << 30) ? (uInt)n : 1u << 30;
}

static packed_step step(packed *p, slice in, size_t *used, char *to, size_t cap,
                        size_t *made)
{
    z_stream *z = &((gzip_state *)p->state)->z;
    z->next_in = (z_const Bytef *)(uintptr_t)in.ptr;
    z->avail_in = as_uint(in.len);
    z->next_out = (Bytef *)to;
    z->avail_out = as_uint(cap);
    int status = inflate(z, Z_NO_FLUSH);
    *used = (size_t)((const char *)z->next_in - in.ptr);
    *made = (size_t)((char *)z->next_out - to);
    if (status == Z_MEM_ERROR)
        arena_fail(p->flow.mem);
    if (status == Z_STREAM_END)
        return STEP_END;
    if (status == Z_OK || status == Z_BUF_ERROR)
        return STEP_MORE;
    p->why = z->msg ? z->msg : "damaged";
    return STEP_DAMAGED;
}

static const packed_codec gzip_codec = {"gzip", gzip_is, surely_starts_gzip,
                                        begin,  step,    false};
static const packed_codec deflate_codec = {"deflate", starts_deflate, starts_deflate,
                                           begin,     step,           true};

static void close_inflate(void *what)
{
    inflateEnd(what);
}

static flow *flow_of_bits(arena *mem, flow *from, int bits, const packed_codec *codec)
{
    gzip_state *g = arena_new(mem, gzip_state);
    g->bits = bits;
    if (inflateInit2(&g->z, bits) != Z_OK)
        arena_fail(mem);
    arena_defer(mem, close_inflate, &g->z);
    return &packed_new(mem, from, codec, g)->flow;
}

flow *flow_of_gzip(arena *mem, flow *from)
{
    return flow_of_bits(mem, from, BITS_GZIP, &gzip_codec);
}

/* HTTP's "deflate" is zlib's format by the standard and has no head from some servers. */
flow *flow_of_deflate(arena *mem, flow *from)
{
    slice head = flow_peek(from, 2);
    const unsigned char *b = (const unsigned char *)head.ptr;
    bool zlib =
        head.len == 2 && (b[0] & 15) == METHOD_DEFLATE && (b[0] * 256 + b[1]) % 31 == 0;
    return flow_of_bits(mem, from, zlib ? BITS_ZLIB : BITS_RAW, &deflate_codec);
}
