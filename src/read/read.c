#include "read/read.h"

#include "base/hash.h"
#include "read/parts.h"

void add_skip(arena *out, slice input, uint64_t position, slice reason,
              read_result *result)
{
    vec_push(out, &result->skips, (read_skip){arena_slice(out, input), position, reason});
}

const char *read_passed_what(read_passed kind)
{
    static const char *const what[N_PASSED] = {
        [PASSED_RECORD_TYPE] = "records other than responses: requests, metadata",
        [PASSED_REVISIT] = "pages that had not changed since an earlier visit",
        [PASSED_STATUS] = "redirects and errors instead of pages",
        [PASSED_MEDIA_TYPE] = "pictures, scripts and other files that are no text",
        [PASSED_MEMBER] = "indexes and lists of the archive's own",
    };
    return (unsigned)kind < N_PASSED ? what[kind] : "";
}

void read_block_documents(arena *out, const read_block *block,
                          const read_options *options, read_result *result)
{
    kind_readers[block->kind].documents(out, block, options, result);
}

/* All of a stream that was opened in `tmp` and tells into `told`. */
static void read_all(arena *out, slice name, arena *tmp, read_stream *s,
                     const read_options *options, const read_result *told,
                     read_result *result)
{
    arena *bytes = arena_sub(tmp);
    read_block block;
    result->first_skip = result->skips.n;
    uint32_t n_told = 0;
    for (bool more = true; more; arena_release(bytes)) {
        more = s && read_next(s, bytes, &block);
        for (; n_told < told->skips.n; n_told++) {
            const read_skip *skip = &told->skips.v[n_told];
            add_skip(out, skip->input, skip->position, arena_slice(out, skip->reason),
                     result);
        }
        if (more)
            read_block_documents(out, &block, options, result);
    }
    if (result->untold)
        add_skip(out, name, 0,
                 arena_format(out, "%llu more records were left out, not told one by one",
                              (unsigned long long)result->untold),
                 result);
    result->untold = 0;
    for (size_t i = 0; i < N_PASSED; i++)
        result->passed[i] += told->passed[i];
}

void read_bytes(arena *out, slice name, slice bytes, const read_options *options,
                read_result *result)
{
    read_result told = {0};
    arena *tmp = arena_sub(out);
    read_stream *s = read_open_bytes(tmp, name, bytes, options, &told);
    read_all(out, name, tmp, s, options, &told, result);
    arena_release(tmp);
}

/* Folders by device and inode: one that links lead back to is read once. */
typedef struct {
    hash_table seen;
    arena *tmp; // of a file
    const read_options *options;
    read_result *result;
    read_files *files; // NULL: the files are read
    uint32_t n_found;
} walk;

static void walk_any(arena *out, slice path, walk *w, bool inside);

static void walk_folder(arena *out, slice path, walk *w)
{
    arena *tmp = arena_sub(out);
    source_listing list = source_list(tmp, path);
    uint32_t before = w->n_found;
    if (list.reason.len)
        add_skip(out, path, 0, list.reason, w->result);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    bool root = slice_eq_str(path, "/");
    for (uint32_t i = 0; i < list.names.n; i++) {
        slice name = list.names.v[i];
        slice inner = arena_format(tmp, "%.*s%s%.*s", (int)path.len, path.ptr,
                                   root ? "" : "/", (int)name.len, name.ptr);
        walk_any(out, inner, w, true);
    }
    if (w->n_found == before && list.reason.len == 0)
        add_skip(out, path, 0, SLICE("no articles in this folder"), w->result);
    arena_release(tmp);
}

static void walk_file(arena *out, slice path, walk *w)
{
    if (w->files) {
        vec_push(out, w->files, arena_slice(out, path));
        w->n_found++;
        return;
    }
    uint32_t before = w->result->documents.n;
    read_result told = {0};
    read_stream *s = read_open(w->tmp, path, w->options, &told);
    read_all(out, path, w->tmp, s, w->options, &told, w->result);
    arena_release(w->tmp);
    w->n_found += w->result->documents.n - before;
}

static void walk_any(arena *out, slice path, walk *w, bool inside)
{
    uint64_t device, inode;
    bool folder = source_is_folder(path, w->tmp, &device, &inode), is_new = true;
    arena_release(w->tmp);
    if (!folder) {
        walk_file(out, path, w);
        return;
    }
    hash_table_put(&w->seen, hash_mix(device, inode), &is_new);
    if (is_new)
        walk_folder(out, path, w);
    else if (inside)
        add_skip(out, path, 0, SLICE("this folder is already read: a link leads back"),
                 w->result);
}

void read_path(arena *out, slice path, const read_options *options, read_result *result)
{
    arena *tmp = arena_sub(out);
    walk w = {.tmp = arena_sub(tmp), .options = options, .result = result};
    hash_table_init(&w.seen, tmp, 16);
    walk_any(out, path, &w, false);
    arena_release(tmp);
}

void read_list(arena *out, slice path, read_files *files, read_result *result)
{
    arena *tmp = arena_sub(out);
    walk w = {.tmp = arena_sub(tmp), .result = result, .files = files};
    hash_table_init(&w.seen, tmp, 16);
    walk_any(out, path, &w, false);
    arena_release(tmp);
}
