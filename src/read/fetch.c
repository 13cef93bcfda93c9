#include "read/fetch.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/vec.h"
#include "read/address.h"
#include "read/kept.h"
#include "read/robots.h"
#include "read/url.h"

#include <curl/curl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    USUAL_TIMEOUT_S = 30,
    CONNECT_TIMEOUT_S = 10,
    MOST_REDIRECTS = 5,
    LARGEST_HEADERS = 256 << 10,
    DELAY_MS = 1000,
    SLOW_BYTES = 100, // a second, on average over SLOW_SECONDS
    SLOW_SECONDS = 15
};

static const char agent_name[] = "stemma";
static const char agent[] = "stemma/" STEMMA_VERSION " (news article comparison)";

typedef struct {
    bool known, closed; // robots.txt asked for; it could not be had
    robots rules;
    uint64_t next_ms; // when the next page may be asked for
} host;

/* One transfer. The callbacks run inside libcurl, so they must not leave it: what goes
 * wrong is kept for later. */
typedef struct {
    char *bytes;
    size_t len, cap, largest, headers;
    bool too_large, headers_too_large, no_memory, refused, allow_private;
} transfer;

struct fetcher {
    arena *mem;
    fetch_options options;
    CURL *easy;
    char error[CURL_ERROR_SIZE];
    transfer now;
    uint64_t deadline_ms; // of the page that is fetched
    hash_table index;     // of scheme, host and port to hosts
    VEC(host) hosts;
    kept_pages *kept; // NULL: they are not
    slice refusal;
};

/* ---- callbacks ---- */

static size_t take_body(char *from, size_t size, size_t n, void *what)
{
    transfer *t = what;
    n *= size;
    if (n > t->largest - t->len) {
        t->too_large = true;
        return 0;
    }
    if (n > t->cap - t->len) {
        size_t cap = (t->len + n) * 2;
        char *wider = mem_resize(t->bytes, cap);
        if (!wider) {
            t->no_memory = true;
            return 0;
        }
        t->bytes = wider;
        t->cap = cap;
    }
    if (n)
        memcpy(t->bytes + t->len, from, n);
    t->len += n;
    return n;
}

static size_t take_header(char *from, size_t size, size_t n, void *what)
{
    transfer *t = what;
    (void)from;
    t->headers += size * n;
    t->headers_too_large = t->headers > LARGEST_HEADERS;
    return t->headers_too_large ? 0 : size * n;
}

/* Here the address is known that will be connected to, whatever the name said before. */
static curl_socket_t open_socket(void *what, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    transfer *t = what;
    (void)purpose;
    bool internet = address->family == AF_INET || address->family == AF_INET6;
    if (!internet || (!t->allow_private && !address_is_public(&address->addr))) {
        t->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype, address->protocol);
}

/* ---- the session ---- */

static void close_fetcher(void *what)
{
    fetcher *f = what;
    curl_easy_cleanup(f->easy);
    mem_free(f->now.bytes);
    curl_global_cleanup();
}

static unsigned timeout_s(const fetcher *f)
{
    return f->options.timeout_s ? f->options.timeout_s : USUAL_TIMEOUT_S;
}

