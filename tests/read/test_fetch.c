/* Fetching, where one address is anybody's and its neighbour is not: the test stands in
 * for the registry of addresses (address_is_public() below takes the library's place), so
 * that a redirect from a public address to a private one can be tried on the loopback
 * device. */
#include "formats.h"
#include "read/address.h"
#include "read/fetch.h"
#include "read/kept.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PUBLIC_HOST = 0x7f000001, PRIVATE_HOST = 0x7f000002 };

bool address_is_public(const struct sockaddr *address)
{
    struct sockaddr_in v4;
    if (address->sa_family != AF_INET)
        return false;
    memcpy(&v4, address, sizeof v4);
    return ntohl(v4.sin_addr.s_addr) == PUBLIC_HOST;
}

typedef struct {
    int fd;
    unsigned port;
    pid_t child;
} site;

static int listen_on(uint32_t host, unsigned *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(host),
                             .sin_port = htons((uint16_t)*port)};
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    assert_int_equal(listen(fd, 8), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

/* Answers "/NAME" with a redirect to "http://NAME:PORT/page", and "/page" with a page;
 * `other` is the port of the other site. */
static void answer(int fd, unsigned other)
{
    char request[2000] = "", reply[3000];
    if (read(fd, request, sizeof request - 1) <= 5)
        return;
    char *path = request + 5, *end = strchr(path, ' ');
    if (end)
        *end = 0;
    if (strcmp(path, "page") == 0)
        snprintf(reply, sizeof reply,
                 "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nThe ferry sank.");
    else if (strcmp(path, "robots.txt") == 0)
        snprintf(reply, sizeof reply, "HTTP/1.0 404 None\r\n\r\n");
    else
        snprintf(reply, sizeof reply,
                 "HTTP/1.0 302 There\r\nLocation: http://%s:%u/page\r\n\r\n", path,
                 other);
    if (write(fd, reply, strlen(reply)) < 0)
        _exit(1);
}

static site start(uint32_t host, unsigned port, int fd)
{
    site s = {.fd = fd, .port = port};
    (void)host;
    s.child = fork();
    assert_true(s.child >= 0);
    if (s.child > 0)
        return s;
    for (;;) {
        int client = accept(fd, NULL, NULL);
        if (client < 0)
            _exit(1);
        answer(client, port);
        close(client);
    }
}

static void stop(site *s)
{
    kill(s->child, SIGTERM);
    waitpid(s->child, NULL, 0);
    close(s->fd);
}

static fetched_page fetch(bool allow_private, const char *host, unsigned port,
                          const char *path)
{
    const fetch_options options = {.allow_private = allow_private, .timeout_s = 10};
    fetcher *f = fetch_open(&out, &options);
    assert_non_null(f);
    return fetch_page(f, &out, arena_format(&out, "http://%s:%u/%s", host, port, path),
                      1 << 20);
}

static void test_redirect(void **state)
{
    (void)state;
    unsigned port = 0;
    int fd = listen_on(PUBLIC_HOST, &port);
    site open = start(PUBLIC_HOST, port, fd);
    site closed = start(PRIVATE_HOST, port, listen_on(PRIVATE_HOST, &port));
    fetched_page p = fetch(false, "127.0.0.1", port, "page");
    is_slice(p.reason, "");
    is_slice(p.bytes, "The ferry sank.");
    is_slice(p.media_type, "text/plain");
    assert_true(slice_ends(p.fetched, SLICE("Z")));
    p = fetch(false, "127.0.0.2", port, "page");
    assert_true(p.reason.len > 0 && p.bytes.len == 0);
    // Good from good, refused from good to bad, in whatever spelling
    p = fetch(false, "127.0.0.1", port, "127.0.0.1");
    is_slice(p.bytes, "The ferry sank.");
    static const char *const bad[] = {"127.0.0.2", "2130706434", "0177.0.0.2",
                                      "0x7f000002"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        p = fetch(false, "127.0.0.1", port, bad[i]);
        assert_true(p.reason.len > 0 && p.bytes.len == 0);
        p = fetch(true, "127.0.0.1", port, bad[i]);
        is_slice(p.bytes, "The ferry sank.");
    }
    stop(&open);
    stop(&closed);
}

/* ---- pages that are kept ---- */

enum { N_PAGES = 3 };

static fetched_page page_number(unsigned n)
{
    return (fetched_page){
        .bytes = arena_format(&out, "Page %u: the ferry sank.\r\n\r\nWARC/1.1\r\n", n),
        .url = arena_format(&out, "http://gullbay.example/%u", n),
        .media_type = SLICE("text/plain"),
        .charset = n ? SLICE("utf-8") : slice_of("", 0),
        .fetched = SLICE("2031-05-03T06:00:00Z")};
}

static slice asked_number(unsigned n)
{
    return arena_format(&out, "http://gullbay.example/old/%u", n);
}

static void put_file(const char *path, slice bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static slice get_file(const char *path)
{
    enum { MOST = 1 << 16 };
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = arena_alloc(&out, MOST);
    slice got = slice_of(bytes, fread(bytes, 1, MOST, file));
    fclose(file);
    return got;
}

/* Each page is the one that was kept, or is not there; gives how many there are. */
static unsigned pages_in(const kept_pages *k)
{
    unsigned n = 0;
    for (unsigned i = 0; i < N_PAGES; i++) {
        fetched_page got, want = page_number(i);
        if (!kept_get(k, &out, asked_number(i), &got))
            continue;
        n++;
        assert_true(slice_eq(got.bytes, want.bytes) && slice_eq(got.url, want.url));
        assert_true(slice_eq(got.charset, want.charset));
        is_slice(got.media_type, "text/plain");
        is_slice(got.fetched, "2031-05-03T06:00:00Z");
    }
    return n;
}

/* Opens the file, adds the pages that are not there, and gives how many there were; -1:
 * it is not used. */
static int fill_up(const char *path)
{
    arena *own = arena_sub(&out); // closes the file when it goes
    slice why = slice_of("", 0);
    kept_pages *k = kept_open(own, slice_of_str(path), &why);
    int before = k ? (int)pages_in(k) : -1;
    assert_true(k || why.len);
    for (unsigned i = 0; k && i < N_PAGES; i++) {
        fetched_page page = page_number(i);
        if (!kept_get(k, own, asked_number(i), &page))
            assert_true(kept_add(k, own, asked_number(i), &page, &why));
    }
    if (k)
        assert_int_equal(pages_in(k), N_PAGES);
    arena_release(own);
    return before;
}

/* Cut off anywhere, with any byte another one. */
static void test_kept(void **state)
{
    (void)state;
    char path[] = "/tmp/stemma-kept-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(fill_up(path), 0);
    slice whole = get_file(path);
    int last = -1;
    for (size_t len = 1; len <= whole.len; len++) {
        put_file(path, slice_of(whole.ptr, len));
        int n = fill_up(path);
        assert_true(n >= last);
        last = n;
        if (n < 0) // not a whole beginning of ours
            assert_int_equal(get_file(path).len, len);
        else
            assert_int_equal(get_file(path).len, whole.len);
    }
    assert_int_equal(last, N_PAGES);
    char *bytes = arena_copy(&out, whole.ptr, whole.len);
    for (size_t at = 0; at < whole.len; at++) {
        arena *own = arena_sub(&out);
        slice why;
        bytes[at] ^= 0x15;
        put_file(path, slice_of(bytes, whole.len));
        kept_pages *k = kept_open(own, slice_of_str(path), &why);
        for (unsigned i = 0; k && i < N_PAGES; i++) {
            fetched_page page;
            kept_get(k, own, asked_number(i), &page);
        }
        arena_release(own);
        bytes[at] ^= 0x15;
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_redirect), TEST(test_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
