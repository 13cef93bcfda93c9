/* Text put together piece by piece in an arena. */
#ifndef STEMMA_BASE_BUF_H
#define STEMMA_BASE_BUF_H

#include "base/arena.h"

typedef struct {
    arena *a;
    char *ptr;
    size_t len, cap;
} buf;

void buf_init(buf *b, arena *a);
void buf_add(buf *b, slice text);
void buf_add_byte(buf *b, char c);
void buf_add_str(buf *b, const char *str);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
slice buf_slice(const buf *b); // what was put together so far; valid until the next add

#endif
