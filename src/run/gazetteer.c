// GeoNames dumps to one file, and that file for a run.
#include "gazetteer/gazetteer.h"

#include "base/buf.h"
#include "run/map.h"
#include "run/run.h"
#include "stemma/gazetteer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>

static const char geonames[] =
    "Places: GeoNames (geonames.org), Creative Commons Attribution 4.0 licence.\n";

typedef struct {
    const char *const *paths;
    size_t n_paths;
    const char *notes;
    stemma_sink sink;
    void *ctx;
    stemma_gazetteer_summary summary;
    stemma_error *error;
    stemma_status status;
    arena *mem;
    gazetteer_builder *builder;
    buf line; // that the last piece of bytes left unfinished
    bool too_long;
} import;

enum { PIECE = 1 << 16, LONGEST_LINE = 1 << 16 };

static void take_line(import *job, slice line)
{
    job->summary.n_lines++;
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    if (job->too_long || !gazetteer_builder_line(job->builder, line))
        job->summary.n_other++;
    job->too_long = false;
}

static void take_bytes(import *job, slice bytes)
{
    while (bytes.len) {
        const char *end = memchr(bytes.ptr, '\n', bytes.len);
        size_t n = end ? (size_t)(end - bytes.ptr) : bytes.len;
        if (job->line.len + n > LONGEST_LINE)
            job->too_long = true;
        else
            buf_add(&job->line, slice_of(bytes.ptr, n));
        if (!end)
            return;
        take_line(job, buf_slice(&job->line));
        job->line.len = 0;
        bytes = slice_of(end + 1, bytes.len - n - 1);
    }
}

static void close_archive(void *what)
{
    archive_read_free(what);
}

static void not_read(import *job, const char *path, struct archive *from)
{
    const char *why = archive_error_string(from);
    job->status = run_error(job->error, STEMMA_ERROR_READ, 0, "%s: %s", path,
                            why ? why : "cannot be read");
}

static void read_member(import *job, const char *path, struct archive *from, char *piece)
{
    la_ssize_t n;
    while ((n = archive_read_data(from, piece, PIECE)) > 0)
        take_bytes(job, slice_of(piece, (size_t)n));
    if (n < 0)
        not_read(job, path, from);
    if (job->line.len || job->too_long)
        take_bytes(job, SLICE("\n")); // the last line has none
}

static void read_dump(import *job, const char *path)
{
    arena *tmp = arena_sub(job->mem);
    struct archive *from = archive_read_new();
    if (!from)
        arena_fail(job->mem);
    arena_defer(tmp, close_archive, from);
    archive_read_support_filter_gzip(from);
    archive_read_support_format_zip(from);
    archive_read_support_format_raw(from);
    archive_read_support_format_empty(from);
    char *piece = arena_alloc(tmp, PIECE);
    struct archive_entry *entry;
    int got = archive_read_open_filename(from, path, PIECE);
    if (got == ARCHIVE_OK)
        while (!job->status &&
               (got = archive_read_next_header(from, &entry)) == ARCHIVE_OK)
            read_member(job, path, from, piece);
    if (!job->status && got != ARCHIVE_EOF)
        not_read(job, path, from);
    arena_release(tmp);
}

static void read_dumps(void *arg)
{
    import *job = arg;
    job->builder = gazetteer_builder_new(job->mem);
    buf_init(&job->line, job->mem);
    for (size_t i = 0; i < job->n_paths && !job->status; i++)
        read_dump(job, job->paths[i]);
    if (job->status)
        return;
    job->summary.n_places = gazetteer_builder_n_places(job->builder);
    if (!job->summary.n_places) {
        job->status = run_error(job->error, STEMMA_ERROR_INPUT, 0,
                                "no places in these files: none is a GeoNames dump");
        return;
    }
    slice file = gazetteer_builder_end(job->builder, job->mem,
                                       slice_of_str(job->notes ? job->notes : geonames));
    if (!job->sink(job->ctx, file.ptr, file.len))
        job->status = run_error(job->error, STEMMA_ERROR_WRITE, 0,
                                "the gazetteer could not be written");
}

stemma_status stemma_gazetteer_import(const char *const *paths, size_t n_paths,
                                      const char *notes, stemma_sink sink, void *ctx,
                                      stemma_gazetteer_summary *summary,
                                      stemma_error *error)
{
    arena mem;
    if (!paths || !n_paths || !sink)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no files or no sink");
    arena_init(&mem);
import job = {.paths = paths, .n_paths = n_paths, .notes = notes, .sink = sink, .ctx = ctx, .error = error, .mem = & mem };
    if (!arena_guard(&mem, read_dumps, &job))
        job.status = run_out_of_memory(error);
    arena_deinit(&mem);
    if (!job.status && summary)
        *summary = job.summary;
    return job.status;
}

stemma_status run_open_gazetteer(stemma_run *run, const char *path, stemma_error *error)
{
    slice bytes;
    const char *why;
    if (!run_map_file(&run->mem, path, &bytes))
        return run_error(error, STEMMA_ERROR_READ, 0, "%s: %s", path, strerror(errno));
    if (!gazetteer_open(&run->gazetteer, bytes, &why))
        return run_error(error, STEMMA_ERROR_INPUT, 0, "%s: %s", path, why);
    run->has_gazetteer = true;
    return STEMMA_OK;
}
