/* A flow: bytes that come one after the other from a file, from memory, or from a decoder
 * that stands on another flow. What was pulled and not yet taken waits in a window. */
#ifndef STEMMA_READ_FLOW_H
#define STEMMA_READ_FLOW_H

#include "base/arena.h"

typedef struct flow flow;

/* How one kind of flow gets its bytes. */
typedef struct {
    /* Up to `cap` bytes to `to`; 0 at the end. Damage is an end with a reason. */
    size_t (*pull)(flow *f, char *to, size_t cap);
    /* After damage: goes behind it. False where nothing can be told from there on. NULL:
     * never. */
    bool (*resume)(flow *f);
    /* NULL: bytes are pulled and dropped. */
    bool (*seek)(flow *f, uint64_t position);
    /* How many bytes of what lies below all decoders are used up. NULL: its position. */
    uint64_t (*used)(const flow *f);
} flow_kind;

struct flow {
    const flow_kind *kind;
    arena *mem; // what the flow says lives here
    char *window;
    size_t start, end, cap;
    uint64_t position; // of window[start]
    bool ended;
    slice reason;     // of the end, where it is damage
    uint64_t suspect; // after damage: bytes from here on may be wrong
};

void flow_init(flow *f, const flow_kind *kind, arena *mem);
/* The next n bytes; fewer only where the flow ends. Valid until the next peek. */
slice flow_peek(flow *f, size_t n);
void flow_take(flow *f, size_t n); // n of the bytes that were peeked
/* Drops n bytes; gives how many there were. */
uint64_t flow_drop(flow *f, uint64_t n);
/* The next n bytes to `to`; gives how many there were. */
size_t flow_read(flow *f, char *to, size_t n);
/* Forward to a position. */
void flow_seek(flow *f, uint64_t position);
uint64_t flow_used(const flow *f);
/* After an end with a reason; see flow_kind. */
bool flow_resume(flow *f);

/* The lower ends. A descriptor is not closed by its flow. */
flow *flow_of_bytes(arena *mem, slice bytes);
flow *flow_of_file(arena *mem, int fd, bool seekable);

#endif
