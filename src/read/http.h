/* Heads of lines "Name: value", as HTTP and WARC have them, and what HTTP does to the
 * body of a message. */
#ifndef STEMMA_READ_HTTP_H
#define STEMMA_READ_HTTP_H

#include "base/arena.h"

/* Where the head ends and the body begins; 0: the head does not end in `bytes`. */
size_t head_end(slice bytes);
/* The next field, its lines as one where it is folded; false at the end. Lines without a
 * colon are passed over. `rest` begins behind the first line of the head. */
bool head_next(arena *tmp, slice *rest, slice *name, slice *value);

typedef struct {
    unsigned status;         // 0: no response with a whole head
    size_t len;              // of the head with the empty line
    slice media_type;        // "text/html"; empty where none is said
    slice charset;           // empty where none is said
    slice content_encodings; // "gzip, br"
    bool chunked;
} http_head;

enum { HTTP_MOST_HEAD = 64 << 10 };

/* The parts live in `tmp` or in `message`. */
http_head http_parse(arena *tmp, slice message);
/* "text/html; charset=utf-8" */
void http_media_type(slice value, slice *media_type, slice *charset);
/* May an article be in it? True for the empty one. */
bool http_is_text(slice media_type);

/* The body as the server meant it; `out` holds what had to be unpacked. False where that
 * cannot be done: *why. *note: what is missing of it. */
bool http_body(arena *out, const http_head *head, slice message, size_t largest,
               slice *body, slice *note, slice *why);

#endif
