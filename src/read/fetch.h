/* Pages from the web, one after the other, politely: each host's robots.txt is obeyed and
 * a second passes between two pages of a host. What can be fetched is what anybody on the
 * internet could: a connection to a private address is refused when it is made, whatever
 * name or redirect led to it. */
#ifndef STEMMA_READ_FETCH_H
#define STEMMA_READ_FETCH_H

#include "base/arena.h"

typedef struct {
    bool allow_private;
    unsigned timeout_s; // for a page and its redirects; 0: 30
} fetch_options;

typedef struct fetcher fetcher;

/* Lives in `a` and is closed with it; NULL where libcurl does not start. */
fetcher *fetch_open(arena *a, const fetch_options *options);

typedef struct {
    slice reason; // not empty: why there is no page
    slice bytes;
    slice url;                 // where the redirects ended
    slice media_type, charset; // as the server says, in small letters; may be empty
    slice fetched;             // ISO 8601
} fetched_page;

/* At most largest_bytes, after decompression. All in `out`. */
fetched_page fetch_page(fetcher *f, arena *out, slice url, size_t largest_bytes);

#endif
