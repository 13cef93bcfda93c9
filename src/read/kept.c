#include "read/kept.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"
#include "read/http.h"
#include "read/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_HEAD = 16 << 10 }; // two addresses and some lines

static const char end_of_record[] = "\r\n\r\n";
enum { END_LEN = sizeof end_of_record - 1 };

struct kept_pages {
    arena *mem;
    int fd;
    uint64_t end;          // behind the last whole record
    hash_table index;      // of addresses as they were asked for, to records
    VEC(uint64_t) records; // where each begins
};

typedef struct {
    slice type, asked, url, date, content_type;
    size_t len;      // of the head
    uint64_t length; // of the body
} kept_head;

static void close_kept(void *what)
{
    kept_pages *k = what;
    close(k->fd);
}

/* ---- reading ---- */

/* Up to n bytes; fewer at the end of the file, or where it cannot be read. */
static size_t read_at(const kept_pages *k, uint64_t at, char *to, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t got = pread(k->fd, to + done, n - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    return done;
}

static bool take_length(slice value, uint64_t *length)
{
    *length = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        *length = *length * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    return value.len > 0 && value.len < 16;
}

/* The head of the record that begins there; false where there is none that is whole. */
static bool read_head(const kept_pages *k, arena *tmp, uint64_t at, kept_head *to)
{
    char *bytes = arena_raw(tmp, char, MOST_HEAD);
    slice head = slice_of(bytes, read_at(k, at, bytes, MOST_HEAD)), name, value, line;
    bool measured = false;
    *to = (kept_head){.len = head_end(head)};
    slice rest = slice_of(head.ptr, to->len);
    if (!to->len || !slice_next_line(&rest, &line) || !slice_eq_str(line, "WARC/1.1"))
        return false;
    while (head_next(tmp, &rest, &name, &value)) {
        if (slice_eq_str(name, "Content-Length"))
            measured = take_length(value, &to->length);
        else if (slice_eq_str(name, "WARC-Type"))
            to->type = value;
        else if (slice_eq_str(name, "WARC-Target-URI"))
            to->url = value;
        else if (slice_eq_str(name, "Stemma-Asked-For"))
            to->asked = value;
        else if (slice_eq_str(name, "WARC-Date"))
            to->date = value;
        else if (slice_eq_str(name, "Content-Type"))
            to->content_type = value;
    }
    return measured && to->type.len;
}

/* Does the record end where its length says? */
static bool is_whole(const kept_pages *k, uint64_t at, const kept_head *head)
{
    char end[END_LEN];
    return read_at(k, at + head->len + head->length, end, END_LEN) == END_LEN &&
           memcmp(end, end_of_record, END_LEN) == 0;
}

static void remember(kept_pages *k, slice asked, uint64_t at)
{
    *hash_table_put(&k->index, hash_bytes(asked), NULL) = k->records.n;
    vec_push(k->mem, &k->records, at);
}

/* All whole records; false where the first one is none of ours. */
static bool read_all(kept_pages *k)
{
    arena *tmp = arena_sub(k->mem);
    kept_head head;
    bool ours = false;
    for (; read_head(k, tmp, k->end, &head) && is_whole(k, k->end, &head);
         arena_release(tmp)) {
        if (k->end == 0) {
            char about[64];
            size_t n = head.length < sizeof about ? (size_t)head.length : sizeof about;
            n = read_at(k, head.len, about, n);
            ours = slice_eq_str(head.type, "warcinfo") &&
                   slice_starts(slice_of(about, n), SLICE("software: stemma"));
        } else if (head.asked.len) {
            remember(k, head.asked, k->end);
        }
        if (!ours)
            break;
        k->end += head.len + head.length + END_LEN;
    }
    arena_release(tmp);
    return ours;
}

bool kept_get(const kept_pages *k, arena *out, slice asked, fetched_page *page)
{
    const uint32_t *which = hash_table_get(&k->index, hash_bytes(asked));
    kept_head head;
    if (!which)
        return false;
    uint64_t at = k->records.v[*which];
    if (!read_head(k, out, at, &head) || !slice_eq(head.asked, asked) ||
        head.length > LARGEST_EVER)
        return false;
    char *bytes = arena_raw(out, char, (size_t)head.length + 1);
    if (read_at(k, at + head.len, bytes, (size_t)head.length) != head.length)
        return false;
    *page = (fetched_page){.bytes = slice_of(bytes, (size_t)head.length),
                           .url = head.url,
                           .fetched = head.date};
    http_media_type(head.content_type, &page->media_type, &page->charset);
    return true;
}

/* ---- writing ---- */

static bool write_at(const kept_pages *k, uint64_t *at, slice bytes)
{
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = pwrite(k->fd, bytes.ptr + done, bytes.len - done, (off_t)*at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
        *at += (uint64_t)n;
    }
    return true;
}

/* A record with this head, which ends before its last fields. */
static bool write_record(kept_pages *k, buf *head, slice body)
{
    uint64_t at = k->end, id = hash_bytes(buf_slice(head)), more = hash_mix(id, k->end);
    buf_printf(head, "WARC-Record-ID: <urn:uuid:%08x-%04x-4%03x-8%03x-%012llx>\r\n",
               (unsigned)(id >> 32), (unsigned)(id >> 16 & 0xffff),
               (unsigned)(id & 0xfff), (unsigned)(more >> 52),
               (unsigned long long)(more & 0xffffffffffff));
    buf_printf(head, "Content-Length: %zu\r\n\r\n", body.len);
    if (write_at(k, &at, buf_slice(head)) && write_at(k, &at, body) &&
        write_at(k, &at, slice_of_str(end_of_record))) {
        k->end = at;
        return true;
    }
    int error = errno;
    if (ftruncate(k->fd, (off_t)k->end)) // a later run cuts it off
        k->end = at;
    errno = error;
    return false;
}

/* "text/html; charset=utf-8", of what a server said: nothing that could end the line. */
static void put_type(buf *to, const fetched_page *page)
{
    slice parts[] = {page->media_type, page->charset};
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < parts[i].len; k++)
            if ((unsigned char)parts[i].ptr[k] <= ' ' || parts[i].ptr[k] == ';')
                parts[i].len = 0;
    if (!parts[0].len)
        return;
    buf_printf(to, "Content-Type: %.*s", (int)parts[0].len, parts[0].ptr);
    if (parts[1].len)
        buf_printf(to, "; charset=%.*s", (int)parts[1].len, parts[1].ptr);
    buf_add_str(to, "\r\n");
}