static bool set_up(CURL *c, fetcher *f)
{
    long timeout = (long)timeout_s(f);
    bool good = true;
#define SET(option, value) good &= curl_easy_setopt(c, option, value) == CURLE_OK
#if LIBCURL_VERSION_NUM >= 0x075500
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    SET(CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    SET(CURLOPT_FOLLOWLOCATION, 0L); // each step is looked at here
    SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    SET(CURLOPT_PROXY, ""); // the address that is checked must be the page's own
    SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    SET(CURLOPT_OPENSOCKETDATA, &f->now);
    SET(CURLOPT_WRITEFUNCTION, take_body);
    SET(CURLOPT_WRITEDATA, &f->now);
    SET(CURLOPT_HEADERFUNCTION, take_header);
    SET(CURLOPT_HEADERDATA, &f->now);
    SET(CURLOPT_ERRORBUFFER, f->error);
    SET(CURLOPT_USERAGENT, agent);
    SET(CURLOPT_ACCEPT_ENCODING, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_CONNECTTIMEOUT,
        timeout < CONNECT_TIMEOUT_S ? timeout : CONNECT_TIMEOUT_S);
    SET(CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    SET(CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
#undef SET
    return good;
}

fetcher *fetch_open(arena *a, const fetch_options *options)
{
    fetcher *f = arena_new(a, fetcher);
    *f = (fetcher){.mem = arena_sub(a), .options = *options};
    f->now.allow_private = options->allow_private;
    hash_table_init(&f->index, f->mem, 16);
    if (options->kept.len) {
        slice why = slice_of("", 0);
        f->kept = kept_open(f->mem, options->kept, &why);
        if (!f->kept)
            f->refusal = arena_format(a, "%.*s: %.*s", (int)options->kept.len,
                                      options->kept.ptr, (int)why.len, why.ptr);
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return NULL;
    arena_defer(a, close_fetcher, f);
    f->easy = curl_easy_init();
    return f->easy && set_up(f->easy, f) ? f : NULL;
}

slice fetch_refusal(const fetcher *f)
{
    return f->refusal;
}

/* ---- one request ---- */

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void wait_until(uint64_t then_ms)
{
    uint64_t now = now_ms();
    if (then_ms <= now)
        return;
    struct timespec t = {(time_t)((then_ms - now) / 1000),
                         (long)((then_ms - now) % 1000) * 1000000};
    nanosleep(&t, NULL);
}

typedef struct {
    slice reason; // empty: there was an answer
    long status;
    slice redirect; // where the answer leads, absolute; or empty
    bool cut;       // the body is longer than was asked for
} answer;

static slice why_failed(const fetcher *f, arena *out, CURLcode code, size_t largest)
{
    const transfer *t = &f->now;
    if (t->too_large)
        return arena_format(out, "larger than %zu bytes", largest);
    if (t->headers_too_large)
        return SLICE("its headers are too long");
    if (t->refused)
        return SLICE("leads to a private address, which is not fetched");
    if (code == CURLE_OPERATION_TIMEDOUT)
        return SLICE("too slow: gave up");
    const char *error = f->error[0] ? f->error : curl_easy_strerror(code);
    return arena_slice(out, slice_of_str(error));
}

static answer request(fetcher *f, arena *out, slice url, size_t largest)
{
    transfer *t = &f->now;
    answer got = {.status = 0};
    char *redirect = NULL;
    t->len = t->headers = 0;
    t->largest = largest;
    t->too_large = t->headers_too_large = t->no_memory = t->refused = false;
    f->error[0] = 0;
    uint64_t now = now_ms();
    if (now >= f->deadline_ms) {
        got.reason = SLICE("too slow: gave up");
        return got;
    }
    if (curl_easy_setopt(f->easy, CURLOPT_URL, arena_str(out, url)) != CURLE_OK ||
        curl_easy_setopt(f->easy, CURLOPT_TIMEOUT_MS, (long)(f->deadline_ms - now)))
        arena_fail(out);
    CURLcode code = curl_easy_perform(f->easy);
    if (t->no_memory || code == CURLE_OUT_OF_MEMORY)
        arena_fail(out);
    curl_easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &got.status);
    curl_easy_getinfo(f->easy, CURLINFO_REDIRECT_URL, &redirect);
    got.cut = t->too_large;
    if (got.status >= 300 && got.status < 400 && redirect)
        got.redirect = arena_slice(out, slice_of_str(redirect));
    else if (code != CURLE_OK)
        got.reason = why_failed(f, out, code, largest);
    return got;
}

static slice body(const fetcher *f)
{
    return f->now.len ? slice_of(f->now.bytes, f->now.len) : slice_of("", 0);
}

/* ---- manners ---- */

static host *host_of(fetcher *f, arena *tmp, const url_parts *url)
{
    slice name = arena_format(tmp, "%s://%.*s:%.*s", url->scheme.ptr, (int)url->host.len,
                              url->host.ptr, (int)url->port.len, url->port.ptr);
    char *lower = (char *)(uintptr_t)name.ptr;
    for (size_t i = 0; i < name.len; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] | 0x20);
    bool is_new;
    uint32_t *at = hash_table_put(&f->index, hash_bytes(name), &is_new);
    if (is_new) {
        *at = f->hosts.n;
        vec_push(f->mem, &f->hosts, (host){.known = false});
    }
    return &f->hosts.v[*at];
}

/* Without a file everything may be fetched; when the site cannot answer, nothing. */
static void ask_robots(fetcher *f, arena *tmp, const url_parts *url, host *h)
{
    slice at = arena_format(tmp, "%s://%.*s%s%.*s/robots.txt", url->scheme.ptr,
                            (int)url->host.len, url->host.ptr, url->port.len ? ":" : "",
                            (int)url->port.len, url->port.ptr);
    answer got = {.redirect = at};
    h->known = true;
    for (int i = 0; i <= MOST_REDIRECTS && got.redirect.len; i++) {
        url_parts parts;
        if (!url_split(got.redirect, &parts))
            return;
        got = request(f, tmp, got.redirect, ROBOTS_BYTES);
    }
    bool read = got.status >= 200 && got.status < 300 && (!got.reason.len || got.cut);
    if (read)
        h->rules = robots_parse(f->mem, body(f), agent_name);
    else
        h->closed = got.reason.len > 0 || got.status >= 500;
}

/* Empty: go on. */
static slice ask_leave(fetcher *f, arena *tmp, const url_parts *url)
{
    host *h = host_of(f, tmp, url);
    if (!h->known)
        ask_robots(f, tmp, url, h);
    if (h->closed)
        return SLICE("the site's robots.txt cannot be had");
    slice target = url->query.ptr
                       ? arena_format(tmp, "%.*s?%.*s", (int)url->path.len, url->path.ptr,
                                      (int)url->query.len, url->query.ptr)
                       : url->path;
    if (!robots_allow(tmp, &h->rules, target))
        return SLICE("the site's robots.txt does not allow it");
    uint64_t before = now_ms();
    wait_until(h->next_ms);
    f->deadline_ms += now_ms() - before; // waiting is no fault of the site
    unsigned delay = h->rules.delay_ms > DELAY_MS ? h->rules.delay_ms : DELAY_MS;
    h->next_ms = now_ms() + delay;
    return slice_of("", 0);
}

/* ---- pages ---- */

static slice lower(arena *out, slice text)
{
    char *to = arena_str(out, text);
    for (size_t i = 0; i < text.len; i++)
        if (to[i] >= 'A' && to[i] <= 'Z')
            to[i] = (char)(to[i] | 0x20);
    return slice_of(to, text.len);
}

/* "text/html; charset=utf-8" */
static void take_type(fetcher *f, arena *out, fetched_page *page)
{
    char *type = NULL;
    curl_easy_getinfo(f->easy, CURLINFO_CONTENT_TYPE, &type);
    slice all = lower(out, slice_of_str(type));
    size_t end = slice_find(all, SLICE(";"), 0);
    page->media_type = slice_trim(slice_of(all.ptr, end));
    size_t at = slice_find(all, SLICE("charset="), end);
    if (at == all.len)
        return;
    slice value = slice_of(all.ptr + at + 8, all.len - at - 8);
    value = slice_trim(slice_of(value.ptr, slice_find(value, SLICE(";"), 0)));
    while (value.len && (value.ptr[0] == '"' || value.ptr[0] == '\''))
        value = slice_of(value.ptr + 1, value.len - 1);
    while (value.len && strchr("\"'", value.ptr[value.len - 1]))
        value.len--;
    if (value.len < 40)
        page->charset = value;
}

slice fetch_time(arena *out)
{
    struct tm t;
    time_t now = time(NULL);
    gmtime_r(&now, &t);
    return arena_format(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900,
                        t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
}

/* The path and what comes behind it; empty where the path is only implied. */
static slice tail_of(slice url, slice path)
{
    bool inside = path.ptr >= url.ptr && path.ptr < url.ptr + url.len;
    return inside ? slice_of(path.ptr, (size_t)(url.ptr + url.len - path.ptr))
                  : slice_of("", 0);
}

static fetched_page ask_for(fetcher *f, arena *out, slice url, size_t largest_bytes)
{
    fetched_page page = {.url = arena_slice(out, url)};
    arena *tmp = arena_sub(out);
    f->deadline_ms = now_ms() + (uint64_t)timeout_s(f) * 1000;
    for (int i = 0; !page.reason.len; i++) {
        url_parts parts;
        if (i > MOST_REDIRECTS) {
            page.reason = SLICE("too many redirects");
            break;
        }
        page.url.len = slice_find(page.url, SLICE("#"), 0);
        if (page.url.len > URL_LONGEST || !url_split(page.url, &parts)) {
            page.reason = SLICE("leads to what is no web address");
            break;
        }
        // Without "/../", which libcurl would take out behind the back of robots.txt
        page.url = url_resolve(out, page.url, tail_of(page.url, parts.path));
        page.reason = url_split(page.url, &parts)
                          ? ask_leave(f, tmp, &parts)
                          : SLICE("leads to what is no web address");
        if (page.reason.len)
            break;
        answer got = request(f, tmp, page.url, largest_bytes);
        page.reason = arena_slice(out, got.reason);
        if (got.redirect.len) {
            page.url = arena_slice(out, got.redirect);
            continue;
        }
        if (!page.reason.len && got.status != 200)
            page.reason = arena_format(out, "HTTP status %ld", got.status);
        break;
    }
    if (!page.reason.len) {
        page.bytes = arena_slice(out, body(f));
        take_type(f, out, &page);
        page.fetched = fetch_time(out);
    }
    arena_release(tmp);
    return page;
}

fetched_page fetch_page(fetcher *f, arena *out, slice url, size_t largest_bytes)
{
    fetched_page page = {.reason = f->refusal};
    url.len = slice_find(url, SLICE("#"), 0);
    f->mem->on_failure = out->on_failure; // by whichever thread
    if (f->refusal.len || (f->kept && kept_get(f->kept, out, url, &page) &&
                           page.bytes.len <= largest_bytes))
        return page;
    page = ask_for(f, out, url, largest_bytes);
    if (f->kept && !page.reason.len &&
        !kept_add(f->kept, out, url, &page, &page.not_kept))
        f->kept = NULL;
    return page;
}
