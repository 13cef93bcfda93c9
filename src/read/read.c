#include "read/read.h"

#include "base/hash.h"
#include "read/parts.h"

/* Positions in texts are 32-bit; decoding may make a text three times as long. */
enum { LARGEST_EVER = 1 << 30 };

static void skip(arena *out, slice input, uint64_t position, slice reason,
                 read_result *result)
{
    vec_push(out, &result->skips, (read_skip){arena_slice(out, input), position, reason});
}

static size_t largest(const read_options *options)
{
    size_t n = options ? options->largest_bytes : LARGEST_EVER;
    return n && n < LARGEST_EVER ? n : LARGEST_EVER;
}

void read_bytes(arena *out, slice name, slice bytes, const read_options *options,
                read_result *result)
{
    uint64_t position = 0;
    slice reason;
    if (bytes.len == 0) {
        skip(out, name, 0, SLICE("empty"), result);
        return;
    }
    if (bytes.len > largest(options)) {
        skip(out, name, 0, arena_format(out, "larger than %zu bytes", largest(options)),
             result);
        return;
    }
    if (!kind_is_text(out, bytes, &position, &reason)) {
        skip(out, name, position, reason, result);
        return;
    }
    decoded text = decode_bytes(out, bytes);
    if (slice_trim(text.bytes).len == 0) {
        skip(out, name, 0, SLICE("empty: nothing but white space"), result);
        return;
    }
    slice root = kind_xml_root(text.bytes);
    if (root.len) {
        skip(out, name, 0,
             arena_format(out, "XML with root element <%.*s>, not an article",
                          (int)(root.len < 60 ? root.len : 60), root.ptr),
             result);
        return;
    }
    slice input = arena_slice(out, name);
    content_kind kind = kind_of(text.bytes);
    if (kind == KIND_RECORDS) {
        records_read(out, input, &text, result);
        return;
    }
    vec_push(out, &result->documents,
             (document){.input = input,
                        .kind = kind == KIND_HTML ? DOCUMENT_HTML : DOCUMENT_TEXT,
                        .bytes = text.bytes,
                        .encoding = text.encoding,
                        .note = text.note});
}

/* Folders by device and inode: one that links lead back to is read once. */
typedef struct {
    hash_table seen;
    const read_options *options;
    read_result *result;
} walk;

static void read_any(arena *out, slice path, walk *w, bool inside);

static void read_folder(arena *out, slice path, walk *w)
{
    arena *tmp = arena_sub(out);
    source_listing list = source_list(tmp, path);
    uint32_t before = w->result->documents.n;
    if (list.reason.len)
        skip(out, path, 0, arena_slice(out, list.reason), w->result);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    bool root = slice_eq_str(path, "/");
    for (uint32_t i = 0; i < list.names.n; i++) {
        slice name = list.names.v[i];
        slice inner = arena_format(tmp, "%.*s%s%.*s", (int)path.len, path.ptr,
                                   root ? "" : "/", (int)name.len, name.ptr);
        read_any(out, inner, w, true);
    }
    if (w->result->documents.n == before && list.reason.len == 0)
        skip(out, path, 0, SLICE("no articles in this folder"), w->result);
    arena_release(tmp);
}

static void read_any(arena *out, slice path, walk *w, bool inside)
{
    arena *tmp = arena_sub(out);
    source got = source_read(tmp, path, largest(w->options));
    if (got.kind == SOURCE_FAILED) {
        skip(out, path, 0, arena_slice(out, got.reason), w->result);
    } else if (got.kind == SOURCE_FILE) {
        read_bytes(out, path, got.bytes, w->options, w->result);
    } else {
        bool is_new;
        hash_table_put(&w->seen, hash_mix(got.device, got.inode), &is_new);
        if (is_new)
            read_folder(out, path, w);
        else if (inside)
            skip(out, path, 0, SLICE("this folder is already read: a link leads back"),
                 w->result);
    }
    arena_release(tmp);
}

void read_path(arena *out, slice path, const read_options *options, read_result *result)
{
    arena *tmp = arena_sub(out);
    walk w = {.options = options, .result = result};
    hash_table_init(&w.seen, tmp, 16);
    read_any(out, path, &w, false);
    arena_release(tmp);
}
