#include "base/buf.h"

#include <stdio.h>
#include <string.h>

void buf_init(buf *b, arena *a)
{
    *b = (buf){.a = a};
}

static char *room(buf *b, size_t more)
{
    if (b->len + more > b->cap) {
        size_t cap = (b->cap + more) * 2;
        char *wider = arena_alloc(b->a, cap);
        if (b->len)
            memcpy(wider, b->ptr, b->len);
        b->ptr = wider;
        b->cap = cap;
    }
    return b->ptr + b->len;
}

void buf_add(buf *b, slice text)
{
    if (text.len == 0)
        return;
    memcpy(room(b, text.len), text.ptr, text.len);
    b->len += text.len;
}

void buf_add_byte(buf *b, char c)
{
    *room(b, 1) = c;
    b->len++;
}

void buf_add_str(buf *b, const char *str)
{
    buf_add(b, slice_of_str(str));
}

void buf_printf(buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len > 0) {
        vsnprintf(room(b, (size_t)len + 1), (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

slice buf_slice(const buf *b)
{
    return slice_of(b->ptr ? b->ptr : "", b->len);
}
