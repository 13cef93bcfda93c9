/* The public face of stage pile: inputs in an order of their own, and a folder. */
#include "pile/pile.h"

#include "base/buf.h"
#include "base/mem.h"
#include "run/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const uint64_t FOLDER_FROM = (uint64_t)64 << 20; // bytes of input
static const size_t LARGEST_BYTES = (size_t)1 << 30, USUAL_BYTES = (size_t)256 << 20;
static const size_t LEAST_MEMORY = (size_t)128 << 20;

struct stemma_pile {
    arena mem;
    run_state state;
    stemma_pile_options options;
    read_files named, files;
    VEC(read_skip) skips; // the first ones
    uint64_t n_untold;    // and how many there were besides
    pile_summary summary;
    pile *found;
    slice folder;
};

typedef struct {
    stemma_pile *self;
    const stemma_pile_options *options;
    const char *path;
    stemma_status status;
    stemma_error *error;
} pile_job;

static const char *copy_str(arena *a, const char *str)
{
    return str ? arena_str(a, slice_of_str(str)) : NULL;
}

static void set_up(void *arg)
{
    pile_job *job = arg;
    stemma_pile_options *o = &job->self->options;
    if (job->options)
        *o = *job->options;
    o->base.language = copy_str(&job->self->mem, o->base.language);
    o->base.fetched_path = copy_str(&job->self->mem, o->base.fetched_path);
    o->folder = copy_str(&job->self->mem, o->folder);
    if (o->base.largest_bytes == 0)
        o->base.largest_bytes = USUAL_BYTES;
    if (o->base.largest_bytes > LARGEST_BYTES)
        o->base.largest_bytes = LARGEST_BYTES;
    if (o->memory && o->memory < LEAST_MEMORY)
        job->status =
            run_error(job->error, STEMMA_ERROR_ARGUMENT, 0,
                      "memory: at least %zu MiB are needed", LEAST_MEMORY >> 20);
}

stemma_status stemma_pile_new(stemma_pile **self, const stemma_pile_options *options,
                              stemma_error *error)
{
    if (!self)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no place for the new pile");
    stemma_pile *fresh = mem_get(sizeof *fresh);
    if (!fresh)
        return run_out_of_memory(error);
    arena_init(&fresh->mem);
    pile_job job = {.self = fresh, .options = options, .error = error};
    if (!arena_guard(&fresh->mem, set_up, &job))
        job.status = run_out_of_memory(error);
    if (job.status) {
        stemma_pile_free(fresh);
        return job.status;
    }
    *self = fresh;
    return STEMMA_OK;
}

void stemma_pile_free(stemma_pile *self)
{
    if (!self)
        return;
    arena_deinit(&self->mem);
    mem_free(self);
}

static void add(void *arg)
{
    pile_job *job = arg;
    vec_push(&job->self->mem, &job->self->named,
             arena_slice(&job->self->mem, slice_of_str(job->path)));
}

stemma_status stemma_pile_add(stemma_pile *self, const char *path, stemma_error *error)
{
    if (!self || !path)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no pile or no input named");
    if (self->state != RUN_ADDING)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0,
                         "%s: inputs are added before the analysis", path);
    pile_job job = {.self = self, .path = path};
    if (arena_guard(&self->mem, add, &job))
        return STEMMA_OK;
    self->state = RUN_FAILED;
    return run_out_of_memory(error);
}

static void take_skip(void *ctx, slice input, uint64_t position, slice reason)
{
    stemma_pile *self = ctx;
    if (self->skips.n == READ_MOST_SKIPS) {
        self->n_untold++;
        return;
    }
    read_skip skip = {arena_slice(&self->mem, input), position,
                      arena_slice(&self->mem, reason)};
    vec_push(&self->mem, &self->skips, skip);
}

static int by_name(const void *left, const void *right)
{
    return run_compare_names(*(const slice *)left, *(const slice *)right);
}

