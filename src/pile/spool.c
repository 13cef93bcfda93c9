#include "pile/spool.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BUFFER_BYTES = 1 << 20,
    FIRST_BYTES = 1 << 16,
    LONGEST_NAME = 64,
    REASON = 256,
    MOST_OPEN = 800, // pieces; others are opened for each read
};

static const char ABOUT[] = "about", UNFINISHED[] = ".unfinished";

struct spool_piece {
    spool *s;
    piece which;
    int fd;      // -1: not open, or in memory
    char *bytes; // in memory; NULL: in a file
    uint64_t size;
};

struct spool {
    arena *out;   // that it was opened with
    arena *a;     // its own
    slice folder; // empty: in memory
    int dir;
    int about; // open, and locked, as long as the spool
    bool sync; // see which_boot()
    VEC(spool_piece *) pieces;
    uint32_t n_open; // of these
    char reason[REASON];
    atomic_bool failed;
};

struct spool_writer {
    spool *s;
    arena *a;
    piece which;
    int fd;
    char *buffer; // in memory: all of the piece
    size_t n, cap;
    uint64_t flushed;
};

static void fail(spool *s, const char *what, const char *name)
{
    int error = errno;
    bool expected = false;
    if (!atomic_compare_exchange_strong(&s->failed, &expected, true))
        return;
    char why[128];
    if (strerror_r(error, why, sizeof why))
        why[0] = 0;
    snprintf(s->reason, sizeof s->reason, "%.*s/%s: %s: %s", (int)s->folder.len,
             s->folder.ptr, name, what, why);
}

slice spool_error(const spool *s)
{
    return atomic_load(&s->failed) ? slice_of_str(s->reason) : slice_of("", 0);
}

static void name_of(piece which, char *name)
{
    snprintf(name, LONGEST_NAME, "%.32s-%08u", which.kind, which.number);
}

static void close_spool(void *what)
{
    spool *s = what;
    for (uint32_t i = 0; i < s->pieces.n; i++) {
        if (s->pieces.v[i]->fd >= 0)
            close(s->pieces.v[i]->fd);
        mem_free(s->pieces.v[i]->bytes);
    }
    if (s->about >= 0)
        close(s->about);
    if (s->dir >= 0)
        close(s->dir);
}

/* Whether a folder's entry is one that a spool makes: "kind-00000001", perhaps with
 * ".unfinished", or "about". Nothing else is ever touched. */
static bool is_ours(const char *name)
{
    if (strncmp(name, ABOUT, sizeof ABOUT - 1) == 0)
        return name[sizeof ABOUT - 1] == 0 ||
               !strcmp(name + sizeof ABOUT - 1, UNFINISHED);
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    if (n == 0 || name[n] != '-' || strspn(name + n + 1, "0123456789") != 8)
        return false;
    const char *rest = name + n + 9;
    return *rest == 0 || strcmp(rest, UNFINISHED) == 0;
}

static void remove_pieces(spool *s)
{
    int fd = dup(s->dir);
    DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
    if (!d)
        return;
    rewinddir(d);
    for (struct dirent *e; (e = readdir(d));)
        if (is_ours(e->d_name) && strcmp(e->d_name, ABOUT) != 0)
            unlinkat(s->dir, e->d_name, 0);
    closedir(d);
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

/* Gives a file that is whole its own name. */
static bool publish(spool *s, int fd, const char *name)
{
    char unfinished[LONGEST_NAME + sizeof UNFINISHED];
    snprintf(unfinished, sizeof unfinished, "%s%s", name, UNFINISHED);
    if ((s->sync && fsync(fd)) || renameat(s->dir, unfinished, s->dir, name) ||
        (s->sync && fsync(s->dir))) {
        fail(s, "could not be written", name);
        return false;
    }
    return true;
}

static int create(spool *s, const char *name)
{
    char unfinished[LONGEST_NAME + sizeof UNFINISHED];
    snprintf(unfinished, sizeof unfinished, "%s%s", name, UNFINISHED);
    int fd = openat(s->dir, unfinished, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        fail(s, "could not be made", name);
    return fd;
}

/* Two runs in one folder would take each other's pieces. */
static bool lock(spool *s)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    s->about = openat(s->dir, ABOUT, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->about < 0) {
        fail(s, "could not be opened", ABOUT);
    } else if (fcntl(s->about, F_SETLK, &whole)) {
        errno = EBUSY;
        fail(s, "another run is at work here", ABOUT);
    }
    return !spool_error(s).len;
}

static bool is_about(spool *s, slice about)
{
    arena *tmp = arena_sub(s->a);
    char *have = arena_array(tmp, char, about.len + 1);
    size_t n = 0;
    for (ssize_t got; n <= about.len &&
                      (got = pread(s->about, have + n, about.len + 1 - n, (off_t)n)) > 0;)
        n += (size_t)got;
    bool same = slice_eq(slice_of(have, n), about);
    arena_release(tmp);
    return same;
}

/* What the system has not yet brought to the disk outlives a run that is killed, but no
 * crash of the system. Where the system says which start of its it is, pieces of another
 * one are not trusted, and none has to wait for the disk; elsewhere each one does. */
static slice which_boot(spool *s)
{
    char id[64];
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, id, sizeof id) : 0;
    if (fd >= 0)
        close(fd);
    s->sync = n <= 0;
    return arena_slice(s->a, slice_of(id, n > 0 ? (size_t)n : 0));
}

