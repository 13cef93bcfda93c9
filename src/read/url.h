/* Addresses, as far as reading needs them (RFC 3986). Nothing is decoded. */
#ifndef STEMMA_READ_URL_H
#define STEMMA_READ_URL_H

#include "base/arena.h"

enum { URL_LONGEST = 4096 };

typedef struct {
    slice scheme, host, port, path,
        query; // host without user, brackets kept; path from '/'
} url_parts;

/* False for anything but http:// and https:// with a host and no white space. */
bool url_split(slice url, url_parts *to);
/* Where `reference` leads from `base`; the reference itself when that cannot be told. */
slice url_resolve(arena *out, slice base, slice reference);
/* The host in small letters, without "www."; empty for what is no web address. */
slice url_host(arena *out, slice url);
/* Hosts of one owner, as far as names tell: "www.gullbay.example", "rss.gullbay.example".
 */
bool url_same_site(slice host, slice other);
/* The label that names the owner: "gullbay" of "news.gullbay.co.uk". */
slice url_site_label(slice host);

#endif
