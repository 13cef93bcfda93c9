/* Fetching, where one address is anybody's and its neighbour is not: the test stands in
 * for the registry of addresses (address_is_public() below takes the library's place), so
 * that a redirect from a public address to a private one can be tried on the loopback
 * device. */
#include "formats.h"
#include "read/address.h"
#include "read/fetch.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_redirect)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
