/* Files of the user's own: aliases of names, owners of outlets. */
#include "run/run.h"

#include "base/buf.h"
#include "base/hash.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const size_t LARGEST_FILE = (size_t)64 << 20;

static void close_file(void *file)
{
    fclose(file);
}

static stemma_status not_read(const char *path, stemma_error *error)
{
    char why[128];
    if (strerror_r(errno, why, sizeof why))
        snprintf(why, sizeof why, "cannot be read");
    return run_error(error, STEMMA_ERROR_READ, 0, "%s: %s", path, why);
}

/* The whole file; its memory lives as long as the run. */
static stemma_status read_file(stemma_run *run, const char *path, slice *to,
                               stemma_error *error)
{
    arena *tmp = arena_sub(&run->mem);
    FILE *file = fopen(path, "rb");
    if (!file)
        return not_read(path, error);
    arena_defer(tmp, close_file, file);
    buf bytes;
    buf_init(&bytes, tmp);
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;) {
        if (bytes.len + n > LARGEST_FILE)
            return run_error(error, STEMMA_ERROR_INPUT, 0, "%s: longer than 64 MiB",
                             path);
        buf_add(&bytes, slice_of(piece, n));
    }
    if (ferror(file))
        return not_read(path, error);
    *to = arena_slice(&run->mem, buf_slice(&bytes));
    arena_release(tmp);
    return STEMMA_OK;
}

typedef struct {
    stemma_run *run;
    const char *path;
    uint64_t line;
    stemma_error *error;
} line_place;

static stemma_status wrong_line(const line_place *at, const char *what)
{
    return run_error(at->error, STEMMA_ERROR_INPUT, at->line, "%s:%" PRIu64 ": %s",
                     at->path, at->line, what);
}

/* The part before the next '='; false when nothing is left. */
static bool next_part(slice *rest, slice *part)
{
    if (!rest->ptr)
        return false;
    size_t end = slice_find(*rest, SLICE("="), 0);
    *part = slice_trim(slice_of(rest->ptr, end));
    *rest = end < rest->len ? slice_of(rest->ptr + end + 1, rest->len - end - 1)
                            : (slice){NULL, 0};
    return true;
}

// "NAME != NAME": two, whatever speaks for one.
static stemma_status add_apart(const line_place *at, slice line, size_t sign)
{
    slice a = slice_trim(slice_of(line.ptr, sign)),
          b = slice_trim(slice_of(line.ptr + sign + 2, line.len - sign - 2));
    if (!a.len || !b.len || slice_find(b, SLICE("="), 0) < b.len)
        return wrong_line(at, "expected NAME != NAME");
    vec_push(&at->run->mem, &at->run->aliases, (user_alias){a, b, true});
    return STEMMA_OK;
}

static stemma_status add_names(const line_place *at, slice line)
{
    size_t sign = slice_find(line, SLICE("!="), 0);
    if (sign < line.len)
        return add_apart(at, line, sign);
    slice rest = line, first = {0}, part;
    uint32_t n = 0;
    for (; next_part(&rest, &part); n++) {
        if (part.len == 0)
            return wrong_line(at, "an empty name");
        if (n == 0)
            first = part;
        else
            vec_push(&at->run->mem, &at->run->aliases, (user_alias){first, part, false});
    }
    return n < 2 ? wrong_line(at, "expected NAME = NAME") : STEMMA_OK;
}

static uint64_t outlet_key(arena *tmp, slice outlet)
{
    return hash_bytes(text_fold(tmp, outlet));
}

static stemma_status add_owner(const line_place *at, slice line)
{
    slice rest = line, outlet = {0}, owner = {0}, more;
    next_part(&rest, &outlet);
    if (!next_part(&rest, &owner) || next_part(&rest, &more))
        return wrong_line(at, "expected OUTLET = OWNER");
    if (outlet.len == 0 || owner.len == 0)
        return wrong_line(at, outlet.len ? "an empty owner" : "an empty outlet");
    bool is_new;
    uint32_t *place =
        hash_table_put(&at->run->owner_of, outlet_key(&at->run->mem, outlet), &is_new);
    if (!is_new && !slice_eq(at->run->owners.v[*place].owner, owner))
        return wrong_line(at, "this outlet has another owner on a line before");
    *place = at->run->owners.n;
    vec_push(&at->run->mem, &at->run->owners, (outlet_owner){outlet, owner});
    return STEMMA_OK;
}

/* Each line that says something; lines that begin with '#' are the user's notes. */
static stemma_status read_lines(stemma_run *run, const char *path,
                                stemma_status (*add)(const line_place *, slice),
                                stemma_error *error)
{
    slice rest, line;
    stemma_status status = read_file(run, path, &rest, error);
    if (status)
        return status;
    if (slice_starts(rest, SLICE("\xef\xbb\xbf")))
        rest = slice_of(rest.ptr + 3, rest.len - 3);
    line_place at = {run, path, 0, error};
    while (!status && slice_next_line(&rest, &line)) {
        at.line++;
        line = slice_trim(line);
        if (utf8_check(line) < line.len)
            status = wrong_line(&at, "not UTF-8");
        else if (line.len && line.ptr[0] != '#')
            status = add(&at, line);
    }
    return status;
}

stemma_status run_read_names(stemma_run *run, const char *path, stemma_error *error)
{
    return read_lines(run, path, add_names, error);
}

stemma_status run_read_owners(stemma_run *run, const char *path, stemma_error *error)
{
    hash_table_init(&run->owner_of, &run->mem, 0);
    return read_lines(run, path, add_owner, error);
}

slice run_owner(const stemma_run *run, arena *tmp, slice outlet)
{
    const uint32_t *place = NULL;
    if (run->owners.n && outlet.len)
        place = hash_table_get(&run->owner_of, outlet_key(tmp, outlet));
    return place ? run->owners.v[*place].owner : SLICE("");
}
