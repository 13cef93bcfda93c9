#include "read/packed.h"

#include "read/parts.h"

#include <string.h>

enum { INPUT_BYTES = 64 << 10, HEAD_BYTES = 18, TRIAL_IN = 4096, TRIAL_OUT = 512 };

static size_t damaged(packed *p, const char *why, uint64_t suspect)
{
    p->flow.reason = arena_format(p->flow.mem, "%s, byte %llu: %s", p->codec->name,
                                  (unsigned long long)p->from->position + p->held, why);
    p->flow.suspect = suspect;
    return 0;
}

/* The next member. False at the end, and before what is no member. */
static bool next_member(packed *p)
{
    slice head = flow_peek(p->from, HEAD_BYTES);
    // Tapes and some servers fill up with zeros
    while (head.len && head.ptr[0] == 0) {
        flow_take(p->from, 1);
        head = flow_peek(p->from, HEAD_BYTES);
    }
    if (head.len == 0) {
        p->flow.reason = p->from->reason;
        p->flow.suspect = p->out;
        return false;
    }
    if (p->codec->one_member && p->one_done)
        return false;
    if (!p->codec->starts(head)) {
        damaged(p, "what follows is not packed", p->out);
        return false;
    }
    p->codec->begin(p);
    p->start = p->from->position;
    p->out_start = p->out;
    p->inside = true;
    return true;
}

/* What is packed again and again is measured by what is packed most. */
static uint64_t used_by_packed(const flow *f)
{
    const packed *p = (const packed *)f;
    return flow_used(p->from) + (p->from->kind->used ? 0 : p->held);
}

static bool is_bomb(packed *p)
{
    uint64_t in = used_by_packed(&p->flow);
    if (p->out <= PACKED_FREE || (p->out - PACKED_FREE) / PACKED_RATIO <= in)
        return false;
    p->spent = true;
    p->flow.reason = arena_format(p->flow.mem,
                                  "%s: unpacks to more than %d times its size, as only "
                                  "a trap does; unpack it first if it is none",
                                  p->codec->name, PACKED_RATIO);
    p->flow.suspect = p->out_start;
    return true;
}

static size_t pull_packed(flow *f, char *to, size_t cap)
{
    packed *p = (packed *)f;
    while (!p->spent) {
        size_t used = 0, made = 0;
        if (p->failed)
            return damaged(p, p->why, p->out_start);
        if (!p->inside && !next_member(p))
            return 0;
        slice in = flow_peek(p->from, p->held + INPUT_BYTES);
        in = slice_of(in.ptr + p->held, in.len - p->held);
        packed_step step = p->codec->step(p, in, &used, to, cap, &made);
        p->held += used;
        p->out += made;
        if (step == STEP_END || p->held > PACKED_KEEP) {
            flow_take(p->from, p->held);
            p->held = 0;
        }
        p->inside = step != STEP_END;
        p->one_done = p->one_done || step == STEP_END;
        p->failed = step == STEP_DAMAGED;
        if (made && is_bomb(p))
            return 0;
        if (made)
            return made;
        if (step == STEP_MORE && used == 0)
            return damaged(p, p->from->reason.len ? p->from->reason.ptr : "breaks off",
                           p->out);
    }
    return 0;
}

/* Does a member begin here that can be unpacked for a while? */
static bool is_member(packed *p)
{
    char scratch[TRIAL_OUT];
    size_t done = 0, used = 1, made = 1;
    slice in = flow_peek(p->from, TRIAL_IN);
    packed_step step = STEP_MORE;
    p->codec->begin(p);
    for (size_t total = 0; step == STEP_MORE && total < TRIAL_OUT && used + made > 0;) {
        step = p->codec->step(p, slice_of(in.ptr + done, in.len - done), &used, scratch,
                              sizeof scratch, &made);
        done += used;
        total += made;
    }
    return step != STEP_DAMAGED;
}

/* To the next member behind the damage. The damaged one may have swallowed it, so the
 * search begins behind the start of that, but no byte is searched a second time after a
 * second fault: the time stays in proportion to the input. */
static bool resume_packed(flow *f)
{
    packed *p = (packed *)f;
    uint64_t seen = p->from->position + p->held;
    bool whole = p->inside && p->from->position == p->start;
    if (p->spent)
        return false;
    flow_take(p->from, whole ? 1 : p->held);
    if (p->from->position < p->searched)
        flow_take(p->from, (size_t)(p->searched < seen ? p->searched - p->from->position
                                                       : seen - p->from->position));
    p->searched = seen;
    p->held = 0;
    p->inside = p->failed = false;
    for (;;) {
        slice in = flow_peek(p->from, INPUT_BYTES);
        size_t at = 0, end = in.len;
        if (in.len == 0 && !flow_resume(p->from))
            return false;
        if (in.len == INPUT_BYTES)
            end -= HEAD_BYTES; // a head that is cut in two is looked at again
        while (at < end && !p->codec->surely_starts(slice_of(in.ptr + at, in.len - at)))
            at++;
        flow_take(p->from, at);
        if (at == end)
            continue;
        if (is_member(p))
            return true;
        flow_take(p->from, 1);
    }
}

static const flow_kind packed_kind = {pull_packed, resume_packed, NULL, used_by_packed};

packed *packed_new(arena *mem, flow *from, const packed_codec *codec, void *state)
{
    packed *p = arena_new(mem, packed);
    flow_init(&p->flow, &packed_kind, mem);
    p->from = from;
    p->codec = codec;
    p->state = state;
    return p;
}

flow *flow_unpacked(arena *mem, flow *from)
{
    for (int depth = 0;; depth++) {
        slice head = flow_peek(from, HEAD_BYTES);
        bool gzip = gzip_is(head), zstd = zstd_is(head);
        if (!gzip && !zstd)
            return from;
        if (depth == PACKED_DEPTH)
            return NULL;
        from = gzip ? flow_of_gzip(mem, from) : flow_of_zstd(mem, from);
    }
}
