/* Text on its way to the caller's sink, in pieces of a fixed size.
 *
 * Once the sink has refused a piece nothing more is handed to it, and writer_end() says
 * so: those who write need not check each call. */
#ifndef STEMMA_REPORT_WRITER_H
#define STEMMA_REPORT_WRITER_H

#include "base/arena.h"

typedef bool (*writer_sink)(void *ctx, const char *bytes, size_t len);

typedef struct {
    writer_sink sink;
    void *ctx;
    char *piece;
    size_t len;
    bool refused;
} writer;

void writer_init(writer *w, arena *a, writer_sink sink, void *ctx);
void writer_add(writer *w, slice text);
void writer_byte(writer *w, char c);
void writer_str(writer *w, const char *str);
/* For short pieces: what is longer than 255 bytes is cut. */
void writer_printf(writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Text of an article for a terminal: white space folded, control and direction characters
 * (which could steer the terminal or turn a line around) shown as U+FFFD, cut to `most`
 * code points with "…" where it is longer. Gives the code points written. */
size_t writer_shown(writer *w, slice text, size_t most);
/* Hands over what is left; false when the sink refused anything. */
bool writer_end(writer *w);

#endif
