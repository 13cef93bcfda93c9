/* UTF-8: checking, and the way between bytes and code points. */
#ifndef STEMMA_BASE_UTF8_H
#define STEMMA_BASE_UTF8_H

#include "base/arena.h"

/* Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or
 * text.len. */
size_t utf8_check(slice text);
/* Number of code points in well-formed text. */
size_t utf8_count(slice text);
/* The code point at *at (which moves behind it); U+FFFD, one byte on, where it is
 * malformed. */
uint32_t utf8_next(slice text, size_t *at);
/* The code point that ends at *at (which moves to its start). */
uint32_t utf8_prev(slice text, size_t *at);
/* Writes a code point; `to` has room for 4 bytes. Gives the number of bytes. */
size_t utf8_put(uint32_t code_point, char *to);

/* Bytes to code points in constant time, for one text. */
typedef struct {
    slice text;
    uint32_t *marks; // code points before byte i * UTF8_MARK
} utf8_index;
enum { UTF8_MARK = 64 };

void utf8_index_init(utf8_index *index, slice text, arena *out);
uint32_t utf8_index_point(const utf8_index *index, uint32_t byte);

#endif