bool kept_add(kept_pages *k, arena *tmp, slice asked, const fetched_page *page,
              slice *why)
{
    buf head;
    buf_init(&head, tmp);
    buf_printf(&head,
               "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Date: %.*s\r\n"
               "WARC-Target-URI: %.*s\r\nStemma-Asked-For: %.*s\r\n",
               (int)page->fetched.len, page->fetched.ptr, (int)page->url.len,
               page->url.ptr, (int)asked.len, asked.ptr);
    put_type(&head, page);
    uint64_t at = k->end;
    if (!write_record(k, &head, page->bytes)) {
        *why = error_text(tmp, "fetched pages cannot be kept", errno);
        return false;
    }
    remember(k, asked, at);
    return true;
}

/* ---- the file ---- */

static bool begin(kept_pages *k, arena *tmp)
{
    buf head;
    buf_init(&head, tmp);
    buf_printf(&head,
               "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: %s\r\n"
               "Content-Type: application/warc-fields\r\n",
               fetch_time(tmp).ptr);
    return write_record(
        k, &head, SLICE("software: stemma/" STEMMA_VERSION "\r\nformat: WARC/1.1\r\n"));
}

kept_pages *kept_open(arena *a, slice path, slice *why)
{
    kept_pages *k = arena_new(a, kept_pages);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat about;
    k->mem = a;
    hash_table_init(&k->index, a, 64);
    k->fd = open(arena_str(a, path), O_RDWR | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
                 0666);
    if (k->fd < 0) {
        *why = error_text(a, "cannot open", errno);
        return NULL;
    }
    arena_defer(a, close_kept, k);
    if (fstat(k->fd, &about) || !S_ISREG(about.st_mode)) {
        *why = SLICE("not a regular file");
    } else if (fcntl(k->fd, F_SETLK, &lock)) {
        *why = SLICE("another run is using it");
    } else if (about.st_size == 0) {
        if (begin(k, a))
            return k;
        *why = error_text(a, "cannot write", errno);
    } else if (!read_all(k)) {
        *why = SLICE("not a file in which stemma keeps pages; it is left as it is");
    } else if (ftruncate(k->fd, (off_t)k->end)) {
        *why = error_text(a, "cannot write", errno);
    } else {
        return k;
    }
    return NULL;
}