/* All files, in an order that does not depend on how they were named. */
static void list_files(stemma_pile *self)
{
    read_result said = {0};
    for (uint32_t i = 0; i < self->named.n; i++)
        read_list(&self->mem, self->named.v[i], &self->files, &said);
    for (uint32_t i = 0; i < said.skips.n; i++)
        take_skip(self, said.skips.v[i].input, said.skips.v[i].position,
                  said.skips.v[i].reason);
    read_files *f = &self->files;
    if (f->n)
        qsort(f->v, f->n, sizeof *f->v, by_name);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        if (kept && slice_eq(f->v[kept - 1], f->v[i]))
            take_skip(self, f->v[i], 0, SLICE("named twice, taken once"));
        else
            f->v[kept++] = f->v[i];
    }
    f->n = kept;
}

/* What says which analysis this is; the bytes of all inputs, 0 where they are not known.
 */
static slice describe(stemma_pile *self, uint64_t *n_bytes, bool *has_stream)
{
    const stemma_pile_options *o = &self->options;
    buf about;
    buf_init(&about, &self->mem);
    buf_printf(
        &about,
        "stemma %s\nspool 4\nplain %d\nlanguage %s\npassages %d\nlargest %zu\nfetch %d\n",
        STEMMA_VERSION, o->base.plain, o->base.language ? o->base.language : "",
        o->passages, o->base.largest_bytes, o->base.fetch);
    *n_bytes = 0;
    *has_stream = false;
    for (uint32_t i = 0; i < self->files.n; i++) {
        slice path = self->files.v[i];
        struct stat st;
        if (stat(path.ptr, &st) || !S_ISREG(st.st_mode)) {
            *has_stream = true;
            st = (struct stat){0};
        }
        *n_bytes += (uint64_t)st.st_size;
        buf_add(&about, path);
        buf_printf(&about, "\n %llu %lld.%09ld\n", (unsigned long long)st.st_size,
                   (long long)st.st_mtim.tv_sec, (long)st.st_mtim.tv_nsec);
    }
    return buf_slice(&about);
}

static void make_folders(const char *path)
{
    char part[4096];
    size_t len = strlen(path);
    if (len >= sizeof part)
        return;
    for (size_t i = 1; i < len; i++)
        if (path[i] == '/') {
            memcpy(part, path, i);
            part[i] = 0;
            mkdir(part, 0700); // where that fails, opening the last one will say so
        }
}

/* A stream cannot be taken up again: its folder is for this process alone. */
static slice choose_folder(stemma_pile *self, slice about, bool has_stream)
{
    arena *a = &self->mem;
    if (self->options.folder)
        return slice_of_str(self->options.folder);
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    slice base = cache && *cache == '/' ? arena_format(a, "%s/stemma", cache)
                 : home && *home == '/' ? arena_format(a, "%s/.cache/stemma", home)
                                        : SLICE("/var/tmp/stemma");
    uint64_t which = hash_bytes(about);
    if (has_stream)
        which = hash_mix(which, (uint64_t)getpid());
    slice folder = arena_format(a, "%.*s/families-%016llx", (int)base.len, base.ptr,
                                (unsigned long long)which);
    make_folders(folder.ptr);
    return folder;
}

static bool tell_progress(void *ctx, const char *step, uint64_t done, uint64_t total)
{
    const stemma_options *o = &((stemma_pile *)ctx)->options.base;
    return !o->progress || o->progress(o->progress_ctx, step, done, total);
}

