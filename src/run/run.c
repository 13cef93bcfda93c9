#include "run/run.h"

#include "base/mem.h"
#include "read/fetch.h"

#include <stdio.h>
#include <string.h>

/* Largest input taken whatever the options say: a text's places are 32-bit, and each byte
 * of a broken input may become three. */
static const size_t LARGEST_BYTES = (size_t)1 << 30;
static const size_t USUAL_BYTES = (size_t)256 << 20;

const char *stemma_version(void)
{
    return STEMMA_VERSION;
}

/* One line of UTF-8, whatever names went into it. */
static void tidy_message(char *message, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)message[i] < 0x20 || message[i] == 0x7f)
            message[i] = '?';
    for (size_t bad; (bad = utf8_check(slice_of(message, len))) < len;)
        message[bad] = '?';
}

stemma_status run_error(stemma_error *error, stemma_status status, uint64_t position,
                        const char *format, ...)
{
    if (!error)
        return status;
    *error = (stemma_error){.status = status, .position = position};
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    tidy_message(error->message, strlen(error->message));
    return status;
}

stemma_status run_out_of_memory(stemma_error *error)
{
    return run_error(error, STEMMA_ERROR_MEMORY, 0, "out of memory");
}

typedef struct {
    stemma_run *run;
    const stemma_options *options;
    stemma_status status;
    stemma_error *error;
} setting_up;

static const char *copy_str(arena *a, const char *str)
{
    return str ? arena_str(a, slice_of_str(str)) : NULL;
}

static void set_up(void *job)
{
    setting_up *s = job;
    stemma_options *o = &s->run->options;
    if (s->options)
        *o = *s->options;
    o->language = copy_str(&s->run->mem, o->language);
    o->names_path = copy_str(&s->run->mem, o->names_path);
    o->owners_path = copy_str(&s->run->mem, o->owners_path);
    o->fetched_path = copy_str(&s->run->mem, o->fetched_path);
    if (o->largest_bytes == 0)
        o->largest_bytes = USUAL_BYTES;
    if (o->largest_bytes > LARGEST_BYTES)
        o->largest_bytes = LARGEST_BYTES;
    if (o->names_path)
        s->status = run_read_names(s->run, o->names_path, s->error);
    if (!s->status && o->owners_path)
        s->status = run_read_owners(s->run, o->owners_path, s->error);
    if (!s->status && o->model_path)
        s->status =
            run_open_model(s->run, copy_str(&s->run->mem, o->model_path), s->error);
    if (!s->status && o->gazetteer_path)
        s->status = run_open_gazetteer(s->run, copy_str(&s->run->mem, o->gazetteer_path),
                                       s->error);
}

stemma_status stemma_run_new(stemma_run **run, const stemma_options *options,
                             stemma_error *error)
{
    if (!run)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no place for the new run");
    stemma_run *fresh = mem_get(sizeof *fresh);
    if (!fresh)
        return run_out_of_memory(error);
    arena_init(&fresh->mem);
    setting_up job = {fresh, options, STEMMA_OK, error};
    if (!arena_guard(&fresh->mem, set_up, &job))
        job.status = run_out_of_memory(error);
    if (job.status) {
        stemma_run_free(fresh);
        return job.status;
    }
    *run = fresh;
    return STEMMA_OK;
}

void stemma_run_free(stemma_run *run)
{
    if (!run)
        return;
    arena_deinit(&run->mem);
    mem_free(run);
}

void run_skip(stemma_run *run, slice input, uint64_t position, slice reason)
{
    read_skip skip = {arena_slice(&run->mem, input), position,
                      arena_slice(&run->mem, reason)};
    vec_push(&run->mem, &run->skips, skip);
}

struct fetcher *run_fetcher(arena *mem, const stemma_options *options)
{
    const fetch_options how = {options->fetch_private, options->fetch_timeout_s,
                               slice_of_str(options->fetched_path)};
    if (!options->fetch)
        return NULL;
    struct fetcher *f = fetch_open(mem, &how);
    if (!f)
        arena_fail(mem);
    return f;
}

typedef struct {
    stemma_run *run;
    const char *name;
    slice bytes;
    bool from_memory;
} adding;

static void add(void *job)
{
    adding *a = job;
    stemma_run *run = a->run;
    if (!run->fetch)
        run->fetch = run_fetcher(&run->mem, &run->options);
    read_options options = {.largest_bytes = run->options.largest_bytes,
                            .fetch = run->fetch};
    slice name = arena_slice(&run->mem, slice_of_str(a->name));
    uint32_t n_skips = run->read.skips.n;
    if (a->from_memory)
        read_bytes(&run->mem, name, a->bytes, &options, &run->read);
    else
        read_path(&run->mem, name, &options, &run->read);
    for (uint32_t i = n_skips; i < run->read.skips.n; i++) {
        const read_skip *skip = &run->read.skips.v[i];
        run_skip(run, skip->input, skip->position, skip->reason);
    }
}

static stemma_status add_guarded(adding *job, stemma_error *error)
{
    if (!job->run || !job->name)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no run or no input named");
    if (job->run->state != RUN_ADDING)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0,
                         "%s: inputs are added before the analysis", job->name);
    if (arena_guard(&job->run->mem, add, job))
        return STEMMA_OK;
    job->run->state = RUN_FAILED;
    return run_out_of_memory(error);
}

stemma_status stemma_run_add(stemma_run *run, const char *path, stemma_error *error)
{
    adding job = {.run = run, .name = path};
    return add_guarded(&job, error);
}

stemma_status stemma_run_add_bytes(stemma_run *run, const char *name, const void *bytes,
                                   size_t len, stemma_error *error)
{
    if (!bytes && len)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no bytes");
    adding job = {.run = run,
                  .name = name,
                  .bytes = slice_of(bytes ? bytes : "", len),
                  .from_memory = true};
    return add_guarded(&job, error);
}

size_t stemma_run_n_skipped(const stemma_run *run)
{
    return run ? run->skips.n : 0;
}

void stemma_run_skipped(const stemma_run *run, size_t i, const char **input,
                        uint64_t *position, const char **reason)
{
    bool there = run && i < run->skips.n;
    if (input)
        *input = there ? run->skips.v[i].input.ptr : "";
    if (position)
        *position = there ? run->skips.v[i].position : 0;
    if (reason)
        *reason = there ? run->skips.v[i].reason.ptr : "";
}

_Static_assert((int)STEMMA_N_PASSED == (int)N_PASSED, "the public count is that of read");

const char *stemma_passed_what(size_t i)
{
    return i < N_PASSED ? read_passed_what((read_passed)i) : NULL;
}

const char *stemma_run_passed(const stemma_run *run, size_t i, uint64_t *n)
{
    if (!run || i >= N_PASSED)
        return NULL;
    if (n)
        *n = run->read.passed[i];
    return read_passed_what((read_passed)i);
}

size_t stemma_run_n_articles(const stemma_run *run)
{
    return run && run->state == RUN_ANALYSED ? run->n_articles : 0;
}
