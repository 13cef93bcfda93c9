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
    slice kept;         // file of kept pages (kept.h); empty: none
} fetch_options;

typedef struct fetcher fetcher;

/* Lives in `a` and is closed with it; NULL where libcurl does not start. */
fetcher *fetch_open(arena *a, const fetch_options *options);
/* Not empty: why it will not fetch anything. */
slice fetch_refusal(const fetcher *f);

typedef struct {
    slice reason; // not empty: why there is no page
    slice bytes;
    slice url;                 // where the redirects ended
    slice media_type, charset; // as the server says, in small letters; may be empty
    slice fetched;             // ISO 8601
    slice not_kept;            // not empty: why it is not, and no later one either
} fetched_page;

/* Now, as archives write it. */
slice fetch_time(arena *out);

/* At most largest_bytes, after decompression. All in `out`. */
fetched_page fetch_page(fetcher *f, arena *out, slice url, size_t largest_bytes);

#endif