static void analyse(void *arg)
{
    pile_job *job = arg;
    stemma_pile *self = job->self;
    const stemma_options *o = &self->options.base;
    list_files(self);
    uint64_t n_bytes;
    bool has_stream;
    slice about = describe(self, &n_bytes, &has_stream);
    if (self->options.folder || has_stream || n_bytes > FOLDER_FROM)
        self->folder = choose_folder(self, about, has_stream);
    pile_options options = {
        .read = {.largest_bytes = o->largest_bytes, .fetch = run_fetcher(&self->mem, o)},
        .plain = o->plain,
        .language = slice_of_str(o->language),
        .n_threads = o->n_threads,
        .memory = self->options.memory,
        .folder = self->folder,
        .about = about,
        .n_bytes = has_stream ? 0 : n_bytes,
        .passages = self->options.passages,
        .progress = tell_progress,
        .skipped = take_skip,
        .ctx = self,
    };
    self->found =
        pile_analyse(&self->mem, self->files.v, self->files.n, &options, &self->summary);
}

stemma_status stemma_pile_analyse(stemma_pile *self, stemma_error *error)
{
    if (!self)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no pile");
    if (self->state != RUN_ADDING)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "a pile is analysed once");
    self->state = RUN_FAILED; // until it went well
    pile_job job = {.self = self, .error = error};
    if (!arena_guard(&self->mem, analyse, &job))
        return run_out_of_memory(error);
    if (self->summary.status == PILE_STOPPED)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "stopped by the caller");
    if (!self->found)
        return run_error(error, STEMMA_ERROR_WRITE, 0, "%.*s",
                         (int)self->summary.message.len, self->summary.message.ptr);
    self->state = RUN_ANALYSED;
    return STEMMA_OK;
}

typedef struct {
    stemma_pile *self;
    stemma_view view;
    stemma_sink sink;
    void *ctx;
    bool good;
} writing;

static void write_view(void *arg)
{
    writing *w = arg;
    w->good = w->view == STEMMA_WRITE_FAMILIES_JSONL
                  ? pile_write_families(w->self->found, w->sink, w->ctx)
                  : pile_write_passages(w->self->found, w->sink, w->ctx);
}

stemma_status stemma_pile_write(const stemma_pile *self, stemma_view view,
                                stemma_sink sink, void *ctx, stemma_error *error)
{
    if (!self || !sink || self->state != RUN_ANALYSED)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no analysed self, or no sink");
    if (view != STEMMA_WRITE_FAMILIES_JSONL &&
        (view != STEMMA_WRITE_PASSAGES_JSONL || !self->options.passages))
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "a pile has no such view");
    stemma_pile *own =
        (stemma_pile *)(uintptr_t)self; // scratch memory comes from its arena
    writing job = {own, view, sink, ctx, false};
    if (!arena_guard(&own->mem, write_view, &job))
        return run_out_of_memory(error);
    if (!job.good)
        return run_error(error, STEMMA_ERROR_WRITE, 0, "the output could not be written");
    return STEMMA_OK;
}

void stemma_pile_summarise(const stemma_pile *self, stemma_pile_summary *summary)
{
    *summary = (stemma_pile_summary){0};
    if (!self)
        return;
    summary->n_articles = self->summary.n_articles;
    summary->n_families = self->summary.n_families;
    summary->n_equal = self->summary.n_equal;
    summary->n_told = self->skips.n;
    summary->n_skipped = self->skips.n + self->n_untold + self->summary.n_untold;
    for (size_t i = 0; i < N_PASSED && i < STEMMA_N_PASSED; i++)
        summary->passed[i] = self->summary.passed[i];
    summary->taken_up = self->summary.taken_up;
    summary->folder = self->folder.len ? self->folder.ptr : NULL;
}

void stemma_pile_skipped(const stemma_pile *self, size_t i, const char **input,
                         uint64_t *position, const char **reason)
{
    bool there = self && i < self->skips.n;
    if (input)
        *input = there ? self->skips.v[i].input.ptr : "";
    if (position)
        *position = there ? self->skips.v[i].position : 0;
    if (reason)
        *reason = there ? self->skips.v[i].reason.ptr : "";
}

void stemma_pile_clear(stemma_pile *self)
{
    if (self && self->found)
        pile_clear(self->found);
}
