#include "read/url.h"

#include <string.h>

static bool is_wrong(char c)
{
    return (unsigned char)c <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"' ||
           c == '\\' || c == '`';
}

static size_t find_any(slice text, const char *which)
{
    size_t at = 0;
    while (at < text.len && !strchr(which, text.ptr[at]))
        at++;
    return at;
}

bool url_split(slice url, url_parts *to)
{
    *to = (url_parts){0};
    if (slice_starts_nocase(url, SLICE("http://")))
        to->scheme = SLICE("http");
    else if (slice_starts_nocase(url, SLICE("https://")))
        to->scheme = SLICE("https");
    else
        return false;
    for (size_t i = 0; i < url.len; i++)
        if (is_wrong(url.ptr[i]))
            return false;
    slice rest = slice_of(url.ptr + to->scheme.len + 3, url.len - to->scheme.len - 3);
    size_t end = find_any(rest, "/?#");
    slice authority = slice_of(rest.ptr, end);
    rest = slice_of(rest.ptr + end, rest.len - end);
    for (size_t i = authority.len; i-- > 0;)
        if (authority.ptr[i] == '@') {
            authority = slice_of(authority.ptr + i + 1, authority.len - i - 1);
            break;
        }
    size_t from = authority.len && authority.ptr[0] == '['
                      ? slice_find(authority, SLICE("]"), 0)
                      : 0;
    size_t colon = slice_find(authority, SLICE(":"), from);
    to->host = slice_of(authority.ptr, colon);
    if (colon < authority.len)
        to->port = slice_of(authority.ptr + colon + 1, authority.len - colon - 1);
    size_t path = find_any(rest, "?#");
    to->path = path ? slice_of(rest.ptr, path) : SLICE("/");
    rest = slice_of(rest.ptr + path, rest.len - path);
    if (rest.len && rest.ptr[0] == '?')
        to->query = slice_of(rest.ptr + 1, slice_find(rest, SLICE("#"), 0) - 1);
    return to->host.len > 0;
}

/* Takes "." and ".." out of a path, in place (RFC 3986, 5.2.4). */
static size_t drop_dots(char *path, size_t len)
{
    size_t to = 0;
    for (size_t at = 0; at < len;) {
        size_t end = at + 1;
        while (end < len && path[end] != '/')
            end++;
        slice segment = slice_of(path + at, end - at); // with its '/'
        bool last = end == len;
        if (slice_eq_str(segment, "/.") || slice_eq_str(segment, "/..")) {
            if (segment.len == 3)
                while (to > 0 && path[--to] != '/') {
                }
            if (last)
                path[to++] = '/';
        } else {
            memmove(path + to, segment.ptr, segment.len);
            to += segment.len;
        }
        at = end;
    }
    return to;
}

static bool has_scheme(slice reference)
{
    size_t colon = find_any(reference, ":/?#");
    return colon > 0 && colon < reference.len && reference.ptr[colon] == ':';
}

slice url_resolve(arena *out, slice base, slice reference)
{
    url_parts b;
    reference = slice_trim(reference);
    if (has_scheme(reference) || !url_split(slice_trim(base), &b))
        return reference;
    base = slice_trim(base);
    size_t authority =
        (size_t)(b.host.ptr - base.ptr) + b.host.len + (b.port.len ? b.port.len + 1 : 0);
    if (slice_starts(reference, SLICE("//")))
        return arena_format(out, "%s:%.*s", b.scheme.ptr, (int)reference.len,
                            reference.ptr);
    slice path = b.path;
    if (reference.len == 0)
        return base;
    if (reference.ptr[0] == '/')
        path.len = 0;
    else if (reference.ptr[0] != '?' && reference.ptr[0] != '#')
        while (path.len && path.ptr[path.len - 1] != '/')
            path.len--;
    size_t cut = find_any(reference, "?#");
    char *joined = arena_alloc(out, path.len + cut + 1);
    memcpy(joined, path.ptr, path.len);
    memcpy(joined + path.len, reference.ptr, cut);
    size_t n = drop_dots(joined, path.len + cut);
    return arena_format(out, "%.*s%.*s%.*s", (int)authority, base.ptr, (int)n, joined,
                        (int)(reference.len - cut), reference.ptr + cut);
}

slice url_host(arena *out, slice url)
{
    url_parts parts;
    if (!url_split(slice_trim(url), &parts))
        return slice_of("", 0);
    char *host = arena_str(out, parts.host);
    for (size_t i = 0; i < parts.host.len; i++)
        if (host[i] >= 'A' && host[i] <= 'Z')
            host[i] = (char)(host[i] | 0x20);
    size_t www = strncmp(host, "www.", 4) == 0 && host[4] ? 4 : 0;
    return slice_of(host + www, parts.host.len - www);
}

/* The part of a host that an owner has registered: two labels, three under "co.uk" and
 * the like. A list of all such endings would be exact; this is for feeds and their
 * links. */
static slice registered(slice host)
{
    size_t dots[3] = {0}, n = 0; // from the right
    for (size_t i = host.len; i-- > 0 && n < 3;)
        if (host.ptr[i] == '.')
            dots[n++] = i + 1;
    if (n < 2)
        return host;
    bool country = host.len - dots[0] == 2;
    bool second = country && dots[0] - 1 - dots[1] <= 3;
    size_t start = second ? (n > 2 ? dots[2] : 0) : dots[1];
    return slice_of(host.ptr + start, host.len - start);
}

bool url_same_site(slice host, slice other)
{
    return host.len && slice_eq_nocase(registered(host), registered(other));
}

slice url_site_label(slice host)
{
    slice name = registered(host);
    return slice_of(name.ptr, slice_find(name, SLICE("."), 0));
}
