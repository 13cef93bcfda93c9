/* WACZ, and any other ZIP file: the WARC files in it, read as they come. The names in the
 * file are not used at all; its directory at the end, which a writer can make as large as
 * he likes, is not read. */
#include "read/packed.h"
#include "read/parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

enum { INPUT_BYTES = 64 << 10 };

struct zip_state {
    struct archive *archive;
    flow *from;
    slice file;    // name of the ZIP file
    arena *member; // what belongs to the member that is read
    size_t lent;   // bytes that the library has and that are still in the window
    uint64_t out;  // unpacked so far
    bool inside;   // a member is read
    bool found;    // a WARC file
};

bool zip_is(slice head)
{
    return slice_starts(head, SLICE("PK\x03\x04"));
}

static la_ssize_t lend(struct archive *a, void *data, const void **bytes)
{
    zip_state *z = data;
    (void)a;
    flow_take(z->from, z->lent);
    slice seen = flow_peek(z->from, INPUT_BYTES);
    z->lent = seen.len;
    *bytes = seen.ptr;
    return (la_ssize_t)seen.len;
}

static void close_archive(void *what)
{
    archive_read_free(what);
}

void zip_begin(read_stream *s)
{
    zip_state *z = arena_new(s->mem, zip_state);
    z->from = s->flow;
    z->file = s->input;
    z->member = arena_sub(s->mem);
    z->archive = archive_read_new();
    if (!z->archive)
        arena_fail(s->mem);
    arena_defer(s->mem, close_archive, z->archive);
    if (archive_read_support_format_zip_streamable(z->archive) != ARCHIVE_OK ||
        archive_read_open(z->archive, z, NULL, lend, NULL) != ARCHIVE_OK)
        arena_fail(s->mem);
    s->zip = z;
}

/* ---- the bytes of a member ---- */

typedef struct {
    flow flow;
    zip_state *zip;
    slice piece, fault;
    bool last; // no piece follows
    uint64_t out;
} member_flow;

static slice fault(arena *mem, struct archive *a)
{
    const char *text = archive_error_string(a);
    return arena_format(mem, "ZIP: %s", text ? text : "damaged");
}

static uint64_t used_by_member(const flow *f)
{
    const zip_state *z = ((const member_flow *)f)->zip;
    return flow_used(z->from) + (z->from->kind->used ? 0 : z->lent);
}

/* The library's next piece of the member. A wrong checksum comes with the last one: those
 * bytes are given, since what is packed in them knows better where it is damaged. */
static void next_piece(member_flow *m)
{
    zip_state *z = m->zip;
    const void *bytes = NULL;
    size_t n = 0;
    la_int64_t offset;
    int status = archive_read_data_block(z->archive, &bytes, &n, &offset);
    bool good = status == ARCHIVE_OK || status == ARCHIVE_WARN;
    m->piece = good ? slice_of(bytes, n) : slice_of("", 0);
    m->last = status != ARCHIVE_OK;
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
        m->fault = fault(m->flow.mem, z->archive);
    z->out += m->piece.len;
    if (z->out > PACKED_FREE &&
        (z->out - PACKED_FREE) / PACKED_RATIO > flow_used(&m->flow)) {
        m->fault = arena_format(
            m->flow.mem, "ZIP: unpacks to more than %d times its size", PACKED_RATIO);
        m->piece.len = 0;
        m->last = true;
    }
}

static size_t pull_member(flow *f, char *to, size_t cap)
{
    member_flow *m = (member_flow *)f;
    while (m->piece.len == 0 && !m->last)
        next_piece(m);
    size_t n = m->piece.len < cap ? m->piece.len : cap;
    if (n == 0) {
        f->reason = m->fault;
        f->suspect = m->out;
        return 0;
    }
    memcpy(to, m->piece.ptr, n);
    m->piece = slice_of(m->piece.ptr + n, m->piece.len - n);
    m->out += n;
    return n;
}

static flow *flow_of_member(zip_state *z)
{
    static const flow_kind kind = {pull_member, NULL, NULL, used_by_member};
    member_flow *m = arena_new(z->member, member_flow);
    flow_init(&m->flow, &kind, z->member);
    m->zip = z;
    return &m->flow;
}

/* ---- from member to member ---- */

/* False at the end. Damage of one member, as far as it can be told, is no end. */
static bool next_member(read_stream *s, struct archive_entry **entry)
{
    zip_state *z = s->zip;
    for (;;) {
        int status = archive_read_next_header(z->archive, entry);
        if (status == ARCHIVE_EOF)
            return false;
        s->member++;
        if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
            return true;
        slice reason = z->from->reason.len ? z->from->reason : fault(s->tmp, z->archive);
        stream_skip(s, z->file, s->member,
                    arena_format(s->tmp, "member %u: %.*s", s->member, (int)reason.len,
                                 reason.ptr));
        if (status != ARCHIVE_RETRY && status != ARCHIVE_FAILED)
            return false;
    }
}

/* What is damaged at a member's beginning is told, since nobody knows what it was. */
static bool resume_member(read_stream *s)
{
    slice reason = s->flow->reason;
    stream_skip(
        s, s->zip->file, s->member,
        arena_format(s->tmp, "member %u: %.*s", s->member, (int)reason.len, reason.ptr));
    return flow_resume(s->flow);
}

/* A WARC file, even if its first records are damaged? */
static bool find_warc(read_stream *s)
{
    flow *f = s->flow;
    for (;;) {
        slice head = flow_peek(f, KIND_HEAD_BYTES);
        if (warc_is(head, false) || warc_in(head))
            return true;
        if (!f->ended || f->reason.len == 0 || (head.len && f->suspect > 0))
            return false;
        flow_take(f, f->end - f->start);
        if (!resume_member(s))
            return false;
    }
}

static bool open_member(read_stream *s)
{
    zip_state *z = s->zip;
    struct archive_entry *entry;
    arena_release(z->member);
    z->member->on_failure = s->mem->on_failure;
    while (next_member(s, &entry)) {
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        s->flow = flow_unpacked(z->member, flow_of_member(z));
        if (s->flow && find_warc(s)) {
            s->input = arena_format(z->member, "%.*s:%u", (int)z->file.len, z->file.ptr,
                                    s->member);
            s->position = 0;
            s->lost = false;
            z->found = true;
            return true;
        }
        s->result->passed[PASSED_MEMBER]++;
        arena_release(z->member);
    }
    return false;
}

bool zip_next(read_stream *s, arena *out, read_block *block)
{
    zip_state *z = s->zip;
    z->member->on_failure = s->mem->on_failure;
    for (;;) {
        if (z->inside && warc_next(s, out, block))
            return true;
        z->inside = open_member(s);
        if (!z->inside)
            break;
    }
    s->flow = z->from;
    s->input = z->file;
    if (!z->found && s->n_skips == 0)
        stream_skip(s, z->file, 0,
                    SLICE("a ZIP archive or office document without a web archive (WARC) "
                          "in it"));
    z->found = true; // told once
    return false;
}

void zip_seek(read_stream *s, read_place place)
{
    zip_state *z = s->zip;
    while (s->member < place.member && (z->inside = open_member(s)))
        ;
}