static void write_about(spool *s, slice about)
{
    if (ftruncate(s->about, 0) || lseek(s->about, 0, SEEK_SET) ||
        !write_all(s->about, about.ptr, about.len) || fsync(s->about))
        fail(s, "could not be written", ABOUT);
}

spool *spool_open(arena *a, slice folder, slice about, bool *kept, slice *why)
{
    spool *s = arena_new(a, spool);
    *s = (spool){.out = a, .a = arena_sub(a), .folder = folder, .dir = -1, .about = -1};
    *kept = false;
    arena_defer(a, close_spool, s);
    if (!folder.len)
        return s;
    const char *path = arena_str(a, folder);
    if (mkdir(path, 0700) && errno != EEXIST)
        fail(s, "could not be made", ".");
    else if ((s->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        fail(s, "could not be opened", ".");
    if (s->dir >= 0 && lock(s)) {
        slice boot = which_boot(s);
        about = arena_format(a, "%.*s\nboot %.*s", (int)about.len, about.ptr,
                             (int)boot.len, boot.ptr);
        *kept = is_about(s, about);
        if (!*kept) {
            remove_pieces(s);
            write_about(s, about);
        }
    }
    *why = spool_error(s);
    return why->len ? NULL : s;
}

void spool_clear(spool *s)
{
    if (!s->folder.len || s->dir < 0)
        return;
    remove_pieces(s);
    unlinkat(s->dir, ABOUT, 0);
    arena *tmp = arena_sub(s->a);
    rmdir(arena_str(tmp, s->folder)); // stays where the user has something in it
    arena_release(tmp);
}

static const spool_piece *add(spool *s, const arena *caller, spool_piece p)
{
    s->a->on_failure = caller->on_failure;
    spool_piece *kept = arena_copy(s->a, &p, sizeof p);
    s->n_open += p.fd >= 0;
    vec_push(s->a, &s->pieces, kept);
    if (s->n_open > MOST_OPEN)
        spool_rest(kept);
    return kept;
}

const spool_piece *spool_find(spool *s, piece which)
{
    for (uint32_t i = s->pieces.n; i-- > 0;) {
        const spool_piece *p = s->pieces.v[i];
        if (p->which.number == which.number && strcmp(p->which.kind, which.kind) == 0)
            return p;
    }
    if (!s->folder.len)
        return NULL;
    char name[LONGEST_NAME];
    name_of(which, name);
    int fd = openat(s->dir, name, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return NULL;
    if (fstat(fd, &st)) {
        close(fd);
        return NULL;
    }
    return add(s, s->out, (spool_piece){s, which, fd, NULL, (uint64_t)st.st_size});
}

static void drop_writer(void *what)
{
    spool_writer *w = what;
    if (w->fd >= 0)
        close(w->fd);
    mem_free(w->buffer);
}

spool_writer *spool_write(spool *s, arena *a, piece which)
{
    spool_writer *w = arena_new(a, spool_writer);
    *w = (spool_writer){.s = s, .a = a, .which = which, .fd = -1};
    arena_defer(a, drop_writer, w);
    char name[LONGEST_NAME];
    name_of(which, name);
    if (s->folder.len)
        w->fd = create(s, name);
    w->cap = s->folder.len ? BUFFER_BYTES : FIRST_BYTES;
    if (!(w->buffer = mem_get(w->cap)))
        arena_fail(a);
    return w;
}

static void flush(spool_writer *w)
{
    char name[LONGEST_NAME];
    name_of(w->which, name);
    if (w->fd >= 0 && !write_all(w->fd, w->buffer, w->n))
        fail(w->s, "could not be written", name);
    w->flushed += w->n;
    w->n = 0;
}

static void make_room(spool_writer *w, size_t len)
{
    if (w->n + len <= w->cap)
        return;
    size_t cap = w->cap * 2 > w->n + len ? w->cap * 2 : w->n + len;
    char *wider = mem_resize(w->buffer, cap);
    if (!wider)
        arena_fail(w->a);
    w->buffer = wider;
    w->cap = cap;
}

void spool_put(spool_writer *w, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    if (!w->s->folder.len) {
        make_room(w, len);
    } else if (w->n + len > w->cap) {
        flush(w);
        if (len > w->cap / 2) {
            char name[LONGEST_NAME];
            name_of(w->which, name);
            if (w->fd >= 0 && !write_all(w->fd, bytes, len))
                fail(w->s, "could not be written", name);
            w->flushed += len;
            return;
        }
    }
    memcpy(w->buffer + w->n, bytes, len);
    w->n += len;
}

uint64_t spool_written(const spool_writer *w)
{
    return w->flushed + w->n;
}

bool spool_done(spool_writer *w)
{
    spool *s = w->s;
    spool_piece done = {s, w->which, -1, NULL, spool_written(w)};
    if (s->folder.len) {
        char name[LONGEST_NAME];
        name_of(w->which, name);
        flush(w);
        if (spool_error(s).len || !publish(s, w->fd, name))
            return false;
        done.fd = w->fd;
        w->fd = -1;
    } else {
        done.bytes = w->buffer;
        w->buffer = NULL;
    }
    add(s, w->a, done);
    return true;
}

uint64_t spool_size(const spool_piece *p)
{
    return p->size;
}

static bool read_all(int fd, char *to, uint64_t at, size_t len)
{
    for (size_t n = 0; n < len;) {
        ssize_t got = pread(fd, to + n, len - n, (off_t)(at + n));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got ? errno : EIO;
            return false;
        }
        n += (size_t)got;
    }
    return true;
}

const void *spool_read(const spool_piece *p, arena *a, uint64_t at, size_t len,
                       void *buffer)
{
    char name[LONGEST_NAME];
    name_of(p->which, name);
    if (at > p->size || len > p->size - at) {
        errno = EIO;
        fail(p->s, "is shorter than it should be", name);
        return NULL;
    }
    if (p->bytes)
        return p->bytes + at;
    if (!buffer)
        buffer = arena_alloc(a, len ? len : 1);
    int fd = p->fd >= 0 ? p->fd : openat(p->s->dir, name, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && read_all(fd, buffer, at, len);
    if (!good)
        fail(p->s, "could not be read", name);
    if (fd >= 0 && fd != p->fd)
        close(fd);
    return good ? buffer : NULL;
}

void spool_hold(const spool_piece *p)
{
    char *bytes = p->bytes ? NULL : mem_get(p->size + 1);
    if (bytes && spool_read(p, NULL, 0, p->size, bytes))
        ((spool_piece *)(uintptr_t)p)->bytes = bytes;
    else
        mem_free(bytes);
}

void spool_drop(spool *s, piece which)
{
    const spool_piece *found = spool_find(s, which);
    if (!found)
        return;
    spool_rest(found);
    uint32_t at = 0;
    while (s->pieces.v[at] != found)
        at++;
    mem_free(s->pieces.v[at]->bytes);
    s->pieces.v[at] = s->pieces.v[--s->pieces.n];
    char name[LONGEST_NAME];
    name_of(which, name);
    if (s->folder.len)
        unlinkat(s->dir, name, 0);
}

void spool_rest(const spool_piece *p)
{
    if (!p || p->fd < 0)
        return;
    spool_piece *own = (spool_piece *)(uintptr_t)p;
    close(own->fd);
    own->fd = -1;
    own->s->n_open--;
}
