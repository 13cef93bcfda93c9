/* What gzip and zstd have in common: members (frames) one after the other, each of which
 * can be unpacked without the others, and caps that hold while unpacking.
 *
 * Memory: the library's window and PACKED_KEEP bytes of input. Time: an input may unpack
 * to PACKED_RATIO times its size. Deflate reaches 1:1032 and zstd far more, but on
 * nothing that anybody wrote: web pages and exports pack 4 to 20 times smaller, logs of
 * the same line 100 times. PACKED_FREE bytes are free, so that the rule bites only where
 * it saves something. */
#ifndef STEMMA_READ_PACKED_H
#define STEMMA_READ_PACKED_H

#include "read/flow.h"

enum {
    PACKED_RATIO = 200,
    PACKED_FREE = 16 << 20,
    PACKED_KEEP = 1 << 20,
    PACKED_DEPTH = 3 // packed again and again
};

typedef enum { STEP_MORE, STEP_END, STEP_DAMAGED } packed_step;
typedef struct packed packed;

typedef struct {
    const char *name;
    bool (*starts)(slice head); // with a member
    /* The same where bytes are searched that hold anything: as strict as can be. */
    bool (*surely_starts)(slice head);
    void (*begin)(packed *p);
    /* Unpacks some of `in` to `to`; how much of both was used. */
    packed_step (*step)(packed *p, slice in, size_t *used, char *to, size_t cap,
                        size_t *made);
    bool one_member; // what follows it is not looked at
} packed_codec;

struct packed {
    flow flow;
    struct flow *from;
    const packed_codec *codec;
    void *state;     // of the library
    const char *why; // STEP_DAMAGED: in the library's words
    bool inside;     // a member has begun
    bool failed;     // the last step did, after it gave some bytes
    bool spent;      // the caps are reached: no more
    bool one_done;   // a member has ended
    size_t held;     // bytes of the member, unpacked but still in the window of `from`
    uint64_t start;  // of the member, in `from`
    uint64_t out, out_start; // unpacked so far; before the member
    uint64_t searched;       // in `from`: up to here members were looked for
};

packed *packed_new(arena *mem, flow *from, const packed_codec *codec, void *state);

/* gzip.c; zlib and raw deflate are for HTTP. */
bool gzip_is(slice head);
flow *flow_of_gzip(arena *mem, flow *from);
flow *flow_of_deflate(arena *mem, flow *from);
/* zstd.c */
bool zstd_is(slice head);
flow *flow_of_zstd(arena *mem, flow *from);
/* Unpacks as often as it is packed. NULL: too often. */
flow *flow_unpacked(arena *mem, flow *from);

#endif
